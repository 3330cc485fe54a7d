"""RefWorks' tagged format: records, and the whole entry of each; entries, and the whole record."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read
from synbib.formats.data import FormatError
from synbib.formats.formats import format_of, write
from synbib.formats.outgoing import Loss
from synbib.library import read_text


def entries(text: str) -> list[dict[str, str]]:
    return [
        {"@": work.entry().type, **work.entry().fields}
        for work in read(text.encode(), "refworks", "x")
    ]


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            "RT Journal Article\nSR Electronic(1)\nID 271\nA1 Doe,Jane\nA1 Roe,R.\nT1 On balloons\nJF Journal of Things\n"
            "JO J. Things\nYR 2002\nFD Feb 3\nVO 32\nIS 3\nSP 551\nOP 65\nK1 balloons\nK1 flight\nAB Of balloons.\n"
            "And flight.\nNO Read it.\nPB Press\nSN 1234-5679\nAD Rome\nAN 2002-00282-017\nLA French\n"
            "LK http://e.org/a\nDO DOI: 10.1000/b.1\nPMID 123\nOL English (30)\nU10 mine\n",
            {"@": "article", "author": "Doe, Jane and Roe, R.", "title": "On balloons", "journal": "Journal of Things",
             "shortjournal": "J. Things", "year": "2002", "month": "feb", "day": "3", "volume": "32", "number": "3",
             "pages": "551--565", "keywords": "balloons, flight", "abstract": "Of balloons. And flight.",
             "annotation": "Read it.; mine", "publisher": "Press", "issn": "1234-5679", "langid": "french",
             "url": "http://e.org/a", "doi": "10.1000/b.1", "pmid": "123"},
        ),
        (
            "RT Book, Section\nA1 Doe,J.\nT1 One\nT2 The Book\nA2 Roe,R.\nA3 Poe,E.\nA4 Lee,A.\nT3 Studies\nED 2nd\n"
            "PP Rome\nSP 1\nOP 20\nYR 2000\n",
            {"@": "incollection", "author": "Doe, J.", "editor": "Roe, R.", "editora": "Poe, E.",
             "translator": "Lee, A.", "title": "One", "booktitle": "The Book", "series": "Studies", "edition": "2",
             "address": "Rome", "pages": "1--20", "year": "2000"},
        ),
        ("RT Video/ DVD\nT1 One\nA1 Doe,J.\n", {"@": "video", "director": "Doe, J.", "title": "One"}),
        ("RT Online Discussion Forum/Blogs\nT1 One\n", {"@": "online", "title": "One"}),
        ("RT Court Case\nT1 One\n", {"@": "jurisdiction", "title": "One"}),
        ("RT Book, Whole\nT1 One\nT2 Studies\nSP 327\n", {"@": "book", "title": "One", "series": "Studies", "pagetotal": "327"}),
        ("RT Dissertation/Thesis\nT1 One\nPB Rome\nJF Masters Thesis\n", {"@": "mastersthesis", "title": "One", "school": "Rome"}),
        ("RT Conference Proceeding\nT1 One\nJF Things\nFD 01/31\nYR 2003\n",
         {"@": "inproceedings", "title": "One", "booktitle": "Things", "year": "2003", "month": "jan", "day": "31"}),
        ("RT Web Page\nT1 One\nWT A Site\nUL http://e.org\nRD 2001/02/03\n",
         {"@": "online", "title": "One", "howpublished": "A Site", "url": "http://e.org", "urldate": "2001-02-03"}),
    ],
)  # fmt: skip
def test_a_record_becomes_an_entry(record: str, entry: dict[str, str]) -> None:
    assert format_of(record.encode()) == "refworks"
    assert entries(record) == [entry]


def test_the_legend_before_the_records_is_none_of_them() -> None:
    text = (
        "Refworks Export Tagged Format\n\nCharacter Set=utf-8\n\nTag legend\n*****\nRT=Reference Type\n*****\n"
        "Start Bold = \x02\n*****\nBEGIN EXPORTED REFERENCES\n\n\nRT Generic\nT1 One\n\n\nRT Map\nT1 Two\n"
    )
    assert format_of(text.encode()) == "refworks"
    assert entries(text) == [
        {"@": "misc", "title": "One"},
        {"@": "image", "title": "Two", "entrysubtype": "map"},
    ]


def test_what_is_not_known_is_told() -> None:
    notes: list[Diagnostic] = []
    [work] = read(b"RT Xxx\nT1 One\nRT Map\n", "refworks", "x.txt", notes.append)
    assert work.entry().type == "misc"
    assert list(map(str, notes)) == [
        "x.txt:1: the type 'Xxx' is not known; it becomes 'misc'",
        "x.txt:3: a record that says nothing of a work; it is left out",
    ]
    with pytest.raises(FormatError, match=r"^x:1:1: not RefWorks' tagged format"):
        read(b"Hello.\n", "refworks", "x")


STORE = r"""
@mastersthesis{doe,
  author = {van Doe, Jane}, title = {On Balloons}, school = {University of Rome}, address = {Rome}, year = 2013,
  month = {Spring}, pagetotal = 200, note = {Best}, urldate = {2020-01-02}, url = {http://e.org},
}
"""

RECORD = """\
RT Dissertation/Thesis
ID doe
T1 On Balloons
A1 van Doe, Jane
JF Master's thesis
YR 2013
FD Spring
SP 200
PB University of Rome
PP Rome
UL http://e.org
RD 2020-01-02
NO tex.note: Best

"""


def test_an_entry_becomes_a_record_and_comes_back() -> None:
    losses: list[Loss] = []
    assert b"".join(write(read_text(STORE).values(), "refworks", losses.append)).decode() == RECORD
    assert losses == []
    assert entries(RECORD) == [
        {
            "@": "mastersthesis",
            "author": "van Doe, Jane",
            "title": "On Balloons",
            "school": "University of Rome",
            "address": "Rome",
            "year": "2013",
            "month": "Spring",
            "pagetotal": "200",
            "note": "Best",
            "url": "http://e.org",
            "urldate": "2020-01-02",
        }
    ]
