"""What an entry is made of: its type, its fields, and those that it lacks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import bibtex
from synbib.errors import Diagnostic
from synbib.library import Entry
from synbib.library.rules.fault import Check, EntryCheck, Fault
from synbib.library.rules.near import meant_by
from synbib.library.rules.subject import Subject
from synbib.model.fields import ALIASES, FIELDS, find_field
from synbib.model.identifiers import arxiv_as_written
from synbib.model.required import is_biblatex, missing_fields
from synbib.model.types import TYPES

__all__ = ["CHECKS"]

# Types that are no works, and those that biblatex leaves to its styles.
_OTHER_TYPES: Final = frozenset(("set", "xdata", *(f"custom{letter}" for letter in "abcdef")))
# Names that look like those of other fields, and are their own.
_OWN_NAMES: Final = frozenset(("coden", "eissn", "pissn"))
_WITHOUT_PARENTS: Final = frozenset(("unknown-parent", "crossref-circle", "too-many-parents"))
# BibTeX's standard styles print a volume or a number of these, not both (btxbst.doc, `format.number.series`).
_ONE_OF_BOTH: Final = frozenset(
    ("book", "inbook", "incollection", "inproceedings", "proceedings", "conference")
)


def unknown_type(entry: Entry) -> Iterator[Fault]:
    """Yield a type that neither BibTeX nor biblatex has."""
    if entry.type not in TYPES and entry.type not in _OTHER_TYPES:
        near = meant_by(entry.type, _TYPES)
        hint = f"did you mean '@{near}'?" if near else ""
        yield Fault(f"'@{entry.type}' is not a type of BibTeX or biblatex", hint=hint)


def missing_fields_of_entries(subject: Subject) -> Iterator[Diagnostic]:
    """Yield what entries of their types have to have, and lack; where nothing is inherited that should be, nothing."""
    orphans = {
        subject.ignores.block_of(found)
        for found in subject.library.diagnostics
        if found.code in _WITHOUT_PARENTS
    }
    for entry in subject.library.values():
        if (lacking := _lacking(entry)) and entry.source not in orphans:
            what = f"an entry '@{entry.type}' needs {lacking}"
            yield subject.find(entry, "missing-field", what)


def _lacking(entry: Entry) -> str:
    lacking = missing_fields(entry.type, entry.fields)
    if entry.type == "article" and _is_preprint(entry):
        lacking = [choices for choices in lacking if choices != ("journaltitle",)]
    biblatex = is_biblatex(entry.type, entry.fields)
    return ", ".join(
        " or ".join(f"'{_written(name, entry.type, biblatex=biblatex)}'" for name in choices)
        for choices in lacking
    )


def _is_preprint(entry: Entry) -> bool:
    return "eprint" in entry.fields or arxiv_as_written(entry.fields.get("doi", "")) is not None


def _written(name: str, entry_type: str, *, biblatex: bool) -> str:
    """The name of a field as the tradition has it that an entry is written in."""
    if biblatex:
        return name
    if name == "institution" and entry_type != "techreport":
        return "school"
    return {"journaltitle": "journal", "date": "year"}.get(name, name)


def misspelt_field(entry: Entry) -> Iterator[Fault]:
    """Yield a field that nothing knows, and whose name is almost one that the entry lacks."""
    for name in entry.own_fields:
        if find_field(name) is None and name not in _OWN_NAMES:
            near = meant_by(name, _NAMES)
            # With the field that is near, `notes` may be one's own; the same letters in another order never are.
            if near and (near not in entry.fields or sorted(near) == sorted(name)):
                yield Fault(
                    f"the field '{name}' is not known",
                    name,
                    hint=f"did you mean '{near}'?",
                    of_name=True,
                )


_NAMES: Final = (*FIELDS, *ALIASES)
_TYPES: Final = tuple(TYPES)


def volume_and_number(entry: Entry) -> Iterator[Fault]:
    """Yield the books of BibTeX that have a volume and a number."""
    both = all(entry.own_fields.get(name, "").strip(" {}") for name in ("volume", "number"))
    if both and entry.type in _ONE_OF_BOTH and not is_biblatex(entry.type, entry.fields):
        yield Fault(
            f"an entry '@{entry.type}' has a volume and a number; BibTeX's styles print one of them",
            "number",
        )


def empty_field(entry: Entry) -> Iterator[Fault]:
    """Yield the fields in which nothing stands; of those without a value, reading has told."""
    for name, value in entry.own_fields.items():
        if not value.strip(" \t\r\n{}") and _has_value(entry, name):
            yield Fault(f"the field '{name}' is empty", name, mended={name: None})


def _has_value(entry: Entry, name: str) -> bool:
    written = entry.source.pairs if isinstance(entry.source, bibtex.Entry) else ()
    return all(value for own, value in written if own.lower() == name)


CHECKS: Final = (
    EntryCheck(
        "unknown-type",
        unknown_type,
        "@artcle{a, author = {Roe, Ann}, title = {T}, journal = {J}, year = 2020}",
        "@article{a, author = {Roe, Ann}, title = {T}, journal = {J}, year = 2020}",
    ),
    Check(
        "missing-field",
        missing_fields_of_entries,
        "@article{a, author = {Roe, Ann}, title = {T}, year = 2020}",
        "@article{a, author = {Roe, Ann}, title = {T}, journal = {J}, year = 2020}",
    ),
    EntryCheck(
        "misspelt-field",
        misspelt_field,
        "@misc{a, titel = {T}, year = 2020}",
        "@misc{a, title = {T}, year = 2020}",
    ),
    EntryCheck(
        "volume-and-number",
        volume_and_number,
        "@book{a, author = {Roe, Ann}, title = {T}, publisher = {P}, year = 2020, volume = 3, number = 7}",
        "@book{a, author = {Roe, Ann}, title = {T}, publisher = {P}, year = 2020, volume = 3}",
    ),
    EntryCheck(
        "empty-field",
        empty_field,
        "@misc{a,\n  title = {T},\n  note = {},\n}\n",
        "@misc{a,\n  title = {T},\n}\n",
    ),
)
