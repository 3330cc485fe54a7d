"""Whole bibliographies of formats that set little around an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from synbib.text.writers.form import BibliographyLayout

__all__ = ["lines", "paragraphs"]

_Bibliography = Callable[[Iterable[tuple[str, str]], BibliographyLayout], str]


def paragraphs(
    inline: Callable[[str], str], opening: Callable[[str], str] = lambda key: ""
) -> _Bibliography:
    """Return a function that writes a bibliography as paragraphs, a blank line between them.

    Args:
        inline: Writes the marked text of an entry.
        opening: A citation key → what stands before its entry, such as the place that links lead to.
    """

    def write(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
        return "\n\n".join(opening(key) + inline(text) for key, text in entries)

    return write


def lines(inline: Callable[[str], str]) -> _Bibliography:
    """Return a function that writes a bibliography with a blank line between entries if the style wants any."""

    def write(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
        between = "\n" * (1 + min(layout.entry_spacing, 1))
        return between.join(inline(text) for _, text in entries)

    return write
