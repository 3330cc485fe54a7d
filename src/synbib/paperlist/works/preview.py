"""What would stand in the place of a README's lists, in lines for a person: each block, and each line that stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.text.controls import one_line

__all__ = ["Replacement", "changed_lines", "preview", "said_lines"]


@lazily.dataclass(frozen=True, slots=True)
class Replacement:
    """A block in the place of a stretch of a README.

    Attributes:
        file: The README.
        kind: ``list`` or ``table``.
        group: The headings above it, the outermost first.
        line: The first line of the stretch, from 1.
        end: The line after its last.
        entries: How many entries stand in the block.
        changed: How many lines of the stretch do not stand in the block as they are; blank ones do not count.
        form: The name of the block's form; ``""`` for the way built in.
        template: That form, as settings have it.
    """

    file: str
    kind: str
    group: tuple[str, ...]
    line: int
    end: int
    entries: int
    changed: int
    form: str = ""
    template: str = ""

    def __str__(self) -> str:
        """What becomes of the stretch, one line, and its form on a second."""
        heading = "/".join(self.group) or "no heading"
        look = f"form {self.form}" if self.form else "as synbib writes it"
        entries = _several(self.entries, "entry", "entries")
        changes = _several(self.changed, "line changes", "lines change")
        lines = f"{self.line}-{self.end - 1}" if self.end - 1 > self.line else f"{self.line}"
        told = f"{self.file}:{lines}: {heading}: a {self.kind} of {entries}, {look}; {changes}"
        return "\n    ".join(map(one_line, filter(None, (told, self.template))))


def _several(count: int, one: str, many: str) -> str:
    """Return a count with its noun: ``1 entry``, ``1,200 entries``, ``no lines change``."""
    return f"{count:,} {one if count == 1 else many}" if count else f"no {many}"


def said_lines(text: str) -> list[str]:
    """Return the lines of a text that are not blank, without the blanks at their ends."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def changed_lines(old: str, new: str) -> int:
    """Return how many lines of one text are not in another."""
    return (Counter(said_lines(old)) - Counter(said_lines(new))).total()


def preview(replaced: Iterable[Replacement], left: Sequence[Diagnostic]) -> str:
    """Return what becomes of each stretch, file by file from top to bottom, lines ended by a line break.

    Args:
        replaced: The blocks.
        left: What stays as it is, and why.
    """
    told = [(each.file, each.line, str(each)) for each in replaced]
    told += [(each.name, each.line, one_line(str(each))) for each in left]
    return "".join(f"{text}\n" for _, _, text in sorted(told))
