"""What a file says, whatever its layout: to make sure that formatting loses nothing."""

from __future__ import annotations

from collections import Counter
from typing import Final

from synbib import lazily
from synbib.bibtex.format.fields import is_verbatim
from synbib.bibtex.format.options import FormatOptions
from synbib.bibtex.format.values import Piece, month_macro, page_ranges, pieces
from synbib.bibtex.syntax import Broken, Comment, Document, Entry, Junk, Preamble, StringDef

__all__ = ["meaning", "says_the_same"]

# The options with which a file says something else than before, by what is asked for.
_CHANGING: Final = (
    "strip_enclosing_braces",
    "enclosing_braces",
    "remove_braces",
    "drop_all_caps",
    "escape",
    "encode_urls",
    "remove_empty_fields",
    "omit",
    "max_authors",
    "strip_comments",
)
_BLANK: Final = lazily.pattern(r"[ \t\r\n\f\v]+")


def meaning(document: Document) -> Counter[tuple[object, ...]]:
    """Return all that a document says, each with how often it does.

    That are entries with their types, keys and fields (once where an entry has the same field with the same value
    twice), macros, comments and free text. Delimiters, white space, capitals in names of types and fields, ways of
    writing a month and the dash of a page range are not part of it.
    """
    said: Counter[tuple[object, ...]] = Counter()
    for block in document.blocks:
        match block:
            case Entry():
                fields = frozenset(
                    (name.lower(), _value(name.lower(), value)) for name, value in block.pairs
                )
                said["entry", block.type.lower(), block.key, fields] += 1
            case StringDef():
                for definition in block.fields:
                    said["string", definition.name.lower(), _value("", definition.value)] += 1
            case Preamble():
                said["preamble", block.value] += 1
            case Comment():
                said["comment", block.source.rstrip()] += 1
            case Junk():
                for word in _BLANK.split(block.source.replace("\ufeff", "")):
                    if word:
                        said["text", word] += 1
            case _:
                said["broken", block.source.rstrip()] += 1
    return said


def _value(name: str, value: str) -> object:
    found = pieces(value) or (Piece("", "{"),)
    if is_verbatim(name):
        return tuple(map(_piece, found))
    if len(found) == 1:
        content = _BLANK.sub(" ", found[0].content).strip(" ")
        if name == "month" and (macro := month_macro(content)):
            return macro
        content = page_ranges(content) if name == "pages" else content
        return (content, found[0].is_macro)
    return tuple((_BLANK.sub(" ", piece.content), piece.is_macro) for piece in found)


def _piece(piece: Piece) -> tuple[str, bool]:
    return piece.content, piece.is_macro


def says_the_same(before: Document, after: Document, options: FormatOptions) -> bool:
    """Whether a document formatted with ``options`` says what it said before.

    Where an option changes values or leaves something out, all entries must still be there, and all that is broken.
    """
    default = FormatOptions()
    if all(getattr(options, name) == getattr(default, name) for name in _CHANGING):
        return meaning(before) == meaning(after)
    return _keys(before) == _keys(after)


def _keys(document: Document) -> Counter[tuple[str, str]]:
    entries = Counter((entry.type.lower(), entry.key) for entry in document.entries)
    broken = (block for block in document.blocks if isinstance(block, Broken))
    return entries + Counter(("", block.source.rstrip()) for block in broken)
