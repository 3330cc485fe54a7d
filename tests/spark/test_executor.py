"""Parts as tasks of Spark: each is done once, whatever dies, and is known when it ends."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from synbib.bulk.manifest import Finished
from synbib.bulk.parts import Part
from synbib.errors import SynbibError


def parts(number: int) -> list[Part]:
    return [Part(n, "works.jsonl", "jsonl", n, n + 1) for n in range(number)]


@pytest.fixture
def executor(spark: Any) -> Any:
    from synbib.spark.executor import SparkExecutor

    return SparkExecutor(spark)


def test_each_part_is_done_once(executor: Any) -> None:
    def function(part: Part) -> Finished:
        return Finished("part", part.number, part.input, rows=part.number * 10)

    made = sorted(executor.map(function, parts(7)), key=lambda each: each.part)
    assert made == [Finished("part", n, "works.jsonl", rows=n * 10) for n in range(7)]


def test_what_is_finished_is_known_while_others_are_at_work(executor: Any, tmp_path: Path) -> None:
    known = tmp_path / "known"

    def function(part: Part) -> Finished:
        if part.number == 3:  # it ends when the driver has been told of another
            began = time.monotonic()
            while not known.exists() and time.monotonic() - began < 60:
                time.sleep(0.01)
        return Finished("part", part.number, part.input, rows=int(known.exists()))

    made = {}
    for each in executor.map(function, parts(4)):
        made[each.part] = each.rows
        known.touch()
    assert made[3] == 1
    assert sorted(made) == [0, 1, 2, 3]


def test_a_part_whose_process_is_killed_is_done_again(executor: Any, tmp_path: Path) -> None:
    marker = tmp_path / "killed"

    def function(part: Part) -> Finished:
        if part.number == 2 and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Finished("part", part.number, part.input)

    made = [each.part for each in executor.map(function, parts(5))]
    assert marker.exists()
    assert sorted(made) == [0, 1, 2, 3, 4]


def test_a_part_that_kills_its_process_each_time_is_given_up_and_the_others_are_done(
    executor: Any,
) -> None:
    def function(part: Part) -> Finished:
        if part.number in (1, 4):
            os.kill(os.getpid(), signal.SIGKILL)
        return Finished("part", part.number, part.input, rows=1)

    made = sorted(executor.map(function, parts(6)), key=lambda each: each.part)
    assert [each.rows for each in made] == [1, 0, 1, 1, 0, 1]
    assert [each.problem for each in made if each.problem] == [
        "the process that worked on it died 3 times"
    ] * 2


def test_an_error_that_ends_the_job_is_raised_as_it_is(executor: Any) -> None:
    def function(part: Part) -> Finished:
        raise SynbibError(f"{part.input}: no room is left on the disk")

    with pytest.raises(SynbibError) as caught:
        list(executor.map(function, parts(3)))
    assert str(caught.value) == "works.jsonl: no room is left on the disk"


def test_parts_are_taken_only_as_many_as_the_driver_can_hold(
    executor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from synbib.spark import executor as module

    monkeypatch.setattr(module, "_MOST_BYTES", 10)
    taken = []

    def packed() -> Iterator[Part]:
        for number in range(4):
            taken.append(number)
            yield Part(number, "works.jsonl.gz", "jsonl", 0, 6, data=b"{}\n{}\n")

    def function(part: Part) -> Finished:
        return Finished("part", part.number, part.input, rows=len((part.data or b"").split()))

    finished = executor.map(function, packed())
    first = next(finished)
    assert taken == [0, 1]
    assert [first.rows, *(each.rows for each in finished)] == [2, 2, 2, 2]
