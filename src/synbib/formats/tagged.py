"""Tagged lines, as RIS, Refer, RefWorks and others have them: a tag, a value, and lines that go on with the value.

A format says by a `Dialect` how one of its lines is taken apart and which tags begin and end a record, and by a `Table`
which field a tag is for each type of entry, both ways. What a field then holds is read by `synbib.formats.fielded`.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, Final, NamedTuple

from synbib import lazily
from synbib.bibtex.encoding import MARKS, decode
from synbib.formats import fielded
from synbib.formats.data import FormatError, Tell, not_understood
from synbib.incoming import Incoming
from synbib.limits import LONGEST_RECORD

__all__ = [
    "Dialect",
    "Table",
    "Tagged",
    "Typed",
    "Value",
    "gathered",
    "lines",
    "tagged",
    "works",
]

# Bytes that are read at once; a multiple of four, so that it ends with a character of UTF-16 and UTF-32.
_BLOCK: Final = 1 << 20


class Value(NamedTuple):
    """A tag and its value.

    Attributes:
        tag: The tag, in capitals.
        text: The value; lines that go on with it stand after line feeds.
        line: The line of the tag.
    """

    tag: str
    text: str
    line: int


class Tagged(NamedTuple):
    """A record.

    Attributes:
        values: Its values, in order.
        ended: Whether the mark stood after it that ends a record.
    """

    values: list[Value]
    ended: bool = False

    @property
    def line(self) -> int:
        """The line that it begins with."""
        return self.values[0].line if self.values else 0

    def all(self, *tags: str) -> list[str]:
        """Return the values of these tags that are not empty, tag after tag."""
        return [
            text
            for tag in tags
            for value in self.values
            if value.tag == tag and (text := value.text.strip())
        ]

    def first(self, *tags: str) -> str:
        """Return the first of them; ``""`` if there is none."""
        return next(iter(self.all(*tags)), "")


@lazily.dataclass(frozen=True, slots=True)
class Dialect:
    """How a format writes records.

    Attributes:
        title: What the format is called.
        beginning: How a record begins, for messages: ``'TY  - '``.
        split: Takes a line apart into tag and value; ``None`` of a line without a tag.
        begins: The tags that begin a record; none where any tag does.
        once: The tags that begin a record where this one has them already.
        ends: The tags that end one.
        typed: The tags of the type, which are no field.
        blank_ends: Whether a tag after a blank line begins a record; text after one goes on with the value.
        goes_on: Whether a line without a tag goes on with the value before it, which no type does; else it is told, and
            left out.
    """

    title: str
    beginning: str
    split: Callable[[str], tuple[str, str] | None]
    begins: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    typed: frozenset[str] = frozenset()
    blank_ends: bool = False
    goes_on: Callable[[str], bool] = bool


def lines(file: BinaryIO, name: str) -> Iterator[str]:
    """Yield the lines of a text in bounded memory; they end with CR, LF or both, and with nothing else.

    The encoding is a byte order mark's, or UTF-8, or else the one that `synbib.bibtex.encoding` guesses.

    Raises:
        FormatError: A line is longer than `LONGEST_RECORD`.
    """
    codec = ""
    number = 0
    for block in _blocks(file):
        try:
            text = block.decode()
        except UnicodeDecodeError:
            codec = codec or decode(block, name).encoding
            text = block.decode(codec, "replace")
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        held = text.split("\n")
        if not held[-1]:
            del held[-1]
        if len(held) == 1 and len(block) > LONGEST_RECORD:
            raise FormatError(
                f"{name}:{number + 1}:1: a line of more than {LONGEST_RECORD:,} bytes (LONGEST_RECORD); "
                "no record of a work has one"
            )
        number += len(held)
        yield from held


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield a text in pieces that end with a line: in UTF-8, or in an encoding that has ASCII's ends of lines."""
    rest = b""
    for block in _narrow(file):
        # A CR at the end may be the first half of an end of a line.
        end = max(block.rfind(b"\n"), block.rfind(b"\r", 0, -1)) + 1
        if end:
            yield rest + block[:end]
            rest = block[end:]
        else:
            rest += block
        if len(rest) > LONGEST_RECORD:
            break
    if rest:
        yield rest


def _narrow(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a text without a byte order mark; UTF-16 and UTF-32 as UTF-8."""
    first = file.read(_BLOCK)
    encoding = next((encoding for mark, encoding in MARKS if first.startswith(mark)), "")
    encoding = encoding or (decode(first).encoding if b"\0" in first else "utf-8")
    wide = encoding.startswith(("utf-16", "utf-32"))
    decoder = codecs.getincrementaldecoder(encoding)("replace") if wide else None
    block = first
    while block:
        if decoder is not None:
            told = decoder.decode(block).encode("utf-8", "replace")
            yield told.removeprefix(codecs.BOM_UTF8) if block is first else told
        else:
            yield block.removeprefix(codecs.BOM_UTF8) if block is first else block
        block = file.read(_BLOCK)


def tagged(file: BinaryIO, name: str, dialect: Dialect, tell: Tell) -> Iterator[Tagged]:
    """Yield the records of a file, each as soon as it is read.

    What stands before the first of them, and between them, is no record's: of that tags are told, and other lines not,
    where programs count the records.

    Raises:
        FormatError: No record is in it; or it ends within one, where others have a mark at their end; or a line, or a
            record, is longer than `LONGEST_RECORD`.
    """
    begins = dialect.begins
    values: list[_Open] = []
    size = number = first = 0
    have_ended = False
    is_after_blank = False
    for number, line in enumerate(lines(file, name), 1):
        size += len(line)
        if size > LONGEST_RECORD and values:
            raise FormatError(
                f"{name}:{values[0].line}:1: a record of more than {LONGEST_RECORD:,} characters (LONGEST_RECORD); "
                "look for its end"
            )
        if (found := dialect.split(line)) is None:
            is_after_blank = not line.strip()
            if not values:
                first = first or (number if line.strip() else 0)
                continue
            is_field = values[-1].tag not in dialect.typed
            if not line.strip() or (is_field and dialect.goes_on(line)):
                values[-1].pieces.append(line.strip())
            else:
                tell(not_understood(name, number, "a line without a tag; it is left out"))
            continue
        tag, text = found
        is_end = tag in dialect.ends
        if values and (
            is_end
            or tag in begins
            or (is_after_blank and dialect.blank_ends)
            or (tag in dialect.once and any(each.tag == tag for each in values))
        ):
            yield _record(values, ended=is_end)
            values = []
            have_ended = have_ended or is_end
        is_after_blank = False
        if is_end:
            continue
        if not values and begins and tag not in begins:
            first = first or number
            tell(not_understood(name, number, f"'{tag}' stands in no record; it is left out"))
            continue
        if not values:
            size, first = len(line), -1
        values.append(_Open(tag, number, [text]))
    if values and have_ended:
        raise FormatError(
            f"{name}:{number}:1: the file ends within the record of line {values[0].line}, where others end with "
            f"{' or '.join(sorted(dialect.ends))}; save the whole file, or add the end"
        )
    if values:
        yield _record(values)
    elif first > 0:
        raise FormatError(
            f"{name}:{first}:1: not {dialect.title}, of which a record begins with {dialect.beginning}"
        )


class _Open(NamedTuple):
    """A value of which lines may still follow."""

    tag: str
    line: int
    pieces: list[str]


def _record(values: list[_Open], *, ended: bool = False) -> Tagged:
    return Tagged(
        [Value(each.tag, "\n".join(each.pieces).strip(), each.line) for each in values], ended
    )


class Table:
    """Which field a tag is, by the type of the entry; one table to read and to write by.

    The order of the tags counts: where several are one field, the first has the say, and is the one that is written.
    """

    def __init__(self, rows: Mapping[str, str | Mapping[str, str]]) -> None:
        """Take a table.

        Args:
            rows: Tag → its field; or types with blanks between → the field, under ``""`` that of all others. A label
                may stand after a colon, which is put before the text: ``annotation:Caption``. With a colon, a field is
                only read from the tag.
        """
        self._rows = rows
        self._of_type: dict[str, dict[str, str]] = {}

    def __contains__(self, tag: str) -> bool:
        return tag in self._rows

    def fields(self, kind: str) -> Mapping[str, str]:
        """Return tag → field for a type of entry, in the table's order; ``""`` where the tag says nothing of a work."""
        if (found := self._of_type.get(kind)) is None:
            found = self._of_type[kind] = {
                tag: row if isinstance(row, str) else _for_type(row, kind)
                for tag, row in self._rows.items()
            }
        return found

    def tags(self, kind: str) -> Mapping[str, str]:
        """Return field → the tag that it is written with."""
        found: dict[str, str] = {}
        for tag, field in self.fields(kind).items():
            if field:
                found.setdefault(field, tag)
        return found


def _for_type(row: Mapping[str, str], kind: str) -> str:
    return next((field for kinds, field in row.items() if kind in kinds.split()), row.get("", ""))


def gathered(
    record: Tagged, table: Table, kind: str, name: str, tell: Tell
) -> dict[str, list[str]]:
    """Return field → the texts that a record has for it, in the order of the table.

    What has a tag that the table does not know is told, and kept as a note.

    Args:
        record: The record.
        table: The format's table.
        kind: The type of the entry.
        name: The file's name.
        tell: Is told.
    """
    fields = table.fields(kind)
    by_tag: dict[str, list[str]] = {}
    others: list[str] = []
    for value in record.values:
        if not value.text:
            continue
        if value.tag in fields:
            by_tag.setdefault(value.tag, []).append(value.text)
        else:
            tell(
                not_understood(
                    name,
                    value.line,
                    f"the tag '{value.tag}' is not known; its value is kept as a note",
                )
            )
            others.append(f"{value.tag}: {value.text}")
    found: dict[str, list[str]] = {}
    for tag, field in fields.items():
        if field and tag in by_tag:
            bare, _, label = field.partition(":")
            texts = by_tag[tag]
            found.setdefault(bare, []).extend(
                (f"{label}: {text}" for text in texts) if label else texts
            )
    if others:
        found.setdefault("annotation", []).extend(others)
    return found


Typed = Callable[[Tagged, str, Tell], tuple[str, Mapping[str, str]]]
"""Returns the type of the entry, and the fields that its record's type fills, too."""


def works(
    file: BinaryIO,
    name: str,
    tell: Tell,
    dialect: Dialect,
    table: Table,
    typed: Typed,
    settle: Callable[[Tagged, str, dict[str, list[str]]], None] = lambda *_: None,
) -> Iterator[Incoming]:
    """Yield the works of a file, each as soon as it is read; a record that says nothing but a type is told.

    Args:
        file: The file.
        name: Its name.
        tell: Is told of what was not understood.
        dialect: How its records are written.
        table: The format's table.
        typed: Tells the type.
        settle: Puts right what takes more than one tag to tell, of a record, its type and its fields.

    Raises:
        FormatError: It is no such file, or is cut short.
    """
    for record in tagged(file, name, dialect, tell):
        kind, fixed = typed(record, name, tell)
        body = Tagged([value for value in record.values if value.tag not in dialect.typed])
        if told := gathered(body, table, kind, name, tell):
            settle(record, kind, told)
            told |= {field: [text] for field, text in fixed.items()}
            yield fielded.work(kind, told, name, record.line)
        else:
            message = "a record that says nothing of a work; it is left out"
            tell(not_understood(name, record.line, message))
