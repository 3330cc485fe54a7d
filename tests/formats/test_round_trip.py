"""What formats keep of an entry that is written and read again, held beside the page that says so."""

from __future__ import annotations

from pathlib import Path

import pytest
import round_trip
from exchange import facts

from synbib.library import read

STORE = Path(__file__).parent / "every_field.bib"


def test_the_page_of_formats_is_what_they_do(repo: Path) -> None:
    text = (repo / "docs" / "formats.md").read_text("utf-8")
    assert round_trip.page(text) == text, "write it anew: make formats"


def test_the_entries_have_every_field_that_a_work_may_have() -> None:
    kinds = {entry.type for entry in read(STORE).values()}
    fields = {field for entry in read(STORE).values() for field in facts(entry)}
    assert len(kinds) == 14
    assert len(fields) == 47


@pytest.mark.parametrize("name", round_trip.both_ways())
def test_who_wrote_what_and_when_is_kept_by_all(name: str) -> None:
    results = round_trip.kept(read(STORE).values(), name)
    for field in ("author", "title", "date", "journaltitle", "volume", "pages", "doi", "url"):
        assert all(results[field]), field
