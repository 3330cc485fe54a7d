"""Works that are one, put together from pairs of them: the connected components of a graph, on one machine.

What is held are the works that have a twin and the pairs, some 24 bytes for each besides the pairs' own columns, and
not the other works.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from synbib.bulk.arrow import pa, pc
from synbib.bulk.schema import CLUSTERS, ROW
from synbib.library.matching import registered

__all__ = ["components"]

# What pairs share, the least sure last; all else are identifiers.
_LESS_SURE: Final = ("title", "spelling")


def components(pairs: pa.Table) -> pa.Table:
    """Return which works are one.

    A chain of pairs may lead from a work to another that it cannot be: from one DOI of a registrar to another. Where
    it does, the surest pairs are taken first, and those are left out that would bring the two together.

    Args:
        pairs: Rows of `synbib.bulk.schema.VERDICTS`, in any order, some of them several times. Only what is the same
            counts, and not what may be.

    Returns:
        A row of `synbib.bulk.schema.CLUSTERS` for each work that has a twin, in the order of their rows.
    """
    same = _surest_first(pairs.filter(pc.equal(pairs.column("answer"), "same")))
    rows = pa.chunked_array([*same.column(ROW).chunks, *same.column("other_row").chunks])
    ids = pa.chunked_array([*same.column("id").chunks, *same.column("other_id").chunks])
    works = rows.unique().sort()
    edges = _Edges(
        *(
            array("q", pc.index_in(same.column(name), works).to_pylist())
            for name in (ROW, "other_row")
        )
    )
    sets = _Sets(len(works))
    for edge in edges:
        sets.join(*edge)
    _part_contradictory(sets, same, edges)
    return _clusters(sets, works, ids.take(pc.index_in(works, rows)), same, edges)


class _Edges:
    """Pairs of numbers, in two arrays."""

    def __init__(self, ones: array[int], others: array[int]) -> None:
        self._ones = ones
        self._others = others

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._ones, self._others, strict=True)

    def __getitem__(self, number: int) -> tuple[int, int]:
        return self._ones[number], self._others[number]


class _Sets:
    """Sets of numbers that grow together, each known by its least (union-find with path halving).

    Args:
        count: The numbers are those below it.
    """

    def __init__(self, count: int) -> None:
        self._above = array("q", range(count))

    def __len__(self) -> int:
        return len(self._above)

    def first(self, number: int) -> int:
        """Return the least number of a set."""
        above = self._above
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        one, other = self.first(one), self.first(other)
        self._above[max(one, other)] = min(one, other)

    def part(self, numbers: Iterable[int]) -> None:
        """Make a set of each number; whole sets are given."""
        for number in numbers:
            self._above[number] = number


def _surest_first(pairs: pa.Table) -> pa.Table:
    reasons = pa.array(_LESS_SURE)
    rank = pc.fill_null(pc.index_in(pairs.column("reason"), reasons), -1)
    keys = [(name, "ascending") for name in ("rank", ROW, "other_row")]
    return pairs.append_column("rank", rank).sort_by(keys)


def _clusters(
    sets: _Sets, works: pa.Array, ids: pa.ChunkedArray, pairs: pa.Table, edges: _Edges
) -> pa.Table:
    """Return the rows of the works in sets of several, each with what its surest pair shares."""
    reasons = [""] * len(works)
    for (one, other), reason in zip(edges, pairs.column("reason").to_pylist(), strict=True):
        if sets.first(one) == sets.first(other):
            reasons[one] = reasons[one] or reason
            reasons[other] = reasons[other] or reason
    firsts = list(map(sets.first, range(len(works))))
    held = [number for number, reason in enumerate(reasons) if reason]
    kept, leading = (pa.array(n, pa.int64()) for n in (held, [firsts[number] for number in held]))
    columns = [
        works.take(kept),
        ids.take(kept),
        ids.take(leading),
        [reasons[number] if firsts[number] != number else "" for number in held],
    ]
    return pa.table(columns, schema=CLUSTERS)


# --- what cannot be one -------------------------------------------------------------------------------------


def _part_contradictory(sets: _Sets, pairs: pa.Table, edges: _Edges) -> None:
    """Put those sets together anew in which one registry has two identifiers.

    Two works alone were compared with each other, so only sets of more have to be looked through.
    """
    sizes = array("q", bytes(8 * len(sets)))
    for number in range(len(sets)):
        sizes[sets.first(number)] += 1
    chained = [n for n, (one, _) in enumerate(edges) if sizes[sets.first(one)] > 2]
    # Work → registry → its identifier there.
    held: dict[int, dict[str, str]] = {}
    taken = pairs.select(["identifiers", "other_identifiers"]).take(pa.array(chained, pa.int64()))
    for side, column in enumerate(taken.columns):
        for edge, told in zip(chained, column.to_pylist(), strict=True):
            held[edges[edge][side]] = dict(registered(*each) for each in told or ())
    known: dict[int, dict[str, str]] = {}
    wrong = set()
    for work, told in held.items():
        first = sets.first(work)
        if not _agree(told, of_all := known.setdefault(first, {})):
            wrong.add(first)
        of_all |= told
    again = [edges[n] for n in chained if sets.first(edges[n][0]) in wrong]
    sets.part(number for pair in again for number in pair)
    for pair in again:
        one, other = sorted(map(sets.first, pair))
        if one != other and _agree(held[one], held[other]):
            sets.join(one, other)
            held[one] |= held[other]


def _agree(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    return all(other.get(registry, told) == told for registry, told in one.items())
