"""Where an entry was published, in the few words that a table has room for: ``ACL 2024``, ``arXiv 2023``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib.latex import decode
from synbib.model.eprint import arxiv_id
from synbib.model.item import verbatim
from synbib.text import strip
from synbib.text.urls import host

__all__ = ["published_in", "venue"]

# A phrase of the full name, in lower case → the venue's usual short name. The first that matches counts, so the
# longer phrase stands first.
_KNOWN: Final = {
    "findings of the association for computational linguistics": "Findings",
    "north american chapter of the association for computational linguistics": "NAACL",
    "european chapter of the association for computational linguistics": "EACL",
    "asia-pacific chapter of the association for computational linguistics": "AACL",
    "transactions of the association for computational linguistics": "TACL",
    "meeting of the association for computational linguistics": "ACL",
    "empirical methods in natural language processing": "EMNLP",
    "computational natural language learning": "CoNLL",
    "conference on computational linguistics": "COLING",
    "language resources and evaluation": "LREC",
    "neural information processing systems": "NeurIPS",
    "international conference on learning representations": "ICLR",
    "international conference on machine learning": "ICML",
    "artificial intelligence and statistics": "AISTATS",
    "uncertainty in artificial intelligence": "UAI",
    "aaai conference on artificial intelligence": "AAAI",
    "international joint conference on artificial intelligence": "IJCAI",
    "conference on language modeling": "COLM",
    "computer vision and pattern recognition": "CVPR",
    "international conference on computer vision": "ICCV",
    "european conference on computer vision": "ECCV",
    "knowledge discovery": "KDD",
    "information and knowledge management": "CIKM",
    "research and development in information retrieval": "SIGIR",
    "the web conference": "WWW",
    "world wide web": "WWW",
    "human factors in computing systems": "CHI",
    "robotics and automation": "ICRA",
    "journal of machine learning research": "JMLR",
    "transactions on machine learning research": "TMLR",
    "pattern analysis and machine intelligence": "TPAMI",
}
_ACRONYM: Final = re.compile(
    r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z0-9]*(?:[-/ ][A-Z][A-Za-z0-9]+)*)(?:\s*['’]?\s*\d{2,4})?\)"
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
_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|2[01])\d{2}(?!\d)")


def venue(fields: Mapping[str, str]) -> str:
    """Return the short name of where an entry was published, ``""`` if nothing tells.

    ``shortvenue``, ``abbr`` or ``venue`` where given; else an acronym in the parentheses of ``booktitle`` or
    ``journal``, the table of known venues, arXiv, or the host of the URL; at last the full name as it stands.
    """
    for field in ("shortvenue", "abbr", "venue"):
        if given := _text(fields, field):
            return given
    full = _text(fields, "booktitle") or _text(fields, "journaltitle") or _text(fields, "journal")
    if re.match(r"arxiv\b|corr$", full, re.IGNORECASE):
        return "arXiv"
    if acronym := _ACRONYM.search(full):
        return acronym[1]
    folded = full.casefold()
    if short := next((short for phrase, short in _KNOWN.items() if phrase in folded), ""):
        return short
    if full:
        return full
    if arxiv_id(fields):
        return "arXiv"
    if known := _HOSTS.get(host(verbatim(fields.get("url", "")))):
        return known
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
    name = venue(fields)
    return name if _YEAR.search(name) else f"{name} {year}".strip()


def _text(fields: Mapping[str, str], field: str) -> str:
    return strip(decode(fields.get(field, "")))
