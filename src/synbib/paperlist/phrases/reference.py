"""Formatted references, plain text into fields: GB/T 7714, ACL, APA, IEEE, MLA, Vancouver, Nature, LNCS.

Each style is told by one sign, and the table of the forms has them from the surest to the least sure: ``[J]`` after
the title, quotation marks around it, a year in brackets before it, people before its first period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import takewhile
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases import gb_t
from synbib.paperlist.phrases.byline import is_name
from synbib.paperlist.phrases.east_asian import people_by_place, read_east_asian
from synbib.paperlist.phrases.headline import QUOTED, is_venue_like, title_and_tail
from synbib.paperlist.phrases.parts import (
    Reference,
    authors_first,
    build,
    certain_people,
    organisation,
    published_as,
    read_published,
)
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.publication import Publication, split_journal
from synbib.paperlist.phrases.sentences import sentences
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.when import YEAR, When, read_date
from synbib.text.months import MONTH

__all__ = ["Reference", "read_reference", "surnames_and_year"]

# Longer than any reference but those with thousands of authors.
_LONGEST: Final = 20_000


_LABEL: Final = lazily.pattern(
    r"""
    \A \s* (?: [-•*] \s+ )?
    (?: 【 [^【】]{1,60} 】 \s* )?
    (?: \[ (?! (?:19|20)\d\d \] ) \d{1,4} \] | \( \d{1,3} \) (?=\s) | \d{1,3} (?: [.)] (?=\s) | 、 ) )? \s*
    """,
    re.VERBOSE,
)
# A blank on the wrong side of a period: Xiaoming Liu .Face Recognition.
_SLIPPED: Final = lazily.pattern(r"(?<=[^\W\d_])\s\.(?!NET\b)(?=[A-Z\d])")
_KEY: Final = lazily.pattern(rf"\[(?P<who>[^\[\]]{{3,60}}?),?\s(?P<year>{YEAR})[a-z]?\]\s*")
_GB_T: Final = lazily.pattern(rf"\s*\.?\s*{gb_t.MARK.pattern}\s*\.?\s*")
_DATE: Final = rf"{YEAR}[a-z]?|n\.\s?d\."
_YEAR_AFTER: Final = lazily.pattern(
    rf"""
    \s* \(                                                       # (2024, May).
      (?P<date> (?:{_DATE}) (?: ,\s* {MONTH} \.? (?: \s\d{{1,2}} )? (?: \s*[-–]\s* \d{{1,2}} )? )? )
    \) \s*[.,:]?\s+
    | \.\s+ (?P<plain> {_DATE} ) \.\s+                           # . 2024a.
    | ,\s+ (?P<comma> (?:{_DATE}) (?: ,\s* {MONTH} (?: \s\d{{1,2}} )? )? ) \.\s+    # , 2018, June.
    """,
    re.VERBOSE,
)
_BRACKETS: Final = lazily.pattern(r"\s*[\[(](?P<what>[^()\[\]]{4,60})[\])]")
# Of a known or quoted title: Gao, C. 2024. · Gao, C. (2024, May).
_YEAR_BEFORE: Final = lazily.pattern(
    rf"(?:\A|\s|(?<=,))\(?(?P<date>(?:{_DATE})(?:,\s*{MONTH})?)\)?[.,:]?\Z"
)
# No period: it may be that of an initial.
_AROUND_PEOPLE: Final = " \t\n,;:|-–—[]"
_SEPARATORS: Final = (" | ", " — ", ", ", " - ", " – ")
# After a comma, a title goes on: Challenges, Methods, and Directions.
_GOES_ON: Final = lazily.pattern(r"(?:and|or|&)\s")
_YEAR_AT_END: Final = lazily.pattern(rf"\s(?:[–—-]\s)?\((?P<date>{YEAR})[a-z]?\)\.?\Z")
_DASH: Final = lazily.pattern(r"\s[–—-]\s+")
_SHORTEST_TITLE: Final = 12
# What looks like one name may be the first word of a title.
_FEWEST_NAMES: Final = 2
_LISTED: Final = lazily.pattern(r",?\s(?:and|&)\s|,\s")
_NAMES: Final = frozenset({Shape.SINGLE, Shape.FULL})
_ET_AL: Final = lazily.pattern(r"\bet al\.?\Z")
_LONGEST_BYLINE: Final = 200
_QUOTES: Final = "\"“”«»'‘’"
_EDGES: Final = " \t\n.,;:|-–—"
_LATE_YEAR: Final = lazily.pattern(rf"\s(?P<year>{YEAR})\Z")


def read_reference(text: str, title: str = "") -> Reference | None:
    """Return what a formatted reference says, or None if the text is not of a known form.

    Args:
        text: Plain text: one whole reference.
        title: Its title if that is known already, from a link or bold type; as it stands in the text.
    """
    if len(text) > _LONGEST:
        return None
    text = _SLIPPED.sub(". ", " ".join(text.split()))
    text = _LABEL.sub("", text, count=1)
    if not text:
        return None
    if title:
        return _titled(text, " ".join(title.split()))
    if (key := _KEY.match(text)) and (found := _keyed(key, text[key.end() :])):
        return found
    return next((found for form in _FORMS if (found := form(text))), None)


# --- the forms ------------------------------------------------------------------------------------


def _keyed(key: re.Match[str], following: str) -> Reference | None:
    """[Vaswani et al., 2017] Title. Venue."""
    authors = certain_people(key["who"])
    if not authors or authors[0].startswith("{"):
        return None
    found = next((found for form in _FORMS if (found := form(following))), None)
    if found is None:
        return None
    published = found.published
    if published.when is None:
        published = lazily.replace(published, when=When(int(key["year"])))
    return lazily.replace(found, authors=found.authors or authors, published=published)


def _gb_t(text: str) -> Reference | None:
    """Tan Z, Beigi A, et al. Title[J]. Journal, 2021, 35(9): 1-9."""
    mark = _GB_T.search(text)
    if mark is None:
        return None
    head, tail = text[: mark.start()], text[mark.end() :]
    authors, title = authors_first(head)
    if not authors:
        parts = sentences(head)
        people = (people_by_place(parts[0]) or organisation(parts[0])) if len(parts) > 1 else ()
        if people:
            authors, title = people, ". ".join(parts[1:])
    found = published_as("gb-t", authors, title, tail, thesis=mark["kind"] == gb_t.THESIS)
    return _marked(found, mark["kind"]) if found else None


def _marked(found: Reference, kind: str) -> Reference:
    """Return a reference with the entry type that GB/T's mark tells."""
    published = found.published
    return lazily.replace(
        found, published=lazily.replace(published, type=gb_t.entry_type(kind, published.type))
    )


def _quoted(text: str) -> Reference | None:
    """S. Wu and C. Gao, "Title," in Proc. ICML, 2024."""
    quoted = QUOTED.search(text)
    if quoted is None:
        return None
    before, tail = text[: quoted.start()].strip(), text[quoted.end() :]
    when = None
    # Chicago, author and date: Gao, C. 2024. "Title."
    if dated := _YEAR_BEFORE.search(before):
        when, before = _when(dated["date"]), before[: dated.start()]
    authors = (dated and _surnames(before)) or certain_people(before)
    if before and not authors:
        return None
    if not before and not (quoted.start() == 0 and tail):
        return None
    return published_as("quoted", authors, quoted["title"], tail, when, sure=bool(authors))


def _author_year(text: str) -> Reference | None:
    """Wu, S., & Gao, C. (2024). Title. Journal, 12(3), 1–20."""
    following = _YEAR_AFTER.search(text)
    if following is None:
        return None
    authors = certain_people(text[: following.start()])
    if not authors:
        return None
    date = following["date"] or following["plain"] or following["comma"] or ""
    when = _when(date)
    title, tail = title_and_tail(text[following.end() :])
    return published_as("author-year", authors, title, tail, when)


def _author_title(text: str) -> Reference | None:
    """Smith J, Doe A. Title. Journal 2020;12:1-9."""
    authors, rest = authors_first(text)
    if not authors:
        return _organisation_title(text)
    title, tail = title_and_tail(rest)
    if not tail and (late := _LATE_YEAR.search(title)):
        title, tail = title[: late.start()], late["year"]
    if not tail and len(title.split()) < 3:
        return None
    found = published_as("author-title", authors, title, tail)
    return found if found and (found.published.when or found.published.venue) else None


def _organisation_title(text: str) -> Reference | None:
    """OpenAI. GPT-4 technical report. arXiv, 2023."""
    first, *others = sentences(text) or [""]
    if len(others) < 2 or len(first.split()) > 3 or read_people(others[0]):
        return None
    authors = organisation(first)
    title, tail = title_and_tail(text[len(first) :].lstrip(". "))
    published = read_published(tail)
    return build("author-title", authors, title, published) if authors and published else None


def _title_year_authors(text: str) -> Reference | None:
    """Deformable convolutional networks (2017), J. Dai et al."""
    title, when, following = _dated(text)
    people = read_people(following) if when else None
    return build("title-first", people, title, Publication(when=when)) if people else None


def _title_surnames_year(text: str) -> Reference | None:
    """Discrete Sequential Boundaries for Clinical Trials - Lan, DeMets (1993)."""
    dash = next(reversed([*_DASH.finditer(text)]), None)
    found = surnames_and_year(text[dash.end() :]) if dash else None
    if not (dash and found):
        return None
    people, when = found
    return build("title-first", people, text[: dash.start()], Publication(when=when))


def surnames_and_year(
    text: str, fewest: int = _FEWEST_NAMES
) -> tuple[tuple[str, ...], When] | None:
    """Return who wrote a work and when, as economists cite it: ``Athey, Wager (2020)``; None if that is not said.

    Args:
        text: Plain text.
        fewest: How many names there must be. One word alone may be anything: Overview.
    """
    dated = _YEAR_AT_END.search(text) if len(text) <= _LONGEST_BYLINE else None
    when = _when(dated["date"]) if dated else None
    if not (dated and when):
        return None
    listed = text[: dated.start()].strip()
    if _ET_AL.search(listed):
        cited = read_people(listed)
        return (cited, when) if cited else None
    people = tuple(_LISTED.split(listed))
    if len(people) < fewest or not all(shape_of(name) in _NAMES for name in people):
        return None
    return None if any(map(find_venue, people)) else (people, when)


def _surnames(text: str) -> tuple[str, ...]:
    """Return the surnames that a text consists of: Card; Imbens & Angrist."""
    names = tuple(_LISTED.split(text.strip(_EDGES)))
    return names if all(shape_of(name) is Shape.SINGLE for name in names) else ()


def _title_year(text: str) -> Reference | None:
    """Deformable convolutional networks (2017)."""
    title, when, following = _dated(text)
    return (
        build("title-first", (), title, Publication(when=when)) if when and not following else None
    )


def _dated(text: str) -> tuple[str, When | None, str]:
    """Return what stands before the first brackets, the date in them, and what stands after."""
    dated = _BRACKETS.search(text)
    if dated is None or dated.start() == 0:
        return text, None, ""
    return text[: dated.start()], read_date(dated["what"]), text[dated.end() :].strip(_EDGES)


def _venue_before(text: str) -> Reference | None:
    """(arXiv 2025.02) Title. [NeurIPS 2021] Authors. Title."""
    published_in = _BRACKETS.match(text)
    if published_in is None or not (published := read_published(published_in["what"])):
        return None
    following = text[published_in.end() :].lstrip(_EDGES)
    authors, title = authors_first(following)
    if len(authors) < _FEWEST_NAMES or not title:
        authors, title = (), following
    return build("title-first", authors, title, published)


def _venue_following(text: str) -> Reference | None:
    """Title, IEEE Transactions on Biomedical Engineering 2021; Title | OSDI '26; Title, arXiv, 2024."""
    for separator in _SEPARATORS:
        title, found, venue = text.rpartition(separator)
        if _is_open(title) or _GOES_ON.match(venue):
            continue
        if found and read_date(venue) and separator in title:
            title, found, before = title.rpartition(separator)
            venue = f"{before}, {venue}"
        if len(title) < _SHORTEST_TITLE or is_venue_like(title):
            continue
        if found and (published := read_published(venue)):
            return build("title-first", (), title, published)
    return None


def _is_open(title: str) -> bool:
    """Whether a bracket is open at the end of a text: the comma stands within it."""
    return title.rfind("(") > title.rfind(")") or title.rfind("[") > title.rfind("]")


def _title_authors(text: str) -> Reference | None:
    """Title. Authors. EMNLP 2020."""
    title, following = title_and_tail(text)
    authors, tail = authors_first(following)
    if not (authors or is_venue_like(tail)):
        return None
    published = read_published(tail)
    if published and (authors or published.is_formal or find_venue(published.venue)):
        return build("title-first", authors, title, published)
    return None


def _titled(text: str, title: str) -> Reference | None:
    """Return what stands around a title that is known."""
    at = text.casefold().find(title.casefold())
    if at < 0 or len(text.casefold()) != len(text):
        at = text.find(title)
    if at < 0:
        return None
    before = text[:at].rstrip(_QUOTES + " ([*_")
    after = text[at + len(title) :].lstrip(_QUOTES + " *_")
    when: When | None = None
    if dated := _YEAR_BEFORE.search(before):
        when, before = _when(dated["date"]), before[: dated.start()]
    if dated:
        authors = _surnames(before) or certain_people(before)
    else:
        authors = read_people(before.strip(_AROUND_PEOPLE)) or ()
    if mark := _GB_T.match(after):
        tail, thesis = after[mark.end() :], mark["kind"] == gb_t.THESIS
        found = published_as(
            "gb-t", authors or certain_people(before), title, tail, when, thesis=thesis
        )
        return _marked(found, mark["kind"]) if found else None
    if authors:
        return published_as("titled", authors, title, after.lstrip(_EDGES + ")]"), when)
    if before.strip(_EDGES):
        return None
    return _following(title, after.lstrip(_EDGES + ")]"))


def _following(title: str, after: str) -> Reference | None:
    """Return the reference of a title with which the text begins."""
    when = None
    if dated := re.match(r"\(?(?P<date>[^()]{4,20})\)[.,:]?\s*", after):
        when = read_date(dated["date"])
        after = after[dated.end() :] if when else after
    authors, tail = authors_first(after)
    if not authors and (only := read_people(after)):
        authors, tail = only, ""
    published = read_published(tail) if tail else Publication()
    if published is None and (authors or when):
        published = Publication(rest=tail)
    if published is None or not (authors or when or tail):
        return None
    if when and published.when is None:
        published = lazily.replace(published, when=when)
    return build("titled", authors, title, published)


def _names_title_journal(text: str) -> Reference | None:
    """A. M. Steane, Error Correcting Codes in Quantum Theory, Phys. Rev. Lett. 77, 793 (1996)."""
    before, published = split_journal(text)
    if published is None:
        return None
    pieces = before.strip(_EDGES).split(", ")
    names = [*takewhile(is_name, pieces)]
    title = ", ".join(pieces[len(names) :])
    if not names or len(title) < _SHORTEST_TITLE:
        return None
    authors = read_people(", ".join(names), certain=True)
    return build("author-title", authors, title, published) if authors else None


_FORMS: Final[tuple[Callable[[str], Reference | None], ...]] = (
    _gb_t,
    read_east_asian,
    _quoted,
    _title_year_authors,
    _title_surnames_year,
    _author_year,
    _names_title_journal,
    _author_title,
    _title_year,
    _venue_before,
    _venue_following,
    _title_authors,
)


# --- parts ----------------------------------------------------------------------------------------


def _when(text: str) -> When | None:
    text = re.sub(r"(?<=\d)[a-z](?=,|\Z)", "", text)
    year, _, month = text.partition(",")
    return read_date(f"{month.strip()} {year}") or read_date(year)
