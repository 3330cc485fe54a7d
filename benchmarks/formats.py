"""Entries of the corpus written in each format and read again, beside pandoc and rispy; and RIS by the million.

    .venv/bin/python benchmarks/formats.py [--entries 10000] [--stream 1000000] [FORMAT...]

For each format it prints seconds of the processor's time for writing and for reading, and how long the file is. pandoc
converts the same BibTeX to CSL-JSON, and rispy reads the same RIS; ratios are of our time to theirs. The stream is read
from a file record by record: the peak of memory is that of the process that does nothing else, beside that for 10,000.
"""

import argparse
import importlib.util
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from corpus import corpus
from peers import pandoc

from synbib.formats import FORMATS, read, write
from synbib.library import Entry
from synbib.library import read as read_library

FEW = 10_000


# A CITATION.cff has a limit of its own.
OF_ONE_REPOSITORY = ("citation-cff",)


def seconds(action: Callable[[], object]) -> float:
    """Return the processor's time that a call takes."""
    begin = time.process_time()
    action()
    return time.process_time() - begin


def both_ways(entries: list[Entry], name: str) -> None:
    """Print how long one format takes."""
    written: list[bytes] = []
    writing = seconds(lambda: written.append(b"".join(write(entries, name))))
    reading = seconds(lambda: [work.entry() for work in read(written[0], name)])
    print(f"{name:<14}{writing:8.2f} s written{reading:8.2f} s read{len(written[0]) / 1e6:8.1f} MB")


def beside_pandoc(path: Path, entries: list[Entry]) -> None:
    """Print how long pandoc takes for BibTeX to CSL-JSON, and we, from the file on."""
    program = pandoc()
    if not program:
        return
    begin = time.perf_counter()
    subprocess.run(
        [program, "-f", "bibtex", "-t", "csljson", str(path)], check=True, stdout=subprocess.DEVNULL
    )
    theirs = time.perf_counter() - begin
    ours = seconds(lambda: b"".join(write(read_library(path).values(), "csl-json")))
    said = f"{len(entries):,} entries of BibTeX to CSL-JSON"
    print(f"\n{said}: {ours:.2f} s, pandoc {theirs:.2f} s: ratio {ours / theirs:.2f}")


def beside_rispy(entries: list[Entry]) -> None:
    """Print how long rispy takes for the RIS that we write, and we."""
    if importlib.util.find_spec("rispy") is None:
        print("rispy is left out; `pip install rispy` brings it")
        return
    import rispy

    data = b"".join(write(entries, "ris"))
    theirs = seconds(lambda: rispy.loads(data.decode()))
    ours = seconds(lambda: read(data, "ris"))
    print(
        f"the same as RIS, read: {ours:.2f} s, rispy {theirs:.2f} s (fields, and no works): ratio {ours / theirs:.2f}"
    )


WORDS = [
    f"{first}{last}"
    for first in ("ba", "co", "di", "fu", "ge", "ha", "jo", "ki", "lu", "me")
    for last in ("lon", "nar", "rit", "sel", "tum", "vex", "win", "zor")
]
STREAM = """
import re, sys, time
from pathlib import Path
from synbib.formats import stream
begin = time.process_time()
with open(sys.argv[1], "rb") as file:
    number = sum(1 for work in stream(file, "ris") if work.entry())
seconds = time.process_time() - begin
# Linux counts what the process that started this one had to ru_maxrss.
peak = int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(f"{number:,} records of RIS streamed: {seconds:.1f} s, {number / seconds:,.0f} a second, {peak:.0f} MB at most")
"""


def record(number: int, chance: random.Random) -> str:
    """Return a made-up record: an article with five authors, an abstract of 120 words, ten keywords."""

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    lines = (
        "TY  - JOUR",
        f"TI  - {words(9).capitalize()}",
        *(f"AU  - {words(1).capitalize()}, {words(1).capitalize()} A." for _ in range(5)),
        f"T2  - Journal of {words(2).title()}",
        f"PY  - {chance.randint(1980, 2025)}/{chance.randint(1, 12):02}//",
        f"VL  - {chance.randint(1, 99)}",
        f"IS  - {chance.randint(1, 12)}",
        f"SP  - {chance.randint(1, 99)}",
        f"EP  - {chance.randint(100, 999)}",
        f"DO  - 10.1000/{number}",
        f"UR  - https://example.org/{number}",
        f"AB  - {words(120)}",
        *(f"KW  - {words(2)}" for _ in range(10)),
        "ER  - ",
    )
    return "\n".join((*lines, "", ""))


def stream_ris(number: int) -> None:
    """Print how long made-up records take, and how much memory: a few of them, to compare with, and all."""
    for count in (min(FEW, number), number):
        chance = random.Random(1)
        with tempfile.NamedTemporaryFile("w", suffix=".ris", encoding="utf-8") as file:
            file.writelines(record(each, chance) for each in range(count))
            file.flush()
            subprocess.run([sys.executable, "-c", STREAM, file.name], check=True)


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT")
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--stream", type=int, default=1_000_000)
    chosen = parser.parse_args()
    path = corpus(chosen.entries)
    entries = list(read_library(path).values())
    for name, known in FORMATS.items():
        usable = not known.extra or importlib.util.find_spec("pyarrow") is not None
        if (
            known.reads
            and known.writes
            and usable
            and name not in OF_ONE_REPOSITORY
            and (name in chosen.formats or not chosen.formats)
        ):
            both_ways(entries, name)
    if not chosen.formats:
        beside_pandoc(path, entries)
        beside_rispy(entries)
        stream_ris(chosen.stream)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak of this process: {peak:.0f} MB")


if __name__ == "__main__":
    main()
