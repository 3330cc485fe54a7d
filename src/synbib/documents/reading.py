"""The citations of whole documents: each file that is named, and those that it takes in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from synbib.documents.citing import Citing
from synbib.documents.documents import find_cited, syntax_of
from synbib.errors import Diagnostic, nearest
from synbib.files import read_bytes
from synbib.readme.blocks import LINE

__all__ = ["Citation", "Citations", "decode", "encode", "read_citations", "undefined_citations"]

_HINT: Final = "name a document that cites"
# For so many unknown keys the nearest are looked for.
_MOST_LOOKED_FOR: Final = 20
# Labels of figures, sections and the like, which pandoc-crossref and Quarto name as Markdown cites.
_LABELS: Final = ("fig", "tbl", "eq", "sec", "lst", "thm", "lem", "cor", "prp", "def", "exm", "exr")


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
    """

    all: tuple[Citation, ...]
    everything: bool

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


def read_citations(names: Iterable[str]) -> Citations:
    r"""Return what documents cite, with the files that they take in by ``\input`` and the like, where these are there.

    Args:
        names: The files.

    Raises:
        SynbibError: A file that is named does not exist, or its ending tells no syntax.
    """
    found: list[Citation] = []
    everything = False
    for name in names:
        syntax = syntax_of(name)
        folder, ending = Path(name).parent, Path(name).suffix
        waiting, seen = [name], {name}
        while waiting:
            file = waiting.pop(0)
            text = decode(read_bytes(file, _HINT)).removeprefix("\ufeff")
            citing = find_cited(text, syntax)
            everything = everything or citing.everything
            found += _placed(citing, text, file)
            for include in citing.includes:
                included = _included(folder / include, ending)
                if included and included not in seen:
                    seen.add(included)
                    waiting.append(included)
    return Citations(tuple(found), everything)


def _placed(citing: Citing, text: str, name: str) -> Iterator[Citation]:
    lines = LINE.findall(text)
    starts = [0, *accumulate(map(len, lines))]
    for cited in citing.keys:
        at = bisect_right(starts, cited.start) - 1
        column = cited.start - starts[at] + 1
        yield Citation(cited.key, name, at + 1, column, lines[at].rstrip("\r\n"))


def _included(path: Path, ending: str) -> str:
    """The file that a document takes in, which may lack its ending there; ``""`` if it is not there."""
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
    hints: dict[str, str] = {}
    found: list[tuple[Diagnostic, str]] = []
    for cited in citations.all:
        if cited.key in keys or _is_label(cited):
            continue
        if cited.key not in hints:
            near = nearest(cited.key, keys) if len(hints) < _MOST_LOOKED_FOR else []
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


def _is_label(cited: Citation) -> bool:
    kind, sign, rest = cited.key.partition(":" if ":" in cited.key else "-")
    return bool(sign and rest) and kind in _LABELS and syntax_of(cited.name) == "markdown"
