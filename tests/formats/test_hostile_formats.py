"""What all readers and writers bear: texts without measure, files of other kinds, halves of characters."""

from __future__ import annotations

import gzip
import re

import pytest

from synbib.errors import ArgumentError, Diagnostic, SynbibError
from synbib.formats import FORMATS, read, write
from synbib.library import Entry

# A record of each format with a place for its title.
RECORDS = {
    "bibtex": "@book{a, title = {%}}\n",
    "biblatex": "@book{a, title = {%}}\n",
    "csv": 'key,title,year\na,"%",2000\n',
    "tsv": "key\ttitle\tyear\na\t%\t2000\n",
    "citation-cff": 'cff-version: 1.2.0\nmessage: m\nauthors:\n- name: x\ntitle: "%"\n',
    "pubmed-xml": "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>%</ArticleTitle></Article>"
    "</MedlineCitation></PubmedArticle>",
    "ris": "TY  - BOOK\nTI  - %\nER  - \n",
    "ovid": "<1>\nTitle\n  %\n",
    "biblioscape": "--TI-- %\n------\n",
    "refer": "%0 Book\n%T %\n",
    "refworks": "RT Book, Whole\nT1 %\n",
    "endnote-xml": '<xml><records><record><ref-type name="Book">6</ref-type><titles><title>%</title></titles></record>'
    "</records></xml>",
    "marcxml": '<record><leader>00000nam a2200000 a 4500</leader><datafield tag="245" ind1="0" ind2="0">'
    '<subfield code="a">%</subfield></datafield></record>',
    "mods": "<mods><titleInfo><title>%</title></titleInfo></mods>",
    "msbib": '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
    "<b:SourceType>Book</b:SourceType><b:Title>%</b:Title></b:Source></b:Sources>",
    "nbib": "PMID- 1\nTI  - %\n\n",
    "wos-isi": "PT J\nTI %\nER\n",
    "csl-yaml": 'references:\n- id: a\n  type: book\n  title: "%"\n',
    "hayagriva": 'a:\n  type: book\n  title: "%"\n',
    "json-ld": '{"@context": "https://schema.org", "@type": "Book", "name": "%"}',
    "datacite-json": '{"titles": [{"title": "%"}], "publicationYear": 2000}',
    "bibjson": '[{"type": "book", "title": "%", "year": "2000"}]',
    "csl-json": '[{"id": "a", "type": "book", "title": "%"}]',
}
JSON = ["json-ld", "datacite-json", "bibjson", "csl-json"]
KEEPS_ANY_LENGTH = ("bibtex", "biblatex")
TITLE = re.compile(r"%(?![0T] )")

every = pytest.mark.parametrize("name", RECORDS)
written = pytest.mark.parametrize(
    "name", [name for name, known in FORMATS.items() if known.writes and not known.extra]
)


def record(name: str, title: str) -> str:
    return TITLE.sub(lambda _: title, RECORDS[name])


def test_each_format_has_a_record() -> None:
    assert RECORDS.keys() == {name for name, known in FORMATS.items() if not known.extra}


@every
def test_a_record_is_a_work(name: str) -> None:
    (work,) = read(record(name, "Naps").encode(), name, "x")
    assert work.title == "Naps"


@every
def test_a_text_without_measure_is_an_error_with_its_place(name: str) -> None:
    data = record(name, "a" * 60_000).encode()
    if name in KEEPS_ANY_LENGTH:
        assert len(read(data, name, "x")[0].title) == 60_000
        return
    with pytest.raises(SynbibError, match=r"\Ax:\d+:\d+: .*(60,000 characters|limit \(50000\))"):
        read(data, name, "x")


@every
@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(b"TY  - BOOK\n", mtime=0),
        b"PK\x03\x04\x14\0\0\0\0\0" * 5,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(128, 256)),
        b"\0" * 64,
    ],
    ids=["gzip", "zip", "png", "nul"],
)
def test_a_file_of_another_kind_is_refused_with_its_place(name: str, data: bytes) -> None:
    said = ""
    try:
        assert not read(data, name, "x")
    except SynbibError as error:
        said = str(error)
    assert re.fullmatch(r"x:\d+:\d+: [^\n]+|", said)


@pytest.mark.parametrize("name", JSON)
def test_halves_of_surrogate_pairs_are_left_out_and_whole_ones_stay(name: str) -> None:
    (work,) = read(record(name, r"Na\ud800ps \ud83d\ude34").encode(), name, "x")
    assert work.title == "Naps \N{SLEEPING FACE}"
    b"".join(write([work.entry()], "ris"))


@pytest.mark.parametrize("name", JSON)
def test_bytes_that_are_not_utf_8_have_a_line_and_a_column(name: str) -> None:
    data = b"\n" + record(name, "Na").encode("utf-8").replace(b"Na", b"Na\xff")
    column = data.index(b"\xff")
    with pytest.raises(SynbibError, match=rf"\Ax:2:{column}: not JSON: its bytes are not UTF-8"):
        read(data, name, "x")


@written
def test_an_entry_with_half_a_character_is_written_all_the_same(name: str) -> None:
    entry = Entry("book", "a", {"title": "Na\ud800ps", "author": "Roe, Jo", "year": "2000"})
    assert len(read(b"".join(write([entry], name)), name)) == 1


@written
def test_only_tables_have_columns(name: str) -> None:
    pieces = write([Entry("book", "a", {"title": "Naps"})], name, columns=["key", "title"])
    if name in ("csv", "tsv"):
        assert b"".join(pieces).replace(b"\t", b",") == b"key,title\na,Naps\n"
        return
    with pytest.raises(ArgumentError, match="has no columns; leave them out"):
        b"".join(pieces)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("ris", "TY  - BOOK\nby Roe\nTI  - Naps\nER  - \n", "book"),
        ("refer", "%0 Book\nby Roe\n%T Naps\n", "book"),
        ("refworks", "RT Book, Whole\nby Roe\nT1 Naps\n", "book"),
    ],
)
def test_no_line_goes_on_with_a_type(name: str, data: str, kind: str) -> None:
    told: list[Diagnostic] = []
    (work,) = read(data.encode(), name, "x", told.append)
    assert work.entry().type == kind
    assert [str(each) for each in told] == ["x:2: a line without a tag; it is left out"]


@pytest.mark.parametrize(
    ("name", "beginning", "end"),
    [
        ("ris", "TY  - ", "TI  - Naps"),
        ("refworks", "RT ", "T1 Naps"),
        ("refer", "%0 ", "%T Naps"),
    ],
)
def test_a_type_that_is_not_known_is_shown_in_one_short_line(
    name: str, beginning: str, end: str
) -> None:
    told: list[Diagnostic] = []
    strange = "x\x1b" * 500
    read(f"{beginning}{strange}\n{end}\n".encode(), name, "x", told.append)
    (first, *_) = map(str, told)
    assert len(first) < 400
    assert first.isprintable()


def test_a_table_of_entries_without_a_title_is_one_all_the_same() -> None:
    data = b"".join(write([Entry("book", "a", {"author": "Roe, Jo"})], "csv"))
    (work,) = read(data, name="x")
    assert work.entry().fields == {"author": "Roe, Jo"}


def test_a_heading_with_the_ends_of_lines_of_old_macs_is_read() -> None:
    (work,) = read(b"key,title,year\ra,Naps,2000\r", name="x")
    assert work.title == "Naps"
