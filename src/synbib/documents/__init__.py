"""Documents that cite: which keys stand where, in LaTeX, what it writes for BibTeX and biber, Markdown and others.

A module per syntax, each with one pure function ``find``: text in, `Citing` out. `find_cited` chooses it;
`rename_cited` writes a document with other keys, and nothing else of it changes. `read_citations` reads whole
documents, with the files that they take in, and `undefined_citations` says which of their keys no entry has.
"""

from synbib.documents.citing import CitedKey, Citing
from synbib.documents.documents import ENDINGS, find_cited, rename_cited, syntax_of
from synbib.documents.reading import (
    Citation,
    Citations,
    citations_of,
    decode,
    encode,
    read_citations,
    undefined_citations,
)

__all__ = [
    "ENDINGS",
    "Citation",
    "Citations",
    "CitedKey",
    "Citing",
    "citations_of",
    "decode",
    "encode",
    "find_cited",
    "read_citations",
    "rename_cited",
    "syntax_of",
    "undefined_citations",
]
