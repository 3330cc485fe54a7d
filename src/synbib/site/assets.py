"""What all pages share: the style sheet, the scripts, the colours and the logo of the site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from synbib.files import read_bytes
from synbib.site.options import SiteOptions
from synbib.site.pages import Pages
from synbib.site.work import Site

__all__ = ["files"]

_OURS: Final = Path(__file__).with_name("assets")


def files(site: Site, pages: Pages) -> Iterator[tuple[str, bytes]]:
    """Yield our own assets, and what the options have made of them.

    Raises:
        SynbibError: The logo cannot be read.
    """
    for path in sorted(_OURS.iterdir()):
        yield f"assets/{path.name}", path.read_bytes()
    if site.options.accent or site.options.accent_dark:
        yield "assets/colours.css", _colours(site.options).encode()
    if site.options.logo:
        yield site.options.logo_path, read_bytes(site.options.logo, "name a picture")


def _colours(options: SiteOptions) -> str:
    light = options.accent or options.accent_dark
    dark = options.accent_dark or options.accent
    return f"""\
:root {{ --accent: {light}; }}
@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ --accent: {dark}; }} }}
:root[data-theme="dark"] {{ --accent: {dark}; }}
"""
