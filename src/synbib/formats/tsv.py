"""TSV: the same table as CSV, with tabs."""

from synbib.formats.separated import read
from synbib.formats.separated import write_tabs as write

__all__ = ["read", "write"]
