"""Addresses of the web and files, opened in the programs that the desktop has for them."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from synbib.cli.clipboard import is_remote

__all__ = ["open_address"]


def open_address(address: str, *, lends_terminal: bool) -> bool:
    """Open an address in the web browser, or a file in the program for it.

    Args:
        address: What begins with ``http://``, ``https://`` or ``file://``.
        lends_terminal: Whether it may be a program that draws on this terminal, as w3m does.

    Returns:
        Whether it was opened: there is such a program, and a display to see it on.
    """
    import webbrowser

    if not _has_display(os.environ):
        return False
    if lends_terminal:
        return webbrowser.open(address)
    try:
        program = webbrowser.get()
    except webbrowser.Error:
        return False
    # What draws on the terminal is of this very class, and not of one below it.
    return type(program) is not webbrowser.GenericBrowser and program.open(address)


def _has_display(environment: Mapping[str, str]) -> bool:
    """Whether a browser can be seen where this runs."""
    if environment.get("BROWSER"):
        return True
    if is_remote(environment):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
