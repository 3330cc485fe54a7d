"""Tables of papers, one under each heading (GFM §4.10)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from synbib.library import Library
from synbib.readme.columns import Alignment
from synbib.readme.options import Options
from synbib.readme.outline import Section, outline, write
from synbib.text import markdown, scrub

__all__ = ["table"]

_RULES: Final[dict[Alignment, str]] = {"left": "---", "center": ":---:", "right": "---:"}
_NOTHING: Final = "-"


def table(library: Library, options: Options | None = None) -> str:
    """Return the tables of the selected groups, without a final line break.

    A group with no entry has a table with no row; one that only holds subgroups has none.

    Raises:
        UnknownNameError: A group does not exist; the nearest names are suggested.
    """
    options = options or Options()
    columns = options.columns
    head = (
        _row(markdown.escape(scrub(column.header)) for column in columns),
        f"|{'|'.join(_RULES[column.alignment] for column in columns)}|",
    )

    def rows(section: Section) -> str:
        if section.sections and not section.entries:
            return ""
        body = (
            _row(column.write(entry) or _NOTHING for column in columns) for entry in section.entries
        )
        return "\n".join((*head, *body))

    return write(outline(library, options.groups), options.level, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(markdown.cell(cell) for cell in cells)} |"
