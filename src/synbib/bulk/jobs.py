"""A job: a work done to all parts of its inputs, into a folder, so that it can be ended at any time and gone on with.

A part is worked on by itself, and its file is written whole under a name that its number gives: the same bytes,
whoever does it. So to do a part twice harms nothing, and a part is done when its file is there. Where rows have to come
together, the parts give rows by bucket first, into ``_rows``, and then each bucket is worked on like a part.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from fnmatch import fnmatchcase
from functools import partial
from typing import Final

from synbib import lazily
from synbib.bulk import sources, storage
from synbib.bulk.executors import Executor, Here
from synbib.bulk.job import Job, difference
from synbib.bulk.manifest import MANIFEST, REJECTED, Finished, Manifest, Stage, in_order, rejects_of
from synbib.bulk.parts import Part
from synbib.bulk.sources import Told
from synbib.bulk.tasks import BUCKET, ROWS, run_part
from synbib.errors import SynbibError
from synbib.files import held

__all__ = ["Executor", "Finished", "Job", "Progress", "Summary", "results", "run", "run_part"]

Progress = Callable[[Stage, float, int], None]
"""Is told, after each part: the stage, which share of it is done, and how many rows came out this time."""

_PACKED: Final = 5  # about so many bytes of records are packed in one
# What a job leaves: its parts, the note by which they are an index, what was put aside, and its own manifest.
_FILES: Final = ("part-*", "manifest.json", REJECTED, MANIFEST)
_FOLDERS: Final = (ROWS, "_rejected")


@lazily.dataclass(frozen=True, slots=True)
class Summary:
    """What a job did.

    Attributes:
        out: Its folder.
        parts: How many parts are there.
        kept: How many of these were there already.
        rows: How many rows are in them.
        rejected: How many records were put aside.
        seconds: How long it took this time.
        new_rows: How many rows were made this time.
        side_file: Where those are; ``""`` if there are none, or the job is not done.
        failed: The parts of which nothing could be made; if there are any, the job is not done.
    """

    out: str
    parts: int
    kept: int
    rows: int
    rejected: int
    seconds: float
    new_rows: int
    side_file: str = ""
    failed: tuple[Finished, ...] = ()


def results(out: str) -> list[str]:
    """Return the files that a job has written, in the order of its parts.

    Raises:
        SynbibError: There is no job in the folder, or it is not finished.
    """
    manifest = Manifest.read(out)
    if manifest is None or manifest.ended is None:
        raise SynbibError(f"{out}: no finished job is there; begin it again to finish it")
    return [storage.joined(out, note.file) for note in manifest.parts]


def run(
    job: Job,
    *,
    executor: Executor | None = None,
    fresh: bool = False,
    verify: bool = False,
    progress: Progress = lambda _stage, _share, _rows: None,
) -> Summary:
    """Do a job, or what is left of it.

    Args:
        job: The job.
        executor: Who works on the parts; this process, if none is named.
        fresh: Whether to begin anew where a job is in the folder, whichever it is.
        verify: Whether to read the files of finished parts, and to do those again that are damaged.
        progress: See `Progress`.

    Raises:
        SynbibError: It cannot be begun, or not be gone on with; what is finished by then is kept.
    """
    began = time.monotonic()
    job.check()
    with held(job.out, "another synbib is at work on this job; wait for that, or end it"):
        found = sources.look(job.inputs)
        manifest = _opened(job, found, fresh=fresh, verify=verify)
        kept = len(manifest.parts)
        running = _Running(job, found, manifest, executor or Here(), progress)
        if manifest.ended is None:
            running.finish()
        if manifest.ended is not None:
            for name in _FOLDERS:
                storage.remove(storage.joined(job.out, name))
    totals = manifest.ended or manifest.totals()
    return Summary(
        job.out,
        kept=kept,
        seconds=time.monotonic() - began,
        new_rows=running.rows,
        side_file=storage.joined(job.out, REJECTED) if manifest.rejects else "",
        failed=tuple(running.failed),
        **totals,
    )


# --- what is there already ----------------------------------------------------------------------------------


def _opened(job: Job, found: Sequence[Told], *, fresh: bool, verify: bool) -> Manifest:
    """Return the manifest of a job on some inputs, with what is finished of it.

    Raises:
        SynbibError: In its folder is something else.
    """
    about = job.about(found)
    known = Manifest.read(job.out)
    if known is None:
        names = [
            name for name in storage.names(job.out) if not fnmatchcase(name, storage.TEMPORARY)
        ]
        if names or (storage.exists(job.out) and not storage.is_folder(job.out)):
            raise SynbibError(
                f"{job.out}: something else than a job is there; name a new folder with -o"
            )
        return Manifest(job.out, about)
    other = difference(known.job, about)
    if fresh or (other and not known.finished):  # of one that had only begun nothing is lost
        for name in _FOLDERS:
            storage.remove(storage.joined(job.out, name))
        # The manifest at last: until then the folder is known as ours.
        for pattern in _FILES:
            for name in storage.names(job.out, pattern):
                storage.remove(storage.joined(job.out, name))
        return Manifest(job.out, about)
    if other is not None:
        raise SynbibError(
            f"{job.out}: a job is there, {other}; go on with it as it was begun, name another folder with -o, "
            "or begin anew with --fresh"
        )
    known.believe(verify=verify)
    return known


@contextlib.contextmanager
def _swept(out: str) -> Iterator[None]:
    """Have the folders below that of a job, and nothing half-written in any of them.

    That is of a process that was killed before, or of one that is ended now.
    """
    folders = (out, *(storage.joined(out, name) for name in _FOLDERS))
    for folder in folders:
        storage.folder(folder)
        _sweep(folder)
    try:
        yield
    finally:
        for folder in folders:
            _sweep(folder)


def _sweep(folder: str) -> None:
    for name in storage.names(folder, storage.TEMPORARY):
        storage.remove(storage.joined(folder, name))


# --- the run ------------------------------------------------------------------------------------------------


@lazily.dataclass(slots=True)
class _Running:
    """What is left of a job, while it is done."""

    job: Job
    found: Sequence[Told]
    manifest: Manifest
    executor: Executor
    progress: Progress
    rows: int = 0
    failed: list[Finished] = field(default_factory=list)

    def finish(self) -> None:
        """Do what is not finished, and write down that all is, if all is."""
        storage.folder(self.job.out)
        # Before all else: by it the folder is known as ours.
        self.manifest.begin()
        try:
            with _swept(self.job.out):
                self._do_all()
        finally:
            self.manifest.close()

    def _do_all(self) -> None:
        job = self.job
        parts = sources.parts_of(self.found, size=job.part_bytes, cut_packed=job.cut_packed)
        way = _Way(self.found)
        self._do("part" if job.spread is None else "rows", parts, way.share)
        self._check_inputs()
        if job.spread is not None and not self.failed:
            self.rows = 0
            number = job.spread.buckets
            self._do("part", _buckets(job), lambda bucket: bucket.end / number)
        if not self.failed:
            self._close()
            self.manifest.end(self._put_aside())

    def _check_inputs(self) -> None:
        """See that what was read is what was looked at before.

        Raises:
            SynbibError: An input was changed meanwhile: of this machine, as of others only the size is known.
        """
        for each in self.manifest.job["inputs"]:
            if each["changed"] is not None and each["changed"] != storage.changed(each["name"]):
                raise SynbibError(
                    f"{each['name']}: it was changed while it was read; begin anew with --fresh when it is whole"
                )

    def _do(self, stage: Stage, parts: Iterable[Part], share: Callable[[Part], float]) -> None:
        """Do the parts of a stage that are not finished."""
        shares: dict[int, float] = {}
        done = 0.0

        def left() -> Iterator[Part]:
            for part in parts:
                if (stage, part.number) not in self.manifest.finished:
                    shares[part.number] = share(part)
                    yield part

        for made in self.executor.map(partial(run_part, self.job), left()):
            if made.problem:
                self.failed.append(made)
                continue
            self.manifest.note(made)
            self.rows += made.rows
            done = max(done, shares.pop(made.part))
            self.progress(stage, done, self.rows)

    def _close(self) -> None:
        """Write what a work has to say when all its files are made."""
        if not hasattr(self.job.work, "closing"):
            return
        notes = sorted(self.manifest.finished.items(), key=in_order)
        files = {note.part: note.file for note in self.manifest.parts}
        inputs: list[tuple[int, str]] = []
        for (stage, number), note in notes:
            if stage == "rows" and (not inputs or inputs[-1][1] != note.input):
                inputs.append((number, note.input))
        works = sum(note.rows for note in self.manifest.parts)
        for name, data in self.job.work.closing(files, works, inputs).items():
            with storage.write_atomically(storage.joined(self.job.out, name)) as file:
                file.write(data)

    def _put_aside(self) -> int:
        """Bring what was put aside of all parts into one file, and return its size."""
        if self.manifest.rejects is not None:  # it was done before, and of the same parts
            return self.manifest.rejects
        url = storage.joined(self.job.out, REJECTED)
        asides = [
            rejects_of(note.stage, note.part)
            for _, note in sorted(self.manifest.finished.items(), key=in_order)
            if note.rejected
        ]
        if not asides:
            storage.remove(url)
            return 0
        with storage.write_atomically(url) as file:
            for aside in asides:
                with storage.open_read(storage.joined(self.job.out, *aside.split("/"))) as source:
                    shutil.copyfileobj(source, file, 1 << 20)
        return storage.size(url)


class _Way:
    """How far a job is on its way through its inputs."""

    def __init__(self, files: Iterable[Told]) -> None:
        self._starts: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        self._all = 0
        for file in files:
            self._starts[file.url] = self._all
            self._sizes[file.url] = file.size
            self._all += file.size

    def share(self, part: Part) -> float:
        """Return which share is done at the end of a part."""
        size = self._sizes.get(part.input, 0)
        end = part.end if part.data is None else part.end // _PACKED
        return (self._starts.get(part.input, 0) + min(end, size)) / max(self._all, 1)


def _buckets(job: Job) -> Iterator[Part]:
    rows = storage.joined(job.out, ROWS)
    for number in range(job.spread.buckets):
        yield Part(number, rows, BUCKET, number, number + 1)
