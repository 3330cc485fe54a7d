"""Entries in the other dialect: of BibTeX's own styles, of biblatex."""

from __future__ import annotations

import pytest

from synbib.formats import write
from synbib.library import Entry, read_text


def written(store: str, to: str) -> str:
    return b"".join(write(read_text(store).values(), to)).decode()


BIBLATEX = r"""
@thesis{a,
  author = {family=Roe, given=Ann Lee, prefix=van der, useprefix=true and de la Cruz, Bo and {The Group}},
  title = {Things}, subtitle = {And More},
  type = {mathesis}, institution = {MIT}, location = {Cambridge},
  date = {2020-05-04}, urldate = {2021-01-02},
  eprinttype = {arxiv}, eprintclass = {cs.CL}, eprint = {2001.00001}, annotation = {x},
}
@article{b, title = {Why?}, subtitle = {Because}, journaltitle = {J}, journalsubtitle = {S}, date = {1999~}, weird = {w}}
@online{c, title = {C}, date = {in press}, url = {https://e.org}}
@incollection{d, title = {D}, crossref = {e}}
@collection{e, title = {E}, editor = {X, Y}, date = {2001}}
"""

BIBTEX = r"""
@mastersthesis{a, author = {A B}, title = {T}, school = {MIT}, year = 2020, month = may, address = {Cambridge}}
@techreport{b, title = {T}, institution = {I}, type = {Memo}, year = 1999, annote = {n}, key = {k}}
@article{c, title = {T}, journal = {J}, year = 2020, month = "Spring"}
@misc{d, title = {T}, year = {in press}, eprint = {2001.00001}, archiveprefix = {arXiv}, primaryclass = {cs.CL}}
@conference{e, title = {T}, booktitle = {B}, journal = {J}, journaltitle = {Own}, year = 2020, month = mar # "--" # apr}
"""


def test_biblatex_becomes_bibtex() -> None:
    assert written(BIBLATEX, "bibtex") == (
        "@mastersthesis{a,\n"
        "  author = {van der Roe, Ann Lee and de la Cruz, Bo and {The Group}},\n"
        "  title = {Things: And More},\n"
        "  school = {MIT},\n"
        "  address = {Cambridge},\n"
        "  year = {2020},\n"
        "  month = may,\n"
        "  day = {4},\n"
        "  urldate = {2021-01-02},\n"
        "  archiveprefix = {arXiv},\n"
        "  primaryclass = {cs.CL},\n"
        "  eprint = {2001.00001},\n"
        "  annote = {x},\n"
        "}\n\n"
        "@article{b,\n  title = {Why? Because},\n  journal = {J: S},\n  year = {1999},\n  weird = {w},\n}\n\n"
        "@misc{c,\n  title = {C},\n  year = {in press},\n  url = {https://e.org},\n}\n\n"
        "@incollection{d,\n  title = {D},\n  booktitle = {E},\n  editor = {X, Y},\n  year = {2001},\n}\n\n"
        "@book{e,\n  title = {E},\n  editor = {X, Y},\n  year = {2001},\n}\n"
    )


def test_bibtex_becomes_biblatex() -> None:
    assert written(BIBTEX, "biblatex") == (
        "@thesis{a,\n  author = {A B},\n  title = {T},\n  institution = {MIT},\n  date = {2020-05},\n"
        "  location = {Cambridge},\n  type = {mathesis},\n}\n\n"
        "@report{b,\n  title = {T},\n  institution = {I},\n  type = {Memo},\n  date = {1999},\n  annotation = {n},\n"
        "  sortkey = {k},\n}\n\n"
        "@article{c,\n  title = {T},\n  journaltitle = {J},\n  year = {2020},\n  month = {Spring},\n}\n\n"
        "@misc{d,\n  title = {T},\n  year = {in press},\n  eprint = {2001.00001},\n  eprinttype = {arxiv},\n"
        "  eprintclass = {cs.CL},\n}\n\n"
        "@inproceedings{e,\n  title = {T},\n  booktitle = {B},\n  journaltitle = {Own},\n  date = {2020-03/2020-04},\n}\n"
    )


@pytest.mark.parametrize(
    ("date", "year_and_month"),
    [
        ("1973/1974", "year = {1973--1974},"),
        ("2020-03/2020-05", "year = {2020},\n  month = {March--May},"),
        ("2020", "year = {2020},"),
    ],
)
def test_a_range_of_dates_is_one_in_both(date: str, year_and_month: str) -> None:
    assert (
        written(f"@misc{{a, date = {{{date}}}}}", "bibtex")
        == f"@misc{{a,\n  {year_and_month}\n}}\n"
    )
    assert (
        written(f"@misc{{a, {year_and_month}}}", "biblatex")
        == f"@misc{{a,\n  date = {{{date}}},\n}}\n"
    )


@pytest.mark.parametrize(
    ("date", "year_and_month"),
    [
        ("2019-12/2020-02", "year = {2019--2020},\n  month = {December--February},"),
        ("2020-03-01/2020-03-05", "year = {2020},\n  month = mar,"),
        ("2020-21", "year = {2020},\n  month = {Spring},"),
        ("2020/", "year = {2020},"),
    ],
)
def test_a_date_is_as_exact_as_bibtex_can_tell(date: str, year_and_month: str) -> None:
    assert (
        written(f"@misc{{a, date = {{{date}}}}}", "bibtex")
        == f"@misc{{a,\n  {year_and_month}\n}}\n"
    )


def test_the_year_of_the_original_is_a_date_of_its_own_in_biblatex() -> None:
    assert written("@book{a, title = {T}, year = {[1990] 2002}}", "biblatex") == (
        "@book{a,\n  title = {T},\n  date = {2002},\n  origdate = {1990},\n}\n"
    )


@pytest.mark.parametrize("store", [BIBLATEX, BIBTEX])
def test_to_write_the_same_dialect_again_changes_nothing(store: str) -> None:
    for to in ("bibtex", "biblatex"):
        once = written(store, to)
        assert written(once, to) == once


@pytest.mark.parametrize(
    ("date", "fields", "lost"),
    [
        ("2020-05-03", "year = {2020},\n  month = may,\n  day = {3}", []),
        ("2020-21", "year = {2020},\n  month = {Spring}", []),
        ("2020-01/2020-03", "year = {2020},\n  month = {January--March}", []),
        ("2020/2021", "year = {2020--2021}", []),
        (
            "2020-21/2021-22",
            "year = {2020--2021},\n  month = {Spring--Summer}",
            ["date (what a year and a month do not say)"],
        ),
        ("2020~", "year = {2020}", ["date (what a year and a month do not say)"]),
    ],
)
def test_a_date_becomes_a_year_and_a_month(date: str, fields: str, lost: list[str]) -> None:
    told: list[str] = []
    pieces = write(
        [Entry("misc", "a", {"date": date})], "bibtex", lambda loss: told.append(str(loss))
    )
    assert b"".join(pieces).decode() == f"@misc{{a,\n  {fields},\n}}\n"
    assert told == lost


def test_a_type_that_the_other_dialect_lacks_is_told() -> None:
    told: list[str] = []
    b"".join(write(read_text(BIBLATEX).values(), "bibtex", lambda loss: told.append(str(loss))))
    assert told == [
        "date (what a year and a month do not say)",
        "entry type (online becomes misc)",
        "entry type (collection becomes book)",
    ]
