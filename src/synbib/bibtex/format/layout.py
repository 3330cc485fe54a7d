"""A document → its formatted text: entries laid out anew, everything between them kept on its lines.

What cannot be read for certain is kept as it is, with a warning: blocks that are broken, entries with errors in
them, and entries that begin in the middle of a line, as commented ones do. What something broken is read as may hang
on what stands around it, even on a blank line; a file in which that makes a difference is kept as it is altogether.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Final

from synbib import lazily
from synbib.bibtex.above import is_directive
from synbib.bibtex.careful import Problem
from synbib.bibtex.format.fields import (
    Context,
    FormatField,
    formatted_fields,
    is_of,
    is_prose,
    is_verbatim,
)
from synbib.bibtex.format.lines import BLANKS, NEWLINE, Line, lines_of
from synbib.bibtex.format.meaning import says_the_same
from synbib.bibtex.format.options import FormatOptions
from synbib.bibtex.format.order import crossref_depths, sort_key, sorted_fields
from synbib.bibtex.format.values import pieces
from synbib.bibtex.format.wrap import wrapped
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
from synbib.bibtex.values import Growth, Macros
from synbib.errors import Diagnostic
from synbib.model.fields import FieldKind

__all__ = ["Formatted", "format_document"]

_COMMENT: Final = lazily.pattern(r"%[^\r\n]*")
# What editors look for at the very top of a file.
_MAGIC: Final = lazily.pattern(r"%+\s*(?:encoding:|!|-\*-)", re.IGNORECASE)
_JABREF: Final = lazily.pattern(r"\s*jabref-", re.IGNORECASE)
# A definition of one macro, without name and value.
_STRING: Final = lazily.pattern(r"@[ \t\r\n\f\v]*[^{(]*[{(][ \t\r\n\f\v]*,?[ \t\r\n\f\v]*[)}]")
_TAB: Final = 8
_BOM: Final = "\ufeff"


@lazily.dataclass(frozen=True, slots=True)
class Formatted:
    """A formatted text, and what was kept as it was, and why."""

    text: str
    warnings: tuple[Diagnostic, ...] = ()


@lazily.dataclass(frozen=True, slots=True)
class _Draft:
    """An entry under way; `head` and `tail` are the comments after its key and before its end."""

    type: str
    key: str
    fields: tuple[FormatField, ...]
    head: str = ""
    tail: tuple[str, ...] = ()


def format_document(
    document: Document,
    options: FormatOptions | None = None,
    encode: Callable[[str], str] | None = None,
) -> Formatted:
    """Return a document in one form; formatting that again changes nothing.

    Args:
        document: The document; it stays as it is.
        options: How it is formatted.
        encode: What writes characters beyond ASCII as LaTeX, for the option ``escape``.
    """
    options = options or FormatOptions()
    formatted = _Formatter(document, options, encode).formatted()
    if not _is_doubtful(document) or formatted.text == document.text:
        return formatted
    again = Document.parse(formatted.text, document.name)
    if (
        says_the_same(document, again, options)
        and _Formatter(again, options, encode).formatted().text == formatted.text
    ):
        return formatted
    problem = Problem(
        0,
        "not-formatted",
        "the file is kept as it is: something in it would be read in another way",
        "mend what synbib check reports",
    )
    return Formatted(document.text, (document.diagnose(problem),))


def _is_doubtful(document: Document) -> bool:
    """Whether something in a document could be read in another way on another line or with other blanks around it."""
    return (
        document.text.find(_BOM, 1) > 0
        or any(found.severity == "error" for found in document.structural_diagnostics)
        or any(isinstance(block, Junk) and "@" in block.source for block in document.blocks)
    )


class _Formatter:
    def __init__(
        self,
        document: Document,
        options: FormatOptions,
        encode: Callable[[str], str] | None,
    ) -> None:
        self._document = document
        self._options = options
        self._newline = _usual_newline(document)
        self._definitions = [
            (definition.name.lower(), definition.value)
            for block in document.blocks
            if isinstance(block, StringDef)
            for definition in block.fields
        ]
        macros = frozenset(name for name, _ in self._definitions)
        self._context = Context(options, macros, encode if options.escape else None)
        self._indent = "\t" if options.tab else " " * options.space
        self._width = _TAB if options.tab else options.space
        self._drafts: dict[Block, _Draft] = {}
        self._warnings: list[Problem] = []

    def formatted(self) -> Formatted:
        lines = lines_of(
            self._document, self._block, self._in_line, tidy=self._options.tidy_comments
        )
        if self._options.strip_comments and self._may_strip():
            lines = [line for line in map(_without_comment, lines) if line is not None]
        if self._options.sort is not None:
            lines = self._sorted(lines, self._options.sort)
        bom = _BOM if self._document.text.startswith(_BOM) else ""
        warnings = sorted(map(self._document.diagnose, self._warnings))
        return Formatted(f"{bom}{self._joined(lines)}", tuple(warnings))

    def _warn(self, at: int, what: str, hint: str) -> None:
        self._warnings.append(Problem(at, "not-formatted", what, hint))

    def _in_line(self, block: Block) -> None:
        self._warn(
            block.start,
            "kept as it is: it begins in the middle of a line",
            "put it on a line of its own",
        )

    def _may_strip(self) -> bool:
        """Whether free text is nothing but that, and no piece of something broken."""
        if not self._has_errors:
            return True
        self._warn(0, "comments are not left out: the file has errors", "mend that first")
        return False

    @cached_property
    def _has_errors(self) -> bool:
        return any(problem.severity == "error" for problem in self._document.diagnostics)

    def _joined(self, lines: list[Line]) -> str:
        out: list[str] = []
        before: Line | None = None
        for line in lines:
            if before is not None:
                out.append(self._newline * (1 + self._blanks(before, line)))
            out.append(line.text)
            before = line
        return "".join(out) + self._newline if out else ""

    def _blanks(self, before: Line, line: Line) -> int:
        """Return how many blank lines go between two lines: one around entries, else as they were."""
        if before.block is None and line.block is None and not self._options.tidy_comments:
            return line.blanks
        entries = isinstance(before.block, Entry) or (
            isinstance(line.block, Entry) and before.block is not None
        )
        if entries and not self._options.blank_lines:
            comments = before.block is None or line.block is None
            return min(line.blanks, 1) if comments else 0
        return 1 if entries else min(line.blanks, 1)

    # --- blocks -----------------------------------------------------------------------------------------

    def _block(self, block: Block) -> str:
        """Return how a block is written."""
        match block:
            case Entry():
                return self._entry(block)
            case StringDef():
                return self._string(block)
            case Preamble() if self._options.lowercase:
                return (
                    f"@{block.source[1:].lstrip(BLANKS).replace(block.type, block.type.lower(), 1)}"
                )
            case Broken():
                self._warn(block.start, "kept as it is: it cannot be read", "synbib check says why")
                return block.source.rstrip(BLANKS)
        return block.source.rstrip(BLANKS)

    def _string(self, block: StringDef) -> str:
        if len(block.fields) != 1 or not _STRING.fullmatch(_outside(block)):
            # Comments, a missing comma, several at once: rare, and nothing is to get lost.
            return block.source.rstrip(BLANKS)
        value = re.sub(r"[ \t\r\n\f\v]+", " ", self._written(FormatField("", pieces(block.value))))
        return f"@{self._type(block)}{{{block.name} = {value}}}"

    def _type(self, block: Entry | StringDef) -> str:
        return block.type.lower() if self._options.lowercase else block.type

    def _entry(self, entry: Entry) -> str:
        problems = entry.problems
        if error := next((p for p in problems if p.severity == "error"), None):
            self._warn(error.at, f"kept as it is: {error.message}", error.hint)
            return entry.source.rstrip(BLANKS)
        draft = _read(entry) if problems else _read_plain(entry)
        fields, left = formatted_fields(list(draft.fields), self._context)
        if self._options.sort_fields is not None:
            fields = sorted_fields(fields, entry.type.lower(), self._options.sort_fields)
        keep_comments = not self._options.strip_comments
        draft = lazily.replace(
            draft,
            type=self._type(entry),
            fields=tuple(fields),
            head=draft.head if keep_comments else "",
            tail=(*left, *draft.tail) if keep_comments else (),
        )
        self._drafts[entry] = draft
        if "}" in entry.key:
            what = f"kept as it is: the key '{entry.key}' can stand in parentheses only"
            self._warn(entry.start, what, "choose a key without a brace")
            return entry.source
        return self._newline.join(self._entry_lines(draft))

    def _entry_lines(self, draft: _Draft) -> Iterator[str]:
        head = f" {draft.head}" if draft.head else ""
        yield f"@{draft.type}{{{draft.key},{head}"
        last = len(draft.fields) - 1
        for i, field in enumerate(draft.fields):
            for comment in field.above:
                yield f"{self._indent}{comment}"
            comma = "," if i < last or self._options.trailing_commas else ""
            following = f" {field.following}" if field.following else ""
            yield f"{self._field(field)}{comma}{following}"
        for comment in draft.tail:
            yield f"{self._indent}{comment}"
        yield "}"

    def _field(self, field: FormatField) -> str:
        opening = (
            f"{field.name:<{self._options.align}}" if self._options.align else f"{field.name} "
        )
        opening += "= " if opening.endswith(" ") else " = "
        value = self._written(field)
        column = self._width + len(opening) + 1
        if len(field.pieces) != 1 or is_verbatim(field.id) or not field.pieces[0].delimiter:
            return f"{self._indent}{opening}{value}"
        start = f"{self._newline}{self._indent}{' ' * (len(opening) + 1)}"
        paragraphs = value[1:-1].split("\n\n") if is_prose(field.id) else [value[1:-1]]
        if self._options.wrap and (
            len(paragraphs) > 1 or column + len(value) >= self._options.wrap
        ):
            names = is_of(FieldKind.NAMES, field.id)
            paragraphs = [
                start.join(wrapped(text, column, self._options.wrap, names=names))
                for text in paragraphs
            ]
        text = f"{self._newline}{start}".join(paragraphs)
        return f"{self._indent}{opening}{value[0]}{text}{value[-1]}"

    def _written(self, field: FormatField) -> str:
        """Return a field's value as it stands in the file."""
        curly = self._options.curly
        numeric = self._options.numeric
        return (
            " # ".join(
                piece.written(curly and bool(piece.delimiter or not numeric))
                for piece in field.pieces
            )
            or "{}"
        )

    # --- sorting ----------------------------------------------------------------------------------------

    def _sorted(self, lines: list[Line], names: tuple[str, ...]) -> list[Line]:
        """Return the lines with the entries sorted, each with what stands above it; macros come before all."""
        obstacle = self._obstacle()
        if obstacle is not None:
            self._warn(0, f"the entries are not sorted: {obstacle}", "mend that first")
            return lines
        top, units, bottom = _divided(lines)
        macros = Macros(Growth(len(self._document.text)))
        for i, (name, value) in enumerate(self._definitions):
            macros.define(name, (0, i), macros.value(value, (0, i), name))
        following = (0, len(self._definitions))
        fields = {
            id(unit): {
                f.id: macros.value((f.pieces and self._written(f)) or "", following, (entry, f.id))
                for f in reversed(self._drafts[entry].fields)
            }
            | {"key": entry.key, "type": entry.type}
            for unit in units
            if isinstance(entry := unit[-1].block, Entry)
        }
        for name in reversed(names or ("key",)):
            field, backwards = name.removeprefix("-").lower(), name.startswith("-")
            keys = {id(unit): sort_key(field, fields[id(unit)]) for unit in units}
            units.sort(key=lambda unit: keys[id(unit)], reverse=backwards)
            units.sort(key=lambda unit: not keys[id(unit)])  # what has no such field comes last
        parents = {
            fields[id(unit)]["key"].lower(): fields[id(unit)]["crossref"].strip().lower()
            for unit in units
            if "crossref" in fields[id(unit)]
        }
        depths = crossref_depths(parents)
        units.sort(key=lambda unit: depths.get(fields[id(unit)]["key"].lower(), 0))
        moved = [*top, *(line for unit in units for line in unit), *bottom]
        above = dict(zip(map(id, lines[1:]), lines, strict=False))
        # What stood right above something else does not stand right above what is there now.
        return [
            line
            if i == 0 or line.blanks or above.get(id(line)) is moved[i - 1]
            else lazily.replace(line, blanks=1)
            for i, line in enumerate(moved)
        ]

    def _obstacle(self) -> str | None:
        """Return why moving entries could change what the file says, if it could."""
        if self._has_errors:
            return "the file has errors"
        counted = Counter(name for name, _ in set(self._definitions))
        twice = next((name for name, times in counted.items() if times > 1), None)
        return f"the macro '{twice}' is defined twice" if twice else None


# --- reading entries ------------------------------------------------------------------------------------


def _read_plain(entry: Entry) -> _Draft:
    """Return an entry with nothing out of the way in it."""
    fields = tuple(FormatField(name, pieces(value)) for name, value in entry.pairs)
    return _Draft(entry.type, entry.key, fields)


def _read(entry: Entry) -> _Draft:
    """Return an entry with the comments in it: after a field on its line, or on lines above one."""
    text = entry.document.text
    fields: list[FormatField] = []
    head = ""
    at = entry.body
    for found in (*entry.fields, None):
        following, lines = _comments(text[at : found.start if found else entry.end - 1])
        if fields:
            fields[-1] = lazily.replace(fields[-1], following=following)
        else:
            head = following
        if found is None:
            return _Draft(entry.type, entry.key, tuple(fields), head, tuple(lines))
        lines += _comments_before_value(text, found)
        fields.append(FormatField(found.name, pieces(found.value), tuple(lines)))
        at = found.end
    raise AssertionError  # the last of them is None


def _comments(gap: str) -> tuple[str, list[str]]:
    """Return the comment on the line on which ``gap`` begins, and the others."""
    found = list(_COMMENT.finditer(gap))
    comments = [comment[0].rstrip(BLANKS) for comment in found]
    if found and not NEWLINE.search(gap, 0, found[0].start()):
        return comments[0], comments[1:]
    return "", comments


def _comments_before_value(text: str, field: Field) -> list[str]:
    """Return the comments between a field's name and its value."""
    between = text[field.start + len(field.name) : field.value_start]
    return [comment[0].rstrip(BLANKS) for comment in _COMMENT.finditer(between)]


def _outside(block: StringDef) -> str:
    """Return what of a definition is neither its name nor its value, nor what stands between them without comments."""
    field, text = block.fields[0], block.document.text
    comments = "".join(_comments_before_value(text, field))
    return f"{text[block.start : field.start]}{comments}{text[field.end : block.end]}"


# --- lines ----------------------------------------------------------------------------------------------


def _usual_newline(document: Document) -> str:
    # What is broken reaches to the next entry: the line breaks after it are the file's, those inside its own.
    between = (
        block.source[0 if isinstance(block, Junk) else len(block.source.rstrip(BLANKS)) :]
        for block in document.blocks
        if isinstance(block, Junk | Broken)
    )
    counted: Counter[str] = Counter(
        newline for text in between for newline in NEWLINE.findall(text)
    )
    first = NEWLINE.search(document.text)
    default = str(first[0]) if first else "\n"
    return max(counted, key=counted.__getitem__, default=default)


def _without_comment(line: Line) -> Line | None:
    """Return the line without free text; None if nothing is left."""
    if line.block is None:
        # An entry may stand after text on a line, which is not a comment to BibTeX; and synbib obeys what it is told.
        return line if "@" in line.text or is_directive(line.text) else None
    if isinstance(line.block, Comment) and not _JABREF.match(line.block.text):
        return None
    return line


def _divided(lines: Iterable[Line]) -> tuple[list[Line], list[list[Line]], list[Line]]:
    """Return what stays at the top, each entry with the lines above it that go with it, and what stays below."""
    top: list[Line] = []
    units: list[list[Line]] = []
    waiting: list[Line] = []
    for line in lines:
        if isinstance(line.block, StringDef | Preamble):
            # Before the first entry all stays in its order; from between entries it goes up.
            at = _adjacent(waiting, line) if units else 0
            top += [*waiting[at:], line]
            waiting = waiting[:at]
        elif isinstance(line.block, Entry):
            if not units:
                at = _adjacent(waiting, line)
                top += waiting[:at]
                waiting = waiting[at:]
            units.append([*waiting, line])
            waiting = []
        else:
            waiting.append(line)
    return top, units, waiting


def _adjacent(waiting: list[Line], below: Line) -> int:
    """Return from where on the waiting lines stand right above a block; the last does not if it has blanks below."""
    at = len(waiting)
    while at and not below.blanks and waiting[at - 1].block is None:
        below = waiting[at - 1]
        at -= 1
    if at == 0 and waiting and _MAGIC.match(waiting[0].text):
        return 1
    return at
