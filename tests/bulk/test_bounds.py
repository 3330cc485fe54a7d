"""Which items a job takes, and why it refuses the others."""

from __future__ import annotations

from typing import Any

import pytest

from synbib.bulk.bounds import problem
from synbib.bulk.items import from_batch, to_batch

ITEM: dict[str, Any] = {
    "id": "doe-2020",
    "type": "article-journal",
    "title": "On Tables",
    "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2020, 5]]},
}


def deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"author": [{"family": f"Author {n}", "given": "A."} for n in range(15_025)]},
        {"abstract": "A word. " * 4_000},
        {"title": "Formula $\\alpha$ <i>in situ</i>, \ttabs\nand\u2028lines, 数学"},
        {"volume": 7, "issue": 1.5, "page": None},
        {"id": 7},
        {"author": "Jane Doe", "editor": {"literal": "A Group"}, "translator": ["Jo Poe", None]},
        {"author": [{"family": "Doe", "affiliation": [{"name": "A University"}], "ORCID": "0"}]},
        {"author": [{"family": "Doe", "given": None, "comma-suffix": 1, "parse-names": True}]},
        {"issued": {"date-parts": [[None]]}, "accessed": "2020-05-31", "submitted": 2019},
        {"issued": {"date-parts": [["2020", "5"], [99999999]], "circa": True, "season": 2}},
        {"issued": {"date-parts": [["2" * 5000]]}, "volume": "1" * 5000},
        {"issued": {"raw": "May 2020"}, "event-date": {"date-parts": []}},
        {"custom": {"a": [1, {"b": None}]}, "categories": ["x"], "made-up": deep(19)},
    ],
)
def test_what_works_have_is_taken_and_passes_through_a_table(members: dict[str, Any]) -> None:
    item = {**ITEM, **members}
    assert problem(item) == ""
    [back] = from_batch(to_batch([item]))
    assert problem(back) == ""
    assert back.keys() == {name for name, value in item.items() if value is not None}


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"id": None}, "the item has no id"),
        ({"id": ""}, "the item has no id"),
        ({"id": True}, "id: true or false stands where a text belongs"),
        ({"id": 1.5}, "id: a number with a point stands where a text belongs"),
        ({"id": [1]}, "id: a list stands where a text belongs"),
        (
            {"id": "x" * 2001},
            "id: a text of 2,001 characters is longer than LONGEST_ITEM_ID, 2,000",
        ),
        ({"type": None}, "the item has no type"),
        ({"type": 5}, "type: a number stands where a text belongs"),
        (
            {"title": "x" * 10_000_000},
            "title: a text of 10,000,000 characters is longer than LONGEST_RECORD_TEXT, 50,000",
        ),
        ({"title": ["A", "B"]}, "title: a list stands where a text belongs"),
        ({"title": {"en": "A"}}, "title: an object stands where a text belongs"),
        ({"title": True}, "title: true or false stands where a text belongs"),
        ({"title": "A\0B"}, "title: the character U+0000 may not stand in a text"),
        ({"title": "A\ud800B"}, "title: U+D800 is half of a character; save it in UTF-8"),
        ({"x\ud800": 1}, "the name of a variable: U+D800 is half of a character; save it in UTF-8"),
        ({"volume": float("nan")}, "volume: a number beyond all that count something"),
        ({"volume": float("-inf")}, "volume: a number beyond all that count something"),
        ({"volume": 10**400}, "volume: a number beyond all that count something"),
        ({"custom": [float("inf")]}, "custom: a number beyond all that count something"),
        (
            {"author": [{"family": "Doe"}] * 100_000},
            "author: 100,000 names are more than MOST_ITEM_NAMES, 20,000",
        ),
        ({"author": 7}, "author: a number stands where a name belongs"),
        ({"author": [["Doe"]]}, "author: a list stands where a name belongs"),
        (
            {"author": [{"family": ["Doe"]}]},
            "author: family: a list stands where a text belongs",
        ),
        (
            {"author": [{"family": "D\0e"}]},
            "family: the character U+0000 may not stand in a text",
        ),
        ({"issued": [2020]}, "issued: a list stands where a date belongs"),
        (
            {"issued": {"date-parts": [2020, 5]}},
            "issued: date-parts are lists in a list, as in [[2024, 5, 31]]",
        ),
        (
            {"issued": {"date-parts": "2020"}},
            "issued: date-parts are lists in a list, as in [[2024, 5, 31]]",
        ),
        ({"issued": {"date-parts": [[[2020]]]}}, "issued: a list stands where a text belongs"),
        ({"issued": {"raw": {}}}, "issued: raw: an object stands where a text belongs"),
        ({"made-up": deep(20)}, "made-up: it nests deeper than DEEPEST_ITEM, 20"),
        (
            {"custom": [0] * 200_000},
            "it has more values than MOST_ITEM_VALUES, 200,000",
        ),
        (
            {f"made-up-{n}": "x" * 50_000 for n in range(101)},
            "its texts are longer than LONGEST_ITEM, 5,000,000 characters",
        ),
    ],
)
def test_what_no_work_has_is_refused_with_the_reason(members: dict[str, Any], reason: str) -> None:
    assert problem({**ITEM, **members}) == reason
