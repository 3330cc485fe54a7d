"""DataCite's records, by their types: small answers, and the whole entry of each."""

import json
from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

PLAIN = {"titles": [{"title": "T"}], "publisher": "P", "publicationYear": 2020}


def answer(**attributes: Any) -> dict[str, Any]:
    return {"data": {"type": "dois", "attributes": {"doi": "10.1234/x1", **attributes}}}


@pytest.mark.parametrize(
    ("record", "entry"),
    [
        (
            {
                "doi": "10.48550/arxiv.2402.13446",
                "titles": [{"title": "Large Language Models for Data Annotation: A Survey"}],
                "creators": [{"name": "Tan, Zhen", "givenName": "Zhen", "familyName": "Tan", "nameType": "Personal"}, {"name": "Zhen Tan's Group", "nameType": "Organizational"}],
                "publisher": {"name": "arXiv"},
                "publicationYear": 2024,
                "dates": [{"date": "2024-02-21T00:44:04Z", "dateType": "Submitted"}, {"date": "2024-02", "dateType": "Available", "dateInformation": "v1"}],
                "subjects": [{"subject": "Computation and Language (cs.CL)", "subjectScheme": "arXiv"}, {"subject": "FOS: Computer and information sciences"}],
                "types": {"resourceTypeGeneral": "Preprint", "resourceType": "Article"},
                "version": "2",
                "relatedIdentifiers": [{"relationType": "IsVersionOf", "relatedIdentifier": "10.18653/v1/2024.emnlp-main.54", "relatedIdentifierType": "DOI"}],
            },
            {
                "": "misc",
                "author": "Tan, Zhen and {Zhen Tan's Group}",
                "title": "Large Language Models for Data Annotation: A Survey",
                "year": "2024",
                "month": "feb",
                "eprint": "2402.13446",
                "archiveprefix": "arXiv",
                "primaryclass": "cs.CL",
                "doi": "10.48550/arxiv.2402.13446",
            },
        ),
        (
            {
                **PLAIN,
                "types": {"resourceTypeGeneral": "JournalArticle"},
                "container": {"type": "Journal", "title": "J. of Tests", "volume": "3", "issue": "4", "firstPage": "10", "lastPage": "19", "identifier": "12345678", "identifierType": "ISSN"},
            },
            {"": "article", "title": "T", "journal": "J. of Tests", "volume": "3", "number": "4", "pages": "10--19", "publisher": "P", "year": "2020", "issn": "1234-5678"},
        ),
        (
            {
                **PLAIN,
                "language": "en-GB",
                "titles": [{"title": "Traduction", "titleType": "TranslatedTitle", "lang": "fr"}, {"title": "Haupttitel", "lang": "de"}, {"title": "Main /", "lang": "en"}, {"title": "The rest", "titleType": "Subtitle"}],
                "types": {"resourceTypeGeneral": "BookChapter"},
                "container": {"title": "The Book"},
                "contributors": [{"name": "Doe, Jane", "contributorType": "Editor"}, {"name": "Roe, Jo", "contributorType": "Producer"}],
                "relatedIdentifiers": [{"relationType": "IsPartOf", "relatedIdentifier": "9783319245737", "relatedIdentifierType": "ISBN"}],
            },
            {"": "incollection", "title": "Main /: The rest", "booktitle": "The Book", "editor": "Doe, Jane", "publisher": "P", "year": "2020", "isbn": "9783319245737"},
        ),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Dissertation"}}, {"": "phdthesis", "title": "T", "school": "P", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Dissertation", "resourceType": "M.Sc."}}, {"": "mastersthesis", "title": "T", "school": "P", "year": "2020"}),
        (
            {**PLAIN, "types": {"resourceTypeGeneral": "Dissertation", "resourceType": "Master's Thesis"}, "contributors": [{"name": "MIT", "contributorType": "DegreeGrantor"}]},
            {"": "mastersthesis", "title": "T", "school": "MIT", "year": "2020"},
        ),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Text", "resourceType": "Project deliverable"}}, {"": "techreport", "title": "T", "institution": "P", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Report"}, "container": {"title": "Reports"}}, {"": "techreport", "title": "T", "institution": "P", "series": "Reports", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "ConferencePaper"}}, {"": "misc", "title": "T", "howpublished": "P", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Standard"}}, {"": "standard", "title": "T", "organization": "P", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "Software"}, "version": "v1", "url": "javascript:alert(1)"}, {"": "software", "title": "T", "publisher": "P", "version": "v1", "year": "2020"}),
        ({**PLAIN, "types": {"resourceTypeGeneral": "PhysicalObject"}}, {"": "misc", "title": "T", "howpublished": "P", "year": "2020"}),
        ({**PLAIN, "publicationYear": 2549, "types": None}, {"": "misc", "title": "T", "howpublished": "P", "year": "2006"}),
        ({"titles": [], "creators": "nobody", "types": [], "dates": {"a": 1}}, {"": "misc"}),
    ],
)  # fmt: skip
def test_a_record_becomes_the_entry_of_its_type(record: Any, entry: dict[str, str]) -> None:
    assert entries("datacite", answer(**record)) == [{"doi": "10.1234/x1"} | entry]


def test_the_published_version_of_a_preprint_is_told() -> None:
    related = [
        {"relationType": "IsVersionOf", "relatedIdentifier": number, "relatedIdentifierType": "DOI"}
        for number in ("10.1234/concept", "10.1145/1")
    ]
    (preprint,), (version,) = (
        read_answer("datacite", json.dumps(answer(titles=[], types={"resourceTypeGeneral": kind}, relatedIdentifiers=related)).encode())
        for kind in ("Preprint", "Software")
    )  # fmt: skip
    assert (preprint.published_as, version.published_as) == ({"doi": "10.1145/1"}, {})


def test_people_in_one_name_are_parted() -> None:
    record = {
        **PLAIN,
        "types": {},
        "creators": [{"name": "Jones, Matthew B.; Chris Jones; CERN Team"}],
    }
    assert entries("datacite", answer(**record))[0]["author"] == "Jones, Matthew B. and Chris Jones and {CERN Team}"  # fmt: skip


def test_an_answer_that_there_is_none_is_empty_and_an_error_is_one() -> None:
    none = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}  # fmt: skip
    assert entries("datacite", none) == entries("datacite", {"data": []}) == []
    with pytest.raises(AnswerError, match=r"^datacite: the service says: Bad query; check what"):
        entries("datacite", {"errors": [{"status": "400", "title": "Bad query"}]})
    with pytest.raises(AnswerError, match=r"^datacite: the answer is of no work; ask https"):
        entries("datacite", {"data": {"type": "clients", "attributes": {"name": "x"}}})


@pytest.mark.parametrize(
    ("question", "request_"),
    [
        (Question("doi", "10.5281/zenodo.1"), Request("dois/10.5281%2Fzenodo.1")),
        (
            Question(title='The "x\\y"', family="Doe", year="2020"),
            Request("dois", {"query": r'titles.title:"The \"x\\y\"" AND creators.name:"Doe" AND publicationYear:"2020"', "page[size]": "5"}),
        ),
        (Question("arxiv", "2402.13446"), None),
    ],
)  # fmt: skip
def test_a_question_becomes_a_request(question: Question, request_: Request | None) -> None:
    assert SERVICES["datacite"].request(question) == request_
