"""OpenAlex's works: small answers, and the whole entry of each."""

from typing import Any

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

JOURNAL = {"display_name": "Journal of Tests", "type": "journal", "issn_l": "1234-5679"}


def work(**told: Any) -> dict[str, Any]:
    return {"id": "https://openalex.org/W1", "title": "On Tests", "doi": None, **told}


@pytest.mark.parametrize(
    ("told", "entry"),
    [
        (
            {
                "type": "dissertation",
                "publication_date": "2019-01-01",
                "publication_year": 2019,
                "authorships": [
                    {
                        "raw_author_name": "N. Klein",
                        "author": {"display_name": "Nora Klein"},
                        "institutions": [{"display_name": "Universität Graz"}],
                    }
                ],
                "primary_location": {
                    "landing_page_url": "https://unipub.uni-graz.at/1",
                    "source": {"display_name": "unipub (Graz)", "type": "repository"},
                },
                "language": "de",
            },
            {
                "": "phdthesis",
                "author": "Nora Klein",
                "title": "On Tests",
                "school": "Universität Graz",
                "year": "2019",
                "url": "https://unipub.uni-graz.at/1",
                "langid": "ngerman",
            },
        ),
        (
            {
                "type": "preprint",
                "doi": "https://doi.org/10.48550/arXiv.2101.00001",
                "publication_date": "2021-01-04",
                "primary_location": {
                    "source": {"display_name": "arXiv (Cornell University)", "type": "repository"}
                },
            },
            {
                "": "misc",
                "title": "On Tests",
                "year": "2021",
                "month": "jan",
                "doi": "10.48550/arXiv.2101.00001",
                "eprint": "2101.00001",
                "archiveprefix": "arXiv",
            },
        ),
        (
            {
                "title": "RETRACTED: On Tests",
                "type": "article",
                "is_retracted": True,
                "doi": "https://doi.org/10.1000/x1",
                "publication_date": "2020-05-01",
                "primary_location": {"source": JOURNAL, "raw_source_name": "JOURNAL OF TESTS"},
                "locations": [{"landing_page_url": "http://arxiv.org/abs/1905.00001"}],
                "biblio": {"volume": "7", "first_page": "3", "last_page": "9"},
                "best_oa_location": {"pdf_url": "https://example.org/x1.pdf"},
            },
            {
                "": "article",
                "title": "On Tests",
                "journal": "Journal of Tests",
                "volume": "7",
                "pages": "3--9",
                "year": "2020",
                "month": "may",
                "issn": "1234-5679",
                "doi": "10.1000/x1",
                "eprint": "1905.00001",
                "archiveprefix": "arXiv",
                "note": "Retracted",
                "pdf": "https://example.org/x1.pdf",
            },
        ),
        (
            {
                "type": "article",
                "doi": "https://doi.org/10.1000/x2",
                "publication_year": 2022,
                "primary_location": {
                    "source": {"display_name": "Conference on Tests", "type": "conference"}
                },
            },
            {
                "": "inproceedings",
                "title": "On Tests",
                "booktitle": "Conference on Tests",
                "year": "2022",
                "doi": "10.1000/x2",
            },
        ),
    ],
    ids=["dissertation", "arxiv", "retracted", "conference"],
)
def test_a_work_becomes_the_entry_of_its_type(told: dict[str, Any], entry: dict[str, str]) -> None:
    assert entries("openalex", work(**told)) == [entry]


def test_a_name_in_full_takes_the_place_of_its_initials_and_of_nothing_else() -> None:
    signed = [
        ("A. Fenton", "Andy Fenton"),
        ("Hunter M. Jones", "Hunter Jones"),
        ("Li Wei", "Wei Li"),
    ]
    authorships = [
        {"raw_author_name": raw, "author": {"display_name": known}} for raw, known in signed
    ]
    (entry,) = entries("openalex", work(type="article", authorships=authorships))
    assert entry["author"] == "Andy Fenton and Hunter M. Jones and Li Wei"


def test_an_older_record_has_the_place_in_one() -> None:
    venue = {**JOURNAL, "publisher": "Humana", "url": "https://example.org"}
    told = {"type": "journal-article", "doi": "https://doi.org/10.1000/x", "publication_year": 2020}
    assert entries("openalex", work(host_venue=venue, **told)) == [
        {
            "": "article",
            "title": "On Tests",
            "journal": "Journal of Tests",
            "publisher": "Humana",
            "year": "2020",
            "issn": "1234-5679",
            "doi": "10.1000/x",
        }
    ]


def test_an_empty_list_has_no_works() -> None:
    assert read_answer("openalex", b'{"meta": {"count": 0}, "results": []}') == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            b'{"error": "Invalid query parameters error.", "message": "no such field"}',
            "no such field",
        ),
        (b"<!doctype html><title>404 Not Found</title>", "404 Not Found"),
        (b'{"id": "https://openalex.org/W1", "ti', "openalex:1:35"),
        (b"[1, 2]", "openalex"),
        (b"", "empty"),
    ],
)
def test_what_is_not_a_work_is_an_error_that_says_so(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("openalex", answer)


def test_a_doi_is_asked_for_as_it_is_and_a_title_as_a_filter() -> None:
    service = SERVICES["openalex"]
    assert service.request(Question("doi", "10.1890/0012-9658(2006)87[2832:t]2.0.co;2")).path == (  # type: ignore[union-attr]
        "works/doi:10.1890/0012-9658%282006%2987%5B2832:t%5D2.0.co%3B2"
    )
    found = service.request(Question(title="Cats, Dogs", year="2020", most=2))
    assert isinstance(found, Request)
    assert found.params["filter"] == "title.search:Cats Dogs,publication_year:2019-2021"
    assert found.params["per-page"] == "2"
    assert service.request(Question("isbn", "9780140328721")) is None
