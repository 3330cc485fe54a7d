"""Papers into the store: the mentions of one paper as one work, works as entries, entries into a library's file.

What the store has is completed and never overwritten; what a list says otherwise is reported. `convert` turns the list
itself into one with blocks, which the store fills from then on.
"""

from synbib.paperlist.works.collect import Collected, Work, collect
from synbib.paperlist.works.convert import Converted, convert
from synbib.paperlist.works.report import Tally, report
from synbib.paperlist.works.store import Imported, incoming_entries, incoming_works, merge_into

__all__ = [
    "Collected",
    "Converted",
    "Imported",
    "Tally",
    "Work",
    "collect",
    "convert",
    "incoming_entries",
    "incoming_works",
    "merge_into",
    "report",
]
