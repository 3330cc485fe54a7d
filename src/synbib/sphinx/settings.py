"""What ``conf.py`` says, in our words or in those of sphinxcontrib-bibtex."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from synbib.errors import SynbibError
from synbib.library import Library, combine
from synbib.opening import read

__all__ = ["VALUES", "library_of", "locale_of", "stores_of", "style_named", "style_of"]

# sphinxcontrib-bibtex's styles by what they are: labels such as [Knu84], and numbers by author or by citing.
_STYLES: Final[Mapping[str, str]] = {
    "alpha": "american-mathematical-society-label",
    "unsrtalpha": "american-mathematical-society-label",
    "plain": "acm-sig-proceedings",
    "unsrt": "ieee",
}
_BY_REFERENCE_STYLE: Final[Mapping[str, str]] = {"author_year": "apa", "super": "nature"}

VALUES: Final[Mapping[str, Any]] = {
    "synbib_stores": [],
    "synbib_style": "",
    "synbib_locale": "",
    "synbib_backlinks": True,
    "bibtex_bibfiles": [],
    "bibtex_encoding": "",
    "bibtex_default_style": "alpha",
    "bibtex_reference_style": "label",
    "bibtex_foot_reference_style": "foot",
    "bibtex_bibliography_header": "",
    "bibtex_footbibliography_header": "",
    "bibtex_tooltips": True,
    "bibtex_tooltips_style": "",
    "bibtex_cite_id": "",
    "bibtex_footcite_id": "",
    "bibtex_bibliography_id": "",
    "bibtex_footbibliography_id": "",
}
"""Name of a setting → its default."""

_Stamp = tuple[tuple[str, float], ...]
_read: dict[_Stamp, Library] = {}


def stores_of(env: BuildEnvironment) -> list[str]:
    """Return the paths of the BibTeX files."""
    names = [*env.config.synbib_stores, *env.config.bibtex_bibfiles]
    return [os.path.normpath(Path(env.srcdir) / name) for name in names]


def library_of(env: BuildEnvironment) -> Library:
    """Return the entries, read once for each state of their files.

    Raises:
        ExtensionError: A file cannot be read.
    """
    stores = stores_of(env)
    paths = [Path(name) for name in stores]
    stamp = tuple((str(path), path.stat().st_mtime if path.exists() else 0.0) for path in paths)
    if stamp not in _read:
        _read.clear()
        encoding = env.config.bibtex_encoding or None
        try:
            libraries = [read(name, encoding=encoding) for name in stores]
        except SynbibError as error:
            raise ExtensionError(str(error)) from None
        _read[stamp] = combine(libraries) if libraries else Library.of([])
    return _read[stamp]


def style_named(name: str) -> str:
    """Return the CSL style that a name means: its own, or the nearest to one of sphinxcontrib-bibtex's."""
    return _STYLES.get(name, name)


def style_of(config: Config) -> str:
    """Return the name of the project's CSL style."""
    if config.synbib_style:
        return str(config.synbib_style)
    if config.bibtex_reference_style in _BY_REFERENCE_STYLE:
        return _BY_REFERENCE_STYLE[config.bibtex_reference_style]
    return style_named(config.bibtex_default_style)


def locale_of(config: Config) -> str | None:
    """Return the language of the project as CSL has it; None for the style's own."""
    language = config.synbib_locale or config.language or ""
    return language.replace("_", "-") or None
