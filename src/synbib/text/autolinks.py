"""The URLs in plain text that GitHub makes links of by itself: GFM's extended autolinks (GFM 0.29 §6.9).

E-mail addresses are not among them. GitHub looks for these after it has read all escapes, so that nothing said in
Markdown changes what it finds; the address is right, and the text is what it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily

__all__ = ["Autolink", "autolinks"]

# A DOI with a SICI (ANSI/NISO Z39.56) holds angle brackets, as in `22:3<267::AID-MMA40>3.0`.
_URL: Final = lazily.pattern(
    r"""
    (?P<before> (?<![A-Za-z]) (?i:https?|ftp) (?P<colon>:) // | (?<![^\W_]) www (?P<dot>\.) )
    (?: [^\s<>。，；、] | <[0-9A-Z]*:[^\s<>]*> )*
    """,
    re.VERBOSE,
)
# GitHub's own end: white space of ASCII.
_BLANK: Final = lazily.pattern(r"[ \t\n\v\f\r]|\Z")
# What ends a sentence or a quotation, and not the URL before it. GitHub knows those of ASCII.
_ASCII_END: Final = "?!.,:*_~'\""
_END: Final = _ASCII_END + "`：！？…’”»》」』】"
_ENTITY_AT_END: Final = lazily.pattern(r"&[A-Za-z0-9]+;\Z")


@lazily.dataclass(frozen=True, slots=True)
class Autolink:
    """A URL in plain text.

    Attributes:
        start: Where it begins.
        end: Where it ends; where it begins if it is only the beginning of one, as in ``www.``.
        trigger: Where the colon of its scheme is, or the full stop after ``www``: without it there is no autolink.
        run_end: How far GitHub looks: up to the next blank.
        is_found_whole: Whether GitHub finds this very end by itself, where nothing up to the blank is escaped.
    """

    start: int
    end: int
    trigger: int
    run_end: int
    is_found_whole: bool


def autolinks(text: str) -> Iterator[Autolink]:
    """Yield the URLs in ``text`` in order, without the punctuation after them."""
    at = run_end = 0
    while found := _URL.search(text, at):
        start = found.start()
        if start >= run_end:
            blank = _BLANK.search(text, start)
            assert blank is not None  # there is an end
            run_end = blank.start()
        url = found[0]
        end = start + len(_without_end(url, _END, {")": "(", "）": "（"}))
        if end <= found.end("before"):
            end = start
        ends_alike = found.end() == run_end or text[found.end()] == "<"
        is_found_whole = (
            start < end
            and ends_alike
            and "<" not in url
            and end == start + len(_without_end(url, _ASCII_END, {")": "("}))
        )
        trigger = max(found.start("colon"), found.start("dot"))
        yield Autolink(start, end, trigger, run_end, is_found_whole)
        at = max(end, trigger + 1)


def _without_end(url: str, signs: str, brackets: dict[str, str]) -> str:
    """Return ``url`` without signs at its end, and without brackets there that close what it did not open."""
    surplus = {close: url.count(close) - url.count(opening) for close, opening in brackets.items()}
    end = len(url)
    while end:
        last = url[end - 1]
        if last in signs:
            end -= 1
        elif surplus.get(last, 0) > 0:
            surplus[last] -= 1
            end -= 1
        elif last == ";":
            entity = _ENTITY_AT_END.search(url, max(end - 40, 0), end)
            end = entity.start() if entity else end - 1
        else:
            break
    return url[:end]
