"""Where connections go to: to what was looked at, whatever a name is the next time, and not into the user's network."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from threading import Event, Thread
from typing import Any

import pytest
from played import DOI, Hours, client_of
from server import Reply, Server

from synbib.errors import SynbibError
from synbib.limits import MOST_ATTEMPTS
from synbib.lookup import Question, connections
from synbib.lookup.addresses import numbers_of
from synbib.lookup.client import AskError, Client
from synbib.lookup.kept import Answers
from synbib.lookup.settings import Settings

ARTICLE = Question("doi", DOI)
OPEN = "93.184.215.14"
Names = Callable[[dict[str, list[list[str]]]], list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """Give names numbers: a list for each time that they are asked for. Returns what is asked for."""
    ask = socket.getaddrinfo

    def given(told: dict[str, list[list[str]]]) -> list[str]:
        asked: list[str] = []
        left: dict[str, Iterator[list[str]]] = {name: iter(each) for name, each in told.items()}

        def getaddrinfo(host: Any, port: Any, *args: Any, **kwargs: Any) -> Any:
            if host not in left:
                return ask(host, port, *args, **kwargs)
            asked.append(host)
            return [(0, 0, 0, "", (number, port)) for number in next(left[host])]

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
        return asked

    return given


def at(server: Server, host: str) -> Client:
    base = f"{server.address.replace('127.0.0.1', host)}crossref/"
    return Client(
        Settings.of({"SYNBIB_CROSSREF_URL": base}),
        Answers(None),
        clock=Hours().clock,
        environment={},
    )


def test_a_name_that_is_another_number_the_next_time_is_asked_for_once(
    server: Server, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.play("crossref", ARTICLE, Reply(b"", 302, {"Location": "http://rebound.example/"}))
    asked = names({"rebound.example": [[OPEN]] + [["127.0.0.1"]] * 9})
    connected = []
    connect = socket.create_connection

    def create_connection(address: Any, *args: Any, **kwargs: Any) -> Any:
        if address[0] == "127.0.0.1" and address[1] != 80:
            return connect(address, *args, **kwargs)
        connected.append(address)
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "create_connection", create_connection)
    with client_of(server) as client, pytest.raises(AskError):
        client.ask("crossref", ARTICLE)
    assert connected == [(OPEN, 80)]
    assert asked == ["rebound.example"] * 2  # by the second attempt, which is refused


@pytest.mark.parametrize("number", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1"])
def test_a_name_with_one_number_of_this_network_is_not_connected_to(
    server: Server, names: Names, number: str
) -> None:
    server.play("crossref", ARTICLE, Reply(b"", 302, {"Location": "http://inner.example/x"}))
    names({"inner.example": [[OPEN, number]]})
    with client_of(server) as client, pytest.raises(AskError) as raised:
        client.ask("crossref", ARTICLE)
    assert raised.value.message == (
        "crossref: a redirect to 'inner.example', which is an address of this network; check its address"
    )


def test_the_user_s_own_address_may_be_of_this_network_and_is_asked_under_its_name(
    server: Server, names: Names
) -> None:
    names({"mirror.example": [["127.0.0.1"]] * 2})
    with at(server, "mirror.example") as client:
        assert client.ask("crossref", ARTICLE)
    assert server.asked[0].headers["host"].startswith("mirror.example:")


def test_the_next_number_is_tried_where_one_does_not_answer(server: Server, names: Names) -> None:
    names({"mirror.example": [["127.0.0.9", "127.0.0.1"]]})
    with at(server, "mirror.example") as client:
        assert client.ask("crossref", ARTICLE)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "0x7f.1", "0177.0.0.1", "2130706433", "0", "0.0.0.0", "localhost",
        "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "169.254.169.254", "224.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.1", "2002:7f00:1::", "fc00::1", "fd00::1", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1",
    ],
)  # fmt: skip
def test_these_are_addresses_of_this_network(host: str) -> None:
    with pytest.raises(SynbibError, match="which is an address of this network"):
        numbers_of(host, 80)
    assert numbers_of(host, 80, anywhere=True)


@pytest.mark.parametrize("host", [OPEN, "2606:4700::1111", "64:ff9b::93.184.215.14"])
def test_these_are_addresses_of_the_open_web(host: str) -> None:
    assert len(numbers_of(host, 80)) == 1


@pytest.mark.parametrize(
    "location",
    ["http://good.example\\@127.0.0.1/", "http://127.0.0.1#@good.example/", "http://127。0。0。1/"],
)
def test_an_address_is_looked_at_as_it_is_connected_to(server: Server, location: str) -> None:
    server.play(
        "crossref", ARTICLE, Reply(b"", 302, {"Location": location.encode().decode("latin-1")})
    )
    with client_of(server) as client, pytest.raises(AskError):
        client.ask("crossref", ARTICLE)
    assert len(server.asked) == 1


def test_what_a_proxy_leads_to_is_looked_at_too(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    server.play("crossref", ARTICLE, Reply(b"", 302, {"Location": "http://10.0.0.1/"}))
    with client_of(server) as client, pytest.raises(AskError, match="address of this network"):
        client.ask("crossref", ARTICLE)
    assert len(server.asked) == 1


@pytest.mark.parametrize("exempt", ["", "services.example"])
def test_a_proxy_connects_unless_a_host_is_exempt(
    server: Server, names: Names, monkeypatch: pytest.MonkeyPatch, exempt: str
) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.setenv("no_proxy", exempt)
    asked = names({"services.example": [["127.0.0.1"]]})
    with at(server, "services.example") as client:
        assert client.ask("crossref", ARTICLE)
    assert asked == ([exempt] if exempt else [])


def test_a_cookie_is_not_sent_back(server: Server) -> None:
    server.play("crossref", ARTICLE, Reply(b"{}", 503, {"Set-Cookie": "id=7; Path=/"}))
    with client_of(server) as client, pytest.raises(AskError):
        client.ask("crossref", ARTICLE)
    assert all("cookie" not in asked.headers for asked in server.asked)


def test_a_header_without_end_is_a_broken_answer(server: Server) -> None:
    server.play("crossref", ARTICLE, Reply(b"{}", 200, {"X-Long": "x" * 2_000_000}))
    with client_of(server) as client, pytest.raises(AskError, match="an answer that is broken: "):
        client.ask("crossref", ARTICLE)


@pytest.fixture
def dripping() -> Iterator[str]:
    """The address of a server whose header never ends."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = Event()

    def answer() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                Thread(target=drip, args=(connection,), daemon=True).start()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while not ended.wait(0.01):
                connection.sendall(b"X: y\r\n")

    Thread(target=answer, daemon=True).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    ended.set()
    listening.close()


def test_a_header_that_drips_is_given_up(dripping: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LONGEST_ASKING", 0.1)
    settings = Settings.of({"SYNBIB_CROSSREF_URL": dripping})
    with (
        Client(settings, Answers(None), clock=Hours().clock, environment={}) as client,
        pytest.raises(AskError, match=r"^crossref: "),
    ):
        client.ask("crossref", ARTICLE)
    assert client.requests == MOST_ATTEMPTS
