"""Where a job takes its items from: files of all kinds that synbib reads, in parts that are read by themselves.

`files` are what the user means, `look` tells what each of these is, `parts` what they are cut into, and `read` gives
what is in a part. A kind of input is a row of `KINDS`: how it is told, where it can be cut, and what reads a stretch of
it.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.bulk.sources.inputs import files
    from synbib.bulk.sources.kinds import KINDS
    from synbib.bulk.sources.measuring import Measured, measure
    from synbib.bulk.sources.reading import (
        PART_BYTES,
        Told,
        UnreadError,
        look,
        parts,
        parts_of,
        read,
    )

__all__ = [
    "KINDS",
    "PART_BYTES",
    "Measured",
    "Told",
    "UnreadError",
    "files",
    "look",
    "measure",
    "parts",
    "parts_of",
    "read",
]

__getattr__ = lazily.names(
    __name__,
    {
        "inputs": ("files",),
        "kinds": ("KINDS",),
        "measuring": ("Measured", "measure"),
        "reading": ("PART_BYTES", "Told", "UnreadError", "look", "parts", "parts_of", "read"),
    },
)
