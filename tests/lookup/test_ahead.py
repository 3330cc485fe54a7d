"""Many works asked for at once, and several services at once: the answers are as if they were asked for one by one."""

import json
import time
from collections.abc import Callable
from threading import Barrier

import pytest
from played import ARXIV, DOI, client_of, crossref
from server import Habit, Reply, Server

from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.lookup import Question
from synbib.lookup.ahead import ask_ahead
from synbib.lookup.client import BudgetError, Client, Clock
from synbib.lookup.kept import Answers
from synbib.lookup.online import SEARCHED, Online
from synbib.lookup.settings import Settings


def _arxiv(number: str) -> bytes:
    return ARXIV.replace("2305.01234v2", f"{number}v1").replace("Tears", f"Tears {number}").encode()


def _datacite(doi: str) -> bytes:
    attributes = {"doi": doi, "titles": [{"title": f"A Set of Data, {doi}"}]}
    return json.dumps({"data": {"id": doi, "attributes": attributes}}).encode()


def _openalex(number: str) -> bytes:
    return json.dumps({"id": f"https://openalex.org/{number}", "title": f"Work {number}"}).encode()


def _pubmed(number: str) -> bytes:
    return f"""<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>{number}</PMID><Article>
    <ArticleTitle>Cells {number} and α.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>""".encode()


def _semanticscholar(number: str) -> bytes:
    ids = (
        {"CorpusId": int(number)} if (number := number.removeprefix("CorpusId:")).isdigit() else {}
    )
    paper = "f" * 40 if ids else number
    return json.dumps({"paperId": paper, "externalIds": ids, "title": f"On {number}"}).encode()


MANY: dict[str, tuple[str, list[str], Callable[[str], bytes]]] = {
    "arxiv": ("arxiv", ["2305.01234", "hep-th/9901001", "2401.00001"], _arxiv),
    "crossref": ("doi", ["10.1000/a.1", "10.1000/A(2)", "10.1000/b"], lambda doi: crossref(DOI=doi.lower())),
    "datacite": ("doi", ["10.5281/zenodo.1", "10.5281/ZENODO.2"], _datacite),
    "openalex": ("openalex", ["W111111", "W222222"], _openalex),
    "pubmed": ("pmid", ["31452104", "31452105"], _pubmed),
    "semanticscholar": ("s2", ["a" * 40, "CorpusId:13756489"], _semanticscholar),
}  # fmt: skip


def titles(works: list[Incoming]) -> list[str]:
    return [work.title for work in works]


@pytest.mark.parametrize("service", MANY)
def test_many_works_are_asked_for_in_one_request_and_are_what_each_is_alone(
    server: Server, service: str
) -> None:
    scheme, identifiers, answer = MANY[service]
    questions = [Question(scheme, identifier) for identifier in identifiers]
    for question in questions:
        server.play(service, question, answer(question.identifier))
    with client_of(server) as client:
        alone = [client.ask(service, question) for question in questions]
    assert all(alone)
    del server.asked[:]
    with client_of(server) as client:
        assert client.ask_many(service, questions) == []
        assert [client.ask(service, question) for question in questions] == alone
    assert len(server.asked) == 1


def test_what_is_not_among_the_answers_is_asked_for_alone(server: Server) -> None:
    known, unknown = Question("doi", DOI), Question("doi", "10.1000/none")
    with client_of(server) as client:
        assert client.ask_many("crossref", [unknown, known]) == [unknown]
        assert client.ask("crossref", unknown) == []
    assert [asked.path for asked in server.asked] == ["works", "works/10.1000/none"]


@pytest.mark.parametrize(
    ("service", "scheme", "identifiers"),
    [
        ("arxiv", "arxiv", ["2305.01234v1", "2305.01234v2"]),
        ("crossref", "doi", ["10.1000/a,b", "10.1000/c,d"]),
        ("crossref", "doi", ["10.1000/one"]),
    ],
)
def test_what_cannot_be_asked_for_together_is_not(
    server: Server, service: str, scheme: str, identifiers: list[str]
) -> None:
    questions = [Question(scheme, identifier) for identifier in identifiers]
    with client_of(server) as client:
        assert client.ask_many(service, questions) == questions
    assert not server.asked


def test_more_works_than_a_service_takes_are_asked_for_in_several_requests(server: Server) -> None:
    questions = [Question("doi", f"10.1000/{number}") for number in range(45)]
    for question in questions:
        server.play("crossref", question, crossref(DOI=question.identifier))
    with client_of(server) as client:
        assert client.ask_many("crossref", questions) == []
    assert [asked.query["rows"] for asked in server.asked] == ["20", "20", "5"]


def test_a_request_for_many_that_is_refused_harms_nobody(server: Server) -> None:
    other = Question("doi", "10.1000/other")
    server.play("crossref", other, crossref(DOI="10.1000/other", title=["Another"]))
    server.then(Habit.REFUSES)
    with client_of(server) as client:
        online = Online(client)
        questions = [Question("doi", DOI), other]
        online.prepare(questions)
        found = [titles(online.find(question)) for question in questions]
    assert found == [["Gardens of Forking Proofs"], ["Another"]]


def test_what_is_asked_for_anew_is_asked_for_once(server: Server) -> None:
    server.play("crossref", Question("doi", "10.1000/b"), crossref(DOI="10.1000/b"))
    questions = [Question("doi", DOI), Question("doi", "10.1000/b")]
    with client_of(server, refresh=True) as client:
        client.ask_many("crossref", questions)
        for question in questions * 2:
            assert client.ask("crossref", question)
    assert len(server.asked) == 1


# --- several services at once -----------------------------------------------------------------------


def test_a_title_is_asked_for_at_all_services_at_once(server: Server) -> None:
    question = Question(title="Gardens of Forking Proofs")
    # Each answers when all have been asked.
    met = Barrier(len(SEARCHED), timeout=10)
    for service in SEARCHED:
        server.play(service, question, Reply(b"{}", 404, before=met.wait))
    with client_of(server) as client:
        assert Online(client).find(question) == []


def test_services_of_several_schemes_are_asked_at_once_and_the_order_is_that_of_the_questions(
    server: Server,
) -> None:
    met = Barrier(2, timeout=10)
    questions = [Question("doi", DOI), Question("arxiv", "2305.01234")]
    server.play("crossref", questions[0], Reply(crossref(), before=met.wait))
    server.play("arxiv", questions[1], Reply(ARXIV.encode(), before=met.wait))
    with client_of(server) as client:
        online = Online(client)
        ask_ahead([online], questions)
        found = [titles(online.find(question)) for question in questions]
    assert found == [["Gardens of Forking Proofs"], ["Sampling Without Tears"]]


def test_one_service_is_asked_one_thing_after_the_other(server: Server) -> None:
    at_once: list[int] = [0, 0]  # now, and at most

    def count() -> None:
        at_once[0] += 1
        at_once[1] = max(at_once)
        time.sleep(0.05)
        at_once[0] -= 1

    questions = [
        *(Question("arxiv", f"2305.01234v{version}") for version in range(1, 4)),
        Question(title="Sampling Without Tears"),
    ]
    for question in questions:
        server.play("arxiv", question, Reply(ARXIV.encode(), before=count))
    with client_of(server) as client:
        online = Online(client)
        online.prepare(questions)
        assert all(online.find(question) for question in questions)
    assert at_once == [0, 1]
    assert [asked.service for asked in server.asked].count("arxiv") == 4


def test_where_requests_are_counted_the_first_questions_are_answered(server: Server) -> None:
    questions = [
        Question("doi", "10.1000/none"),
        Question("doi", DOI),
        Question("arxiv", "2305.01234"),
    ]
    with client_of(server, most_requests=4) as client:
        online = Online(client)
        online.prepare(questions)
        assert online.find(questions[0]) == []
        assert online.find(questions[1])
        with pytest.raises(BudgetError):
            online.find(questions[2])


def test_nobody_is_asked_for_what_a_nearer_source_knows(server: Server) -> None:
    class Index:
        def find(self, question: Question) -> list[str]:
            return ["known"] if question.scheme in ("arxiv", "doi") else []

    questions = [Question("arxiv", "2305.01234"), Question("doi", DOI), Question("pmid", "1")]
    with client_of(server) as client:
        online = Online(client)
        ask_ahead([Index(), online], questions, everywhere={"doi"})
        online.find(questions[1])
        online.find(questions[2])
    assert {asked.service for asked in server.asked} == {"crossref", "pubmed", "europepmc"}


def test_who_waits_for_an_answer_does_not_wait_once_all_is_closed(server: Server) -> None:
    question = Question("doi", DOI)
    server.play("crossref", question, Reply(b"", 429, {"Retry-After": "100"}))
    client = Client(Settings.of(server.variables), Answers(None), clock=Clock(), environment={})
    online = Online(client)
    online.prepare([question])
    begin = time.monotonic()
    while not server.asked and time.monotonic() - begin < 60:
        time.sleep(0.01)
    client.close()
    with pytest.raises(SynbibError):
        online.find(question)
