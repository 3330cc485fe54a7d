"""bioRxiv's and medRxiv's preprints: small answers, and the whole entry of each."""

import json

import pytest
from answering import entry_of

from synbib.lookup import SERVICES, Question, Request, read_answer
from synbib.lookup.answers import AnswerError

VERSION = {
    "doi": "10.1101/2020.01.02.000003",
    "title": "Sleep",
    "authors": "Silva, A.; van Berg, J. P.",
    "date": "2020-01-02",
    "version": "1",
    "type": "new results",
    "published": "NA",
    "server": "medrxiv",
}


def test_of_the_versions_of_a_preprint_the_last_counts_and_the_date_of_the_first() -> None:
    later = {**VERSION, "version": "2", "date": "2020-03-04", "published": "10.1000/x"}
    answer = {"messages": [{"status": "ok"}], "collection": [VERSION, later]}
    (work,) = read_answer("biorxiv", json.dumps(answer).encode())
    assert entry_of(work) == {
        "": "misc",
        "author": "Silva, A. and van Berg, J. P.",
        "title": "Sleep",
        "howpublished": "medRxiv",
        "year": "2020",
        "month": "jan",
        "doi": "10.1101/2020.01.02.000003",
    }
    assert work.published_as == {"doi": "10.1000/x"}


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"type": "withdrawn"}, "withdrawn"),
        ({"type": "WITHDRAWN"}, "withdrawn"),
        ({"type": "retraction"}, "retracted"),
        ({"title": "WITHDRAWN: Sleep"}, "withdrawn"),
        ({"title": "RETRACTED: Sleep"}, "retracted"),
        ({"type": "confirmatory results"}, ""),
    ],
)
def test_a_preprint_that_was_taken_back_says_so(told: dict[str, str], status: str) -> None:
    answer = {"collection": [{**VERSION, **told}]}
    (work,) = read_answer("biorxiv", json.dumps(answer).encode())
    assert (work.title, work.status) == ("Sleep", status)


@pytest.mark.parametrize(
    ("written", "author"),
    [
        ("SMITH, J.; DOE, A. B.", "Smith, J. and Doe, A. B."),
        ("Smith, J., Jr.; Müller-Li, X.-Y.;", "Smith, Jr., J. and Müller-Li, X.-Y."),
        ("The Sleep Consortium; de la Cruz, M. J.", "{The Sleep Consortium} and de la Cruz, M. J."),
        ("Silva, A.", "Silva, A."),
    ],
)
def test_names_stand_between_semicolons(written: str, author: str) -> None:
    answer = {"collection": [{**VERSION, "authors": written}]}
    (work,) = read_answer("biorxiv", json.dumps(answer).encode())
    assert entry_of(work)["author"] == author


def test_what_was_published_is_told_with_both_numbers() -> None:
    pub = {
        "biorxiv_doi": "10.1101/2020.01.02.000003",
        "published_doi": "10.1000/x",
        "published_journal": "Nature",
        "preprint_platform": "bioRxiv",
        "preprint_title": "SLEEP IN <i>MICE</i> CELLS",
        "preprint_authors": "Silva, A.",
        "preprint_date": "2020-01-02",
        "published_date": "2021-05-06",
    }
    (work,) = read_answer("biorxiv", json.dumps({"collection": [pub]}).encode())
    assert entry_of(work) == {
        "": "misc",
        "author": "Silva, A.",
        "title": r"Sleep in \textit{mice} cells",
        "howpublished": "bioRxiv",
        "year": "2020",
        "month": "jan",
        "doi": "10.1101/2020.01.02.000003",
    }
    assert work.published_as == {"doi": "10.1000/x"}


def test_where_there_is_no_such_preprint_there_are_none() -> None:
    said = b'{"messages": [{"status": "no posts found"}], "collection": []}'
    assert read_answer("biorxiv", said) == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (b'{"messages": [{"status": "Error : (0) unspecified"}]}', r"Error : \(0\) unspecified"),
        (b"Error : (2006) MySQL server has gone away", r"Error : \(2006\) MySQL server"),
        (b"<html><title>403 Forbidden</title></html>", "403 Forbidden"),
        (b'{"messages": [', "save the whole answer"),
        (b"", "the answer is empty"),
    ],
)
def test_an_error_says_what_the_service_says(answer: bytes, said: str) -> None:
    with pytest.raises(AnswerError, match=said):
        read_answer("biorxiv", answer)


@pytest.mark.parametrize(
    ("question", "path"),
    [
        (Question("doi", "10.1101/2020.01.02.000003"), "details/biorxiv/10.1101/2020.01.02.000003/na/json"),
        (Question("medrxiv", "10.1101/2020.01.02.000003"), "details/medrxiv/10.1101/2020.01.02.000003/na/json"),
        (Question("doi", "10.1000/x"), None),
        (Question(title="Sleep"), None),
    ],
)  # fmt: skip
def test_only_a_preprint_of_these_servers_is_asked_for(
    question: Question, path: str | None
) -> None:
    asked = SERVICES["biorxiv"].request(question)
    assert asked == (Request(path) if path else None)
