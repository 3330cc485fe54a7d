"""Records in JSON, however they stand: a line each, in a list, or in a list below ``items``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from synbib.errors import SynbibError
from synbib.index.streams import Member, lines
from synbib.limits import LONGEST_RECORD

__all__ = ["values"]

_READ: Final = 1 << 20  # bytes at once
_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_ITEMS: Final = "items"
_DECODER: Final = json.JSONDecoder()


def values(member: Member) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file, one at a time.

    Raises:
        SynbibError: It is not JSON; what was yielded before holds.
    """
    start = member.stream.peek(_READ)[:64].lstrip(_BLANK)
    if start.startswith(b"[") or start.replace(b" ", b"").startswith(b'{"items":['):
        yield from _listed(member)
        return
    for number, line in lines(member):
        try:
            found = json.loads(line.lstrip(_BLANK))
        except (ValueError, RecursionError) as error:
            raise SynbibError(
                f"{member.name}:{number}: not JSON, or not one record in a line: {error}; mend the line"
            ) from None
        if isinstance(found, dict):
            yield found


def _listed(member: Member) -> Iterator[dict[str, Any]]:
    """Yield the objects of the first list in a file."""
    text = ""
    decoder = _Text(member)
    text = decoder.more(text)
    at = text.index("[") + 1
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            at += 1
        if at == len(text):
            text, at = decoder.more(""), 0
            if not text:
                raise SynbibError(f"{member.name}: the list does not end; get the file again")
            continue
        if text[at] == "]":
            return
        try:
            found, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            rest = text[at:]
            longer = decoder.more(rest)
            if len(longer) == len(rest) or len(rest) > LONGEST_RECORD:
                raise SynbibError(
                    f"{member.name}: not JSON after {decoder.done - len(rest):,} characters: {error}"
                ) from None
            text, at = longer, 0
            continue
        if isinstance(found, dict):
            yield found


class _Text:
    """A stream of bytes as text, read on by and by."""

    def __init__(self, member: Member) -> None:
        import codecs

        self._stream = member.stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self.done = 0

    def more(self, text: str) -> str:
        """Return a text with as much again: a long value is not tried again and again."""
        data = self._stream.read(max(_READ, len(text)))
        following = self._decoder.decode(data, not data)
        self.done += len(following)
        return text + following
