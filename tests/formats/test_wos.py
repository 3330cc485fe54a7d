"""The export of Web of Science: small records, and the whole entry of each."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import format_of, read, write
from synbib.formats.data import FormatError
from synbib.library import read_text

ARTICLE = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
AU Roe, JB
   van Doe, A
AF Roe, Jane B.
   van Doe, Anna
CA Nap Consortium
TI Naps at noon: a study of
   beds
SO JOURNAL OF NAP RESEARCH
LA French
DT Article
DE naps; beds and
   pillows
ID NAPS
AB We look at
   naps.
C1 Univ X, Nap Town.
PU ACADEMIC PRESS LTD
PI NAP TOWN
SN 1111-2222
EI 1234-5678
J9 J NAP RES
JI J. NAP Res.
PD JUN 14
PY 2006
VL 18
IS 23
BP 5323
EP 5331
DI 10.1000/nap
PG 9
UT WOS:000238592600006
PM 15170338
ER

EF
"""


def entries(text: str) -> list[dict[str, str]]:
    works = read(text.encode(), "wos-isi")
    return [{"": work.entry().type, **work.entry().fields} for work in works]


def test_a_record_becomes_an_article() -> None:
    assert entries(ARTICLE) == [
        {
            "": "article",
            "author": "Roe, Jane B. and van Doe, Anna and {Nap Consortium}",
            "title": "Naps at noon: a study of beds",
            "journal": "Journal of NAP Research",
            "shortjournal": "J. NAP Res.",
            "volume": "18",
            "number": "23",
            "pages": "5323--5331",
            "year": "2006",
            "month": "jun",
            "day": "14",
            "publisher": "Academic Press Ltd",
            "address": "Nap Town",
            "issn": "1111-2222, 1234-5678",
            "doi": "10.1000/nap",
            "pmid": "15170338",
            "langid": "french",
            "abstract": "We look at naps.",
            "keywords": "naps, beds and pillows, NAPS",
        }
    ]


NAP = "PT {medium}\nAU BERRY, DA\nTI Naps\nSO {book}\n{lines}ER\n"


@pytest.mark.parametrize(
    ("medium", "book", "lines", "entry"),
    [
        ("J", "NAPS", "", {"": "article", "journal": "NAPS"}),
        ("J", "BIOLOGY", "PS 467-72\n", {"": "article", "journal": "Biology", "pages": "467--472"}),
        ("J", "Beds", "CT Nap Days\nCY MAY 10-JUN 2, 2004\nCL LYON, FRANCE\nSP Bed Makers\n",
         {"": "article", "journal": "Beds", "eventtitle": "Nap Days", "eventdate": "2004-05-10/2004-06-02", "venue": "Lyon, France", "annotation": "Sponsor: Bed Makers"}),
        ("S", "Proc. of Naps", "DT Proceedings Paper\nSE Lecture Notes in Naps\nBE MILLER, A\nAR 12\n",
         {"": "inproceedings", "booktitle": "Proc. of Naps", "series": "Lecture Notes in Naps", "editor": "Miller, A.", "eid": "12"}),
        ("C", "Proc. of Naps", "CY MAY 2004\n", {"": "inproceedings", "booktitle": "Proc. of Naps", "eventdate": "2004-05"}),
        ("B", "All of Naps", "BA MILLER, A\nD2 10.1000/182\nBP 3\nEP 9\n",
         {"": "incollection", "booktitle": "All of Naps", "bookauthor": "Miller, A.", "pages": "3--9", "annotation": "Book DOI: 10.1000/182"}),
        ("B", "Naps", "PG 300\nBN 9781860163593\nD2 10.1000/182\n", {"": "book", "pagetotal": "300", "isbn": "9781860163593", "doi": "10.1000/182"}),
        ("B", "Naps", "DT Thesis\n", {"": "phdthesis"}),
        ("P", "Gazette", "PN US 07967789\nAE BEDS INC\nPC USA\nDG June 28, 2011\n",
         {"": "patent", "howpublished": "Gazette", "number": "US 07967789", "holder": "{BEDS INC}", "address": "USA", "year": "2011", "month": "jun", "day": "28"}),
        ("P", "", "PN US1234567-A1\nAE BEDS INC (BEDS-C)\n   NAPS LTD (NAPS)\nDC A12 (Beds)\nIP A47C-017/00\n"
         "PD US1234567-A1   06 May 2001   A47C-017/00   200134   Pages: 12   English\nPI US001234    01 Feb 2000\n",
         {"": "patent", "number": "US1234567-A1", "holder": "{BEDS INC} and {NAPS LTD}", "year": "2001", "month": "may", "day": "6"}),
        ("D", "Nap Bank", "DT Data set\n", {"": "dataset", "publisher": "Nap Bank"}),
        ("J", "Beds", "DT Article; Retracted Publication\n", {"": "article", "journal": "Beds", "note": "Retracted"}),
        ("J", "Beds", "PY 2006\nPD SPR\n", {"": "article", "journal": "Beds", "year": "2006", "month": "Spring"}),
        ("J", "Beds", "PD 04 2006\nPY 2006\n", {"": "article", "journal": "Beds", "year": "2006", "month": "apr"}),
        ("J", "Beds", "PD 15 03 2015\nPY 2015\n", {"": "article", "journal": "Beds", "year": "2015", "month": "mar", "day": "15"}),
        ("J", "Beds", "JA B.\nKW naps\n", {"": "article", "journal": "Beds", "shortjournal": "B.", "keywords": "naps"}),
        ("J", "Beds", "IS 4\nSU 1\nPN 2\n", {"": "article", "journal": "Beds", "number": "4", "part": "2", "annotation": "Suppl. 1"}),
        ("J", "Beds", "SU 1\nMA 77-P\n", {"": "article", "journal": "Beds", "number": "Suppl. 1", "eid": "77-P"}),
        ("J", "Beds", "CA [Anonymous]\n", {"": "article", "journal": "Beds"}),
        ("J", "Beds", "FT Siestes\nDE a;b\n", {"": "article", "journal": "Beds", "titleaddon": "Siestes", "keywords": "a, b"}),
    ],
)  # fmt: skip
def test_each_tag_says_its_part(medium: str, book: str, lines: str, entry: dict[str, str]) -> None:
    told = {"author": "Berry, D. A.", "title": "Naps"}
    assert entries(NAP.format(medium=medium, book=book, lines=lines)) == [{**told, **entry}]


def test_the_end_of_a_record_may_lack() -> None:
    assert [made["title"] for made in entries("PT J\nTI One\n\nPT J\nTI Two\n")] == ["One", "Two"]


def test_an_unknown_tag_is_told_and_kept() -> None:
    told: list[Diagnostic] = []
    (work,) = read(b"PT J\nTI One\nXX what\nnonsense\nER\n", "wos-isi", "x.isi", told.append)
    assert work.entry().fields["annotation"] == "XX: what"
    assert [(each.line, each.message) for each in told] == [
        (4, "a line without a tag; it is left out"),
        (3, "the tag 'XX' is not known; its value is kept as a note"),
    ]


def test_a_file_without_a_record_is_an_error_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"x\.isi:1:1: not an export of Web of Science"):
        read(b" ## \n", "wos-isi", "x.isi")


@pytest.mark.parametrize(
    "beginning", ["FN ISI Export Format\nVR 1.0\nPT J\n", "\ufeffFN X\nVR 1.0\n", "\nPT J\nAU A\n"]
)
def test_the_format_is_told_by_its_content(beginning: str) -> None:
    assert format_of(beginning.encode()) == "wos-isi"


STORE = r"""
@article{a,
  author = {van der Berg, Jr., Jan P. and {Nap Consortium} and Roe, Ana and others},
  title = {Naps of {\emph{E. coli}} \& Others}, journal = {Nap Journal}, shortjournal = {Nap J},
  volume = 3, number = 4, pages = {335--339}, date = {2020-05-07}, langid = {ngerman}, issn = {1111-2222},
  keywords = {naps, beds}, abstract = {Short < long.}, doi = {10.1000/a_b}, pmid = 7, pmcid = {PMC9},
  code = {https://example.org/c},
}
@inproceedings{b, author = {Roe, Ana}, editor = {Doe, Bo}, title = {Beds}, booktitle = {Proc. of Naps}, year = 2020}
"""

WRITTEN = """\
FN Clarivate Analytics Web of Science
VR 1.0
PT J
DT Article
AU van der Berg, JP Jr.
   Nap Consortium
   Roe, A
   et al.
AF van der Berg, Jan P., Jr.
   Nap Consortium,
   Roe, Ana
   et al.
TI Naps of E. coli & Others
SO Nap Journal
LA ngerman
DE naps; beds
AB Short < long.
JI Nap J
PY 2020
PD MAY 7
VL 3
IS 4
BP 335
EP 339
DI 10.1000/a_b
PM 7
NT PMCID: PMC9
NT tex.code: https://example.org/c
SN 1111-2222
ER

PT C
DT Proceedings Paper
AU Roe, A
AF Roe, Ana
BE Doe, Bo
TI Beds
SO Proc. of Naps
PY 2020
ER

EF
"""


def test_entries_are_written_as_web_of_science_has_them() -> None:
    lost: list[str] = []
    pieces = write(read_text(STORE).values(), "wos-isi", lambda loss: lost.append(str(loss)))
    assert b"".join(pieces).decode() == WRITTEN
    assert lost == ["citation key", "title (its formatting)", "citation key"]
