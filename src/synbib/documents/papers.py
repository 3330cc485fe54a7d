"""Documents that cite, of each syntax that citations are resolved in: read, and written with what these became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Final

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.documents.braces import find_braces
from synbib.documents.citing import Citing
from synbib.documents.clusters import Found
from synbib.documents.documents import ENDINGS
from synbib.documents.markdown import find_clusters
from synbib.documents.metadata import Metadata, read_metadata
from synbib.documents.placing import Edit, Footnote, edited
from synbib.documents.references import ReferencesPlace, references_place
from synbib.errors import SynbibError

__all__ = ["Paper", "footnote_of", "read_paper", "write_paper"]

_ENDINGS: Final = {
    **{ending: syntax for ending, syntax in ENDINGS.items() if syntax == "markdown"},
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
_FORMATS: Final[dict[str, OutputFormat]] = {
    "markdown": "markdown",
    "html": "html",
    "text": "text",
}
_BLANK_LINE_BEFORE: Final = lazily.pattern(r"(?:\A|[\r\n])[ \t]*(?:\r\n?|\n)\Z")
_BLANKS_LOOKED_AT: Final = 200
_BEGINNING: Final = 10_000  # characters, which show how lines end


@lazily.dataclass(frozen=True, slots=True)
class Paper:
    """A document whose citations are resolved.

    Attributes:
        name: Its name.
        text: Its text.
        syntax: ``markdown``, ``html`` or ``text``.
        found: What may be its citations.
        metadata: What it says of them.
        references: Where the bibliography goes.
        end: Where notes go, in characters.
        silent: The stretches that show nothing.
    """

    name: str
    text: str
    syntax: str
    found: Found
    metadata: Metadata
    references: ReferencesPlace
    end: int
    silent: tuple[tuple[int, int], ...] = ()

    @property
    def format(self) -> OutputFormat:
        """What its citations are written in, if nothing else is asked for."""
        return _FORMATS[self.syntax]


def read_paper(text: str, name: str) -> Paper:
    """Return a document, read by the syntax that its ending tells.

    Raises:
        SynbibError: In no such syntax citations are resolved, or its metadata is not YAML.
    """
    syntax = _ENDINGS.get(PurePath(name).suffix.lower(), "markdown" if name == "<stdin>" else "")
    if not syntax:
        known = ", ".join(_ENDINGS)
        raise SynbibError(f"{name}: citations are resolved in files that end in {known}")
    if syntax == "markdown":
        metadata = read_metadata(text, name)
        where = references_place(text, metadata.reference_section_title)
        return Paper(name, text, syntax, find_clusters(text), metadata, where, len(text))
    braces = find_braces(text, is_html=syntax == "html")
    body = text.lower().rfind("</body") if syntax == "html" else -1
    end = len(text) if body < 0 else body
    where = (
        ReferencesPlace(*braces.bibliography)
        if braces.bibliography
        else ReferencesPlace(end, end, is_end=True)
    )
    nocite = Citing(tuple(braces.nocite))
    return Paper(
        name, text, syntax, braces.found, Metadata(nocite=nocite), where, end, braces.silent
    )


def write_paper(paper: Paper, edits: Sequence[Edit], notes: Sequence[str], references: str) -> str:
    """Return a document with what its citations became.

    Args:
        paper: The document.
        edits: What stands in the place of its citations.
        notes: What stands at its end.
        references: The bibliography; ``""`` if it is not in this document.
    """
    where = paper.references
    title = paper.metadata.reference_section_title
    if references and where.is_end and title:
        references = f"# {title}\n\n{references}"
    at_end = _NOTES[paper.syntax](notes) if notes else ""
    if where.is_end and references and at_end:
        references, at_end = f"{references}\n\n{at_end}", ""
    blocks = [(where.start, where.end, references), (paper.end, paper.end, at_end)]
    every = [
        *edits,
        *(Edit(start, end, "") for start, end in paper.silent),
        *(
            Edit(start, end, _parted(paper.text, start, end, block))
            for start, end, block in blocks
            if block or start < end
        ),
    ]
    return edited(paper.text, sorted(every))


def _parted(text: str, start: int, end: int, block: str) -> str:
    """Return a block with the blank lines that part it from what stands around it."""
    if not block:
        return ""
    before, after = text[:start], text[end:]
    if before and not before.endswith(("\n", "\r")):
        block = f"\n\n{block}"
    elif before and not _BLANK_LINE_BEFORE.search(before[-_BLANKS_LOOKED_AT:]):
        block = f"\n{block}"
    block += "\n" if not after or after.startswith(("\n", "\r")) else "\n\n"
    return block.replace("\n", "\r\n") if "\r\n" in text[:_BEGINNING] else block


def _html_footnote(number: int, text: str) -> tuple[str, str]:
    """Return a note in HTML, as pandoc writes it: what stands in the text for it, and the note."""
    mark = (
        f'<a href="#fn{number}" class="footnote-ref" id="fnref{number}" role="doc-noteref">'
        f"<sup>{number}</sup></a>"
    )
    back = f'<a href="#fnref{number}" class="footnote-back" role="doc-backlink">↩︎</a>'
    return mark, f'<li id="fn{number}"><p>{text}{back}</p></li>'


def _html_notes(notes: Sequence[str]) -> str:
    inside = "\n".join(notes)
    return (
        '<section id="footnotes" class="footnotes" role="doc-endnotes">\n<hr />\n'
        f"<ol>\n{inside}\n</ol>\n</section>"
    )


_NOTES: Final[dict[str, Callable[[Sequence[str]], str]]] = {
    "markdown": "\n\n".join,
    "html": _html_notes,
    "text": "\n".join,
}
_FOOTNOTES: Final[dict[str, Footnote]] = {
    "markdown": lambda number, text: (f"[^{number}]", f"[^{number}]: {text}"),
    "html": _html_footnote,
    "text": lambda number, text: (f"[{number}]", f"[{number}] {text}"),
}


def footnote_of(paper: Paper, format: OutputFormat) -> Footnote:
    """Return how notes are written in a document, in a format."""
    if format == "latex":
        return lambda _, text: (rf"\footnote{{{text}}}", "")
    return _FOOTNOTES[paper.syntax]
