"""Tables of papers, one under each heading (GFM §4.10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from synbib.library import Library
from synbib.readme.columns import Alignment, check_columns
from synbib.readme.numbering import numbers
from synbib.readme.options import Options
from synbib.readme.outline import Section, write
from synbib.readme.selection import select
from synbib.text import markdown, scrub

__all__ = ["table"]

_RULES: Final[dict[Alignment, str]] = {"left": "---", "center": ":---:", "right": "---:"}
_NOTHING: Final = "-"
_NUMBER: Final = "#"


def table(library: Library, options: Options | None = None) -> str:
    """Return the tables of the selection, without a final line break.

    A group with no entry has a table with no row; one that only holds subgroups has none.

    Raises:
        UnknownNameError: A group, a column, or a field that a search names, does not exist; the nearest names are
            suggested.
    """
    options = options or Options()
    check_columns(options.columns, library)
    numbered = options.numbering != "no"
    titles = [markdown.escape(scrub(column.header)) for column in options.columns]
    rules = [_RULES[column.alignment] for column in options.columns]
    if numbered:
        titles, rules = [_NUMBER, *titles], [_RULES["right"], *rules]
    head = (_row(titles), f"|{'|'.join(rules)}|")
    count = numbers(options.numbering)

    def body(section: Section) -> Iterator[str]:
        for entry, number in zip(section.entries, count(section), strict=True):
            cells = [column.write(entry, options) or _NOTHING for column in options.columns]
            yield _row([str(number), *cells] if numbered else cells)

    def rows(section: Section) -> str:
        if section.sections and not section.entries:
            return ""
        return "\n".join((*head, *body(section)))

    return write(select(library, options), options.top_level, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(markdown.cell(cell) for cell in cells)} |"
