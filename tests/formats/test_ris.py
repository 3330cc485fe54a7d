"""RIS: records of each dialect, and the whole entry of each; entries, and the whole record of each."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read
from synbib.formats.data import FormatError
from synbib.formats.formats import format_of, write
from synbib.formats.outgoing import Loss
from synbib.library import read_text

ARTICLE = """\
TY  - JOUR
ID  - doe2013
AU  - Doe,Jane A
AU  - Roe, Richard, Jr.
AU  - The Balloon Group,
TI  - On balloons: <i>a review</i>
T2  - Journal of Things
J2  - J. Things
PY  - 2013
DA  - 2013/04/18/
VL  - 12
IS  - 3
SP  - 188
EP  - 91
SN  - 1234-5679 (print)
SN  - 2049-3630 (electronic)
DO  - https://doi.org/10.1000/b.1
UR  - https://example.org/b1
Y2  - 2019/03/28
LA  - fre
KW  - balloons
KW  - flight
AB  - Of balloons.
And of flight.
N1  - doi: 10.1000/b.1
N1  - Read it again.
ER  -
"""


def entries(text: str) -> list[dict[str, str]]:
    return [
        {"@": work.entry().type, **work.entry().fields} for work in read(text.encode(), "ris", "x")
    ]


def of(kind: str, *lines: str) -> dict[str, str]:
    """Return the entry of a record of a type with these lines."""
    [entry] = entries("\n".join((f"TY  - {kind}", *lines, "ER  - ")))
    return entry


def test_a_record_becomes_an_article() -> None:
    [work] = read(ARTICLE.encode(), "ris", "x.ris")
    assert (work.entry().key, work.source, work.line) == ("doe2013", "x.ris", 1)
    assert work.entry().fields == {
        "author": "Doe, Jane A. and Roe, Jr., Richard and {The Balloon Group}",
        "title": r"On balloons: \textit{a review}",
        "journal": "Journal of Things",
        "shortjournal": "J. Things",
        "volume": "12",
        "number": "3",
        "pages": "188--191",
        "year": "2013",
        "month": "apr",
        "day": "18",
        "doi": "10.1000/b.1",
        "issn": "1234-5679, 2049-3630",
        "url": "https://example.org/b1",
        "urldate": "2019-03-28",
        "langid": "french",
        "annotation": "Read it again.",
        "abstract": "Of balloons. And of flight.",
        "keywords": "balloons, flight",
    }


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        # An article by the tags of 2001.
        (
            "TY  - JOUR\nT1  - One\nA1  - Doe, J.\nJF  - Journal of Things\nJO  - J. Things\nY1  - 1999/05//\n"
            "N2  - Short.\nCP  - 2\nER  - ",
            {"@": "article", "author": "Doe, J.", "title": "One", "journal": "Journal of Things",
             "shortjournal": "J. Things", "number": "2", "year": "1999", "month": "may", "abstract": "Short."},
        ),
        # A chapter, as EndNote writes it, and the book.
        (
            "TY  - CHAP\nAU  - Doe, Jane\nTI  - One\nT2  - The Book\nA2  - Roe, R.\nA3  - Poe, E.\nT3  - Studies\n"
            "A4  - Lee, A.\nSP  - 1\nEP  - 20\nPB  - Press\nCY  - Rome\nSN  - 978-0-306-40615-7\nET  - 2nd\nER  - ",
            {"@": "incollection", "author": "Doe, Jane", "editor": "Roe, R.", "editora": "Poe, E.",
             "translator": "Lee, A.", "title": "One", "booktitle": "The Book", "series": "Studies", "pages": "1--20",
             "publisher": "Press", "address": "Rome", "edition": "2", "isbn": "978-0-306-40615-7"},
        ),
        (
            "TY  - BOOK\nAU  - Doe, Jane\nA2  - Series, S.\nA3  - Roe, R.\nTI  - The Book\nT2  - Studies\nSP  - 327 p.\n"
            "NV  - 2\nVL  - 1\nER  - ",
            {"@": "book", "author": "Doe, Jane", "editor": "Roe, R.", "editora": "Series, S.", "title": "The Book",
             "series": "Studies", "volumes": "2", "volume": "1", "pagetotal": "327"},
        ),
        # Others write the editors of a book as its second authors.
        ("TY  - BOOK\nTI  - The Book\nA2  - Roe, R.\nER  - ", {"@": "book", "editor": "Roe, R.", "title": "The Book"}),
        ("TY  - EDBOOK\nTI  - The Book\nAU  - Roe, R.\nA2  - Poe, E.\nER  - ",
         {"@": "book", "editor": "Roe, R.", "editora": "Poe, E.", "title": "The Book"}),
        ("TY  - NEWS\nTI  - One\nT2  - The Times\nSP  - A1\nET  - Late Edition\nER  - ",
         {"@": "article", "entrysubtype": "newspaper", "title": "One", "journal": "The Times", "pages": "A1",
          "edition": "Late"}),
        ("TY  - MPCT\nTI  - One\nAU  - Roe, R.\nA4  - Poe, E.\nER  - ",
         {"@": "movie", "director": "Roe, R.", "performer": "Poe, E.", "title": "One"}),
        ("TY  - EDBOOK\nTI  - The Book\nAU  - Roe, R.\nER  - ", {"@": "book", "editor": "Roe, R.", "title": "The Book"}),
        # A paper of a conference, with and without the title of the proceedings; the proceedings.
        (
            "TY  - CONF\nTI  - One\nT2  - Conference on Things\nC3  - Proceedings of Things\nC1  - Rome\n"
            "CY  - Oslo\nER  - ",
            {"@": "inproceedings", "title": "One", "booktitle": "Proceedings of Things",
             "eventtitle": "Conference on Things", "address": "Rome", "venue": "Oslo"},
        ),
        (
            "TY  - CPAPER\nTI  - One\nT2  - Conference on Things\nJO  - Conference on Things\nER  - ",
            {"@": "inproceedings", "title": "One", "booktitle": "Conference on Things"},
        ),
        ("TY  - CONF\nTI  - Proceedings of Things\nER  - ", {"@": "proceedings", "title": "Proceedings of Things"}),
        # Theses, by what kind they are.
        (
            "TY  - THES\nTI  - One\nPB  - University of Rome\nM3  - PhD thesis\nSP  - 200\nER  - ",
            {"@": "phdthesis", "title": "One", "school": "University of Rome", "pagetotal": "200"},
        ),
        (
            "TY  - THES\nTI  - One\nJO  - Masters Thesis\nAD  - AA(University of Rome)\nER  - ",
            {"@": "mastersthesis", "title": "One", "school": "University of Rome"},
        ),
        (
            "TY  - THES\nTI  - One\nM3  - Habilitation\nER  - ",
            {"@": "phdthesis", "title": "One", "type": "Habilitation"},
        ),
        # Reports and patents have numbers of their own.
        (
            "TY  - RPRT\nTI  - One\nPB  - CERN\nSN  - CERN-22\nM3  - Technical report\nIS  - 7\nER  - ",
            {"@": "techreport", "title": "One", "institution": "CERN", "number": "CERN-22", "type": "Technical report", "annotation": "7"},
        ),
        (
            "TY  - PAT\nAU  - Doe, J.\nTI  - A Wheel\nPB  - Wheels Ltd\nSN  - US 1234567\nER  - ",
            {"@": "patent", "author": "Doe, J.", "holder": "{Wheels Ltd}", "title": "A Wheel", "number": "US 1234567"},
        ),
        # What tells two kinds of one type apart.
        (
            "TY  - NEWS\nTI  - One\nT2  - The Times\nSE  - A\nER  - ",
            {"@": "article", "title": "One", "journal": "The Times", "section": "A", "entrysubtype": "newspaper"},
        ),
        ("TY  - INPR\nTI  - One\nJO  - J\nER  - ", {"@": "article", "title": "One", "journal": "J", "pubstate": "inpress"}),
        (
            "TY  - MPCT\nAU  - Doe, J.\nA3  - Roe, R.\nTI  - One\nER  - ",
            {"@": "movie", "director": "Doe, J.", "producer": "Roe, R.", "title": "One"},
        ),
        ("TY  - COMP\nTI  - One\nET  - 1.2\nER  - ", {"@": "software", "title": "One", "version": "1.2"}),
        (
            "TY  - ELEC\nTI  - One\nT2  - A Site\nUR  - http://e.org\nY2  - 2020/01/02/\nER  - ",
            {"@": "online", "title": "One", "howpublished": "A Site", "url": "http://e.org", "urldate": "2020-01-02"},
        ),
        # A generic record that is an article's.
        (
            "TY  - GEN\nTI  - One\nT2  - J\nVL  - 3\nER  - ",
            {"@": "article", "title": "One", "journal": "J", "volume": "3"},
        ),
        ("TY  - Journal Article\nTI  - One\nER  - ", {"@": "article", "title": "One"}),
    ],
)  # fmt: skip
def test_a_type_decides_what_a_tag_is(record: str, entry: dict[str, str]) -> None:
    assert entries(record) == [entry]


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["PY  - 2013///Spring"], {"year": "2013", "month": "Spring"}),
        (["PY  - 2013/04//"], {"year": "2013", "month": "apr"}),
        (["PY  - 2015/october"], {"year": "2015", "month": "oct"}),
        (["PY  - 1948", "DA  - July"], {"year": "1948", "month": "jul"}),
        (["Y1  - 2018/01/1"], {"year": "2018", "month": "jan", "day": "1"}),
        (["DA  - 2019/10//undefined", "PY  - 2019"], {"year": "2019", "month": "oct"}),
        (["DA  - 2018 Apr-Jun"], {"year": "2018", "month": "Apr/Jun"}),
        (["DA  - 12 March 2018"], {"year": "2018", "month": "mar", "day": "12"}),
        (["PY  - 2013", "PY  - 2013/02/15/received"], {"year": "2013", "annotation": "2013/02/15/received"}),
        (["PY  - 2020a"], {"year": "2020", "annotation": "2020a"}),
        (["PY  - 1968-90"], {"year": "1968", "annotation": "1968-90"}),
        (["PY  - 3rd of May 1968"], {"year": "1968", "month": "may", "day": "3"}),
        (["N1  - tex.origdate: 1998-12-10/1998-12-12"], {"origdate": "1998-12-10/1998-12-12"}),
        (["SP  - 1", "EP  - 9", "N1  - number-of-pages: 9"], {"pages": "1--9", "pagetotal": "9"}),
        (["N1  - tex.dataset: in house"], {"annotation": "dataset: in house"}),
        (["DO  - 10.1000/a", "UR  - https://e.org/10.1000/a"], {"doi": "10.1000/a", "url": "https://e.org/10.1000/a"}),
        (["PY  - 10 15"], {"annotation": "10 15"}),
        (["PY  - in press"], {"annotation": "in press"}),
        (["SP  - 123-130"], {"pages": "123--130"}),
        (["SP  - No", "EP  - Specified"], {}),
        (["SP  - e0815"], {"eid": "e0815"}),
        (["SP  - 12A", "EP  - 12A"], {"pages": "12A"}),
        (["ET  - 2012/05/11"], {"annotation": "Epub: 2012/05/11"}),
        (["ET  - 2nd"], {"edition": "2"}),
        (["AN  - 23690738", "DP  - NLM"], {"pmid": "23690738"}),
        (["AN  - 23690738", "DP  - EBSCOhost"], {}),
        (["C2  - 23690738"], {"pmid": "23690738"}),
        (["C7  - 12"], {"eid": "12"}),
        (["UR  - https://doi.org/10.1000/a"], {"doi": "10.1000/a"}),
        (["M3  - doi: 10.1000/a"], {"doi": "10.1000/a"}),
        (["L1  - doi:10.1000/a"], {"doi": "10.1000/a"}),
        (["DO  - 10.1000/a", "DO  - doi:10.1000/a", "DO  - 10.1000/b"], {"doi": "10.1000/a", "annotation": "10.1000/b"}),
        (["L1  - https://e.org/a.pdf", "L1  - https://e.org/b.pdf"], {"pdf": "https://e.org/a.pdf", "annotation": "https://e.org/b.pdf"}),
        (["ST  - Two", "TI  - "], {"shorttitle": "Two"}),
        (["L1  - https://e.org/a.pdf"], {"pdf": "https://e.org/a.pdf"}),
        (["L1  - /home/a.pdf", "/home/b.pdf"], {"file": "/home/a.pdf; /home/b.pdf"}),
        (["UR  - https://e.org/1; https://e.org/2"], {"url": "https://e.org/1", "annotation": "https://e.org/2"}),
        (["U1  - 123[pmid]", "AN  - PMC55"], {"pmid": "123", "pmcid": "PMC55"}),
        (["N1  - PMID: 123"], {"pmid": "123"}),
        (["C1  - eprint: arXiv:2101.00001"], {"eprint": "2101.00001", "archiveprefix": "arXiv"}),
        (["SN  - 1234-5679 2049-3630 1234-5679"], {"issn": "1234-5679, 2049-3630"}),
        (["SN  - 0306406152"], {"isbn": "0306406152"}),
        (["KW  - one", "two", "KW  - three; four"], {"keywords": "one, two, three, four"}),
        (["AU  - Smith JA", "AU  - de la Cruz, Juan"], {"author": "Smith, J. A. and de la Cruz, Juan"}),
        (["AU  - Smith, J. and Roe, R."], {"author": "Smith, J. and Roe, R."}),
        (["AU  - Health, Education, and Welfare"], {"author": "{Health, Education and Welfare}"}),
        (["AU  - J. Q. Public, Jr."], {"author": "Public, Jr., J. Q."}),
        (["AU  - Smith, J.; Roe, R."], {"author": "Smith, J. and Roe, R."}),
        (["AU  - Smith J, Roe R, Poe E, Lee A"], {"author": "Smith, J. and Roe, R. and Poe, E. and Lee, A."}),
        (["AU  - LEE, AN", "AU  - SMITH, TODD"], {"author": "Lee, An and Smith, Todd"}),
        (["AU  - Board, Jan", "AU  - Board of Trade, London"], {"author": "Board, Jan and {Board of Trade, London}"}),
        (["AU  - University of California,, Berkeley", "AU  - et al."], {"author": "{University of California, Berkeley} and others"}),
        (["LA  - English"], {"langid": "english"}),
        (["LA  - Mixed"], {"language": "Mixed"}),
        (["N2  - Not Available <P />"], {}),
        (["N1  - <p>A note</p>"], {"annotation": "A note"}),
        (["M1  - 7"], {"number": "7"}),
        (["IS  - 3", "M1  - 100"], {"number": "3", "annotation": "100"}),
        (["SP  - 188", "SE  - 188", "RP  - IN FILE"], {"pages": "188"}),
        (["SE  - A"], {"section": "A"}),
        (["CA  - A wheel"], {"annotation": "Caption: A wheel"}),
        (["AD  - Rome", "DB  - Scopus", "TS  - RIS"], {}),
        (["TI  - ", "AU  - "], {}),
    ],
)  # fmt: skip
def test_what_a_field_holds(lines: list[str], fields: dict[str, str]) -> None:
    assert of("JOUR", "TI  - One", *lines) == {"@": "article", "title": "One", **fields}


@pytest.mark.parametrize(
    "record",
    [
        "\n\n\nTY  - JOUR\nTI  - One\nPY  - 2020\nER  - \n",
        "Record #1 of 1\nProvider: P\n1.\nTY  - JOUR\nTI  - One\nPY  - 2020\nER  - \n",
        "TY - JOUR\nTI - One\nPY - 2020\nER -\n",
        "TY- JOUR\nTI- One\nPY- 2020\nER-\n",
        "TY  -JOUR\nTI  -One\nPY  -2020\nER  -\n",
        "ty  - JOUR\nti  - One\npy  - 2020\ner  - \n",
        "TY  - JOUR\nTI  - One\nPY  - 2020\nER\n",
        "TY  - JOUR\nTI  - One\nPY  - 2020\nER  - end",
        "TY  - JOUR\nTI  - One\nPY  - 2020\n",
        "TY  - JOUR\r\nTI  - One\r\nPY  - 2020\r\nER  - \r\n",
        "TY  - JOUR\rTI  - One\rPY  - 2020\rER  - \r",
        "\ufeffTY  - JOUR\nTI  - One\nPY  - 2020\nER  - \n",
        "  TY  - JOUR\n  TI  - One\n  PY  - 2020\n  ER  - \n",
    ],
)
def test_forms_of_lines(record: str) -> None:
    assert format_of(record.encode()) == "ris"
    assert entries(record) == [{"@": "article", "title": "One", "year": "2020"}]


def test_a_line_of_text_is_not_a_tag() -> None:
    text = "Of two\nTV - a medium\nin - out\nCo  operation - no"
    assert of("JOUR", f"AB  - {text}")["abstract"] == " ".join(text.split())


def test_what_is_not_known_is_told_and_kept() -> None:
    notes: list[Diagnostic] = []
    data = b"TY  - XXXX\nTI  - One\nJP  - CRISPR\nER  - \nNL  - J\nTY  - JOUR\nER  - "
    [work] = read(data, "ris", "x.ris", notes.append)
    assert (work.entry().type, work.entry().fields) == (
        "misc",
        {"title": "One", "annotation": "JP: CRISPR"},
    )
    assert list(map(str, notes)) == [
        "x.ris:1: the type 'XXXX' is not known; it becomes 'misc'",
        "x.ris:3: the tag 'JP' is not known; its value is kept as a note",
        "x.ris:5: 'NL' stands in no record; it is left out",
        "x.ris:6: a record that says nothing of a work; it is left out",
    ]


def test_errors_have_their_place() -> None:
    with pytest.raises(
        FormatError, match=r"^x:1:1: not RIS, of which a record begins with 'TY  - '$"
    ):
        read(b"Hello.\n", "ris", "x")
    with pytest.raises(FormatError, match=r"^x:4:1: the file ends within the record of line 3"):
        read(b"TY  - JOUR\nER  - \nTY  - JOUR\nTI  - O", "ris", "x")
    with pytest.raises(FormatError, match=r"^x:1:1: a text of 50,001 characters"):
        read(b"TY  - JOUR\nTI  - " + b"a" * 50_001, "ris", "x")


STORE = r"""
@article{doe,
  author = {van Doe, Jr., Jane and {The Balloon Group} and {University of Rome}},
  title = {On {\emph{E. coli}}}, subtitle = {A Review},
  journal = {Journal of Things}, shortjournal = {J. Things},
  volume = 12, number = 3, pages = {188--191}, year = 2013, month = apr,
  issn = {1234-5679}, doi = {10.1000/b.1}, urldate = {2019-03-28}, url = {https://e.org/a_b},
  keywords = {balloons, flight}, langid = {french}, note = {Best paper}, annotation = {Mine.},
  eprint = {2101.00001}, eprinttype = {arxiv}, eprintclass = {cs.CL},
  pmid = 123, code = {https://e.org/c}, shortauthor = {Doe}, groups = {A},
}
"""

RECORD = """\
TY  - JOUR
ID  - doe
TI  - On E. coli: A Review
AU  - van Doe, Jane, Jr.
AU  - The Balloon Group,
AU  - University of Rome,
T2  - Journal of Things
J2  - J. Things
PY  - 2013
DA  - 2013/04//
VL  - 12
IS  - 3
SP  - 188
EP  - 191
SN  - 1234-5679
DO  - 10.1000/b.1
UR  - https://e.org/a_b
Y2  - 2019/03/28/
LA  - french
KW  - balloons
KW  - flight
N1  - Mine.
N1  - arXiv:2101.00001 [cs.CL]
N1  - tex.note: Best paper
N1  - PMID: 123
N1  - tex.code: https://e.org/c
ER  -\x20

"""


def test_an_entry_becomes_a_record_and_what_is_lost_is_told() -> None:
    losses: list[Loss] = []
    assert b"".join(write(read_text(STORE).values(), "ris", losses.append)).decode() == RECORD
    assert list(map(str, losses)) == ["shortauthor", "groups", "title (its formatting)"]


def test_what_is_written_is_read_again() -> None:
    [work] = read(RECORD.encode(), "ris")
    assert work.entry().fields == {
        "author": "van Doe, Jr., Jane and {The Balloon Group} and {University of Rome}",
        "title": "On {E}. coli: A Review",
        "journal": "Journal of Things",
        "shortjournal": "J. Things",
        "volume": "12",
        "number": "3",
        "pages": "188--191",
        "year": "2013",
        "month": "apr",
        "doi": "10.1000/b.1",
        "issn": "1234-5679",
        "url": "https://e.org/a_b",
        "urldate": "2019-03-28",
        "eprint": "2101.00001",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.CL",
        "pmid": "123",
        "langid": "french",
        "note": "Best paper",
        "annotation": "Mine.",
        "keywords": "balloons, flight",
        "code": "https://e.org/c",
    }


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("online", "ELEC"), ("report", "RPRT"), ("thesis", "THES"), ("inbook", "CHAP"), ("collection", "BOOK"),
        ("inproceedings", "CONF"), ("software", "COMP"), ("dataset", "DATA"), ("patent", "PAT"), ("strange", "GEN"),
        ("unpublished", "UNPB"), ("manual", "BOOK"), ("inreference", "ENCYC"), ("mastersthesis", "THES"),
    ],
)  # fmt: skip
def test_each_type_is_written_as_one_of_the_format(kind: str, code: str) -> None:
    store = read_text(f"@{kind}{{a, title = {{One}}}}")
    assert b"".join(write(store.values(), "ris")).startswith(b"TY  - %b\n" % code.encode())


def test_a_masters_thesis_says_so() -> None:
    written = b"".join(write(read_text("@mastersthesis{a, title = {One}}").values(), "ris"))
    assert b"M3  - Master's thesis\n" in written
    assert read(written, "ris")[0].entry().type == "mastersthesis"


@pytest.mark.parametrize(
    ("fields", "lines", "lost"),
    [
        ("year = 2013, month = {Spring}", "PY  - 2013\nDA  - 2013///Spring\n", []),
        ("date = {2013-04-02}", "PY  - 2013\nDA  - 2013/04/02/\n", []),
        ("date = {2013-04/2013-06}", "PY  - 2013\nDA  - 2013///April-June\n", []),
        ("date = {2013-04-02/2014}", "PY  - 2013\nDA  - 2013/04/02/\n", ["date (the end of the range)"]),
        ("year = {in press}", "PY  - in press\n", []),
        ("pages = {1--3, 5--7}", "SP  - 1-3, 5-7\n", []),
        ("eid = {e123}", "SP  - e123\n", []),
        ("eid = {12}", "C7  - 12\n", []),
        ("isbn = {0-306-40615-2, 978-0-306-40615-7}", "SN  - 0-306-40615-2\nSN  - 978-0-306-40615-7\n", []),
        ("entrysubtype = {blog}", "N1  - tex.entrysubtype: blog\n", []),
        ("eprint = {1706.009}, eprinttype = {ascl}", "N1  - tex.eprint: 1706.009\nN1  - tex.eprinttype: ascl\n", []),
        ("strange = {x}", "N1  - tex.strange: x\n", []),
    ],
)  # fmt: skip
def test_how_a_field_is_written(fields: str, lines: str, lost: list[str]) -> None:
    losses: list[Loss] = []
    store = read_text(f"@article{{a, title = {{One}}, {fields}}}")
    written = b"".join(write(store.values(), "ris", losses.append)).decode()
    assert written == f"TY  - JOUR\nID  - a\nTI  - One\n{lines}ER  - \n\n"
    assert list(map(str, losses)) == lost


def test_dots_in_place_of_a_name_stand_for_others() -> None:
    [work] = read(b"TY  - JOUR\nTI  - T\nAU  - Doe, Ann\nAU  - . . .\nER  - \n", "ris")
    assert work.entry().fields["author"] == "Doe, Ann and others"
