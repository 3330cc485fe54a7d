"""Crossref's REST API, https://api.crossref.org/swagger-ui/: one work, or the best hits of a search."""

from __future__ import annotations

from synbib.incoming import Incoming
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]


def request(question: Question) -> Request | None:
    """Return what asks Crossref a question."""
    raise NotImplementedError


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of Crossref tells of."""
    raise NotImplementedError
