"""Mojibake: text in UTF-8 that somebody read as Windows-1252, ``177â€“198``, and back.

The repair is ftfy's (the extra ``mojibake``), told to do nothing else: quotation marks, ligatures, full-width
letters, entities and the way an accent is composed stay as they are written. ftfy is called only for text that shows
the signs; without ftfy they can still be told.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.errors import shortened

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

__all__ = ["can_repair", "has_mojibake", "repair"]

# The characters that Windows-1252 and Latin-1 show for a byte after the first of a UTF-8 sequence. Those that end a
# quotation or a clause may follow a capital in ordinary text, so that more has to stand beside them.
_SURE: Final = "\x80-\x9f\xa0-\xbf€‚ƒ„†‡\u02c6‰Š‹ŒŽ\u02dc™š›œžŸ"
_ANY: Final = f"{_SURE}…‘’“”•–—"
_MOJIBAKE: Final = lazily.pattern(
    rf"""
    [ÂÃÄÅ] (?: [{_SURE}‘“•–] | […’”—](?=\w) )
    | [Æ-ß][{_SURE}] | [à-ï][{_ANY}]{{2}} | ð[{_ANY}]{{3}} | â€ | Ã[ ][ ]?\w
    # Read as Mac Roman, or in Cyrillic; the control characters are Windows-1252 read as Latin-1.
    | (?<=[A-Za-z])√[©®±°≥∂∏∫ºΩ] | ‚Ä[úùìôîî¶¢] | вЂ. | [\x80-\x9f]
    """,
    re.VERBOSE,
)
# Windows-1252 has no character for the last byte of a closing quotation mark, and many a program drops it.
_LOST: Final = lazily.pattern(f"â€(?![{_ANY}])")
_CONTEXT: Final = 60


def has_mojibake(text: str) -> bool:
    """Return whether a text shows the signs of having been read in the wrong encoding."""
    return not text.isascii() and _MOJIBAKE.search(text) is not None


def can_repair() -> bool:
    """Return whether ftfy is installed."""
    from importlib.util import find_spec

    return find_spec("ftfy") is not None


def repair(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return a text with its mojibake undone; as it was, if it has none or ftfy is not installed.

    Args:
        text: The text of one field.

    Returns:
        The text, and what was changed: pairs of words before and after, each once.
    """
    if not has_mojibake(text):
        return text, ()
    try:
        from ftfy import fix_text
    except ImportError:
        return text, ()
    repaired = fix_text(_LOST.sub("â€\x9d", text), _config())
    return repaired, _changes(text, repaired)


@cache
def _config() -> TextFixerConfig:
    from ftfy import TextFixerConfig

    return TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        # What was lost already would become a replacement character, and look repaired.
        replace_lossy_sequences=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )


def _changes(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words that differ; where a blank was part of the mojibake, all from the first to the last that do."""
    old, new = before.split(" "), after.split(" ")
    if len(old) == len(new):
        pairs = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
        return tuple(
            dict.fromkeys((shortened(a, _CONTEXT), shortened(b, _CONTEXT)) for a, b in pairs)
        )
    start = _same(old, new)
    end = _same(old[:start:-1], new[:start:-1])
    a, b = (" ".join(words[start : len(words) - end]) for words in (old, new))
    return ((shortened(a, _CONTEXT), shortened(b, _CONTEXT)),) if a != b else ()


def _same(some: list[str], others: list[str]) -> int:
    """How many words are the same from the beginning."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(some), len(others)))
