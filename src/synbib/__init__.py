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
    from synbib.bibliography import cite, references, render, render_document
    from synbib.choices import DocumentFormat, EngineName, FoundFormat, OutputFormat
    from synbib.csl import Bibliography, Cite, Processor, Style
    from synbib.errors import ArgumentError, Diagnostic, SynbibError
    from synbib.library import Entry, Library, Merged, combine, read_text
    from synbib.library.rules import check_library, merge_duplicates
    from synbib.library.statistics import Statistics, statistics
    from synbib.opening import read
    from synbib.verbs.adding import Added, Asked, add_works, look_up
    from synbib.verbs.finding import find_entries, write_entries
    from synbib.verbs.formatting import FormattedFile, format_files, format_text
    from synbib.verbs.importing import Import, import_files, import_text
    from synbib.verbs.processing import Processed, Wishes, process_files, process_text
    from synbib.verbs.rewritten import Rewritten
    from synbib.verbs.showing import ShownEntry, show_entry
    from synbib.verbs.styling import FoundStyles, ShownStyle, StyleFilter, find_styles, show_style
    from synbib.verbs.syncing import Synced, sync_files, sync_text, unblock_files, unblock_text
    from synbib.verbs.upgrading import UpgradedFile, upgrade_files
    from synbib.verbs.verifying import VerifiedFile, verify_files

__all__ = [
    "Added",
    "ArgumentError",
    "Asked",
    "Bibliography",
    "Cite",
    "Diagnostic",
    "DocumentFormat",
    "EngineName",
    "Entry",
    "FormattedFile",
    "FoundFormat",
    "FoundStyles",
    "Import",
    "Library",
    "Merged",
    "OutputFormat",
    "Processed",
    "Processor",
    "Rewritten",
    "ShownEntry",
    "ShownStyle",
    "Statistics",
    "Style",
    "StyleFilter",
    "SynbibError",
    "Synced",
    "UpgradedFile",
    "VerifiedFile",
    "Wishes",
    "__version__",
    "add_works",
    "check_library",
    "cite",
    "combine",
    "find_entries",
    "find_styles",
    "format_files",
    "format_text",
    "import_files",
    "import_text",
    "look_up",
    "merge_duplicates",
    "process_files",
    "process_text",
    "read",
    "read_text",
    "references",
    "render",
    "render_document",
    "show_entry",
    "show_style",
    "statistics",
    "sync_files",
    "sync_text",
    "unblock_files",
    "unblock_text",
    "upgrade_files",
    "verify_files",
    "write_entries",
]

# PEP 562: what is not asked for is not imported, so that the command line starts quickly.
_HOMES = {
    "Added": "synbib.verbs.adding",
    "ArgumentError": "synbib.errors",
    "Asked": "synbib.verbs.adding",
    "Bibliography": "synbib.csl",
    "Cite": "synbib.csl",
    "Diagnostic": "synbib.errors",
    "DocumentFormat": "synbib.choices",
    "EngineName": "synbib.choices",
    "Entry": "synbib.library",
    "FormattedFile": "synbib.verbs.formatting",
    "FoundFormat": "synbib.choices",
    "FoundStyles": "synbib.verbs.styling",
    "Import": "synbib.verbs.importing",
    "Library": "synbib.library",
    "Merged": "synbib.library",
    "OutputFormat": "synbib.choices",
    "Processed": "synbib.verbs.processing",
    "Processor": "synbib.csl",
    "Rewritten": "synbib.verbs.rewritten",
    "ShownEntry": "synbib.verbs.showing",
    "ShownStyle": "synbib.verbs.styling",
    "Statistics": "synbib.library.statistics",
    "Style": "synbib.csl",
    "StyleFilter": "synbib.verbs.styling",
    "SynbibError": "synbib.errors",
    "Synced": "synbib.verbs.syncing",
    "UpgradedFile": "synbib.verbs.upgrading",
    "VerifiedFile": "synbib.verbs.verifying",
    "Wishes": "synbib.verbs.processing",
    "add_works": "synbib.verbs.adding",
    "check_library": "synbib.library.rules",
    "cite": "synbib.bibliography",
    "combine": "synbib.library",
    "find_entries": "synbib.verbs.finding",
    "find_styles": "synbib.verbs.styling",
    "format_files": "synbib.verbs.formatting",
    "format_text": "synbib.verbs.formatting",
    "import_files": "synbib.verbs.importing",
    "import_text": "synbib.verbs.importing",
    "look_up": "synbib.verbs.adding",
    "merge_duplicates": "synbib.library.rules",
    "process_files": "synbib.verbs.processing",
    "process_text": "synbib.verbs.processing",
    "read": "synbib.opening",
    "read_text": "synbib.library",
    "references": "synbib.bibliography",
    "render": "synbib.bibliography",
    "render_document": "synbib.bibliography",
    "show_entry": "synbib.verbs.showing",
    "show_style": "synbib.verbs.styling",
    "statistics": "synbib.library.statistics",
    "sync_files": "synbib.verbs.syncing",
    "sync_text": "synbib.verbs.syncing",
    "unblock_files": "synbib.verbs.syncing",
    "unblock_text": "synbib.verbs.syncing",
    "upgrade_files": "synbib.verbs.upgrading",
    "verify_files": "synbib.verbs.verifying",
    "write_entries": "synbib.verbs.finding",
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
