"""The formats by their names: what each is called, which files are in it, and the module that reads and writes it.

A module has one or more of three functions, as its row in `FORMATS` says:

- ``read(data: bytes, name: str, tell: Tell) -> list[Incoming]``: the works of a file;
- ``stream(file: BinaryIO, name: str, tell: Tell) -> Iterator[Incoming]``: the same in bounded memory;
- ``write(works: Iterable[Outgoing], **options) -> Iterator[str]``: a file, in pieces; of bytes where it is binary.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from synbib import collector, lazily
from synbib.errors import ArgumentError, SynbibError, UnknownNameError
from synbib.formats.data import FormatError, Tell, untold
from synbib.formats.signs import BEGINNING, SIGNS

if TYPE_CHECKING:
    from synbib.formats.outgoing import Loss, Outgoing
    from synbib.incoming import Incoming
    from synbib.library import Entry

__all__ = [
    "FORMATS",
    "Format",
    "format_named",
    "format_of",
    "format_written",
    "read",
    "stream",
    "write",
]


@lazily.dataclass(frozen=True, slots=True)
class Format:
    """A format of exchange.

    Attributes:
        title: What people call it.
        module: The module that reads and writes it.
        suffixes: The endings of files that are in it and in nothing else that synbib reads, with their dots.
        reads: Whether it is read.
        streams: Whether it is read in bounded memory.
        writes: Whether it is written.
        written_suffixes: The endings that others have, too, and that tell it where a file is written.
        aliases: What else it is called.
        extra: The extra that it needs: ``pip install 'synbib[extra]'``.
        is_text: Whether a file in it is text, and can be shown.
    """

    title: str
    module: str
    suffixes: tuple[str, ...] = ()
    reads: bool = True
    streams: bool = False
    writes: bool = False
    written_suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    extra: str = ""
    is_text: bool = True


FORMATS: Final[Mapping[str, Format]] = {
    "bibtex": Format(
        "BibTeX",
        "synbib.formats.bib",
        (".bib",),
        writes=True,
        aliases=("bib",),
    ),
    "biblatex": Format(
        "biblatex", "synbib.formats.biblatex", writes=True, aliases=("biblatex-bibtex",)
    ),
    "parquet": Format(
        "Apache Parquet",
        "synbib.formats.parquet",
        (".parquet",),
        streams=True,
        writes=True,
        extra="parquet",
        is_text=False,
    ),
    "csv": Format("CSV", "synbib.formats.separated", (".csv",), writes=True),
    "tsv": Format("TSV", "synbib.formats.tsv", (".tsv", ".tab"), writes=True),
    "citation-cff": Format(
        "CITATION.cff",
        "synbib.formats.citation_cff",
        (".cff",),
        writes=True,
        aliases=("cff",),
    ),
    "pubmed-xml": Format(
        "PubMed XML",
        "synbib.formats.pubmed_xml",
        streams=True,
        writes=True,
        aliases=("medline-xml",),
    ),
    "ris": Format(
        "RIS",
        "synbib.formats.ris",
        (".ris",),
        streams=True,
        writes=True,
    ),
    "ovid": Format(
        "Ovid",
        "synbib.formats.ovid",
        streams=True,
    ),
    "biblioscape": Format(
        "Biblioscape",
        "synbib.formats.biblioscape",
        streams=True,
    ),
    "refer": Format(
        "Refer (EndNote tagged)",
        "synbib.formats.refer",
        (".enw", ".enl", ".ref"),
        streams=True,
        writes=True,
    ),
    "refworks": Format(
        "RefWorks",
        "synbib.formats.refworks",
        streams=True,
        writes=True,
    ),
    "endnote-xml": Format(
        "EndNote XML",
        "synbib.formats.endnote_xml",
        streams=True,
        writes=True,
    ),
    "marcxml": Format(
        "MARCXML",
        "synbib.formats.marcxml",
        (".marcxml", ".mrcx"),
        streams=True,
    ),
    "mods": Format(
        "MODS",
        "synbib.formats.mods",
        (".mods",),
        streams=True,
        writes=True,
    ),
    "msbib": Format(
        "Word bibliography",
        "synbib.formats.msbib",
        streams=True,
        writes=True,
    ),
    "nbib": Format(
        "NBIB (MEDLINE)",
        "synbib.formats.nbib",
        (".nbib",),
        streams=True,
        writes=True,
        aliases=("medline",),
    ),
    "wos-isi": Format(
        "Web of Science (ISI)",
        "synbib.formats.wos",
        (".ciw", ".isi"),
        streams=True,
        writes=True,
    ),
    "csl-yaml": Format(
        "CSL-YAML",
        "synbib.formats.csl_yaml",
        writes=True,
        written_suffixes=(".yaml", ".yml"),
    ),
    "hayagriva": Format(
        "Hayagriva",
        "synbib.formats.hayagriva",
        writes=True,
    ),
    "json-ld": Format(
        "JSON-LD of schema.org",
        "synbib.formats.json_ld",
        (".jsonld",),
        writes=True,
    ),
    "datacite-json": Format(
        "DataCite JSON",
        "synbib.formats.datacite_json",
    ),
    "bibjson": Format(
        "BibJSON",
        "synbib.formats.bibjson",
        streams=True,
        writes=True,
    ),
    "csl-json": Format(
        "CSL-JSON",
        "synbib.formats.csl_json",
        streams=True,
        writes=True,
        written_suffixes=(".json",),
    ),
}
"""Name → format."""


def format_of(data: bytes, name: str = "") -> str | None:
    """Return the name of the format that a file is in, by its ending, else by its content; ``None`` if nothing tells.

    Args:
        data: The file, or its beginning.
        name: The file's name.
    """
    ending = PurePath(name).suffix.lower()
    told = next((each for each, known in FORMATS.items() if ending in known.suffixes), None)
    if told is not None:
        return told
    start = data[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    return next((each for each, is_like in SIGNS.items() if is_like(start)), None)


def format_written(name: str) -> str | None:
    """Return the name of the format that a file is written in, by its ending; ``None`` if that tells none.

    Args:
        name: The file's name.
    """
    ending = PurePath(name).suffix.lower()
    return next(
        (
            each
            for each, known in FORMATS.items()
            if known.writes and ending in (*known.suffixes, *known.written_suffixes)
        ),
        None,
    )


def read(
    data: bytes, format: str | None = None, name: str = "<data>", tell: Tell = untold
) -> list[Incoming]:
    """Return the works that a file of records tells of.

    Args:
        data: The file.
        format: The format's name, of `FORMATS`; ``None`` if its content is to tell.
        name: The file's name in messages.
        tell: Is told of what was not understood.

    Raises:
        UnknownNameError: There is no such format.
        SynbibError: The data is not in it, or in none that is known.
    """
    chosen = FORMATS[format_named(format) if format else _told(data, name)]
    with _named(name), collector.resting():
        works: list[Incoming] = import_module(chosen.module).read(data, name, tell)
    return works


def stream(
    file: BinaryIO, format: str, name: str = "<data>", tell: Tell = untold
) -> Iterator[Incoming]:
    """Yield the works of a file, each as soon as it is read; the whole file is read first if the format needs that.

    Args:
        file: The file.
        format: The format's name, of `FORMATS`.
        name: The file's name in messages.
        tell: Is told of what was not understood.

    Raises:
        UnknownNameError: There is no such format.
        SynbibError: The data is not in it. Works before the place of the error were yielded.
    """
    chosen = FORMATS[format_named(format)]
    with _named(name):
        module = import_module(chosen.module)
        yield from (
            module.stream(file, name, tell)
            if chosen.streams
            else module.read(file.read(), name, tell)
        )


def write(
    entries: Iterable[Entry],
    format: str,
    lost: Callable[[Loss], None] = lambda _: None,
    **options: Any,
) -> Iterator[bytes]:
    """Yield a file with entries, in pieces.

    Args:
        entries: The entries.
        format: The format's name, of `FORMATS`.
        lost: Is told of what the format cannot keep.
        options: What the format's ``write`` takes beside the entries.

    Raises:
        UnknownNameError: There is no such format.
        ArgumentError: The format has no such option.
        SynbibError: The format is only read, or an option is not of its form.
    """
    chosen = FORMATS[format_named(format, reads=False)]
    from inspect import signature

    module = import_module(chosen.module)
    for name in options.keys() - signature(module.write).parameters.keys():
        raise ArgumentError(f"{chosen.title} has no {name}; leave them out")
    waiting: list[Outgoing] = []
    works = _outgoing(entries, waiting, lost)
    for piece in module.write(works, **options):
        # Half a surrogate pair, which Python's texts may hold and no file may.
        yield piece.encode("utf-8", "replace") if isinstance(piece, str) else piece
    _tell(waiting, lost)


def _outgoing(
    entries: Iterable[Entry], waiting: list[Outgoing], lost: Callable[[Loss], None]
) -> Iterator[Outgoing]:
    """Yield entries on their way out, and tell what each loses when the writer is done with it.

    Those that it has not looked at yet are ``waiting``.
    """
    from synbib.formats.outgoing import Outgoing

    for entry in entries:
        work = Outgoing(entry)
        yield work
        # One who asks for the next without having looked at this comes back to it.
        waiting.append(work)
        if work.was_asked:
            _tell(waiting, lost)


def _tell(waiting: list[Outgoing], lost: Callable[[Loss], None]) -> None:
    for work in waiting:
        for loss in work.losses():
            lost(loss)
    waiting.clear()


def format_named(name: str, *, reads: bool = True) -> str:
    """Return the name of a format in `FORMATS`: it itself, or the one that it is an alias of.

    Args:
        name: The name.
        reads: Whether it is to be read, not written.

    Raises:
        UnknownNameError: There is no such format.
        SynbibError: It is only written, or only read.
    """
    usable = [each for each, known in FORMATS.items() if (known.reads if reads else known.writes)]
    found = next((each for each, known in FORMATS.items() if name in (each, *known.aliases)), None)
    if found is None:
        raise UnknownNameError.among("format", name, usable)
    if found not in usable:
        done = "read" if reads else "written"
        raise SynbibError(
            f"{FORMATS[found].title} is not {done} by synbib; choose among {', '.join(usable)}"
        )
    return found


def _told(data: bytes, name: str) -> str:
    found = format_of(data)
    if found is None:
        usable = (each for each, known in FORMATS.items() if known.reads)
        raise SynbibError(f"{name}: its format is not known; name it: {', '.join(usable)}")
    return found


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Put the file's name before errors that have no place."""
    try:
        yield
    except FormatError as error:
        if error.message.startswith(f"{name}:"):
            raise
        raise FormatError(f"{name}: {error.message}", error.diagnostics) from None
