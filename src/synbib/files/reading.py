"""Reading a file with a clear error, and bytes into text."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from synbib.errors import Diagnostic, FileError, SynbibError

__all__ = ["HINT", "STORE_HINT", "decode_utf8", "opened", "own_path", "read_bytes", "stamp"]

HINT: Final = "give the path of a file that exists"
STORE_HINT: Final = "name a BibTeX file, or create refs.bib in this folder"


def own_path(name: str | Path) -> Path:
    """Return the path of a file itself: where a symbolic link leads to, else the path as it is given."""
    path = Path(name)
    return path.resolve() if path.is_symlink() else path


def read_bytes(path: str | Path, hint: str = HINT) -> bytes:
    """Return the bytes of a file.

    Raises:
        FileError: It does not exist or cannot be read; ``hint`` says what to do.
    """
    with opened(path, hint) as file:
        return file.read()


@contextmanager
def opened(path: str | Path, hint: str = HINT) -> Iterator[BinaryIO]:
    """Hold a file open for reading bytes.

    Raises:
        FileError: It does not exist or cannot be read; ``hint`` says what to do.
    """
    try:
        with Path(path).open("rb") as file:
            yield file
    except FileError:
        raise
    except FileNotFoundError:
        raise FileError(f"{path}: no such file; {hint}") from None
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}; {hint}") from None


def stamp(path: str | Path) -> tuple[int, int, int] | None:
    """Return what is another when a file was written; None where there is none."""
    try:
        found = Path(path).stat()
    except (OSError, ValueError):  # ValueError: what no file could be called
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def decode_utf8(data: bytes, name: str) -> str:
    """Return ``data`` as text; a byte order mark stays in it.

    Raises:
        SynbibError: It is not UTF-8; the message has the place of the first bad byte.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").rsplit("\n", 1)
        diagnostic = Diagnostic(
            name,
            data.count(b"\n", 0, error.start) + 1,
            len(before[-1]) + 1,
            "not-utf-8",
            f"not UTF-8: byte 0x{data[error.start]:02x} begins no character",
            "save the file in the encoding UTF-8",
        )
        raise SynbibError.of([diagnostic]) from None
