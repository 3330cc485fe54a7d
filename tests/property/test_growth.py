"""Reading takes time in proportion to the input, whatever is in it: a sample of the table in `tests/fuzz/growth.py`.

Its long form tries all tokens in all templates, and pairs of them. ``GROWTH_SEED`` draws another sample here.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from itertools import islice

import pytest
from growth import HOLE, MOST_RATIO, READERS, Case, Growth, Reader, growth, pairs, single_tokens

SEED = os.environ.get("GROWTH_SEED", "1")
# Characters of the longest input, and cases of each reader; a pair of tokens for each single one.
LONGEST = 16_384
CASES = 8


def sample(reader: str) -> Iterator[Case]:
    """Some single tokens, and as many pairs, of a reader."""
    chosen = random.Random(f"{SEED} {reader}")
    tokens = list(single_tokens(reader))
    yield from chosen.sample(tokens, min(CASES, len(tokens)))
    yield from islice(pairs(reader, chosen, CASES), CASES)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("reader", READERS)
def test_reading_takes_time_in_proportion_to_the_input(reader: str) -> None:
    found = [str(grown) for case in sample(reader) if (grown := growth(case, LONGEST)).is_finding]
    assert found == []


# --- the measure itself -----------------------------------------------------------------------------


def _square(text: str) -> int:
    return sum(text.count("b") for _ in text)


def _double(text: str) -> int:
    return sum(1 for _ in range(2 ** min(len(text), 26)))


def test_a_reader_that_takes_time_with_the_square_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(READERS, "square", Reader(_square))
    grown = growth(Case("square", f"({HOLE})", "a"), LONGEST)
    assert grown.is_finding
    assert grown.ratio > MOST_RATIO
    assert str(grown).startswith("square: 'a' × n in '(§)': ")


def test_a_reader_that_takes_time_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("growth.PATIENCE", 0.2)
    monkeypatch.setitem(READERS, "double", Reader(_double))
    assert growth(Case("double", HOLE, "a"), LONGEST).is_finding


def test_a_reader_that_takes_time_in_proportion_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(READERS, "line", Reader(lambda text: [one.upper() for one in 20 * text]))
    assert not growth(Case("line", HOLE, "a", "b"), LONGEST).is_finding


def test_a_case_repeats_its_tokens_side_by_side_or_within_each_other() -> None:
    assert Case("bib", f"<{HOLE}>", "a", "b").text(6) == "<ababab>"
    assert Case("bib", f"<{HOLE}>", "(", ")", nested=True).text(6) == "<((()))>"
    assert Growth(9.0, 1.0, 64, Case("bib", HOLE, "a")).is_finding
