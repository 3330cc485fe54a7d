"""The parameters of methods: what each may be, and values of Python from values of JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl import Cite
from synbib.errors import ArgumentError, UnknownNameError

__all__ = [
    "Param",
    "cites",
    "flag",
    "format_name",
    "items",
    "nocite",
    "notes",
    "number",
    "several",
    "text",
    "texts",
    "values_of",
]

Read = Callable[[object, str], Any]
"""Makes a value of one of JSON; is given the name of the parameter, for errors."""

_NONE: Final = object()


@lazily.dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a method.

    Attributes:
        read: What it may be.
        default: Its value where it is not given, or is null.
        takes_null: Whether null is a value of its own.
    """

    read: Read
    default: Any = _NONE
    takes_null: bool = False

    @property
    def is_required(self) -> bool:
        """Whether it has to be given."""
        return self.default is _NONE


def values_of(params: object, known: Mapping[str, Param]) -> dict[str, Any]:
    """Return the values of a method's parameters, by name.

    Args:
        params: What the request has: an object, or an array in the order of the method's parameters.
        known: The method's parameters.

    Raises:
        ArgumentError: One is missing, is not known, or is something else than it may be.
    """
    if isinstance(params, list):
        if len(params) > len(known):
            raise ArgumentError(f"params: there are at most {len(known)}: {', '.join(known)}")
        params = dict(zip(known, params, strict=False))
    if not isinstance(params, Mapping):
        raise ArgumentError("params: an object or an array is wanted")
    for name in params:
        if name not in known:
            raise ArgumentError(UnknownNameError.among("parameter", name, known).message)
    values: dict[str, Any] = {}
    for name, param in known.items():
        if name in params and (params[name] is not None or param.is_required or param.takes_null):
            values[name] = param.read(params[name], name)
        elif param.is_required:
            raise ArgumentError(f"{name}: it is missing")
        else:
            values[name] = param.default
    return values


# --- What a parameter may be --------------------------------------------------------------------------------------


def text(value: object, name: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise ArgumentError(f"{name}: a string is wanted")
    return value


def flag(value: object, name: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ArgumentError(f"{name}: true or false is wanted")
    return value


def number(value: object, name: str) -> int:
    """A whole number from 0."""
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ArgumentError(f"{name}: a whole number from 0 is wanted")
    return value


def format_name(value: object, name: str) -> OutputFormat:
    """A format."""
    chosen = text(value, name)
    for known in get_args(OutputFormat):
        if chosen == known:
            return known  # type: ignore[no-any-return]
    raise UnknownNameError.among("format", chosen, get_args(OutputFormat))


def several(read: Read, what: str) -> Read:
    """Return what reads an array of values; one by itself is an array of one."""

    def read_all(value: object, name: str) -> list[Any]:
        if not isinstance(value, (list, str, Mapping)):
            raise ArgumentError(f"{name}: an array of {what} is wanted")
        values = value if isinstance(value, list) else [value]
        return [read(each, f"{name}[{i}]") for i, each in enumerate(values)]

    return read_all


def _item(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ArgumentError(f"{name}: an item of CSL-JSON is wanted")
    return value


texts: Final = several(text, "strings")
items: Final = several(_item, "items of CSL-JSON")


def nocite(value: object, name: str) -> list[str] | None:
    """Keys; null for all."""
    return None if value is None else texts(value, name)


def notes(value: object, name: str) -> dict[str, int]:
    """The id of a citation → the number of its note."""
    if not isinstance(value, Mapping):
        raise ArgumentError(f"{name}: an object of ids and the numbers of their notes is wanted")
    return {key: number(each, f"{name}.{key}") for key, each in value.items()}


_CITE: Final[Mapping[str, Read]] = {
    "key": text,
    "locator": text,
    "label": text,
    "prefix": text,
    "suffix": text,
    "suppress_author": flag,
    "author_only": flag,
}


def _cite(value: object, name: str) -> Cite:
    """A key, or an object with the attributes of a `Cite`."""
    if isinstance(value, str):
        return Cite(value)
    if not isinstance(value, Mapping):
        raise ArgumentError(f"{name}: a key or an object with a key is wanted")
    for given in value:
        if given not in _CITE:
            error = UnknownNameError.among("member of a cite", given, _CITE)
            raise ArgumentError(f"{name}: {error.message}")
    if "key" not in value:
        raise ArgumentError(f"{name}.key: it is missing")
    return Cite(**{given: _CITE[given](each, f"{name}.{given}") for given, each in value.items()})


_cites: Final = several(_cite, "cites")


def cites(value: object, name: str) -> list[Cite]:
    """Cites, at least one."""
    found: list[Cite] = _cites(value, name)
    if not found:
        raise ArgumentError(f"{name}: there are none; give at least one key")
    return found
