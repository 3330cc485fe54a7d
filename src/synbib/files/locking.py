"""A lock for each file that is written: of several synbibs, one at a time writes it.

The locks are empty files in a folder of the user's own, away from the files that they are for. Who has one open has the
lock, and the system gives it back when the process ends, however that ends. A lock holds between processes of one user
on one machine; who writes without it, such as an editor, is noticed by what the file holds: see `updating`.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from synbib.errors import SynbibError

if TYPE_CHECKING:
    from filelock import FileLock

__all__ = ["Tell", "fingerprint", "held", "locked"]

Tell = Callable[[str], None]

_SAY_AFTER: Final = 1.0  # seconds of waiting
_PATIENCE: Final = 300.0  # seconds


def fingerprint(target: Path) -> str:
    """Return what a file is known by: one for all its names, those through symbolic links and in other capitals too."""
    import hashlib

    name = os.path.realpath(target).casefold()
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@contextlib.contextmanager
def locked(names: Iterable[str], tell: Tell) -> Iterator[None]:
    """Hold the locks of files.

    Args:
        names: The files; they need not exist.
        tell: Is given a line when another process has to be waited for, and when there can be not a lock.

    Raises:
        SynbibError: Another process does not give a lock back.
    """
    # In one order for all processes, so that no two wait for each other.
    wanted = sorted({fingerprint(Path(name)): name for name in names}.items())
    with ExitStack() as stack:
        for lock, name in wanted:
            stack.enter_context(_lock(lock, name, tell))
        yield


@contextlib.contextmanager
def held(name: str, otherwise: str) -> Iterator[None]:
    """Hold the lock of a folder or of a file for long, so that nobody is kept waiting for it.

    Args:
        name: What is locked; it need not exist.
        otherwise: What is said where another process holds it.

    Raises:
        SynbibError: Another process does.
    """
    from filelock import Timeout

    def acquire(lock: FileLock) -> None:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise SynbibError(f"{name}: {otherwise}") from None

    with _acquired(fingerprint(Path(name)), acquire):
        yield


@contextlib.contextmanager
def _lock(lock: str, name: str, tell: Tell) -> Iterator[None]:
    from filelock import Timeout

    def acquire(file: FileLock) -> None:
        try:
            file.acquire(timeout=_SAY_AFTER)
        except Timeout:
            tell(f"{name}: another synbib writes it; waiting for that")
        else:
            return
        try:
            file.acquire(timeout=_PATIENCE)
        except Timeout:
            raise SynbibError(
                f"{name}: another synbib has been writing it for {_PATIENCE:.0f} seconds, with the lock "
                f"{file.lock_file}; end that one, or try again later"
            ) from None

    with _acquired(lock, acquire) as is_held:
        if not is_held:
            tell(
                f"{name}: there is no place for a lock; let no other synbib write this file meanwhile"
            )
        yield


@contextlib.contextmanager
def _acquired(name: str, acquire: Callable[[FileLock], None]) -> Iterator[bool]:
    """Hold a lock in the first folder in which one can be, and give whether there is such a folder."""
    # Half of what a small command takes to start: only who writes needs it.
    from filelock import FileLock

    for folder in _folders():
        lock = FileLock(folder / f"{name}.lock")
        try:
            _make_private(folder)
            acquire(lock)
        except OSError:
            continue
        try:
            yield True
        finally:
            lock.release()
        return
    yield False


def _folders() -> Iterator[Path]:
    """Yield where locks may be, the best place first: local, and the same for all processes of the user.

    Not ``TMPDIR``: a batch system or a development shell has one of its own, and two processes would not meet.
    """
    if hasattr(os, "getuid"):
        yield Path(f"/tmp/synbib-{os.getuid()}")
    else:
        import tempfile

        yield Path(tempfile.gettempdir(), "synbib")
    with contextlib.suppress(RuntimeError):  # the user has no home
        yield Path.home() / ".cache" / "synbib"


def _make_private(folder: Path) -> None:
    """Make a folder that nobody else can write to.

    Raises:
        OSError: It cannot be made, or is another's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    if (
        not stat.S_ISDIR(found.st_mode)
        or not mine
        or (os.name == "posix" and found.st_mode & 0o022)
    ):
        raise PermissionError(13, "not a private folder", str(folder))
