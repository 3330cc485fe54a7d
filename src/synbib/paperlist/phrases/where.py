"""Venues as lists write them: ``ICLR'24``, ``Findings of EMNLP 2024``, ``(To appear in ASP-DAC 2025)``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.when import find_year
from synbib.text.months import MONTH

__all__ = [
    "ABBREVIATED",
    "EDGES",
    "is_unpublished",
    "may_name_venue",
    "name_and_year",
    "split_tag",
    "venue_of",
    "without_year",
]

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
# A short year after an acronym, with nothing to mark it: CIDR 07.
_BARE_YEAR: Final = lazily.pattern(r"(?<=[A-Z]{3})\s(?P<year>[0-3]\d|[7-9]\d)\Z")
# A short year glued to an acronym: ``ICLR-18``.
_GLUED_YEAR: Final = lazily.pattern(r"(?<=[A-Za-z])-\d\d$")
_ET_AL: Final = lazily.pattern(r"\bet al\b")
# What parts two facts in Chinese.
_FULL_STOP: Final = lazily.pattern(r"[，。；]")
_SEPARATOR: Final = lazily.pattern(r",\s|\s[–—|-]\s")
_LOOSE_COLON: Final = lazily.pattern(r"(?<=\w) :(?= )")
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
      | (?= (?: [^\sA-Z]*[A-Z] ){2} ) [a-z]{0,2}[A-Z][\w.&/@+-]*
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
# The name of a journal as it is abbreviated (ISO 4): An. Acad. Bras. Ciênc.; J. Phys.: Conf. Ser.
ABBREVIATED: Final = lazily.pattern(
    r"""
    (?: [A-Z] [^\W\d_]{0,6} \. :? \s ){1,6} (?: (?: [A-Z] | of | and | in | & ) [^\W\d_]{0,6} \.? :? \s ){0,4}
    [A-Z] [^\W\d_]{0,7} \.?
    """,
    re.VERBOSE,
)
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
_YEAR_FIRST: Final = lazily.pattern(r"(?P<year>(?:19|20)\d\d)\s(?P<following>[^\W\d_].+)")
# Genome biology, Cell reports methods
_IN_LOWER_CASE: Final = lazily.pattern(r"[A-Z][A-Za-z]+(?: [a-z]{3,}){1,3}")
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
    text = _unmarked(_with_marked_year(_BEFORE.sub("", text)))
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


def _with_marked_year(text: str) -> str:
    """Return CIDR 07 as CIDR '07. A number after a journal is its volume: TACL 12."""
    bare = _BARE_YEAR.search(text)
    known = find_venue(text[: bare.start()]) if bare else None
    if bare is None or (known and known.venue.type == "journal"):
        return text
    return f"{text[: bare.start()]} '{bare['year']}"


def name_and_year(text: str) -> tuple[str, int] | None:
    """Return the name and the year that a text consists of: a venue that no table has, or an institution."""
    named = _NAME_AND_YEAR.fullmatch(text.strip(EDGES))
    year = find_year(named["before"] or named["after"]) if named else None
    return (named["name"], year) if named and year else None


def split_tag(text: str) -> tuple[str, int, str] | None:
    """Return the venue and the year that a tag begins with, and the remark after them; None if it begins with no year.

    ``2023 bioRxiv Diffusion Model``, ``2022 Genome biology``. Where nothing is a venue, all that follows is the remark.
    """
    dated = _YEAR_FIRST.match(text.strip(EDGES)) if len(text) <= _LONGEST else None
    if dated is None:
        return None
    year = int(dated["year"])
    named, _, aside = dated["following"].partition(", ")
    words = named.split()
    for end in range(len(words), 0, -1):
        if known := find_venue(" ".join(words[:end])):
            end += _going_on(end, words[end:]) if known.venue.type == "journal" else 0
            return " ".join(words[:end]), year, " ".join((*words[end:], aside)).strip()
    is_name = _NAME_ALONE.fullmatch(named) or _IN_LOWER_CASE.fullmatch(named)
    return (named, year, aside) if is_name else ("", year, dated["following"])


def _going_on(known: int, following: Sequence[str]) -> int:
    """Return by how many words a journal's name goes on: Nature Cities, Nature Communications Biology, Cell reports.

    Args:
        known: How many words are the name of a known journal.
        following: Those that follow.
    """
    if known == 1 and following and all(word.isalpha() and word.islower() for word in following):
        return len(following)
    plain = sum(1 for _ in takewhile(lambda word: word.isalpha() and word.istitle(), following))
    return plain if known == 1 or plain == len(following) == 1 else 0


def may_name_venue(text: str) -> bool:
    """Whether a text has the form of a journal's name, and may be one where one stands: Cell Systems."""
    text = text.strip(EDGES)
    return bool(_NAME_ALONE.fullmatch(text) or ABBREVIATED.fullmatch(text))


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
    return _balanced(_LOOSE_COLON.sub(":", found))


def _balanced(text: str) -> str:
    """Return a text without a bracket at its ends that has no other."""
    for opening, closing in ("()", "[]"):
        if text.count(opening) != text.count(closing):
            text = text.strip(opening + closing + " ")
            text += closing * (text.rfind(opening) > text.rfind(closing))
        elif text.startswith(opening) and text.endswith(closing):
            text = text[1:-1]
    return text.strip(EDGES)
