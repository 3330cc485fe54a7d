"""What becomes of a job whose processes die, or which is ended itself."""

import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from synbib.bulk import sources
from synbib.bulk.convert import Convert
from synbib.bulk.executors import Processes
from synbib.bulk.jobs import Job, run
from synbib.bulk.parts import Part
from synbib.errors import SynbibError
from synbib.limits import MOST_TRIES

Works = Callable[..., str]
Held = Callable[[Path], dict[str, bytes]]

PART = 5_000

needs_signals = pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")


def job(name: str, out: Path) -> Job:
    return Job(Convert(), [name], str(out), "jsonl", PART)


def temporary(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(".*")]


@needs_signals
def test_a_part_whose_process_is_killed_is_done_by_another(
    tmp_path: Path, works: Works, held: Held
) -> None:
    name = works(1000, broken=5)
    run(job(name, tmp_path / "undisturbed"))
    killed: list[int] = []

    def kill(_stage: str, _share: float, _rows: int) -> None:
        # Fewer than what a part is tried, in case that it is the same one each time.
        if len(killed) < MOST_TRIES - 1:
            victim = random.choice(multiprocessing.active_children())
            assert victim.pid is not None
            os.kill(victim.pid, signal.SIGKILL)
            killed.append(victim.pid)

    summary = run(job(name, tmp_path / "out"), executor=Processes(2), progress=kill)
    assert (len(killed), summary.failed, summary.rows, summary.rejected) == (2, (), 1000, 5)
    assert held(tmp_path / "out") == held(tmp_path / "undisturbed")
    assert multiprocessing.active_children() == []


class Deadly(Part):
    """A part that kills each process that it is given to."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return signal.raise_signal, (int(signal.SIGKILL),)


@needs_signals
def test_a_part_that_kills_each_process_is_told_and_tried_again_next_time(
    tmp_path: Path, works: Works, held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = works(100)
    run(job(name, tmp_path / "undisturbed"))
    asked = job(name, tmp_path / "out")
    whole = list(sources.parts([name], size=PART))
    bad = whole[1]
    deadly = Deadly(bad.number, bad.input, bad.kind, bad.start, bad.end, bad.line)
    with monkeypatch.context() as patched:
        patched.setattr(sources, "parts_of", lambda *_, **__: [whole[0], deadly, *whole[2:]])
        summary = run(asked, executor=Processes(2))
    assert [(each.part, each.input, each.problem) for each in summary.failed] == [
        (1, name, f"a process was killed, as where memory runs out, {MOST_TRIES} times over it")
    ]
    assert (summary.parts, (tmp_path / "out" / "part-000001.jsonl").exists()) == (2, False)
    again = run(asked, executor=Processes(1))
    assert (again.failed, again.kept, again.rows) == ((), 2, 100)
    assert held(tmp_path / "out") == held(tmp_path / "undisturbed")


def test_what_ends_the_whole_job_comes_through_from_a_process(tmp_path: Path, works: Works) -> None:
    name = works(100)
    asked = job(name, tmp_path / "out")

    def remove(_stage: str, _share: float, _rows: int) -> None:
        Path(name).unlink(missing_ok=True)

    with pytest.raises(SynbibError, match=r"works\.jsonl: no such file"):
        run(asked, executor=Processes(1), progress=remove)
    assert multiprocessing.active_children() == []


def test_ctrl_c_ends_the_processes_and_what_is_done_is_kept(tmp_path: Path, works: Works) -> None:
    asked = job(works(1000), tmp_path / "out")

    def interrupt(_stage: str, share: float, _rows: int) -> None:
        if share > 0.3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(asked, executor=Processes(2), progress=interrupt)
    assert multiprocessing.active_children() == []
    assert temporary(tmp_path) == []
    assert run(asked).kept >= 9


# --- the command itself is ended ----------------------------------------------------------------------------


def started(name: str, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "synbib", "bulk", "convert", name, "-o", str(out)]
    options = ["--to", "jsonl", "--jobs", "2", "--part-size", str(PART)]
    # Of a session of its own, so that it can be looked what is left of it.
    return subprocess.Popen(
        [*command, *options], start_new_session=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE
    )


def finished_parts(out: Path) -> int:
    manifest = out / "manifest.jsonl"
    return manifest.read_bytes().count(b'{"stage":"part"') if manifest.exists() else 0


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    assert condition()


def is_gone(session: int) -> bool:
    found = subprocess.run(
        ["ps", "-o", "pid=", "-s", str(session)], capture_output=True, check=False
    )
    return not found.stdout.strip()


@needs_signals
@pytest.mark.slow
@pytest.mark.parametrize(
    ("number", "code", "times"),
    [(signal.SIGKILL, -9, (1, 15, 30)), (signal.SIGTERM, 143, (15,)), (signal.SIGINT, 130, (15,))],
)
def test_a_job_that_is_ended_again_and_again_loses_nothing_and_doubles_nothing(
    tmp_path: Path, works: Works, held: Held, number: int, code: int, times: tuple[int, ...]
) -> None:
    name = works(2000, broken=3)
    run(job(name, tmp_path / "undisturbed"))
    out = tmp_path / "out"
    for some in times:
        process = started(name, out)
        wait_until(lambda some=some: finished_parts(out) >= some)  # type: ignore[misc]
        time.sleep(random.random() / 50)
        process.send_signal(number)
        _, said = process.communicate()
        assert process.returncode in (code, 0)  # it may have been done
        if number != signal.SIGKILL and process.returncode:
            assert b"Traceback" not in said
        wait_until(lambda process=process: is_gone(process.pid))  # type: ignore[misc]
    before = finished_parts(out)
    process = started(name, out)
    _, said = process.communicate()
    assert process.returncode == 0, said
    assert f"{before:,} of them from before".encode() in said
    assert held(out) == held(tmp_path / "undisturbed")
    assert temporary(out) == []


def test_a_command_on_the_folder_of_a_job_that_runs_is_refused(
    tmp_path: Path, works: Works
) -> None:
    name, out = works(100), tmp_path / "out"
    answers: list[tuple[int, str]] = []

    def ask(_stage: str, _share: float, _rows: int) -> None:
        if not answers:
            other = started(name, out)
            _, said = other.communicate()
            answers.append((other.returncode, said.decode().strip()))

    assert run(job(name, out), progress=ask).rows == 100
    assert answers == [
        (2, f"synbib: {out}: another synbib is at work on this job; wait for that, or end it")
    ]


@needs_signals
@pytest.mark.parametrize(
    ("size", "file"), [(PART, "part-000000.jsonl"), (1, "manifest.jsonl")], ids=["part", "note"]
)
def test_a_full_disk_is_said_in_a_line_and_the_job_can_be_gone_on_with(
    tmp_path: Path, works: Works, size: int, file: str
) -> None:
    import resource

    name, out = works(50), tmp_path / "out"
    command = [sys.executable, "-m", "synbib", "bulk", "convert", name, "-o", str(out)]
    command += ["--jobs", "1", "--to", "jsonl", "--part-size", str(size)]
    # What a process may write into one file stands for what a disk has room for; it is too little for coverage.py.
    full = subprocess.run(
        command,
        capture_output=True,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_500, 1_500)),
    )
    assert full.returncode == 2
    assert full.stderr.decode() == (f"synbib: {out / file}: cannot be written: File too large\n")
    assert temporary(out) == []
    subprocess.run(command, capture_output=True, check=True)
    assert json.loads((out / "manifest.jsonl").read_text().splitlines()[-1])["end"]["rows"] == 50
