"""The styles that one may choose: those chosen before, the usual ones, and all others by what people call them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from synbib.csl import style_names
from synbib.csl.style import StyleInfo, search_styles, style_infos
from synbib.text.folding import fold
from synbib.text.narrowing import matching

__all__ = ["Styles"]

_USUAL: Final = ("apa", "ieee", "acl", "chicago", "mla", "vancouver", "nature", "acm", "gb7714")
_FILES: Final = (".bst", ".csl")
_MOST: Final = 200  # that anybody looks through


class Styles:
    """The styles to choose from.

    Args:
        first: The name of the one that is chosen at first.

    Attributes:
        chosen: The names of those that were chosen, the one that is now first.
    """

    def __init__(self, first: str) -> None:
        self.chosen = [first]
        self._infos: Sequence[StyleInfo] = ()

    @property
    def now(self) -> str:
        """The name of the style that is chosen."""
        return self.chosen[0]

    def choose(self, name: str) -> None:
        """Choose a style."""
        self.chosen = [name, *(other for other in self.chosen if other != name)]

    def read(self) -> None:
        """Read what all styles say of themselves, which takes a while at the first time on a machine."""
        self._infos = self._infos or style_infos()

    def find(self, text: str) -> list[tuple[str, str]]:
        """Return the styles that are found by a text, each with what it is; by none, those chosen and the usual ones.

        Before `read` they are found by their names alone.
        """
        words = text.split()
        if not words:
            chosen = {name: "now" if name == self.now else "chosen" for name in self.chosen}
            return [*chosen.items(), *((name, "") for name in _USUAL if name not in chosen)]
        if text.strip().endswith(_FILES):
            return [(text.strip(), "")]
        if self._infos:
            found = search_styles(self._infos, words)[:_MOST]
            return [(info.name, info.title) for info in found]
        names = style_names()
        return [(names[i], "") for i in matching(text, list(map(fold, names)))[:_MOST]]
