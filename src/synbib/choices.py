"""The words that a call or an option chooses among, as types; tests compare each with the table of what it does."""

from __future__ import annotations

from typing import Literal

__all__ = [
    "CitationFormat",
    "CitationSystem",
    "CiteCommands",
    "DocumentFormat",
    "EngineName",
    "FoundFormat",
    "HtmlData",
    "OutputFormat",
    "OutputKind",
    "SourceSyntax",
    "VerdictFormat",
]

OutputFormat = Literal[
    "markdown",
    "html",
    "latex",
    "text",
    "terminal",
    "typst",
    "org",
    "rst",
    "asciidoc",
    "mediawiki",
    "bbcode",
    "json",
    "rtf",
]
"""What a bibliography is written in: `synbib.text.WRITERS`."""

DocumentFormat = Literal["docx", "odt"]
"""What a bibliography is written in as a document of a word processor: `synbib.office.DOCUMENTS`."""

CitationFormat = Literal["markdown", "html", "latex", "text"]
"""What the citations of a document are written in."""

CitationSystem = Literal["numeric", "author-date", "note", "label", "author"]
"""How a style cites: CSL's ``citation-format``."""

HtmlData = Literal["coins", "rdfa"]
"""What HTML says to programs of each reference: a COinS (OpenURL), or RDFa in the words of schema.org."""

EngineName = Literal["synbib", "citeproc-py"]
"""What formats; ``citeproc-py`` for a second opinion."""

FoundFormat = Literal["lines", "keys", "reference", "bibtex", "json", "count"]
"""What is shown of the entries that a search finds."""

SourceSyntax = Literal["markdown", "rst", "html", "bibtex"]
"""What an import reads."""

VerdictFormat = Literal["json", "markdown", "html"]
"""What verdicts on entries are written in, beside lines for a person or for GitHub."""

CiteCommands = Literal["natbib", "biblatex"]
"""Whose commands citations become, for LaTeX to format."""

OutputKind = Literal["parquet", "jsonl", "jsonl.gz", "jsonl.zst", "bib"]
"""What `synbib bulk` writes its parts as: the ending of their files."""
