"""The table of writers; each module is imported when its format is asked for."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from typing import Final, get_args

from synbib.choices import OutputFormat
from synbib.errors import UnknownNameError
from synbib.text.writers.form import Writer
from synbib.text.writers.layouts import lines

__all__ = ["MARKED", "WRITERS", "writer"]


class _Writers(Mapping[str, Writer]):
    """The name of a format → its writer, which is ``WRITER`` of the module with that name."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def __getitem__(self, name: str) -> Writer:
        if name not in self._names:
            raise KeyError(name)
        found: Writer = importlib.import_module(f"synbib.text.writers.{name}").WRITER
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


WRITERS: Final[Mapping[str, Writer]] = _Writers(*get_args(OutputFormat))


MARKED: Final = Writer("marked", str, lines(str))
"""Marked text as it is, for programs that make their own of it: see `synbib.text.to_nodes`."""


def writer(name: str | Writer) -> Writer:
    """Return the writer called ``name``; a writer is returned as it is.

    Raises:
        UnknownNameError: There is none; the nearest names are suggested.
    """
    if isinstance(name, Writer):
        return name
    if name not in WRITERS:
        raise UnknownNameError.among("format", str(name), WRITERS)
    return WRITERS[name]
