"""What is made when it is first used, so that a start does not wait for what it does not need."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, overload

__all__ = ["pattern"]


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
        return getattr(self.compiled(), name)(*args, **kwargs)

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
