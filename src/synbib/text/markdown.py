"""Writing Markdown that CommonMark and GitHub read back as what was meant.

Escapes are as few as can be, so that the source of a list stays as readable as one written by hand:
``[J]`` needs none, ``[J](`` does. Specification sections are those of CommonMark 0.31.2.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from synbib.text.flipflop import without_normal
from synbib.text.marks import SPANS, Node, to_nodes
from synbib.text.urls import percent_encode

__all__ = ["cell", "destination", "escape", "heading_slug", "inline", "link"]

# §2.4: what would otherwise open code, emphasis, strikethrough or math (`$`, GitHub's).
_ALWAYS: Final = re.compile(r"[\\`*~$]")
_UNDERSCORE: Final = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_HTML: Final = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY: Final = re.compile(r"&(?=#?[A-Za-z0-9]+;)")
_LINK_TAIL: Final = re.compile(r"\](?=[(\[:])")
# From the first of several blanks alone: see `BLANKS_BEFORE`.
_LINE_BREAK: Final = re.compile(r"(?:(?<![^\S\r\n])[^\S\r\n]++)?+[\r\n]\s*")
# §6.3: brackets count, but those that are escaped or stand in a code span.
_BRACKET: Final = re.compile(r"\\.|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|[\[\]]")
# §4.2, §5.1, §5.2: what at the start of a line would open a heading, a quotation, a list or a rule.
_ORDERED: Final = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_BLOCK: Final = re.compile(r"^(\s*)(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|[-=]+\s*$|\[[ xX]\](?:\s|$))")


def escape(text: str) -> str:
    """Return plain ``text`` so that Markdown shows it as it is, inside a line."""
    text = _ALWAYS.sub(r"\\\g<0>", text)
    text = _UNDERSCORE.sub(r"\_", text)
    text = _HTML.sub(r"\<", text)
    text = _ENTITY.sub("&amp;", text)
    text = _LINK_TAIL.sub(r"\]", text)
    return _one_line(text)


def _one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text)


def _escape_start(line: str) -> str:
    line = _ORDERED.sub(r"\1\\\2", line)
    return _BLOCK.sub(r"\1\\", line)


def destination(url: str) -> str:
    """Return ``url`` as a link destination (§6.3): parentheses stay where they are in balance."""
    url = percent_encode(url)
    depth = 0
    for char in url:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            break
    return url if depth == 0 else re.sub(r"[()]", r"\\\g<0>", url)


def link(text: str, url: str) -> str:
    """Return a link with ``text`` (Markdown already) to ``url``."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += (found[0] == "[") - (found[0] == "]")
        if depth < 0:
            break
    if depth:
        text = _BRACKET.sub(lambda m: f"\\{m[0]}" if m[0] in "[]" else m[0], text)
    return f"[{text}]({destination(url)})" if url else text


def cell(markdown: str) -> str:
    """Return ``markdown`` for a cell of a GFM table: no bar and no line break ends it early."""
    one_line = _LINE_BREAK.sub(" ", markdown).strip()
    # Parsers disagree about `\\|`, so that a bar behind a backslash is better an entity.
    return re.sub(r"(?<!\\)\|", r"\\|", one_line.replace("\\|", "\\&#124;"))


@dataclass(frozen=True, slots=True)
class _Delimiter:
    run: str
    tag: str


_EMPHASIS: Final = {
    "italic": _Delimiter("*", "em"),
    "oblique": _Delimiter("*", "em"),
    "bold": _Delimiter("**", "strong"),
}
_TAGS: Final = {"superscript": "sup", "subscript": "sub", "underline": "ins"}
_UNSHOWN: Final = re.compile(
    "["
    + "".join(
        span.open + span.close for span in SPANS if span.name not in {*_EMPHASIS, *_TAGS, "code"}
    )
    + "]"
)


def inline(marked: str) -> str:
    """Return ``marked`` rich text as Markdown, safe also at the start of a line."""
    # What Markdown does not show must not part a text that means something only as a whole, as `](` does.
    return _escape_start(_nodes(to_nodes(_UNSHOWN.sub("", without_normal(marked)))))


def _nodes(nodes: Iterable[Node | str]) -> str:
    rendered = [(None, escape(node)) if isinstance(node, str) else _node(node) for node in nodes]
    out = ""
    for i, (delimiter, text) in enumerate(rendered):
        if delimiter is None:
            out += text
            continue
        body = text.strip()
        if not body:
            out += text
            continue
        lead = text[: len(text) - len(text.lstrip())]
        trail = text[len(text.rstrip()) :]
        before = (lead or out)[-1:]
        following = rendered[i + 1] if i + 1 < len(rendered) else (None, "")
        after = trail[:1] or (following[0].run if following[0] else following[1][:1])
        if _flanks(before, body[0], mark=delimiter.run) and _flanks(
            after, body[-1], mark=delimiter.run
        ):
            body = f"{delimiter.run}{body}{delimiter.run}"
        else:
            body = f"<{delimiter.tag}>{body}</{delimiter.tag}>"
        out += lead + body + trail
    return out


def _node(node: Node) -> tuple[_Delimiter | None, str]:
    if node.name == "code":
        return None, _code(node)
    body = _nodes(node.children)
    if node.name in _EMPHASIS:
        return _EMPHASIS[node.name], body
    if node.name == "link":
        return None, link(body, node.url)
    if tag := _TAGS.get(node.name):
        return None, f"<{tag}>{body}</{tag}>"
    return None, body


def _code(node: Node) -> str:
    """A code span (§6.1), its fence longer than any run of backticks inside."""
    text = _one_line(_plain(node.children))
    if not text.strip():
        return text
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _plain(nodes: Iterable[Node | str]) -> str:
    return "".join(node if isinstance(node, str) else _plain(node.children) for node in nodes)


def _flanks(outside: str, inside: str, mark: str) -> bool:
    """Whether a delimiter run between the two characters is left- or right-flanking (§6.2)."""
    if outside.startswith("*") or inside == mark[0]:
        return False
    return (
        not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)
    )


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def heading_slug(text: str) -> str:
    """Return the anchor that GitHub gives to a heading with this plain text, before numbering.

    Lower case, everything but letters, digits, marks, ``_``, ``-`` and blanks dropped, each blank a hyphen.
    """
    kept = "".join(
        char
        for char in text.strip().lower()
        if char in "_- "
        or unicodedata.category(char)[0] in "LMN"
        or unicodedata.category(char) == "Pc"
    )
    return kept.replace(" ", "-")
