"""Jobs of `synbib bulk` at growing sizes: time, memory of a process, what is written.

    python benchmarks/bulk.py                                   # 10,000, 100,000, 300,000 and 1,000,000 items
    python benchmarks/bulk.py --items 10000 --only 'format apa' # one step at one size

Each measurement is the command, in processes of its own, over JSON lines of CSL items: those of the corpus, and from
there on items whose titles and people are put together anew from them, so that they are other works. The figures go to
`build/bulk.json`, which `scale_model.py` reads. What is measured is looked at as well: a job must have made a row, or a
work, of each item.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, Final

import psutil
from corpus import ENTRIES, REPO, corpus
from csl import CITEPROC_PY_BIBLIOGRAPHY, CITEPROC_PY_IMPORTS, dumped, python
from scale_model import BESIDE, HELD_OUT, Measured

from synbib.csl.style import find_style
from synbib.library import read

SIZES: Final = (10_000, 100_000, HELD_OUT, 1_000_000)
STYLES: Final = ("apa", "ieee", "acl", "syndata")
# The step → what follows `synbib bulk`.
STEPS: Final[Mapping[str, tuple[str, ...]]] = {
    **{f"format {style}": ("format", "--style", style) for style in STYLES},
    "convert": ("convert",),
    "index": ("index", "--partitions", "16"),
    "match": ("match",),
}
_OF_CITEPROC_PY: Final = 500
_EVERY: Final = 0.1  # seconds, between two looks at the processes


# --- items ------------------------------------------------------------------------------------------------


def works(number: int) -> Path:
    """Return a file of so many items; written if it is not there yet."""
    path = REPO / "build" / f"works-{number}.jsonl"
    if not path.exists():
        temporary = path.with_suffix(".part")
        with temporary.open("w", encoding="utf-8") as file:
            for item in islice(_works(), number):
                file.write(json.dumps(item, ensure_ascii=False, separators=(",", ":")) + "\n")
        temporary.replace(path)
    return path


def _works() -> Iterator[dict[str, Any]]:
    """Yield the items of the corpus in an order that has all of its venues early, then others made of them."""
    items: list[dict[str, Any]] = [dict(item) for item in read(corpus()).csl_items()]
    step = 100_003  # a prime: the items come in another order, each once
    order = [items[place * step % ENTRIES] for place in range(ENTRIES)]
    yield from order
    turn = 1
    while True:
        for place, item in enumerate(order):
            yield _put_together(item, order[place - 7 * turn], order[place - 11 * turn], turn)
        turn += 1


def _put_together(
    item: Mapping[str, Any], title: Mapping[str, Any], people: Mapping[str, Any], turn: int
) -> dict[str, Any]:
    made = {**item, "id": f"{item['id']}-{turn}"}
    made.pop("title-short", None)
    half, other = str(item.get("title", "")).split(), str(title.get("title", "")).split()
    made["title"] = " ".join(half[: (len(half) + 1) // 2] + other[len(other) // 2 :])
    if "author" in people:
        made["author"] = people["author"]
    for name in ("DOI", "URL"):
        if name in made:
            made[name] = f"{made[name]}.{turn}"
    return made


# --- measuring --------------------------------------------------------------------------------------------


class _Watch:
    """Looks at a process and those below it from time to time."""

    def __init__(self, process: int, out: Path) -> None:
        self.driver = self.worker = self.between = 0
        self._process = psutil.Process(process)
        self._rows = (out / "_rows", out / "pairs" / "_rows")
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def end(self) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            try:
                self.driver = max(self.driver, self._process.memory_info().rss)
                below = self._process.children(recursive=True)
            except psutil.Error:
                continue
            for each in below:
                try:
                    self.worker = max(self.worker, each.memory_info().rss)
                except psutil.Error:
                    continue
            self.between = max(self.between, sum(map(size_of, self._rows)))


def size_of(folder: Path) -> int:
    """Return the bytes of all files of a folder; some may go meanwhile."""
    total = 0
    for file in folder.rglob("*"):
        try:
            total += file.stat().st_size
        except OSError:
            continue
    return total


def run(step: str, jobs: int, number: int) -> Measured:
    """Run a job, and look at what it made."""
    path = works(number)
    with tempfile.TemporaryDirectory(dir=REPO / "build") as folder:
        out = Path(folder, "out")
        options = ("-o", str(out), "--jobs", str(jobs))
        command = [sys.executable, "-m", "synbib", "bulk", *STEPS[step], str(path), *options]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
            watch = _Watch(process.pid, out)
            code = process.wait()
            watch.end()
            said.seek(0)
            if code:
                sys.exit(f"{' '.join(command)}: exit {code}:\n{said.read()}")
        wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        return Measured(
            step,
            jobs,
            number,
            round(wall, 2),
            round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
            watch.driver,
            watch.worker,
            path.stat().st_size,
            size_of(out),
            watch.between,
        )


def beside() -> Measured:
    """Return how long citeproc-py takes for items of the same file, in the style apa."""
    with works(SIZES[0]).open(encoding="utf-8") as file:
        items = [json.loads(line) for line in islice(file, _OF_CITEPROC_PY)]
    path = dumped("bulk", items)
    command = python(
        CITEPROC_PY_IMPORTS, CITEPROC_PY_BIBLIOGRAPHY, str(path), str(find_style("apa"))
    )
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    seconds, count = json.loads(said.stdout)
    assert count == _OF_CITEPROC_PY, f"citeproc-py formatted {count} of {_OF_CITEPROC_PY}"
    return Measured(BESIDE, 1, _OF_CITEPROC_PY, round(seconds, 2), round(seconds, 2))


# --- printing ---------------------------------------------------------------------------------------------


_HEAD: Final = (
    "step", "jobs", "items", "s", "s of the processors", "items/s", "driver MB", "worker MB", "written MB", "between MB"
)  # fmt: skip


def row(*cells: object) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


def shown(each: Measured) -> None:
    """Print a measurement."""
    mega = 1_000_000
    row(
        each.step,
        each.jobs,
        f"{each.items:,}",
        f"{each.wall:.1f}",
        f"{each.cpu:.1f}",
        f"{each.items / each.wall:,.0f}",
        f"{each.driver / mega:.0f}",
        f"{each.worker / mega:.0f}",
        f"{each.written / mega:,.0f}",
        f"{each.between / mega:,.0f}",
    )


def kept(found: Sequence[Measured], path: Path, load: float) -> None:
    """Write what was measured, with the machine it was measured on, and how busy that was before."""
    machine = {
        "cores": os.cpu_count(),
        "memory": psutil.virtual_memory().total,
        "python": sys.version.split()[0],
        "load": load,
    }
    text = json.dumps({"machine": machine, "measured": [asdict(each) for each in found]}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Measure, print a table, write the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--items", type=int, nargs="+", default=SIZES, metavar="N")
    parser.add_argument("--jobs", type=int, nargs="+", default=(1, 2), metavar="N")
    parser.add_argument(
        "--only", nargs="+", default=tuple(STEPS), choices=tuple(STEPS), metavar="STEP"
    )
    parser.add_argument("-o", "--output", type=Path, default=REPO / "build" / "bulk.json")
    chosen = parser.parse_args()
    (REPO / "build").mkdir(exist_ok=True)
    row(*_HEAD)
    row("---", *["---:"] * (len(_HEAD) - 1))
    load = round(os.getloadavg()[0], 1)
    found: list[Measured] = []
    for number in chosen.items:
        for step in chosen.only:
            for jobs in chosen.jobs:
                found.append(run(step, jobs, number))
                shown(found[-1])
                kept(found, chosen.output, load)
    found.append(beside())
    shown(found[-1])
    kept(found, chosen.output, load)


if __name__ == "__main__":
    main()
