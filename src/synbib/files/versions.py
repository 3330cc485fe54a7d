"""Version control: whether a file can be had back from it, and how; and what a file held before.

That a folder is under version control says little: a file may not be tracked, or hold what was never committed. So what
the version control has of the file is compared with what the file held.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.files.reading import own_path

__all__ = ["file_at", "way_back"]

_TIMEOUT: Final = 10  # seconds


@lazily.dataclass(frozen=True, slots=True)
class _System:
    """A version control system.

    Attributes:
        marker: What the top folder of a working copy holds.
        committed: Commands that print the file as the system has it, run in the file's folder. None of them runs what
            the settings of the working copy name: that may come from a stranger.
        back: The command that brings it back.
        environment: What keeps such settings and the network out.
    """

    marker: str
    committed: Sequence[Sequence[str]]
    back: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)


def _blob(version: str) -> tuple[str, ...]:
    """Return the command that prints what git has under a name."""
    return ("git", "-c", "core.fsmonitor=false", "cat-file", "blob", version)


_GIT: Final = _System(
    ".git",
    # As it is staged, which is what comes back, and as it is committed.
    (_blob(":./{}"), _blob("HEAD:./{}")),
    ("git", "restore", "{}"),
    {"GIT_NO_LAZY_FETCH": "1"},
)
_SYSTEMS: Final = (
    _GIT,
    _System(
        ".hg",
        (("hg", "cat", "-r", ".", "--", "{}"),),
        ("hg", "revert", "{}"),
        {"HGPLAIN": "1", "HGRCSKIPREPO": "1"},
    ),
    _System(".svn", (("svn", "cat", "-r", "BASE", "--", "{}@"),), ("svn", "revert", "{}")),
    _System(
        ".jj",
        (("jj", "--ignore-working-copy", "--no-pager", "file", "show", "-r", "@-", "--", "{}"),),
        ("jj", "restore", "{}"),
    ),
)


def way_back(name: str, old: bytes) -> str | None:
    """Return the command that brings a file back as it was, ``None`` if no version control has it so.

    Args:
        name: The file.
        old: What it held.
    """
    import shlex

    target = Path(os.path.realpath(name))
    system = _found(target.parent)
    if system is None:
        return None
    for command in system.committed:
        if _printed(_filled(command, target.name), target.parent, system.environment) != old:
            return None
    return shlex.join(_filled(system.back, str(own_path(name))))


def file_at(name: str, revision: str) -> bytes | None:
    """Return what a file held at a revision of git; nothing if it was not there yet, ``None`` without such a revision.

    Args:
        name: The file.
        revision: What git calls it: ``HEAD~3``, ``v1.0``, ``main@{yesterday}``.
    """
    target = Path(os.path.realpath(name))
    # What begins with a hyphen would be an option of git's.
    if revision.startswith("-") or _found(target.parent) is not _GIT:
        return None
    blob = _filled(_blob(f"{revision}:./{{}}"), target.name)
    held = _printed(blob, target.parent, _GIT.environment)
    if held is None:
        tree = ("git", "cat-file", "-e", f"{revision}^{{tree}}")
        return _printed(tree, target.parent, _GIT.environment)
    return held


def _found(folder: Path) -> _System | None:
    """Return the system that the nearest working copy around a folder belongs to."""
    for each in (folder, *folder.parents):
        for system in _SYSTEMS:
            if (each / system.marker).exists():
                return system
    return None


def _filled(command: Sequence[str], name: str) -> list[str]:
    return [word.replace("{}", name) for word in command]


def _printed(command: Sequence[str], folder: Path, environment: dict[str, str]) -> bytes | None:
    """Return what a command prints, ``None`` if it cannot be run or fails."""
    import shutil
    import subprocess

    program = shutil.which(command[0])
    # On Windows one in the current folder would be found first, by a path that is not absolute.
    if program is None or not Path(program).is_absolute():
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
