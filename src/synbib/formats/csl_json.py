"""CSL-JSON, the items of CSL processors: the schema ``csl-data.json`` of citation-style-language/schema 1.0.2."""

from __future__ import annotations

from synbib.incoming import Incoming

__all__ = ["read"]


def read(data: bytes, name: str = "<data>") -> list[Incoming]:
    """Return the works that a file of CSL-JSON tells of."""
    raise NotImplementedError
