"""Works of nobody, and what services would answer of them; a clock that does not wait."""

import json
from dataclasses import dataclass, field
from typing import Any

from server import Server

from synbib.lookup import Question
from synbib.lookup.client import Client, Clock
from synbib.lookup.kept import Answers
from synbib.lookup.settings import Settings

DOI = "10.1000/gardens.7"
CROSSREF = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Gardens of Forking Proofs"],
    "author": [{"family": "Ada", "given": "Grace"}, {"family": "Noether", "given": "Max"}],
    "container-title": ["Journal of Imaginary Logic"],
    "volume": "7",
    "page": "11-29",
    "issued": {"date-parts": [[2023, 5]]},
}
ARXIV = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"><entry>
<id>http://arxiv.org/abs/2305.01234v2</id><published>2023-05-02T17:59:59Z</published>
<title>Sampling Without Tears</title><author><name>Emmy Curie</name></author><author><name>Ada Hopper</name></author>
<arxiv:primary_category term="cs.LG"/></entry></feed>"""


def crossref(**other: Any) -> bytes:
    """Return what Crossref answers for the article."""
    return json.dumps({"status": "ok", "message": {**CROSSREF, **other}}).encode()


def play(server: Server) -> None:
    """Let the server know the works."""
    server.play("crossref", Question("doi", DOI), crossref())
    server.play("arxiv", Question("arxiv", "2305.01234"), ARXIV.encode())


@dataclass
class Hours:
    """Time that passes when somebody sleeps, and not otherwise."""

    slept: list[float] = field(default_factory=list)
    start: float = 0.0

    @property
    def clock(self) -> Clock:
        return Clock(
            lambda: self.start + sum(self.slept),
            lambda: NOW,
            lambda _, seconds: self.slept.append(seconds),
        )


NOW = 1_800_000_000.0


def client_of(
    server: Server,
    hours: Hours | None = None,
    answers: Answers | None = None,
    environment: dict[str, str] | None = None,
    **settings: Any,
) -> Client:
    """Return a client that finds all services on the server."""
    return Client(
        Settings.of({**server.variables, "SYNBIB_MAILTO": "me@example.org"}, **settings),
        answers or Answers(None),
        clock=(hours or Hours()).clock,
        environment=environment or {},
    )
