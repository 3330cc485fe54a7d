"""Keys and macros: what TeX cannot cite, and what nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import bibtex
from synbib.bibtex.careful import Problem
from synbib.bibtex.values import macro_names
from synbib.errors import Diagnostic, nearest
from synbib.library import Entry
from synbib.library.inherit import keys_of
from synbib.library.rules.fault import Check, EntryCheck, Fault
from synbib.library.rules.subject import Subject
from synbib.model.citekey import UNCITABLE

__all__ = ["CHECKS"]

_RELATED: Final = frozenset(("related", "xref"))
# For so many unknown keys the nearest are looked for, which each key is compared for.
_MOST_LOOKED_FOR: Final = 20


def uncitable_key(entry: Entry) -> Iterator[Fault]:
    r"""Yield keys with characters that cannot stand in ``\cite``."""
    if found := UNCITABLE.search(entry.key):
        yield Fault(f"the key holds '{found[0]}', which TeX cannot cite", text=found[0])


def uncited_entries(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the entries that no document cites, and to which none that is cited refers."""
    if subject.cited is None:
        return
    reached = subject.library.reached(subject.cited)
    for key, entry in subject.library.items():
        if entry.source not in reached:
            yield subject.find(entry, "uncited-entry", f"no document cites '{key}'")


def unknown_related(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the keys of entries that are not there, of those fields from which nothing is inherited."""
    looked_for = 0
    for entry in subject.entries:
        for name in _RELATED & entry.own_fields.keys():
            for key in keys_of(entry.own_fields[name]):
                if subject.library.get(key) is None:
                    looked_for += 1
                    near = nearest(key, subject.library) if looked_for <= _MOST_LOOKED_FOR else []
                    hint = f"did you mean {' or '.join(near)}?" if near else ""
                    what = f"{name} names '{key}', and there is no such entry"
                    yield subject.find(entry, "unknown-related", what, hint, name, key)


def unused_strings(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the macros of a file that none of its values names; a file of macros alone is for others."""
    for document in subject.library.documents:
        defined = [block for block in document.blocks if isinstance(block, bibtex.StringDef)]
        entries = [block for block in document.blocks if isinstance(block, bibtex.Entry)]
        if not defined or not entries:
            continue
        values = (
            *(value for block in entries for _, value in block.pairs),
            *(block.value for block in defined),
        )
        used = {name.lower() for value in values for name in macro_names(value)}
        for block in defined:
            if block.fields and block.name.lower() not in used:
                message = f"nothing uses the macro '{block.name}'"
                yield document.diagnose(Problem(block.fields[0].start, "unused-string", message))


CHECKS: Final = (
    EntryCheck("uncitable-key", uncitable_key, "@misc{a%b, title = {T}}", "@misc{ab, title = {T}}"),
    Check("uncited-entry", uncited_entries),
    Check(
        "unknown-related",
        unknown_related,
        "@misc{a, title = {T}, related = {roe2002}}\n@misc{roe2020, title = {U}}",
        "@misc{a, title = {T}, related = {roe2020}}\n@misc{roe2020, title = {U}}",
        of_entries=True,
    ),
    Check(
        "unused-string",
        unused_strings,
        "@string{s = {S}}\n@misc{a, title = {T}}",
        "@misc{a, title = {T}}",
    ),
)
