"""What differs between two versions of a file."""

from __future__ import annotations

import re

__all__ = ["unified_diff"]


def unified_diff(name: str, old: str, new: str) -> str:
    """Return what differs between two versions of the file ``name``, as a unified diff; ``""`` if nothing does."""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    import difflib

    lines = difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )
