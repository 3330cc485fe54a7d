"""The CITATION.cff of a model or a data set at Hugging Face, as its newest state has it."""

from __future__ import annotations

from synbib.formats import citation_cff
from synbib.incoming import Incoming
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]


def request(question: Question) -> Request | None:
    """Return what asks for the file of ``owner/name`` or ``datasets/owner/name``."""
    if question.scheme != "huggingface":
        return None
    return Request(f"{question.identifier}/raw/main/CITATION.cff")


def read(data: bytes) -> list[Incoming]:
    """Return the work that is to be cited."""
    return citation_cff.cited(data, "huggingface-citation")[:1]
