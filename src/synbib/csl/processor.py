"""The processor: citations in document order, then the bibliography."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Final, Protocol, get_args

from synbib.arguments import expect_several
from synbib.choices import EngineName, OutputFormat
from synbib.csl.cite import Bibliography, Cite, Written, reference_target
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

    def citations(self, citations: Sequence[Citation], /) -> list[str]: ...

    def authors(self, citations: Sequence[Citation], /) -> list[str]: ...

    def bibliography(
        self, citations: Sequence[Citation], uncited: Iterable[str] | None, /
    ) -> list[tuple[str, str]]: ...

    def keep(self) -> None:
        """Keep for the next run what this one made of the style."""


class Processor:
    """Formats the citations and the bibliography of one document.

    Args:
        style: The style, or what `Style.load` finds it by: a name, an alias, a path or an id.
        items: CSL-JSON items, such as `synbib.Entry.csl`; each needs an ``id``.
        locale: A language tag such as ``de-DE``; the style's own by default. ``item`` is the style's own, and each
            reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` or ``text``.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        abbreviations: Category of variable (``container-title``, ``institution-part``, ``place`` …) → full text → its
            abbreviation, for variables that a style asks for in short form.
        links: Whether addresses in references and in notes are links, and the title is where a reference shows none.
        alone: Whether each reference stands for itself, as in a list that cites nothing: no year letters, no names that
            tell it from others, and no dash for the authors of the one before it.
        cite_links: Whether each cite is a link to its reference, ``#ref-`` and the key.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: There is no such format or engine.
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
    ) -> None:
        given = expect_several(items, "items", Mapping, "CSL-JSON items", hint="entry.csl is one")
        for item in given:
            if "id" not in item:
                raise ArgumentError(f"items: {shortened(repr(item), 60)} has no id; give it one")
        if engine not in get_args(EngineName):
            raise UnknownNameError.among("engine", engine, get_args(EngineName))
        if locale not in (None, "", ITEM_LOCALE) and not known_language(locale):
            raise StyleError(f"unknown locale '{locale}'; give a language tag such as en-US or de")
        self._style = Style.load(style)
        self._items = {str(item["id"]): item for item in given}
        self._locale = locale
        self._writer = writer(format)
        self._format = format
        self._name = engine
        self._abbreviations = abbreviations
        self._links = links
        self._alone = alone
        self._cite_links = cite_links
        self._citations: list[Citation] = []

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
    def punctuation_in_quote(self) -> bool:
        """Whether a full stop and a comma stand before a closing quotation mark in the language."""
        return self._program.locale.punctuation_in_quote

    def citation(self, cites: Sequence[Cite], note_number: int | None = None) -> str:
        """Add the next citation of the document and return it as it stands now.

        Args:
            cites: The citation's cites in order.
            note_number: The number of the note that it stands in, for styles that print notes.

        Raises:
            ArgumentError: What is given is not cites.
            UnknownKeyError: A cite's key is not an item's; the nearest are suggested.
            UnknownNameError: There is no such label of a locator.
        """
        given = expect_several(cites, "cites", Cite, "cites", hint="synbib.Cite(key) makes one")
        for cite in given:
            if cite.key not in self._items:
                raise UnknownKeyError.among("citation key", cite.key, self._items)
            if cite.label not in LOCATORS:
                raise UnknownNameError.among("label of a locator", cite.label, LOCATORS)
        citation = Citation(tuple(given), note_number or 0)
        self._citations.append(citation)
        return self._writer.inline(self._engine.add(citation))

    def cite_all(self, citations: Iterable[Citation]) -> list[Written]:
        """Add citations of the document, and return all of it as they read in the whole.

        A cite of a key that no item has is shown as pandoc shows it, in bold type with a question mark.

        Args:
            citations: The citations in document order.

        Raises:
            StyleError: With citeproc-py, which has no narrative citations.
        """
        self._citations += citations
        engine = self._engine
        texts = engine.citations(self._citations)
        authors = engine.authors(self._citations)
        engine.keep()
        inline = self._writer.inline
        return [
            Written(inline(text), inline(names), text.startswith(SUPERSCRIPT.open))
            for text, names in zip(texts, authors, strict=True)
        ]

    def citations(self) -> list[str]:
        """Return all citations so far, as they read in the whole document."""
        texts = self._engine.citations(self._citations)
        self._engine.keep()
        return [self._writer.inline(text) for text in texts]

    def bibliography(self, *, cited: bool = False) -> Bibliography:
        """Return the formatted references of all items, in the style's order.

        Args:
            cited: Only those of items that a citation cites.

        Raises:
            StyleError: The style describes no bibliography.
        """
        if not self._style.has_bibliography:
            raise StyleError(
                f"{self._style.name}: the style has no bibliography; name another with --style"
            )
        entries = self._engine.bibliography(self._citations, () if cited else None)
        self._engine.keep()
        return Bibliography(
            [(key, self._writer.inline(text)) for key, text in entries],
            self._style.layout,
            self._format,
        )
