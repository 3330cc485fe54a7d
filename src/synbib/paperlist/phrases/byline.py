"""Who wrote it, told after a title with nothing but a comma or brackets between: ``Title (A, B)``, ``Title, A, B``."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.sentences import sentences
from synbib.paperlist.phrases.shapes import Shape, shape_of

__all__ = ["is_name", "split_byline"]

_LONGEST: Final = 2_000
_SHORTEST_TITLE: Final = 2  # words
_BRACKETS: Final = lazily.pattern(r"[(（](?P<who>[^()（）]{5,600})[)）]\s*\Z")
# Title - A, B; Title, by A and B; Title by A et al.
_PARTED: Final = lazily.pattern(
    r"""
    (?: (?: \s[–—-] | [,.]\s+by ) \s+
      | \s by \s+ (?= [^()]{2,80} \b et\ al \b \.? \Z )
    )
    (?P<who> (?: (?! \s[–—-]\s ) . ){5,600} ) \Z
    """,
    re.VERBOSE,
)
_LISTED: Final = lazily.pattern(r",|;|&|\band\b|\bet al\b")
_COMMA: Final = lazily.pattern(r",\s+")
_LAST: Final = lazily.pattern(r"(?:and|&)\s+|\s+(?:et al\b\.?|and others)\Z")
_ET_AL: Final = lazily.pattern(r"\bet al\b\.?\Z")
_NAMES: Final = frozenset({Shape.FULL, Shape.HAN})


def split_byline(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without the people after it, and these; nobody if there are none.

    Args:
        text: Plain text that begins with a title.
    """
    if len(text) > _LONGEST:
        return text, ()
    steps = (_in_brackets, _after_dash, _in_last_sentence, _after_commas)
    return next((found for step in steps if (found := step(text))), (text, ()))


_Split = tuple[str, tuple[str, ...]]


def _in_brackets(text: str) -> _Split | None:
    at = max(text.rfind("("), text.rfind("（"))
    following = _BRACKETS.match(text, at) if at > 0 else None
    people = _listed(following["who"]) if following else None
    return (text[:at].rstrip(), people) if people else None


def _after_dash(text: str) -> _Split | None:
    following = _PARTED.search(text)
    people = _listed(following["who"]) if following else None
    if not following or not people or not _is_title(text[: following.start()]):
        return None
    return text[: following.start()], people


def _in_last_sentence(text: str) -> _Split | None:
    *before, last = sentences(text) or [""]
    people = _listed(last) if before else None
    if not people:
        return None
    title = text[: text.rfind(last)].rstrip(". ")
    return (title, people) if _is_title(title) else (text, ())


def _after_commas(text: str) -> _Split | None:
    commas = list(_COMMA.finditer(text))
    first = len(commas)
    while first and is_name(_piece(text, commas, first)):
        first -= 1
    if first == len(commas):
        return None
    title, names = text[: commas[first].start()], text[commas[first].end() :]
    people = read_people(names)
    if not people or not _is_title(title) or shape_of(title) in _NAMES:
        return None
    return title, people


def _listed(text: str) -> tuple[str, ...] | None:
    """Return the people that a text lists, if it has more than one part."""
    return read_people(text) if _LISTED.search(text) else None


def _is_title(text: str) -> bool:
    return len(text.split()) >= _SHORTEST_TITLE


def _piece(text: str, commas: list[re.Match[str]], number: int) -> str:
    end = commas[number].start() if number < len(commas) else len(text)
    return text[commas[number - 1].end() : end]


def is_name(piece: str) -> bool:
    """Whether a piece between commas is a whole name, or two: and Max Welling; Dao et al.; Li Yi and Hao Su."""
    if _ET_AL.search(piece):
        return read_people(piece) is not None
    names = _LAST.sub("", piece.strip().rstrip(".")).split(" and ")
    return all(shape_of(" ".join(name.split())) in _NAMES for name in names)
