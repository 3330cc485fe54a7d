"""Records in JSON, however they stand: a line each, in a list, or in a list below ``items``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from synbib.errors import SynbibError
from synbib.formats.data import not_read
from synbib.index.streams import Member, Raw, lines
from synbib.limits import LONGEST_RECORD

__all__ = ["values"]

_READ: Final = 1 << 20  # bytes at once
_BLANK: Final = b" \t\r\n\xef\xbb\xbf"
_DECODER: Final = json.JSONDecoder()


def values(member: Member) -> Iterator[Raw]:
    """Yield the objects of a file, one at a time, and of those that are not JSON the problem.

    Raises:
        SynbibError: Its first record is not JSON, or the list in it does not end; what was yielded before holds.
    """
    start = member.stream.peek(_READ)[:64].lstrip(_BLANK)
    if start.startswith(b"[") or start.replace(b" ", b"").startswith(b'{"items":['):
        yield from _listed(member)
        return
    is_first = True
    for raw in lines(member):
        try:
            found = json.loads(raw.value.lstrip(_BLANK)) if not raw.problem else None
        except (ValueError, RecursionError) as error:
            problem = f"not JSON, or not one record in a line: {not_read(error)}"
            if is_first:
                raise SynbibError(f"{raw.name}:{raw.line}: {problem}; mend the line") from None
            yield raw._replace(value=None, problem=problem)
            continue
        is_first = False
        if raw.problem or isinstance(found, dict):
            yield raw._replace(value=found)


def _listed(member: Member) -> Iterator[Raw]:
    """Yield the objects of the first list in a file; after one that is not JSON, nothing can be read."""
    text = ""
    decoder = _Text(member)
    text = decoder.more(text)
    at = text.index("[") + 1
    line = 1 + text.count("\n", 0, at)
    while True:
        while at < len(text) and text[at] in " \t\r\n,":
            line += text[at] == "\n"
            at += 1
        if at == len(text):
            text, at = decoder.more(""), 0
            if not text:
                raise SynbibError(f"{member.name}: the list does not end; get the file again")
            continue
        if text[at] == "]":
            return
        try:
            found, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            rest = text[at:]
            longer = decoder.more(rest)
            if len(longer) == len(rest) and isinstance(error, json.JSONDecodeError):
                line, problem = line + text.count("\n", at, error.pos), f"not JSON: {error.msg}"
            elif len(longer) == len(rest) or len(rest) > LONGEST_RECORD:
                problem = f"not JSON: {not_read(error)}"
            else:
                text, at = longer, 0
                continue
            yield Raw(member.name, line, None, f"{problem}; nothing is read after it")
            return
        if isinstance(found, dict):
            yield Raw(member.name, line, found)
        line += text.count("\n", at, end)
        at = end


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
