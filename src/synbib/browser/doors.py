"""What the browser is handed: where the entries come from, how they look, and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from importlib.util import find_spec
from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.bibliography import StyleChoice
    from synbib.library import Library

__all__ = ["Doors", "Look", "is_installed"]


@lazily.dataclass(frozen=True, slots=True)
class Doors:
    """What is outside of the browser.

    Attributes:
        read: Reads the entries.
        state: Returns what is another when the files have changed.
        copy: Puts a text on the clipboard, and the same as HTML where that is not None; returns how, as a message.
        open: Opens an address, which begins with ``http://`` or ``https://``.

    Each raises a `SynbibError` where it cannot.
    """

    read: Callable[[], Library]
    state: Callable[[], Hashable]
    copy: Callable[[str, str | None], str]
    open: Callable[[str], None]


@lazily.dataclass(frozen=True, slots=True)
class Look:
    """How entries are shown.

    Attributes:
        title: What the entries are called: the names of their files.
        styles: Which style formats the reference of which entry.
        locale: Their language; the style's own by default.
    """

    title: str
    styles: StyleChoice
    locale: str | None = None


def is_installed() -> bool:
    """Whether what the browser draws with is there."""
    return find_spec("textual") is not None
