"""Citations as they are written in a document: what each cites, in which words, and where it stands.

A module per syntax finds them (`synbib.documents.markdown` has pandoc's); `Cluster.as_cites` makes of one what
`synbib.csl.Processor` takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from synbib import lazily
from synbib.csl import Cite, LocatorLabel
from synbib.documents.citing import CitedKey
from synbib.documents.locators import split_suffix
from synbib.text.inlines import Kept, as_markup

__all__ = ["Cluster", "Found", "WrittenCite", "pieces"]


@lazily.dataclass(frozen=True, slots=True)
class WrittenCite:
    """One cite of a cluster, as it is written.

    Attributes:
        key: The key, and where it stands.
        prefix: What stands before it, in the document's syntax.
        suffix: What stands after it, the locator included.
        suppress_author: Whether it leaves its author out.
    """

    key: CitedKey
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False

    def as_cite(self, terms: Mapping[str, LocatorLabel], kept: Kept | None = None) -> Cite:
        """Return it as a cite.

        Args:
            terms: The words for kinds of locators, as `synbib.csl.locator_terms` has them.
            kept: What of its prefix and suffix is put into the text after it was formatted: see `as_markup`.
        """
        locator, label, suffix = split_suffix(self.suffix, terms)
        return Cite(
            self.key.key,
            as_markup(locator, kept),
            label,
            as_markup(self.prefix, kept),
            as_markup(suffix, kept),
            self.suppress_author,
        )


@lazily.dataclass(frozen=True, slots=True)
class Cluster:
    """A citation of a document: the cites that stand in one place.

    Attributes:
        start: Where it begins in the text, in characters.
        end: Where it ends.
        line: The line where it begins, from 1.
        column: The column, in characters, from 1.
        cites: The cites in order.
        narrative: Whether the authors of the first are part of the sentence: ``@roe2020 [p. 3] says``.
        note: The footnote that it stands in: where that is cited in the text, or stands, in characters; -1 in the text.
        inner: Keys in its prefixes and suffixes, which it does not cite: ``b`` of ``[@a, as @b says]``.
    """

    start: int
    end: int
    line: int
    column: int
    cites: tuple[WrittenCite, ...]
    narrative: bool = False
    note: int = -1
    inner: tuple[CitedKey, ...] = ()

    def as_cites(
        self, terms: Mapping[str, LocatorLabel], kept: Kept | None = None
    ) -> tuple[Cite, ...]:
        """Return its cites, as `WrittenCite.as_cite` does.

        Those of a narrative cluster are what stands after the authors: the first leaves them out.
        """
        cites = tuple(each.as_cite(terms, kept) for each in self.cites)
        if self.narrative:
            cites = (lazily.replace(cites[0], suppress_author=True), *cites[1:])
        return cites


@lazily.dataclass(frozen=True, slots=True)
class Found:
    """The citations of a document.

    Attributes:
        clusters: The citations, in the order in which they stand in the file.
        notes: The footnotes of the document itself, each where it is cited first, or stands, in characters.
        labels: The labels of its footnotes.
        links: The labels of links that it defines, in lower case: ``1`` of ``[1]: https://e.org``.
    """

    clusters: tuple[Cluster, ...] = ()
    notes: tuple[int, ...] = ()
    labels: frozenset[str] = field(default_factory=frozenset)
    links: frozenset[str] = field(default_factory=frozenset)


def pieces(text: str, clusters: Iterable[Cluster]) -> Iterator[str]:
    """Yield what stands before each citation, and the citation as it is written, in turn; then what is left.

    Args:
        text: The document.
        clusters: Its citations, in the order in which they stand.
    """
    end = 0
    for cluster in clusters:
        yield text[end : cluster.start]
        yield text[cluster.start : cluster.end]
        end = cluster.end
    yield text[end:]
