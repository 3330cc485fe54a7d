"""Fields of a source's record as a store may take them: what would break its file, or a terminal, is left out."""

from __future__ import annotations

from collections.abc import Mapping

from synbib.bibtex import Edits, is_month_macro
from synbib.bibtex.edit import check_content
from synbib.errors import BibtexError
from synbib.incoming.incoming import ordered
from synbib.text.controls import without_controls

__all__ = ["set_fields"]


def set_fields(edits: Edits, key: str, entry_type: str, fields: Mapping[str, str]) -> bool:
    """Set fields of an entry, in the usual order of its type; return whether there were any that can stand there."""
    sound = {name: without_controls(value) for name, value in fields.items() if _can_stand(value)}
    for name, value in ordered(sound, entry_type).items():
        edits.set_field(key, name, value, as_written=is_month_macro(name, value))
    return bool(sound)


def _can_stand(value: str) -> bool:
    try:
        check_content(value, "the value")
    except BibtexError:
        return False
    return True
