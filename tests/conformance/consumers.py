"""What others' programs read in what we write: the characters of each paragraph, and how each is set.

A letter is a tuple of the character, the names of its spans and what it links to. Blanks are one blank each, and how they
are set is not told: no reader sees that.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import peers

from synbib.office import Reference

Letter = tuple[str, frozenset[str], str]

PANDOC = peers.pandoc()
"""Where pandoc is; empty where it is not."""

_SPANS = {
    "Emph": "italic",
    "Strong": "bold",
    "Underline": "underline",
    "SmallCaps": "small-caps",
    "Superscript": "superscript",
    "Subscript": "subscript",
}
_CLASSES = {"small-caps": "small-caps", "smallcaps": "small-caps", "underline": "underline"}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}
# What org's writer and BBCode's part signs with.
INVISIBLE = re.compile("[\u200b\u2060]")


def normal(letters: Iterable[Letter]) -> list[Letter]:
    """Return letters with single blanks, none of them at the ends, and without links of an address to itself."""
    linked: list[Letter] = []
    for url, group in groupby(letters, lambda letter: letter[2]):
        row = list(group)
        shown = "".join(char for char, _, _ in row)
        is_address = unquote(url) in (unquote(shown), f"mailto:{shown}")
        linked += [(c, s, "" if is_address else unquote(url)) for c, s, _ in row]
    kept: list[Letter] = []
    for char, spans, url in linked:
        if INVISIBLE.match(char):
            continue
        if not char.isspace():
            kept.append((char, spans, url))
        elif kept and kept[-1][0] != " ":
            kept.append((" ", frozenset(), ""))
    while kept and kept[-1][0] == " ":
        kept.pop()
    return kept


def pandoc(written: str | bytes, format: str) -> list[list[Letter]]:
    """Return the letters of each paragraph that pandoc reads in a text or a document."""
    made = subprocess.run(
        [PANDOC, "--from", format, "--to", "json"],
        input=written.encode() if isinstance(written, str) else written,
        capture_output=True,
        check=True,
    )
    return list(_blocks(json.loads(made.stdout)["blocks"]))


def in_document(data: bytes, format: str) -> list[list[Letter]]:
    """Return the letters, without blanks, of each paragraph that pandoc reads in a word processor's document.

    Code is a typeface there, of which pandoc tells in some formats only.
    """
    return [_set_in_type(paragraph) for paragraph in pandoc(data, format)]


def of_reference(reference: Reference) -> list[Letter]:
    """Return the letters, without blanks, that a reference has in a word processor's document."""
    runs = [
        run for paragraph in reference.paragraphs for run in (*paragraph.label, *paragraph.runs)
    ]
    return _set_in_type(normal((char, run.spans, run.url) for run in runs for char in run.text))


def _set_in_type(letters: Iterable[Letter]) -> list[Letter]:
    return [(char, spans - {"code"}, url) for char, spans, url in letters if char != " "]


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[list[Letter]]:
    for block in blocks:
        match block["t"]:
            case "Para" | "Plain":
                yield normal(_inlines(block["c"], frozenset(), ""))
            case "Div":
                yield from _blocks(block["c"][1])
            case "BlockQuote":  # what is indented in a document
                yield from _blocks(block["c"])
            case "LineBlock":
                lines = [normal(_inlines(line, frozenset(), "")) for line in block["c"]]
                yield [letter for line in lines for letter in (*line, (" ", frozenset(), ""))][:-1]
            case other:
                raise AssertionError(f"a block of pandoc that is not a paragraph: {other}: {block}")


def _inlines(inlines: list[dict[str, Any]], spans: frozenset[str], url: str) -> Iterator[Letter]:
    around = spans
    tags: list[str] = []
    for inline in inlines:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        spans = around | {_TAGS[tag] for tag in tags}
        match kind:
            case "RawInline" if (tag := content[1].strip("</>")) in _TAGS:
                if content[1].startswith("</"):
                    assert tags.pop() == tag
                else:
                    tags.append(tag)
            case "Str":
                yield from ((char, spans, url) for char in content)
            case "Space" | "SoftBreak" | "LineBreak":
                yield " ", spans, url
            case "RawInline" if content[1].startswith(("<span", "</span")):
                pass  # a place in the page
            case "Code":
                yield from ((char, spans | {"code"}, url) for char in content[1])
            case "Link":
                yield from _inlines(content[1], spans, content[2][0])
            case "Span":
                classes = {_CLASSES[name] for name in content[0][1] if name in _CLASSES}
                yield from _inlines(content[1], spans | classes, url)
            case "Quoted":
                before, after = _QUOTES[content[0]["t"]]
                yield before, spans, url
                yield from _inlines(content[1], spans, url)
                yield after, spans, url
            case _ if kind in _SPANS:
                yield from _inlines(content, spans | {_SPANS[kind]}, url)
            case _:
                raise AssertionError(f"an inline of pandoc that we do not write: {inline}")


_TAGS = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "u": "underline",
    "sup": "superscript",
    "sub": "subscript",
    "code": "code",
}
_STYLES = {
    "font-variant:small-caps;": "small-caps",
    "text-decoration:underline;": "underline",
    "small-caps": "small-caps",
    "underline": "underline",
}


class _Page(HTMLParser):
    """The letters of each paragraph of a page, or of each element of a class."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[list[Letter]] = []
        self.open: list[tuple[str, str]] = []
        self.url = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "p" or given.get("class") == "csl-entry":
            self.paragraphs.append([])
        if tag == "br":
            self.handle_data(" ")
            return
        style = given.get("style") or given.get("class") or ""
        self.open.append((tag, _TAGS.get(tag) or _STYLES.get(style, "")))
        if tag == "a":
            self.url = given.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag
        if tag == "a":
            self.url = ""

    def handle_data(self, data: str) -> None:
        spans = frozenset(span for _, span in self.open if span)
        if self.paragraphs:
            self.paragraphs[-1] += [(char, spans, self.url) for char in data]


def browser(page: str) -> list[list[Letter]]:
    """Return the letters of each paragraph, or of each entry of a bibliography, in HTML."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return [normal(letters) for letters in reader.paragraphs]


_ASCIIDOCTOR = """
import {convert} from '@asciidoctor/core'
import fs from 'node:fs'
console.log(String(await convert(fs.readFileSync(0, 'utf8'), {safe: 'secure'})))
"""


def asciidoctor(text: str, folder: Path) -> list[list[Letter]]:
    """Return the letters of each paragraph that Asciidoctor reads, which npm has installed in a folder."""
    made = subprocess.run(
        ["node", "--input-type=module", "--eval", _ASCIIDOCTOR],
        input=text.encode(),
        capture_output=True,
        check=True,
        cwd=folder,
    )
    return browser(made.stdout.decode())


def docutils(text: str) -> list[list[Letter]]:
    """Return the letters of each paragraph that docutils reads in reStructuredText; it has nothing to complain of."""
    from docutils.core import publish_doctree

    tree = publish_doctree(text, settings_overrides={"report_level": 2, "halt_level": 2})
    found: list[list[Letter]] = []
    children: list[Any] = tree.children
    for node in children:
        assert node.tagname in ("target", "paragraph", "line_block"), node
        if node.tagname != "target":
            found.append(normal(_docutils(node, frozenset(), "")))
    return found


_ROLES = {
    "emphasis": "italic",
    "strong": "bold",
    "literal": "code",
    "superscript": "superscript",
    "subscript": "subscript",
}


def _docutils(node: Any, spans: frozenset[str], url: str) -> Iterator[Letter]:
    if node.tagname == "#text":
        yield from ((char, spans, url) for char in node.astext())
        return
    assert node.tagname in (*_ROLES, "paragraph", "line_block", "line", "reference", "target"), node
    further = spans | {_ROLES[node.tagname]} if node.tagname in _ROLES else spans
    for child in node.children:
        yield from _docutils(child, further, node.get("refuri", url))
    if node.tagname == "line":
        yield " ", spans, url
