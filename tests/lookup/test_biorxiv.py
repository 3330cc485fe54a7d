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


def test_of_the_versions_of_a_preprint_the_last_counts() -> None:
    later = {**VERSION, "version": "2", "date": "2020-03-04", "published": "10.1000/x"}
    answer = {"messages": [{"status": "ok"}], "collection": [VERSION, later]}
    (work,) = read_answer("biorxiv", json.dumps(answer).encode())
    assert entry_of(work) == {
        "": "misc",
        "author": "Silva, A. and van Berg, J. P.",
        "title": "Sleep",
        "howpublished": "medRxiv",
        "year": "2020",
        "month": "mar",
        "doi": "10.1101/2020.01.02.000003",
    }
    assert work.published_as == {"doi": "10.1000/x"}


@pytest.mark.parametrize("told", [{"type": "withdrawn"}, {"title": "WITHDRAWN: Sleep"}])
def test_a_withdrawn_preprint_says_so(told: dict[str, str]) -> None:
    answer = {"collection": [{**VERSION, **told}]}
    (work,) = read_answer("biorxiv", json.dumps(answer).encode())
    assert (work.title, work.status) == ("Sleep", "withdrawn")


def test_where_there_is_no_such_preprint_there_are_none() -> None:
    said = b'{"messages": [{"status": "no posts found"}], "collection": []}'
    assert read_answer("biorxiv", said) == []


def test_an_error_says_what_the_service_says() -> None:
    with pytest.raises(AnswerError, match="Error : \\(0\\) unspecified"):
        read_answer("biorxiv", b'{"messages": [{"status": "Error : (0) unspecified"}]}')


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
