"""The dialect of biblatex. A file in it is read as any BibTeX file is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from synbib.formats import bib
from synbib.formats.bib import read
from synbib.formats.dialects import as_biblatex
from synbib.formats.outgoing import Outgoing

__all__ = ["read", "write"]


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a BibTeX file for biblatex, an entry each."""
    return bib.write(works, dialect=as_biblatex)
