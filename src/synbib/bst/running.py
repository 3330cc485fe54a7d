"""A style run over a library."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from synbib.errors import Diagnostic

if TYPE_CHECKING:
    from synbib.bst.style import BstStyle
    from synbib.library import Library

__all__ = ["Formatted", "run"]


@dataclass(frozen=True, slots=True)
class Formatted:
    """What a style made of entries.

    Attributes:
        bbl: The bibliography in LaTeX, as BibTeX writes it to the ``.bbl``.
        warnings: What the style, and BibTeX's rules, found doubtful.
    """

    bbl: str
    warnings: tuple[Diagnostic, ...] = ()


def run(style: BstStyle, library: Library, keys: Sequence[str] | None) -> Formatted:
    r"""Return the bibliography of entries in a style of BibTeX's.

    Args:
        style: The style.
        library: Where the entries are.
        keys: Their citation keys in the order of citation; None means all, as ``\nocite{*}`` does.

    Raises:
        StyleError: The style cannot be run; the message names file and line.
    """
    from pybtex.bibtex.bst import parse_string
    from pybtex.bibtex.interpreter import Interpreter
    from pybtex.database.input.bibtex import Parser
    from pybtex.errors import capture

    class OverText(Interpreter):  # type: ignore[misc]  # pybtex has no types
        def command_read(self) -> None:
            parser = Parser(macros=self.macros, person_fields=[], wanted_entries=self.citations)
            self.bib_data = parser.parse_string(library.document.text)
            self.citations = self.bib_data.add_extra_citations(self.citations, 2)

    with capture():
        bbl = OverText(None, "utf-8").run(
            parse_string(style.source), list(keys or ["*"]), [], min_crossrefs=2
        )
    return Formatted(bbl)
