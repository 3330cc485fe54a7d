"""The records of services' dumps as CSL items: the same that `synbib.lookup` makes of an answer, read as an entry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from synbib.formats.data import Record
from synbib.incoming import Incoming
from synbib.index.record import with_beside
from synbib.lookup.dumps import work_of

__all__ = ["item_of"]

# Which of a work's identifiers is that of its record.
_IDS: Final[Mapping[str, str]] = {"arxiv": "arxiv", "crossref": "doi", "datacite": "doi"}


def item_of(kind: str, record: Record) -> dict[str, Any] | None:
    """Return the CSL item of a record; ``None`` of what is no work, or has no title.

    Its ``id`` is what its service calls it: its DOI, OpenAlex's number, arXiv's. An item has none
    where its record has none.

    Args:
        kind: Whose dump it stands in, of `synbib.lookup.dumps.WORKS`.
        record: The record, JSON.

    Raises:
        FormatError: It is not one of this dump's, or something in it cannot be read.
    """
    work = work_of(kind, record)
    if work is None:
        return None
    item = with_beside(work.entry().csl, work)
    if found := _id(kind, record, work):
        item["id"] = found
    else:
        item.pop("id", None)
    return item


def _id(kind: str, record: Record, work: Incoming) -> str:
    if scheme := _IDS.get(kind):
        return work.identifiers.get(scheme, "")
    address = record.get("id")
    return address.rpartition("/")[2] if isinstance(address, str) else ""
