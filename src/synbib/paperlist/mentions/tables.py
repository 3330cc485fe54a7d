"""Tables of papers: what each column holds, and a row as a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from synbib.limits import LONGEST_MENTION
from synbib.model.types import TYPES
from synbib.paperlist.mentions.draft import Draft, is_address, note_link, read_drafts
from synbib.paperlist.mentions.facts import is_none, is_prose, is_published
from synbib.paperlist.mentions.flat import flatten
from synbib.paperlist.mentions.labels import badge, is_label, kind_of
from synbib.paperlist.mentions.titles import clean_title, is_title, words
from synbib.paperlist.phrases.people import read_people
from synbib.paperlist.phrases.reference import read_reference
from synbib.paperlist.phrases.when import find_year, read_date
from synbib.paperlist.phrases.where import venue_of, without_year
from synbib.paperlist.source.blocks import Row, Table
from synbib.paperlist.source.spans import Span, Style, plain
from synbib.text.folding import letters
from synbib.text.urls import clean_url

__all__ = ["Role", "read_row", "roles"]

Role = Literal["title", "name", "authors", "venue", "date", "links", "reference", "ignored", "note"]

_ROLES: Final[dict[Role, str]] = {
    "title": "title|titles|paper title|paper|papers|paper name|article|articles|publication|publications|work|works"
    "|reference|references|title & authors|title and authors|paper & authors|tutorial title|book|book title|survey"
    "|论文|标题|论文标题|题目|文章",
    "name": "name|dataset|dataset name|datasets|data set|benchmark|benchmarks|model|models|model name|method|methods"
    "|resource|project|tool|library|framework|corpus|名称|数据集|模型|方法",
    "authors": "author|authors|author(s)|by|作者",
    "venue": "venue|venues|conf|conf.|conference|journal|publisher|published in|publication venue|pub|pub.|proceedings"
    "|source|conference/journal|journal/conference|venue/journal|published at|where|期刊|会议|期刊/会议|来源|发表",
    "date": "year|date|time|month|published|release|release date|release time|released|publish date|date published"
    "|publication date|submission date|year published|年份|日期|时间|发表时间",
    "ignored": "#|no|no.|id|index|rank|stars|star|citations|citation|introduction image|image|figure|overview image"
    "|序号",
    "reference": "ref|refs|ref.|citation key|cite",
}
_BY_HEADER: Final[dict[str, Role]] = {
    word: role for role, listed in _ROLES.items() for word in listed.split("|")
}
# What may head papers, and beside these, where they were published.
_PUBLICATION: Final = frozenset({"publication", "publications", "source"})
_SAMPLE: Final = 60
# The share of cells that look like titles below which a column is none of titles.
_FEW: Final = 0.3
# A cell with more words than that beside its links holds a text, whatever its header says.
_MOST_WORDS_BESIDE: Final = 6
_LONGEST_HEADER: Final = 200


def roles(table: Table) -> tuple[Role, ...]:
    """Return what each column of a table holds, by its header, else by its cells; no title if it lists no papers."""
    headers = [_header(cell) for cell in table.header]
    width = max([len(headers), *(len(row.cells) for row in table.rows[:_SAMPLE])])
    headers += [""] * (width - len(headers))
    found = [_role(header) for header in headers]
    if "title" in found and "name" in found:
        # What is headed "paper" beside names may hold links only.
        for i, role in enumerate(found):
            if role == "title" and _title_share(table, i) < _FEW:
                found[i] = "links"
    if "title" in found:
        # Beside a title, what is headed "paper" holds the links to it.
        titles = [i for i, role in enumerate(found) if role == "title"]
        kept = next((i for i in titles if "title" in headers[i]), None)
        if kept is None:
            kept = max(titles, key=lambda i: (_title_share(table, i), -i))
        return tuple(
            "venue" if i != kept and headers[i] in _PUBLICATION else _without_title(role, i == kept)
            for i, role in enumerate(found)
        )
    best = max(range(width), key=lambda i: (_title_share(table, i), -i), default=0)
    if width and _title_share(table, best) > 0.5:
        found[best] = "title"
        return tuple("note" if role == "name" else role for role in found)
    if "name" in found:
        # The first names what the table is about.
        first = found.index("name")
        return tuple("note" if r == "name" and i != first else r for i, r in enumerate(found))
    return tuple(found)


def _without_title(role: Role, kept: bool) -> Role:
    if kept:
        return "title"
    return {"title": "links", "name": "note"}.get(role, role)  # type: ignore[return-value]


_AND: Final = re.compile(r"\s*(?:[&/,+]|\band\b)\s*")


def _header(cell: Sequence[Span]) -> str:
    text = plain(cell)
    if len(text) > _LONGEST_HEADER:
        return ""
    return re.sub(r"[*_`:]|\s*\(.*\)$", "", text).strip().casefold()


def _role(header: str) -> Role:
    if role := _BY_HEADER.get(header):
        return role
    parts = _AND.split(header)  # Pub. & Date
    if len(parts) > 1 and {_BY_HEADER.get(part) for part in parts} == {"venue", "date"}:
        return "date"
    return "links" if header and is_label(header) else "note"


def _title_share(table: Table, column: int) -> float:
    """Return the share of the cells of a column that look like titles: linked, bold or long."""
    cells = [row.cells[column] for row in table.rows[:_SAMPLE] if column < len(row.cells)]
    filled = [cell for cell in cells if not is_none(plain(cell))]
    return sum(map(_looks_like_title, filled)) / len(filled) if filled else 0.0


def _looks_like_title(cell: Sequence[Span]) -> bool:
    linked = "".join(span.text for span in cell if span.url and not span.image)
    bold = "".join(span.text for span in cell if Style.BOLD in span.style)
    whole = plain(cell)
    if len(whole) > LONGEST_MENTION:
        return False
    quoted = _QUOTED.match(whole)
    text = linked if words(linked) > 2 else bold or (quoted[1] if quoted else "")
    if is_prose(whole) and 2 * words(text) < words(whole):
        return False  # a sentence in which something stands out
    return words(text) > 2 and is_title(text)


_KEY: Final = re.compile(r"[^\s,={}\"#%~\\']+")
_QUOTED: Final = re.compile(r"[“\"]([^”\"]+)[”\"]")


def read_row(row: Row, columns: Sequence[Role], headers: Sequence[str]) -> list[Draft]:
    """Return the papers that a row is about: none if it has no title.

    Args:
        row: The row.
        columns: What each column holds.
        headers: What stands above each, plain text.
    """
    if any(len(plain(cell)) > LONGEST_MENTION for cell in row.cells):
        return []
    at = next((i for i, role in enumerate(columns) if role in ("title", "name")), None)
    if at is None or at >= len(row.cells):
        read = [read_drafts(cell) for cell in row.cells]
        return [draft for drafts in read if len(drafts) > 1 for draft in drafts]
    cell = row.cells[at]
    found = read_drafts(cell)
    if len(found) > 1:
        return found
    draft = found[0]
    if not draft.title or draft.shown == "plain":
        text = _first_line(cell)
        if read_date(text):
            # What looks like a label, ``owner/name``, is all that there is.
            text = next((span.text for span in cell if span.url and not span.image), "")
        if not is_none(text) and (clean := clean_title(text)) and words(clean):
            draft.title, draft.shown = draft.title or clean, "plain"
            draft.facts.rest = [rest for rest in draft.facts.rest if rest not in clean]
    if not draft.title:
        return []
    for i, (cell, role) in enumerate(zip(row.cells, columns, strict=False)):
        says = not is_none(plain(cell)) or any(span.image or span.url for span in cell)
        if i != at and says:
            _READERS[role](draft, cell, headers[i] if i < len(headers) else "")
    return [draft]


def _first_line(cell: Sequence[Span]) -> str:
    flat = flatten(span for span in cell if not (span.url and is_label(span.text)))
    return next((line.strip() for line in flat.text.split("\n") if line.strip(" []()")), "")


def _badges(cell: Sequence[Span]) -> Iterator[str]:
    for span in cell:
        if span.image and (says := badge(span.image, span.text)):
            yield says


# --- the other cells ----------------------------------------------------------------------------------------


def _authors(draft: Draft, cell: Sequence[Span], header: str) -> None:
    if people := read_people(plain(cell), certain=True):
        draft.facts.authors = people


def _venue(draft: Draft, cell: Sequence[Span], header: str) -> None:
    linked = any(span.url for span in cell)
    text = plain(cell) or " ".join(_badges(cell))
    text = text.strip(" []()*,.;")
    if when := read_date(text):
        draft.facts.add_date(when)
    elif known := venue_of(text):
        draft.facts.venue, draft.facts.venue_year = known
    elif text and not (linked and is_label(text)):
        draft.facts.venue = without_year(text)
        draft.facts.venue_year = find_year(text)
    if linked:
        _links(draft, cell, "paper")


def _date(draft: Draft, cell: Sequence[Span], header: str) -> None:
    text = plain(cell)
    if when := read_date(text):
        draft.facts.add_date(when)
    else:
        _venue(draft, cell, header)


def _links(draft: Draft, cell: Sequence[Span], header: str) -> None:
    """Note the links of a cell; one that says nothing itself is what the header says."""
    flat = flatten(cell)
    linked = [span.text for span in cell if span.url]
    if (
        words(plain(cell)) - words(" ".join(linked)) > _MOST_WORDS_BESIDE
        or not flat.links + flat.images
    ):
        _note(draft, cell, header)
        return
    label = header if is_label(header) else ""
    for link in flat.links:
        text = flat.text[link.range.start : link.range.end].strip()
        if is_published(text) and (known := venue_of(text)):
            draft.facts.add_venue(*known)
        telling = is_label(text) and not _says_nothing(text)
        own = kind_of(text, link.url) if telling else ""
        kind = own or _kind_by_header(label, link.url)
        note_link(draft, kind, text, link.url)
    for image in flat.images:
        if image.url:
            says = badge(image.source, image.alt)
            own = kind_of(says, image.url) if says and is_label(says) else ""
            note_link(draft, own or _kind_by_header(label, image.url), says or image.alt, image.url)


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


def _note(draft: Draft, cell: Sequence[Span], header: str) -> None:
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


def _reference(draft: Draft, cell: Sequence[Span], header: str) -> None:
    """Who wrote it, where its reference stands; the other cells tell the rest."""
    if found := read_reference(plain(cell)):
        if found.authors and letters(found.title) == letters(draft.title):
            draft.facts.authors = draft.facts.authors or found.authors


def _ignore(draft: Draft, cell: Sequence[Span], header: str) -> None:
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
