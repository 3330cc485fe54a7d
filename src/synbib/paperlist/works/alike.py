"""Whether two records say the same: what a paper is recognised by, what speaks against it, URLs, venues."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from synbib.latex import decode
from synbib.library import Entry
from synbib.library.features import features
from synbib.model import find_venue, split_names
from synbib.model.identifiers import anthology_of_doi, comparable, find_identifier
from synbib.text import strip
from synbib.text.folding import letters

__all__ = [
    "Marks",
    "comparable_url",
    "contradict",
    "identifiers",
    "is_preprint",
    "marks_of",
    "same_title",
    "same_url",
    "venue_name",
]

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"\d+")
_VERSION: Final = re.compile(r"(?<=\d)v\d+\Z")
_HOST: Final = re.compile(r"https?://(?:www\.|dx\.)?", re.IGNORECASE)
_LEAST_LETTERS: Final = 12
_MOST_WORDS_OF_A_NAME: Final = 3
# Titles are compared as far as this, so that it takes no longer with longer ones.
_COMPARED: Final = 200
_LEAST_ALIKE: Final = 0.75


@dataclass(frozen=True)
class Marks:
    """What a paper is recognised by.

    Attributes:
        title: Plain text.
        identifiers: Scheme → identifier, as `identifiers` gives them.
        author: The first author, as written.
        year: The year of publication.
    """

    title: str
    identifiers: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    year: int | None = None

    @cached_property
    def letters(self) -> str:
        """The title's letters and digits; of one that has none, the title."""
        return letters(self.title) or self.title.strip()

    @cached_property
    def is_telling(self) -> bool:
        """Whether the title is long enough to be that of one paper only."""
        return len(self.letters) >= _LEAST_LETTERS or len(_WORD.findall(self.title)) > 1

    @cached_property
    def is_name(self) -> bool:
        """Whether it is the name of a method or a data set rather than a title."""
        title = self.title
        # Chinese has no blanks: what looks like one word may be a title.
        return title.isascii() and ":" not in title and len(title.split()) <= _MOST_WORDS_OF_A_NAME

    @cached_property
    def names(self) -> frozenset[str]:
        """The parts of the first author's name that are more than initials."""
        return frozenset(n for n in map(letters, _WORD.findall(self.author)) if len(n) > 1)


def identifiers(given: Mapping[str, str]) -> dict[str, str]:
    """Return identifiers as they are compared, the DOIs that arXiv and the ACL give as those of theirs."""
    found: dict[str, str] = {}
    for scheme, value in given.items():
        named = find_identifier(value) if scheme == "doi" else None
        scheme, identifier = named or (scheme, _VERSION.sub("", value.strip()))
        found.setdefault(scheme, comparable(scheme, identifier))
    if anthology := anthology_of_doi(found.get("doi", "")):
        found.setdefault("anthology", anthology)
    return found


def marks_of(entry: Entry) -> Marks:
    """Return what an entry of a store is recognised by."""
    own = entry.own_fields
    found = features(entry)
    given = {"arxiv": found.eprint if ":" not in found.eprint else "", "doi": found.doi}
    for url in (own.get("url", ""), own.get("pdf", "")):
        if named := find_identifier(url) if url else None:
            given[named[0]] = given.get(named[0]) or named[1]
    names = split_names(own.get("author", ""))
    return Marks(
        strip(decode(" ".join(own[name] for name in ("title", "subtitle") if name in own))),
        identifiers({scheme: identifier for scheme, identifier in given.items() if identifier}),
        strip(decode(names[0])) if names else "",
        found.year,
    )


def contradict(one: Marks, other: Marks) -> str:
    """Return what of two papers of one title tells that they are two; ``""`` if nothing does."""
    for scheme, identifier in one.identifiers.items():
        if other.identifiers.get(scheme, identifier) != identifier:
            return scheme
    if one.names and other.names and not one.names & other.names:
        return "author"
    return ""


def same_title(one: Marks, other: Marks) -> bool:
    """Whether two titles under one identifier are one: shortened, misspelt, reworded, a name; not another paper's."""
    short, long = sorted((one.letters[:_COMPARED], other.letters[:_COMPARED]), key=len)
    if not short or long.startswith(short):
        return True
    if one.is_name != other.is_name:
        # What a list calls GPT-3 in one place is "Language Models are Few-Shot Learners" in another.
        return True
    heads = [letters(marks.title.partition(":")[0]) for marks in (one, other) if ":" in marks.title]
    if len(heads) == 2 and heads[0] == heads[1]:
        return True
    # GPT-3 is not GPT-4, however alike their titles are.
    if _NUMBER.findall(short) != _NUMBER.findall(long):
        return False
    few, many = sorted((_words(one), _words(other)), key=len)
    if len(few) > 2 and len(few & many) >= _LEAST_ALIKE * len(few):
        return True
    matcher = SequenceMatcher(None, short, long, autojunk=False)
    return matcher.quick_ratio() >= _LEAST_ALIKE and matcher.ratio() >= _LEAST_ALIKE


def _words(marks: Marks) -> frozenset[str]:
    """Return the words of a title that mean something."""
    found: Sequence[str] = _WORD.findall(marks.title[: 2 * _COMPARED])
    return frozenset(word for word in map(letters, found) if len(word) > 3 or word.isdigit())


def venue_name(venue: str) -> str:
    """Return a venue's short name, of one that is not known its `letters`."""
    match = find_venue(venue)
    return match.short if match else letters(venue)


def same_url(one: str, other: str) -> bool:
    """Whether two URLs lead to one place, whatever their scheme, ``www.``, version and final slash."""
    return comparable_url(one) == comparable_url(other)


def comparable_url(url: str) -> str:
    """Return a URL in the form that is the same for the same place, see `same_url`."""
    named = find_identifier(url)
    if named and named[0] == "arxiv":
        return " ".join(named)
    url = _HOST.sub("", url.strip()).rstrip("/").removesuffix(".git")
    return url.partition("#")[0] if url.startswith("github.com/") else url


def is_preprint(venue: str) -> bool:
    """Whether a venue only keeps preprints."""
    match = find_venue(venue)
    return match is not None and match.venue.type == "preprint"
