"""Which blocks of a file are stale: a finding for each, at the block's own line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib.errors import Diagnostic
from synbib.files import unified_diff
from synbib.readme.blocks import parse

__all__ = ["stale_blocks"]

_MOST: Final = 20  # lines: an annotation stands between the lines of the file


def stale_blocks(name: str, text: str, synced: str) -> Iterator[Diagnostic]:
    """Yield a finding for each block of the file ``name`` that ``sync`` would write anew.

    Args:
        name: The file's name as the user gave it.
        text: The file as it is.
        synced: The file as `synbib.readme.write_blocks` gives it.
    """
    for block, new in zip(parse(text, name), parse(synced, name), strict=True):
        if (block.inside, block.checksum) != (new.inside, new.checksum):
            # The file's name is said already, and the two headers say nothing of one block.
            changes = unified_diff(name, block.inside, new.inside).splitlines()[2:]
            left = [f"… and {len(changes) - _MOST} lines more"] if len(changes) > _MOST else []
            hint = "\n".join([f"run synbib sync {name}", *changes[:_MOST], *left])
            message = f"this {block.kind} is not up to date"
            yield Diagnostic(name, block.line, block.column, "stale-block", message, hint)
