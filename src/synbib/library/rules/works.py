"""Works that stand twice, dates that cannot be, and macros that are not known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import bibtex, lazily
from synbib.errors import Diagnostic
from synbib.latex.decode import decode_reporting
from synbib.library import Entry
from synbib.library.rules.fault import Check
from synbib.library.rules.subject import Subject
from synbib.model.dates import impossible_date, impossible_part
from synbib.model.eprint import arxiv_id, arxiv_month
from synbib.model.fields import LATEX_KINDS, FieldKind, find_field
from synbib.model.identifiers import arxiv_as_written
from synbib.model.venue import is_preprint
from synbib.text.months import MONTHS

__all__ = ["CHECKS"]

_ONE_YEAR: Final = lazily.pattern(r"[\s{]*\d{4}(?:-\d\d){0,2}[\s}]*")
# How a macro is defined in an `@preamble`.
_DEFINITION: Final = lazily.pattern(
    r"""
    \\ (?: (?:re|provide)?newcommand | providecommand | DeclareRobustCommand | DeclareMathOperator | [gex]?def | let )
    \*? \s* \{? \s* \\ (?P<name> [A-Za-z]+ | . )
    """,
    re.VERBOSE,
)
_KINDS_OF_DATES: Final = ("", "event", "orig", "url")
_REASONS: Final = {
    "doi": "the same DOI",
    "eprint": "the same eprint",
    "title": "title, author and year",
}


def taken_keys(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the entries whose key is taken, with what to do about each."""
    same = {
        entry.source.document.position(entry.source.start)
        for entry in subject.repeated
        if entry.source
    }
    for found in subject.library.diagnostics:
        if found.code == "duplicate-key":
            if (found.line, found.column) in same:
                yield lazily.replace(found, hint="one work: --merge makes one entry of them")
            else:
                yield lazily.replace(found, hint=f"two works: {found.hint}")


def same_works(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the works that stand twice, each at the place of its second entry."""
    for cluster in subject.clusters:
        first, *others = cluster.keys
        what = "may be the same work" if cluster.likely else "is the same work"
        yield subject.find(
            subject.library[others[0]],
            "duplicate",
            f"'{', '.join(others)}' {what} as '{first}': {_REASONS[cluster.reason]}",
        )


def impossible_dates(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the dates that no calendar has, each at its field."""
    for entry in subject.entries:
        for name, value in entry.fields.items():
            field = find_field(name)
            if field and field.kind is FieldKind.DATE and impossible_date(value):
                what = f"'{value.strip()}' in the field '{name}' is not a day of any calendar"
                yield subject.find(entry, "impossible-date", what, field=name)
        for kind in _KINDS_OF_DATES:
            if name := impossible_part(entry.own_fields, kind):
                parts = (f"{kind}{part}" for part in ("year", "month", "day"))
                said = ", ".join(
                    f"{part} '{entry.fields[part]}'" for part in parts if part in entry.fields
                )
                what = f"{said} is not a day of any calendar"
                yield subject.find(entry, "impossible-date", what, field=name)


def years_of_last_versions(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the preprints of arXiv whose year is not that in which arXiv gave their number."""
    for entry in subject.entries:
        # A note may speak of another version, or of where the text is read besides.
        fields = {name: value for name, value in entry.own_fields.items() if name != "note"}
        identifier = arxiv_id(fields)
        given = arxiv_month(identifier) if identifier else None
        name = "date" if "date" in fields else "year"
        if given is None or name not in fields or not _ONE_YEAR.fullmatch(fields[name]):
            continue
        if not _is_only_preprint(entry):
            continue
        said = int(entry.year)
        # What is sent in on the last day of December gets a number in January.
        if said != given[0] and (said, given[1]) != (given[0] - 1, 1):
            month = f"{MONTHS[given[1] - 1]} {given[0]}"
            what = f"the number '{identifier}' is of {month}, the field '{name}' says {said}"
            yield subject.find(entry, "arxiv-year", what, field=name)


def _is_only_preprint(entry: Entry) -> bool:
    """Whether an entry of arXiv names nothing else that published it."""
    doi = entry.fields.get("doi", "")
    elsewhere = doi and arxiv_as_written(doi) is None
    return is_preprint(entry.venue) and entry.csl["type"].startswith("article") and not elsewhere


def unknown_latex_macros(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the LaTeX macros that nothing is known of, each once in a field, where it stands."""
    defined = {
        found["name"]
        for document in subject.library.documents
        for block in document.blocks
        if isinstance(block, bibtex.Preamble)
        for found in _DEFINITION.finditer(block.value)
    }
    for entry in subject.entries:
        for name, value in entry.own_fields.items():
            field = find_field(name) if "\\" in value else None
            if field and field.kind in LATEX_KINDS:
                unknown = dict.fromkeys(decode_reporting(value).unknown)
                for macro in (each for each in unknown if each not in defined):
                    what = f"'\\{macro}' in the field '{name}' is not known, and printed as it is written"
                    yield subject.find(
                        entry, "unknown-latex-macro", what, field=name, text=f"\\{macro}"
                    )


# Findings that reading has made already with the code of one are left to it.
CHECKS: Final = (
    Check("duplicate-key", taken_keys),
    Check("duplicate", same_works),
    Check("impossible-date", impossible_dates, of_entries=True),
    Check("arxiv-year", years_of_last_versions, of_entries=True),
    Check("unknown-latex-macro", unknown_latex_macros, of_entries=True),
)
