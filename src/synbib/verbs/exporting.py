"""Entries written in another format: what ``synbib export`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from synbib import formats, lazily
from synbib.arguments import expect
from synbib.files import opened
from synbib.files.reading import STORE_HINT
from synbib.formats import FORMATS, Loss, Tell, format_named, format_of
from synbib.formats.signs import BEGINNING
from synbib.library import Entry, Library
from synbib.opening import keyed

if TYPE_CHECKING:
    from synbib.incoming import Incoming

__all__ = ["Exported", "Progress", "export", "streamed"]

# After so many works it is told how far a file is read.
_OFTEN: Final = 1000


@lazily.dataclass(frozen=True, slots=True)
class Exported:
    """Entries in another format.

    Attributes:
        data: The file.
        losses: What the format has no place for, entry by entry.
    """

    data: bytes
    losses: tuple[Loss, ...]


def export(
    library: Library,
    to: str,
    *,
    keys: Iterable[str] | None = None,
    group: str | None = None,
    **options: Any,
) -> Exported:
    """Return a library's entries in another format.

    Args:
        library: What `synbib.read` returns.
        to: The format, of `synbib.formats.FORMATS`: ``ris``, ``csl-json`` …
        keys: Only these entries; all by default, none if there are no keys in it.
        group: Only the entries of this group and those below it.
        options: What the format asks for: ``columns=["key", "title"]`` of tables.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        UnknownNameError: The format, a key or the group does not exist.
        SynbibError: The format is only read, or an option is not of its form.
    """
    expect(library, "library", Library, "synbib.read(path) reads one")
    losses: list[Loss] = []
    written = formats.write(library.select(keys, group), to, losses.append, **options)
    return Exported(b"".join(written), tuple(losses))


Progress = Callable[[int, int, int], None]
"""Is told how many bytes of how many of a file are read, and how many works came of them."""


def streamed(
    names: Sequence[str],
    format: str | None,
    tell: Tell,
    stdin: BinaryIO | None = None,
    progress: Progress = lambda _done, _size, _works: None,
    *,
    sentence_case: bool = True,
) -> Iterator[Entry] | None:
    """Return the entries of files that are read in bounded memory; ``None`` if one of them cannot be.

    The keys stay in memory, so that no two entries have the same.

    Args:
        names: The files; ``-`` is ``stdin``.
        format: The format of all of them; by default what each one's ending and content tell.
        tell: Is told of what was not understood.
        stdin: Standard input.
        progress: Is told now and then how far a file is read.
        sentence_case: See `synbib.opening.keyed`.

    Raises:
        FileError: A file cannot be read.
    """
    files = [_File(name, format, stdin) for name in names]
    if not all(file.streams for file in files):
        return None
    works = (work for file in files for work in file.works(tell, progress))
    return keyed(works, sentence_case)


class _File:
    """A file of records that may be read in bounded memory."""

    def __init__(self, name: str, format: str | None, stdin: BinaryIO | None) -> None:
        self._stdin = stdin if name == "-" else None
        self._path = name
        self._name = "<stdin>" if self._stdin else name
        with self._opened() as file:
            # What is peeked at is read again.
            start = file.peek(BEGINNING) if isinstance(file, BufferedReader) else b""
        self._format = format_named(format) if format else format_of(start[:BEGINNING], self._name)

    @property
    def streams(self) -> bool:
        return self._format is not None and FORMATS[self._format].streams

    def works(self, tell: Tell, progress: Progress) -> Iterator[Incoming]:
        assert self._format is not None
        with self._opened() as file:
            size = 0 if self._stdin else os.fstat(file.fileno()).st_size
            works = formats.stream(file, self._format, self._name, tell)
            for number, work in enumerate(works):
                if size and number % _OFTEN == 0:
                    progress(file.tell(), size, number)
                yield work

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if self._stdin is not None:
            yield self._stdin
            return
        with opened(self._path, STORE_HINT) as file:
            yield file
