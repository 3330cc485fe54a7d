"""What a preprint was published as, and what its entry becomes by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from synbib import lazily
from synbib.incoming import Incoming
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.matching.people import ends_early, missing
from synbib.lookup import Question
from synbib.model import LINK_FIELDS, arxiv_id
from synbib.model.eprint import tells_only_preprint
from synbib.model.fields import canonical
from synbib.model.identifiers import arxiv_as_written
from synbib.model.venue import published_in
from synbib.text import strip
from synbib.verification.agreement import (
    Known,
    is_unpublished,
    same_publication,
    same_title,
    same_venue,
)
from synbib.verification.source import Source
from synbib.verification.verifying import shared_people
from synbib.verification.versions import Change, doubt, title_change

__all__ = ["Publication", "changes", "published"]

# What says where a preprint is, and not where it was published.
_OF_PREPRINTS: Final = frozenset(
    [
        "journaltitle",
        "booktitle",
        "howpublished",
        "volume",
        "number",
        "pages",
        "eid",
        "publisher",
        "institution",
        "organization",
        "school",
        "series",
        "month",
        "day",
        "date",
        "year",
        "doi",
        "type",
    ]
)
# What is the entry's own whatever the record says.
_KEPT: Final = frozenset(
    {"url", "urldate", "eprint", "eprinttype", "eprintclass", "note", *LINK_FIELDS}
)


@lazily.dataclass(frozen=True, slots=True)
class Publication:
    """What a preprint was published as.

    Attributes:
        entry: The entry of the preprint.
        record: The published version.
        source: What tells of it.
        doubt: Why it may be another work, or which of several it is; ``""`` if it is sure.
    """

    entry: Entry
    record: Incoming
    source: str
    doubt: str = ""

    @property
    def venue(self) -> str:
        """The venue and the year of the published version."""
        made = self.record.entry()
        return published_in(made.fields, made.year)


class _Version(NamedTuple):
    """What may be the published version of a preprint.

    Attributes:
        publication: It, with what makes it doubtful.
        known: Its record.
        change: How its title is another.
    """

    publication: Publication
    known: Known
    change: Change


def published(entry: Entry, sources: Sequence[Source]) -> Publication | None:
    """Return what a preprint was published as; ``None`` if the entry is not of a preprint, or no source knows.

    Args:
        entry: The entry.
        sources: The sources, the surest first. One is asked if those before it know nothing for sure.
    """
    ours = Known.of(entry)
    if not is_unpublished(ours):
        return None
    doubtful = None
    for source in sources:
        found = [*_told(ours, source)] or [*_of_title(ours, source)]
        if found:
            chosen = _chosen(found)
            if not chosen.doubt:
                return chosen
            doubtful = doubtful or chosen
    return doubtful


def _told(ours: Known, source: Source) -> Iterator[_Version]:
    """Yield what a source says itself: the record has the preprint's number, or the preprint's record names it."""
    for scheme, identifier in ours.identity.identifiers.items():
        for record in source.find(Question(scheme=scheme, identifier=identifier)):
            theirs = Known.of(record.entry())
            if version := _version(ours, theirs, record, source, is_told=True):
                yield version
            if title_change(ours.identity, theirs.identity) is None:
                continue
            for named, of_it in record.published_as.items():
                for later in source.find(Question(scheme=named, identifier=of_it)):
                    known = Known.of(later.entry())
                    if version := _version(ours, known, later, source, is_told=True):
                        yield version


def _of_title(ours: Known, source: Source) -> Iterator[_Version]:
    """Yield the works of the preprint's title and people that appeared somewhere."""
    identity = ours.identity
    question = Question(
        title=identity.title,
        family=identity.family,
        year=str(identity.year or ""),
        most=20,
        published=True,
    )
    for record in source.find(question):
        theirs = Known.of(record.entry())
        if version := _version(ours, theirs, record, source, is_told=False):
            yield version


def _version(
    ours: Known, theirs: Known, record: Incoming, source: Source, *, is_told: bool
) -> _Version | None:
    """Return what appeared somewhere as a version of a preprint; ``None`` if it is another work."""
    change = title_change(ours.identity, theirs.identity)
    if change is None or not theirs.container:
        return None
    if is_told:
        return _Version(Publication(ours.entry, record, source.name), theirs, Change.NONE)
    if not shared_people(ours, theirs):
        return None
    why = doubt(ours, theirs, change)
    return _Version(Publication(ours.entry, record, source.name, why), theirs, change)


def _chosen(found: Sequence[_Version]) -> Publication:
    """Return the one publication of a work, the nearest by its title; the first, and a doubt, where several are."""
    sure = [each for each in found if not each.publication.doubt] or found
    nearest = min(each.change for each in sure)
    (publication, first, _), *others = (each for each in sure if each.change == nearest)
    other = next(
        (
            each.known
            for each in others
            if not same_publication(first, each.known) and not same_venue(first, each.known)
        ),
        None,
    )
    if publication.doubt or other is None:
        return publication
    where = published_in(other.entry.fields, str(other.identity.year or ""))
    return lazily.replace(publication, doubt=f"it was published in {where}, too")


def changes(publication: Publication) -> tuple[str, Mapping[str, str], frozenset[str]]:
    """Return what the entry becomes: its type, the fields that are set, and those that go.

    The arXiv number, links, groups and notes stay.
    """
    entry, made = publication.entry, publication.record.entry()
    ours, theirs = entry.own_fields, made.fields
    sets = {name: value for name, value in theirs.items() if canonical(name) not in _KEPT}
    known = Known.of(entry)
    if same_title(known.identity, Known.of(made).identity):
        sets.pop("title", None)
    if not ends_early(known.names) and not missing(theirs.get("author", ""), known.names):
        sets.pop("author", None)
    if number := arxiv_id(ours):
        sets |= {
            name: value
            for name, value in (("eprint", number), ("archiveprefix", "arXiv"))
            if name not in ours
        }
        if "eprinttype" in ours:
            sets.pop("archiveprefix", None)
    page = theirs.get("url", "")
    leads_there = page and "doi" not in theirs and not arxiv_as_written(page)
    if leads_there and not any(name in ours for name in ("url", "doi")):
        sets["url"] = page
    names = {canonical(name) for name in sets}
    gone = frozenset(
        name
        for name, value in ours.items()
        if name not in sets
        and (
            canonical(name) in _OF_PREPRINTS
            or canonical(name) in names
            or (name == "note" and tells_only_preprint(_text(value)))
        )
    )
    return made.type, {name: value for name, value in sets.items() if ours.get(name) != value}, gone


def _text(latex: str) -> str:
    return strip(decode(latex))
