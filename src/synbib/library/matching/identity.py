"""What a work is recognised by, whoever tells it: an entry of a store, a line of a list, a record of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.library.entry import Entry
from synbib.model import arxiv_id, parse_name, split_names
from synbib.model.identifiers import (
    ARCHIVES,
    DOI_PREFIX,
    VERSION,
    anthology_of_doi,
    comparable,
    find_identifier,
)
from synbib.model.venue import is_preprint
from synbib.text import strip
from synbib.text.folding import letters

__all__ = ["Identity", "identity_of", "normalized", "plain", "published_identity_of"]

# Fields in which two records of one work do not differ.
_TELLING: Final = ("volume", "edition", "chapter", "pages")
# Fields that may hold the address of the work itself.
_ADDRESSES: Final = ("url", "pdf")

_DOI: Final = lazily.pattern(DOI_PREFIX + r"[^\s{}]+")
_YEAR: Final = lazily.pattern(r"\d{4}")
_NUMBER: Final = lazily.pattern(r"\d+")
_WORD: Final = lazily.pattern(r"[^\W_]+")
_PREPRINT: Final = lazily.pattern(r"[\s{]*(?:arxiv|corr|abs/\d)\b", re.IGNORECASE)
# A title of fewer letters is that of several works.
_LEAST_LETTERS: Final = 12
_MOST_WORDS_OF_A_NAME: Final = 3


@lazily.dataclass(frozen=True)
class Identity:
    """What a work is recognised by.

    Attributes:
        title: Title and subtitle, plain text.
        identifiers: Scheme → identifier, as `normalized` gives them.
        author: The first author, LaTeX in BibTeX's form.
        editor: The first editor, likewise. He may be that of the book around the work.
        year: The year of publication.
        numbers: Volume, edition, chapter and pages, each as its first number.
        links: Where it is read; needed only where the title does not tell by itself.
        journal: The journal that it appeared in, plain text.
        book: The book or the proceedings that it appeared in, plain text.
    """

    title: str
    identifiers: Mapping[str, str] = field(default_factory=dict)
    author: str = ""
    editor: str = ""
    year: int | None = None
    numbers: Mapping[str, str] = field(default_factory=dict)
    links: frozenset[str] = frozenset()
    journal: str = ""
    book: str = ""

    @cached_property
    def letters(self) -> str:
        """The title's letters and digits; of one that has none, the title."""
        return letters(self.title) or self.title.strip()

    @cached_property
    def head(self) -> str:
        """The letters of the title up to its colon; ``""`` where it has none."""
        head, colon, _ = self.title.partition(":")
        return letters(head) if colon else ""

    @cached_property
    def is_telling(self) -> bool:
        """Whether the title is long enough to be that of one work only."""
        return len(self.letters) >= _LEAST_LETTERS or len(_WORD.findall(self.title)) > 1

    @cached_property
    def is_name(self) -> bool:
        """Whether the title is the name of a method or a data set rather than a title."""
        title = self.title
        # Chinese has no blanks: what looks like one word may be a title.
        return title.isascii() and ":" not in title and len(title.split()) <= _MOST_WORDS_OF_A_NAME

    @cached_property
    def names(self) -> frozenset[str]:
        """The parts of the first author's name that are more than initials."""
        words = _WORD.findall(_text(self.author))
        return frozenset(name for name in map(letters, words) if len(name) > 1)

    def may_be_by_those_of(self, other: Identity) -> bool:
        """Whether two first authors have a part of a name in common, or one is not told."""
        return not (self.names and other.names) or bool(self.names & other.names)

    @cached_property
    def family(self) -> str:
        """The letters of the first author's family name, else of the first editor's."""
        name = self.author or self.editor
        return plain(parse_name(name).family) if name else ""


def identity_of(entry: Entry) -> Identity:
    """Return what an entry is recognised by.

    What a parent hands on, its DOI for one, is the same in all its children, and does not count.
    """
    own = entry.own_fields
    year = _YEAR.search(own.get("date") or own.get("year", ""))
    found = Identity(
        _text(" ".join(own[name] for name in ("title", "subtitle") if name in own)),
        normalized(dict(_identifiers(own))),
        _first(own.get("author", "")),
        _first(own.get("editor", "")),
        int(year[0]) if year else None,
        _numbers(own),
        journal=_container(own, "journaltitle", "journal"),
        book=_container(own, "booktitle"),
    )
    if found.is_telling:
        return found
    return lazily.replace(found, links=frozenset(link.url for link in entry.links))


def published_identity_of(entry: Entry) -> Identity:
    """Return what an entry is recognised by, with when and where it was published, though only a parent tells that."""
    found = identity_of(entry)
    if not entry.inherited:
        return found
    whole = identity_of(lazily.replace(entry, inherited=frozenset()))
    return lazily.replace(
        found,
        year=found.year or whole.year,
        journal=found.journal or whole.journal,
        book=found.book or whole.book,
    )


def normalized(given: Mapping[str, str]) -> dict[str, str]:
    """Return identifiers in the form that is the same for the same work.

    arXiv numbers are without version. The DOIs that arXiv and the ACL give are taken for identifiers of theirs, where
    none of theirs is given.

    Args:
        given: Scheme → identifier.
    """
    found: dict[str, str] = {}
    for scheme, value in sorted(given.items(), key=lambda each: each[0] == "doi"):
        named = find_identifier(value) if scheme == "doi" else None
        scheme, identifier = named or (scheme, VERSION.sub("", value.strip()))
        found.setdefault(scheme, comparable(scheme, identifier))
    if anthology := anthology_of_doi(found.get("doi", "")):
        found.setdefault("anthology", anthology)
    return found


def plain(latex: str) -> str:
    """Return the `letters` of what ``latex`` stands for."""
    return letters(strip(decode(latex)) if "\\" in latex or "$" in latex else latex)


def _identifiers(own: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that the fields of an entry name, the surest of each scheme first."""
    told: set[str] = set()
    doi = ""
    if arxiv := arxiv_id(own):
        told.add("arxiv")
        yield "arxiv", arxiv.lower()
    elif (eprint := own.get("eprint", "").strip()) and (
        archive := (own.get("eprinttype") or own.get("archiveprefix", "")).strip(" {}").lower()
    ):
        # What one archive numbers is compared as that archive's, known or not.
        named = find_identifier(f"{ARCHIVES[archive]}{eprint}") if archive in ARCHIVES else None
        scheme, identifier = named or (archive, eprint.lower())
        told.add(scheme)
        yield scheme, identifier
    if found := _DOI.search(own.get("doi", "")) or _DOI.search(own.get("url", "")):
        told.add("doi")
        doi = found[0].replace("\\", "").rstrip(".,;/")
        yield "doi", doi
    for name in _ADDRESSES:
        url = own.get(name)
        if not url or (doi and doi in url):
            continue
        if (named := find_identifier(url)) and named[0] not in told:
            told.add(named[0])
            yield named


def _numbers(fields: Mapping[str, str]) -> dict[str, str]:
    """Return the numbers that tell one work from another of its title: field → its first number."""
    return {
        name: numbers[0].lstrip("0")
        for name in _TELLING
        if name in fields and (numbers := _NUMBER.findall(fields[name]))
    }


def _container(own: Mapping[str, str], *names: str) -> str:
    """Return the title of what a work is part of; ``""`` for a server of preprints, which does not publish it."""
    title = next((own[name] for name in names if own.get(name)), "")
    if not title or _PREPRINT.match(title) or is_preprint(title := _text(title)):
        return ""
    return title


def _first(names: str) -> str:
    """Return the first of the names of a field; ``""`` if it holds none."""
    found = split_names(names) if names else ()
    return found[0] if found else ""


def _text(latex: str) -> str:
    return strip(decode(latex))
