"""Bibliographies too large to be held: tables of Arrow, pure functions from batch to batch, and jobs over them.

The tables, `ITEMS` before all, are what everything here takes and makes; `to_batch` brings CSL items into one and
`from_batch` back. What is done to a batch knows nothing of where it runs. A `Job` does it to all parts of its inputs,
and `run` runs it: here, in as many processes as there are cores (`Processes`), or in `synbib.spark` on a cluster. It
needs the extra ``bulk``.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.bulk.comparing import pairs_in, verdicts
    from synbib.bulk.convert import Convert
    from synbib.bulk.documents import FormatDocuments
    from synbib.bulk.entries import entries_of_bib, items_of_bib
    from synbib.bulk.executors import Executor, Here, Processes
    from synbib.bulk.identifying import ORDER, blocks, identities
    from synbib.bulk.items import from_batch, to_batch
    from synbib.bulk.job import Job
    from synbib.bulk.jobs import Summary, results, run
    from synbib.bulk.joining import components
    from synbib.bulk.matching import Match, match
    from synbib.bulk.recording import BuildIndex, records
    from synbib.bulk.referencing import Format, Needs, needs, references
    from synbib.bulk.schema import (
        BIB,
        BIBLIOGRAPHIES,
        BLOCKS,
        CLUSTERS,
        ENTRIES,
        IDENTITIES,
        ITEMS,
        PAIRS,
        RECORDS,
        REFERENCES,
        REJECTED,
        VERDICTS,
        VERSION,
    )

__all__ = [
    "BIB",
    "BIBLIOGRAPHIES",
    "BLOCKS",
    "CLUSTERS",
    "ENTRIES",
    "IDENTITIES",
    "ITEMS",
    "ORDER",
    "PAIRS",
    "RECORDS",
    "REFERENCES",
    "REJECTED",
    "VERDICTS",
    "VERSION",
    "BuildIndex",
    "Convert",
    "Executor",
    "Format",
    "FormatDocuments",
    "Here",
    "Job",
    "Match",
    "Needs",
    "Processes",
    "Summary",
    "blocks",
    "components",
    "entries_of_bib",
    "from_batch",
    "identities",
    "items_of_bib",
    "match",
    "needs",
    "pairs_in",
    "records",
    "references",
    "results",
    "run",
    "to_batch",
    "verdicts",
]

__getattr__ = lazily.names(
    __name__,
    {
        "comparing": ("pairs_in", "verdicts"),
        "convert": ("Convert",),
        "documents": ("FormatDocuments",),
        "entries": ("entries_of_bib", "items_of_bib"),
        "executors": ("Executor", "Here", "Processes"),
        "identifying": ("ORDER", "blocks", "identities"),
        "items": ("from_batch", "to_batch"),
        "job": ("Job",),
        "jobs": ("Summary", "results", "run"),
        "joining": ("components",),
        "matching": ("Match", "match"),
        "recording": ("BuildIndex", "records"),
        "referencing": ("Format", "Needs", "needs", "references"),
        "schema": (
            "BIB",
            "BIBLIOGRAPHIES",
            "BLOCKS",
            "CLUSTERS",
            "ENTRIES",
            "IDENTITIES",
            "ITEMS",
            "PAIRS",
            "RECORDS",
            "REFERENCES",
            "REJECTED",
            "VERDICTS",
            "VERSION",
        ),
    },
)
