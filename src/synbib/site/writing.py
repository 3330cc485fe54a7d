"""The files of a site, put into a folder: no other file there is changed or taken away."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError

__all__ = ["MANIFEST", "Written", "files_of", "write"]

# What the files begin with that are not part of the site.
_OURS: Final = ".synbib-site"

MANIFEST: Final = f"{_OURS}.json"
"""The file that names what synbib wrote into the folder."""


@lazily.dataclass(frozen=True, slots=True)
class Written:
    """What became of a folder.

    Attributes:
        files: How many files the site has.
        changed: The paths of those that were written, as they were not there or held something else.
        removed: The paths of those that an earlier build wrote, and the site no longer has.
    """

    files: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def write(
    folder: str, files: Iterable[tuple[str, bytes]], *, force: bool = False, dry: bool = False
) -> Written:
    """Write a site into a folder.

    Each file is replaced whole, and only if it holds something else. What an earlier build wrote there and this one
    does not is taken away; nothing else is.

    Args:
        folder: The folder; it is made if it is not there.
        files: Path, from the folder, and bytes of each file.
        force: Whether a folder may hold other files. Of these, one that is in the way is replaced.
        dry: Whether to write nothing, and only say what would be done.

    Raises:
        SynbibError: The folder holds files that synbib did not write, or one of them cannot be written.
    """
    root = Path(folder)
    before = files_of(root)
    if not force:
        _refuse_foreign(root, before)
    made = dict(files)
    if dry:
        stale = tuple(path for path, data in made.items() if not _holds(root / path, data))
        gone = tuple(path for path in sorted(before - made.keys()) if (root / path).is_file())
        return Written(len(made), stale, gone)
    try:
        # What it will hold is said first: a build that is broken off leaves nothing that the next one does not know.
        root.mkdir(parents=True, exist_ok=True)
        _say(root, before | made.keys())
        # Before anything is put there: what goes may be in the way, as a file where a folder is to be, or as the same
        # name in another letter case, which many file systems take for the same file.
        removed = [path for path in sorted(before - made.keys()) if _remove(root, path)]
        for parent in dict.fromkeys((root / path).parent for path in made):
            _make_folder(root, parent)
        changed = [path for path, data in made.items() if _put(root, path, data)]
        _say(root, made.keys())
    except OSError as error:
        raise SynbibError(f"{folder}: cannot be written: {error.strerror}") from None
    return Written(len(made), tuple(changed), tuple(removed))


def _make_folder(root: Path, folder: Path) -> None:
    """Make a folder below the root.

    Raises:
        SynbibError: A link leads from there to elsewhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise SynbibError(f"{folder}: leads out of the site's folder; remove the link")


def _put(root: Path, path: str, data: bytes) -> bool:
    """Make a file hold some bytes, whole or not at all; return whether it held something else.

    A link is replaced, not followed: it may lead to a file of the user's.
    """
    target = root / path
    if _holds(target, data):
        return False
    # Without a wait for the disk at each of thousands of files, which can be made anew.
    new = root / f"{_OURS}-{os.getpid()}.tmp"
    new.write_bytes(data)
    new.replace(target)
    return True


def _holds(target: Path, data: bytes) -> bool:
    return target.is_file() and not target.is_symlink() and target.read_bytes() == data


def _say(root: Path, paths: Iterable[str]) -> None:
    data = json.dumps({"files": sorted(paths)}, ensure_ascii=False, indent=1).encode() + b"\n"
    _put(root, MANIFEST, data)


def files_of(root: Path) -> frozenset[str]:
    """Return the paths, from a site's folder, that synbib wrote there.

    Raises:
        SynbibError: What names them cannot be read, or names what is outside of the folder.
    """
    path = root / MANIFEST
    try:
        data = path.read_bytes() if path.is_file() else b'{"files": []}'
        files = json.loads(data)["files"]
        found = frozenset(files)
        is_sound = isinstance(files, list) and all(map(_is_inside, found))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        is_sound = False
    if not is_sound:
        raise SynbibError(f"{path}: is not what synbib wrote; remove it, and give --force")
    return found


def _is_inside(path: object) -> bool:
    """Whether what a manifest names is a file below the folder: it may have come with a clone."""
    return (
        isinstance(path, str)
        and bool(path)
        and path.isprintable()
        and not any(part in ("", ".", "..", ".git") for part in path.split("/"))
        and not any(char in path for char in "\\:")
    )


def _refuse_foreign(root: Path, known: frozenset[str]) -> None:
    if not root.exists():
        return
    if not root.is_dir():
        raise SynbibError(f"{root}: is not a folder; name another with -o")
    for name in _files_below(root):
        if not name.startswith(_OURS) and name not in known:
            raise SynbibError(
                f"{root}: holds {name}, which synbib did not write; name an empty folder with -o, or give --force"
            )


def _files_below(root: Path) -> Iterator[str]:
    """Yield the path of each file, folder by folder, in order: the first may be enough, and the folder a home."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        yield from (Path(folder, name).relative_to(root).as_posix() for name in sorted(names))


def _remove(root: Path, path: str) -> bool:
    """Take a file away, and the folders that are empty then; return whether it was there."""
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()) or not target.is_file():
        return False
    target.unlink()
    for parent in target.relative_to(root).parents:
        if parent == Path() or any((root / parent).iterdir()):
            break
        (root / parent).rmdir()
    return True
