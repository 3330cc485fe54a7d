"""Where results go: which format a file's ending tells, and documents, which are not for a terminal."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Final, cast, get_args

import click

from synbib.choices import DocumentFormat, OutputFormat
from synbib.cli import printing
from synbib.errors import SynbibError, UnknownNameError
from synbib.files import write_atomically

__all__ = [
    "ENDINGS",
    "FORMATS",
    "as_document",
    "format_of",
    "put_document",
    "refuse_bibtex",
    "refuse_document",
    "refuse_terminal",
    "text_format",
]

FORMATS: Final = (*get_args(OutputFormat), *get_args(DocumentFormat))
"""All that a bibliography is written in."""

ENDINGS: Final = {
    ".adoc": "asciidoc",
    ".asc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".bbcode": "bbcode",
    ".docx": "docx",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".latex": "latex",
    ".markdown": "markdown",
    ".md": "markdown",
    ".mediawiki": "mediawiki",
    ".odt": "odt",
    ".org": "org",
    ".rest": "rst",
    ".rst": "rst",
    ".rtf": "rtf",
    ".tex": "latex",
    ".text": "text",
    ".txt": "text",
    ".typ": "typst",
    ".wiki": "mediawiki",
    ".xhtml": "html",
}
"""The ending of a file → the format that is written into it where no other is asked for."""

# What no command of ours writes: who names such a file would get one that its program cannot open.
_UNWRITTEN: Final = {
    ".doc": "write .docx, which Word opens as well",
    ".epub": "write .md, and convert that with pandoc",
    ".pdf": "write .docx, .odt, .html or .tex, and print that",
}


def format_of(format: str | None, output: str | None, default: str) -> str:
    """Return the format that is asked for, else what the ending of the output tells, else the default.

    Raises:
        SynbibError: The ending tells of a format that we do not write.
        UnknownNameError: There is no such format; the nearest are suggested.
    """
    if format and format not in FORMATS:
        raise UnknownNameError.among("format", format, FORMATS)
    ending = _ending(output)
    if ending in _UNWRITTEN:
        raise SynbibError(f"{output}: synbib writes no {ending} files; {_UNWRITTEN[ending]}")
    return format or ENDINGS.get(ending, default)


def as_document(format: str) -> DocumentFormat | None:
    """Return a format if it is a document of a word processor, and not text."""
    return cast(DocumentFormat, format) if format in get_args(DocumentFormat) else None


def text_format(format: str) -> str:
    """Return a format of what is shown in a text, and refuse documents, which are bibliographies as files.

    Raises:
        SynbibError: It is one of these.
    """
    if as_document(format):
        raise SynbibError(
            f"{format} is a file, which is not shown; write the bibliography with synbib render -o refs.{format}"
        )
    return format


def refuse_document(
    output: str | None, advice: str = "write a bibliography with synbib render -o refs.docx"
) -> None:
    """Refuse to write text into a file whose ending says that it is a document.

    Args:
        output: The file.
        advice: What else can be done.

    Raises:
        SynbibError: Its ending says so.
    """
    ending = _ending(output)
    if as_document(ENDINGS.get(ending, "")) or ending in _UNWRITTEN:
        command = click.get_current_context().info_name
        raise SynbibError(
            f"{output}: synbib {command} writes text here, not {ending}; name another file, or {advice}"
        )


def refuse_bibtex(output: str | None) -> None:
    """Refuse to write what is to be read into a file whose ending says that it is a store, perhaps over one.

    Raises:
        SynbibError: Its ending says so.
    """
    if _ending(output) == ".bib":
        command = click.get_current_context().info_name
        raise SynbibError(
            f"{output}: synbib {command} writes no BibTeX; name another file, such as refs.md, "
            f"or write the entries with synbib export -o refs.bib"
        )


def refuse_terminal(format: str, output: str | None) -> None:
    """Refuse to write what is not text to standard output where that is a terminal.

    Args:
        format: The format, by the name that is the ending of its files, too.
        output: Where it goes.

    Raises:
        SynbibError: It is one.
    """
    if not _is_file(output) and printing.is_live(sys.stdout):
        raise SynbibError(f"a terminal cannot show {format}; name a file with -o refs.{format}")


def put_document(data: bytes, output: str | None) -> None:
    """Write a document to the file ``output``, or to standard output.

    Raises:
        SynbibError: The file cannot be written.
    """
    if output and _is_file(output):
        write_atomically(output, data, tell=printing.tell)
    else:
        printing.show_data(data)


def _is_file(output: str | None) -> bool:
    return output not in (None, "", "-")


def _ending(output: str | None) -> str:
    return PurePath(output or "").suffix.lower()
