"""Which rows hang together, of a graph that no machine holds: by joins alone, in few rounds.

Source: Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii, "Connected Components in MapReduce and Beyond", SoCC 2014,
section 3: large-star and small-star in turn, until nothing changes. A row with very many edges is no burden, as they
are never brought together: each joins the least of them.
"""

from __future__ import annotations

from synbib.spark.engine import DataFrame, functions

__all__ = ["components"]


def components(edges: DataFrame) -> DataFrame:
    """Return the component of each row that has an edge: the least row in it.

    After each round the edges are written to the checkpoint directory of the session (`setCheckpointDir`), so that a
    lost executor costs one round; without one they are only kept in memory and on the executors' disks.

    Args:
        edges: Two columns of whole numbers; which of the two rows of an edge stands first is all the same.

    Returns:
        The columns ``row`` and ``cluster``.
    """
    first, second = edges.columns
    ends = edges.select(
        functions.greatest(first, second).alias("a"), functions.least(first, second).alias("b")
    )
    stars = _kept(ends.where("a <> b").distinct())
    before, now = None, _state(stars)
    while now != before:
        stars = _kept(_small_star(_large_star(stars)))
        before, now = now, _state(stars)
    leaves = stars.selectExpr("a AS row", "b AS cluster")
    return leaves.union(stars.selectExpr("b AS row", "b AS cluster").distinct())


def _large_star(edges: DataFrame) -> DataFrame:
    """Tie the greater neighbours of each row to the least row of it and its neighbours. Edges are ``a > b``."""
    both = edges.union(edges.selectExpr("b AS a", "a AS b"))
    least = both.groupBy("a").agg(functions.least(functions.min("b"), "a").alias("least"))
    return both.where("b > a").join(least, "a").selectExpr("b AS a", "least AS b").distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Tie each row and its lesser neighbours to the least of these. Edges are ``a > b``."""
    least = edges.groupBy("a").agg(functions.min("b").alias("least"))
    others = edges.join(least, "a").where("b <> least").selectExpr("b AS a", "least AS b")
    return others.union(least.selectExpr("a", "least AS b")).distinct()


def _kept(edges: DataFrame) -> DataFrame:
    if edges.sparkSession.sparkContext.getCheckpointDir():
        return edges.checkpoint()
    return edges.persist()


def _state(edges: DataFrame) -> object:
    """Return what tells the edges from others: how many they are, and the sum of their hashes."""
    hashes = functions.sum(functions.xxhash64("a", "b").cast("decimal(38,0)"))
    return edges.agg(functions.count("*"), hashes).first()
