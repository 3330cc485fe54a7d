"""Mentions into works, and works as they come into a store (`synbib.incoming`).

`collect` makes one work of the mentions of one paper and reports where they differ; `incoming_works` hands the works
on. `convert` turns the list itself into one with blocks, which the store fills from then on.
"""

from synbib.paperlist.works.collect import Collected, Work, collect
from synbib.paperlist.works.convert import Converted, convert
from synbib.paperlist.works.incoming import incoming_works
from synbib.paperlist.works.report import Tally, report

__all__ = [
    "Collected",
    "Converted",
    "Tally",
    "Work",
    "collect",
    "convert",
    "incoming_works",
    "report",
]
