"""Files wherever they are: paths of this machine, and URLs that fsspec knows, such as ``s3://bucket/works``.

Paths are read and written without fsspec. A file is written whole or not at all: beside its place and then moved
there, or on an object store by one upload, which is nothing until it has ended.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from functools import wraps
from pathlib import Path
from stat import S_ISREG
from tempfile import mkdtemp
from typing import Any, BinaryIO, Final, ParamSpec, TypeVar, cast
from urllib.parse import urlsplit
from urllib.request import url2pathname

from synbib.errors import FileError, SynbibError
from synbib.extras import needed
from synbib.files.reading import HINT

__all__ = [
    "TEMPORARY",
    "changed",
    "exists",
    "folder",
    "is_file",
    "is_folder",
    "joined",
    "names",
    "open_read",
    "path_of",
    "put",
    "remove",
    "size",
    "write_atomically",
]

_P = ParamSpec("_P")
_T = TypeVar("_T")

TEMPORARY: Final = ".*.part"
"""The pattern of the names that files have while they are written; what a killed process left has one of them."""

_BUFFER: Final = 1 << 16
_PAUSES: Final = (1.0, 10.0)  # seconds before what failed on another machine is tried again
# Where a file is there when its upload has ended, and to move one is to copy it.
_OBJECT_STORES: Final = frozenset(["abfs", "abfss", "az", "gcs", "gs", "oci", "oss", "s3", "s3a"])


def path_of(url: str) -> Path | None:
    """Return the path of a file of this machine, given as one or as ``file:`` URL; None for another URL.

    Args:
        url: ``~`` at its beginning is the user's own folder.
    """
    if url.startswith("file://"):
        return Path(url2pathname(urlsplit(url).path))
    if "://" in url:
        return None
    try:
        return Path(url).expanduser()
    except RuntimeError:  # there is no such user: it is the name of a file
        return Path(url)


# --- other machines -----------------------------------------------------------------------------------------


def _remote(url: str) -> tuple[Any, str]:
    """Return the file system of a URL, and the path in it.

    Raises:
        SynbibError: fsspec is not installed, or what it needs for this one.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise SynbibError(f"{url}: {needed('to read and write URLs', 'bulk')}") from None
    try:
        found: tuple[Any, str] = url_to_fs(url)
    except (ImportError, ValueError) as error:
        # fsspec names the package: "Install s3fs to access S3".
        raise SynbibError(f"{url}: {error}; fsspec reaches files there by a package") from None
    # What other processes have written since is not in what it remembers of folders.
    found[0].invalidate_cache()
    return found


def _told(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function on a file, the first argument, of which errors of the system name that and what to do.

    What fails on another machine is tried again some times: it may be the way there.
    """

    @wraps(function)
    def telling(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        is_here = path_of(str(args[0])) is not None
        pauses = iter(() if is_here else _PAUSES)
        while True:
            try:
                return function(*args, **kwargs)
            except SynbibError:
                raise
            except FileNotFoundError:
                raise FileError(f"{args[0]}: no such file; {HINT}") from None
            except Exception as error:
                # Packages that fsspec reaches other machines by have errors of their own.
                if is_here and not isinstance(error, OSError):
                    raise
                pause = None if isinstance(error, PermissionError) else next(pauses, None)
                if pause is None:
                    why = getattr(error, "strerror", None) or error
                    raise FileError(f"{args[0]}: cannot be read or written: {why}") from None
            time.sleep(pause)

    return telling


# --- what is there ------------------------------------------------------------------------------------------


@_told
def size(url: str) -> int:
    """Return how many bytes a file has.

    Raises:
        FileError: There is none.
    """
    if (path := path_of(url)) is not None:
        return path.stat().st_size
    files, inner = _remote(url)
    return int(files.size(inner) or 0)


@_told
def changed(url: str) -> int | None:
    """Return when a file of this machine was changed, in nanoseconds; None of one elsewhere.

    Raises:
        FileError: There is none.
    """
    path = path_of(url)
    return None if path is None else path.stat().st_mtime_ns


@_told
def exists(url: str) -> bool:
    """Whether there is a file or a folder."""
    if (path := path_of(url)) is not None:
        return path.exists()
    files, inner = _remote(url)
    return bool(files.exists(inner))


@_told
def is_file(url: str) -> bool:
    """Whether there is a file: no folder, no pipe and no device.

    Raises:
        FileError: There is nothing.
    """
    if (path := path_of(url)) is not None:
        return S_ISREG(path.stat().st_mode)
    files, inner = _remote(url)
    return bool(files.isfile(inner))


@_told
def is_folder(url: str) -> bool:
    """Whether there is a folder."""
    if (path := path_of(url)) is not None:
        return path.is_dir()
    files, inner = _remote(url)
    return bool(files.isdir(inner))


def joined(url: str, *parts: str) -> str:
    """Return the path or URL of what is in a folder."""
    if (path := path_of(url)) is not None:
        return str(path.joinpath(*parts))
    return "/".join([url.rstrip("/"), *parts])


@_told
def names(url: str, pattern: str = "*") -> list[str]:
    """Return the names of what is in a folder, sorted; none if there is no such folder.

    Args:
        url: The folder.
        pattern: That of a shell, which also ``.`` at the beginning of a name fits.
    """
    if (path := path_of(url)) is not None:
        found = [each.name for each in path.iterdir()] if path.is_dir() else []
    else:
        files, inner = _remote(url)
        try:
            found = [each.rstrip("/").rpartition("/")[2] for each in files.ls(inner, detail=False)]
        except FileNotFoundError:
            found = []
    return sorted(name for name in found if fnmatchcase(name, pattern))


@_told
def folder(url: str) -> None:
    """Make a folder, and those that it is in, where they are not there."""
    if (path := path_of(url)) is not None:
        path.mkdir(parents=True, exist_ok=True)
    else:
        files, inner = _remote(url)
        files.makedirs(inner, exist_ok=True)


@_told
def remove(url: str) -> None:
    """Delete a file or a folder with all that is in it; nothing is said where there is none."""
    if (path := path_of(url)) is not None:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        return
    files, inner = _remote(url)
    with suppress(FileNotFoundError):
        files.rm(inner, recursive=True)


# --- reading and writing ------------------------------------------------------------------------------------


@_told
def open_read(url: str) -> BinaryIO:
    """Return a file, open for reading; of another machine it is read by and by.

    Raises:
        FileError: It cannot be read.
        SynbibError: What reaches it is not installed.
    """
    if (path := path_of(url)) is not None:
        return path.open("rb", _BUFFER)
    files, inner = _remote(url)
    return cast(BinaryIO, files.open(inner, "rb"))


@contextmanager
def write_atomically(url: str) -> Iterator[BinaryIO]:
    """Hold a file open for writing, which is there when all is written, and not before.

    Raises:
        FileError: It cannot be written. What the block raises is passed on, and nothing is written then.
    """
    path = path_of(url)
    with _beside(path) if path is not None else _temporary() as temporary:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            if path is not None:
                os.fsync(file.fileno())
        if path is not None:
            _move(url, temporary, path)
        else:
            put(temporary, url)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Give the name of a file in the same folder, which is gone afterwards."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    try:
        yield temporary
    except OSError as error:
        if isinstance(error, SynbibError):
            raise
        raise FileError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def _temporary() -> Iterator[Path]:
    """Give the name of a file of this machine, which is gone afterwards."""
    inside = Path(mkdtemp(prefix="synbib-"))
    try:
        yield inside / "file"
    finally:
        shutil.rmtree(inside, ignore_errors=True)


def _move(url: str, temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise FileError(f"{url}: cannot be written: {error.strerror or error}") from None


def put(path: Path, url: str) -> None:
    """Bring a file of this machine to its place, whole or not at all; it may be gone from where it was.

    Args:
        path: The file.
        url: Its place.
    """
    _fill(url, path)


@_told
def _fill(url: str, path: Path) -> None:
    if (target := path_of(url)) is not None:
        with _beside(target) as temporary:
            shutil.move(path, temporary)
            _move(url, temporary, target)
        return
    files, inner = _remote(url)
    if _OBJECT_STORES.isdisjoint(
        (files.protocol,) if isinstance(files.protocol, str) else files.protocol
    ):
        before, _, name = inner.rpartition("/")
        temporary_name = f"{before}/.{name}.{os.urandom(6).hex()}.part"
        try:
            files.put_file(str(path), temporary_name)
            files.mv(temporary_name, inner)
        finally:
            with suppress(Exception):
                files.rm_file(temporary_name)
    else:
        files.put_file(str(path), inner)
