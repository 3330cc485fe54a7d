"""Documents read back by pandoc, as what synbib wrote into them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from typing import Any

from peers import pandoc

from synbib.office import Reference
from synbib.text.urls import percent_encode

PROGRAM = pandoc()

Letters = list[tuple[str, frozenset[str], str]]
"""Each character that is not a blank, what it is, and what it links to."""

# pandoc's inlines → our spans.
SPANS = {
    "Emph": "italic",
    "Strong": "bold",
    "SmallCaps": "small-caps",
    "Underline": "underline",
    "Superscript": "superscript",
    "Subscript": "subscript",
}


def letters_of(text: str, spans: frozenset[str] = frozenset(), url: str = "") -> Letters:
    return [(char, spans, url) for char in text if not char.isspace()]


def written_in(reference: Reference) -> Letters:
    """What a reference holds; code is a typeface in a document, and nothing that pandoc reads."""
    return [
        letter
        for paragraph in reference.paragraphs
        for run in (*paragraph.label, *paragraph.runs)
        for letter in letters_of(run.text, run.spans - {"code"}, percent_encode(run.url))
    ]


def _letters(
    inlines: list[Any], spans: frozenset[str], url: str
) -> Iterator[tuple[str, frozenset[str], str]]:
    for inline in inlines:
        content = inline.get("c")
        match inline["t"]:
            case "Str":
                yield from letters_of(content, spans, url)
            case "Code":
                yield from letters_of(content[1], spans, url)
            case "Span":
                yield from _letters(content[1], spans, url)
            case "Link":
                yield from _letters(content[1], spans, content[2][0])
            case "Quoted":
                yield from _letters(content[1], spans, url)
            case name if name in SPANS:
                yield from _letters(content, spans | {SPANS[name]}, url)


def _paragraphs(blocks: list[Any]) -> Iterator[list[Any]]:
    for block in blocks:
        match block["t"]:
            case "Para" | "Plain":
                yield block["c"]
            case "BlockQuote":
                yield from _paragraphs(block["c"])
            case "Div":
                yield from _paragraphs(block["c"][1])


def read_back(data: bytes, format: str) -> list[Letters]:
    """What pandoc finds in a document, paragraph by paragraph."""
    done = subprocess.run(
        [PROGRAM, f"--from={format}", "--to=json"], input=data, capture_output=True, check=True
    )
    blocks = json.loads(done.stdout)["blocks"]
    return [list(_letters(inlines, frozenset(), "")) for inlines in _paragraphs(blocks)]
