"""What a job has finished, a line each in a file beside its parts: from there it goes on when it is begun again.

The first line says what the job is: another one is not gone on with. Then stands a line for each part, with the size
and the checksum of its file, and at last one that says that all are there. A line that was torn while it was written
counts as none. On this machine lines are appended; in a store of objects, where nothing can be, the file is replaced
from time to time, and what was not noted yet is done again.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, BinaryIO, Final, Self

from synbib import lazily
from synbib.bulk import storage
from synbib.bulk.parts import Part
from synbib.bulk.writing import checksum_of
from synbib.errors import FileError, SynbibError

__all__ = [
    "MANIFEST",
    "REJECTED",
    "Finished",
    "Manifest",
    "Stage",
    "rejects_of",
]

MANIFEST: Final = "manifest.jsonl"
"""The name of the file in the folder of a job."""

REJECTED: Final = "rejected.jsonl"
"""The name of the side file: the records of which nothing could be made."""

_PATIENCE: Final = 20.0  # seconds between two replacements of a manifest that cannot be appended to

Stage = str
"""``rows``, the rows of a part by bucket, or ``part``, what comes out."""


@lazily.dataclass(frozen=True, slots=True)
class Finished:
    """What was made of a part.

    Attributes:
        stage: See `Stage`.
        part: The number of the part.
        input: What it is a part of; of a bucket the folder of the rows, below that of the job.
        file: Its file, below the folder of the job.
        bytes: The size of that.
        checksum: The checksum of that, see `synbib.bulk.writing.Sized`.
        rows: How many rows are in it.
        rejected: How many records were put aside.
        rejected_bytes: The size of the file that has them.
        problem: Why nothing could be made of it; it has no file then.
    """

    stage: Stage
    part: int
    input: str
    file: str = ""
    bytes: int = 0
    checksum: str = ""
    rows: int = 0
    rejected: int = 0
    rejected_bytes: int = 0
    problem: str = ""

    @classmethod
    def failed(cls, part: Part, problem: str) -> Self:
        """Return what is told of a part of which nothing could be made."""
        return cls("", part.number, part.input, problem=problem)


_FIELDS: Final = ("stage", "part", "input", "file", "bytes", "checksum", "rows", "rejected")  # fmt: skip


def rejects_of(stage: Stage, part: int) -> str:
    """Return the file, below the folder of the job, of what is put aside of a part until the job ends."""
    return f"_rejected/{stage}-{part:06}.jsonl"


class Manifest:
    """The manifest of a job that is running.

    Args:
        out: The folder of the job.
        job: What decides what comes out.

    Attributes:
        finished: What is finished, by stage and number.
        rejects: The size of the side file, if that is whole; else None.
        ended: What the last line says, if all is there: see `totals`.
    """

    def __init__(self, out: str, job: Mapping[str, Any]) -> None:
        self.finished: dict[tuple[Stage, int], Finished] = {}
        self.rejects: int | None = None
        self.ended: Mapping[str, int] | None = None
        self._out = out
        self._job = job
        self._url = storage.joined(out, MANIFEST)
        self._file: BinaryIO | None = None
        self._written = 0.0

    @classmethod
    def read(cls, out: str) -> Self | None:
        """Return the manifest of a folder, or None if it has none.

        Raises:
            SynbibError: It is none of ours.
        """
        url = storage.joined(out, MANIFEST)
        if not storage.exists(url):
            return None
        with storage.open_read(url) as file:
            lines = file.read().split(b"\n")
        told = [_line(line) for line in lines[:-1]]  # what follows the last end of a line is torn
        job = told[0].get("job") if told else None
        if not isinstance(job, dict):
            raise SynbibError(f"{url}: not the manifest of a job; name another folder with -o")
        made = cls(out, job)
        for line in told[1:]:
            if (note := _finished(line)) is not None:
                made.finished[note.stage, note.part] = note
            made.rejects = line.get("side_file", made.rejects)
            made.ended = line.get("end", made.ended)
        return made

    @property
    def parts(self) -> list[Finished]:
        """What came out: the finished parts, in their order."""
        found = sorted(self.finished.items(), key=in_order)
        return [note for (stage, _), note in found if stage == "part"]

    @property
    def job(self) -> Mapping[str, Any]:
        """What decides what comes out."""
        return self._job

    def believe(self, *, verify: bool) -> None:
        """Forget what is not there any more, or is not as it was noted.

        Args:
            verify: Whether checksums are held against the files, and not only sizes.
        """
        side = storage.joined(self._out, REJECTED)
        if self.rejects is not None and (_size(side) or 0) != self.rejects:
            self.rejects = None
        self.finished = {
            at: note for at, note in self.finished.items() if self._holds(note, verify=verify)
        }
        if self.ended is not None and (
            len(self.parts) != self.ended["parts"] or self.rejects is None
        ):
            self.ended = None

    def _holds(self, note: Finished, *, verify: bool) -> bool:
        url = storage.joined(self._out, *note.file.split("/"))
        if _size(url) != note.bytes:
            return False
        if note.rejected and self.rejects is None:
            aside = storage.joined(self._out, *rejects_of(note.stage, note.part).split("/"))
            if _size(aside) != note.rejected_bytes:
                return False
        if not verify:
            return True
        with storage.open_read(url) as file:
            return checksum_of(file) == note.checksum

    def begin(self) -> None:
        """Write down what is known; from then on `note` adds to it."""
        self._replace()
        if (path := storage.path_of(self._url)) is not None:
            self._file = path.open("ab")  # until `close`

    def note(self, finished: Finished) -> None:
        """Write down that a part is finished."""
        self.finished[finished.stage, finished.part] = finished
        if self._file is not None:
            self._append(_note(finished))
        elif time.monotonic() - self._written > _PATIENCE:
            self._replace()

    def totals(self) -> Mapping[str, int]:
        """Return how many parts are finished, how many rows are in them, and how many records were put aside."""
        return {
            "parts": len(self.parts),
            "rows": sum(note.rows for note in self.parts),
            "rejected": sum(note.rejected for note in self.finished.values()),
        }

    def end(self, rejects: int) -> None:
        """Write down that all is finished.

        Args:
            rejects: The size of the side file; 0 if there is none.
        """
        self.rejects, self.ended = rejects, self.totals()
        if self._file is not None:
            self._file.close()
            self._file = None
        # Whole, and in the order of the parts: it is the same then, whoever did which part when.
        self.finished = dict(sorted(self.finished.items(), key=in_order))
        self._replace()

    def close(self) -> None:
        """Write down what is not yet."""
        if self._file is not None:
            with suppress(OSError):  # it was told when the line was written
                self._file.close()
            self._file = None
        elif self.ended is None:
            self._replace()

    def _append(self, line: Mapping[str, Any]) -> None:
        assert self._file is not None
        try:
            self._file.write(_encoded(line))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            why = error.strerror or error
            raise FileError(f"{self._url}: cannot be written: {why}") from None

    def _replace(self) -> None:
        with storage.write_atomically(self._url) as file:
            file.writelines(map(_encoded, self._lines()))
        self._written = time.monotonic()

    def _lines(self) -> Iterator[Mapping[str, Any]]:
        yield {"job": self._job}
        yield from map(_note, self.finished.values())
        if self.rejects is not None:
            yield {"side_file": self.rejects}
        if self.ended is not None:
            yield {"end": self.ended}


def in_order(each: tuple[tuple[Stage, int], Finished]) -> tuple[bool, int]:
    """Return what finished parts are ordered by: the first stage first."""
    (stage, number), _ = each
    return stage == "part", number


def _note(finished: Finished) -> Mapping[str, Any]:
    line = {name: getattr(finished, name) for name in _FIELDS}
    if finished.rejected:
        line["rejected_bytes"] = finished.rejected_bytes
    return line


def _finished(line: Mapping[str, Any]) -> Finished | None:
    """Return what a line notes; None if it notes no part, or as this version does not."""
    try:
        return Finished(**line)
    except TypeError:
        return None


def _encoded(line: Mapping[str, Any]) -> bytes:
    # Names of files need not be Unicode: as ASCII, they can be written all the same.
    return json.dumps(line, separators=(",", ":")).encode() + b"\n"


def _line(line: bytes) -> Mapping[str, Any]:
    """Return what a line says; nothing, if it cannot be read."""
    try:
        told = json.loads(line)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _size(url: str) -> int | None:
    try:
        return storage.size(url) if storage.exists(url) else None
    except OSError:
        return None
