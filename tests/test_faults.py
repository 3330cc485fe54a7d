"""A short form of the fault injection in `tests/fuzz/faults.py`."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

pytest.importorskip("faults", reason="the sdist has no fuzzers", exc_type=ImportError)
import faults

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="needs a POSIX system's signals"),
]
SIZE, SEED = 30_000, 1
FOREVER = float("inf")


@pytest.fixture
def trials(tmp_path: Path) -> list[faults.Trial]:
    """Each command that writes, once: one of them is enough to show that files are whole."""
    return faults.trials(tmp_path, SIZE, SEED)[:2]


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT], ids=["SIGKILL", "SIGINT"])
def test_files_are_whole_after_a_signal(
    tmp_path: Path, trials: list[faults.Trial], number: int
) -> None:
    tally = faults.signals(tmp_path, trials, number, 6, SEED, FOREVER)
    assert not tally.faults


def test_an_editor_that_saves_loses_nothing(tmp_path: Path) -> None:
    assert not faults.slow_editor(tmp_path, 3, SIZE, SEED, FOREVER).faults


def test_a_disk_that_cannot_be_written_is_an_error_and_changes_nothing(
    tmp_path: Path, trials: list[faults.Trial]
) -> None:
    tally = faults.disks(tmp_path, trials)
    assert not tally.faults
    if "left out, as nothing can be mounted" in tally.outcomes:
        pytest.skip("nothing can be mounted")
