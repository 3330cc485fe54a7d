"""Fields of a source's record as a store may take them: what would break its file, or a terminal, is left out."""

from __future__ import annotations

from collections.abc import Mapping

from synbib.bibtex import Document, Edits
from synbib.bibtex.edit import check_content
from synbib.errors import BibtexError
from synbib.incoming.incoming import ordered
from synbib.text.controls import without_controls
from synbib.verbs.habits import Habits

__all__ = ["set_fields"]

_AS_THEY_ARE = Habits(Document.parse(""))


def set_fields(
    edits: Edits,
    key: str,
    entry_type: str,
    fields: Mapping[str, str],
    habits: Habits | None = None,
) -> frozenset[str]:
    """Set fields of an entry, in the usual order of its type; return the names of those that can stand there.

    Args:
        edits: The edits of the store.
        key: The entry.
        entry_type: What it is, or becomes.
        fields: Field → content.
        habits: How the store writes them, where it does not write them so already.
    """
    sound = {name: without_controls(value) for name, value in fields.items() if _can_stand(value)}
    written = (habits or _AS_THEY_ARE).fitted(ordered(sound, entry_type))
    for name, value in written.items():
        edits.set_field(key, name, value.content, as_written=value.as_written)
    return frozenset(written)


def _can_stand(value: str) -> bool:
    try:
        check_content(value, "the value")
    except BibtexError:
        return False
    return True
