"""``synbib styles``: what a person asks for a style, and what is answered."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.cli import main, printing
from synbib.csl.style import StyleInfo, style_infos
from synbib.text.columns import columns
from synbib.verbs.previewing import show_style, write_style
from synbib.verbs.styling import FoundStyles, StyleFilter, find_styles, write_styles

STORE = r"""
@article{lee2020, author = {Lee, Ann and Ray, Bo}, title = {On Ducks}, journal = {Birds}, volume = {1}, year = {2020}}
@misc{poe2021, author = {Poe, Edgar}, title = {The {\it Raven} and \textbf{more}}, year = {2021}, eprint = {2101.00001},
  archiveprefix = {arXiv}}
"""


@cache
def all_infos() -> list[StyleInfo]:
    return style_infos()


def known_infos(_tell: object = None) -> list[StyleInfo]:
    """What is read of ten thousand files, once for all tests."""
    return all_infos()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("synbib.verbs.styling.style_infos", known_infos)
    # What TeX has differs from machine to machine.
    monkeypatch.setattr(
        "synbib.verbs.styling.installed_styles", lambda: ["plain.bst", "plainnat.bst"]
    )
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["styles", *arguments], prog_name="synbib")


def test_a_line_has_name_system_field_or_parent_and_title() -> None:
    result = run("nature", "communications")
    assert result.stdout == (
        "nature-communications                     numeric  same as nature  Nature Communications\n"
        "nature-neuroscience-brief-communications  numeric  biology         Nature Neuroscience (brief communications)\n"
    )
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_conference_without_a_style_is_answered_with_one_to_use() -> None:
    assert run("neurips").stdout == (
        "NeurIPS has no CSL style of its own; use natbib-plainnat-author-date, or BibTeX's plainnat.bst "
        "(TeX Live has it).\n"
        "NeurIPS takes any style that is used throughout; its template loads natbib, with which plainnat is usual.\n"
        "natbib-plainnat-author-date  author-date  generic-base  natbib - plainnat (author-date)\n"
    )


def test_what_is_not_found_is_told_with_the_nearest_names() -> None:
    result = run("natrue", "comunications")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        "no style is found by 'natrue comunications'; did you mean nature-communications"
    )
    assert run("zzzqq", "--json").stdout == "[]\n"


def test_a_short_name_is_among_the_nearest_too() -> None:
    assert run("chicgo").stderr.startswith("no style is found by 'chicgo'; did you mean chicago")


def test_what_no_style_has_is_told() -> None:
    assert run("--locale", "xx").stderr == "no style is found\n"
    assert run("--field", "medicin").stderr == (
        "synbib: unknown field of learning 'medicin'; did you mean medicine?\n"
    )


@pytest.mark.parametrize("most", [1, 2, 5])
def test_no_more_are_shown_than_are_wanted(most: int) -> None:
    rows = json.loads(run("ieee", "--limit", str(most), "--json").stdout)
    assert (len(rows), rows[0]["name"]) == (most, "ieee")


def test_the_search_needs_no_name_of_its_own() -> None:
    assert run("--help").stdout.startswith("Usage: synbib styles [OPTIONS] [WORD]...\n")
    assert run("show", "--help").stdout.startswith("Usage: synbib styles show [OPTIONS] STYLE\n")
    assert run("--limitt", "3").stderr == (
        "synbib styles: there is no option --limitt; did you mean --limit?\n"
    )
    assert run("search", "zzzqq").stderr == "no style is found by 'search zzzqq'\n"


def test_styles_of_bibtex_are_found_by_their_names() -> None:
    assert [line.split()[0] for line in run("plain").stdout.splitlines()] == [
        "natbib-plainnat-author-date",
        "plainsong-and-medieval-music",
        "plain.bst",
        "plainnat.bst",
    ]
    assert "plain.bst" not in run("plain", "--format", "author-date").stdout


def test_many_are_cut_and_that_is_told() -> None:
    result = run("nature", "--limit", "2")
    assert len(result.stdout.splitlines()) == 2
    assert result.stderr.startswith("and ")
    assert result.stderr.endswith(" more; --limit 0 shows all\n")
    assert len(run("nature", "--limit", "0").stdout.splitlines()) > 40
    assert len(run("nature").stdout.splitlines()) == 20


@pytest.mark.parametrize(
    ("options", "held"),
    [
        (["--format", "note"], lambda row: row["format"] == "note"),
        (["--field", "social science"], lambda row: "social_science" in row["fields"]),
        (["--locale", "zh"], lambda row: row["locale"].startswith("zh")),
        (["--locale", "german"], lambda row: row["locale"].startswith("de")),
        (["--locale", "de-AT"], lambda row: row["locale"] == "de-AT"),
        (["--ours"], lambda row: row["id"].startswith("urn:synbib:")),
    ],
)
def test_only_what_is_wanted_is_found(options: list[str], held: object) -> None:
    rows = json.loads(run(*options, "--json").stdout)
    assert rows
    assert all(held(row) for row in rows)  # type: ignore[operator]


def test_json_has_what_programs_need() -> None:
    [row] = json.loads(run("cvpr", "--json", "--limit", "1").stdout)
    assert row == {
        "name": "ieee",
        "kind": "csl",
        "title": "IEEE Reference Guide version 11.29.2023",
        "short_title": None,
        "same_as": None,
        "format": "numeric",
        "fields": ["communications", "engineering", "generic-base"],
        "locale": "en-US",
        "issn": [],
        "id": "http://www.zotero.org/styles/ieee",
        "for_venue": "CVPR",
        "bst": "ieeenat_fullname.bst",
        "reason": "CVPR has the template of CVF: IEEE's form with numbers, given names in full.",
    } | {
        "title": row["title"],
        "fields": row["fields"],
        "locale": row["locale"],
        "short_title": row["short_title"],
    }


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_lines_fit_the_terminal(width: int) -> None:
    found = find_styles(["communications"], StyleFilter())
    written = write_styles(found, width)
    assert max(map(columns, written.splitlines())) <= width
    assert "nature-communications" in written


def test_in_forty_columns_a_style_has_two_lines() -> None:
    found = find_styles(["nature", "communications"])
    assert write_styles(found, 40) == (
        "nature-communications\n"
        "    numeric · same as nature · Nature C…\n"
        "nature-neuroscience-brief-communications\n"
        "    numeric · biology · Nature Neurosci…"
    )


def test_no_style_is_no_line() -> None:
    assert write_styles(FoundStyles(()), 40) == ""
    assert not FoundStyles(())


def test_without_a_word_the_names_are_shown_that_a_style_has_here(folder: Path) -> None:
    (folder / "synbib.toml").write_text('[styles]\nthesis = "gb7714-2025"\n', encoding="utf-8")
    shown = run().stdout
    assert "Names of this project ([styles] in its settings):\n  thesis  gb7714-2025\n" in shown
    assert "  syndata  " in shown
    assert "  chicago  " in shown


def test_a_style_is_shown_with_the_works_of_the_store(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    lines = run("show", "apa").stdout.split("\n\n")
    assert lines[0].startswith(
        "APA Style 7th edition (apa)\n  kind        a CSL style\n  cites       by author and year\n"
    )
    assert lines[1:] == [
        "article (lee2020)\n"
        "  (Lee & Ray, 2020)\n"
        "  (Lee & Ray, 2020, p. 12)\n"
        "  Lee, A., & Ray, B. (2020). On ducks. Birds, 1.",
        "book (knuth1997, an example)\n"
        "  (Knuth, 1997)\n"
        "  (Knuth, 1997, p. 12)\n"
        "  Knuth, D. E. (1997). Fundamental algorithms (3rd ed., Vol. 1). Addison-Wesley.",
        "preprint (poe2021)\n"
        "  (Poe, 2021)\n"
        "  (Poe, 2021, p. 12)\n"
        "  Poe, E. (2021). The Raven and more (arXiv:2101.00001). arXiv. https://arxiv.org/abs/2101.00001\n",
    ]


def test_chosen_works_are_shown_in_a_chosen_format(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    shown = run("show", "apa", "--key", "poe2021", "--format", "markdown").stdout
    assert shown.split("\n\n")[1] == (
        "poe2021\n"
        "  (Poe, 2021)\n"
        "  (Poe, 2021, p. 12)\n"
        "  Poe, E. (2021). *The* Raven <em>and **more**</em> (arXiv:2101.00001). arXiv. https://arxiv.org/abs/2101.00001\n"
    )
    data = json.loads(run("show", "Nature Communications", "--json", "--key", "lee2020").stdout)
    assert (data["name"], data["same_as"], data["issn"]) == (
        "nature-communications",
        "nature",
        ["2041-1723"],
    )
    assert [sample["key"] for sample in data["samples"]] == ["lee2020"]
    assert run("show", "apa", "--key", "poe2022").stderr.startswith(
        "synbib: unknown citation key 'poe2022'; did you mean poe2021"
    )


def test_a_style_of_bibtex_is_shown_too(folder: Path) -> None:
    (folder / "house.bst").write_text(
        'ENTRY {title}{}{label}\nFUNCTION {article}{"\\bibitem{" cite$ * "}" * write$ newline$ title write$ newline$}\n'
        "FUNCTION {book}{article}\nFUNCTION {misc}{article}\nREAD\n"
        'FUNCTION {b}{"\\begin{thebibliography}{1}" write$ newline$}\nEXECUTE {b}\nITERATE {call.type$}\n'
        'FUNCTION {e}{"\\end{thebibliography}" write$ newline$}\nEXECUTE {e}\n',
        encoding="utf-8",
    )
    shown = show_style("house.bst")
    assert shown.facts["kind"] == "a style of BibTeX's"
    assert write_style(shown).split("\n\n")[1] == (
        "article (shannon1948, an example)\n  [1]\n  [1, p. 12]\n  [1] A Mathematical Theory of Communication"
    )


def test_a_style_that_is_not_there_is_an_error() -> None:
    result = run("show", "apaa")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("synbib: unknown style 'apaa'; did you mean apa")


def test_a_hostile_style_file_does_the_terminal_no_harm(folder: Path) -> None:
    (folder / "bad.csl").write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>'
        "<title>A &#x202e;title &lt;script&gt;</title><id>urn:x</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    assert run("show", "./bad.csl").stdout.startswith("A \\u202etitle <script> (bad)\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "--style", "thesis"],
        ["find", "ducks", "--format", "reference", "--style", "thesis"],
        ["list", "--style", "thesis"],
        ["list", "--style-for", "article=thesis"],
        ["cite", "lee2020", "--style", "thesis", "--reference"],
    ],
)
def test_a_name_of_the_projects_own_works_wherever_a_style_is_named(
    folder: Path, arguments: list[str]
) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "synbib.toml").write_text('[styles]\nthesis = "apa"\n', encoding="utf-8")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.stderr
    assert "Lee, A., & Ray, B. (2020)." in result.stdout.replace("\\", "")


def test_a_name_of_the_projects_own_works_in_settings_blocks_and_documents(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "synbib.toml").write_text(
        'style = "thesis"\n[styles]\nthesis = "apa"\nother = "ieee"\n', encoding="utf-8"
    )
    assert "Lee, A., & Ray, B. (2020)." in CliRunner().invoke(main, ["render"]).stdout
    (folder / "README.md").write_text(
        "<!-- synbib:start bibliography style=other filter=ducks -->\n<!-- synbib:end -->\n",
        encoding="utf-8",
    )
    assert CliRunner().invoke(main, ["sync", "README.md"]).exit_code == 0
    assert "A. Lee and B. Ray" in (folder / "README.md").read_text("utf-8")
    (folder / "paper.md").write_text("---\ncsl: other\n---\n[@lee2020]\n", encoding="utf-8")
    assert "[1] A. Lee" in CliRunner().invoke(main, ["process", "paper.md"]).stdout


def test_a_mistyped_name_of_the_projects_own_is_suggested(folder: Path) -> None:
    (folder / "refs.bib").write_text(STORE, encoding="utf-8")
    (folder / "synbib.toml").write_text('[styles]\nthesis = "apa"\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["render", "--style", "thesys"])
    assert result.exit_code == 2
    assert result.stderr.startswith("synbib: unknown style 'thesys'; did you mean thesis")


def test_a_name_of_the_projects_own_leads_to_no_file_outside_of_the_folder(folder: Path) -> None:
    (folder / "synbib.toml").write_text('[styles]\nthesis = "/etc/passwd.csl"\n', encoding="utf-8")
    result = run()
    assert result.exit_code == 2
    assert result.stderr.startswith("synbib: synbib.toml: ")


def test_previews_are_broken_at_the_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "terminal_width", lambda: 40)
    lines = run("show", "ieee", "--format", "text").stdout.splitlines()
    assert max(columns(line) for line in lines if " " in line.strip() and "://" not in line) <= 40
    assert "  [1] C. E. Shannon, “A mathematical" in lines
