"""Styles found by what people call them, and what they make of works: what ``synbib styles`` does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.bst import BstStyle, installed_styles
from synbib.choices import OutputFormat
from synbib.csl import Cite, Style
from synbib.csl.style import (
    ALIASES,
    StyleInfo,
    features,
    find_style,
    info_of,
    search_styles,
    style_infos,
)
from synbib.errors import nearest
from synbib.formatting import Wishes, formatter, is_bst
from synbib.formatting.venue_styles import VenueStyle, style_for_venue
from synbib.library import Entry, Library, read_text
from synbib.model.languages import language_tag
from synbib.setting import set_text
from synbib.text import MARKED
from synbib.text.columns import columns, fitted
from synbib.text.controls import visible
from synbib.text.folding import fold
from synbib.text.listing import folded_lines, listed

__all__ = [
    "FoundStyles",
    "Sample",
    "ShownStyle",
    "StyleFilter",
    "find_styles",
    "near_styles",
    "show_style",
    "write_names",
    "write_style",
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

    def takes(self, info: StyleInfo) -> bool:
        """Whether a style is wanted."""
        return (
            self.format in ("", info.format)
            and (not self.field or self.field.lower().replace(" ", "_") in info.fields)
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
        """Return the first of them, and some of BibTeX's in any case."""
        kept = max(most - len(self.styles), min(_LEAST_BST, len(self.bst)))
        return lazily.replace(self, styles=self.styles[: max(most - kept, 1)], bst=self.bst[:kept])

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
    """
    expect_several(words, "words", str, "words")
    which = wanted or StyleFilter()
    expect(which, "wanted", StyleFilter, "write e.g. StyleFilter(format='numeric')")
    infos = [info for info in style_infos(tell) if which.takes(info)]
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
    return nearest("-".join(fold(word) for word in words), (info.name for info in style_infos()))


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


# --- One style --------------------------------------------------------------------------------------------------

# A work of each kind that a style is looked at for, where the store has none: one of our choice.
_EXAMPLES: Final = r"""
@article{shannon1948,
  author = {Shannon, Claude E.}, title = {A Mathematical Theory of Communication},
  journal = {Bell System Technical Journal}, volume = {27}, number = {3}, pages = {379--423}, year = {1948},
  doi = {10.1002/j.1538-7305.1948.tb01338.x},
}
@book{knuth1997,
  author = {Knuth, Donald E.}, title = {Fundamental Algorithms}, series = {The Art of Computer Programming},
  volume = {1}, edition = {3}, publisher = {Addison-Wesley}, address = {Reading, MA}, year = {1997},
}
@misc{perelman2002,
  author = {Perelman, Grisha}, title = {The Entropy Formula for the {Ricci} Flow and Its Geometric Applications},
  year = {2002}, eprint = {math/0211159}, archiveprefix = {arXiv}, primaryclass = {math.DG},
}
"""
# What is shown → the type that its item has in CSL.
_KINDS: Final = {"article": "article-journal", "book": "book", "preprint": "article"}
_LOCATOR: Final = "12"
_NARROWEST: Final = 20


@lazily.dataclass(frozen=True, slots=True)
class Sample:
    """What a style makes of one work.

    Attributes:
        kind: ``article``, ``book`` or ``preprint``; ``""`` for a work that was asked for.
        key: Its citation key.
        is_own: Whether it is an entry of the store, and not one of the examples.
        citation: It cited.
        located: It cited with a page.
        reference: Its reference; ``""`` if the style has none.
    """

    kind: str
    key: str
    is_own: bool
    citation: str
    located: str
    reference: str


@lazily.dataclass(frozen=True, slots=True)
class ShownStyle:
    """A style, and what it makes of some works.

    Attributes:
        name: What it is found by.
        title: Its title; of one of BibTeX's, its file.
        facts: What is known of it: name of the fact → what it is.
        samples: What it makes of works.
    """

    name: str
    title: str
    facts: Mapping[str, str | tuple[str, ...]]
    samples: tuple[Sample, ...]

    def for_json(self, format: OutputFormat = "text") -> dict[str, object]:
        """Return the same as JSON has it, what is formatted in a format."""
        samples = [
            {
                "kind": each.kind or None,
                "key": each.key,
                "of_the_store": each.is_own,
                "citation": set_text(each.citation, format),
                "with_a_page": set_text(each.located, format) or None,
                "reference": set_text(each.reference, format) or None,
            }
            for each in self.samples
        ]
        facts = {name.lower().replace(" ", "_"): value for name, value in self.facts.items()}
        return {"name": self.name, "title": self.title, **facts, "samples": samples}


def show_style(
    name: str,
    library: Library | None = None,
    *,
    keys: Iterable[str] = (),
    locale: str | None = None,
) -> ShownStyle:
    """Return what a style is, and what it makes of an article, a book and a preprint.

    Args:
        name: A CSL style by name, alias, title or path; or one of BibTeX's: ``plain.bst``.
        library: The store whose first works of these kinds are shown; examples of ours where it has none.
        keys: The works of the store to show in their stead.
        locale: The language; the style's own by default.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        StyleError: There is no such style, or it is not valid.
        UnknownNameError: The store has no such entry.
    """
    if library is not None:
        expect(library, "library", Library, "synbib.read(path) reads one")
    works = _works(library, expect_several(keys, "keys", str, "keys"))
    samples = tuple(_sample(kind, entry, is_own, name, locale) for kind, entry, is_own in works)
    if is_bst(name):
        facts: dict[str, str | tuple[str, ...]] = {
            "kind": "a style of BibTeX's",
            "file": BstStyle.load(name).name,
        }
        return ShownStyle(Path(name).name, Path(name).name, facts, samples)
    style = Style.load(name)
    path = find_style(name)
    info = info_of(path)
    return ShownStyle(info.name, info.title, _facts(info, style), samples)


def _works(library: Library | None, keys: list[str]) -> list[tuple[str, Entry, bool]]:
    if keys:
        entries = [] if library is None else library.select(keys)
        return [("", entry, True) for entry in entries]
    examples = {str(entry.csl["type"]): entry for entry in read_text(_EXAMPLES).values()}
    own: dict[str, Entry] = {}
    for entry in library.values() if library is not None else ():
        own.setdefault(str(entry.csl["type"]), entry)
        if own.keys() >= set(_KINDS.values()):
            break
    return [
        (kind, own.get(csl_type) or examples[csl_type], csl_type in own)
        for kind, csl_type in _KINDS.items()
    ]


def _sample(kind: str, entry: Entry, is_own: bool, style: str, locale: str | None) -> Sample:
    wishes = Wishes(MARKED, locale)
    made = formatter(style, [entry], wishes)
    page = [Cite(entry.key, _LOCATOR, "page")]
    return Sample(
        kind,
        entry.key,
        is_own,
        made.citation(None),
        formatter(style, [entry], wishes).citation(page),
        "".join(text for _, text in made.bibliography().entries) if made.has_bibliography else "",
    )


def write_style(shown: ShownStyle, format: OutputFormat = "text", width: int | None = None) -> str:
    """Return a style as a person looks at it: its title, what is known of it, and what it makes of each work.

    Args:
        shown: The style.
        format: What citations and references are written in.
        width: How many columns a line has.
    """
    head = "\n".join(folded_lines(visible(f"{shown.title} ({shown.name})"), width))
    facts = (
        (name, value if isinstance(value, str) else "; ".join(value))
        for name, value in shown.facts.items()
    )
    blocks = [f"{head}\n{listed(facts, width)}"]
    for each in shown.samples:
        origin = each.key if each.is_own else f"{each.key}, an example"
        title = f"{each.kind} ({origin})" if each.kind else each.key
        parts = [each.citation, each.located, each.reference]
        blocks.append("\n".join([visible(title), *_set(parts, format, width)]))
    return "\n\n".join(blocks)


def _set(parts: Iterable[str], format: OutputFormat, width: int | None) -> Iterator[str]:
    inner = None if width is None else max(width - 2, _NARROWEST)
    for part in filter(None, parts):
        yield from (f"  {line}" for line in set_text(part, format, inner).split("\n"))


_CITES: Final = {
    "author": "by author",
    "author-date": "by author and year",
    "label": "by labels",
    "note": "in notes",
    "numeric": "by numbers",
}


def _facts(info: StyleInfo, style: Style) -> dict[str, str | tuple[str, ...]]:
    facts: dict[str, str | tuple[str, ...]] = {
        "kind": "a CSL style",
        "cites": _CITES.get(info.format, ""),
        "same as": info.parent,
        "based on": tuple(url.rstrip("/").rpartition("/")[2] for url in info.templates),
        "fields": tuple(field.replace("_", " ") for field in info.fields),
        "language": info.locale or style.default_locale or "that of the document",
        "does": features(style),
        "ISSN": info.issns,
        "id": info.id,
        "follows": info.documentation,
        "licence": info.license,
        "written by": info.authors,
        "changed": info.updated,
    }
    return {name: value for name, value in facts.items() if value}
