"""The part of a store that documents cite: what ``synbib extract`` does."""

from __future__ import annotations

from typing import NamedTuple

from synbib.documents import Citations, undefined_citations
from synbib.errors import Diagnostic
from synbib.library import Library
from synbib.library.subset import subset_text

__all__ = ["Extracted", "extract"]


class Extracted(NamedTuple):
    """What documents cite of a store.

    Attributes:
        text: The entries that are cited, and all that they need, as BibTeX; the whole file if all are asked for.
        missing: The citations that no entry is for, each with its line.
        unused: The keys of the entries that nothing needs, in the order of the store.
    """

    text: str
    missing: tuple[tuple[Diagnostic, str], ...]
    unused: tuple[str, ...]


def extract(library: Library, citations: Citations) -> Extracted:
    """Return what documents cite of a store.

    Args:
        library: The store.
        citations: What is cited, as `synbib.documents.read_citations` finds it.
    """
    keys = list(dict.fromkeys(cited.key for cited in citations.all))
    known = {*library, *(key for key in keys if key in library)}
    missing = tuple(undefined_citations(citations, known))
    needed = library.reached(keys)
    text = library.document.text if citations.everything else subset_text(library.documents, needed)
    used = frozenset(entry.key for entry in needed)
    unused = () if citations.everything else tuple(key for key in library if key not in used)
    return Extracted(text, missing, unused)
