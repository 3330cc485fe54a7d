"""Citations of documents, formatted: clusters and a processor in, what is written in their places out.

Whatever the documents are written in, `render` numbers their notes, gives the processor all citations in the order in
which they are read, and returns what each became. Where that goes is for the syntax to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from synbib import lazily
from synbib.csl import Citation, Cite, LocatorLabel, Processor, Written
from synbib.documents.clusters import Cluster, Found
from synbib.text.inlines import Kept

__all__ = ["render"]


def render(
    documents: Sequence[Found],
    processor: Processor,
    terms: Mapping[str, LocatorLabel],
    ids: Mapping[str, Sequence[str]] | None = None,
    kept: Kept | None = None,
) -> list[list[Written]]:
    """Return what each citation of each document becomes; the documents are one text, with one numbering.

    Args:
        documents: The citations of each document.
        processor: Of which nothing was cited yet.
        terms: The words for kinds of locators, as `synbib.csl.locator_terms` has them.
        ids: Key → the ids of its items, where these are others: of an alias, or of a set of works.
        kept: What of prefixes and suffixes is put into the texts afterwards: see `synbib.documents.as_markup`.
    """
    citations: list[Citation] = []
    places: list[tuple[int, int]] = []
    note, before = 0, (-1, -1)
    for place in _in_order(documents, in_notes=processor.in_notes):
        if processor.in_notes and (place.document, place.start) != before:
            note += 1
            before = place.document, place.start
        if place.cluster >= 0:
            cluster = documents[place.document].clusters[place.cluster]
            cites = _cites(cluster, terms, ids or {}, kept, in_notes=processor.in_notes)
            citations.append(
                Citation(tuple(cites), note, narrative=cluster.narrative, affixes_stay=True)
            )
            places.append((place.document, place.cluster))
    rendered: dict[tuple[int, int], Written] = dict(
        zip(places, processor.cite_all(citations), strict=True)
    )
    return [
        [rendered[i, j] for j in range(len(found.clusters))] for i, found in enumerate(documents)
    ]


class _Place(NamedTuple):
    """Where something is read: a cluster, or a footnote of the document itself.

    Attributes:
        document: The number of the document.
        start: Where it stands, or its footnote is cited, in characters.
        cluster: The number of the cluster; -1 for the footnote.
    """

    document: int
    start: int
    cluster: int


def _in_order(documents: Sequence[Found], *, in_notes: bool) -> list[_Place]:
    """Return the citations of documents in the order in which they are read, and their footnotes where these count."""
    places: list[_Place] = []
    for number, found in enumerate(documents):
        places += (
            _Place(number, cluster.start if cluster.note < 0 else cluster.note, i)
            for i, cluster in enumerate(found.clusters)
        )
        if in_notes:
            places += (_Place(number, start, -1) for start in found.notes)
    return sorted(places)


def _cites(
    cluster: Cluster,
    terms: Mapping[str, LocatorLabel],
    ids: Mapping[str, Sequence[str]],
    kept: Kept | None,
    *,
    in_notes: bool,
) -> list[Cite]:
    """Return a cluster's cites with the ids of their items; words that begin a note get a capital."""
    cites = [
        lazily.replace(cite, key=key)
        for cite in cluster.as_cites(terms, kept)
        for key in ids.get(cite.key, (cite.key,))
    ]
    if in_notes and cluster.note < 0 and not cluster.narrative and cites[0].prefix:
        prefix = cites[0].prefix
        cites[0] = lazily.replace(cites[0], prefix=prefix[0].upper() + prefix[1:])
    return cites
