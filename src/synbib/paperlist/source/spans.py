"""Runs of text with what is known of their look: what every kind of source is read into."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntFlag

from synbib import lazily

__all__ = ["BREAK", "TextSpan", "TextStyle", "lines", "plain"]

# The text of a span that ends a line: a soft or hard line break, ``<br>``, the end of a paragraph.
BREAK = "\n"


class TextStyle(IntFlag):
    """How a run of text looks."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    CODE = 4
    UNDERLINE = 8
    STRIKE = 16


@lazily.dataclass(frozen=True, slots=True)
class TextSpan:
    """A run of text that looks the same.

    Attributes:
        text: What is seen, entities and escapes resolved; of an image, its alternative text. `BREAK` ends a line.
        style: How it looks.
        url: Where the link around it leads, as written; ``""`` if there is none.
        image: Where the image comes from that stands here; ``""`` if it is text.
        line: The line of the file, from 1.
    """

    text: str
    style: TextStyle = TextStyle.PLAIN
    url: str = ""
    image: str = ""
    line: int = 0


def plain(spans: Iterable[TextSpan]) -> str:
    """Return what the spans say, without images, every stretch of blanks and breaks as one blank."""
    return " ".join("".join(span.text for span in spans if not span.image).split())


def lines(spans: Iterable[TextSpan]) -> Iterator[tuple[TextSpan, ...]]:
    """Yield the lines of a text; those with nothing on them too."""
    line: list[TextSpan] = []
    for span in spans:
        if span.text == BREAK:
            yield tuple(line)
            line = []
        else:
            line.append(span)
    yield tuple(line)
