"""A million records of RIS as a stream: how long they take, and how much memory.

    python benchmarks/records.py                 # 1,000,000 records, and 10,000 to compare the memory with
    python benchmarks/records.py --peer rispy    # 10,000 records, read by rispy too, in a process of its own

The records are made up: an article with five authors, an abstract of 120 words, ten keywords. The file is written to
``build/`` once.
"""

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

from synbib.formats.formats import stream

REPO = Path(__file__).parents[1]
FEW, MANY = 10_000, 1_000_000
WORDS = [
    f"{first}{last}"
    for first in ("ba", "co", "di", "fu", "ge", "ha", "jo", "ki", "lu", "me")
    for last in ("lon", "nar", "rit", "sel", "tum", "vex", "win", "zor")
]


def records(number: int) -> Path:
    """Return a file with so many records."""
    path = REPO / "build" / f"records-{number}.ris"
    if path.exists():
        return path
    path.parent.mkdir(exist_ok=True)
    chance = random.Random(1)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    with path.open("w", encoding="utf-8") as file:
        for count in range(number):
            lines = [
                "TY  - JOUR",
                f"TI  - {words(9).capitalize()}",
                *(f"AU  - {words(1).capitalize()}, {words(1).capitalize()} A." for _ in range(5)),
                f"T2  - Journal of {words(2).title()}",
                f"PY  - {chance.randint(1980, 2025)}/{chance.randint(1, 12):02}//",
                f"VL  - {chance.randint(1, 99)}",
                f"IS  - {chance.randint(1, 12)}",
                f"SP  - {chance.randint(1, 99)}",
                f"EP  - {chance.randint(100, 999)}",
                f"DO  - 10.1000/{count}",
                f"UR  - https://example.org/{count}",
                f"AB  - {words(120)}",
                *(f"KW  - {words(2)}" for _ in range(10)),
                "ER  - ",
            ]
            file.write("\n".join((*lines, "", "")))
    return path


def by_synbib(path: Path) -> int:
    """Return how many works a file tells of."""
    with path.open("rb") as file:
        return sum(1 for _ in stream(file, "ris", path.name))


def by_rispy(path: Path) -> int:
    """Return the same by rispy, which reads the whole file first."""
    import rispy  # type: ignore[import-not-found, unused-ignore]

    with path.open(encoding="utf-8") as file:
        return len(rispy.load(file))


READERS = {"synbib": by_synbib, "rispy": by_rispy}


def measured(reader: str, number: int) -> str:
    """Return a row of the table, measured in this process."""
    path = records(number)
    begin = time.process_time()
    found = READERS[reader](path)
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    megabytes = path.stat().st_size / 1e6
    return (
        f"| {reader} | {found:,} | {megabytes:,.0f} MB | {seconds:,.1f} s | {found / seconds:,.0f} "
        f"| {memory:,.0f} MB |"
    )


def main() -> None:
    """Print a table, each row from a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--peer", choices=["rispy"], help="compare with it, on 10,000 records")
    parser.add_argument("--number", type=int, default=MANY, help="how many records at most")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(measured(chosen.one[0], int(chosen.one[1])))
        return
    rows = (
        [("synbib", FEW), ("rispy", FEW)]
        if chosen.peer
        else [("synbib", FEW), ("synbib", chosen.number)]
    )
    print("| reader | records | file | time of the process | records a second | peak memory |")
    print("|---|---:|---:|---:|---:|---:|")
    for reader, number in rows:
        subprocess.run([sys.executable, __file__, "--one", reader, str(number)], check=True)


if __name__ == "__main__":
    main()
