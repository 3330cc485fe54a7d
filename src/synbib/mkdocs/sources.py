"""Stores and styles by their settings, read once for each state of their files."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from synbib.csl import Style
from synbib.errors import SynbibError
from synbib.library import Library, combine
from synbib.opening import read

__all__ = ["Loader", "store_paths", "style_name"]

_STYLE_HOSTS: Final = ("zotero.org", "github.com", "githubusercontent.com")
_DEFAULT_STYLE: Final = "ieee"
_DEFAULT_STORE: Final = "refs.bib"


def store_paths(names: Sequence[str], folder: Path, below: str = "") -> list[str]:
    """Return the BibTeX files.

    Args:
        names: Their names.
        folder: The folder that they are named from.
        below: A folder whose BibTeX files are taken, if none is named.

    Raises:
        SynbibError: There is none, or one is an address.
    """
    for name in names:
        if _is_url(name):
            raise SynbibError(
                f"'{name}' is an address, and a build asks no service; fetch it once, as by "
                "'curl -o refs.bib ADDRESS', and name the file"
            )
    paths = [os.path.normpath(folder / name) for name in names]
    if below and not paths:
        paths = sorted(str(path) for path in (folder / below).rglob("*.bib"))
        if not paths:
            raise SynbibError(f"bib_dir: no .bib file is in {folder / below}; name another folder")
    if not paths:
        paths = [str(folder / _DEFAULT_STORE)]
        if not Path(paths[0]).is_file():
            raise SynbibError("no BibTeX file; name one, as in stores: [refs.bib]")
    return list(dict.fromkeys(paths))


def style_name(named: str, folder: Path) -> str:
    """Return a style: its name, or the path of its file.

    Args:
        named: What is named: that, or the address of a public style; ``""`` for the default.
        folder: The folder that a file is named from.

    Raises:
        SynbibError: It is an address that is none of a public style.
    """
    if not named:
        return _DEFAULT_STYLE
    if _is_url(named):
        address = urlsplit(named)
        host = address.hostname or ""
        if not any(host == known or host.endswith(f".{known}") for known in _STYLE_HOSTS):
            raise SynbibError(
                f"'{named}' is an address, and a build asks no service; give the name of a public "
                "style, or fetch it and name the file"
            )
        # The public styles come with synbib.
        return Path(address.path).name.removesuffix(".csl")
    path = folder / named
    return str(path) if path.is_file() else named


def _is_url(name: str) -> bool:
    return "://" in name


_Stamp = tuple[tuple[str, int, int], ...]


class Loader:
    """Reads stores and styles, once for each state of their files."""

    def __init__(self) -> None:
        self._library: tuple[_Stamp, Library] | None = None
        self._style: tuple[str, _Stamp, Style] | None = None

    def library(self, paths: Sequence[str]) -> Library:
        """Return the entries of BibTeX files.

        Raises:
            SynbibError: A file cannot be read.
        """
        stamp = _stamp(paths)
        if self._library is None or self._library[0] != stamp:
            self._library = stamp, combine([read(path) for path in paths])
        return self._library[1]

    def style(self, name: str) -> Style:
        """Return a style.

        Raises:
            StyleError: There is none of this name, or it is not valid.
        """
        stamp = _stamp([name])
        if self._style is None or self._style[:2] != (name, stamp):
            self._style = name, stamp, Style.load(name)
        return self._style[2]


def _stamp(paths: Sequence[str]) -> _Stamp:
    found = ((path, Path(path).stat()) for path in paths if Path(path).is_file())
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in found)
