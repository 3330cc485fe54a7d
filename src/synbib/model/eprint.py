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

__all__ = ["arxiv_id", "eprint_url"]

_ID: Final = lazily.pattern(rf"(?:arXiv:)?{ARXIV}", re.IGNORECASE)


# `arXiv preprint arXiv:1412.6980`, `arXiv:1412.6980 [cs]`: the text begins with it, so that no other paper is meant.
_TOLD: Final = lazily.pattern(
    rf"\s*(?:arXiv(?:\s+e?-?(?:pre)?prints?)?,?\s*)?(?:\\url)?(?:arXiv\s*:\s*|(?:https?://)?arxiv\.org/abs/){ARXIV}",
    re.IGNORECASE,
)
_TOLD_IN: Final = ("howpublished", "note", "number", "publisher")
_CORR: Final = lazily.pattern(r"[\s{]*(?:CoRR|Computing Research Repository)[\s}]*", re.IGNORECASE)
_ABS: Final = lazily.pattern(rf"(?:abs/)?{ARXIV}", re.IGNORECASE)


def _archive(fields: Mapping[str, str]) -> str:
    return (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip(" {}").lower()


def arxiv_id(fields: Mapping[str, str]) -> str | None:
    """Return the arXiv identifier that an entry names, with its version.

    It is looked for in ``eprint``, ``url`` and ``doi``, then where exporters put it: Google Scholar in ``journal``,
    DBLP in ``volume``, others in ``note``, ``howpublished``, ``number`` and ``publisher``.
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
        if text and (found := _TOLD.match(text.replace("{", "").replace("}", ""))):
            return found[1] + (found[2] or "")
    return None


def eprint_url(fields: Mapping[str, str]) -> str:
    """Return where the entry's ``eprint`` is read, ``""`` if its archive is not known."""
    if identifier := arxiv_id(fields):
        return f"https://arxiv.org/abs/{identifier}"
    eprint = fields.get("eprint", "").strip(" {}")
    base = ARCHIVES.get(_archive(fields))
    return resolved(base, eprint) if base and eprint else ""
