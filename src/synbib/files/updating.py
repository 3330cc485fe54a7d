"""Files read, changed by a function, and written: nothing that another wrote meanwhile is lost.

The function is given what the files hold, and is called without a lock, as it may take long. Then, under the locks, the
files are replaced if they still hold what it was given. If they do not, it is given what they hold now. Other synbibs
wait meanwhile, so that this happens once, and again only where an editor goes on saving.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, Generic, TypeVar

from synbib import lazily
from synbib.errors import SynbibError
from synbib.files.locking import Tell, locked
from synbib.files.reading import HINT, read_bytes
from synbib.files.replacing import Replacement, is_special, leftovers

__all__ = ["Updated", "read_files", "update", "write_atomically"]

T = TypeVar("T")
# What files hold → what some of them are to hold, and a result of the caller's own.
Change = Callable[[Mapping[str, bytes]], tuple[Mapping[str, bytes], T]]

_TRIES: Final = 5


@lazily.dataclass(frozen=True, slots=True)
class Updated(Generic[T]):
    """What an update did.

    Attributes:
        result: What the function returned besides what the files are to hold.
        replaced: The files that were replaced, and what each held; those that are new are not among them.
        backups: Where the old ones were kept.
    """

    result: T
    replaced: Mapping[str, bytes]
    backups: Mapping[str, Path]


def read_files(
    names: Iterable[str], new: Collection[str] = (), hint: str = HINT
) -> dict[str, bytes]:
    """Return what each file holds.

    Args:
        names: The files.
        new: Those that need not exist; they have no place in the result then.
        hint: What to do where one does not exist.

    Raises:
        SynbibError: A file does not exist, or cannot be read.
    """
    return {
        name: read_bytes(name, hint) for name in names if name not in new or os.path.lexists(name)
    }


def update(
    names: Iterable[str],
    change: Change[T],
    *,
    new: Collection[str] = (),
    hint: str = HINT,
    keep: Callable[[str, bytes], bool] = lambda _name, _old: False,
    tell: Tell = lambda _line: None,
) -> Updated[T]:
    """Replace what files hold by what a function makes of it.

    Each file is replaced whole or not at all, and none before all of them are written. Owner, group, permissions and
    symbolic links are kept, as far as the process may.

    Args:
        names: All files that may be written.
        change: Is given file → content, and returns the new content of those that change, with a result that is
            passed on. Called again if a file was changed meanwhile, so it may have no other effect.
        new: The files that need not exist.
        hint: What to do where a file does not exist.
        keep: Is asked, with its name and its content, whether a file is to be kept under another name.
        tell: Is given a line when another process has to be waited for.

    Raises:
        SynbibError: A file cannot be read or written, or is changed again and again. What ``change`` raises is
            passed on.
    """
    names = tuple(dict.fromkeys(names))

    def made() -> tuple[list[Replacement], T]:
        read = read_files(names, new, hint)
        contents, result = change(read)
        replacements = [
            Replacement(name, read.get(name), data)
            for name, data in contents.items()
            if read.get(name) != data
        ]
        return replacements, result

    replacements, result = made()
    left = any(leftovers(Path(os.path.realpath(name))) for name in names)
    if not replacements and not left:
        return Updated(result, {}, {})
    with locked(names, tell):
        _clean(names)
        done: list[Replacement] = []
        for _ in range(_TRIES):
            is_complete = _replace(replacements, keep)
            done += [each for each in replacements if each.committed]
            if is_complete:
                return Updated(
                    result,
                    {each.name: each.old for each in done if each.old is not None},
                    {each.name: each.backup for each in done if each.backup is not None},
                )
            replacements, result = made()
    raise SynbibError(
        f"{', '.join(each.name for each in replacements)}: changed by another program each time that it was to be "
        "written; it is as that left it, try again when it is at rest"
    )


def write_atomically(
    path: str | Path, data: bytes | Iterable[bytes], *, tell: Tell = lambda _line: None
) -> None:
    """Replace what a file holds, whatever that is, or create it: whole, or not at all.

    What is no file, a pipe or a device such as ``/dev/null``, is written to and not replaced.

    Args:
        path: The file.
        data: What it is to hold; in pieces where it is long.
        tell: Is given a line when another process has to be waited for.

    Raises:
        SynbibError: It cannot be written; the file is as it was. What making a piece raises is passed on.
    """
    name = str(path)
    replacement = Replacement(name, None, data)
    if is_special(replacement.target):
        _replace([replacement], lambda _name, _old: False)
        return
    with locked([name], tell):
        _clean([name])
        _replace([replacement], lambda _name, _old: False, whatever_it_holds=True)


def _clean(names: Iterable[str]) -> None:
    """Delete what killed processes left; the locks of the files are held."""
    for name in names:
        for path in leftovers(Path(os.path.realpath(name))):
            try:
                path.unlink()
            except OSError:  # who may not delete it may not write the file either, and that is said
                continue


def _replace(
    replacements: Sequence[Replacement],
    keep: Callable[[str, bytes], bool],
    *,
    whatever_it_holds: bool = False,
) -> bool:
    """Replace files; return whether that was done, and not given up as one of them holds something else by now."""
    written: list[str] = []
    each: Replacement | None = None
    try:
        for each in replacements:
            each.prepare()
        for each in replacements:
            if each.old is not None and keep(each.name, each.old):
                each.keep()
        for each in replacements:
            if not whatever_it_holds and not each.is_current():
                return False
        for each in replacements:
            if not each.commit():
                return False
            written.append(each.name)
    except SynbibError:  # of what makes the pieces
        raise
    except OSError as error:
        assert each is not None
        changed = f"{', '.join(written)} is written already" if written else "nothing was changed"
        raise SynbibError(
            f"{each.name}: cannot be written: {error.strerror or error}; {changed}"
        ) from None
    finally:
        for each in replacements:
            each.finish()
    return True
