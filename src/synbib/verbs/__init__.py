"""What commands do, as calls: values in, values out, nothing printed.

Each comes in two forms. The one takes the text of a file and returns the new text; the other takes the names of files
and writes them, whole or not at all, and keeps what another program saved meanwhile. Neither reads settings: what
holds in a project is handed on by who calls.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from synbib.verbs.finding import find_entries, write_entries
    from synbib.verbs.formatting import FormattedFile, format_data, format_files, format_text
    from synbib.verbs.importing import Import, Source, import_files, import_text
    from synbib.verbs.processing import Processed, Wishes, process_files, process_text
    from synbib.verbs.rewritten import Rewritten
    from synbib.verbs.showing import ShownEntry, show_entry
    from synbib.verbs.styling import FoundStyles, ShownStyle, StyleFilter, find_styles, show_style
    from synbib.verbs.syncing import Synced, sync_files, sync_text, unblock_files, unblock_text
    from synbib.verbs.upgrading import UpgradedFile, upgrade_files
    from synbib.verbs.verifying import VerifiedFile, verify_files

# A command does one of them, and what the others need takes a while to load.
_HOMES = {
    "FormattedFile": "formatting",
    "FoundStyles": "styling",
    "Import": "importing",
    "Processed": "processing",
    "Rewritten": "rewritten",
    "ShownEntry": "showing",
    "ShownStyle": "styling",
    "Source": "importing",
    "StyleFilter": "styling",
    "Synced": "syncing",
    "UpgradedFile": "upgrading",
    "VerifiedFile": "verifying",
    "Wishes": "processing",
    "find_entries": "finding",
    "find_styles": "styling",
    "format_data": "formatting",
    "format_files": "formatting",
    "format_text": "formatting",
    "import_files": "importing",
    "import_text": "importing",
    "process_files": "processing",
    "process_text": "processing",
    "show_entry": "showing",
    "show_style": "styling",
    "sync_files": "syncing",
    "sync_text": "syncing",
    "unblock_files": "syncing",
    "unblock_text": "syncing",
    "upgrade_files": "upgrading",
    "verify_files": "verifying",
    "write_entries": "finding",
}
__all__ = [
    "FormattedFile",
    "FoundStyles",
    "Import",
    "Processed",
    "Rewritten",
    "ShownEntry",
    "ShownStyle",
    "Source",
    "StyleFilter",
    "Synced",
    "UpgradedFile",
    "VerifiedFile",
    "Wishes",
    "find_entries",
    "find_styles",
    "format_data",
    "format_files",
    "format_text",
    "import_files",
    "import_text",
    "process_files",
    "process_text",
    "show_entry",
    "show_style",
    "sync_files",
    "sync_text",
    "unblock_files",
    "unblock_text",
    "upgrade_files",
    "verify_files",
    "write_entries",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(importlib.import_module(f"synbib.verbs.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
