"""What one item says of papers: the title by its look, the links by their labels, the rest by what it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from synbib.formats.paperlist.mentions.facts import (
    DOCUMENT_TYPE,
    Facts,
    is_published,
    understand,
    without_publication,
)
from synbib.formats.paperlist.mentions.flat import GAP, Flat, Link, Range, flatten
from synbib.formats.paperlist.mentions.labels import badge, is_label, is_paper_host, kind_of
from synbib.formats.paperlist.mentions.segments import masked as mask
from synbib.formats.paperlist.mentions.segments import segments
from synbib.formats.paperlist.mentions.titles import clean_title, is_title, words
from synbib.formats.paperlist.phrases.people import read_people
from synbib.formats.paperlist.phrases.reference import Reference, read_reference
from synbib.formats.paperlist.source.spans import Span, Style
from synbib.model.identifiers import find_identifier
from synbib.text.urls import clean_url

__all__ = ["Mention", "is_address", "note_link", "read_mention"]

_OPENING: Final = "[(【（{<"
_CLOSING: Final = "])】）}>"
# A word and a colon before a link, which say what it is: ``Code: https://…``.
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[\n|,;•(\[\x1f]))[ \t*_-]*([^\W\d_][\w /-]{1,24}?)[ \t*_]*[:：][ \t]*$"
)
_REACH: Final = 80


@dataclass(slots=True)
class Mention:
    """What an item says of one paper.

    Attributes:
        title: Cleaned; ``""`` if the item names none.
        url: Where the title's link leads; ``""`` if it is no link.
        links: Kind → URL.
        others: Links that are neither labelled nor a title: text and URL.
        dropped: URLs that must not be followed.
        facts: What stands around the title.
        reference: The item read as a formatted reference, if it is one.
        shown: How the title is set off: ``link``, ``quoted``, ``bold``, ``plain`` or ``""``.
        line: The line of the file.
    """

    title: str = ""
    url: str = ""
    links: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    reference: Reference | None = None
    shown: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    range: Range
    shown: str
    url: str = ""


def read_mention(spans: Iterable[Span]) -> list[Mention]:
    """Return what an item, a paragraph or a cell says: a mention for each paper, one with no title if it names none."""
    flat = flatten(spans)
    labelled, free = _links(flat)
    if many := _enumerated(flat, free):
        return many
    mention = Mention(line=flat.line)
    # What a link is called tells more than that an address stands there.
    labelled.sort(key=lambda pair: is_address(flat.text[pair[0].range.start : pair[0].range.end]))
    taken = [_take(flat, link, kind, mention) for link, kind in labelled]
    badges = list(_badges(flat, mention))
    named = [flat.text[link.range.start : link.range.end] for link, _ in labelled]
    shown = [text for text in (*badges, *named) if is_published(text)]
    masked = mask(flat.text, taken)
    title = _title(flat, masked, free, taken)
    if title is None:
        reference = read_reference(_readable(masked))
        if reference and is_title(reference.title) and not read_people(reference.title):
            mention.reference = reference
            mention.title, mention.shown = clean_title(reference.title), "plain"
        else:
            title = _plain_title(flat, masked, bool(mention.links))
    if title is not None:
        _set_title(mention, title, masked)
    for link in free:
        if not (title and title.range.holds(link.range)):
            _keep(mention, flat.text[link.range.start : link.range.end], link.url)
    left = mask(masked, [title.range] if title else [])
    found, tags = segments(flat, DOCUMENT_TYPE.sub(lambda mark: GAP * len(mark[0]), left))
    if title is None and mention.reference:
        # All of the text is the reference.
        found, tags = [mention.reference.rest], []
    mention.facts = understand(found, [*shown, *tags])
    mention.facts.rest = [*(text for text in badges if text not in shown), *mention.facts.rest]
    return [mention]


def _set_title(mention: Mention, title: _Title, masked: str) -> None:
    text = title.text.replace(GAP, " ")
    mention.title, mention.shown = clean_title(text), title.shown
    if DOCUMENT_TYPE.search(text):
        # The title is a whole reference.
        mention.reference = read_reference(" ".join(text.split()))
    elif DOCUMENT_TYPE.search(masked):
        mention.reference = read_reference(_readable(masked), mention.title)
    if mention.reference and mention.reference.title:
        mention.title = clean_title(mention.reference.title)
    if title.url:
        mention.url = clean_url(title.url)
        if not mention.url and _is_harmful(title.url):
            mention.dropped.append(title.url)


# --- links ------------------------------------------------------------------------------------------------


def _links(flat: Flat) -> tuple[list[tuple[Link, str]], list[Link]]:
    """Return the links that are labelled, each with its kind, and the others."""
    labelled: list[tuple[Link, str]] = []
    free: list[Link] = []
    for link in flat.links:
        text = flat.text[link.range.start : link.range.end].strip()
        before = _BEFORE.search(flat.text, max(0, link.range.start - _REACH), link.range.start)
        if before and is_label(before[1]):
            bare = is_label(text) or is_address(text)
            kind = kind_of(before[1], link.url)
            if bare:
                labelled.append((Link(Range(before.start(1), link.range.end), link.url), kind))
                continue
        if is_label(text) or is_address(text):
            labelled.append((link, kind_of("" if is_address(text) else text, link.url)))
        elif text:
            free.append(link)
    return labelled, free


def is_address(text: str) -> bool:
    """Whether the text of a link is nothing but an address."""
    return bool(re.fullmatch(r"(?:[a-z]+://|www\.|mailto:)\S*", text, re.IGNORECASE))


def _is_harmful(url: str) -> bool:
    return bool(re.match(r"\s*(?:javascript|data|vbscript|file):", url, re.IGNORECASE))


def _take(flat: Flat, link: Link, kind: str, mention: Mention) -> Range:
    """Note a labelled link; return where it stands, brackets around it included."""
    note_link(mention, kind, flat.text[link.range.start : link.range.end], link.url)
    start, end = link.range.start, link.range.end
    while start > 0 and end < len(flat.text):
        opening = _OPENING.find(flat.text[start - 1])
        if opening < 0 or flat.text[end] != _CLOSING[opening]:
            break
        start, end = start - 1, end + 1
    return Range(start, end)


def note_link(mention: Mention, kind: str, text: str, written: str) -> None:
    """Note a link of a kind; one that no entry keeps is left out, unless it names a paper."""
    url = clean_url(written)
    if not url:
        if _is_harmful(written):
            mention.dropped.append(written)
    elif kind in ("", "other"):
        if kind == "" or find_identifier(url):
            _keep(mention, text, url)
    elif kind not in mention.links:
        mention.links[kind] = url
    elif mention.links[kind] != url:
        _keep(mention, text, url)


def _keep(mention: Mention, text: str, written: str) -> None:
    url = clean_url(written)
    if url:
        mention.others.append((" ".join(text.split()), url))
    elif _is_harmful(written):
        mention.dropped.append(written)


def _badges(flat: Flat, mention: Mention) -> Iterator[str]:
    """Note the links of images; yield what badges say."""
    for image in flat.images:
        says = badge(image.source, image.alt)
        kind = kind_of(says, image.url) if image.url else ""
        if image.url:
            note_link(mention, kind, says or image.alt, image.url)
        if says and kind != "other":
            yield says


def _enumerated(flat: Flat, free: Sequence[Link]) -> list[Mention]:
    """Return a mention for each link of a list of linked papers within one item, nothing if it is not one."""
    papers = [link for link in free if is_paper_host(link.url)]
    if len(papers) < 2 or len(papers) * 2 < len(free):
        return []
    for one, other in pairwise(papers):
        between = flat.text[one.range.end : other.range.start]
        if not re.fullmatch(
            r"[\s,;/&|•·、，；]*(?:and)?\s*(?:[^\W_]+[ -]?){0,4}[\s,;/&|•·、，；]+", between
        ):
            return []
    found: list[Mention] = []
    for link in papers:
        text = flat.text[link.range.start : link.range.end]
        found.append(Mention(clean_title(text), clean_url(link.url), shown="link", line=flat.line))
    return found


# --- the title --------------------------------------------------------------------------------------------


def _title(flat: Flat, masked: str, free: Sequence[Link], taken: Sequence[Range]) -> _Title | None:
    """Return the title if its look tells: quoted, linked or bold."""
    text = flat.text
    links = [link for link in free if is_title(text[link.range.start : link.range.end])]
    link = next((one for one in links if is_paper_host(one.url)), links[0] if links else None)
    bold = _longest(flat, flat.styled[Style.BOLD], masked)
    quoted = next((one for one in flat.quoted() if _may_be_quoted_title(masked, one, free)), None)
    if quoted and not (
        bold and bold.start < quoted.start and _count(masked, bold) > _count(masked, quoted)
    ):
        inside = next(
            (one.url for one in free if quoted.holds(one.range) or one.range.holds(quoted)), ""
        )
        return _Title(masked[quoted.start : quoted.end], quoted, "quoted", inside)
    if link and bold and not link.range.meets(bold) and _prefers_bold(masked, link, bold):
        link = None
    if link:
        whole = link.range
        around = next((b for b in flat.styled[Style.BOLD] if b.meets(whole)), whole)
        if around != whole and len(links) == 1 and not around.holds(whole):
            around = whole
        return _extended(masked, _Title(masked[whole.start : whole.end], whole, "link", link.url))
    if bold:
        return _extended(masked, _Title(masked[bold.start : bold.end], bold, "bold"))
    return None


def _count(text: str, range_: Range) -> int:
    return words(text[range_.start : range_.end])


def _longest(flat: Flat, ranges: Iterable[Range], masked: str) -> Range | None:
    """Return the first of the ranges that can be a title and has three words, else the first that can be one."""
    able = [one for one in ranges if is_title(masked[one.start : one.end].replace(GAP, " "))]
    return next((one for one in able if _count(masked, one) > 2), able[0] if able else None)


def _prefers_bold(masked: str, link: Link, bold: Range) -> bool:
    """Whether of a bold text and a link beside it the bold one is the title."""
    if is_paper_host(link.url) and _count(masked, link.range) > 2:
        return False
    return bold.start < link.range.start or _count(masked, bold) > _count(masked, link.range)


def _may_be_quoted_title(masked: str, quoted: Range, free: Sequence[Link]) -> bool:
    inside = masked[quoted.start : quoted.end]
    if GAP in inside or words(inside) < 2 or not is_title(inside):
        return False
    if any(link.range.start < quoted.start - 1 and link.range.meets(quoted) for link in free):
        return False  # a word in quotation marks within a linked title
    # Running words before it: then it is something that a sentence mentions.
    before = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", masked[: quoted.start])
    return len(re.findall(r"\b[a-z]{3,}\b", before)) < 4 + 2 * before.count(",")


_NEXT: Final = re.compile(
    rf"\s*[:：]\s*([^\n{GAP}|\[(*_]{{8,300}}?)\s*(?=[\n{GAP}|\[(]|\.\s|$|\s[-–—]\s)"
)
_BEHIND_NAME: Final = re.compile(
    rf"\s*([^\n{GAP}|\[(:*,]{{12,300}}?)\s*(?=[\n{GAP}|\[(]|\.\s|$|\s[-–—]\s)"
)


def _extended(masked: str, title: _Title) -> _Title:
    """Return the title with what belongs to it behind a linked or bold name: ``[Name](…): What It Does``."""
    if words(title.text) > 2:
        return title
    in_brackets = title.text.strip().startswith(("[", "【"))
    found = (_BEHIND_NAME if in_brackets else _NEXT).match(masked, title.range.end)
    if not found or words(found[1]) < 3 or not is_title(found[1]):
        return title
    if not in_brackets and not _is_capital(found[1]):
        return title  # a description
    text = found[1] if in_brackets else f"{clean_title(title.text)}: {found[1]}"
    return replace(title, text=text, range=Range(title.range.start, found.end(1)))


def _is_capital(text: str) -> bool:
    """Whether a text looks like a title rather than a sentence: most of its longer words begin with a capital."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    return bool(long) and sum(word[0].isupper() for word in long) * 2 > len(long)


_PLAIN: Final = re.compile(
    rf"[\s{GAP}]*(?:[\[(【][^\[\]()【】]{{0,60}}[\])】][\s{GAP}.:,]*){{0,4}}"
    rf"([^\n{GAP}|]{{4,400}}?)\s*(?=[\n{GAP}|]|\((?:19|20)\d\d\)|\s[-–—]\s|[\[(【][^\[\]()]{{0,80}}[\])】][\s{GAP}.]*(?:[\n{GAP}]|$)|$)"
)


def _plain_title(flat: Flat, masked: str, linked: bool) -> _Title | None:
    """Return the title of an item whose text has no look: what stands before the links."""
    if linked and (found := _PLAIN.match(masked)):
        text = without_publication(found[1])
        range_ = Range(found.start(1), found.start(1) + len(text))
        italic = any(one.meets(range_) for one in flat.styled[Style.ITALIC])
        if not italic and words(text) > 2 and is_title(text) and not understand([text]).authors:
            return _Title(text, range_, "plain")
    italics = [one for one in flat.styled[Style.ITALIC] if _count(masked, one) > 2]
    for one in italics:
        text = masked[one.start : one.end]
        if linked and is_title(text) and not understand([text]).authors:
            return _Title(text, one, "italic")
    return None


def _readable(masked: str) -> str:
    return " ".join(masked.replace(GAP, " ").split())
