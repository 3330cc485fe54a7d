"""Which stretches of a Markdown document are prose: what is neither code, nor shown as it stands, nor metadata.

Blocks are CommonMark's, with pandoc's besides: footnotes, definitions and lists with other markers hold paragraphs that
are indented as code is elsewhere; a block of YAML at the beginning is metadata. Sources: CommonMark 0.31.2 §4, the
pandoc manual, *Footnotes*, *Definition lists*, *Ordered lists*, *Metadata blocks*.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from synbib import lazily
from synbib.readme.blocks import LINE
from synbib.readme.commonmark import shown_lines

__all__ = ["METADATA", "Definition", "Prose", "Shown", "fenced_lines", "prose"]

Shown = Callable[[str], Iterable[tuple[int, int]]]
"""Document → what of it is shown as it stands: the first line of each stretch, from 0, and the line after its last."""


class Definition(NamedTuple):
    """A footnote where its text stands.

    Attributes:
        label: Its label: ``1`` of ``[^1]``.
        start: Where it begins in the text, in characters.
        end: Where it ends.
    """

    label: str
    start: int
    end: int


class Prose(NamedTuple):
    """A document as its prose alone.

    Attributes:
        text: The document with blanks in place of what is not prose, so that everything keeps its place.
        metadata: Where its metadata begins and ends; two equal places where it has none.
        definitions: Its footnotes.
    """

    text: str
    metadata: tuple[int, int]
    definitions: tuple[Definition, ...]


METADATA: Final = lazily.pattern(
    r"""
    \N{BYTE ORDER MARK}? (?: [ \t]* (?:\r\n?|\n) )*+
    --- [ \t]* (?:\r\n?|\n) (?! [ \t]* (?:\r\n?|\n|\Z) )
    (?P<yaml> (?: (?! (?:---|\.\.\.) [ \t]* (?:\r|\n|\Z) ) [^\r\n]* (?:\r\n?|\n) )* )
    (?: --- | \.\.\. ) [ \t]* (?= \r | \n | \Z )
    """,
    re.VERBOSE,
)
"""The metadata at the beginning of a document, and its YAML."""

# A fence wherever it stands: in a list, in a quotation, below the title of an admonition.
_FENCE: Final = lazily.pattern(
    r"(?P<before>[ \t>]*)(?:[-*+][ \t]+)?(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})(?P<info>[^\r\n]*)\s*"
)
# Without these nothing is code, or HTML that is shown as it stands.
_MAY_BE_SHOWN: Final = lazily.pattern(
    r"``` | ~~~ | ^ (?>.*?(?:[ ]{4}|\t)) .*@ | <(?:pre|script|style|textarea)\b",
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
# What begins a block of pandoc's whose further paragraphs are indented: to CommonMark it is given as a bullet.
_MARKER: Final = lazily.pattern(
    r"""
    ^ (?P<indent> [ \t]* (?: > [ \t]? )* ) (?P<marker>
        \[\^ [^\]\s]+ \]:
      | [:~] (?=[ \t])
      | (?: \( (?: @[\w-]* | \d+ | [ivxlcdm]+ | [a-z] ) \) | (?: \# | [ivxlcdm]+ | [a-z] ) [.)] ) (?=[ \t])
    )
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_QUOTED: Final = lazily.pattern(r"^[ \t]*>[ \t>]*", re.MULTILINE)
_SHOWN: Final = lazily.pattern(r"[^\r\n]")
_DEFINITION: Final = lazily.pattern(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:", re.MULTILINE)
_LINES: Final = lazily.pattern(r"(?P<indent>[ \t]*)(?P<rest>[^\r\n]*)(?:\r\n?|\n|\Z)")


def fenced_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a document that are code between fences, however far these are indented.

    So Python-Markdown and its extensions have it: what is indented may be code, or the text of an admonition or a tab.
    """
    lines = LINE.findall(text)
    first: int | None = None
    fence = ""
    for number, line in enumerate(lines):
        found = _FENCE.fullmatch(line)
        if not found:
            continue
        if first is None:
            first, fence = number, found["fence"]
        elif found["fence"].startswith(fence) and not found["info"].strip():
            yield first, number + 1
            first = None


def _shown_lines(text: str) -> Iterable[tuple[int, int]]:
    return shown_lines(_MARKER.sub(_as_bullet, text))


def prose(text: str, shown: Shown = _shown_lines) -> Prose:
    """Return the prose of a Markdown document, in time proportional to its length.

    Args:
        text: The document.
        shown: What of it is shown as it stands; by default as CommonMark and pandoc have it.
    """
    found = METADATA.match(text)
    metadata = found.span() if found else (0, 0)
    blank = _blanked(text, *metadata)
    if _MAY_BE_SHOWN.search(blank):
        lines = LINE.findall(blank)
        for first, after in shown(blank):
            for number in range(first, min(after, len(lines))):
                lines[number] = _SHOWN.sub(" ", lines[number])
        blank = "".join(lines)
    if ">" in blank:
        blank = _QUOTED.sub(lambda signs: " " * len(signs[0]), blank)
    return Prose(blank, metadata, tuple(_definitions(blank)))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + _SHOWN.sub(" ", text[start:end]) + text[end:]


def _as_bullet(found: re.Match[str]) -> str:
    width = len(found["marker"])
    return f"{found['indent']}-{' ' * (min(width, 4) - 1)}{'x' * (width - 4)}"


def _definitions(text: str) -> Iterator[Definition]:
    """Yield the footnotes of a text."""
    at = 0
    while found := _DEFINITION.search(text, at):
        at = end = _line_end(text, found.end())
        after_blank = False
        while at < len(text):
            line = _LINES.match(text, at)
            assert line is not None, "any text is a line"
            if not line["rest"]:
                after_blank = True
            elif (after_blank and len(line["indent"].expandtabs(4)) < 4) or (
                not after_blank and _DEFINITION.match(text, at)
            ):
                break
            else:
                after_blank = False
                end = line.end()
            at = line.end()
        at = end
        yield Definition(found["label"], found.start(), end)


def _line_end(text: str, at: int) -> int:
    found = _LINES.match(text, at)
    assert found is not None, "any text is a line"
    return found.end()
