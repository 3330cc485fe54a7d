"""Titles as lists show them: what can be one, and without what is put around it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.facts import ORNAMENT
from synbib.paperlist.mentions.labels import is_label
from synbib.paperlist.phrases import gb_t
from synbib.paperlist.phrases.when import read_date
from synbib.paperlist.phrases.where import venue_of

__all__ = ["clean_heading", "clean_title", "is_announcement", "is_title", "split_remark", "words"]

_WORD: Final = lazily.pattern(r"[^\W_]+(?:[-'’.][^\W_]+)*")
# BibTeX's, in lists that were made of a store and kept them; there are two levels of them at most.
_BRACES: Final = lazily.pattern(r"\{([^{}\\$]*)\}")
_MOST_WORDS_OF_A_VENUE: Final = 12
# A text of so many words with a venue in brackets after it is a title: Auto-Encoding Variational Bayes (ICLR 2014).
_FEWEST_WORDS: Final = 2
_BRACKETS: Final = lazily.pattern(r"(?<=\S)(?: \(|\s?（)[^()（）]{2,60}[)）]$")
_URL: Final = lazily.pattern(r"(?:https?://|www\.)\S+", re.IGNORECASE)
# What stands between a title and a remark in another script.
_AROUND_REMARK: Final = " \t,，;；|–—-(（【[。."
_FEWEST_BEFORE_REMARK: Final = 3
_CJK: Final = lazily.pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEADING: Final = lazily.pattern(
    rf"""
    (?: \s | {ORNAMENT} | [*~|:;,.–—-](?=\s) | \[[x ]\]\s
      | \[\d{{1,3}}\] | \(\d{{1,3}}\)\s | \d{{1,3}}(?:[.)]\s|、) )+
    """,
    re.VERBOSE,
)
_PICTURES: Final = lazily.pattern(rf"^(?:\s|{ORNAMENT})+")
# One of what may stand at the end of a title, which is taken off from there: each beginning of a run of them would else
# be tried.
_LAST: Final = lazily.pattern(rf"(?:{ORNAMENT}|[\s,;:•·]|(?<=\s)[|–—-])\Z")
_LONGEST_ORNAMENT: Final = 62
_PAIRS: Final = ("“”", '""', "``''", "‘’", "''", "«»", "「」", "《》", "[]")
# What a list says of itself, and what was done to it. A title in capitals may begin with the same word.
_ANNOUNCEMENT: Final = lazily.pattern(
    r"""
    \b(?: [Ww]e \s (?: are | were | have | will | also | now | just | [a-z]+ed )
      | [Oo]ur \s (?: (?: new | latest | recent ) \s )? (?: papers? | surveys? | works? | team | lists? | repo\w* )
      | [Yy]ou \s (?: find | want | have | use ) | [Pp]lease | [Tt]his \s (?: repo\w* | list | page ) )\b
    | \A(?: Add | Update | Release | Fix | Remove | Call \s for | See | Read | Download | Thanks ) s? \s (?! [A-Z] )
    | \A(?: Added | Updated | Released | Fixed | Removed | Accepted | Submitted | Presented | Published | Won )\s
    | \b(?: is | are | was | were | been ) \s (?: accepted | published | presented | released | available | updated )\b
    | \A(?: Keynote | List \s of )\b | \b[Aa]ccepted \s [Pp]apers\b | \b[Dd]eadlines?\b | \b[Bb]enchmarks? \s [Tt]rack\b
    """,
    re.VERBOSE,
)
# What is put around a title, once and again: `"*A Title.* ".`
_MOST_LAYERS: Final = 20
_DOTS: Final = lazily.pattern(r"(?:\.\.+|…|\b(?:et al|etc|vs|Jr|Inc|U\.S)\.)$")


def words(text: str) -> int:
    """Return how many words a text has; a Chinese or Japanese character counts as half of one."""
    characters = len(_CJK.findall(text))
    return (len(_WORD.findall(_CJK.sub(" ", text)))) + (characters + 1) // 2


def is_title(text: str) -> bool:
    """Whether a text can be a title: it says something, and is not a label, date, venue or address."""
    mark = gb_t.MARK.search(text)
    text = clean_title(text[: mark.start()] if mark else text)
    return (
        words(text) > 0
        and any(map(str.isalpha, text))
        and not (_URL.fullmatch(text) or is_label(text) or read_date(text) or _is_venue(text))
    )


def is_announcement(text: str) -> bool:
    """Whether a text says what was done, by the list or to it, rather than what a paper is called."""
    return _ANNOUNCEMENT.search(text) is not None


def _is_venue(text: str) -> bool:
    """Whether a text is nothing but where something was published."""
    if ":" in text or words(text) > _MOST_WORDS_OF_A_VENUE or venue_of(text) is None:
        return False
    before = _BRACKETS.sub("", text)
    return words(before) < _FEWEST_WORDS or is_label(before) or venue_of(before) is not None


def split_remark(title: str) -> tuple[str, str]:
    """Return a title in Latin letters and the Chinese or Japanese remark after it; ``""`` if there is none.

    ``Attention Is All You Need，注意力机制的开山之作``, ``Visual Instruction Tuning（视觉指令微调）``.
    """
    first = _CJK.search(title)
    before = title[: first.start()] if first else title
    head = before.rstrip(_AROUND_REMARK)
    remark = title[len(head) :].strip(_AROUND_REMARK + ")）】]")
    if not before[len(head) :].strip() or len(_WORD.findall(head)) < _FEWEST_BEFORE_REMARK:
        return title, ""
    latin = len(_WORD.findall(_CJK.sub(" ", remark)))
    return (head, remark) if 2 * latin < len(_CJK.findall(remark)) else (title, "")


def clean_heading(text: str) -> str:
    """Return a heading without pictures and without what stands at its end; its number belongs to it."""
    return _without_trailing(_PICTURES.sub("", " ".join(text.split())))


@lru_cache(maxsize=16384)
def clean_title(text: str) -> str:
    """Return a title without what a list puts around it: numbers, pictures, quotation marks, a period."""
    text = _BRACES.sub(r"\1", _BRACES.sub(r"\1", " ".join(text.split())))
    for _ in range(_MOST_LAYERS):
        before = text
        if leading := _LEADING.match(text):
            text = text[leading.end() :]
        text = _unquoted(_without_trailing(text))
        if text.endswith(".") and not _DOTS.search(text):
            text = text[:-1]
        if text == before:
            break
    return text


def _without_trailing(text: str) -> str:
    end = len(text)
    while last := _LAST.search(text, max(0, end - _LONGEST_ORNAMENT), end):
        end = last.start()
    return text[:end]


def _unquoted(text: str) -> str:
    for pair in _PAIRS:
        half = len(pair) // 2
        opening, closing = pair[:half], pair[half:]
        inside = text[half:-half]
        if (
            len(text) > 2 * half
            and text.startswith(opening)
            and text.endswith((closing, closing + "."))
        ):
            inside = text.removesuffix(".")[half:-half] if text.endswith(".") else inside
            if opening not in inside and closing not in inside:
                return inside.strip()
    return text
