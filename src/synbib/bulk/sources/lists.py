"""Files of JSON with one list of records: by itself, or as a member of an object, as Crossref's files have it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from synbib import lazily
from synbib.bulk.parts import Part
from synbib.bulk.sources.lines import TOO_LONG
from synbib.bulk.sources.records import Raw
from synbib.bulk.sources.stretches import Input, Stretch
from synbib.formats.data import not_read
from synbib.limits import LONGEST_RECORD

__all__ = ["OPENING", "cut", "records"]

OPENING: Final = lazily.pattern(
    rb"""
    (?: \xef\xbb\xbf )? \s*
    (?: \[ | \{ \s* "references" \s* : \s* \[ | \{ [^\[\]]{0,2000}? "(?:items|results|data)" \s* : \s* \[ )
    (?= \s* (?: [{\]] | \Z ) )
    """,
    re.VERBOSE,
)
"""How such a file begins; the pages that services answer with have something before the list."""

_RAW_DECODE: Final = json.JSONDecoder().raw_decode
_BETWEEN: Final = lazily.pattern(r"[\s,]*")
_INDENT: Final = lazily.pattern(r"(?:^|\n)([ \t]*)$")
_LEAST: Final = 1 << 14  # bytes that are read at once; in the first ones is the opening
# So near to the end of what is read, a value may only be cut off.
_NEAR: Final = 16
_UNTERMINATED: Final = "Unterminated"
_SHORT: Final = 1 << 13
_NO_END: Final = "the list does not end; get the file again"


class _Found(NamedTuple):
    """A record of a list, or what stands where one belongs.

    Attributes:
        start: Where in the text it begins.
        end: Where it ends.
        value: What it says.
        problem: Why it cannot be read; ``""`` if it can.
    """

    start: int
    end: int
    value: Any = None
    problem: str = ""


def cut(source: Input, size: int) -> Iterator[Stretch]:
    """Yield the list of an input in stretches of whole records, each of about so many bytes."""
    # A character for each byte: what JSON is made of is ASCII, so that places in the text are those in the file.
    text = ""
    done, line, at = 0, 1, -1
    is_last = False
    while not is_last:
        data = source.stream.read(max(size, len(text), _LEAST))
        is_last = not data
        text += data.decode("latin-1")
        if at < 0:
            found = OPENING.match(text.encode("latin-1"))
            at = found.end() if found else 0
        begin = at
        for record in _found(text, at, is_last):
            at = record.end
            if at - begin >= size:
                yield _stretch(text, begin, at, done, line)
                line += text.count("\n", begin, at)
                begin = at
        if begin < at:
            yield _stretch(text, begin, at, done, line)
        ended = text.startswith("]", _skipped(text, at))
        if not ended and len(text) - at > LONGEST_RECORD:
            yield Stretch(
                done + at, done + at, line, problem=f"{TOO_LONG}; nothing is read after it"
            )
            return
        line += text.count("\n", begin, at)
        done, text, at = done + at, text[at:], 0
        if ended:
            return
    if not source.damage:
        yield Stretch(done, done, line, problem=_NO_END)


def _stretch(text: str, begin: int, end: int, done: int, line: int) -> Stretch:
    return Stretch(done + begin, done + end, line, text[begin:end].encode("latin-1"))


def records(part: Part) -> Iterator[Raw]:
    """Yield the records of a stretch of a list; after a broken one, from the next line that begins as its do."""
    assert part.data is not None  # it was read
    text = part.data.decode("utf-8", "surrogateescape")
    line, at = part.line, 0
    for found in _found(text, 0, is_last=True):
        line += text.count("\n", at, found.start)
        at = found.start
        yield Raw(line, found.value, found.problem, text[found.start : found.end])


def _found(text: str, at: int, is_last: bool) -> Iterator[_Found]:
    """Yield the records of a list from a place on, until it ends, or more has to be read."""
    while True:
        start = _skipped(text, at)
        if start == len(text) or text[start] == "]":
            return
        try:
            value, end = _decoded(text, start)
        except _NotJsonError as error:
            is_cut = error.place > len(text) - _NEAR or error.message.startswith(_UNTERMINATED)
            following = _next(text, start)
            if not is_last and (is_cut or following < 0):
                return
            at = len(text) if following < 0 else following
            yield _Found(start, at, None, f"not JSON: {error.message}")
            continue
        if end == len(text) and not is_last:
            return  # it may be a number that goes on
        yield _Found(start, end, value)
        at = end


def _skipped(text: str, at: int) -> int:
    """Return where what stands between two records ends."""
    between = _BETWEEN.match(text, at)
    assert between is not None  # it fits what is empty
    return between.end()


class _NotJsonError(Exception):
    """What stands at a place is not JSON.

    Attributes:
        message: What is wrong.
        place: Where.
    """

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.message = message
        self.place = place


def _decoded(text: str, start: int) -> tuple[Any, int]:
    """Return the value that begins at a place, and where it ends.

    A short one is read by itself: to say what is wrong with one, Python counts all lines before it.

    Raises:
        _NotJsonError: There is none.
    """
    piece = text[start : start + _SHORT]
    try:
        value, end = _raw_decoded(piece, 0)
        if end < len(piece):
            return value, start + end
    except _NotJsonError as error:
        is_cut = error.place > len(piece) - _NEAR or error.message.startswith(_UNTERMINATED)
        if not is_cut:
            raise _NotJsonError(error.message, start + error.place) from None
    return _raw_decoded(text, start)


def _raw_decoded(text: str, start: int) -> tuple[Any, int]:
    try:
        return _RAW_DECODE(text, start)
    except json.JSONDecodeError as error:
        raise _NotJsonError(error.msg, error.pos) from None
    except (ValueError, RecursionError) as error:
        raise _NotJsonError(not_read(error), start) from None


def _next(text: str, start: int) -> int:
    """Return where the next line begins as that of a record does; -1 if there is none, or they stand in one line."""
    indent = _INDENT.search(text, max(0, start - 200), start)
    if indent is None or not text.startswith("{", start):
        return -1
    found = text.find(f"\n{indent[1]}{{", start)
    return found + 1 if found >= 0 else -1
