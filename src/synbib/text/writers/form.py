"""What a writer is: one output format.

A format whose spans are opened and closed by fixed texts is a table of these and an escape: see `spans`. One whose
markup depends on what is around it (Markdown) gives a function of whole inline texts instead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from synbib import lazily
from synbib.text.marks import scrub

__all__ = ["BibliographyLayout", "Writer", "reference_anchor"]


@lazily.dataclass(frozen=True, slots=True)
class BibliographyLayout:
    """How a style wants its bibliography set (CSL 1.0.2, "Bibliography-specific options").

    Attributes:
        hanging_indent: Whether the second and further lines of an entry are indented.
        second_field_align: ``flush`` or ``margin`` where the first field is set apart, else ``""``.
        entry_spacing: Space between entries, in lines.
        line_spacing: Distance of lines, in lines.
    """

    hanging_indent: bool = False
    second_field_align: str = ""
    entry_spacing: int = 1
    line_spacing: int = 1


@lazily.dataclass(frozen=True, slots=True)
class Writer:
    """One output format.

    Attributes:
        name: The name that ``--format`` takes.
        inline: Marked text → text in the format.
        bibliography: ``(citation key, marked text)`` of each entry and the style's layout → the whole bibliography,
            without a final line break.
    """

    name: str
    inline: Callable[[str], str]
    bibliography: Callable[[Iterable[tuple[str, str]], BibliographyLayout], str]


def reference_anchor(key: str) -> str:
    """Return the name of the place where the reference with this key stands, in formats that name places."""
    return f"ref-{scrub(key)}"
