"""What an entry is recognised by, and sets of what is the same.

Texts are compared by their letters and digits, without accents, in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from synbib.latex import decode
from synbib.library.entry import Entry
from synbib.model import arxiv_id, parse_names
from synbib.text import strip
from synbib.text.folding import letters

__all__ = ["TELLING", "Features", "Union", "features", "first_author", "plain"]

_DOI: Final = re.compile(r"10\.\d{4,9}/[^\s{}]+", re.IGNORECASE)
_ARXIV_DOI: Final = "10.48550/"
_YEAR: Final = re.compile(r"\d{4}")
_NUMBER: Final = re.compile(r"\d+")
# Fields in which two records of one work do not differ.
TELLING: Final = ("volume", "edition", "chapter", "pages")


@dataclass(frozen=True, slots=True)
class Features:
    """What an entry is recognised by; texts as `letters`, ``""`` for what it lacks.

    Attributes:
        key: Its citation key.
        doi: Its DOI, unless that only stands for an eprint.
        eprint: Its arXiv number without version, or ``archive:number``.
        title: Title and subtitle.
        author: The family name of the first author, else editor.
        year: The year.
        telling: Those of the fields `TELLING` that it has, each as its first number.
    """

    key: str
    doi: str
    eprint: str
    title: str
    author: str
    year: int | None
    telling: Mapping[str, str]


def features(entry: Entry) -> Features:
    """Return what an entry is recognised by."""
    # What a parent hands on, its DOI for one, is the same in all its children.
    fields = entry.own_fields
    found = _DOI.search(fields.get("doi", "")) or _DOI.search(fields.get("url", ""))
    doi = found[0].replace("\\", "").rstrip(".,;/").lower() if found else ""
    eprint = re.sub(r"v\d+$", "", arxiv_id(fields) or "").lower()
    if not eprint and fields.get("eprint"):
        archive = fields.get("eprinttype") or fields.get("archiveprefix") or ""
        eprint = f"{archive}:{fields['eprint']}".lower() if archive else ""
    year = _YEAR.search(fields.get("date") or fields.get("year", ""))
    telling = {
        name: numbers[0].lstrip("0")
        for name in TELLING
        if (numbers := _NUMBER.findall(fields.get(name, "")))
    }
    title = " ".join(filter(None, (fields.get("title"), fields.get("subtitle"))))
    return Features(
        entry.key,
        "" if doi.startswith(_ARXIV_DOI) else doi,
        eprint,
        plain(title),
        first_author(fields.get("author") or fields.get("editor", "")),
        int(year[0]) if year else None,
        telling,
    )


def plain(latex: str) -> str:
    """Return the `letters` of what ``latex`` stands for."""
    return letters(strip(decode(latex)) if "\\" in latex or "$" in latex else latex)


def first_author(names: str) -> str:
    """Return the family name of the first of ``names``, as `plain`."""
    first = re.split(r"\sand\s", names, maxsplit=1, flags=re.IGNORECASE)[0]
    parsed = parse_names(first)
    return plain(parsed[0].family) if parsed else ""


class Union:
    """Sets of keys that grow together (union-find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._reasons: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the key that stands for the set of ``key``."""
        above = self._above
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    def join(self, one: str, other: str, reason: str) -> None:
        """Make one set of those of two keys; of several reasons the first is kept."""
        one, other = self.root(one), self.root(other)
        self._reasons.setdefault(one, reason)
        if one != other:
            self._above[other] = one

    def sets(self) -> Iterator[tuple[set[str], str]]:
        """Yield the sets of more than one key, with the reason."""
        found: dict[str, set[str]] = {}
        for key in list(self._above):
            found.setdefault(self.root(key), set()).add(key)
        for root, keys in found.items():
            if len(keys) > 1:
                yield keys, self._reasons[root]
