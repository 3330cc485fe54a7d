"""The exports of Ovid: small records, and the whole entry of each."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import format_of, read
from synbib.formats.data import FormatError

NAMED = """\
<8>
Score
  *****
Accession Number
  00042637-900000000-99667.
Author
  Roe, Jane MD, PhD 1;  van Doe, Tim 2,3
Institution
  (1)Institute of Naps, Nap Town
Title
  Naps at noon: a
  study.[Review]
Source
  Journal of Naps. 22(3):187-93, 1994 Jun.
Abstract
  We look at naps.
Author Keywords
  naps;  beds.
Language
  French.
Document Type
  Review:  PDF Only.
ISSN
  1111-2222
DOI Number
  10.1000/nap
Link to the Ovid Full Text or citation
 http://ovidsp.example.org/?AN=00042637-900000000-99667
"""
TAGGED = """\
<11741. >
VN  - Ovid Technologies
DB  - Zoological Record
AN  - ZOOR14310064653
TI  - [Naps of copepods.]
AU  - Roe, MB
AU  - Doe, SA
PB  - Nap House, Lyon
BT  - Guliaev, V.D. [Ed.]. [Research on naps in memory of A.A. Roe.] [Issledovaniya.] Nap House, Lyon. 2002: 1-234. Chapter pagination: 214-218.
LG  - Russian
PT  - Book chapter
PT  - Meeting paper
DE  - Naps, beds.

      Pillows.
YR  - 2002
UP  - 200700. Update: 200710.
"""


def entries(text: str) -> list[dict[str, str]]:
    works = read(text.encode(), "ovid")
    return [{"": work.entry().type, **work.entry().fields} for work in works]


def test_a_record_with_names_of_fields() -> None:
    assert entries(NAMED) == [
        {
            "": "article",
            "author": "Roe, Jane and van Doe, Tim",
            "title": "Naps at noon: a study",
            "journal": "Journal of Naps",
            "volume": "22",
            "number": "3",
            "pages": "187--193",
            "year": "1994",
            "month": "jun",
            "doi": "10.1000/nap",
            "issn": "1111-2222",
            "langid": "french",
            "abstract": "We look at naps.",
            "keywords": "naps, beds",
            "library": "00042637-900000000-99667",
        }
    ]


def test_a_record_with_tags() -> None:
    assert entries(TAGGED) == [
        {
            "": "incollection",
            "author": "Roe, M. B. and Doe, S. A.",
            "title": "Naps of copepods",
            "booktitle": "Research on naps in memory of A.A. Roe",
            "editor": "Guliaev, V. D.",
            "publisher": "Nap House",
            "address": "Lyon",
            "year": "2002",
            "pages": "214--218",
            "langid": "russian",
            "keywords": "Naps, beds, Pillows",
            "library": "ZOOR14310064653",
        }
    ]


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("Archiv fur Naps. 22:187-93, 1994", {"journal": "Archiv fur Naps", "volume": "22", "pages": "187--193", "year": "1994"}),
        ("Journal of Naps. Vol 90(5) Sep 2005, 1011-1016", {"journal": "Journal of Naps", "volume": "90", "number": "5", "pages": "1011--1016", "year": "2005", "month": "sep"}),
        ("Journal of Naps. Vol.90(5), 2005, pp. 1011-1016.", {"journal": "Journal of Naps", "volume": "90", "number": "5", "pages": "1011--1016", "year": "2005"}),
        ("Clinical Naps. 12(1) (pp 1-9), 2006. Date of Publication: 01 Jan 2006.", {"journal": "Clinical Naps", "volume": "12", "number": "1", "pages": "1--9", "year": "2006", "month": "jan", "day": "1"}),
            ("Clinical Naps. 12(1) (pp 1-9), 2006. Special Issue. Date of Publication: 2006.", {"journal": "Clinical Naps", "volume": "12", "number": "1", "pages": "1--9", "year": "2006", "annotation": "Source: Special Issue"}),
        ("BMJ. 340 (no pagination), 2010. Article Number: c123.", {"journal": "BMJ", "volume": "340", "year": "2010", "eid": "c123"}),
        ("Journal of Naps. Vol.90(5), 2005, ArtID 1011.", {"journal": "Journal of Naps", "volume": "90", "number": "5", "year": "2005", "eid": "1011"}),
        ("PLoS ONE [Electronic Resource]. 5(9):e12345, 2010.", {"journal": "PLoS ONE", "volume": "5", "number": "9", "eid": "e12345", "year": "2010"}),
        ("Naps: With a Subtitle June 2019;1(6):123-456", {"journal": "Naps: With a Subtitle", "volume": "1", "number": "6", "pages": "123--456", "year": "2019", "month": "jun"}),
        ("Journal of Naps. 2014 Aug 18.", {"journal": "Journal of Naps", "year": "2014", "month": "aug", "day": "18"}),
        ("Journal of Naps. ", {"journal": "Journal of Naps"}),
        ("Doe, Jane [Ed]; Roe, Ana [Ed]. (2004). Handbook of Naps. (pp. 3-9). xii, 500 pp. New York, NY, US: Wiley.",
         {"": "incollection", "editor": "Doe, Jane and Roe, Ana", "booktitle": "Handbook of Naps", "pages": "3--9", "address": "New York, NY, US", "publisher": "Wiley", "year": "2004"}),
        ("(2004). Naps. xii, 500 pp. Mahwah, NJ, US: Nap House.", {"": "book", "pagetotal": "500", "address": "Mahwah, NJ, US", "publisher": "Nap House", "year": "2004"}),
        ("somewhere; no form is known", {"annotation": "Source: somewhere; no form is known"}),
    ],
)  # fmt: skip
def test_where_a_work_appeared_is_one_text(source: str, fields: dict[str, str]) -> None:
    (made,) = entries(f"<1>\nTitle\n  Naps\nSource\n  {source}\n")
    assert made == {"": "article", "title": "Naps", **fields}


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        ("Status\n  Publish Ahead of Print, POST ACCEPTANCE, 30 November 2015\n",
         {"year": "2015", "month": "nov", "day": "30", "pubstate": "prepublished"}),
        ("Authors\n  Roe JB.  Doe A.\n", {"author": "Roe, J. B. and Doe, A."}),
        ("Publication Type\n  Dissertation\nPublisher\n  Nap University\n", {"": "phdthesis", "school": "Nap University"}),
        ("DB  - Ovid MEDLINE(R)\nUI  - 20861431\nED  - 20101015\nST  - MEDLINE\nDO  - https://dx.doi.org/10.1000/182\n",
         {"pmid": "20861431", "doi": "10.1000/182"}),
        ("FA  - Roe, Jane B\nFA  - Doe, Ann\nAU  - Roe JB\nAU  - Doe A\n", {"author": "Roe, Jane B. and Doe, Ann"}),
        ("FA  - Roe, Jane B\nAU  - Roe JB\nAU  - Doe A\n", {"author": "Roe, J. B. and Doe, A."}),
        ("DB  - Embase\nST  - Final\nIS  - 1234-5679\nEI  - 2049-3630\nDI  - 10.1000/182\n",
         {"issn": "1234-5679, 2049-3630", "doi": "10.1000/182"}),
        ("DB  - PsycINFO\nPB  - Nap House\nPA  - 1 Nap Street, Nap Town, US\n", {"publisher": "Nap House"}),
        ("Editors\n  Roe, Jane\nPublisher\n  Nap House\nISBN\n  9781860163593\n",
         {"": "book", "editor": "Roe, Jane", "publisher": "Nap House", "isbn": "9781860163593"}),
        ("Publication Type\n  Dissertation Abstract\nInstitution\n  Roe, Jane: Nap U, US\n"
         "Source\n  Nap Abstracts International. Vol.70(3-B), 2009, pp. 1922.\n",
         {"": "phdthesis", "school": "Nap U", "address": "US", "howpublished": "Nap Abstracts International", "volume": "70",
          "number": "3-B", "year": "2009", "pages": "1922"}),
        ("Chapter Title\n  Beds\n", {"": "incollection", "title": "Beds", "booktitle": "Naps"}),
        ("PT  - Book\nIB  - 9781860163593\n", {"": "book", "isbn": "9781860163593"}),
    ],
)  # fmt: skip
def test_each_field_says_its_part(lines: str, fields: dict[str, str]) -> None:
    assert entries(f"<1>\nTitle\n  Naps\n{lines}") == [{"": "article", "title": "Naps", **fields}]


def test_remarks_after_a_title_are_not_a_part_of_it() -> None:
    text = "<1>\nTitle\n  Naps: a study. [Review] [50 refs]\n"
    assert entries(text) == [{"": "article", "title": "Naps: a study"}]


def test_an_unknown_name_is_told_and_kept() -> None:
    told: list[Diagnostic] = []
    (work,) = read(b"<1>\nTitle\n  Naps\nNap Score\n  7\n", "ovid", "x.txt", told.append)
    assert work.entry().fields["annotation"] == "Nap Score: 7"
    assert [(each.line, each.message) for each in told] == [
        (4, "the tag 'Nap Score' is not known; its value is kept as a note")
    ]


def test_a_record_may_begin_with_the_vendor_and_a_number_may_stand_alone() -> None:
    text = "<1>\nVN  - Ovid Technologies\nTI  - One\n\nVN  - Ovid Technologies\nTI  - Two\n<3>\n"
    assert [made["title"] for made in entries(text)] == ["One", "Two"]
    assert format_of(b"VN  - Ovid Technologies\nTI  - One\n") == "ovid"


def test_a_file_without_a_record_is_an_error_with_its_place() -> None:
    with pytest.raises(FormatError, match=r"x\.txt:1:1: not an export of Ovid"):
        read(b"Title\n  Naps\n", "ovid", "x.txt")


@pytest.mark.parametrize("text", [NAMED, TAGGED])
def test_the_format_is_told_by_its_content(text: str) -> None:
    assert format_of(text.encode()) == "ovid"
