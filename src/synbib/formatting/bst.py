"""BibTeX's own styles: run as BibTeX runs them, read as LaTeX reads what they write, cited as natbib cites it."""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import PurePath
from typing import Final, NoReturn

from synbib import lazily
from synbib.bbl import Bbl, Kind, Reference, cite, read
from synbib.bibtex import Document
from synbib.bst import BstStyle, run
from synbib.csl import Bibliography, Cite
from synbib.errors import Diagnostic, StyleError, StyleWarning, UnknownKeyError
from synbib.formatting.formatter import Wishes
from synbib.formatting.links import linked
from synbib.library import Entry, Library
from synbib.text import BibliographyLayout, writer
from synbib.text.marks import LEFT_MARGIN, RIGHT_INLINE

__all__ = ["BstFormatter"]

_HALF: Final = (
    "\N{REPLACEMENT CHARACTER}"  # what `synbib.bst` leaves of a character that a style has cut
)
# Styles whose labels tell authors and years, and whose documents number the references all the same: by the settings
# of natbib, REVTeX or the class that they come with.
_NUMBERED: Final = lazily.pattern(
    r"""
    .* num .* | unsrt .* | IEEEtran M? S? N | apsrev .* | aapmrev .*
    | ACM-Reference-Format | achemso | angew | biochem | rsc | thuthesis-bachelor | uestcthesis | usmeg-n
    """,
    re.VERBOSE,
)


class BstFormatter:
    """Entries in a style of BibTeX's.

    Args:
        style: The name or the path of the ``.bst`` file.
        entries: The entries, in the order in which they are cited.
        wishes: How they are formatted.

    Raises:
        StyleError: There is no such style, or it has nothing for what is wished.
    """

    def __init__(self, style: str, entries: Sequence[Entry], wishes: Wishes) -> None:
        self._name = PurePath(style).name
        self._writer = writer(wishes.format)
        self._check(wishes)
        self._style = BstStyle.load(style)
        self._entries = {entry.key: entry for entry in entries}
        self._wishes = wishes

    has_bibliography: Final = True
    language: Final = ""

    def citation(self, cites: Sequence[Cite] | None, *, narrative: bool = False) -> str:
        """Return the citation of the entries together; see `Formatter`."""
        cited = [Cite(key) for key in self._entries] if cites is None else cites
        if not cited:
            return ""
        references = self._references
        for each in cited:
            if each.key not in references:
                self._refuse_key(each.key)
        names_authors = narrative or any(each.author_only for each in cited)
        if names_authors and not references[cited[0].key].label.has_authors:
            self._refuse(
                "it does not tell the authors that would stand in the sentence; "
                "leave out --narrative, or name a style for natbib such as plainnat.bst"
            )
        marked = cite(cited, references, self._kind, narrative=narrative)
        return self._writer.inline(marked)

    def cited_as(self) -> Mapping[str, str]:
        """Return key → its label, where it tells authors and year; see `Formatter`."""
        if self._kind is not Kind.AUTHORS:
            return {}
        return {
            key: f"{reference.label.authors}({reference.label.year})"
            for key, reference in self._references.items()
            if reference.label.has_authors
        }

    def bibliography(self) -> Bibliography:
        """Return the references of the entries; see `Formatter`."""
        is_labelled = self._kind is not Kind.AUTHORS
        marked = [
            (key, self._marked(reference, is_labelled))
            for key, reference in self._references.items()
        ]
        layout = (
            BibliographyLayout(second_field_align="flush")
            if is_labelled
            else BibliographyLayout(hanging_indent=True)
        )
        inline = self._writer.inline
        entries = [(key, inline(text)) for key, text in marked]
        return Bibliography(entries, layout, self._wishes.format, marked)

    def _marked(self, reference: Reference, is_labelled: bool) -> str:
        text = linked(reference.text, self._entries.get(reference.key), links=self._wishes.links)
        if not is_labelled:
            return text
        return LEFT_MARGIN.wrap(f"[{reference.sign(self._kind)}]") + RIGHT_INLINE.wrap(text)

    @cached_property
    def _bibliographies(self) -> list[Bbl]:
        """What the style makes of the entries: of all together, or of each by itself."""
        keys = list(self._entries)
        chosen = [[key] for key in keys] if self._wishes.alone else [keys] if keys else []
        return [self._run(some) for some in chosen]

    @cached_property
    def _kind(self) -> Kind:
        """What most are cited by: of one reference alone a label that the style has spoilt says nothing."""
        kinds = Counter(bbl.kind for bbl in self._bibliographies if bbl.references)
        return kinds.most_common(1)[0][0] if kinds else Kind.NUMBERS

    @cached_property
    def _references(self) -> Mapping[str, Reference]:
        every = [each for bbl in self._bibliographies for each in bbl.references]
        if self._wishes.alone:
            every = [lazily.replace(each, number=n) for n, each in enumerate(every, 1)]
        return {each.key: each for each in every}

    def _run(self, keys: Sequence[str]) -> Bbl:
        formatted = run(self._style, self._library, keys)
        try:
            bbl = read(formatted.bbl, numeric=self._is_numbered)
        except StyleError as error:
            self._refuse(error.message)
        if not bbl.is_latex:
            self._refuse(
                "it writes no bibliography for LaTeX (no \\bibitem); name one that does, such as plain.bst"
            )
        for diagnostic in (*formatted.warnings, *self._found(bbl, keys)):
            warnings.warn(StyleWarning(diagnostic), stacklevel=2)
        return bbl

    def _found(self, bbl: Bbl, keys: Sequence[str]) -> Iterator[Diagnostic]:
        for unknown in bbl.unknown:
            yield self._diagnostic(
                unknown.key,
                "unknown-command",
                f"{self._name}: \\{unknown.name} is not known; what it is given stays as text",
            )
        for reference in bbl.references:
            if _HALF in reference.text and not self._has_half(reference.key):
                yield self._diagnostic(
                    reference.key,
                    "cut-character",
                    f"{self._name} cuts a character of '{reference.key}' in two, as BibTeX counts bytes; "
                    "put the whole name into double braces",
                )
        there = {reference.key for reference in bbl.references}
        for key in keys:
            if key not in there:
                yield self._diagnostic(
                    key, "no-reference", f"{self._name} makes no reference of '{key}'"
                )

    def _has_half(self, key: str) -> bool:
        entry = self._entries.get(key)
        return entry is not None and any(_HALF in value for value in entry.fields.values())

    def _diagnostic(self, key: str, code: str, message: str) -> Diagnostic:
        entry = self._entries.get(key)
        block = entry.source if entry else None
        name, line = (block.document.name, block.line) if block else ("", 0)
        return Diagnostic(name, line, 0, code, message, key=key)

    @cached_property
    def _library(self) -> Library:
        """The files that the entries come from: with their macros, their preambles, and what entries refer to."""
        entries = self._entries.values()
        if any(entry.source is None for entry in entries):
            return Library.of(entries)
        return _library(tuple(dict.fromkeys(e.source.document for e in entries if e.source)))

    @property
    def _is_numbered(self) -> bool:
        return _NUMBERED.fullmatch(self._name.removesuffix(".bst")) is not None

    # --- What it cannot do --------------------------------------------------------------------------------------

    def _check(self, wishes: Wishes) -> None:
        if wishes.engine != "synbib":
            self._refuse(f"{wishes.engine} runs CSL styles; leave out --engine")
        if wishes.locale:
            self._refuse("a style of BibTeX's has one language, its own; leave out --locale")
        if wishes.bold is not None:
            self._refuse("a style of BibTeX's sets no names in bold; leave out --own-name")

    def _refuse(self, why: str) -> NoReturn:
        raise StyleError(f"{self._name}: {why}")

    def _refuse_key(self, key: str) -> NoReturn:
        if key in self._entries:
            self._refuse(f"it makes no reference of '{key}', so that it cannot be cited")
        raise UnknownKeyError.among("citation key", key, self._entries)


@lru_cache(maxsize=1)
def _library(documents: tuple[Document, ...]) -> Library:
    """Return the library of files; who asks for one reference after the other asks for the same."""
    return Library(documents)
