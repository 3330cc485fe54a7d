"""Where the title of a reference ends."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.sentences import sentences
from synbib.paperlist.phrases.when import YEAR

__all__ = ["QUOTED", "is_venue_like", "split_aside", "title_and_tail"]

# A title with question marks in it is no longer.
_MOST_SENTENCES: Final = 4
QUOTED: Final = lazily.pattern(r"[\"“«](?P<title>[^\"“”«»]{3,500})[\"”»](?P<end>\s?[.,:]?)\s*")
_TITLE_END: Final = lazily.pattern(r"[?!][\"”]?\Z")
_LOOSE: Final = lazily.pattern(rf",\s+(?=https?://|\({YEAR}\)\.?\Z)")
_VENUE_AFTER: Final = lazily.pattern(r"(?<=\S) \([^()]{2,60}\)\.?\Z")
_FEW_WORDS: Final = 3
_VENUE_LIKE: Final = lazily.pattern(
    r"""
    \A \W* (?: in:?\s | proc(?:eedings|\.) | arxiv | preprint | corr\b | journal | trans(?:actions|\.)
             | https?: | doi | ph\.?d | master | technical\ report )
    | \d\s?\(\d | \d[-–]\d | \(\d{4}\) | ;\d | \bvol\. | \bpp\.
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What APA puts in brackets after the title: [PhD thesis], (arXiv:2402.13446), (2nd ed., Vol. 6, pp. 1–9).
_ASIDE: Final = lazily.pattern(
    r"""
    \s* [\[(]
    (?P<what>
      [^()\[\]]{0,100}
      \b (?: thesis | dissertation | arXiv: | Technical\ report | Vols?\. | No\. | Eds?\. | eds?\. | pp?\. )
      [^()\[\]]{0,100}
    )
    [\])] \.? \Z
    """,
    re.VERBOSE,
)
_LONGEST_ASIDE: Final = 210


def title_and_tail(text: str) -> tuple[str, str]:
    """Return the title with which a text begins, and what stands after it.

    A question mark ends a title if a venue follows; else a subtitle does.
    """
    if text[:1] in '"“' and (quoted := QUOTED.match(text)):
        return quoted["title"], text[quoted.end() :]
    parts = sentences(text)
    if not parts:
        return "", ""
    last = 1
    while (
        last < min(len(parts) - 1, _MOST_SENTENCES)
        and _TITLE_END.search(parts[last - 1])
        and not is_venue_like(parts[last])
    ):
        last += 1
    title = " ".join(parts[:last])
    # LNCS: Title, https://…, (2024).
    if loose := _LOOSE.search(title):
        return title[: loose.start()], text[loose.start() :].lstrip(", ")
    at = text.find(parts[last], len(title)) if last < len(parts) else len(text)
    return title, text[at:] if at >= 0 else ". ".join(parts[last:])


def is_venue_like(sentence: str) -> bool:
    """Whether a sentence tells where something was published."""
    if _VENUE_LIKE.search(sentence):
        return True
    # On the Dangers of Stochastic Parrots (FAccT 2021): a subtitle.
    before = _VENUE_AFTER.sub("", sentence)
    return find_venue(before if len(before.split()) > _FEW_WORDS else sentence) is not None


def split_aside(title: str) -> tuple[str, str]:
    """Return a title, and what stands in brackets after it but is not part of it."""
    aside = _ASIDE.search(title, max(0, len(title) - _LONGEST_ASIDE))
    return (title[: aside.start()], aside["what"]) if aside else (title, "")
