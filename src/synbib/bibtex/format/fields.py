"""The rules for an entry's fields: each takes the fields and returns them as it wants them."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.bibtex.format.options import FormatOptions
from synbib.bibtex.format.values import (
    Piece,
    collapsed,
    enclosed,
    month_macro,
    page_ranges,
    percent_encoded,
    shortened_names,
    title_case,
    with_content,
    without_braces,
    without_enclosing_braces,
)
from synbib.model.fields import FieldKind, find_field

__all__ = ["Context", "FormatField", "formatted_fields", "is_verbatim"]

_ODD_BLANKS: Final = lazily.pattern(r"[\t\r\n\f\v]|  |^ | \Z")
_PARAGRAPH: Final = lazily.pattern(r"(?>\r\n?|\n)[ \t]*(?>\r\n?|\n)[ \t\r\n]*")


@lazily.dataclass(frozen=True, slots=True)
class FormatField:
    """A field and the comments at it.

    Attributes:
        name: Its name.
        pieces: Its value.
        above: Comment lines above it.
        after: A comment on its line.
    """

    name: str
    pieces: tuple[Piece, ...]
    above: tuple[str, ...] = ()
    following: str = ""

    @property
    def id(self) -> str:
        """The name as rules know it."""
        return self.name.lower()

    @property
    def is_empty(self) -> bool:
        """Whether the value is nothing, or nothing but blanks."""
        return all(piece.delimiter and not piece.content.strip() for piece in self.pieces)


@lazily.dataclass(frozen=True, slots=True)
class Context:
    """What rules know beyond the entry: the options, the file's own macros, the encoder of `FormatOptions.escape`."""

    options: FormatOptions
    macros: frozenset[str] = frozenset()
    encode: Callable[[str], str] | None = None


# What is not text: nothing in it is touched.
_VERBATIM: Final = frozenset({FieldKind.VERBATIM, FieldKind.DOI, FieldKind.URL, FieldKind.KEYS})

Fields = list[FormatField]


@lru_cache(maxsize=4096)
def is_verbatim(name: str) -> bool:
    """Whether nothing in a field of this name, in lower case, may be touched."""
    field = find_field(name)
    # JabRef's groups have escapes of their own.
    return field is not None and (field.kind in _VERBATIM or field.name == "groups")


def is_prose(name: str) -> bool:
    """Whether a blank line in a field of this name, in lower case, begins a paragraph."""
    field = find_field(name)
    return field is not None and field.prose


def is_of(kind: FieldKind, name: str) -> bool:
    """Whether a field of this name, in lower case, is of a kind."""
    field = find_field(name)
    return field is not None and field.kind is kind


# --- rules for one field --------------------------------------------------------------------------------


def _lower_case(field: FormatField, _: Context) -> FormatField:
    return field if field.name.islower() else lazily.replace(field, name=field.name.lower())


def _white_space(field: FormatField, _: Context) -> FormatField:
    """White space is one blank; a blank line in running text stays."""
    if not any(_ODD_BLANKS.search(piece.content) for piece in field.pieces):
        return field
    if is_verbatim(field.id):
        return field
    if len(field.pieces) != 1:
        # At the ends of a piece that others are joined to, blanks count.
        return _each(field, lambda text: re.sub(r"[ \t\r\n\f\v]+", " ", text))
    if is_prose(field.id):
        return _each(
            field,
            lambda text: "\n\n".join(filter(None, map(collapsed, _PARAGRAPH.split(text)))),
        )
    return _each(field, collapsed)


def _each(field: FormatField, change: Callable[[str], str]) -> FormatField:
    """Return the field with ``change`` made in all its text."""
    changed = tuple(
        with_content(piece, change(piece.content)) if piece.delimiter else piece
        for piece in field.pieces
    )
    return field if changed == field.pieces else lazily.replace(field, pieces=changed)


def _month(field: FormatField, context: Context) -> FormatField:
    if field.id != "month" or len(field.pieces) != 1:
        return field
    piece = field.pieces[0]
    macro = month_macro(piece.content)
    # A file that defines the macro itself means something else by it.
    if macro is None or context.macros & {macro, piece.content.lower()}:
        return field
    return lazily.replace(field, pieces=(Piece(macro, ""),))


def _pages(field: FormatField, _: Context) -> FormatField:
    return _each(field, page_ranges) if field.id == "pages" else field


def _url(field: FormatField, _: Context) -> FormatField:
    if is_of(FieldKind.URL, field.id):
        return _each(field, percent_encoded)
    return field


def _without_enclosing(field: FormatField, _: Context) -> FormatField:
    alone = len(field.pieces) == 1 and not is_verbatim(field.id)
    return _each(field, without_enclosing_braces) if alone else field


def _without_braces(field: FormatField, context: Context) -> FormatField:
    wanted = context.options.remove_braces or ()
    return _each(field, without_braces) if field.id in wanted else field


def _enclosed(field: FormatField, context: Context) -> FormatField:
    if field.id not in (context.options.enclosing_braces or ()) or len(field.pieces) != 1:
        return field
    return _each(field, lambda text: enclosed(text) if text else text)


def _capitals(field: FormatField, _: Context) -> FormatField:
    if is_verbatim(field.id) or field.id in {"isbn", "issn", "keywords"}:
        return field
    return _each(field, title_case)


def _escaped(field: FormatField, context: Context) -> FormatField:
    if context.encode is None or is_verbatim(field.id):
        return field
    return _each(field, context.encode)


def _authors(field: FormatField, context: Context) -> FormatField:
    if not is_of(FieldKind.NAMES, field.id):
        return field
    return _each(field, lambda text: shortened_names(text, context.options.max_authors))


def _number(field: FormatField, _: Context) -> FormatField:
    if len(field.pieces) == 1 and field.pieces[0].delimiter and field.pieces[0].content.isdigit():
        if field.pieces[0].content.isascii():
            return lazily.replace(field, pieces=(Piece(field.pieces[0].content, ""),))
    return field


FieldRule = Callable[[FormatField, Context], FormatField]

# Each rule and when it holds, in the order in which they are applied.
_RULES: Final[tuple[tuple[Callable[[FormatOptions], object], FieldRule], ...]] = (
    (lambda o: o.lowercase, _lower_case),
    (lambda _: True, _white_space),
    (lambda o: o.months, _month),
    (lambda o: o.page_ranges, _pages),
    (lambda o: o.encode_urls, _url),
    (lambda o: o.strip_enclosing_braces, _without_enclosing),
    (lambda o: o.remove_braces, _without_braces),
    (lambda o: o.drop_all_caps, _capitals),
    (lambda o: o.max_authors, _authors),
    (lambda o: o.escape, _escaped),
    (lambda o: o.enclosing_braces, _enclosed),
    (lambda o: o.numeric, _number),
)


# --- rules for all fields of an entry -----------------------------------------------------------------


def _without(
    fields: Fields, leave_out: Callable[[FormatField], bool]
) -> tuple[Fields, tuple[str, ...]]:
    """Return the fields that stay, with the comments of the others, and comments that none is left for."""
    kept: Fields = []
    waiting: tuple[str, ...] = ()
    for field in fields:
        if leave_out(field):
            waiting += (*field.above, *([field.following] if field.following else []))
        else:
            kept.append(lazily.replace(field, above=(*waiting, *field.above)) if waiting else field)
            waiting = ()
    return kept, waiting


def formatted_fields(fields: Fields, context: Context) -> tuple[Fields, tuple[str, ...]]:
    """Return the fields after all rules but that of order, and comments that have no field any more."""
    options = context.options
    rules = _chosen(options)
    changed = []
    for field in fields:
        for rule in rules:
            field = rule(field, context)
        changed.append(field)
    fields = changed
    left: tuple[str, ...] = ()
    omitted = frozenset(options.omit or ())
    if omitted or options.remove_empty_fields:
        fields, more = _without(
            fields,
            lambda f: f.id in omitted or (options.remove_empty_fields and f.is_empty),
        )
        left += more
    if options.remove_duplicate_fields and len({f.id for f in fields}) < len(fields):
        seen: set[tuple[str, tuple[str, ...]]] = set()

        def is_seen(field: FormatField) -> bool:
            # A field with nothing after its `=` is written with empty braces.
            pair = (field.id, tuple(piece.written(True) for piece in field.pieces) or ("{}",))
            known = pair in seen
            seen.add(pair)
            return known

        fields, more = _without(fields, is_seen)
        left += more
    if options.strip_comments:
        return [
            lazily.replace(f, above=(), following="") if f.above or f.following else f
            for f in fields
        ], ()
    return fields, left


@lru_cache(maxsize=16)
def _chosen(options: FormatOptions) -> tuple[FieldRule, ...]:
    return tuple(rule for holds, rule in _RULES if holds(options))
