"""Hayagriva: entries of each type with what they stand in, and written so that Typst reads them."""

from pathlib import Path

import pytest

from synbib.errors import Diagnostic
from synbib.formats import FormatError, Loss, format_of, read, write
from synbib.incoming import Incoming
from synbib.library import read_text as read_library


def of(text: str) -> list[Incoming]:
    return read(text.encode(), "hayagriva", "refs.yml")


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        (
            """
            type: Article
            title: {value: "On {NASA} and {CO}", short: On NASA}
            author: ["van Gogh, Vincent", "Smith, Jr., Joe", "National Aeronautics and Space Administration"]
            date: 2020-05-03
            page-range: 12-14
            serial-number: {doi: 10.1234/a, issn: 1234-5679, pmid: 99}
            url: {value: https://example.org/, date: 2021-02-01}
            language: de-DE
            parent: {type: Periodical, title: {value: Nature, short: Nat.}, volume: 7, issue: 2}
            """,
            {
                "": "article", "author": "van Gogh, Vincent and Smith, Jr., Joe and {National Aeronautics and Space Administration}",
                "title": "On {NASA} and {CO}", "shorttitle": "On NASA", "journal": "Nature", "shortjournal": "Nat.",
                "volume": "7", "number": "2", "pages": "12--14", "year": "2020", "month": "may", "day": "3",
                "doi": "10.1234/a", "issn": "1234-5679", "pmid": "99", "url": "https://example.org/",
                "urldate": "2021-02-01", "langid": "ngerman",
            },
        ),
        (
            "{type: article, title: T, parent: {type: newspaper, title: The Times}}",
            {"": "article", "title": "T", "journal": "The Times", "entrysubtype": "newspaper"},
        ),
        (
            """
            type: article
            title: T
            parent:
              - {type: proceedings, title: Proc. X, editor: "Roe, R.", publisher: ACM, location: Oslo}
              - {type: conference, title: Conf X, location: Rome}
            """,
            {"": "inproceedings", "title": "T", "booktitle": "Proc. X", "editor": "Roe, R.", "publisher": "ACM", "address": "Oslo", "eventtitle": "Conf X", "venue": "Rome"},
        ),
        (
            "{type: chapter, title: C, parent: {title: B, author: 'Doe, J.', edition: 3rd ed., page-total: 90}}",
            {"": "inbook", "author": "Doe, J.", "title": "C", "booktitle": "B", "edition": "3", "annotation": "parent page-total: 90"},
        ),
        (
            "{type: anthos, title: C, author: 'Doe, J.', parent: {title: B, author: 'Roe, R.', parent: {type: anthology, title: S, issue: 4}}}",
            {"": "incollection", "author": "Doe, J.", "bookauthor": "Roe, R.", "title": "C", "booktitle": "B", "series": "S", "number": "4"},
        ),
        ("{type: entry, title: cat, parent: {title: Dictionary}}", {"": "inreference", "title": "cat", "booktitle": "Dictionary"}),
        ("{type: book, title: B, volume: 2, parent: {type: book, title: All}}", {"": "book", "title": "B", "maintitle": "All", "volume": "2"}),
        ("{type: book, title: B, parent: {type: anthology, title: S}}", {"": "book", "title": "B", "series": "S"}),
        ("{type: thesis, title: T, genre: Master's thesis, organization: MIT}", {"": "mastersthesis", "title": "T", "school": "MIT"}),
        ("{type: thesis, title: T, genre: Habilitation}", {"": "phdthesis", "title": "T", "type": "Habilitation"}),
        ("{type: report, title: R, organization: NBER, serial-number: 27}", {"": "techreport", "title": "R", "institution": "NBER", "number": "27"}),
        ("{type: article, title: P, serial-number: 2003.13722, parent: {type: repository, title: arXiv}}", {"": "misc", "title": "P", "howpublished": "arXiv", "eprint": "2003.13722", "archiveprefix": "arXiv"}),
        (
            "{type: article, title: T, parent: [{type: periodical, title: J}, {type: repository, title: arXiv, serial-number: {arxiv: 2001.00001}}]}",
            {"": "article", "title": "T", "journal": "J", "eprint": "2001.00001", "archiveprefix": "arXiv", "annotation": "parent title: arXiv"},
        ),
        ("{type: web, title: W, author: Google}", {"": "online", "title": "W", "author": "Google"}),
        ("{type: post, title: P, parent: {type: blog, title: B}}", {"": "online", "title": "P", "howpublished": "B"}),
        ("{type: case, title: A v. B, serial-number: 93 S. Ct. 705}", {"": "jurisdiction", "title": "A v. B", "number": "93 S. Ct. 705"}),
        ("{type: artwork, title: A, archive: Louvre, archive-location: Paris, call-number: 7}", {"": "artwork", "title": "A", "library": "Louvre, Paris, 7"}),
        ("{type: book, title: {value: As It Is, verbatim: true, translation: So}}", {"": "book", "title": "{As It Is}", "titleaddon": "[So]"}),
        (
            """
            type: video
            title: V
            affiliated:
              - {role: director, names: "Roe, R."}
              - {role: cast-member, names: [{name: Doe, given-name: J., prefix: von}]}
              - {role: cinematography, names: "Poe, E."}
            runtime: 01:30:00
            """,
            {"": "video", "title": "V", "director": "Roe, R.", "performer": "von Doe, J.", "annotation": "cinematography: Poe, E.; runtime: 01:30:00"},
        ),
        ("{type: book, title: B, serial-number: 978-0-7546-5033-1}", {"": "book", "title": "B", "isbn": "978-0-7546-5033-1"}),
        (
            "{type: proceedings, title: P, parent: {type: conference, title: ICX}}",
            {"": "proceedings", "title": "P", "eventtitle": "ICX"},
        ),
        ("{type: misc, title: M, author: K. Gödel}", {"": "misc", "title": "M", "author": "K. Gödel"}),
    ],
)  # fmt: skip
def test_an_entry_is_read_with_what_it_stands_in(text: str, entry: dict[str, str]) -> None:
    (work,) = of(f"a:\n{text}" if "\n" in text else f"a: {text}")
    assert work.key == "a"
    assert {"": work.entry().type, **work.entry().fields} == entry


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ("2020", {"year": "2020"}),
        ("2020-05", {"year": "2020", "month": "may"}),
        ("~2003-06-21", {"date": "2003-06-21~"}),
        ("-0044-03", {"date": "-0044-03"}),
        ("'0011'", {"date": "0011"}),
        ("spring 2020", {"date": "2020-21"}),
        ("once", {"year": "once"}),
    ],
)
def test_a_date_is_read_in_each_of_its_forms(date: str, fields: dict[str, str]) -> None:
    (work,) = of(f"a: {{title: T, date: {date}}}")
    assert work.entry().fields == {"title": "T", **fields}


def test_what_is_not_known_is_told_of_and_kept() -> None:
    told: list[Diagnostic] = []
    text = b"a:\n  type: Sculpture\n  title: T\n  date: 2020-13\n  mood: sour\nb:\n"
    (work,) = read(text, "hayagriva", "refs.yml", told.append)
    assert work.entry().fields == {
        "title": "T",
        "year": "2020-13",
        "annotation": "type: sculpture; mood: sour",
    }
    assert [str(each) for each in told] == [
        "refs.yml:2: a: Hayagriva has no type 'sculpture'; it is read as 'misc'",
        "refs.yml:2: a: '2020-13' is not a date; it is kept as the year",
        "refs.yml:2: a: Hayagriva has no field 'mood'; it is kept in the annotation",
        "refs.yml:1: the entry 'b' is empty; delete it",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "refs.yml:1:1: no file of Hayagriva, which has entries under their keys: 'doe2020:'"),
        ("\na: 7", "refs.yml:2:1: 'a' is not an entry, which has fields; write 'title: …' in it"),
        ("a:\n  title: T\na:\n  title: U", "refs.yml:3:1: the key 'a' stands twice; keep one of them"),
        ("a:\n  title: 'T", "refs.yml:2:12: not YAML: found unexpected end of stream"),
        ("a: &a\n  parent: *a", "refs.yml:1:4: an alias that stands in what it is the alias of"),
        ("a:\n  parent: " + "{parent: " * 200 + "{}" + "}" * 200, "refs.yml:2:894: YAML that nests deeper than DEEPEST_YAML, 100"),
    ],
)  # fmt: skip
def test_what_is_no_file_of_it_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        of(text)
    assert str(raised.value) == message


def test_its_content_tells_it() -> None:
    assert format_of(b"# mine\n\nharry:\n    # a book\n    type: Book\n") == "hayagriva"


ENTRIES = r"""
@article{a, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA} and \$5 \emph{sharks}}, journaltitle = {Nature},
  date = {2014-12-31/2015-01-01}, volume = {7}, number = {2}, pages = {1--68}, doi = {10.1234/a}, issn = {1234-5679}}
@incollection{b, author = {Smith, Jr., Joe}, title = {C}, booktitle = {B}, editor = {Roe, R.}, publisher = {P}, series = {S},
  number = {4}, pages = {3}, year = {1990}, isbn = {978-0-7546-5033-1}, langid = {ngerman}}
@mastersthesis{c, author = {Doe, J.}, title = {T}, school = {MIT}, year = {2001}, keywords = {x}}
@misc{d, title = {P}, eprint = {2101.00001}, archiveprefix = {arXiv}, url = {https://example.org/}, urldate = {2020-01-02}}
"""


def test_an_entry_is_written_with_what_it_stands_in() -> None:
    lost: list[Loss] = []
    written = b"".join(write(read_library(ENTRIES).values(), "hayagriva", lost.append)).decode()
    assert (
        written
        == r"""a:
  type: article
  title: "On {NASA} and \\$5 sharks"
  author:
  - van Gogh, Vincent
  - name: World Bank
  date: "2014-12-31"
  page-range: "1-68"
  serial-number:
    doi: "10.1234/a"
  parent:
    type: periodical
    volume: 7
    issue: 2
    serial-number:
      issn: "1234-5679"
    title: Nature

b:
  type: anthos
  title: C
  author: Smith, Jr., Joe
  date: "1990"
  page-range: "3"
  language: de-DE
  parent:
    type: anthology
    editor: Roe, R.
    publisher: P
    serial-number:
      isbn: "978-0-7546-5033-1"
    title: B
    parent:
      type: anthology
      title: S
      issue: 4

c:
  type: thesis
  title: T
  author: Doe, J.
  date: "2001"
  publisher: MIT
  genre: Master’s thesis

d:
  type: misc
  title: P
  url:
    value: https://example.org/
    date: "2020-01-02"
  serial-number:
    arxiv: "2101.00001"
"""
    )
    assert [(each.key, str(each)) for each in lost] == [
        ("a", "title (its formatting)"),
        ("a", "date (the end of the range)"),
        ("c", "keywords"),
    ]


def test_what_was_written_is_read_again() -> None:
    works = of(b"".join(write(read_library(ENTRIES).values(), "hayagriva")).decode())
    assert [(work.key, work.entry().type, dict(work.entry().fields)) for work in works] == [
        ("a", "article", {
            "author": "van Gogh, Vincent and {World Bank}", "title": r"On {NASA} and \$5 sharks", "journal": "Nature",
            "volume": "7", "number": "2", "pages": "1--68", "year": "2014", "month": "dec", "day": "31",
            "doi": "10.1234/a", "issn": "1234-5679",
        }),
        ("b", "incollection", {
            "author": "Smith, Jr., Joe", "title": "C", "booktitle": "B", "editor": "Roe, R.", "series": "S", "number": "4",
            "publisher": "P", "pages": "3", "year": "1990", "isbn": "978-0-7546-5033-1", "langid": "ngerman",
        }),
        ("c", "mastersthesis", {"author": "Doe, J.", "title": "T", "school": "MIT", "year": "2001"}),
        ("d", "misc", {"title": "P", "eprint": "2101.00001", "archiveprefix": "arXiv", "url": "https://example.org/", "urldate": "2020-01-02"}),
    ]  # fmt: skip


def test_typst_reads_what_is_written(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    (tmp_path / "refs.yml").write_bytes(
        b"".join(write(read_library(ENTRIES).values(), "hayagriva"))
    )
    document = tmp_path / "paper.typ"
    document.write_text('#bibliography("refs.yml", full: true, style: "apa")\n', encoding="utf-8")
    assert typst.compile(document).startswith(b"%PDF")
