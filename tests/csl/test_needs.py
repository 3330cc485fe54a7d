"""What a style says of itself that it needs a whole bibliography for, held against what it does."""

from __future__ import annotations

from typing import Any, Final

import pytest

from synbib.csl import Processor, Style, style_names
from synbib.csl.needs import Needs, needs
from synbib.errors import StyleError, UnknownNameError

SAMPLE: Final = sorted(style_names())[::173]


def _work(key: str, type: str, title: str, year: int, *authors: str) -> dict[str, Any]:
    people = [dict(zip(("given", "family"), each.split(), strict=True)) for each in authors]
    return {
        "id": key,
        "type": type,
        "title": title,
        "author": people,
        "issued": {"date-parts": [[year]]},
        "container-title": "Journal of Things",
        "publisher": "Press",
        "volume": "3",
        "page": "10-19",
    }


# Two of the same authors and year, in an order that no style sorts by, and one whose author has another's initial.
WORKS: Final = [
    _work("c", "article-journal", "Signs", 2021, "Max Poe", "Ann Lee"),
    _work("b", "article-journal", "More of it", 2020, "Jane Roe", "Ann Lee", "Bob Doe", "Eve Fox"),
    _work("a", "article-journal", "All of it", 2020, "Jane Roe", "Ann Lee", "Bob Doe", "Eve Fox"),
    _work("d", "book", "A book", 2020, "John Roe"),
    _work("e", "book", "A book after it", 1999, "John Roe"),
]


@pytest.mark.parametrize(
    ("style", "needed"),
    [
        ("ieee", Needs.NUMBERS),
        ("acl", Needs.LETTERS | Needs.ORDER),
        ("syndata", Needs.LETTERS | Needs.NAMES),
        ("modern-language-association", Needs.NAMES | Needs.ORDER | Needs.SUBSTITUTE),
        ("bluebook-law-review", Needs(0)),  # it has no bibliography
    ],
)
def test_what_a_style_needs_is_found_from_the_style(style: str, needed: Needs) -> None:
    assert needs(style) == needed
    assert needs(Style.load(style)) == needed


def test_a_style_that_there_is_not_is_refused() -> None:
    with pytest.raises((StyleError, UnknownNameError), match="unknown style 'nostyle'"):
        needs("nostyle")


@pytest.mark.parametrize("name", SAMPLE)
def test_what_a_style_does_not_need_is_the_same_in_a_bibliography_and_by_itself(name: str) -> None:
    style = Style.load(name)
    if not style.has_bibliography:
        assert needs(style) == Needs(0)
        return
    entries = Processor(style, WORKS, format="markdown").bibliography().entries
    alone = Processor(style, [], format="markdown")
    needed = needs(style)
    if not needed & ~Needs.ORDER:
        assert dict(entries) == {work["id"]: alone.reference(work) for work in WORKS}
    if Needs.ORDER not in needed:
        assert [key for key, _ in entries] == [work["id"] for work in WORKS]
