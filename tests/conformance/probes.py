"""Print a Markdown table: what BibTeX, biber, bibtexparser, pybtex and synbib make of each probe.

    python tests/conformance/probes.py [FOLDER]     # default: ../shared/bib/probes

An entry is shown as ``key: field field …``, so that what was lost is seen; after it the number of complaints.
"""

import contextlib
import io
import logging
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import bibtexparser
from pybtex.database import parse_string
from pybtex.errors import capture
from test_bibtex import run_bibtex

from synbib.bibtex import Document

REPO = Path(__file__).parents[2]
PROBES = REPO.parent / "shared" / "bib" / "probes"


def shown(entries: Iterable[tuple[str, Iterable[str]]], complaints: int, dead: str = "") -> str:
    """A table's cell."""
    parts = [f"`{key}`: {' '.join(sorted(fields)) or '–'}" for key, fields in entries]
    parts += [dead] if dead else []
    parts += [f"({complaints} complaint{'s' * (complaints != 1)})"] if complaints else []
    return "; ".join(parts).replace("|", "\\|").replace("\n", "⏎").replace("\0", "␀") or "nothing"


def by_bibtex(data: bytes, folder: Path) -> str:
    """The C program, by way of `fields.bst`."""
    read = run_bibtex(data, folder)
    return shown(((e.key, e.fields) for e in read.entries), len(read.errors))


def by_biber(data: bytes, folder: Path) -> str:
    """Biber as a tool: it writes what it has read as BibTeX."""
    folder.joinpath("probe.bib").write_bytes(data)
    done = subprocess.run(
        ["biber", "--tool", "--nolog", "--output-file=out.bib", "probe.bib"],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=600,
        check=False,
    )
    said = done.stdout.decode("utf-8", "replace")
    complaints = len(re.findall(r"(?:WARN|ERROR) -", said))
    written = folder / "out.bib"
    if not written.exists():
        return shown([], complaints, "writes nothing")
    entries = Document.parse(written.read_text("utf-8")).entries
    return shown(((e.key, [n.lower() for n, _ in e.pairs]) for e in entries), complaints)


def by_bibtexparser(data: bytes, folder: Path) -> str:
    """Version 2, as it comes."""
    path = folder / "probe.bib"
    path.write_bytes(data)
    library = bibtexparser.parse_file(str(path))
    return shown(
        ((e.key, [f.key for f in e.fields]) for e in library.entries), len(library.failed_blocks)
    )


def by_pybtex(data: bytes, _: Path) -> str:
    """As a library that goes on after an error."""
    with capture() as errors:
        found = parse_string(data.decode("utf-8"), "bibtex")
    entries = [(k, [*e.fields, *e.persons]) for k, e in found.entries.items()]
    return shown(entries, len(errors))


def by_synbib(data: bytes, _: Path) -> str:
    """Ours."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1")
    document = Document.parse(text)
    entries = ((e.key, [n for n, _ in e.pairs]) for e in document.entries)
    return shown(entries, len(document.diagnostics))


READERS: dict[str, Callable[[bytes, Path], str]] = {
    "BibTeX": by_bibtex,
    "biber": by_biber,
    "bibtexparser": by_bibtexparser,
    "pybtex": by_pybtex,
    "synbib": by_synbib,
}


def cell(reader: Callable[[bytes, Path], str], data: bytes) -> str:
    """What a reader makes of a file; one that raises is a result too."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        try:
            return reader(data, Path(folder))
        except Exception as error:  # noqa: BLE001
            return f"raises {type(error).__name__}"


def main() -> None:
    """Print the table."""
    logging.disable(logging.CRITICAL)
    folder = Path(sys.argv[1]) if sys.argv[1:] else PROBES
    write = sys.stdout.write
    write(f"| probe | {' | '.join(READERS)} |\n|---|{'---|' * len(READERS)}\n")
    for probe in sorted(folder.glob("*.bib")):
        data = probe.read_bytes()
        cells = (cell(reader, data) for reader in READERS.values())
        write(f"| {probe.stem} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
