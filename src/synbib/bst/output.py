"""The lines of a ``.bbl``, broken as BibTeX breaks them (``bibtex.web`` §§ 321-324)."""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.bst.octets import WHITE

__all__ = ["Lines"]

_LONGEST: Final = 79
_SHORTEST: Final = 3
_INDENT: Final = "  "
_BLANKS: Final = lazily.pattern(f"[{WHITE}]+")


class Lines:
    """What a style writes.

    Attributes:
        line: The line that is not yet ended.
        size: How many octets the lines have.
    """

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.line = ""
        self.size = 0
        self._searched = (
            0  # so many octets of a line that cannot be broken have no blank to break it at
        )

    def write(self, text: str) -> None:
        """Add ``text`` to the line, and break it where it is longer than 79 octets and has a blank."""
        line = self.line + text
        start = 0
        indent = ""
        while len(indent) + len(line) - start > _LONGEST:
            beyond = start + _LONGEST + 1 - len(indent)
            head = indent + line[start:beyond]
            at = max([head.rfind(blank, _SHORTEST) for blank in WHITE])
            end = start + at - len(indent)
            if at < 0:
                # It cannot be broken there: as soon as it can, and after all blanks.
                found = _BLANKS.search(line, max(beyond, self._searched))
                if found is None:
                    self._searched = len(indent) + len(line) - start
                    break
                end = found.end() - 1
            self._end(indent + line[start:end])
            start = end + 1
            indent = _INDENT
            self._searched = 0
        self.line = indent + line[start:]

    def newline(self) -> None:
        """End the line; one of blanks alone is not written."""
        self._end(self.line)
        self.line = ""
        self._searched = 0

    def _end(self, line: str) -> None:
        bare = line.rstrip(WHITE)
        if bare or not line:
            self._lines.append(bare)
            self.size += len(bare) + 1

    def text(self) -> str:
        """Return all lines that were ended."""
        return "".join([f"{line}\n" for line in self._lines])
