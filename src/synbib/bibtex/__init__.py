"""BibTeX's syntax: a file's text ⇄ blocks, entries and fields, each with its place. Knows nothing of CSL."""

from synbib.bibtex.syntax import Block, Comment, Document, Entry, Field, Preamble, StringDef
from synbib.bibtex.values import MONTH_MACROS, expand

__all__ = [
    "MONTH_MACROS",
    "Block",
    "Comment",
    "Document",
    "Entry",
    "Field",
    "Preamble",
    "StringDef",
    "expand",
]
