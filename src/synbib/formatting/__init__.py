"""What formats entries, whatever the kind of its style: a CSL style, or one of BibTeX's own.

`formatter` returns what answers in one way for both (`Formatter`); each kind of style is a module here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from synbib.arguments import expect
from synbib.csl import Style
from synbib.errors import StyleError, SynbibError
from synbib.formatting.formatter import Formatter, IsBold, StyleName, Wishes
from synbib.library import Entry

__all__ = ["Formatter", "IsBold", "StyleName", "Wishes", "formatter", "is_bst"]


def formatter(style: StyleName, entries: Iterable[Entry], wishes: Wishes) -> Formatter:
    """Return what formats entries in a style.

    Args:
        style: A CSL style or what `synbib.csl.Style.load` finds it by, or the name or path of a ``.bst`` file.
        entries: The entries, in the order in which they are cited.
        wishes: How.

    Raises:
        ArgumentError: The style is something else.
        StyleError: There is no such style, it cannot be used, or it has nothing for what is wished.
        UnknownNameError: The format or the engine does not exist.
    """
    if not isinstance(style, Style) and is_bst(style):
        from synbib.formatting.bst import BstFormatter

        return BstFormatter(os.fspath(style), list(entries), wishes)
    from synbib.formatting.csl import CslFormatter

    try:
        return CslFormatter(style, entries, wishes)
    except StyleError as error:
        if isinstance(style, Style) or not _is_known_to_bibtex(os.fspath(style)):
            raise
        raise StyleError(
            f"{error.message} (BibTeX's style of this name is {os.fspath(style)}.bst)"
        ) from None


def _is_known_to_bibtex(style: str) -> bool:
    """Whether a name without its ending, as it stands in LaTeX, is that of a style of BibTeX's."""
    from synbib.bst import BstStyle

    try:
        BstStyle.load(style)
    except SynbibError:
        return False
    return True


def is_bst(style: str | os.PathLike[str]) -> bool:
    """Whether a style is named as one of BibTeX's: its file ends in ``.bst``."""
    expect(
        style,
        "style",
        str,
        "give a name such as 'apa' or 'plain.bst', a path, or a Style",
        os.PathLike,
    )
    return os.fspath(style).endswith(".bst")
