"""BibTeX's styles as we run them, beside the program `bibtex`: which of them give the same `.bbl`.

    .venv/bin/python tests/conformance/bst.py --styles plain alpha --files refs.bib
    .venv/bin/python tests/conformance/bst.py --every-style --files refs.bib

Each style is run over all entries of each file (`\\nocite{*}`). What differs is printed as a diff (`--diff`), and what is
explained stands in `EXPLAINED`. It needs TeX.
"""

from __future__ import annotations

import argparse
import difflib
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from synbib.bst import BstStyle, run
from synbib.errors import SynbibError
from synbib.library import Library, read

# Style → why our .bbl is another than BibTeX's.
EXPLAINED = {
    "opcit": "a string does not end on its line; BibTeX leaves it out, we refuse the style",
    "uestcthesis": "\\endinput, which is not a command, ends it; BibTeX says so, we refuse the style",
}
# File → why: BibTeX leaves out fields or entries that it cannot read, and synbib reads more of them.
EXPLAINED_FILES = {
    "jfgo-posVI__bib__bib_scopus.bib": "a key has a blank",
    "jfgo-posVI__bib__scopus_sistematica.bib": "a key has a blank",
    "Garyfallidis__didaktoriko__EIT__diffusion.bib": "pages = 303--312, without braces",
    "ishtaran__DISSER__biblio__biblio-all.bib": "fields after one that is commented out",
    "ishtaran__DISSER__biblio__biblio-scopus.bib": "fields after one that is commented out",
}


@dataclass(frozen=True)
class Outcome:
    """A style over a file, by us and by BibTeX."""

    style: str
    file: str
    ours: str
    theirs: str
    error: str = ""
    """Why we have no result."""

    @property
    def equal(self) -> bool:
        return self.ours == self.theirs and not self.error

    @property
    def diff(self) -> str:
        lines = difflib.unified_diff(
            self.theirs.splitlines(), self.ours.splitlines(), "bibtex", "synbib", lineterm="", n=1
        )
        return "\n".join(lines)


PATIENCE = 20  # seconds; some styles never end over some files
LONGEST = 50_000_000  # bytes of a file that BibTeX may write


def bibtex(style: Path | str, library: Library, keys: Sequence[str] | None, folder: Path) -> str:
    """Return the .bbl that BibTeX writes; one that does not end is stopped, and has none."""
    text = "\n".join(document.text for document in library.documents)
    folder.joinpath("refs.bib").write_bytes(text.encode("utf-8"))
    cited = "*" if keys is None else ",".join(keys)
    name = str(style).removesuffix(".bst")
    folder.joinpath("paper.aux").write_bytes(
        f"\\citation{{{cited}}}\n\\bibdata{{refs}}\n\\bibstyle{{{name}}}\n".encode()
    )
    bbl = folder / "paper.bbl"
    bbl.unlink(missing_ok=True)
    try:
        subprocess.run(
            ["prlimit", f"--fsize={LONGEST}", "bibtex", "paper"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    # A style may cut a character in two.
    return bbl.read_bytes().decode("utf-8", "replace") if bbl.exists() else ""


def compared(
    style: Path | str,
    library: Library,
    keys: Sequence[str] | None = None,
    folder: Path | None = None,
) -> Outcome:
    """Return what a style makes of a library's entries, by us and by BibTeX."""
    with tempfile.TemporaryDirectory() as temporary:
        theirs = bibtex(style, library, keys, folder or Path(temporary))
    names = (Path(str(style)).stem, library.document.name)
    try:
        ours = run(BstStyle.load(str(style)), library, keys).bbl
    except SynbibError as error:
        return Outcome(*names, "", theirs, str(error))
    return Outcome(*names, ours, theirs)


def every_style() -> list[Path]:
    """The styles of TeX's tree."""
    asked = subprocess.run(
        ["kpsewhich", "-var-value=TEXMFDIST"], stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    return sorted(Path(asked.stdout.strip(), "bibtex", "bst").rglob("*.bst"))


def main() -> int:
    """Compare, print what is found, and return 1 if something is not explained."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--styles", nargs="*", default=["plain"])
    parser.add_argument("--every-style", action="store_true")
    parser.add_argument("--files", nargs="+", type=Path, required=True)
    parser.add_argument("--diff", type=int, default=0, help="lines of each difference")
    arguments = parser.parse_args()
    styles = every_style() if arguments.every_style else arguments.styles
    unexplained = 0
    for file in arguments.files:
        library = read(file)
        outcomes = [compared(style, library) for style in styles]
        for outcome in outcomes:
            if not outcome.equal:
                why = EXPLAINED.get(outcome.style) or EXPLAINED_FILES.get(file.name)
                unexplained += not why
                print(f"{outcome.style} on {file.name}: {why or outcome.error or 'differs'}")
                print("\n".join(outcome.diff.splitlines()[: arguments.diff]))
        print(f"{file.name}: {sum(o.equal for o in outcomes)} of {len(outcomes)} styles equal")
    return int(unexplained > 0)


if __name__ == "__main__":
    raise SystemExit(main())
