"""Where styles, locales and the schema of CSL are: in packages that are not imported for them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Final

__all__ = ["LOCALES", "SCHEMA", "folder_of"]


def folder_of(package: str) -> Path:
    """Return the folder of a package that is a dependency, and is not imported."""
    spec = find_spec(package)
    origin = spec.origin if spec else None
    assert origin is not None, f"{package} is a dependency"
    return Path(origin).parent


_DATA: Final = folder_of("citeproc") / "data"
LOCALES: Final = _DATA / "locales"
SCHEMA: Final = _DATA / "schema" / "schemas" / "styles" / "csl.rng"
