"""Texts out of JSON and XML of which no form is sure: what is not there, or of another kind, is empty.

They are scrubbed, but otherwise as they are written: tags and entities are read by `synbib.formats.texts`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from synbib.formats.data import at
from synbib.text import from_outside

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["string", "strings", "words"]


def string(data: Any, *path: str | int) -> str:
    """Return the text or the number at the end of a path; ``""`` if there is something else."""
    found = at(data, *path)
    if isinstance(found, str):
        return from_outside(found).strip()
    return str(found) if isinstance(found, int | float) and not isinstance(found, bool) else ""


def strings(data: Any, *path: str | int) -> list[str]:
    """Return the texts of the list at the end of a path; of a lone text, that."""
    found = at(data, *path)
    each = found if isinstance(found, list) else [found]
    return [text for value in each if (text := string(value))]


def words(element: etree._Element | None, path: str = ".") -> str:
    """Return the text of the first element on a path, whatever stands in it; ``""`` if there is none.

    Args:
        element: Where the path begins.
        path: ElementPath; ``{*}`` before a name stands for any namespace.
    """
    found = element.find(path) if element is not None else None
    return " ".join(from_outside("".join(found.itertext())).split()) if found is not None else ""
