"""The spans of an item as one text, with where in it something is linked, bold, quoted and so on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle

__all__ = ["GAP", "Flat", "Hyperlink", "Image", "Range", "flatten"]

# Stands for what has been taken out of a text; no text from a file holds it.
GAP: Final = "\N{INFORMATION SEPARATOR ONE}"

_QUOTED: Final = lazily.pattern(
    r"“([^”]{2,600})”|``([^`']{2,600})''|«([^»]{2,600})»|\"([^\"]{2,600})\""
)
_GOES_ON: Final = lazily.pattern(r"(?:,|\band)\s*$")
_CONTROL: Final = lazily.pattern(r"[\x00-\x09\x0b-\x1f]")


@lazily.dataclass(frozen=True, slots=True, order=True)
class Range:
    """A stretch of a text, from `start` up to but not including `end`."""

    start: int
    end: int

    def holds(self, other: Range) -> bool:
        """Whether ``other`` is within this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Range) -> bool:
        """Whether the two have a character in common."""
        return self.start < other.end and other.start < self.end


@lazily.dataclass(frozen=True, slots=True)
class Hyperlink:
    """A link, and where its text stands."""

    range: Range
    url: str


@lazily.dataclass(frozen=True, slots=True)
class Image:
    """An image: it has a place, but no text.

    Attributes:
        at: Where it stands.
        alt: What it says where it is not shown.
        source: Its own URL.
        url: Where the link around it leads.
    """

    at: int
    alt: str
    source: str
    url: str


@lazily.dataclass(frozen=True, slots=True)
class Flat:
    r"""A text and its marks.

    Attributes:
        text: What is read; lines end with ``\n``, other blanks are as they were.
        links: In order.
        images: In order.
        styled: Each style → the stretches that have it, in order; neighbours are joined, a blank between them too.
        line: The line of the file on which it begins.
    """

    text: str
    links: tuple[Hyperlink, ...]
    images: tuple[Image, ...]
    styled: dict[TextStyle, tuple[Range, ...]]
    line: int

    def quoted(self) -> list[Range]:
        """Return what stands in quotation marks, without these."""
        found: list[Range] = []
        for match in _QUOTED.finditer(self.text):
            group = next(i for i in range(1, 5) if match[i] is not None)
            found.append(Range(*match.span(group)))
        return found


_STYLES: Final = (
    TextStyle.BOLD,
    TextStyle.ITALIC,
    TextStyle.CODE,
    TextStyle.UNDERLINE,
    TextStyle.STRIKE,
)


def flatten(spans: Iterable[TextSpan]) -> Flat:
    """Return the spans of one item, row or cell as one text."""
    parts: list[str] = []
    at = 0
    links: list[Hyperlink] = []
    images: list[Image] = []
    styled: dict[TextStyle, list[Range]] = {style: [] for style in _STYLES}
    line = 0
    for span in spans:
        line = line or span.line
        if span.image:
            images.append(Image(at, span.text, span.image, span.url))
            continue
        text = BREAK if span.text == BREAK else _CONTROL.sub(" ", span.text.replace(BREAK, " "))
        here = Range(at, at + len(text))
        parts.append(text)
        at = here.end
        if span.url:
            _extend_link(links, here, span.url)
        for style in _STYLES:
            if style in span.style:
                styled[style].append(here)
    text = "".join(parts)
    return Flat(
        text,
        tuple(links),
        tuple(images),
        {
            style: tuple(ranges) if style is TextStyle.CODE else _joined(ranges, text)
            for style, ranges in styled.items()
        },
        line,
    )


def _extend_link(links: list[Hyperlink], here: Range, url: str) -> None:
    last = links[-1] if links else None
    if last and last.url == url and last.range.end == here.start:
        links[-1] = Hyperlink(Range(last.range.start, here.end), url)
    else:
        links.append(Hyperlink(here, url))


def _joined(ranges: Sequence[Range], text: str) -> tuple[Range, ...]:
    """Return the ranges with those joined that only blanks part, or the end of a line on which a list goes on."""
    joined: list[Range] = []
    for one in ranges:
        between = text[joined[-1].end : one.start] if joined else ""
        goes_on = BREAK not in between or _GOES_ON.search(text, joined[-1].start, joined[-1].end)
        if joined and not between.strip() and goes_on:
            joined[-1] = Range(joined[-1].start, one.end)
        else:
            joined.append(one)
    return tuple(joined)
