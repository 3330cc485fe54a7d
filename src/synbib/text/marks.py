"""Rich text as a plain ``str``: private-use characters mark where formatting opens and closes.

Between the stages all text travels in this form, because joining, comparing and hashing a ``str`` is what
Python does fastest. Only this package knows the characters: others build marked text with `Span.wrap` and
`link`, and read it with `strip`, `to_nodes` or a writer. Text from outside passes `scrub` first, so that a
private-use character of the user's is never taken for a mark, and what is no content comes no further.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from synbib.text.controls import without_controls

__all__ = [
    "BASELINE",
    "BLOCK",
    "BOLD",
    "BY_CLOSE",
    "BY_OPEN",
    "CODE",
    "FULL_SIZE",
    "INDENT",
    "ITALIC",
    "KEEP",
    "LEFT_MARGIN",
    "LIGHT",
    "LINK",
    "LINK_CLOSE",
    "LINK_OPEN",
    "LINK_TEXT",
    "MARK",
    "MARKS",
    "MEDIUM",
    "NOCASE",
    "NO_DECORATION",
    "OBLIQUE",
    "PLAIN_LINE",
    "QUOTE",
    "RIGHT_INLINE",
    "SMALL_CAPS",
    "SPANS",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "TERM",
    "UNDERLINE",
    "UPRIGHT",
    "Node",
    "Span",
    "is_blank",
    "link",
    "scrub",
    "strip",
    "to_nodes",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A kind of inline formatting and the two characters that mark it."""

    name: str
    open: str
    close: str

    def wrap(self, text: str) -> str:
        """Return ``text`` inside this span; nothing stays nothing."""
        return f"{self.open}{text}{self.close}" if text else ""


_FIRST: Final = 0xE000
_LAST: Final = 0xE03F

# CSL 1.0.2, "Formatting": font-style, font-weight, font-variant, text-decoration, vertical-align. `nocase` is
# CSL-JSON's protection from text-case, `code` verbatim text, `no-decoration` upright among whatever surrounds it.
# `upright`, `medium`, `full-size`, `plain-line` and `baseline` are the "normal" that undoes what is around it. The last
# four are CSL's "Display". A quotation is a span, too, as its marks depend on the locale and on what it stands in.
SPANS: Final = tuple(
    Span(name, chr(_FIRST + 2 * i), chr(_FIRST + 2 * i + 1))
    for i, name in enumerate(
        (
            "italic",
            "oblique",
            "bold",
            "small-caps",
            "underline",
            "superscript",
            "subscript",
            "nocase",
            "code",
            "no-decoration",
            "upright",
            "medium",
            "full-size",
            "plain-line",
            "baseline",
            "light",
            "quote",
            "block",
            "left-margin",
            "right-inline",
            "indent",
        )
    )
)
(
    ITALIC,
    OBLIQUE,
    BOLD,
    SMALL_CAPS,
    UNDERLINE,
    SUPERSCRIPT,
    SUBSCRIPT,
    NOCASE,
    CODE,
    NO_DECORATION,
    UPRIGHT,
    MEDIUM,
    FULL_SIZE,
    PLAIN_LINE,
    BASELINE,
    LIGHT,
    QUOTE,
    BLOCK,
    LEFT_MARGIN,
    RIGHT_INLINE,
    INDENT,
) = SPANS
BY_OPEN: Final = {span.open: span for span in SPANS}
BY_CLOSE: Final = {span.close: span for span in SPANS}

# A link is LINK_OPEN url LINK_TEXT text LINK_CLOSE; links do not nest.
LINK_OPEN: Final = chr(0xE030)
LINK_TEXT: Final = chr(0xE031)
LINK_CLOSE: Final = chr(0xE032)

# Between two characters of punctuation that belong together, as in `What?!`: what joins texts leaves them alone.
KEEP: Final = chr(0xE033)
# Before a term, so that it can get a capital where it turns out to begin a note.
TERM: Final = chr(0xE034)

LINK: Final = re.compile(f"{LINK_OPEN}([^{LINK_TEXT}]*){LINK_TEXT}([^{LINK_CLOSE}]*){LINK_CLOSE}")
MARKS: Final = f"{chr(_FIRST)}-{chr(_LAST)}"  # as a set of a regular expression names them
MARK: Final = re.compile(f"[{MARKS}]")
_TARGET: Final = re.compile(f"{LINK_OPEN}[^{LINK_TEXT}]*{LINK_TEXT}")
_BLANK: Final = re.compile(rf"(?:{_TARGET.pattern}|[\s{MARKS}])*+")


def scrub(text: str) -> str:
    """Return ``text`` without the characters that this module uses as marks, and without those that are no content."""
    if text.isprintable():
        return text
    text = without_controls(text)
    return text if text.isascii() else MARK.sub("", text)


def strip(marked: str) -> str:
    """Return the plain characters of ``marked``: formatting and the targets of links gone."""
    if marked.isascii():
        return marked
    if LINK_OPEN in marked:
        marked = _TARGET.sub("", marked)
    return MARK.sub("", marked)


def is_blank(marked: str) -> bool:
    """Whether ``marked`` shows nothing but blanks."""
    return _BLANK.fullmatch(marked) is not None


def link(url: str, marked: str) -> str:
    """Return ``marked`` as a link to ``url``; links inside it are unwrapped, as links do not nest."""
    inner = LINK.sub(r"\2", marked)
    return f"{LINK_OPEN}{scrub(url)}{LINK_TEXT}{inner}{LINK_CLOSE}" if url else marked


@dataclass(frozen=True, slots=True)
class Node:
    """One formatted stretch of rich text, as a tree.

    Attributes:
        name: The span's name (``italic``, …) or ``link``.
        children: What stands inside: plain strings and further nodes.
        url: The target, for ``link`` only.
    """

    name: str
    children: tuple[Node | str, ...]
    url: str = ""


def to_nodes(marked: str) -> tuple[Node | str, ...]:
    """Return ``marked`` as a tree, for programs that do not want to see marks.

    A close without its open is dropped; what is open at the end is closed there.
    """
    stack: list[tuple[str, str, str, list[Node | str]]] = [("", "", "", [])]

    def close() -> None:
        name, _, url, children = stack.pop()
        stack[-1][3].append(Node(name, tuple(children), url))

    i, n = 0, len(marked)
    while i < n:
        found = MARK.search(marked, i)
        start = found.start() if found else n
        if start > i:
            stack[-1][3].append(marked[i:start])
        if found is None:
            break
        i = start + 1
        char = found[0]
        if char in BY_OPEN:
            stack.append((BY_OPEN[char].name, BY_OPEN[char].close, "", []))
        elif char == LINK_OPEN:
            middle = marked.find(LINK_TEXT, i)
            if middle >= 0:
                stack.append(("link", LINK_CLOSE, marked[i:middle], []))
                i = middle + 1
        elif any(char == frame[1] for frame in stack):
            while stack[-1][1] != char:
                close()
            close()
    while len(stack) > 1:
        close()
    return tuple(stack[0][3])
