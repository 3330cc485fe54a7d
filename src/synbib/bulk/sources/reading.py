"""Inputs in parts, and what is in a part."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from typing import Final, NamedTuple

from synbib import collector, lazily
from synbib.bulk.arrow import pa
from synbib.bulk.parts import Part, Rejected
from synbib.bulk.sources import bib
from synbib.bulk.sources.inputs import files
from synbib.bulk.sources.kinds import DAMAGED, KINDS, PACKED, kind_of
from synbib.bulk.sources.stretches import Input, Stretch, inputs_in
from synbib.bulk.storage import open_read
from synbib.bulk.storage import size as size_of
from synbib.errors import FileError, SynbibError
from synbib.index.streams import DAMAGED as DAMAGES
from synbib.index.streams import is_archive

__all__ = ["PART_BYTES", "Told", "UnreadError", "look", "parts", "parts_of", "read"]

PART_BYTES: Final = 1 << 24
"""Bytes of a part, unpacked, unless somebody wants another size."""

_BIB: Final = "bib"
# Of so many files and more, to unpack them here would have all others wait.
_FEW: Final = 100


class UnreadError(SynbibError):
    """Reading an input broke off: its other parts, and the other inputs, can be worked on all the same."""


class Told(NamedTuple):
    """What is known of a file before it is read.

    Attributes:
        url: Its path or URL.
        kind: Its kind, of `KINDS`; of an archive that of the first file in it; ``""`` if it is empty.
        is_packed: Whether it is packed, an archive, or BibTeX in another encoding than UTF-8: it is no part's data as
            it stands, and cannot be begun with in its middle.
        size: How many bytes it has.
    """

    url: str
    kind: str
    is_packed: bool
    size: int


@contextmanager
def _named(url: str, kind: type[SynbibError]) -> Iterator[None]:
    """Have an error of the system told as one of this file."""
    try:
        yield
    except SynbibError:
        raise
    except OSError as error:
        raise kind(f"{url}: cannot be read: {error.strerror or error}") from None


def look(inputs: Sequence[str]) -> list[Told]:
    """Return what is known of inputs, see `files`, by the names and the beginnings of the files.

    Raises:
        FileError: There is no such file, or one cannot be read.
        SynbibError: The kind of one is not known, or what reads it is not installed.
    """
    found: list[Told] = []
    for url in files(inputs):
        with _named(url, FileError):
            found.append(_told(url, size_of(url)))
    return found


def _told(url: str, size: int) -> Told:
    """Return what is known of a file.

    Raises:
        FileError: It cannot be read.
        SynbibError: Its kind is not known.
    """
    packed = is_archive(url)
    try:
        for source in inputs_in(url):
            start = source.beginning
            packed = packed or source.is_packed
            if not start:
                return Told(url, DAMAGED if source.damage else "", packed, size)
            kind = kind_of(source.name, start)
            packed = packed or (kind == _BIB and not bib.is_read_in_place(source))
            return Told(url, kind, packed, size)
    except DAMAGES:
        return Told(url, DAMAGED, packed, size)
    return Told(url, "", packed, size)


# --- in parts -----------------------------------------------------------------------------------------------


def parts(
    inputs: Sequence[str], *, size: int = PART_BYTES, cut_packed: bool = True
) -> Iterator[Part]:
    """Yield inputs in parts, see `parts_of`.

    Args:
        inputs: See `files`.
        size: See `parts_of`.
        cut_packed: See `parts_of`.

    Raises:
        FileError: There is no such file, or one cannot be read.
        SynbibError: The kind of one is not known, or what reads it is not installed. All are looked at before the
            first part.
    """
    yield from parts_of(look(inputs), size=size, cut_packed=cut_packed)


def parts_of(found: Sequence[Told], *, size: int, cut_packed: bool) -> Iterator[Part]:
    """Yield files in parts; the same ones whenever and wherever.

    Args:
        found: The files.
        size: Bytes of a part, about: whole records, of Parquet whole row groups.
        cut_packed: Whether packed files are unpacked here and their parts have the data in them. Else each is one
            part, which whoever reads it unpacks; so is each of very many small ones in any case.

    Raises:
        FileError: One cannot be read.
    """
    number = 0
    least = min(size, sum(file.size for file in found) // _FEW)
    for file in found:
        with _named(file.url, FileError):
            for part in _parts_of(file, size, cut_packed=cut_packed and file.size > least):
                yield lazily.replace(part, number=number)
                number += 1


def _parts_of(file: Told, size: int, *, cut_packed: bool) -> Iterator[Part]:
    url = file.url
    if file.kind == "":
        return
    if file.is_packed and not cut_packed:
        yield Part(0, url, PACKED, 0, file.size)
    elif file.is_packed:
        for name, kind, stretch in _pieces(url, size):
            yield _part(name, kind, stretch)
    elif KINDS[file.kind].is_whole:
        yield Part(0, url, file.kind, 0, file.size)
    else:
        for source in inputs_in(url):
            for stretch in KINDS[file.kind].cut(source, size):
                yield lazily.replace(_part(url, file.kind, stretch), data=None)


def _part(name: str, kind: str, stretch: Stretch) -> Part:
    start, end, line, data, context, problem = stretch
    if problem:
        return Part(0, name, DAMAGED, start, end, line, problem, b"")
    return Part(0, name, kind, start, end, line, context, data)


def _pieces(url: str, size: int) -> Iterator[tuple[str, str, Stretch]]:
    """Yield the name, the kind and the stretches of what is in a packed file."""
    try:
        for source in inputs_in(url):
            yield from _pieces_of(source, size, in_archive=source.name != url)
    except DAMAGES as error:
        yield (
            url,
            DAMAGED,
            Stretch(0, 0, 0, problem=f"the archive is damaged: {error}; get it again"),
        )


def _pieces_of(source: Input, size: int, *, in_archive: bool) -> Iterator[tuple[str, str, Stretch]]:
    name = source.name
    start, line = 0, 1
    if start_of := source.beginning:
        try:
            kind_name = kind_of(name, start_of)
        except SynbibError as error:
            why = error.message.removeprefix(f"{name}: ")
            yield name, DAMAGED, Stretch(0, 0, 0, problem=why)
            return
        kind = KINDS[kind_name]
        if kind.in_place and not kind.is_whole:
            why = "Parquet cannot be read in a packed file; give it unpacked"
            yield name, DAMAGED, Stretch(0, 0, 0, problem=why)
            return
        if kind_name == _BIB:
            source = _kept(source) if in_archive else source
        for stretch in kind.cut(source, size):
            start, line = stretch.end, stretch.line + stretch.data.count(b"\n")
            yield name, kind_name, stretch
    if why := source.damage:
        yield name, DAMAGED, Stretch(start, start, line, problem=why)


def _kept(source: Input) -> Input:
    """Return a file of an archive that can be read again."""
    data = source.stream.read()
    return source._replace(again=lambda: nullcontext(io.BufferedReader(io.BytesIO(data))))


# --- what is in a part --------------------------------------------------------------------------------------


def read(
    part: Part, *, document: str | None = None, rows: int = 2000
) -> Iterator[pa.RecordBatch | Rejected]:
    """Yield the items of a part as batches by `synbib.bulk.schema.ITEMS`, and what none can be made of.

    Args:
        part: The part.
        document: The member of a record, or the column of a table, that says which bibliography an item belongs to;
            it stands in a column `synbib.bulk.schema.DOCUMENT` of its own then, as text. Of BibTeX it is a field.
        rows: In a batch at most.

    Raises:
        FileError: The input cannot be opened.
        UnreadError: Reading it broke off.
    """
    with _named(part.input, UnreadError):
        yield from _read(part, document, rows)


def _read(part: Part, document: str | None, rows: int) -> Iterator[pa.RecordBatch | Rejected]:
    if part.kind == DAMAGED:
        yield Rejected(part.input, part.context, part.line or None)
        return
    if part.kind == PACKED:
        for piece in _pieces(part.input, PART_BYTES):
            yield from _read(_part(*piece), document, rows)
        return
    kind = KINDS[part.kind]
    if part.data is None and not kind.in_place:
        with open_read(part.input) as file:
            file.seek(part.start)
            part = lazily.replace(part, data=file.read(part.end - part.start))
    with collector.resting():
        yield from kind.read(part, document, rows)
