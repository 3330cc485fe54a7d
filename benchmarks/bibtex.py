"""Reading 161,059 real entries, 118 MB, beside those who do the same: bibtexparser, pybtex, the C program bibclean.

Each measurement is a process of its own, which reads the file as well; synbib and the peers take turns. What is quick
counts with the middle of its rounds, what is slow runs once.

    python benchmarks/bibtex.py [--rounds N]
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus import ENTRIES, corpus

CORPUS = str(Path(__file__).with_name("corpus.py"))
SRC = str(Path(__file__).parents[1] / "src")

# What a process runs. Imports are not counted, but for `synbib cite`, where a person waits for them.
PROGRAM = """
import json, resource, subprocess, sys, time
path = sys.argv[1]
{imports}
start = time.perf_counter()
{steps}
seconds = time.perf_counter() - start
who = resource.RUSAGE_CHILDREN if {child} else resource.RUSAGE_SELF
print(json.dumps([seconds, resource.getrusage(who).ru_maxrss * 1024, count]))
"""


@dataclass(frozen=True)
class Job:
    """One thing to measure: it sets ``count`` to the number of entries that it read.

    Attributes:
        name: What it is called in the tables.
        imports: Statements before the clock starts.
        steps: Statements that are timed; ``path`` is the file.
        slow: Whether it runs once.
        child: Whether the steps start a program, whose memory is meant.
    """

    name: str
    imports: str
    steps: str
    slow: bool = False
    child: bool = False


@dataclass(frozen=True)
class Result:
    """Seconds, and peak memory in bytes."""

    seconds: float
    memory: int


FIELDS = Job(
    "synbib: every block, every field",
    "from pathlib import Path\nfrom synbib.bibtex import Document",
    "text = Path(path).read_bytes().decode()\n"
    "document = Document.parse(text, path)\n"
    "fields = [len(entry.pairs) for entry in document.entries]\n"
    "count = len(fields)",
)
ITEMS = Job(
    "synbib: CSL items of all entries",
    "import synbib, synbib.library, synbib.model",
    "library = synbib.read(path)\ncount = len(library.csl_items())",
)
DEFAULT = Job(
    "bibtexparser, `parse_file(path)`",
    "import bibtexparser",
    "count = len(bibtexparser.parse_file(path).entries)",
    slow=True,
)
SPLIT = Job(
    "bibtexparser, `parse_stack=[]`",
    "import bibtexparser",
    "count = len(bibtexparser.parse_file(path, parse_stack=[]).entries)",
)
PYBTEX = Job(
    "pybtex, `parse_file(path)`",
    "import pybtex.errors\nfrom pybtex.database import parse_file\npybtex.errors.set_strict_mode(False)",
    "count = len(parse_file(path, bib_format='bibtex').entries)",
    slow=True,
)
BIBCLEAN = Job(
    "bibclean (C)",
    "",
    "subprocess.run(['bibclean', '-no-warnings', path], stdout=subprocess.DEVNULL,"
    " stderr=subprocess.DEVNULL)\ncount = 0",
    child=True,
)
CITE = Job(
    "`synbib cite KEY`, cold",
    "key = re.findall('@.*{(.*),', open(path, encoding='utf-8').read()[-9000:])[-1]",
    "subprocess.run([sys.executable, '-m', 'synbib', 'cite', key, '--store', path], check=True,"
    " stdout=subprocess.DEVNULL)\ncount = 0",
    child=True,
)


def run(job: Job, entries: int) -> Result:
    """Run a job in a process of its own."""
    program = PROGRAM.format(imports=job.imports, steps=job.steps, child=job.child)
    program = re.sub(
        "^import json", f"import re, sys; sys.path.insert(0, {SRC!r})\nimport json", program.strip()
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(corpus(entries))],
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    seconds, memory, count = json.loads(done.stdout)
    # Two pairs of keys differ in case alone; pybtex takes the second for the first again.
    assert count == 0 or entries - count <= 2, f"{job.name} read {count} of {entries} entries"
    return Result(seconds, memory)


def measure(jobs: list[Job], rounds: int, entries: int = ENTRIES) -> dict[Job, Result]:
    """Return the middle result of each job; they take turns."""
    results: dict[Job, list[Result]] = {job: [] for job in jobs}
    for turn in range(rounds):
        for job in jobs:
            if not (job.slow and turn):
                results[job].append(run(job, entries))
    return {
        job: sorted(found, key=lambda result: result.seconds)[len(found) // 2]
        for job, found in results.items()
    }


def row(*cells: str) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def print_ratios(results: dict[Job, Result], size: int) -> None:
    """Print what was measured, and the ratios beside what they should be."""
    row("what", "seconds", "MB/s", "peak memory : file")
    row("---", "---:", "---:", "---:")
    for job, result in results.items():
        speed, memory = size / result.seconds / 1e6, result.memory / size
        row(job.name, f"{result.seconds:.2f}", f"{speed:.1f}", f"{memory:.1f}")
    print()
    row("ratio", "measured", "target")
    row("---", "---:", "---:")
    for mine, theirs, target in (
        (FIELDS, DEFAULT, 60),
        (FIELDS, SPLIT, 16),
        (ITEMS, DEFAULT, 12),
        (ITEMS, PYBTEX, 18),
    ):
        if mine in results and theirs in results:
            ratio = results[theirs].seconds / results[mine].seconds
            row(f"{mine.name} : {theirs.name}", f"{ratio:.1f} times as fast", f"≥ {target}")
    if BIBCLEAN in results:
        ratio = results[FIELDS].seconds / results[BIBCLEAN].seconds
        row(f"{FIELDS.name} : {BIBCLEAN.name}", f"{ratio:.2f} of its time", "≤ 1")
    row("peak memory : file, every field", f"{results[FIELDS].memory / size:.1f}", "≤ 8")
    row("peak memory : file, CSL items", f"{results[ITEMS].memory / size:.1f}", "")
    row(CITE.name, f"{results[CITE].seconds:.2f} s", "≤ 1.2 s")


def print_growth(results: dict[int, dict[Job, Result]]) -> None:
    """Print the microseconds for an entry at each size: a flat row is linear growth."""
    row("µs for an entry of", *(f"{size:,}" for size in results))
    row("---", *("---:" for _ in results))
    for job in next(iter(results.values())):
        row(
            job.name, *(f"{found[job].seconds / size * 1e6:.1f}" for size, found in results.items())
        )


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="of what is quick (default: 3)")
    rounds: int = parser.parse_args().rounds
    sizes = [1_000, 10_000]
    for number in (*sizes, ENTRIES):
        # Elsewhere: a process begins with the peak memory of the one that starts it.
        subprocess.run([sys.executable, CORPUS, str(number)], check=True, stdout=subprocess.DEVNULL)
    size = corpus().stat().st_size
    jobs = [FIELDS, BIBCLEAN, SPLIT, ITEMS, CITE, DEFAULT, PYBTEX]
    if shutil.which("bibclean") is None:
        jobs.remove(BIBCLEAN)

    print(
        f"{ENTRIES:,} entries, {size:,} bytes, middle of {rounds}; bibtexparser's default and pybtex once\n"
    )
    found = measure(jobs, rounds)
    print_ratios(found, size)
    print()
    growing = [FIELDS, ITEMS, SPLIT, DEFAULT, PYBTEX]
    print_growth({**{n: measure(growing, rounds, n) for n in sizes}, ENTRIES: found})


if __name__ == "__main__":
    main()
