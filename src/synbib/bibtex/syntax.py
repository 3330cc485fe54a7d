"""A BibTeX file as blocks, lossless: the blocks' sources, one after the other, are the file.

Nothing is copied: a block is a stretch of the text, and fields are read when they are asked for. Reading never
raises; what departs from the syntax is a diagnostic, and what cannot be read is a `Broken` block.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from synbib import collector, lazily
from synbib.bibtex.careful import CarefulReader, Problem, Scanned, ScannedField
from synbib.bibtex.scan import FIELD, HEAD, START, candidates
from synbib.conflicts import ADVICE, MESSAGE, conflicts
from synbib.errors import Diagnostic

__all__ = [
    "Block",
    "Broken",
    "Comment",
    "Document",
    "Entry",
    "Field",
    "Junk",
    "Preamble",
    "StringDef",
]

Field = ScannedField


class Block:
    """A stretch of a document.

    Attributes:
        document: The document.
        start: Where in its text the block begins.
        end: Where it ends.
    """

    __slots__ = ("document", "end", "start")

    def __init__(self, document: Document, start: int, end: int) -> None:
        self.document = document
        self.start = start
        self.end = end

    @property
    def source(self) -> str:
        """The block's exact text."""
        return self.document.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line on which the block begins, from 1."""
        return self.document.position(self.start)[0]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.document.name}:{self.line}>"


class Junk(Block):
    """What stands between entries: blanks, comments, free text."""

    __slots__ = ()


class Comment(Block):
    """``@comment{…}``."""

    __slots__ = ()

    @property
    def text(self) -> str:
        """What stands between the delimiters."""
        head = HEAD.match(self.source)
        assert head is not None  # the block was found by it
        return self.source[head.end() : -1]


class Broken(Block):
    """What begins as an entry and cannot be read; the document's diagnostics say why."""

    __slots__ = ()


class _Parsed(Block):
    """A block with fields that were read on the careful way."""

    __slots__ = ("fields", "type")

    def __init__(self, document: Document, start: int, scanned: Scanned) -> None:
        super().__init__(document, start, scanned.end)
        self.type = scanned.type
        self.fields = tuple(scanned.fields)


class Preamble(_Parsed):
    """``@preamble{value}``."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """The value as written."""
        return self.fields[0].value if self.fields else ""


class StringDef(_Parsed):
    """``@string{name = value}``; by mistake there may be none, or several."""

    __slots__ = ()

    @property
    def name(self) -> str:
        """The macro's name as written."""
        return self.fields[0].name if self.fields else ""

    @property
    def value(self) -> str:
        """The value as written."""
        return self.fields[0].value if self.fields else ""


class Entry(Block):
    """One entry; its fields are read when they are asked for.

    Attributes:
        type: The entry type as written.
        key: The citation key.
        body: Where the fields begin.
    """

    __slots__ = ("_fields", "_problems", "body", "key", "type")

    def __init__(
        self, document: Document, start: int, end: int, type: str, key: str, body: int
    ) -> None:
        self.document = document
        self.start = start
        self.end = end
        self.type = type
        self.key = key
        self.body = body
        self._fields: tuple[Field, ...] | None = None
        self._problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, document: Document, start: int, scanned: Scanned) -> Entry:
        """Return the entry that was read on the careful way."""
        entry = cls(document, start, scanned.end, scanned.type, scanned.key, scanned.body)
        entry._fields, entry._problems = tuple(scanned.fields), tuple(scanned.problems)
        return entry

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of each field as written, in order: the quick view of `fields`."""
        if self._fields is None:
            found: list[tuple[str, str]] = FIELD.findall(self.document.text, self.body, self.end)
            # What is not a field has no value, and stands last.
            if not found or found[-1][1]:
                return found
        return [(f.name, f.value) for f in self.fields]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields in order, each with its place; one that stands twice is there twice."""
        if self._fields is None:
            # In its own text alone: its braces have told where it ends, and what is broken may not look beyond.
            scanned = CarefulReader(self.source).read(0)
            assert scanned is not None  # an entry was found here before
            self._fields = tuple(f.moved(self.start) for f in scanned.fields)
            self._problems = tuple(
                lazily.replace(p, at=p.at + self.start) for p in scanned.problems
            )
        return self._fields

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What in the entry departs from the syntax."""
        names = [name.lower() for name, _ in self.pairs]
        if len(set(names)) == len(names):
            return self._problems
        seen: set[str] = set()
        repeated: list[Field] = []
        for name, f in zip(names, self.fields, strict=True):
            if name in seen:
                repeated.append(f)
            seen.add(name)
        doubles = (
            Problem(
                f.start,
                "duplicate-field",
                f"the field '{f.name}' stands twice; the first one counts",
                "delete one of them",
            )
            for f in repeated
        )
        return (*self._problems, *doubles)


# So many places of a text are looked up one by one.
_FEW: Final = 16
_NO_ENTRIES: Final = frozenset({"comment", "preamble", "string"})
# What stands in a file that holds no entry yet: comments, and the lines that JabRef up to version 3 and Mendeley begin
# a file with. `%0 ` is EndNote's, whose lines all begin with a percent sign.
_COMMENT_LINE: Final = lazily.pattern(
    r"%(?!0[ ])"
    r"|This[ ]file[ ]was[ ]created[ ]with[ ]JabRef"
    r"|Encoding:"
    r"|Automatically[ ]generated[ ]by[ ]Mendeley"
    r"|Any[ ]changes[ ]to[ ]this[ ]file[ ]will[ ]be[ ]lost"
    r"|BibTeX[ ]export[ ]options[ ]can[ ]be[ ]customized",
    re.VERBOSE,
)
_LINE_OF_TEXT: Final = lazily.pattern(r"[^\s﻿][^\r\n]*")
_COMMENTED: Final = lazily.pattern(r"(?:\A|[\r\n])[ \t]*%[^\r\n]*\Z")


class Document:
    """A BibTeX file.

    Attributes:
        text: The file's text, byte order mark included.
        name: The file's name, for messages.
        blocks: All blocks in order: ``"".join(b.source for b in blocks) == text``.
        reader: The careful reader of the text.
    """

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.reader = CarefulReader(text)
        self.blocks: tuple[Block, ...] = ()
        self._problems: list[Problem] = []
        self._asked = 0

    @classmethod
    def parse(cls, text: str, name: str = "<string>") -> Document:
        """Return the document that ``text`` is; for no input does it raise.

        Reads what BibTeX 0.99d and biber read. After something broken, reading goes on at the next line that
        begins an entry.
        """
        document = cls(text, name)
        with collector.resting():  # millions of small objects, and no cycle among them
            document.blocks = tuple(document._scan())
        return document

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries in order."""
        return (block for block in self.blocks if isinstance(block, Entry))

    @cached_property
    def structural_diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found while the file was divided into blocks: broken and unread entries."""
        return tuple(sorted(map(self.diagnose, self._problems)))

    @cached_property
    def unreadable(self) -> tuple[Diagnostic, ...]:
        """Why the file as a whole cannot be used: a merge has left conflicts in it, or it is not BibTeX."""
        problems = [
            Problem(conflict.start, "conflict-marker", MESSAGE, ADVICE)
            for conflict in conflicts(self.text)
        ]
        if not problems and (at := self._foreign()) is not None:
            problems = [
                Problem(
                    at,
                    "no-bibtex",
                    "this is not a BibTeX file: it holds text, and nothing that begins with @",
                    "name a BibTeX file; synbib import reads lists of papers",
                )
            ]
        return tuple(map(self.diagnose, problems))

    def _foreign(self) -> int | None:
        """Return where the first line of text stands that is not a comment, if there is nothing else in the file."""
        if not all(isinstance(block, Junk) for block in self.blocks):
            return None
        lines = _LINE_OF_TEXT.finditer(self.text)
        return next((line.start() for line in lines if not _COMMENT_LINE.match(line[0])), None)

    @cached_property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything in the file that departs from the syntax; reads all fields."""
        problems = [*self._problems]
        for entry in self.entries:
            problems += entry.problems
        return tuple(sorted(set(map(self.diagnose, problems))))

    def diagnose(self, problem: Problem) -> Diagnostic:
        """Return a problem with its line and column."""
        line, column = self.position(problem.at)
        return Diagnostic(self.name, line, column, problem.code, problem.message, problem.hint)

    def position(self, at: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at ``at``; a byte order mark is in no column."""
        line, column = self._position(at)
        return line, max(column - self._mark, 1) if line == 1 else column

    @cached_property
    def _mark(self) -> int:
        return int(self.text.startswith("\ufeff"))

    def _position(self, at: int) -> tuple[int, int]:
        self._asked += 1
        if self._asked < _FEW:
            # A handful of places is counted sooner than all lines of a big file are listed.
            text = self.text
            end = at - (text.startswith("\n", at) and text.endswith("\r", 0, at))
            line = text.count("\n", 0, end) + text.count("\r", 0, end) - text.count("\r\n", 0, end)
            return line + 1, at - max(text.rfind("\n", 0, end), text.rfind("\r", 0, end))
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line, counted from 1, without its end and a byte order mark; ``""`` if there is none."""
        if not 0 < number <= len(self._line_starts):
            return ""
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        start = self._line_starts[number - 1] or self._mark
        return self.text[start:end].rstrip("\r\n")

    def block_at(self, line: int, column: int) -> Block | None:
        """Return the block that a place belongs to: the last that is more than free text and begins at it or before."""
        if not 0 < line <= len(self._line_starts):
            return None
        at = (self._line_starts[line - 1] or self._mark) + max(column - 1, 0)
        for i in range(bisect_right(self.blocks, at, key=lambda block: block.start) - 1, -1, -1):
            if not isinstance(self.blocks[i], Junk):
                return self.blocks[i]
        return None

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(r"\r\n?|\n", self.text))]

    # --- dividing the text into blocks ------------------------------------------------------------

    def _scan(self) -> Iterator[Block]:
        text, head_at = self.text, START.match
        done = 0  # how far the blocks reach
        for at, end, alone in candidates(text):
            if at < done:
                continue
            head = head_at(text, at) if end else None
            block = (head and self._quick(head, at, end, alone)) or self._careful(at, done)
            if block is None:
                continue
            if at > done:
                yield self._junk(done, at)
            yield block
            done = block.end
        if done < len(text):
            yield self._junk(done, len(text))

    def _quick(self, head: re.Match[str], at: int, end: int, alone: bool) -> Entry | None:
        """Return the entry between ``at`` and ``end``, None if only a careful look can tell."""
        text = self.text
        type_, key, following = head.groups()
        body = head.end()
        if following == "}":
            body -= 1
            if body != end - 1:
                return None
        if type_[0] in "cpsCPS" and type_.lower() in _NO_ENTRIES:
            return None
        # A line inside that begins an entry: a value may hold that, or a brace is missing.
        if not alone and (text.find("\n@", at, end) >= 0 or text.find("\r@", at, end) >= 0):
            return None
        return Entry(self, at, end, type_, key, body)

    def _careful(self, at: int, done: int) -> Block | None:
        scanned = self.reader.read(at)
        if scanned is None:
            return None
        # After other text on its line, what cannot be read is an address or the like.
        if scanned.kind == "broken" and not self.reader.begins_line(at, done):
            return None
        self._problems += scanned.problems
        match scanned.kind:
            case "entry":
                return Entry.of(self, at, scanned)
            case "string":
                return StringDef(self, at, scanned)
            case "preamble":
                return Preamble(self, at, scanned)
            case "comment":
                return Comment(self, at, scanned.end)
            case "broken":
                return Broken(self, at, scanned.end)

    def _junk(self, start: int, end: int) -> Junk:
        text = self.text[start:end]
        if not text.isspace():
            if start and (left := re.match(r"[ \t\r\n]*([,}])", text)):
                self._problems.append(
                    Problem(
                        start + left.start(1),
                        # Nothing but a comma or a brace: nothing is lost.
                        "leftover" if text.strip("}, \t\r\n") else "stray-brace",
                        "this stands after the end of the entry",
                        "check the braces before it",
                    )
                )
            if _COMMENTED.search(text):
                self._problems.append(
                    Problem(
                        end,
                        "commented-entry",
                        "BibTeX reads this entry: % begins no comment between entries",
                        "delete the @",
                    )
                )
        return Junk(self, start, end)
