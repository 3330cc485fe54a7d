r"""Writing Markdown that CommonMark and GitHub read back as what was meant.

Escapes are as few as can be, so that the source of a list stays as readable as one written by hand:
``[J]`` needs none, ``[J](`` does. Specification sections are those of CommonMark 0.31.2.

*URLs.* GitHub makes a link of a bare URL and takes all up to the next blank or ``<`` as it stands, backslashes and
entities too. So a URL stays bare only where nothing up to the blank has to be escaped, and GitHub finds its end.
Else it is an autolink, ``<https://e.org/~roe>`` (§6.5), or, where that would not show it as it is, a link to itself.
Links do not nest: in the text of a link, and wherever a link may be around it, a backslash in its scheme
(``https\://e.org/\~roe``) makes it plain text. ``<`` is an entity and not escaped by a backslash, so that it opens
no tag even where somebody reads the backslash as part of something else.

*What GitHub adds after Markdown was read*, and what no backslash keeps away: shortcodes of emoji (``:tada:``) and
mathematics between dollar signs. An empty ``<span>`` parts a shortcode; dollar signs that could be a formula stand in a
``<span>`` each, as GitHub's documentation tells to write them. Mentions (``@name``), issues (``#1``, ``GH-1``)
and hashes of commits become links in issues and comments only, not in files, and need no escape.

*Reference definitions* (``[J]: https://…``) that the rest of a file holds make links of ``[J]`` everywhere in it: text
in brackets is not escaped for that.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final

from synbib import lazily
from synbib.text.autolinks import autolinks
from synbib.text.flipflop import without_normal
from synbib.text.marks import SPANS, Node, to_nodes
from synbib.text.urls import percent_encode

__all__ = ["autolink", "cell", "destination", "escape", "heading_slug", "inline", "link"]

_ASCII_PUNCTUATION: Final = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""  # §2.1
# What would mean something. A sign first, and then whether it means anything where it stands: one set of signs is
# looked for many times as fast as alternatives.
_SPECIAL: Final = lazily.pattern(
    r"""
    [\\`*~_\]\[$<&:]
    (?: (?<=[\\`*~$])                         # §2.4: code, emphasis, strikethrough; mathematics
      | (?<=_) (?: (?<![^\W_]_) | (?![^\W_]) )  # inside a word it means nothing
      | (?<=\]) (?=[(\[:]) | (?<=\[) (?=\^)    # a link, a reference definition, a footnote
      | (?<=<) (?![\s\d=])                     # §6.6: before these it opens no tag
      | (?<=&) (?=\#?[A-Za-z0-9]+;)            # §2.5
      | (?<=:) (?=(?:[+-]1|100|1234|8ball|[123](?:st|nd|rd)_place_medal|[a-z][a-z0-9_+-]*):)
    )
    """,
    re.VERBOSE,
)
# What is written for a sign, where that is not the sign after a backslash.
_WRITTEN: Final = {"<": "&lt;", "&": "&amp;", ":": ":<span></span>"}
_IN_FORMULA: Final = r"<span>\$</span>"
# What GitHub takes for a formula; with a blank inside a delimiter they are prices.
_FORMULA: Final = lazily.pattern(r"\$\S(?:[^$]*[^\s$])?\$|\$\$")
# What stands in an autolink as it is shown: no backslash or entity means the same there to all readers.
_NOT_IN_AUTOLINK: Final = lazily.pattern(r"[\x00-\x20<>\\]")
_ENTITY: Final = lazily.pattern(r"&(?=#?[A-Za-z0-9]+;)")
# From the first of several blanks alone: see `BLANKS_BEFORE`.
_LINE_BREAK: Final = lazily.pattern(r"(?:(?<![^\S\r\n])[^\S\r\n]++)?+[\r\n]\s*")
# §6.3: brackets count, but those that are escaped or stand in a code span.
_BRACKET: Final = lazily.pattern(r"\\.|(`+)(?!`).*?(?<!`)\1(?!`)|`+|[\[\]]")
# What at the start of a line would open an enumeration (§5.2), or another block.
_ORDERED: Final = lazily.pattern(r"^(\s*\d{1,9})([.)])(?=\s|$)")
_BLOCK: Final = lazily.pattern(
    r"""
    ^ (\s*) (?=
        \#{1,6} (?:\s|$)                    # §4.2: a heading
      | >                                   # §5.1: a quotation
      | [-+] (?:\s|$)                       # §5.2: a list
      | [-=]+ \s* $                         # §4.1, §4.3: a rule, a line under a heading
      | \[[ xX]\] (?:\s|$)                 # a task
      | \[ (?:\\. | [^\[\]\\])*+ \]:       # §4.7: a reference definition, whatever is code in it
    )
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """Return plain ``text`` so that Markdown shows it as it is, inside a line or in the text of a link."""
    return _text(text, makes_links=False, is_glued=False)


def autolink(url: str) -> str:
    """Return a link to ``url`` that shows it, in the shortest form that Markdown and GitHub understand."""
    shown = percent_encode(url)
    found = next(autolinks(shown), None)
    is_whole = found is not None and (found.start, found.end) == (0, len(shown))
    return shown if is_whole and _escaped(shown) == shown else _to_itself(shown, shown)


def _text(text: str, *, makes_links: bool, is_glued: bool) -> str:
    """Return plain ``text`` as Markdown.

    Args:
        text: The text.
        makes_links: Whether a URL in it may become a link.
        is_glued: Whether something other than a blank stands right after it.
    """
    text = _one_line(text)
    pieces: list[str] = []
    end, special = 0, -1
    for found in autolinks(text) if "://" in text or "www." in text else ():
        if found.start < end:
            continue
        pieces.append(_escaped(text[end : found.start]))
        stays_bare = found.is_found_whole and not (is_glued and found.run_end == len(text))
        # One further on is known from the URL before, up to the same blank.
        if stays_bare and special < found.start:
            escape = _SPECIAL.search(text, found.start, found.run_end)
            special = escape.start() if escape else -1
        if stays_bare and special < 0:
            end = found.run_end
            pieces.append(text[found.start : end])
        elif makes_links and found.end > found.start:
            end = found.end
            shown = text[found.start : end]
            target = shown if "://" in shown[:8] else f"http://{shown}"
            pieces[-1] = _before_link(pieces[-1])
            pieces.append(_to_itself(shown, target))
        else:
            end = found.trigger + 1
            pieces.append(f"{text[found.start : found.trigger]}\\{text[found.trigger]}")
    return "".join((*pieces, _escaped(text[end:])))


def _before_link(text: str) -> str:
    """Return Markdown that makes no image and no reference of the link that follows."""
    before = text[:-1]
    is_escaped = (len(before) - len(before.rstrip("\\"))) % 2
    return f"{before}\\{text[-1]}" if text[-1:] in ("!", "]") and not is_escaped else text


def _escaped(text: str) -> str:
    has_formula = "$" in text and _FORMULA.search(text) is not None

    def write(found: re.Match[str]) -> str:
        sign = found[0]
        if sign == "$" and has_formula:
            return _IN_FORMULA
        return _WRITTEN.get(sign) or f"\\{sign}"

    return _SPECIAL.sub(write, text)


def _to_itself(shown: str, target: str) -> str:
    """Return a link whose text is its target."""
    escaped = _escaped(shown)
    is_shown = not (_NOT_IN_AUTOLINK.search(shown) or "<" in escaped or "&amp;" in escaped)
    return f"<{shown}>" if is_shown and shown == target else link(escaped, target)


def _one_line(text: str) -> str:
    # To see that there is none takes a hundredth of the time.
    return _LINE_BREAK.sub(" ", text) if "\n" in text or "\r" in text else text


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
    url = _ENTITY.sub("&amp;", url)
    return url if depth == 0 else re.sub(r"[()]", r"\\\g<0>", url)


def link(text: str, url: str) -> str:
    """Return a link with ``text`` (Markdown already) to ``url``."""
    return f"[{_balanced(text)}]({destination(url)})" if url else text


def _balanced(text: str) -> str:
    """Return Markdown with its brackets escaped where they are not in balance."""
    depth = 0
    for found in _BRACKET.finditer(text):
        depth += (found[0] == "[") - (found[0] == "]")
        if depth < 0:
            break
    return _BRACKET.sub(lambda m: f"\\{m[0]}" if m[0] in "[]" else m[0], text) if depth else text


def cell(markdown: str) -> str:
    """Return ``markdown`` for a cell of a GFM table: no bar and no line break ends it early."""
    one_line = _one_line(markdown).strip()
    # Parsers disagree about `\\|`, so that a bar after a backslash is better an entity.
    return re.sub(r"(?<!\\)\|", r"\\|", one_line.replace("\\|", "\\&#124;"))


@lazily.dataclass(frozen=True, slots=True)
class _Delimiter:
    run: str
    tag: str


_EMPHASIS: Final = {
    "italic": _Delimiter("*", "em"),
    "oblique": _Delimiter("*", "em"),
    "bold": _Delimiter("**", "strong"),
}
_TAGS: Final = {"superscript": "sup", "subscript": "sub", "underline": "ins"}
_UNSHOWN: Final = lazily.pattern(
    "["
    + "".join(
        span.open + span.close for span in SPANS if span.name not in {*_EMPHASIS, *_TAGS, "code"}
    )
    + "]"
)


def inline(marked: str, *, makes_links: bool = True) -> str:
    """Return ``marked`` rich text as Markdown, safe also at the start of a line.

    Args:
        marked: Marked text.
        makes_links: Whether a URL in its text may become a link: not where a link may be around all of it.
    """
    # A file shows an entry in a list, in a table and among the newest; nothing longer comes again.
    return (_inline_again if len(marked) < _LONG else _inline)(marked, makes_links)


def _inline(marked: str, makes_links: bool) -> str:
    # What Markdown does not show must not part a text that means something only as a whole, as `](` does.
    nodes = to_nodes(_UNSHOWN.sub("", without_normal(marked)))
    # §4.4: blanks at the start would make code of it.
    written = _escape_start(_nodes(nodes, makes_links=makes_links).lstrip(" \t"))
    return written if makes_links else _balanced(written)


_LONG: Final = 500
_inline_again: Final = lru_cache(maxsize=16384)(_inline)


def _nodes(nodes: Sequence[Node | str], *, makes_links: bool, is_glued: bool = False) -> str:
    nodes = _code_joined(nodes)
    rendered = [
        (None, _text(node, makes_links=makes_links, is_glued=is_glued or i + 1 < len(nodes)))
        if isinstance(node, str)
        else _node(node, makes_links=makes_links)
        for i, node in enumerate(nodes)
    ]
    pieces: list[str] = []
    for i, (delimiter, text) in enumerate(rendered):
        body = text.strip()
        if delimiter is None or not body:
            if pieces and text.startswith("["):
                pieces[-1] = _before_link(pieces[-1])
        else:
            lead = text[: len(text) - len(text.lstrip())]
            trail = text[len(text.rstrip()) :]
            before = (lead or (pieces[-1] if pieces else ""))[-1:]
            following = rendered[i + 1] if i + 1 < len(rendered) else (None, "")
            after = trail[:1] or (following[0].run if following[0] else following[1][:1])
            if _flanks(before, body[0], mark=delimiter.run) and _flanks(
                after, body[-1], mark=delimiter.run
            ):
                body = f"{delimiter.run}{body}{delimiter.run}"
            else:
                body = f"<{delimiter.tag}>{body}</{delimiter.tag}>"
            text = lead + body + trail
        if text:
            pieces.append(text)
    return "".join(pieces)


def _node(node: Node, *, makes_links: bool) -> tuple[_Delimiter | None, str]:
    if node.name == "code":
        return None, _code(node)
    if node.name == "link":
        if node.children == (node.url,) and _escaped(node.url) != node.url:
            return None, _to_itself(node.url, node.url)
        return None, link(_nodes(node.children, makes_links=False), node.url)
    body = _nodes(node.children, makes_links=makes_links, is_glued=True)
    if node.name in _EMPHASIS:
        return _EMPHASIS[node.name], body
    if tag := _TAGS.get(node.name):
        return None, f"<{tag}>{body}</{tag}>"
    return None, body


def _code_joined(nodes: Sequence[Node | str]) -> list[Node | str]:
    """Return the nodes with code spans that touch made one: their fences would be one, too."""
    joined: list[Node | str] = []
    for is_code, group in groupby(nodes, lambda n: isinstance(n, Node) and n.name == "code"):
        together = tuple(group)
        joined += [Node("code", together)] if is_code else together
    return joined


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
    # Symbols beyond ASCII are punctuation since CommonMark 0.31 only: they need it, and do not serve for it.
    return (
        unicodedata.category(inside)[0] not in "PS"
        or not outside
        or outside.isspace()
        or outside in _ASCII_PUNCTUATION
        or unicodedata.category(outside)[0] == "P"
    )


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
