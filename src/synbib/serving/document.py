"""One document that a client writes: what it may cite, its style, its citations."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl import Cite, Processor, Style
from synbib.errors import ArgumentError, SynbibError
from synbib.serving.works import Item, Works

__all__ = ["Document", "Look"]


@lazily.dataclass(frozen=True, slots=True)
class Look:
    """How citations and references are written.

    Attributes:
        style: The style.
        locale: A language tag, ``item`` for that of each work; ``None`` for the style's own.
        format: ``markdown``, ``html``, ``latex`` or ``text``.
        links: Whether addresses in references are links.
    """

    style: Style
    locale: str | None
    format: OutputFormat
    links: bool

    def processor(self, items: Iterable[Item], **options: Any) -> Processor:
        """Return a processor that writes so."""
        return Processor(
            self.style,
            items,
            locale=self.locale,
            format=self.format,
            links=self.links,
            **options,
        )


class Document:
    """A document that is being written.

    Of its works only those get to the processor that it cites, so that a store of a hundred thousand is no burden.

    Args:
        works: What it may cite.
        look: How it is written.
        nocite: The keys that are in the bibliography though nothing cites them; ``None`` for all.
    """

    def __init__(self, works: Works, look: Look, nocite: Sequence[str] | None) -> None:
        self.works = works
        self.look = look
        self._known: dict[str, Item] = {}
        self._missing: list[str] = []
        self._nocite: Sequence[str] | None = ()
        self._processor = look.processor([], nocite=())
        self.set_nocite(nocite)

    # --- How it is written --------------------------------------------------------------------------------------------

    def set_look(self, look: Look) -> None:
        """Write it in another way; all citations count as changed.

        Raises:
            StyleError: The locale does not exist.
        """
        processor = look.processor(self._known.values(), nocite=self._processor_nocite())
        for name, cites, note in self._processor.document():
            processor.insert(cites, note, id=name)
        self._processor, self.look = processor, look

    def set_nocite(self, keys: Sequence[str] | None) -> None:
        """Say what is in the bibliography though nothing cites it.

        Args:
            keys: The keys; ``None`` for all works.

        Raises:
            UnknownKeyError: There is no such work.
        """
        whole = list(self.works) if keys is None else self._members(keys)
        self._know(whole)
        self._nocite = None if keys is None else whole
        self._processor.set_nocite(self._processor_nocite())

    def _processor_nocite(self) -> list[str]:
        chosen = self.works if self._nocite is None else self._nocite
        return [key for key in chosen if key in self._known]

    # --- Its works ----------------------------------------------------------------------------------------------------

    def put_items(self, items: Sequence[Item]) -> None:
        """Add items, or put them in the place of those with their ids.

        Raises:
            ArgumentError: One has no id.
        """
        self._processor_of(items)  # complains before anything is changed
        self.works.put(items)
        self._take_over()

    def remove_items(self, keys: Sequence[str]) -> None:
        """Remove items that were put.

        Raises:
            ArgumentError: A citation cites one of them.
            UnknownKeyError: There is no such item.
        """
        cited = {cite.key for _, cites, _ in self._processor.document() for cite in cites}
        for key in keys:
            if key in cited:
                raise ArgumentError(f"keys: a citation cites '{key}'; delete it first")
        self.works.remove(keys)
        self._take_over()

    def reload(self) -> None:
        """Read the files again.

        Raises:
            SynbibError: One cannot be read; then everything is as it was.
        """
        self.works.reload()
        self._take_over()

    @property
    def missing(self) -> list[str]:
        """The keys that it cites and that are in the files no longer; they read as they did."""
        return self._missing

    def _take_over(self) -> None:
        """Hand the processor what the works say now."""
        used = dict.fromkeys(self.works if self._nocite is None else [*self._known, *self._nocite])
        now: dict[str, Item] = {}
        for key in used:
            # What is gone, or cannot be read any more, is kept as it was if it is cited.
            with contextlib.suppress(SynbibError):
                now[key] = self.works.item(key)
        self._put({key: item for key, item in now.items() if self._known.get(key) != item})
        cited = {cite.key for _, cites, _ in self._processor.document() for cite in cites}
        gone = [key for key in self._known if key not in now]
        self._missing = [key for key in gone if key in cited]
        removed = [key for key in gone if key not in cited]
        self._processor.remove_items(removed)
        for key in removed:
            del self._known[key]
        self._processor.set_nocite(self._processor_nocite())

    def _members(self, keys: Iterable[str]) -> list[str]:
        return [key for each in keys for key in self.works.members(each)]

    def _know(self, keys: Iterable[str]) -> None:
        """Hand works to the processor that it has not yet."""
        self._put({key: self.works.item(key) for key in keys if key not in self._known})

    def _put(self, items: Mapping[str, Item]) -> None:
        if items:
            # A work is known by its key, whatever its item says.
            self._processor.put_items([{**item, "id": key} for key, item in items.items()])
            self._known |= items

    def cites(self, given: Sequence[Cite]) -> list[Cite]:
        """Return cites whose works the processor knows; a set of works becomes its members.

        Raises:
            UnknownKeyError: There is no such work.
            BibtexError: It cannot be read without losing something.
        """
        cites = [
            cite if key == cite.key else lazily.replace(cite, key=key)
            for cite in given
            for key in self.works.members(cite.key)
        ]
        self._know(cite.key for cite in cites)
        return cites

    # --- Its citations ------------------------------------------------------------------------------------------------

    @property
    def processor(self) -> Processor:
        """What formats it."""
        return self._processor

    def fill(self, citations: Sequence[tuple[str, Sequence[Cite], int]]) -> None:
        """Put other citations, each with its id and its note, in the place of all that there are.

        Raises:
            SynbibError: One cannot be added; then everything is as it was.
        """
        cited = [(name, self.cites(given), note) for name, given, note in citations]
        processor = self.look.processor(self._known.values(), nocite=self._processor_nocite())
        for name, cites, note in cited:
            processor.insert(cites, note, id=name)
        self._processor = processor

    # --- What stands alone --------------------------------------------------------------------------------------------

    def alone(self, cites: Sequence[Cite], look: Look) -> tuple[str, list[tuple[str, str]]]:
        """Return one citation as in a document that has no other, and the references of what it cites.

        Raises:
            UnknownKeyError: There is no such work.
        """
        known = [
            lazily.replace(cite, key=key) for cite in cites for key in self.works.members(cite.key)
        ]
        processor = self._processor_of([self._item(cite.key) for cite in known], look)
        citation = processor.citation(known)
        has_bibliography = look.style.has_bibliography
        return citation, processor.bibliography().entries if has_bibliography else []

    def references(self, keys: Sequence[str], look: Look) -> list[tuple[str, str]]:
        """Return references, each as if it were the only one.

        Raises:
            UnknownKeyError: There is no such work.
            StyleError: The style has no bibliography.
        """
        return [
            entry
            for key in self._members(keys)
            for entry in look.processor([self._item(key)], alone=True).bibliography().entries
        ]

    def _item(self, key: str) -> Item:
        return {**self.works.item(key), "id": key}

    def _processor_of(self, items: Sequence[Item], look: Look | None = None) -> Processor:
        return (look or self.look).processor(items)
