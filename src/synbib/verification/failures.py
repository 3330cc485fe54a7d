"""What went wrong while sources were asked: each line of it is told once."""

from __future__ import annotations

from collections.abc import Callable

from synbib.errors import SynbibError

__all__ = ["Failures"]


class Failures:
    """Tells of failures, of the same one only once.

    Args:
        tell: Is given the lines.
    """

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: set[str] = set()

    def add(self, error: SynbibError) -> None:
        """Tell of a failure, unless that was done."""
        if error.message not in self._told:
            self._told.add(error.message)
            self._tell(error.message)
