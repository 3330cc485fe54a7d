"""Public names that moved: they go on working for one minor version, with a `DeprecationWarning`."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable, Mapping

__all__ = ["moved", "renamed"]


def moved(
    module: str, names: Mapping[str, str], others: Callable[[str], object] | None = None
) -> Callable[[str], object]:
    """Return the ``__getattr__`` of a module from which public names have moved (PEP 562).

    Args:
        module: The module.
        names: Each old name → where it is now, ``package.module:name``.
        others: The ``__getattr__`` of all other names, if the module has one.
    """

    def find(name: str) -> object:
        if name not in names and others is not None:
            return others(name)
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        home, _, new = names[name].partition(":")
        renamed(f"{module}.{name}", f"{home}.{new}")
        return getattr(importlib.import_module(home), new)

    return find


def renamed(old: str, new: str) -> None:
    """Warn, where the caller was called, that a public name has another name now."""
    warnings.warn(
        f"{old} is now {new}; the old name goes with the next minor version",
        DeprecationWarning,
        stacklevel=3,
    )
