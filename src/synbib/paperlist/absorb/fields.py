"""What a part of an entry shows, edited → the fields of the entry that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from synbib import lazily
from synbib.bibtex import MONTH_MACROS
from synbib.incoming.latex import of_field, of_text
from synbib.incoming.published import entry_type, published
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.facets import date_of
from synbib.model import LINK_FIELDS, arxiv_id
from synbib.model.identifiers import doi_number, find_identifier
from synbib.model.venue import is_preprint
from synbib.paperlist.absorb.texts import edited_people, edited_text, plain
from synbib.paperlist.forms.units import ASIDE
from synbib.paperlist.phrases.presentation import split_presentation
from synbib.paperlist.phrases.when import arxiv_date, find_year, read_date
from synbib.paperlist.phrases.where import venue_of
from synbib.readme.forms import LABEL
from synbib.text import strip

__all__ = ["Changes", "candidates", "changes_between", "presented", "with_changes"]

Changes = Mapping[str, str | None]
"""Field → its new value, LaTeX; None where it is taken away."""

_SHORT: Final = ("shortvenue", "abbr", "venue")
_CONTAINERS: Final = ("booktitle", "journaltitle", "journal", "howpublished")
# The types that preprints have, and works of which nothing tells where they were published.
_PREPRINTS: Final = ("misc", "online", "unpublished")
_SHORT_YEAR: Final = lazily.pattern(r"['’]?(\d\d)")
_YEAR: Final = lazily.pattern(r"\d{4}")
# A word that begins with a capital, beside no brace.
_CAPITAL: Final = lazily.pattern(r"(?<![\w{\\])[^\W\d_a-z][\w-]*(?![\w}])")


def with_changes(entry: Entry, changes: Changes) -> Entry:
    """Return an entry with changed fields."""
    kept = {name: value for name, value in entry.fields.items() if name not in changes}
    new = {name: value for name, value in changes.items() if value is not None}
    # What stays keeps its place among the fields.
    fields = {n: new.get(n, v) for n, v in entry.fields.items() if n in kept or n in new} | new
    return replace(entry, fields=fields, inherited=entry.inherited - changes.keys(), source=None)


def changes_between(before: Entry, after: Entry) -> dict[str, str | None]:
    """Return the changes that make one entry of another."""
    gone = {name: None for name in before.fields if name not in after.fields}
    new = {n: value for n, value in after.fields.items() if before.fields.get(n) != value}
    return {**gone, **new}


def candidates(entry: Entry, name: str, old: str, new: str) -> Iterator[Entry]:
    """Yield what an entry may have become where a part of it is shown otherwise, the likeliest first.

    Args:
        entry: The entry.
        name: The part, see `synbib.readme.forms.PARTS`, or a field.
        old: What is shown of it, Markdown.
        new: What shall be shown; ``""`` for nothing.
    """
    if name == "venue":
        yield from _published(entry, new)
    for changes in _proposals(entry, name, old, new):
        yield with_changes(entry, changes)


def _proposals(entry: Entry, name: str, old: str, new: str) -> Iterator[Changes]:
    """Yield which fields may have to change, see `candidates`."""
    if name in _PARTS:
        yield from _PARTS[name](entry, old, new)
    elif name in LINK_FIELDS:
        yield {name: of_field("url", new) if new else None}
    elif name in entry.fields and name != "pages":
        yield {name: edited_text(entry.fields[name], old, new) if new else None}
    elif new and not name.endswith((LABEL, *ASIDE)):
        yield {name: of_field(name, plain(new))}


def _title(entry: Entry, old: str, new: str) -> Iterator[Changes]:
    if not new:
        return
    latex = entry.fields.get("title", "")
    edited = edited_text(latex, old, new, title=True)
    yield {"title": edited}
    # Where a style writes titles in sentence case, braces keep the capitals of the new words.
    known = set(latex.split())
    words = (w if w in known else _CAPITAL.sub(r"{\g<0>}", w) for w in edited.split())
    yield {"title": " ".join(words)}


def _authors(entry: Entry, old: str, new: str) -> Iterator[Changes]:
    if new and (people := edited_people(entry.fields.get("author", ""), old, new)):
        yield {"author": people}


def presented(entry: Entry, old: str, new: str) -> Changes:
    """Return the changes by which an entry says otherwise how its work was presented.

    Args:
        entry: The entry.
        old: What was said of that beside the venue, plain text; ``""`` for nothing.
        new: What is said now.
    """
    told = strip(decode(entry.fields.get("note", "")))
    if old == new or (new and new in told):
        return {}
    if old and old in told:
        text = told.replace(old, new, 1).strip(" ,;")
    else:
        text = ", ".join(filter(None, (told, new)))
    return {"note": of_field("note", text) if text else None} if text != told else {}


def _venue(entry: Entry, old: str, new: str) -> Iterator[Changes]:
    was, told = _place(old)
    now, tells = _place(new)
    note = presented(entry, told, tells)
    if was == now:
        yield note
        return
    short = next((name for name in _SHORT if name in entry.fields), "")
    if short:
        yield {short: of_text(now) if now else None, **note}
    for name in _CONTAINERS:
        latex = entry.fields.get(name, "")
        if latex and strip(decode(latex)) == was:
            yield {name: edited_text(latex, was, now) if now else None, **note}
    if now and not short:
        yield {"shortvenue": of_text(now), **note}


def _place(shown: str) -> tuple[str, str]:
    """Return a venue as an import reads it, *EMNLP* of *Accepted at EMNLP*; and how a work was presented there."""
    text, note = split_presentation(plain(shown))
    named = venue_of(text)
    return named[0] if named else text, note


def _published(entry: Entry, new: str) -> Iterator[Entry]:
    """Yield a preprint as what it is once it is published, as an import makes it; nothing if it is not that.

    The venue has its name in the table of venues, or, as in a formatted reference, that which it is written with. The
    month that arXiv's number tells is that of the preprint.
    """
    now, note = _place(new)
    is_ours = entry.type in _PREPRINTS if not entry.venue else is_preprint(entry.venue)
    if not now or not is_ours or is_preprint(now):
        return
    number = arxiv_id(entry.fields) or ""
    kind = entry_type("", now, on_arxiv=bool(number))
    if kind in _PREPRINTS:
        return
    gone: dict[str, str | None] = dict.fromkeys((*_SHORT, *_CONTAINERS))
    when = arxiv_date(number)
    if when and date_of(entry)[1:2] == (when.month,):
        gone |= dict.fromkeys(("month", "day"))
    if entry.fields.get("volume", "").startswith("abs/"):
        gone["volume"] = None  # as DBLP has it of preprints
    eprint = {"eprint": number, "archiveprefix": "arXiv"} if number else {}
    bare = with_changes(entry, {**gone, **eprint})
    by_table, as_written = (
        published(now, entry.year, bare.fields, kind, told=told, as_written=True)
        for told in (False, True)
    )
    # A full name is written as it is, and needs no short one beside it.
    is_full = as_written.items() <= by_table.items()
    for place in (as_written, by_table) if is_full else (by_table, as_written):
        after = with_changes(bare, {**place, **presented(entry, "", note)})
        yield replace(after, type=kind)


def _year(entry: Entry, _: str, new: str) -> Iterator[Changes]:
    if not new:
        yield {"year": None}
        return
    # Of two digits the apostrophe tells that they are a year.
    short = _SHORT_YEAR.fullmatch(new)
    text = str(find_year(f"'{short[1]}" if short else new) or "")
    if not text:
        return
    if "date" in entry.fields and "year" not in entry.fields:
        yield {"date": _YEAR.sub(text, entry.fields["date"], count=1)}
    else:
        yield {"year": text}


def _date(entry: Entry, _: str, new: str) -> Iterator[Changes]:
    when = read_date(new) if new else None
    if when is None:
        return
    if "date" in entry.fields:
        parts = (f"{when.year:04}", *(f"{n:02}" for n in (when.month, when.day) if n))
        yield {"date": "-".join(parts)}
        return
    changes: dict[str, str | None] = {"year": str(when.year)}
    if when.month:
        changes["month"] = list(MONTH_MACROS)[when.month - 1]
    if when.day:
        changes["day"] = str(when.day)
    elif "day" in entry.fields:
        changes["day"] = None
    yield changes


def _paper(entry: Entry, _: str, new: str) -> Iterator[Changes]:
    own = next((name for name in ("url", "pdf") if name in entry.fields), "")
    if not new:
        if own:
            yield {own: None}
        return
    named = find_identifier(new)
    if not own or own == "pdf":
        if named and named[0] == "arxiv" and ("eprint" in entry.fields or not own):
            yield {"eprint": named[1], "archiveprefix": "arXiv"}
        if named and named[0] == "doi":
            yield {"doi": of_field("doi", named[1])}
    yield {own if own == "url" else "url": of_field("url", new)}


def _repository(entry: Entry, old: str, new: str) -> Iterator[Changes]:
    for link in entry.links:
        if old and new and old in link.url and link.kind in entry.fields:
            yield {link.kind: of_field("url", link.url.replace(old, new))}


def _arxiv(entry: Entry, _: str, new: str) -> Iterator[Changes]:
    if new:
        yield {"eprint": new}


def _doi(entry: Entry, _: str, new: str) -> Iterator[Changes]:
    yield {"doi": of_field("doi", doi_number(new)) if new else None}


def _nothing(_entry: Entry, _old: str, _new: str) -> Iterator[Changes]:
    return iter(())


_PARTS: Final[Mapping[str, Callable[[Entry, str, str], Iterator[Changes]]]] = {
    "title": _title,
    "authors": _authors,
    "venue": _venue,
    "year": _year,
    "date": _date,
    "paper": _paper,
    "repository": _repository,
    "arxiv": _arxiv,
    "doi": _doi,
    # The key names the entry elsewhere, too.
    "key": _nothing,
}
