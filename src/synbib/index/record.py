"""What is kept of a work: enough to verify an entry and to complete it, packed small."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from typing import Any, Final

from synbib import lazily
from synbib.bibtex import MONTH_MACROS
from synbib.formats import FormatError
from synbib.incoming import Incoming
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.matching import Identity, identity_of, normalized, plain
from synbib.model import find_venue, venue
from synbib.model.venue import comparable_venue
from synbib.text import strip

__all__ = ["Record", "container", "venue_of", "volume_of", "with_beside"]

# What says nothing of the work itself, or is long: whoever wants an abstract asks the service.
_LEFT_OUT: Final = frozenset(
    [
        "abstract",
        "annotation",
        "annote",
        "bibsource",
        "biburl",
        "comment",
        "creationdate",
        "file",
        "groups",
        "ids",
        "keywords",
        "modificationdate",
        "owner",
        "priority",
        "ranking",
        "readstatus",
        "review",
        "timestamp",
    ]
)
_SPACE: Final = lazily.pattern(r"[ \t\r\n]+")
_MONTHS: Final = {month: macro for macro, month in MONTH_MACROS.items()}
_OF_DBLP: Final = "DBLP:"
# Under this name an item's `custom` has what no variable holds.
_BESIDE: Final = "synbib"
# So many letters name one volume: `Proceedings of the Second Workshop on …`, not `Workshop Proceedings`.
_LEAST_OF_A_NAME: Final = 25
_QUICK: Final = 1  # zlib's level: a better one takes twice the time for a tenth of the size
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


@lazily.dataclass(frozen=True, slots=True)
class Record:
    """One work of the index.

    Attributes:
        type: Its entry type.
        key: Its key in the source.
        fields: Its fields, LaTeX.
        status: What became of it: ``retracted``, ``withdrawn``, ``""``.
        published_as: Scheme → identifier of the published version, where this is a preprint.
        identifiers: Scheme → identifier, beside those that the fields name.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    status: str = ""
    published_as: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_entry(cls, entry: Entry) -> Record:
        """Return what is kept of an entry."""
        kept = {
            name: _SPACE.sub(" ", value) if "\n" in value or "  " in value else value
            for name, value in entry.fields.items()
            if name not in _LEFT_OUT and value
        }
        if month := kept.get("month"):
            kept["month"] = _MONTHS.get(month, month)
        if (doi := kept.get("doi")) and kept.get("url", "").lower().endswith(
            f"doi.org/{doi.lower()}"
        ):
            del kept["url"]  # it only says the DOI again
        return cls(entry.type, entry.key, kept)

    @classmethod
    def of_incoming(cls, told: Incoming) -> Record:
        """Return what is kept of a work that a source tells."""
        made = cls.of_entry(told.entry())
        return lazily.replace(
            made,
            status=told.status,
            published_as=dict(told.published_as),
            identifiers=normalized(told.identifiers),
        )

    @classmethod
    def of_item(cls, item: Mapping[str, Any]) -> Record:
        """Return what is kept of a CSL item.

        Raises:
            FormatError: Something in it cannot be read, or it says nothing of a work but its type.
        """
        from synbib.formats.csl_json import told

        work = told(dict(item))
        if not work.entry().fields:
            raise FormatError("the item says nothing of a work but its type")
        made = cls.of_incoming(work)
        custom = item.get("custom")
        beside = custom.get(_BESIDE) if isinstance(custom, dict) else None
        if not isinstance(beside, dict):
            return made
        return lazily.replace(
            made,
            status=_texts(beside).get("status", made.status),
            published_as=_texts(beside.get("published-as")),
            identifiers={**made.identifiers, **normalized(_texts(beside.get("identifiers")))},
        )

    @classmethod
    def unpacked(cls, packed: bytes) -> Record:
        """Return what `packed` made."""
        return cls(*json.loads(zlib.decompress(packed)))

    def packed(self) -> bytes:
        """Return the record as bytes."""
        whole = [self.type, self.key, self.fields, self.status, self.published_as]
        while not whole[-1]:
            whole.pop()
        return zlib.compress(_ENCODER.encode(whole).encode(), _QUICK)

    def incoming(self, source: str) -> Incoming:
        """Return the work as it comes in."""
        return Incoming(
            self.fields,
            self.type,
            key=self.key,
            source=source,
            is_latex=True,
            status=self.status,
            published_as=self.published_as,
        )

    @property
    def entry(self) -> Entry:
        """The record as an entry."""
        return Entry(self.type, self.key, self.fields)

    def identified(self) -> tuple[Identity, dict[str, str]]:
        """Return what the work is recognised by, and all its identifiers, DBLP's for one."""
        identity = identity_of(self.entry)
        known = {**self.identifiers, **identity.identifiers}
        if self.key.startswith(_OF_DBLP):
            known["dblp"] = self.key.removeprefix(_OF_DBLP)
        return identity, known


def with_beside(item: Mapping[str, Any], work: Incoming) -> dict[str, Any]:
    """Return an item with what no variable of it holds and a `Record` has; `Record.of_item` reads it in ``custom``.

    Args:
        item: The item of the work.
        work: The work, as a source tells it.
    """
    named = work.identifiers
    told = {
        "status": work.status,
        "published-as": dict(work.published_as),
        # The item's URL tells that of a preprint.
        "identifiers": {s: i for s, i in named.items() if s != "doi" and named.keys() != {"arxiv"}},
    }
    beside = {name: value for name, value in told.items() if value}
    return {**item, "custom": {_BESIDE: beside}} if beside else dict(item)


def _texts(value: Any) -> dict[str, str]:
    found = value.items() if isinstance(value, dict) else ()
    return {name: text for name, text in found if isinstance(text, str)}


def container(fields: Mapping[str, str]) -> str:
    """Return what a work appeared in, as it is written; ``""`` if its fields do not tell."""
    return next((fields[n] for n in ("booktitle", "journaltitle", "journal") if fields.get(n)), "")


@lru_cache(maxsize=4096)
def venue_of(written: str) -> str:
    """Return the form of a venue that is the same for the same venue: by its short name, if one is told.

    Its workshops, its companion and the like are venues of their own.

    Args:
        written: What `container` gives.
    """
    match = find_venue(strip(decode(written)))
    if match is None or match.track is None:
        return comparable_venue(venue({"booktitle": written}))
    return match.short if match.track in match.short else f"{match.short} {match.track}"


def volume_of(fields: Mapping[str, str]) -> str:
    """Return the full name of the book that a work is in, in a form that `venue_of` never has.

    ``""`` if the name is so short that other volumes have it, too.
    """
    full = plain(fields.get("booktitle", ""))
    return f"={full}" if len(full) >= _LEAST_OF_A_NAME else ""
