"""A style run over a library."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from synbib import lazily
from synbib.bst.octets import text_of
from synbib.errors import Diagnostic

if TYPE_CHECKING:
    from synbib.bst.parser import Source
    from synbib.bst.style import BstStyle
    from synbib.library import Library

__all__ = ["Formatted", "run"]


@lazily.dataclass(frozen=True, slots=True)
class Formatted:
    """What a style made of entries.

    Attributes:
        bbl: The bibliography in LaTeX, as BibTeX writes it to the ``.bbl``. Where a style cuts a character in two, as
            BibTeX's functions of bytes let it, U+FFFD is left of it.
        warnings: What the style warns of, what is doubtful about the entries by BibTeX's rules, and what the style
            does wrong where BibTeX goes on all the same.
    """

    bbl: str
    warnings: tuple[Diagnostic, ...] = ()


def run(style: BstStyle, library: Library, keys: Sequence[str] | None) -> Formatted:
    r"""Return the bibliography of entries in a style of BibTeX's.

    Args:
        style: The style.
        library: Where the entries are.
        keys: Their citation keys in the order of citation; None stands for all, as ``\nocite{*}`` does. Further
            entries are listed that two or more of these refer to by ``crossref``.

    Raises:
        StyleError: The style cannot be run, or does too much; the message begins with file and line.
    """
    # pybtex takes a tenth of a second to import.
    from synbib.bst.builtins import BUILTINS
    from synbib.bst.interpreter import Machine

    machine = Machine(_source(style), BUILTINS, library, keys)
    bbl = machine.run()
    return Formatted(text_of(bbl), tuple(machine.warnings))


@lru_cache(maxsize=8)
def _source(style: BstStyle) -> Source:
    """Return the style, read once: in a list it is run for each reference by itself."""
    from synbib.bst.parser import Source

    return Source(style.source, style.name)
