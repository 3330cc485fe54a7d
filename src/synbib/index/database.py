"""The index as a file of SQLite: works by identifier, by title, and by what a title is like.

One row is a work as one source has it; what several sources have is there several times. The table of the titles is
FTS5's. Works come in by the batch, and with each batch the note of how far the file is
read that they come from, so that a run which is broken off goes on where it was.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from synbib import lazily
from synbib.errors import FileError, SynbibError
from synbib.index.record import Record, container, venue_of, volume_of
from synbib.index.titles import (
    LEAST_ALIKE,
    LEAST_OF_A_PART,
    LIKENESS_OF_A_PART,
    asked,
    chosen,
    likeness,
    stretches,
    trigrams,
    within,
)
from synbib.library.matching import plain
from synbib.model import parse_names

__all__ = ["FORMAT", "Database", "File", "Hit"]

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
_PAGES_KEPT: Final = -64_000  # KiB of the file in memory
_WAITED: Final = 30.0  # seconds for another process that writes
# Of so many titles one is counted in the table of stretches: it is to tell the rare ones from the others.
_SAMPLED: Final = 8
_DIGITS: Final = 4  # of a year
# As many titles that share stretches are compared, and as many works with one identifier or title are given.
_COMPARED: Final = 40
_MOST: Final = 20


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


@lazily.dataclass(frozen=True, slots=True)
class Hit:
    """A work that was found.

    Attributes:
        record: The work.
        file: The name of the file that it comes from.
        likeness: How much its title is the one looked for, from 0 to 1; 1 where it was found by an identifier.
    """

    record: Record
    file: str
    likeness: float = 1.0


class Database:
    """The index, opened. It closes itself at the end of a ``with``.

    Args:
        path: The file.
        create: Whether it is made where there is none; else it is only read.

    Raises:
        FileError: It is not there, or cannot be opened.
        SynbibError: It is not an index, or one of another version of synbib.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
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
            self._prepare(create)
        except sqlite3.DatabaseError as error:
            raise FileError(
                f"{path}: cannot be used as an index: {error}; name another with --index"
            ) from None
        self._names: dict[int, str] = {}

    def _prepare(self, create: bool) -> None:
        execute = self._db.execute
        execute(f"PRAGMA cache_size = {_PAGES_KEPT}")
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

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
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
        works: list[tuple[int, str, bytes]] = []
        marks: list[tuple[str, int]] = []
        heads: list[tuple[int, int]] = []
        counts: Counter[str] = Counter()
        venues: Counter[tuple[str, int]] = Counter()
        newest = file.newest
        for number, record in enumerate(records):
            identity, identifiers = record.identified()
            letters = identity.letters
            works.append((_hash(letters), letters, record.packed()))
            marks += [(_mark(*each), number) for each in identifiers.items()]
            if len(identity.head) >= LEAST_OF_A_PART:
                heads.append((_hash(identity.head), number))
            if not number % _SAMPLED:
                counts.update(stretches(letters))
            if file.complete and identity.year and (written := container(record.fields)):
                venues[venue_of(written), identity.year] += 1
                if volume := volume_of(record.fields):
                    venues[volume, identity.year] += 1
            if file.scheme and (known := identifiers.get(file.scheme, ""))[:1].isdigit():
                newest = max(newest, known)
        noted = lazily.replace(
            file, done=done, works=file.works + len(works), finished=finished, newest=newest
        )
        with self._transaction():
            execute, many = self._db.execute, self._db.executemany
            if execute("SELECT done FROM file WHERE id = ?", (file.id,)).fetchone() != (file.done,):
                raise SynbibError(
                    f"{file.name}: another process adds it at this moment; wait for it"
                )
            [(first,)] = execute("SELECT coalesce(max(id), 0) + 1 FROM work")
            many(
                "INSERT INTO work (id, file, hash, letters, record) VALUES (?, ?, ?, ?, ?)",
                ((number, file.id, *row) for number, row in enumerate(works, first)),
            )
            many(
                "INSERT INTO title (rowid, stretches) VALUES (?, ?)",
                ((number, _joined(letters)) for number, (_, letters, _) in enumerate(works, first)),
            )
            many(
                "INSERT OR IGNORE INTO mark VALUES (?, ?)",
                sorted((mark, first + number) for mark, number in marks),
            )
            many(
                "INSERT OR IGNORE INTO head VALUES (?, ?)",
                sorted((head, first + number) for head, number in heads),
            )
            many(
                "INSERT INTO venue VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET works = works + excluded.works",
                ((file.id, *venue, number) for venue, number in venues.items()),
            )
            self._count(counts)
            execute(
                "UPDATE file SET done = ?, works = ?, finished = ?, newest = ? WHERE id = ?",
                (noted.done, noted.works, noted.finished, noted.newest, noted.id),
            )
        return noted

    def _count(self, counts: dict[str, int]) -> None:
        self._db.executemany(
            "INSERT INTO stretch VALUES (?, ?) ON CONFLICT DO UPDATE SET works = works + excluded.works",
            sorted(counts.items()),
        )

    # --- reading ------------------------------------------------------------------------------------

    def by_identifier(self, scheme: str, identifier: str) -> list[Hit]:
        """Return the works with an identifier, in the form of `synbib.library.matching.normalized`."""
        rows = self._rows(
            "SELECT file, record FROM mark JOIN work ON work.id = mark.work WHERE mark = ? LIMIT ?",
            (_mark(scheme, identifier), _MOST),
        )
        return [Hit(Record.unpacked(record), self._name(file)) for file, record in rows]

    def by_title(self, letters: str, family: str = "", year: int | None = None) -> list[Hit]:
        """Return the works of a title, else those of titles like it, the most fitting first.

        Args:
            letters: The title's letters, folded.
            family: The letters of the first author's family name, ``""`` if it is not known.
            year: The year, if it is known: of several works of one title, the nearest goes first.
        """
        rows = self._rows(
            "SELECT file, record FROM work WHERE hash = ? AND letters = ? LIMIT ?",
            (_hash(letters), letters, _MOST),
        )
        hits = [Hit(Record.unpacked(record), self._name(file)) for file, record in rows]
        if not hits:
            longer = self._longer(letters)
            hits = [*longer.values(), *self._like(letters, besides=longer)]

        def fit(hit: Hit) -> tuple[float, bool, int]:
            fields = hit.record.fields
            written = fields.get("author") or fields.get("editor", "")
            families = [plain(name.family) for name in parse_names(written)] if family else []
            told = fields.get("year", "")
            apart = (
                abs(int(told) - year)
                if year and told.isdecimal() and len(told) <= _DIGITS
                else 9999
            )
            return -hit.likeness, family not in families, apart

        return sorted(hits, key=fit) if len(hits) > 1 else hits

    def _longer(self, letters: str) -> dict[int, Hit]:
        """Return the works whose title has a subtitle more, by their numbers."""
        rows = self._rows(
            "SELECT id, file, letters, record FROM head JOIN work ON work.id = head.work"
            " WHERE head.hash = ? LIMIT ?",
            (_hash(letters), _MOST),
        )
        return {
            number: Hit(Record.unpacked(record), self._name(file), LIKENESS_OF_A_PART)
            for number, file, found, record in rows
            if found.startswith(letters)
        }

    def _like(self, letters: str, besides: Collection[int]) -> Iterator[Hit]:
        wanted = asked(letters)
        if not wanted:
            return
        places = ",".join("?" * len(wanted))
        counted = dict(
            self._rows(f"SELECT text, works FROM stretch WHERE text IN ({places})", (*wanted,))
        )
        rare = chosen({stretch: _SAMPLED * counted.get(stretch, 0) for stretch in wanted})
        having = " UNION ALL ".join(
            ["SELECT rowid AS number FROM title WHERE title MATCH ?"] * len(rare)
        )
        counting = f"SELECT number FROM ({having}) GROUP BY number ORDER BY count(*) DESC LIMIT ?"
        quoted = [f'"{stretch}"' for stretch in rare]
        rows = self._rows(counting, (*quoted, _COMPARED))
        numbers = [number for (number,) in rows if number not in besides]
        places = ",".join("?" * len(numbers))
        rows = self._rows(f"SELECT id, letters FROM work WHERE id IN ({places})", numbers)
        compared = trigrams(letters)
        ranked = sorted(
            ((likeness(compared, trigrams(found)), number) for number, found in rows), reverse=True
        )
        ranked = [each for each in ranked[:_MOST] if each[0] >= LEAST_ALIKE]
        known = {number for _, number in ranked}.union(besides)
        ranked += (each for each in self._around(letters) if each[1] not in known)
        for alike, number in ranked:
            [(file, record)] = self._rows("SELECT file, record FROM work WHERE id = ?", (number,))
            yield Hit(Record.unpacked(record), self._name(file), alike)

    def _around(self, letters: str) -> Iterator[tuple[float, int]]:
        """Yield the titles that begin or end with a short one, such as those with a subtitle, and how like they are."""
        parts = within(letters)
        if not parts:
            return
        rows = self._rows(
            "SELECT id, letters FROM work JOIN title ON title.rowid = work.id WHERE title MATCH ? LIMIT ?",
            (" AND ".join(f'"{part}"' for part in sorted(parts)), _COMPARED),
        )
        compared = trigrams(letters)
        for number, found in rows:
            if found.startswith(letters) or found.endswith(letters):
                yield likeness(compared, trigrams(found)), number

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

    def _name(self, file: int) -> str:
        if file not in self._names:
            [(self._names[file],)] = self._rows("SELECT name FROM file WHERE id = ?", (file,))
        return self._names[file]


def _hash(letters: str) -> int:
    return zlib.crc32(letters.encode())


def _joined(letters: str) -> str:
    return " ".join(stretches(letters))


def _mark(scheme: str, identifier: str) -> str:
    return f"{scheme} {identifier}"
