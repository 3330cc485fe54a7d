"""Bibliographies on Spark: the functions of `synbib.bulk` over DataFrames, and its jobs as tasks.

`read` brings files of any kind into a DataFrame of items, `format_references` formats these, `match_works` finds which
of them are the same work, `build_index` writes an index that ``--index`` reads. They run where the session of the
caller runs; `session` makes one. `SparkExecutor` lets a cluster do the parts of a job of ``synbib bulk``, with the same
files as on one machine.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.spark.executor import SparkExecutor
    from synbib.spark.indexing import build_index
    from synbib.spark.matching import match_pairs, match_works
    from synbib.spark.reading import read, read_bib
    from synbib.spark.references import format_references
    from synbib.spark.sessions import session

__all__ = [
    "SparkExecutor",
    "build_index",
    "format_references",
    "match_pairs",
    "match_works",
    "read",
    "read_bib",
    "session",
]

__getattr__ = lazily.names(
    __name__,
    {
        "executor": ("SparkExecutor",),
        "indexing": ("build_index",),
        "matching": ("match_pairs", "match_works"),
        "reading": ("read", "read_bib"),
        "references": ("format_references",),
        "sessions": ("session",),
    },
)
