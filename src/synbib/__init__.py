"""synbib: one BibTeX file in, every list, table and citation out.

```python
import synbib

library = synbib.read("refs.bib")
print(synbib.render(library, style="acl", format="markdown"))
```
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from synbib.bibliography import render
    from synbib.errors import SynbibError
    from synbib.library import Library, read

__all__ = ["Library", "SynbibError", "__version__", "read", "render"]

# PEP 562: what is not asked for is not imported, so that the command line starts quickly.
_HOMES = {
    "Library": "synbib.library",
    "SynbibError": "synbib.errors",
    "read": "synbib.library",
    "render": "synbib.bibliography",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    try:
        return importlib.import_module(f"synbib.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"synbib.{name}":
            raise
        raise AttributeError(f"module 'synbib' has no attribute '{name}'") from None
