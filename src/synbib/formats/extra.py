"""The lines of a note that hold what a program's form has no room for: ``PMID: 123``, ``tex.eprint: 2101.00001``.

Sources: "Citing Fields from Extra" of Zotero's documentation (``Variable: value``), the older form of citeproc-js
(``{:variable: value}``), and "Extra fields" of Better BibTeX (``tex.field: value``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.formats.data import Record
from synbib.formats.outgoing import Outgoing
from synbib.formats.texts import marked
from synbib.model.eprint import arxiv_id
from synbib.model.fields import FIELDS, FieldKind, find_field, stays_here
from synbib.model.identifiers import ARXIV
from synbib.text import to_markup

__all__ = ["fields_in", "lines_of", "with_extra"]

_LINE: Final = lazily.pattern(
    r"\{?:?\s*(?P<name>[A-Za-z][\w. -]{1,40}?)\s*:\s*(?P<value>\S[^}]*)\}?"
)
_ARXIV: Final = lazily.pattern(
    rf"arXiv:\s*(?P<number>{ARXIV})(?:\s*\[(?P<class>[\w.-]+)\])?", re.IGNORECASE
)
_DATES: Final = frozenset({"accessed", "event-date", "issued", "original-date", "submitted"})
_FURTHER: Final = frozenset(
    [
        "DOI",
        "ISBN",
        "ISSN",
        "PMCID",
        "PMID",
        "URL",
        "citation-key",
        "collection-number",
        "container-title",
        "event-place",
        "event-title",
        "genre",
        "issue",
        "language",
        "number",
        "page",
        "publisher",
        "publisher-place",
        "status",
        "type",
    ]
)
# Variables in lower case → as CSL spells them; those of people have no one form.
_VARIABLES: Final[Mapping[str, str]] = {
    variable.lower(): variable
    for variable in (
        {field.variable for field in FIELDS.values() if field.kind is not FieldKind.NAMES}
        | _DATES
        | _FURTHER
    )
    if variable not in ("", "note", "annote", "abstract", "title")
}
_TEX: Final = "tex."
# What Better BibTeX keeps there that is not a field.
_NO_FIELDS: Final = frozenset({"entrytype", "ids", "referencetype"})


def lines_of(work: Outgoing, *, variables: bool = False) -> Iterator[str]:
    """Yield what a format has no place for as lines of a note, and take it.

    Names have no form there, and what concerns one list or disk, as time stamps and groups do, stays with it.

    Args:
        work: The entry.
        variables: Whether a field is told as the variable of CSL that it is, as reference managers read it, and
            `with_extra`: ``PMID: 123``; else all are told as ``tex.pmid: 123``, as `fields_in` reads them.
    """
    if variables and work.has("eprint") and (number := arxiv_id(work.entry.fields)):
        work.take("eprint", "eprinttype")
        group = work.text("eprintclass")
        yield f"arXiv:{number}" + (f" [{group}]" if group else "")
    for name, text in work.left.items():
        line = f"{_TEX}{name}: {' '.join(to_markup(text).split())}"
        if stays_here(name) or not _field_told(line):
            continue
        work.take(name)
        field = find_field(name)
        variable = field.variable if field and variables else ""
        is_told = variable not in _DATES and variable.lower() in _VARIABLES
        yield f"{variable}{line[line.index(':') :]}" if is_told else line


def with_extra(item: Record) -> tuple[Record, dict[str, str]]:
    """Return an item with the variables of its note, and the fields of BibTeX that the note has.

    A variable that the item has itself stays, and so does a line that is not a variable.

    Args:
        item: An item of CSL-JSON.
    """
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return item, {}
    variables: dict[str, Any] = {}
    fields: dict[str, str] = {}
    kept: list[str] = []
    for line in note.split("\n"):
        if found := _ARXIV.fullmatch(line.strip()):
            fields |= {"arxiv": found["number"], "primaryclass": found["class"] or ""}
            continue
        if told := _field_told(line):
            fields[told[0]] = told[1]
            continue
        named = _LINE.fullmatch(line.strip())
        name = named["name"].lower().replace(" ", "-") if named else ""
        if name.startswith(_TEX) and name.removeprefix(_TEX) in _NO_FIELDS:
            continue
        if named and (variable := _VARIABLES.get(name)):
            is_date = variable in _DATES
            variables[variable] = {"raw": named["value"]} if is_date else named["value"]
        else:
            kept.append(line)
    return {**variables, **item, "note": "\n".join(kept)}, fields


def fields_in(note: str) -> tuple[str, dict[str, str]]:
    """Return a note without the lines ``tex.field: value`` in it, and their fields."""
    if _TEX not in note:
        return note, {}
    kept: list[str] = []
    fields: dict[str, str] = {}
    for line in note.split("\n"):
        if told := _field_told(line):
            fields[told[0]] = marked(told[1])
        else:
            kept.append(line)
    return "\n".join(kept).strip(), fields


def _field_told(line: str) -> tuple[str, str] | None:
    """Return the field, and its text, that a line ``tex.field: value`` tells; names have no form there."""
    found = _LINE.fullmatch(line.strip())
    name = found["name"].lower() if found else ""
    if found is None or not name.startswith(_TEX):
        return None
    field = name.removeprefix(_TEX)
    known = FIELDS.get(field)
    is_text = field not in _NO_FIELDS and (known is None or known.kind is not FieldKind.NAMES)
    return (field, found["value"]) if is_text else None
