"""Text and inline tags as they come, gathered into spans: the way from any markup into them.

HTML's tags are the common vocabulary: Markdown's emphasis comes as ``em``, a role of reStructuredText as its tag.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.paperlist.source.bare import split_bare_urls
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle

__all__ = ["BLOCKS", "NONE", "Runs"]

# The attributes of a tag that has none.
NONE: Final[Mapping[str, str]] = {}

_STYLES: Final = {
    **dict.fromkeys(("b", "strong"), TextStyle.BOLD),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), TextStyle.ITALIC),
    **dict.fromkeys(("code", "kbd", "pre", "samp", "tt"), TextStyle.CODE),
    **dict.fromkeys(("u", "ins"), TextStyle.UNDERLINE),
    **dict.fromkeys(("s", "del", "strike"), TextStyle.STRIKE),
}
# Tags that begin and end a line.
BLOCKS: Final = frozenset(
    """
    address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 head header hr html li main menu nav ol p pre search section summary table tbody td tfoot
    th thead title tr ul
    """.split()  # noqa: SIM905 - a line for each would be a page
)
_BLANKS: Final = lazily.pattern(r"[ \t\n\r\f\v]+")


class Runs:
    """The spans of one stretch of text: an item, a cell, a heading. Tags that make blocks only end its lines."""

    __slots__ = ("_around", "_gap", "_line", "_open", "_parts", "_spans", "_style", "_url")

    def __init__(self) -> None:
        self._spans: list[TextSpan] = []
        self._parts: list[str] = []  # of the run that is being gathered
        self._line = 0  # where that run begins
        self._open: dict[TextStyle, int] = {}  # how many tags ask for a style
        self._style = TextStyle.PLAIN
        self._url = ""
        self._gap = False  # whether a line ends before what comes next
        self._around = TextStyle.PLAIN, ""  # what is open where it ends

    def text(self, text: str, line: int) -> None:
        """Add text; its stretches of blanks show as one blank, and those around lines not at all."""
        text = _BLANKS.sub(" ", text)
        if self._at_line_start():
            text = text.lstrip(" ")
        if not text:
            return
        if self._gap:
            # Within one bold text, or one link, the end of a line is bold, or linked, too.
            style, url = self._around
            self.break_line(line, style & self._style, url if url == self._url else "")
        if not self._parts:
            self._line = line
        self._parts.append(text)

    def start(self, tag: str, line: int, attributes: Mapping[str, str] = NONE) -> None:
        """Open a tag."""
        if style := _STYLES.get(tag):
            self._restyle(style, 1)
        if tag == "a":
            self._flush()
            self._url = attributes.get("href", "").strip()
        elif tag == "img":
            self._image(attributes.get("alt", ""), attributes.get("src", "").strip(), line)
        elif tag == "br":
            self.break_line(line, self._style, self._url)
        elif tag in BLOCKS:
            self.boundary()

    def end(self, tag: str, line: int) -> None:
        """Close a tag; one that is not open does no harm."""
        if style := _STYLES.get(tag):
            self._restyle(style, -1)
        if tag == "a":
            self._flush()
            self._url = ""
        elif tag == "br":  # people write `</br>`
            self.break_line(line, self._style, self._url)
        elif tag in BLOCKS:
            self.boundary()

    def break_line(self, line: int, style: TextStyle = TextStyle.PLAIN, url: str = "") -> None:
        """End the line, also an empty one."""
        self._gap = False
        self._flush()
        self._trim()
        if self._spans:  # what comes before any text ends no line
            self._spans.append(TextSpan(BREAK, style, url, line=line))

    def soft_break(self, line: int) -> None:
        """End the line where the source ends one; beside a ``<br>`` that is not a second end."""
        self.boundary()

    def boundary(self) -> None:
        """End the line if there is anything on it and anything follows."""
        if not self._gap and not self._at_line_start():
            self._gap = True
            self._around = self._style, self._url

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been added."""
        return not self._spans and not self._parts

    def spans(self) -> tuple[TextSpan, ...]:
        """Return what was gathered, without line breaks at its ends."""
        self._flush()
        while self._spans and self._spans[-1].text == BREAK:
            self._spans.pop()
        self._trim()
        return tuple(self._spans)

    def _at_line_start(self) -> bool:
        if self._gap:
            return True
        return not self._parts and (not self._spans or self._spans[-1].text == BREAK)

    def _restyle(self, style: TextStyle, change: int) -> None:
        self._flush()
        self._open[style] = max(0, self._open.get(style, 0) + change)
        self._style = self._style | style if self._open[style] else self._style & ~style

    def _image(self, alt: str, source: str, line: int) -> None:
        if self._gap:
            self.break_line(line)
        self._flush()
        alt = _BLANKS.sub(" ", alt).strip()
        self._spans.append(TextSpan(alt, self._style, self._url, source, line))

    def _flush(self) -> None:
        """End the run of text that is being gathered."""
        if not self._parts:
            return
        text = "".join(self._parts)
        self._parts.clear()
        style, url, line = self._style, self._url, self._line
        if not text.strip(" "):  # blanks around the image in a link are not link
            self._spans.append(TextSpan(text, line=line))
        elif url or style & TextStyle.CODE:
            self._spans.append(TextSpan(text, style, url, line=line))
        else:
            self._spans += [
                TextSpan(piece, style, bare, line=line) for piece, bare in split_bare_urls(text)
            ]

    def _trim(self) -> None:
        """Drop the blanks at the end of the line."""
        while self._spans and not (last := self._spans[-1]).image and last.text.endswith(" "):
            self._spans.pop()
            if text := last.text.rstrip(" "):
                self._spans.append(TextSpan(text, last.style, last.url, line=last.line))
