"""BibTeX as people keep it: each field as it is written. That of services is read by `synbib.formats.bibtex`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from synbib.bibtex import MONTH_MACROS, is_month_macro
from synbib.formats.data import FormatError, Tell, untold
from synbib.formats.dialects import as_bibtex
from synbib.formats.outgoing import Outgoing
from synbib.incoming import Incoming, from_library
from synbib.library import Entry, read_data
from synbib.model.dates import entry_date

__all__ = ["read", "write"]

# What an entry says for a macro → the macro.
_MONTHS: Final = {month: macro for macro, month in MONTH_MACROS.items()}


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a BibTeX file.

    Raises:
        FormatError: Something in it cannot be understood.
    """
    library = read_data(data, name)
    errors = tuple(each for each in library.diagnostics if each.severity == "error")
    if errors:
        raise FormatError(str(errors[0]), errors)
    for warning in library.diagnostics:
        tell(warning)
    works, _ = from_library(library)
    return works


def write(
    works: Iterable[Outgoing], *, dialect: Callable[[Entry], Entry] = as_bibtex
) -> Iterator[str]:
    """Yield a BibTeX file, an entry each; macros, and what is handed on, are in their places.

    Args:
        works: The entries.
        dialect: Makes an entry one of BibTeX's styles, or of biblatex.
    """
    for number, work in enumerate(works):
        entry = dialect(work.entry)
        work.take(*work.entry.fields)
        work.key()
        work.becomes(entry.type)
        if work.has("date") and entry_date(entry.fields, "") != entry_date(work.entry.fields, ""):
            work.lose("date", "what a year and a month do not say")
        lines = "".join(
            f"  {name} = {_value(name, text)},\n" for name, text in entry.fields.items()
        )
        yield ("\n" if number else "") + f"@{entry.type}{{{entry.key},\n{lines}}}\n"


def _value(name: str, text: str) -> str:
    month = _MONTHS.get(text, text)
    return month if is_month_macro(name, month) else f"{{{text}}}"
