"""arXiv's metadata snapshot, https://www.kaggle.com/datasets/Cornell-University/arxiv: a JSON object in each line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from synbib import lazily
from synbib.incoming import Incoming
from synbib.incoming.latex import of_title
from synbib.model.identifiers import find_identifier

__all__ = ["work"]

_WITHDRAWN: Final = lazily.pattern(r"\bwithdrawn\b", re.IGNORECASE)
# What means something in LaTeX, and stands here for itself.
_BARE: Final = lazily.pattern(r"(?<!\\)[&%#]")
_YEAR: Final = lazily.pattern(r"\b(?:19|20)\d\d\b")


def work(told: Mapping[str, Any]) -> Incoming | None:
    """Return a preprint; ``None`` where the record has no number or no title.

    Args:
        told: The record: ``id``, ``title``, ``authors_parsed``, ``categories``, ``versions``, ``doi``, ``comments``.
    """
    number, title = _text(told.get("id")), _text(told.get("title"))
    if not (number and title):
        return None
    parsed = told.get("authors_parsed")
    names = (
        [_name(each) for each in parsed if isinstance(each, list)]
        if isinstance(parsed, list)
        else []
    )
    doi = find_identifier(_text(told.get("doi")))
    return Incoming(
        {
            "author": " and ".join(filter(None, names)),
            "title": _title(title),
            "year": _year(told),
            "eprint": number,
            "archiveprefix": "arXiv",
            "primaryclass": _text(told.get("categories")).partition(" ")[0],
        },
        "misc",
        key=number,
        is_latex=True,
        status="withdrawn" if _WITHDRAWN.search(_text(told.get("comments"))) else "",
        published_as=dict([doi]) if doi and doi[0] == "doi" else {},
    )


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _title(title: str) -> str:
    """A title as LaTeX; what is TeX in it stays."""
    return _escaped(title) if "$" in title or "\\" in title else of_title(title)


def _name(parts: list[object]) -> str:
    """A name in BibTeX's form, of the family name, the given name and the suffix."""
    family, given, suffix = (_escaped(_text(part)) for part in (*parts, "", "", "")[:3])
    if not given:
        return f"{{{family}}}" if " " in family else family
    return ", ".join(filter(None, (family, suffix, given)))


def _escaped(text: str) -> str:
    return _BARE.sub(r"\\\g<0>", text)


def _year(told: Mapping[str, Any]) -> str:
    """The year of the first version."""
    versions = told.get("versions")
    first = versions[0] if isinstance(versions, list) and versions else {}
    created = first.get("created") if isinstance(first, dict) else ""
    found = _YEAR.search(_text(created)) or _YEAR.search(_text(told.get("update_date")))
    return found[0] if found else ""
