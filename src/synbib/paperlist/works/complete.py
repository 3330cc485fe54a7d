"""What an entry of the store gains by what a list says of its paper, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from synbib.errors import shortened
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.features import plain
from synbib.library.groups import split_list
from synbib.model import LINK_FIELDS, arxiv_id, venue
from synbib.model.identifiers import find_identifier
from synbib.model.item import verbatim
from synbib.paperlist.works.alike import (
    Marks,
    contradict,
    identifiers,
    is_preprint,
    marks_of,
    same_url,
    venue_name,
)
from synbib.text import strip

__all__ = ["Completed", "completed"]


@dataclass(slots=True)
class Completed:
    """What became of an entry.

    Attributes:
        fields: The fields to be set, as LaTeX.
        differences: What the list says otherwise, a phrase each.
    """

    fields: dict[str, str] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


# Whether what the store has in a field and what comes in say the same.
_Same = Callable[[str, str], bool]

# How much of a value a message shows.
_SHOWN: Final = 80
_SHORT: Final = frozenset({"venue", "shortvenue", "abbr"})
_PLACE: Final = _SHORT | {"booktitle", "journal", "journaltitle", "howpublished"}
_URLS: Final = frozenset({"pdf", "other", *LINK_FIELDS})
# What belongs to a work whatever the type of its entry.
_ANYWHERE: Final = _URLS | {"title", "author", "doi", "note", "annotation"}
# What is set elsewhere, or is nobody's but the entry's own.
_APART: Final = frozenset(
    {"groups", "ids", "archiveprefix", "eprinttype", "primaryclass", "eprintclass", "day"}
)


def completed(entry: Entry, incoming: Entry, *, venue_as_written: bool = False) -> Completed:
    """Return what ``entry`` gains by ``incoming``; what it says already stays.

    Args:
        entry: The entry of the store.
        incoming: What a list says of the same work, as an entry.
        venue_as_written: Whether the list's own name of the venue is added, too.
    """
    done = Completed()
    has, gets = entry.fields, incoming.fields
    _complete_venue(entry, incoming, done, as_written=venue_as_written)
    _complete_eprint(has, gets, done)
    _complete_date(entry, incoming, done)
    _complete_paper_link(entry, incoming, done)
    for name, value in gets.items():
        if name in _PLACE or name in _APART or name in ("eprint", "year", "date", "month", "url"):
            continue
        if name == "keywords":
            own = split_list(has.get(name, ""))
            united = tuple(dict.fromkeys([*own, *split_list(value)]))
            if united != own:
                done.fields[name] = ", ".join(united)
        elif name not in has:
            if name in _URLS and _has_link(entry, value):
                continue
            if name == "annotation":
                # Of what is noted there may be links that the entry has as its own.
                value = "; ".join(p for p in value.split("; ") if not _has_link(entry, p))
                if not value:
                    continue
            if name in _ANYWHERE or entry.type == incoming.type:
                done.fields[name] = value
        elif not _same(name)(has[name], value):
            done.differences.append(_difference(name, has[name], value))
    return done


def _has_link(entry: Entry, value: str) -> bool:
    """Whether an entry has a URL already, as whatever kind of link: a column may show another kind as code."""
    return any(same_url(link.url, verbatim(value)) for link in entry.links)


def _same(name: str) -> _Same:
    if name in _URLS:
        return lambda one, other: same_url(verbatim(one), verbatim(other))
    if name == "author":
        return lambda one, other: not contradict(_by(one), _by(other))
    return lambda one, other: plain(one) == plain(other)


def _by(author: str) -> Marks:
    return marks_of(Entry("misc", "", {"author": author}))


def _difference(what: str, has: str, value: str) -> str:
    mine, theirs = (shortened(strip(decode(each)), _SHOWN) for each in (has, value))
    return f"the {what} '{theirs}' differs from the store's '{mine}', which is kept"


def _complete_venue(entry: Entry, incoming: Entry, done: Completed, *, as_written: bool) -> None:
    theirs, ours = venue(incoming.fields), venue(entry.fields)
    given = {name: value for name, value in incoming.fields.items() if name in _PLACE}
    if not given:
        return
    if ours:
        if venue_name(ours) != venue_name(theirs):
            done.differences.append(_difference("venue", ours, theirs))
        elif as_written and "shortvenue" in given and not entry.fields.keys() & _SHORT:
            done.fields["shortvenue"] = given["shortvenue"]
    elif entry.type == incoming.type:
        done.fields |= given
    else:
        done.fields["shortvenue"] = incoming.fields.get("shortvenue") or next(iter(given.values()))


def _complete_eprint(has: Mapping[str, str], gets: Mapping[str, str], done: Completed) -> None:
    if "eprint" not in gets:
        return
    ours, theirs = arxiv_id(has), arxiv_id(gets)
    if "eprint" not in has and (ours is None or _same_number(ours, theirs)):
        for name in ("eprint", "archiveprefix", "eprinttype"):
            if name in gets and name not in has:
                done.fields[name] = gets[name]
    elif ours and theirs and not _same_number(ours, theirs):
        done.differences.append(_difference("eprint", ours, theirs))


def _complete_date(entry: Entry, incoming: Entry, done: Completed) -> None:
    has, gets = entry.fields, incoming.fields
    year = marks_of(incoming).year
    if year is None:
        return
    ours = marks_of(entry).year
    if ours is not None and ours != year:
        done.differences.append(_difference("year", str(ours), str(year)))
    elif "date" not in has and (ours is None or _of_one_time(entry, incoming)):
        for name in ("year", "date", "month", "day"):
            if name in gets and name not in has and not (name == "date" and "year" in has):
                done.fields[name] = gets[name]


def _of_one_time(entry: Entry, incoming: Entry) -> bool:
    """Whether the month that comes in is that of what the entry is: a preprint's is not that of what was published."""
    ours = venue(entry.fields)
    return not ours or is_preprint(ours) or venue_name(ours) == venue_name(venue(incoming.fields))


def _complete_paper_link(entry: Entry, incoming: Entry, done: Completed) -> None:
    ours, theirs = (
        {link.kind: link.url for link in each.links}.get("paper") for each in (entry, incoming)
    )
    if "url" in incoming.fields and ours is None:
        done.fields["url"] = incoming.fields["url"]
    elif ours and theirs and not same_url(ours, theirs):
        known = marks_of(
            Entry(entry.type, "", {**entry.fields, **incoming.fields, "url": ours})
        ).identifiers
        named = find_identifier(theirs)
        if named is None or named[0] not in known:
            done.differences.append(_difference("link", ours, theirs))


def _same_number(one: str | None, other: str | None) -> bool:
    return identifiers({"arxiv": one or ""}) == identifiers({"arxiv": other or ""})
