"""The entry that somebody means: by its key, by a part of it, or by words of its title."""

from __future__ import annotations

from typing import Final

from synbib.errors import SynbibError, shortened
from synbib.library import Entry, Library
from synbib.text.folding import fold

__all__ = ["meant_entry"]

_MOST_TOLD: Final = 5
_SHOWN: Final = 60


def meant_entry(library: Library, text: str) -> Entry:
    """Return the entry with this key; else the only one whose key, or whose people and title, have what was typed.

    Args:
        library: The store.
        text: What was typed.

    Raises:
        SynbibError: Several entries may be meant; some of their keys are told.
        UnknownKeyError: None is; the nearest keys are suggested.
    """
    if text in library:
        return library.find(text)
    folded = fold(text)
    words = folded.split()
    if words:
        for found in (
            [key for key in library if folded in fold(key)],
            [key for key in library if _has(library.search_text(key), words)],
        ):
            if len(found) == 1:
                return library[found[0]]
            if found:
                more = f" and {len(found) - _MOST_TOLD} more" if len(found) > _MOST_TOLD else ""
                raise SynbibError(
                    f"'{shortened(text, _SHOWN)}' may be {', '.join(found[:_MOST_TOLD])}{more}; name one"
                )
    return library.find(text)


def _has(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)
