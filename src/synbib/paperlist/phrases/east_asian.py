"""References in Chinese and Japanese, whose parts stand between their own marks.

``张三、李四：题名，期刊，2021``, ``《题名》，张三，会议 2020``, ``著者: 「題名」, 論文誌, Vol. 1, 2020``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from synbib import lazily
from synbib.paperlist.phrases.parts import Reference, read_published
from synbib.paperlist.phrases.people import OTHERS, read_people
from synbib.paperlist.phrases.publication import Publication, read_publication
from synbib.paperlist.phrases.shapes import HAN, Shape, shape_of
from synbib.paperlist.phrases.when import When, find_year, read_date

__all__ = ["STYLE", "people_by_place", "read_east_asian"]

# The name of the form; see `Reference.style`.
STYLE: Final = "east-asian"

_CHARACTER: Final = lazily.pattern(rf"[{HAN}]")
# Between two Chinese names. A Japanese one has a blank within it.
_UNPARTED: Final = lazily.pattern(r"(?<=[\u4e00-\u9fff]{2})\s(?=[\u4e00-\u9fff]{2})")
_MARKED: Final = lazily.pattern(r"[《「『](?P<inside>[^《》「」『』]{2,200})[》」』]")
# Before a reference: [2022], (ACL'23).
_TAG: Final = lazily.pattern(r"\s*[\[(（【](?P<inside>[^\[\]()（）【】]{2,40})[\])）】]\s*")
_WHO: Final = lazily.pattern(r"(?P<who>[^：:《「『]{2,80}?)\s*[：:]\s*(?=\S)")
_CUT: Final = lazily.pattern(
    r"\s*(?:[，,。；;]|\s/\s|(?<!\bvol)(?<!\bno)(?<!\bpp)\.(?=\s|\Z))\s*", re.IGNORECASE
)
_EDGES: Final = " \t.,:;，、。：；|-–—()（）"
_VOLUME: Final = lazily.pattern(
    r"(?:vol|no|pp)\.?\s?[A-Z]{0,2}\d.*|第?\d+[卷巻期号].*|\d+\s?[(（].*|\d+[-–]\d+|\d+[:：].*",
    re.IGNORECASE,
)
_YEAR: Final = lazily.pattern(r"(?<!\d)(?:19|20)\d\d(?=年)?年?")
# After a name: who wrote the book, edited or translated it; others.
_ROLE: Final = lazily.pattern(r"\s*(?:编著|編著|主编|著|编|編|译|訳)\s*\Z")
# One by its place only: a name that begins with none of the common surnames. No title is that short.
_NAME: Final = lazily.pattern(
    r"[\u4e00-\u9fff々]{2,5}|[\u30a0-\u30ff]{2,10}(?:[・·][\u30a0-\u30ff]{2,10})+"
)
# What is in the names of journals, publishers and schools, and in those of nobody.
_NOT_OF_NAMES: Final = lazily.pattern(
    r"""
    [学會] (?: 报 | 報 | 会 | 會 | 院 | 刊 | 习 | 習 | 校 ) | 大学 | 大學 | 论文 | 論文 | 期刊 | 杂志 | 雑誌
    | 会议 | 会議 | 大会 | 年会 | 出版 | 书店 | 書店 | 研究 | 综述 | 方法 | 技术 | 技術 | 系统 | 模型 | 网络 | 数据
    | 入門 | 入门 | 基础 | 基礎 | 代码 | 项目 | 主页 | 科学 | 工程 | 通信 | 进展 | 计算 | 計算 | 推荐 | 作者 | 著者
    | 团队 | 公司 | 课程 | 讲座
    """,
    re.VERBOSE,
)
_OTHERS: Final = lazily.pattern(r"等人?|ほか|他")
_SHORTEST_TITLE: Final = 4  # characters


def read_east_asian(text: str) -> Reference | None:
    """Return what a reference says whose parts Chinese or Japanese marks tell; None if it is none.

    Args:
        text: Plain text: one whole reference.
    """
    if not _CHARACTER.search(text):
        return None
    tag = _TAG.match(text)
    told = read_published(tag["inside"]) if tag else None
    if tag and told:
        found = read_east_asian(text[tag.end() :])
        return found and lazily.replace(found, published=_both(found.published, told))
    return next((found for form in _FORMS if (found := form(text))), None)


def _both(one: Publication, other: Publication) -> Publication:
    """Return what two places of a reference say of its publication, the first where both do."""
    fields = {**other.fields, **one.fields}
    venue, when = one.venue or other.venue, one.when or other.when
    return lazily.replace(one, venue=venue, when=when, type=one.type or other.type, fields=fields)


def people_by_place(text: str) -> tuple[str, ...] | None:
    """Return the people that a text lists which stands where people do; None if it cannot be such a list."""
    text = _ROLE.sub("", text.strip(_EDGES))
    if people := read_people(text):
        return people
    pieces = [piece.strip() for piece in _LISTED.split(text)]
    if not all(map(_may_be_name, pieces)):
        return None
    return tuple(pieces)


_LISTED: Final = lazily.pattern(r"[、，,；;]|(?<=[\u4e00-\u9fff])・(?=[\u4e00-\u9fff])")


def _may_be_name(piece: str) -> bool:
    named = _NAME.fullmatch(piece) is not None and not _NOT_OF_NAMES.search(piece)
    return named or shape_of(piece) in {Shape.FULL, Shape.HAN}


# --- the forms ----------------------------------------------------------------------------------------------


def _marked(text: str) -> Reference | None:
    """《题名》, 作者, 会议 2020; 著者: 「題名」, 論文誌, 2020."""
    found = _MARKED.search(text)
    if found is None:
        return None
    before, following = text[: found.start()].strip(_EDGES), text[found.end() :].strip(_EDGES)
    authors = people_by_place(before) if before else ()
    if authors is None:
        return None
    pieces = _pieces(following)
    if not authors and pieces and (people := people_by_place(pieces[0])):
        more = [*takewhile(_is_person, pieces[1:])]
        authors = people_by_place("、".join(pieces[: 1 + len(more)])) or people
        pieces = pieces[1 + len(more) :]
    published = _published(pieces)
    if not (authors or published.when) or (pieces and not before and not published.when):
        return None
    return Reference(found["inside"].strip(), authors, published, STYLE)


def _after_colon(text: str) -> Reference | None:
    """张三、李四：题名，期刊，2021."""
    who = _WHO.match(text)
    people = read_people(_UNPARTED.sub("、", who["who"])) if who else None
    if not (who and people and _are_han(people)):
        return None
    return _titled(people, _pieces(text[who.end() :]))


def _after_commas(text: str) -> Reference | None:
    """张三，李四，题名，期刊，2021."""
    pieces = _pieces(text)
    authors, following = _people_first(pieces)
    known = _CHARACTER.search("".join(authors))
    found = _titled(authors, following) if known else None
    # Other forms know titles in Latin letters.
    if found is None or not _CHARACTER.search(found.title):
        return None
    return found if found.published.when and found.published.venue else None


def _title_first(text: str) -> Reference | None:
    """题名，张三，李四，期刊，2021."""
    title, *following = _pieces(text) or [""]
    authors, imprint = _people_first(following)
    if not any(map(_CHARACTER.search, authors)) or len(_CHARACTER.findall(title)) < _SHORTEST_TITLE:
        return None
    published = _published(imprint)
    told = published.when and (published.venue or published.fields)
    return Reference(title, authors, published, STYLE) if told else None


def _people_first(pieces: Sequence[str]) -> tuple[tuple[str, ...], Sequence[str]]:
    """Return the people who are the first of some pieces, and the other pieces."""
    people = [*takewhile(_is_person, pieces)]
    if people and len(people) < len(pieces) and _OTHERS.fullmatch(pieces[len(people)]):
        people.append(pieces[len(people)])
    return read_people("、".join(people)) or () if people else (), pieces[len(people) :]


_FORMS: Final = (_marked, _after_colon, _after_commas, _title_first)


# --- their parts --------------------------------------------------------------------------------------------


def _titled(authors: tuple[str, ...], pieces: Sequence[str]) -> Reference | None:
    """Return a reference whose title ends before its venue: what stands right before the date, or with it."""
    if not pieces:
        return None
    dated = [number for number, piece in enumerate(pieces) if _tells_date(piece)]
    end = len(pieces)
    if dated:
        own = find_year(pieces[dated[0]]) and not read_date(pieces[dated[0]])
        end = dated[0] if own and not _VOLUME.fullmatch(pieces[dated[0]]) else dated[0] - 1
    end = max(end, 1)
    title = "，".join(pieces[:end])
    if len(title) < _SHORTEST_TITLE:
        return None
    return Reference(title.strip("《》「」『』"), authors, _published(pieces[end:]), STYLE)


def _tells_date(piece: str) -> bool:
    return bool(read_date(piece) or _YEAR.search(piece) or _VOLUME.fullmatch(piece))


def _published(pieces: Sequence[str]) -> Publication:
    """Return where and when something was published; a name in marks stays whole: 《中国科学：信息科学》."""
    text = ", ".join(pieces)
    marked = _MARKED.search(text)
    if marked:
        text = f"{text[: marked.start()]}{text[marked.end() :]}"
    found = read_publication(_YEAR.sub(lambda year: year[0].rstrip("年"), text).strip(_EDGES))
    when = found.when or next(filter(None, map(read_date, pieces)), None)
    if when is None and (year := find_year(text)):
        when = When(year)
    venue = marked["inside"] if marked else found.venue
    return lazily.replace(found, venue=venue, when=when)


def _pieces(text: str) -> list[str]:
    # What stands between marks is cut nowhere.
    masked = _MARKED.sub(lambda marked: "《" * len(marked[0]), text)
    cuts = [*_CUT.finditer(masked)]
    starts = [0, *(cut.end() for cut in cuts)]
    ends = [*(cut.start() for cut in cuts), len(text)]
    pieces = (text[one:other].strip(_EDGES) for one, other in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece]


def _is_person(piece: str) -> bool:
    return shape_of(_ROLE.sub("", piece)) in {Shape.HAN, Shape.FULL}


def _are_han(people: Sequence[str]) -> bool:
    return all(_CHARACTER.search(name) or name == OTHERS for name in people)
