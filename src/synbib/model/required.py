"""Which fields an entry of each type has to have, as tables.

Sources: Patashnik, *BibTeXing* §3.1; biblatex manual §2.1.1. The two differ in what a book needs, and in what its parts
are, so that an entry is held to the one that it was written for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from synbib.model.fields import FIELDS, canonical

__all__ = ["is_biblatex", "missing_fields"]

_Required = Mapping[str, tuple[str, ...]]


def _table(rows: str) -> _Required:
    """Return type → what it needs; of words with bars between, one. The names are those of `synbib.model.fields`."""
    pairs = (row.split(":") for row in rows.strip().splitlines())
    return {kind: tuple(fields.split()) for kinds, fields in pairs for kind in kinds.split()}


_BIBTEX: Final = _table(
    """
    article: author title journaltitle date
    book: author|editor title publisher date
    booklet: title
    conference inproceedings: author title booktitle date
    inbook: author|editor title chapter|pages publisher date
    incollection: author title booktitle publisher date
    manual: title
    mastersthesis phdthesis: author title institution date
    proceedings: title date
    techreport: author title institution date
    unpublished: author title note
    """
)
_BIBLATEX: Final = _table(
    """
    article: author title journaltitle date
    book mvbook: author|editor title date
    inbook bookinbook suppbook: author|editor title booktitle|maintitle date
    booklet dataset manual: author|editor title date
    collection mvcollection reference mvreference: editor title date
    conference incollection inproceedings inreference suppcollection: author title booktitle date
    online electronic www: title url|doi|eprint
    patent: author title number date
    periodical: title date
    proceedings mvproceedings: title date
    report techreport: author title institution date
    thesis mastersthesis phdthesis: author title institution date
    unpublished: author title date
    """
)
# What stands for a date where a work has none yet.
_INSTEAD: Final = {
    "date": ("year", "pubstate"),
    "author": ("shortauthor",),
    "note": ("howpublished",),
}


def is_biblatex(entry_type: str, fields: Collection[str]) -> bool:
    """Whether an entry was written for biblatex: by its type, or by fields that only biblatex has.

    Args:
        entry_type: The entry type in lower case.
        fields: The names of its fields in lower case, as they are written.
    """
    if entry_type in _BIBLATEX and entry_type not in _BIBTEX:
        return True
    return any(name in FIELDS and FIELDS[name].biblatex for name in fields)


def missing_fields(entry_type: str, fields: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return what an entry lacks, of each one or several fields of which it needs one; nothing of a type of one's own.

    Args:
        entry_type: The entry type in lower case.
        fields: Field in lower case → its content, with what is inherited.
    """
    table = _BIBLATEX if is_biblatex(entry_type, fields) else _BIBTEX
    there = {canonical(name) for name, value in fields.items() if value.strip(' {}"')}
    return [
        tuple(choices)
        for choices in (needed.split("|") for needed in table.get(entry_type, ()))
        if there.isdisjoint(_with_others(choices))
    ]


def _with_others(choices: list[str]) -> list[str]:
    return [*choices, *(other for one in choices for other in _INSTEAD.get(one, ()))]
