"""What a Markdown file holds: its headings and its code. The one place that knows markdown-it-py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.text import scrub
from synbib.text.marks import BOLD, CODE, ITALIC

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

__all__ = ["Heading", "code_lines", "heading_levels", "headings", "shown_lines"]

_BOM: Final = "\N{BYTE ORDER MARK}"

# Token → what stands for it in the heading's marked text. A link is its text, an image nothing.
_MARKS: Final = {
    "em_open": ITALIC.open,
    "em_close": ITALIC.close,
    "strong_open": BOLD.open,
    "strong_close": BOLD.close,
    "softbreak": " ",
    "hardbreak": " ",
}
_LINE_END: Final = lazily.pattern(r"\r\n?|\n")
_ATX: Final = lazily.pattern(
    r"\N{BYTE ORDER MARK}? {0,3}(#{1,6})(?:[ \t]|$)"
)  # CommonMark 0.31.2 §4.2
# Where none of these is, each line that looks like an ATX heading is one, and nothing else is: code, the underline of
# a setext heading, HTML. The parser takes longer to load than all else that a file needs.
_NEEDS_PARSER: Final = lazily.pattern(
    r"""
      ``` | ~~~
    | ^ [ ]{0,3} (?: =+ | -+ ) [ \t]* \r? $
    | ^ \N{BYTE ORDER MARK}? [ \t]* < (?! !-- [^\r\n]* --> [ \t]* \r? $ )
    | ^ (?: [ ]{4} | \t | [ ]{0,3} (?: [-*+>] | \d+[.)] ) ) [^#\r\n]{0,80} \#
    """,
    re.MULTILINE | re.VERBOSE,
)
_HTML_HEADING: Final = lazily.pattern(
    r"<h([1-6])\b[^<>]*>((?:(?!<h[1-6]).)*?)</h\1\s*>", re.IGNORECASE | re.DOTALL
)
_HTML_COMMENT: Final = lazily.pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HTML_SHOWN: Final = lazily.pattern(r"\s*<(?:pre|script|style|textarea)\b", re.IGNORECASE)
_HTML_TAG: Final = lazily.pattern(r"<[^<>]*>")


@lazily.dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a file.

    Attributes:
        level: 1 to 6.
        text: Marked text (see `synbib.text`); links and images in it are gone, the text of links stays.
        line: From 0.
    """

    level: int
    text: str
    line: int


def heading_levels(text: str) -> list[tuple[int, int]]:
    """Return line, from 1, and level of each heading of a Markdown file, in order."""
    if _NEEDS_PARSER.search(text):
        return [(heading.line + 1, heading.level) for heading in headings(text)]
    lines = enumerate(_LINE_END.split(text), 1)
    return [(number, len(found[1])) for number, line in lines if (found := _ATX.match(line))]


def headings(text: str) -> list[Heading]:
    """Return the headings of a Markdown file in order: ATX, setext, and the ``<h1>`` to ``<h6>`` of HTML blocks."""
    env: dict[str, Any] = {}
    tokens = _parser().parse(text.removeprefix(_BOM), env)
    found: list[Heading] = []
    for i, token in enumerate(tokens):
        line = token.map[0] if token.map else 0
        if token.type == "heading_open":
            inline: list[Token] = []
            _parser().inline.parse(tokens[i + 1].content, _parser(), env, inline)
            found.append(Heading(int(token.tag[1]), _marked(inline), line))
        elif token.type == "html_block":
            found += _html_headings(token.content, line)
    return found


def code_lines(text: str) -> list[tuple[int, int]]:
    """Return the first line of each code block, from 0, and the line after its last, fences included."""
    tokens = _parser().parse(text.removeprefix(_BOM))
    return [(t.map[0], t.map[1]) for t in tokens if t.type in ("fence", "code_block") and t.map]


def shown_lines(text: str) -> list[tuple[int, int]]:
    """Return what `code_lines` does, and the lines of ``<pre>`` and its like (CommonMark 0.31.2 §4.6, kind 1)."""
    tokens = _parser().parse(text.removeprefix(_BOM))
    return [
        (t.map[0], t.map[1])
        for t in tokens
        if t.map
        and (
            t.type in ("fence", "code_block")
            or (t.type == "html_block" and _HTML_SHOWN.match(t.content))
        )
    ]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("strikethrough")
    # Of all inline text only that of headings is ever looked at.
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _marked(inline: list[Token]) -> str:
    return "".join(map(_marked_token, inline)).strip()


def _marked_token(token: Token) -> str:
    match token.type:
        case "text" | "text_special":
            return scrub(token.content)
        case "code_inline":
            return CODE.wrap(scrub(token.content))
        case other:
            return _MARKS.get(other, "")


def _html_headings(content: str, line: int) -> Iterator[Heading]:
    # Blanked and not cut, so that lines keep their numbers.
    visible = _HTML_COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), content)
    for found in _HTML_HEADING.finditer(visible):
        import html

        text = html.unescape(_HTML_TAG.sub("", found[2]))
        at = line + visible.count("\n", 0, found.start())
        yield Heading(int(found[1]), scrub(" ".join(text.split())), at)
