"""The blocks of a Markdown file: what stands between two marker comments.

``<!-- synbib:start KIND option=value … -->`` begins one, ``<!-- synbib:end checksum=… -->`` ends it. A marker that
is shown, in a code block, a code span or after a backslash, is not a marker.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from synbib import lazily
from synbib.conflicts import ADVICE, MESSAGE, conflicts
from synbib.errors import Diagnostic, ReadmeError, SynbibError, UnknownNameError
from synbib.readme.commonmark import code_lines, shown_lines

__all__ = [
    "LINE",
    "LINE_BREAK",
    "Block",
    "blanked",
    "checksum",
    "normalized",
    "parse",
    "refuse_conflicts",
    "with_option_values",
]

LINE_BREAK: Final = lazily.pattern(r"\r\n?|\n")  # CommonMark 0.31.2 §2.1
# A line with its end; the last may have none.
LINE: Final = lazily.pattern(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_SHOWN: Final = lazily.pattern(r"[^\r\n]+")
_INDENT: Final = lazily.pattern(r"\N{BYTE ORDER MARK}?([ \t]*)")
_BLANK_LINE: Final = lazily.pattern(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_MARKER: Final = lazily.pattern(r"<!--\s*synbib:(\w*)(.*?)(-->)?", re.DOTALL)
_WORD: Final = lazily.pattern(r"""([^\s="']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?(?:\s+|$)""")
_UNQUOTED: Final = 4  # the part of it that has a value without quotes
_QUOTES: Final = ('"', "'")
_PLAIN: Final = lazily.pattern(r"""[^\s"']+""")
# What may hide a marker, or be one: an escaped character, a code span, a comment.
_NOTABLE: Final = lazily.pattern(r"\\.|(?P<ticks>`+)|(?P<comment><!--)")
_CLOSE: Final = lazily.pattern("-->")
# Without these no marker can stand in code (CommonMark 0.31.2 §4.4, §4.5), and the file need not be parsed.
_MAY_BE_CODE: Final = lazily.pattern(r"```|~~~|^(?>.*?(?: {4}|\t)).*<!--", re.MULTILINE)


@lazily.dataclass(frozen=True, slots=True)
class Block:
    """A block and where it stands.

    Attributes:
        kind: What is written in it, e.g. ``table``.
        options: Option and value, as they are written.
        checksum: That of the end marker; ``""`` if it has none.
        indent: The blanks before the start marker on its line; ``None`` if anything else stands there.
        inside: What stands between the markers.
        before: Where in the text the start marker begins.
        start: Where the inside begins, after the start marker.
        end: Where the inside ends and the end marker begins.
        after: Where the end marker ends.
        line: The line of the start marker, from 1.
        column: Its column in characters, from 1.
    """

    kind: str
    options: tuple[tuple[str, str], ...]
    checksum: str
    indent: str | None
    inside: str
    before: int
    start: int
    end: int
    after: int
    line: int
    column: int


def normalized(inside: str) -> str:
    r"""Return the inside of a block as it is compared: line endings ``\n``, nothing blank around."""
    return LINE_BREAK.sub("\n", inside).strip()


def blanked(text: str, blocks: Iterable[Block]) -> str:
    """Return a Markdown file with what stands in some of its blocks blank; lines keep their numbers.

    Args:
        text: The file.
        blocks: The blocks, in order.
    """
    pieces: list[str] = []
    end = 0
    for block in blocks:
        pieces += (text[end : block.start], _SHOWN.sub("", block.inside))
        end = block.end
    return "".join((*pieces, text[end:]))


def checksum(inside: str) -> str:
    """Return the checksum of a block's inside, whatever the line endings of its file."""
    import hashlib

    return hashlib.sha256(normalized(inside).encode()).hexdigest()[:8]


def parse(text: str, name: str = "README.md") -> tuple[Block, ...]:
    """Return the blocks of a Markdown file in order.

    Args:
        text: The file, with its own line endings.
        name: Its name in messages.

    Raises:
        ReadmeError: A merge has left conflicts in the file, or markers are malformed or do not pair; a diagnostic
            for each.
    """
    refuse_conflicts(text, name)
    lines = _Lines(text)
    blocks: list[Block] = []
    # By place: of what is wrong with one marker, the first is told.
    diagnostics: dict[int, Diagnostic] = {}
    opened: _Marker | None = None

    def report(marker: _Marker, message: str, hint: str) -> None:
        place = lines.place(marker.start)
        found = Diagnostic(name, *place, "broken-block", message, hint)
        diagnostics.setdefault(marker.start, found)

    for marker in _markers(text, lines):
        try:
            marker.check()
        except SynbibError as error:
            report(marker, error.message, "")
        # A misspelt directive is taken for the one that is due, so that one mistake is told of once.
        ends = opened is not None if marker.directive not in _CHECKS else marker.directive == "end"
        if ends:
            if opened is None:
                report(marker, "this ends a block that was never begun", "delete it")
            else:
                blocks.append(_block(text, lines, opened, marker))
            opened = None
        elif opened is not None:
            line, _ = lines.place(opened.start)
            message = f"this begins a block inside the block of line {line}"
            report(marker, message, "end that one first with <!-- synbib:end -->")
        else:
            opened = marker
    if opened is not None:
        report(opened, "this block is never ended", "end it with <!-- synbib:end -->")
    if diagnostics:
        raise ReadmeError.of(sorted(diagnostics.values()))
    return tuple(blocks)


def refuse_conflicts(text: str, name: str = "README.md") -> None:
    """Raise if a merge has left conflicts in a Markdown file, other than in code, where they are merely shown.

    Args:
        text: The file.
        name: Its name in messages.

    Raises:
        ReadmeError: A diagnostic for each conflict.
    """
    whole = [conflict.start for conflict in conflicts(text) if conflict.whole]
    if not whole:
        return
    lines = _Lines(text)
    shown = [(lines.start(first), lines.start(following)) for first, following in shown_lines(text)]
    markers = [(m.start(), m[1] == "start") for m in _MARKER.finditer(text)]
    found = []
    for at in whole:
        code = bisect_right(shown, (at, len(text)))
        if code and at < shown[code - 1][1]:
            continue
        marker = bisect_right(markers, (at,))
        # All between the markers is written anew, so that it does not matter which side is taken.
        inside = marker and markers[marker - 1][1]
        hint = f"take either side, and run synbib sync {name}" if inside else ADVICE
        place = lines.place(at)
        found.append(Diagnostic(name, *place, "conflict-marker", MESSAGE, hint))
    if found:
        raise ReadmeError.of(found)


def with_option_values(text: str, name: str, now: Callable[[str, str], str]) -> str:
    """Return a Markdown file with other values of the options in its start markers; all else stays.

    Args:
        text: The file.
        name: Its name in messages.
        now: What the value of an option is then, of its name and its value.

    Raises:
        ReadmeError: As `parse` does; or a marker cannot hold a value.
    """
    pieces: list[str] = []
    done = 0
    for block in parse(text, name):
        marker = _MARKER.fullmatch(text, block.before, block.start)
        assert marker is not None  # it was found there
        for word in _WORD.finditer(text, *marker.span(2)):
            group = next((number for number in (2, 3, 4) if word[number] is not None), 0)
            if not group or (value := now(word[1], word[group])) == word[group]:
                continue
            try:
                written = _quoted(value, text[word.start(group) - 1])
            except SynbibError as error:
                place = (block.line, block.column)
                raise ReadmeError.of(
                    [Diagnostic(name, *place, "broken-block", error.message)]
                ) from None
            quotes = int(group != _UNQUOTED)
            pieces += (text[done : word.start(group) - quotes], written)
            done = word.end(group) + quotes
    return "".join((*pieces, text[done:]))


def _quoted(value: str, before: str) -> str:
    """Return a value as a marker can hold it, in the quotes that stood ``before`` it, as far as that is one.

    Raises:
        SynbibError: It cannot.
    """
    wanted = before if before in _QUOTES else "" if _PLAIN.fullmatch(value) else '"'
    fitting = [quote for quote in (wanted, *_QUOTES) if not quote or quote not in value]
    if not fitting or "-->" in value or "<!--" in value or LINE_BREAK.search(value):
        raise SynbibError(f"a block cannot name '{value}'; choose a name without quotes and -->")
    return f"{fitting[0]}{value}{fitting[0]}"


def _block(text: str, lines: _Lines, start: _Marker, end: _Marker) -> Block:
    line, column = lines.place(start.start)
    kind, *options = start.words or (("", None),)
    return Block(
        kind[0],
        tuple((option, value or "") for option, value in options),
        dict(end.words).get("checksum") or "",
        lines.indent(start.start),
        text[start.end : end.start],
        start.start,
        start.end,
        end.start,
        end.end,
        line,
        column,
    )


# --- Markers ---------------------------------------------------------------------------------------


_Words = tuple[tuple[str, str | None], ...]


@lazily.dataclass(frozen=True, slots=True)
class _Marker:
    """One marker comment.

    Attributes:
        directive: ``start`` or ``end``, or what else is there.
        rest: What stands after it.
        closed: Whether the comment ends at all.
        start: Where in the text the comment begins.
        end: Where it ends.
    """

    directive: str
    rest: str
    closed: bool
    start: int
    end: int

    @property
    def words(self) -> _Words:
        """The words of `rest`, each with the value after its ``=``."""
        return _read(self.rest)[0]

    def check(self) -> None:
        """Raise if the marker has not the form that it should have.

        Raises:
            SynbibError: Its message says why.
        """
        words, unread = _read(self.rest)
        if not self.closed or "<!--" in self.rest:
            raise SynbibError("this comment is never closed; end it with -->")
        if self.directive not in _CHECKS:
            raise UnknownNameError.among("marker", f"synbib:{self.directive}", _DIRECTIVES)
        if unread:
            raise SynbibError(
                f"cannot read '{unread}'; write option=value, and a value with blanks in quotes"
            )
        _CHECKS[self.directive](words)


def _read(rest: str) -> tuple[_Words, str]:
    """Return the words that ``rest`` begins with, and what cannot be read."""
    words: list[tuple[str, str | None]] = []
    end = 0
    while word := _WORD.match(rest, end):
        name, *values = word.groups()
        words.append((name, next((value for value in values if value is not None), None)))
        end = word.end()
    return tuple(words), rest[end:]


def _check_start(words: _Words) -> None:
    if not words or words[0][1] is not None:
        raise SynbibError("a block needs a kind; write e.g. <!-- synbib:start list -->")
    for name, value in words[1:]:
        if value is None:
            raise SynbibError(f"the option '{name}' has no value; write {name}=value")


def _check_end(words: _Words) -> None:
    for name, value in words:
        if name != "checksum" or value is None:
            raise SynbibError(f"an end marker takes a checksum and nothing else; delete '{name}'")


_CHECKS: Final = {"start": _check_start, "end": _check_end}
_DIRECTIVES: Final = tuple(f"synbib:{directive}" for directive in _CHECKS)


def _markers(text: str, lines: _Lines) -> Iterator[_Marker]:
    """Yield the marker comments that Markdown does not show."""
    close, blank = _Next(_CLOSE, text), _Next(_BLANK_LINE, text)
    for at, end in _outside_code(text, lines):
        while found := _NOTABLE.search(text, at, end):
            start, at = found.span()
            if found["ticks"]:
                # Looked for on the one line only: a span over several lines is hardly ever meant.
                span = re.compile(f"(?<!`)`{{{at - start}}}(?!`)")
                closing = span.search(text, at, lines.end(at))
                at = closing.end() if closing else at
            elif found["comment"]:
                # §4.6: at the start of a line a comment goes on to its close wherever that is, else (§6.6) only
                # to the end of its paragraph.
                is_block = lines.indent(start) is not None
                stop = close.after(start + 2) or (len(text) if is_block else 0)
                if stop and (is_block or stop <= (blank.after(start) or len(text))):
                    at = stop
                    if marker := _MARKER.fullmatch(text, start, stop):
                        yield _Marker(marker[1], marker[2].strip(), bool(marker[3]), start, stop)


def _outside_code(text: str, lines: _Lines) -> Iterator[tuple[int, int]]:
    """Yield where the stretches of text between code blocks begin and end."""
    at = 0
    for first, following in code_lines(text) if _MAY_BE_CODE.search(text) else ():
        yield at, lines.start(first)
        at = lines.start(following)
    yield at, len(text)


class _Lines:
    """Where the lines of a text begin."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(text))]

    def start(self, line: int) -> int:
        """Return where the line with this number, from 0, begins; the end of the text after its last."""
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def end(self, at: int) -> int:
        """Return where the line of the character ``at`` ends, its line break included."""
        return self.start(bisect_right(self._starts, at))

    def place(self, at: int) -> tuple[int, int]:
        """Return line and column of the character ``at``, both from 1."""
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1

    def indent(self, at: int) -> str | None:
        """Return the blanks before the character ``at``, ``None`` if its line has more before it than that."""
        line = bisect_right(self._starts, at)
        found = _INDENT.match(self._text, self._starts[line - 1], at)
        return found[1] if found and found.end() == at else None


class _Next:
    """Finds the next match after places that only grow; however many are asked for, the text is read once."""

    def __init__(self, pattern: re.Pattern[str], text: str) -> None:
        self._pattern, self._text = pattern, text
        self._found = pattern.search(text)

    def after(self, at: int) -> int:
        """Return the end of the first match that begins at ``at`` or later, 0 if there is none."""
        if self._found and self._found.start() < at:
            self._found = self._pattern.search(self._text, at)
        return self._found.end() if self._found else 0
