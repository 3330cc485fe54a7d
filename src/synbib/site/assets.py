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
:root {{
  --accent: light-dark({light}, {dark});
  --on-accent: light-dark({_readable_on(light)}, {_readable_on(dark)});
}}
"""


def _readable_on(colour: str) -> str:
    """Return white or black, whichever can be read better on a colour (WCAG 2.2, "relative luminance")."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    # Where the contrast with white, 1.05 / (luminance + 0.05), is that with black, (luminance + 0.05) / 0.05.
    return "#ffffff" if luminance < 0.179 else "#000000"
