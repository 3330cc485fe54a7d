"""An index in many files: works divided by a hash of what each is first known by, and a note of what the files are.

Each file is an index by itself. Works were divided when the folder was made, so that it is only read. Whoever looks for
a DOI opens the one file that can have it; for anything else all are asked, and their answers are put together.
"""

from __future__ import annotations

import json
import os
import secrets
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

from synbib import lazily
from synbib.errors import FileError, SynbibError
from synbib.index.database import Database, File
from synbib.index.rows import DOI, Row, mark
from synbib.index.search import Hit, by_mark, by_title

__all__ = [
    "MANIFEST",
    "AnyIndex",
    "Manifest",
    "Partitions",
    "bucket_of",
    "build",
    "open_index",
]

MANIFEST: Final = "manifest.json"
"""The name of the note in the folder."""

_SIGN: Final = "synbib.index"
_VERSION: Final = 1
_HASH: Final = "blake2b-64"
_KIND: Final = "synbib bulk index"  # what the files are told to come from
# The files that are held open. A program may have 1,024 on most of Linux, and 256 on macOS, which it notices.
_MOST_OPEN: Final = 600
_KEPT: Final = 64_000  # KiB of all files in memory
_LEAST_KEPT: Final = 500  # of one
# The lower half of a row's number says which of the part it is.
_OF_A_PART: Final = 32


def bucket_of(marks: Sequence[str], otherwise: str, buckets: int) -> int:
    """Return which of some files has a work.

    Args:
        marks: Its identifiers, a DOI first, as `synbib.index.rows.Row` has them.
        otherwise: What it is known by where it has none.
        buckets: How many files there are.
    """
    known = marks[0] if marks else otherwise
    hashed = blake2b(known.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(hashed, "big") % buckets


@lazily.dataclass(frozen=True, slots=True)
class Manifest:
    """What the files of a folder are.

    Attributes:
        files: The name of each, by its number; None of one that has no works.
        works: How many works they have.
        inputs: The inputs that the works come from, in order: the first part of each, and its name.
    """

    files: tuple[str | None, ...]
    works: int
    inputs: tuple[tuple[int, str], ...] = ()

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        told = {
            "format": _SIGN,
            "version": _VERSION,
            "hash": _HASH,
            "partitions": len(self.files),
            "works": self.works,
            "inputs": [{"part": part, "name": name} for part, name in self.inputs],
            "files": list(self.files),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Return that of a folder.

        Raises:
            FileError: It cannot be read.
            SynbibError: There is none, or it is of another program or of another version of synbib.
        """
        path = folder / MANIFEST
        if not path.is_file():
            raise SynbibError(
                f"{folder}: a folder that is no index; make one with synbib bulk index, or end the job that makes it"
            )
        try:
            told = json.loads(path.read_bytes())
            if told["format"] != _SIGN:
                raise ValueError
            if (told["version"], told["hash"]) != (_VERSION, _HASH):
                raise SynbibError(
                    f"{path}: an index of another version of synbib; make it again with synbib bulk index"
                )
            files = tuple(None if name is None else Path(str(name)).name for name in told["files"])
            inputs = tuple((int(each["part"]), str(each["name"])) for each in told["inputs"])
            works = int(told["works"])
        except OSError as error:
            raise FileError(f"{path}: cannot be read: {error.strerror}") from None
        except (ValueError, TypeError, KeyError, RecursionError):
            raise SynbibError(
                f"{path}: not that of an index; name another folder with --index"
            ) from None
        return cls(files, works, inputs)

    def input_of(self, number: int) -> str:
        """Return the name of the input that a work comes from, ``""`` if it is not known.

        Args:
            number: The number of the work: that of its row, and one more.
        """
        at = bisect_right(self.inputs, ((number - 1) >> _OF_A_PART, "\U0010ffff"))
        return self.inputs[at - 1][1] if at else ""


class _Shelves:
    """The files of a folder, opened when they are asked for, and not too many at once."""

    def __init__(self, paths: Sequence[Path], open_one: Callable[[Path], Database]) -> None:
        self._paths = paths
        self._open_one = open_one
        self._opened: dict[int, Database] = {}
        self._most = _MOST_OPEN

    def __getitem__(self, at: int) -> Database:
        found = self._opened.get(at)
        if found is None:
            # They are asked in turn, so that of the others each is asked before the last is again.
            self._close_to(self._most - 1)
            try:
                found = self._open_one(self._paths[at])
            except FileError:
                # The system may let this program have no more.
                self._most = max(1, len(self._opened) // 2)
                self._close_to(self._most - 1)
                found = self._open_one(self._paths[at])
            self._opened[at] = found
        return found

    def _close_to(self, number: int) -> None:
        while len(self._opened) > number:
            self._opened.popitem()[1].close()

    def __iter__(self) -> Iterator[Database]:
        return (self[at] for at in range(len(self._paths)))

    def close(self) -> None:
        self._close_to(0)


class Partitions:
    """An index in many files, opened; it is asked as `Database` is, and closes itself at the end of a ``with``.

    Args:
        path: The folder.

    Raises:
        FileError: The folder's note cannot be read, or a file that it names is not there.
        SynbibError: It is no index, or one of another version of synbib.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.manifest = Manifest.read(path)
        names = [name for name in self.manifest.files if name is not None]
        absent = next((name for name in names if not (path / name).is_file()), None)
        if absent is not None:
            raise FileError(
                f"{path / absent}: this file of the index is not there; make the index again with synbib bulk index"
            )
        kept = max(_LEAST_KEPT, _KEPT // max(1, len(names)))

        def open_one(file: Path) -> Database:
            return Database(file, kept=kept, named=self._name)

        self._shelves = _Shelves([path / name for name in names], open_one)
        # The number of a file → its place among those that are there.
        there = (number for number, name in enumerate(self.manifest.files) if name is not None)
        self._places = {number: place for place, number in enumerate(there)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        self._shelves.close()

    def _name(self, number: int) -> str:
        return self.manifest.input_of(number) or str(self.path)

    @property
    def size(self) -> int:
        """The bytes that its files take."""
        return sum((self.path / name).stat().st_size for name in self.manifest.files if name)

    def files(self) -> list[File]:
        """Return one that stands for all inputs: they were read by one job."""
        told = [file for shelf in self._shelves for file in shelf.files()]
        if not told:
            return []
        names = dict.fromkeys(name for _, name in self.manifest.inputs)
        whole = lazily.replace(
            told[0],
            name=", ".join(names) or str(self.path),
            done=self.manifest.works,
            works=self.manifest.works,
            newest=max(file.newest for file in told),
        )
        return [whole]

    def by_identifier(self, scheme: str, identifier: str) -> list[Hit]:
        """Return the works with an identifier, in the form of `synbib.library.matching.normalized`."""
        wanted = mark(scheme, identifier)
        if scheme != DOI:
            return by_mark(self._shelves, wanted)
        place = self._places.get(bucket_of([wanted], "", len(self.manifest.files)))
        return [] if place is None else by_mark([self._shelves[place]], wanted)

    def by_title(self, letters: str, family: str = "", year: int | None = None) -> list[Hit]:
        """Return the works of a title, as `synbib.index.search.by_title` does."""
        return by_title(self._shelves, letters, family, year)

    def newest(self, scheme: str) -> str:
        """Return what `Database.newest` does of one file that has all works."""
        return max((shelf.newest(scheme) for shelf in self._shelves), default="")

    def works_of_venue(self, name: str, year: int) -> int:
        """Return what `Database.works_of_venue` does of one file that has all works."""
        return sum(shelf.works_of_venue(name, year) for shelf in self._shelves)


AnyIndex = Database | Partitions
"""An index, in one file or in many."""


def open_index(path: Path) -> AnyIndex:
    """Return the index at a path, to be read; raise as `Database` and `Partitions` do."""
    return Partitions(path) if path.is_dir() else Database(path)


def build(
    path: Path,
    works: Iterable[Sequence[tuple[int, Row]]],
    *,
    complete: bool = False,
    scheme: str = "",
) -> int:
    """Make one of the files, and return how many works are in it.

    It is there when it is whole, though several make it at once: then it is that of the last.

    Args:
        path: The file; one that is there is replaced.
        works: The works in batches, each with the number of its row, which grows.
        complete: Whether all works of the venues and years in the inputs are there, and all identifiers of ``scheme``.
        scheme: The identifiers that the inputs have numbers of their own for; ``""`` if there are none.

    Raises:
        SynbibError: It cannot be written.
    """
    begins = f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}"
    made, packed = path.with_name(begins), path.with_name(f"{begins}.packed")
    noted = File(0, _KIND, _KIND, "", complete=complete, scheme=scheme)
    try:
        with Database(made, create=True, safe=False) as database:
            file = database.begin(noted)
            for batch in works:
                numbered = [(number + 1, row) for number, row in batch]
                file = database.insert(file, numbered, finished=False)
            file = database.insert(file, [], finished=True)
            database.pack(packed)
        packed.replace(path)
    except OSError as error:
        raise SynbibError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        made.unlink(missing_ok=True)
        packed.unlink(missing_ok=True)
    return file.works
