"""Files of works, whatever they are written in, as libraries: BibTeX as it is, records by `synbib.formats`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, cast

from synbib import lazily
from synbib import library as bibtex_library
from synbib.arguments import expect
from synbib.files import read_bytes
from synbib.files.reading import STORE_HINT

if TYPE_CHECKING:
    from synbib.errors import Diagnostic
    from synbib.incoming import Incoming
    from synbib.library import Entry, Library
    from synbib.model import CslItem

__all__ = ["keyed", "read", "read_data"]


def read(
    path: str | os.PathLike[str],
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    *,
    sentence_case: bool = True,
    format: str | None = None,
) -> Library:
    """Return the library of a BibTeX file, or of a file of records: RIS, CSL-JSON and all others of `synbib.formats`.

    Args:
        path: The file.
        encoding: What to read BibTeX as where it neither is Unicode nor says what it is; guessed by default.
        middlewares: bibtexparser middlewares, ``package.module:Class``, that BibTeX goes through.
        sentence_case: Whether the entries' CSL items have English titles in sentence case, as CSL styles expect
            them: `Entry.csl`. What stands in braces keeps its case.
        format: The format, of `synbib.formats.FORMATS`; by default the file's ending or its content tells.

    Raises:
        ArgumentError: It is not a path.
        SynbibError: The file cannot be read, or there is no such encoding, middleware or format; or a file of records
            is broken. Broken entries of BibTeX do not raise: see `Library.diagnostics`.
    """
    expect(path, "path", str, "synbib.read_text(text) takes text", os.PathLike)
    name = os.fspath(path)
    data = read_bytes(name, hint=STORE_HINT)
    return read_data(data, name, encoding, middlewares, sentence_case=sentence_case, format=format)


def read_data(
    data: bytes,
    name: str = "<string>",
    encoding: str | None = None,
    middlewares: Sequence[str] = (),
    *,
    sentence_case: bool = True,
    format: str | None = None,
) -> Library:
    """Return the library of a file's bytes; see `read`. What nothing tells the format of is BibTeX."""
    if format is None and not name.lower().endswith(".bib"):
        from synbib.formats import format_of

        format = format_of(data, name)  # noqa: A001
    if format is None or _is_bibtex(format):
        return bibtex_library.read_data(
            data, name, encoding, middlewares, sentence_case=sentence_case
        )
    from synbib import formats

    notes: list[Diagnostic] = []
    works = formats.read(data, format, name, notes.append)
    return bibtex_library.Library.of(keyed(works, sentence_case), name, notes)


def _is_bibtex(format: str) -> bool:
    """Whether a format is BibTeX, in whichever dialect."""
    from synbib.formats import format_named

    return format_named(format) in ("bibtex", "biblatex")


def keyed(works: Iterable[Incoming], sentence_case: bool = True) -> Iterator[Entry]:
    """Yield the entries of works, each with a key of its own: the one that it has, else a new one.

    Args:
        works: The works.
        sentence_case: Whether titles in title case are brought into sentence case for CSL. Others stay as they are:
            where BibTeX's titles have names in braces, those of other programs have nothing.
    """
    from synbib.model.citekey import citation_key, unique_key
    from synbib.text.sentence_case import in_title_case

    taken: set[str] = set()
    for work in works:
        entry = work.entry()
        key = unique_key(entry.key or citation_key(entry.fields, entry.type), taken)
        taken.add(key)
        changed = work.is_latex or in_title_case(work.title)
        item = None if work.item is None else cast("CslItem", {**work.item, "id": key})
        yield lazily.replace(entry, key=key, item=item, sentence_case=sentence_case and changed)
