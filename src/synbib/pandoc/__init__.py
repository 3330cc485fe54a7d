"""pandoc's AST: its citations as clusters, and what they become as its nodes.

Knows nothing of files: `read_meta` says which a document names, `find_citations` what it cites, and `place` and
`insert_references` put in what became of that. `synbib.verbs` has the whole as a call, and ``synbib-pandoc`` is the
program that pandoc runs.
"""

from synbib.pandoc.citations import CitationsFound, CitedNode, find_citations
from synbib.pandoc.metadata import FilterMetadata, read_meta
from synbib.pandoc.placing import Placing, place
from synbib.pandoc.references import insert_references

__all__ = [
    "CitationsFound",
    "CitedNode",
    "FilterMetadata",
    "Placing",
    "find_citations",
    "insert_references",
    "place",
    "read_meta",
]
