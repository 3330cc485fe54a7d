"""Lines above an entry that tell synbib something: they go where their entry goes."""

from __future__ import annotations

import pytest

from synbib.bibtex import Document, Edits
from synbib.bibtex.above import directives

TEXT = """\
% synbib: ignore late-macro
@misc{a}

% about b
% synbib: ignore duplicate a, c
@misc{b}

@misc{c}
"""


def told(text: str) -> list[tuple[tuple[str, ...], str]]:
    """What each line says, and the entry that it stands above."""
    return [
        (directive.words, getattr(directive.block, "key", ""))
        for directive in directives(Document.parse(text))
    ]


def test_a_line_is_that_of_the_entry_right_below() -> None:
    assert told(TEXT) == [
        (("ignore", "late-macro"), "a"),
        (("ignore", "duplicate", "a", "c"), "b"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "% synbib: ignore x\n\n@misc{a}",
        "% synbib: ignore x\nfree text\n@misc{a}",
        "@misc{a} % synbib: ignore x\n@misc{b}",
        "@misc{a}\n% synbib: ignore x",
        "% synbib: ignore x @misc{a}",
    ],
)
def test_a_line_with_something_between_is_that_of_no_entry(text: str) -> None:
    assert [key for _, key in told(text)] == [""]


def test_an_entry_that_moves_takes_its_lines_along() -> None:
    edits = Edits(Document.parse(TEXT))
    edits.move_entry("b", None)
    assert (
        edits.text()
        == """\
% about b
% synbib: ignore duplicate a, c
@misc{b}

% synbib: ignore late-macro
@misc{a}

@misc{c}
"""
    )


def test_an_indented_entry_takes_its_lines_along_too() -> None:
    edits = Edits(Document.parse("@misc{a}\n\n  % synbib: ignore x\n  @misc{b}\n"))
    edits.move_entry("b", None)
    assert told(edits.text()) == [(("ignore", "x"), "b")]


def test_an_entry_that_is_removed_leaves_none_of_its_lines_to_the_next() -> None:
    edits = Edits(Document.parse(TEXT))
    edits.remove_entry("b")
    assert edits.text() == "% synbib: ignore late-macro\n@misc{a}\n\n% about b\n@misc{c}\n"
    edits.remove_entry("a")
    assert edits.text() == "% about b\n@misc{c}\n"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("@misc{b}\n\n% synbib: ignore x\n@misc{a}\n", "@misc{b}\n"),
        ("% synbib: ignore x\n@misc{a}", ""),
        ("\ufeff% synbib: ignore x\n@misc{a}\n@misc{b}", "\ufeff@misc{b}"),
        ("% synbib: ignore x\n% text\n@misc{a}\n@misc{b}", "% text\n@misc{b}"),
        ("% text\r\n% synbib: ignore x\r\n@misc{a}\r\n", "% text\r\n"),
    ],
)
def test_the_lines_of_an_entry_that_is_removed_go_with_it_wherever_it_stands(
    text: str, left: str
) -> None:
    edits = Edits(Document.parse(text))
    edits.remove_entry("a")
    assert edits.text() == left


def test_a_byte_order_mark_stays_in_its_place() -> None:
    edits = Edits(Document.parse("\ufeff% text\n@misc{a}\n\n@misc{b}\n"))
    edits.move_entry("b", None)
    assert edits.text() == "\ufeff@misc{b}\n\n% text\n@misc{a}\n"


def test_a_key_that_is_renamed_is_renamed_in_the_lines_that_name_it() -> None:
    edits = Edits(Document.parse(TEXT))
    edits.rename_entry("a", "ignore")
    edits.rename_entry("c", "a")
    edits.rename_entry("ignore", "x")
    edits.move_entry("b", None)
    assert told(edits.text())[0] == (("ignore", "duplicate", "x", "a"), "b")


def test_only_keys_are_renamed() -> None:
    text = "% synbib: ignore duplicate duplicate\n@misc{a}\n@misc{duplicate, note = {% synbib: ignore duplicate duplicate}}\n"
    edits = Edits(Document.parse(text))
    edits.rename_entry("duplicate", "b")
    assert edits.text() == text.replace("e duplicate\n", "e b\n").replace("{duplicate,", "{b,")
