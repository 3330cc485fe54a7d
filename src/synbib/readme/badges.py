"""Links as badges: the small coloured images of shields.io that link to the paper, the code and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.model import LINK_FIELDS, Link
from synbib.text import markdown, scrub

__all__ = ["Badge", "Badges", "parse_badges"]

_SHIELDS: Final = "https://img.shields.io"
_COLOUR: Final = lazily.pattern(r"[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[A-Za-z]{3,20}")
_ON_GITHUB: Final = lazily.pattern(
    r"https?://(?:www\.)?github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?(?:[/?#]|$)"
)
# The links whose repository has stars.
_REPOSITORIES: Final = ("code", "project", "website")


@lazily.dataclass(frozen=True, slots=True)
class Badge:
    """What is on a badge.

    Attributes:
        label: The words; ``""`` for those of the link.
        colour: One of shields.io's names, or three or six hexadecimal digits.
    """

    label: str
    colour: str


_DEFAULTS: Final = {
    "paper": Badge("", "b31b1b"),
    "pdf": Badge("", "b31b1b"),
    "code": Badge("", "181717"),
    "project": Badge("", "2ea44f"),
    "website": Badge("", "1f6feb"),
    "dataset": Badge("", "ff9d00"),
    "slides": Badge("", "8250df"),
    "video": Badge("", "ff0000"),
    "demo": Badge("", "bf3989"),
    "poster": Badge("", "6e7781"),
    "blog": Badge("", "0a7ea4"),
    "model": Badge("", "e3b341"),
    "notebook": Badge("", "f37626"),
    "supplement": Badge("", "57606a"),
    "leaderboard": Badge("", "bf8700"),
    "tweet": Badge("", "0f1419"),
    "podcast": Badge("", "9933cc"),
}


@lazily.dataclass(frozen=True, slots=True)
class Badges:
    """How links are shown as badges.

    Attributes:
        by_kind: Kind of link → its badge.
        stars: Whether a repository on GitHub has a badge with its stars besides.
    """

    by_kind: Mapping[str, Badge] = field(default_factory=lambda: _DEFAULTS)
    stars: bool = False

    def line(self, links: Iterable[Link]) -> str:
        """Return the badges of an entry's links as Markdown, side by side; ``""`` if it has none."""
        shown: list[str] = []
        stars = ""
        for link in links:
            badge = self.by_kind[link.kind]
            label = badge.label or link.label
            image = f"{_SHIELDS}/badge/{_segment(label)}-{badge.colour}"
            shown.append(_image_link(label, image, link.url))
            if self.stars and not stars and link.kind in _REPOSITORIES:
                stars = _stars(link.url)
        return " ".join([*shown, *([stars] if stars else [])])


def parse_badges(text: str) -> Mapping[str, Badge]:
    """Return the badges that ``text`` describes over those by default: ``paper=PDF:b31b1b, code=GitHub``.

    Raises:
        UnknownNameError: There is no such kind of link; the nearest names are suggested.
        SynbibError: Something in it is not a badge.
    """
    found = dict(_DEFAULTS)
    for part in filter(str.strip, text.split(",")):
        kind, equals, said = (piece.strip() for piece in part.partition("="))
        if kind not in found:
            raise UnknownNameError.among("kind of link", kind, ("paper", *LINK_FIELDS))
        label, _, colour = (piece.strip() for piece in said.partition(":"))
        if not equals or (colour and not _COLOUR.fullmatch(colour)):
            raise SynbibError(
                f"badges: '{part.strip()}' is not KIND=LABEL:COLOUR; write e.g. paper=PDF:b31b1b"
            )
        found[kind] = Badge(scrub(label), colour or found[kind].colour)
    return found


def _stars(url: str) -> str:
    found = _ON_GITHUB.match(url)
    if not found:
        return ""
    image = f"{_SHIELDS}/github/stars/{found[1]}/{found[2]}?style=social"
    return _image_link("Stars", image, url)


def _segment(label: str) -> str:
    """A label in a badge's address: a hyphen and an underscore are written twice, as single ones divide it."""
    from urllib.parse import quote

    return quote(label.replace("-", "--").replace("_", "__"), safe="")


def _image_link(label: str, image: str, url: str) -> str:
    return markdown.link("!" + markdown.link(markdown.escape(label), image), url)
