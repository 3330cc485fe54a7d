"""The processor: citations in document order, then the bibliography."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

from synbib.csl.cite import Bibliography, Cite
from synbib.csl.citeproc_py import Engine
from synbib.csl.style import Style
from synbib.errors import UnknownNameError
from synbib.text import writer

__all__ = ["Processor"]


class Processor:
    """Formats the citations and the bibliography of one document.

    Args:
        style: The style.
        items: CSL-JSON items; each needs an ``id``.
        locale: A language tag such as ``de-DE``; the style's own by default.
        format: A writer's name: ``markdown``, ``html``, ``latex`` or ``text``.

    Raises:
        UnknownNameError: There is no such format.
        StyleError: The style cannot be used, or the locale does not exist.
    """

    def __init__(
        self,
        style: Style,
        items: Iterable[Mapping[str, Any]],
        locale: str | None = None,
        format: str = "html",
    ) -> None:
        self._style = style
        self._items = {str(item["id"]): item for item in items}
        self._locale = locale
        self._writer = writer(format)
        self._clusters: list[Sequence[Cite]] = []

    @cached_property
    def _engine(self) -> Engine:
        return Engine(self._style, self._items, self._locale)

    def citation(self, cites: Sequence[Cite], note_number: int | None = None) -> str:
        """Add the next citation of the document and return it as it stands now.

        Args:
            cites: The citation's cites in order.
            note_number: The number of the note that it stands in, for styles that print notes.

        Raises:
            UnknownNameError: A cite's key is no item's; the nearest are suggested.
        """
        for cite in cites:
            if cite.key not in self._items:
                raise UnknownNameError.among("citation key", cite.key, self._items)
        self._clusters.append(tuple(cites))
        return self._writer.inline(self._engine.render(self._clusters)[-1])

    def citations(self) -> list[str]:
        """Return all citations so far, as they read in the whole document."""
        return [self._writer.inline(text) for text in self._engine.render(self._clusters)]

    def bibliography(self) -> Bibliography:
        """Return the formatted references of all items, in the style's order.

        Raises:
            StyleError: The style describes no bibliography.
        """
        entries = self._engine.bibliography(self._clusters)
        return Bibliography(
            [(key, self._writer.inline(text)) for key, text in entries], self._style.layout
        )
