"""The paper lists of others: of what they identify by a link, nearly all ends in exactly one work."""

from __future__ import annotations

from pathlib import Path

import pytest
from readme_import import Result, examine


@pytest.fixture(scope="module")
def results(shared: Path) -> list[Result]:
    paths = [p for p in sorted((shared / "readmes").rglob("*")) if p.suffix in (".md", ".rst")]
    return [examine(path)[0] for path in paths]


@pytest.mark.slow
def test_of_each_list_95_in_100_identifiers_are_in_one_work(results: list[Result]) -> None:
    assert {result.name: result.share for result in results if result.share < 95} == {}


@pytest.mark.slow
def test_of_all_lists_99_in_100_identifiers_are_in_one_work(results: list[Result]) -> None:
    total = sum(result.identifiers for result in results)
    assert total > 10_000
    assert 100 * sum(result.in_one for result in results) >= 99 * total


@pytest.mark.slow
def test_no_item_of_any_list_is_silent(results: list[Result]) -> None:
    assert {result.name: result.silent for result in results if result.silent} == {}
