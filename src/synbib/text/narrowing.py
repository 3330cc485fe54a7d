"""What somebody types, held against texts: whole words, then letters in order, the nearest first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from synbib.text.folding import fold

__all__ = ["matching"]


def matching(query: str, texts: Sequence[str], among: Sequence[int] | None = None) -> list[int]:
    """Return which texts match all words of a query, the nearest first: whole words of it, then letters in order.

    Args:
        query: What is typed.
        texts: The texts, folded.
        among: Only these of them; all by default.
    """
    words = fold(query).split()
    candidates = range(len(texts)) if among is None else among
    if not words:
        return list(candidates)
    patterns = [_in_order(word) for word in words]
    near: list[int] = []
    far: list[tuple[int, int]] = []
    for i in candidates:
        text = texts[i]
        apart = 0
        for word, pattern in zip(words, patterns, strict=True):
            if word in text:
                continue
            letters = pattern.match(text)
            if letters is None:
                break
            apart += letters.end() - letters.start("first") - len(word) + 1
        else:
            if apart:
                far.append((apart, i))
            else:
                near.append(i)
    return [*near, *(i for _, i in sorted(far))]


def _in_order(word: str) -> re.Pattern[str]:
    """Return what matches a text that has the letters of a word in order; no place in it is looked at twice."""
    first, *others = map(re.escape, word)
    rest = "".join(f"[^{letter}]*+{letter}" for letter in others)
    return re.compile(f"[^{first}]*+(?P<first>{first}){rest}")
