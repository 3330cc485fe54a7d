"""The parts of a job of `synbib.bulk` as tasks of Spark.

What a task made of its part comes back with its end, by an accumulator, while others are still at work: so the driver
notes it, and a driver that is killed and started again goes on from there. What is noted is counted once, also where
Spark runs a task twice (Spark's programming guide, section "Accumulators": updates inside of actions).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import Any, Final

from synbib import lazily
from synbib.bulk.executors import Run
from synbib.bulk.manifest import Finished
from synbib.bulk.parts import Part
from synbib.errors import SynbibError
from synbib.spark.engine import AccumulatorParam, SparkSession, why

__all__ = ["SparkExecutor"]

# Parts that are handed to Spark at once; what they hold of packed inputs goes by the memory of the driver.
_MOST_PARTS: Final = 20_000
_MOST_BYTES: Final = 256 << 20
_PATIENCE: Final = 0.05  # seconds between two looks for what has arrived

_GIVEN_UP: Final = lazily.pattern(r"Task (?P<index>\d+) in stage \S+ failed (?P<tries>\d+) times")


@lazily.dataclass(frozen=True, slots=True)
class SparkExecutor:
    """Works on parts in tasks of Spark, see `synbib.bulk.executors.Executor`.

    The inputs and the folder of the job have to be where every executor finds them: in a store of objects or a file
    system that all share. synbib has to be installed there.

    Attributes:
        spark: The session.
    """

    spark: SparkSession

    def map(self, function: Run, parts: Iterable[Part], /) -> Iterator[Finished]:
        """See `synbib.bulk.executors.Executor.map`.

        Raises:
            SynbibError: Spark has ended.
        """
        for wave in _waves(parts):
            left = {part.number: part for part in wave}
            while left:
                for finished in self._tried(function, list(left.values())):
                    del left[finished.part]
                    yield finished

    def _tried(self, function: Run, parts: list[Part]) -> Iterator[Finished]:
        """Yield what is made of parts, until one is given up: that is the last then, and others are left."""
        context = self.spark.sparkContext
        arrived = context.accumulator([], _Arriving())
        group = f"synbib parts {parts[0].number} to {parts[-1].number}"
        failed: list[Exception] = []

        def run() -> None:
            try:
                context.setJobGroup(group, group, interruptOnCancel=True)
                context.parallelize(parts, len(parts)).foreach(_Task(function, arrived))
            except Exception as error:  # noqa: BLE001 - it is told where the parts are waited for
                failed.append(error)

        job = threading.Thread(target=run, daemon=True)
        job.start()
        told = 0
        try:
            while True:
                ended = not job.is_alive()  # asked first: what arrives after that is the last
                answers = arrived.value[told:]
                for answer in answers:
                    if isinstance(answer, SynbibError):
                        raise answer
                    yield answer
                told += len(answers)
                if ended:
                    break
                job.join(_PATIENCE)
        finally:
            if job.is_alive():
                context.cancelJobGroup(group)
        if failed:
            yield _given_up(failed[0], parts)


class _Arriving(AccumulatorParam):  # type: ignore[misc]  # pyspark is not installed everywhere
    """Adds what tasks made, in the order in which they end."""

    def zero(self, value: list[object]) -> list[object]:
        return []

    def addInPlace(self, value1: list[object], value2: list[object]) -> list[object]:  # noqa: N802
        value1.extend(value2)
        return value1


@lazily.dataclass(frozen=True, slots=True)
class _Task:
    function: Run
    arrived: Any

    def __call__(self, part: Part) -> None:
        try:
            answer: object = self.function(part)
        except SynbibError as error:  # it goes to the driver, and Spark does not try it again
            answer = error
        self.arrived.add([answer])


def _given_up(error: Exception, parts: list[Part]) -> Finished:
    """Return the part that Spark has tried often enough."""
    found = _GIVEN_UP.search(str(error))
    if found is None:
        raise SynbibError(f"Spark ended: {why(error)}") from error
    part = parts[int(found["index"])]
    return Finished.failed(part, f"the process that worked on it died {found['tries']} times")


def _waves(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Yield the parts in lists that the driver can hold."""
    wave: list[Part] = []
    held = 0
    for part in parts:
        wave.append(part)
        held += len(part.data or b"")
        if len(wave) >= _MOST_PARTS or held >= _MOST_BYTES:
            yield wave
            wave, held = [], 0
    if wave:
        yield wave
