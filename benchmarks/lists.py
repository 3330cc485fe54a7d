"""Lists of papers: a README brought into a store, again into the same, and written anew, as whole processes.

No other tool reads a README back, so there are no peers here; growth is what is shown, at n, 2n and 4n entries. The
entries are the first of the corpus, in a table and in a list of references each, under 25 headings.

    python benchmarks/lists.py [--entries N] [--rounds N]

``synbib sync`` writes a list, a table, the contents and the newest entries.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from corpus import corpus

from synbib.library import Library, read_text
from synbib.readme import Options, parse_columns, reference_list, table

ENVIRONMENT: Final = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
GROUPS: Final = 25
BLOCKS: Final = """\
# Papers

<!-- synbib:start toc -->
<!-- synbib:end -->

<!-- synbib:start recent -->
<!-- synbib:end -->

## Tables

<!-- synbib:start table level=3 -->
<!-- synbib:end -->

## References

<!-- synbib:start list level=3 -->
<!-- synbib:end -->
"""


def store(size: int) -> str:
    """Return the first entries of the corpus as a store, in groups by turns."""
    text = corpus().read_text("utf-8")
    library = read_text(text[: 1_200 * size], "corpus.bib")
    entries = [entry for entry in library.values() if entry.title][:size]
    return "\n\n".join(
        (entry.source.source if entry.source else "")
        .rstrip()
        .removesuffix("}")
        .rstrip()
        .rstrip(",")
        + f",\n  groups = {{Group {number % GROUPS}}},\n}}"
        for number, entry in enumerate(entries)
    )


def readme(library: Library) -> str:
    """Return a README with every entry in a table, and in a list of references."""
    options = Options(columns=parse_columns("paper,authors,published,code"), level=3)
    tables, references = table(library, options), reference_list(library, Options(level=3))
    return f"# Papers\n\n## Tables\n\n{tables}\n\n## References\n\n{references}\n"


def seconds(folder: Path, *arguments: str) -> float:
    """Return how long a command takes, from start to end."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "synbib", *arguments]
    done = subprocess.run(
        command, check=False, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(f"{' '.join(arguments)}: {done.stderr}")
    return time.perf_counter() - start


def measure(size: int, rounds: int) -> None:
    """Print a line of the table."""
    text = store(size)
    library = read_text(text, "refs.bib")
    listed = readme(library)
    best: dict[str, float] = {}
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "README.md").write_text(listed, "utf-8")
            (folder / "BLOCKS.md").write_text(BLOCKS, "utf-8")
            (folder / "written.bib").write_text(text, "utf-8")
            for step, arguments in (
                ("import", ("import", "README.md")),
                ("again", ("import", "README.md")),
                ("sync", ("sync", "BLOCKS.md", "--store", "written.bib")),
                ("check", ("sync", "BLOCKS.md", "--check", "--store", "written.bib")),
            ):
                best[step] = min(best.get(step, 1e9), seconds(folder, *arguments))
    shown = " | ".join(f"{value:.2f} s" for value in best.values())
    print(f"| {len(library):,} | {len(listed.encode()) / 1000:,.0f} kB | {shown} |", flush=True)


def main() -> None:
    """Measure at n, 2n and 4n entries."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=2_500)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    print("| entries | README | import | import again | sync | sync --check |")
    print("|---:|---:|---:|---:|---:|---:|")
    for factor in (1, 2, 4):
        measure(factor * arguments.entries, arguments.rounds)


if __name__ == "__main__":
    main()
