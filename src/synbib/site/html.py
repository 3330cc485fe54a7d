"""Texts as HTML for pages: what is HTML already, and what is not."""

from __future__ import annotations

from synbib.text.controls import without_controls
from synbib.text.marks import split_links
from synbib.text.writers.html import page_inline

__all__ = ["Html", "html"]


class Html(str):
    """A text that is HTML, which templates write as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return itself: what templates ask a value for before they escape it."""
        return self


def html(marked: str, *, links: bool = True) -> Html:
    """Return marked text (see `synbib.text`) as HTML within a line.

    Args:
        marked: The text.
        links: Whether what is a link stays one; in a link nothing is.
    """
    if not links:
        marked = "".join(text for text, _ in split_links(marked))
    return Html(page_inline(without_controls(" ".join(marked.split()))))
