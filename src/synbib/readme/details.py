"""What is folded away under an entry: its abstract, and its BibTeX to copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from synbib import lazily
from synbib.library import Entry
from synbib.library.facets import marked_field
from synbib.model.fields import FIELDS, canonical
from synbib.text import markdown
from synbib.text.controls import without_controls
from synbib.text.months import MONTHS

__all__ = ["DETAILS", "abstract", "bibtex", "details"]

# What concerns this list or this disk, and nobody who copies the entry.
_PRIVATE: Final = frozenset(name for name, field in FIELDS.items() if field.private)
_BACKTICKS: Final = lazily.pattern("`+")


def abstract(entry: Entry) -> str:
    """Return the entry's abstract as one paragraph of Markdown, ``""`` if it has none."""
    return markdown.inline(" ".join(marked_field(entry, "abstract").split()))


def bibtex(entry: Entry) -> str:
    """Return the entry as BibTeX that stands for itself: macros expanded, nothing inherited, nothing private."""
    fields = [
        f"  {name} = {_value(name, value)},"
        for name, value in entry.fields.items()
        if canonical(name) not in _PRIVATE
    ]
    return without_controls("\n".join([f"@{entry.type}{{{entry.key},", *fields, "}"]))


def _value(name: str, value: str) -> str:
    if name == "month" and (month := value.strip().capitalize()) in MONTHS:
        return month[:3].lower()  # BibTeX's macro, which each style writes in its own way
    return f"{{{' '.join(value.split())}}}"


def _fenced(entry: Entry) -> str:
    text = bibtex(entry)
    fence = "`" * max(3, 1 + max(map(len, _BACKTICKS.findall(text)), default=0))
    return f"{fence}bibtex\n{text}\n{fence}"


# Name of the option's value → the summary, and what is folded under it.
DETAILS: Final[dict[str, tuple[str, Callable[[Entry], str]]]] = {
    "abstract": ("Abstract", abstract),
    "bibtex": ("BibTeX", _fenced),
}


def details(entry: Entry, kinds: Sequence[str]) -> Iterator[str]:
    """Yield a folded block for each kind of which the entry has something."""
    for kind in kinds:
        summary, write = DETAILS[kind]
        if text := write(entry):
            # Blank lines, as what is inside is Markdown only where it is not part of the HTML (CommonMark §4.6).
            yield f"<details>\n<summary>{summary}</summary>\n\n{text}\n\n</details>"
