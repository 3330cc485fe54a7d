"""Files of JSON (RFC 8259), object by object, with the lines that these begin in.

A list is read in bounded memory. A key that stands twice in one object is an error, as one of the two would be lost.
"""

from __future__ import annotations

import codecs
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

from synbib import lazily
from synbib.errors import shortened
from synbib.formats.data import FormatError, Placed, Record
from synbib.limits import LONGEST_RECORD

__all__ = ["json_objects"]


def json_objects(file: BinaryIO, name: str, *lists: str) -> Iterator[Placed]:
    """Yield the objects of a file of JSON: those of a list, each as soon as it is read, or the one that it holds.

    Args:
        file: The file.
        name: Its name in messages.
        lists: Under which names an object may keep the list of them.

    Raises:
        FormatError: It is not JSON, a key stands twice in an object, or the list holds something else.
    """
    text = _Json(file, name)
    opening, line = text.next(), text.line
    if opening == "[":
        yield from _listed(text, name)
    elif opening == "{":
        whole = Placed(line=line)
        is_list = False
        for key in text.members():
            if key in lists and text.next() == "[":
                is_list = True
                yield from _listed(text, name)
            else:
                whole.lines[key] = text.line
                whole[key] = text.value()
        if not is_list:
            yield whole
    else:
        yield _placed(text.value(), name, line)
    text.end()


def _listed(text: _Json, name: str) -> Iterator[Placed]:
    for number in text.items():
        text.next()
        line = text.line
        yield _placed(text.value(), name, line, number)


def _placed(value: Any, name: str, line: int, number: int = 1) -> Placed:
    if not isinstance(value, dict):
        raise FormatError(
            f"{name}:{line}:1: item {number} of the list is not an object, but a {_kind_of(value)}"
        )
    return Placed(value, line)


_KINDS: Final = {list: "list", str: "text", bool: "truth value", type(None): "null"}


def _kind_of(value: Any) -> str:
    return _KINDS.get(type(value), "number")


class _TwiceError(Exception):
    """A key that stands twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> Record:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError(Counter(key for key, _ in pairs).most_common(1)[0][0])
    return found


def _twice(key: str) -> str:
    return f"the key '{shortened(key, 40)}' stands twice in one object; keep one of them"


_CHUNK: Final = 1 << 18
# So near to the end of what is read, a value may only be cut off.
_NEAR: Final = 16
_BLANKS: Final = " \t\r\n"


# Half a surrogate pair, as it is escaped; a whole one looks the same.
_HALF: Final = lazily.pattern(r"\\u[dD][89a-fA-F]")


def _without_halves(value: Any) -> Any:
    """Return JSON without halves of surrogate pairs (RFC 8259 §8.2), which no file may hold."""
    if isinstance(value, str):
        return value.encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {_without_halves(key): _without_halves(held) for key, held in value.items()}
    return list(map(_without_halves, value)) if isinstance(value, list) else value


class _Json:
    """JSON that is read piece by piece.

    Attributes:
        line: The line of the place where it is read.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self._decode = json.JSONDecoder(object_pairs_hook=_once).raw_decode
        self._ended = False
        self._at = 0
        self._before = 0  # characters of the line that are read and gone
        self.line = 1
        start = file.read(_CHUNK)
        encoding = json.detect_encoding(start)
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._text = ""
        self._add(start)

    def _add(self, data: bytes) -> None:
        self._ended = not data
        try:
            more = self._decoder.decode(data, final=self._ended)
        except UnicodeDecodeError as error:
            self._text += data[: error.start].decode(error.encoding, "replace")
            raise self.error(
                f"not JSON: its bytes are not {error.encoding.upper()}; save it in UTF-8",
                len(self._text),
            ) from None
        last = self._text.rfind("\n", 0, self._at)
        self._before = self._at - last - 1 if last >= 0 else self._before + self._at
        self._text = self._text[self._at :] + more
        self._at = 0

    def _more(self) -> None:
        # As much as is there already, so that a long value is read in few steps.
        self._add(self._file.read(max(_CHUNK, len(self._text) - self._at)))

    def error(self, message: str, place: int | None = None) -> FormatError:
        """Return an error at a place of what is read, by default where it is read."""
        return FormatError(f"{self._place(self._at if place is None else place)}: {message}")

    def _place(self, place: int) -> str:
        last = self._text.rfind("\n", 0, place)
        column = place - last if last >= 0 else self._before + place + 1
        line = self.line + self._text.count("\n", self._at, place)
        return f"{self._name}:{line}:{column}"

    def _go(self, place: int) -> None:
        self.line += self._text.count("\n", self._at, place)
        self._at = place

    def next(self) -> str:
        """Return the next character that is not a blank, without reading it; ``""`` at the end."""
        while True:
            place = self._at
            while place < len(self._text) and self._text[place] in _BLANKS:
                place += 1
            self._go(place)
            if place < len(self._text):
                return self._text[place]
            if self._ended:
                return ""
            self._more()

    def items(self) -> Iterator[int]:
        """Yield the number of each value of a list; whoever asks reads the value."""
        yield from self._within("]", "list")

    def members(self) -> Iterator[str]:
        """Yield the key of each member of an object; whoever asks reads the value.

        Raises:
            FormatError: A key stands twice.
        """
        seen: set[str] = set()
        for _ in self._within("}", "object"):
            if self.next() != '"':
                raise self.error("not JSON: a key in quotation marks belongs here")
            place = self._place(self._at)
            key = self.value()
            if key in seen:
                raise FormatError(f"{place}: {_twice(key)}")
            seen.add(key)
            if self.next() != ":":
                raise self.error("not JSON: a colon belongs after a key")
            self._go(self._at + 1)
            yield key

    def _within(self, closing: str, what: str) -> Iterator[int]:
        """Yield the number of each thing between brackets or braces."""
        self._go(self._at + 1)
        number = 0
        while (char := self.next()) != closing:
            if number:
                if char != ",":
                    raise self.error(
                        f"not JSON: the {what} has no end; save the whole file"
                        if not char
                        else f"not JSON: a comma belongs between two items of the {what}"
                    )
                self._go(self._at + 1)
                if self.next() == closing:
                    raise self.error("not JSON: an item belongs after a comma")
            elif not char:
                raise self.error(f"not JSON: the {what} has no end; save the whole file")
            number += 1
            yield number
        self._go(self._at + 1)

    def value(self) -> Any:
        """Return the value that begins here."""
        self.next()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except json.JSONDecodeError as error:
                is_cut = error.pos > len(self._text) - _NEAR or error.msg.startswith("Unterminated")
                if self._ended or not is_cut:
                    raise self.error(
                        f"not JSON: {error.msg}; save the whole file", error.pos
                    ) from None
                if len(self._text) - self._at > LONGEST_RECORD:
                    raise self.error(
                        f"an item of more than LONGEST_RECORD, {LONGEST_RECORD:,}, characters"
                    ) from None
                self._more()
            except _TwiceError as twice:
                raise self.error(_twice(str(twice))) from None
            except (RecursionError, ValueError):
                raise self.error("JSON that nests too deep, or has too long a number") from None
            else:
                if end == len(self._text) and not self._ended:
                    self._more()  # it may be a number that goes on
                    continue
                has_halves = _HALF.search(self._text, self._at, end) is not None
                self._go(end)
                return _without_halves(value) if has_halves else value

    def end(self) -> None:
        """See that nothing follows.

        Raises:
            FormatError: Something does.
        """
        if self.next():
            raise self.error(
                "not JSON: there is something after its end; write all items in one list"
            )
