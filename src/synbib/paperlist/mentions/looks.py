"""The title of an item by its look: quoted, linked, bold, in italics after people, or what stands before the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.paperlist.mentions.facts import is_published, understand, without_publication
from synbib.paperlist.mentions.flat import GAP, Flat, Hyperlink, Range
from synbib.paperlist.mentions.labels import is_paper_host
from synbib.paperlist.mentions.titles import clean_title, is_title, words
from synbib.paperlist.phrases.byline import split_byline
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.when import read_date
from synbib.paperlist.phrases.where import name_and_year, split_tag
from synbib.paperlist.source.spans import BREAK, TextStyle

__all__ = [
    "Title",
    "first_line",
    "is_capital",
    "plain_title",
    "split_published",
    "title_by_look",
]


_OPENING: Final = "[(【（"
_CLOSING: Final = "])】）"


@lazily.dataclass(frozen=True, slots=True)
class Title:
    """A title in an item.

    Attributes:
        text: As written.
        range: Where it stands.
        shown: How it is set off; see `Draft.shown`.
        url: Where its link leads; ``""`` if it is not a link.
    """

    text: str
    range: Range
    shown: str
    url: str = ""


def title_by_look(flat: Flat, masked: str, free: Sequence[Hyperlink]) -> Title | None:
    """Return the title if its look tells.

    Args:
        flat: The item.
        masked: Its text with labelled links masked.
        free: The links that have no label.
    """
    link = _linked_title(flat, free)
    bold = _bold_title(flat, masked)
    quoted = _quoted_title(flat, masked, free)
    if quoted and not (bold and _outdoes(masked, bold, quoted)):
        url = next((one.url for one in free if _one_holds_other(quoted, one.range)), "")
        return Title(masked[quoted.start : quoted.end], quoted, "quoted", url)
    if link and bold and not link.range.meets(bold) and _prefers_bold(masked, link, bold):
        link = None
    if link:
        asked = masked[link.range.end : link.range.end + 2].strip() == "?"
        at = Range(link.range.start, link.range.end + asked)
        return _extended(
            masked, _unpublished(Title(masked[at.start : at.end], at, "link", link.url))
        )
    if bold:
        return _extended(masked, _unpublished(Title(masked[bold.start : bold.end], bold, "bold")))
    return _following_people(flat, masked)


def _linked_title(flat: Flat, free: Sequence[Hyperlink]) -> Hyperlink | None:
    """Return the first link that leads to a paper, else the first whose text can be a title."""
    links = [one for one in free if is_title(flat.text[one.range.start : one.range.end])]
    return next((one for one in links if is_paper_host(one.url)), links[0] if links else None)


def _bold_title(flat: Flat, masked: str) -> Range | None:
    code = flat.styled[TextStyle.CODE]
    bold = (one for one in flat.styled[TextStyle.BOLD] if not any(map(one.meets, code)))
    bold = (one for one in bold if not (_in_tag(masked, one) or _lists_people(masked, one)))
    return _unless_spoken_of(flat, masked, _longest(bold, masked))


def _lists_people(masked: str, bold: Range) -> bool:
    """Whether what is bold are several people: **Wong A, Otles E** (2021). Title."""
    inside = masked[bold.start : bold.end]
    names = inside.split(", ")
    return (
        len(names) > 1
        and all(shape_of(one) is not Shape.OTHER for one in names)
        and bool(read_people(inside))
    )


def _in_tag(masked: str, bold: Range) -> bool:
    """Whether a bold name stands after a venue within brackets: [2019 Nature Methods, **Harmony**]."""
    before = _TAG.search(masked, max(0, bold.start - _LONGEST_TAG), bold.start)
    return before is not None and bool(is_published(before[1]) or split_tag(before[1]))


def _quoted_title(flat: Flat, masked: str, free: Sequence[Hyperlink]) -> Range | None:
    quoted = (one for one in flat.quoted() if _may_be_quoted_title(masked, one, free))
    return _unless_spoken_of(flat, masked, next(quoted, None))


def _unless_spoken_of(flat: Flat, masked: str, shown: Range | None) -> Range | None:
    if shown and not flat.links and _is_spoken_of(masked, shown):
        return None
    return shown


def _outdoes(masked: str, bold: Range, quoted: Range) -> bool:
    """Whether a bold text is rather the title than a quoted one after it: it has more words."""
    return bold.start < quoted.start and _count(masked, bold) > _count(masked, quoted)


def _one_holds_other(one: Range, other: Range) -> bool:
    return one.holds(other) or other.holds(one)


def _count(text: str, range_: Range) -> int:
    return words(text[range_.start : range_.end])


def _longest(ranges: Iterable[Range], masked: str) -> Range | None:
    """Return the first of the ranges that can be a title and has three words, else the first that can be one."""
    able = [one for one in ranges if is_title(masked[one.start : one.end].replace(GAP, " "))]
    return next((one for one in able if _count(masked, one) > 2), able[0] if able else None)


def _prefers_bold(masked: str, link: Hyperlink, bold: Range) -> bool:
    """Whether of a bold text and a link beside it the bold one is the title."""
    if bold.start < link.range.start and _in_brackets(masked, link.range):
        return True  # **A Title** [[Nature Genetics paper](…)]
    if _count(masked, link.range) > 2 and (is_paper_host(link.url) or _in_brackets(masked, bold)):
        return False
    if is_paper_host(link.url) and 1 == _count(masked, bold) < _count(masked, link.range):
        return False
    return bold.start < link.range.start or _count(masked, bold) > _count(masked, link.range)


def _may_be_quoted_title(masked: str, quoted: Range, free: Sequence[Hyperlink]) -> bool:
    inside = masked[quoted.start : quoted.end]
    if GAP in inside or words(inside) < 2 or not is_title(inside):
        return False
    if any(link.range.start < quoted.start - 1 and link.range.meets(quoted) for link in free):
        return False  # a word in quotation marks within a linked title
    if _HYPHEN.match(masked, quoted.end):
        return False  # The "AI+R"-tree
    # Running words before it: then it is something that a sentence mentions.
    before = _ASIDES.sub(" ", masked[: quoted.start])
    return len(re.findall(r"\b[a-z]{3,}\b", before)) < 4 + 2 * before.count(",")


def _is_spoken_of(masked: str, shown: Range) -> bool:
    """Whether what is set off in an item without links is not a title: it lists people, or stands amidst other words.

    ``Tuning Tools that "Read the Manual"``, ``Some Title<br>A talk on **Something**``.
    """
    if _lists_people(masked, shown):
        return True
    before = _ASIDES.sub(" ", masked[: shown.start]).rstrip(f'{GAP}\n "“«`*')
    goes_on = _GOES_ON.match(masked, shown.end) and before[-1:].isalnum()
    most = 0 if goes_on else _MOST_WORDS_BEFORE
    return words(before) > most and not read_people(before.strip(" ,.:;"))


_HYPHEN: Final = lazily.pattern(r"[\"”»'`]+-\w")
_GOES_ON: Final = lazily.pattern(r"[\"”»'`]*\s+[a-zA-Z]")
_ASIDES: Final = lazily.pattern(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_WORDS_BEFORE: Final = 4
# Applied Regression Analysis, 1994
_YEAR_AT_END: Final = lazily.pattern(r"(?<=\w\w),\s+(?:19|20)\d\d\.?\s*\Z")
_DATE_IN_FRONT: Final = lazily.pattern(r"[\[(（]([\d\w ,./-]{4,20})[\])）][\s:.–-]*(?=\w)")
_LONGEST_TAG: Final = 80
_TAG: Final = lazily.pattern(r"[\[(（]([^\[\]()（）]{4,60})\Z")
_PUBLISHED: Final = lazily.pattern(r"[\[(（]([^\[\]()（）]{2,60})[\])）][\s.]*\Z")


def _unpublished(title: Title) -> Title:
    """Return the title without venue and date at its ends: **(2019-12) Title**, **Long Short-Term Memory (1997)**."""
    text, _ = split_published(title.text)
    if text == title.text and (dated := _YEAR_AT_END.search(text)):
        text = text[: dated.start()]
    end = title.range.start + len(text)
    if (dated := _DATE_IN_FRONT.match(text)) and read_date(dated[1]):
        text = text[dated.end() :]
    return lazily.replace(title, text=text, range=Range(end - len(text), end))


def split_published(text: str) -> tuple[str, str]:
    """Return a text without the venue and the date in brackets at its end, and these."""
    at = max(map(text.rfind, "[(（"))
    following = _PUBLISHED.match(text, at) if at > 0 else None
    if following is None:
        return text, ""
    said, presented = split_presentation(following[1])
    if not (is_published(said) or name_and_year(said) or (presented and not said)):
        return text, ""
    return text[:at].rstrip(), following[1]


def _in_brackets(text: str, range_: Range) -> bool:
    """Whether brackets stand around a stretch: [**Name**], (**Name**)."""
    start, end = range_.start, range_.end
    opening = _OPENING.find(text[start - 1]) if start else -1
    return opening >= 0 and text.startswith(_CLOSING[opening], end)


_END: Final = rf"\s*(?=[\n{GAP}|\[(]|\.\s|$|\s[-–—]\s)"
_NEXT: Final = lazily.pattern(rf"\s*[:：]\s*([^\n{GAP}|\[(*_]{{8,300}}?){_END}")
_AFTER_NAME: Final = lazily.pattern(rf"\s*([^\s{GAP}|\[(:,][^\n{GAP}|\[(]{{7,300}}?){_END}")


def _extended(masked: str, title: Title) -> Title:
    """Return the title with what belongs to it after a linked or bold name: ``[Name](…): What It Does``."""
    if words(title.text) > 2:
        return title
    end = title.range.end
    outside = _in_brackets(masked, title.range)
    if outside or title.text.strip().startswith(("[", "【")):
        # The name stands in brackets, and the title after them.
        found = _AFTER_NAME.match(masked, end + outside)
        text = without_publication(found[1]) if found else ""
        text = split_byline(text)[0]
        if not found or words(text) < 2 or not is_title(text):
            return title
        start = found.start(1)
        return lazily.replace(title, text=text, range=Range(start, start + len(text)))
    found = _NEXT.match(masked, end)
    if not found or words(found[1]) < 3 or not is_title(found[1]) or not is_capital(found[1]):
        return title  # a description
    text = f"{clean_title(title.text)}: {found[1]}"
    return lazily.replace(title, text=text, range=Range(title.range.start, found.end(1)))


def is_capital(text: str) -> bool:
    """Whether a text looks like a title rather than a sentence: most of its longer words begin with a capital."""
    long = re.findall(r"[^\W\d_]{4,}", text)
    return bool(long) and sum(word[0].isupper() for word in long) * 2 > len(long)


def _following_people(flat: Flat, masked: str) -> Title | None:
    """Return the title in italics after its authors: Diederik Kingma and Max Welling, *Auto-Encoding Bayes*."""
    for one in flat.styled[TextStyle.ITALIC]:
        text = masked[one.start : one.end]
        before = masked[: one.start].strip(f"{GAP} ,.:;")
        if before and words(text) > 1 and is_title(text) and read_people(before):
            return Title(text, one, "italic")
    return None


def first_line(masked: str) -> Title | None:
    """Return the title of an item whose lines hold one thing each: the title after its name, or before its authors."""
    if (named := _NAMED.match(masked)) and is_title(named[1]):
        return Title(named[1], Range(*named.span()), "line")
    title, *following = masked.split(BREAK, 2)
    text = title.strip(f"{GAP} ")
    if not following or words(text) < 2 or not is_title(text) or read_people(text):
        return None
    if not read_people(following[0].strip(f"{GAP} ")):
        return None
    start = title.index(text)
    return Title(text, Range(start, start + len(text)), "line")


_NAMED: Final = lazily.pattern(
    rf"[\s{GAP}]*(?:(?:paper )?title|标题|论文标题|题目)[ \t]*[:：][ \t]*([^\n{GAP}]{{4,400}})",
    re.IGNORECASE,
)
_PLAIN: Final = lazily.pattern(
    rf"""
    [\s{GAP}]*
    (?: [\[(【] [^\[\]()【】]{{0,60}} (?: \([^()]{{1,40}}\) )? [\])】]     # a venue or a number in brackets
        [\s{GAP}.:,]* ){{0,4}}
    (?P<title> [^\n{GAP}|]{{4,400}}? )
    \s* (?= [\n{GAP}|] | \((?:19|20)\d\d\) | \s[-–—]\s
          | [\[(【（] [^\[\]()（）]{{0,80}} [\])】）] [\s{GAP}.]* (?: [\n{GAP}] | $ )
          | $ )
    """,
    re.VERBOSE,
)


def _is_closed(text: str) -> bool:
    """Whether no bracket is open at the end of a text."""
    return text.count("(") == text.count(")")


def plain_title(flat: Flat, masked: str, linked: bool) -> Title | None:
    """Return the title of an item whose text has no look: what stands before the links.

    Args:
        flat: The item.
        masked: Its text with labelled links masked.
        linked: Whether it has such links.
    """
    italics = flat.styled[TextStyle.ITALIC]
    if linked and (found := _PLAIN.match(masked)):
        start, end = found.span("title")
        first = next((one.start for one in italics if start < one.start < end), end)
        if any(one.start <= start < one.end for one in italics):
            first = start
        text, people = split_byline(without_publication(masked[start:first].rstrip(" ,.")))
        if people and _is_closed(before := without_publication(text)):
            text = before
        if words(text) > 1 and is_title(text) and not understand([text]).authors:
            return Title(text, Range(start, start + len(text)), "plain")
    for one in italics:
        text = masked[one.start : one.end]
        if linked and _count(masked, one) > 2 and is_title(text) and not understand([text]).authors:
            return Title(text, one, "italic")
    return None
