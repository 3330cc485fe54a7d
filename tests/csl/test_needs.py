"""What a style says of itself that it needs a whole bibliography for, held against what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from synbib.csl import Processor, Style, style_names
from synbib.csl.needs import Needs, needs, variables
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS
from synbib.errors import StyleError, UnknownNameError
from synbib.model import CslItem

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


def _full(type: str, **more: Any) -> dict[str, Any]:
    """An item that has every variable, each with a text of its own."""
    kinds: list[tuple[frozenset[str], Callable[[int], Any]]] = [
        (NAMES, lambda n: [{"family": f"Family{n}", "given": f"Given{n}"}]),
        (DATES, lambda n: {"date-parts": [[1900 + n, 1 + n % 12]]}),
        (NUMBERS, str),
        (frozenset(CslItem.__annotations__), lambda n: f"Text of {n}"),
    ]
    item = {
        name: next(make for names, make in kinds if name in names)(number)
        for number, name in enumerate(sorted(CslItem.__annotations__))
        if name not in ("categories", "custom")
    }
    return item | {"id": "full", "type": type, "note": "Said of it"} | more


ITEMS: Final = [
    *(
        _full(kind)
        for kind in ("article-journal", "chapter", "dataset", "legal_case", "no-such-type")
    ),
    _full("book", **dict.fromkeys(["author", "editor", "issued", "citation-label"])),
    _full("webpage", language=None, title="Слово о полку"),
    _full("paper-conference", note="Said of it\nISBN: 1\nevent-place: Rome\nhost: Roe || Jane"),
]


@pytest.mark.parametrize("name", SAMPLE)
def test_a_reference_is_the_same_without_the_variables_that_its_style_does_not_name(
    name: str,
) -> None:
    style = Style.load(name)
    if not style.has_bibliography:
        return
    kept = variables(style)
    whole, bare = (Processor(style, [], "item", "markdown", links=True) for _ in range(2))
    for item in ITEMS:
        without = {member: value for member, value in item.items() if member in kept}
        assert bare.reference(without) == whole.reference(item)


def test_variables_are_those_that_a_style_names_and_those_that_are_looked_at_with_them() -> None:
    named = variables("ieee")
    assert {"title", "title-short", "shortTitle", "volume", "event-place", "note", "DOI"} <= named
    assert not named & {"abstract", "keyword", "ISBN", "annote", "recipient"}
