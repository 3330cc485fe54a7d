"""What ``mkdocs.yml`` says, in our words or in those of mkdocs-bibtex."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from mkdocs.config import base
from mkdocs.config import config_options as options
from mkdocs.exceptions import ConfigurationError

from synbib.csl import Style
from synbib.library import Library, combine, read

__all__ = ["Loader", "Settings", "store_paths", "style_name"]

_STYLE_HOSTS: Final = ("zotero.org", "github.com", "githubusercontent.com")
_DEFAULT_STYLE: Final = "ieee"


class Settings(base.Config):  # type: ignore[no-untyped-call]
    """The settings; those of mkdocs-bibtex are marked."""

    stores = options.ListOfItems(options.Type(str), default=[])
    style = options.Type(str, default="")
    locale = options.Type(str, default="")
    scope = options.Choice(("page", "site"), default="page")
    backlinks = options.Type(bool, default=True)
    # mkdocs-bibtex's
    bib_file = options.Type(str, default="")
    bib_dir = options.Type(str, default="")
    bib_command = options.Type(str, default=r"\bibliography")
    bib_by_default = options.Type(bool, default=True)
    full_bib_command = options.Type(str, default=r"\full_bibliography")
    csl_file = options.Type(str, default="")
    csl_file_encoding = options.Type(str, default="")
    footnote_format = options.Type(str, default="{key}")
    enable_inline_citations = options.Type(bool, default=True)


def store_paths(settings: Settings, folder: Path) -> list[str]:
    """Return the BibTeX files.

    Args:
        settings: The settings.
        folder: The folder of ``mkdocs.yml``.

    Raises:
        ConfigurationError: There is none, or one is an address.
    """
    names = [*settings.stores, *([settings.bib_file] if settings.bib_file else [])]
    for name in names:
        if _is_url(name):
            raise ConfigurationError(
                f"synbib: '{name}' is an address, and a build asks no service; fetch it once, as by "
                "'curl -o refs.bib ADDRESS', and name the file"
            )
    paths = [os.path.normpath(folder / name) for name in names]
    if settings.bib_dir and not settings.bib_file:
        below = folder / settings.bib_dir
        found = sorted(str(path) for path in below.rglob("*.bib"))
        if not found:
            raise ConfigurationError(f"synbib: bib_dir: no .bib file is in {below}; name another")
        paths += found
    if not paths:
        paths = [str(folder / "refs.bib")]
        if not Path(paths[0]).is_file():
            raise ConfigurationError("synbib: no BibTeX file; name one, as in stores: [refs.bib]")
    return list(dict.fromkeys(paths))


def style_name(settings: Settings, folder: Path) -> str:
    """Return the style: a name, or the path of a file.

    Raises:
        ConfigurationError: It is an address that is none of a public style.
    """
    named = settings.style or settings.csl_file
    if not named:
        return _DEFAULT_STYLE
    if _is_url(named):
        address = urlsplit(named)
        if not (address.hostname or "").endswith(_STYLE_HOSTS):
            raise ConfigurationError(
                f"synbib: '{named}' is an address, and a build asks no service; give the name of a public "
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
