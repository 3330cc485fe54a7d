"""The client: how it asks, waits, asks again, gives up, and keeps what it was told."""

import gzip
import logging
from email.utils import formatdate
from pathlib import Path

import pytest
from played import ARXIV, DOI, NOW, Hours, client_of, crossref
from server import FAILURES, Habit, Reply, Server

from synbib.errors import SynbibError, UnknownNameError
from synbib.limits import LONGEST_ANSWER, MOST_ATTEMPTS
from synbib.lookup import AnswerError, Question
from synbib.lookup.client import AskError, BudgetError, Client
from synbib.lookup.kept import Answers
from synbib.lookup.settings import Settings

ARTICLE = Question("doi", DOI)
PREPRINT = Question("arxiv", "2305.01234")


def titles(server: Server, question: Question = ARTICLE, service: str = "crossref") -> list[str]:
    with client_of(server) as client:
        return [work.title for work in client.ask(service, question)]


def test_a_service_is_asked_and_its_answer_read(server: Server) -> None:
    assert titles(server) == ["Gardens of Forking Proofs"]
    assert titles(server, PREPRINT, "arxiv") == ["Sampling Without Tears"]


def test_an_unknown_identifier_is_no_work(server: Server) -> None:
    assert titles(server, Question("doi", "10.1000/none")) == []


def test_who_asks_is_told(server: Server) -> None:
    titles(server)
    (asked,) = server.asked
    assert asked.headers["user-agent"].startswith("synbib/")
    assert asked.headers["user-agent"].endswith(
        "(https://github.com/synbib/synbib; mailto:me@example.org)"
    )
    assert asked.query["mailto"] == "me@example.org"


# --- asking again ---------------------------------------------------------------------------------


@pytest.mark.parametrize("habit", [each for each in Habit if each is not Habit.REFUSES])
def test_whatever_happens_once_the_answer_is_the_same(server: Server, habit: Habit) -> None:
    server.then(habit)
    assert titles(server) == ["Gardens of Forking Proofs"]
    assert len(server.asked) == (2 if habit in FAILURES or habit is Habit.MOVED else 1)


def test_seconds_that_a_service_asks_for_are_waited(server: Server) -> None:
    hours = Hours()
    server.then(Habit.TOO_MANY_FOR_SECONDS)
    with client_of(server, hours) as client:
        client.ask("crossref", ARTICLE)
    assert 7.0 in hours.slept


def test_a_date_that_a_service_names_is_waited_for(server: Server) -> None:
    hours = Hours()
    later = Reply(b"", 503, {"Retry-After": formatdate(NOW + 42, usegmt=True)})
    server.play("crossref", ARTICLE, later)
    with client_of(server, hours) as client, pytest.raises(AskError):
        client.ask("crossref", ARTICLE)
    assert hours.slept.count(42.0) == MOST_ATTEMPTS - 1


def test_waits_grow_where_a_service_says_nothing(server: Server) -> None:
    hours = Hours()
    server.then(*[Habit.UNAVAILABLE] * 4)
    with client_of(server, hours) as client:
        assert client.ask("crossref", ARTICLE)
    grown = [pause for pause in hours.slept if pause >= 1]
    assert len(grown) == 4
    assert all(pause <= 2**at + 1 for at, pause in enumerate(grown))
    assert grown[3] >= 8


def test_a_service_that_wants_an_hour_is_given_up(server: Server) -> None:
    hours = Hours()
    server.play("crossref", ARTICLE, Reply(b"", 429, {"Retry-After": "3600"}))
    with client_of(server, hours) as client:
        for _ in range(2):
            with pytest.raises(
                AskError, match=r"^crossref: wants to be asked again in 3,600 seconds; try again"
            ):
                client.ask("crossref", ARTICLE)
    assert len(server.asked) == 1


def test_a_service_that_is_down_is_asked_so_often_and_no_more(server: Server) -> None:
    server.then(*[Habit.UNAVAILABLE] * 100)
    with client_of(server) as client:
        for _ in range(2):
            with pytest.raises(AskError) as raised:
                client.ask("crossref", ARTICLE)
    assert raised.value.message == "crossref: 503 Service Unavailable, 5 times; try again later"
    assert len(server.asked) == MOST_ATTEMPTS


def test_a_page_that_stays_is_an_error_in_its_words(server: Server) -> None:
    server.then(*[Habit.PAGE] * 100)
    with client_of(server) as client, pytest.raises(AnswerError, match="Bad gateway"):
        client.ask("crossref", ARTICLE)


def test_a_refusal_is_not_asked_again(server: Server) -> None:
    server.play("semanticscholar", ARTICLE, Reply(b'{"message": "Forbidden"}', 403))
    with client_of(server) as client, pytest.raises(AskError) as raised:
        client.ask("semanticscholar", ARTICLE)
    assert raised.value.message == "semanticscholar: refuses (403 Forbidden); set S2_API_KEY"
    assert len(server.asked) == 1


def test_a_server_that_is_not_there_is_an_error_and_is_tried_twice() -> None:
    hours = Hours()
    with Server() as gone:
        pass
    with client_of(gone, hours) as client:
        for _ in range(2):
            with pytest.raises(AskError, match=r"^crossref: no connection: .+; try again later$"):
                client.ask("crossref", ARTICLE)
        assert client.requests == 2


# --- turns, and how many --------------------------------------------------------------------------


def test_a_service_is_asked_as_often_as_it_documents(server: Server) -> None:
    hours = Hours()
    with client_of(server, hours) as client:
        for number in ("2305.01234", "2305.01235", "2305.01236"):
            client.ask("arxiv", Question("arxiv", number))
        client.ask("crossref", ARTICLE)
    assert hours.slept == [3.0, 3.0]


def test_no_more_requests_than_the_budget_has(server: Server) -> None:
    server.then(Habit.UNAVAILABLE)
    with client_of(server, most_requests=2) as client:
        client.ask("crossref", ARTICLE)
        with pytest.raises(BudgetError, match="2 requests were made"):
            client.ask("arxiv", PREPRINT)
        assert client.requests == 2
    assert len(server.asked) == 2


# --- answers that are kept ------------------------------------------------------------------------


def test_what_was_asked_is_not_asked_again(server: Server, tmp_path: Path) -> None:
    for _ in range(2):
        with client_of(server, answers=Answers(tmp_path / "kept" / "answers.sqlite")) as client:
            assert client.ask("crossref", ARTICLE)
            assert client.ask("crossref", Question("doi", "10.1000/none")) == []
    assert len(server.asked) == 2


def test_an_answer_is_asked_for_anew_where_that_is_wanted(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"

    def asked(refresh: bool) -> str:
        with client_of(server, answers=Answers(path), refresh=refresh) as client:
            return client.ask("crossref", ARTICLE)[0].title

    assert asked(refresh=False) == "Gardens of Forking Proofs"
    server.play("crossref", ARTICLE, crossref(title=["Gardens, Revised"]))
    assert asked(refresh=False) == "Gardens of Forking Proofs"
    assert asked(refresh=True) == "Gardens, Revised"
    assert asked(refresh=False) == "Gardens, Revised"


def test_answers_grow_old() -> None:
    now = NOW
    answers = Answers(None, lambda: now)
    answers.keep("known", b"x")
    answers.keep("unknown", b"")
    assert (answers.find("known"), answers.find("unknown")) == (b"x", b"")
    now += 2 * 86_400
    assert (answers.find("known"), answers.find("unknown")) == (b"x", None)
    now += 30 * 86_400
    assert answers.find("known") is None


def test_that_there_is_no_such_work_is_kept_as_that_whatever_the_answer() -> None:
    kept: dict[str, bytes] = {}

    class Noting(Answers):
        def keep(self, asked: str, body: bytes) -> None:
            kept[asked] = body

    with Server() as server:
        server.play("arxiv", PREPRINT, b'<feed xmlns="http://www.w3.org/2005/Atom"/>')
        with client_of(server, answers=Noting(None)) as client:
            assert client.ask("arxiv", PREPRINT) == []
    assert list(kept.values()) == [b""]


def test_no_failure_is_kept(server: Server) -> None:
    server.then(*[Habit.HALF] * MOST_ATTEMPTS)
    with client_of(server) as client:
        with pytest.raises(AnswerError):
            client.ask("crossref", ARTICLE)
        assert client.ask("crossref", ARTICLE)


def test_a_file_that_is_broken_is_made_anew(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_bytes(b"this is no database, however long it is" * 100)
    answers = Answers(path)
    answers.keep("asked", b"answer")
    answers.close()
    assert Answers(path).find("asked") == b"answer"


def test_nothing_is_found_or_kept_once_the_file_is_closed(tmp_path: Path) -> None:
    answers = Answers(tmp_path / "answers.sqlite")
    answers.keep("asked", b"answer")
    answers.close()
    answers.keep("asked", b"another")
    assert answers.find("asked") is None
    assert Answers(tmp_path / "answers.sqlite").find("asked") == b"answer"


def test_where_nothing_can_be_kept_all_works_without(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with client_of(server, answers=Answers(tmp_path / "file" / "answers.sqlite")) as client:
        assert client.ask("crossref", ARTICLE)


# --- keys -----------------------------------------------------------------------------------------


def test_a_key_is_sent_and_neither_kept_nor_logged(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    server.play("openalex", ARTICLE, b'{"id": "https://openalex.org/W1", "title": "A title"}')
    server.play("semanticscholar", ARTICLE, b'{"paperId": "a", "title": "A title"}')
    path = tmp_path / "answers.sqlite"
    keys = {"OPENALEX_API_KEY": "secret-one", "S2_API_KEY": "secret-two"}
    with (
        caplog.at_level(logging.DEBUG),
        client_of(server, answers=Answers(path), environment=keys) as client,
    ):
        client.ask("openalex", ARTICLE)
        client.ask("semanticscholar", ARTICLE)
    by_query, by_header = server.asked
    assert by_query.query["api_key"] == "secret-one"
    assert by_header.headers["x-api-key"] == "secret-two"
    assert b"secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "httpx" in {record.name for record in caplog.records}
    assert "secret" not in caplog.text


def test_a_password_in_an_address_is_neither_kept_nor_logged(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    base = server.variables["SYNBIB_CROSSREF_URL"].replace("http://", "http://me:secret@")
    settings = Settings.of({"SYNBIB_CROSSREF_URL": base})
    with (
        caplog.at_level(logging.DEBUG),
        Client(settings, Answers(tmp_path / "a.sqlite"), clock=Hours().clock) as client,
    ):
        assert client.ask("crossref", ARTICLE)
    assert server.asked[0].headers["authorization"].startswith("Basic ")
    assert b"secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "secret" not in caplog.text


def test_a_key_that_is_none_is_not_shown(server: Server) -> None:
    with (
        client_of(server, environment={"S2_API_KEY": "secret\nkey"}) as client,
        pytest.raises(AskError) as raised,
    ):
        client.ask("semanticscholar", ARTICLE)
    assert raised.value.message == "S2_API_KEY: is no key; set it anew"


def test_a_service_that_answers_with_a_key_only_is_not_asked_without(server: Server) -> None:
    with client_of(server) as client:
        assert not client.can_ask("ads", ARTICLE)
        with pytest.raises(AskError, match=r"^ads: answers with a key only; set ADS_API_TOKEN$"):
            client.ask("ads", ARTICLE)
    assert not server.asked


# --- settings -------------------------------------------------------------------------------------


def test_the_environment_counts_before_the_file_of_the_user() -> None:
    own = {"crossref-url": "https://one.example", "mailto": "a@example.org"}
    settings = Settings.of({"SYNBIB_CROSSREF_URL": "https://two.example/x"}, own)
    assert settings.bases == {"crossref": "https://two.example/x/"}
    assert settings.mailto == "a@example.org"


@pytest.mark.parametrize(
    ("variable", "value", "message"),
    [
        ("SYNBIB_CROSREF_URL", "https://a.example", "did you mean SYNBIB_CROSSREF_URL"),
        ("SYNBIB_CROSSREF_URL", "file:///etc", "'file:///etc' is no address"),
        ("SYNBIB_MAILTO", "me\r\nX-Y: z@a.example", "is no address of mail"),
    ],
)
def test_a_setting_that_is_none_is_an_error(variable: str, value: str, message: str) -> None:
    with pytest.raises((SynbibError, UnknownNameError)) as raised:
        Settings.of({variable: value})
    assert message in raised.value.message


# --- what means harm ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("location", "message"),
    [
        ("http://127.0.0.1:1/", "'127.0.0.1', which is an address of this network"),
        ("http://localhost:1/", "'localhost', which is an address of this network"),
        ("http://[::ffff:127.0.0.1]:1/", "which is an address of this network"),
        ("http://2130706433/", "which is an address of this network"),
        ("http://169.254.169.254/latest/", "'169.254.169.254', which is an address of"),
        ("http://10.0.0.1/", "which is an address of this network"),
        ("file:///etc/passwd", "'file:', which is not HTTP"),
        ("ftp://example.org/", "'ftp:', which is not HTTP"),
    ],
)
def test_a_redirect_leads_to_the_open_web_only(server: Server, location: str, message: str) -> None:
    server.play("crossref", ARTICLE, Reply(b"", 302, {"Location": location}))
    with client_of(server) as client, pytest.raises(AskError) as raised:
        client.ask("crossref", ARTICLE)
    assert message in raised.value.message
    assert len(server.asked) == 1


def test_redirects_come_to_an_end(server: Server) -> None:
    server.then(*[Habit.MOVED] * 100)
    with client_of(server) as client, pytest.raises(AskError, match="MOST_REDIRECTS, 5"):
        client.ask("crossref", ARTICLE)
    assert len(server.asked) == 6


def test_an_answer_of_more_than_ten_megabytes_is_cut_off(server: Server) -> None:
    server.play("crossref", ARTICLE, b" " * (LONGEST_ANSWER + 1))
    with client_of(server) as client, pytest.raises(AskError, match="LONGEST_ANSWER, 10,000,000"):
        client.ask("crossref", ARTICLE)


def test_an_answer_that_is_larger_than_it_looks_is_cut_off(server: Server) -> None:
    packed = gzip.compress(bytes(50_000_000))
    server.play("crossref", ARTICLE, Reply(packed, 200, {"Content-Encoding": "gzip"}))
    with client_of(server) as client, pytest.raises(AskError, match="LONGEST_ANSWER, 10,000,000"):
        client.ask("crossref", ARTICLE)


def test_a_packed_answer_is_unpacked(server: Server) -> None:
    packed = Reply(gzip.compress(ARXIV.encode()), 200, {"Content-Encoding": "gzip"})
    server.play("arxiv", PREPRINT, packed)
    assert titles(server, PREPRINT, "arxiv") == ["Sampling Without Tears"]
