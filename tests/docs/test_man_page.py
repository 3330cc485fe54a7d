"""The page for `man synbib`."""

import shutil
import subprocess

import man_page
import pytest


def test_the_page_is_what_is_made_of_the_commands() -> None:
    assert man_page.PAGE.read_text("utf-8") == man_page.page(), "run: make man"


@pytest.mark.parametrize(
    ("program", "arguments"),
    [("groff", ("-K", "utf8", "-man", "-ww", "-z")), ("mandoc", ("-T", "lint", "-W", "error"))],
)
def test_programs_that_show_it_have_nothing_to_say(
    program: str, arguments: tuple[str, ...]
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"not installed: {program}")
    done = subprocess.run(
        [program, *arguments, man_page.PAGE], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_line_of_text_is_no_request() -> None:
    assert man_page._text(".bib files") == r"\&.bib files"
    assert man_page._text(r"a\b --key") == r"a\eb \-\-key"
