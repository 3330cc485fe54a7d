"""What is made when it is first used, so that a start does not wait for what it does not need."""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, overload

__all__ = ["dataclass", "names", "pattern", "replace"]

# --- Regular expressions ---------------------------------------------------------------------------------------


@overload
def pattern(source: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def pattern(source: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def pattern(source: Any, flags: int = 0) -> Any:
    """Return a regular expression that is compiled when it is first used.

    Some hundreds stand in the modules that one command needs. To compile them all takes longer than what it does.

    Args:
        source: The expression; a mistake in it shows when it is first used.
        flags: Those of `re.compile`.

    Returns:
        What has the methods and attributes of a compiled one, though it is not an instance of `re.Pattern`.
    """
    return _Pattern(source, flags)


def _compiling(name: str) -> Callable[..., Any]:
    """Return the method ``name`` of a pattern that is not compiled yet."""

    def method(self: _Pattern, *args: Any, **kwargs: Any) -> Any:
        # Who took this method before holds on to it.
        ready = vars(self).get(name) or getattr(self.compiled(), name)
        return ready(*args, **kwargs)

    return method


class _Pattern:
    def __init__(self, source: Any, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def compiled(self) -> re.Pattern[Any]:
        compiled = re.compile(self.pattern, self._flags)
        # Found on the object before those of the class: every further call is the compiled one's own method.
        vars(self).update({name: getattr(compiled, name) for name in _METHODS})
        return compiled

    def __repr__(self) -> str:
        return repr(self.compiled())

    flags = property(lambda self: self.compiled().flags)
    groups = property(lambda self: self.compiled().groups)
    groupindex = property(lambda self: self.compiled().groupindex)

    findall = _compiling("findall")
    finditer = _compiling("finditer")
    fullmatch = _compiling("fullmatch")
    match = _compiling("match")
    search = _compiling("search")
    split = _compiling("split")
    sub = _compiling("sub")
    subn = _compiling("subn")


_METHODS: Final = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


# --- Names of packages -----------------------------------------------------------------------------------------


def names(package: str, homes: Mapping[str, Sequence[str]]) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a package whose public names are imported when they are asked for (PEP 562).

    Args:
        package: The package.
        homes: Each of its modules → the names that come from it. None of them is the name of a module of the package,
            as Python puts that there when it is imported.
    """
    home_of = {name: module for module, offered in homes.items() for name in offered}

    def find(name: str) -> object:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(importlib.import_module(f"{package}.{home_of[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return find


# --- Classes ---------------------------------------------------------------------------------------------------

if TYPE_CHECKING:
    from dataclasses import dataclass, replace
else:

    def dataclass(**options: bool) -> Callable[[type], type]:
        """Return the decorator of `dataclasses.dataclass`, but that methods are written when they are first used.

        Python's own writes and compiles up to seven for each class, at half a millisecond for all of them. Here
        ``__init__`` is compiled with the first instance; the others are Python's own, made when an instance is first
        compared, shown or described. All fields are variables of instances, without ``ClassVar`` and ``InitVar``.

        Args:
            options: Those of `dataclasses.dataclass`, without ``init``.
        """
        return lambda cls: _with_later_methods(cls, options)

    def replace(instance: Any, /, **changes: Any) -> Any:
        """Return an instance as `dataclasses.replace` does, of a class that `dataclass` made."""
        code = type(instance).__init__.__code__
        for name in code.co_varnames[1 : code.co_argcount + code.co_kwonlyargcount]:
            if name not in changes:
                changes[name] = getattr(instance, name)
        return type(instance)(**changes)


class _Later:
    """Stands for methods of a class, and puts them in its place when one of them is first looked up."""

    def __init__(self, name: str, make: Callable[[], Mapping[str, Any]]) -> None:
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type) -> Any:
        for home in owner.__mro__:
            if vars(home).get(self._name) is self:
                for name, method in self._make().items():
                    setattr(home, name, method)
        return getattr(owner if instance is None else instance, self._name)


# What Python's own writes into a class, beside ``__init__``; where a class has a method of its own, that stays.
_DESCRIBING: Final = ("__repr__", "__match_args__", "__dataclass_fields__", "__dataclass_params__")
_COMPARING: Final = ("__eq__", "__hash__")
_ORDERING: Final = ("__lt__", "__le__", "__gt__", "__ge__")
_FREEZING: Final = ("__setattr__", "__delattr__")
_COPYING: Final = ("__getstate__", "__setstate__")  # what is frozen and has slots


def _with_later_methods(cls: type, options: Mapping[str, bool]) -> type:
    given = {k: v for k, v in vars(cls).items() if k not in ("__dict__", "__weakref__")}
    annotations = given.get("__annotations__", {})
    compared = options.get("eq", True)
    frozen = options.get("frozen", False)
    later = {
        *_DESCRIBING,
        *(_COMPARING if compared else ()),
        *(_ORDERING if options.get("order") else ()),
        *(_FREEZING if frozen else ()),
        *(_COPYING if frozen and options.get("slots") else ()),
    }
    later -= given.keys()

    def class_of(namespace: dict[str, Any]) -> Any:
        made = type(cls)(cls.__name__, cls.__bases__, namespace)
        made.__qualname__ = cls.__qualname__
        return made

    def others() -> dict[str, Any]:
        # Each time from a class of its own: several threads may come here at once.
        made = vars(dataclasses.dataclass(init=False, **options)(class_of({**given})))
        return {name: made[name] for name in later if name in made}

    def init() -> dict[str, Any]:
        return {"__init__": _init(result)}

    slots = {"__slots__": tuple(annotations)} if options.get("slots") else {}
    defaults = {k: _default(given[k]) for k in annotations if k in given}
    namespace = {k: v for k, v in given.items() if k not in annotations}
    if not slots:
        namespace |= {k: v for k, v in defaults.items() if v is not dataclasses.MISSING}
    namespace |= {name: _Later(name, others) for name in later}
    if compared and not frozen:
        namespace["__hash__"] = given.get("__hash__")
    namespace |= {**slots, "__init__": _Later("__init__", init)}
    result: type = class_of(namespace)
    _MADE[result] = given, options
    return result


def _default(given: Any) -> Any:
    return given.default if isinstance(given, dataclasses.Field) else given


# Each class → what its body said, and the options of its decorator.
_MADE: Final[dict[type, tuple[Mapping[str, Any], Mapping[str, bool]]]] = {}


def _init(cls: type) -> Callable[..., None]:
    """Return the ``__init__`` of a dataclass; what may not be set later is set where it is kept."""
    _, options = _MADE[cls]
    slots, frozen = options.get("slots"), options.get("frozen")
    setting = "self.{} = {}"
    if frozen:
        setting = "set_{}(self, {})" if slots else "self.__dict__['{}'] = {}"
    positional, keyword, body = ["self"], ["*"], []
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    for name, (field, by_name) in _fields(cls).items():
        if frozen and slots:
            names[f"set_{name}"] = getattr(cls, name).__set__
        parameter, value = name, name
        if field.default is not dataclasses.MISSING:
            names[f"default_{name}"] = field.default
            parameter = f"{name}=default_{name}"
        elif field.default_factory is not dataclasses.MISSING:
            names[f"make_{name}"] = field.default_factory
            parameter = f"{name}=_missing"
            value = f"make_{name}() if {name} is _missing else {name}"
        (keyword if by_name else positional).append(parameter)
        body.append("    " + setting.format(name, value))
    body.append("    self.__post_init__()" if hasattr(cls, "__post_init__") else "    pass")
    parameters = positional + (keyword if len(keyword) > 1 else [])
    exec("\n".join([f"def __init__({', '.join(parameters)}) -> None:", *body]), names)
    made: Callable[..., None] = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _fields(cls: type) -> dict[str, tuple[dataclasses.Field[Any], bool]]:
    """Return each field of a class and its bases, and whether it is given by its name only."""
    found: dict[str, tuple[dataclasses.Field[Any], bool]] = {}
    for made in reversed(cls.__mro__):
        given, options = _MADE.get(made, ({}, {}))
        for name in given.get("__annotations__", {}):
            field = given.get(name, dataclasses.MISSING)
            if not isinstance(field, dataclasses.Field):
                field = dataclasses.field(default=field)
            is_said = isinstance(field.kw_only, bool)
            found[name] = (field, bool(field.kw_only if is_said else options.get("kw_only")))
    return found
