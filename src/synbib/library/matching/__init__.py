"""Which records are of one work: the one answer for `check`, for `--merge`, and for all that comes in.

`identity` is what a work is recognised by; `verdict` compares two and says whether it is one work, why, and what speaks
against it, by rules for each who asks; `likeness` compares titles; `candidates` finds what is worth comparing;
`clusters` puts together what is one.
"""

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
    normalized,
    plain,
    published_identity_of,
)
from synbib.library.matching.verdict import (
    IMPORT,
    KEY,
    LIST,
    STORE,
    Answer,
    Rules,
    Verdict,
    compare,
)

__all__ = [
    "IMPORT",
    "KEY",
    "LIST",
    "STORE",
    "Answer",
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
    "compare",
    "find_duplicates",
    "find_repeated",
    "gather",
    "identity_of",
    "marks_in",
    "normalized",
    "plain",
    "published_identity_of",
]
