"""What files are written in, as their endings tell, and which of them can hold blocks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final, get_args

from synbib import lazily
from synbib.choices import SourceSyntax
from synbib.errors import SynbibError, UnknownNameError
from synbib.formats import FORMATS, format_named, format_of
from synbib.lookup import SERVICES

__all__ = ["refuse_other_than_markdown", "syntax_of"]

_SYNTAXES: Final[Mapping[str, str]] = {
    ".bib": "bibtex",
    ".htm": "html",
    ".html": "html",
    ".markdown": "markdown",
    ".md": "markdown",
    ".rest": "rst",
    ".rst": "rst",
    ".xhtml": "html",
}

_ENTRY_FIRST: Final = lazily.pattern(rb"(?:\xef\xbb\xbf)?(?:\s|%[^\n]*\n)*+@\s*[A-Za-z]+\s*[{(]")
_IN_MARKDOWN: Final = "put the blocks into a Markdown file, e.g. PAPERS.md"
_IN_RST: Final = ("reStructuredText", f"{_IN_MARKDOWN}, and link to it from this file")
_IN_HTML: Final = (
    "HTML",
    f"{_IN_MARKDOWN}, or write a page with synbib render --format html -o FILE",
)
_IN_LATEX: Final = (
    "LaTeX",
    f"{_IN_MARKDOWN}, or write a bibliography with synbib render --format latex -o FILE",
)
# Ending → what a file with it is written in, and what to do, as no block can stand in it. Source of the markup
# languages: what GitHub renders, github/markup. A text with any other ending, or none, may be Markdown.
_NO_BLOCKS: Final[Mapping[str, tuple[str, str]]] = {
    ".adoc": ("AsciiDoc", _IN_MARKDOWN),
    ".asc": ("AsciiDoc", _IN_MARKDOWN),
    ".asciidoc": ("AsciiDoc", _IN_MARKDOWN),
    ".bib": ("BibTeX", f"{_IN_MARKDOWN}; it is synbib fmt that rewrites a BibTeX file"),
    ".creole": ("Creole", _IN_MARKDOWN),
    ".csv": ("CSV", _IN_MARKDOWN),
    ".htm": _IN_HTML,
    ".html": _IN_HTML,
    ".ipynb": ("a notebook in JSON", _IN_MARKDOWN),
    ".json": ("JSON", _IN_MARKDOWN),
    ".latex": _IN_LATEX,
    ".mediawiki": ("MediaWiki's syntax", _IN_MARKDOWN),
    ".org": ("Org", _IN_MARKDOWN),
    ".pod": ("Pod", _IN_MARKDOWN),
    ".rdoc": ("RDoc", _IN_MARKDOWN),
    ".rest": _IN_RST,
    ".ris": ("RIS", _IN_MARKDOWN),
    ".rst": _IN_RST,
    ".tex": _IN_LATEX,
    ".textile": ("Textile", _IN_MARKDOWN),
    ".toml": ("TOML", _IN_MARKDOWN),
    ".typ": ("Typst", _IN_MARKDOWN),
    ".wiki": ("MediaWiki's syntax", _IN_MARKDOWN),
    ".xhtml": _IN_HTML,
    ".xml": ("XML", _IN_MARKDOWN),
    ".yaml": ("YAML", _IN_MARKDOWN),
    ".yml": ("YAML", _IN_MARKDOWN),
}


def syntax_of(name: str, syntax: str | None = None, data: bytes = b"") -> str:
    """Return what a source is written in, or answered by: what is said, else what its ending or its content tells.

    What nothing tells is Markdown: a list of papers need have no ending.

    Args:
        name: The source.
        syntax: What is said.
        data: What it holds.

    Raises:
        SynbibError: There is no such syntax, or it is not read.
    """
    if syntax is None:
        told = _SYNTAXES.get(_ending(name)) or format_of(data, name)
        # A list may show how to cite it: that is not a BibTeX file, which begins with an entry.
        is_list = told == "bibtex" and _ending(name) != ".bib" and not _ENTRY_FIRST.match(data)
        return "markdown" if is_list or not told else told
    if syntax in (*get_args(SourceSyntax), *SERVICES):
        return syntax
    if syntax in FORMATS or any(syntax in known.aliases for known in FORMATS.values()):
        return format_named(syntax)
    known = (*get_args(SourceSyntax), *FORMATS, *SERVICES)
    raise UnknownNameError.among("syntax", syntax, known)


def refuse_other_than_markdown(name: str, what: str, first: str = "") -> None:
    """Raise if the ending of a file tells that it is not Markdown: blocks hold Markdown, and would break it.

    Args:
        name: The file.
        what: What would write blocks into it, for the message.
        first: What to do before all else.

    Raises:
        SynbibError: It is written in something else.
    """
    if found := _NO_BLOCKS.get(_ending(name)):
        written_in, advice = found
        raise SynbibError(
            f"{name}: {what} writes Markdown, and this file is {written_in}; {first}{advice}"
        )


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()
