"""GitHub's REST API: a repository as software, where it does not say itself how it is cited.

Source: "REST API endpoints for repositories" (docs.github.com/rest/repos/repos). The year is that of the last change,
as a repository is cited as it is.
"""

from __future__ import annotations

from synbib.formats import parts
from synbib.formats.pick import string
from synbib.formats.texts import title
from synbib.incoming import Date, Incoming
from synbib.lookup.answers import json_answer, refused
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]


def request(question: Question) -> Request | None:
    """Return what asks for a repository, ``owner/name``."""
    if question.scheme != "github":
        return None
    return Request(
        f"repos/{question.identifier}", headers={"Accept": "application/vnd.github+json"}
    )


def read(data: bytes) -> list[Incoming]:
    """Return the software that a repository is.

    Raises:
        AnswerError: It is no such answer, or it tells of an error.
    """
    answer = json_answer("github", data)
    name, about = string(answer, "name"), string(answer, "description")
    if not name:
        raise refused("github", string(answer, "message"))
    owner = parts.organization(string(answer, "owner", "login"))
    changed = parts.iso_date(string(answer, "pushed_at") or string(answer, "created_at"))
    return [
        Incoming(
            {"title": title(name, about), "publisher": "GitHub"},
            "software",
            names={"author": parts.people([owner])} if owner else {},
            date=Date(changed.year, changed.month),
            links={"paper": address} if (address := parts.link(string(answer, "html_url"))) else {},
        )
    ]
