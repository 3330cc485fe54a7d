"""What of entries is copied: a table of kinds, each for one entry and for several together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from synbib.bibliography import cite
from synbib.errors import SynbibError
from synbib.library import Entry
from synbib.verbs.finding import write_entries

__all__ = ["KINDS", "Copied", "Kind"]


class Copied(NamedTuple):
    """What goes on the clipboard.

    Attributes:
        text: As plain text.
        html: The same as HTML, for what is read; None for what is source.
    """

    text: str
    html: str | None = None


class Kind(NamedTuple):
    """What may be copied.

    Attributes:
        name: What it is called.
        key: The key that is pressed for it.
        make: Makes it of entries in a style and a language.
    """

    name: str
    key: str
    make: Callable[[Sequence[Entry], str, str | None], Copied]


def _cited(place: int) -> Callable[[Sequence[Entry], str, str | None], Copied]:
    """Return what makes the citation, 0, or the references, 1, as ``synbib cite`` does."""

    def make(entries: Sequence[Entry], style: str, locale: str | None) -> Copied:
        text = cite(entries, style, "text", locale=locale)[place]
        if not text:
            raise SynbibError(f"{style}: the style has no references; copy the citation")
        return Copied(text, cite(entries, style, "html", locale=locale)[place])

    return make


def _bibtex(entries: Sequence[Entry], *_: object) -> Copied:
    text = write_entries(entries, "bibtex")
    if not text:
        raise SynbibError("this comes from no BibTeX file; synbib export writes it as one")
    return Copied(text)


def _links(entries: Sequence[Entry], *_: object) -> Copied:
    addresses = [entry.links[0].url for entry in entries if entry.links]
    if not addresses:
        raise SynbibError("there is no link")
    return Copied("\n".join(addresses))


def _keys(entries: Sequence[Entry], *_: object) -> Copied:
    return Copied(",".join(entry.key for entry in entries))


KINDS: Final = (
    Kind("citation", "c", _cited(0)),
    Kind("reference", "r", _cited(1)),
    Kind("BibTeX", "b", _bibtex),
    Kind("link", "u", _links),
    Kind("key", "y", _keys),
)
