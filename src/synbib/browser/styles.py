"""The styles that one may choose: those chosen before, the usual ones, and all others by what people call them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Final

from synbib import cache
from synbib.bibliography import StyleChoice
from synbib.csl import style_names
from synbib.csl.style import StyleInfo, search_styles, style_infos
from synbib.library import Entry
from synbib.text.folding import fold
from synbib.text.narrowing import matching

__all__ = ["Styles"]

_USUAL: Final = ("apa", "ieee", "acl", "chicago", "mla", "vancouver", "nature", "acm", "gb7714")
_FILES: Final = (".bst", ".csl")
_MOST: Final = 200  # that anybody looks through
_KEPT_AS: Final = b"browser: styles that were chosen"
_MOST_KEPT: Final = 5


class Styles:
    """The styles to choose from.

    Args:
        first: What formats which entry at first, as the project has it.

    Attributes:
        chosen: The names of those that were chosen, the one that is now first; also in runs before this one.
    """

    def __init__(self, first: StyleChoice) -> None:
        self._first = first
        self.chosen = list(dict.fromkeys((first.default, *_kept())))
        self._infos: Sequence[StyleInfo] = ()

    @property
    def now(self) -> str:
        """The name of the style that is chosen."""
        return self.chosen[0]

    def of(self, entries: Sequence[Entry]) -> str:
        """Return the name of the style of entries: that of their type if they share it, else the one that is chosen.

        One that somebody chooses is for all types.
        """
        choice = self._first if self.now == self._first.default else StyleChoice(self.now)
        names = {choice.of(entry) for entry in entries}
        return names.pop() if len(names) == 1 else self.now

    def choose(self, name: str) -> None:
        """Choose a style."""
        self.chosen = [name, *(other for other in self.chosen if other != name)]
        # What is a file here may not be one where synbib runs next.
        names = [each for each in self.chosen if not each.endswith(_FILES)]
        cache.write(_KEPT_AS, json.dumps(names[:_MOST_KEPT]).encode())

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


def _kept() -> list[str]:
    """Return the names that were chosen in runs before this one."""
    kept = cache.read(_KEPT_AS)
    return list(json.loads(kept)) if kept else []
