"""Markdown's tables as people write them: which lines are rows of one, and what their cells are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.paperlist.source.grid import WIDEST

__all__ = ["cells", "continues", "is_delimiter", "rows_below"]

_DELIMITER: Final = lazily.pattern(r"[|:-][|:\s-]*")
_DELIMITER_CELL: Final = lazily.pattern(r"\s*+(?::?-+:?)?\s*+")
_PIPE: Final = lazily.pattern(r"(?<!\\)\|")
# Where a pipe separates nothing if a row has too many: code, a link, a formula.
_WHOLE: Final = lazily.pattern(r"`[^`]*`|\[[^\[\]]*\]\([^()]*\)|\$[^$]*\$|(?<!\\)\|")

# The idiom for a comment in Markdown; after a row GitHub does not show it, as one cell too many.
_COMMENT: Final = lazily.pattern(r"\[//\]:\s*+#[^|]*$")


def is_delimiter(line: str) -> bool:
    """Return whether a line is the one below a table's head: ``|---|:-:|``."""
    line = line.strip()
    return (
        "|" in line
        and "-" in line
        and not line.startswith("- ")  # a list
        and _DELIMITER.fullmatch(line) is not None
        and all(map(_DELIMITER_CELL.fullmatch, line.split("|")))
    )


def cells(line: str, columns: int = 0) -> list[str]:
    r"""Return the cells of a row, ``\|`` in them resolved.

    Args:
        line: The row; pipes at its ends may be there or not.
        columns: How many there shall be; 0 where the row itself tells. What is too much joins the last.
    """
    line = _COMMENT.sub("", line).strip().removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    columns = min(columns, WIDEST) if columns else min(len(_PIPE.findall(line)) + 1, WIDEST)
    found = _PIPE.split(line)
    if len(found) > columns:
        whole = _split_outside(line)
        found = whole if len(whole) == columns else found
    while len(found) > columns and not found[-1].strip():
        found.pop()
    if len(found) > columns:
        found[columns - 1 :] = ["|".join(found[columns - 1 :])]
    found += [""] * (columns - len(found))
    return [cell.replace("\\|", "|").strip() for cell in found]


def continues(line: str, columns: int) -> bool:
    """Return whether a line after a gap in a table is still a row of it: it has the pipes for it."""
    line = line.strip()
    opened, closed = line.startswith("|"), line.endswith("|")
    if not (opened or closed) or len(line) < 2:
        return False
    count = len(_PIPE.findall(line)) + 1 - opened - closed
    return count == columns or (opened and closed and count >= 2)


def rows_below(line_at: Callable[[int], str], start: int, stop: int, columns: int) -> int:
    """Return where a table goes on after a gap of empty lines and comments, or -1 if it does not.

    Args:
        line_at: Returns a line, by its number from 0.
        start: The first line of the gap, from 0.
        stop: The line after the last that may belong to the table.
        columns: How many the table has.
    """
    at = start
    while at < stop and (not (line := line_at(at).strip()) or line.startswith("<!--")):
        if line:
            while at < stop and "-->" not in line_at(at):
                at += 1
            if at < stop and not line_at(at).rstrip().endswith("-->"):
                return -1
        at += 1
    if at >= stop or not continues(line_at(at), columns):
        return -1
    # A row with a delimiter below it heads a table of its own.
    return -1 if at + 1 < stop and is_delimiter(line_at(at + 1)) else at


def _split_outside(line: str) -> list[str]:
    """Split a row at the pipes that stand in no code, link or formula."""
    found, at = [], 0
    for match in _WHOLE.finditer(line):
        if match[0] == "|":
            found.append(line[at : match.start()])
            at = match.end()
    return [*found, line[at:]]
