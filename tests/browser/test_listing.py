"""Which entries show, and in which order; no terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import synbib
from synbib.browser.listing import Listing

STORE = """\
@article{doe2020, author = {Doe, Jane}, title = {On things}, journal = {J. Things}, year = {2020}}
@book{roe2019, author = {Roe, Ann and Poe, Ed}, title = {Thinking}, publisher = {P}, year = {2019}}
@misc{ovre2021, author = {Øvre, Bo and others}, title = {Bücher \\& more}, year = {2021}}
@misc{cpp2000, author = {Poe, Ed}, title = {The C++ (second) book}, year = {2000}}
"""


def listing(text: str = STORE) -> Listing:
    return Listing(synbib.read_text(text))


def searched(text: str, listing: Listing) -> list[str]:
    listing.search(text)
    while listing.is_searching:
        listing.go_on()
    return [listing.keys[number] for number in listing.shown]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["doe2020", "roe2019", "ovre2021", "cpp2000"]),
        ("poe", ["roe2019", "cpp2000"]),
        ("author:poe year>=2010", ["roe2019"]),
        ("bucher", ["ovre2021"]),
        ("type:misc -bucher", ["cpp2000"]),
        # Half typed: the words as they stand, else what is a search before them.
        ("C++ (second", ["cpp2000"]),
        ("poe year>=", ["roe2019", "cpp2000"]),
        ("poe author:“", []),
        ('poe author:"Ro', ["roe2019", "cpp2000"]),
        ('author:"Ro', ["doe2020", "roe2019", "ovre2021", "cpp2000"]),
        ("(", ["cpp2000"]),
        ("poe nofield:x", ["roe2019", "cpp2000"]),
        # No such words: their letters in order, in what a work is known by; the nearest first.
        ("tnkg", ["roe2019"]),
        ("zzzz", []),
    ],
)
def test_what_is_typed_finds(query: str, expected: list[str]) -> None:
    assert searched(query, listing()) == expected


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ("poe", ""),
        ("zzzz", ""),
        (
            "poe year>=",
            "query:11: a value of year is missing here; write year>=VALUE without blanks",
        ),
        ("tnkg", "no such words; their letters in order"),
        ("titel:x", "query:1: unknown field 'titel'; did you mean title?"),
    ],
)
def test_what_is_wrong_with_a_search_is_said(query: str, note: str) -> None:
    made = listing()
    searched(query, made)
    assert made.note.startswith(note)
    assert bool(made.note) == bool(note)


def test_a_field_that_some_entry_has_may_be_searched() -> None:
    made = listing("@misc{a, title = {A}}\n@misc{b, title = {B}, mine = {yes}}")
    assert searched("mine:yes", made) == ["b"]
    assert made.note == ""


def test_each_letter_typed_or_taken_back_narrows_or_widens() -> None:
    made = listing()
    typed = ["t", "th", "thi", "thin", "think", "thin", ""]
    assert [len(searched(text, made)) for text in typed] == [3, 3, 2, 2, 1, 2, 4]


def test_sorting_by_a_column_again_turns_it_round() -> None:
    made = listing()

    def shown() -> list[str]:
        return [made.keys[number] for number in made.shown]

    made.sort("year")
    assert shown() == ["ovre2021", "doe2020", "roe2019", "cpp2000"]
    made.sort("year")
    assert shown() == ["cpp2000", "roe2019", "doe2020", "ovre2021"]
    made.sort("author")
    assert shown() == ["doe2020", "ovre2021", "cpp2000", "roe2019"]
    assert searched("poe", made) == ["cpp2000", "roe2019"]
    made.sort(None)
    assert shown() == ["roe2019", "cpp2000"]


def test_a_group_and_a_search_are_both_wanted() -> None:
    made = listing()
    made.choose(["cpp2000", "doe2020", "none of ours"])
    assert [made.keys[n] for n in made.shown] == ["doe2020", "cpp2000"]
    assert searched("poe", made) == ["cpp2000"]
    made.choose(None)
    assert [made.keys[n] for n in made.shown] == ["roe2019", "cpp2000"]


def many(count: int) -> str:
    return "\n".join(
        f"@misc{{k{i}, author = {{Roe, A{i}}}, title = {{Title {i}}}, year = {{2000}}}}"
        for i in range(count)
    )


def test_a_step_of_a_search_is_as_short_in_a_large_store(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    def longest(count: int) -> int:
        made = listing(many(count))
        made.library.groups  # noqa: B018 - made once
        made.go_on()
        made.search("title author:roe")
        taken = [steps(made.go_on)]
        while made.is_searching:
            taken.append(steps(made.go_on))
        return max(taken)

    assert longest(2_400) < 1.5 * longest(1_200)


def test_the_second_search_does_not_read_the_entries_again(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    made = listing(many(300))
    first = steps(lambda: searched("author:roe", made))
    second = steps(lambda: searched("author:roex", made))
    assert second < first / 5


def test_rows_are_made_for_what_is_in_view_alone(
    steps: Callable[[Callable[[], object]], int],
) -> None:
    small, large = listing(many(50)), listing(many(5_000))
    assert steps(lambda: large.row(7)) < 2 * steps(lambda: small.row(7))
