from __future__ import annotations

from collections.abc import Callable

import pytest

from synbib.csl.cite import Cite
from synbib.csl.phases import Engine
from synbib.csl.vocabulary import LocatorLabel

Build = Callable[..., Engine]
Read = Callable[..., list[str]]

LAYOUT = (
    '<choose><if position="ibid-with-locator"><text value="ibid. "/><text variable="locator"/></if>'
    '<else-if position="ibid"><text value="ibid."/></else-if>'
    '<else-if position="subsequent"><text variable="title"/>'
    '<choose><if position="near-note"><text value=" near"/></if></choose>'
    '<text variable="first-reference-note-number" prefix=" n"/></else-if>'
    '<else><text variable="title"/><text value=" first"/></else></choose>'
)
ITEMS = [("a",), ("b",)]
FIVE, SIX = Cite("a", locator="5"), Cite("a", locator="6")


@pytest.mark.parametrize(
    ("citations", "notes", "last"),
    [
        (["a", "a"], [1, 2], "(ibid.)"),
        (["a", "a"], [1, 5], "(Book a near n1)"),  # the notes between cite nothing
        (["a b", "a"], [1, 2], "(Book a near n1)"),
        (["a", "b", "a"], [1, 1, 2], "(Book a near n1)"),
        (["a", "b", "a"], [1, 2, 9], "(Book a n1)"),
        (["a", "b", "a"], [1, 1, 1], "(Book a near)"),  # no preceding note
        (["a", "a"], [1, 1], "(ibid.)"),
        (["a", "a"], [0, 0], "(ibid.)"),
        (["a", "a"], [3, 1], "(Book a first)"),  # notes are counted anew
        (["a", "a b a"], [1, 2], "(ibid.; Book b first; Book a near n1)"),
        (["a", [FIVE]], [1, 2], "(ibid. 5)"),
        ([[FIVE], [FIVE]], [1, 2], "(ibid.)"),
        ([[FIVE], [SIX]], [1, 2], "(ibid. 6)"),
        ([[FIVE], "a"], [1, 2], "(Book a near n1)"),
        ([[FIVE, SIX, SIX]], [1], "(Book a first; ibid. 6; ibid.)"),
    ],
)
def test_the_position_of_a_cite(
    citations: list[str | list[Cite | str]], notes: list[int], last: str, engine: Build, cited: Read
) -> None:
    assert cited(engine(LAYOUT, ITEMS, kind="note"), *citations, notes=notes)[-1] == last


@pytest.mark.parametrize(
    ("label", "expected"),
    [("sub-verbo", "(s.v. ox)"), ("sub verbo", "(s.v. ox)"), ("chapter", "(ox)")],
)
def test_a_locator_under_a_word_is_told_from_others(
    label: LocatorLabel, expected: str, engine: Build, cited: Read
) -> None:
    layout = (
        '<choose><if locator="sub-verbo"><text value="s.v. "/></if></choose>'
        '<text variable="locator"/>'
    )
    assert cited(engine(layout, ITEMS), [Cite("a", locator="ox", label=label)]) == [expected]
