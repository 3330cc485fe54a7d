"""The index as a file of SQLite: works by identifier, by title, and by what a title is like.

One row is a work as one source has it; what several sources have is there several times. The table of the titles is
FTS5's. Works come in by the batch, and with each batch the note of how far the file is read that they come from, so
that a run which is broken off goes on where it was.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

from synbib import lazily
from synbib.errors import FileError, SynbibError
from synbib.index.record import Record
from synbib.index.rows import Row, mark, number_of
from synbib.index.search import Hit, Kept, by_mark, by_title
from synbib.index.titles import stretches

__all__ = ["FORMAT", "Database", "File"]

FORMAT: Final = 2
"""The version of what is in the file."""

_APPLICATION: Final = 0x73796E62  # "synb": what SQLite's header says that the file is
_SCHEMA: Final = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE file (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, fingerprint TEXT NOT NULL,
    done INTEGER NOT NULL, works INTEGER NOT NULL, finished INTEGER NOT NULL, complete INTEGER NOT NULL,
    scheme TEXT NOT NULL, newest TEXT NOT NULL
);
CREATE TABLE work (
    id INTEGER PRIMARY KEY, file INTEGER NOT NULL, hash INTEGER NOT NULL, letters TEXT NOT NULL, record BLOB NOT NULL
);
CREATE INDEX work_hash ON work (hash);
CREATE TABLE head (hash INTEGER NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (hash, work)) WITHOUT ROWID;
CREATE TABLE mark (mark TEXT NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (mark, work)) WITHOUT ROWID;
CREATE TABLE venue (
    file INTEGER NOT NULL, name TEXT NOT NULL, year INTEGER NOT NULL, works INTEGER NOT NULL,
    PRIMARY KEY (name, year, file)
) WITHOUT ROWID;
CREATE TABLE stretch (text TEXT PRIMARY KEY, works INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE title USING fts5 (
    stretches, content='', tokenize='ascii', detail=none, columnsize=0
);
"""
_KEPT: Final = 64_000  # KiB of the file in memory
_WAITED: Final = 30.0  # seconds for another process that writes
# Of so many titles one is counted in the table of stretches: it is to tell the rare ones from the others.
_SAMPLED: Final = 8


@lazily.dataclass(frozen=True, slots=True)
class File:
    """A file whose works are in the index.

    Attributes:
        id: Its number there.
        name: Its path when it was added.
        kind: What it is: the name of a `synbib.index.kinds.Kind`.
        fingerprint: What it is recognised by.
        done: How many of its records were read.
        works: How many works came of them.
        finished: Whether it was read to its end.
        complete: Whether it holds all works of the venues and years in it, and all identifiers of ``scheme``.
        scheme: The identifiers that its kind has numbers of its own for: ``arxiv``; ``""`` if there are none.
        newest: Of these, the latest; ``""`` if there are none.
    """

    id: int
    name: str
    kind: str
    fingerprint: str
    done: int = 0
    works: int = 0
    finished: bool = False
    complete: bool = False
    scheme: str = ""
    newest: str = ""


class Database:
    """The index, opened. It closes itself at the end of a ``with``.

    Args:
        path: The file.
        create: Whether it is made where there is none; else it is only read.
        safe: Whether the file stays whole though writing is broken off; it is written quicker where that is no matter.
        kept: How much of the file is kept in memory, in KiB.
        named: Gives the name of the file that a work comes from by the work's number; by default the index knows it.

    Raises:
        FileError: It is not there, or cannot be opened.
        SynbibError: It is not an index, or one of another version of synbib.
    """

    def __init__(
        self,
        path: Path,
        *,
        create: bool = False,
        safe: bool = True,
        kept: int = _KEPT,
        named: Callable[[int], str] | None = None,
    ) -> None:
        self.path = path
        self._named = named
        if create and path.is_dir():
            raise SynbibError(
                f"{path}: a folder, to which nothing is added; make it again with synbib bulk index, or name a file"
                " with --index"
            )
        if create:
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise FileError(
                    f"{path}: cannot be made: {error.strerror}; name another with --index"
                ) from None
        elif not path.is_file():
            raise FileError(f"{path}: no such index; make one with synbib index add FILE")
        mode = "rwc" if create else "ro"
        try:
            self._db = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode={mode}",
                uri=True,
                timeout=_WAITED,
                isolation_level=None,
            )
            self._db.execute(f"PRAGMA cache_size = -{kept}")
            if not safe:
                self._db.execute("PRAGMA journal_mode = OFF")
                self._db.execute("PRAGMA synchronous = OFF")
            self._prepare(create)
        except sqlite3.DatabaseError as error:
            raise FileError(
                f"{path}: cannot be used as an index: {error}; name another with --index"
            ) from None
        self._names: dict[int, str] = {}

    @property
    def size(self) -> int:
        """The bytes that it takes."""
        return self.path.stat().st_size

    def _prepare(self, create: bool) -> None:
        execute = self._db.execute
        application, version = (
            execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
        )
        if create and not application and not execute("SELECT 1 FROM sqlite_schema").fetchone():
            with self._transaction():
                for statement in _SCHEMA.split(";\n"):
                    execute(statement)
        elif application != _APPLICATION:
            raise SynbibError(
                f"{self.path}: not an index of synbib; name another file with --index"
            )
        elif version != FORMAT:
            raise SynbibError(
                f"{self.path}: an index of another version of synbib; delete it, and add its files again"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Write all of it or nothing.

        Raises:
            SynbibError: It cannot be written: another process writes for long, or the disk is full.
        """
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:  # a full disk has ended it
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise SynbibError(f"{self.path}: cannot be written: {error}; try again later") from None

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """Return what a statement gives.

        Raises:
            FileError: The file is damaged.
        """
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise FileError(
                f"{self.path}: cannot be read: {error}; delete it, and add its files again"
            ) from None

    # --- writing ------------------------------------------------------------------------------------

    def files(self) -> list[File]:
        """Return the files whose works are in the index, in the order in which they came."""
        rows = self._rows(
            "SELECT id, name, kind, fingerprint, done, works, finished, complete, scheme, newest FROM file"
            " ORDER BY id"
        )
        return [
            File(
                number,
                name,
                kind,
                told,
                done,
                works,
                bool(finished),
                bool(complete),
                scheme,
                newest,
            )
            for number, name, kind, told, done, works, finished, complete, scheme, newest in rows
        ]

    def begin(self, file: File) -> File:
        """Note a file of which nothing is in the index yet; return it with its number."""
        with self._transaction():
            [number] = self._db.execute(
                "INSERT INTO file (name, kind, fingerprint, done, works, finished, complete, scheme, newest)"
                " VALUES (?, ?, ?, 0, 0, 0, ?, ?, '') RETURNING id",
                (file.name, file.kind, file.fingerprint, file.complete, file.scheme),
            ).fetchone()
        return lazily.replace(file, id=number)

    def forget(self, file: File) -> None:
        """Take out the works of a file, and the note of it."""
        with self._transaction():
            execute = self._db.execute
            rows = execute("SELECT id, letters FROM work WHERE file = ?", (file.id,))
            self._db.executemany(
                "INSERT INTO title (title, rowid, stretches) VALUES ('delete', ?, ?)",
                ((number, _joined(letters)) for number, letters in rows.fetchall()),
            )
            # The counts of the stretches stay: they are a sample, and tell the rare from the common all the same.
            for table in ("mark", "head"):
                execute(
                    f"DELETE FROM {table} WHERE work IN (SELECT id FROM work WHERE file = ?)",
                    (file.id,),
                )
            for table, column in (("work", "file"), ("venue", "file"), ("file", "id")):
                execute(f"DELETE FROM {table} WHERE {column} = ?", (file.id,))

    def add(self, file: File, records: Sequence[Record], done: int, *, finished: bool) -> File:
        """Add works of a file, and note how far it is read.

        Args:
            file: The file, as it was noted.
            records: The works.
            done: How many of its records were read so far.
            finished: Whether these are the last.

        Raises:
            SynbibError: It cannot be written, or another process adds the same file.
        """
        rows = [Row.of(record, counted=file.complete) for record in records]
        return self._insert(file, rows, None, done, finished=finished)

    def insert(self, file: File, works: Sequence[tuple[int, Row]], *, finished: bool) -> File:
        """Add rows of a file, each with its number, which no other in the index has; raise as `add` does."""
        numbers, rows = [number for number, _ in works], [row for _, row in works]
        return self._insert(file, rows, numbers, file.done + len(works), finished=finished)

    def _insert(
        self,
        file: File,
        rows: Sequence[Row],
        numbers: Sequence[int] | None,
        done: int,
        *,
        finished: bool,
    ) -> File:
        with self._transaction():
            execute, many = self._db.execute, self._db.executemany
            if execute("SELECT done FROM file WHERE id = ?", (file.id,)).fetchone() != (file.done,):
                raise SynbibError(
                    f"{file.name}: another process adds it at this moment; wait for it"
                )
            if numbers is None:
                [(last,)] = execute("SELECT coalesce(max(id), 0) FROM work")
                numbers = range(last + 1, last + 1 + len(rows))
            works = list(zip(numbers, rows, strict=True))
            many(
                "INSERT INTO work (id, file, hash, letters, record) VALUES (?, ?, ?, ?, ?)",
                ((n, file.id, number_of(row.letters), row.letters, row.record) for n, row in works),
            )
            many(
                "INSERT INTO title (rowid, stretches) VALUES (?, ?)",
                ((number, _joined(row.letters)) for number, row in works),
            )
            many(
                "INSERT OR IGNORE INTO mark VALUES (?, ?)",
                sorted((mark, number) for number, row in works for mark in row.marks),
            )
            many(
                "INSERT OR IGNORE INTO head VALUES (?, ?)",
                sorted((number_of(row.head), number) for number, row in works if row.head),
            )
            many(
                "INSERT INTO venue VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET works = works + excluded.works",
                ((file.id, *venue, number) for venue, number in sorted(_venues(rows).items())),
            )
            many(
                "INSERT INTO stretch VALUES (?, ?) ON CONFLICT DO UPDATE SET works = works + excluded.works",
                sorted(_stretches(works).items()),
            )
            noted = lazily.replace(
                file,
                done=done,
                works=file.works + len(rows),
                finished=finished,
                newest=_newest(file, rows),
            )
            execute(
                "UPDATE file SET done = ?, works = ?, finished = ?, newest = ? WHERE id = ?",
                (noted.done, noted.works, noted.finished, noted.newest, noted.id),
            )
        return noted

    def pack(self, path: Path) -> None:
        """Write the index to a new file, to which nothing more is added: smaller, and titles are found in less time.

        Raises:
            SynbibError: It cannot be written.
        """
        with self._transaction():
            self._db.execute("INSERT INTO title (title) VALUES ('optimize')")
        try:
            self._db.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.DatabaseError as error:
            raise SynbibError(f"{path}: cannot be written: {error}") from None

    # --- reading ------------------------------------------------------------------------------------

    def by_identifier(self, scheme: str, identifier: str) -> list[Hit]:
        """Return the works with an identifier, in the form of `synbib.library.matching.normalized`."""
        return by_mark([self], mark(scheme, identifier))

    def by_title(self, letters: str, family: str = "", year: int | None = None) -> list[Hit]:
        """Return the works of a title, as `synbib.index.search.by_title` does."""
        return by_title([self], letters, family, year)

    def marked(self, mark: str, most: int) -> list[Kept]:
        """See `synbib.index.search.Shelf`."""
        return self._kept(
            "mark JOIN work ON work.id = mark.work WHERE mark = ? ORDER BY work LIMIT ?",
            (mark, most),
        )

    def titled(self, letters: str, most: int) -> list[Kept]:
        """See `synbib.index.search.Shelf`."""
        return self._kept(
            "work WHERE hash = ? AND letters = ? ORDER BY id LIMIT ?",
            (number_of(letters), letters, most),
        )

    def headed(self, letters: str, most: int) -> list[Kept]:
        """See `synbib.index.search.Shelf`."""
        return self._kept(
            "head JOIN work ON work.id = head.work WHERE head.hash = ? ORDER BY head.work LIMIT ?",
            (number_of(letters), most),
        )

    def kept(self, number: int) -> Kept:
        """See `synbib.index.search.Shelf`."""
        [found] = self._kept("work WHERE id = ?", (number,))
        return found

    def counted(self, stretches: Collection[str]) -> dict[str, int]:
        """See `synbib.index.search.Shelf`."""
        rows = self._rows(
            f"SELECT text, works FROM stretch WHERE text IN ({_places(stretches)})", (*stretches,)
        )
        return {text: _SAMPLED * works for text, works in rows}

    def sharing(self, stretches: Sequence[str], most: int) -> list[tuple[int, int]]:
        """See `synbib.index.search.Shelf`."""
        having = " UNION ALL ".join(
            ["SELECT rowid AS number FROM title WHERE title MATCH ?"] * len(stretches)
        )
        rows = self._rows(
            f"SELECT number, count(*) FROM ({having}) GROUP BY number ORDER BY count(*) DESC, number LIMIT ?",
            (*map(_quoted, stretches), most),
        )
        return [(number, shared) for number, shared in rows]

    def holding(self, stretches: Collection[str], most: int) -> list[tuple[int, str]]:
        """See `synbib.index.search.Shelf`."""
        rows = self._rows(
            "SELECT work.id, letters FROM title JOIN work ON title.rowid = work.id WHERE title MATCH ?"
            " ORDER BY title.rowid LIMIT ?",
            (" AND ".join(map(_quoted, sorted(stretches))), most),
        )
        return [(number, letters) for number, letters in rows]

    def letters(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        """See `synbib.index.search.Shelf`."""
        rows = self._rows(f"SELECT id, letters FROM work WHERE id IN ({_places(numbers)})", numbers)
        return [(number, letters) for number, letters in rows]

    def newest(self, scheme: str) -> str:
        """Return the identifier of a scheme up to which a file has all of them; ``""`` if there is no such file."""
        [(found,)] = self._rows(
            "SELECT coalesce(max(newest), '') FROM file WHERE scheme = ? AND complete AND finished",
            (scheme,),
        )
        return str(found)

    def works_of_venue(self, name: str, year: int) -> int:
        """Return how many works of a venue and a year are in complete files; 0 if there are none.

        Args:
            name: The venue, as `synbib.index.record.venue_of` gives it, or a volume, as `volume_of` does.
            year: The year.
        """
        [(number,)] = self._rows(
            "SELECT coalesce(max(venue.works), 0) FROM venue JOIN file ON file.id = venue.file"
            " WHERE venue.name = ? AND year = ? AND finished",
            (name, year),
        )
        return int(number)

    def _kept(self, found: str, values: Sequence[object]) -> list[Kept]:
        rows = self._rows(f"SELECT id, file, letters, record FROM {found}", values)
        return [
            Kept(number, self._name(file, number), letters, record)
            for number, file, letters, record in rows
        ]

    def _name(self, file: int, number: int) -> str:
        if self._named is not None:
            return self._named(number)
        if file not in self._names:
            [(self._names[file],)] = self._rows("SELECT name FROM file WHERE id = ?", (file,))
        return self._names[file]


def _venues(rows: Sequence[Row]) -> Counter[tuple[str, int]]:
    """Return how many works there are of a venue and a year."""
    return Counter((venue, row.year) for row in rows if row.year for venue in row.venues)


def _stretches(works: Sequence[tuple[int, Row]]) -> Counter[str]:
    """Return in how many of the titles that are counted each stretch stands."""
    counts: Counter[str] = Counter()
    for number, row in works:
        if not number % _SAMPLED:
            counts.update(stretches(row.letters))
    return counts


def _newest(file: File, rows: Sequence[Row]) -> str:
    """Return the latest of the numbers of a file's archive, with those of some works more."""
    told = (row.identifier(file.scheme) for row in rows) if file.scheme else ()
    return max([file.newest, *(each for each in told if each[:1].isdigit())])


def _joined(letters: str) -> str:
    return " ".join(sorted(stretches(letters)))


def _places(values: Collection[object]) -> str:
    return ",".join("?" * len(values))


def _quoted(stretch: str) -> str:
    return f'"{stretch}"'
