"""What a file says is to be ignored: ``% synbib: ignore CODE`` right above an entry, and which findings that covers.

``% synbib: ignore duplicate KEY`` says that the entry below and the entry ``KEY`` are two works; without a key, that
the entry is a work of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from synbib import bibtex, lazily
from synbib.bibtex import Block, Document
from synbib.bibtex.above import Directive, directives
from synbib.bibtex.careful import Problem
from synbib.errors import Diagnostic, SynbibError, UnknownKeyError, check_ignorable, shortened
from synbib.library import Library
from synbib.limits import LONGEST_NAME_SHOWN

__all__ = ["DUPLICATE", "Ignores", "Pair"]

# The code whose ignores name other entries.
DUPLICATE: Final = "duplicate"
# For so many unknown keys the nearest are looked for.
_MOST_LOOKED_FOR: Final = 20
_HOW: Final = "write % synbib: ignore CODE"


@lazily.dataclass(frozen=True, slots=True, eq=False)
class _Ignore:
    """An ignore that can be followed."""

    document: Document
    at: int
    code: str
    block: Block | None
    keys: tuple[str, ...] = ()


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two entries that are said to be two works.

    Attributes:
        key: The key of the entry below the line.
        other: The other one's key; None for every other.
        ignore: The line.
    """

    key: str
    other: str | None
    ignore: _Ignore


class Ignores:
    """The ignores of a library's files.

    Args:
        library: The library.

    Attributes:
        pairs: The entries that are said to be two works.
    """

    def __init__(self, library: Library) -> None:
        self.pairs: list[Pair] = []
        self._library = library
        self._documents = {document.name: document for document in library.documents}
        self._all: list[_Ignore] = []
        self._invalid: list[Diagnostic] = []
        self._above: dict[tuple[Block, str], list[_Ignore]] = {}
        self._used: set[_Ignore] = set()
        # The first key of each that no entry has.
        self._unknown: dict[_Ignore, str] = {}
        self._looked_for = 0
        for document in library.documents:
            for directive in directives(document):
                self._take(document, directive)

    def _take(self, document: Document, directive: Directive) -> None:
        try:
            ignore = _understood(document, directive)
        except SynbibError as error:
            problem = Problem(directive.at, "invalid-ignore", error.message)
            self._invalid.append(_found(document, problem, directive.block))
            return
        self._all.append(ignore)
        if ignore.code != DUPLICATE:
            if ignore.block is not None:
                self._above.setdefault((ignore.block, ignore.code), []).append(ignore)
        elif isinstance(ignore.block, bibtex.Entry):
            self.pairs += self._pairs(ignore, ignore.block.key)

    def _pairs(self, ignore: _Ignore, key: str) -> Iterator[Pair]:
        if not ignore.keys:
            yield Pair(key, None, ignore)
        for other in ignore.keys:
            if (entry := self._library.get(other)) is not None:
                yield Pair(key, entry.key, ignore)
            else:
                self._unknown.setdefault(ignore, other)

    def block_of(self, found: Diagnostic) -> Block | None:
        """Return the block that a finding is about."""
        document = self._documents.get(found.name)
        return document.block_at(found.line, found.column) if document is not None else None

    def cover(self, found: Diagnostic) -> bool:
        """Whether a line above says that a finding is to be ignored; the line counts as used then."""
        if not self._above or (block := self.block_of(found)) is None:
            return False
        covering = self._above.get((block, found.code), [])
        self._used.update(covering)
        return bool(covering)

    def use(self, pairs: Sequence[Pair]) -> None:
        """Let the lines of these pairs count as used."""
        self._used.update(pair.ignore for pair in pairs)

    def findings(self, unasked: Collection[str] = ()) -> Iterator[Diagnostic]:
        """Yield what is wrong with the lines: those that cannot be followed, and those that were of no use.

        Args:
            unasked: The codes that nobody looked for; their lines may be of use another time.
        """
        yield from self._invalid
        for ignore in self._all:
            if ignore not in self._used and ignore.code not in unasked:
                problem = Problem(ignore.at, "unused-ignore", *self._why_unused(ignore))
                yield _found(ignore.document, problem, ignore.block)

    def _unknown_key(self, key: str) -> str:
        """Return that there is no such key; for the first few with the nearest, which all keys are compared for."""
        self._looked_for += 1
        if self._looked_for <= _MOST_LOOKED_FOR:
            try:
                self._library.find(key)
            except UnknownKeyError as error:
                return error.message
        return f"unknown citation key '{shortened(key, LONGEST_NAME_SHOWN)}'"

    def _why_unused(self, ignore: _Ignore) -> tuple[str, str]:
        if ignore.block is None:
            return "this stands above no entry", "move it to the line right above its entry"
        if ignore in self._unknown:
            return (
                f"this ignores nothing: {self._unknown_key(self._unknown[ignore])}",
                "correct the key, or delete the line",
            )
        return f"this ignores nothing: there is no '{ignore.code}' here", "delete the line"


def _found(document: Document, problem: Problem, block: Block | None) -> Diagnostic:
    key = block.key if isinstance(block, bibtex.Entry) else ""
    return lazily.replace(document.diagnose(problem), key=key)


def _understood(document: Document, directive: Directive) -> _Ignore:
    """Return what a directive says.

    Raises:
        SynbibError: It is none, or names no code that can be ignored.
    """
    if not directive.words:
        raise SynbibError(f"this tells synbib nothing; {_HOW}")
    verb, *rest = directive.words
    if verb != "ignore":
        raise SynbibError(f"'{verb}' is nothing that synbib can be told here; {_HOW}")
    if not rest:
        raise SynbibError(f"this names no code; {_HOW}")
    code, *keys = rest
    check_ignorable(code)
    if keys and code != DUPLICATE:
        raise SynbibError(
            f"'{keys[0]}' is one word too many; write a code on each line, and reasons above"
        )
    return _Ignore(document, directive.at, code, directive.block, tuple(keys))
