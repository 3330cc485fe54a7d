"""What a style is and does, and what it makes of works: what ``synbib styles show`` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.bst import BstStyle
from synbib.choices import OutputFormat
from synbib.csl import Cite, Style
from synbib.csl.style import StyleInfo, features, find_style, info_of
from synbib.formatting import Wishes, formatter, is_bst
from synbib.library import Entry, Library, read_text
from synbib.setting import set_text
from synbib.text import MARKED
from synbib.text.controls import visible
from synbib.text.listing import folded_lines, listed

__all__ = ["Sample", "ShownStyle", "show_style", "write_style"]

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
