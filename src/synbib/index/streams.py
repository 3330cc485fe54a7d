"""Files as streams of bytes: packed or not, one or an archive of many; nothing of them is held whole."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any, BinaryIO, Final, NamedTuple, cast

from synbib.errors import FileError, SynbibError
from synbib.limits import LONGEST_RECORD

__all__ = [
    "DAMAGED",
    "PACKINGS",
    "Member",
    "Opened",
    "Raw",
    "fingerprint",
    "is_archive",
    "lines",
    "members",
    "opened",
]

PACKINGS: Final[Mapping[bytes, Callable[[BinaryIO], Any]]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\x00": lzma.LZMAFile,
}
"""What a packed file begins with → what unpacks it as it is read."""

DAMAGED: Final = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, tarfile.TarError)
"""What reading a damaged file raises."""

_BUFFER: Final = 1 << 16
_ENDS: Final = 1 << 20  # bytes of a file's beginning and end that tell it from others


class Member(NamedTuple):
    """A file, or one of those in an archive.

    Attributes:
        name: Its name in messages.
        stream: What it holds, unpacked.
    """

    name: str
    stream: io.BufferedReader


class Raw(NamedTuple):
    """A record as it is read, which costs little until it is made a work of.

    Attributes:
        name: The name of the file that it is in.
        line: The line on which it begins, from 1; of a table, the row.
        value: The record, in the form of its kind.
        problem: Why it cannot be read; ``""`` if it can.
    """

    name: str
    line: int
    value: Any = None
    problem: str = ""


class Opened(NamedTuple):
    """A file that is open.

    Attributes:
        members: What is in it, one after the other: each is read before the next is asked for.
        raw: The file itself, of which `tell` says how far it is read.
    """

    members: Iterator[Member]
    raw: BinaryIO


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Hold a file open.

    Raises:
        FileError: It cannot be read.
        SynbibError: What it is packed in is damaged.
    """
    try:
        with path.open("rb") as raw:
            yield Opened(members(str(path), raw), raw)
    except FileNotFoundError:
        raise FileError(f"{path}: no such file; give the path of a file that exists") from None
    except DAMAGED as error:
        raise SynbibError(f"{path}: it is damaged: {error}; get it again") from None
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from None


def members(
    name: str, raw: BinaryIO, packings: Mapping[bytes, Callable[[BinaryIO], Any]] = PACKINGS
) -> Iterator[Member]:
    """Yield what is in a file, unpacked: itself, or if it is called a tar archive, one file after the other.

    Args:
        name: Its name.
        raw: The file.
        packings: See `PACKINGS`.
    """
    if is_archive(name):
        with tarfile.open(fileobj=_unpacked(raw, packings), mode="r|") as archive:
            for member in archive:
                if member.isfile() and (inner := archive.extractfile(member)):
                    yield Member(
                        f"{name}/{member.name}", _unpacked(cast(BinaryIO, inner), packings)
                    )
    else:
        yield Member(name, _unpacked(raw, packings))


def is_archive(name: str) -> bool:
    """Whether a file is called a tar archive."""
    file = PurePath(name).name.lower()
    return ".tar" in file or file.endswith(".tgz")


def _unpacked(
    stream: BinaryIO, packings: Mapping[bytes, Callable[[BinaryIO], Any]]
) -> io.BufferedReader:
    buffered = (
        stream
        if hasattr(stream, "peek")
        else io.BufferedReader(cast(io.RawIOBase, stream), _BUFFER)
    )
    assert isinstance(buffered, io.BufferedReader)
    start = buffered.peek(max(map(len, packings)))
    for sign, unpacking in packings.items():
        if start.startswith(sign):
            return io.BufferedReader(cast(io.RawIOBase, unpacking(buffered)), _BUFFER)
    return buffered


def lines(member: Member) -> Iterator[Raw]:
    """Yield the lines that are not blank, as bytes; of one that is longer than any record, the problem."""
    number = 0
    while line := member.stream.readline(LONGEST_RECORD + 1):
        number += 1
        if len(line) > LONGEST_RECORD:
            while line and not line.endswith(b"\n"):
                line = member.stream.readline(LONGEST_RECORD)
            yield Raw(member.name, number, None, f"a record of more than {LONGEST_RECORD:,} bytes")
        elif not line.isspace():
            yield Raw(member.name, number, line)


def fingerprint(path: Path) -> str:
    """Return what a file is recognised by: its size, and what it begins and ends with.

    Raises:
        FileError: It cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            hashed = hashlib.blake2b(file.read(_ENDS), digest_size=16)
            file.seek(max(0, size - _ENDS))
            hashed.update(file.read(_ENDS))
    except FileNotFoundError:
        raise FileError(f"{path}: no such file; give the path of a file that exists") from None
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from None
    return f"{size}-{hashed.hexdigest()}"
