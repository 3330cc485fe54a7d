"""Titles as lists show them: what can be one, and without what is put around it."""

from __future__ import annotations

import re
from typing import Final

from synbib.paperlist.mentions.facts import DOCUMENT_TYPE, ORNAMENT
from synbib.paperlist.mentions.labels import is_label
from synbib.paperlist.phrases.when import read_date
from synbib.paperlist.phrases.where import venue_of

__all__ = ["clean_heading", "clean_title", "is_title", "words"]

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
# BibTeX's, in lists that were made of a store and kept them; there are two levels of them at most.
_BRACES: Final = re.compile(r"\{([^{}\\$]*)\}")
_MOST_WORDS_OF_A_VENUE: Final = 12
# A text of so many words with a venue in brackets behind it is a title: Auto-Encoding Variational Bayes (ICLR 2014).
_FEWEST_WORDS: Final = 2
_BRACKETS: Final = re.compile(r"(?<=\S) \([^()]{2,60}\)$")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LEADING: Final = re.compile(
    rf"(?:\s|{ORNAMENT}|[*~|:;,.–—-](?=\s)|\[[x ]\]\s|\[\d{{1,3}}\]|\(\d{{1,3}}\)\s|\d{{1,3}}[.)]\s)+"
)
_PICTURES: Final = re.compile(rf"^(?:\s|{ORNAMENT})+")
_TRAILING: Final = re.compile(rf"(?:\s|{ORNAMENT}|[,;:•·]|(?<=\s)[|–—-])+$")
_PAIRS: Final = ("“”", '""', "``''", "‘’", "''", "«»", "「」", "《》", "[]")
_DOTS: Final = re.compile(r"(?:\.\.+|…|\b(?:et al|etc|vs|Jr|Inc|U\.S)\.)$")


def words(text: str) -> int:
    """Return how many words a text has; a Chinese or Japanese character counts as half of one."""
    characters = len(_CJK.findall(text))
    return (len(_WORD.findall(_CJK.sub(" ", text)))) + (characters + 1) // 2


def is_title(text: str) -> bool:
    """Whether a text can be a title: it says something, and is no label, date, venue or address."""
    mark = DOCUMENT_TYPE.search(text)
    text = clean_title(text[: mark.start()] if mark else text)
    return (
        words(text) > 0
        and any(map(str.isalpha, text))
        and not (_URL.fullmatch(text) or is_label(text) or read_date(text) or _is_venue(text))
    )


def _is_venue(text: str) -> bool:
    """Whether a text is nothing but where something was published."""
    if ":" in text or words(text) > _MOST_WORDS_OF_A_VENUE or venue_of(text) is None:
        return False
    before = _BRACKETS.sub("", text)
    return words(before) < _FEWEST_WORDS or is_label(before) or venue_of(before) is not None


def clean_heading(text: str) -> str:
    """Return a heading without pictures and without what stands at its end; its number belongs to it."""
    return _TRAILING.sub("", _PICTURES.sub("", " ".join(text.split())))


def clean_title(text: str) -> str:
    """Return a title without what a list puts around it: numbers, pictures, quotation marks, a period."""
    text = _BRACES.sub(r"\1", _BRACES.sub(r"\1", " ".join(text.split())))
    before = None
    while text != before:
        before = text
        if leading := _LEADING.match(text):
            text = text[leading.end() :]
        text = _TRAILING.sub("", text)
        text = _unquoted(text)
        if text.endswith(".") and not _DOTS.search(text):
            text = text[:-1]
    return text


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
