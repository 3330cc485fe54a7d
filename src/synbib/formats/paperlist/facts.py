"""What the words around a title say: a date, a venue, people, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from synbib.formats.paperlist.flat import GAP
from synbib.formats.paperlist.people import read_people
from synbib.formats.paperlist.when import When, find_year, read_date
from synbib.model.venues import find_venue

__all__ = [
    "DOCUMENT_TYPE",
    "NONE",
    "ORNAMENT",
    "Facts",
    "is_none",
    "is_prose",
    "understand",
    "venue_of",
    "without_publication",
]

# What people write into a cell that has nothing to say.
_NONE_TEXT: Final = (
    "- -- --- – — / \\ . * ? ?? x × ✗ ✘ ❌ no none null nil na n/a n.a. tbd tba todo unknown nan "
    ":x: :heavy_minus_sign: :heavy_multiplication_x: :no_entry: 无 暂无"
)
NONE: Final = frozenset(_NONE_TEXT.split())

# GitHub's shortcodes, pictures and arrows that catch the eye.
ORNAMENT: Final = (
    r"(?::[a-z0-9_+-]{2,}:"
    r"|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff])"
)
_ORNAMENTS: Final = re.compile(ORNAMENT)
_EDGES: Final = " \t\n.,;:|·•–—-_*\"'“”‘’~/\\&+>" + GAP
_SENTENCE: Final = re.compile(r"(?<=[^\W\d_]{2}[.?!])\s+|(?<=\d\.)\s+(?=[A-Z])|[;|·•]\s|\s[–—|-]\s")
_COMMA: Final = re.compile(r",\s+")
_LONGEST_VENUE: Final = 160
_MOST_WORDS: Final = 16
_MOST_WORDS_OF_A_FACT: Final = 9
_MOST_SMALL_WORDS: Final = 2
# What stands before a venue and does not belong to it.
_BEFORE_VENUE: Final = re.compile(
    r"^(?:(?:conference|journal|venue|publish(?:ed)?):?\s+)?"
    r"(?:(?:to appear|accepted|published|presented|appears?|oral|poster|spotlight|best paper)\s+)?"
    r"(?:(?:in|at|by|on|to)\s+(?:the\s+)?)?",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(
    r"\s*[,'’-]?\s*\(?(?<!\d)(?:(?:19|20)\d{2}(?:[./-]\d{1,2}(?!\d))?|['’]\s?\d{2})(?![\d.]\d)\)?"
)
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}[./-]\d{1,2}(?!\d)")
# What a journal or a conference is called that no table has.
_LIKE_VENUE: Final = re.compile(
    r"(?:(?:IEEE|ACM|SIAM|AAAI|IET|Proceedings|Proc\.|Journal|Annals|Transactions|Advances in)\b.*"
    r"|(?:(?!\d).)*\b(?:Transactions on|Journal of|Letters|Conference on|Symposium on|Workshop on)\b.*)",
    re.DOTALL,
)
# GB/T 7714's mark of what kind a document is, ``[J]`` or ``[EB/OL]``.
DOCUMENT_TYPE: Final = re.compile(r"\[(?:[JCMDRPNZSGA]|EB|DB|DS|CP)(?:/OL)?\]")
_MARK: Final = re.compile(rf"^{DOCUMENT_TYPE.pattern}\s*\.?\s*(?://)?\s*")
# Says that it is published nowhere yet: what stands with it is its date.
_PREPRINT: Final = re.compile(
    r"^(?:preprint|under review|in submission|submitted)\b", re.IGNORECASE
)
# A group before its members: ``OpenAI: Ahmed El-Kishky, …``.
_TEAM: Final = re.compile(r"^[^,:]{2,40}:\s+")
_NOTHING: Final = frozenset(
    {"and", "in", "from", "by", "with", "at", "see", "new", "paper", "code"}
)


@dataclass(slots=True)
class Facts:
    """What was found around a title; the first of each kind counts.

    Attributes:
        authors: Names in BibTeX's form.
        venue: As written, without the year.
        when: The date.
        venue_year: The year that stands with the venue.
        rest: What is none of these.
    """

    authors: tuple[str, ...] = ()
    venue: str = ""
    when: When | None = None
    venue_year: int | None = None
    rest: list[str] = field(default_factory=list)

    def add_date(self, when: When) -> None:
        """Note a date; one that says more of the same year replaces what is there."""
        if self.when is None or (self.when.month is None and when.year == self.when.year):
            self.when = when

    def add_venue(self, venue: str, year: int | None) -> None:
        """Note a venue."""
        if not self.venue:
            self.venue = venue
            self.venue_year = year


def is_prose(text: str) -> bool:
    """Whether a text is running text: long, and most of its words in lower case."""
    found = text.split()
    return len(found) > _MOST_WORDS_OF_A_FACT and sum(w[0].islower() for w in found) * 2 > len(
        found
    )


def is_none(text: str) -> bool:
    """Whether a cell says that there is nothing."""
    return text.strip().casefold() in NONE or not text.strip()


def understand(segments: Iterable[str], tags: Iterable[str] = ()) -> Facts:
    """Return what is said around a title.

    Args:
        segments: What stands for itself: between brackets, in italics, behind the title.
        tags: Words that are set as code: a date, a venue, or anything but people.
    """
    facts = Facts()
    before = ""
    for segment in segments:
        named = before.strip(_EDGES).casefold() == "by"
        _read(f"by {segment}" if named else segment, facts)
        before = segment
    for tag in tags:
        text = tag.strip(_EDGES)
        if text and not _published(text, facts):
            facts.rest.append(text)
    return facts


def _read(segment: str, facts: Facts) -> None:
    text = _ORNAMENTS.sub(" ", segment).strip(_EDGES)
    text = _PREPRINT.sub("", _MARK.sub("", text)).strip(_EDGES)
    if not text or text.casefold() in _NOTHING:
        return
    if is_prose(text):
        facts.rest.append(text)
        return
    if _one(text, facts):
        return
    for sentence in _split(_SENTENCE, text):
        if _one(sentence, facts):
            continue
        parts = list(_split(_COMMA, sentence))
        # Behind the authors stand venue and date, if anything does.
        last = len(parts)
        while last > 1 and _published(parts[last - 1], facts):
            last -= 1
        left = ", ".join(parts[:last])
        if last < len(parts) and _one(left, facts):
            continue
        first = 0
        while first < last - 1 and _published(parts[first], facts):
            first += 1
        left = ", ".join(parts[first:last])
        if not (first and _one(left, facts)):
            facts.rest.append(left)


def _split(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for part in pattern.split(text):
        if part := part.strip(_EDGES):
            yield part


def _one(text: str, facts: Facts) -> bool:
    """Note what ``text`` says if it says one thing; return whether it does."""
    if _published(text, facts):
        return True
    if facts.authors:
        return False
    # Who follows "by" need not look like people.
    certain = text[:3].casefold() == "by "
    if people := read_people(text, certain=certain) or read_people(_TEAM.sub("", text)):
        facts.authors = people
        return True
    return False


def _published(text: str, facts: Facts) -> bool:
    if when := read_date(text):
        facts.add_date(when)
        return True
    if found := venue_of(text):
        facts.add_venue(*found)
        if (written := _DATE.search(text)) and (when := read_date(written[0])):
            facts.add_date(when)
        return True
    return False


def without_publication(text: str) -> str:
    """Return the beginning of a text up to where venue and date are told, behind commas, if they are."""
    commas = [0, *(found.start() for found in _COMMA.finditer(text)), len(text)]
    end = len(text)
    for start, stop in reversed(list(pairwise(commas))):
        if start == 0 or not _published(text[start:stop].strip(_EDGES), Facts()):
            break
        end = start
    return text[:end]


def venue_of(text: str) -> tuple[str, int | None] | None:
    """Return the venue that ``text`` names, as written but without its year, and that year; None if it names none."""
    if len(text) > _LONGEST_VENUE:
        return None
    text = _BEFORE_VENUE.sub("", text.strip(_EDGES), count=1)
    if match := find_venue(text):
        return without_year(text), match.year or find_year(text)
    small = len(re.findall(r"\b[a-z]{4,}\b", text))
    if (
        small < _MOST_SMALL_WORDS
        and _LIKE_VENUE.fullmatch(text)
        and len(text.split()) < _MOST_WORDS
    ):
        return without_year(text), find_year(text)
    return None


def without_year(text: str) -> str:
    """Return a venue without the year behind or before it."""
    return " ".join(_YEAR.sub(" ", text).split()).strip(_EDGES + "()[]")
