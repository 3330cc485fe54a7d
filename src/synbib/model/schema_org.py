"""A CSL item in the words of schema.org, for RDFa: what search engines and reference managers read off a web page.

Source: schema.org, ``CreativeWork`` and the types below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from synbib.model.plain import iso_date, people, plain_text, whole_name

__all__ = ["properties", "type_of"]

# CSL type → schema.org's; else CreativeWork.
_TYPES: Final = {
    "article": "ScholarlyArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "paper-conference": "ScholarlyArticle",
    "book": "Book",
    "chapter": "Chapter",
    "collection": "Collection",
    "dataset": "Dataset",
    "entry-encyclopedia": "Article",
    "manuscript": "Manuscript",
    "map": "Map",
    "motion_picture": "Movie",
    "periodical": "Periodical",
    "post": "SocialMediaPosting",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareSourceCode",
    "song": "MusicRecording",
    "thesis": "Thesis",
    "webpage": "WebPage",
}
# Property → CSL variable.
_PROPERTIES: Final = {
    "name": "title",
    "isPartOf": "container-title",
    "publisher": "publisher",
    "pagination": "page",
    "volumeNumber": "volume",
    "issueNumber": "issue",
    "bookEdition": "edition",
    "isbn": "ISBN",
    "issn": "ISSN",
    "inLanguage": "language",
    "url": "URL",
}


def type_of(item: Mapping[str, Any]) -> str:
    """Return schema.org's type of a CSL item."""
    return _TYPES.get(str(item.get("type")), "CreativeWork")


def properties(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield schema.org's properties of a CSL item, and their values as plain text."""
    for name, variable in _PROPERTIES.items():
        if text := plain_text(item.get(variable)):
            yield name, text
    if date := iso_date(item.get("issued")):
        yield "datePublished", date
    for role in ("author", "editor"):
        for person in people(item.get(role)):
            if shown := whole_name(person):
                yield role, shown
    if doi := plain_text(item.get("DOI")):
        yield "sameAs", f"https://doi.org/{doi}"
