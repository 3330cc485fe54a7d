"""Citations and references as HTML, put into a page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl import Written
from synbib.csl.cite import reference_target
from synbib.documents import Found, Kept
from synbib.documents.placing import Edit, Placing, edited, place
from synbib.mkdocs.composing import Composed
from synbib.mkdocs.footnotes import footnote, notes_start, with_notes
from synbib.mkdocs.scanning import Scan, Shown, Where
from synbib.mkdocs.tokens import Kind, Tokens
from synbib.text import WRITERS, link
from synbib.text.inlines import kept_as_html
from synbib.text.writers import html_bibliography

__all__ = ["Links", "anchor", "plain_text", "plain_written", "write_page"]

_INLINE: Final = WRITERS["html"].inline
_CITE_LINK: Final = lazily.pattern(r'<a href="(?P<target>#ref-[^"]*)">(?P<text>.*?)</a>', re.DOTALL)
_LINK: Final = lazily.pattern(r"</?a\b[^>]*>")
_BLOCKS_END: Final = lazily.pattern(r"(?:\s*</div>)*\s*\Z")
_ID: Final = lazily.pattern(r' id="ref-[^"]*"')
# What a bibliography may stand in alone, or within: there it ends the paragraph.
_PARAGRAPH: Final = lazily.pattern(r"<p>\s*\Z")
_PARAGRAPH_END: Final = lazily.pattern(r"\s*</p>")
_OPENED: Final = lazily.pattern(r"<(/?)p\b[^>]*>")
_NEAR: Final = 40  # characters


class Links(NamedTuple):
    """Where the citations of a page lead.

    Attributes:
        href: Key → the address of its reference, ``""`` if no page has it.
        back: Key → the addresses of the citations that cite it.
    """

    href: Callable[[str], str]
    back: Callable[[str], Sequence[str]]


def anchor(number: int) -> str:
    """Return the id of a citation of a page, which are numbered from 1."""
    return f"cite-{number}"


def plain_text(marked: str, kept: Kept) -> str:
    """Return marked text in one line, without formatting."""
    return " ".join(kept.put_back(WRITERS["text"].inline(marked), lambda s: s.strip("`$")).split())


def plain_written(written: Written, composed: Composed) -> str:
    """Return a citation where there is text alone, as in a title: without its note, if it is one."""
    texts = (written.authors, "" if composed.in_notes else written.text)
    return plain_text(" ".join(filter(None, texts)), composed.kept)


def write_page(
    page: Scan,
    tokens: Tokens,
    composed: Composed,
    number: int,
    links: Links,
    lists: Mapping[Kind, Collection[str]],
    *,
    appended: bool,
) -> str:
    """Return the HTML of a page with its citations and bibliographies.

    Args:
        page: The page.
        tokens: What its tokens stand for.
        composed: What its citations became.
        number: The number of the page in ``composed``.
        links: Where its citations lead.
        lists: The keys of each kind of bibliography.
        appended: Whether its references stand at its end, as no marker says where.
    """
    inline = _Inline(composed, number, links)
    written = composed.written[number]
    edits, notes = _placed(page, tokens, composed, written, inline)
    by_number = {cite.number: text for cite, text in zip(page.cites, written, strict=True)}
    for each in (*page.cites, *page.copies):
        if each.where is Where.ATTRIBUTE or each in page.copies:
            plain = html.escape(plain_written(by_number[each.number], composed))
            edits.append(Edit(each.start, each.end, plain))
    seen: set[str] = set()
    for marker in page.markers:
        kind = tokens[marker.number].kind
        keys = lists.get(kind, ())
        edits.append(_block(page.html, marker, inline.references(keys, seen)))
    if appended:
        at = notes_start(page.html)
        edits.append(Edit(at, at, f"\n{inline.references(lists[Kind.REFERENCES], seen)}\n"))
    text = edited(page.html, sorted(edits, key=lambda edit: edit[:2]))
    return with_notes(text, notes) if notes else text


def _placed(
    page: Scan, tokens: Tokens, composed: Composed, written: Sequence[Written], inline: _Inline
) -> tuple[list[Edit], list[str]]:
    """Return the edits that put citations into the text, each with its id, and the notes."""
    in_text: list[tuple[int, Shown, Written]] = [
        (at, cite, each)
        for at, (cite, each) in enumerate(zip(page.cites, written, strict=True), 1)
        if cite.where is not Where.ATTRIBUTE
    ]
    clusters = []
    for _, cite, _ in in_text:
        cluster = tokens[cite.number].cluster
        assert cluster is not None, "a citation has its cluster"
        note = page.notes.get(cite.note, -1)
        clusters.append(lazily.replace(cluster, start=cite.start, end=cite.end, note=note))
    texts = [
        Written(
            inline(each.text, linked=cite.where is Where.TEXT),
            inline(each.authors, linked=cite.where is Where.TEXT),
            each.raised,
        )
        for _, cite, each in in_text
    ]
    placing = Placing(composed.in_notes, footnote, composed.in_notes, composed.in_quote)
    edits, notes = place(page.html, Found(tuple(clusters)), texts, placing)
    return [
        Edit(
            edit.start,
            edit.end,
            f'<span class="synbib-cite" id="{anchor(at)}">{edit.text}</span>' if edit.text else "",
        )
        for (at, _, _), edit in zip(in_text, edits, strict=True)
    ], notes


def _block(page: str, marker: Shown, block: str) -> Edit:
    """Return the edit that puts a bibliography in its marker's place; no paragraph may hold it."""
    before = _PARAGRAPH.search(page, max(0, marker.start - _NEAR), marker.start)
    after = _PARAGRAPH_END.match(page, marker.end)
    if before and after:
        return Edit(before.start(), after.end(), block)
    *_, opened = ["/", *(found[1] for found in _OPENED.finditer(page, 0, marker.start))]
    if not opened and block:
        block = f"</p>\n{block}\n<p>"
    return Edit(marker.start, marker.end, block)


class _Inline:
    """Makes HTML of marked text.

    Args:
        composed: What is written.
        number: The number of the page in it.
        links: Where citations lead.
    """

    def __init__(self, composed: Composed, number: int, links: Links) -> None:
        self._composed = composed
        self._links = links
        self._opened: dict[str, tuple[str, str]] = {}
        cited = {key for keys in composed.cites[number] for key in keys}
        # How the writer writes a link to a reference → its key.
        self._keys = {
            found["target"]: key
            for key in cited & composed.references.keys()
            if (found := _CITE_LINK.match(_INLINE(link(reference_target(key), "x"))))
        }

    def __call__(self, marked: str, *, linked: bool = True) -> str:
        """Return marked text as HTML.

        Args:
            marked: The text.
            linked: Whether it may hold links: not within a link.
        """
        if not marked:
            return ""
        text = _CITE_LINK.sub(self._cite, _INLINE(marked))
        text = self._composed.kept.put_back(text, kept_as_html)
        return text if linked else _LINK.sub("", text)

    def _cite(self, found: re.Match[str]) -> str:
        key = self._keys.get(found["target"])
        if key is None:
            return found["text"]
        title = html.escape(plain_text(self._composed.references[key], self._composed.kept))
        href = self._links.href(key)
        if href:
            return f'<a href="{html.escape(href)}" title="{title}">{found["text"]}</a>'
        return f'<span title="{title}">{found["text"]}</span>'

    def references(self, keys: Collection[str], seen: set[str]) -> str:
        """Return a bibliography.

        Args:
            keys: The keys of its entries.
            seen: Those that the page has before it, whose ids are taken; its own are added.
        """
        chosen = [key for key in self._composed.references if key in keys]
        if not chosen:
            return ""
        text = html_bibliography(
            [(key, self._reference(key)) for key in chosen], self._composed.layout
        )
        if any(key in seen for key in chosen):
            taken = iter(chosen)
            text = _ID.sub(lambda found: "" if next(taken) in seen else found[0], text)
        seen.update(chosen)
        return text

    def _reference(self, key: str) -> str:
        text = self(self._composed.references[key])
        if not (back := self._links.back(key)):
            return text
        # Within the last block of the reference, if it is made of blocks.
        found = _BLOCKS_END.search(text)
        at = found.start() if found else len(text)
        return f"{text[:at]} {_back_links(back)}{text[at:]}"


def _back_links(addresses: Iterable[str]) -> str:
    links = [html.escape(address) for address in addresses]
    if len(links) == 1:
        shown = f'<a href="{links[0]}" title="Back to the text">↑</a>'
    else:
        shown = " ".join(
            f'<a href="{address}" title="Back to the text">{number}</a>'
            for number, address in enumerate(links, 1)
        )
        shown = f"↑ {shown}"
    return f'<span class="synbib-back" data-search-exclude>{shown}</span>'
