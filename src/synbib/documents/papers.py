"""Documents that cite, of each syntax that citations are resolved in: read, and written with what these became."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import Any, Final

from synbib import lazily
from synbib.choices import CitationFormat
from synbib.documents.braces import find_braces
from synbib.documents.cells import Cell, in_file, read_cells, write_cells
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.clusters import Found
from synbib.documents.documents import ENDINGS
from synbib.documents.markdown import find_clusters
from synbib.documents.metadata import Metadata, metadata_of, read_metadata, said_in
from synbib.documents.placing import Edit, Footnote, edited
from synbib.documents.references import ReferencesPlace, references_place
from synbib.errors import SynbibError
from synbib.formats.data import as_json

__all__ = [
    "Manuscript",
    "Paper",
    "footnote_of",
    "read_manuscript",
    "write_manuscript",
    "write_paper",
]

_ENDINGS: Final = {
    **{ending: syntax for ending, syntax in ENDINGS.items() if syntax in ("markdown", "notebook")},
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
}
_FORMATS: Final[dict[str, CitationFormat]] = {
    "markdown": "markdown",
    "html": "html",
    "text": "text",
}
_BLANK_LINE_BEFORE: Final = lazily.pattern(r"(?:\A|[\r\n])[ \t]*(?:\r\n?|\n)\Z")
_BLANKS_LOOKED_AT: Final = 200
_BEGINNING: Final = 10_000  # characters, which show how lines end


@lazily.dataclass(frozen=True, slots=True)
class Paper:
    """A document whose citations are resolved: a file, or a cell of a notebook.

    Attributes:
        name: The name of the file.
        text: Its text.
        syntax: ``markdown``, ``html`` or ``text``.
        found: What may be its citations.
        metadata: What it says of them.
        references: Where the bibliography goes.
        end: Where notes go, in characters.
        silent: The stretches that show nothing.
        cell: The number of the cell of a notebook that it is, from 0; None if it is none.
    """

    name: str
    text: str
    syntax: str
    found: Found
    metadata: Metadata
    references: ReferencesPlace
    end: int
    silent: tuple[tuple[int, int], ...] = ()
    cell: int | None = None

    @property
    def format(self) -> CitationFormat:
        """What its citations are written in, if nothing else is asked for."""
        return _FORMATS[self.syntax]


@lazily.dataclass(frozen=True, slots=True)
class Manuscript:
    """A file that cites.

    Attributes:
        name: Its name.
        text: Its text.
        papers: The documents in it, in the order in which they are read: of a notebook the Markdown cells, and after
            them what may become a further one.
        cells: All cells of a notebook; None for other files.
    """

    name: str
    text: str
    papers: tuple[Paper, ...]
    cells: tuple[Cell, ...] | None = None

    @property
    def labels(self) -> frozenset[str]:
        """The labels of its footnotes."""
        return frozenset(label for paper in self.papers for label in paper.found.labels)

    def in_file(self, paper: Paper, keys: Sequence[CitedKey]) -> Sequence[CitedKey]:
        """Return keys of one of its documents with their places in the file."""
        if self.cells is None or paper.cell is None:
            return keys
        return in_file(self.text, self.cells[paper.cell], keys)


def read_manuscript(text: str, name: str) -> Manuscript:
    """Return a file, read by the syntax that its ending tells.

    Raises:
        SynbibError: In no such syntax citations are resolved; or its metadata is not YAML, or a notebook not one.
    """
    syntax = _ENDINGS.get(PurePath(name).suffix.lower(), "markdown" if name == "<stdin>" else "")
    if not syntax:
        known = ", ".join(_ENDINGS)
        raise SynbibError(f"{name}: citations are resolved in files that end in {known}")
    if syntax == "notebook":
        return _read_notebook(text, name)
    return Manuscript(name, text, (_read_paper(text, name, syntax),))


def _read_notebook(text: str, name: str) -> Manuscript:
    """Return a notebook: what its first cell says goes before what its metadata says."""
    notebook = as_json(text.encode(), name)
    if not _is_notebook(notebook):
        raise SynbibError(f"{name}: not a notebook of format 4; open it in Jupyter and save it")
    cells = read_cells(text)
    said = dict(notebook.get("metadata") or {})
    if cells and cells[0].kind != "code":
        said |= said_in(cells[0].source, f"{name}, cell 1")
    metadata = metadata_of(said)
    # What is cited nowhere is so once in a notebook, and not once in each cell.
    of_cells = lazily.replace(metadata, nocite=Citing())
    papers = [
        _markdown(cell.source, name, of_cells, number)
        for number, cell in enumerate(cells)
        if cell.kind == "markdown"
    ]
    return Manuscript(name, text, (*papers, _markdown("", name, metadata)), tuple(cells))


def _is_notebook(data: Any) -> bool:
    """Whether JSON is a notebook of format 4."""
    return (
        isinstance(data, dict)
        and data.get("nbformat") == 4
        and isinstance(data.get("metadata") or {}, dict)
        and isinstance(data.get("cells"), list)
        and all(isinstance(cell, dict) for cell in data["cells"])
    )


def _markdown(text: str, name: str, metadata: Metadata, cell: int | None = None) -> Paper:
    where = references_place(text, metadata.reference_section_title)
    return Paper(name, text, "markdown", find_clusters(text), metadata, where, len(text), cell=cell)


def _read_paper(text: str, name: str, syntax: str) -> Paper:
    if syntax == "markdown":
        return _markdown(text, name, read_metadata(text, name))
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


def write_manuscript(manuscript: Manuscript, texts: Sequence[str]) -> str:
    """Return a file with other texts of its documents.

    Args:
        manuscript: The file.
        texts: What each of its documents becomes.
    """
    if manuscript.cells is None:
        return texts[0]
    sources: dict[int, str] = {}
    more = ""
    for paper, text in zip(manuscript.papers, texts, strict=True):
        # The last line of a cell ends with the cell.
        ended = text if paper.text.endswith("\n") else text.removesuffix("\n")
        if paper.cell is None:
            more = ended
        elif ended != paper.text:
            sources[paper.cell] = ended
    return write_cells(manuscript.text, manuscript.cells, sources, more)


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


def footnote_of(paper: Paper, format: CitationFormat) -> Footnote:
    """Return how notes are written in a document, in a format."""
    if format == "latex":
        return lambda _, text: (rf"\footnote{{{text}}}", "")
    return _FOOTNOTES[paper.syntax]
