"""The files of a folder that hold blocks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from synbib.limits import LARGEST_FILE_BESIDE, MOST_FILES_BESIDE

__all__ = ["files_with_blocks"]

_ENDINGS: Final = (".md", ".markdown")
_MARKER: Final = b"<!-- synbib:start "
# Folders of what others wrote.
_OF_OTHERS: Final = frozenset({"node_modules", "site-packages", "vendor"})


def files_with_blocks(folder: Path, *, below: bool = True) -> list[Path]:
    """Return the Markdown files of a folder and those below it that hold a block, in the order of their paths.

    Hidden folders, and those of packages, are passed over, as are files that cannot be read, and pipes.

    Args:
        folder: The folder.
        below: Whether folders in it are looked at, too, however many there are.
    """
    found = []
    for path, _ in zip(_markdown(folder, below), range(MOST_FILES_BESIDE), strict=False):
        try:
            # A pipe or a device, which a link may lead to, has no end.
            is_short = path.is_file() and path.stat().st_size <= LARGEST_FILE_BESIDE
            if is_short and _MARKER in path.read_bytes():
                found.append(path)
        except OSError:
            continue
    return sorted(found)


def _markdown(folder: Path, below: bool) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if below and n[0] != "." and n not in _OF_OTHERS)
        yield from (Path(root, name) for name in sorted(names) if name.lower().endswith(_ENDINGS))
