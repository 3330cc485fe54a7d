"""A formatted reference put together from its parts, whatever the form that told them apart."""

from __future__ import annotations

from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.byline import split_byline
from synbib.paperlist.phrases.headline import split_aside
from synbib.paperlist.phrases.imprint import FORMAL
from synbib.paperlist.phrases.people import people_before, read_people
from synbib.paperlist.phrases.publication import Publication, read_publication
from synbib.paperlist.phrases.sentences import sentences
from synbib.paperlist.phrases.when import When

__all__ = [
    "Reference",
    "authors_first",
    "build",
    "certain_people",
    "organisation",
    "published_as",
    "read_published",
]

_MOST_WORDS_OF_ORGANISATION: Final = 6
_QUOTES: Final = "\"“”«»'‘’"
_EDGES: Final = " \t\n.,;:|-–—"


@lazily.dataclass(frozen=True, slots=True)
class Reference:
    """What a formatted reference says.

    Attributes:
        title: Plain text, without a period at its end.
        authors: Their names in BibTeX's form, as `read_people` returns them.
        published: Where, when and as what it was published.
        style: The form that matched: ``gb-t``, ``quoted``, ``author-year``, ``author-title``, ``title-first``,
            ``east-asian``, or ``titled`` if only the given title told.
    """

    title: str
    authors: tuple[str, ...] = ()
    published: Publication = field(default_factory=Publication)
    style: str = ""


def authors_first(text: str) -> tuple[tuple[str, ...], str]:
    """Return the people with whom a text begins, and the rest."""
    if people := people_before(text):
        authors, at = people
        if text[at:].strip():
            return authors, text[at:]
    return (), text


def certain_people(text: str) -> tuple[str, ...]:
    """Return who stands where authors stand: people, or a short name of an organisation."""
    text = text.strip().strip(",:;").strip()
    if not text or (len(sentences(text)) > 1 and not read_people(text)):
        return ()
    people = read_people(text, certain=True)
    if people and people[0].startswith("{") and not organisation(text):
        return ()
    return people or ()


def organisation(text: str) -> tuple[str, ...]:
    """Return the organisation that a short text names; nobody if it is too long for a name."""
    words = text.split()
    if len(words) > _MOST_WORDS_OF_ORGANISATION or not text[:1].isupper():
        return ()
    return read_people(text, certain=True) or ()


def read_published(text: str) -> Publication | None:
    """Return what a text says of a publication if it says nothing else: a known venue, or a date."""
    published = read_publication(text)
    if published.rest:
        return None
    if published.venue and not (find_venue(published.venue) or published.is_formal):
        if not (published.when and FORMAL.search(published.venue)):
            return None
    return published if published.venue or published.when or published.is_formal else None


def published_as(
    style: str,
    authors: tuple[str, ...],
    title: str,
    tail: str,
    when: When | None = None,
    *,
    sure: bool = True,
    thesis: bool = False,
) -> Reference | None:
    """Return a reference from its parts.

    Args:
        style: The form that told the parts.
        authors: Their names.
        title: The title.
        tail: What stands after the title.
        when: The date, if it stands elsewhere.
        sure: Whether the form is one of references only; if not, a date or a known venue has to be there.
        thesis: Whether it is known to be a thesis.
    """
    published = read_publication(tail, thesis=thesis) if tail else Publication()
    if when is not None and (
        when.month or published.when is None or published.when.year != when.year
    ):
        published = lazily.replace(published, when=when)
    if not sure and not (published.when or find_venue(published.venue)):
        return None
    return build(style, authors, title, published)


def build(
    style: str, authors: tuple[str, ...], title: str, published: Publication
) -> Reference | None:
    """Return a reference from its parts; None if no title is left."""
    if not authors and style == "title-first":
        title, authors = split_byline(title.strip(_EDGES))
    title, inside = split_aside(title.strip())
    if inside:
        aside = read_publication(inside)
        fields = {**aside.fields, **published.fields}
        published = lazily.replace(published, fields=fields, type=aside.type or published.type)
    title = title.strip(_EDGES + _QUOTES) if title.count('"') < 2 else title.strip(_EDGES)
    if not title:
        return None
    return Reference(title, authors, published, style)
