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

    def write(self, text: str) -> None:
        """Add ``text`` to the line, and break it where it is longer than 79 octets and has a blank."""
        line = self.line + text
        while len(line) > _LONGEST:
            at = max(line.rfind(blank, _SHORTEST, _LONGEST + 1) for blank in WHITE)
            if at < 0:
                # It cannot be broken there: as soon as it can, and after all blanks.
                found = _BLANKS.search(line, _LONGEST + 1)
                if found is None:
                    break
                at = found.end() - 1
            self._end(line[:at])
            line = _INDENT + line[at + 1 :]
        self.line = line

    def newline(self) -> None:
        """End the line; one of blanks alone is not written."""
        self._end(self.line)
        self.line = ""

    def _end(self, line: str) -> None:
        bare = line.rstrip(WHITE)
        if bare or not line:
            self._lines.append(bare)
            self.size += len(bare) + 1

    def text(self) -> str:
        """Return all lines that were ended."""
        return "".join([f"{line}\n" for line in self._lines])
