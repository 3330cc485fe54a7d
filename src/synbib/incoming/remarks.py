"""What a list says of an entry besides stands once in the store.

A block shows the fields of the list's own again, ``table-size-note``; the annotation has what none of these says.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.bibtex import Edits
from synbib.latex import decode
from synbib.library import Entry, Library
from synbib.model.fields import FORMED
from synbib.text import strip
from synbib.text.folding import fold

__all__ = ["is_shown", "without_repeated"]

_BETWEEN: Final = "; "
_WORD: Final = lazily.pattern(r"[^\W_]+")


def is_shown(entry: Entry, remark: str) -> bool:
    """Whether a field of an entry that its list shows says what a remark does: ``table-size-note`` *Size: 12k lists*.

    Args:
        entry: The entry.
        remark: One of the remarks of an annotation, LaTeX; the header of a column may stand before it.
    """
    whole = _words(remark)
    header, _, cell = remark.partition(": ")
    for name, value in entry.fields.items():
        if name.startswith(tuple(f"{kind}-" for kind in FORMED)):
            said = _words(value)
            if whole in said or (cell and _words(header) in _words(name) and _words(cell) in said):
                return True
    return False


def without_repeated(library: Library, before: Library) -> str:
    """Return a store's text without the remarks that came into annotations and that other fields show.

    Args:
        library: The store.
        before: The store before anything came in: what its annotations say stays.
    """
    edits = Edits(library.document)
    for entry in library.values():
        own = entry.own_fields.get("annotation", "")
        had = before[entry.key].own_fields.get("annotation", "") if entry.key in before else ""
        if own == had:
            continue
        kept = [
            each
            for each in own.split(_BETWEEN)
            if each in had.split(_BETWEEN) or not is_shown(entry, each)
        ]
        if not kept:
            edits.remove_field(entry.key, "annotation")
        elif kept != own.split(_BETWEEN):
            edits.set_field(entry.key, "annotation", _BETWEEN.join(kept))
    return edits.text()


def _words(text: str) -> str:
    """Return the words of LaTeX, each with a blank on both sides, as they are compared."""
    return f" {' '.join(_WORD.findall(fold(strip(decode(text)))))} "
