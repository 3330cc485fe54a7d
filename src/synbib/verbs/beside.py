"""Other files of a project whose blocks show the store: an import of one list is not to change what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from synbib.errors import Diagnostic, SynbibError
from synbib.library import Library
from synbib.paperlist.mentions.headings import Path
from synbib.paperlist.works.shown import keys_in_blocks
from synbib.readme import Options, parse, stale_blocks, write_blocks

__all__ = ["changed_blocks", "keys_shown", "meets_group"]

# The name of a file, and its text.
Files = Mapping[str, str]


def keys_shown(files: Files, library: Library, options: Options) -> frozenset[str]:
    """Return the keys of the entries that lists and tables in the blocks of files show."""
    keys: set[str] = set()
    for name, text in files.items():
        # What is wrong in a file is told where it is written.
        with suppress(SynbibError):
            keys |= keys_in_blocks(text, library, name, options)
    return frozenset(keys)


def meets_group(files: Files, paths: Iterable[Path]) -> bool:
    """Whether a block of the files is about a group that one of these is, or stands in."""
    shown: set[str] = set()
    for name, text in files.items():
        with suppress(SynbibError):
            for block in parse(text, name):
                shown |= {value.casefold() for option, value in block.options if option == "group"}
    return any(
        "/".join(path[:end]).casefold() in shown
        for path in paths
        for end in range(1, len(path) + 1)
    )


def changed_blocks(
    files: Files, before: tuple[Library, Options], after: tuple[Library, Options]
) -> Iterator[Diagnostic]:
    """Yield a finding for each block that shows something else after an import.

    Args:
        files: The files.
        before: The store before it, with what holds where blocks say nothing.
        after: The same after it.
    """
    for name, text in files.items():
        with suppress(SynbibError):
            was, now = (
                write_blocks(text, library, name, options, force=True)
                for library, options in (before, after)
            )
            for stale in stale_blocks(name, was, now):
                yield Diagnostic(
                    name,
                    stale.line,
                    stale.column,
                    stale.code,
                    "this block shows an entry that has changed",
                    f"run synbib sync {name}",
                )
