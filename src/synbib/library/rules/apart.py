"""Works that stand twice, but for those that are said to be two works."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from synbib import lazily
from synbib.library import Cluster
from synbib.library.rules.ignores import Pair

__all__ = ["kept_apart", "of_use"]


def kept_apart(clusters: Sequence[Cluster], pairs: Iterable[Pair]) -> list[Cluster]:
    """Return the clusters without what is to stay apart; one may fall into several.

    What certainly is one work stays together in the clusters that are only likely: an entry that is another work than
    one of them is another work than all.

    Args:
        clusters: The clusters, in the order of the file.
        pairs: The entries that are two works.
    """
    alone: set[str] = set()
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.other is None:
            alone.add(pair.key)
        else:
            apart[pair.key].add(pair.other)
            apart[pair.other].add(pair.key)
    if not alone and not apart:
        return list(clusters)
    found: list[Cluster] = []
    # Key → the key that stands for all that certainly are this work.
    works: dict[str, str] = {}
    for cluster in clusters:
        if not cluster.likely:
            for keys in _divided([key for key in cluster.keys if key not in alone], apart):
                works |= dict.fromkeys(keys, keys[0])
                if len(keys) > 1:
                    found.append(lazily.replace(cluster, keys=tuple(keys)))
    apart_works: dict[str, set[str]] = defaultdict(set)
    for key, others in apart.items():
        apart_works[works.get(key, key)] |= {works.get(other, other) for other in others}
    for cluster in clusters:
        if cluster.likely:
            members: dict[str, list[str]] = {}
            for key in cluster.keys:
                if key not in alone:
                    members.setdefault(works.get(key, key), []).append(key)
            for names in _divided(members, apart_works):
                if len(names) > 1:
                    inside = {key for name in names for key in members[name]}
                    found.append(
                        lazily.replace(cluster, keys=tuple(k for k in cluster.keys if k in inside))
                    )
    order = {key: number for number, cluster in enumerate(clusters) for key in cluster.keys}
    return sorted(found, key=lambda cluster: (order[cluster.keys[0]], cluster.likely))


def _divided(keys: Iterable[str], apart: Mapping[str, set[str]]) -> Iterator[list[str]]:
    """Yield keys in sets of which no two are apart: each goes into the first set that it may be in."""
    sets: list[list[str]] = []
    # Key → the number of its set.
    numbers: dict[str, int] = {}
    for key in keys:
        barred = {numbers[other] for other in apart.get(key, ()) if other in numbers}
        # Of so many and one more, one is free: this takes as long as there are others that it is apart from.
        number = next(n for n in range(len(barred) + 1) if n not in barred)
        if number == len(sets):
            sets.append([])
        sets[number].append(key)
        numbers[key] = number
    yield from sets


def of_use(clusters: Iterable[Cluster], pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs that keep something apart."""
    numbers: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for key in cluster.keys:
            numbers[key].add(number)
    return [
        pair
        for pair in pairs
        if pair.key in numbers
        and (pair.other is None or not numbers[pair.key].isdisjoint(numbers.get(pair.other, ())))
    ]
