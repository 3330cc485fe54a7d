"""CiteSeerX's papers: a small answer, and its whole entry."""

import pytest
from answering import entries

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError


def test_a_paper_is_kept_with_where_it_was_found() -> None:
    paper = {
        "id": "7",
        "title": " On Monads",
        "authors": ["Ana Silva", "Bo Li"],
        "venue": "LICS",
        "year": "1989",
        "source": "https://example.org/monads.pdf",
    }
    assert entries("citeseerx", {"query_id": "q", "paper": paper}) == [
        {
            "": "inproceedings",
            "author": "Ana Silva and Bo Li",
            "title": "On Monads",
            "booktitle": "ACM/IEEE Symposium on Logic in Computer Science",
            "year": "1989",
            "url": "https://citeseerx.ist.psu.edu/doc_view/pid/7",
            "pdf": "https://example.org/monads.pdf",
        }
    ]


@pytest.mark.parametrize(
    ("told", "differs"),
    [
        ({"venue": "", "year": "0"}, {"": "misc"}),
        ({"venue": "Journal of Logic", "year": 1990}, {"": "article", "journal": "Journal of Logic", "year": "1990"}),
        ({"venue": "In Proceedings of the Sleep Workshop"}, {"": "inproceedings", "booktitle": "Proceedings of the Sleep Workshop"}),
        ({"venue": "Ph.D. thesis"}, {"": "phdthesis"}),
        ({"venue": "Master's thesis"}, {"": "mastersthesis"}),
        ({"title": "ON MONADS AND CATEGORIES", "authors": ["E. MOGGI"]}, {"": "misc", "title": "On monads and categories", "author": "E. Moggi"}),
        ({"title": "On \n Monads.", "authors": []}, {"": "misc", "author": ""}),
        ({"source": "https://x.org/a.ps"}, {"": "misc", "other": "https://x.org/a.ps"}),
    ],
)  # fmt: skip
def test_what_the_crawler_found_of_the_venue_tells_the_type(
    told: dict[str, object], differs: dict[str, str]
) -> None:
    paper = {"id": "7", "title": "On Monads", "authors": ["Bo Li"], "source": "", **told}
    entry = {
        "author": "Bo Li",
        "title": "On Monads",
        "url": "https://citeseerx.ist.psu.edu/doc_view/pid/7",
        **differs,
    }
    made = entries("citeseerx", {"paper": paper})
    assert made == [{name: text for name, text in entry.items() if text}]


def test_where_there_is_no_such_paper_there_are_none() -> None:
    assert read_answer("citeseerx", b'{"query_id": "q", "paper": {}}') == []
    assert read_answer("citeseerx", b'{"detail": "Paper not found"}') == []


def test_an_error_says_what_the_service_says() -> None:
    with pytest.raises(AnswerError, match="Internal error"):
        read_answer("citeseerx", b'{"detail": "Internal error"}')


def test_a_paper_is_asked_for_by_its_id_alone() -> None:
    service = SERVICES["citeseerx"]
    assert service.request(Question("citeseerx", "7")) == Request("api/paper", {"paper_id": "7"})
    assert service.request(Question(title="On Monads")) is None
