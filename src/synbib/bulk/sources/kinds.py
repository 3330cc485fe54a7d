"""The kinds of inputs: what tells each, where it is cut, and what is read of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Final

from synbib import lazily
from synbib.bulk import dumps
from synbib.bulk.arrow import pa
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.sources import bib, lines, lists, others, parquet
from synbib.bulk.sources.records import ItemOf, Raw, batches
from synbib.bulk.sources.stretches import Input, Stretch
from synbib.errors import SynbibError
from synbib.formats import FORMATS, format_of
from synbib.formats.csl_json import spelled
from synbib.index.kinds import KINDS as DUMPS
from synbib.lookup.dumps import WORKS

__all__ = ["DAMAGED", "KINDS", "PACKED", "Kind", "kind_of"]

DAMAGED: Final = "damaged"
"""The kind of a part of which nothing can be read: its context says why."""

PACKED: Final = "packed"
"""The kind of a part that is a whole packed file, or an archive of files."""

_LISTED: Final = "-list"
_OPENALEX: Final = "openalex-parquet"
# Whose records stand in JSON, in the order in which they are tried.
_SERVICES: Final = tuple(name for name in DUMPS if name in WORKS and name != _OPENALEX)
_CSL: Final = "csl-json"
# What is read by a row of its own.
_HERE: Final = frozenset({"bibtex", "biblatex", "parquet", _CSL})
_LINES: Final = (".jsonl", ".ndjson", ".jsonlines")
_PACKED_ENDINGS: Final = lazily.pattern(r"(?i)\.(?:gz|zst|bz2|xz)$")

Read = Iterator[pa.RecordBatch | Rejected]


@lazily.dataclass(frozen=True, slots=True)
class Kind:
    """A kind of inputs.

    Attributes:
        called: What the user calls it.
        cut: Yields an input in stretches of about so many bytes.
        read: Yields what is in a part; takes the part, the column that is asked for, and how many rows make a batch.
        in_place: Whether `read` opens the file by itself; else it is given the data of the part.
        is_whole: Whether a file of it is one part.
    """

    called: str
    cut: Callable[[Input, int], Iterator[Stretch]]
    read: Callable[[Part, str | None, int], Read]
    in_place: bool = False
    is_whole: bool = False


def _reading(
    records: Callable[[Part], Iterable[Raw]], item_of: ItemOf
) -> Callable[[Part, str | None, int], Read]:
    """Return what reads parts of which `records` yields the records."""

    def read(part: Part, document: str | None, rows: int) -> Read:
        return batches(records(part), item_of, part.input, document, rows)

    return read


def _as_it_is(item: Mapping[str, Any]) -> Mapping[str, Any]:
    return item


def _bib_records(part: Part) -> Iterator[Raw]:
    for found in bib.entries(part):
        source = found.block.source if found.block else ""
        if found.entry is None:
            yield Raw(found.line, {"id": found.key}, found.problem, source)
        else:
            yield Raw(found.line, {**found.entry.csl}, "", source, found.entry.fields)


def _in_json(name: str, called: str, item_of: ItemOf) -> dict[str, Kind]:
    """Return the two kinds of files with such records: a line each, or in a list."""
    return {
        name: Kind(called, lines.cut, _reading(lines.records, item_of)),
        f"{name}{_LISTED}": Kind(called, lists.cut, _reading(lists.records, item_of)),
    }


def _other(called: str, format: str) -> Kind:
    records = partial(others.records, format)
    return Kind(called, others.cut, _reading(records, _as_it_is), in_place=True, is_whole=True)


KINDS: Final[Mapping[str, Kind]] = {
    "parquet": Kind("items in Parquet", parquet.cut, parquet.read, in_place=True),
    _OPENALEX: Kind(
        DUMPS[_OPENALEX].called,
        parquet.cut,
        _reading(parquet.rows, partial(dumps.item_of, _OPENALEX)),
        in_place=True,
    ),
    "works-parquet": _other("works in Parquet", "parquet"),
    "bib": Kind("BibTeX", bib.cut, _reading(_bib_records, _as_it_is)),
    **{
        name: kind
        for service in _SERVICES
        for name, kind in _in_json(
            service, DUMPS[service].called, partial(dumps.item_of, service)
        ).items()
    },
    **_in_json(_CSL, "CSL-JSON", spelled),
    **{
        name: _other(known.title, name)
        for name, known in FORMATS.items()
        if known.reads and name not in _HERE
    },
}
"""Name → kind."""


def kind_of(name: str, start: bytes) -> str:
    """Return the name of an input's kind, of `KINDS`.

    Args:
        name: Its path or URL.
        start: What it begins with, unpacked.

    Raises:
        SynbibError: It is of none.
    """
    file = _PACKED_ENDINGS.sub("", name.rpartition("/")[2])
    if start.startswith(parquet.SIGN):
        return parquet.kind_of(name)
    if file.lower().endswith(".bib"):
        return "bib"
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")) or file.lower().endswith(_LINES):
        return _kind_of_json(file, start)
    found = format_of(start, file)
    if found in ("bibtex", "biblatex"):
        return "bib"
    if found is None or found not in KINDS:
        called = ", ".join(dict.fromkeys(kind.called for kind in KINDS.values()))
        raise SynbibError(f"{name}: its kind is not known; give files of one of these: {called}")
    return found


def _kind_of_json(file: str, start: bytes) -> str:
    are_lines = file.lower().endswith(_LINES)
    service = next((each for each in _SERVICES if DUMPS[each].looks_like(file, start)), None)
    if service is None and not are_lines:
        found = format_of(start, file)
        if found in KINDS and found != _CSL and found is not None:
            return found
    is_list = not are_lines and lists.OPENING.match(start) is not None
    return f"{service or _CSL}{_LISTED if is_list else ''}"
