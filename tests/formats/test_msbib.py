"""Word's bibliography: small sources with the whole entry of each, and entries that come back as they were."""

import pytest

from synbib.errors import Diagnostic
from synbib.formats import read, write
from synbib.formats.outgoing import Loss
from synbib.library import Entry, read_text

NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def sources(*inner: str) -> bytes:
    held = "".join(f"<b:Source>{each}</b:Source>" for each in inner)
    return f'<b:Sources SelectedStyle="" xmlns:b="{NAMESPACE}">{held}</b:Sources>'.encode()


def element(name: str, text: str) -> str:
    return f"<b:{name}>{text}</b:{name}>"


def entry(kind: str = "Misc", *inner: str, **elements: str) -> dict[str, str]:
    """Return the entry of one source, its type and its key under names that no field has."""
    written = [element("SourceType", kind), *inner]
    written += [element(name, text) for name, text in elements.items()]
    (work,) = read(sources("".join(written)), "msbib")
    made = work.entry()
    return {"": made.type, **({"key": work.key} if work.key else {}), **made.fields}


def person(last: str, first: str = "", middle: str = "") -> str:
    return f"<b:Person><b:Last>{last}</b:Last><b:Middle>{middle}</b:Middle><b:First>{first}</b:First></b:Person>"


def people(role: str, *persons: str) -> str:
    return f"<b:{role}><b:NameList>{''.join(persons)}</b:NameList></b:{role}>"


def test_an_article_has_what_word_says_of_it() -> None:
    authors = people("Author", person("Doe", "Jane", "Q."), person("van Li", "Bo"))
    assert entry(
        "JournalArticle",
        f"<b:Author>{authors}{people('Editor', person('Roe', 'C.'))}</b:Author>",
        Tag="Doe15",
        Guid="{BD524449-102F-470B-951F-CFE852BA526D}",
        LCID="1031",
        RefOrder="3",
        Title="On Sleep",
        JournalName="Journal of Sleep",
        Year="2015",
        Month="07",
        Day="3",
        YearAccessed="2020",
        MonthAccessed="May",
        DayAccessed="17",
        Volume="12",
        Issue="3",
        Pages="188-191",
        StandardNumber="1532-1827",
        DOI="10.1000/sleep.1",
        URL="https://e.org/sleep",
        ShortTitle="Sleep",
        Comments="Read &amp; liked",
        Medium="Print",
        BIBTEX_KeyWords="sleep; dream",
        BIBTEX_Abstract="All of it.",
    ) == {
        "": "article",
        "key": "Doe15",
        "author": "Doe, Jane Q. and van Li, Bo",
        "editor": "Roe, C.",
        "title": "On Sleep",
        "shorttitle": "Sleep",
        "journal": "Journal of Sleep",
        "volume": "12",
        "number": "3",
        "pages": "188--191",
        "year": "2015",
        "month": "jul",
        "day": "3",
        "issn": "1532-1827",
        "doi": "10.1000/sleep.1",
        "url": "https://e.org/sleep",
        "urldate": "2020-05-17",
        "langid": "ngerman",
        "note": r"Read \& liked",
        "msbib-medium": "Print",
        "keywords": "sleep; dream",
        "abstract": "All of it.",
    }


@pytest.mark.parametrize(
    ("kind", "elements", "differs"),
    [
        ("BookSection", {"BookTitle": "Nights", "ChapterNumber": "4", "NumberVolumes": "2"}, {"": "incollection", "booktitle": "Nights", "chapter": "4", "volumes": "2"}),
        ("Book", {"City": "Austin", "StateProvince": "TX", "CountryRegion": "USA", "Publisher": "P", "StandardNumber": "978-0-08-044212-9"},
         {"": "book", "address": "Austin, TX, USA", "publisher": "P", "isbn": "978-0-08-044212-9"}),
        ("ConferenceProceedings", {"ConferenceName": "Proc. X"}, {"": "inproceedings", "booktitle": "Proc. X"}),
        ("ConferenceProceedings", {"BookTitle": "Proc. X", "ConferenceName": "X 2020"}, {"": "inproceedings", "booktitle": "Proc. X", "eventtitle": "X 2020"}),
        ("Report", {"Institution": "NASA", "ThesisType": "Tech. rep."}, {"": "techreport", "institution": "NASA"}),
        ("Report", {"Department": "Physics", "ThesisType": "Master's thesis"}, {"": "mastersthesis", "school": "Physics"}),
        ("Report", {"Institution": "MIT", "Department": "Physics", "ThesisType": "Ph.D. dissertation"}, {"": "phdthesis", "school": "MIT", "msbib-department": "Physics"}),
        ("Report", {"ThesisType": "Habilitation"}, {"": "thesis", "type": "Habilitation"}),
        ("Patent", {"PatentNumber": "US 1", "Type": "Utility"}, {"": "patent", "number": "US 1", "type": "Utility"}),
        ("ArticleInAPeriodical", {"PeriodicalTitle": "Time"}, {"": "article", "entrysubtype": "periodical", "journal": "Time"}),
        ("InternetSite", {"InternetSiteTitle": "Site"}, {"": "online", "howpublished": "Site"}),
        ("Misc", {"BIBTEX_Entry": "WWW", "BIBTEX_Series": "S"}, {"": "www", "series": "S"}),
        ("Misc", {"DOI": "see page"}, {"": "misc", "doi": "see page"}),
        ("Misc", {"StandardNumber": ":LCCN:0937-6429"}, {"": "misc", "lccn": "0937-6429"}),
        ("Misc", {"StandardNumber": "ISBN: 978-0-08-044212-9 ISSN: 1532-1827 DOI: 10.1000/x"}, {"": "misc", "isbn": "978-0-08-044212-9", "issn": "1532-1827", "doi": "10.1000/x"}),
        ("Misc", {"LCID": "0"}, {"": "misc"}),
        ("Misc", {"LCID": "2057"}, {"": "misc", "langid": "british"}),
        ("Misc", {"LCID": "5130"}, {"": "misc", "langid": "spanish"}),
        ("Misc", {"Year": "2001", "Month": "Fall"}, {"": "misc", "year": "2001", "month": "Fall"}),
        ("Misc", {"Year": "in press"}, {"": "misc", "year": "in press"}),
    ],
)  # fmt: skip
def test_an_element_is_what_it_is_for_the_type(
    kind: str, elements: dict[str, str], differs: dict[str, str]
) -> None:
    titled = (
        {"Title": "T", "InternetSiteTitle": "Site"} if kind == "InternetSite" else {"Title": "T"}
    )
    assert entry(kind, **titled | elements) == {"title": "T", **differs}


@pytest.mark.parametrize(
    ("kind", "roles", "differs"),
    [
        ("Patent", people("Inventor", person("Doe", "J.")), {"author": "Doe, J."}),
        ("Art", people("Artist", person("Doe", "J.")), {"author": "Doe, J."}),
        ("Film", people("Director", person("Doe", "J.")) + people("ProducerName", person("Li", "B.")), {"director": "Doe, J.", "producer": "Li, B."}),
        ("Interview", people("Interviewee", person("Doe", "J.")) + people("Interviewer", person("Li", "B.")), {"author": "Doe, J.", "interviewer": "Li, B."}),
        ("Case", people("Author", person("Doe", "J.")) + people("Counsel", person("Li", "B.")), {"author": "Doe, J.", "annotation": "Counsel: Li, B."}),
        ("Misc", "<b:Author><b:Corporate>Sleep Group, The</b:Corporate></b:Author>", {"author": "{Sleep Group, The}"}),
        ("Misc", "<b:Author><b:Corporate>Doe, Jane; Li, Bo</b:Corporate></b:Author>", {"author": "Doe, Jane and Li, Bo"}),
        ("Misc", people("Author", person("", "5")), {"author": "5"}),
        # A list of names that was taken for one.
        ("Misc", people("Author", person("Doe", "Jane", r"and M{\"u}ller, Bo")), {"author": "Doe, Jane and Müller, Bo"}),
    ],
)  # fmt: skip
def test_people_have_roles(kind: str, roles: str, differs: dict[str, str]) -> None:
    made = entry(kind, f"<b:Author>{roles}</b:Author>", Title="T")
    assert {
        name: text for name, text in made.items() if name not in ("", "title", "entrysubtype")
    } == differs


def test_an_element_that_word_does_not_know_is_kept_and_told() -> None:
    told: list[Diagnostic] = []
    data = sources(element("SourceType", "Book"), "\n" + element("Shelf", "3"))
    _, second = read(data, "msbib", "a.xml", told.append)
    assert second.entry().fields == {"msbib-shelf": "3"}
    assert [str(each) for each in told] == [
        "a.xml:2: Word has no <Shelf>; its text is kept in 'msbib-shelf'"
    ]


STORE = r"""
@article{doe2021, author = {van Doe, Jr., Jane and {University of California, Berkeley} and others}, title = {On Sleep},
  journal = {Journal of Sleep}, shortjournal = {J. Sleep}, volume = {12}, number = {3}, pages = {188--191}, year = {2021},
  month = may, day = {4}, doi = {10.1000/a_b}, issn = {1234-5678}, keywords = {sleep, dream}, abstract = {All of it.},
  note = {Mine}, langid = {ngerman}, url = {https://e.org/x}, urldate = {2022-01-02}, translator = {Li, Bo},
  eprint = {2101.00001}, archiveprefix = {arXiv}, msbib-medium = {Print}}
@mastersthesis{li, author = {Li, Bo}, title = {Sleep}, school = {Univ. of X}, year = {2001}, pagetotal = {99}}
@inbook{roe, author = {Roe, C.}, editor = {Li, Bo}, title = {Dream}, booktitle = {Sleep}, chapter = {3}, publisher = {P},
  address = {Austin, TX, USA}, isbn = {978-0-08-044212-9}, issn = {1234-5678}, volumes = {2}, edition = {2}, year = {1999}}
@inproceedings{ev, author = {{The Group}}, title = {Dream}, booktitle = {Proc. X}, eventtitle = {X}, year = {1999}}
@patent{us, author = {Roe, C.}, title = {Bed}, number = {US 12}, type = {Utility}, year = {1978}}
@article{news, title = {Bed}, entrysubtype = {newspaper}, journal = {Time}}
@techreport{tr, title = {Bed}, institution = {NASA}, number = {TR-1}, type = {Memo}}
@online{web, title = {Bed}, howpublished = {Site}, langid = {latin}, urldate = {2020-05}}
"""


def as_read(entry: Entry) -> dict[str, str]:
    """Return the fields of an entry; the store's macro of a month is its full name."""
    fields = dict(entry.fields)
    return fields | ({"month": fields["month"][:3].lower()} if "month" in fields else {})


def test_entries_come_back_as_they_were() -> None:
    losses: list[Loss] = []
    entries = list(read_text(STORE).values())
    back = read(b"".join(write(entries, "msbib", losses.append)), "msbib")
    assert [(each.key, each.entry().type, each.entry().fields) for each in back] == [
        (each.key, each.type, as_read(each)) for each in entries
    ]
    assert losses == []


def test_a_source_is_as_word_has_it() -> None:
    (work,) = read_text(
        r"@book{a, author={{The Group}}, editor={Jane van Doe}, editora={Roe, C.}, title={A \emph{b}}, year=2020, month=mar}"
    ).values()
    losses: list[Loss] = []
    assert b"".join(write([work], "msbib", losses.append)).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<b:Sources SelectedStyle="" xmlns:b="{NAMESPACE}" xmlns="{NAMESPACE}">\n'
        "<b:Source><b:Tag>a</b:Tag><b:SourceType>Book</b:SourceType><b:Guid>{0E183CAF-F56D-5541-8048-CB47A5C0A68A}</b:Guid>"
        "<b:Title>A b</b:Title><b:Year>2020</b:Year><b:Month>March</b:Month><b:Author><b:Author><b:Corporate>The Group"
        "</b:Corporate></b:Author><b:Editor><b:NameList><b:Person><b:Last>van Doe</b:Last><b:First>Jane</b:First></b:Person>"
        "</b:NameList></b:Editor></b:Author></b:Source>\n</b:Sources>\n"
    )  # fmt: skip
    assert losses == [Loss("a", "editora"), Loss("a", "title", "its formatting")]
