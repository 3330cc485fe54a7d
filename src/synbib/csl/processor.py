"""The processor: citations in document order, then the bibliography."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Protocol, get_args

from synbib import lazily
from synbib.arguments import expect_several
from synbib.choices import EngineName, OutputFormat
from synbib.csl.changes import CitationList, ReferenceChanges, placed_anew
from synbib.csl.cite import Bibliography, CitationText, Cite, Written, reference_target
from synbib.csl.phases import Citation, Engine
from synbib.csl.run import Program, compile_style
from synbib.csl.style import Style, known_language
from synbib.csl.vocabulary import LOCATORS
from synbib.errors import ArgumentError, StyleError, UnknownKeyError, UnknownNameError, shortened
from synbib.model import CslItem
from synbib.text import Writer, writer
from synbib.text.marks import SUPERSCRIPT

__all__ = ["Processor"]

ITEM_LOCALE: Final = "item"


class _Engine(Protocol):
    """What turns a document's citations into marked text."""

    def add(self, citation: Citation, /) -> str: ...

    def citations(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None, /
    ) -> list[str]: ...

    def put(self, items: Mapping[str, Mapping[str, Any]], /) -> None: ...

    def remove(self, keys: Iterable[str], /) -> None: ...

    def authors(self, citations: Sequence[Citation], /) -> list[str]: ...

    def bibliography(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None, /
    ) -> list[tuple[str, str]]: ...

    def reference(self, data: Mapping[str, Any], /) -> str: ...

    def keep(self) -> None:
        """Keep for the next run what this one made of the style."""


class Processor:
    """Formats the citations and the bibliography of one document.

    Citations are added one after the other by `citation`; or, while the document is being written, put anywhere, moved
    and deleted, and `changed_citations` and `changed_references` tell what reads otherwise since they were asked last.

    Args:
        style: The style, or what `Style.load` finds it by: a name, an alias, a path or an id.
        items: CSL-JSON items, such as `synbib.Entry.csl`; each needs an ``id``.
        locale: A language tag such as ``de-DE``; the style's own by default. ``item`` is the style's own, and each
            reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer, or a writer.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        abbreviations: Category of variable (``container-title``, ``institution-part``, ``place`` …) → full text → its
            abbreviation, for variables that a style asks for in short form.
        links: Whether addresses in references and in notes are links, and the title is where a reference shows none.
        alone: Whether each reference stands for itself, as in a list that cites nothing: no year letters, no names that
            tell it from others, and no dash for the authors of the one before it.
        cite_links: Whether each cite is a link to its reference, ``#ref-`` and the key.
        nocite: The ids of items that are in the bibliography though nothing cites them; all by default, and with ``()``
            only what is cited is in it. What is not in it has no number, and no citation is told from it.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: There is no such format, engine or item.
        StyleError: The style cannot be used, or the locale does not exist.
    """

    def __init__(
        self,
        style: Style | str | os.PathLike[str],
        items: Iterable[CslItem | Mapping[str, Any]],
        locale: str | None = None,
        format: OutputFormat | Writer = "html",
        *,
        engine: EngineName = "synbib",
        abbreviations: Mapping[str, Mapping[str, str]] | None = None,
        links: bool = False,
        alone: bool = False,
        cite_links: bool = False,
        nocite: Iterable[str] | None = None,
    ) -> None:
        self._items = _by_id(items)
        if engine not in get_args(EngineName):
            raise UnknownNameError.among("engine", engine, get_args(EngineName))
        if locale not in (None, "", ITEM_LOCALE) and not known_language(locale):
            raise StyleError(f"unknown locale '{locale}'; give a language tag such as en-US or de")
        self._style = Style.load(style)
        self._locale = locale
        self._writer = writer(format)
        self._format = format
        self._name = engine
        self._abbreviations = abbreviations
        self._links = links
        self._alone = alone
        self._cite_links = cite_links
        self._citations = CitationList()
        # Whether the document has only grown at its end: then the engine need not look at the whole of it.
        self._only_added = True
        self._nocite: tuple[str, ...] | None = None
        self.set_nocite(nocite)
        self._told_citations: dict[str, str] = {}
        self._told_references: dict[str, str] = {}

    @cached_property
    def _engine(self) -> _Engine:
        locale = None if self._locale == ITEM_LOCALE else self._locale
        if self._name == "citeproc-py":
            # It takes a third of a second to load, and few ask for it.
            from synbib.csl.citeproc_py import CiteprocPy

            return CiteprocPy(self._style, self._items, locale)
        return Engine(
            self._program,
            self._items,
            self._abbreviations,
            item_locale=self._locale == ITEM_LOCALE,
            links=self._links,
            alone=self._alone,
            target=reference_target if self._cite_links else lambda key: "",
        )

    @cached_property
    def _program(self) -> Program:
        return compile_style(self._style, None if self._locale == ITEM_LOCALE else self._locale)

    @property
    def in_notes(self) -> bool:
        """Whether the style's citations stand in notes."""
        return self._program.options.get("class") == "note"

    @property
    def language(self) -> str:
        """The tag of the language that terms and dates are in where an item's own does not hold."""
        return self._program.locale.language

    @property
    def punctuation_in_quote(self) -> bool:
        """Whether a full stop and a comma stand before a closing quotation mark in the language."""
        return self._program.locale.punctuation_in_quote

    # --- Citations one after the other, then the whole ------------------------------------------------------------

    def citation(self, cites: Sequence[Cite], note_number: int | None = None) -> CitationText:
        """Add the next citation of the document and return it as it stands now.

        Args:
            cites: The citation's cites in order.
            note_number: The number of the note that it stands in, for styles that print notes.

        Raises:
            ArgumentError: What is given is not cites.
            UnknownKeyError: A cite's key is not an item's; the nearest are suggested.
            UnknownNameError: There is no such label of a locator.
        """
        citation = self._checked(cites, note_number)
        self._citations.insert(citation)
        if self._only_added:
            return self._written(self._engine.add(citation))
        return self._written(self._marked()[-1])

    def cite_all(self, citations: Iterable[Citation]) -> list[Written]:
        """Add citations of the document, and return all of it as they read in the whole.

        A cite of a key that no item has is shown as pandoc shows it, in bold type with a question mark.

        Args:
            citations: The citations in document order.

        Raises:
            StyleError: With citeproc-py, which has no narrative citations.
        """
        self._only_added = False
        for citation in citations:
            self._citations.insert(citation)
        texts = self._marked()
        authors = self._engine.authors(self._citations.citations)
        inline = self._writer.inline
        return [
            Written(inline(text), inline(names), text.startswith(SUPERSCRIPT.open))
            for text, names in zip(texts, authors, strict=True)
        ]

    def citations(self) -> list[str]:
        """Return all citations so far, as they read in the whole document: each a `CitationText`."""
        return [self._written(text) for text in self._marked()]

    def bibliography(self, *, cited: bool = False) -> Bibliography:
        """Return the formatted references of all items, or of those of ``nocite``, in the style's order.

        Args:
            cited: Only those of items that a citation cites.

        Raises:
            StyleError: The style describes no bibliography.
        """
        marked = self._references(() if cited else self._nocite)
        write = self._writer.inline
        entries = [(key, write(text)) for key, text in marked]
        return Bibliography(entries, self._style.layout, self._format, marked)

    def reference(self, item: CslItem | Mapping[str, Any]) -> str:
        """Return the formatted reference of an item by itself: the same whatever others there are.

        It is that of a bibliography of this one item: its number is 1, and nothing tells it from others. What the style
        shows nothing of is ``""``.

        Args:
            item: A CSL-JSON item. It is none of those that are cited, and is not kept.

        Raises:
            StyleError: The style describes no bibliography.
        """
        self._check_bibliography()
        marked = self._engine.reference(item)
        self._engine.keep()
        return self._writer.inline(marked)

    # --- A document that is being written ----------------------------------------------------------------------

    def insert(
        self,
        cites: Sequence[Cite],
        note_number: int | None = None,
        *,
        id: str | None = None,
        before: str | None = None,
    ) -> str:
        """Add a citation anywhere in the document and return its id; `changed_citations` tells how it reads.

        Args:
            cites: The citation's cites in order.
            note_number: The number of the note that it stands in, for styles that print notes.
            id: What the citation is called from now on. By default it gets a number, as all do that `citation` adds.
            before: The id of the citation that it stands before; it is the last one by default.

        Raises:
            ArgumentError: What is given is not cites, or there is a citation with this id.
            UnknownKeyError: A cite's key is not an item's; the nearest are suggested.
            UnknownNameError: There is no such label of a locator, or no citation ``before``.
        """
        self._only_added = False
        return self._citations.insert(self._checked(cites, note_number), id, before)

    def replace(self, id: str, cites: Sequence[Cite]) -> None:
        """Give a citation other cites; it stays where it stands.

        Raises:
            ArgumentError: What is given is not cites.
            UnknownKeyError: A cite's key is not an item's; the nearest are suggested.
            UnknownNameError: There is no such citation, or no such label of a locator.
        """
        citation = self._checked(cites, self._citations.find(id).note)
        self._only_added = False
        self._citations.replace(id, citation)

    def move(self, id: str, before: str | None = None) -> None:
        """Move a citation before another one, or to the end of the document; its note keeps its number.

        Raises:
            UnknownNameError: There is no such citation.
        """
        self._only_added = False
        self._citations.move(id, before)

    def delete(self, id: str) -> None:
        """Remove a citation from the document.

        Raises:
            UnknownNameError: There is no such citation.
        """
        self._only_added = False
        self._citations.delete(id)

    def renumber(self, notes: Mapping[str, int]) -> None:
        """Give citations other notes, as those after a note that was inserted.

        Args:
            notes: The id of each citation → the number of the note that it stands in now, 0 in the text.

        Raises:
            UnknownNameError: There is no such citation; then none is changed.
        """
        found = {name: self._citations.find(name) for name in notes}
        self._only_added = False
        for name, citation in found.items():
            self._citations.replace(name, lazily.replace(citation, note=notes[name]))

    def put_items(self, items: Iterable[CslItem | Mapping[str, Any]]) -> None:
        """Add items, or put them in the place of those with their ids.

        Args:
            items: CSL-JSON items; each needs an ``id``.

        Raises:
            ArgumentError: What is given is not items.
        """
        put = _by_id(items)
        self._only_added = False
        self._items |= put
        if "_engine" in vars(self):
            self._engine.put(put)

    def remove_items(self, keys: Iterable[str]) -> None:
        """Remove items; they are no longer among ``nocite`` either.

        Args:
            keys: Their ids.

        Raises:
            ArgumentError: A citation cites one of them.
            UnknownKeyError: There is no such item.
        """
        removed = dict.fromkeys(expect_several(keys, "keys", str, "ids of items"))
        self._check_keys(removed)
        for key in removed:
            if ids := self._citations.citing(key):
                raise ArgumentError(f"keys: the citation '{ids[0]}' cites '{key}'; delete it first")
        self._only_added = False
        for key in removed:
            del self._items[key]
        if self._nocite is not None:
            self._nocite = tuple(key for key in self._nocite if key not in removed)
        if "_engine" in vars(self):
            self._engine.remove(removed)

    def set_nocite(self, keys: Iterable[str] | None) -> None:
        """Say which items are in the bibliography though nothing cites them.

        Args:
            keys: Their ids; ``None`` for all items, none if there are no keys in it.

        Raises:
            UnknownKeyError: There is no such item.
        """
        chosen = None
        if keys is not None:
            chosen = tuple(expect_several(keys, "nocite", str, "ids of items"))
            self._check_keys(chosen)
        self._only_added = self._only_added and chosen is None
        self._nocite = chosen

    def document(self) -> list[tuple[str, tuple[Cite, ...], int]]:
        """Return the citations as they were given, in order: id, cites, the number of the note, 0 in the text."""
        citations = self._citations.citations
        ids = self._citations.ids
        return [(name, each.cites, each.note) for name, each in zip(ids, citations, strict=True)]

    def changed_citations(self) -> dict[str, CitationText]:
        """Return the citations that are new, or read otherwise, since this was asked last: id → citation.

        What is worked out is little more than what is returned; see *Long sessions* of the documentation.
        """
        now = dict(zip(self._citations.ids, self._marked(), strict=True))
        before, self._told_citations = self._told_citations, now
        changed = {name: text for name, text in now.items() if before.get(name) != text}
        return {name: self._written(text) for name, text in changed.items()}

    def changed_references(self) -> ReferenceChanges:
        """Return what is other in the bibliography since this was asked last.

        Raises:
            StyleError: The style describes no bibliography.
        """
        now = dict(self._references(self._nocite))
        before, self._told_references = self._told_references, now
        write = self._writer.inline
        return ReferenceChanges(
            {key: write(text) for key, text in now.items() if before.get(key) != text},
            tuple(key for key in before if key not in now),
            placed_anew(list(before), list(now)),
        )

    # --- What these have in common ---------------------------------------------------------------------------------

    def _checked(self, cites: Sequence[Cite], note_number: int | None) -> Citation:
        given = expect_several(cites, "cites", Cite, "cites", hint="synbib.Cite(key) makes one")
        self._check_keys(cite.key for cite in given)
        for cite in given:
            if cite.label not in LOCATORS:
                raise UnknownNameError.among("label of a locator", cite.label, LOCATORS)
        return Citation(tuple(given), note_number or 0)

    def _check_keys(self, keys: Iterable[str]) -> None:
        for key in keys:
            if key not in self._items:
                raise UnknownKeyError.among("citation key", key, self._items)

    def _marked(self) -> list[str]:
        """Return the marked text of each citation."""
        texts = self._engine.citations(self._citations.citations, self._nocite)
        self._engine.keep()
        return texts

    def _references(self, uncited: Iterable[str] | None) -> list[tuple[str, str]]:
        """Return the marked references of what is cited, and of further items."""
        self._check_bibliography()
        references = self._engine.bibliography(self._citations.citations, uncited)
        self._engine.keep()
        return references

    def _check_bibliography(self) -> None:
        if not self._style.has_bibliography:
            raise StyleError(
                f"{self._style.name}: the style has no bibliography; name another with --style"
            )

    def _written(self, marked: str) -> CitationText:
        return CitationText(self._writer.inline(marked), self._format, marked)


def _by_id(items: Iterable[CslItem | Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Return items by their ids.

    Raises:
        ArgumentError: What is given is not items.
    """
    given = expect_several(items, "items", Mapping, "CSL-JSON items", hint="entry.csl is one")
    for item in given:
        if "id" not in item:
            raise ArgumentError(f"items: {shortened(repr(item), 60)} has no id; give it one")
    return {str(item["id"]): item for item in given}
