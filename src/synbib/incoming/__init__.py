"""What comes in from outside, whatever it is, and the one way into the store.

A source gives a stream of `Incoming`, a frozen value for each work that it tells of: a list of papers does, another
BibTeX file (`from_library`), and whoever reads a record of another format or a service. `merge_into` finds those
that a library has (`synbib.library.matching`), completes them and never overwrites, adds the others, and hangs their
groups into the tree. It returns the new text of the store and says what was done, and where source and store differ.
"""

from synbib.incoming.bib import from_library
from synbib.incoming.complete import Completed, completed
from synbib.incoming.incoming import OTHERS, Date, Incoming, Person, ordered
from synbib.incoming.latex import Latex
from synbib.incoming.published import CONTAINERS, full_venue, publisher_field
from synbib.incoming.remarks import without_repeated
from synbib.incoming.store import Imported, annotated, implied_tree, merge_into, with_fields
from synbib.incoming.tree import Path

__all__ = [
    "CONTAINERS",
    "OTHERS",
    "Completed",
    "Date",
    "Imported",
    "Incoming",
    "Latex",
    "Path",
    "Person",
    "annotated",
    "completed",
    "from_library",
    "full_venue",
    "implied_tree",
    "merge_into",
    "ordered",
    "publisher_field",
    "with_fields",
    "without_repeated",
]
