"""What indexes of literature write in a way of their own: ``Hambrick GW Jr``, ``1965 Aug``, ``188-91``.

MEDLINE began it, and Europe PMC, Scopus and ADS do the same. What all sources have is in `synbib.formats.parts`.
"""

from __future__ import annotations

import re
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.texts import plain
from synbib.incoming import OTHERS, Date, Person
from synbib.text.months import month_number

__all__ = [
    "date",
    "full_date",
    "indexed",
    "is_suffix",
    "place",
    "signed",
    "suffix",
    "with_periods",
    "without_suffix",
]

# --- names ----------------------------------------------------------------------------------------------

_ORDINALS: Final = {"2nd": "II", "3rd": "III", "4th": "IV"}
_SUFFIX: Final = lazily.pattern("|".join((parts.SUFFIX, *_ORDINALS)))
_INDEXED: Final = lazily.pattern(
    rf"(?P<family>[^,]+?),?\s+(?P<initials>(?:[^\W\d_a-z]\.?[- ]?)+)(?:\s(?P<suffix>{_SUFFIX.pattern}))?"
)
_LONGEST_NAME: Final = 200
_INITIALS: Final = lazily.pattern(r"(?:[^\W\d_a-z]\.?[- ]?){1,4}")
# A Russian name with the father's last begins with the family's: `Казаков Михаил Анатольевич`.
_FATHERS: Final = lazily.pattern(r"(?P<family>\w+)\s+(?P<given>\w+\s+\w+(?:вич|вна|ична))")
# Signs that lead to a note on who somebody is.
_FOOTNOTE: Final = lazily.pattern(r"(?<=[^\W\d_])(?:[*†‡§¶]+|\s\d)(?:,?\s?[*†‡§¶\d])*\Z")


def indexed(name: Any) -> Person | None:
    """Return somebody whose initials stand after the family name: ``Hambrick GW Jr``, ``Tsuji T.``, ``Smith, J.A.``."""
    text = plain(name).strip(" ,;")
    is_name = len(text) <= _LONGEST_NAME and not parts.is_organization(text)
    found = _INDEXED.fullmatch(text) if is_name else None
    if found is None:
        return parts.spoken(text)
    return parts.person(
        found["family"], with_periods(found["initials"]), suffix(found["suffix"] or "")
    )


def is_suffix(text: str) -> bool:
    """Whether a part of a name is one that stands after the family name: ``Jr.``, ``3rd``."""
    return _SUFFIX.fullmatch(text) is not None


def suffix(text: str) -> str:
    """Return what stands after a family name as names have it: ``III`` of ``3rd``."""
    return _ORDINALS.get(text, text)


def without_suffix(name: str) -> tuple[str, str]:
    """Return a name without the suffix at its end, and that: ``Smith JA`` and ``III`` of ``Smith JA 3rd``."""
    rest, _, last = name.rpartition(" ")
    return (rest, suffix(last)) if rest and _SUFFIX.fullmatch(last) else (name, "")


def signed(name: Any) -> Person | None:
    """Return somebody by the name on a work: degrees go, and a Russian name may have the family's first."""
    text = parts.without_degrees(_FOOTNOTE.sub("", plain(name).strip(" ,;")))
    if not any(map(str.isalpha, text)):
        return OTHERS if text else None
    family, *further = (part.strip() for part in text.split(","))
    # `Smith, John, Jr.` has the suffix last, `., S. Smith` the whole name after the comma.
    if not any(map(str.isalpha, family)):
        return parts.spoken(" ".join(further))
    if len(further) == 2 and not parts.is_organization(text):
        suffix = next((part for part in further if _SUFFIX.fullmatch(part)), "")
        given = " ".join(part for part in further if part != suffix)
        return parts.person(family, given, suffix)
    if found := _FATHERS.fullmatch(text):
        return parts.person(found["family"], found["given"])
    return parts.spoken(text)


def with_periods(given: str) -> str:
    """Return given names with a period after each initial: ``Paul M.`` of ``Paul M``, ``G. W.`` of ``GW``."""
    words = (_dotted(word) if _INITIALS.fullmatch(word) else word for word in given.split())
    return " ".join(words)


def _dotted(initials: str) -> str:
    letters = re.sub(r"([^\W\d_])\.?", r"\1. ", initials)
    return letters.replace(" -", "-").strip()


# --- dates ----------------------------------------------------------------------------------------------

_YEAR_FIRST: Final = lazily.pattern(
    r"(?P<year>\d{4})(?:,?\s+|-)(?P<month>[^\W\d_]{3,})\.?(?:(?:\s+|-)(?P<day>\d{1,2})(?P<more>-\d{1,2})?)?"
)
_YEAR_LAST: Final = lazily.pattern(
    r"""
    (?: (?P<first>\d{1,2}) (?:st|nd|rd|th)? \s+ )? (?P<month>[^\W\d_]{3,}) \.?
    (?: \s+ (?P<day>\d{1,2}) (?:st|nd|rd|th)? (?P<more>-\d{1,2})? )? ,? \s+ (?P<year>\d{4})
    """,
    re.VERBOSE,
)
_MONTH_FIRST: Final = lazily.pattern(r"(\d{1,2})/(\d{4})")
_NUMBERS: Final = lazily.pattern(r"(\d{4}(?:[-/ ]\d{1,2}(?!:)){0,2})(?:[T ]\d\d?:.*)?")
_YEAR: Final = lazily.pattern(r"(?<!\d)(1[4-9]\d\d|20\d\d)(?![\ds])")


def date(text: Any) -> Date:
    """Return year and month of a date: ``1965 Aug``, ``2020 Jul 24``, ``March 5, 2024``, ``2014-02-11``.

    The day is left out, as no style of BibTeX's prints it. Of several months (``2018 Apr-Jun``), and of a season, only
    the year is kept.
    """
    return full_date(text)._replace(day=None)


def full_date(text: Any) -> Date:
    """Return the same with the day; of several days (``2015 Jul 1-15``) none."""
    said = plain(text).strip()
    if found := _NUMBERS.fullmatch(said):
        return parts.iso_date(found[1].replace(" ", "-"))
    if found := _MONTH_FIRST.fullmatch(said):
        return parts.date(found[2], found[1])
    for form in (_YEAR_FIRST, _YEAR_LAST):
        if (found := form.fullmatch(said)) and (month := month_number(found["month"])):
            told = found.groupdict()
            day = None if told["more"] else told["day"] or told.get("first")
            return parts.date(told["year"], month, day)
    year = _YEAR.search(said)
    return parts.date(year[0]) if year else Date()


# --- pages ----------------------------------------------------------------------------------------------

_PAGES: Final = lazily.pattern(r"([A-Za-z]*)(\d+)([A-Za-z]?)[-–]([A-Za-z]*)(\d+)([A-Za-z]?)")
# What stands after the pages of the work itself: `123-9; discussion 130-1`, `433-49, viii`.
_BESIDE: Final = lazily.pattern(r"(?<=\d);.*\Z|(?<=\d),\s+[ivxl]+\Z", re.DOTALL)
_STRETCHES: Final = lazily.pattern(r",\s+")
# So many digits has the number that an article has instead of pages.
_LONG: Final = 5


def place(first: Any, last: Any = "", *, electronic: bool = False) -> dict[str, str]:
    """Return the field that says where in its volume a work is: ``pages``, or ``eid`` for the number of an article.

    Args:
        first: All pages, the last perhaps cut short (``188-91``); or the first of them.
        last: The last page, where the record has it apart.
        electronic: Whether the work has appeared in no print, where what is one number is an article's.
    """
    said = _BESIDE.sub("", parts.pages(first, last))
    text = ", ".join(map(_whole, _STRETCHES.split(said)))
    if not text:
        return {}
    is_number = (
        text.isalnum()
        and not _is_roman(text)
        and any(map(str.isdigit, text))
        and (electronic or not text.isdigit() or text[0] == "0" or len(text) >= _LONG)
    )
    return {"eid" if is_number else "pages": text}


def _whole(pages: str) -> str:
    """Return one stretch of pages, the last of them not cut short."""
    if (found := _PAGES.fullmatch(pages)) is None:
        return pages
    before, one, after, before_last, other, after_last = found.groups()
    if len(other) < len(one) and before_last in ("", before):
        other = one[: len(one) - len(other)] + other
    return parts.pages(f"{before}{one}{after}", f"{before_last or before}{other}{after_last}")


def _is_roman(text: str) -> bool:
    return not set(text.lower()) - set("ivxlcdm")
