"""Files of the user's: read with a clear error, replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from synbib.errors import Diagnostic, SynbibError

__all__ = ["decode_utf8", "read_bytes", "write_atomically"]


def read_bytes(path: str | Path, hint: str = "give the path of a file that exists") -> bytes:
    """Return the bytes of a file.

    Raises:
        SynbibError: It does not exist or cannot be read; ``hint`` says what to do.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise SynbibError(f"{path}: no such file; {hint}") from None
    except OSError as error:
        raise SynbibError(f"{path}: cannot be read: {error.strerror}; {hint}") from None


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


def write_atomically(path: str | Path, data: bytes) -> None:
    """Replace the content of a file, or create it: whole, or not at all.

    The new content is written beside the file, flushed to the disk and renamed over it. Permissions are kept and
    symbolic links followed. What is no file, a pipe or a device such as ``/dev/null``, is written to and not replaced.

    Raises:
        SynbibError: It cannot be written; the file is as it was.
    """
    target = Path(os.path.realpath(path))
    temporary: Path | None = None
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
            return
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
        raise SynbibError(
            f"{path}: cannot be written: {error.strerror}; nothing was changed"
        ) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
