"""The formats by their names, and what tells each by its content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.formats.data import FormatError

if TYPE_CHECKING:
    from synbib.incoming import Incoming

__all__ = ["FORMATS", "read"]


@lazily.dataclass(frozen=True, slots=True)
class Format:
    """A format that is read.

    Attributes:
        module: The module with its ``read``.
        sign: Whether data, of which the first bytes are given, looks like it.
    """

    module: str
    sign: Callable[[bytes], bool]


# How much of a file tells its format.
_BEGINNING: Final = 4096

_CFF: Final = re.compile(rb"^cff-version\s*:", re.MULTILINE)
_TAGGED: Final = re.compile(rb"\s*(?:PMID|[A-Z]{2,4} {0,2})- ")

FORMATS: Final[Mapping[str, Format]] = {
    "citation-cff": Format(
        "synbib.formats.citation_cff", lambda start: _CFF.search(start) is not None
    ),
    "pubmed-xml": Format("synbib.formats.pubmed_xml", lambda start: b"<Pubmed" in start),
    "nbib": Format("synbib.formats.nbib", lambda start: _TAGGED.match(start) is not None),
    "csl-json": Format("synbib.formats.csl_json", lambda start: start.lstrip()[:1] in (b"[", b"{")),
}
"""Name → format, in the order in which they are tried."""


def read(data: bytes, format: str | None = None, name: str = "<data>") -> list[Incoming]:
    """Return the works that a file of records tells of.

    Args:
        data: The file.
        format: The format's name, of `FORMATS`; ``None`` if its content is to tell.
        name: The file's name in messages.

    Raises:
        UnknownNameError: There is no such format.
        SynbibError: The data is not in it, or in none that is known.
    """
    if format is None:
        start = data[:_BEGINNING].removeprefix(b"\xef\xbb\xbf")
        format = next((each for each, known in FORMATS.items() if known.sign(start)), None)  # noqa: A001
        if format is None:
            raise SynbibError(f"{name}: its format is not known; name it: {', '.join(FORMATS)}")
    if format not in FORMATS:
        raise UnknownNameError.among("format", format, FORMATS)
    try:
        works: list[Incoming] = import_module(FORMATS[format].module).read(data, name)
    except FormatError as error:
        if error.message.startswith(f"{name}:"):
            raise
        raise FormatError(f"{name}: {error.message}", error.diagnostics) from None
    return works
