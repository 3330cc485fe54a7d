"""How a site looks, and what is on it beside the works: ``[site]`` of the settings, and the options of the command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import urlsplit

from synbib import lazily
from synbib.bibliography import StyleChoice
from synbib.errors import SynbibError

__all__ = ["SiteOptions"]

_COLOUR: Final = lazily.pattern("#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_COLOURS: Final = ("accent", "accent_dark")
_PICTURES: Final = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".avif", ".ico")


@lazily.dataclass(frozen=True, slots=True)
class SiteOptions:
    """How a site looks.

    Attributes:
        title: What it is called.
        description: A sentence about it.
        url: The address that it is published at, with a slash at its end; ``""`` where that is not known, and there
            are no feeds, no map of the site and no canonical addresses then.
        style: The styles of the references that are shown.
        styles: The names of further styles that citations can be copied in.
        locale: The language of references; the styles' own by default.
        accent: The colour of links on a light page, ``#1a5fb4``; ours by default.
        accent_dark: The same on a dark page; ``accent`` by default.
        logo: The path of a picture; none by default.
        templates: The folder of templates that go before ours; none by default.
        feed_size: How many works feeds have.
        date: The day on which it was made, to be shown; ``""`` for none, so that the same store makes the same bytes.
    """

    title: str = "Bibliography"
    description: str = ""
    url: str = ""
    style: StyleChoice = field(default_factory=StyleChoice)
    styles: tuple[str, ...] = ("apa", "ieee")
    locale: str | None = None
    accent: str = ""
    accent_dark: str = ""
    logo: str = ""
    templates: str = ""
    feed_size: int = 20
    date: str = ""

    @property
    def language(self) -> str:
        """The language of pages, as HTML has it in ``lang``: that of our templates, as references have their own."""
        return "en"

    @property
    def logo_path(self) -> str:
        """Where the logo stands, from the site's folder; ``""`` without one."""
        return f"assets/logo{PurePath(self.logo).suffix.lower()}" if self.logo else ""

    def set(self, **given: Any) -> SiteOptions:
        """Return the options with others in their place; what is None, or an empty tuple, stays as it is.

        Raises:
            SynbibError: The title is empty, an address, a colour or a picture is not of its form, or a number is too
                small.
        """
        chosen = {name: value for name, value in given.items() if value not in (None, ())}
        if not chosen.get("title", "x").strip():
            raise SynbibError("title: it is empty; links to the first page bear it")
        if url := chosen.get("url"):
            chosen["url"] = _address(url)
        for name in _COLOURS:
            if (colour := chosen.get(name)) and not _COLOUR.fullmatch(colour):
                raise SynbibError(
                    f"{name.replace('_', '-')}: '{colour}' is not a colour; write e.g. #1a5fb4"
                )
        if (logo := chosen.get("logo")) and PurePath(logo).suffix.lower() not in _PICTURES:
            raise SynbibError(f"logo: '{logo}' must end with {' or '.join(_PICTURES)}")
        if chosen.get("feed_size", 1) < 1:
            raise SynbibError("feed-size: give 1 or more; without --url there are no feeds")
        return lazily.replace(self, **chosen)

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> SiteOptions:
        """Return the options that ``[site]`` of the settings has, whose names have hyphens.

        Raises:
            SynbibError: As `set` has it.
        """
        given = {name.replace("-", "_"): value for name, value in settings.items()}
        if "styles" in given:
            given["styles"] = tuple(given["styles"])
        known = {each.name for each in fields(cls)}
        return cls().set(**{name: value for name, value in given.items() if name in known})


def _address(url: str) -> str:
    """Return the address of a site, with a slash at its end.

    Raises:
        SynbibError: It is none.
    """
    try:
        parts = urlsplit(url)
        is_one = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_one = False
    if not is_one or any(not char.isprintable() or char in " <>\"'\\^`{|}" for char in url):
        raise SynbibError(
            f"url: '{url}' is not the address of a site; write e.g. https://you.github.io/papers/"
        )
    if parts.query or parts.fragment:
        raise SynbibError(f"url: '{url}' has a ? or a #; give the address without it")
    return url.rstrip("/") + "/"
