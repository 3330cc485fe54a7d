"""What an item of a job may be: of the form that CSL-JSON has, and not larger than any work's is.

An item that is refused here ends in the side file of a job. All others pass through every function of `synbib.bulk`,
in time that is in proportion to their length.

Sources: the schema of CSL-JSON, csl-data.json 1.0.2, and what `synbib.csl` and `synbib.formats.csl_json` take beyond
it: names and dates as text, a name by itself, empty dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.csl.vocabulary import DATES, NAMES
from synbib.errors import shortened
from synbib.limits import (
    DEEPEST_ITEM,
    LONGEST_ITEM,
    LONGEST_ITEM_ID,
    LONGEST_NAME_SHOWN,
    LONGEST_RECORD_TEXT,
    MOST_ITEM_NAMES,
    MOST_ITEM_VALUES,
)
from synbib.model.csl_item import CslItem, CslName
from synbib.text.controls import one_line

__all__ = ["problem", "problem_of_text"]

_SURROGATE: Final = lazily.pattern("[\ud800-\udfff]")
_LARGEST: Final = 10**18  # no number of anything, see `synbib.csl.items`
_PARTS_OF_NAMES: Final = frozenset(CslName.__annotations__)
_PARTS_OF_DATES: Final = frozenset({"season", "circa", "literal", "raw"})


class _UnfitError(Exception):
    """An item is refused; the argument says why."""


def problem(item: Mapping[str, Any]) -> str:
    """Return why an item is refused; ``""`` of one that is taken.

    Args:
        item: CSL-JSON, with the ``id`` that a job knows it by.
    """
    try:
        _check_id(item.get("id"))
        _check_type(item.get("type"))
        budget = _Budget()
        for name, value in item.items():
            if type(value) is str and name in _TEXTS:
                budget.take_text(name, value)
            elif value is not None:
                if name not in _VARIABLES:
                    budget.take_text("the name of a variable", name)
                _KINDS.get(name, _check_other)(name, value, budget)
        budget.check()
    except _UnfitError as error:
        return str(error)
    return ""


def problem_of_text(name: str, value: Any) -> str:
    """Return why a value is refused where an item, or the row of one, has a text or a number; ``""`` if it is not.

    Args:
        name: The variable or the column.
        value: JSON.
    """
    try:
        _check_text(name, value, _Budget())
    except _UnfitError as error:
        return str(error)
    return ""


class _Budget:
    """Counts what an item has."""

    __slots__ = ("length", "values")

    def __init__(self) -> None:
        self.length = 0
        self.values = 0

    def take_text(self, where: str, text: str) -> None:
        """Count a text, and refuse one that is too long or that no file could hold."""
        if len(text) > LONGEST_RECORD_TEXT:
            raise _UnfitError(
                f"{_shown(where)}: a text of {len(text):,} characters is longer than LONGEST_RECORD_TEXT, "
                f"{LONGEST_RECORD_TEXT:,}"
            )
        self.length += len(text)
        self.values += 1
        if not text.isprintable():
            if "\0" in text:
                raise _UnfitError(f"{_shown(where)}: the character U+0000 may not stand in a text")
            if half := _SURROGATE.search(text):
                raise _UnfitError(
                    f"{_shown(where)}: U+{ord(half[0]):04X} is half of a character; save it in UTF-8"
                )

    def check(self) -> None:
        """Refuse an item that has too much in all."""
        if self.length > LONGEST_ITEM:
            raise _UnfitError(
                f"its texts are longer than LONGEST_ITEM, {LONGEST_ITEM:,} characters"
            )
        if self.values > MOST_ITEM_VALUES:
            raise _UnfitError(f"it has more values than MOST_ITEM_VALUES, {MOST_ITEM_VALUES:,}")


def _check_id(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise _UnfitError(
            "the item has no id" if value in (None, "") else _is_no("id", value, "text")
        )
    if isinstance(value, str) and len(value) > LONGEST_ITEM_ID:
        raise _UnfitError(
            f"id: a text of {len(value):,} characters is longer than LONGEST_ITEM_ID, {LONGEST_ITEM_ID:,}"
        )


def _check_type(value: Any) -> None:
    if not isinstance(value, str) or not value:
        raise _UnfitError(
            "the item has no type" if value in (None, "") else _is_no("type", value, "text")
        )


def _check_text(name: str, value: Any, budget: _Budget) -> None:
    """Take a text, or a number that stands for one."""
    if isinstance(value, str):
        budget.take_text(name, value)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        raise _UnfitError(_is_no(name, value, "text"))
    else:
        _check_number(name, value, budget)


def _check_number(name: str, value: float, budget: _Budget) -> None:
    budget.values += 1
    if not abs(value) < _LARGEST:  # which a NaN is not either
        raise _UnfitError(f"{_shown(name)}: a number beyond all that count something")


def _check_names(name: str, value: Any, budget: _Budget) -> None:
    """Take names: a list of them, or one alone."""
    people = value if isinstance(value, list) else [value]
    if len(people) > MOST_ITEM_NAMES:
        raise _UnfitError(
            f"{name}: {len(people):,} names are more than MOST_ITEM_NAMES, {MOST_ITEM_NAMES:,}"
        )
    for person in people:
        if isinstance(person, str):
            budget.take_text(name, person)
        elif isinstance(person, dict):
            budget.values += 1
            for part, text in person.items():
                if type(text) is str and part in _PARTS_OF_NAMES:
                    budget.take_text(part, text)
                else:
                    _check_member(name, part, text, _PARTS_OF_NAMES, budget)
        elif person is not None:
            raise _UnfitError(_is_no(name, person, "name"))


def _check_date(name: str, value: Any, budget: _Budget) -> None:
    """Take a date: an object, or a text or a number by itself."""
    if not isinstance(value, dict):
        if isinstance(value, list):
            raise _UnfitError(_is_no(name, value, "date"))
        _check_text(name, value, budget)
        return
    for part, told in value.items():
        if part == "date-parts":
            _check_date_parts(name, told, budget)
        else:
            _check_member(name, part, told, _PARTS_OF_DATES, budget)


def _check_date_parts(name: str, value: Any, budget: _Budget) -> None:
    """Take the dates of a range, each a list of numbers; an empty one has none, or one that is null."""
    if not isinstance(value, list) or not all(isinstance(each, list) for each in value):
        raise _UnfitError(f"{name}: date-parts are lists in a list, as in [[2024, 5, 31]]")
    for moment in value:
        for number in moment:
            if number is not None:
                _check_text(name, number, budget)


def _check_member(name: str, part: str, value: Any, known: frozenset[str], budget: _Budget) -> None:
    """Take a member of a name or a date: one that is known is a text, a number or a truth value."""
    if part not in known:
        budget.take_text(name, part)
        _check_other(name, value, budget)
    elif value is not None and not isinstance(value, bool):
        _check_text(f"{name}: {part}", value, budget)


def _check_other(name: str, value: Any, budget: _Budget, depth: int = 1) -> None:
    """Take what is of no known form: any JSON."""
    if depth > DEEPEST_ITEM:
        raise _UnfitError(f"{_shown(name)}: it nests deeper than DEEPEST_ITEM, {DEEPEST_ITEM}")
    if isinstance(value, str):
        budget.take_text(name, value)
    elif isinstance(value, dict):
        for key, each in value.items():
            budget.take_text(name, key)
            _check_other(name, each, budget, depth + 1)
    elif isinstance(value, list):
        for each in value:
            _check_other(name, each, budget, depth + 1)
    elif isinstance(value, float | int) and not isinstance(value, bool):
        _check_number(name, value, budget)
    budget.values += 1


def _is_no(name: str, value: Any, wanted: str) -> str:
    called = _CALLED.get(type(value)) or f"a value of the type {type(value).__name__}"
    return f"{_shown(name)}: {called} stands where a {wanted} belongs"


def _shown(name: str) -> str:
    return shortened(one_line(name), LONGEST_NAME_SHOWN)


_CALLED: Final[Mapping[type, str]] = {
    bool: "true or false",
    dict: "an object",
    float: "a number with a point",
    int: "a number",
    list: "a list",
    str: "a text",
    type(None): "null",
}
_VARIABLES: Final = frozenset(CslItem.__annotations__)
_TEXTS: Final = _VARIABLES - NAMES - DATES - {"categories", "custom"}
_KINDS: Final[Mapping[str, Callable[[str, Any, _Budget], None]]] = {
    **dict.fromkeys(_TEXTS, _check_text),
    **dict.fromkeys(NAMES, _check_names),
    **dict.fromkeys(DATES, _check_date),
}
