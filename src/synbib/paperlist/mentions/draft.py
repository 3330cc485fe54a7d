"""What one item says of papers: the title by its look, the links by their labels, the rest by what it can be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.limits import LONGEST_MENTION
from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.facts import Facts, is_prose, is_published, understand
from synbib.paperlist.mentions.flat import GAP, Flat, Hyperlink, Range, flatten
from synbib.paperlist.mentions.labels import DOI_TEXT, badge, is_label, is_paper_host, kind_of
from synbib.paperlist.mentions.looks import Title, first_line, plain_title, title_by_look
from synbib.paperlist.mentions.segments import mask, segments
from synbib.paperlist.mentions.titles import clean_title, is_title, split_remark, words
from synbib.paperlist.mentions.unlinked import may_be_title, title_before_people, title_without_link
from synbib.paperlist.phrases import gb_t
from synbib.paperlist.phrases.brackets import is_institution
from synbib.paperlist.phrases.headline import QUOTED
from synbib.paperlist.phrases.imprint import FORMAL
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.reference import Reference, read_reference, surnames_and_year
from synbib.paperlist.phrases.when import When, read_date
from synbib.paperlist.phrases.where import (
    EDGES,
    is_unpublished,
    may_name_venue,
    name_and_year,
    split_tag,
    venue_of,
)
from synbib.paperlist.phrases.words import NOT_OF_NAMES
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle
from synbib.text.urls import clean_url, local_pdf

__all__ = ["Draft", "is_address", "is_whole_reference", "note_link", "read_drafts"]

_OPENING: Final = "[(【（{<"
_CLOSING: Final = "])】）}>"
# What says before a link what it is: ``Code: https://…``, ``【代码】https://…``.
_BEFORE: Final = lazily.pattern(
    r"""
    (?: (?P<open> [【《] ) | (?: ^ | (?<= [\n|,;•(\[\x1f] ) ) [ \t*_-]* )
    (?P<label> [^\W\d_] [\w /-]{1,24}? ) [ \t*_]*
    (?(open) [】》] [ \t]* [:：]? | [:：] ) [ \t]* $
    """,
    re.VERBOSE,
)
# The same in brackets, with a venue or without: (Athey, Imbens, 2016), (Abadie & Diamond, JASA 2010)
_CITED_IN_BRACKETS: Final = lazily.pattern(
    rf"""
    [ \t{GAP}.]* [(（]
    (?P<who> [^()（）\n{GAP}]{{3,150}}? ) ,?
    \s (?= \d{{4}} [a-z]? [)）] )
    """,
    re.VERBOSE,
)
# What stands between the items of an enumeration: separators, and a word or two.
_SEPARATING: Final = lazily.pattern(
    r"[\s,;/&|•·、，；]*(?:and)?\s*[(（\[]?(?:[^\W_]++,?[ -]?){0,4}[)）\]]?[\s,;/&|•·、，；]+"
)
_REACH: Final = 80
_MOST_WORDS_OF_LABEL: Final = 2
_SEMICOLON: Final = lazily.pattern(r";\s+(?=[^\W\d_a-z])")
# A DOI, or a number of arXiv, that is the text of a link: 10.1093/nar/gkac439, arXiv:quant-ph/0110143.
_NUMBER: Final = lazily.pattern(rf"{DOI_TEXT}|arxiv:\s*\S*\d{{4}}\S*", re.IGNORECASE)
# A link in brackets after a title, and the venue in it: [Nature Reviews Genetics paper].
_PAPER_OF: Final = lazily.pattern(
    r"""
    (?P<venue> [A-Z][\w&.-]* (?: \s (?: [A-Z][\w&.-]* | of | and | in | for | the ) ){0,6} )
    \s (?: paper | article )
    """,
    re.VERBOSE,
)
# The year, or the number of a preprint.
_NUMBERED: Final = lazily.pattern(r"\d{4}")
# Styles with their authors before the title: no title alone looks like these.
_FORMATTED: Final = frozenset({"quoted", "author-year", "author-title"})
_MOST_WORDS_OF_A_JOURNAL: Final = 9
# Of two texts, these are compared.
_LETTERS: Final = lazily.pattern(r"[\W_]+")
# After a title: - Athey, Wager (2020)
_CITED: Final = lazily.pattern(
    rf"""
    [ \t{GAP}."”]* (?: (?P<dash> [–—-] ) | [,.] | by\b ) ["”]? \s+
    (?P<cited> [^\n{GAP}()]{{2,150}} \( \d{{4}} [a-z]? \) )
    """,
    re.VERBOSE,
)


@lazily.dataclass(slots=True)
class Draft:
    """What an item says of one paper.

    Attributes:
        title: Cleaned; ``""`` if the item names none.
        url: Where the title's link leads; ``""`` if it is not a link.
        links: Kind → URL.
        others: Links that are neither labelled nor a title: text and URL.
        asides: Links of no kind that an entry has a field for, such as reviews: text and URL.
        dropped: URLs that must not be followed.
        facts: What stands around the title.
        reference: The item read as a formatted reference, if it is one.
        shown: How the title is set off: ``link``, ``quoted``, ``bold``, ``italic``, by a ``line`` of its own, ``plain``
            or ``""``.
        key: The citation key, where a column has it.
        type: The entry type, where a column has it.
        fields: BibTeX fields that a column has.
        line: The line of the file.
    """

    title: str = ""
    url: str = ""
    links: dict[str, str] = field(default_factory=dict)
    others: list[tuple[str, str]] = field(default_factory=list)
    asides: list[tuple[str, str]] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    facts: Facts = field(default_factory=Facts)
    reference: Reference | None = None
    shown: str = ""
    key: str = ""
    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    line: int = 0


def read_drafts(spans: Iterable[TextSpan], *, bullet: bool = False) -> list[Draft]:
    """Return what an item, a paragraph or a cell says: a draft for each paper, one with no title if it names none.

    Args:
        spans: What stands there.
        bullet: Whether it is a list item, which may name a paper by its text alone.
    """
    flat = flatten(spans)
    if len(flat.text) > LONGEST_MENTION:
        return [Draft(line=flat.line)]
    labelled, free = _links(flat)
    several = _enumerated(flat, free) or _references(flat)
    return several or [_read_one(flat, labelled, free, bullet=bullet)]


def _read_one(
    flat: Flat, labelled: list[tuple[Hyperlink, str]], free: Sequence[Hyperlink], *, bullet: bool
) -> Draft:
    """Return what an item says of one paper: first the links, then the title, then what is left."""
    draft = Draft(line=flat.line)
    masked = mask(flat.text, _take_labelled(flat, labelled, draft))
    badges = list(_badges(flat, draft))
    title = _find_title(draft, flat, masked, free, bullet=bullet)
    if title is not None:
        _set_title(draft, title, masked)
    _keep_others(flat, free, title, draft)
    named = [flat.text[link.range.start : link.range.end] for link, _ in labelled]
    published = [text for text in (*badges, *named) if is_published(text)]
    draft.facts = _understood(draft, flat, masked, title, published)
    for venue in filter(None, map(_venue_of_label, named)):
        draft.facts.add_venue(venue, None)
    if draft.title:
        italics = flat.styled[TextStyle.ITALIC]
        _note_named_venue(draft.facts, [masked[one.start : one.end] for one in italics])
    _read_formatted(draft, flat, title, masked)
    draft.title, remark = split_remark(draft.title)
    if remark:
        draft.facts.rest.insert(0, remark)
    draft.facts.rest = [*(text for text in badges if text not in published), *draft.facts.rest]
    return draft


def _find_title(
    draft: Draft, flat: Flat, masked: str, free: Sequence[Hyperlink], *, bullet: bool
) -> Title | None:
    """Return the title by its look, else by what stands around it; None if there is none of its own.

    Where all of the text is a formatted reference, that is noted, and its title.
    """
    if title := title_by_look(flat, masked, free) or first_line(masked):
        before = _title_before_link(flat, masked, title) if bullet else None
        return before or title
    if bullet and not flat.links and (title := title_before_people(flat, masked)):
        return title
    return _title_of_text(draft, flat, masked, bullet=bullet)


def _title_before_link(flat: Flat, masked: str, link: Title) -> Title | None:
    """Return the title that stands with its venue before a link of no known label.

    ``Title (ICDE 2024) [GitHub Lint](https://github.com/…)``
    """
    if link.shown != "link" or is_paper_host(link.url) or words(link.text) > _MOST_WORDS_OF_LABEL:
        return None
    found = title_without_link(flat, masked[: link.range.start])
    between = masked[found.range.end : link.range.start].strip(f"{EDGES}[]()（）") if found else ""
    return found if is_published(between) or name_and_year(between) else None


def _title_of_text(draft: Draft, flat: Flat, masked: str, *, bullet: bool) -> Title | None:
    reference = read_reference(_readable(masked))
    if bullet and not (draft.links or _is_sure(reference)):
        if title := title_without_link(flat, masked):
            return title
        reference = reference if reference and may_be_title(reference.title) else None
    if reference and _is_sound(reference):
        draft.reference = reference
        draft.title, draft.shown = clean_title(reference.title), "plain"
        return None
    return plain_title(flat, masked, bool(draft.links))


def _understood(
    draft: Draft, flat: Flat, masked: str, title: Title | None, published: Sequence[str]
) -> Facts:
    """Return what stands around the title; ``published`` are labels and badges that tell a venue or a date."""
    if title is None and draft.reference:
        # All of the text is the reference.
        return understand([draft.reference.published.rest], published)
    left = mask(masked, [title.range] if title else [])
    if title and (named := _surnames_around(title, masked)):
        people, at = named
        facts = _understood_around(flat, mask(left, [at]), published)
        facts.authors = facts.authors or people
        return facts
    if title and (cited := _cited_after(title, masked)):
        people, when, at = cited
        end = masked.find(BREAK, at.end)
        spoken = is_prose(masked[at.end : end if end >= 0 else len(masked)])
        facts = _understood_around(flat, left if spoken else mask(left, [at]), published)
        facts.authors = people
        facts.add_date(when)
        return facts
    return _understood_around(flat, left, published)


def _understood_around(flat: Flat, left: str, published: Sequence[str]) -> Facts:
    """Return what stands around a title, which is masked."""
    found, tags = segments(flat, gb_t.MARK.sub(lambda mark: GAP * len(mark[0]), left))
    return understand(found, [*published, *tags])


def _surnames_around(title: Title, masked: str) -> tuple[tuple[str, ...], Range] | None:
    """Return whose surnames stand with a year in brackets after a title, or before it, and where.

    Title (Athey, Imbens, 2016); Athey, Imbens (2016): Title.
    """
    before = masked[: title.range.start].strip(EDGES)
    if found := surnames_and_year(before):
        start = masked.index(before)
        return found[0], Range(start, start + before.rfind("("))
    following = _CITED_IN_BRACKETS.match(masked, title.range.end)
    if following is None or is_institution(following["who"]):
        return None
    who, start = following["who"], following.start("who")
    for cited in (who, who.rpartition(", ")[0]):
        if found := surnames_and_year(f"{cited} (2000)"):
            return found[0], Range(start, start + len(cited))
    return None


def _cited_after(title: Title, masked: str) -> tuple[tuple[str, ...], When, Range] | None:
    """Return whose surnames stand with a year after a title, and where: Title - Athey, Wager (2020)."""
    following = _CITED.match(masked, title.range.end)
    if following is None:
        return None
    # After a dash, nothing else stands alone before a year.
    fewest = 1 if title.url and following["dash"] else 2
    found = surnames_and_year(following["cited"], fewest)
    return (*found, Range(*following.span("cited"))) if found else None


def _note_named_venue(facts: Facts, italics: Sequence[str]) -> None:
    """Note the venue that no table has but stands where one does; of an institution, only the year."""
    if facts.authors and not facts.published.venue:
        _note_dated_venue(facts, italics)
    for text in () if facts.published.venue else facts.rest:
        if _note_tag(facts, text):
            return
        if named := name_and_year(text):
            name, year = named
            if words(name) > 1 and not is_institution(name):
                facts.add_venue(name, year)
                facts.rest.remove(text)
            else:
                facts.add_date(When(year))
            return
        # Without authors, it may be who wrote it: *Qwen Team.* 2025.
        if facts.when and _is_set_as_venue(text, italics if facts.authors else ()):
            facts.add_venue(text, None)
            facts.rest.remove(text)
            return


def _note_dated_venue(facts: Facts, italics: Sequence[str]) -> None:
    """Note the venue that stands in italics before its date, whatever its form: *J. Chem. Inf. Model., July 2021*."""
    for text in italics:
        venue, _, date = text.rpartition(", ")
        if not read_date(date) or not _may_be_journal(venue):
            continue
        facts.add_venue(venue.strip(EDGES), None)
        # Its sentences were read as what else is said.
        told = _LETTERS.sub("", venue)
        facts.rest[:] = [rest for rest in facts.rest if _LETTERS.sub("", rest) not in told]


def _may_be_journal(text: str) -> bool:
    """Whether a text in italics before a date may be the name of a journal: no label, no person, no sentence."""
    short = text[:1].isupper() and words(text) <= _MOST_WORDS_OF_A_JOURNAL
    if any(map(str.isdigit, text)):
        return False
    other = is_label(text) or is_institution(text) or is_prose(text) or read_people(text)
    return short and not other and not is_unpublished(text)


def _note_tag(facts: Facts, text: str) -> bool:
    """Note the venue and the date of a tag that begins with a year, and its remark: 2023 bioRxiv scTranslator."""
    tag = None if is_prose(text) else split_tag(text)
    if tag is None:
        return False
    name, year, remark = tag
    at = facts.rest.index(text)
    facts.rest[at : at + 1] = [remark] if remark else []
    nobodys = name.casefold() not in NOT_OF_NAMES and not is_institution(name)
    if not (name and (nobodys or venue_of(name))):
        facts.add_date(When(year))
        facts.rest[at:at] = [name] if name else []
    else:
        facts.add_venue(name, year)
    return True


def _is_set_as_venue(text: str, italics: Sequence[str]) -> bool:
    """Whether a text beside a date is a venue by its form: *Nature Biotechnology, February 2021*; Review of Biology."""
    if not may_name_venue(text) or is_institution(text):
        return False
    set_off = (f"{one.strip(EDGES)}," for one in italics)
    return FORMAL.search(text) is not None or any(one.startswith(f"{text},") for one in set_off)


def _is_sound(reference: Reference) -> bool:
    """Whether a reference is one: its title may look like authors if it has others, and its venue is not prose."""
    if not is_title(reference.title) or is_prose(reference.published.venue):
        return False
    return _names_people(reference) or not read_people(reference.title)


def _is_sure(reference: Reference | None) -> bool:
    """Whether nothing else can be meant: it has authors, or GB/T 7714's mark of a document's type."""
    if reference is None:
        return False
    return _names_people(reference) or reference.style == "gb-t"


def _names_people(reference: Reference) -> bool:
    """Whether a reference has authors, and not only organisations."""
    return any(not author.startswith("{") for author in reference.authors)


def _read_formatted(draft: Draft, flat: Flat, title: Title | None, masked: str) -> None:
    """Note the reference that an item is: authors stand before its title, and after it pages, or a venue in italics."""
    if title is None or draft.reference or not (draft.facts.authors or title.shown == "quoted"):
        return
    if not masked[: title.range.start].strip(f"{GAP} "):
        return
    end = masked.find(GAP, title.range.end)
    text = _readable(masked[:end] if end > 0 else masked)
    found = read_reference(text, " ".join(title.text.split()))
    if not (found and found.authors) or found.published.rest:
        return
    if found.published.fields or _is_set_off(found, flat, title):
        draft.reference = found
        draft.facts.rest = [rest for rest in draft.facts.rest if rest not in text]


def _is_set_off(found: Reference, flat: Flat, title: Title) -> bool:
    """Whether the venue of a reference stands in italics after its title, with a date: *Int. J. Climatol.*, 2021."""
    venue, when = found.published.venue, found.published.when
    if not (venue and when) or is_institution(venue):
        return False
    italics = (one for one in flat.styled[TextStyle.ITALIC] if one.start >= title.range.end)
    return any(flat.text[one.start : one.end].startswith(venue) for one in italics)


def _set_title(draft: Draft, title: Title, masked: str) -> None:
    text = title.text.replace(GAP, " ")
    draft.title, draft.shown = clean_title(text), title.shown
    shown = masked[title.range.start : title.range.end].replace(GAP, " ")
    # A year at its end is no longer part of the title. Most titles have neither a year nor a number.
    numbered = _NUMBERED.search(masked, title.range.start, title.range.end + len(" (2024)."))
    formatted = numbered or gb_t.MARK.search(shown) or QUOTED.search(shown)
    whole = _whole_reference(shown) if formatted else None
    if whole:
        draft.reference = whole
    elif gb_t.MARK.search(masked):
        draft.reference = read_reference(_readable(masked), draft.title)
    if draft.reference and draft.reference.title:
        draft.title = clean_title(draft.reference.title)
    if title.url:
        draft.url = clean_url(title.url)
        if not draft.url and _is_harmful(title.url):
            draft.dropped.append(title.url)


def is_whole_reference(text: str) -> bool:
    """Whether a text is a formatted reference: people, a title, and where or when."""
    return _whole_reference(text) is not None


def _whole_reference(shown: str) -> Reference | None:
    """Return the reference that what is linked or bold consists of: people, a title, and where or when."""
    reference = read_reference(" ".join(shown.split()))
    if reference is None or not reference.title:
        return None
    if gb_t.MARK.search(shown):
        return reference
    published = reference.published.when or reference.published.venue
    sure = published or reference.style == "quoted"
    formatted = reference.style in _FORMATTED and words(reference.title) > 1
    return reference if formatted and sure and _names_people(reference) else None


# --- links ------------------------------------------------------------------------------------------------


def _links(flat: Flat) -> tuple[list[tuple[Hyperlink, str]], list[Hyperlink]]:
    """Return the links that are labelled, each with its kind, and the others."""
    labelled: list[tuple[Hyperlink, str]] = []
    free: list[Hyperlink] = []
    for link in flat.links:
        text = flat.text[link.range.start : link.range.end].strip()
        before = _BEFORE.search(flat.text, max(0, link.range.start - _REACH), link.range.start)
        if before and is_label(before["label"]):
            bare = is_label(text) or is_address(text)
            kind = kind_of(before["label"], link.url)
            if bare:
                start = before.start("open" if before["open"] else "label")
                labelled.append((Hyperlink(Range(start, link.range.end), link.url), kind))
                continue
        if is_label(text) or is_address(text):
            labelled.append((link, kind_of("" if is_address(text) else text, link.url)))
        elif _NUMBER.fullmatch(text):
            labelled.append((link, kind_of("", link.url) or "paper"))
        elif flat.text[link.range.start - 1 : link.range.start] == "[" and _PAPER_OF.fullmatch(
            text
        ):
            labelled.append((link, "paper"))
        elif text:
            free.append(link)
    return labelled, free


def is_address(text: str) -> bool:
    """Whether the text of a link is nothing but an address."""
    return bool(re.fullmatch(r"(?:[a-z]+://|www\.|mailto:)\S*", text, re.IGNORECASE))


def _venue_of_label(text: str) -> str:
    """Return the venue that a label tells: Nature Genetics paper; ``""`` if it tells none: Transformer paper."""
    found = _PAPER_OF.fullmatch(text)
    venue = found["venue"] if found else ""
    return venue if words(venue) > 1 or venue_of(venue) else ""


def _is_harmful(url: str) -> bool:
    return bool(re.match(r"\s*(?:javascript|data|vbscript|file):", url, re.IGNORECASE))


def _take_labelled(flat: Flat, labelled: list[tuple[Hyperlink, str]], draft: Draft) -> list[Range]:
    """Note the labelled links; return where they stand."""
    # What a link is called tells more than that an address stands there.
    labelled.sort(key=lambda pair: is_address(flat.text[pair[0].range.start : pair[0].range.end]))
    return [_take(flat, link, kind, draft) for link, kind in labelled]


def _keep_others(flat: Flat, free: Sequence[Hyperlink], title: Title | None, draft: Draft) -> None:
    """Note the links that have no label, but for that of the title."""
    for link in free:
        if title and title.range.meets(link.range):
            continue
        text = flat.text[link.range.start : link.range.end]
        # What stands beside a title that is not set off is a label, though an unknown one.
        label = title and title.shown == "plain" and words(text) <= _MOST_WORDS_OF_LABEL
        note_link(draft, kind_of("", link.url) if label else "", text, link.url)


def _take(flat: Flat, link: Hyperlink, kind: str, draft: Draft) -> Range:
    """Note a labelled link; return where it stands, brackets around it included."""
    note_link(draft, kind, flat.text[link.range.start : link.range.end], link.url)
    start, end = link.range.start, link.range.end
    while start > 0 and end < len(flat.text):
        opening = _OPENING.find(flat.text[start - 1])
        if opening < 0 or flat.text[end] != _CLOSING[opening]:
            break
        start, end = start - 1, end + 1
    return Range(start, end)


def note_link(draft: Draft, kind: str, text: str, written: str) -> None:
    """Note a link of a kind; one that no field is for is not of the paper's own, unless it names a paper."""
    path = local_pdf(written) if kind in ("paper", "pdf") else ""
    kind, url = ("pdf", path) if path else (kind, clean_url(written))
    if not url:
        if _is_harmful(written):
            draft.dropped.append(written)
    elif kind in ("", "other"):
        if kind == "" or find_identifier(url):
            _keep(draft, text, url)
        elif not is_address(text.strip()):
            draft.asides.append((" ".join(text.split()), url))
    elif kind not in draft.links:
        draft.links[kind] = url
    elif draft.links[kind] != url:
        _keep(draft, text, url)


def _keep(draft: Draft, text: str, written: str) -> None:
    url = clean_url(written)
    if url:
        draft.others.append((" ".join(text.split()), url))
    elif _is_harmful(written):
        draft.dropped.append(written)


def _badges(flat: Flat, draft: Draft) -> Iterator[str]:
    """Note the links of images; yield what badges say."""
    for image in flat.images:
        says = badge(image.source, image.alt)
        kind = kind_of(says, image.url) if image.url else ""
        # What counts stars and citations is a picture of the day.
        if image.url and (kind != "other" or find_identifier(image.url)):
            note_link(draft, kind, says or image.alt, image.url)
        if says and kind != "other":
            yield says


def _enumerated(flat: Flat, free: Sequence[Hyperlink]) -> list[Draft]:
    """Return a draft for each link of a list of linked papers within one item, nothing if it is not one."""
    papers = [link for link in free if is_paper_host(link.url)]
    if len(papers) < 2 or len(papers) * 2 < len(free):
        return []
    for one, other in pairwise(papers):
        between = flat.text[one.range.end : other.range.start]
        if len(between) > _REACH or not _SEPARATING.fullmatch(between):
            return []
    found: list[Draft] = []
    ends = [*(link.range.start for link in papers[1:]), len(flat.text)]
    for link, end in zip(papers, ends, strict=True):
        text = flat.text[link.range.start : link.range.end]
        said = flat.text[link.range.end : end].strip(EDGES)
        facts = understand((), [said.strip("()[]（）")]) if len(said) <= _REACH else Facts()
        facts.rest.clear()
        found.append(
            Draft(clean_title(text), clean_url(link.url), facts=facts, shown="link", line=flat.line)
        )
    return found


def _references(flat: Flat) -> list[Draft]:
    """Return a draft for each of several formatted references that semicolons part, nothing if any part is none."""
    if flat.links or ";" not in flat.text or len(flat.quoted()) < 2:
        return []
    parts = _SEMICOLON.split(flat.text)
    found: list[Draft] = []
    for part in parts:
        reference = read_reference(part)
        if reference is None or reference.style != "quoted" or not reference.authors:
            return []
        title = clean_title(reference.title)
        found.append(Draft(title, reference=reference, shown="quoted", line=flat.line))
    return found if len(found) > 1 else []


def _readable(masked: str) -> str:
    return " ".join(masked.replace(GAP, " ").split()).rstrip(" |·•")
