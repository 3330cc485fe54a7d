"""Rich text as a plain ``str``: private-use characters mark where formatting opens and closes.

Between the stages all text travels in this form, because joining, comparing and hashing a ``str`` is what
Python does fastest. Only this package knows the characters: others build marked text with `Span.wrap` and
`link`, and read it with `strip`, `to_nodes` or a writer. Text from outside passes `scrub` first, so that a
private-use character of the user's is never taken for a mark, and what is not content comes no further.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import lazily
from synbib.text.controls import without_controls, without_hidden

__all__ = [
    "BASELINE",
    "BLOCK",
    "BOLD",
    "BY_CLOSE",
    "BY_OPEN",
    "CODE",
    "FLIP",
    "FULL_SIZE",
    "INDENT",
    "ITALIC",
    "KEEP",
    "LEFT_MARGIN",
    "LIGHT",
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
    "split_links",
    "strip",
    "to_nodes",
]


@lazily.dataclass(frozen=True, slots=True, eq=False)
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

# Between two characters of punctuation that belong together, as in `What?!`: what joins texts leaves them alone.
KEEP: Final = chr(0xE02A)
# Before a term, so that it can get a capital where it turns out to begin a note.
TERM: Final = chr(0xE02B)

# A link is LINK_OPEN target LINK_TEXT text LINK_CLOSE; links do not nest. The target is written in marks, two for each
# byte: all that changes letters, punctuation or blanks passes over it, as over any formatting.
LINK_OPEN: Final = chr(0xE02C)
LINK_TEXT: Final = chr(0xE02D)
LINK_CLOSE: Final = chr(0xE02E)
# After the opening mark of formatting that turns itself off inside the same: an item's own, not a style's.
FLIP: Final = chr(0xE02F)
_DIGITS: Final = "".join(map(chr, range(0xE030, 0xE040)))
_TO_MARKS: Final = str.maketrans("0123456789abcdef", _DIGITS)
_FROM_MARKS: Final = str.maketrans(_DIGITS, "0123456789abcdef")

MARKS: Final = f"{chr(_FIRST)}-{chr(_LAST)}"  # as a set of a regular expression names them
MARK: Final = lazily.pattern(f"[{MARKS}]")
_BLANK: Final = lazily.pattern(rf"[\s{MARKS}]*+")
_OPENING: Final = rf"{LINK_OPEN}((?:[{_DIGITS}]{{2}})*+){LINK_TEXT}"
_LINK_OPENING: Final = lazily.pattern(_OPENING)
_LINK: Final = lazily.pattern(rf"{_OPENING}([^{LINK_CLOSE}]*){LINK_CLOSE}")


def scrub(text: str) -> str:
    """Return ``text`` without the characters that this module uses as marks, and without those that are not content."""
    if text.isprintable():
        return text
    text = without_controls(text)
    return text if text.isascii() else MARK.sub("", text)


def from_outside(text: str) -> str:
    """Return what somebody else has sent as the text of a record: scrubbed, and all of it seen."""
    return without_hidden(scrub(text))


def strip(marked: str) -> str:
    """Return the plain characters of ``marked``: formatting and the targets of links gone."""
    return marked if marked.isascii() else MARK.sub("", marked)


def is_blank(marked: str) -> bool:
    """Whether ``marked`` shows nothing but blanks."""
    return _BLANK.fullmatch(marked) is not None


def link(url: str, marked: str) -> str:
    """Return ``marked`` as a link to ``url``; links inside it are unwrapped, as links do not nest."""
    if not url:
        return marked
    inner = _LINK.sub(r"\2", marked) if LINK_OPEN in marked else marked
    # What is not a character cannot be written to a file, either.
    target = url.encode(errors="replace").hex().translate(_TO_MARKS)
    return f"{LINK_OPEN}{target}{LINK_TEXT}{inner}{LINK_CLOSE}"


def split_links(marked: str) -> Iterator[tuple[str, str]]:
    """Yield ``marked`` in pieces, each with the URL that it links to, ``""`` for what is not a link."""
    end = 0
    for found in _LINK.finditer(marked):
        yield marked[end : found.start()], ""
        yield found[2], _url(found[1])
        end = found.end()
    yield marked[end:], ""


def _url(target: str) -> str:
    return bytes.fromhex(target.translate(_FROM_MARKS)).decode(errors="replace")


@lazily.dataclass(frozen=True, slots=True)
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
            if opening := _LINK_OPENING.match(marked, start):
                stack.append(("link", LINK_CLOSE, _url(opening[1]), []))
                i = opening.end()
        elif any(char == frame[1] for frame in stack):
            while stack[-1][1] != char:
                close()
            close()
    while len(stack) > 1:
        close()
    return tuple(stack[0][3])
