"""A CSL item as OpenURL describes it, for COinS: what reference managers read off a web page.

Sources: ANSI/NISO Z39.88-2004, "The OpenURL Framework", with its matrices for journals, books, dissertations and
patents in key/encoded-value form (``info:ofi/fmt:kev:mtx:…``); "OpenURL COinS: A Convention to Embed Bibliographic
Metadata in HTML". What none of the matrices fits is described by Dublin Core, as Zotero does it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from synbib.model.plain import iso_date, joined, people, plain_text, whole_name

__all__ = ["context_object"]

# CSL type → matrix and genre.
_KINDS: Final = {
    "article-journal": ("journal", "article"),
    "article-magazine": ("journal", "article"),
    "article-newspaper": ("journal", "article"),
    "review": ("journal", "article"),
    "review-book": ("journal", "article"),
    "article": ("journal", "preprint"),
    "periodical": ("journal", "issue"),
    "book": ("book", "book"),
    "classic": ("book", "book"),
    "collection": ("book", "book"),
    "chapter": ("book", "bookitem"),
    "entry-dictionary": ("book", "bookitem"),
    "entry-encyclopedia": ("book", "bookitem"),
    "paper-conference": ("book", "proceeding"),
    "report": ("book", "report"),
    "manuscript": ("book", "document"),
    "thesis": ("dissertation", ""),
    "patent": ("patent", ""),
}
# Matrix → its keys and the variables that they are taken from.
_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "journal": {
        "rft.atitle": "title",
        "rft.jtitle": "container-title",
        "rft.stitle": "container-title-short",
        "rft.volume": "volume",
        "rft.issue": "issue",
        "rft.artnum": "number",
        "rft.issn": "ISSN",
    },
    "book": {
        "rft.volume": "volume",
        "rft.edition": "edition",
        "rft.series": "collection-title",
        "rft.pub": "publisher",
        "rft.place": "publisher-place",
        "rft.isbn": "ISBN",
        "rft.issn": "ISSN",
        "rft.tpages": "number-of-pages",
    },
    "dissertation": {
        "rft.title": "title",
        "rft.inst": "publisher",
        "rft.degree": "genre",
        "rft.tpages": "number-of-pages",
    },
    "patent": {
        "rft.title": "title",
        "rft.number": "number",
        "rft.applcc": "jurisdiction",
        "rft.assignee": "publisher",
    },
    "dc": {
        "rft.title": "title",
        "rft.source": "container-title",
        "rft.publisher": "publisher",
        "rft.type": "type",
        "rft.language": "language",
    },
}
# Matrix → the keys of the first author's name in two parts, and of each whole name.
_NAMES: Final = {
    "patent": ("rft.invlast", "rft.invfirst", "rft.inv"),
    "dc": ("", "", "rft.creator"),
}
_AUTHORS: Final = ("rft.aulast", "rft.aufirst", "rft.au")


def context_object(item: Mapping[str, Any]) -> str:
    """Return what a COinS says of an item: an OpenURL context object as a query string, not yet escaped for HTML.

    Args:
        item: CSL-JSON.
    """
    matrix, genre = _KINDS.get(str(item.get("type")), ("dc", ""))
    pairs = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{matrix}")]
    if genre:
        pairs.append(("rft.genre", genre))
    if matrix == "book":
        is_whole = genre not in ("bookitem", "proceeding")
        pairs += _pairs(
            item,
            {"rft.btitle": "title"}
            if is_whole
            else {"rft.atitle": "title", "rft.btitle": "container-title"},
        )
    pairs += _pairs(item, _KEYS[matrix])
    pairs += _names(item.get("author"), *_NAMES.get(matrix, _AUTHORS))
    if date := iso_date(item.get("issued")):
        pairs.append(("rft.date", date))
    pairs += _pages(plain_text(item.get("page"))) if matrix in ("journal", "book") else ()
    if doi := plain_text(item.get("DOI")):
        pairs.append(("rft_id", f"info:doi/{doi}"))
    if url := plain_text(item.get("URL")):
        pairs.append(("rft_id", url))
    return urlencode(pairs)


def _pairs(item: Mapping[str, Any], keys: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        (key, text) for key, variable in keys.items() if (text := plain_text(item.get(variable)))
    ]


def _names(names: object, last: str, first: str, whole: str) -> Iterator[tuple[str, str]]:
    for i, name in enumerate(people(names)):
        family = joined(name.get("non-dropping-particle"), name.get("family"))
        given = joined(name.get("given"), name.get("dropping-particle"))
        if i == 0 and last and family:
            yield last, family
            if given:
                yield first, given
        if shown := whole_name(name):
            yield whole, shown


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    if not pages:
        return
    yield "rft.pages", pages
    first, dash, last = pages.replace("–", "-").partition("-")
    yield "rft.spage", first.strip()
    if dash and last.strip():
        yield "rft.epage", last.strip()
