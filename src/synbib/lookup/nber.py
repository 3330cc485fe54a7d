"""The working papers of the National Bureau of Economic Research, https://www.nber.org/papers: BibTeX of each."""

from __future__ import annotations

import re
from typing import Final

from synbib.formats.bibtex import works
from synbib.incoming import Incoming
from synbib.lookup.answers import text_answer
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

_DOI: Final = re.compile(r"10\.3386/(?P<number>[a-z]{1,2}\d+)", re.IGNORECASE)


def request(question: Question) -> Request | None:
    """Return what asks for a working paper by its DOI; the others have no page here."""
    found = _DOI.fullmatch(question.identifier) if question.scheme == "doi" else None
    return Request(f"papers/{found['number'].lower()}.bib") if found else None


def read(data: bytes) -> list[Incoming]:
    """Return the paper of an answer.

    Raises:
        FormatError: It is not BibTeX.
    """
    return works(text_answer("nber", data), "nber")
