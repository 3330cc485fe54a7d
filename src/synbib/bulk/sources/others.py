"""The formats of other programs, RIS and all else that `synbib.formats` reads: each file of them is one part."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from synbib import formats
from synbib.bulk.parts import Part
from synbib.bulk.sources.records import Raw
from synbib.bulk.sources.stretches import Input, Stretch, damage
from synbib.bulk.storage import open_read
from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.opening import keyed

__all__ = ["cut", "records"]


def cut(source: Input, _size: int) -> Iterator[Stretch]:
    """Yield an input as one stretch."""
    data = source.stream.read()
    if data.strip():
        yield Stretch(0, len(data), 1, data)


def records(format: str, part: Part) -> Iterator[Raw]:
    """Yield the works of a file as items, each with a key of its own; after what is broken nothing can be read.

    Args:
        format: Its format, of `synbib.formats.FORMATS`.
        part: The file.
    """
    lines: list[int] = []

    def works(file: BinaryIO) -> Iterator[Incoming]:
        for work in formats.stream(file, format, part.input):
            lines.append(work.line)
            yield work

    with _opened(part) as file:
        try:
            for entry in keyed(works(file)):
                yield Raw(lines.pop(), {**entry.csl})
        except (SynbibError, OSError) as error:
            yield Raw(0, problem=f"{damage(error)}; nothing is read after it")


def _opened(part: Part) -> BinaryIO:
    return open_read(part.input) if part.data is None else io.BytesIO(part.data)
