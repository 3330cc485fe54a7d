"""The rules, each a function with its row in `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.library.rules.subject import Subject
from synbib.model.dates import impossible_date
from synbib.model.fields import FieldKind, find_field

__all__ = ["CHECKS", "Check"]

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
    for entry in subject.library.values():
        for name, value in entry.fields.items():
            field = find_field(name)
            if field and field.kind is FieldKind.DATE and impossible_date(value):
                what = f"'{value.strip()}' in the field '{name}' is not a day of any calendar"
                yield subject.find(entry, "impossible-date", what, field=name)


@lazily.dataclass(frozen=True, slots=True)
class Check:
    """A rule that looks at what was read.

    Attributes:
        code: The code of what it finds, which has its row in `synbib.diagnostics.RULES`.
        run: Yields what it finds, in any order.
    """

    code: str
    run: Callable[[Subject], Iterator[Diagnostic]]


# All rules. Findings that reading has made already with the code of one are left to it.
CHECKS: Final = (
    Check("duplicate-key", taken_keys),
    Check("duplicate", same_works),
    Check("impossible-date", impossible_dates),
)
