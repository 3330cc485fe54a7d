"""What the files of a folder may name: what the folder itself holds, and shows.

Settings, blocks of a README and templates may be a stranger's: they come with a clone or a pull request. A path in them
leads neither out of the folder, to a file of the user's, nor to what is hidden in it: ``.git/config`` may hold a token,
``.env`` a password. What the user gives on the command line may be anywhere.
"""

from __future__ import annotations

import os
from pathlib import Path

from synbib.errors import SynbibError

__all__ = ["check_inside"]


def check_inside(
    name: str, what: str, advice: str = "move it here", folder: Path | None = None
) -> None:
    """Make sure that a path leads to what its folder holds and shows.

    Args:
        name: The path, from the folder.
        what: What names it, for the message.
        advice: What to do about one that leads elsewhere.
        folder: The folder; the current one by default.

    Raises:
        SynbibError: It leads out of the folder, or a part of it begins with a dot; by a symbolic link, too.
    """
    root = (folder or Path()).resolve()
    try:
        # As it is written, before any link is followed: on Windows to follow `\\host\name` calls that host.
        _check(Path(os.path.normpath(root / name)), root, name, what, advice)
        _check((root / name).resolve(), root, name, what, advice)
    except (OSError, RuntimeError, ValueError):  # a circle of links; what no file could be called
        raise SynbibError(f"{what}: '{name}' is not the path of a file; {advice}") from None


def _check(path: Path, root: Path, name: str, what: str, advice: str) -> None:
    if not path.is_relative_to(root):
        raise SynbibError(f"{what}: '{name}' is outside of this folder; {advice}")
    if any(part.startswith(".") for part in path.relative_to(root).parts):
        raise SynbibError(
            f"{what}: '{name}' is hidden; {advice}, under a name without a dot before"
        )
