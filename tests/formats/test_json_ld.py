"""JSON-LD: works of schema.org as web pages, repositories and CodeMeta tell them."""

import json
from typing import Any

import pytest

from synbib.errors import Diagnostic
from synbib.formats import FormatError, Loss, format_of, read, write
from synbib.library import read_text as read_library


def entries(*nodes: Any) -> list[dict[str, str]]:
    context = {"@context": "https://schema.org"}
    data = {**context, **nodes[0]} if len(nodes) == 1 else {**context, "@graph": list(nodes)}
    works = read(json.dumps(data).encode(), "json-ld", "work.json")
    return [{"": work.entry().type, **work.entry().fields} for work in works]


JOURNAL = {"@type": "Periodical", "name": "Nature", "issn": ["1234-5679"]}
VOLUME = {"@type": "PublicationVolume", "volumeNumber": 7, "isPartOf": JOURNAL}


@pytest.mark.parametrize(
    ("node", "entry"),
    [
        (
            {
                "@type": "ScholarlyArticle", "@id": "https://doi.org/10.1234/A", "name": "On NASA",
                "author": [
                    {"@type": "Person", "givenName": "Vincent", "familyName": "van Gogh", "affiliation": {"name": "X"}},
                    {"@type": "Organization", "name": "World Bank"}, {"name": "Jane Roe"},
                ],
                "isPartOf": {"@type": "PublicationIssue", "issueNumber": "2", "isPartOf": VOLUME},
                "pageStart": "12", "pageEnd": "14", "datePublished": "2020-05-03T10:00:00Z", "inLanguage": "de",
                "description": "It is so.", "keywords": ["x", {"@type": "DefinedTerm", "name": "y"}],
                "publisher": {"name": "Springer", "address": {"addressLocality": "Berlin"}}, "license": "https://e.org/by",
                "url": "https://example.org/a", "citation": [{"@type": "CreativeWork", "name": "Another"}],
            },
            {
                "": "article", "author": "van Gogh, Vincent and {World Bank} and Jane Roe", "title": "On {NASA}",
                "journal": "Nature", "volume": "7", "number": "2", "pages": "12--14", "year": "2020", "month": "may",
                "day": "3", "publisher": "Springer", "address": "Berlin", "doi": "10.1234/A", "issn": "1234-5679",
                "url": "https://example.org/a", "langid": "ngerman", "abstract": "It is so.", "keywords": "x, y",
                "annotation": "license: https://e.org/by",
            },
        ),
        (
            {"@type": "ScholarlyArticle", "headline": "P", "isPartOf": {"@type": "Book", "name": "Proc. X", "isbn": "978-0-7546-5033-1", "editor": "Doe, J."}},
            {"": "inproceedings", "title": "P", "booktitle": "Proc. X", "editor": "Doe, J.", "isbn": "978-0-7546-5033-1"},
        ),
        ({"@type": "Chapter", "name": "C", "isPartOf": {"@type": "Book", "name": "B"}}, {"": "incollection", "title": "C", "booktitle": "B"}),
        ({"@type": "Book", "name": "B", "bookEdition": "2nd", "numberOfPages": 90}, {"": "book", "title": "B", "edition": "2nd", "pagetotal": "90"}),
        ({"@type": "Thesis", "name": "T", "inSupportOf": "Master of Science", "sourceOrganization": {"name": "MIT"}}, {"": "mastersthesis", "title": "T", "school": "MIT"}),
        ({"@type": "Report", "name": "R", "reportNumber": "9", "publisher": "NBER"}, {"": "techreport", "title": "R", "number": "9", "institution": "NBER"}),
        ({"@type": ["Dataset", "Thing"], "name": "D", "identifier": ["https://doi.org/10.1234/b", "x-1"], "datePublished": "2019.04.10", "version": "v7"}, {"": "dataset", "title": "D", "doi": "10.1234/b", "year": "2019", "month": "apr", "day": "10", "version": "v7", "annotation": "identifier: x-1"}),
        ({"@type": "http://schema.org/BlogPosting", "http://schema.org/name": {"@value": "P", "@language": "en"}, "isPartOf": {"@type": "Blog", "name": "B"}}, {"": "online", "title": "P", "howpublished": "B"}),
        ({"@type": "SoftwareSourceCode", "name": "S", "codeRepository": "https://github.com/a/b", "author": "Doe, J., Roe, R., and Poe, E."}, {"": "software", "author": "Doe, J. and Roe, R. and Poe, E.", "title": "S", "code": "https://github.com/a/b"}),
        ({"type": "SoftwareSourceCode", "name": "S", "author": [{"id": "_:1", "type": "Person", "familyName": "Doe"}]}, {"": "software", "author": "Doe", "title": "S"}),
        (
            {"@type": "SoftwareSourceCode", "title": "S", "agents": [{"@type": "person", "name": "Jane Doe", "mustBeCited": True, "role": {}}, {"@type": "organization", "name": "MIT", "role": {"roleCode": "copyrightHolder"}}]},
            {"": "software", "author": "Jane Doe", "title": "S"},
        ),
        ({"@type": "Collection", "name": "C", "creator": "Roe, Jo"}, {"": "misc", "author": "Roe, Jo", "title": "C"}),
        ({"@type": "Blog", "name": "B", "author": "Roe, Jo"}, {"": "online", "author": "Roe, Jo", "title": "B"}),
        ({"@type": "LearningResource", "name": "L"}, {"": "misc", "title": "L"}),
        ({"@type": "Movie", "name": "M", "director": {"name": "Rita Roe"}, "actor": [{"name": "Jo Poe"}]}, {"": "video", "title": "M", "director": "Rita Roe", "performer": "Jo Poe"}),
    ],
)  # fmt: skip
def test_a_work_is_read_with_what_it_is_part_of(node: Any, entry: dict[str, str]) -> None:
    assert entries(node) == [entry]


def test_of_a_graph_the_works_are_read_and_what_they_refer_to() -> None:
    assert entries(
        {"@type": "WebSite", "@id": "#site", "name": "A site"},
        {"@type": "Person", "@id": "#jane", "familyName": "Doe", "givenName": "Jane"},
        {"@type": "Article", "name": "A", "author": {"@id": "#jane"}, "isPartOf": {"@id": "#site"}},
    ) == [{"": "online", "title": "A", "author": "Doe, Jane", "howpublished": "A site"}]


def test_what_no_field_holds_is_told_of_and_kept() -> None:
    told: list[Diagnostic] = []
    data = b'{"@context": "https://schema.org",\n "@type": "Book", "name": "B", "mood": "sour", "image": "x.png"}'
    (work,) = read(data, "json-ld", "b.json", told.append)
    assert work.entry().fields == {"title": "B", "annotation": "mood: sour"}
    assert [str(each) for each in told] == [
        "b.json:1: no field has schema.org's 'mood'; it is kept in the annotation"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"@context": "https://schema.org", "@type": "Person", "name": "J"}', "x.json:1:1: no work of schema.org, such as a ScholarlyArticle; name its '@type'"),
        ('{"@type": "Book", "name": "B"', "x.json:1:30: not JSON: the object has no end; save the whole file"),
        ('{"@type": "Book", "name": "B", "name": "C"}', "x.json:1:32: the key 'name' stands twice in one object; keep one of them"),
        ("[]", "x.json:1:1: no work of schema.org, such as a ScholarlyArticle; name its '@type'"),
        ('{"@type": "Book", "isPartOf": ' * 50_000, "x.json:1:31: JSON that nests too deep, or has too long a number"),
    ],
)  # fmt: skip
def test_what_is_no_work_is_refused(text: str, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        read(text.encode(), "json-ld", "x.json")
    assert str(raised.value) == message


def test_parts_of_one_another_end() -> None:
    assert entries(
        {"@type": "Book", "@id": "#a", "name": "A", "isPartOf": {"@id": "#b"}},
        {"@type": "Book", "@id": "#b", "name": "B", "isPartOf": {"@id": "#a"}},
    ) == [{"": "book", "title": "A", "series": "B"}, {"": "book", "title": "B", "series": "A"}]


def test_its_content_tells_it() -> None:
    data = b'{"@context": "http://schema.org", "@type": "Dataset", "schemaVersion": "kernel-4"}'
    assert format_of(data) == "json-ld"


ENTRIES = r"""
@article{a, author = {van Gogh, Vincent and {World Bank}}, title = {On {NASA} and \emph{sharks}}, journaltitle = {Nature},
  date = {2014-12-31}, volume = {7}, number = {2}, pages = {1--68}, doi = {10.1234/a}, issn = {1234-5679}, note = {N}}
@inproceedings{b, author = {Smith, Jr., Joe}, title = {C}, booktitle = {B}, editor = {Roe, R.}, publisher = {P},
  address = {Oslo}, series = {S}, pages = {3}, year = {1990}, isbn = {978-0-7546-5033-1}, langid = {ngerman}}
@mastersthesis{c, author = {Doe, J.}, title = {T}, school = {MIT}, year = {2001}, keywords = {x, y}}
@misc{d, title = {P}, eprint = {2101.00001}, archiveprefix = {arXiv}, url = {https://example.org/}}
"""


def test_an_entry_is_a_node_of_a_graph() -> None:
    lost: list[Loss] = []
    written = json.loads(b"".join(write(read_library(ENTRIES).values(), "json-ld", lost.append)))
    assert written["@context"] == "https://schema.org"
    assert written["@graph"][0] == {
        "@type": "ScholarlyArticle",
        "@id": "https://doi.org/10.1234/a",
        "name": "On NASA and sharks",
        "author": [
            {"@type": "Person", "givenName": "Vincent", "familyName": "van Gogh"},
            {"@type": "Organization", "name": "World Bank"},
        ],
        "datePublished": "2014-12-31",
        "identifier": [{"@type": "PropertyValue", "propertyID": "citation-key", "value": "a"}],
        "pagination": "1–68",
        "isPartOf": {
            "@type": "PublicationIssue",
            "issueNumber": "2",
            "isPartOf": {
                "@type": "PublicationVolume",
                "volumeNumber": "7",
                "isPartOf": {"@type": "Periodical", "name": "Nature", "issn": "1234-5679"},
            },
        },
    }
    assert [(each.key, str(each)) for each in lost] == [
        ("a", "note"),
        ("a", "title (its formatting)"),
    ]


def test_what_was_written_is_read_again() -> None:
    works = read(b"".join(write(read_library(ENTRIES).values(), "json-ld")), "json-ld")
    assert [(work.key, work.entry().type, dict(work.entry().fields)) for work in works] == [
        ("a", "article", {
            "author": "van Gogh, Vincent and {World Bank}", "title": "On {NASA} and sharks", "journal": "Nature",
            "volume": "7", "number": "2", "pages": "1--68", "year": "2014", "month": "dec", "day": "31",
            "doi": "10.1234/a", "issn": "1234-5679",
        }),
        ("b", "inproceedings", {
            "author": "Smith, Jr., Joe", "title": "C", "booktitle": "B", "editor": "Roe, R.", "series": "S",
            "publisher": "P", "address": "Oslo", "pages": "3", "year": "1990", "isbn": "978-0-7546-5033-1",
            "langid": "ngerman",
        }),
        ("c", "mastersthesis", {"author": "Doe, J.", "title": "T", "school": "MIT", "year": "2001", "keywords": "x, y"}),
        ("d", "misc", {"title": "P", "eprint": "2101.00001", "archiveprefix": "arXiv", "url": "https://example.org/"}),
    ]  # fmt: skip


def test_whom_another_property_names_for_the_same_is_kept_as_a_note() -> None:
    [work] = read(
        b'{"@type": "Dataset", "name": "Naps", "author": {"name": "Ann Doe"},'
        b' "creator": [{"name": "Ann Doe"}, {"name": "Bo Roe"}]}',
        "json-ld",
    )
    assert dict(work.entry().fields) == {
        "author": "Ann Doe",
        "title": "Naps",
        "annotation": "creator: Bo Roe",
    }
