"""Styles of BibTeX's on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main

STORE = r"""
@misc{tan2024llm, author = {Tan, Zhen}, title = {Data {\&} annotation}, year = 2024}
@misc{roe1999, title = {\foo{On} trees}, year = 1999}
"""
STYLE = r"""
ENTRY { author title year } { } { }
FUNCTION { misc } {
  newline$ "\bibitem[" author empty$ { "Anon" "no author in " cite$ * warning$ } { author } if$ *
  "(" * year * ")]{" * cite$ * "}" * write$ newline$
  "{\em " title * "\/}, " * year * "." * write$ newline$
}
READ
FUNCTION { begin } { "\begin{thebibliography}{9}" write$ newline$ }
EXECUTE { begin }
ITERATE { call.type$ }
FUNCTION { end } { newline$ "\end{thebibliography}" write$ newline$ }
EXECUTE { end }
"""
WARNINGS = """\
refs.bib:3:1: no author in roe1999 (warning)
refs.bib:3: house.bst: \\foo is not known; what it is given stays as text (warning)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "house.bst").write_text(STYLE, encoding="utf-8")
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_render_prints_warnings_of_the_style_and_succeeds() -> None:
    result = run("render", "--style", "house.bst")
    assert result.stdout == "*Data & annotation*, 2024.\n\n*On trees*, 1999.\n"
    assert (result.exit_code, result.stderr) == (0, WARNINGS)


def test_cite_cites_as_natbib_does() -> None:
    result = run("cite", "tan2024llm@pp. 3-5", "--style", "house.bst")
    assert result.stdout == "(Tan, Zhen, 2024, pp. 3–5)\n\nData & annotation, 2024.\n"
    assert (
        run("cite", "tan2024llm", "-s", "house.bst", "-n", "--in-text").stdout
        == "Tan, Zhen (2024)\n"
    )
    assert (
        run("cite", "tan2024llm", "-s", "house.bst", "--suppress-author", "--in-text").stdout
        == "(2024)\n"
    )


def test_list_and_find_write_references_in_it() -> None:
    result = run("list", "--style", "house.bst", "--headings", "no")
    assert result.stdout == "- *Data & annotation*, 2024.\n\n- *On trees*, 1999.\n"
    assert (result.exit_code, result.stderr) == (0, WARNINGS)


def test_blocks_of_a_readme_are_in_it_and_stay_fresh(folder: Path) -> None:
    readme = folder / "README.md"
    readme.write_text(
        "<!-- synbib:start list style=house.bst headings=no filter=key:tan2024llm -->\n<!-- synbib:end -->\n\n"
        "<!-- synbib:start bibliography style=house.bst filter=key:tan2024llm -->\n<!-- synbib:end -->\n",
        encoding="utf-8",
    )
    result = run("sync", "README.md")
    assert (result.exit_code, result.stderr) == (0, "README.md: brought up to date\n")
    text = readme.read_text("utf-8")
    assert "-->\n\n- *Data & annotation*, 2024.\n\n<!-- synbib:end" in text
    assert "-->\n\n*Data & annotation*, 2024.\n\n<!-- synbib:end" in text
    assert run("sync", "--check", "README.md").exit_code == 0


def test_settings_name_it_too(folder: Path) -> None:
    (folder / "synbib.toml").write_text('style = "acl"\n[style-for]\nmisc = "house.bst"\n')
    assert run("list", "--headings", "no").stdout.startswith("- *Data & annotation*, 2024.\n")
    (folder / "synbib.toml").write_text('style = "../house.bst"\n')
    assert run("list").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["render", "-s", "house.bst", "--locale", "de"],
            "synbib: house.bst: a style of BibTeX's has one language, its own; leave out --locale\n",
        ),
        (
            ["render", "-s", "house.bst", "--engine", "citeproc-py"],
            "synbib: house.bst: citeproc-py runs CSL styles; leave out --engine\n",
        ),
        (
            ["process", "paper.md", "-s", "house.bst"],
            "synbib: house.bst: a style of BibTeX's makes bibliographies, lists and single citations; "
            "for this, name a CSL style, such as apa or ieee\n",
        ),
    ],
)
def test_what_it_cannot_do_is_said(folder: Path, arguments: list[str], message: str) -> None:
    (folder / "paper.md").write_text("[@tan2024llm]\n", encoding="utf-8")
    result = run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
