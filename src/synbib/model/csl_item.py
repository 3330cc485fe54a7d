"""The form of CSL-JSON items: every variable that one may have, by its kind.

Source: CSL 1.0.2, Appendix IV ("Variables"), and its schema for data, csl-data.json. What is set while a style runs,
such as ``citation-number``, is in that schema too.
"""

from __future__ import annotations

from typing import Any, Required, TypedDict

__all__ = ["CslDate", "CslItem", "CslName"]

_Number = str | int | float

CslName = TypedDict(
    "CslName",
    {
        "family": str,
        "given": str,
        "dropping-particle": str,
        "non-dropping-particle": str,
        "suffix": str,
        "comma-suffix": bool | str | int,
        "static-ordering": bool | str | int,
        "parse-names": bool | str | int,
        "literal": str,
    },
    total=False,
)
"""A name: in its parts, or ``literal`` where it has none."""

CslDate = TypedDict(
    "CslDate",
    {
        "date-parts": list[list[str | int]],
        "season": str | int,
        "circa": bool | str | int,
        "literal": str,
        "raw": str,
    },
    total=False,
)
"""A date, or two as the ends of a range: ``[[2024, 5, 31], [2024, 6]]``."""

CslItem = TypedDict(
    "CslItem",
    {
        "id": Required[str | int],
        "type": Required[str],
        "categories": list[str],
        "custom": dict[str, Any],
        # Names
        "author": list[CslName],
        "chair": list[CslName],
        "collection-editor": list[CslName],
        "compiler": list[CslName],
        "composer": list[CslName],
        "container-author": list[CslName],
        "contributor": list[CslName],
        "curator": list[CslName],
        "director": list[CslName],
        "editor": list[CslName],
        "editor-translator": list[CslName],
        "editorial-director": list[CslName],
        "executive-producer": list[CslName],
        "guest": list[CslName],
        "host": list[CslName],
        "illustrator": list[CslName],
        "interviewer": list[CslName],
        "narrator": list[CslName],
        "organizer": list[CslName],
        "original-author": list[CslName],
        "performer": list[CslName],
        "producer": list[CslName],
        "recipient": list[CslName],
        "reviewed-author": list[CslName],
        "script-writer": list[CslName],
        "series-creator": list[CslName],
        "translator": list[CslName],
        # Dates
        "accessed": CslDate,
        "available-date": CslDate,
        "event-date": CslDate,
        "issued": CslDate,
        "original-date": CslDate,
        "submitted": CslDate,
        # Numbers
        "chapter-number": _Number,
        "citation-number": _Number,
        "collection-number": _Number,
        "edition": _Number,
        "first-reference-note-number": _Number,
        "issue": _Number,
        "locator": _Number,
        "number": _Number,
        "number-of-pages": _Number,
        "number-of-volumes": _Number,
        "page": _Number,
        "page-first": _Number,
        "part-number": _Number,
        "printing-number": _Number,
        "section": _Number,
        "supplement-number": _Number,
        "version": _Number,
        "volume": _Number,
        # Texts
        "abstract": str,
        "annote": str,
        "archive": str,
        "archive-place": str,
        "archive_collection": str,
        "archive_location": str,
        "authority": str,
        "call-number": str,
        "citation-key": str,
        "citation-label": str,
        "collection-title": str,
        "container-title": str,
        "container-title-short": str,
        "dimensions": str,
        "division": str,
        "DOI": str,
        "event": str,
        "event-place": str,
        "event-title": str,
        "genre": str,
        "ISBN": str,
        "ISSN": str,
        "jurisdiction": str,
        "keyword": str,
        "language": str,
        "license": str,
        "medium": str,
        "note": str,
        "original-publisher": str,
        "original-publisher-place": str,
        "original-title": str,
        "part-title": str,
        "PMCID": str,
        "PMID": str,
        "publisher": str,
        "publisher-place": str,
        "references": str,
        "reviewed-genre": str,
        "reviewed-title": str,
        "scale": str,
        "source": str,
        "status": str,
        "title": str,
        "title-short": str,
        "URL": str,
        "volume-title": str,
        "year-suffix": str,
        # What CSL-JSON calls variables beside their names
        "journalAbbreviation": str,
        "shortTitle": str,
    },
    total=False,
)
"""One work as CSL-JSON has it: the variables that it has, under their names."""
