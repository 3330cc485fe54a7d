"""Electronic preprints: which archive an entry names, and where it is read.

Source: biblatex manual §3.14.7 (``eprint``, ``eprinttype``, ``archiveprefix``); arXiv's own identifier scheme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

__all__ = ["arxiv_id", "eprint_url"]

_ARXIV: Final = r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?"
_ID: Final = re.compile(rf"(?:arXiv:)?{_ARXIV}", re.IGNORECASE)
_URL: Final = re.compile(rf"arxiv\.org/(?:abs|pdf|html)/{_ARXIV}", re.IGNORECASE)
_DOI: Final = re.compile(rf"10\.48550/arXiv\.{_ARXIV}", re.IGNORECASE)
# Archive (eprinttype, in lower case) → where its documents are.
_ARCHIVES: Final = {
    "arxiv": "https://arxiv.org/abs/",
    "hal": "https://hal.science/",
    "hdl": "https://hdl.handle.net/",
    "jstor": "https://www.jstor.org/stable/",
    "pmc": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "googlebooks": "https://books.google.com/books?id=",
    "medrxiv": "https://www.medrxiv.org/content/",
    "biorxiv": "https://www.biorxiv.org/content/",
    "openreview": "https://openreview.net/forum?id=",
}


def _archive(fields: Mapping[str, str]) -> str:
    return (fields.get("eprinttype") or fields.get("archiveprefix") or "").strip(" {}").lower()


def arxiv_id(fields: Mapping[str, str]) -> str | None:
    """Return the arXiv identifier that an entry's ``eprint``, ``url`` or ``doi`` names, with its version."""
    eprint = fields.get("eprint", "").strip(" {}")
    if _archive(fields) in ("arxiv", "") and (found := _ID.fullmatch(eprint)):
        return found[1] + (found[2] or "")
    if eprint or _archive(fields) not in ("arxiv", ""):
        return None
    found = _URL.search(fields.get("url", "")) or _DOI.search(fields.get("doi", ""))
    return found[1] + (found[2] or "") if found else None


def eprint_url(fields: Mapping[str, str]) -> str:
    """Return where the entry's ``eprint`` is read, ``""`` if its archive is not known."""
    if identifier := arxiv_id(fields):
        return f"https://arxiv.org/abs/{identifier}"
    eprint = fields.get("eprint", "").strip(" {}")
    base = _ARCHIVES.get(_archive(fields))
    return base + eprint if base and eprint else ""
