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
from typing import Any, Final, NamedTuple, Protocol

from synbib import lazily
from synbib.bulk.manifest import Finished
from synbib.bulk.parts import Part
from synbib.errors import SynbibError
from synbib.limits import MOST_TRIES

__all__ = ["Executor", "Here", "Processes"]

Run = Callable[[Part], Finished]

_KILLED: Final = 9  # SIGKILL, which Windows has not


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

    A program that uses it guards its beginning by ``if __name__ == "__main__":``, as `multiprocessing` wants it.

    Attributes:
        number: How many there are.
    """

    number: int

    def map(self, function: Run, parts: Iterable[Part], /) -> Iterator[Finished]:
        """See `Executor.map`.

        Raises:
            SynbibError: Processes do not start.
        """
        tasks = _Tasks(parts)
        workers: list[_Worker] = []
        stillborn = 0
        try:
            while tasks.ahead is not None or any(each.task for each in workers):
                # Where there is one part only, one process will do.
                while tasks.ahead and len(workers) < (self.number if tasks.are_several else 1):
                    workers.append(_Worker(function))
                for worker in workers:
                    if worker.is_free and (task := tasks.take()) is not None:
                        worker.give(task)
                for worker in _heard(workers):
                    try:
                        made = worker.hear()
                    except _DeadError:
                        workers.remove(worker)
                        worker.kill()
                        stillborn += not worker.was_ready
                        if stillborn > MOST_TRIES:
                            raise SynbibError(f"processes do not start: {worker.end()}") from None
                        made = worker.task and tasks.again(worker.task, worker)
                    if made is not None:
                        yield made
        finally:
            for worker in workers:
                worker.kill()
            for worker in workers:
                worker.end()


class _Task(NamedTuple):
    """A part, and which try at it this is."""

    part: Part
    tries: int


class _Tasks:
    """What is to be done.

    Attributes:
        ahead: What is next; it is cut while others are worked on.
        are_several: Whether there is more than one part.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = iter(parts)
        self._again: list[_Task] = []
        self.are_several = False
        self.ahead = self._following()

    def take(self) -> _Task | None:
        """Return what is next, which is not any more then."""
        taken = self.ahead
        if taken is not None:
            self.ahead = self._following()
            self.are_several = self.are_several or self.ahead is not None
        return taken

    def again(self, task: _Task, worker: _Worker) -> Finished | None:
        """Have a task done again; return that it failed if that was tried often enough."""
        if task.tries >= MOST_TRIES:
            return Finished.failed(task.part, f"{worker.end()} {MOST_TRIES} times over it")
        self._again.append(task._replace(tries=task.tries + 1))
        self.ahead = self.ahead or self._again.pop()
        return None

    def _following(self) -> _Task | None:
        if self._again:
            return self._again.pop()
        part = next(self._parts, None)
        return None if part is None else _Task(part, 1)


def _heard(workers: list[_Worker]) -> list[_Worker]:
    """Return the workers that have answered, begun or died; wait until one has."""
    speaking = connection.wait([each.connection for each in workers])
    return [each for each in workers if each.connection in speaking]


class _DeadError(Exception):
    """A process is dead."""


class _Worker:
    """A process.

    Attributes:
        task: What it works on.
        was_ready: Whether it has begun to listen.
    """

    def __init__(self, function: Run) -> None:
        # Not forked: threads of this process, such as Arrow's, may hold locks that nobody would open there.
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, function), daemon=True)
        with _without_interrupts():
            self._process.start()
        theirs.close()  # so that its end is noticed by that of the pipe
        self.task: _Task | None = None
        self.was_ready = False

    @property
    def is_free(self) -> bool:
        """Whether it waits for a task."""
        return self.was_ready and self.task is None

    def give(self, task: _Task) -> None:
        self.task = task
        with contextlib.suppress(OSError):  # it is dead, which is heard next
            self.connection.send(task.part)

    def hear(self) -> Finished | None:
        """Return what it made; None if it says that it is ready.

        Raises:
            _DeadError: It is dead.
            SynbibError: The whole job cannot be done.
        """
        try:
            said = self.connection.recv()
        except (EOFError, OSError):
            raise _DeadError from None
        if isinstance(said, SynbibError):
            raise said
        self.was_ready, self.task = True, None
        assert said is None or isinstance(said, Finished)
        return said

    def kill(self) -> None:
        self._process.kill()
        self.connection.close()

    def end(self) -> str:
        """Wait until it is dead, and return how it died."""
        self._process.join()
        code = self._process.exitcode or 0
        if code == -_KILLED:
            return "a process was killed, as where memory runs out,"
        return f"a process died by signal {-code}" if code < 0 else f"a process ended with {code}"


@contextlib.contextmanager
def _without_interrupts() -> Iterator[None]:
    """Keep Ctrl-C, which a terminal sends to all processes, from those that begin here: who began them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(parts: Any, function: Run) -> None:
    """Answer each part by what is made of it, in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _use_one_core()
    said: Finished | SynbibError | None = None
    while True:
        try:
            parts.send(said)
            part = parts.recv()
        except (EOFError, OSError):
            return
        try:
            said = function(part)
        except SynbibError as error:
            said = error


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _use_one_core() -> None:
    from synbib.bulk.arrow import pa

    pa.set_cpu_count(1)
