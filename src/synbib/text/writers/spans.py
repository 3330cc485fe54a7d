"""Inline text by a table of spans and an escape, which is all that most formats are."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from synbib.text.marks import BY_CLOSE, BY_OPEN, LINK_OPEN, MARK, split_links

__all__ = ["inline_by_table"]


def inline_by_table(
    escape: Callable[[str], str],
    spans: Mapping[str, tuple[str, str]],
    link: Callable[[str], tuple[str, str]],
) -> Callable[[str], str]:
    """Return a function of marked text that writes it by a table.

    Args:
        escape: What plain text becomes; it may stand between marks, which stay.
        spans: The name of a span → what opens and what closes it; others lose their formatting.
        link: A URL → what opens and what closes a link to it.
    """
    marks = {char: spans.get(span.name, ("", ""))[0] for char, span in BY_OPEN.items()}
    marks |= {char: spans.get(span.name, ("", ""))[1] for char, span in BY_CLOSE.items()}

    def unlinked(marked: str) -> str:
        escaped = escape(marked)
        return MARK.sub(lambda m: marks.get(m[0], ""), escaped) if MARK.search(escaped) else escaped

    def inline(marked: str) -> str:
        if LINK_OPEN not in marked:
            return unlinked(marked)
        pieces: list[str] = []
        for text, url in split_links(marked):
            opened, closed = link(url) if url else ("", "")
            pieces += (opened, unlinked(text), closed)
        return "".join(pieces)

    return inline
