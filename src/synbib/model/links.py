"""The named URLs of an entry: the paper itself first, then code, project and whatever else it has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.model.eprint import eprint_url
from synbib.model.fields import LINK_FIELDS
from synbib.model.identifiers import ARCHIVES, doi_number, find_identifier
from synbib.model.item import verbatim
from synbib.text.urls import clean_url, local_pdf, resolved

__all__ = ["Link", "comparable_url", "links", "same_url"]

_HOST: Final = lazily.pattern(r"https?://(?:www\.|dx\.)?", re.IGNORECASE)


@lazily.dataclass(frozen=True, slots=True)
class Link:
    """One URL of an entry.

    Attributes:
        kind: ``paper`` or the field that holds it.
        label: What a list calls it.
        url: An absolute URL with a scheme that is safe to follow; that of a PDF may be its path beside the list.
    """

    kind: str
    label: str
    url: str


def links(fields: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the links of an entry, each place once: Paper is ``url``, else ``doi``, else ``eprint``, else ``pdf``."""
    found: list[Link] = []
    if paper := _paper(fields):
        found.append(Link("paper", "Paper", paper))
    for kind, label in LINK_FIELDS.items():
        if (field := fields.get(kind)) and (url := _address(kind, verbatim(field))):
            if not (kind == "pdf" and same_url(url, paper)):
                found.append(Link(kind, label, url))
    return tuple(found)


def _address(kind: str, text: str) -> str:
    return (kind == "pdf" and local_pdf(text)) or clean_url(text)


def _paper(fields: Mapping[str, str]) -> str:
    doi = doi_number(verbatim(fields.get("doi", "")))
    return (
        clean_url(verbatim(fields.get("url", "")))
        or (doi and (clean_url(doi) if "://" in doi else resolved(ARCHIVES["doi"], doi)))
        or eprint_url(fields)
        or _elsewhere(verbatim(fields.get("pdf", "")))
    )


def _elsewhere(pdf: str) -> str:
    """Return the URL of a PDF, ``""`` for one beside the list, which is not the paper's own place."""
    return "" if local_pdf(pdf) else clean_url(pdf)


def same_url(one: str, other: str) -> bool:
    """Whether two URLs lead to one place, whatever their scheme, ``www.``, version and final slash."""
    return comparable_url(one) == comparable_url(other)


@lru_cache(maxsize=16384)
def comparable_url(url: str) -> str:
    """Return a URL in the form that is the same for the same place, see `same_url`."""
    named = find_identifier(url)
    if named and named[0] == "arxiv":
        return " ".join(named)
    url = _HOST.sub("", url.strip()).rstrip("/").removesuffix(".git")
    return url.partition("#")[0] if url.startswith("github.com/") else url
