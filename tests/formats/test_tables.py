"""Tables of works: CSV, TSV and Parquet."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from synbib.errors import SynbibError, UnknownNameError
from synbib.formats import format_of, read, write
from synbib.formats.outgoing import Loss
from synbib.incoming import Date
from synbib.library import Library, read_text

STORE = r"""
@article{doe2020,
  author = {van der Berg, Jan and Doe, Jr., Ann and {OpenAI}},
  title = {On \emph{E. coli}, and ``more''},
  journal = {Journal of Things},
  year = 2020, month = may, volume = 3, pages = {1--9},
  doi = {10.1000/a_b}, keywords = {a, b}, code = {https://github.com/e/x},
}
@book{poe1999, editor = {Poe, C.}, title = {Books}, year = 1999, publisher = {P}}
"""


def library() -> Library:
    return read_text(STORE)


def written(to: str, **options: Any) -> bytes:
    return b"".join(write(library().values(), to, **options))


def test_each_field_that_an_entry_has_is_a_column() -> None:
    assert written("csv").decode() == (
        "key,entrytype,author,editor,title,journal,volume,pages,year,month,publisher,doi,keywords,code\n"
        'doe2020,article,"van der Berg, Jan; Doe, Ann, Jr.; OpenAI,",,'
        '"On E. coli, and “more”",Journal of Things,3,1–9,2020,May,,10.1000/a_b,"a, b",https://github.com/e/x\n'
        'poe1999,book,,"Poe, C.",Books,,,,1999,,P,,,\n'
    )


def test_tabs_separate_the_cells_of_tsv_and_columns_can_be_chosen() -> None:
    assert written("tsv", columns=["key", "title", "journaltitle"]).decode() == (
        "key\ttitle\tjournaltitle\n"
        "doe2020\tOn E. coli, and “more”\tJournal of Things\n"
        "poe1999\tBooks\t\n"
    )


def test_the_type_of_an_entry_and_its_field_of_that_name_have_a_column_each() -> None:
    thesis = read_text("@phdthesis{a, title = {A}, type = {Habilitation}}")
    data = b"".join(write(thesis.values(), "csv"))
    assert data == b"key,entrytype,title,type\na,phdthesis,A,Habilitation\n"
    [work] = read(data)
    assert (work.entry().type, work.entry().fields["type"]) == ("phdthesis", "Habilitation")
    chosen = b"".join(write(thesis.values(), "csv", columns=["type", "key"]))
    assert chosen == b"type,key\nphdthesis,a\n"


def test_what_has_no_column_and_formatting_are_lost() -> None:
    losses: list[Loss] = []
    list(write(library().values(), "csv", losses.append, columns=["key", "title", "year"]))
    assert [str(loss) for loss in losses if loss.key == "poe1999"] == [
        "entry type (book)",
        "editor",
        "publisher",
    ]
    assert Loss("doe2020", "title", "its formatting") in losses


def test_a_column_that_nothing_has_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="unknown column 'tittle'; did you mean title"):
        written("csv", columns=["key", "tittle"])


@pytest.mark.parametrize("to", ["csv", "tsv"])
def test_a_table_of_ours_is_read_back(to: str) -> None:
    first, second = (work.entry() for work in read(written(to), to))
    assert (first.type, first.key, dict(first.fields)) == (
        "article",
        "doe2020",
        {
            "author": "van der Berg, Jan and Doe, Jr., Ann and OpenAI",
            "title": "On {E}. coli, and “more”",
            "journal": "Journal of Things",
            "volume": "3",
            "pages": "1--9",
            "year": "2020",
            "month": "may",
            "doi": "10.1000/a_b",
            "code": "https://github.com/e/x",
            "keywords": "a, b",
        },
    )
    assert (second.type, dict(second.fields)) == (
        "book",
        {"editor": "Poe, C.", "title": "Books", "publisher": "P", "year": "1999"},
    )


def test_parquet_is_written_and_read_back() -> None:
    pytest.importorskip("pyarrow")
    data = written("parquet")
    assert format_of(data) == "parquet"
    assert [dict(work.entry().fields) for work in read(data)] == [
        dict(work.entry().fields) for work in read(written("csv"))
    ]


ZOTERO = b"""\xef\xbb\xbf"Key","Item Type","Publication Year","Author","Title","Publication Title","ISBN","DOI","Url","Date","Manual Tags","Extra","Odd"\r
"AB12","journalArticle","2020","Doe, Jane; Roe, J.","A ""quoted"" title, with comma","J. of\r
Things","","10.1234/x","https://e.org/a","2020-05-01","a; b","PMID: 123","x"\r
"CD34","bookSection","2019","Poe, C.","Chapter","The Book","978-3-16-148410-0","","","2019","","",""\r
"""


def test_a_table_of_zotero_is_read_and_an_unknown_column_told() -> None:
    told: list[object] = []
    works = read(ZOTERO, None, "z.csv", told.append)
    article, chapter = (work.entry() for work in works)
    assert (article.type, article.key, dict(article.fields)) == (
        "article",
        "AB12",
        {
            "author": "Doe, Jane and Roe, J.",
            "title": 'A "quoted" title, with comma',
            "journal": "J. of Things",
            "year": "2020",
            "month": "may",
            "day": "1",
            "doi": "10.1234/x",
            "url": "https://e.org/a",
            "pmid": "123",
            "keywords": "a, b",
        },
    )
    assert (chapter.type, chapter.fields["booktitle"]) == ("incollection", "The Book")
    assert [str(each) for each in told] == [
        "z.csv:1: the column 'Odd' is not known, and is left out; give it the name of a field of BibTeX"
    ]


def test_semicolons_separate_where_the_heading_has_them() -> None:
    data = b"title;year;publication type\nA, B;2020;book\n\n;;\n"
    [work] = read(data)
    assert (work.entry().type, work.title, work.date.year) == ("book", "A, B", 2020)


def test_a_table_of_scopus_is_read() -> None:
    data = (
        b"Authors,Author(s) ID,Title,Year,Source title,Page start,Page end,Cited by,DOI,Document Type,EID\n"
        b'"Smith J.A.; Doe K.",1; 2,On Tables,2020,"Lecture Notes",1,9,7,,Conference paper,2-s2.0-1\n'
    )
    [work] = read(data)
    assert (work.entry().type, dict(work.entry().fields)) == (
        "inproceedings",
        {
            "author": "Smith, J. A. and Doe, K.",
            "title": "On Tables",
            "booktitle": "Lecture Notes",
            "pages": "1--9",
            "year": "2020",
        },
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a,b\n1,2\n", "x.csv:1:1: not the heading of a table of works"),
        (b"", "x.csv:1:1: not the heading of a table of works"),
        (b"title,year\nA,2020,x,y\n", "x.csv:2:1: 4 cells, and the heading has 2"),
        (b'title,year\nA,2020\n\n"B,2020\nC', "x.csv:4:1: the row that begins here is not CSV"),
        (b"title,year\n" + b"a" * 100_000, "x.csv:2:1: the row that begins here is not CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(data: bytes, said: str) -> None:
    with pytest.raises(SynbibError) as caught:
        read(data, "csv", "x.csv")
    assert str(caught.value).startswith(said)


def test_without_pyarrow_it_is_told_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SynbibError, match="to write Parquet, install the extra parquet: "):
        written("parquet")


@pytest.mark.parametrize(
    ("columns", "row", "date"),
    [
        ("year,month,day", "2024,12,5", Date(2024, 12, 5)),
        ("year,month", "2024,07", Date(2024, 7)),
        ("year,month,day", "2024,July,5", Date(2024, 7, 5)),
        ("date,year,month,day", "2024-12-05,2024,12,5", Date(2024, 12, 5)),
        ("month,year", ",2024", Date(2024)),
    ],
)
def test_a_date_may_stand_in_three_columns(columns: str, row: str, date: Date) -> None:
    [work] = read(f"title,{columns}\nNaps,{row}\n".encode(), "csv")
    assert (work.date, work.note) == (date, "")
