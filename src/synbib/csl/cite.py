"""What goes into a processor and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from synbib.text import BibliographyLayout

__all__ = ["Bibliography", "Cite"]


@dataclass(frozen=True, slots=True)
class Cite:
    """One cite of a citation (CSL-JSON's *citation item*).

    Attributes:
        key: The item's id.
        locator: The place within the work, e.g. ``12-15``.
        label: What the locator counts: ``page``, ``chapter``, … (CSL 1.0.2, "Locators").
        prefix: Text before the cite.
        suffix: Text after it.
        suppress_author: Leave the author out, as after "Smith says (2020)".
        author_only: The author alone, as in running text.
    """

    key: str
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A formatted bibliography.

    Attributes:
        entries: ``(id, formatted reference)`` in the style's order.
        params: How the style wants the whole set.
    """

    entries: list[tuple[str, str]]
    params: BibliographyLayout
