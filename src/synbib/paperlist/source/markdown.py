"""Markdown into blocks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.limits import LONGEST_INLINE
from synbib.paperlist.source.blocks import Block, Row, Table
from synbib.paperlist.source.builder import Builder
from synbib.paperlist.source.dialect import ROWS, block_tokens, inline_tokens
from synbib.paperlist.source.grid import Cell
from synbib.paperlist.source.html import Sink, feed, normalized
from synbib.paperlist.source.runs import Runs

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["read_markdown"]

# What text must hold to be more than text.
_SPECIAL: Final = lazily.pattern(r"[\n!&*<\[\\_`~]")
# The most frequent cell: a link and nothing else. To read it here makes big tables twice as fast.
_LINK: Final = lazily.pattern(r"\[([^\n!&*<>\[\]\\_`~:]++)\]\(([^\s()<>\\&]++)\)")
# Code holds no links: what does is text that was indented too far, as below `10. `.
_LINKED: Final = lazily.pattern(r"\]\((?:https?:|www\.)")
# The start of a list item.
_MARKER: Final = lazily.pattern(r"[*+-]\s+\S|\d{1,9}[.)]\s+\S")
# A target that some editor made a link of, once more: `[x]([https://e.org](https://e.org))`.
_WRAPPED: Final = lazily.pattern(r"\[[^\[\]]*\]\((.*)\)")
_TAB: Final = 4
# Code within code within code: what is indented further is code.
_DEEPEST_CODE: Final = 8


def read_markdown(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown file as GitHub shows it, its HTML interpreted.

    What people mean and CommonMark does not take is recovered: rows after an empty line of a table, lists that are
    indented like code, links with blanks in their URL.

    Args:
        text: With any line endings, and a BOM or none.
    """
    reader = _Reader(normalized(text))
    reader.read(reader.text, 0)
    return reader.builder.finish()


class _Reader:
    """Walks over the tokens of a file and hands them to a builder."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.builder = Builder()
        self._env: dict[str, Any] = {}
        self._written = _last_written(text)

    def read(self, text: str, above: int, depth: int = 0) -> None:
        """Read a file, or a part of it.

        Args:
            text: The part.
            above: How many lines of the file stand above it.
            depth: How many parts it stands in.
        """
        ends: list[int] = []
        for token in block_tokens(text, self._env):
            first, end = token.map or (0, 0)
            line = above + first + 1
            if token.nesting == 1:
                ends.append(self._written[min(above + end, len(self._written) - 1)])
                if token.block:
                    self.builder.settle(alone=token.type == "heading_open" and not token.level)
                self.builder.start(token.tag, line)
            elif token.nesting == -1:
                self.builder.end(token.tag, ends.pop())
            elif token.type == "inline":
                self._inline(self.builder, token.content, line)
            elif token.type == "html_block":
                feed(self.builder, token.content, line)
            elif token.type == "table":
                self.builder.settle(alone=not token.level)
                self.builder.add(self._table(token.meta[ROWS], above))
            elif token.type == "code_block" and depth < _DEEPEST_CODE and _is_text(token.content):
                self.read(_dedented(token.content), line - 1, depth + 1)
            else:
                self.builder.start("hr", line)

    def _table(self, rows: Sequence[tuple[int, list[str]]], above: int) -> Table:
        (first, header), *body = rows
        last = body[-1][0] if body else first + 1
        return Table(
            self._cells(header, above + first + 1),
            tuple(
                Row(self._cells(cells, above + at + 1), above + at + 1, above + at + 2)
                for at, cells in body
            ),
            above + first + 1,
            above + last + 2,
        )

    def _cells(self, cells: list[str], line: int) -> tuple[Cell, ...]:
        return tuple(self._cell(cell, line) if cell else () for cell in cells)

    def _cell(self, cell: str, line: int) -> Cell:
        runs = Runs()
        self._inline(runs, cell, line)
        return runs.spans()

    def _inline(self, sink: Sink, text: str, line: int) -> None:
        """Hand on what stands in a block that begins on a line."""
        if len(text) > LONGEST_INLINE and "\n" in text:
            for number, one in enumerate(text.split("\n")):
                self._inline(sink, one, line + number)
                sink.soft_break(line + number)
            return
        if len(text) > LONGEST_INLINE or not _SPECIAL.search(text):
            sink.text(text, line)
            return
        if link := _LINK.fullmatch(text):
            sink.start("a", line, {"href": link[2]})
            sink.text(link[1], line)
            sink.end("a", line)
            return
        counted = 0
        for token in inline_tokens(text, self._env):
            match token.type:
                case "text" | "text_special":
                    sink.text(token.content, line)
                case "softbreak" | "hardbreak":
                    if token.type == "softbreak":
                        sink.soft_break(line)
                    else:
                        sink.start("br", line)
                    at = token.meta.get("at", counted)
                    line += text.count("\n", counted, at) + 1
                    counted = at + 1
                case "code_inline":
                    sink.start("code", line)
                    sink.text(token.content, line)
                    sink.end("code", line)
                case "html_inline":
                    feed(sink, token.content, line)
                case "image":
                    alt = "".join(child.content for child in token.children or ())
                    sink.start("img", line, {"alt": alt or token.content, **_attributes(token)})
                case _ if token.nesting == 1:
                    sink.start(token.tag, line, _attributes(token))
                case _:
                    sink.end(token.tag, line)


def _attributes(token: Token) -> dict[str, str]:
    return {
        name: _WRAPPED.sub(r"\1", str(value)) if name == "href" else str(value)
        for name, value in token.attrs.items()
        if name != "alt"
    }


def _last_written(text: str) -> list[int]:
    """Return for each number of lines the last, from 1, of those that is not empty but for marks of a quotation."""
    last, found = 0, [0]
    for number, line in enumerate(text.split("\n"), 1):
        last = number if line.strip("> \t") else last
        found.append(last)
    return found


def _is_text(code: str) -> bool:
    """Return whether code is text that was indented: a list that begins with a marker, or what holds links."""
    lines = [line.expandtabs(_TAB) for line in code.split("\n") if line.strip()]
    if not lines or _LINKED.search(code):
        return bool(lines)
    first = len(lines[0]) - len(lines[0].lstrip())
    return all(
        _MARKER.match(line.lstrip()) or (n and len(line) - len(line.lstrip()) > first)
        for n, line in enumerate(lines)
    )


def _dedented(code: str) -> str:
    """Return code without the blanks that all of its lines begin with, line by line."""
    lines = [line.expandtabs(_TAB) for line in code.split("\n")]
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[indent:] for line in lines)
