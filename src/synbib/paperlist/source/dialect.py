"""The Markdown of paper lists: CommonMark with GitHub's tables, and with what people write and mean beyond it.

Here alone is known how markdown-it-py is told so: its rules for tables and for links are joined by more forgiving
ones, and nothing is dropped for being too deep.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.paperlist.source.bare import bare_url_end
from synbib.paperlist.source.pipes import cells, is_delimiter, rows_below

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["ROWS", "block_tokens", "inline_tokens"]

# The key under which the token of a table holds its rows: the line, from 0, and the cells as Markdown. The first is
# the head.
ROWS: Final = "rows"

_DEEPEST_BLOCK: Final = 40  # lists count twice; what is deeper stays text
_DEEPEST_LINK: Final = 8  # brackets within each other; each level costs a pass over what is in it

# The text of a link and the parenthesis after it, brackets in it paired.
_LABEL: Final = lazily.pattern(
    r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+)\]([ \t]*+)\([ \t]*+", re.DOTALL
)
_LONGEST_LABEL: Final = 600
_LONGEST_TARGET: Final = 2000
_MARK: Final = lazily.pattern(r"[()\[\]\n]")
_WEB: Final = lazily.pattern(r"https?://|www\.", re.IGNORECASE)
_PATH: Final = lazily.pattern(r"\.{0,2}/|#|.*[./][\w#?=&%-]+$", re.DOTALL)
# Tags whose attributes CommonMark does not take: `<a href=https://e.org/?q=1>`.
_LOOSE_TAG: Final = lazily.pattern(
    r"""
    </? (?: a | b | br | code | details | em | font | i | img | ins | li | p | s | span | strong | sub | summary | sup
          | u | ul ) \b [^<>\n]* >
    """,
    re.IGNORECASE | re.VERBOSE,
)


def block_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    r"""Return the blocks of a file; what stands in them is not parsed yet.

    Args:
        text: Its lines end with ``\n``.
        env: Takes the targets of links that stand apart, for `inline_tokens`.
    """
    return _block_parser().parse(text, env)


def inline_tokens(text: str, env: dict[str, Any]) -> list[Token]:
    """Return what stands in a block.

    Args:
        text: The block's content.
        env: What `block_tokens` filled.
    """
    parser = _inline_parser()
    return parser.inline.parse(text, parser, env, [])


def _parser(nesting: int) -> MarkdownIt:
    from markdown_it import MarkdownIt

    class AsWritten(MarkdownIt):
        """Leaves URLs as they are; whether one may be followed is for others to say."""

        def normalizeLink(self, url: str) -> str:  # noqa: N802
            return url

        def normalizeLinkText(self, link: str) -> str:  # noqa: N802
            return link

        def validateLink(self, url: str) -> bool:  # noqa: N802
            return True

    return AsWritten("commonmark", {"maxNesting": nesting})


@lru_cache(maxsize=1)
def _block_parser() -> MarkdownIt:
    from markdown_it.rules_block import blockquote, list_block

    def shallow(rule: Any) -> Any:
        def limited(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            return state.level < _DEEPEST_BLOCK and rule(state, start, end, silent)

        return limited

    parser = _parser(2 * _DEEPEST_BLOCK)
    parser.core.ruler.enableOnly(["normalize", "block"])
    rules = parser.block.ruler
    around = ["paragraph", "reference", "blockquote"]
    rules.at("list", shallow(list_block), {"alt": around})
    rules.at("blockquote", shallow(blockquote), {"alt": [*around, "list"]})
    rules.before("code", "rows", _table, {"alt": ["paragraph", "reference"]})
    return parser


@lru_cache(maxsize=1)
def _inline_parser() -> MarkdownIt:
    from markdown_it.rules_inline import newline

    def counted_newline(state: StateInline, silent: bool) -> bool:
        at = state.pos
        if not newline(state, silent):
            return False
        if not silent:
            state.tokens[-1].meta["at"] = at
        return True

    parser = _parser(_DEEPEST_LINK).enable("strikethrough")
    rules = parser.inline.ruler
    rules.at("newline", counted_newline)
    rules.before("newline", "bare_url", _bare_url)
    rules.after("image", "loose_link", _loose_link)
    rules.after("html_inline", "loose_tag", _loose_tag)
    return parser


# --- tables ---------------------------------------------------------------------------------------


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table: a head, a delimiter row, rows, and rows that an empty line or a comment cuts off."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    first = state.bMarks[start + 1] + state.tShift[start + 1]
    if not state.src.startswith(("|", "-", ":"), first) or not is_delimiter(
        _line(state, start + 1)
    ):
        return False
    if "|" not in (head := _line(state, start)) or any(
        map(state.is_code_block, (start, start + 1))
    ):
        return False
    if silent:
        return True
    columns = len(header := cells(head))
    rows = [(start, header)]
    at = start + 2
    while at < end:
        if _ends_table(state, at, end):
            at = rows_below(partial(_line, state), at, end, columns)
            if at < 0:
                break
        line = _line(state, at)
        if not is_delimiter(line):
            rows.append((at, cells(line, columns)))
        at += 1
    token = state.push("table", "table", 0)
    token.meta[ROWS] = rows
    token.map = [start, rows[-1][0] + 1]
    state.line = max(rows[-1][0] + 1, start + 2)
    return True


def _ends_table(state: StateBlock, at: int, end: int) -> bool:
    if state.isEmpty(at) or state.sCount[at] < state.blkIndent:
        return True
    line = _line(state, at)
    if line.startswith("|"):  # so that a row never passes for code or for anything else
        return at + 1 < end and is_delimiter(_line(state, at + 1))
    if state.is_code_block(at) or (
        at + 1 < end and "|" in line and is_delimiter(_line(state, at + 1))
    ):
        return True
    return any(rule(state, at, end, True) for rule in state.md.block.ruler.getRules("blockquote"))


def _line(state: StateBlock, line: int) -> str:
    """Return a line of the block that the parser is in, without its indentation."""
    if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
        return "outside"
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


# --- links ----------------------------------------------------------------------------------------


def _bare_url(state: StateInline, silent: bool) -> bool:
    """Take a bare URL as text before its underscores and asterisks mean anything."""
    from markdown_it.common.utils import unescapeAll

    if not state.src.startswith("://", state.pos):
        return False
    scheme = next((s for s in ("https", "http") if state.src.endswith(s, 0, state.pos)), "")
    begin = state.pos - len(scheme)
    if not scheme or (end := bare_url_end(state.src, begin, state.posMax)) <= state.pos:
        return False
    if (emphasis := state.src.find("**", state.pos, end)) >= 0:
        end = emphasis
    if not silent:
        state.append_pending(unescapeAll(state.src[state.pos : end]))
    state.pos = end
    return True


def _loose_link(state: StateInline, silent: bool) -> bool:
    """Make a link of what is one but for blanks or parentheses in its target."""
    if state.src[state.pos] not in "[!" or state.linkLevel:
        return False
    label = _LABEL.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST_LABEL))
    if not label or not label[2].strip() or "](" in label[2]:
        return False
    target, end = _loose_target(state.src, label.end(), state.posMax, gap=bool(label[3]))
    if not target:
        return False
    if silent:
        state.pos = end
        return True
    if label[1]:
        image = state.push("image", "img", 0)
        image.attrs = {"src": target}
        image.content = label[2]
    else:
        state.push("link_open", "a", 1).attrs = {"href": target}
        stop = state.posMax
        state.pos, state.posMax = label.span(2)
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = stop
        state.push("link_close", "a", -1)
    state.pos = end
    return True


def _loose_target(src: str, start: int, stop: int, *, gap: bool) -> tuple[str, int]:
    """Return what a link leads to and where it ends; ``""`` if what stands in the parentheses is a remark."""
    stop = min(stop, start + _LONGEST_TARGET)
    web = _WEB.match(src, start, stop)
    depth = 0
    for mark in _MARK.finditer(src, start, stop):
        if mark[0] == ")" and not depth:
            target = src[start : mark.start()].strip(" \t<>")
            if gap and (not web or " " in target):
                break
            return (target if web or _PATH.match(target) else ""), mark.end()
        if mark[0] not in "()":
            break
        depth += 1 if mark[0] == "(" else -1
    if gap or not web:
        return "", start
    end = bare_url_end(src, start, stop)  # never closed
    return src[start:end], end


def _loose_tag(state: StateInline, silent: bool) -> bool:
    """Take a tag whose attributes are not quoted as they should be."""
    if state.src[state.pos] != "<":
        return False
    found = _LOOSE_TAG.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = found[0]
    state.pos = found.end()
    return True
