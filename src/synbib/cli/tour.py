"""``synbib`` alone: the browser where there is a store and a terminal to see it on, else a short tour."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from synbib.cli import browse, options, printing

__all__ = ["begin"]

# What one begins with, in a folder with a store and in one without.
_WITH: Final = (
    ("find WORDS", "search the store"),
    ("cite KEY", "cite a work"),
    ("render", "the bibliography"),
    ("check", "what is wrong"),
    ("add DOI", "put a work in"),
)
_WITHOUT: Final = (
    ("init", "set a folder up"),
    ("import FILE", "read a list"),
    ("add DOI", "look a work up"),
    ("render FILE", "a bibliography"),
    ("check FILE", "what is wrong"),
)


def begin() -> None:
    """Open the browser, or print the tour.

    Raises:
        SynbibError: The settings of the folder are wrong, or the store cannot be read.
    """
    store = options.project_store()
    if Path(store).is_file() and browse.is_possible() and browse.is_installed():
        browse.browse([store])
    else:
        printing.show("\n".join(_lines(store)) + "\n")


def _lines(store: str) -> list[str]:
    """Return the tour, in lines that fit into 40 columns but for long names."""
    if Path(store).is_file():
        count = len(options.read_library([store]))
        works = "1 entry" if count == 1 else f"{count:,} entries"
        here, commands = [f"Here: {printing.for_message(store)}, {works}."], _WITH
    else:
        here, commands = [f"Here: no store ({printing.for_message(store)})."], _WITHOUT
    if Path(store).is_file() and browse.is_possible():
        here += ["To browse it, install the extra browser;", "synbib doctor tells how."]
    return [
        "synbib: one BibTeX file in; lists,",
        "tables and citations out.",
        "",
        *here,
        "",
        *(f"  synbib {command:<12} {about}" for command, about in commands),
        "",
        "More:  synbib --help",
        "       synbib COMMAND --help",
    ]
