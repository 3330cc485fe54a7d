"""A server on this machine that plays services: their answers on real HTTP, with the habits that they have.

It is told which question a service answers with what, and asks the service's own module what a client would send for
that. ``make demo-lookup`` runs commands against it.
"""

import json
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from enum import Enum, auto
from functools import reduce
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from operator import getitem
from threading import Lock, Thread
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from synbib.lookup import SERVICES, Question

PAGE = b"<!doctype html><html><head><title>Bad gateway</title></head><body>Sorry.</body></html>"
# What a client adds to a query, and an answer does not depend on.
OWN = frozenset({"mailto", "email", "tool", "api_key", "key"})


class Habit(Enum):
    """What happens to a request in place of its answer, or on the way to it."""

    TOO_MANY = auto()
    TOO_MANY_FOR_SECONDS = auto()
    TOO_MANY_UNTIL = auto()
    UNAVAILABLE = auto()
    FAILS = auto()
    HANGS_UP = auto()
    CUT_OFF = auto()
    HALF = auto()
    PAGE = auto()
    SLOW = auto()
    OTHER_TYPE = auto()
    MOVED = auto()
    REFUSES = auto()


# After these the answer has to be asked for again.
FAILURES = (
    Habit.TOO_MANY,
    Habit.TOO_MANY_FOR_SECONDS,
    Habit.TOO_MANY_UNTIL,
    Habit.UNAVAILABLE,
    Habit.FAILS,
    Habit.HANGS_UP,
    Habit.CUT_OFF,
    Habit.HALF,
    Habit.PAGE,
)


def sometimes(share: float, seed: int) -> Iterator[Habit | None]:
    """Yield failures of all kinds, for a share of all requests."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(FAILURES) if chance.random() < share else None


@dataclass
class Asked:
    """A request as it came."""

    service: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    body: bytes = b""

    @property
    def told(self) -> tuple[str, str, tuple[tuple[str, str], ...]]:
        """What an answer depends on."""
        return (
            self.service,
            self.path,
            tuple(sorted((k, v) for k, v in self.query.items() if k not in OWN)),
        )


@dataclass
class Reply:
    """An answer as it is sent."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    hangs_up: bool = False
    before: Callable[[], object] = lambda: None


@dataclass
class Many:
    """How a service is asked for many works at once, and answers: each as it answers for one.

    Attributes:
        identifiers: Those that are asked for; none if it is asked otherwise.
        together: One answer of several.
    """

    identifiers: Callable[[Asked], list[str]]
    together: Callable[[list[bytes]], bytes]


def _listed(before: str, after: str, *path: str) -> Callable[[list[bytes]], bytes]:
    """Return what makes a list of what stands at a path of each answer in JSON."""

    def together(answers: list[bytes]) -> bytes:
        each = []
        for answer in answers:
            with suppress(LookupError, TypeError, ValueError):  # one that is none
                each.append(json.dumps(reduce(getitem, path, json.loads(answer))))
        return f"{before}{','.join(each)}{after}".encode()

    return together


def _in_xml(element: str, root: str) -> Callable[[list[bytes]], bytes]:
    within = re.compile(rf"<{element}\b.*</{element}>".encode(), re.DOTALL)
    return lambda answers: root.encode().replace(
        b"?", b"".join(m[0] for m in map(within.search, answers) if m)
    )


def _query(name: str, pattern: str) -> Callable[[Asked], list[str]]:
    return lambda asked: re.findall(pattern, asked.query.get(name, ""))


_MANY: dict[str, Many] = {
    "arxiv": Many(_query("id_list", "[^,]+"), _in_xml("entry", '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">?</feed>')),
    "crossref": Many(_query("filter", "doi:([^,]+)"), _listed('{"status": "ok", "message": {"items": [', "]}}", "message")),
    "datacite": Many(_query("query", 'doi:"([^"]+)"'), _listed('{"data": [', "]}", "data")),
    "openalex": Many(_query("filter", r"(?<=[:|])W\d+"), _listed('{"results": [', "]}")),
    "pubmed": Many(_query("id", r"\d+"), _in_xml("PubmedArticle", "<PubmedArticleSet>?</PubmedArticleSet>")),
    "semanticscholar": Many(lambda asked: json.loads(asked.body)["ids"] if asked.body else [], _listed("[", "]")),
}  # fmt: skip


def _half(reply: Reply) -> bytes:
    return reply.body[: len(reply.body) // 2]


def _in_30_seconds() -> str:
    return formatdate(time.time() + 30, usegmt=True)


# What is sent in place of a reply to a request for a path.
_PLAYED: dict[Habit, Callable[[Reply, str], Reply]] = {
    Habit.TOO_MANY: lambda _, path: Reply(b"Rate exceeded.", 429),
    Habit.TOO_MANY_FOR_SECONDS: lambda _, path: Reply(b"", 429, {"Retry-After": "7"}),
    Habit.TOO_MANY_UNTIL: lambda _, path: Reply(b"", 429, {"Retry-After": _in_30_seconds()}),
    Habit.UNAVAILABLE: lambda _, path: Reply(PAGE, 503),
    Habit.FAILS: lambda _, path: Reply(b"{}", 500),
    Habit.HANGS_UP: lambda _, path: Reply(hangs_up=True),
    Habit.CUT_OFF: lambda reply, path: Reply(_half(reply), hangs_up=True),
    Habit.HALF: lambda reply, path: Reply(_half(reply)),
    Habit.PAGE: lambda _, path: Reply(PAGE, 200, {"Content-Type": "text/html"}),
    Habit.SLOW: lambda reply, path: replace(reply, pause=0.02),
    Habit.OTHER_TYPE: lambda reply, path: replace(reply, headers={"Content-Type": "image/png"}),
    Habit.REFUSES: lambda _, path: Reply(b"{}", 400),
    Habit.MOVED: lambda _, path: Reply(b"", 302, {"Location": path}),
}


class Server:
    """Plays services, each under its name: ``http://127.0.0.1:PORT/crossref/``."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.habits: Iterator[Habit | None] = repeat(None)
        self._chance: tuple[float, int] = (0.0, 0)
        self._replies: dict[tuple[str, str, tuple[tuple[str, str], ...]], Reply] = {}
        self._lock = Lock()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._thread = Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    @property
    def address(self) -> str:
        """Where all services are."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/"

    @property
    def variables(self) -> dict[str, str]:
        """The settings by which a client finds every service here."""
        return {
            f"SYNBIB_{name.upper().replace('-', '_')}_URL": f"{self.address}{name}/"
            for name in SERVICES
        }

    def play(self, service: str, question: Question, answer: bytes | Reply) -> None:
        """Let a service answer a question."""
        request = SERVICES[service].request(question)
        assert request is not None
        told = Asked(service, unquote(request.path), dict(request.params), {}).told
        self._replies[told] = answer if isinstance(answer, Reply) else Reply(answer)

    def then(self, *habits: Habit | None) -> None:
        """Let the next requests go so; those after them are answered."""
        self.habits = chain(habits, repeat(None))

    def fail(self, share: float, seed: int) -> None:
        """Let a share of all requests fail: which ones depends on what is asked, and how often, not on the order."""
        self._chance = share, seed

    def _failure(self, asked: Asked) -> Habit | None:
        share, seed = self._chance
        times = sum(each.told == asked.told and each.body == asked.body for each in self.asked)
        chance = random.Random(f"{seed} {asked.told} {asked.body!r} {times}")
        return chance.choice(FAILURES) if chance.random() < share else None

    def reply_to(self, asked: Asked) -> tuple[Reply, Habit | None]:
        with self._lock:
            habit = next(self.habits) or self._failure(asked)
            self.asked.append(asked)
        return self._replies.get(asked.told) or self._together(asked), habit

    def _together(self, asked: Asked) -> Reply:
        """Return the answer to a request for many works, which are known one by one."""
        many = _MANY.get(asked.service)
        wanted = many.identifiers(asked) if many else []
        if many is None or len(wanted) < 2:
            return Reply(b"Resource not found.", 404)
        service = SERVICES[asked.service]
        known: list[bytes] = []
        for identifier in wanted:
            request = service.request(Question(service.many, identifier))
            assert request is not None
            told = Asked(asked.service, unquote(request.path), dict(request.params), {}).told
            if (reply := self._replies.get(told)) and reply.status == 200:
                known.append(reply.body)
        return Reply(many.together(known))


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            service, _, path = unquote(parts.path).lstrip("/").partition("/")
            asked = Asked(
                service,
                path,
                dict(parse_qsl(parts.query, keep_blank_values=True)),
                {name.lower(): value for name, value in self.headers.items()},
            )
            asked.body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            reply, habit = server.reply_to(asked)
            self._send(_PLAYED[habit](reply, self.path) if habit else reply)

        do_POST = do_GET  # noqa: N815

        def _send(self, reply: Reply) -> None:
            reply.before()
            if reply.hangs_up and not reply.body:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            length = len(reply.body)
            self.send_header("Content-Length", str(2 * length if reply.hangs_up else length))
            self.end_headers()
            step = max(1, length // 4 if reply.pause else length)
            for start in range(0, length, step):
                self.wfile.write(reply.body[start : start + step])
                self.wfile.flush()
                time.sleep(reply.pause)
            self.close_connection |= reply.hangs_up

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
