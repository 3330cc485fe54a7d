"""GitHub's REST API: a repository as software, where it does not say itself how it is cited.

Source: "REST API endpoints for repositories" (docs.github.com/rest/repos/repos). The year is that of the last change,
as a repository is cited as it is.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Record, at, records
from synbib.formats.pick import string
from synbib.formats.texts import title
from synbib.incoming import Date, Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request
from synbib.text.folding import letters

__all__ = ["read", "request"]

_NOT_FOUND: Final = "Not Found"
# Pictures, as characters and by their names at GitHub: `:sparkles:`.
_DRAWN: Final = lazily.pattern(
    r":[a-z][a-z0-9_+-]+:|[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"
)
# An address, and what leads to it: `Code for https://…`.
_ADDRESS: Final = lazily.pattern(
    r"(?:[\s(:,]{0,3}\b(?:for|of|at|see|from|in)\b)?[\s(:,]{0,3}https?://\S+"
)
# A description that begins with the name itself: `Loom: a tool for text`, `loom is a tool`.
_BEGINS: Final = lazily.pattern(r"(?P<name>[\w.-]+?)(?P<sign>:\s|\s[-–—]\s|\sis\s)")
# A longer description says more than what it is.
_LONGEST: Final = 150


def request(question: Question) -> Request | None:
    """Return what asks for a repository, ``owner/name``."""
    if question.scheme != "github":
        return None
    return Request(
        f"repos/{question.identifier}", headers={"Accept": "application/vnd.github+json"}
    )


def read(data: bytes) -> list[Incoming]:
    """Return the software that a repository is, or those that a search finds.

    Raises:
        AnswerError: It is no such answer, or it tells of an error.
    """
    answer = json_answer("github", data)
    if isinstance(at(answer, "items"), list):
        return [_software(each) for each in records(answer, "items") if string(each, "name")]
    if not string(answer, "name"):
        if string(answer, "message") == _NOT_FOUND:
            return []
        raise refused("github", string(answer, "message"))
    return [_software(answer)]


def _software(answer: Record) -> Incoming:
    owner = parts.organization(string(answer, "owner", "login"))
    changed = parts.iso_date(string(answer, "pushed_at") or string(answer, "created_at"))
    name = _named(string(answer, "name"), string(answer, "description"))
    return Incoming(
        {"title": name, "publisher": "GitHub"},
        "software",
        names={"author": parts.people([owner])} if owner else {},
        date=Date(changed.year, changed.month),
        links={"paper": address} if (address := parts.link(string(answer, "html_url"))) else {},
    )


def _named(name: str, description: str) -> str:
    """Return the title of software: its name, and what it is if that is said in short."""
    about = " ".join(_DRAWN.sub(" ", _ADDRESS.sub(" ", description)).split())
    if (begun := _BEGINS.match(about)) and letters(begun["name"]) == letters(name):
        return title(about) if begun["sign"] != " is " else title(name, about[begun.end() :])
    return title(name, about if len(about) <= _LONGEST else "")
