"""What elements and attributes of a style's XML say: formatting, truth values, numbers.

Source: CSL 1.0.2, "Formatting", "Display", "Affixes".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from synbib.csl.style.ast import PLAIN, Format
from synbib.limits import LARGEST_STYLE_NUMBER
from synbib.text import Span, marks
from synbib.text.punctuation import keep_ellipses

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["children", "formatting", "integer", "is_false", "is_true", "tag_of"]

# CSL 1.0.2, "Formatting": attribute and value → span.
_SPANS: Final[Mapping[str, Mapping[str, Span]]] = {
    "font-style": {"italic": marks.ITALIC, "oblique": marks.OBLIQUE, "normal": marks.UPRIGHT},
    "font-variant": {"small-caps": marks.SMALL_CAPS, "normal": marks.FULL_SIZE},
    "font-weight": {"bold": marks.BOLD, "light": marks.LIGHT, "normal": marks.MEDIUM},
    "text-decoration": {"underline": marks.UNDERLINE, "none": marks.PLAIN_LINE},
    "vertical-align": {
        "sup": marks.SUPERSCRIPT,
        "sub": marks.SUBSCRIPT,
        "baseline": marks.BASELINE,
    },
}
_DISPLAY: Final[Mapping[str, Span]] = {
    "block": marks.BLOCK,
    "left-margin": marks.LEFT_MARGIN,
    "right-inline": marks.RIGHT_INLINE,
    "indent": marks.INDENT,
}
_DIGITS: Final = len(str(LARGEST_STYLE_NUMBER)) + 1
_FORMATTING: Final = frozenset(
    ("prefix", "suffix", "quotes", "text-case", "strip-periods", "display", *_SPANS)
)


def formatting(element: etree._Element) -> Format:
    """Return the formatting that an element asks for; `PLAIN` itself where it asks for none."""
    if _FORMATTING.isdisjoint(element.keys()):
        return PLAIN
    found = Format(
        keep_ellipses(element.get("prefix", "")),
        keep_ellipses(element.get("suffix", "")),
        tuple(
            _SPANS[attribute][value]
            for attribute in _SPANS
            if (value := element.get(attribute, "")) in _SPANS[attribute]
        ),
        is_true(element.get("quotes")),
        element.get("text-case", ""),
        is_true(element.get("strip-periods")),
        _DISPLAY.get(element.get("display", "")),
    )
    return PLAIN if found == PLAIN else found


def children(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the element children: no comments, no processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def tag_of(element: etree._Element) -> str:
    """Return an element's name without its namespace, ``""`` of what is not an element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def is_true(value: str | None) -> bool:
    """Whether an attribute holds, as XML Schema's ``boolean`` writes it."""
    return value in ("true", "1")


def is_false(value: str | None) -> bool:
    """Whether an attribute says no."""
    return value in ("false", "0")


def integer(text: str | None) -> int | None:
    """Return the number that an attribute is, ``None`` if it is not there, or none.

    None is larger than `LARGEST_STYLE_NUMBER`.
    """
    if text is None or not text.isdecimal():
        return None
    digits = text.lstrip("0") or "0"
    return int(digits) if len(digits) < _DIGITS else LARGEST_STYLE_NUMBER
