"""``synbib show`` and ``synbib open``: one entry, looked at and opened."""

from __future__ import annotations

import json
import webbrowser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib import read_text
from synbib.cli import main, printing
from synbib.errors import SynbibError, UnknownKeyError
from synbib.text.columns import columns
from synbib.verbs.choosing import meant_entry

STORE = r"""
@inproceedings{lee2020ducks,
  ids = {old2020}, author = {Lee, Ann and {\O}ye, Bo}, title = {On {Ducks} and Drakes},
  booktitle = {Proceedings of the Pond Conference (POND)}, pages = {1--9}, publisher = {Water Press}, year = {2020},
  doi = {https://doi.org/10.1000/182}, url = {https://example.org/ducks}, code = {https://github.com/a/ducks},
  file = {:papers/ducks.pdf:PDF}, groups = {Birds}, keywords = {ducks, ponds},
  abstract = {We look at \emph{ducks}, at length, and find them where one would look for them: on ponds.},
}
@misc{poe2021raven, author = {Poe, Edgar}, title = {The Raven}, year = {2021}, eprint = {2101.00001},
  archiveprefix = {arXiv}}
@misc{poe2022bells, author = {Poe, Edgar}, title = {The Bells}, year = {2022}, url = {ftp://example.org/bells}}
@misc{evil, author = {Eve}, title = {Evil ^^[[31m <script>}, year = {2023}, pdf = {./run.sh}, file = {:run.sh:PDF},
  code = {javascript:alert(1)}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.bib").write_text(STORE.replace("^^[", "\x1b"), encoding="utf-8")
    for name in ("BROWSER", "SSH_CONNECTION", "SSH_TTY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    return tmp_path


@pytest.fixture(autouse=True)
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []

    def open_(url: str) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr(webbrowser, "open", open_)
    return found


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


# --- show -------------------------------------------------------------------------------------------------------


def test_an_entry_is_shown_with_all_that_a_person_asks_for(folder: Path) -> None:
    (folder / "README.md").write_text(
        "<!-- synbib:start list group=Birds -->\n<!-- synbib:end -->\n", encoding="utf-8"
    )
    (folder / "paper.tex").write_text(
        "\\cite{lee2020ducks}\n\n\\citep[p.~1]{old2020}\n", encoding="utf-8"
    )
    result = run("show", "lee2020ducks", "--cited", "paper.tex", "--style", "apa")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "On Ducks and Drakes\n"
        "Ann Lee, Bo Øye\n"
        "POND 2020\n"
        "\n"
        "  key        lee2020ducks\n"
        "  also       old2020\n"
        "  type       inproceedings\n"
        "  in         refs.bib:2\n"
        "  booktitle  Proceedings of the Pond Conference (POND)\n"
        "  pages      1–9\n"
        "  publisher  Water Press\n"
        "  DOI        10.1000/182\n"
        "  paper      https://example.org/ducks\n"
        "  code       https://github.com/a/ducks\n"
        "  file       papers/ducks.pdf\n"
        "  groups     Birds\n"
        "  keywords   ducks, ponds\n"
        "  cited in   paper.tex:1, paper.tex:3\n"
        "  shown in   README.md\n"
        "\n"
        "  We look at ducks, at length, and find them where one would look for them: on ponds.\n"
        "\n"
        "apa:\n"
        "  Lee, A., & Øye, B. (2020). On Ducks and drakes. Proceedings of the Pond Conference (POND), 1–9. "
        "https://doi.org/10.1000/182\n"
    )


def test_in_forty_columns_lines_are_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "terminal_width", lambda: 40)
    shown = run("show", "lee2020ducks", "--format", "text").stdout
    assert max(map(columns, shown.splitlines())) <= 40
    assert "  booktitle  Proceedings of the Pond\n             Conference (POND)\n" in shown


def test_json_has_all_of_it() -> None:
    [found] = json.loads(run("show", "lee2020ducks", "--json").stdout)
    assert found["people"] == ["Ann Lee", "Bo Øye"]
    assert found["links"] == {
        "paper": "https://example.org/ducks",
        "code": "https://github.com/a/ducks",
    }
    assert (found["store"], found["line"], found["cited"]) == ("refs.bib", 2, None)
    assert found["csl"]["DOI"] == "10.1000/182"


def test_bibtex_goes_with_nothing_that_says_how_else_to_show_an_entry() -> None:
    assert run("show", "poe2022bells", "--bibtex", "--json").stderr == (
        "synbib: --bibtex shows entries as they stand; leave out what says how else to show them\n"
    )


def test_bibtex_is_what_stands_in_the_store() -> None:
    assert run("show", "poe2022bells", "--bibtex").stdout == (
        "@misc{poe2022bells, author = {Poe, Edgar}, title = {The Bells}, year = {2022}, url = {ftp://example.org/bells}}\n"
    )


def test_a_hostile_title_does_the_terminal_no_harm() -> None:
    assert "\x1b" not in run("show", "evil").stdout


# --- which entry is meant ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["lee2020ducks", "old2020", "ducks", "DRAKES", "oye", "lee drakes", "2020d"]
)
def test_an_entry_is_found_by_its_key_a_part_of_it_or_its_people_and_title(text: str) -> None:
    assert meant_entry(read_text(STORE), text).key == "lee2020ducks"


def test_what_may_be_several_entries_is_asked_back() -> None:
    with pytest.raises(SynbibError, match=r"^'poe' may be poe2021raven, poe2022bells; name one$"):
        meant_entry(read_text(STORE), "poe")
    many = read_text("".join(f"@misc{{same{n}, title={{x}}}}\n" for n in range(9)))
    with pytest.raises(
        SynbibError, match=r"same0, same1, same2, same3, same4 and 4 more; name one$"
    ):
        meant_entry(many, "same")


@pytest.mark.parametrize("text", ["lee2020duks", "zzz", "", " "])
def test_what_is_no_entry_is_told_with_the_nearest_keys(text: str) -> None:
    with pytest.raises(UnknownKeyError, match=r"^unknown citation key"):
        meant_entry(read_text(STORE), text)


def test_it_is_told_which_entry_was_taken() -> None:
    result = run("open", "raven")
    assert (result.exit_code, result.stderr) == (0, "'raven' is poe2021raven\n")
    missing = run("show", "lee2020duks")
    assert (missing.exit_code, missing.stderr) == (
        2,
        "synbib: unknown citation key 'lee2020duks'; did you mean lee2020ducks?\n",
    )


def test_without_a_key_and_a_terminal_one_is_asked_for() -> None:
    for command in ("show", "open"):
        assert run(command).exit_code == 2
        assert "name a KEY" in run(command).stderr


# --- open ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "url"),
    [
        (["lee2020ducks"], "https://example.org/ducks"),
        (["lee2020ducks", "--code"], "https://github.com/a/ducks"),
        (["lee2020ducks", "--link", "code"], "https://github.com/a/ducks"),
        (["poe2021raven"], "https://arxiv.org/abs/2101.00001"),
        (["poe2021raven", "--pdf"], "https://arxiv.org/pdf/2101.00001"),
    ],
)
def test_a_link_is_opened(arguments: list[str], url: str, opened: list[str]) -> None:
    result = run("open", *arguments)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert opened == [url]


@pytest.mark.parametrize("option", [[], ["--pdf"]])
def test_a_scheme_may_have_capitals(folder: Path, opened: list[str], option: list[str]) -> None:
    (folder / "refs.bib").write_text("@misc{a, url = {HTTP://a.org/x.pdf}}", encoding="utf-8")
    assert run("open", "a", *option).exit_code == 0
    assert opened == ["HTTP://a.org/x.pdf"]


def test_a_file_of_the_users_own_goes_before_the_web(folder: Path, opened: list[str]) -> None:
    (folder / "papers").mkdir()
    paper = folder / "papers" / "ducks.pdf"
    paper.write_bytes(b"%PDF-1.7\n")
    assert run("open", "lee2020ducks", "--pdf").exit_code == 0
    assert opened == [paper.as_uri()]


@pytest.mark.parametrize("content", [b"#!/bin/sh\nrm -rf /\n", b"<script>", b""])
def test_a_file_that_is_no_pdf_is_not_opened(
    folder: Path, opened: list[str], content: bytes
) -> None:
    (folder / "papers").mkdir()
    (folder / "papers" / "ducks.pdf").write_bytes(content)
    result = run("open", "lee2020ducks", "--pdf")
    assert (result.exit_code, opened) == (2, [])
    assert result.stderr == "synbib: lee2020ducks: papers/ducks.pdf is not there, or is not a PDF\n"


def test_nothing_that_a_field_says_is_run(folder: Path, opened: list[str]) -> None:
    script = folder / "run.sh"
    script.write_bytes(b"%PDF-\n")
    for arguments in (["evil"], ["evil", "--pdf"], ["evil", "--code"], ["poe2022bells"]):
        assert run("open", *arguments).exit_code == 2
    assert opened == []


def test_a_pdf_that_is_not_on_the_web_is_not_opened(folder: Path, opened: list[str]) -> None:
    (folder / "refs.bib").write_text("@misc{a, url = {ftp://e.org/a.pdf}}", encoding="utf-8")
    result = run("open", "a", "--pdf")
    assert (result.exit_code, opened) == (2, [])
    assert result.stderr == (
        "synbib: a: nothing tells where its PDF is; give it a file, pdf or eprint\n"
    )


def test_the_scheme_of_an_address_may_be_in_capitals(folder: Path, opened: list[str]) -> None:
    (folder / "refs.bib").write_text("@misc{a, url = {HTTPS://e.org/a}}", encoding="utf-8")
    assert run("open", "a").exit_code == 0
    assert opened == ["HTTPS://e.org/a"]


def test_without_a_display_the_address_is_printed(
    monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    assert run("open", "poe2021raven", "--print").stdout == "https://arxiv.org/abs/2101.00001\n"
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.delenv("DISPLAY")
    assert run("open", "poe2021raven").stdout == "https://arxiv.org/abs/2101.00001\n"
    monkeypatch.setenv("SSH_CONNECTION", "1 2 3 4")
    assert run("open", "poe2021raven").stdout == "https://arxiv.org/abs/2101.00001\n"
    assert opened == []
    monkeypatch.setenv("BROWSER", "firefox")
    assert run("open", "poe2021raven").stdout == ""
    assert len(opened) == 1


def test_where_no_program_opens_it_the_address_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _url: False)
    assert run("open", "poe2021raven").stdout == "https://arxiv.org/abs/2101.00001\n"


def test_a_link_that_is_not_there_is_told_with_those_that_are() -> None:
    assert run("open", "lee2020ducks", "--link", "video").stderr == (
        "synbib: lee2020ducks: has no link 'video'; it has paper, code\n"
    )
    assert run("open", "lee2020ducks", "--pdf", "--code").stderr == (
        "synbib: --pdf, --code and --link exclude each other; give one\n"
    )
