"""NBIB, PubMed's format for reference managers: small records, and the whole entry of each."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read, write
from synbib.formats.data import FormatError
from synbib.library import read_text

ARTICLE = """\
PMID- 28754806
IS  - 1759-8486 (Electronic)
IS  - 1759-8478 (Linking)
VI  - 10
IP  - 4
DP  - 2018 Apr
TI  - Impact of balloons--a review of things that go on in
      the next line.
PG  - 335-9
LID - 10.1000/neuro.1 [doi]
FAU - Brinjikji, Waleed M
AU  - Brinjikji WM
CN  - Balloon Group
LA  - fre
PT  - Journal Article
TA  - J Neurointerv Surg
JT  - Journal of neurointerventional surgery
PMC - PMC55
AID - neuro-1 [pii]
"""


def entries(text: str) -> list[dict[str, str]]:
    return [{"": work.entry().type, **work.entry().fields} for work in read(text.encode(), "nbib")]


def test_a_record_becomes_an_article() -> None:
    assert entries(ARTICLE) == [
        {
            "": "article",
            "author": "Brinjikji, Waleed M. and {Balloon Group}",
            "title": "Impact of balloons—a review of things that go on in the next line",
            "journal": "Journal of Neurointerventional Surgery",
            "shortjournal": "J Neurointerv Surg",
            "volume": "10",
            "number": "4",
            "pages": "335--339",
            "year": "2018",
            "month": "apr",
            "issn": "1759-8478, 1759-8486",
            "doi": "10.1000/neuro.1",
            "pmid": "28754806",
            "pmcid": "PMC55",
            "pii": "neuro-1",
            "langid": "french",
        }
    ]


def test_a_blank_line_ends_a_record_and_old_files_have_short_names_alone() -> None:
    first, second = entries("PMID- 1\nTI  - One.\nAU  - Gok MA\n\n\nPMID- 2\r\nTI  - Two?\r\n")
    assert first == {"": "misc", "author": "Gok, M. A.", "title": "One", "pmid": "1"}
    assert second == {"": "misc", "title": "Two?", "pmid": "2"}


@pytest.mark.parametrize(
    ("lines", "differs"),
    [
        ("FAU - Smith, John A 3rd\nAU  - Smith JA 3rd\n", {"author": "Smith, III, John A."}),
        ("FAU - van der Berg, J P Jr\n", {"author": "van der Berg, Jr, J. P."}),
        ("AU  - Smith J 3rd\nAU  - van den Berg JP\n", {"author": "Smith, III, J. and van den Berg, J. P."}),
        ("AU  - Smith JA 4th\n", {"author": "Smith, IV, J. A."}),
        ("CN  - Sleep Group.\nFIR - Roe, X\nIR  - Roe X\n", {"author": "{Sleep Group}"}),
        ("PG  - 123-9; quiz 130\n", {"pages": "123--129"}),
        ("IS  - 2072-6643 (Electronic)\nLID - E92 [pii]\n", {"issn": "2072-6643", "eid": "E92"}),
        ("IS  - 2072-6643 (Print)\nLID - E92 [pii]\n", {"issn": "2072-6643", "pii": "E92"}),
        ("DP  - 1998 Winter\n", {"year": "1998", "month": "Winter"}),
        ("DP  - in press\nAID - 77\n", {"annotation": "Date: in press", "pii": "77"}),
        ("DP  - 2013   06 10\n", {"year": "2013", "month": "jun", "day": "10"}),
        ("DP  - 2019-Mar-01\n", {"year": "2019", "month": "mar", "day": "1"}),
        ("TA  - Nap J\n", {"journal": "Nap J"}),
        ("DP  - 2022 Oct 7\n", {"year": "2022", "month": "oct", "day": "7"}),
        ("LA  - eng\nLA  - fre\n", {"langid": "english", "language": "english and french"}),
        ("AB  - OLD: One\n      two.\nAB  - Three.\n", {"abstract": "OLD: One two. Three."}),
        ("MH  - Sleep/*physiology\nOT  - naps\nFPS - Roe, Ana\n", {"keywords": "naps, Sleep/*physiology, Ana Roe"}),
        ("TI  - A part:\nTI  - another one\n", {"title": "Sleep. A part: another one"}),
        ("GN  - 12 refs.\nCI  - Copyright.\nXX  - what?\n", {"annotation": "12 refs.; XX: what?"}),
        ("PST - aheadofprint\nPL  - UNITED STATES\n", {"pubstate": "prepublished", "address": "United States"}),
        ("AID - https://e.org/x\nLID - 10.1000/182\n", {"doi": "10.1000/182", "url": "https://e.org/x"}),
        ("PT  - Technical Report\nPB  - NIH\n", {"": "techreport", "institution": "NIH"}),
        ("IS  - 2072-6643 (Electronic)\nDP  - 2013\nDEP - 20130509\n", {"issn": "2072-6643", "year": "2013", "month": "may", "day": "9"}),
        ("DEP - 20130509\n", {"year": "2013", "month": "may", "day": "9"}),
        ("VI  - 10 Suppl 1\n", {"volume": "10", "number": "Suppl 1"}),
        ("PT  - Retracted Publication\n", {"note": "Retracted"}),
        ("TT  - Schlaf.\nLA  - ger\n", {"langid": "ngerman"}),
        ("JT  - Cancer : a journal\nTA  - Cancer\n", {"journal": "Cancer"}),
        ("PT  - Preprint\nJT  - medRxiv : the preprint server for health sciences\nUIN - J Sleep. 2021. PMID: 7\n", {"": "misc", "howpublished": "medRxiv"}),
    ],
)  # fmt: skip
def test_each_tag_says_its_part(lines: str, differs: dict[str, str]) -> None:
    assert entries(f"PMID- 1\nTI  - Sleep.\nPT  - Journal Article\n{lines}") == [
        {"": "article", "title": "Sleep", "pmid": "1", **differs}
    ]


def test_a_note_on_its_retraction_tells_that_an_article_was_retracted() -> None:
    (made,) = entries("PMID- 4\nTI  - Four.\nRIN - Acta Sleep. 2001;2:3. PMID: 5\n")
    assert made["note"] == "Retracted"


def test_a_book_is_told_by_its_title() -> None:
    (book,) = entries(
        "PMID- 3\nBTI - Sleep Medicine\nPB  - Humana\nPL  - New York\nISBN- 9781860163593 (online)\n"
        "FED - Ray, Ana\nED  - Ray A\nDP  - 2012\nAID - NBK9 [bookaccession]\n"
    )
    assert book == {
        "": "book",
        "editor": "Ray, Ana",
        "title": "Sleep Medicine",
        "publisher": "Humana",
        "address": "New York",
        "year": "2012",
        "isbn": "9781860163593",
        "url": "https://www.ncbi.nlm.nih.gov/books/NBK9",
        "pmid": "3",
    }


def test_the_format_is_told_by_its_content() -> None:
    assert [work.title for work in read(b"\nPMID- 1\nTI  - One.\n")] == ["One"]


def test_what_only_python_takes_for_the_end_of_a_line_is_a_part_of_the_text() -> None:
    [entry] = entries("PMID- 1\r\nTI  - On\u2028Lists\r\n      of\x85Papers\r\nDP  - 2020\r\n")
    assert (entry["title"], entry["year"]) == ("On Lists of Papers", "2020")


def test_a_file_without_a_record_is_an_error_with_its_place() -> None:
    with pytest.raises(
        FormatError, match=r"x\.nbib:2:1: not NBIB, of which a record begins with 'PMID- '"
    ):
        read(b"\nnonsense\n", "nbib", "x.nbib")


def test_a_line_without_a_tag_is_told() -> None:
    told: list[Diagnostic] = []
    works = read(b"PMID- 1\nTI  - One\nnonsense\n", "nbib", "x.nbib", told.append)
    assert [work.title for work in works] == ["One"]
    assert [(each.line, each.message) for each in told] == [
        (3, "a line without a tag; it is left out")
    ]


ERIC = """
OWN - ERIC
TI  - Tests of Naps
AU  - van Groen, Maaike M.
OT  - Naps
JT  - {journal}
OID - EJ12
AID - https://e.org/12
LID - http://eric.ed.gov/?id=EJ12
ISSN - EISSN-2375-5636
DP  - Article 10 2019
PT  - {type}
"""


@pytest.mark.parametrize(
    ("kind", "entry"),
    [
        ("Journal Articles", {"": "article", "journal": "Naps"}),
        ("Reports - Research", {"": "techreport", "institution": "Naps"}),
        ("Dissertations/Theses - Doctoral Dissertations", {"": "phdthesis", "school": "Naps"}),
        ("Books", {"": "book", "publisher": "Naps"}),
        ("Guides - Classroom - Teacher", {"": "techreport", "institution": "Naps"}),
    ],
)
def test_eric_has_types_and_tags_of_its_own(kind: str, entry: dict[str, str]) -> None:
    assert entries(ERIC.format(journal="Naps", type=kind)) == [
        {
            "author": "van Groen, Maaike M.",
            "title": "Tests of Naps",
            "year": "2019",
            "issn": "2375-5636",
            "url": "https://e.org/12",
            "eprint": "EJ12",
            "eprinttype": "eric",
            "keywords": "Naps",
            **entry,
        }
    ]


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_file_has_no_works(text: str) -> None:
    assert entries(text) == []


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
PMID- 7
IS  - 1111-2222
VI  - 3
IP  - 4
DP  - 2020 May 7
TI  - Naps of E. coli & Others
PG  - 335-339
LID - 10.1000/a_b [doi]
AB  - Short < long.
FAU - van der Berg, Jan P Jr
AU  - van der Berg JP Jr
CN  - Nap Consortium
FAU - Roe, Ana
AU  - Roe A
FAU - et al.
AU  - et al.
LA  - ger
PT  - Journal Article
TA  - Nap J
JT  - Nap Journal
PMC - PMC9
OT  - naps
OT  - beds
GN  - tex.code: https://example.org/c

PMID-
DP  - 2020
TI  - Beds
BTI - Proc. of Naps
FAU - Roe, Ana
AU  - Roe A
FED - Doe, Bo
ED  - Doe B
PT  - Congress
"""


def test_entries_are_written_as_pubmed_has_them() -> None:
    lost: list[str] = []
    pieces = write(read_text(STORE).values(), "nbib", lambda loss: lost.append(str(loss)))
    assert b"".join(pieces).decode() == WRITTEN
    assert lost == ["citation key", "title (its formatting)", "citation key"]
