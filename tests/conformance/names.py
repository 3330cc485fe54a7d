"""Print where we read a name otherwise than biber does, in clusters of one cause.

    python tests/conformance/names.py [FILE.bib …] [--all]     # default: ../shared/bib/wild

Each name that holds a backslash, or each at all with ``--all``, becomes an entry of its own, so that one cannot hide
another. Biber, as a tool, writes the parts by their names. What is left of LaTeX in its parts is read as in ours: the
question is where a name is cut. Ends with 1 if a difference is not explained.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from synbib.bibtex import Document
from synbib.errors import SynbibError
from synbib.latex import decode
from synbib.library import read
from synbib.model import Name, parse_name, split_names
from synbib.model.fields import FIELDS, FieldKind
from synbib.text import strip

REPO = Path(__file__).parents[2]
WILD = REPO.parent / "shared" / "bib" / "wild"
PARTS = ("given", "prefix", "family", "suffix")
OF_NAMES = [name for name, field in FIELDS.items() if field.kind is FieldKind.NAMES]

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A name that is read in two ways."""

    name: str
    ours: Parts
    biber: Parts

    @property
    def cause(self) -> str:
        """Which of `CAUSES` it is, else the parts in which the two differ."""
        for cause, sign in CAUSES.items():
            if sign(self):
                return cause
        parts = zip(PARTS, self.ours, self.biber, strict=True)
        return f"{UNEXPLAINED}{', '.join(part for part, one, other in parts if one != other)}"


UNEXPLAINED = "unexplained: "
# Cause → whether a difference is of it. Each says who is right, and why.
CAUSES: dict[str, Callable[[Difference], bool]] = {
    "biber warns of a name with too many commas, and leaves it out; we read it as BibTeX does": (
        lambda d: d.name.count(",") > 2 and not any(d.biber)
    ),
    "biber writes a part that holds a comma without the braces that keep it together": (
        lambda d: any("=" in part for part in d.biber)
    ),
    "biber ends a prefix at the first capital, BibTeX at the last small letter, and we as BibTeX": (
        lambda d: (
            d.ours[0] == d.biber[0]
            and " ".join(d.ours[1:3]).strip() == " ".join(d.biber[1:3]).strip()
        )
    ),
    "BibTeX, and we as it, take the case of a word from its first letter outside braces": (
        lambda d: bool(re.search(r"\{[A-Z]\}[a-z]", d.name))
    ),
    "biber leaves the dotless i under an accent, which is an i to Unicode": (
        lambda d: d.ours == tuple(map(_dotted, d.biber))
    ),
}


def _dotted(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text)
    dotted = re.sub("\N{LATIN SMALL LETTER DOTLESS I}(?=[\u0300-\u036f])", "i", decomposed)
    return unicodedata.normalize("NFC", dotted)


def names_in(paths: Iterable[Path], *, every: bool) -> list[str]:
    """Return the different names in files, those with a backslash or all."""
    found: dict[str, None] = {}
    for path in paths:
        try:
            library = read(path)
        except SynbibError as error:
            sys.stderr.write(f"{error}\n")
            continue
        for entry in library.values():
            for field in OF_NAMES:
                for name in split_names(entry.own_fields.get(field, "")):
                    if (every or "\\" in name) and name.casefold() != "others":
                        found[name] = None
    return list(found)


def by_us(name: str) -> Parts:
    """The parts of a name, as text."""
    return parts(parse_name(name))


def parts(name: Name) -> Parts:
    """Its parts as text; blanks of all kinds are one, as TeX's ties and thin spaces are."""
    return tuple(" ".join(strip(decode(getattr(name, part))).split()) for part in PARTS)


def by_biber(names: list[str]) -> Iterator[Parts]:
    """Yield the parts of each name, as biber writes them: ``family=Knuth, given=Donald E.``."""
    with tempfile.TemporaryDirectory() as folder:
        text = "".join(
            f"@misc{{n{number}, author = {{{name}}}}}\n" for number, name in enumerate(names)
        )
        Path(folder, "names.bib").write_text(text, encoding="utf-8")
        command = ["biber", "--tool", "--nolog", "--quiet", "--output-xname"]
        command += ["--output-file=out.bib", "names.bib"]
        subprocess.run(command, cwd=folder, check=False, timeout=3600, stdin=subprocess.DEVNULL)
        read_again = {
            entry.key: {name.lower(): value for name, value in entry.pairs}
            for entry in Document.parse(Path(folder, "out.bib").read_text("utf-8")).entries
        }
    for number in range(len(names)):
        author = read_again.get(f"n{number}", {}).get("author", "")
        yield parts(parse_name(_value(author))) if author else ("",) * len(PARTS)


def _value(written: str) -> str:
    return re.sub(r"\A\{|\}\Z", "", written)


def differences(names: list[str]) -> Iterator[Difference]:
    """Yield the names that biber reads otherwise."""
    for name, biber in zip(names, by_biber(names), strict=True):
        if (ours := by_us(name)) != biber:
            yield Difference(name, ours, biber)


def main() -> int:
    """Print the clusters, the largest first, with some examples each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--all", action="store_true", help="names without a backslash, too")
    parser.add_argument("--examples", type=int, default=5)
    chosen = parser.parse_args()
    names = names_in(chosen.files or sorted(WILD.glob("*.bib")), every=chosen.all)
    clusters: dict[str, list[Difference]] = {}
    for difference in differences(names):
        clusters.setdefault(difference.cause, []).append(difference)
    write = sys.stdout.write
    for cause, found in sorted(clusters.items(), key=lambda each: -len(each[1])):
        write(f"{len(found):6} {cause}\n")
        for each in found[: chosen.examples]:
            write(
                f"         {each.name}\n           ours  {each.ours}\n           biber {each.biber}\n"
            )
    unexplained = sum(len(f) for cause, f in clusters.items() if cause.startswith(UNEXPLAINED))
    write(
        f"{len(names)} names, {sum(map(len, clusters.values()))} differ, {unexplained} unexplained\n"
    )
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
