"""HTML into blocks.

Its tags are found here and not by `html.parser`, which takes time that grows with the square of the input where tags
are not closed, and raises an exception on ``<![``.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Mapping
from typing import Final, Protocol

from synbib import lazily
from synbib.paperlist.source.blocks import Block
from synbib.paperlist.source.builder import Builder

__all__ = ["Sink", "feed", "normalized", "read_html"]

# A tag. A value may hold `>` but no `<`: so a quote that is not closed costs no more than what stands before the next.
_TAG: Final = lazily.pattern(
    r"""
    < (?P<end> /? ) (?P<name> [A-Za-z][A-Za-z0-9-]* )
    (?: (?P<rest> (?: [^<>"'] | "[^"<]*" | '[^'<]*' )*+ ) | (?P<loose> [^<>]* ) ) >
    """,
    re.VERBOSE,
)
# A name is tried from its beginning only: what no `=` follows costs no more than itself.
_ATTRIBUTE: Final = lazily.pattern(
    r"""(?<![^\s=/"'<>])([^\s=/"'<>]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|["']?([^\s"'>]*))"""
)
# What is not text; it ends with its end tag only.
_UNSEEN: Final = {
    name: lazily.pattern(rf"</{name}\s*+>", re.IGNORECASE)
    for name in ("script", "style", "template", "svg", "title")
}


class Sink(Protocol):
    """What takes tags and text: a builder of blocks, or the runs of one line."""

    def start(self, tag: str, line: int, attributes: Mapping[str, str] = ...) -> None:
        """Open a tag."""

    def end(self, tag: str, line: int) -> None:
        """Close a tag."""

    def text(self, text: str, line: int) -> None:
        """Add text."""

    def soft_break(self, line: int) -> None:
        """End a line of the source."""


def read_html(html: str, line: int = 1) -> tuple[Block, ...]:
    """Return the blocks of HTML, a page or a part of one; scripts, styles and comments are not part of them.

    Args:
        html: It may be broken in every way that browsers forgive.
        line: The line of the file that it begins on.
    """
    builder = Builder()
    feed(builder, normalized(html), line)
    return builder.finish()


def normalized(text: str) -> str:
    r"""Return ``text`` without a BOM, its lines ended by ``\n``, and with U+FFFD for NUL."""
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}")


def feed(sink: Sink, html: str, line: int) -> None:
    r"""Hand the tags and the text of HTML to a sink.

    Args:
        sink: Takes them, entities resolved.
        html: Its lines end with ``\n``.
        line: The line of the file that it begins on.
    """
    at = counted = 0
    while at < len(html):
        opened = html.find("<", at)
        if opened != at:  # text up to the next tag, or to the end
            stop = opened if opened >= 0 else len(html)
            sink.text(entities.unescape(html[at:stop]), line)
        elif tag := _TAG.match(html, at):
            stop = _tag(sink, tag, line)
        elif html.startswith(("<!", "<?"), at):
            stop = _after_comment(html, at)
        else:
            stop = at + 1
            sink.text("<", line)
        at = stop
        line += html.count("\n", counted, at)
        counted = at


def _tag(sink: Sink, tag: re.Match[str], line: int) -> int:
    """Hand on a tag and return where what follows it begins."""
    name = tag["name"].lower()
    if tag["end"]:
        sink.end(name, line)
    elif name in _UNSEEN:
        closed = _UNSEEN[name].search(tag.string, tag.end())
        return closed.end() if closed else len(tag.string)
    else:
        attributes = {
            key.lower(): entities.unescape(double or single or bare)
            for key, double, single, bare in _ATTRIBUTE.findall(tag["rest"] or tag["loose"] or "")
        }
        sink.start(name, line, attributes)
    return tag.end()


def _after_comment(html: str, at: int) -> int:
    """Return where a comment or a declaration ends; with the text, if it is not closed."""
    mark = "-->" if html.startswith("<!--", at) else ">"
    # HTML Living Standard §13.2.5.43: `<!-->` is a whole comment.
    end = html.find(mark, at + 2)
    return end + len(mark) if end >= 0 else len(html)
