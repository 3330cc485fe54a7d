"""What a rule finds, and what it is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.library import Entry
from synbib.model.fields import Field, FieldKind

if TYPE_CHECKING:
    from synbib.library.rules.subject import Subject

__all__ = ["Check", "EntryCheck", "Fault", "FieldCheck", "FieldRule"]

_NOTHING: Final[Mapping[str, str | None]] = MappingProxyType({})


@lazily.dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in an entry.

    Attributes:
        message: What is wrong.
        field: The field that it is about, in lower case; ``""`` for the entry.
        text: What of the field's value it is about, as it is written; ``""`` for all of it. Without a field, what of
            the key.
        hint: What to do about it here; ``""`` where the rule's remedy says it.
        at: Where in the field's content that text begins; -1 for the first place that has it.
        of_name: Whether it is about the field's name, not about its value.
        mended: Field → the content that mends it, ``None`` to delete the field; empty where it takes a person.
    """

    message: str
    field: str = ""
    text: str = ""
    hint: str = ""
    at: int = -1
    of_name: bool = False
    mended: Mapping[str, str | None] = dataclasses.field(default_factory=lambda: _NOTHING)


@lazily.dataclass(frozen=True, slots=True)
class Check:
    """A rule that looks at a whole library.

    Attributes:
        code: The code of what it finds, which has its row in `synbib.diagnostics.RULES`.
        run: Yields what it finds, in any order.
        wrong: A file in which it finds something, once.
        right: The same file as it should be; as ``synbib check --fix`` makes it, where that mends it.
        of_entries: Whether it looks at one entry after the other all the same: `Subject.entries`.
    """

    code: str
    run: Callable[[Subject], Iterator[Diagnostic]]
    wrong: str = ""
    right: str = ""
    of_entries: bool = False


@lazily.dataclass(frozen=True, slots=True)
class EntryCheck:
    """A rule that looks at one entry after the other; its attributes are those of `Check`."""

    code: str
    run: Callable[[Entry], Iterable[Fault]]
    wrong: str = ""
    right: str = ""


FieldRule = Callable[[str, Field], Iterable[Fault]]
"""Is given the content of a field, and what the field is."""


@lazily.dataclass(frozen=True, slots=True)
class FieldCheck:
    """A rule that looks at the fields that an entry has itself.

    Attributes:
        code: See `Check`.
        of: The fields that it looks at, by kind or by name.
        run: Yields what is wrong in one.
        wrong: See `Check`.
        right: See `Check`.
        of_strings: Whether it looks at the texts of ``@string``, too, as at fields of the names of the macros; what a
            value has from there is not told again.
    """

    code: str
    of: frozenset[FieldKind] | frozenset[str]
    run: FieldRule
    wrong: str = ""
    right: str = ""
    of_strings: bool = False
