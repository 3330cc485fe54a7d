"""How long a document of a megabyte with 3,000 citations takes, from cold, beside pandoc's ``--citeproc``.

    python benchmarks/processing.py [--rounds N]

The document is prose with every form of citation; the store is BibTeX with 1,000 entries for both. The two take turns,
each in a process of its own, as a person would start it; what is printed is the middle of the rounds, and the ratio.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from peers import pandoc

STYLES: Final = ("apa", "ieee", "chicago-notes-bibliography")
ENTRIES: Final = 1_000
CITATIONS: Final = 3_000
LENGTH: Final = 1_000_000
WORDS: Final = (
    "the", "model", "of", "language", "and", "data", "in", "which", "labels", "are", "found", "by", "people", "or",
    "another", "same", "kind", "is", "compared",
)  # fmt: skip


def store(chance: random.Random, number: int = ENTRIES) -> str:
    """Return a BibTeX file of so many entries."""
    entries = []
    for i in range(number):
        people = " and ".join(
            f"Name{chance.randrange(400)}, {chance.choice('ABCDEFGH')}."
            for _ in range(chance.randint(1, 5))
        )
        entries.append(
            f"@article{{key{i}, author = {{{people}}}, title = {{On {' '.join(chance.choices(WORDS, k=7))}}},\n"
            f"  journal = {{Journal of {chance.choice(WORDS)}}}, volume = {{{i % 40}}}, pages = {{{i}--{i + 9}}},\n"
            f"  year = {{{1990 + i % 35}}}}}\n"
        )
    return "\n".join(entries)


def document(chance: random.Random) -> str:
    """Return a Markdown document."""
    forms = (
        "[@{0}]", "[see @{0}, pp. 3-5; also @{1}]", "@{0} [p. 12]", "[@{0}; @{1}; @{2}, chap. 2]", "[-@{0}]", "@{0}",
    )  # fmt: skip
    between = LENGTH // CITATIONS - 25
    paragraphs = []
    for i in range(CITATIONS):
        words = ""
        while len(words) < between:
            words += f" {chance.choice(WORDS)}"
        keys = [f"key{chance.randrange(ENTRIES)}" for _ in range(3)]
        end = ".\n\n" if i % 5 == 4 else ",\n"
        paragraphs.append(f"{words.strip()} {chance.choice(forms).format(*keys)}{end}")
    return "# Text\n\n" + "".join(paragraphs)


def seconds(command: list[str], folder: Path) -> float:
    """Return how many seconds of the processor a command takes: a busy machine counts for neither."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    chance = random.Random(1)
    program = pandoc()
    synbib = str(Path(sys.executable).with_name("synbib"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "refs.bib").write_text(store(chance), "utf-8")
        text = document(chance)
        (folder / "paper.md").write_text(text, "utf-8")
        print(
            f"{len(text):,} characters, {CITATIONS:,} citations, {ENTRIES:,} entries, {os.cpu_count()} cores\n"
        )
        print("| style | synbib s | pandoc s | times |\n|---|---:|---:|---:|")
        from synbib.csl import Style

        for style in STYLES:
            (folder / "style.csl").write_bytes(Style.load(style).xml)
            ours = [synbib, "process", "paper.md", "--store", "refs.bib", "--style", style]
            theirs = [
                program, "paper.md", "--citeproc", "--bibliography=refs.bib", "--csl=style.csl", "--to=markdown",
            ]  # fmt: skip
            seconds(ours, folder)
            taken: list[tuple[float, float]] = [
                (seconds(ours, folder), seconds(theirs, folder) if program else float("nan"))
                for _ in range(rounds)
            ]
            mine, his = (statistics.median(times) for times in zip(*taken, strict=True))
            print(f"| {style} | {mine:.2f} | {his:.1f} | {his / mine:.0f} |", flush=True)


if __name__ == "__main__":
    main()
