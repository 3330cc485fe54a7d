"""One record of what several services say of one publication: from each what it is trusted for.

A record of a registry is what the publisher has said itself; an index has read it there. Names are whole at dblp,
while publishers shorten some; titles are as printed where the authors wrote them down. What one record lacks another
fills in; where it was published is told by records of the same type of entry alone, as a chapter's pages are no
article's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.incoming import Incoming, Person

__all__ = ["unite"]

Record = tuple[str, Incoming]
"""A service, and what it says of the work."""

# The most trusted first; a service that is not named comes last.
_ORDER: Final = (
    "acl-anthology", "openreview", "crossref", "datacite", "doi-org", "pubmed", "arxiv", "europepmc", "hal", "inspire",
    "ads", "zenodo", "dblp", "loc", "openlibrary", "google-books", "openalex", "semanticscholar",
)  # fmt: skip
# Field → the services that are trusted more for it than by that order.
_TRUSTED: Final[Mapping[str, tuple[str, ...]]] = {
    "author": ("acl-anthology", "openreview", "dblp", "arxiv"),
    "editor": ("acl-anthology", "dblp"),
    "title": ("acl-anthology", "openreview", "arxiv", "dblp"),
}
# What any record of a work may tell, whatever it takes the work for.
_ANYWHERE: Final = frozenset({"langid", "pmcid", "pmid", "primaryclass", "title"})


def unite(records: Sequence[Record]) -> Incoming:
    """Return one record of several, which are of one publication.

    Args:
        records: At least one.
    """
    trusted = _by_trust(records, "")
    first = trusted[0]
    same_type = [record for record in records if record[1].type == first.type]
    names = dict.fromkeys(role for each in trusted for role in each.names)
    return lazily.replace(
        first,
        fields=dict(_fields(records, same_type)),
        names={role: _first_names(records, role) for role in names},
        date=next((each.date for each in trusted if each.date.year), first.date),
        venue=first.venue or next((e.venue for e in trusted if e.venue), ""),
        links=_joined([each.links for each in trusted]),
        identifiers=_joined([each.identifiers for each in trusted]),
        status=next((each.status for each in trusted if each.status), ""),
        published_as=_joined([each.published_as for each in trusted]),
    )


def _by_trust(records: Sequence[Record], field: str) -> list[Incoming]:
    order = (*_TRUSTED.get(field, ()), *_ORDER)

    def rank(record: Record) -> int:
        return order.index(record[0]) if record[0] in order else len(order)

    return [work for _, work in sorted(records, key=rank)]


def _fields(records: Sequence[Record], same_type: Sequence[Record]) -> Iterator[tuple[str, str]]:
    names = dict.fromkeys(field for _, work in records for field in work.fields)
    for name in names:
        telling = _by_trust(records if name in _ANYWHERE else same_type, name)
        if text := next((each.fields[name] for each in telling if each.fields.get(name)), ""):
            yield name, text


def _first_names(records: Sequence[Record], role: str) -> Sequence[Person]:
    return next(each.names[role] for each in _by_trust(records, role) if role in each.names)


def _joined(given: Sequence[Mapping[str, str]]) -> dict[str, str]:
    joined: dict[str, str] = {}
    for each in given:
        for name, value in each.items():
            joined.setdefault(name, value)
    return joined
