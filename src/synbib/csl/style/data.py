"""Where the locale files and the schema of CSL are: in the package citeproc-py, which is not imported for them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

__all__ = ["LOCALES", "SCHEMA"]


def _data() -> Path:
    spec = find_spec("citeproc")
    origin = spec.origin if spec else None
    assert origin is not None, "citeproc-py is a dependency"
    return Path(origin).parent / "data"


_DATA: Final = _data()
LOCALES: Final = _DATA / "locales"
SCHEMA: Final = _DATA / "schema" / "schemas" / "styles" / "csl.rng"
