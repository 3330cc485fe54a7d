"""What a work is recognised by, whoever tells it: an entry of a store, a line of a list, a record of a service."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, lru_cache
from typing import Any, Final

from synbib import lazily
from synbib.latex import decode
from synbib.library.entry import Entry
from synbib.library.matching.people import transliterated
from synbib.model import arxiv_id, parse_name, split_names
from synbib.model.identifiers import (
    ARCHIVES,
    DOI_PREFIX,
    VERSION,
    anthology_of_doi,
    comparable,
    find_identifier,
)
from synbib.model.types import csl_type
from synbib.model.venue import is_preprint
from synbib.text import strip
from synbib.text.csljson import from_markup
from synbib.text.folding import letters

__all__ = [
    "Identity",
    "identity_of",
    "identity_of_item",
    "identity_with_names",
    "normalized",
    "plain",
    "published_identity_of",
]

# Fields in which two records of one work do not differ.
_TELLING: Final = ("volume", "edition", "chapter", "pages")
# The same fields, and those of identifiers → the CSL variables that have them.
_VARIABLES: Final = {
    "volume": "volume",
    "edition": "edition",
    "chapter": "chapter-number",
    "pages": "page",
    "doi": "DOI",
    "url": "URL",
}
# Fields that may hold the address of the work itself.
_ADDRESSES: Final = ("url", "pdf")

# CSL's types of which two works are two, whatever they are called: an article, its data, the book that grew out of it.
_KINDS: Final = {
    "article": "text",
    "article-journal": "text",
    "article-magazine": "text",
    "article-newspaper": "text",
    "book": "book",
    "chapter": "text",
    "dataset": "data",
    "motion_picture": "film",
    "paper-conference": "text",
    "patent": "patent",
    "review": "text",
    "review-book": "text",
    "software": "software",
    "song": "sound",
    "thesis": "thesis",
}

_DOI: Final = lazily.pattern(DOI_PREFIX + r"[^\s{}]+")
_YEAR: Final = lazily.pattern(r"\d{4}")
_NUMBER: Final = lazily.pattern(r"\d+")
_WORD: Final = lazily.pattern(r"[^\W_]+")
_PREPRINT: Final = lazily.pattern(r"[\s{]*(?:arxiv|corr|abs/\d)\b", re.IGNORECASE)
# A title of fewer letters is that of several works.
_LEAST_LETTERS: Final = 12
_MOST_WORDS_OF_A_NAME: Final = 3
# As many authors are compared; some papers of physics have thousands.
_MOST_AUTHORS: Final = 20


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
        others: The authors after the first, as he is; no more than the first few.
        type: The CSL type; ``""`` if it is not told.
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
    others: tuple[str, ...] = ()
    type: str = ""

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
        return _words_of_name(_text(self.author))

    @cached_property
    def families(self) -> frozenset[str]:
        """The family names of all authors, as far as they are told, `transliterated`."""
        names = filter(None, (self.author, *self.others))
        return frozenset(transliterated(plain(parse_name(name).family)) for name in names) - {""}

    @property
    def fellows(self) -> frozenset[str]:
        """The same without the first author's."""
        return self.families - {transliterated(self.family)}

    @property
    def kind(self) -> str:
        """What kind of work it is: ``text``, ``book``, ``data`` …; ``""`` where its type does not tell that surely."""
        return _KINDS.get(self.type, "")

    @property
    def is_published(self) -> bool:
        """Whether it appeared in a journal or in a book, and not on a server of preprints alone."""
        return bool(self.journal or self.book)

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
    author, *others = _people(own.get("author", "")) or [""]
    editor, *_ = _people(own.get("editor", "")) or [""]
    found = Identity(
        _text(" ".join(own[name] for name in ("title", "subtitle") if name in own)),
        normalized(dict(_identifiers(own))),
        author,
        editor,
        int(year[0]) if year else None,
        _numbers(own),
        journal=_container(own, "journaltitle", "journal"),
        book=_container(own, "booktitle"),
        others=tuple(others),
        type=csl_type(entry.type, own),
    )
    if found.is_telling:
        return found
    return lazily.replace(found, links=frozenset(link.url for link in entry.links))


def identity_of_item(item: Mapping[str, Any]) -> Identity:
    """Return what a CSL item is recognised by: what `identity_of` gives for its entry, as far as an item tells it.

    An item has one address, and does not tell what a parent handed on.

    Args:
        item: A CSL-JSON item. What has not the form of its variable is as if it were not there.
    """
    told = {field: str(item[name]) for field, name in _VARIABLES.items() if item.get(name)}
    container = _shown(item.get("container-title"))
    place = "" if _is_server(container) else container
    told_type = str(item.get("type") or "")
    in_journal = told_type.startswith("article")
    authors, editors = _csl_names(item.get("author")), _csl_names(item.get("editor"))
    first = next(iter((*authors, *editors)), {})
    found = identity_with_names(
        Identity(
            _shown(item.get("title")),
            normalized(dict(_identifiers(told))),
            year=_year(item.get("issued")),
            numbers=_numbers(told),
            links=frozenset(told[name] for name in _ADDRESSES if name in told),
            journal=place if in_journal else "",
            book="" if in_journal else place,
            type=told_type,
        ),
        family=letters(_family(first)),
        names=_parts_of_name(authors[0]) if authors else frozenset(),
        families=frozenset(transliterated(_family(name)) for name in authors) - {""},
    )
    if found.is_telling:
        vars(found)["links"] = frozenset()
    return found


def identity_with_names(
    identity: Identity, *, family: str, names: frozenset[str], families: frozenset[str]
) -> Identity:
    """Return an identity of which the names are known already, in the form in which they are compared.

    Args:
        identity: It has no author and no editor.
        family: See `Identity.family`.
        names: See `Identity.names`.
        families: See `Identity.families`.
    """
    vars(identity).update(family=family, names=names, families=families)
    return identity


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
    return "" if not title or _is_server(title := _text(title)) else title


def _is_server(container: str) -> bool:
    """Whether a work that stands there is not published by that."""
    return bool(_PREPRINT.match(container)) or (bool(container) and is_preprint(container))


def _people(names: str) -> Sequence[str]:
    """Return the names of a field, as far as they are needed to know a work by."""
    return split_names(names)[:_MOST_AUTHORS] if names else ()


# --- a CSL item ---------------------------------------------------------------------------------------------


def _shown(text: object) -> str:
    """Return the plain characters of a text with CSL-JSON's markup."""
    if not isinstance(text, str):
        return ""
    return strip(from_markup(text)) if "<" in text else text


def _csl_names(names: object) -> Sequence[Mapping[str, str]]:
    if not isinstance(names, list):
        return ()
    return [name for name in names[:_MOST_AUTHORS] if isinstance(name, dict)]


def _family(name: Mapping[str, str]) -> str:
    told = name.get("family") or name.get("literal") or name.get("given")
    return told if isinstance(told, str) else ""


@lru_cache(maxsize=16384)
def _words_of_name(name: str) -> frozenset[str]:
    return frozenset(part for part in map(letters, _WORD.findall(name)) if len(part) > 1)


def _parts_of_name(name: Mapping[str, object]) -> frozenset[str]:
    return _words_of_name(" ".join(text for text in name.values() if isinstance(text, str)))


def _year(date: object) -> int | None:
    """Return the year of a CSL date, or the first that a text tells."""
    if not isinstance(date, dict):
        return None
    try:
        told = date["date-parts"][0][0]
    except (LookupError, TypeError):
        told = date.get("raw") or date.get("literal")
    year = _YEAR.search(str(told))
    return int(year[0]) if year else None


# --- LaTeX --------------------------------------------------------------------------------------------------


def _text(latex: str) -> str:
    return strip(decode(latex))
