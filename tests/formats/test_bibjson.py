"""BibJSON: records of Open Knowledge's collections and of DOAJ, read and written."""

import json
from typing import Any

import pytest

from synbib.errors import Diagnostic
from synbib.formats import FormatError, Loss, format_of, read, write
from synbib.library import read_text as read_library


def entries(data: Any) -> list[dict[str, str]]:
    works = read(json.dumps(data).encode(), "bibjson", "works.json")
    return [{"": work.entry().type, **work.entry().fields} for work in works]


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            {
                "title": "On NASA", "type": "article", "year": "2020", "month": "May",
                "author": [{"name": "Doe, Jane", "firstname": "Jane", "lastname": "Doe"}, {"name": "World Bank"}, {"name": "Rita Roe"}],
                "journal": {"name": "Nature", "shortcode": "Nat.", "volume": "7", "number": 2, "pages": "12--14", "identifier": [{"type": "issn", "id": "1234-5679"}]},
                "identifier": [{"type": "doi", "id": "10.1234/a"}, {"type": "mrnumber", "id": "MR1"}],
                "link": [{"url": "https://example.org/a"}, {"url": "https://example.org/b"}],
                "keywords": ["x", "y"], "publisher": "Springer", "note": "N", "collection": "mine",
            },
            {
                "": "article", "author": "Doe, Jane and World Bank and Rita Roe", "title": "On {NASA}", "journal": "Nature",
                "shortjournal": "Nat.", "volume": "7", "number": "2", "pages": "12--14", "year": "2020", "month": "may",
                "publisher": "Springer", "doi": "10.1234/a", "issn": "1234-5679", "url": "https://example.org/a",
                "note": "N", "keywords": "x, y", "annotation": "mrnumber: MR1; https://example.org/b",
            },
        ),
        ({"title": "C", "type": "inproceedings", "booktitle": "B", "editor": [{"name": "Roe, R."}], "address": "Oslo"}, {"": "inproceedings", "title": "C", "booktitle": "B", "editor": "Roe, R.", "address": "Oslo"}),
        ({"title": "T", "journal": "J", "author": "Doe, J."}, {"": "article", "title": "T", "journal": "J", "author": "Doe, J."}),
        (
            {"bibjson": {"title": "D", "start_page": "1", "end_page": "9", "abstract": "So.", "subject": [{"code": "Q", "scheme": "LCC", "term": "Science"}], "journal": {"title": "J", "issns": ["1234-5679"]}, "identifier": [{"type": "eissn", "id": "1234-5679"}]}},
            {"": "article", "title": "D", "journal": "J", "pages": "1--9", "issn": "1234-5679", "abstract": "So.", "keywords": "Science"},
        ),
        ({"title": "P", "identifier": [{"type": "arxiv", "id": "2101.00001"}]}, {"": "misc", "title": "P", "eprint": "2101.00001", "archiveprefix": "arXiv"}),
    ],
)  # fmt: skip
def test_a_record_becomes_an_entry(record: Any, entry: dict[str, str]) -> None:
    assert entries(record) == entries([record]) == entries({"records": [record]}) == [entry]


def test_what_is_not_known_is_told_of_and_kept() -> None:
    told: list[Diagnostic] = []
    data = b'[{"title": "A"},\n {"title": "B", "mood": "sour"}]'
    works = read(data, "bibjson", "works.json", told.append)
    assert [dict(work.entry().fields) for work in works] == [
        {"title": "A"},
        {"title": "B", "annotation": "mood: sour"},
    ]
    assert [str(each) for each in told] == [
        "works.json:2: BibJSON has no 'mood'; it is kept in the annotation"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"records": [{"mood": "sour"}]}', "x.json:1:1: record 1 is none of BibJSON, as it has no title; add one"),
        ('[{"title": "A"},\n {"title": ""}]', "x.json:2:1: record 2 is none of BibJSON, as it has no title; add one"),
        ('[{"title": "A"}', "x.json:1:16: not JSON: the list has no end; save the whole file"),
        ('[{"title": "A", "title": "B"}]', "x.json:1:2: the key 'title' stands twice in one object; keep one of them"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "bibjson", "x.json")
    assert str(raised.value) == message


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b'{"metadata": {}, "records": [{"title": "A"}]}', "bibjson"),
        (b'[{"title": "A", "journal": {"name": "J"}}]', "bibjson"),
        (b'[{"title": "A", "type": "book", "id": "a", "issued": {}}]', "csl-json"),
    ],
)
def test_its_content_tells_it(data: bytes, format: str) -> None:
    assert format_of(data) == format


ENTRIES = r"""
@article{a, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA} and \emph{sharks}}, journaltitle = {Nature},
  date = {2014-12-31}, volume = {7}, number = {2}, pages = {1--68}, doi = {10.1234/a}, note = {N}, file = {a.pdf}}
@incollection{b, author = {Doe, J.}, title = {C}, booktitle = {B}, editor = {Roe, R.}, address = {Oslo}, series = {S},
  year = {1990}, isbn = {978-0-7546-5033-1}, langid = {ngerman}, keywords = {x, y}, url = {https://example.org/}}
"""


def test_an_entry_is_a_record_of_a_collection() -> None:
    lost: list[Loss] = []
    written = json.loads(b"".join(write(read_library(ENTRIES).values(), "bibjson", lost.append)))
    assert written["records"][0] == {
        "citekey": "a",
        "type": "article",
        "title": "On NASA and sharks",
        "author": [
            {"name": "van Gogh, Vincent", "lastname": "van Gogh", "firstname": "Vincent"},
            {"name": "World Bank"},
        ],
        "year": "2014",
        "month": "12",
        "day": "31",
        "journal": {"name": "Nature", "volume": "7", "number": "2"},
        "pages": "1--68",
        "identifier": [{"type": "doi", "id": "10.1234/a"}],
        "note": "N",
    }
    assert [(each.key, str(each)) for each in lost] == [
        ("a", "file"),
        ("a", "title (its formatting)"),
    ]


def test_what_was_written_is_read_again() -> None:
    works = read(b"".join(write(read_library(ENTRIES).values(), "bibjson")), "bibjson")
    assert [(work.key, work.entry().type, dict(work.entry().fields)) for work in works] == [
        ("a", "article", {
            "author": "van Gogh, Vincent and World Bank", "title": "On {NASA} and sharks", "journal": "Nature",
            "volume": "7", "number": "2", "pages": "1--68", "year": "2014", "month": "dec", "day": "31",
            "doi": "10.1234/a", "note": "N",
        }),
        ("b", "incollection", {
            "author": "Doe, J.", "title": "C", "booktitle": "B", "editor": "Roe, R.", "address": "Oslo", "series": "S",
            "year": "1990", "isbn": "978-0-7546-5033-1", "langid": "ngerman", "keywords": "x, y",
            "url": "https://example.org/",
        }),
    ]  # fmt: skip
