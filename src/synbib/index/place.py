"""Where the index is: the file that is named, else the one in the folder for the user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

from synbib.errors import SynbibError

__all__ = ["VARIABLE", "index_path"]

VARIABLE: Final = "SYNBIB_INDEX"
_NAME: Final = "index.sqlite"


def index_path(given: str | None = None) -> Path:
    """Return the path of the index, which may not be there yet.

    Sources: the XDG Base Directory Specification (``XDG_DATA_HOME``; a relative path is ignored), Apple's *File System
    Programming Guide* (``Library/Application Support``), Microsoft's *Known Folders* (``LOCALAPPDATA``).

    Args:
        given: The path that the user names; else the variable ``SYNBIB_INDEX`` counts.

    Raises:
        SynbibError: No path is named, and the user has no folder for data.
    """
    if named := given or os.environ.get(VARIABLE):
        return Path(named)
    if (folder := _data_folder()) is None:
        raise SynbibError(
            f"there is no folder for your data; name the index with --index or {VARIABLE}"
        )
    return folder / "synbib" / _NAME


def _data_folder() -> Path | None:
    if sys.platform == "win32":
        path = Path(os.environ.get("LOCALAPPDATA", ""))
        return path if path.is_absolute() else None
    if (given := Path(os.environ.get("XDG_DATA_HOME", ""))).is_absolute():
        return given
    try:
        home = Path.home()
    except RuntimeError:  # who runs this has none
        return None
    below = (
        Path("Library", "Application Support")
        if sys.platform == "darwin"
        else Path(".local", "share")
    )
    return home / below if home.is_absolute() else None
