"""Bibliographies on Spark: the functions of `synbib.bulk` over DataFrames, and its jobs as tasks.

`read` brings files of any kind into a DataFrame of items, `format_references` formats these, `match_works` finds which
of them are the same work, `build_index` writes an index that ``--index`` reads. They run where the session of the
caller runs; `session` makes one. `SparkExecutor` lets a cluster do the parts of a job of ``synbib bulk``, with the same
files as on one machine.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.spark.reading import read
    from synbib.spark.sessions import session

__all__ = ["read", "session"]

__getattr__ = lazily.names(__name__, {"reading": ("read",), "sessions": ("session",)})
