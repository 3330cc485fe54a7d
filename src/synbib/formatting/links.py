"""Links in a reference that a style of BibTeX's has made, as ``--links`` has them in those of CSL styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from synbib.library import Entry
from synbib.text.marks import LINK_OPEN, link, split_links, strip
from synbib.text.urls import clean_url, resolved

__all__ = ["linked"]


def linked(text: str, entry: Entry | None, *, links: bool) -> str:
    r"""Return a reference with the links that are wanted.

    What the style, or a field, says with ``\href`` stays a link: its text does not show where it leads. An address that
    is shown is a link if ``links``, and where a reference has none at all, its title is.

    Args:
        text: The reference as marked text, its addresses as links.
        entry: Whose it is.
        links: Whether addresses are links.
    """
    if not links:
        return _without_shown(text) if LINK_OPEN in text else text
    if entry is None:
        return text
    for shown, url in _addresses(entry):
        text = _with_link(text, re.escape(shown), url)
    if LINK_OPEN not in text and entry.links:
        title = r"\s+".join(map(re.escape, strip(entry.marked_title).split()))
        text = _with_link(text, title, entry.links[0].url)
    return text


def _without_shown(text: str) -> str:
    """Return ``text`` without links whose text is the address."""
    return "".join(
        link(url, shown) if not _shows(shown, url) else shown for shown, url in split_links(text)
    )


def _shows(shown: str, url: str) -> bool:
    return url.removesuffix("/").endswith(strip(shown).strip().removesuffix("/"))


def _addresses(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield what a reference may show, and the address that it is."""
    item = entry.csl
    if doi := item.get("DOI"):
        yield doi, resolved("https://doi.org/", doi)
    if url := item.get("URL"):
        yield url, clean_url(url)


def _with_link(text: str, pattern: str, url: str) -> str:
    """Return ``text`` with the first place that a pattern matches and that is not a link yet as one."""
    if not pattern:
        return text
    pieces: list[str] = []
    is_found = False
    for shown, target in split_links(text):
        if target or is_found:
            pieces.append(link(target, shown))
            continue
        before = shown
        if found := re.search(pattern, shown, re.IGNORECASE):
            is_found = True
            before = shown[: found.start()] + link(url, found[0]) + shown[found.end() :]
        pieces.append(before)
    return "".join(pieces)
