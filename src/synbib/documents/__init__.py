"""Documents that cite: which keys stand where, in LaTeX, what it writes for BibTeX and biber, Markdown and others.

A module per syntax, each with one pure function ``find``: text in, `Citing` out. `find_cited` chooses it;
`rename_cited` writes a document with other keys, and nothing else of it changes. `read_citations` reads whole
documents, with the files that they take in, and `undefined_citations` says which of their keys no entry has.

`begun_key` tells which key somebody is writing, and `named_stores` which files of entries a document names.

`find_clusters` finds whole citations in Markdown, each a `Cluster` with its place, prefixes, locators and suffixes;
`Cluster.as_cites` makes of one what `synbib.csl.Processor` takes.
"""

from synbib.documents.begun import BegunKey, begun_key
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.clusters import Cluster, Found, WrittenCite, pieces
from synbib.documents.documents import ENDINGS, HINT, find_cited, rename_cited, syntax_of
from synbib.documents.locators import split_suffix
from synbib.documents.markdown import find_clusters, is_label
from synbib.documents.naming import named_stores, own_keys
from synbib.documents.reading import (
    Citation,
    Citations,
    citations_of,
    decode,
    encode,
    read_citations,
    undefined_citations,
)
from synbib.text.inlines import Kept, as_markup

__all__ = [
    "ENDINGS",
    "HINT",
    "BegunKey",
    "Citation",
    "Citations",
    "CitedKey",
    "Citing",
    "Cluster",
    "Found",
    "Kept",
    "WrittenCite",
    "as_markup",
    "begun_key",
    "citations_of",
    "decode",
    "encode",
    "find_cited",
    "find_clusters",
    "is_label",
    "named_stores",
    "own_keys",
    "pieces",
    "read_citations",
    "rename_cited",
    "split_suffix",
    "syntax_of",
    "undefined_citations",
]
