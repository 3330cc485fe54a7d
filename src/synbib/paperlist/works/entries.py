"""A paper of a list → a BibTeX entry: its type, its fields, text as LaTeX.

The fields are such that what the list said of a paper is what a list made of the store says again: a field `venue` is
added only where the table of venues would have another name for it than the list has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from synbib.bibtex import MONTH_MACROS
from synbib.bibtex.format.order import field_ranks
from synbib.latex.escape import escape
from synbib.library import Entry
from synbib.model import find_venue, links, published_in
from synbib.model.identifiers import canonical_url
from synbib.model.venues import Match
from synbib.paperlist.mentions.mention import Mention
from synbib.text import scrub
from synbib.text.folding import letters
from synbib.text.urls import clean_url, percent_encode

__all__ = ["entry_of", "ordered", "protect"]

# The field that says where an entry of a type was published.
_CONTAINER: Final = {
    "article": "journal",
    "inproceedings": "booktitle",
    "incollection": "booktitle",
    "conference": "booktitle",
    "phdthesis": "school",
    "mastersthesis": "school",
    "techreport": "institution",
    "book": "publisher",
    "misc": "howpublished",
}
# What tells the type of a venue that is not known; the first that fits.
_TYPES: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), entry_type)
    for words, entry_type in (
        (r"ph\.?\s?d\.?|doctoral|dissertation", "phdthesis"),
        (r"master'?s?|m\.?sc\.?|thesis", "mastersthesis"),
        (r"(?:technical|tech\.?|white)\s*(?:report|paper)|technical memorandum", "techreport"),
        (r"proceedings|proc\.?|conference|conf\.?|workshops?|symposium|meeting", "inproceedings"),
        (r"journal|j\.|transactions|trans\.?|letters|magazine|review|annals|bulletin", "article"),
    )
)
_ARXIV_VENUE: Final = re.compile(r"arxiv|corr\Z", re.IGNORECASE)
# The part of a word between hyphens and slashes, and the number after it: `GPT-4`.
_WORD: Final = re.compile(r"[^\W_]+(?:-\d[\d.]*(?![^\W_]))?")
_AND: Final = re.compile(r"\sand\s", re.IGNORECASE)
_VERSION: Final = re.compile(r"v\d+\Z")
_RANGE: Final = re.compile(r"(?<=\d)\s*(?:-|–|—)+\s*(?=\d)")


def entry_of(paper: Mention, key: str = "", *, venue_as_written: bool = False) -> Entry:
    """Return what a list says of a paper as an entry, without groups.

    Args:
        paper: The paper.
        key: Its citation key.
        venue_as_written: Whether the list's name of the venue is kept where the full name does not hold it: *EMNLP*.
    """
    arxiv = _VERSION.sub("", paper.identifiers.get("arxiv", ""))
    match = find_venue(paper.venue) if paper.venue else None
    entry_type = _type(paper, match, arxiv)
    fields = {name: _text(value) for name, value in paper.fields.items() if value}
    if "pages" in fields:
        fields["pages"] = _RANGE.sub("--", fields["pages"])
    fields["title"] = protect(_clean(paper.title))
    if paper.authors:
        fields["author"] = " and ".join(map(_name, paper.authors))
    for name, number in (("year", paper.year), ("day", paper.day)):
        if number:
            fields[name] = str(number)
    if paper.month:
        fields["month"] = list(MONTH_MACROS)[paper.month - 1]
    if arxiv:
        fields |= {"eprint": arxiv, "archiveprefix": "arXiv"}
    if doi := paper.identifiers.get("doi"):
        fields["doi"] = doi
    fields |= dict(_links(paper, fields))
    if note := "; ".join(filter(None, (_text(paper.note), *_further(paper, fields)))):
        fields["annotation"] = note
    fields |= _published(paper, match, entry_type, fields, as_written=venue_as_written)
    return Entry(entry_type, key, ordered({n: v for n, v in fields.items() if v}, entry_type))


def ordered(fields: Mapping[str, str], entry_type: str) -> dict[str, str]:
    """Return the fields in the usual order of the type, as ``synbib fmt`` has it."""
    ranks = field_ranks(entry_type, ())
    return dict(sorted(fields.items(), key=lambda each: ranks.get(each[0], ranks[""])))


def protect(title: str) -> str:
    """Return a title as LaTeX, with braces around the words whose capitals are more than those of a beginning."""
    if title.isupper() and " " in title:
        return escape(title)
    pieces: list[str] = []
    at = 0
    for word in _WORD.finditer(title):
        named = _is_name(word[0])
        pieces += (escape(title[at : word.start()]), f"{{{word[0]}}}" if named else word[0])
        at = word.end()
    return "".join(pieces) + escape(title[at:])


def _is_name(word: str) -> bool:
    """Whether a word has capitals inside, or beside digits."""
    inside = any(map(str.isupper, word[1:]))
    return inside or (word[0].isupper() and any(map(str.isdigit, word)))


def _type(paper: Mention, match: Match | None, arxiv: str) -> str:
    if arxiv and ((match and match.venue.type == "preprint") or _ARXIV_VENUE.match(paper.venue)):
        return "misc"
    if paper.type:
        return paper.type
    if match:
        return {"journal": "article", "preprint": "misc"}.get(match.venue.type, "inproceedings")
    return next((kind for sign, kind in _TYPES if sign.search(paper.venue)), "misc")


def _published(
    paper: Mention,
    match: Match | None,
    entry_type: str,
    fields: Mapping[str, str],
    *,
    as_written: bool,
) -> dict[str, str]:
    """Return the fields that say where the paper was published."""
    if not paper.venue:
        return {}
    found: dict[str, str] = {}
    container = _CONTAINER.get(entry_type, "howpublished")
    if container not in fields and not ("eprint" in fields and entry_type == "misc"):
        found[container] = _text(paper.venue if paper.type else _full_name(paper.venue, match))
    short = {"shortvenue": _text(paper.venue)}
    year = str(paper.year or "")
    renamed = letters(paper.venue) not in letters(found.get(container, paper.venue))
    if not paper.type and (
        (as_written and renamed)
        or published_in({**fields, **found}, year) != published_in(short, year)
    ):
        found |= short
    return found


def _full_name(venue: str, match: Match | None) -> str:
    if match is None:
        return venue
    if match.track == "Findings" and match.venue.publisher == "ACL":
        return f"Findings of the Association for Computational Linguistics: {match.venue.acronym}"
    # Of another track the table has no name.
    return venue if match.track else match.venue.name


def _links(paper: Mention, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold URLs; that of the paper only where no identifier gives the same."""
    kinds = dict(paper.links)
    if "other" in kinds and not kinds.keys() & {"paper", "pdf"} and not links(fields):
        kinds["paper"] = kinds.pop("other")
    for kind, address in kinds.items():
        url = percent_encode(clean_url(address))
        if kind != "paper":
            yield kind, url
        elif url not in (link.url for link in links(fields)):
            yield "url", url


def _further(paper: Mention, fields: Mapping[str, str]) -> Iterator[str]:
    """Yield where else the paper is read: identifiers that no field of their own, and no link, keeps."""
    kept = " ".join((*fields.values(), paper.note)).lower()
    for scheme, identifier in paper.identifiers.items():
        if scheme not in ("arxiv", "doi") and identifier.lower() not in kept:
            yield escape(canonical_url(scheme, identifier))


def _name(name: str) -> str:
    text = _text(name)
    return f"{{{text}}}" if _AND.search(text) else text


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return " ".join(scrub(text).split())
