"""The citations of whole documents: each file that is named, and those that it takes in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from synbib.documents.citing import Citing
from synbib.documents.documents import ENDINGS, HINT, find_cited, syntax_of
from synbib.documents.markdown import is_label
from synbib.errors import Diagnostic, nearest
from synbib.files import read_bytes
from synbib.readme.blocks import LINE

__all__ = [
    "Citation",
    "Citations",
    "citations_of",
    "decode",
    "encode",
    "placed",
    "read_citations",
    "undefined_citations",
]

# For so many unknown keys the nearest are looked for, and among so many keys in all: each of them is compared.
_MOST_LOOKED_FOR: Final = 20
_MOST_COMPARED: Final = 200_000


class Citation(NamedTuple):
    """A citation key at its place.

    Attributes:
        key: The key.
        name: The file, as it was named or as its document names it.
        line: Line, from 1.
        column: Column in characters, from 1.
        text: The line.
    """

    key: str
    name: str
    line: int
    column: int
    text: str


class Citations(NamedTuple):
    r"""What documents cite.

    Attributes:
        all: The citations, file after file.
        everything: Whether a document asks for all entries, as ``\nocite{*}`` does.
        absent: A file, and the name of another that it takes in and that is not there.
    """

    all: tuple[Citation, ...]
    everything: bool
    absent: tuple[tuple[str, str], ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys that are cited."""
        return frozenset(cited.key for cited in self.all)


def decode(data: bytes) -> str:
    """Return a document as text, from which `encode` makes the same bytes; what is not UTF-8 are single bytes in it."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Return the bytes of what `decode` read."""
    return text.encode("utf-8", "surrogateescape")


def citations_of(text: str, syntax: str, name: str) -> Citations:
    """Return what a text cites.

    Args:
        text: The text.
        syntax: What it is written in, as `find_cited` has it.
        name: What it is called in messages.
    """
    citing = find_cited(text, syntax)
    return Citations(tuple(placed(citing, text, name)), citing.everything)


def read_citations(names: Iterable[str]) -> Citations:
    r"""Return what documents cite, with the files that they take in by ``\input`` and the like, where these are there.

    Args:
        names: The files.

    Raises:
        SynbibError: A file that is named does not exist, or its ending tells no syntax.
    """
    files = [file for name in names for file in _files(name)]
    commands = {name: takes for file in files for name, takes in file.citing.commands.items()}
    found: list[Citation] = []
    for file in files:
        citing = file.citing
        if citing.commands.keys() != commands.keys() and file.syntax == "latex":
            citing = find_cited(file.text, file.syntax, commands)
        found += placed(citing, file.text, file.name)
    absent = tuple((file.name, include) for file in files for include in file.absent)
    return Citations(tuple(found), any(file.citing.everything for file in files), absent)


class _File(NamedTuple):
    """A file, what it cites as far as it alone tells, and what it takes in and is not there."""

    name: str
    syntax: str
    text: str
    citing: Citing
    absent: tuple[str, ...]


def _files(name: str) -> Iterator[_File]:
    """Yield a document and the files that it takes in, in the order in which it names them."""
    syntax = syntax_of(name)
    folder, ending = Path(name).parent, Path(name).suffix
    waiting, seen = [name], {name}
    while waiting:
        file = waiting.pop(0)
        text = decode(read_bytes(file, HINT)).removeprefix("\ufeff")
        citing = find_cited(text, syntax)
        folders = folder, Path(file).parent
        included_by_name = {
            include: _included(folders, include, ending) for include in citing.includes
        }
        absent = tuple(include for include, found in included_by_name.items() if not found)
        yield _File(file, syntax, text, citing, absent)
        inside = []
        for included in included_by_name.values():
            if included and included not in seen:
                seen.add(included)
                inside.append(included)
        waiting[:0] = inside


def placed(citing: Citing, text: str, name: str) -> Iterator[Citation]:
    """Yield the keys that a file cites, each at its place.

    Args:
        citing: The keys.
        text: The file.
        name: Its name.
    """
    lines = LINE.findall(text)
    starts = [0, *accumulate(map(len, lines))]
    # Once: many citations may stand in one long line.
    shown = [line.rstrip("\r\n") for line in lines]
    for cited in citing.keys:
        at = bisect_right(starts, cited.start) - 1
        column = cited.start - starts[at] + 1
        yield Citation(cited.key, name, at + 1, column, shown[at])


def _included(folders: Iterable[Path], include: str, ending: str) -> str:
    """The file that a document takes in, which may lack its ending there; ``""`` if it is not there.

    TeX looks from the folder of the document; the packages import and subfiles from that of the file that names it.
    """
    for folder in folders:
        path = folder / include
        for candidate in (path.with_name(path.name + ending), path):
            if candidate.is_file():
                return str(candidate)
    return ""


def undefined_citations(citations: Citations, known: Iterable[str]) -> list[tuple[Diagnostic, str]]:
    """Return the citations of keys that no entry has, each at its place with its line, and with the nearest keys.

    Args:
        citations: What is cited.
        known: The keys and the aliases of all entries.
    """
    keys = frozenset(known)
    most = min(_MOST_LOOKED_FOR, 1 + _MOST_COMPARED // max(len(keys), 1))
    hints: dict[str, str] = {}
    found: list[tuple[Diagnostic, str]] = []
    for cited in citations.all:
        is_markdown = ENDINGS.get(Path(cited.name).suffix.lower()) in ("markdown", "notebook")
        if cited.key in keys or (is_markdown and is_label(cited.key)):
            continue
        if cited.key not in hints:
            near = nearest(cited.key, keys) if len(hints) < most else []
            hints[cited.key] = f"did you mean {' or '.join(near)}?" if near else ""
        undefined = Diagnostic(
            cited.name,
            cited.line,
            cited.column,
            "undefined-citation",
            f"no entry has the key '{cited.key}'",
            hints[cited.key],
            key=cited.key,
            length=len(cited.key),
        )
        found.append((undefined, cited.text))
    return found
