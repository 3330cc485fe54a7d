"""A CSL item as the ``<meta>`` tags that Google Scholar indexes and reference managers read: ``citation_title`` etc.

Sources: Google Scholar, "Inclusion Guidelines for Webmasters", which names the tags of Highwire Press and what each
holds; Zotero's translator "Embedded Metadata", for the further ones that it reads (``citation_doi``,
``citation_inbook_title``, ``citation_series_title`` …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synbib.model.plain import people, plain_text, whole_name

__all__ = ["meta_tags"]

# Tag → variable, for items of every type.
_TAGS: Final = {
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_doi": "DOI",
    "citation_issn": "ISSN",
    "citation_isbn": "ISBN",
    "citation_pmid": "PMID",
    "citation_language": "language",
}
# CSL type → what the title of what it stands in, and its publisher, are called.
_CONTAINERS: Final = {
    "paper-conference": "citation_conference_title",
    "chapter": "citation_inbook_title",
    "entry": "citation_inbook_title",
    "entry-dictionary": "citation_inbook_title",
    "entry-encyclopedia": "citation_inbook_title",
}
_PUBLISHERS: Final = {
    "thesis": "citation_dissertation_institution",
    "report": "citation_technical_report_institution",
}


def meta_tags(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each tag, plain text that is not yet escaped for HTML.

    Args:
        item: CSL-JSON.
    """
    kind = str(item.get("type"))
    if title := plain_text(item.get("title")):
        yield "citation_title", title
    for role in ("author", "editor"):
        for name in people(item.get(role)):
            if shown := whole_name(name):
                yield f"citation_{role}", shown
    if date := _date(item.get("issued")):
        yield "citation_publication_date", date
    if container := plain_text(item.get("container-title")):
        yield _CONTAINERS.get(kind, "citation_journal_title"), container
    if series := plain_text(item.get("collection-title")):
        yield "citation_series_title", series
    if publisher := plain_text(item.get("publisher")):
        yield _PUBLISHERS.get(kind, "citation_publisher"), publisher
    if kind == "report" and (number := plain_text(item.get("number"))):
        yield "citation_technical_report_number", number
    for tag, variable in _TAGS.items():
        if text := plain_text(item.get(variable)):
            yield tag, text
    yield from _pages(plain_text(item.get("page")))


def _date(issued: Mapping[str, Any] | None) -> str:
    """Return a date as the guidelines have it, ``2019/12/31`` or ``2019``; of a range its beginning."""
    parts = ((issued or {}).get("date-parts") or [[]])[0]
    try:
        year, *rest = (int(part) for part in parts if part not in ("", None))
    except ValueError:
        return ""
    return "/".join((f"{year:04}", *(f"{part:02}" for part in rest)))


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, dash, last = pages.replace("–", "-").partition("-")
    if first.strip():
        yield "citation_firstpage", first.strip()
    if dash and last.strip():
        yield "citation_lastpage", last.strip("- ")
