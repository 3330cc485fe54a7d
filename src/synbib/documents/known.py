"""Which of a document's citations are citations, once it is known which keys there are.

A name after ``@`` may be somebody's, and ``@fig:x`` is a figure's. What stands in brackets cites; what stands in a
sentence cites if there is such a key, or if it looks like one that is mistyped.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents.citing import CitedKey
from synbib.documents.clusters import Cluster
from synbib.documents.markdown import is_label
from synbib.errors import nearest

__all__ = ["Told", "looks_like_a_key", "tell_apart"]

_YEAR: Final = lazily.pattern(r"(?:1[5-9]|20)\d\d")
# For so many names it is looked whether a key is like them.
_MOST_LOOKED_FOR: Final = 100


class Told(NamedTuple):
    """The citations of a document.

    Attributes:
        clusters: What cites.
        missing: Their keys that there are not.
    """

    clusters: tuple[Cluster, ...]
    missing: tuple[CitedKey, ...]


def looks_like_a_key(keys: Collection[str]) -> Callable[[str], bool]:
    """Return whether a name may be meant for a key: it holds a year, or is like one of ``keys``."""
    seen: dict[str, bool] = {}

    def looks(name: str) -> bool:
        if name not in seen:
            is_near = len(seen) < _MOST_LOOKED_FOR and bool(nearest(name, keys, 1))
            seen[name] = _YEAR.search(name) is not None or is_near
        return seen[name]

    return looks


def tell_apart(
    text: str,
    clusters: Collection[Cluster],
    is_known: Callable[[str], bool],
    looks: Callable[[str], bool],
) -> Told:
    """Return what of the citations of a document are citations, and which keys are missing.

    Args:
        text: The document.
        clusters: What was found in it.
        is_known: Whether there is an entry with a key.
        looks: Whether a name may be meant for a key.
    """
    told: list[Cluster] = []
    missing: list[CitedKey] = []
    for cluster in clusters:
        keys = [cite.key for cite in cluster.cites]
        unknown = [cited for cited in keys if not is_known(cited.key)]
        if unknown and all(is_label(cited.key) for cited in keys) and len(unknown) == len(keys):
            continue
        first = cluster.cites[0]
        if unknown and unknown[0] is first.key and not _in_brackets(text, cluster):
            is_written_as_key = text[first.key.start - 1] == "{" or first.suffix
            if is_label(first.key.key) or not (is_written_as_key or looks(first.key.key)):
                rest = _rest(text, cluster)
                if rest is None:
                    continue
                cluster, unknown = rest, unknown[1:]
        told.append(cluster)
        missing += unknown
    return Told(tuple(told), tuple(missing))


def _in_brackets(text: str, cluster: Cluster) -> bool:
    return text[cluster.start] in "[{"


def _rest(text: str, cluster: Cluster) -> Cluster | None:
    """Return a citation in brackets after a name that is no key, as a citation by itself."""
    if len(cluster.cites) < 2:
        return None
    start = text.index("[", cluster.cites[0].key.end)
    column = cluster.column + start - cluster.start
    return lazily.replace(
        cluster, start=start, column=column, cites=cluster.cites[1:], narrative=False
    )
