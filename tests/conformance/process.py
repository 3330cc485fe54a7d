"""Processes documents with pandoc beside synbib, in six styles, and says where they differ.

    python tests/conformance/process.py [--style NAME]... [--document TEXT] [--show N] [--explained]

The documents stand in ``process_documents.md``, each after a line with ``%%%`` and its name; together they use what the
pandoc manual describes of citations. The items are those of ``engines.json``. What is compared is plain text: what pandoc
makes of a document with ``--citeproc``, and what it makes, without citations, of the Markdown that `process_text` writes.
Citations, notes and bibliography are in it. pandoc is told what its own locale files would say otherwise, as in ``engines.py``.

What is no difference, and goes before comparing (`canonical`): letter case, as pandoc writes bold type and small capitals
in capitals; how numbers are raised; kinds of dashes, and of blanks; blank lines. What differs and is explained stands in
`EXPLAINED`, and ``--explained`` shows it; anything else makes the exit code 1.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

# A script sees its own folder alone; pytest sees both.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from engines import ITEMS, with_locale
from peers import pandoc

from synbib import Wishes, process_text
from synbib.csl import Style

DOCUMENTS: Final = Path(__file__).with_name("process_documents.md")
STYLES: Final = (
    "apa",
    "ieee",
    "chicago-notes-bibliography",
    "din-1505-2-alphanumeric",
    "iso690-author-date-fr",
    "china-national-standard-gb-t-7714-2015-numeric",
)
# Ids of the items that the documents cite: what differs in other references is for `engines.py`.
CITED: Final = re.compile(r"@\{?([a-z][a-z-]*[a-z])")


class Compared(NamedTuple):
    """A document in a style and a format: what pandoc makes of it, and what synbib does."""

    document: str
    style: str
    format: str
    theirs: str
    ours: str


_RAISED: Final = re.compile(r"\^\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
# Document → why pandoc's text differs in it, in whichever style.
EXPLAINED: Final[dict[str, str]] = {
    "keys": "pandoc has 2004b before 2004a in a bibliography that is sorted by months, too",
    "romans and brackets": "pandoc takes 591 [84] for several pages; CSL counts ranges and lists",
    "several sentences": "to pandoc a paragraph that begins with @key. is an item of a list of examples",
    "nocite everything": "references of the engines differ: see engines.py",
    "german": "pandoc has no inner quotation marks in a title with its own",
    "chinese": "pandoc writes Western initials after Chinese names, and blanks beside 和 and 等",
    "many works of one author": "pandoc does not collapse the years of cites with given names, and sorts J. after J. Q.",
}


def documents() -> dict[str, str]:
    """Return the documents by their names."""
    parts = re.split(r"^%%% (.*)\n", DOCUMENTS.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def plain(program: str, text: str, *arguments: str) -> str:
    """Return a document as plain text, as pandoc writes it."""
    command = [program, "--to=plain", "--wrap=none", *arguments]
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
    return done.stdout


def canonical(text: str) -> str:
    """Return a text without what is no difference."""
    text = unicodedata.normalize("NFKC", text).casefold()
    # pandoc parts a hyphen after a particle from the name: al- Khalili.
    text = re.sub(r"[\u2010-\u2015]", "-", text).replace("al- ", "al-")
    text = _RAISED.sub(r"\1", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip(" -"))  # nor the rules of tables


def compare(program: str, document: str, text: str, name: str, folder: Path) -> Compared:
    """Return what both make of a document in a style."""
    style = Style.load(name)
    path = folder / f"{name}.csl"
    path.write_text(with_locale(style), "utf-8")
    items: list[dict[str, Any]] = json.loads(ITEMS.read_text("utf-8"))
    ids = {item["id"] for item in items}
    wanted = ids & set(CITED.findall(DOCUMENTS.read_text("utf-8")))
    chosen = folder / "items.json"
    # Trigraphs are each processor's own; the label that an item names is not.
    labelled = [{**item, "citation-label": item["id"]} for item in items if item["id"] in wanted]
    chosen.write_text(json.dumps(labelled), "utf-8")
    theirs = plain(program, text, "--citeproc", f"--bibliography={chosen}", f"--csl={path}")
    own = f"---\nbibliography: {chosen.name}\n"
    said = own + text.removeprefix("---\n") if text.startswith("---\n") else f"{own}---\n\n{text}"
    done = process_text(said, None, str(folder / "paper.md"), Wishes(style=name))
    ours = plain(program, done.text, "--from=markdown-citations")
    return Compared(document, name, "text", canonical(theirs), canonical(ours))


def report(
    compared: Sequence[Compared], reasons: Mapping[str, str], *, show: int, explained_too: bool
) -> int:
    """Print what differs, and return the exit code: 1 if something does for no known reason.

    Args:
        compared: What was compared.
        reasons: Document → why it differs.
        show: How many differences are shown in full.
        explained_too: Whether those with a reason are, too.
    """
    different = [each for each in compared if each.theirs != each.ours]
    explained = [each for each in different if each.document in reasons]
    others = [each for each in different if each.document not in reasons]
    print(
        f"{len(compared) - len(different)} of {len(compared)} are equal, {len(explained)} differ for a reason that is known"
    )
    for document in dict.fromkeys(each.document for each in explained):
        styles = {each.style: None for each in explained if each.document == document}
        print(f"- {document}: {reasons[document]} ({', '.join(styles)})")
    for each in [*others, *(explained if explained_too else ())][:show]:
        print(f"\n{each.style}, {each.format}: {each.document}")
        for line in difflib.unified_diff(
            each.theirs.splitlines(), each.ours.splitlines(), "pandoc", "synbib", n=0, lineterm=""
        ):
            if not line.startswith(("---", "+++", "@@")):
                print(f"    {line}")
    return 1 if others else 0


def main() -> int:
    """Compare, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--style", action="append")
    parser.add_argument("--document", default="")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--explained", action="store_true")
    asked = parser.parse_args()
    program = pandoc()
    if not program:
        print("pandoc is not here; pip install pypandoc-binary")
        return 2
    compared: list[Compared] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.style or STYLES:
            for document, text in documents().items():
                if asked.document in document:
                    compared.append(compare(program, document, text, name, Path(folder)))
    return report(compared, EXPLAINED, show=asked.show, explained_too=asked.explained)


if __name__ == "__main__":
    sys.exit(main())
