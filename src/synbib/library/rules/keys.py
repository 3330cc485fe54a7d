"""Keys and macros: what TeX cannot cite, and what nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from synbib import bibtex, lazily
from synbib.bibtex.careful import Problem
from synbib.errors import Diagnostic
from synbib.library import Entry
from synbib.library.inherit import keys_of
from synbib.library.rules.fault import Check, EntryCheck, Fault
from synbib.library.rules.subject import Subject
from synbib.model.citekey import UNCITABLE
from synbib.model.fields import REFERENCES

__all__ = ["CHECKS"]

_MACRO: Final = lazily.pattern(
    r"""\{(?:[^{}]|\{[^{}]*\})*+\}|"[^"]*"|(?P<name>[^\W\d][^\s{}"#,=]*)"""
)


def uncitable_key(entry: Entry) -> Iterator[Fault]:
    r"""Yield keys with characters that cannot stand in ``\cite``."""
    if found := UNCITABLE.search(entry.key):
        yield Fault(f"the key holds '{found[0]}', which TeX cannot cite")


def uncited_entries(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the entries that no document cites, and to which none that is cited refers."""
    if subject.cited is None:
        return
    library = subject.library
    of_alias = {alias: key for key, entry in library.items() for alias in entry.aliases}
    waiting = [of_alias.get(key, key) for key in subject.cited]
    reached: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key in library and key not in reached:
            reached.add(key)
            fields = library[key].own_fields
            waiting += (
                of_alias.get(other, other)
                for name in REFERENCES
                for other in keys_of(fields.get(name, ""))
            )
    for key, entry in library.items():
        if key not in reached:
            yield subject.find(entry, "uncited-entry", f"no document cites '{key}'")


def unused_strings(subject: Subject) -> Iterator[Diagnostic]:
    """Yield the macros of a file that none of its values names."""
    for document in subject.library.documents:
        defined = [block for block in document.blocks if isinstance(block, bibtex.StringDef)]
        if not defined:
            continue
        used = {
            found["name"].lower()
            for block in document.blocks
            if isinstance(block, bibtex.Entry | bibtex.StringDef)
            for value in (
                [v for _, v in block.pairs] if isinstance(block, bibtex.Entry) else [block.value]
            )
            for found in _MACRO.finditer(value)
            if found["name"]
        }
        for block in defined:
            if block.name.lower() not in used:
                message = f"nothing uses the macro '{block.name}'"
                yield document.diagnose(Problem(block.start, "unused-string", message))


CHECKS: Final = (
    EntryCheck("uncitable-key", uncitable_key, "@misc{a%b, title = {T}}", "@misc{ab, title = {T}}"),
    Check("uncited-entry", uncited_entries),
    Check(
        "unused-string",
        unused_strings,
        "@string{s = {S}}\n@misc{a, title = {T}}",
        "@misc{a, title = {T}}",
    ),
)
