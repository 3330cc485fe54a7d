"""What is worth keeping from one run to the next: one folder of the user's own, of which anything may be lost.

An entry is found by what it was made of, and holds that too, so that it is never taken for another. What is kept may be
code that is run, so that the folder has to be ours alone: a directory and no link, owned by who runs this, with access
for nobody else (mode 0700); the same holds for each file in it. On Windows, where there are no such modes, it lies in
the profile's ``LOCALAPPDATA``, which others may not write by the permissions that Windows gives it.

Where the folder is not so, cannot be made or cannot be written, nothing is kept, and nobody is told: all works without.
``SYNBIB_CACHE=off`` switches it off.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterator
from importlib.util import source_hash
from pathlib import Path
from threading import get_ident
from typing import Final

from synbib.limits import MOST_KEPT

__all__ = ["folder", "is_usable", "read", "write"]

_SWITCH: Final = "SYNBIB_CACHE"
_HASH: Final = len(source_hash(b""))
_SIZE: Final = 8  # bytes of a length
# No symbolic link is followed; Windows would change line breaks.
_FLAGS: Final = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_HAS_OWNERS: Final = hasattr(os, "geteuid")


def folder() -> Path | None:
    """Return the folder, which may not be there yet; ``None`` if nothing is to be kept.

    Sources: the XDG Base Directory Specification (a relative path is ignored), Apple's *File System Programming Guide*
    (``Library/Caches``), Microsoft's *Known Folders* (``LOCALAPPDATA``).
    """
    if os.environ.get(_SWITCH, "").lower() in ("off", "no", "0"):
        return None
    if sys.platform == "win32":
        path = Path(os.environ.get("LOCALAPPDATA", ""), "synbib", "Cache")
        return path if path.is_absolute() else None
    if (given := Path(os.environ.get("XDG_CACHE_HOME", ""))).is_absolute():
        return given / "synbib"
    try:
        home = Path.home()
    except RuntimeError:  # who runs this has none
        return None
    below = Path("Library", "Caches") if sys.platform == "darwin" else Path(".cache")
    return home / below / "synbib" if home.is_absolute() else None


def is_usable() -> bool:
    """Whether the folder is there, and ours alone."""
    path = folder()
    if path is None:
        return False
    try:
        with _opened(path):
            return os.access(path, os.R_OK | os.W_OK)
    except OSError:
        return False


def read(made_of: bytes) -> bytes | None:
    """Return what is kept for ``made_of``; ``None`` if nothing is, or not whole, or not as we left it."""
    path = folder()
    if path is None:
        return None
    try:
        with _opened(path) as inside:
            name = _within(path, _name(made_of))
            file = os.open(name, os.O_RDONLY | _FLAGS, dir_fd=inside)
            with os.fdopen(file, "rb") as opened:
                if not _is_ours(os.fstat(file), stat.S_ISREG):
                    return None
                data = opened.read()
    except (OSError, ValueError):
        return None
    hashed, rest = data[:_HASH], data[_HASH:]
    if hashed != source_hash(rest):
        return None
    begin = _SIZE + int.from_bytes(rest[:_SIZE], "big")
    return rest[begin:] if rest[_SIZE:begin] == made_of else None


def write(made_of: bytes, kept: bytes) -> None:
    """Keep something for ``made_of``, in place of what was kept for it; do nothing where that cannot be."""
    path = folder()
    if path is None:
        return
    rest = len(made_of).to_bytes(_SIZE, "big") + made_of + kept
    with contextlib.suppress(OSError, ValueError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=0o700, exist_ok=True)
        with _opened(path) as inside:
            name = _within(path, _name(made_of))
            temporary = f"{name}.{os.getpid():x}-{get_ident():x}"
            try:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS
                with os.fdopen(os.open(temporary, flags, 0o600, dir_fd=inside), "wb") as opened:
                    opened.write(source_hash(rest) + rest)
                # Whoever reads meanwhile finds the old one or the new one, whole.
                os.replace(temporary, name, src_dir_fd=inside, dst_dir_fd=inside)
            except OSError:
                # It may also be what a process of this number left when it was killed.
                with contextlib.suppress(OSError):
                    os.unlink(temporary, dir_fd=inside)
                raise
            _forget_the_oldest(path)


def _name(made_of: bytes) -> str:
    return f"{source_hash(made_of).hex()}.kept"


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int | None]:
    """Hold the folder open, so that what is done in it is done in the one that was looked at.

    Raises:
        PermissionError: It is not ours alone.
    """
    if not _HAS_OWNERS:
        yield None
        return
    opened = os.open(path, os.O_RDONLY | os.O_DIRECTORY | _FLAGS)
    try:
        if not _is_ours(os.fstat(opened), stat.S_ISDIR):
            raise PermissionError
        yield opened
    finally:
        os.close(opened)


def _within(path: Path, name: str) -> str:
    """Return how a file is named beside the open folder, or where none can be held open."""
    return name if _HAS_OWNERS else str(path / name)


def _is_ours(found: os.stat_result, is_kind: Callable[[int], bool]) -> bool:
    return is_kind(found.st_mode) and (
        not _HAS_OWNERS or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)
    )


def _forget_the_oldest(path: Path) -> None:
    found = [file for file in path.iterdir() if file.is_file()]
    if len(found) > MOST_KEPT:
        found.sort(key=lambda file: file.stat().st_mtime_ns)
        for file in found[: len(found) - MOST_KEPT]:
            file.unlink(missing_ok=True)
