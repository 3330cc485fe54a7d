"""Electronic preprints: which archive an entry names, and where it is read.

Source: biblatex manual §3.14.7 (``eprint``, ``eprinttype``, ``archiveprefix``); arXiv's own identifier scheme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.model.identifiers import ARCHIVES, ARXIV, arxiv_as_written
from synbib.text.urls import resolved

__all__ = ["arxiv_id", "arxiv_month", "eprint_url", "tells_only_arxiv", "tells_only_preprint"]

_ID: Final = lazily.pattern(rf"(?:arXiv:)?{ARXIV}", re.IGNORECASE)


# `arXiv preprint arXiv:1412.6980`, `arXiv:1412.6980 [cs]`, `Preprint at https://arxiv.org/abs/1412.6980`: the text
# begins with it, so that no other paper is meant.
_TOLD: Final = lazily.pattern(
    rf"""
    \s* (?: (?:available|accessible|posted|published) \s+ (?:online\s+)? )?
    (?: (?:arXiv \s+)? (?:e-?|pre-?)? prints? (?:\s+available)? [,:]? \s+ | arXiv [,:]? \s+ )?
    (?: (?:at|as|on|from|from:|at:) \s+ )?
    (?: \\(?:url|href) \s* )?
    (?: arXiv (?: \s*:\s* | \s+ ) | (?: https?:// )? (?: www\.|export\. )? arxiv\.org/(?:abs|pdf)/ ) {ARXIV}
    """,
    re.IGNORECASE | re.VERBOSE,
)
# `arXiv preprint 1412.6980`, where nothing but the number can be meant.
_NUMBERED: Final = lazily.pattern(rf"\s*arXiv\s+(?:e-?|pre-?)?prints?,?\s+{ARXIV}", re.IGNORECASE)
_TOLD_IN: Final = ("howpublished", "note", "number", "publisher", "eid", "pages")
# DBLP's journal, and what Semantic Scholar calls it.
_CORR: Final = lazily.pattern(
    r"[\s{]*(?:CoRR|Computing Research Repository|arXiv)[\s}]*", re.IGNORECASE
)
_ABS: Final = lazily.pattern(rf"(?:abs/)?{ARXIV}", re.IGNORECASE)


def _archive(fields: Mapping[str, str]) -> str:
    return (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip(" {}").lower()


def arxiv_id(fields: Mapping[str, str]) -> str | None:
    """Return the arXiv identifier that an entry names, with its version.

    It is looked for in ``eprint``, ``url`` and ``doi``, then where exporters put it: Google Scholar in ``journal``,
    DBLP and Semantic Scholar in ``volume``, others in ``note``, ``howpublished``, ``number``, ``publisher``, ``eid``
    and ``pages``.
    """
    eprint = fields.get("eprint", "").strip(" {}")
    if _archive(fields) in ("arxiv", "") and (found := _ID.fullmatch(eprint)):
        return found[1] + (found[2] or "")
    if eprint or _archive(fields) not in ("arxiv", ""):
        return None
    return (
        arxiv_as_written(fields.get("url", ""))
        or arxiv_as_written(fields.get("doi", ""))
        or _elsewhere(fields)
    )


def _elsewhere(fields: Mapping[str, str]) -> str | None:
    journal = fields.get("journal") or fields.get("journaltitle") or ""
    if (
        journal
        and _CORR.fullmatch(journal)
        and (found := _ABS.fullmatch(fields.get("volume", "").strip(" {}")))
    ):
        return found[1] + (found[2] or "")
    for text in (journal, *(fields.get(name, "") for name in _TOLD_IN)):
        text = text.replace("{", "").replace("}", "")
        if found := _TOLD.match(text) or _NUMBERED.match(text):
            return found[1] + (found[2] or "")
    return None


def tells_only_arxiv(text: str) -> bool:
    """Whether ``text`` tells an arXiv number and nothing else but its class: ``arXiv:1412.6980 [cs]``.

    Args:
        text: Plain text.
    """
    found = _TOLD.match(text)
    return found is not None and _CLASS.fullmatch(text, found.end()) is not None


def tells_only_preprint(text: str) -> bool:
    """Whether ``text`` tells that a work is not published, and nothing else: ``arXiv:1412.6980``, ``Under review``.

    Args:
        text: Plain text.
    """
    return tells_only_arxiv(text) or _UNPUBLISHED.fullmatch(text) is not None


_UNPUBLISHED: Final = lazily.pattern(
    r"""
    \s* (?:
        (?: (?:arXiv|CoRR|bioRxiv|medRxiv) \s* )? (?: (?:e-?|pre-?)print s? | manuscript | working\ paper )
      | (?: unpublished | submitted ) (?: \s+ (?:manuscript|paper|work|preprint) )?
        (?: \s+ for\ (?:publication|review) )?
      | (?: currently\s+ )? (?: under\ (?:double[\ -]blind\ |peer[\ -])?review | in\ submission | in\ preparation )
      | work\ in\ progress | (?:arXiv|CoRR)
    ) (?: \s+ on\ arXiv )? [\s.,;]*
    """,
    re.IGNORECASE | re.VERBOSE,
)

_CLASS: Final = lazily.pattern(r"\s*(?:[\[(][a-z.-]{2,20}[\])])?[\s.,;]*", re.IGNORECASE)


def arxiv_month(identifier: str) -> tuple[int, int] | None:
    """Return the year and the month in which arXiv gave a number, None if it tells none.

    Source: arXiv's identifier scheme: ``YYMM.number`` since April 2007, ``archive/YYMMnumber`` since 1991.

    Args:
        identifier: An identifier, as `arxiv_id` gives it.
    """
    found = _MONTH_GIVEN.match(identifier)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    return (1900 if year > 90 else 2000) + year, month


_MONTH_GIVEN: Final = lazily.pattern(
    r"(?:[a-z-]+(?:\.[A-Z]{2})?/)?(\d\d)(0[1-9]|1[0-2])", re.IGNORECASE
)


def eprint_url(fields: Mapping[str, str]) -> str:
    """Return where the entry's ``eprint`` is read, ``""`` if its archive is not known."""
    if identifier := arxiv_id(fields):
        return f"https://arxiv.org/abs/{identifier}"
    eprint = fields.get("eprint", "").strip(" {}")
    base = ARCHIVES.get(_archive(fields))
    return resolved(base, eprint) if base and eprint else ""
