"""What the words around a title say: a date, a venue, people, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import lru_cache
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.model.venues import find_venue
from synbib.paperlist.phrases import gb_t
from synbib.paperlist.phrases.brackets import affiliations
from synbib.paperlist.phrases.imprint import PART_OF_VENUE
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.publication import Publication, split_journal
from synbib.paperlist.phrases.when import When, read_date
from synbib.paperlist.phrases.where import EDGES, venue_of
from synbib.text import strip
from synbib.text.months import MONTH

__all__ = [
    "NONE",
    "ORNAMENT",
    "Facts",
    "is_none",
    "is_prose",
    "is_published",
    "understand",
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
    r"(?::[a-z0-9_+-]{2,60}:"
    r"|[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff])"
)
_ORNAMENTS: Final = lazily.pattern(ORNAMENT)
_SENTENCE: Final = lazily.pattern(
    r"(?<=[^\W\d_]{2}[.?!])\s+|(?<=\d\.)\s+(?=[A-Z])|[;|·•]\s|[；。]|\s[–—|-]\s"
)
_COMMA: Final = lazily.pattern(r",\s+|，")
_MOST_WORDS_OF_A_FACT: Final = 9
_DATE: Final = lazily.pattern(
    rf"(?<!\d)(?:19|20)\d{{2}}[./-]\d{{1,2}}(?!\d)|\b{MONTH}\.?,?\s+(?:19|20)\d{{2}}(?!\d)"
)
_ARXIV: Final = lazily.pattern(
    r"""
    arxiv (?: \s+preprint )? (?: \s+arxiv )? \s?[:\ ]\s?
    (?P<id> \d{4}\.\d{4,5} ) (?: v\d+ )? (?: \s*\[[\w.-]+\] )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A date before a venue: ``20180705 ICLR-18``.
_DATED: Final = lazily.pattern(r"(?:19|20)\d{2}[./-]?\d{2}(?:[./-]?\d{2})?\s+(?=\D)")
_MARK: Final = lazily.pattern(rf"^{gb_t.MARK.pattern}\s*\.?\s*(?://)?\s*")
# Says that it is published nowhere yet; what stands with it is its date.
_PREPRINT: Final = lazily.pattern(r"preprint\b[\s,.]*", re.IGNORECASE)
# What Markdown leaves of BibTeX's accents, whose backslashes it takes for its own: ``{'e}``.
_ACCENT: Final = lazily.pattern(r"\{([`'^\"~=.]|[cuvHkrd]\s)\{?(\\?[A-Za-z])\}?\}")
_ACRONYM: Final = lazily.pattern(r"[A-Z\W]+|(?=(?:[^\sA-Z]*[A-Z]){2})[\w-]+")
_BESIDE: Final = lazily.pattern(r"(?:19|20)\d\d\s?[,，|]\s*\D+\Z")
_BETWEEN: Final = lazily.pattern(r",\s+|，|\s?\|\s?")
_CAPITALS: Final = lazily.pattern(r"[A-Z]{3,}\b")
# A group before its members: ``OpenAI: Ahmed El-Kishky, …``.
_TEAM: Final = lazily.pattern(r"^[^,:]{2,40}:\s+")
# How often it is cited, after a venue: arXiv, 1111 citations.
_CITATIONS: Final = lazily.pattern(
    r"""
    (?: \A | [,;|]\s* )
    (?P<remark> \d[\d,]* \+? \s (?: citations? | cites ) | [Cc]ited\ by\ \d[\d,]* ) \Z
    """,
    re.VERBOSE,
)
# 2020 ICLR, image and gene pretraining
_REMARK: Final = lazily.pattern(r"(?:19|20)\d\d [\w &]{2,40}, (?P<remark>[a-z][a-z-]+(?: [\w-]+)+)")
_NOTHING: Final = frozenset(
    {
        *("and", "in", "from", "by", "with", "at", "see", "new", "paper", "code"),
        *("论文", "論文", "代码", "代碼", "标题", "题目", "題目", "项目", "链接"),
    }
)


@lazily.dataclass(slots=True)
class Facts:
    """What was found around a title; the first of each kind counts.

    Attributes:
        authors: Names in BibTeX's form.
        published: The venue, and the year that stands with it.
        when: The date that stands for itself.
        presented: How it was presented, and what it won: ``Oral``, ``Best Paper``.
        identifiers: Scheme → identifier, of those that stand there as text.
        rest: What is none of these.
    """

    authors: tuple[str, ...] = ()
    published: Publication = field(default_factory=Publication)
    when: When | None = None
    presented: list[str] = field(default_factory=list)
    identifiers: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    def add_date(self, when: When) -> None:
        """Note a date; one that says more of the same year replaces what is there."""
        if self.when is None or (self.when.month is None and when.year == self.when.year):
            self.when = when

    def add_venue(self, venue: str, year: int | None) -> None:
        """Note a venue, as written without the year, and the year that stands with it."""
        if not self.published.venue:
            self.set_venue(venue, year)

    def set_venue(self, venue: str, year: int | None) -> None:
        """Note a venue in place of what is there."""
        self.published = Publication(venue, When(year) if year else None)

    def add_presentation(self, presented: str) -> None:
        """Note how it was presented, if that is said and not known yet."""
        if presented and presented not in self.presented:
            self.presented.append(presented)

    @property
    def is_published(self) -> bool:
        """Whether a venue or a date is told."""
        return bool(self.published.venue or self.when)


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
        segments: What stands for itself: between brackets, in italics, after the title.
        tags: What is a date, a venue, or anything but people: what is set as code, an institution in brackets.
    """
    facts = Facts()
    before = ""
    for segment in segments:
        named = before.strip(EDGES).casefold() == "by"
        _read(f"by {segment}" if named else segment, facts)
        before = segment
    for tag in tags:
        text = _ORNAMENTS.sub(" ", tag).strip(EDGES)
        text = _without_journal(_without_remark(text, facts), facts)
        if not (is_none(text) or _published(text, facts) or text.isdecimal()):
            facts.rest.append(text)
    return facts


def _read(segment: str, facts: Facts) -> None:
    text = _MARK.sub("", _ORNAMENTS.sub(" ", segment).strip(EDGES)).strip(EDGES)
    if not text or text.casefold() in _NOTHING or (text.isdecimal() and not read_date(text)):
        return
    if _read_preprint(text, facts):
        return
    if when := read_date(text):
        facts.add_date(when)
        return
    # What stands before a colon is the name of what follows, unless it tells where that was published.
    names = segment.rstrip(' "“*').endswith((":", "："))
    if names and (told := venue_of(text)) and told[1] and _published(text, facts):
        return
    if names or is_prose(text):
        facts.rest.append(text)
        return
    text = _without_journal(_without_remark(text, facts), facts)
    if dated := _DATED.match(text):
        text = text[dated.end() :] if _published(dated[0], facts) else text
    if _one(text, facts):
        return
    for sentence in _split(_SENTENCE, text):
        if not _one(sentence, facts):
            _read_sentence(sentence, facts)


def _without_remark(text: str, facts: Facts) -> str:
    """Return a text without how often it is cited, or what a tag says after year and venue, which is noted."""
    remark = _CITATIONS.search(text) or _REMARK.fullmatch(text)
    if remark is None:
        return text
    facts.rest.append(remark["remark"])
    return text[: remark.start("remark")].strip(EDGES)


def _without_journal(text: str, facts: Facts) -> str:
    """Return a text without the journal, its volume and pages at the end, which are noted."""
    before, published = (text, None) if facts.published.venue else split_journal(text)
    if published:
        facts.published = published
    return before.strip(EDGES)


def _read_preprint(text: str, facts: Facts) -> bool:
    """Note the date of what is a preprint; return whether the text says nothing else."""
    preprint = _PREPRINT.match(text)
    if preprint is None:
        return False
    since = text[preprint.end() :]
    if when := read_date(since):
        facts.add_date(when)
    return bool(when or not since)


def _read_sentence(sentence: str, facts: Facts) -> None:
    """Note what stands between the commas of a sentence."""
    parts = list(_split(_COMMA, sentence))
    # After the authors stand venue and date, if anything does.
    last = len(parts)
    while last > 1 and _published(parts[last - 1], facts):
        last -= 1
    left = ", ".join(parts[:last])
    if last < len(parts) and _one(left, facts):
        return
    first = 0
    while first < last - 1 and _published(parts[first], facts):
        first += 1
    left = ", ".join(parts[first:last])
    if not (first and _one(left, facts)):
        facts.rest.append(left)


def _split(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    for part in pattern.split(text):
        if part := part.strip(EDGES):
            yield part


def _one(text: str, facts: Facts) -> bool:
    """Note what ``text`` says if it says one thing; return whether it does."""
    if _published(text, facts):
        return True
    if facts.authors:
        return False
    text = _without_latex(text)
    # Who follows "by" need not look like people, unless the date does, too.
    certain = text[:3].casefold() == "by " and not any(map(is_published, _COMMA.split(text)))
    if people := read_people(text, certain=certain) or read_people(_TEAM.sub("", text)):
        facts.authors = people
        facts.rest += affiliations(text)
        return True
    return False


def _without_latex(text: str) -> str:
    """Return a list of names as plain text, where it was copied from BibTeX."""
    if "{" not in text and "~" not in text:
        return text
    return strip(decode(_ACCENT.sub(r"{\\\1{\2}}", text))).replace("\N{NO-BREAK SPACE}", " ")


def _published(text: str, facts: Facts) -> bool:
    if when := read_date(text):
        facts.add_date(when)
        return True
    if preprint := _ARXIV.fullmatch(text):
        facts.add_venue("arXiv", None)
        facts.identifiers.setdefault("arxiv", preprint["id"])
        return True
    venue, presented = split_presentation(text)
    if found := venue_of(text):
        facts.add_presentation(presented)
        if beside := _beside_venue(venue):
            facts.rest += beside
            return _published(_BETWEEN.split(venue)[0], facts)
        facts.add_venue(*found)
        if (written := _DATE.search(text)) and (when := read_date(written[0])):
            facts.add_date(when)
        return True
    if presented and (when := read_date(venue)):
        # Test of Time Award 2020: the year of a prize, where the paper has its own.
        dated = bool(facts.when or facts.published.when)
        facts.add_presentation(text if dated else presented)
        if not dated:
            facts.add_date(when)
        return True
    if presented and not venue:
        facts.add_presentation(presented)
        return True
    return False


def _beside_venue(text: str) -> list[str]:
    """Return what stands after a venue and its year that is no part of its name: ``CVPR 2023, 清华``."""
    first, *others = _split(_BETWEEN, text) if _BESIDE.search(text) else ("",)
    if not others or any(map(PART_OF_VENUE.search, others)):
        return []
    found = venue_of(first)
    return others if found and found[1] else []


@lru_cache(maxsize=4096)
def is_published(text: str) -> bool:
    """Whether a label or a badge tells a date, or a venue with its year: a venue alone may be a topic."""
    text = text.strip(EDGES + "[]()")
    found = venue_of(text)
    return bool(read_date(text) or _ARXIV.fullmatch(text)) or bool(
        found and (found[1] or _ACRONYM.fullmatch(text) or _is_short_name(text))
    )


def _is_short_name(text: str) -> bool:
    """Whether a text is the short name of a venue and no topic, though a word follows the acronym: USENIX Security."""
    known = find_venue(text)
    return known is not None and known.venue.acronym == text and bool(_CAPITALS.match(text))


def without_publication(text: str) -> str:
    """Return the beginning of a text up to where venue and date are told, after commas, if they are."""
    commas = [0, *(found.start() for found in _COMMA.finditer(text)), len(text)]
    end = len(text)
    for start, stop in reversed(list(pairwise(commas))):
        if start == 0 or not _published(text[start:stop].strip(EDGES), Facts()):
            break
        end = start
    return text[:end]
