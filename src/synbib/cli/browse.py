"""``synbib browse``: the entries of a store on the whole terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Hashable
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.cli.desktop import open_address
from synbib.errors import SynbibError
from synbib.extras import needed
from synbib.files import read_bytes, stamp
from synbib.text.urls import percent_encode

if TYPE_CHECKING:
    from synbib.library import Library


@click.command(
    "browse",
    epilog=options.examples("synbib browse", "synbib browse papers.bib --style apa"),
)
@options.files_argument
@options.style_option
@options.locale_option
@options.from_option
def command(files: tuple[str, ...], style: str | None, locale: str | None) -> None:
    """Look through the entries of FILE on the whole terminal: search, read, copy, open.

    Press ? there to see what the keys do. In a folder with a store, synbib alone does the same.
    """
    browse(options.stores_of(files), style, locale)


def is_possible() -> bool:
    """Whether somebody sits at a terminal on which a browser can be drawn."""
    live = printing.is_live(sys.stdin) and printing.is_live(sys.stdout)
    return live and os.environ.get("TERM") not in ("dumb", "")


def is_installed() -> bool:
    """Whether the extra is there that the browser needs."""
    from synbib.browser import is_installed

    return is_installed()


def browse(stores: list[str], style: str | None = None, locale: str | None = None) -> None:
    """Show the entries of files until somebody has seen enough.

    Args:
        stores: The names of the files.
        style: The style of all references; the project's by default.
        locale: Their language; the project's by default.

    Raises:
        SynbibError: A file cannot be read, there is no terminal, or textual is not installed.
        KeyboardInterrupt: Ctrl-C was pressed.
    """
    from synbib.library import combine

    if "-" in stores:
        raise SynbibError("the browser reads keys from standard input; name a file instead of -")

    def read(*, stays: bool = False) -> Library:
        data = ((name, read_bytes(name, options.store_hint(name))) for name in stores)
        return combine([options.library_of(each, name, stays=stays) for name, each in data])

    def state() -> Hashable:
        return tuple(map(stamp, stores))

    before = state()
    library = read(stays=True)
    if not is_possible():
        raise SynbibError("this is no terminal to browse on; synbib find searches")
    if not is_installed():
        raise SynbibError(needed("to browse a store", "browser"))
    from synbib.browser import Browser, Doors, Look

    look = Look(", ".join(stores), options.styles_of(style), locale or options.settings().locale)
    app = Browser(library, Doors(read, state, _copy, _open), look, before)
    app.run()
    if app.return_code:
        raise KeyboardInterrupt


def _copy(text: str, html: str | None) -> str:
    from synbib.cli.clipboard import copy_rich, copy_text

    return copy_text(text) if html is None else copy_rich(text, html)


def _open(url: str) -> None:
    if not open_address(percent_encode(url), lends_terminal=False):
        raise SynbibError(f"no web browser is here; go to {url}")
