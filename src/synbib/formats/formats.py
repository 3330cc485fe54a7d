"""The formats by their names: what each is called, what tells it, and the module that reads and writes it.

A module has one or more of three functions, as its row in `FORMATS` says:

- ``read(data: bytes, name: str, tell: Tell) -> list[Incoming]``: the works of a file;
- ``stream(file: BinaryIO, name: str, tell: Tell) -> Iterator[Incoming]``: the same in bounded memory;
- ``write(works: Iterable[Outgoing], **options) -> Iterator[str]``: a file, in pieces; of bytes where it is binary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from synbib import collector, lazily
from synbib.errors import ArgumentError, SynbibError, UnknownNameError
from synbib.formats.data import FormatError, Tell, untold

if TYPE_CHECKING:
    from synbib.formats.outgoing import Loss, Outgoing
    from synbib.incoming import Incoming
    from synbib.library import Entry

__all__ = ["BEGINNING", "FORMATS", "Format", "format_named", "format_of", "read", "stream", "write"]


@lazily.dataclass(frozen=True, slots=True)
class Format:
    """A format of exchange.

    Attributes:
        title: What people call it.
        module: The module that reads and writes it.
        sign: Whether data, of which the first bytes are given, looks like it; ``None`` where nothing tells it.
        suffixes: The endings of files that are in it and in nothing else that synbib reads, with their dots.
        reads: Whether it is read.
        streams: Whether it is read in bounded memory.
        writes: Whether it is written.
        written_suffixes: The endings that others have, too, and that tell it where a file is written.
        aliases: What else it is called.
        extra: The extra that it needs: ``pip install 'synbib[extra]'``.
    """

    title: str
    module: str
    sign: Callable[[bytes], bool] | None = None
    suffixes: tuple[str, ...] = ()
    reads: bool = True
    streams: bool = False
    writes: bool = False
    written_suffixes: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    extra: str = ""


BEGINNING: Final = 4096
"""How many bytes of a file tell its format."""

_BIBTEX: Final = re.compile(
    rb"(?!\s*[\[{<]).*^[ \t]*@[ \t]*[A-Za-z]+\s*[{(]", re.MULTILINE | re.DOTALL
)
_CFF: Final = re.compile(rb"^cff-version\s*:", re.MULTILINE)
# Programs may count the records before them.
_RIS: Final = re.compile(rb"^\s*(?:TY {0,2}-|ty  - )", re.MULTILINE)
# A comment of TeX may begin as one line of it does, but not as two.
_REFER: Final = re.compile(
    rb"\s*%(?:0 \S|[A-Z] [^\n\r]*(?:[\r\n]+[^%\r\n][^\r\n]*)?(?:\s*\Z|[\r\n]+%[0-9A-Z@?!] ))"
)
# Before the records may stand a legend of the tags.
_REFWORKS: Final = re.compile(rb"\A\s*Refworks Export|^RT [A-Z]", re.MULTILINE)
_PUBMED_XML: Final = re.compile(
    rb"<(?:(?:Pubmed(?:Book)?Article|MedlineCitation)(?:Set)?[\s>/]|responseWrapper\b.{0,2000}<hitCount>)",
    re.DOTALL,
)
_MARC: Final = re.compile(rb"<(?:\w+:)?(?:leader|controlfield|datafield)[\s>]|loc\.gov/MARC21/slim")
_MODS: Final = re.compile(rb"<(?:\w+:)?mods(?:Collection)?[\s>]|loc\.gov/mods/v3")
_SOURCES: Final = re.compile(rb"<(?:\w+:)?Sources\s[^>]*/bibliography\b")
_WOS: Final = re.compile(rb"\s*(?:FN [^\r\n]*\s+VR |PT [A-Z][A-Za-z ]*[\r\n]+[A-Z][A-Z0-9] )")
_OVID: Final = re.compile(rb"\A\s*VN {1,2}- |^[ \t]*<[ ]*\d+\.?[ ]*>[ \t]*\r?$", re.MULTILINE)
_BIBLIOSCAPE: Final = re.compile(rb"\s*--[A-Z][A-Z0-9]--\s")
# The tag that begins the first record; `TY` is that of RIS.
_NBIB: Final = re.compile(rb"\s*(?!TY)(?:[A-Z]{2}[A-Z ]{2}-|[A-Z]{2,4} {0,2}- )")
# Items, under `references` or in a bare list; a CITATION.cff has `references`, too, and its sign comes first.
_CSL_YAML: Final = re.compile(
    rb"""
    (?: ^ references [ ]* : [ \t]* (?:\#.*)? \r?\n | \A (?: (?:\#.*|---[ \t]*)? \r?\n )* )
    (?: [ \t]* (?:\#.*)? \r?\n )*
    [ \t]* - \s+ \{? ["']? (?: id | type | title | author | issued | abstract | DOI ) ["']? [ ]* :
    | ^ references [ ]* : [ \t]* \[ \s* \{
    """,
    re.VERBOSE | re.MULTILINE,
)
# A key with the fields of its entry below it.
_HAYAGRIVA: Final = re.compile(
    rb"""
    (?: [ \t]* (?:\#.*|---[ \t]*)? \r?\n )*
    (?: [^\s\#\[{<@%-] [^\n]*? | "[^"\n]*" ) : [ \t]* (?:\#.*)? \r?\n
    (?: [ \t]* (?:\#.*)? \r?\n )*
    [ \t]+ (?: affiliated | author | date | editor | language | location | note | organization | page-range | parent
      | publisher | serial-number | title | type | url | volume | genre | issue | abstract | edition ) [ ]* :
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Names that only records of DataCite, of schema.org and of BibJSON have.
_DATACITE: Final = re.compile(
    rb'"(?:titles|creators|schemaVersion|publicationYear|resourceTypeGeneral)"\s*:'
)
_JSON_LD: Final = re.compile(rb'"@(?:context|graph|type)"\s*:')
_BIBJSON: Final = re.compile(
    rb"""
    " (?: journal | identifier ) " \s* : \s* [\[{]
    | "link" \s* : \s* \[ \s* \{ \s* "(?:url|anchor)"
    | " (?: records | collection ) " \s* : \s* [\[{]
    | " (?: firstname | lastname ) " \s* :
    """,
    re.VERBOSE,
)


def _is_json(start: bytes) -> bool:
    return start.lstrip()[:1] in (b"[", b"{")


def _is_table(start: bytes) -> bool:
    line = start.lstrip(b"\r\n").partition(b"\n")[0].lower()
    # It takes a while to know for sure.
    if not (b"title" in line or line.startswith(b"key")) or not any(
        separator in line for separator in b",\t;"
    ):
        return False
    from synbib.formats.separated import is_table

    return is_table(start)


FORMATS: Final[Mapping[str, Format]] = {
    "bibtex": Format(
        "BibTeX",
        "synbib.formats.bib",
        lambda start: _BIBTEX.match(start) is not None,
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
        lambda start: start.startswith(b"PAR1"),
        (".parquet",),
        streams=True,
        writes=True,
        extra="parquet",
    ),
    "csv": Format("CSV", "synbib.formats.separated", _is_table, (".csv",), writes=True),
    "tsv": Format("TSV", "synbib.formats.tsv", None, (".tsv", ".tab"), writes=True),
    "citation-cff": Format(
        "CITATION.cff",
        "synbib.formats.citation_cff",
        lambda start: _CFF.search(start) is not None,
        (".cff",),
        writes=True,
        aliases=("cff",),
    ),
    "pubmed-xml": Format(
        "PubMed XML",
        "synbib.formats.pubmed_xml",
        lambda start: _PUBMED_XML.search(start) is not None,
        streams=True,
        writes=True,
        aliases=("medline-xml",),
    ),
    "ris": Format(
        "RIS",
        "synbib.formats.ris",
        lambda start: _RIS.search(start) is not None,
        (".ris",),
        streams=True,
        writes=True,
    ),
    "ovid": Format(
        "Ovid",
        "synbib.formats.ovid",
        lambda start: _OVID.search(start) is not None,
        streams=True,
    ),
    "biblioscape": Format(
        "Biblioscape",
        "synbib.formats.biblioscape",
        lambda start: _BIBLIOSCAPE.match(start) is not None,
        streams=True,
    ),
    "refer": Format(
        "Refer (EndNote tagged)",
        "synbib.formats.refer",
        lambda start: _REFER.match(start) is not None,
        (".enw", ".enl", ".ref"),
        streams=True,
        writes=True,
    ),
    "refworks": Format(
        "RefWorks",
        "synbib.formats.refworks",
        lambda start: _REFWORKS.search(start) is not None,
        streams=True,
        writes=True,
    ),
    "endnote-xml": Format(
        "EndNote XML",
        "synbib.formats.endnote_xml",
        lambda start: b"<records" in start and b"<record" in start,
        streams=True,
        writes=True,
    ),
    "marcxml": Format(
        "MARCXML",
        "synbib.formats.marcxml",
        lambda start: _MARC.search(start) is not None,
        (".marcxml", ".mrcx"),
        streams=True,
    ),
    "mods": Format(
        "MODS",
        "synbib.formats.mods",
        lambda start: _MODS.search(start) is not None,
        (".mods",),
        streams=True,
        writes=True,
    ),
    "msbib": Format(
        "Word bibliography",
        "synbib.formats.msbib",
        lambda start: _SOURCES.search(start) is not None,
        streams=True,
        writes=True,
    ),
    "nbib": Format(
        "NBIB (MEDLINE)",
        "synbib.formats.nbib",
        lambda start: _NBIB.match(start) is not None,
        (".nbib",),
        streams=True,
        writes=True,
        aliases=("medline",),
    ),
    "wos-isi": Format(
        "Web of Science (ISI)",
        "synbib.formats.wos",
        lambda start: _WOS.match(start) is not None,
        (".ciw", ".isi"),
        streams=True,
        writes=True,
    ),
    "csl-yaml": Format(
        "CSL-YAML",
        "synbib.formats.csl_yaml",
        lambda start: _CSL_YAML.search(start) is not None,
        writes=True,
        written_suffixes=(".yaml", ".yml"),
    ),
    "hayagriva": Format(
        "Hayagriva",
        "synbib.formats.hayagriva",
        lambda start: _HAYAGRIVA.match(start) is not None,
        writes=True,
    ),
    "json-ld": Format(
        "JSON-LD of schema.org",
        "synbib.formats.json_ld",
        lambda start: _is_json(start) and _JSON_LD.search(start) is not None,
        (".jsonld",),
        writes=True,
    ),
    "datacite-json": Format(
        "DataCite JSON",
        "synbib.formats.datacite_json",
        lambda start: _is_json(start) and _DATACITE.search(start) is not None,
    ),
    "bibjson": Format(
        "BibJSON",
        "synbib.formats.bibjson",
        lambda start: _is_json(start) and _BIBJSON.search(start) is not None,
        streams=True,
        writes=True,
    ),
    "csl-json": Format(
        "CSL-JSON",
        "synbib.formats.csl_json",
        _is_json,
        streams=True,
        writes=True,
        written_suffixes=(".json",),
    ),
}
"""Name → format, in the order in which their signs are tried."""


def format_of(data: bytes, name: str = "") -> str | None:
    """Return the name of the format that a file is in, by its ending, else by its content; ``None`` if nothing tells.

    Args:
        data: The file, or its beginning.
        name: The file's name.
    """
    ending = PurePath(name).suffix.lower()
    if ending and (found := [each for each, known in FORMATS.items() if ending in known.suffixes]):
        return found[0]
    start = data[:BEGINNING].removeprefix(b"\xef\xbb\xbf")
    return next(
        (
            each
            for each, known in FORMATS.items()
            if known.reads and known.sign and known.sign(start)
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
