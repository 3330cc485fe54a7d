"""What differs between two versions of a file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import Final

__all__ = ["changed_lines", "unified_diff"]

_CONTEXT: Final = 3  # lines that are shown before and after what differs


def unified_diff(name: str, old: str, new: str) -> str:
    """Return what differs between two versions of the file ``name``, as a unified diff; ``""`` if nothing does.

    It takes time in proportion to the file, however many places of it differ, as long as there are lines between them
    that stand once in both versions.
    """
    if old == new:
        return ""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    pieces = [f"--- a/{name}\n", f"+++ b/{name}\n"]
    for hunk in _Lines(before, after).get_grouped_opcodes(_CONTEXT):
        (_, old_start, _, new_start, _), (_, _, old_end, _, new_end) = hunk[0], hunk[-1]
        ranges = f"-{_range(old_start, old_end)} +{_range(new_start, new_end)}"
        pieces.append(f"@@ {ranges} @@\n")
        for kind, i, j, k, m in hunk:
            if kind == "equal":
                pieces += _marked(" ", before[i:j])
            else:
                pieces += _marked("-", before[i:j])
                pieces += _marked("+", after[k:m])
    return "".join(pieces)


def changed_lines(before: Sequence[str], after: Sequence[str]) -> list[tuple[slice, slice]]:
    """Return the stretches of lines that differ between two versions of a text, in order, each as it was and as it is.

    It takes time as `unified_diff` does.
    """
    return [
        (slice(i, j), slice(k, m))
        for kind, i, j, k, m in _Lines(before, after).get_opcodes()
        if kind != "equal"
    ]


def _range(start: int, end: int) -> str:
    """Return lines as a hunk's head names them: the first and how many, where that is not one (POSIX, *diff*)."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _marked(mark: str, lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        yield f"{mark}{line}"
        if not line.endswith("\n"):
            yield "\n\\ No newline at end of file\n"


class _Lines(SequenceMatcher[str]):
    """Lines held against others: those that stand once in both are the same, and it only searches between them.

    This is the patience diff of Bram Cohen. A search through all lines for each place that differs would take time in
    proportion to the product of both.
    """

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None)
        self._before, self._after = before, after

    def get_matching_blocks(self) -> list[Match]:
        """Return the stretches that are the same, in order; one of no length ends them, as `difflib` has it."""
        blocks: list[Match] = []
        i = j = 0
        end = len(self._before), len(self._after)
        for old, new in (*_anchors(self._before, self._after), end):
            blocks += self._between(i, old, j, new)
            if old < len(self._before):
                blocks.append(Match(old, new, 1))
            i, j = old + 1, new + 1
        return [*_joined(blocks), Match(*end, 0)]

    def _between(self, start: int, end: int, new_start: int, new_end: int) -> Iterator[Match]:
        """Yield what is the same between two lines that stand once in both."""
        before, after = self._before, self._after
        while start < end and new_start < new_end and before[start] == after[new_start]:
            yield Match(start, new_start, 1)
            start, new_start = start + 1, new_start + 1
        same = 0
        while (
            start < end - same
            and new_start < new_end - same
            and before[end - same - 1] == after[new_end - same - 1]
        ):
            same += 1
        if start < end - same and new_start < new_end - same:
            matcher = SequenceMatcher(
                None, before[start : end - same], after[new_start : new_end - same]
            )
            for i, j, size in matcher.get_matching_blocks():
                if size:
                    yield Match(start + i, new_start + j, size)
        if same:
            yield Match(end - same, new_end - same, same)


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Return where the lines are that stand once in both versions, and in both in the same order."""
    counts = Counter(before), Counter(after)
    places = {
        line: number
        for number, line in enumerate(after)
        if all(count[line] == 1 for count in counts)
    }
    return _increasing(
        [(number, places[line]) for number, line in enumerate(before) if line in places]
    )


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the most pairs of which the second numbers grow, as the first ones do."""
    ends: list[int] = []  # for each length, the least number that so many can end with
    last: list[int] = []  # … and which pair that is
    before: list[int] = []  # for each pair, the one before it
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _joined(blocks: Sequence[Match]) -> Iterator[Match]:
    """Yield stretches, those that touch as one."""
    start = new = size = 0
    for block in blocks:
        if block.a == start + size and block.b == new + size:
            size += block.size
            continue
        if size:
            yield Match(start, new, size)
        start, new, size = block
    if size:
        yield Match(start, new, size)
