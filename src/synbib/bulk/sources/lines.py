"""JSON Lines (jsonlines.org): a record on each line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from synbib.bulk.parts import Part
from synbib.bulk.sources.records import Raw
from synbib.bulk.sources.stretches import Input, Stretch
from synbib.formats.data import not_read
from synbib.limits import LONGEST_RECORD

__all__ = ["TOO_LONG", "cut", "records"]

_MARK: Final = b"\xef\xbb\xbf"

TOO_LONG: Final = f"a record of more than LONGEST_RECORD, {LONGEST_RECORD:,}, bytes"
"""What is said of such a record, which is not read."""


def cut(source: Input, size: int) -> Iterator[Stretch]:
    """Yield an input in stretches of whole lines, each of about so many bytes."""
    stream = source.stream
    start, line, rest = 0, 1, b""
    wanted = size
    while data := stream.read(wanted):
        is_last = len(data) < wanted
        data = rest + data
        at = len(data) if is_last else data.rfind(b"\n") + 1
        if at:
            yield Stretch(start, start + at, line, data[:at])
        start, line, rest = start + at, line + data.count(b"\n", 0, at), data[at:]
        if len(rest) > LONGEST_RECORD:
            end = start + len(rest)
            while (following := stream.readline(size)) and not following.endswith(b"\n"):
                end += len(following)
            end += len(following)
            yield Stretch(start, end, line, problem=TOO_LONG)
            start, line, rest = end, line + 1, b""
        wanted = max(size, len(rest))
    if rest:
        yield Stretch(start, start + len(rest), line, rest)


def records(part: Part) -> Iterator[Raw]:
    """Yield what is on each line that is not blank."""
    assert part.data is not None  # it was read
    for line, data in enumerate(part.data.split(b"\n"), part.line):
        if not data or data.isspace():
            continue
        if len(data) > LONGEST_RECORD:
            yield Raw(line, problem=TOO_LONG)
            continue
        try:
            value: Any = json.loads(data.removeprefix(_MARK) if line == 1 else data)
        except (ValueError, RecursionError) as error:
            why = f"not JSON, or not one record in a line: {not_read(error)}"
            yield Raw(line, problem=why, text=data)
        else:
            yield Raw(line, value, text=data)
