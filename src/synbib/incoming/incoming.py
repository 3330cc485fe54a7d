"""One work as a source tells it: a list, a file of records, the answer of a service, another BibTeX file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Any, Final, NamedTuple

from synbib import lazily
from synbib.bibtex import MONTH_MACROS
from synbib.bibtex.format.order import field_ranks
from synbib.incoming.latex import Latex, of_field, of_name, of_text, of_title
from synbib.incoming.published import entry_type, published
from synbib.incoming.tree import Path
from synbib.latex.escape import escape
from synbib.library import Entry
from synbib.library.matching import Identity, identity_of, normalized
from synbib.model import links
from synbib.model.identifiers import canonical_url
from synbib.text import strip

__all__ = ["OTHERS", "Date", "Incoming", "Person", "ordered"]

# Titles, in which capitals are protected.
_TITLES: Final = ("title", "subtitle")


class Date(NamedTuple):
    """A date, as far as it is told.

    Attributes:
        year: The year.
        month: The month, 1 to 12.
        day: The day, 1 to 31.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None


@lazily.dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is named.

    Attributes:
        name: The name in BibTeX's form, plain text: ``Family, Given``, ``von Family, Jr., Given``, or in the order in
            which it is spoken.
        whole: Whether it is never taken apart, as the name of an organization.
    """

    name: str
    whole: bool = False

    @classmethod
    def of_parts(cls, family: str, given: str = "", prefix: str = "", suffix: str = "") -> Person:
        """Return a person by the parts of the name: BibTeX's *Last*, *First*, *von* and *Jr*."""
        last = f"{prefix} {family}".strip()
        if suffix:
            return cls(f"{last}, {suffix}, {given}")
        return cls(f"{last}, {given}") if given else cls(last, whole=True)


OTHERS: Final = Person("others")
"""Stands last where there are more than are named: *et al.*"""


_UNDATED: Final = Date()


@lazily.dataclass(frozen=True)
class Incoming:
    """One work as a source tells it.

    Text from outside passes `synbib.text.scrub` or `synbib.text.from_markup` before it comes here.

    Attributes:
        fields: Field in lower case → what it holds, as text with the marks of `synbib.text`: ``title``, ``journal``,
            ``volume`` …, and all that is not one of the attributes below. What is a `Latex` stays as it is.
        type: The entry type in lower case; ``""`` where the source does not tell it, so that the venue does.
        names: ``author``, ``editor`` … → who that is.
        date: When the work was published.
        venue: Where it was published, where the source does not tell in which field that belongs: *EMNLP Findings*.
        links: Kind → URL, the kinds of `synbib.model.LINK_FIELDS` and ``paper``, ``pdf``, ``other``.
        identifiers: Scheme → identifier, the schemes of `synbib.model.identifiers.ARCHIVES`: ``arxiv``, ``doi`` …
        groups: The paths of its groups, the outermost first.
        key: The citation key that it should have; ``""`` if it shall get one.
        note: What else the source says, plain text.
        source: The file that it was read from, for messages.
        lines: The lines there that tell of it; its own is the first.
        is_latex: Whether the fields are those of a BibTeX entry: LaTeX, to be kept as it is, names and date with them.
        venue_as_written: Whether the venue's name in the source is kept beside the full one.
        status: What became of it: ``retracted``, ``withdrawn``; ``""`` if nothing is said of that. The entry has it
            as its ``note``.
        published_as: Scheme → identifier of the published version, where this is a preprint; under ``reference`` what
            its authors say of it: ``Phys. Rev. C 87, 065504 (2013)``.
        item: The item of CSL-JSON that it was, which is formatted as it is; ``None`` if it was none.
    """

    fields: Mapping[str, str]
    type: str = ""
    names: Mapping[str, Sequence[Person]] = field(default_factory=dict)
    date: Date = _UNDATED
    venue: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Path, ...] = ()
    key: str = ""
    note: str = ""
    source: str = ""
    lines: tuple[int, ...] = (0,)
    is_latex: bool = False
    venue_as_written: bool = False
    status: str = ""
    published_as: Mapping[str, str] = field(default_factory=dict)
    item: Mapping[str, Any] | None = field(default=None, compare=False, repr=False)

    @property
    def line(self) -> int:
        """Its line in the source, 0 if it is not known."""
        return self.lines[0] if self.lines else 0

    def entry(self) -> Entry:
        """Return the entry as it would be added, without its groups."""
        return self._entry

    @cached_property
    def title(self) -> str:
        """The title as plain text."""
        text = self.fields.get("title", "")
        return self._entry.title if self.is_latex or isinstance(text, Latex) else strip(text)

    @cached_property
    def linked(self) -> Identity:
        """What the work is recognised by if all that its entry names is its own: its links, too."""
        return identity_of(self._entry)

    @cached_property
    def identity(self) -> Identity:
        """What the work is recognised by: of identifiers, those that the source gives as its own."""
        if self.is_latex:
            return self.linked
        return lazily.replace(self.linked, identifiers=normalized(self.identifiers))

    @cached_property
    def _entry(self) -> Entry:
        if self.is_latex:
            return Entry(self.type, self.key, self.fields)
        made = _fields(self)
        kind = entry_type(self.type, self.venue, on_arxiv="eprint" in made)
        made |= published(
            self.venue,
            str(self.date.year or ""),
            made,
            kind,
            told=bool(self.type),
            as_written=self.venue_as_written,
        )
        return Entry(kind, self.key, ordered({n: v for n, v in made.items() if v}, kind))


def ordered(fields: Mapping[str, str], entry_type: str) -> dict[str, str]:
    """Return the fields in the usual order of the type, as ``synbib fmt`` has it."""
    ranks = field_ranks(entry_type, ())
    return dict(sorted(fields.items(), key=lambda each: ranks.get(each[0], ranks[""])))


def _written(name: str, text: str) -> str:
    """Return the LaTeX of one field."""
    if isinstance(text, Latex):
        return str(text)
    return of_title(text) if name in _TITLES else of_field(name, text)


def _fields(told: Incoming) -> dict[str, str]:
    """Return the fields of an entry, as LaTeX; not those that say where it was published."""
    fields = {name: _written(name, text) for name, text in told.fields.items() if text}
    for role, people in told.names.items():
        names = (of_name(each.name, whole=each.whole) for each in people if each.name.strip())
        fields[role] = " and ".join(names)
    year, month, day = told.date
    fields |= {name: str(number) for name, number in (("year", year), ("day", day)) if number}
    if month:
        fields["month"] = list(MONTH_MACROS)[month - 1]
    if arxiv := normalized({"arxiv": told.identifiers.get("arxiv", "")})["arxiv"]:
        fields |= {"eprint": of_field("eprint", arxiv), "archiveprefix": "arXiv"}
    if told.status:
        fields.setdefault("note", told.status.capitalize())
    if doi := told.identifiers.get("doi"):
        fields["doi"] = of_field("doi", doi)
    fields |= dict(_links(told.links, fields))
    if note := "; ".join(filter(None, (of_text(told.note), *_further(told, fields)))):
        fields["annotation"] = note
    return fields


def _links(given: Mapping[str, str], fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold URLs; that of the work only where no identifier gives the same."""
    kinds = dict(given)
    if "other" in kinds and not kinds.keys() & {"paper", "pdf"} and not links(fields):
        kinds["paper"] = kinds.pop("other")
    for kind, address in kinds.items():
        url = of_field("pdf" if kind == "pdf" else "url", address)
        if kind != "paper":
            yield kind, url
        elif url not in (link.url for link in links(fields)):
            yield "url", url


def _further(told: Incoming, fields: Mapping[str, str]) -> Iterator[str]:
    """Yield where else the work is read: identifiers that no field of their own, and no link, keeps."""
    kept = " ".join((*fields.values(), told.note)).lower()
    for scheme, identifier in told.identifiers.items():
        if scheme not in ("arxiv", "doi") and identifier.lower() not in kept:
            yield escape(canonical_url(scheme, identifier))
