"""An entry as a person wants to see it: what ``synbib show`` does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.bibliography import StyleChoice, references
from synbib.choices import OutputFormat
from synbib.documents import Citations
from synbib.library import Entry, Library
from synbib.library.facets import group_paths, keywords, names
from synbib.model.eprint import arxiv_id
from synbib.model.identifiers import doi_number
from synbib.model.item import verbatim
from synbib.model.pdfs import attached_files
from synbib.model.plain import name_text
from synbib.readme import Options
from synbib.setting import set_text
from synbib.text import MARKED, from_markup, strip
from synbib.text.controls import visible
from synbib.text.listing import folded_lines, listed
from synbib.verbs.beside import keys_shown

__all__ = ["ShownEntry", "Uses", "show_entry", "write_entry"]

_FULL_VENUES: Final = ("journaltitle", "journal", "booktitle", "maintitle", "series", "eventtitle")
_PUBLISHERS: Final = ("publisher", "institution", "school", "organization", "howpublished")
_NUMBERS: Final = ("volume", "number", "pages", "edition")


@lazily.dataclass(frozen=True, slots=True)
class Uses:
    """Where entries are used.

    Attributes:
        citations: What documents cite; None if none were looked at.
        shown: The name of a file → the keys of the entries that its blocks show.
    """

    citations: Citations | None = None
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        library: Library,
        options: Options,
        files: Mapping[str, str],
        citations: Citations | None = None,
    ) -> Uses:
        """Return where the entries of a library are used.

        Args:
            library: The store.
            options: What holds in blocks that do not say otherwise.
            files: The name of a Markdown file that may have blocks → its text.
            citations: What documents cite.
        """
        return cls(
            citations,
            {name: keys_shown({name: text}, library, options) for name, text in files.items()},
        )


@lazily.dataclass(frozen=True, slots=True)
class ShownEntry:
    """What is shown of an entry.

    Attributes:
        entry: The entry.
        groups: The paths of its groups.
        reference: Its reference in a style, as marked text (see `synbib.text`); ``""`` if the style makes none.
        style: The name of that style.
        uses: Where it is used.
    """

    entry: Entry
    groups: tuple[str, ...]
    reference: str
    style: str
    uses: Uses

    @property
    def people(self) -> tuple[str, ...]:
        """The names of its authors, or else its editors."""
        found = names(self.entry) or names(self.entry, "editor")
        return tuple(strip(from_markup(name_text(name))) for name in found)

    @property
    def place(self) -> str:
        """Where it stands: the file and the line."""
        source = self.entry.source
        return f"{source.document.name}:{source.line}" if source else ""

    @property
    def identifiers(self) -> dict[str, str]:
        """The numbers that name it: scheme → number."""
        fields = self.entry.fields
        found = {
            "DOI": doi_number(verbatim(fields.get("doi", ""))),
            "arXiv": arxiv_id(fields) or "",
            **{
                scheme: verbatim(fields.get(scheme.lower(), ""))
                for scheme in ("ISBN", "ISSN", "PMID", "PMCID")
            },
        }
        return {scheme: number for scheme, number in found.items() if number}

    @property
    def published(self) -> dict[str, str]:
        """What it says of its publication: the name of a field → its text."""
        texts = self.entry.texts
        return {
            name: texts[name]
            for name in (*_FULL_VENUES, *_NUMBERS, *_PUBLISHERS)
            if texts.get(name)
        }

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of the files that it names."""
        return attached_files(self.entry.fields.get("file", ""))

    @property
    def cited(self) -> tuple[str, ...]:
        """Where documents cite it, each a file and a line."""
        keys = {self.entry.key, *self.entry.aliases}
        found = self.uses.citations.all if self.uses.citations else ()
        return tuple(f"{each.name}:{each.line}" for each in found if each.key in keys)

    @property
    def shown_in(self) -> tuple[str, ...]:
        """The files whose blocks show it."""
        return tuple(name for name, keys in self.uses.shown.items() if self.entry.key in keys)

    @property
    def for_json(self) -> dict[str, object]:
        """The same as JSON has it."""
        entry = self.entry
        return {
            "key": entry.key,
            "aliases": list(entry.aliases),
            "type": entry.type,
            "title": entry.title,
            "people": list(self.people),
            "year": entry.year or None,
            "venue": entry.venue or None,
            "published": self.published,
            "identifiers": self.identifiers,
            "links": {link.kind: link.url for link in entry.links},
            "files": list(self.files),
            "groups": list(self.groups),
            "keywords": list(keywords(entry)),
            "abstract": _abstract(entry) or None,
            "store": entry.source.document.name if entry.source else None,
            "line": entry.line or None,
            "cited": list(self.cited) if self.uses.citations else None,
            "shown_in": list(self.shown_in),
            "style": self.style,
            "reference": strip(self.reference) or None,
            "csl": dict(entry.csl),
        }


def show_entry(
    library: Library,
    keys: Iterable[str],
    styles: StyleChoice | None = None,
    *,
    locale: str | None = None,
    uses: Uses | None = None,
) -> list[ShownEntry]:
    """Return what is shown of entries.

    Args:
        library: The store.
        keys: Their keys.
        styles: The style of references.
        locale: Their language; the style's own by default.
        uses: Where entries are used.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        StyleError: A style does not exist or is not valid.
        UnknownKeyError: The store has no such entry.
    """
    expect(library, "library", Library, "synbib.read(path) reads one")
    chosen = styles or StyleChoice()
    entries = [library.find(key) for key in expect_several(keys, "keys", str, "keys")]
    groups = group_paths(library.groups)
    formatted = references(entries, chosen, MARKED, locale=locale)
    return [
        ShownEntry(
            entry,
            tuple(filter(None, groups.get(entry.key, ()))),
            formatted.get(entry.key, ""),
            chosen.of(entry),
            uses or Uses(),
        )
        for entry in entries
    ]


def write_entry(shown: ShownEntry, format: OutputFormat = "text", width: int | None = None) -> str:
    """Return an entry as a person looks at it.

    Args:
        shown: The entry.
        format: What its title and its reference are written in.
        width: How many columns a line has.
    """
    entry = shown.entry
    blocks = [
        "\n".join(
            (
                set_text(entry.marked_title or entry.key, format, width),
                *folded_lines(visible(", ".join(shown.people)), width),
                *folded_lines(visible(entry.published_in), width),
            )
        ).replace("\n\n", "\n"),
        listed(_rows(shown), width),
    ]
    if abstract := _abstract(entry):
        blocks.append("\n".join(folded_lines(visible(abstract), width, 2)))
    if shown.reference:
        inner = None if width is None else max(width - 2, _NARROWEST)
        lines = set_text(shown.reference, format, inner).split("\n")
        blocks.append("\n".join([f"{shown.style}:", *(f"  {line}" for line in lines)]))
    return "\n\n".join(block.strip("\n") for block in blocks)


_NARROWEST: Final = 20


def _rows(shown: ShownEntry) -> Sequence[tuple[str, str]]:
    entry = shown.entry
    return [
        ("key", entry.key),
        ("also", ", ".join(entry.aliases)),
        ("type", entry.type),
        ("in", shown.place),
        *((name, text) for name, text in shown.published.items()),
        *shown.identifiers.items(),
        *((link.label.lower(), link.url) for link in entry.links),
        ("file", "\n".join(shown.files)),
        ("groups", ", ".join(shown.groups)),
        ("keywords", ", ".join(keywords(entry))),
        ("cited in", _cited(shown)),
        ("shown in", ", ".join(shown.shown_in)),
    ]


def _cited(shown: ShownEntry) -> str:
    if shown.uses.citations is None:
        return ""
    return ", ".join(shown.cited) or "none of these"


def _abstract(entry: Entry) -> str:
    return " ".join(strip(entry.marked("abstract")).split())
