"""The title of an item that has no link: what is left when people, venue and date are taken from both its ends.

Such an item may be anything, a remark, a rule, a name. So a title is found only where something is told around it:
``Title (SIGMOD 2024)``, ``[NeurIPS 2021] Title``, ``Title, A. Author, B. Author, VLDB 2020``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.facts import ORNAMENT, is_prose, is_published, understand
from synbib.paperlist.mentions.flat import GAP, Flat, Range, flatten
from synbib.paperlist.mentions.labels import is_label
from synbib.paperlist.mentions.looks import Title, is_capital, split_published
from synbib.paperlist.mentions.segments import mask
from synbib.paperlist.mentions.titles import clean_title, is_announcement, is_title, words
from synbib.paperlist.phrases.byline import is_name, split_byline
from synbib.paperlist.phrases.people import people_before, read_people
from synbib.paperlist.phrases.when import read_date
from synbib.paperlist.phrases.where import name_and_year, venue_of
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, plain

__all__ = ["may_be_title", "title_before_people", "title_of_text", "title_without_link"]

# Characters; a longer item is a text.
_LONGEST: Final = 2_000
_FEWEST_WORDS: Final = 2
# With nothing around it but a heading that is a venue, a title has to look more like one.
_MORE_WORDS: Final = 4
# What stands before a venue in brackets is a name, and no title, if it has no more words: LISA (SIGMOD 2020): …
_WORDS_OF_NAME: Final = 2
_BLANK: Final = f" \n\t{GAP}.,;:|–—-/@·•，。"
_MOST_PARTS: Final = 8

_ORNAMENTS: Final = lazily.pattern(ORNAMENT)
# A label whose link was left out: [code], [[pdf]].
_LABELLED: Final = lazily.pattern(r"\[{1,2}([^\[\]()]{1,40})\]{1,2}")
# Before the title: [x], (Review), [NeurIPS 2021], …
_IN_FRONT: Final = lazily.pattern(
    rf"""(?x)
    [\s{GAP}]*
    (?: [\[(【（] [^\[\]()【】（）]{{0,60}} (?: \([^()]{{1,40}}\) )? [\])】）] [\s{GAP}.:,–—-]* ){{0,4}}
    """
)
# … NeurIPS 2021: · 2021 - · Paper: · 2021/05
_HEAD: Final = lazily.pattern(r"([^:|,]{4,40}?)(?:\s*[:：|]|\s[–—-])\s+")
_DATE: Final = lazily.pattern(r"((?:19|20)\d\d[./-]\d\d?(?:[./-]\d\d?)?):?\s+")
# After the title: (SIGMOD 2024), and what parts it from what follows.
_LAST_BRACKETS: Final = lazily.pattern(r"[\[(【（]([^\[\]()【】（）]{2,120})[\])】）]?\Z")
_BRACKETS: Final = lazily.pattern(r"[\[(【（]([^\[\]()【】（）]{2,120})[\])】）]")
_PARTING: Final = lazily.pattern(
    r"(?:[,:]\s|[.?!]\s|\s(?:[–—|@·•/-]|//)\s|，|。)(?![^\[(【（]*[\])】）])"
)
_NAME: Final = lazily.pattern(r"[^\W\d_a-z][^\s]*(?:\s[^\W\d_a-z][^\s]*){1,5}")
_LISTED: Final = lazily.pattern(r",|\band\b|&|\bet al\b")
_SURNAME: Final = lazily.pattern(r"\s[–—-]\s[^\W\d_a-z][\w'’-]+\Z")
_COMMA: Final = lazily.pattern(r",\s+")


def title_before_people(flat: Flat, masked: str) -> Title | None:
    """Return the title of an item that has its authors after it in italics: Title *A. Author, B. Author*. ICML."""
    for one in flat.styled[TextStyle.ITALIC] if len(masked) <= _LONGEST else ():
        before, inside, following = (
            masked[: one.start],
            masked[one.start : one.end],
            masked[one.end :],
        )
        listed = _LISTED.search(inside) and read_people(inside)
        if listed or (_NAME.fullmatch(inside) and is_published(following.strip(_BLANK))):
            front = _IN_FRONT.match(before)
            start = front.end() if front else 0
            title = before[start:].strip(_BLANK)
            if not may_be_title(title):
                return None
            start = before.index(title, start)
            return Title(title, Range(start, start + len(title)), "plain")
    return None


def title_without_link(flat: Flat, masked: str) -> Title | None:
    """Return the title of an item without links, if people, a venue or a date are told around it.

    Args:
        flat: The item.
        masked: Its text with what is taken already masked.
    """
    if len(masked) > _LONGEST:
        return None
    first, *more = masked.split(BREAK, 1)
    found = _title_between(flat, first) if more else None
    return found or _title_between(flat, masked)


def _title_between(flat: Flat, masked: str) -> Title | None:
    tags = [one for style in (TextStyle.CODE, TextStyle.BOLD) for one in flat.styled[style]]
    tags = [one for one in tags if is_published(masked[one.start : one.end])]
    tags = [one for one in tags if one.end <= len(masked)]
    text = _ORNAMENTS.sub(_blanks, mask(masked, tags).replace(BREAK, " "))
    text = _LABELLED.sub(_without_label, text)
    begin, start = _start(text)
    end = start + len(_before_imprint(text[start:]))
    if end == len(text.rstrip(_BLANK)):
        end = _before_description(text, start)
    for one in flat.styled[TextStyle.ITALIC]:
        if one.start <= start < one.end < end and words(text[start : one.end]) > _FEWEST_WORDS:
            end = one.end
    if not (tags or start or text[end:].strip(_BLANK)):
        return None
    start = _following_name(text, start, end)
    title = text[start:end].strip(_BLANK)
    if not may_be_title(title):
        return None
    # What parts it from the venue before it belongs to neither.
    return Title(title, Range(begin, text.index(title, start) + len(title)), "plain")


def title_of_text(spans: Iterable[TextSpan]) -> str:
    """Return the title that an item consists of under a heading that is a venue; ``""`` if it may be anything else."""
    flat = flatten(spans)
    title = clean_title(plain(spans))
    if flat.links or flat.images or words(title) < _MORE_WORDS or not is_capital(title):
        return ""
    return title if may_be_title(title) and not is_prose(title) else ""


def may_be_title(text: str) -> bool:
    """Whether a text may be a title by itself: it is parted from people and venues, and no news."""
    # A title and a surname, a title in Chinese and its authors, something taken out within it.
    if GAP in text or "，" in text or "|" in text or _SURNAME.search(text):
        return False
    if words(text) < _FEWEST_WORDS or not is_title(text) or is_announcement(text):
        return False
    authors, _ = people_before(text) or ((), 0)
    first, comma, _ = text.partition(", ")
    return not (len(authors) > 1 or (comma and is_name(first)) or understand([text]).authors)


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _without_label(found: re.Match[str]) -> str:
    """Return blanks in place of a label, and all else as it is."""
    return _blanks(found) if is_label(found[1]) and not is_published(found[1]) else found[0]


def _start(text: str) -> tuple[int, int]:
    """Return where the venue and the date before a title end, and where the title begins."""
    front = _IN_FRONT.match(text)
    begin = start = front.end() if front else 0
    head = _HEAD.match(text, start) or _DATE.match(text, start)
    if head and (is_published(head[1]) or _says_paper(head[1])):
        begin, start = head.end(1), head.end()
    names = _names_before(text[start:])
    return (begin, start) if not names else (start + names, start + names)


def _says_paper(text: str) -> bool:
    return text.casefold().endswith("paper") and is_label(text)


def _names_before(text: str) -> int:
    """Return where the title begins after several names that commas part: A. Author, B. Author, Title."""
    pieces = _COMMA.split(text)
    names = [*takewhile(is_name, pieces)]
    if len(names) < 2 or len(names) == len(pieces) or words(pieces[len(names)]) <= _FEWEST_WORDS:
        return 0
    return text.index(pieces[len(names)], sum(map(len, names)))


def _following_name(text: str, start: int, end: int) -> int:
    """Return where the title begins after a name that is set apart from it: LISA | A Learned Index Structure."""
    name, bar, _ = text[start:end].partition(" | ")
    return start + len(name + bar) if bar and words(name) <= _WORDS_OF_NAME else start


def _before_imprint(text: str) -> str:
    """Return what of a text stands before its people, venue and date, which are taken from its end, part by part."""
    dated = False
    for _ in range(_MOST_PARTS):
        text = text.rstrip(_BLANK)
        before = _without_last(text, dated=dated)
        if before is None:
            break
        dated = dated or read_date(text[len(before) :].strip(_BLANK)) is not None
        text = before
    return text


def _without_last(text: str, *, dated: bool) -> str | None:
    """Return a text without the last part of it if that tells people, a venue or a date; None if it does not.

    Args:
        text: The text.
        dated: Whether a date stood after it: then a venue needs none of its own.
    """
    at = max(map(text.rfind, "[(【（"))
    if at > 0 and (brackets := _LAST_BRACKETS.match(text, at)):
        before = text[:at].rstrip(_BLANK)
        if _says(brackets[1]):
            return before
        # What else is said stands after the venue: (ICDEW 2017) (short version).
        return before if split_published(before)[1] else None
    found = [*_PARTING.finditer(text)]
    # May 8, 2024
    last_two = len(found) > 1 and read_date(text[found[-2].end() :])
    if found:
        parting = found[-2] if last_two else found[-1]
        last = text[parting.end() :]
        told = is_published(last) or name_and_year(last) or (dated and venue_of(last))
        if told or ("|" in parting[0] and _says(last)):
            return text[: parting.start() + (parting[0][0] in ".?!")]
    before, people = split_byline(text)
    return before if people else None


def _before_description(text: str, start: int) -> int:
    """Return the end of the title where venue and date in brackets stand between it and a description."""
    for brackets in _BRACKETS.finditer(text, start):
        before = text[start : brackets.start()]
        if is_published(brackets[1]) and words(before) > _WORDS_OF_NAME:
            return brackets.start()
    return len(text)


def _says(text: str) -> bool:
    facts = understand([text])
    return bool(facts.authors or facts.is_published or name_and_year(text))
