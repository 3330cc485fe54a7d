"""The entries of another BibTeX file, as they come in: their LaTeX stays as it is, macros are put in their place."""

from __future__ import annotations

from synbib.bibtex import MONTH_MACROS
from synbib.incoming.incoming import Incoming
from synbib.incoming.tree import Path, members
from synbib.library import Library

__all__ = ["from_library"]


def from_library(source: Library) -> tuple[list[Incoming], list[Path]]:
    """Return the entries of a library, in the order of its file, with the paths of all its groups."""
    months = {month: macro for macro, month in MONTH_MACROS.items()}
    named = source.group_tree is not None or any("groups" in e.own_fields for e in source.values())
    grouped = members(source.groups) if named else {}
    paths: dict[str, list[Path]] = {}
    for path, keys in grouped.items():
        for key in keys:
            paths.setdefault(key, []).append(path)
    found = []
    for block in source.document.entries:
        if block.key in source and (entry := source[block.key]).source is block:
            own = {n: months.get(v, v) if n == "month" else v for n, v in entry.own_fields.items()}
            found.append(
                Incoming(
                    own,
                    entry.type,
                    groups=tuple(paths.get(entry.key, ())),
                    key=entry.key,
                    source=source.document.name,
                    lines=(entry.line,),
                    is_latex=True,
                )
            )
    return found, list(grouped)
