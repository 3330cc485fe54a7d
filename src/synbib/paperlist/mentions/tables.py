"""Tables of papers: what each column holds, and a row as a mention."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Final

from synbib import lazily
from synbib.limits import LONGEST_MENTION
from synbib.model.fields import LINK_FIELDS
from synbib.model.types import TYPES
from synbib.paperlist.mentions.draft import (
    Draft,
    is_address,
    is_whole_reference,
    note_link,
    read_drafts,
)
from synbib.paperlist.mentions.facts import is_none, is_prose, is_published
from synbib.paperlist.mentions.flat import Image, flatten
from synbib.paperlist.mentions.headers import Header, Role, read_header
from synbib.paperlist.mentions.labels import badge, is_label, is_paper_host, kind_of
from synbib.paperlist.mentions.several import split_papers
from synbib.paperlist.mentions.titles import clean_title, is_title, words
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.reference import read_reference
from synbib.paperlist.phrases.when import find_year, read_date
from synbib.paperlist.phrases.where import venue_of, without_year
from synbib.paperlist.source.blocks import Row, Table
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle, plain
from synbib.text.folding import letters
from synbib.text.urls import clean_url

__all__ = ["read_row", "roles"]

_SAMPLE: Final = 60
# The share of cells that look like titles below which a column is none of titles.
_FEW: Final = 0.3
# The share above which a column that is not headed as such is one of titles.
_MOST: Final = 0.5
# A cell with more words than that beside its links holds a text, whatever its header says.
_MOST_WORDS_BESIDE: Final = 6
_OF_EACH: Final = frozenset({"note", "venue", "date"})
# A cell that lists several papers has a link or a bold title for each.
_FEWEST_SET_OFF: Final = 2


def roles(table: Table) -> tuple[Role, ...]:
    """Return what each column of a table holds, by its header, else by its cells; no title if it lists no papers."""
    headers = _headers(table)
    share = cache(partial(_title_share, table))
    found = [header.role for header in headers]
    if "title" in found and "name" in found:
        found = [_unless_links(role, share, i) for i, role in enumerate(found)]
    if "title" in found:
        titles = [i for i, role in enumerate(found) if role == "title"]
        return _beside(_best_title(titles, headers, share), headers, found)
    return _without_title(found, share)


def _without_title(found: Sequence[Role], share: Callable[[int], float]) -> tuple[Role, ...]:
    """Return what the columns hold if none is headed as one of titles: one may look like it, or name the papers."""
    best = max(range(len(found)), key=lambda i: (share(i), -i), default=0)
    if found and share(best) > _MOST:
        return _with_name([*found[:best], "title", *found[best + 1 :]], -1)
    # The first name is what the table is about.
    return _with_name(found, found.index("name") if "name" in found else -1)


def _headers(table: Table) -> list[Header]:
    """Return the headers of the columns; those that have none say nothing."""
    width = max([len(table.header), *(len(row.cells) for row in table.rows[:_SAMPLE])])
    headers = [read_header(plain(cell)) for cell in table.header]
    return headers + [read_header("")] * (width - len(headers))


def _unless_links(role: Role, share: Callable[[int], float], column: int) -> Role:
    """Return what a column holds beside names: what is headed "paper" may hold links only."""
    return "links" if role == "title" and share(column) < _FEW else role


def _with_name(found: Sequence[Role], kept: int) -> tuple[Role, ...]:
    """Return what the columns hold if only one of them, or none, names a paper."""
    return tuple("note" if role == "name" and i != kept else role for i, role in enumerate(found))


def _best_title(
    titles: Sequence[int], headers: Sequence[Header], share: Callable[[int], float]
) -> int:
    """Return which of several columns has the titles: the one that is called so, else the one that looks like it."""
    named = (i for i in titles if "title" in headers[i].text)
    best = next(named, None)
    return max(titles, key=lambda i: (share(i), -i)) if best is None else best


def _beside(title: int, headers: Sequence[Header], found: Sequence[Role]) -> tuple[Role, ...]:
    """Return what the columns hold beside that of the titles: what is headed "paper", too, holds the links to it."""
    beside = map(_role_beside, headers, found)
    return tuple("title" if i == title else role for i, role in enumerate(beside))


def _role_beside(header: Header, role: Role) -> Role:
    if header.column == "published" and header.role == "title":
        return "venue"
    if role == "name":  # what the paper is about; a data set or a project is linked
        return "links" if header.column in LINK_FIELDS else "note"
    return "links" if role == "title" else role


def _title_share(table: Table, column: int) -> float:
    """Return the share of the cells of a column that look like titles: linked, bold or long."""
    cells = [row.cells[column] for row in table.rows[:_SAMPLE] if column < len(row.cells)]
    filled = [cell for cell in cells if not is_none(plain(cell))]
    return sum(map(_looks_like_title, filled)) / len(filled) if filled else 0.0


def _looks_like_title(cell: Sequence[TextSpan]) -> bool:
    linked = "".join(span.text for span in cell if span.url and not span.image)
    bold = "".join(span.text for span in cell if TextStyle.BOLD in span.style)
    whole = plain(cell)
    if len(whole) > LONGEST_MENTION:
        return False
    quoted = _QUOTED.match(whole)
    text = linked if words(linked) > 2 else bold or (quoted[1] if quoted else "")
    if is_whole_reference(whole):
        return True
    if is_prose(whole) and 2 * words(text) < words(whole):
        return False  # a sentence in which something stands out
    return words(text) > 2 and is_title(text)


_KEY: Final = lazily.pattern(r"[^\s,={}\"#%~\\']+")
# In a table with fewer columns, one text in a row may be all that there is of a paper.
_FEWEST_COLUMNS: Final = 3
_QUOTED: Final = lazily.pattern(r"[“\"]([^”\"]+)[”\"]")


def read_row(row: Row, columns: Sequence[Role], headers: Sequence[str]) -> list[Draft]:
    """Return the papers that a row is about: none if it has no title.

    Args:
        row: The row.
        columns: What each column holds.
        headers: What stands above each, plain text.
    """
    if any(len(plain(cell)) > LONGEST_MENTION for cell in row.cells) or _is_heading(row, columns):
        return []
    at = next((i for i, role in enumerate(columns) if role in ("title", "name")), len(columns))
    if at >= len(row.cells):
        return _enumerated(row)
    if several := _several(row.cells[at]):
        for draft in several:
            _read_beside(draft, at, row, _shared(draft, columns), headers)
        return several
    drafts = read_drafts(row.cells[at])
    if len(drafts) == 1:
        _take_whole(drafts[0], row.cells[at])
        if not drafts[0].title:
            return []
        _read_beside(drafts[0], at, row, columns, headers)
    return drafts


def _is_heading(row: Row, columns: Sequence[Role]) -> bool:
    """Whether a row heads those below it, or remarks on them: one text without a link, and all else empty."""
    filled = [cell for cell in row.cells if plain(cell).strip() or any(s.image for s in cell)]
    return (
        len(columns) >= _FEWEST_COLUMNS
        and len(filled) == 1
        and not any(span.url or span.image for span in filled[0])
    )


def _read_beside(
    draft: Draft, at: int, row: Row, columns: Sequence[Role], headers: Sequence[str]
) -> None:
    """Note what the cells say beside that of the title, which is at ``at``."""
    for i, (cell, role) in enumerate(zip(row.cells, columns, strict=False)):
        if i != at and _says_something(cell):
            _READERS[role](draft, cell, headers[i] if i < len(headers) else "")


def _several(cell: Sequence[TextSpan]) -> list[Draft]:
    """Return the papers of a cell that has one in each line, or between semicolons; none if it is about one."""
    if parts := split_papers(cell):
        return [draft for part in parts for draft in read_drafts(part)]
    set_off = sum(bool(span.url or TextStyle.BOLD in span.style) for span in cell)
    for cut in (BREAK, ";") if set_off >= _FEWEST_SET_OFF else ():
        parts = _with_people([part for part in _parts(cell, cut) if _says_something(part)])
        drafts = [draft for part in parts for draft in read_drafts(part)] if len(parts) > 1 else []
        if len(drafts) > 1 and all(map(_is_whole, drafts)):
            return drafts
    return []


def _shared(draft: Draft, columns: Sequence[Role]) -> list[Role]:
    """Return what the columns hold that say something of each of several papers: not the links, nor the people."""
    told = {"venue"} if draft.facts.published.venue else set()
    return [role if role in _OF_EACH - told else "ignored" for role in columns]


def _is_whole(draft: Draft) -> bool:
    """Whether a part of a cell is a paper by itself: its title is linked, or bold and its authors follow."""
    linked = is_paper_host(draft.url) or "paper" in draft.links or "pdf" in draft.links
    return bool(draft.title) and (linked or (draft.shown == "bold" and bool(draft.facts.authors)))


def _with_people(parts: Sequence[list[TextSpan]]) -> list[list[TextSpan]]:
    """Return the parts of a cell, those that only list people with what stands before them."""
    joined: list[list[TextSpan]] = []
    for part in parts:
        linked = any(span.url for span in part)
        if joined and not linked and read_people(plain(part)):
            joined[-1] = [*joined[-1], TextSpan(BREAK), *part]
        else:
            joined.append(part)
    return joined


def _parts(cell: Sequence[TextSpan], cut: str) -> Iterator[list[TextSpan]]:
    """Yield the parts of a cell between these characters, where they stand outside of links and emphasis."""
    part: list[TextSpan] = []
    for span in cell:
        if span.url or span.image or cut not in span.text or (span.style and cut != BREAK):
            part.append(span)
            continue
        first, *others = span.text.split(cut)
        part.append(lazily.replace(span, text=first))
        for text in others:
            yield part
            part = [lazily.replace(span, text=text)]
    yield part


def _enumerated(row: Row) -> list[Draft]:
    """Return the papers of the cells that list several."""
    read = map(read_drafts, row.cells)
    return [draft for drafts in read if len(drafts) > 1 for draft in drafts]


def _take_whole(draft: Draft, cell: Sequence[TextSpan]) -> None:
    """Take the first line of a cell for the title, if nothing in it is set off as one."""
    if draft.title and draft.shown != "plain":
        return
    text = _whole_text(cell)
    if not is_none(text) and (clean := clean_title(text)) and words(clean):
        draft.title, draft.shown = draft.title or clean, "plain"
        draft.facts.rest = [rest for rest in draft.facts.rest if rest not in clean]


def _whole_text(cell: Sequence[TextSpan]) -> str:
    text = _first_line(cell)
    if read_date(text):
        # What looks like a label, ``owner/name``, is all that there is.
        return next((span.text for span in cell if span.url and not span.image), "")
    return text


def _says_something(cell: Sequence[TextSpan]) -> bool:
    return not is_none(plain(cell)) or any(span.image or span.url for span in cell)


def _first_line(cell: Sequence[TextSpan]) -> str:
    flat = flatten(span for span in cell if not (span.url and is_label(span.text)))
    return next((line.strip() for line in flat.text.split("\n") if line.strip(" []()")), "")


def _badges(cell: Sequence[TextSpan]) -> Iterator[str]:
    for span in cell:
        if span.image and (says := badge(span.image, span.text)):
            yield says


# --- the other cells ----------------------------------------------------------------------------------------


def _authors(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    if people := read_people(plain(cell), certain=True):
        draft.facts.authors = people


def _venue(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    linked = any(span.url for span in cell)
    text = plain(cell) or " ".join(_badges(cell))
    text, presented = split_presentation(text)
    text = text.strip(" []()*,.;")
    draft.facts.add_presentation(presented)
    if when := read_date(text):
        draft.facts.add_date(when)
    elif known := venue_of(text):
        draft.facts.set_venue(*known)
    elif text and not (linked and is_label(text)):
        draft.facts.set_venue(without_year(text), find_year(text))
    if linked:
        _links(draft, cell, "paper")


def _date(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    text = plain(cell)
    if when := read_date(text):
        draft.facts.add_date(when)
    else:
        _venue(draft, cell, header)


def _links(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    """Note the links of a cell; one that says nothing itself is what the header says."""
    flat = flatten(cell)
    linked = " ".join(span.text for span in cell if span.url)
    beside = words(plain(cell)) - words(linked)
    if beside > _MOST_WORDS_BESIDE or not flat.links + flat.images:
        _note(draft, cell, header)
        return
    label = header if is_label(header) else ""
    for link in flat.links:
        text = flat.text[link.range.start : link.range.end].strip()
        if is_published(text) and (known := venue_of(text)):
            draft.facts.add_venue(*known)
            draft.facts.add_presentation(split_presentation(text)[1])
        note_link(draft, _kind_of_link(text, label, link.url), text, link.url)
    for image in flat.images:
        if image.url:
            _note_badge(draft, image, label)


def _kind_of_link(text: str, label: str, url: str) -> str:
    own = kind_of(text, url) if is_label(text) and not _says_nothing(text) else ""
    return own or _kind_by_header(label, url)


def _note_badge(draft: Draft, image: Image, label: str) -> None:
    says = badge(image.source, image.alt)
    own = kind_of(says, image.url) if says and is_label(says) else ""
    kind = own or _kind_by_header(label, image.url)
    note_link(draft, kind, says or image.alt, image.url)


def _says_nothing(text: str) -> bool:
    return is_address(text) or text.strip(" []()").casefold() in (
        "link",
        "links",
        "url",
        "here",
        "🔗",
        "download",
    )


def _kind_by_header(header: str, url: str) -> str:
    """Return the kind of a link under a header; by its host where the header names several kinds, or none."""
    several = re.search(r"[/&,]| or | and ", header)
    if header and not several and (kind := kind_of(header, "")) not in ("", "website", "other"):
        return kind
    kind = kind_of("", url)
    return "project" if several and kind in ("", "website") else kind or "website"


def _note(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    """What stands in a column of its own kind: notes, and links to papers within them."""
    text = plain(cell)
    header = clean_title(header)
    if _is_field(draft, header.casefold(), text):
        return
    if text and not is_none(text):
        draft.facts.rest.append(f"{header}: {text}" if header else text)
    flat = flatten(cell)
    for link in flat.links:
        shown = flat.text[link.range.start : link.range.end].strip()
        if is_label(shown):
            note_link(draft, kind_of(shown, link.url), shown, link.url)
        elif clean_url(link.url):
            draft.others.append((shown, clean_url(link.url)))


def _is_field(draft: Draft, header: str, text: str) -> bool:
    """Note what a column of synbib's own tables holds; return whether it is one."""
    if header == "key" and _KEY.fullmatch(text):
        draft.key = text
    elif header == "type" and text.casefold() in TYPES:
        draft.type = text.casefold()
    elif header == "note" and not is_none(text):
        draft.fields["note"] = text
    else:
        return False
    return True


def _reference(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    """Who wrote it, where its reference stands; the other cells tell the rest."""
    if found := read_reference(plain(cell)):
        if found.authors and letters(found.title) == letters(draft.title):
            draft.facts.authors = draft.facts.authors or found.authors


def _ignore(draft: Draft, cell: Sequence[TextSpan], header: str) -> None:
    """Numbers of rows, pictures, stars."""


_READERS: Final = {
    "title": _note,
    "name": _note,
    "authors": _authors,
    "venue": _venue,
    "date": _date,
    "links": _links,
    "reference": _reference,
    "ignored": _ignore,
    "note": _note,
}
