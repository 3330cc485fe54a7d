"""The CITATION.cff of a repository at GitHub, as its newest state has it.

Source: "About CITATION files" (docs.github.com): the file stands at the top of the default branch, which is
``HEAD``.
"""

from __future__ import annotations

from synbib.formats import citation_cff
from synbib.incoming import Incoming
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]


def request(question: Question) -> Request | None:
    """Return what asks for the file of a repository, ``owner/name``."""
    if question.scheme != "github":
        return None
    return Request(f"{question.identifier}/HEAD/CITATION.cff")


def read(data: bytes) -> list[Incoming]:
    """Return the work that is to be cited."""
    return citation_cff.cited(data, "github-citation")[:1]
