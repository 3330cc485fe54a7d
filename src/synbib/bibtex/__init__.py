"""BibTeX's syntax: a file's text ⇄ blocks, entries and fields, each with its place. Knows nothing of CSL."""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.bibtex.edit import Edits
    from synbib.bibtex.syntax import (
        Block,
        Broken,
        Comment,
        Document,
        Entry,
        Field,
        Junk,
        Preamble,
        StringDef,
    )
    from synbib.bibtex.values import MONTH_MACROS, expand, is_month_macro

__all__ = [
    "MONTH_MACROS",
    "Block",
    "Broken",
    "Comment",
    "Document",
    "Edits",
    "Entry",
    "Field",
    "Junk",
    "Preamble",
    "StringDef",
    "expand",
    "is_month_macro",
]

__getattr__ = lazily.names(
    __name__,
    {
        "edit": ("Edits",),
        "syntax": (
            "Block",
            "Broken",
            "Comment",
            "Document",
            "Entry",
            "Field",
            "Junk",
            "Preamble",
            "StringDef",
        ),
        "values": ("MONTH_MACROS", "expand", "is_month_macro"),
    },
)
