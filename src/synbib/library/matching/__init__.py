"""Which records are of one work: the one answer for `check`, for `--merge`, and for all that comes in.

`identity` is what a work is recognised by; `verdict` compares two and says whether it is one work, why, and what speaks
against it, by rules for each who asks; `likeness` compares titles; `candidates` finds what is worth comparing;
`clusters` puts together what is one.
"""

from synbib.library.matching.blocks import NEAR, Block, blocks_of, is_met_before
from synbib.library.matching.candidates import Found, Index, Mark, marks_in
from synbib.library.matching.clusters import (
    Clash,
    Cluster,
    Gathered,
    Union,
    find_duplicates,
    find_repeated,
    gather,
)
from synbib.library.matching.identity import (
    Identity,
    identity_of,
    identity_of_item,
    identity_with_names,
    normalized,
    plain,
    published_identity_of,
)
from synbib.library.matching.likeness import OF_ANOTHER
from synbib.library.matching.verdict import (
    CATALOGUE,
    IMPORT,
    KEY,
    LIST,
    STORE,
    Answer,
    Rules,
    Verdict,
    compare,
    registered,
)

__all__ = [
    "CATALOGUE",
    "IMPORT",
    "KEY",
    "LIST",
    "NEAR",
    "OF_ANOTHER",
    "STORE",
    "Answer",
    "Block",
    "Clash",
    "Cluster",
    "Found",
    "Gathered",
    "Identity",
    "Index",
    "Mark",
    "Rules",
    "Union",
    "Verdict",
    "blocks_of",
    "compare",
    "find_duplicates",
    "find_repeated",
    "gather",
    "identity_of",
    "identity_of_item",
    "identity_with_names",
    "is_met_before",
    "marks_in",
    "normalized",
    "plain",
    "published_identity_of",
    "registered",
]
