"""What a preprint was published as, and what its entry becomes by that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.incoming import Incoming
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.matching.people import ends_early, missing
from synbib.lookup import Question
from synbib.model import LINK_FIELDS, arxiv_id
from synbib.model.eprint import tells_only_arxiv
from synbib.model.fields import canonical
from synbib.model.venue import published_in
from synbib.text import strip
from synbib.verification.agreement import (
    Known,
    is_unpublished,
    near_title,
    same_publication,
    same_title,
    same_venue,
)
from synbib.verification.source import Source
from synbib.verification.verifying import shared_people

__all__ = ["Publication", "changes", "published"]

# Between a preprint and its publication lie as many years at most; a year before it where arXiv had it late.
_YEARS: Final = range(-1, 7)
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


def published(entry: Entry, sources: Sequence[Source]) -> Publication | None:
    """Return what a preprint was published as; ``None`` if the entry is not of a preprint, or no source knows.

    Args:
        entry: The entry.
        sources: The sources, the surest first.
    """
    ours = Known.of(entry)
    if not is_unpublished(ours):
        return None
    for source in sources:
        told = [*_told(ours, source)]
        found = told or [*_of_title(ours, source)]
        if found:
            return _chosen(found)
    return None


def _told(ours: Known, source: Source) -> Iterator[tuple[Publication, Known]]:
    """Yield what a source says itself: the record has the preprint's number, or the preprint's record names it."""
    for scheme, identifier in ours.identity.identifiers.items():
        for record in source.find(Question(scheme=scheme, identifier=identifier)):
            theirs = Known.of(record.entry())
            if not _is_same_title(ours, theirs):
                continue
            if theirs.container:
                yield Publication(ours.entry, record, source.name), theirs
            for named, of_it in record.published_as.items():
                for version in source.find(Question(scheme=named, identifier=of_it)):
                    known = Known.of(version.entry())
                    if known.container and _is_same_title(ours, known):
                        yield Publication(ours.entry, version, source.name), known


def _of_title(ours: Known, source: Source) -> Iterator[tuple[Publication, Known]]:
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
        if theirs.container and _is_same_title(ours, theirs) and shared_people(ours, theirs) > 0:
            yield Publication(ours.entry, record, source.name, _doubt(ours, theirs)), theirs


def _is_same_title(ours: Known, theirs: Known) -> bool:
    return same_title(ours.identity, theirs.identity) or near_title(ours.identity, theirs.identity)


def _doubt(ours: Known, theirs: Known) -> str:
    """Return what makes it doubtful that two entries are of one work."""
    mine, others = ours.names, theirs.names
    strange = missing(mine, others)
    unnamed = [] if ends_early(mine) else missing(others, mine)
    if strange and 2 * len(strange) > len(unnamed) + len(strange):
        return f"{_text(strange[0])} is not among its authors"
    if strange or (unnamed and not same_title(ours.identity, theirs.identity)):
        return "its authors are not quite the same"
    one, other = ours.identity.year, theirs.identity.year
    if one and other and other - one not in _YEARS:
        return f"it is of {other}, the preprint of {one}"
    if not ours.identity.is_telling:
        return "its title may be that of several works"
    return ""


def _chosen(found: list[tuple[Publication, Known]]) -> Publication:
    """Return the one publication of a work; the first, and a doubt, where there are several."""
    sure = [each for each in found if not each[0].doubt] or found
    publication, first = sure[0]
    others = [
        known
        for _, known in sure[1:]
        if not same_publication(first, known) and not same_venue(first, known)
    ]
    if publication.doubt or not others:
        return publication
    where = published_in(others[0].entry.fields, str(others[0].identity.year or ""))
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
    if not any(name in ours for name in ("url", "doi")) and "url" in theirs and "doi" not in theirs:
        sets["url"] = theirs["url"]
    names = {canonical(name) for name in sets}
    gone = frozenset(
        name
        for name, value in ours.items()
        if name not in sets
        and (
            canonical(name) in _OF_PREPRINTS
            or canonical(name) in names
            or (name == "note" and tells_only_arxiv(_text(value)))
        )
    )
    return made.type, {name: value for name, value in sets.items() if ours.get(name) != value}, gone


def _text(latex: str) -> str:
    return strip(decode(latex))
