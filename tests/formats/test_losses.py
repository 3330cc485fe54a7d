"""What a format does not keep of an entry: all of it is told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
import round_trip
from exchange import facts, same

from synbib.formats import read, write
from synbib.formats.dialects import is_same_type
from synbib.formats.outgoing import KEY, TYPE, Loss
from synbib.library import Entry
from synbib.library import read as read_library
from synbib.model.fields import find_field
from synbib.model.types import CHAPTERS, TYPES

STORE = Path(__file__).parent / "every_field.bib"
JOURNALS = ("article", "review", "suppperiodical")


def both_ways(entry: Entry, format: str) -> tuple[Entry, list[Loss]]:
    """Return an entry after it was written in a format and read again, and what was told to be lost."""
    lost: list[Loss] = []
    [work] = read(b"".join(write([entry], format, lost.append)), format)
    return work.entry(), lost


def of_type(kind: str) -> Entry:
    fields = {"author": "Doe, Ann", "title": "On Naps", "year": "2020"}
    fields |= {"journal": "Journal of Naps"} if kind in JOURNALS else {}
    fields |= {"booktitle": "Book of Naps"} if kind in CHAPTERS else {}
    return Entry(kind, "doe2020", fields)


@pytest.mark.parametrize("format", round_trip.both_ways())
def test_the_type_is_kept_or_told(format: str) -> None:
    for kind in TYPES:
        after, lost = both_ways(of_type(kind), format)
        told = [str(loss) for loss in lost if loss.field == TYPE]
        same_type = is_same_type(kind, after.type)
        assert told == ([] if same_type else [f"entry type ({kind} becomes {after.type})"])


@pytest.mark.parametrize("format", round_trip.both_ways())
@pytest.mark.parametrize(
    "key",
    ["doe2020", "DBLP:journals/corr/abs-2001", "müller_20.a+b", "2020doe", "O'Hara20", "12/A"],
)
def test_the_key_is_kept_or_told(format: str, key: str) -> None:
    after, lost = both_ways(Entry("misc", key, {"title": "On Naps", "year": "2020"}), format)
    assert (after.key == key) == (Loss(key, KEY) not in lost)


def fact_of(loss: Loss) -> str:
    """Return what `facts` calls a field: of the parts of a date, the date."""
    field = find_field(loss.field)
    return (field.unit or field.name) if field else loss.field


@pytest.mark.parametrize("format", round_trip.both_ways())
def test_every_field_is_kept_or_told(format: str) -> None:
    for entry in read_library(STORE).values():
        after, lost = both_ways(entry, format)
        told = {fact_of(loss) for loss in lost}
        before, kept = facts(entry), facts(after)
        silent = [name for name in before if not same(kept, before, name) and name not in told]
        assert silent == [], entry.key


@pytest.mark.parametrize("format", ["ris", "nbib", "wos-isi"])
def test_a_key_of_a_whole_file_is_told_once_for_each_entry(format: str) -> None:
    lost: list[Loss] = []
    entries = [Entry("book", key, {"title": "Naps"}) for key in ("a", "b")]
    b"".join(write(entries, format, lost.append))
    assert lost == ([] if format == "ris" else [Loss("a", KEY), Loss("b", KEY)])


@pytest.mark.parametrize("format", sorted({*round_trip.both_ways()} - {"citation-cff"}))
def test_several_numbers_of_a_book_and_of_a_journal_are_kept(format: str) -> None:
    numbers = {"isbn": "9783540159759, 9783540396772"}
    after, _ = both_ways(Entry("book", "a", {"title": "Naps", **numbers}), format)
    assert after.fields["isbn"] == numbers["isbn"]
    numbers = {"issn": "1079-5014, 1758-5368"}
    after, _ = both_ways(Entry("article", "a", {"title": "N", "journal": "J", **numbers}), format)
    assert after.fields["issn"] == numbers["issn"]
