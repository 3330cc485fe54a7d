"""Who works on the parts of a job: this process, or several of this machine; a cluster has one of its own.

Each process is given one part at a time. Where one dies, as when memory runs out, its part is given to a new one, some
times; then it is told as failed, and the others go on. The processes end with the one that started them, however that
ends.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import connection
from typing import Any, Protocol

from synbib import lazily
from synbib.bulk.manifest import Finished
from synbib.bulk.parts import Part
from synbib.errors import SynbibError
from synbib.limits import MOST_TRIES

__all__ = ["Executor", "Here", "Processes"]

Run = Callable[[Part], Finished]


class Executor(Protocol):
    """Works on parts."""

    def map(self, function: Run, parts: Iterable[Part], /) -> Iterator[Finished]:
        """Yield what a function makes of each part, in any order; parts are taken as they can be worked on.

        Args:
            function: It can be pickled. A `SynbibError` of it ends all, and is passed on; it raises nothing else.
            parts: What it is given, one at a time.
        """


@lazily.dataclass(frozen=True, slots=True)
class Here:
    """Works on one part after the other in this process."""

    def map(self, function: Run, parts: Iterable[Part], /) -> Iterator[Finished]:
        """See `Executor.map`."""
        return map(function, parts)


@lazily.dataclass(frozen=True, slots=True)
class Processes:
    """Works on parts in processes of this machine.

    Attributes:
        number: How many there are.
    """

    number: int

    def map(self, function: Run, parts: Iterable[Part], /) -> Iterator[Finished]:
        """See `Executor.map`."""
        waiting = iter(parts)
        again: list[tuple[Part, int]] = []
        workers: list[_Worker] = []

        def following() -> tuple[Part, int] | None:
            if again:
                return again.pop()
            part = next(waiting, None)
            return None if part is None else (part, 1)

        try:
            # The next part is cut while the others are worked on.
            ahead = following()
            while ahead is not None or any(each.part for each in workers):
                ahead = ahead or following()
                while ahead is not None and (free := self._free(workers, function)) is not None:
                    free.give(*ahead)
                    ahead = following()
                for worker in _ready(workers):
                    part, tries = worker.part, worker.tries
                    assert part is not None
                    answer = worker.answer()
                    if answer is not None:
                        yield answer
                        continue
                    workers.remove(worker)
                    if tries < MOST_TRIES:
                        again.append((part, tries + 1))
                    else:
                        yield Finished.failed(part, f"{worker.end()} {MOST_TRIES} times over it")
        finally:
            for worker in workers:
                worker.kill()

    def _free(self, workers: list[_Worker], function: Run) -> _Worker | None:
        free = next((each for each in workers if each.part is None), None)
        if free is None and len(workers) < self.number:
            free = _Worker(function)
            workers.append(free)
        return free


def _ready(workers: list[_Worker]) -> list[_Worker]:
    """Return the workers that have answered or died; wait until one has."""
    at_work = {each.connection: each for each in workers if each.part is not None}
    return [at_work[each] for each in connection.wait(list(at_work))]  # type: ignore[index]


class _Worker:
    """A process, and the part that it works on."""

    def __init__(self, function: Run) -> None:
        # Not forked: threads of this process, such as Arrow's, may hold locks that nobody would open there.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, function), daemon=True)
        self._process.start()
        theirs.close()  # so that its end is noticed by that of the pipe
        self.part: Part | None = None
        self.tries = 0

    def give(self, part: Part, tries: int) -> None:
        self.part, self.tries = part, tries
        with contextlib.suppress(OSError):  # it is dead, which `answer` finds
            self.connection.send(part)

    def answer(self) -> Finished | None:
        """Return what it answers; None if it is dead."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return None
        self.part = None
        if isinstance(answer, SynbibError):
            raise answer
        assert isinstance(answer, Finished)
        return answer

    def end(self) -> str:
        """Return how it died."""
        self._process.join()
        code = self._process.exitcode or 0
        if code == -getattr(signal, "SIGKILL", 9):
            return "a process was killed, as where memory runs out,"
        return f"a process died by signal {-code}" if code < 0 else f"a process ended with {code}"

    def kill(self) -> None:
        self._process.kill()
        self._process.join()
        self.connection.close()


def _work(parts: Any, function: Run) -> None:
    """Answer each part by what is made of it, in a process of its own."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # a terminal sends it to all; who started this one ends it
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _use_one_core()
    while True:
        try:
            part = parts.recv()
        except (EOFError, OSError):
            return
        answer: Finished | SynbibError
        try:
            answer = function(part)
        except SynbibError as error:
            answer = error
        parts.send(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _use_one_core() -> None:
    from synbib.bulk.arrow import pa

    pa.set_cpu_count(1)
