"""Documents that cite: which keys stand where in LaTeX, in what LaTeX writes for BibTeX and biber, and in Markdown.

A module per syntax, each with one pure function ``find``: text in, `Citing` out. `find_cited` chooses it;
`rename_cited` writes a document with other keys, and nothing else of it changes.
"""

from synbib.documents.citing import CitedKey, Citing
from synbib.documents.documents import ENDINGS, find_cited, rename_cited, syntax_of

__all__ = ["ENDINGS", "CitedKey", "Citing", "find_cited", "rename_cited", "syntax_of"]
