"""Components of a graph by joins: those that a union of sets finds."""

import random
from typing import Any

import pytest

from synbib.bulk.arrow import pa

Edges = list[tuple[int, int]]


def found(spark: Any, edges: Edges) -> dict[int, int]:
    from synbib.spark.components import components

    columns = list(zip(*edges, strict=True)) or [(), ()]
    table = pa.table(
        {"one": pa.array(columns[0], pa.int64()), "two": pa.array(columns[1], pa.int64())}
    )
    made = components(spark.createDataFrame(table)).collect()
    assert len({row["row"] for row in made}) == len(made)
    return {row["row"]: row["cluster"] for row in made}


def expected(edges: Edges) -> dict[int, int]:
    above: dict[int, int] = {}

    def least(row: int) -> int:
        while above[row] != row:
            row = above[row]
        return row

    for one, two in edges:
        if one != two:
            ends = [least(above.setdefault(row, row)) for row in (one, two)]
            above[max(ends)] = min(ends)
    return {row: least(row) for row in above}


RANDOM = random.Random(18)
SHUFFLED = RANDOM.sample(range(1_000), 40)
CHAIN: Edges = [(SHUFFLED[n], SHUFFLED[n + 1]) for n in range(39)]
SCATTERED: Edges = [(RANDOM.randrange(400) << 32, RANDOM.randrange(400) << 32) for _ in range(250)]
CROWD: Edges = [(50_000, n) for n in range(10_000, 100_000)]


@pytest.mark.parametrize(
    "edges",
    [
        pytest.param([], id="none"),
        pytest.param(
            [(5, 2), (2, 5), (2, 5), (7, 7)],
            id="an edge more than once, and one of a row with itself",
        ),
        pytest.param([*CHAIN, *SCATTERED], id="a long chain, and edges at random"),
        pytest.param(CROWD, id="one row with very many", marks=pytest.mark.slow),
    ],
)
def test_each_row_is_in_the_component_of_the_least_row_it_hangs_together_with(
    spark: Any, edges: Edges
) -> None:
    assert found(spark, edges) == expected(edges)
