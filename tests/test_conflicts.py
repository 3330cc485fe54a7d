"""Merge conflicts: found where a merge left them, in a store and in a README, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from synbib.bibtex import Document
from synbib.cli import main
from synbib.conflicts import Conflict, conflicts
from synbib.errors import ReadmeError
from synbib.readme import parse

ENTRY = "@misc{%s, title = {%s}, author = {Doe, J}, year = 2020}\n"
BOTH_ADD = (
    "<<<<<<< HEAD\n"
    + ENTRY % ("a", "One")
    + "=======\n"
    + ENTRY % ("b", "Two")
    + ">>>>>>> branch\n"
)
SAID = "a merge conflict that is not resolved; keep what is right of both sides, and delete the lines <<<<<<<, ======= and >>>>>>>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (BOTH_ADD, [Conflict(0, True)]),
        ("\ufeff" + BOTH_ADD, [Conflict(1, True)]),
        ("x\r\n" + BOTH_ADD.replace("\n", "\r\n"), [Conflict(3, True)]),
        ("x\r" + BOTH_ADD.replace("\n", "\r"), [Conflict(2, True)]),
        (
            "<<<<<<< a\n1\n||||||| base\n0\n=======\n2\n>>>>>>> b\n",
            [Conflict(0, True)],
        ),
        (
            "<<<<<<< .mine\n1\n=======\n2\n>>>>>>> .r2\n" * 2,
            [Conflict(0, True), Conflict(38, True)],
        ),
        ("<<<<<<< a\n1\n<<<<<<< a\n2\n", [Conflict(0, False), Conflict(12, False)]),
        ("1\n>>>>>>> b\n", [Conflict(2, False)]),
        ("=======\n", []),
        ("Heading\n=======\n\n> quoted\n", []),
        (" <<<<<<< a\n1\n =======\n2\n >>>>>>> b\n", []),
        ("<<<<<<<< a\n=======\n>>>>>>>> b\n", []),
        ("<<<<<<<a\n=======\n>>>>>>>b\n", []),
    ],
)
def test_the_marks_of_a_merge(text: str, found: list[Conflict]) -> None:
    assert list(conflicts(text)) == found


INSIDE = "@misc{a,\n<<<<<<< HEAD\n  title = {One},\n=======\n  title = {Two},\n>>>>>>> branch\n}\n"
IN_GROUPS = (
    ENTRY
    % ("a", "One")
    + "@Comment{jabref-meta: grouping:\n0 AllEntriesGroup:;\n<<<<<<< HEAD\n1 StaticGroup:A\\;0\\;1\\;\\;\\;\\;;\n"
    "=======\n1 StaticGroup:B\\;0\\;1\\;\\;\\;\\;;\n>>>>>>> branch\n}\n"
)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param(BOTH_ADD, 1, id="both sides add an entry"),
        pytest.param(ENTRY % ("z", "Z") + BOTH_ADD, 2, id="after another entry"),
        pytest.param(INSIDE, 2, id="both sides change a field"),
        pytest.param(IN_GROUPS, 4, id="both sides add a group"),
        pytest.param(BOTH_ADD.replace("<<<<<<< HEAD\n", ""), 4, id="half resolved"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("check", "--merge"),
        ("fmt",),
        ("fmt", "--check"),
        ("render",),
        ("list",),
        ("table",),
        ("find", "a"),
        ("cite", "a"),
        ("sync", "README.md"),
        ("import", "list.md"),
        ("import", "--store", "new.bib", "refs.bib"),
    ],
    ids=" ".join,
)
def test_a_store_with_a_conflict_is_refused_with_its_line_and_stays(
    folder: Path, words: tuple[str, ...], text: str, line: int
) -> None:
    (folder / "refs.bib").write_text(text)
    (folder / "README.md").write_text("<!-- synbib:start list -->\n<!-- synbib:end -->\n")
    (folder / "list.md").write_text("- [A paper](https://arxiv.org/abs/2401.00001). 2024\n")
    before = {path.name: path.read_text() for path in folder.iterdir()}
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"refs.bib:{line}:1: {SAID}\n"
    assert {path.name: path.read_text() for path in folder.iterdir()} == before


def test_what_only_looks_like_a_mark_is_none_in_a_store() -> None:
    text = (
        "=======\nPapers\n=======\n"
        + ENTRY % ("a", "<<<<<<< One\n  >>>>>>> Two")
        + "% <<<<<<< HEAD\n=======\n"
    )
    assert not Document.parse(text).unreadable


CONFLICT = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> branch\n"
START, END = "<!-- synbib:start list -->\n", "<!-- synbib:end checksum=0 -->\n"
TAKE_A_SIDE = (
    "a merge conflict that is not resolved; take either side, and run synbib sync README.md"
)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        pytest.param("# A\n\n" + CONFLICT, 3, SAID, id="in the text"),
        pytest.param(START + END + CONFLICT, 3, SAID, id="after a block"),
        pytest.param(START + CONFLICT + END, 2, TAKE_A_SIDE, id="in a block"),
        pytest.param(
            START + "<<<<<<< a\n1\n" + END + "=======\n2\n" + END + ">>>>>>> b\n",
            2,
            TAKE_A_SIDE,
            id="with the end of a block",
        ),
        pytest.param(
            "<<<<<<< a\n```\n=======\n~~~\n>>>>>>> b\n", 1, SAID, id="with the begin of code"
        ),
    ],
)
@pytest.mark.parametrize("words", [("sync",), ("import",), ("import", "--convert")], ids=" ".join)
def test_a_readme_with_a_conflict_is_refused_with_advice_that_fits(
    folder: Path, words: tuple[str, ...], text: str, line: int, said: str
) -> None:
    (folder / "refs.bib").write_text(ENTRY % ("a", "One"))
    (folder / "README.md").write_text(text)
    result = run(*words, "README.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"README.md:{line}:1: {said}\n"
    assert (folder / "README.md").read_text() == text
    assert (folder / "refs.bib").read_text() == ENTRY % ("a", "One")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("How to resolve:\n\n```diff\n" + CONFLICT + "```\n", id="a fence"),
        pytest.param("    " + CONFLICT.replace("\n", "\n    "), id="an indented block"),
        pytest.param("<pre>\n" + CONFLICT + "</pre>\n", id="an element pre"),
        pytest.param("Title\n=======\n\n>>>>>>> deep\n", id="a heading and quotations"),
        pytest.param(">>>>>>> deep\n\nTitle\n=======\n\n<<<<<<< x\n", id="another order"),
    ],
)
def test_what_a_readme_shows_is_no_conflict(text: str) -> None:
    assert parse(text) == ()


def test_a_conflict_after_code_that_shows_one_is_found() -> None:
    shown = "```\n" + CONFLICT + "```\n"
    with pytest.raises(ReadmeError) as raised:
        parse(shown * 3 + CONFLICT + shown + CONFLICT)
    assert [d.line for d in raised.value.diagnostics] == [22, 34]


def test_many_conflicts_take_time_in_proportion(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    text = START + CONFLICT + END + "```\n```\n"

    def refused(times: int) -> Callable[[], object]:
        def read() -> None:
            with pytest.raises(ReadmeError):
                parse(text * times)

        return read

    assert steps(refused(200)) < 3 * steps(refused(100))
