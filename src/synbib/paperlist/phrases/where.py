"""Venues as lists write them: ``ICLR'24``, ``Findings of EMNLP 2024``, ``(To appear in ASP-DAC 2025)``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.when import find_year
from synbib.text.months import MONTH

__all__ = ["EDGES", "is_unpublished", "may_name_venue", "name_and_year", "venue_of", "without_year"]

# What may stand around a fact and is not part of it.
EDGES: Final = " \t\n\xa0\u200b\u3000.,;:，、。；：|·•–—-_*\"'“”‘’~/\\&+>\x1f"

_LONGEST: Final = 160
_MOST_WORDS: Final = 16
_MOST_SMALL_WORDS: Final = 2
# What stands before a venue and does not belong to it.
_BEFORE: Final = lazily.pattern(
    r"""
    ^ (?: (?: conference | journal | venue | publish(?:ed)? ) :?\s+ (?! (?: of | on | for ) \b )
        | (?: 会议 | 會議 | 会議 | 期刊 | 发表 (?: [于於在] | 会议 | 期刊 )? | 收录于 | 出处 | 来源 | 掲載誌? )
          \s* [:：] \s* )?
    (?:
      (?: (?: was | is | has\ been | will\ be ) \s+ )?
      (?: to\ appear | accepted | published | presented | appears? ) \s+
    )?
    (?: (?: (?: in | at | by | on | to ) \s+ | @\s* ) (?: the\s+ )? )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEAR: Final = lazily.pattern(
    rf"""
    (?: ,?\s* \b{MONTH}\.? (?= ,?\s+\d ) )?
    \s* [,'’-]? \s*
    (?<!\d)
    (?: (?:19|20)\d{{2}} (?: [./-]\d{{1,2}} (?!\d) )? | ['’]\s?\d{{2}} )
    (?! [\d.]\d )
    """,
    re.VERBOSE,
)
# A short year glued to an acronym: ``ICLR-18``.
_GLUED_YEAR: Final = lazily.pattern(r"(?<=[A-Za-z])-\d\d$")
_ET_AL: Final = lazily.pattern(r"\bet al\b")
# What parts two facts in Chinese.
_FULL_STOP: Final = lazily.pattern(r"[，。；]")
_SEPARATOR: Final = lazily.pattern(r",\s|\s[–—|-]\s")
_EMPTY: Final = lazily.pattern(r"\(\s*\)|\[\s*\]")
# What a journal or a conference is called that no table has.
_LIKE_VENUE: Final = lazily.pattern(
    r"""
    (?: IEEE | ACM | SIAM | AAAI | IET | Proceedings | Proc\. | Journal | Annals | Transactions | Advances\ in ) \b .*
    | (?: (?!\d) . )*
      \b (?: Transactions\ on | Journal\ of | Letters | Conference\ on | Symposium\ on | Workshop\ on ) \b .*
    | [\u3040-\u30ff\u3400-\u9fff]{1,30}
      (?: [学會会]报 | 学報 | 期刊 | 学刊 | 杂志 | 雑誌 | 通报 | 通讯 | 论丛 | 论坛 | 论文集 | 論文誌 | 会誌 | 紀要
        | 会议 | 会議 | 大会 | 年会 | 研讨会 | 研究会 | シンポジウム )
      (?: [\s,，]* (?: 19 | 20 )\d\d年? )?
    """,
    re.DOTALL | re.VERBOSE,
)
# An acronym, or a host, and a year after it.
_ACRONYM_AND_YEAR: Final = lazily.pattern(
    r"""
    (?: GitHub | Hugging\s?[Ff]ace | Kaggle | Zenodo
      | (?= (?: [^\sA-Z]*[A-Z] ){2} ) [A-Z][\w.&/@+-]*
    )
    (?: \s+[A-Za-z][\w-]* ){0,2}
    ,?\s* (?: (?:19|20)\d\d | ['’]\s?\d\d ) \.?
    """,
    re.VERBOSE,
)
_NAME: Final = r"""
    (?P<name>
      [a-z]{0,3}[A-Z][\w&-]* (?: ,? \s (?: [A-Z][\w&-]* | of | and | on | the | in | for | & ) ){0,9}
      | (?!年) [\u4e00-\u9fff]{2,20}
    )
"""
_NAME_ALONE: Final = lazily.pattern(_NAME, re.VERBOSE)
# A name and a year after or before it: Distributed and Parallel Databases 2020; 2021 Genome Biology; 软件学报 2021.
_NAME_AND_YEAR: Final = lazily.pattern(
    rf"""
    (?: (?P<before> (?:19|20)\d\d ) \s )?
    {_NAME}
    (?(before) | ,? \s? (?P<after> (?:19|20)\d\d | ['’]\s?\d\d ) )
    """,
    re.VERBOSE,
)
_MARKED: Final = lazily.pattern(
    r"[《「『](?P<name>[^《》「」『』]{2,60})[》」』][\s,，]*(?P<year>(?:19|20)\d\d)?年?"
)
_DOI: Final = lazily.pattern(r"\W*10\.\d{4,9}/")
_PUBLISHED_NOWHERE: Final = lazily.pattern(
    r"^(?:preprint|under review|in submission|submitted|unpublished)\b", re.IGNORECASE
)


@lru_cache(maxsize=16384)
def venue_of(text: str) -> tuple[str, int | None] | None:
    """Return the venue that ``text`` names, as written but without its year, and that year; None if it names none.

    How a work was presented there does not belong to the name; `split_presentation` returns it.
    """
    if len(text) > _LONGEST or is_unpublished(text) or _DOI.match(text):
        return None
    text, _ = split_presentation(text.strip(EDGES))
    text = _unmarked(_BEFORE.sub("", text))
    if _FULL_STOP.search(text) or _has_people(text):
        return None
    if match := find_venue(text):
        short = match.year is not None and match.venue.type != "journal"
        named = _GLUED_YEAR.sub("", text) if short else text
        return without_year(named), match.year or find_year(text)
    small = len(re.findall(r"\b[a-z]{4,}\b", text))
    like = (
        small < _MOST_SMALL_WORDS
        and len(text.split()) < _MOST_WORDS
        and _LIKE_VENUE.fullmatch(text)
    )
    if like or _ACRONYM_AND_YEAR.fullmatch(text):
        return without_year(text), find_year(text)
    return None


def name_and_year(text: str) -> tuple[str, int] | None:
    """Return the name and the year that a text consists of: a venue that no table has, or an institution."""
    named = _NAME_AND_YEAR.fullmatch(text.strip(EDGES))
    year = find_year(named["before"] or named["after"]) if named else None
    return (named["name"], year) if named and year else None


def may_name_venue(text: str) -> bool:
    """Whether a text has the form of a journal's name, and may be one where one stands: Cell Systems."""
    return _NAME_ALONE.fullmatch(text.strip(EDGES)) is not None


def _unmarked(text: str) -> str:
    """Return a venue without the marks around its name, and the year after it: 《软件学报》2021."""
    marked = _MARKED.fullmatch(text)
    return f"{marked['name']} {marked['year'] or ''}".strip() if marked else text


def is_unpublished(text: str) -> bool:
    """Whether a text says that something is published nowhere yet."""
    return _PUBLISHED_NOWHERE.match(text) is not None


def _has_people(text: str) -> bool:
    """Whether people stand before a venue: Jonathan Ho et al., NeurIPS 2020; Tri Dao - ICLR."""
    if _ET_AL.search(text):
        return True
    # Ann Lee (MIT), Bob Roe (ETH), ICML
    if "), " in text and len(read_people(text.rpartition(", ")[0]) or ()) > 1:
        return True
    first, *following = _SEPARATOR.split(text, maxsplit=1)
    return (
        bool(following)
        and shape_of(" ".join(first.split())) is Shape.FULL
        and not find_venue(first)
    )


def without_year(text: str) -> str:
    """Return a venue without the year after or before it."""
    found = " ".join(_EMPTY.sub(" ", _YEAR.sub(" ", text)).split()).replace(" ,", ",").strip(EDGES)
    return _balanced(found)


def _balanced(text: str) -> str:
    """Return a text without a bracket at its ends that has no other."""
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing + " ")
            text += closing * (text.rfind(opening) > text.rfind(closing))
        elif text.startswith(opening) and text.endswith(closing):
            text = text[1:-1]
    return text.strip(EDGES)
