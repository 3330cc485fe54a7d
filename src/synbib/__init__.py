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
    from synbib.bibliography import cite, references, render
    from synbib.csl import Cite, Processor, Style
    from synbib.errors import SynbibError
    from synbib.library import Entry, Library, combine, read, read_text

__all__ = [
    "Cite",
    "Entry",
    "Library",
    "Processor",
    "Style",
    "SynbibError",
    "__version__",
    "cite",
    "combine",
    "read",
    "read_text",
    "references",
    "render",
]

# PEP 562: what is not asked for is not imported, so that the command line starts quickly.
_HOMES = {
    "Cite": "synbib.csl",
    "Entry": "synbib.library",
    "Library": "synbib.library",
    "Processor": "synbib.csl",
    "Style": "synbib.csl",
    "SynbibError": "synbib.errors",
    "cite": "synbib.bibliography",
    "combine": "synbib.library",
    "read": "synbib.library",
    "read_text": "synbib.library",
    "references": "synbib.bibliography",
    "render": "synbib.bibliography",
}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    try:
        return importlib.import_module(f"synbib.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"synbib.{name}":
            raise
        raise AttributeError(f"module 'synbib' has no attribute '{name}'") from None
