"""What the blocks of a README show: their entries, and the forms that they name."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from synbib.errors import SynbibError
from synbib.library import Library
from synbib.readme import Options, parse
from synbib.readme.blocks import Block
from synbib.readme.forms import READY, Form
from synbib.readme.selection import select

__all__ = ["forms_of", "keys_in_blocks", "keys_of"]

# The kinds of blocks that show entries in forms.
_FORMED: Final = frozenset({"list", "recent", "table"})


def forms_of(blocks: Iterable[Block], defaults: Options) -> list[Form]:
    """Return the forms that a project has, and those that are ready and that blocks name."""
    named = (dict(block.options).get("form", "") for block in blocks)
    ready = (READY[name] for name in named if name in READY and name not in defaults.forms)
    return [*defaults.forms.values(), *dict.fromkeys(ready)]


def keys_in_blocks(text: str, library: Library, name: str, defaults: Options) -> frozenset[str]:
    """Return the keys of the entries that the lists and tables in the blocks of a README show.

    Args:
        text: The README.
        library: The store.
        name: The README's name in messages.
        defaults: What holds for the blocks besides what they say themselves.

    Raises:
        ReadmeError: It has malformed blocks.
    """
    return frozenset(keys_of(parse(text, name), library, defaults))


def keys_of(blocks: Iterable[Block], library: Library, defaults: Options) -> set[str]:
    """Return the keys of the entries that lists and tables in blocks show."""
    keys: set[str] = set()
    for block in blocks:
        if block.kind not in _FORMED:
            continue
        options = defaults
        # What is wrong in a block is told where it is written.
        with suppress(SynbibError):
            for option, value in block.options:
                options = options.set(option, value)
            sections = select(library, options).walk()
            keys |= {entry.key for section in sections for entry in section.entries}
    return keys
