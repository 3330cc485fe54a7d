"""The records of the dumps that services give out, as works: each is as an answer of the service has it.

Sources: Crossref's public data file, https://www.crossref.org/learning/public-data-file/; OpenAlex's snapshot,
https://docs.openalex.org/download-all-data/openalex-snapshot; DataCite's public data file,
https://support.datacite.org/docs/datacite-public-data-file; arXiv's metadata,
https://www.kaggle.com/datasets/Cornell-University/arxiv.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from synbib.formats import datacite_json
from synbib.formats.data import FormatError, Record, at, record
from synbib.incoming import Incoming
from synbib.lookup import arxiv, crossref, openalex

__all__ = ["WORKS", "work_of"]

# What Crossref and OpenAlex have beside works: wholes and parts of them, and what stands around them.
# Source: https://api.crossref.org/types; OpenAlex, "Work object", `type` and `is_paratext`.
_NO_WORKS: Final = frozenset(
    [
        "book-series",
        "book-set",
        "component",
        "database",
        "grant",
        "journal",
        "journal-issue",
        "journal-volume",
        "paratext",
        "peer-review",
        "proceedings-series",
        "report-component",
        "report-series",
    ]
)


def work_of(kind: str, data: Record) -> Incoming | None:
    """Return the work of a record; ``None`` of what is none, or has no title.

    Args:
        kind: Whose dump it stands in, of `WORKS`.
        data: The record, JSON.

    Raises:
        FormatError: It is not one of this dump's, or something in it cannot be read.
    """
    try:
        work = WORKS[kind](data)
    except RecursionError:
        raise FormatError("a record that nests too deep; no record of a work does") from None
    return work if work and work.fields.get("title") else None


def _of_crossref(data: Record) -> Incoming | None:
    if data.get("message-type") == "work":  # an answer of the API that was saved
        data = record(data, "message")
    if _is_no_work(data):
        return None
    return crossref.work(_with_any(data, "Crossref", "DOI", "title"))


def _of_openalex(data: Record) -> Incoming | None:
    if _is_no_work(data):
        return None
    return openalex.work(_with_any(data, "OpenAlex", "doi", "title", "display_name"))


def _of_openalex_row(row: Record) -> Incoming | None:
    """Return the work of a row of Parquet, in which dates are no text."""
    return _of_openalex(json.loads(json.dumps(row, default=str)))


def _of_datacite(data: Record) -> Incoming | None:
    attributes = record(data, "data", "attributes") or record(data, "attributes") or data
    given = {**attributes, "doi": attributes.get("doi") or at(data, "id")}
    return datacite_json.work(_with_any(given, "DataCite", "titles"))


def _is_no_work(data: Record) -> bool:
    kind = data.get("type")
    return (isinstance(kind, str) and kind in _NO_WORKS) or data.get("is_paratext") is True


def _with_any(data: Record, service: str, *names: str) -> Record:
    """Return a record that has at least one of these members.

    Raises:
        FormatError: It has none of them.
    """
    if data.keys().isdisjoint(names):
        told = " nor ".join(f"'{name}'" for name in names)
        raise FormatError(f"not a record of one of {service}'s works: it has no {told}")
    return data


WORKS: Final[Mapping[str, Callable[[Any], Incoming | None]]] = {
    "arxiv": arxiv.of_snapshot,
    "crossref": _of_crossref,
    "datacite": _of_datacite,
    "openalex": _of_openalex,
    "openalex-parquet": _of_openalex_row,
}
"""Whose dump → what makes a work of a record of it."""
