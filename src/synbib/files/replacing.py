"""One file replaced by a new one, which has its owner, its permissions and its name.

The new file is written beside the old one and renamed over it, so that a reader and a crash find the old one or the
new one, whole. Its name meanwhile tells which file it is for: what a killed process left is found by it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.files.locking import fingerprint
from synbib.files.reading import own_path

__all__ = ["Replacement", "is_special", "leftovers"]

_TEMPORARY: Final = lazily.pattern(r"\.synbib-([0-9a-f]{16})-[0-9a-f]{8}\.tmp")


def is_special(target: Path) -> bool:
    """Whether a path is a pipe, a device or the like, which is written to and not replaced."""
    try:
        return target.exists() and not target.is_file() and not target.is_dir()
    except OSError:  # the name is too long for one: that is told where it is written to
        return False


def leftovers(target: Path) -> list[Path]:
    """Return the temporary files that killed processes left of a file; or live ones, if its lock is not held."""
    mine = fingerprint(target)
    try:
        found = [(path, _TEMPORARY.fullmatch(path.name)) for path in target.parent.iterdir()]
    except OSError:
        return []
    return [path for path, match in found if match and match[1] == mine]


# Device, inode, size and time of a file, empty if there is none: what changes when it is written.
_Identity = tuple[int, ...]


def _identity(target: Path) -> _Identity:
    try:
        found = target.stat()
    except FileNotFoundError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


class Replacement:
    """A file that is to hold something else.

    Args:
        name: The file as the user gave it; symbolic links are followed.
        old: What it held when it was read; ``None`` if it did not exist.
        new: What it is to hold; in pieces where it is long.

    Attributes:
        backup: Where the old file is kept, if it is.
        committed: Whether the new one is in its place.
    """

    def __init__(self, name: str, old: bytes | None, new: bytes | Iterable[bytes]) -> None:
        self.name = name
        self.target = Path(os.path.realpath(name))
        self.old = old
        self.new = (new,) if isinstance(new, bytes) else new
        self.backup: Path | None = None
        self._seen: _Identity | None = None
        self.committed = False
        # Chosen before it exists: whatever interrupts, it is known what is to be deleted.
        temporary = f".synbib-{fingerprint(self.target)}-{os.urandom(4).hex()}.tmp"
        self._temporary = self.target.with_name(temporary)

    def prepare(self) -> None:
        """Write the new file beside the old one, down to the disk.

        Raises:
            OSError: It cannot be written, or the old one must not be.
        """
        if is_special(self.target):
            return
        exists = self.target.exists()
        if exists and not os.access(self.target, os.W_OK):
            raise PermissionError(13, "Permission denied")
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        # Until it has the permissions of the old one, it is nobody else's.
        with os.fdopen(os.open(self._temporary, flags, 0o600 if exists else 0o666), "wb") as file:
            file.writelines(self.new)
            file.flush()
            if exists:
                _copy_metadata(self.target, self._temporary)
            os.fsync(file.fileno())

    def is_current(self) -> bool:
        """Whether the file still holds what it did when it was read."""
        if is_special(self.target):
            return True
        self._seen = _identity(self.target)
        try:
            return self.target.read_bytes() == self.old
        except FileNotFoundError:
            return self.old is None

    def keep(self) -> None:
        """Keep the old file under another name: ``.bak``, ``.bak2``, whichever is free.

        Raises:
            OSError: It cannot be kept.
        """
        beside = own_path(self.name)
        number = 1
        while self.backup is None:
            path = beside.with_name(f"{beside.name}.bak{number if number > 1 else ''}")
            try:
                with path.open("xb") as file:
                    self.backup = path
                    file.write(self.old or b"")
                    file.flush()
                    os.fsync(file.fileno())
                _copy_metadata(self.target, path)
            except FileExistsError:
                number += 1

    def commit(self) -> bool:
        """Put the new file in the place of the old one; return whether that was still the one that was looked at.

        Reading a big file takes a while, in which an editor may save: so it is looked whether that was done.

        Raises:
            OSError: It cannot be put there.
        """
        if is_special(self.target):
            with self.target.open("wb") as file:
                file.writelines(self.new)
        elif self._seen is not None and self._seen != _identity(self.target):
            return False
        else:
            self._temporary.replace(self.target)
        self.committed = True
        return True

    def finish(self) -> None:
        """Delete what a replacement that was not committed leaves, and see that one that was is on the disk."""
        if is_special(self.target):
            return
        if self.committed:
            # Not everywhere can a folder be opened.
            with contextlib.suppress(OSError):
                folder = os.open(self.target.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)
            return
        for path in (self._temporary, self.backup):
            if path is not None:
                with contextlib.suppress(OSError):
                    path.unlink()


def _copy_metadata(old: Path, new: Path) -> None:
    """Give a file the owner, the group, the extended attributes (access lists) and the permissions of another.

    As far as the process may: only the administrator can give a file to another.
    """
    found = old.stat()
    if hasattr(os, "chown"):
        try:
            os.chown(new, found.st_uid, found.st_gid)
        except OSError:
            with contextlib.suppress(OSError):
                os.chown(new, -1, found.st_gid)
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(old):
                with contextlib.suppress(OSError):
                    os.setxattr(new, name, os.getxattr(old, name))
    # Last, as a change of the owner takes permissions away.
    new.chmod(found.st_mode & 0o7777)
