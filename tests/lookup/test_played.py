"""The recorded answers, asked for over HTTP while a fifth of all requests fails: each becomes what it is by itself."""

from pathlib import Path

import pytest
from played import client_of
from server import Server, sometimes

from synbib.formats.data import FormatError
from synbib.lookup import SERVICES, Question, read_answer

RECORDED = Path(__file__).parents[3] / "shared" / "lookup"


def played(server: Server, service: str) -> dict[Question, bytes]:
    """Let the server answer with what is recorded of one work; return what each answers."""
    found: dict[Question, bytes] = {}
    for path in sorted((RECORDED / service).glob("*")):
        data = path.read_bytes()
        try:
            works = read_answer(service, data)
        except FormatError:
            continue
        if len(works) != 1:
            continue
        for scheme, identifier in works[0].identifiers.items():
            question = Question(scheme, identifier)
            if SERVICES[service].request(question) is not None:
                found[question] = data
    for question, data in found.items():
        server.play(service, question, data)
    return found


@pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers are not at hand")
@pytest.mark.parametrize(
    "service", sorted({path.name for path in RECORDED.glob("*") if path.name in SERVICES})
)
def test_a_recorded_answer_comes_over_http_as_it_is(server: Server, service: str) -> None:
    questions = played(server, service)
    server.habits = sometimes(0.2, seed=len(service))
    keys = {"ADS_API_TOKEN": "x", "SCOPUS_API_KEY": "x"}
    with client_of(server, environment=keys) as client:
        for question, data in questions.items():
            works = client.ask(service, question)
            assert [work.entry() for work in works] == [
                work.entry() for work in read_answer(service, data)
            ]
    assert len(server.asked) >= len(questions)
