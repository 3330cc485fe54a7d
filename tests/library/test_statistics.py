"""The figures of a library."""

from __future__ import annotations

import pytest

from synbib import read_text
from synbib.errors import SynbibError, UnknownNameError
from synbib.library.statistics import Count, Growth, parse_counted, statistics

STORE = r"""
@article{a, author = {Lee, Ann and Poe, Edgar}, title = {One}, journal = {Nature}, year = {2019}, doi = {10.1000/1},
  groups = {Birds, Ponds}, language = {english}, date-added = {2021-03-04 10:11:12 +0100}}
@misc{b, author = {lee, ann}, title = {Two}, year = {2021}, eprint = {2101.00001}, archiveprefix = {arXiv},
  code = {https://github.com/a/b}, abstract = {On two.}, groups = {Birds}, creationdate = {2022-01-02T03:04:05}}
@book{c, editor = {Roe, R.}, title = {Three}, year = {2021}, timestamp = {2022.05.06}}
@misc{d, title = {Four}, note = {never}, abstract = {{}}}
"""


def test_works_are_counted_by_each_name_that_they_have() -> None:
    found = statistics(read_text(STORE))
    assert found.works == 4
    assert found.counts == {
        "year": (Count("2019", 1), Count("2021", 2)),
        "type": (Count("Books", 1), Count("Journal articles", 1), Count("Preprints", 1)),
        "venue": (Count("Nature", 1), Count("arXiv", 1)),
        "group": (Count("Birds", 2), Count("Ponds", 1)),
        "author": (Count("Ann Lee", 2), Count("Edgar Poe", 1)),
        "language": (Count("English", 1),),
        "keyword": (),
        "added": (Count("2021", 1), Count("2022", 2)),
    }
    assert found.without == {
        "year": 1, "type": 1, "venue": 2, "group": 2, "author": 2, "language": 3, "keyword": 4, "added": 1,
    }  # fmt: skip


def test_growth_is_year_by_year() -> None:
    assert statistics(read_text(STORE)).growth == (Growth(2019, 1, 1), Growth(2021, 2, 3))


def test_shares_are_of_what_a_work_really_has() -> None:
    assert statistics(read_text(STORE)).shares == {"DOI": 1, "link": 2, "code": 1, "abstract": 1}


def test_some_entries_may_be_counted_alone() -> None:
    library = read_text(STORE)
    found = statistics(library, library.select(["b"]))
    assert (found.works, found.counts["group"]) == (1, (Count("Birds", 1),))


def test_nothing_is_nothing() -> None:
    found = statistics(read_text(""))
    assert (found.works, found.growth) == (0, ())
    assert not any(found.counts.values())


@pytest.mark.parametrize("text", ["yaer", "year,"])
def test_what_is_counted_is_named(text: str) -> None:
    if text == "year,":
        assert parse_counted(text) == ("year",)
        return
    with pytest.raises(UnknownNameError, match="unknown figure 'yaer'; did you mean year"):
        parse_counted(text)


def test_there_has_to_be_something_to_count_by() -> None:
    with pytest.raises(SynbibError, match=r"^by: there is nothing to count by"):
        parse_counted(" , ")
