"""What is in an input, packed or not, and the stretches of whole records that it is cut into as it is read."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any, BinaryIO, Final, NamedTuple

from synbib.bulk.arrow import pa
from synbib.bulk.storage import open_read
from synbib.index.streams import DAMAGED, PACKINGS, members

__all__ = ["Input", "Stretch", "damage", "inputs_in"]

_AT_ONCE: Final = 1 << 14  # so many bytes before the place of a damage zstd loses at most


class Stretch(NamedTuple):
    """Whole records of an input.

    Attributes:
        start: The byte on which it begins, unpacked; of Parquet the row group.
        end: That on which it ends, not included.
        line: The line on which it begins, from 1; of Parquet the row.
        data: What it holds, in UTF-8; empty if whoever reads it goes to its place.
        context: See `synbib.bulk.parts.Part`.
        problem: Why it cannot be read; ``""`` if it can.
    """

    start: int
    end: int
    line: int
    data: bytes = b""
    context: str = ""
    problem: str = ""


class Input(NamedTuple):
    """A file, or one of those in an archive.

    Attributes:
        name: Its name in messages, and where it is if it is no archive's.
        stream: What it holds, unpacked.
        again: Holds that open anew, from the beginning; not of what is in an archive.
        position: Returns how many bytes of the file, or of the archive, are read.
    """

    name: str
    stream: io.BufferedReader
    again: Callable[[], AbstractContextManager[io.BufferedReader]]
    position: Callable[[], int]

    @property
    def beginning(self) -> bytes:
        """What it begins with, which is read all the same afterwards."""
        return self.stream.peek()

    @property
    def is_packed(self) -> bool:
        """Whether what is read is not what stands in the file."""
        return isinstance(self.stream.raw, _Unpacked)

    @property
    def damage(self) -> str:
        """Why it ended, once it has been read; ``""`` if that was its end."""
        raw = self.stream.raw
        return raw.problem if isinstance(raw, _Unpacked) else ""


class _Unpacked(io.RawIOBase):
    """A stream that ends where it is damaged.

    Attributes:
        problem: Why it ended; ``""`` if that was its end.
    """

    def __init__(self, source: Any) -> None:
        self._source = source
        self.problem = ""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data: bytes = self._source.read1(min(len(buffer), _AT_ONCE))
        except (*DAMAGED, OSError) as error:
            self.problem = f"the file is damaged from here on: {damage(error)}; get it again"
            return 0
        buffer[: len(data)] = data
        return len(data)


def _zstd(stream: BinaryIO) -> Any:
    return pa.CompressedInputStream(pa.PythonFile(stream, mode="r"), "zstd")


def _ending(unpacking: Callable[[BinaryIO], Any], stream: BinaryIO) -> Any:
    return _Unpacked(unpacking(stream))


_PACKINGS: Final = {
    sign: partial(_ending, unpacking)
    for sign, unpacking in {**PACKINGS, b"\x28\xb5\x2f\xfd": _zstd}.items()
}


def damage(error: Exception) -> Exception:
    """Return an error that reading raised, if it is one of what is read.

    Raises:
        OSError: It is one of the system instead, as when a connection breaks, and next time all may be well.
    """
    is_broken_off = isinstance(error, ConnectionError | TimeoutError)
    if isinstance(error, OSError) and (is_broken_off or error.errno is not None):
        raise error
    return error


def inputs_in(url: str) -> Iterator[Input]:
    """Yield what is in a file: itself, or one file of an archive after the other; each is read before the next.

    Raises:
        FileError: It cannot be read.
        One of `DAMAGED`: An archive is damaged.
    """
    with open_read(url) as raw:
        for member in members(url, raw, _PACKINGS):
            yield Input(member.name, member.stream, partial(_reopened, url), raw.tell)


@contextmanager
def _reopened(url: str) -> Iterator[io.BufferedReader]:
    """Hold open what is in a file that is no archive."""
    with open_read(url) as raw:
        yield next(members(url, raw, _PACKINGS)).stream
