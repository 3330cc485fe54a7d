"""pyarrow, or what to do where it is not installed."""

from __future__ import annotations

from synbib.errors import SynbibError
from synbib.extras import needed

__all__ = ["pa", "pc", "pq"]

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    raise SynbibError(needed("for tables of works", "bulk")) from None
