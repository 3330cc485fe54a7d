"""The table of fields: each once, under one name, and every other table made from it."""

from __future__ import annotations

from collections import Counter

import pytest

from synbib.model.fields import (
    ALIASES,
    FIELDS,
    LINK_FIELDS,
    REFERENCES,
    FieldKind,
    canonical,
    find_field,
)


def test_no_two_fields_have_a_name_in_common() -> None:
    names = Counter([*FIELDS, *ALIASES])
    assert [name for name, count in names.items() if count > 1] == []


def test_names_are_in_lower_case() -> None:
    assert [name for name in (*FIELDS, *ALIASES) if name != name.lower()] == []


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("title", "title"),
        ("journal", "journaltitle"),
        ("accessed", "urldate"),
        ("articleno", "eid"),
        ("bdsk-url-1", "bdsk-url"),
        ("bdsk-file-12", "bdsk-file"),
        ("of-my-own", "of-my-own"),
    ],
)
def test_a_field_is_found_under_each_of_its_names(name: str, field: str) -> None:
    assert canonical(name) == field


def test_what_nobody_knows_has_no_row() -> None:
    assert find_field("of-my-own") is None


def test_links_come_in_the_order_in_which_they_are_listed() -> None:
    assert list(LINK_FIELDS) == [
        "pdf", "code", "project", "website", "dataset", "slides", "video", "demo", "poster", "blog", "model",
        "notebook", "supplement", "leaderboard", "tweet", "podcast",
    ]  # fmt: skip


def test_fields_that_name_other_entries() -> None:
    assert {"crossref", "xref", "xdata", "entryset", "related"} == REFERENCES


def test_of_a_date_and_its_parts_all_are_of_one_unit() -> None:
    dates = [field for field in FIELDS.values() if field.kind is FieldKind.DATE]
    assert {field.unit for field in dates} == {"date", "eventdate", "origdate", "urldate"}
    assert all(field.name.startswith(field.unit.removesuffix("date")) for field in dates)
