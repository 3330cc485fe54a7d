"""What a style does, in words: how it cites, sorts, shortens lists of names, tells like cites apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from synbib.csl.style.style import NAMESPACE, Style

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["features"]

_CS: Final = {"cs": NAMESPACE}
_MOST_KEYS: Final = 3  # of an order; the others are for the rarest of cases
_COLLAPSED: Final = {
    "citation-number": "numbers that follow each other are a range: [1–3]",
    "year": "works of the same authors share their names: (Lee 2020, 2021)",
    "year-suffix": "works of the same authors and year share both: (Lee 2020a, b)",
    "year-suffix-ranged": "works of the same authors and year are a range: (Lee 2020a–c)",
}
_TOLD_APART: Final = {
    "disambiguate-add-year-suffix": "letters after the year",
    "disambiguate-add-names": "more names",
    "disambiguate-add-givenname": "given names",
}


def features(style: Style) -> tuple[str, ...]:
    """Return what a style does, a short phrase each; of a dependent style, what its parent does."""
    root = style.root
    return tuple(phrase for each in _FEATURES for phrase in each(root))


def _kind(root: etree._Element) -> Iterator[str]:
    if root.get("class") == "note":
        yield "cites in notes"
    if root.find("cs:bibliography", _CS) is None:
        yield "no bibliography"


def _order(root: etree._Element) -> Iterator[str]:
    bibliography = root.find("cs:bibliography", _CS)
    if bibliography is None:
        return
    keys = [
        key.get("variable") or (key.get("macro") or "").replace("-", " ")
        for key in bibliography.iterfind("cs:sort/cs:key", _CS)
    ]
    by = [key for key in keys if key][:_MOST_KEYS]
    yield f"sorted by {', '.join(by)}" if by else "in order of citation"
    if bibliography.get("subsequent-author-substitute"):
        yield f"{bibliography.get('subsequent-author-substitute')} for the same authors again"


def _shortened(root: etree._Element) -> Iterator[str]:
    # `et-al-min` is inherited by names (CSL 1.0.2, "Inheritable Name Options").
    places = [
        (root, ""),
        (root.find("cs:citation", _CS), " in citations"),
        (root.find("cs:bibliography", _CS), " in the bibliography"),
    ]
    said = [
        f"{_et_al(element)}{where}"
        for element, where in places
        if element is not None and element.get("et-al-min")
    ]
    # Else at the names themselves: it is told where it is the same everywhere.
    at_names = {_et_al(name) for name in root.iterfind(".//cs:name[@et-al-min]", _CS)}
    yield from said or (at_names if len(at_names) == 1 else ())


def _et_al(element: etree._Element) -> str:
    first = element.get("et-al-use-first", "1")
    return f"et al. from {element.get('et-al-min')} authors on, after {first}"


def _told_apart(root: etree._Element) -> Iterator[str]:
    citation = root.find("cs:citation", _CS)
    if citation is None:
        return
    by = [words for name, words in _TOLD_APART.items() if citation.get(name) == "true"]
    if by:
        yield f"tells like citations apart by {', '.join(by)}"
    if (collapsed := citation.get("collapse", "")) in _COLLAPSED:
        yield _COLLAPSED[collapsed]


def _positions(root: etree._Element) -> Iterator[str]:
    told = " ".join(
        element.get("position", "") for element in root.iterfind(".//cs:*[@position]", _CS)
    )
    if "ibid" in told:
        yield "ibid. for the same work again"
    elif "subsequent" in told:
        yield "a short form for what was cited before"


def _languages(root: etree._Element) -> Iterator[str]:
    # CSL-M: a layout names all languages that it is for, the one whose words it has first.
    said = [
        layout.get("locale", "").split() for layout in root.iterfind(".//cs:layout[@locale]", _CS)
    ]
    tags = dict.fromkeys(names[0] for names in said if names)
    if tags:
        yield f"a form of its own for entries in {', '.join(tags)} and languages like these"


_FEATURES: Final[tuple[Callable[[etree._Element], Iterator[str]], ...]] = (
    _kind,
    _order,
    _shortened,
    _told_apart,
    _positions,
    _languages,
)
