"""Whole bibliographies of formats that set nothing around an entry."""

from __future__ import annotations

from collections.abc import Iterable

from synbib.text.writers.form import BibliographyLayout

__all__ = ["as_lines", "as_paragraphs"]


def as_paragraphs(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    """Return the entries with a blank line between them."""
    return "\n\n".join(text for _, text in entries)


def as_lines(entries: Iterable[tuple[str, str]], layout: BibliographyLayout) -> str:
    """Return the entries with a blank line between them if the style wants any."""
    return ("\n" * (1 + min(layout.entry_spacing, 1))).join(text for _, text in entries)
