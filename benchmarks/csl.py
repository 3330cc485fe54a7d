"""Bibliographies and citations by CSL styles, beside those who do the same: citeproc-py, citeproc-js, pandoc.

Each measurement is a process of its own; synbib and the peers take turns. What is quick counts with the middle of its
rounds, what is slow runs once. All format the same CSL items, of the first entries of the corpus, as HTML; loading
the items and imports are not counted, reading the style is. pandoc and `synbib render` are timed as whole processes.

    python benchmarks/csl.py [--rounds N] [--quick] [--full] [--spread]

The items stand in build/csl-*.json; remove those files when the way from BibTeX to CSL has changed. A peer that is
not installed is left out, with a word on how to get it.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import citeproc
from corpus import ENTRIES, REPO, corpus
from peers import BUILD, NODE, Peers

from synbib.csl.style import find_style

# Compiled modules are kept, as they are for anyone who has installed a package.
ENVIRONMENT: Final = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
LIMIT: Final = 300.0
SEED: Final = 20260101
STYLES: Final = ("apa", "ieee")
FULL: Final = 5_000

# What a Python process runs: `items` are CSL-JSON, `arguments` what else there is.
PROGRAM: Final = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
path, *arguments = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    items = json.load(file)
{imports}
start = time.perf_counter()
{steps}
print(json.dumps([time.perf_counter() - start, count]))
"""

SYNBIB_IMPORTS: Final = "from synbib.csl import Cite, Processor, Style"
# The first style of a process brings in the modules that are imported late.
SYNBIB_WARM: Final = (
    f"{SYNBIB_IMPORTS}\nProcessor(Style.load('ieee'), items, format='html').bibliography()"
)
SYNBIB_BIBLIOGRAPHY: Final = (
    "processor = Processor(Style.load(arguments[0]), items, format='html')\n"
    "count = len(processor.bibliography().entries)"
)
SYNBIB_CITATIONS: Final = (
    "processor = Processor(Style.load(arguments[0]), items, format='html')\n"
    "for cluster in clusters:\n"
    "    processor.citation([Cite(key) for key in cluster])\n"
    "count = len(processor.citations())"
)
CLUSTERS: Final = (
    "with open(arguments[1], encoding='utf-8') as file:\n    clusters = json.load(file)"
)
# It folds ids to lower case, which makes one of two, and breaks off at a range of dates in `apa`.
CITEPROC_PY_IMPORTS: Final = """
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
for number, item in enumerate(items):
    item["id"] = f"item-{number}"
    if "date-parts" in item.get("issued", {}):
        item["issued"]["date-parts"] = item["issued"]["date-parts"][:1]
"""
CITEPROC_PY_BIBLIOGRAPHY: Final = """
style = CitationStylesStyle(arguments[0], validate=False)
engine = CitationStylesBibliography(style, CiteProcJSON(items), formatter.html)
engine.register(Citation([CitationItem(item["id"]) for item in items]))
engine.sort()
count = len([str(reference) for reference in engine.bibliography()])
"""
CITEPROC_PY_COMPILE: Final = (
    "CitationStylesStyle(arguments[0], locale='en-US', validate=False)\ncount = 1"
)


@dataclass(frozen=True)
class Job:
    """One thing to measure.

    Attributes:
        who: Who does it.
        command: What is run. It prints its seconds and how many pieces it formatted; see ``marker``.
        pieces: How many pieces that must be.
        slow: Whether it runs once.
        marker: What each piece begins with in the output, if the whole process is timed instead.
    """

    who: str
    command: tuple[str, ...]
    pieces: int
    slow: bool = False
    marker: bytes = b""


@dataclass(frozen=True)
class Result:
    """Seconds; the limit if it took longer; an error if it failed."""

    seconds: float
    over: bool = False
    error: str = ""


# --- What they work on -------------------------------------------------------------------------------------


def dumped(name: str, value: object) -> Path:
    """Write ``value`` as JSON to the folder ``build``."""
    path = BUILD / f"csl-{name}.json"
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    temporary.replace(path)
    return path


def dump_items(number: int, spread: bool) -> Path:
    """Return a file with the CSL items of so many entries of the corpus; written if it is not there yet.

    Args:
        number: How many.
        spread: Whether they are spread evenly over the corpus. Else they are its first ones, of one conference for
            a good while.
    """
    name = f"{number}-spread" if spread else f"{number}"
    path = BUILD / f"csl-{name}.json"
    if not path.exists():
        import synbib

        library = synbib.read(str(corpus(number if spread else ENTRIES)))
        keys = list(library)[:number]
        dumped(name, [library[key].csl for key in keys])
    return path


def dump_alike(number: int) -> Path:
    """Return a file of items that all have the same authors and the same year."""
    authors = [{"family": "Smith", "given": "Jane"}, {"family": "Doe", "given": "John"}]
    return dumped(
        f"{number}-alike",
        [
            {
                "id": f"item-{i}",
                "type": "article-journal",
                "author": authors,
                "issued": {"date-parts": [[2020]]},
                "title": f"Observation {i} of the same thing",
                "container-title": "Journal of Repetition",
                "volume": "12",
                "page": f"{i + 1}-{i + 9}",
            }
            for i in range(number)
        ],
    )


def dump_clusters(items: Path, number: int) -> Path:
    """Return a file with so many citations of three items each, drawn with a fixed seed."""
    keys: list[str] = [item["id"] for item in json.loads(items.read_text("utf-8"))]
    drawn = random.Random(SEED)
    return dumped(f"{number}-clusters", [drawn.sample(keys, 3) for _ in range(number)])


# --- Jobs --------------------------------------------------------------------------------------------------


def python(imports: str, steps: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a Python process."""
    return (sys.executable, "-c", PROGRAM.format(imports=imports, steps=steps), *arguments)


def node(peers: Peers, task: str, items: Path, style: str, *more: str) -> tuple[str, ...]:
    """Return the command of a process of citeproc-js."""
    script = str(Path(__file__).with_name("csl_citeproc.mjs"))
    locales = str(citeproc.LOCALES_PATH)
    return (peers.node, script, str(NODE), task, str(items), str(find_style(style)), locales, *more)


def synbib_bibliography(style: str, items: Path, number: int) -> Job:
    """Return the job of synbib's bibliography."""
    command = python(SYNBIB_IMPORTS, SYNBIB_BIBLIOGRAPHY, str(items), style)
    return Job("synbib", command, number)


def bibliography(
    peers: Peers, style: str, items: Path, number: int, with_pandoc: bool
) -> list[Job]:
    """Return the jobs of a bibliography."""
    jobs = [synbib_bibliography(style, items, number)]
    if peers.node:
        command = node(peers, "bibliography", items, style)
        jobs.append(Job("citeproc-js", command, number, slow=number > 1_000))
    path = str(find_style(style))
    command = python(CITEPROC_PY_IMPORTS, CITEPROC_PY_BIBLIOGRAPHY, str(items), path)
    jobs.append(Job("citeproc-py", command, number, slow=True))
    if peers.pandoc and with_pandoc:
        command = (peers.pandoc, "--from=csljson", "--citeproc", f"--csl={path}", str(items))
        jobs.append(Job("pandoc", command, number, slow=True, marker=b'class="csl-entry"'))
    return jobs


def document(peers: Peers, style: str, items: Path, number: int) -> list[Job]:
    """Return the jobs of a document with so many citations."""
    clusters = str(dump_clusters(items, number))
    imports = f"{SYNBIB_IMPORTS}\n{CLUSTERS}"
    jobs = [Job("synbib", python(imports, SYNBIB_CITATIONS, str(items), style, clusters), number)]
    if peers.node:
        command = node(peers, "citations", items, style, clusters)
        jobs.append(Job("citeproc-js", command, number, slow=True))
    return jobs


def compiling(peers: Peers, style: str) -> list[Job]:
    """Return the jobs of making a style ready; synbib's formats one item with it, so that nothing is put off."""
    one = dump_alike(1)
    anew = f'import os; os.environ["SYNBIB_CACHE"] = "off"; {SYNBIB_WARM}'
    jobs = [Job("synbib", python(anew, SYNBIB_BIBLIOGRAPHY, str(one), style), 1)]
    if peers.node:
        jobs.append(Job("citeproc-js", node(peers, "compile", one, style), 1))
    command = python(CITEPROC_PY_IMPORTS, CITEPROC_PY_COMPILE, str(one), str(find_style(style)))
    jobs.append(Job("citeproc-py", command, 1))
    return jobs


def cold(peers: Peers, style: str, number: int) -> list[Job]:
    """Return the jobs of formatting a small BibTeX file from a cold start."""
    file, marker = str(corpus(number)), b'class="csl-entry"'
    render = (sys.executable, "-m", "synbib", "render", "--style", style, "--format=html", file)
    jobs = [Job("`synbib render`", render, number, marker=marker)]
    if peers.pandoc:
        csl = f"--csl={find_style(style)}"
        pandoc = (peers.pandoc, "--from=bibtex", "--citeproc", csl, file)
        jobs.append(Job("`pandoc --citeproc`", pandoc, number, marker=marker))
    return jobs


# --- Measuring ---------------------------------------------------------------------------------------------


def run(job: Job) -> Result:
    """Run a job in a process of its own."""
    source = os.pathsep.join(filter(None, (str(REPO / "src"), os.environ.get("PYTHONPATH"))))
    start = time.perf_counter()
    try:
        done = subprocess.run(
            job.command,
            check=False,
            capture_output=True,
            env=ENVIRONMENT | {"PYTHONPATH": source},
            timeout=LIMIT,
        )
    except subprocess.TimeoutExpired:
        return Result(LIMIT, over=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"{done.returncode}"]
        return Result(seconds, error=said[-1][:160])
    if job.marker:
        pieces = done.stdout.count(job.marker)
    else:
        seconds, pieces = json.loads(done.stdout)
    if pieces != job.pieces:
        return Result(seconds, error=f"formatted {pieces:,} of {job.pieces:,}")
    return Result(seconds)


def measure(jobs: Iterable[Job], rounds: int) -> dict[Job, Result]:
    """Return the middle result of each job; they take turns. What fails or takes too long is not tried again."""
    results: dict[Job, list[Result]] = {job: [] for job in jobs}
    for turn in range(rounds):
        for job, found in results.items():
            if turn and (job.slow or found[-1].over or found[-1].error):
                continue
            found.append(run(job))
    return {job: _middle(found) for job, found in results.items()}


def _middle(found: list[Result]) -> Result:
    if found[-1].over or found[-1].error:
        return found[-1]
    return sorted(found, key=lambda result: result.seconds)[len(found) // 2]


# --- Tables ------------------------------------------------------------------------------------------------


def row(*cells: str) -> None:
    """Print a row of a table."""
    print(f"| {' | '.join(cells)} |", flush=True)


def head(*cells: str) -> None:
    """Print the head of a table; numbers stand to the right."""
    row(*cells)
    row("---", *("---:" for _ in cells[1:]))


@dataclass(frozen=True)
class Ratio:
    """A line of the table of ratios."""

    what: str
    measured: str
    target: str


def print_results(what: str, results: dict[Job, Result]) -> None:
    """Print a row for each job."""
    for job, result in results.items():
        name = f"{what}: {job.who}"
        if result.error:
            row(name, f"failed: {result.error}".replace("|", "\\|"), "")
        elif result.over:
            row(name, f"> {LIMIT:.0f}", f"< {job.pieces / LIMIT:,.0f}")
        else:
            speed = f"{job.pieces / result.seconds:,.0f}" if job.pieces > 1 else ""
            row(name, f"{result.seconds:.3f}", speed)


def ratios(what: str, results: dict[Job, Result], targets: dict[str, str]) -> Iterator[Ratio]:
    """Yield how many times as fast the first job is as each of the others."""
    (mine, own), *others = results.items()
    for job, result in others:
        if own.error or result.error or (own.over and result.over):
            measured = "—"
        else:
            sign = "> " if result.over else "< " if own.over else ""
            ratio = result.seconds / own.seconds
            measured = f"{sign}{ratio:.{1 if ratio >= 1 else 2}f} times as fast"
        yield Ratio(f"{what}: {mine.who} : {job.who}", measured, targets.get(job.who, ""))


def bounded(what: str, results: dict[Job, Result], target: float) -> Ratio:
    """Return the line of a time that has a bound."""
    own = next(iter(results.values()))
    measured = "—" if own.error else f"{'> ' if own.over else ''}{own.seconds:.3f} s"
    return Ratio(what, measured, f"≤ {target:g} s")


def print_growth(what: str, found: list[tuple[int, Result]]) -> Iterator[Ratio]:
    """Print the time for an item at each size; yield the last to the first: 1 is linear growth."""
    head("µs for an item of", *(f"{size:,}" for size, _ in found))
    cells = [
        "failed" if r.error else f"{'> ' if r.over else ''}{r.seconds / size * 1e6:.1f}"
        for size, r in found
    ]
    row(what, *cells)
    print()
    (small, first), (large, last) = found[0], found[-1]
    measured = "—"
    if not (first.error or last.error or first.over):
        ratio = (last.seconds / large) / (first.seconds / small)
        measured = f"{'> ' if last.over else ''}{ratio:.2f}"
    yield Ratio(f"{what}: time for an item of {large:,} : of {small:,}", measured, "≤ 1.3")


# --- The benchmark -----------------------------------------------------------------------------------------

TARGETS: Final = {
    "apa": {"citeproc-py": "≥ 40", "citeproc-js": "≥ 20"},
    "ieee": {"citeproc-py": "≥ 25", "citeproc-js": "≥ 6"},
}


@dataclass(frozen=True)
class Sizes:
    """How many items: of bibliographies, of the document, of growth, and of the items that are all alike."""

    bibliographies: tuple[int, ...]
    document: int
    growth: tuple[int, ...]
    alike: tuple[int, ...]

    @property
    def all(self) -> tuple[int, ...]:
        """Each number of entries that is taken from the corpus."""
        return tuple(sorted({*self.bibliographies, self.document, *self.growth}))


LONG: Final = Sizes((1_000, FULL), FULL, (FULL, 50_000), (1_000, 2_000, 4_000))
QUICK: Final = Sizes((1_000,), 1_000, (250, 500, 1_000), (250, 500, 1_000))


def compare(
    peers: Peers, sizes: Sizes, items: dict[int, Path], rounds: int, full: bool
) -> Iterator[Ratio]:
    """Measure bibliographies, citations and starts, print a row for each, yield the ratios."""
    head("what", "seconds", "pieces/s")
    for style in STYLES:
        for number in sizes.bibliographies:
            with_pandoc = full or number <= 1_000
            jobs = bibliography(peers, style, items[number], number, with_pandoc)
            results, what = measure(jobs, rounds), f"`{style}`, {number:,} items"
            print_results(what, results)
            yield from ratios(what, results, TARGETS[style] if number == FULL else {})

    jobs = document(peers, "apa", items[sizes.document], sizes.document)
    results, what = measure(jobs, rounds), f"`apa`, {sizes.document:,} citations of 3"
    print_results(what, results)
    target = {"citeproc-js": "≥ 10"} if sizes.document == FULL else {}
    yield from ratios(what, results, target)

    results = measure(compiling(peers, "apa"), rounds)
    print_results("compiling `apa`", results)
    yield bounded("compiling `apa`, interpreter warm", results, 0.06)

    results = measure(cold(peers, "apa", 30), rounds)
    print_results("`apa`, 30 entries, cold", results)
    yield bounded("`synbib render --style apa`, 30 entries, cold", results, 0.35)
    yield from ratios("30 entries, cold", results, {})
    print()


def grow(sizes: Sizes, items: dict[int, Path], rounds: int) -> Iterator[Ratio]:
    """Measure growth, print a table for each kind of items, yield the ratios."""
    for what, files in (
        ("`apa` bibliography", {number: items[number] for number in sizes.growth}),
        ("`apa` bibliography, all alike", {number: dump_alike(number) for number in sizes.alike}),
    ):
        jobs = [synbib_bibliography("apa", path, number) for number, path in files.items()]
        results = measure(jobs, rounds)
        yield from print_growth(what, [(job.pieces, result) for job, result in results.items()])


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3, help="of what is quick (default: 3)")
    parser.add_argument("--quick", action="store_true", help="at most 1,000 items")
    parser.add_argument("--full", action="store_true", help="pandoc with more than 1,000 items too")
    parser.add_argument(
        "--spread", action="store_true", help="entries from all over the corpus, not its first ones"
    )
    options = parser.parse_args()
    rounds: int = max(1, options.rounds)
    sizes = QUICK if options.quick else LONG
    BUILD.mkdir(exist_ok=True)
    peers = Peers.found()
    items = {number: dump_items(number, options.spread) for number in sizes.all}

    where = "spread over" if options.spread else "the first of"
    print(f"Entries {where} {ENTRIES:,}, middle of {rounds}; what is slow once\n")
    found = list(compare(peers, sizes, items, rounds, options.full))
    found += grow(sizes, items, rounds)
    head("ratio", "measured", "target")
    for line in found:
        row(line.what, line.measured, line.target)


if __name__ == "__main__":
    main()
