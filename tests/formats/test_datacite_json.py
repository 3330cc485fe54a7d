"""DataCite's JSON as a file: a record alone or as the REST API wraps it, with all that it says of the work."""

import json
from typing import Any

import pytest

from synbib.formats import FormatError, format_of, read

RECORD: dict[str, Any] = {
    "id": "https://doi.org/10.1234/a",
    "doi": "10.1234/A",
    "url": "https://example.org/a",
    "types": {"resourceTypeGeneral": "Report", "resourceType": "Working paper"},
    "creators": [{"nameType": "Personal", "name": "Doe, Jane", "givenName": "Jane", "familyName": "Doe"}],
    "contributors": [
        {"contributorType": "Editor", "name": "Roe, Rita", "givenName": "Rita", "familyName": "Roe"},
        {"contributorType": "Researcher", "name": "Poe, Jo"},
        {"contributorType": "HostingInstitution", "nameType": "Organizational", "name": "CERN"},
    ],
    "titles": [
        {"title": "On NASA"},
        {"title": "A study", "titleType": "Subtitle"},
        {"title": "Über die NASA", "titleType": "TranslatedTitle"},
    ],
    "publisher": {"name": "Zenodo"},
    "subjects": [{"subject": "x"}, {"subject": "y"}, {"subject": "x"}],
    "dates": [{"date": "2020-05-03", "dateType": "Issued"}],
    "publicationYear": 2020,
    "language": "en",
    "sizes": ["12 pages", "3 MB"],
    "version": "1.0",
    "rightsList": [{"rights": "CC BY 4.0", "rightsUri": "https://example.org/by"}],
    "descriptions": [
        {"description": "It is so.", "descriptionType": "Abstract"},
        {"description": "For X.", "descriptionType": "Other"},
    ],
}  # fmt: skip
ENTRY = {
    "": "techreport",
    "author": "Doe, Jane",
    "editor": "Roe, Rita",
    "title": "On {NASA}: A study",
    "institution": "Zenodo",
    "year": "2020",
    "month": "may",
    "day": "3",
    "pagetotal": "12",
    "version": "1.0",
    "doi": "10.1234/A",
    "url": "https://example.org/a",
    "langid": "english",
    "abstract": "It is so.",
    "keywords": "x, y",
    "annotation": "Researcher: Poe, Jo; For X.; TranslatedTitle: Über die NASA; license: CC BY 4.0",
}


@pytest.mark.parametrize(
    "data",
    [
        RECORD,
        [RECORD],
        {"data": {"id": "10.1234/a", "type": "dois", "attributes": RECORD}},
        {"data": [{"id": "10.1234/a", "type": "dois", "attributes": RECORD}], "meta": {}},
    ],
    ids=["record", "list", "answer", "answers"],
)
def test_a_record_is_read_with_all_that_it_says(data: Any) -> None:
    text = json.dumps(data).encode()
    assert format_of(text) == "datacite-json"
    (work,) = read(text, "datacite-json", "a.json")
    assert {"": work.entry().type, **work.entry().fields} == ENTRY
    assert work.line == 1


def test_what_a_repository_keeps_was_published_with_the_book_that_it_is_in() -> None:
    record = {
        **RECORD,
        "types": {"resourceTypeGeneral": "BookChapter"},
        "relatedItems": [
            {
                "relationType": "IsPublishedIn", "titles": [{"title": "B"}], "publicationYear": "2019",
                "firstPage": "10", "lastPage": "19",
            }
        ],
        "relatedIdentifiers": [
            {"relationType": "IsPublishedIn", "relatedIdentifierType": "ISBN", "relatedIdentifier": "978-0-7546-5033-1"}
        ],
    }  # fmt: skip
    (work,) = read(json.dumps(record).encode(), "datacite-json")
    told = ("booktitle", "pages", "year", "isbn", "month")
    assert [work.entry().fields.get(name) for name in told] == ["B", "10--19", "2019", "978-0-7546-5033-1", None]  # fmt: skip


@pytest.mark.parametrize(
    ("general", "kind"),
    [("JournalArticle", "article"), ("BookChapter", "incollection"), ("ConferencePaper", "inproceedings")],
)  # fmt: skip
def test_an_article_is_one_though_no_journal_is_told(general: str, kind: str) -> None:
    record = {
        "doi": "10.1234/A", "titles": [{"title": "T"}], "publisher": "Springer", "publicationYear": 2020,
        "types": {"resourceTypeGeneral": general},
    }  # fmt: skip
    (work,) = read(json.dumps(record).encode(), "datacite-json")
    assert {"": work.entry().type, **work.entry().fields} == {
        "": kind, "title": "T", "publisher": "Springer", "year": "2020", "doi": "10.1234/A",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[{"doi": "10.1/a", "titles": []},\n {"doi": "10.1/b"}]', "a.json:2:1: not a record of DataCite, which has 'doi' and 'titles'"),
        ('{"doi": "10.1/a", "titles": [', "a.json:1:30: not JSON: Expecting value; save the whole file"),
        ("7", "a.json:1:1: item 1 of the list is not an object, but a number"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "datacite-json", "a.json")
    assert str(raised.value) == message
