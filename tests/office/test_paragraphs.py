from __future__ import annotations

import pytest

from synbib.office.paragraphs import Paragraph, to_paragraphs
from synbib.text import link
from synbib.text.marks import (
    BASELINE,
    BLOCK,
    BOLD,
    INDENT,
    ITALIC,
    LEFT_MARGIN,
    OBLIQUE,
    QUOTE,
    RIGHT_INLINE,
    SUBSCRIPT,
    SUPERSCRIPT,
    UPRIGHT,
)
from synbib.text.runs import Run

BOTH = frozenset(("bold", "italic"))


def runs(*texts: str | Run) -> tuple[Run, ...]:
    return tuple(Run(text) if isinstance(text, str) else text for text in texts)


def italic(text: str) -> Run:
    return Run(text, frozenset(("italic",)))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("a b", runs("a b")),
        (f"a {ITALIC.wrap('b')}", runs("a ", italic("b"))),
        (ITALIC.wrap(f"a {BOLD.wrap('b')}"), runs(italic("a "), Run("b", BOTH))),
        (ITALIC.wrap(f"a {UPRIGHT.wrap('b')} c"), runs(italic("a "), "b", italic(" c"))),
        (OBLIQUE.wrap("a"), runs(italic("a"))),
        (
            SUPERSCRIPT.wrap(f"a{SUBSCRIPT.wrap('b')}"),
            runs(Run("a", frozenset(("superscript",))), Run("b", frozenset(("subscript",)))),
        ),
        (
            SUPERSCRIPT.wrap(f"a{BASELINE.wrap('b')}"),
            runs(Run("a", frozenset(("superscript",))), "b"),
        ),
        (QUOTE.wrap("a") + "b", runs("ab")),
        (
            link("https://e.org", f"a {ITALIC.wrap('b')}"),
            runs(Run("a ", url="https://e.org"), Run("b", frozenset(("italic",)), "https://e.org")),
        ),
        (f"  a {ITALIC.wrap(' ')} ", runs("a")),
    ],
)
def test_formatting_lies_side_by_side(marked: str, expected: tuple[Run, ...]) -> None:
    assert to_paragraphs(marked) == [Paragraph("", (), expected)]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("", []),
        (ITALIC.wrap(" "), []),
        (
            LEFT_MARGIN.wrap("[1] ") + RIGHT_INLINE.wrap("a"),
            [Paragraph("", runs("[1]"), runs("a"))],
        ),
        (LEFT_MARGIN.wrap("[1]"), [Paragraph("", runs("[1]"), ())]),
        ("a" + LEFT_MARGIN.wrap("b"), [Paragraph("", (), runs("ab"))]),
        (
            f"a {BLOCK.wrap(' b ')} c",
            [
                Paragraph("", (), runs("a")),
                Paragraph("block", (), runs("b")),
                Paragraph("block", (), runs("c")),
            ],
        ),
        (
            LEFT_MARGIN.wrap("1") + RIGHT_INLINE.wrap("a") + INDENT.wrap(ITALIC.wrap("b")),
            [Paragraph("", runs("1"), runs("a")), Paragraph("indent", (), runs(italic("b")))],
        ),
        (
            ITALIC.wrap(f"a{BLOCK.wrap('b')}"),
            [Paragraph("", (), runs(italic("a"))), Paragraph("block", (), runs(italic("b")))],
        ),
        (BLOCK.wrap("a"), [Paragraph("block", (), runs("a"))]),
    ],
)
def test_what_is_displayed_becomes_labels_and_paragraphs(
    marked: str, expected: list[Paragraph]
) -> None:
    assert to_paragraphs(marked) == expected
