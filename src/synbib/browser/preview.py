"""What is shown of the entry in view: its reference in a style, its abstract, links and keywords."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from synbib.errors import SynbibError
from synbib.formatting import Wishes, formatter
from synbib.library import Entry
from synbib.library.facets import keywords
from synbib.text import MARKED, scrub
from synbib.text.controls import visible
from synbib.text.runs import Run, runs

__all__ = ["Paragraph", "preview"]


class Paragraph(NamedTuple):
    """A stretch of the preview.

    Attributes:
        label: What it is; ``""`` for the reference, which needs no label.
        runs: Its text, as a terminal may show it.
    """

    label: str
    runs: Sequence[Run]


def preview(
    entry: Entry, style: str, locale: str | None, groups: Sequence[str] = ()
) -> list[Paragraph]:
    """Return what is shown of an entry.

    Args:
        entry: The entry.
        style: The style of its reference.
        locale: The language of it; the style's own by default.
        groups: The paths of its groups.
    """
    return [Paragraph(label, _shown(text)) for label, text in _texts(entry, style, locale, groups)]


def _texts(
    entry: Entry, style: str, locale: str | None, groups: Sequence[str]
) -> Iterator[tuple[str, str]]:
    yield "", _reference(entry, style, locale)
    if abstract := entry.marked("abstract"):
        yield "Abstract", abstract
    for link in entry.links:
        yield scrub(link.label), scrub(link.url)
    if words := keywords(entry):
        yield "Keywords", scrub(", ".join(words))
    if groups:
        yield "Groups", scrub(", ".join(groups))
    yield "Key", scrub(f"{entry.key} ({entry.type})")


def _reference(entry: Entry, style: str, locale: str | None) -> str:
    """Return the reference as marked text; of a style without references, the citation; else why there is none."""
    try:
        made = formatter(style, [entry], Wishes(MARKED, locale, alone=True))
        if not made.has_bibliography:
            return made.citation(None)
        found = dict(made.bibliography().entries).get(entry.key, "")
    except SynbibError as error:
        return scrub(error.message)
    return found or scrub(entry.key)


def _shown(marked: str) -> list[Run]:
    return [run._replace(text=visible(run.text)) for run in runs(marked)]
