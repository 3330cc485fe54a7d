"""`synbib bulk --spark`: the same files as on one machine, whatever dies on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("with_spark")

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """600 books, of which every hundredth cannot be read."""
    path = tmp_path_factory.mktemp("works") / "works.jsonl"
    lines = [
        json.dumps({"id": f"b{n}", "type": "book", "title": f"Volume {n}"})
        if n % 100
        else "{broken"
        for n in range(600)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def convert(works: Path, out: Path, *options: str) -> list[str]:
    """The command that writes the works in some 40 parts."""
    command = [sys.executable, "-m", "synbib", "bulk", "convert", str(works), "-o", str(out)]
    return [*command, "--to", "jsonl", "--part-size", "800", *options]


def files(out: Path) -> Files:
    """What a job leaves, but for its manifest, the lines of which stand in the order of their being done."""
    found = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    manifest = sorted(
        line for line in found.pop("manifest.jsonl").splitlines() if b'"file"' in line
    )
    return {**found, "manifest": b"\n".join(manifest)}


@pytest.fixture(scope="module")
def on_one_machine(works: Path, tmp_path_factory: pytest.TempPathFactory) -> Files:
    out = tmp_path_factory.mktemp("one") / "out"
    subprocess.run(convert(works, out, "--jobs", "1"), check=True, capture_output=True)
    return files(out)


def finished(out: Path) -> int:
    manifest = out / "manifest.jsonl"
    return manifest.read_bytes().count(b'"file"') if manifest.exists() else 0


def test_a_cluster_writes_the_same_bytes_as_one_machine(
    works: Path, on_one_machine: Files, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        convert(works, out, "--spark", "local[2]"), check=True, capture_output=True, text=True
    )
    assert "594 rows" in done.stderr
    assert files(out) == on_one_machine


# A task does harm once, when its part is written and nobody has been told: it holds the driver up until that is killed,
# or kills its executor, which is a JVM of its own in a `local-cluster`.
HARM = """
import os, signal, sys, time
from pathlib import Path
from synbib.bulk.convert import Convert
from synbib.bulk.jobs import Job, run
from synbib.spark import SparkExecutor, session

def hold():
    time.sleep(300)

def kill():
    jvm = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(jvm, signal.SIGKILL)

class Harmful(SparkExecutor):
    def map(self, function, parts):
        harm, marker = {"hold": hold, "kill": kill}[sys.argv[2]], Path(sys.argv[5])

        def harming(part):
            made = function(part)
            if part.number == 20 and not marker.exists():
                marker.touch()
                harm()
            return made

        return super().map(harming, parts)

if __name__ == "__main__":
    with session(sys.argv[1]) as spark:
        job = Job(Convert(), [sys.argv[3]], sys.argv[4], "jsonl", part_bytes=800, cut_packed=False)
        print(run(job, executor=Harmful(spark)).rows)
"""


def harmful(tmp_path: Path, works: Path, master: str, harm: str) -> tuple[list[str], Path, Path]:
    """Return a command that does harm once, the folder that it writes to, and the file that says it has been done."""
    script, out, marker = tmp_path / "job.py", tmp_path / "out", tmp_path / "done"
    script.write_text(HARM, encoding="utf-8")
    names = [str(script), master, harm, str(works), str(out), str(marker)]
    return [sys.executable, *names], out, marker


@pytest.mark.slow
def test_a_driver_that_is_killed_and_started_again_loses_nothing_and_doubles_nothing(
    works: Path, on_one_machine: Files, tmp_path: Path
) -> None:
    command, out, marker = harmful(tmp_path, works, "local[2]", "hold")
    driver = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    while not (marker.exists() and finished(out) >= 3) and driver.poll() is None:
        time.sleep(0.01)
    driver.kill()
    driver.wait()
    kept = finished(out)
    assert kept >= 3
    assert b'"end"' not in (out / "manifest.jsonl").read_bytes()
    _all_end(driver.pid)
    again = subprocess.run(
        convert(works, out, "--spark", "local[2]"), check=True, capture_output=True, text=True
    )
    assert f"{kept} of them from before" in again.stderr
    assert files(out) == on_one_machine


def _all_end(session: int) -> None:
    """Wait until no process of a session is left: the JVM and its workers end with who started them."""
    for _ in range(600):
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    os.killpg(session, signal.SIGKILL)
    raise AssertionError("processes of a killed driver are still there")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks up processes in /proc")
def test_an_executor_that_is_killed_loses_nothing_and_doubles_nothing(
    works: Path, on_one_machine: Files, tmp_path: Path
) -> None:
    command, out, marker = harmful(tmp_path, works, "local-cluster[2,1,1024]", "kill")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.stdout == "594\n", done.stderr
    assert marker.exists()
    assert files(out) == on_one_machine
