"""Runs pandoc with ``--filter synbib-pandoc`` beside ``--citeproc``, and says where HTML, LaTeX and Word files differ.

    python tests/conformance/pandoc_filter.py [--style NAME]... [--document TEXT] [--to FORMAT]... [--show N] [--explained]

The documents, the items and the styles are those of ``process.py``. What is compared is what pandoc writes: markup and all
of HTML and LaTeX; of a Word file the paragraphs and notes, with what is italic, bold, raised or a link.

What is no difference, and goes before comparing (`canonical`): spans without an effect, kinds of dashes and of blanks, and what
``process.py`` names. What differs and is explained stands in `EXPLAINED`; anything else makes the exit code 1.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

# A script sees its own folder alone; pytest sees both.
sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))

from engines import ITEMS, with_locale
from lxml import etree
from peers import pandoc
from process import CITED, DOCUMENTS, STYLES, Compared, documents, report
from process import EXPLAINED as OF_PROCESS

from synbib.csl import Style

FORMATS: Final = ("html", "latex", "docx")
# Document → why pandoc's differs in it, in whichever style.
EXPLAINED: Final[dict[str, str]] = {
    **OF_PROCESS,
    "two keys that there are not": "pandoc links a key that no entry has to a reference that there is not",
}
_FILTER: Final = Path(sys.executable).with_name("synbib-pandoc")
_SIGN_INSIDE: Final = re.compile(r'(<span class="citation"[^<>]*>)([.,;:!?]+)(?=<a )')
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKS: Final = ("i", "b", "smallCaps", "u", "strike", "vertAlign", "rStyle")


def store(folder: Path) -> Path:
    """Write the items that the documents cite into a folder."""
    items: list[dict[str, Any]] = json.loads(ITEMS.read_text("utf-8"))
    wanted = set(CITED.findall(DOCUMENTS.read_text("utf-8")))
    # Trigraphs are each processor's own; the label that an item names is not.
    chosen = [{**item, "citation-label": item["id"]} for item in items if item["id"] in wanted]
    path = folder / "items.json"
    path.write_text(json.dumps(chosen), "utf-8")
    return path


def run(program: str, data: bytes, *arguments: str) -> bytes:
    """Return what pandoc writes."""
    environment = {**os.environ, "PATH": f"{_FILTER.parent}{os.pathsep}{os.environ['PATH']}"}
    command = [program, "--wrap=none", *arguments]
    return subprocess.run(
        command, input=data, capture_output=True, check=True, env=environment
    ).stdout


def compare(
    program: str, document: str, text: str, style: str, formats: tuple[str, ...], folder: Path
) -> Iterator[Compared]:
    """Yield what both make of a document in a style, in each format."""
    # pandoc is told what its own locale files would say otherwise, as in `engines.py`.
    told = folder / f"{style}.csl"
    told.write_text(with_locale(Style.load(style)), "utf-8")
    arguments = [f"--bibliography={store(folder)}", "--to=json"]
    # In notes pandoc sets links into links.
    arguments += [] if "notes" in style else ["--metadata=link-citations"]
    both = [
        json.dumps(
            without_spans(json.loads(run(program, text.encode(), *arguments, *how)))
        ).encode()
        for how in (
            ("--citeproc", f"--csl={told}"),
            ("--filter=synbib-pandoc", f"--csl={style}"),
        )
    ]
    for target in formats:
        theirs, ours = (
            canonical(
                READERS[target](run(program, ast, "--from=json", f"--to={target}", "--output=-"))
            )
            for ast in both
        )
        yield Compared(document, style, target, theirs, ours)


# --- What is compared --------------------------------------------------------------------------------------


def without_spans(value: Any) -> Any:
    """Return pandoc's AST without spans that have no effect; braces in BibTeX become such ones."""
    if isinstance(value, dict):
        return {name: without_spans(each) for name, each in value.items()}
    if not isinstance(value, list):
        return value
    kept: list[Any] = []
    for each in value:
        kept += without_spans(each["c"][1]) if _is_bare(each) else [without_spans(each)]
    return kept


def _is_bare(value: Any) -> bool:
    return isinstance(value, dict) and (
        value.get("t") == "Span" and value["c"][0] in (["", [], []], ["", ["nocase"], []])
    )


def as_text(data: bytes) -> str:
    """Return a format that is text."""
    return data.decode()


def as_word(data: bytes) -> str:
    """Return the paragraphs and notes of a Word file: the text of runs, with what they look like."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            archive.read(f"word/{name}.xml")
            for name in ("document", "footnotes")
            if f"word/{name}.xml" in archive.namelist()
        ]
    lines = []
    for part in parts:
        for paragraph in etree.fromstring(part).iter(f"{_WORD}p"):
            style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
            name = "" if style is None else style.get(f"{_WORD}val")
            lines.append(f"{name}: " + "".join(_run(each) for each in paragraph.iter(f"{_WORD}r")))
    return "\n".join(lines)


def _run(run: Any) -> str:
    properties = run.find(f"{_WORD}rPr")
    marks = [
        mark
        for mark in _MARKS
        if properties is not None and properties.find(f"{_WORD}{mark}") is not None
    ]
    text = "".join("\t" if each.tag.endswith("tab") else each.text or "" for each in run)
    return f"<{' '.join(marks)}>{text}</>" if marks else text


READERS: Final = {"html": as_text, "latex": as_text, "docx": as_word}


def canonical(text: str) -> str:
    """Return what pandoc writes without what is no difference."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[\u2010-\u2015]|---?", "-", text)
    # A preposition that only one of the engines leaves small in titles, and a particle that pandoc parts from the name;
    # where nothing stands before a citation, pandoc puts the sign that goes before its note into it.
    text = text.replace("Without", "without").replace("al- ", "al-").replace("AL- ", "AL-")
    text = _SIGN_INSIDE.sub(r"\2\1", text)
    # What follows in the same form is one run.
    text = re.sub(r"(<[\w ]+>)([^<>]*)</>(?:\1)", r"\1\2", text)
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def main() -> int:
    """Compare, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--style", action="append")
    parser.add_argument("--to", action="append")
    parser.add_argument("--document", default="")
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--explained", action="store_true")
    asked = parser.parse_args()
    program = pandoc()
    if not program:
        print("pandoc is not here; pip install pypandoc-binary")
        return 2
    formats = tuple(asked.to or FORMATS)
    with tempfile.TemporaryDirectory() as folder:
        written = [
            each
            for style in asked.style or STYLES
            for document, text in documents().items()
            if asked.document in document
            for each in compare(program, document, text, style, formats, Path(folder))
        ]
    return report(written, EXPLAINED, show=asked.show, explained_too=asked.explained)


if __name__ == "__main__":
    sys.exit(main())
