"""What stands around a cite, a citation and a reference: affixes, the blanks beside them, the capital at the start.

Sources: CSL 1.0.2, "Affixes" (those of a layout stand inside its formatting); for the blanks around what a user puts
before and after a cite, and for terms that begin a note or a reference, citeproc-js.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.csl.cite import Cite
from synbib.csl.marked import marked_text
from synbib.csl.style import Format
from synbib.text import marks, strip
from synbib.text.textcase import text_case

__all__ = ["capitalised_term", "dress_layout", "dress_reference", "spaced", "with_capital"]

_WORDLIKE_END: Final = lazily.pattern(r"[.;:&,\w)\]!?]$")
_WORDLIKE_START: Final = lazily.pattern(r"^[\w&\[(]")
# Brackets and quotation marks may stand before the word that begins a text, and marks, which are not letters either.
_BEGINS_WITH_TERM: Final = lazily.pattern(rf"\W*?{marks.TERM}")


def capitalised_term(text: str, cite: Cite, *, is_first: bool) -> str:
    """Return a note's cite with a capital for a term that begins it, or a sentence in it."""
    if marks.TERM not in text:
        return text
    prefix = strip(marked_text(cite.prefix)).strip("\"'”’» \u202f\u00a0")
    begins = (is_first and not prefix) or (prefix[-1:] in tuple(".!?") and " " in prefix)
    return with_capital(text) if begins else text.replace(marks.TERM, "")


def with_capital(text: str) -> str:
    """Return a text with a capital for a term that begins it."""
    if marks.TERM not in text:
        return text
    found = _BEGINS_WITH_TERM.match(text)
    if found:
        start = found.end()
        text = text[:start] + text_case("capitalize-first", text[start:], "")
    return text.replace(marks.TERM, "")


def spaced(prefix: str, suffix: str) -> tuple[str, str]:
    """Return a cite's own prefix and suffix with the blanks that part them from the cite."""
    before, after = marked_text(prefix), marked_text(suffix)
    bare = strip(before).rstrip("\"'”’»\u202f\u00a0")
    if bare and _WORDLIKE_END.search(bare):
        before += " "
    if _WORDLIKE_START.match(strip(after)):
        after = f" {after}"
    return before, after


def dress_layout(text: str, format: Format) -> str:
    """Return ``text`` with a layout's affixes, which stand inside its formatting."""
    return _formatted(f"{format.prefix}{text}{format.suffix}", format)


def dress_reference(text: str, format: Format) -> str:
    """Return a reference with the layout's affixes; the suffix goes into a display block at the end."""
    for span in (marks.RIGHT_INLINE, marks.BLOCK, marks.INDENT, marks.LEFT_MARGIN):
        if text.endswith(span.close):
            return _formatted(f"{format.prefix}{text[:-1]}{format.suffix}{span.close}", format)
    return dress_layout(text, format)


def _formatted(text: str, format: Format) -> str:
    for span in reversed(format.spans):
        text = span.wrap(text)
    return text
