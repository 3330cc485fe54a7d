"""What every formatter answers, and what it is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from synbib import lazily
from synbib.choices import EngineName, OutputFormat
from synbib.csl import Bibliography, Cite, Style
from synbib.text import Writer

__all__ = ["Formatter", "IsBold", "StyleName", "Wishes"]

StyleName = Style | str | os.PathLike[str]
IsBold = Callable[[Mapping[str, Any]], bool]
"""Whether a name, as CSL-JSON has it, is set in bold."""


@lazily.dataclass(frozen=True, slots=True)
class Wishes:
    """How entries are formatted.

    Attributes:
        format: A writer, or its name.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        engine: What runs a CSL style.
        links: Whether addresses in references are links, and the title where a reference shows none.
        bold: Which names in references are set in bold; none by default.
        alone: Whether each reference stands for itself, as in a list that cites nothing.
    """

    format: OutputFormat | Writer
    locale: str | None = None
    engine: EngineName = "synbib"
    links: bool = False
    bold: IsBold | None = None
    alone: bool = False


class Formatter(Protocol):
    """Entries in a style."""

    @property
    def has_bibliography(self) -> bool:
        """Whether the style describes references."""

    def citation(self, cites: Sequence[Cite] | None, *, narrative: bool = False) -> str:
        """Return the citation of the entries together.

        Args:
            cites: How they are cited; each plainly by default.
            narrative: Whether the authors of the first are part of a sentence.

        Raises:
            StyleError: The style has no such citations.
            UnknownNameError: A cite's key is none of the entries'.
        """

    @property
    def language(self) -> str:
        """The tag of the language that the style writes in; ``""`` where nothing tells it."""

    def cited_as(self) -> Mapping[str, str]:
        r"""Return key → how a work is cited, as natbib takes a label apart: ``Lee et al.(2024)``.

        Where the style cites by numbers, or in notes, there are none.
        """

    def bibliography(self) -> Bibliography:
        """Return the references of the entries, in the style's order.

        Raises:
            StyleError: The style has none.
        """
