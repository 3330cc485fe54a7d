"""Styles found by what people call them: what ``synbib styles`` does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.bst import installed_styles
from synbib.csl.style import ALIASES, StyleInfo, search_styles, style_infos
from synbib.errors import UnknownNameError, nearest
from synbib.formatting.venue_styles import VenueStyle, style_for_venue
from synbib.limits import LONGEST_STYLE_NAME
from synbib.model.languages import language_tag
from synbib.text.columns import columns, fitted
from synbib.text.controls import visible
from synbib.text.folding import fold
from synbib.text.listing import listed

__all__ = [
    "FoundStyles",
    "StyleFilter",
    "find_styles",
    "near_styles",
    "write_names",
    "write_styles",
]

_OURS: Final = "urn:synbib:"
_LEAST_BST: Final = 3


@lazily.dataclass(frozen=True, slots=True)
class StyleFilter:
    """Which styles are wanted.

    Attributes:
        format: How they cite: ``numeric``, ``author-date``, ``note``, ``label`` or ``author``.
        field: For which field of learning, as CSL calls it: ``medicine``, ``social_science``, ``generic-base``.
        locale: In which language: a tag, or the beginning of one; or its English name.
        ours: Whether only those are wanted that we wrote.
    """

    format: str = ""
    field: str = ""
    locale: str = ""
    ours: bool = False

    @property
    def csl_field(self) -> str:
        """The field as CSL writes it."""
        return self.field.lower().replace(" ", "_")

    def takes(self, info: StyleInfo) -> bool:
        """Whether a style is wanted."""
        return (
            self.format in ("", info.format)
            and (not self.field or self.csl_field in info.fields)
            and (not self.locale or _speaks(info, self.locale))
            and (not self.ours or info.id.startswith(_OURS))
        )


def _speaks(info: StyleInfo, language: str) -> bool:
    tag = (language_tag(language) if len(language) > 3 else None) or language
    wanted = tag.lower() if "-" in language else tag.lower().partition("-")[0]
    return f"{info.locale.lower()}-".startswith(f"{wanted}-")


@lazily.dataclass(frozen=True, slots=True)
class FoundStyles:
    """What a search finds.

    Attributes:
        styles: CSL styles, the likeliest first.
        bst: The names of BibTeX's styles that TeX's tree, or the current folder, has.
        venue: The name of the conference that was asked for, which has no CSL style of its own; else ``""``.
        advice: What to use for it.
    """

    styles: tuple[StyleInfo, ...]
    bst: tuple[str, ...] = ()
    venue: str = ""
    advice: VenueStyle | None = None

    def __len__(self) -> int:
        return len(self.styles) + len(self.bst)

    def first(self, most: int) -> FoundStyles:
        """Return the first of them, so many at most, and some of BibTeX's among them."""
        least = min(_LEAST_BST, len(self.bst), most // 2)
        kept = max(most - len(self.styles), least)
        return lazily.replace(self, styles=self.styles[: most - kept], bst=self.bst[:kept])

    @property
    def for_json(self) -> list[dict[str, object]]:
        """The styles as JSON has them, the one to use for the venue first."""
        found: list[dict[str, object]] = []
        for info in self.styles:
            row: dict[str, object] = {
                "name": info.name,
                "kind": "csl",
                "title": info.title,
                "short_title": info.short_title or None,
                "same_as": info.parent or None,
                "format": info.format or None,
                "fields": list(info.fields),
                "locale": info.locale or None,
                "issn": list(info.issns),
                "id": info.id,
            }
            if self.advice and info.name == self.advice.style:
                row["for_venue"] = self.venue
                row["bst"] = self.advice.bst
                row["reason"] = self.advice.reason.format(venue=self.venue)
            found.append(row)
        return found + [{"name": name, "kind": "bst"} for name in self.bst]


def find_styles(
    words: Sequence[str],
    wanted: StyleFilter | None = None,
    *,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> FoundStyles:
    """Return the styles that all words are found in, the likeliest first; see `synbib.csl.style.search_styles`.

    Where the words name a conference that has no style of its own, the one to use for it comes first.

    Args:
        words: What is looked for.
        wanted: Which styles are wanted; all by default. BibTeX's are found by their names where it is all.
        tell: Is given how many files are read, and how many there are, where they are not known from before.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: No style is for that field; the nearest fields are suggested.
    """
    expect_several(words, "words", str, "words")
    which = wanted or StyleFilter()
    expect(which, "wanted", StyleFilter, "write e.g. StyleFilter(format='numeric')")
    known = style_infos(tell)
    infos = [info for info in known if which.takes(info)]
    if which.field and not infos:
        fields = {field for info in known for field in info.fields}
        if which.csl_field not in fields:
            raise UnknownNameError.among("field of learning", which.field, sorted(fields))
    found = search_styles(infos, words)
    text = " ".join(words)
    named = style_for_venue(text) if text else None
    advised = [info for info in infos if named and info.name == named[1].style]
    if named and advised:
        found = [*advised, *(info for info in found if info.name != named[1].style)]
    folded = [fold(word) for word in words]
    bst: list[str] = []
    if words and which == StyleFilter():
        bst = [name for name in installed_styles() if all(word in fold(name) for word in folded)]
        whole = "".join(folded).removesuffix(".bst")
        bst.sort(key=lambda name: (not fold(name).startswith(whole), len(name), name))
    if named and advised:
        venue, advice = named
        return FoundStyles(tuple(found), tuple(bst), venue.acronym, advice)
    return FoundStyles(tuple(found), tuple(bst))


def near_styles(words: Sequence[str]) -> list[str]:
    """Return the names of styles that look most like what was searched for, where nothing is found."""
    name = "-".join(fold(word) for word in words)
    # No style has so long a name, and to compare it takes time in proportion to its square.
    if len(name) > LONGEST_STYLE_NAME:
        return []
    return nearest(name, (*ALIASES, *(info.name for info in style_infos())))


# --- Lines ------------------------------------------------------------------------------------------------------

_GAP: Final = "  "
_FORMAT: Final = len("author-date")
_STACKED: Final = 80  # columns, below which a style takes two lines
_INDENT: Final = "    "


def write_styles(found: FoundStyles, width: int | None = None) -> str:
    """Return the styles a line each: name, how it cites, what it is the same as or for which field, title.

    Args:
        found: The styles.
        width: How many columns a line may take, where texts are to be cut; less than 80 have two lines for a style.
    """
    rows = [(info.name, info.format, _about(info), info.title) for info in found.styles] + [
        (name, "BibTeX", "", "") for name in found.bst
    ]
    if width is None:
        return _aligned(rows, (None, None, None, None))
    shown = [tuple(map(visible, row)) for row in rows]
    if width < _STACKED:
        return "\n".join(
            line
            for name, *rest in shown
            for line in (
                fitted(name, width).rstrip(),
                fitted(_INDENT + " · ".join(filter(None, rest)), width).rstrip(),
            )
            if line.strip()
        )
    name, about = width * 2 // 5, width // 5
    title = width - name - about - _FORMAT - 3 * len(_GAP)
    return _aligned(shown, (name, _FORMAT, about, title))


def _about(info: StyleInfo) -> str:
    if info.parent:
        return f"same as {info.parent}"
    return ", ".join(field.replace("_", " ") for field in info.fields)


def _aligned(rows: Sequence[Sequence[str]], most: Sequence[int | None]) -> str:
    """Return rows in columns, each as wide as its widest cell, at most so wide; the last takes what is left."""
    widest = [max(map(columns, cells), default=0) for cells in zip(*rows, strict=True)]
    widths = [w if limit is None else min(w, limit) for w, limit in zip(widest, most, strict=True)]
    if widths and None not in most:
        spare = sum(limit or 0 for limit in most[:-1]) - sum(widths[:-1])
        widths[-1] = min(widest[-1], (most[-1] or 0) + spare)
    return "\n".join(
        _GAP.join(fitted(cell, w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def write_names(own: Mapping[str, str], width: int | None = None) -> str:
    """Return the names that a style may be called by beside that of its file, and the styles that are ours.

    Args:
        own: Name → style, of the project's own names.
        width: How many columns a line may take.
    """
    ours = [(info.name, info.title) for info in style_infos() if info.id.startswith(_OURS)]
    parts = [
        ("Names of this project ([styles] in its settings):", sorted(own.items())),
        ("Styles of ours:", ours),
        ("Short names:", sorted(ALIASES.items())),
    ]
    return "\n\n".join(f"{title}\n{listed(rows, width)}" for title, rows in parts if rows)
