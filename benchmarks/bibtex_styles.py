"""How long BibTeX's styles take over n, 2n and 4n entries, beside the program `bibtex` and pybtex.

    python benchmarks/bibtex_styles.py [--rounds N]

The three take turns, each in a process of its own, from the `.bib` to the `.bbl`; what is printed is the middle of the
rounds in seconds of the processor, and whether the `.bbl` is BibTeX's, byte for byte.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from processing import seconds, store

STYLES: Final = ("plain", "plainnat", "gbt7714-numerical")
ENTRIES: Final = (1_000, 2_000, 4_000)
OURS: Final = """
import sys
from pathlib import Path
from synbib.bst import BstStyle, run
from synbib.library import read
Path("paper.bbl").write_text(run(BstStyle.load(sys.argv[1]), read("refs.bib"), None).bbl, "utf-8")
"""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    if shutil.which("bibtex") is None:
        print("BibTeX's styles are left out: they need TeX")
        return
    print(
        "| style | entries | bibtex s | synbib s | pybtex s | synbib's is bibtex's | pybtex's is |"
    )
    print("|---|---:|---:|---:|---:|---|---|")
    for style in STYLES:
        commands = {
            "bibtex": ["bibtex", "paper"],
            "synbib": [sys.executable, "-c", OURS, style],
            "pybtex": [sys.executable, "-m", "pybtex", "-l", "bibtex", "paper"],
        }
        for number in ENTRIES:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                (folder / "refs.bib").write_text(store(random.Random(1), number), "utf-8")
                (folder / "paper.aux").write_text(
                    f"\\citation{{*}}\n\\bibdata{{refs}}\n\\bibstyle{{{style}}}\n", "ascii"
                )
                taken: dict[str, list[float]] = {program: [] for program in commands}
                made: dict[str, bytes] = {}
                for _ in range(rounds):
                    for program, command in commands.items():
                        made[program] = b""
                        try:
                            taken[program].append(seconds(command, folder))
                            made[program] = (folder / "paper.bbl").read_bytes()
                        except subprocess.CalledProcessError:
                            taken[program].append(float("nan"))
            times = [f"{statistics.median(taken[program]):.2f}" for program in commands]
            same = ["yes" if made[p] == made["bibtex"] else "no" for p in ("synbib", "pybtex")]
            print(
                f"| {style} | {number:,} | {' | '.join(times)} | {' | '.join(same)} |", flush=True
            )


if __name__ == "__main__":
    main()
