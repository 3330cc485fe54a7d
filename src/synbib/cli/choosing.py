"""Which entries a command is about: those named, or those that somebody chooses on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.library import Library

__all__ = ["chosen_keys", "picked"]


def chosen_keys(library: Library, named: Sequence[str], verb: str) -> list[str]:
    """Return the keys of the entries that are meant by what is named, or that are chosen where nothing is.

    Args:
        library: The store.
        named: Keys, parts of keys, or words of titles.
        verb: What is done with those that are chosen, for the screen.

    Raises:
        SynbibError: Something named may be several entries, or none; or nobody can choose.
    """
    from synbib.verbs.choosing import meant_entry

    if not named:
        project = options.settings()
        return picked(library, project.style, project.locale, verb)
    keys = []
    for text in named:
        entry = meant_entry(library, text)
        if text not in library:
            printing.tell(f"'{text}' is {entry.key}")
        keys.append(entry.key)
    return list(dict.fromkeys(keys))


def picked(library: Library, style: str, locale: str | None, verb: str) -> list[str]:
    """Return the keys that somebody chooses on the terminal; exit with 1 if nothing is chosen."""
    if not printing.is_terminal():
        raise SynbibError("name a KEY; without one you choose on a terminal, and this is not one")
    from synbib.cli.picking import pick

    keys = pick(library, style, locale, verb)
    if not keys:
        raise click.exceptions.Exit(1)
    return keys
