"""Where an entry was published, in the few words that a table has room for: ``ACL 2024``, ``arXiv 2023``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.model.eprint import arxiv_id
from synbib.model.item import verbatim
from synbib.model.venues import find_venue
from synbib.text import strip
from synbib.text.folding import letters
from synbib.text.urls import host

__all__ = ["comparable_venue", "is_preprint", "published_in", "spelled", "venue", "with_year"]

_ACRONYM: Final = lazily.pattern(
    r"""
    \( (?P<acronym> [A-Z][A-Za-z]*[A-Z][A-Za-z0-9]* (?: [-/ ][A-Z][A-Za-z0-9]+ )* )
       (?: \s*['’]?\s*\d{2,4} )? \)                                  # its year
    """,
    re.VERBOSE,
)
_HOSTS: Final = {
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "huggingface.co": "Hugging Face",
    "openreview.net": "OpenReview",
    "zenodo.org": "Zenodo",
    "kaggle.com": "Kaggle",
    "medium.com": "Medium",
}
_YEAR: Final = lazily.pattern(r"(?<!\d)(?:1[5-9]|2[01])\d{2}(?!\d)")


def venue(fields: Mapping[str, str]) -> str:
    """Return the short name of where an entry was published, ``""`` if nothing tells.

    ``shortvenue``, ``abbr`` or ``venue`` where given; else an acronym in the parentheses of ``booktitle`` or
    ``journal``, the table of known venues, arXiv, a preprint server in ``howpublished``, or the host of the URL; at
    last the full name as it stands.
    """
    for field in ("shortvenue", "abbr", "venue"):
        if given := _text(fields, field):
            return given
    full = _text(fields, "booktitle") or _text(fields, "journaltitle") or _text(fields, "journal")
    if re.match(r"arxiv\b|corr$", full, re.IGNORECASE):
        return "arXiv"
    if acronym := _ACRONYM.search(full):
        return acronym[1]
    if full:
        known = find_venue(full)
        return known.short if known else full
    if arxiv_id(fields):
        return "arXiv"
    shown = _text(fields, "howpublished")
    if shown and is_preprint(shown):
        return comparable_venue(shown)
    if site := _HOSTS.get(host(verbatim(fields.get("url", "")))):
        return site
    return next(
        (
            v
            for f in ("publisher", "school", "institution", "organization")
            if (v := _text(fields, f))
        ),
        "",
    )


def published_in(fields: Mapping[str, str], year: str) -> str:
    """Return the venue and the year, the year only once."""
    return with_year(venue(fields), year)


def with_year(name: str, year: str) -> str:
    """Return the short name of a venue with the year, which is not said twice."""
    return name if _YEAR.search(name) else f"{name} {year}".strip()


def comparable_venue(name: str) -> str:
    """Return the form of a venue's name that is the same for the same venue: its short name, else the `letters`."""
    match = find_venue(name)
    return match.short if match else letters(name)


def spelled(name: str) -> str:
    """Return the short name of a venue with the capitals that it has itself: ``Arxiv`` is arXiv."""
    match = find_venue(name)
    return match.short if match and match.short.casefold() == name.casefold() else name


def is_preprint(name: str) -> bool:
    """Whether a venue only keeps preprints."""
    match = find_venue(name)
    return match is not None and match.venue.type == "preprint"


def _text(fields: Mapping[str, str], field: str) -> str:
    return strip(decode(fields.get(field, "")))
