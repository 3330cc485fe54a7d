"""Whatever answers a question with works."""

from __future__ import annotations

from typing import Protocol

from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.lookup import Question

__all__ = ["Source"]


class Source(Protocol):
    """A source of works: the local index, a service."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    def find(self, question: Question) -> list[Incoming]:
        """Return the works that a question is about, the most fitting first.

        Where it is asked by an identifier, these are the works that have it; where by a title, those of titles like it.
        """

    def lacks(self, scheme: str, identifier: str) -> str:
        """Return why an identifier that it does not find cannot exist; ``""`` if that cannot be told."""

    def expected(self, entry: Entry) -> str:
        """Return why it should have the work of an entry; ``""`` if nothing tells that."""
