"""What an entry takes over from its ``crossref`` parent and from ``xdata``, as tables.

Source: biblatex manual, appendix B "Default Inheritance Setup" and §2.4.1, and `biblatex.def`. BibTeX's rule, a
missing field is the parent's field of the same name (``bibtex.web`` §§ 277-279), is what is left where no row of
the tables speaks; so the two agree on what BibTeX files say: an ``@inproceedings`` with a ``booktitle`` of its own
keeps it, and one without has its ``@proceedings``' ``booktitle`` or, as biblatex has it, its ``title``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from synbib.bibtex.keys import XDATA_REFERENCE
from synbib.model.fields import FIELDS, canonical

__all__ = ["NOT_INHERITED", "XdataReference", "inherit", "keys_of", "reference"]

NOT_INHERITED: Final = frozenset(name for name, field in FIELDS.items() if field.own)

_SET = frozenset[str]
_IN_BOOKS: Final[_SET] = frozenset({"inbook", "bookinbook", "suppbook"})
_IN_COLLECTIONS: Final[_SET] = frozenset({"incollection", "inreference", "suppcollection"})
# These name the parent as a whole; under another title they would be wrong.
_DROPPED: Final[dict[str, tuple[str, ...]]] = {
    "shorttitle": (),
    "sorttitle": (),
    "indextitle": (),
    "indexsorttitle": (),
}


def _titles(prefix: str) -> dict[str, tuple[str, ...]]:
    return {**{n: (prefix + n,) for n in ("title", "subtitle", "titleaddon")}, **_DROPPED}


_AUTHOR: Final = {"author": ("author", "bookauthor")}
# Types of parents, types of children, parent's field → the child's fields.
_RULES: Final[tuple[tuple[_SET, _SET, Mapping[str, tuple[str, ...]]], ...]] = (
    (frozenset({"mvbook", "book"}), _IN_BOOKS, _AUTHOR),
    # Not in the manual: the author of the whole, where a volume is cited (as pandoc has it).
    (frozenset({"mvbook"}), frozenset({"book"}), _AUTHOR),
    (frozenset({"mvbook"}), _IN_BOOKS | {"book"}, _titles("main")),
    (
        frozenset({"mvcollection", "mvreference"}),
        _IN_COLLECTIONS | {"collection", "reference"},
        _titles("main"),
    ),
    (frozenset({"mvproceedings"}), frozenset({"proceedings", "inproceedings"}), _titles("main")),
    (frozenset({"book"}), _IN_BOOKS, _titles("book")),
    (frozenset({"collection", "reference"}), _IN_COLLECTIONS, _titles("book")),
    (frozenset({"proceedings"}), frozenset({"inproceedings"}), _titles("book")),
    (frozenset({"periodical"}), frozenset({"article", "suppperiodical"}), _titles("journal")),
)
_TYPE_ALIASES: Final = {"conference": "inproceedings"}


def _unit(name: str) -> str:
    """Return what fields are compared by: two with the same are not both wanted."""
    name = canonical(name)
    field = FIELDS.get(name)
    return (field and field.unit) or name


def _targets(
    child_type: str, parent_type: str, parent: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return parent's field → the child's fields that it may fill, those that a rule names first."""
    child_type = _TYPE_ALIASES.get(child_type, child_type)
    ruled: dict[str, tuple[str, ...]] = {}
    for parents, children, rule in _RULES:
        if parent_type in parents and child_type in children:
            for field, targets in rule.items():
                ruled[field] = ruled.get(field, ()) + targets
    names = list(parent)
    named = {name: ruled[name] for name in names if name in ruled}
    return named | {name: (name,) for name in names if name not in ruled}


def inherit(
    child_type: str, child: Mapping[str, str], parent_type: str, parent: Mapping[str, str]
) -> dict[str, str]:
    """Return the fields that ``child`` takes over from ``parent``; none that it has itself.

    Args:
        child_type: The child's entry type in lower case.
        child: The child's fields.
        parent_type: The parent's entry type; ``xdata`` hands on everything under its own name.
        parent: The parent's fields, with what it inherited itself.
    """
    taken = {_unit(name) for name in child}
    found: dict[str, str] = {}
    for field, targets in _targets(child_type, parent_type, parent).items():
        if canonical(field) not in NOT_INHERITED:
            for target in targets:
                if _unit(target) not in taken:
                    found.setdefault(target, parent[field])
    return found


def keys_of(value: str) -> list[str]:
    """Return the keys in a field that lists keys: ``xdata``, ``ids``, ``entryset``, ``related``."""
    return [key.strip() for key in value.split(",") if key.strip()]


class XdataReference(NamedTuple):
    """A value that is another entry's: ``xdata=key-field-3`` (biblatex manual §3.13.6).

    Attributes:
        key: The entry.
        field: The field in lower case.
        number: Which of the field's names, or of its list, from 1; 0 is all of them.
    """

    key: str
    field: str
    number: int


def reference(value: str) -> XdataReference | None:
    """Return what ``value``, a field or one name or item of it, refers to; None if it stands for itself."""
    found = XDATA_REFERENCE.fullmatch(value)
    if found is None:
        return None
    return XdataReference(found["key"], found["field"].lower(), int(found["number"] or 0))
