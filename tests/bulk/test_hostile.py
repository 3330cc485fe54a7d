"""Hostile records: none of what a job does to one raises, whatever the record is, and none takes time with a square.

`tests/fuzz/bulk_records.py` changes sound records at random; its long form tries hundreds of thousands.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from bulk_records import SOUND, changed, item_in, worked_on
from hypothesis import given, settings
from hypothesis import strategies as st

from synbib.bulk.bounds import problem

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters(exclude_categories=()), max_size=20),
    lambda held: (
        st.lists(held, max_size=4) | st.dictionaries(st.text(max_size=8), held, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["id", "type", "title", "author", "issued", "volume", "note", "custom"])


@settings(max_examples=100)
@given(st.dictionaries(NAMES | st.text(max_size=8), VALUES))
def test_any_object_is_refused_with_a_reason_or_worked_on(found: dict[str, Any]) -> None:
    if not problem(found):
        worked_on(found)


@pytest.mark.parametrize("seed", range(8))
def test_a_changed_record_is_refused_or_worked_on(seed: int) -> None:
    chosen = random.Random(seed)
    taken = 0
    for _ in range(60):
        kind, sound = chosen.choice(SOUND)
        if (item := item_in(kind, changed(sound, chosen))) is not None:
            worked_on(item)
            taken += 1
    assert taken > 20


@pytest.mark.parametrize(
    "text",
    [
        "$",
        "{",
        "}",
        "<",
        "<i>",
        "<b><i>",
        "\u0301",
        "a\u0301",
        "&",
        "&amp;",
        "\\",
        '"',
        "(",
        "-",
        "\n",
        "A ",
        ": ",
    ],
)
def test_a_text_of_one_sign_takes_time_in_proportion(
    text: str, grows_in_proportion: Callable[[Callable[[int], object], int], bool]
) -> None:
    def work(times: int) -> object:
        said = text * times
        item = {"id": "a", "type": "book", "title": said, "author": [{"family": said}]}
        assert problem(item) == ""
        return worked_on(item)

    assert grows_in_proportion(work, 2000)


@pytest.mark.parametrize("text", ["$", "{", "<", "\u0301", "<i>"])
def test_a_text_of_a_megabyte_is_refused(text: str) -> None:
    assert problem({"id": "a", "type": "book", "title": text * 1_000_000}).startswith(
        f"title: a text of {len(text)},000,000 characters is longer than LONGEST_RECORD_TEXT"
    )
