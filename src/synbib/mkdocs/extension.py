"""The extension of Python-Markdown that puts tokens into pages, snippets that they take in, and docstrings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

__all__ = ["HoldCitations"]

# After `pymdownx.snippets` (32), which takes files in; before all that reads Markdown.
_PRIORITY: Final = 31


class HoldCitations(Extension):
    """Gives each text that is converted to ``hold`` first.

    Args:
        hold: Markdown → the same with tokens.
    """

    def __init__(self, hold: Callable[[str], str]) -> None:
        super().__init__()
        self._hold = hold

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown calls it
        """Add the step to a converter."""
        md.preprocessors.register(_Step(self._hold), "synbib", _PRIORITY)


class _Step(Preprocessor):
    def __init__(self, hold: Callable[[str], str]) -> None:
        super().__init__()
        self._hold = hold

    def run(self, lines: list[str]) -> list[str]:
        return self._hold("\n".join(lines)).split("\n")
