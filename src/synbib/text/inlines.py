r"""Inline Markdown as pandoc has it (prefixes and suffixes of cites, values of CSL-YAML), as CSL-JSON has rich text.

Emphasis, super- and subscript, small capitals, escapes and the dashes of pandoc's ``smart`` become CSL-JSON's;
quotation marks the processor sets by the language. What is struck out stays as it is written. Code, mathematics, links,
HTML and TeX it cannot hold: they are `Kept`, a character stands for each, and what they were is put back after
formatting.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib import lazily

__all__ = ["FIRST_STAND_IN", "MOST_STAND_INS", "STAND_IN", "Kept", "as_markup", "kept_as_html"]

FIRST_STAND_IN: Final = 0xF0000  # a plane of private use, of which marked text takes nothing
MOST_STAND_INS: Final = 0xFFF0
STAND_IN: Final = lazily.pattern("[\U000f0000-\U000fffef]")
_SPECIAL: Final = lazily.pattern("[\\\\`*_~^$<&\\[\U000f0000-\U000fffef]|--|[.]{3}")
_INLINE: Final = lazily.pattern(
    r"""
      \\ (?P<escaped> [!-/:-@\[-`{-~] )
    | (?P<kept>
          (?P<ticks> (?<!`) `++ ) (?s:.+?) (?<!`) (?P=ticks) (?!`)
        | \$ (?=\S) [^$]*? (?<=[^\s\\]) \$ (?!\d)
        | \[ [^\[\]]* \] \( [^()]* \)
        | </? [A-Za-z] [^<>]* >
        | \\ [A-Za-z]+ (?: \[ [^\[\]]* \] | \{ [^{}]* \} )*
      )
    | \[ (?P<small> [^\[\]]* ) \] \{ \.smallcaps \}
    | \[ (?P<nocase> (?: [^\[\]\\] | \\. )* ) \] \{ \.nocase \}
    | (?P<bold> \*\* | (?<!\w) __ ) (?=\S) (?P<strong> (?s:.+?) ) (?<=[^\s\\]) (?P=bold)
    | (?P<italic> \* | (?<!\w) _ ) (?=\S) (?P<emphasis> (?s:.+?) ) (?<=[^\s\\]) (?P=italic) (?!\w)
    | \^ (?P<superscript> (?: [^\s^\\] | \\. )+ ) \^
    | (?<!~) ~ (?P<subscript> (?: [^\s~\\] | \\. )+ ) ~ (?!~)
    | (?P<entity> &(?:\#\d+|\#[xX][0-9a-fA-F]+|\w+); )
    | (?P<dash> -{2,3} (?!-) )
    | (?P<ellipsis> \.\.\. )
    | (?P<stand_in> [\U000f0000-\U000fffef] )
    """,
    re.VERBOSE,
)
_WRITTEN: Final = {"--": "–", "---": "—"}
_TAGS: Final = {
    "small": "sc",
    "nocase": 'span class="nocase"',
    "strong": "b",
    "emphasis": "i",
    "superscript": "sup",
    "subscript": "sub",
}


class Kept:
    """What is put back into formatted text as it was."""

    def __init__(self) -> None:
        self._sources: list[str] = []

    def stand_in(self, source: str) -> str:
        """Return the character that stands for ``source``; for the sake of memory there is an end of them."""
        if len(self._sources) >= MOST_STAND_INS:
            return source
        self._sources.append(source)
        return chr(FIRST_STAND_IN + len(self._sources) - 1)

    def put_back(self, text: str, write: Callable[[str], str] = str) -> str:
        """Return ``text`` with what was kept in the place of what stands for it.

        Args:
            text: Formatted text.
            write: What becomes of each source.
        """
        if text.isascii() or not self._sources:
            return text
        return STAND_IN.sub(lambda char: write(self._sources[ord(char[0]) - FIRST_STAND_IN]), text)


def as_markup(source: str, kept: Kept | None = None) -> str:
    """Return inline Markdown as CSL-JSON's rich text.

    Args:
        source: The Markdown.
        kept: Where goes what CSL-JSON cannot hold; without it that stays as text.
    """
    if _SPECIAL.search(source) is None:
        return source

    def write(found: re.Match[str]) -> str:
        match found.lastgroup:
            case "escaped":
                return found["escaped"]
            case "kept" | "ticks":
                return kept.stand_in(found[0]) if kept else found[0]
            case "entity":
                import html

                return html.unescape(found[0])
            case "dash":
                return _WRITTEN[found[0]]
            case "ellipsis":
                return "…"
            case "stand_in":
                return ""
            case _:
                name = next(name for name in _TAGS if found[name] is not None)
                tag = _TAGS[name]
                return f"<{tag}>{as_markup(found[name], kept)}</{tag.partition(' ')[0]}>"

    return _INLINE.sub(write, source)


def kept_as_html(source: str) -> str:
    """Return code and mathematics as HTML; HTML and links are as they stand."""
    import html

    if source.startswith("`"):
        return f"<code>{html.escape(source.strip('`').strip())}</code>"
    if source.startswith("$"):
        return rf"\({html.escape(source[1:-1])}\)"
    return source
