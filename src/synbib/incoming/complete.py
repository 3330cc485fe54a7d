"""What an entry of the store gains by what comes in of its work, and where the two differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.errors import shortened
from synbib.incoming.remarks import is_shown
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.groups import keyword_separator, split_keywords
from synbib.library.matching import Identity, identity_of, normalized, plain
from synbib.model import LINK_FIELDS, arxiv_id, venue
from synbib.model.fields import FieldKind, canonical, find_field
from synbib.model.identifiers import find_identifier
from synbib.model.item import verbatim
from synbib.model.links import same_url
from synbib.model.venue import comparable_venue, is_preprint
from synbib.text import strip

__all__ = ["Completed", "completed"]


@lazily.dataclass(slots=True)
class Completed:
    """What became of an entry.

    Attributes:
        fields: The fields to be set, as LaTeX.
        differences: What the source says otherwise, a phrase each.
    """

    fields: dict[str, str] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)


# Whether what the store has in a field and what comes in say the same.
_Same = Callable[[str, str], bool]

# How much of a value a message shows.
_SHOWN: Final = 80
# Fields by the names of `model.fields`. The short names of a venue, and all that say where a work was published.
_SHORT: Final = frozenset({"venue", "shortvenue"})
_PLACE: Final = _SHORT | {"booktitle", "journaltitle", "howpublished"}
_DATE: Final = ("year", "date", "month", "day")
_EPRINT: Final = ("eprint", "eprinttype", "eprintclass")
# `pdf` and `other` are what sources call links of no kind of their own; the first is also a name of JabRef's `file`.
_URLS: Final = frozenset({"pdf", "other", *LINK_FIELDS})
# What belongs to a work whatever the type of its entry.
_ANYWHERE: Final = _URLS | {"title", "author", "doi", "note", "annotation"}
# What is completed by rules of its own, or is nobody's but the entry's own.
_APART: Final = _PLACE | {*_DATE, *_EPRINT, "url", "groups", "ids"}


def completed(entry: Entry, incoming: Entry, *, venue_as_written: bool = False) -> Completed:
    """Return what ``entry`` gains by ``incoming``; what it says already stays.

    Args:
        entry: The entry of the store.
        incoming: What a source says of the same work, as an entry.
        venue_as_written: Whether the source's own name of the venue is added, too.
    """
    done = Completed()
    has, gets = entry.fields, incoming.fields
    _complete_venue(entry, incoming, done, as_written=venue_as_written)
    _complete_eprint(has, gets, done)
    _complete_date(entry, incoming, done)
    _complete_paper_link(entry, incoming, done)
    # A field that the entry has under another name is there.
    named = {_canonical(name): name for name in has}
    for name, value in gets.items():
        field = _canonical(name)
        ours = has[named[field]] if field in named else None
        if field in _APART:
            continue
        if field == "keywords":
            own = split_keywords(ours or "")
            united = tuple(dict.fromkeys([*own, *split_keywords(value)]))
            if united != own:
                done.fields[named.get(field, name)] = keyword_separator(ours or "").join(united)
        elif ours is None:
            if gained := _gained(entry, field, value):
                if field in _ANYWHERE or entry.type == incoming.type:
                    done.fields[name] = gained
        elif not _same(field)(ours, value):
            done.differences.append(_difference(name, ours, value))
    return done


def _canonical(name: str) -> str:
    return name if name in _URLS else canonical(name)


def _gained(entry: Entry, field: str, value: str) -> str:
    """Return what an entry that lacks a field gains by it: no link that it has as its own."""
    if field in _URLS:
        return "" if _has_link(entry, value) else value
    if field == "annotation":
        return "; ".join(
            part
            for part in value.split("; ")
            if not (_has_link(entry, part) or is_shown(entry, part))
        )
    return value


def _has_link(entry: Entry, value: str) -> bool:
    """Whether an entry has a URL already, as whatever kind of link: a column may show another kind as code."""
    return any(same_url(link.url, verbatim(value)) for link in entry.links)


def _same(name: str) -> _Same:
    if name in _URLS:
        return lambda one, other: same_url(verbatim(one), verbatim(other))
    if name == "doi":
        return lambda one, other: normalized({name: one}) == normalized({name: other})
    if (field := find_field(name)) and field.kind is FieldKind.NAMES:
        return lambda one, other: _by(one).may_be_by_those_of(_by(other))
    return lambda one, other: plain(one) == plain(other)


def _by(names: str) -> Identity:
    return identity_of(Entry("misc", "", {"author": names}))


def _difference(what: str, has: str, value: str) -> str:
    mine, theirs = (shortened(strip(decode(each)), _SHOWN) for each in (has, value))
    return f"the {what} '{theirs}' differs from the store's '{mine}', which is kept"


def _complete_venue(entry: Entry, incoming: Entry, done: Completed, *, as_written: bool) -> None:
    theirs, ours = venue(incoming.fields), venue(entry.fields)
    given = {n: value for n, value in incoming.fields.items() if canonical(n) in _PLACE}
    if not given:
        return
    if ours:
        if comparable_venue(ours) != comparable_venue(theirs):
            done.differences.append(_difference("venue", ours, theirs))
        elif (
            as_written and "shortvenue" in given and not _SHORT & set(map(canonical, entry.fields))
        ):
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
    year = identity_of(incoming).year
    if year is None:
        return
    ours = identity_of(entry).year
    if ours is not None and ours != year:
        done.differences.append(_difference("year", str(ours), str(year)))
    elif "date" not in has and (ours is None or _of_one_time(entry, incoming)):
        for name in _DATE:
            if name in gets and name not in has and not (name == "date" and "year" in has):
                done.fields[name] = gets[name]


def _of_one_time(entry: Entry, incoming: Entry) -> bool:
    """Whether the month that comes in is that of what the entry is: a preprint's is not that of what was published."""
    ours = venue(entry.fields)
    return (
        not ours
        or is_preprint(ours)
        or comparable_venue(ours) == comparable_venue(venue(incoming.fields))
    )


def _complete_paper_link(entry: Entry, incoming: Entry, done: Completed) -> None:
    ours, theirs = (
        {link.kind: link.url for link in each.links}.get("paper") for each in (entry, incoming)
    )
    if "url" in incoming.fields and ours is None:
        done.fields["url"] = incoming.fields["url"]
    elif ours and theirs and not same_url(ours, theirs):
        known = identity_of(
            Entry(entry.type, "", {**entry.fields, **incoming.fields, "url": ours})
        ).identifiers
        named = find_identifier(theirs)
        if named is None or named[0] not in known:
            done.differences.append(_difference("link", ours, theirs))


def _same_number(one: str | None, other: str | None) -> bool:
    return normalized({"arxiv": one or ""}) == normalized({"arxiv": other or ""})
