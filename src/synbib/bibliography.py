"""A library's entries, formatted: whole bibliographies, single references, in-text citations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Final, get_args

from synbib import lazily
from synbib.arguments import expect, expect_several
from synbib.choices import DocumentFormat, EngineName, HtmlData, OutputFormat
from synbib.csl import Cite, regional_tag
from synbib.errors import UnknownNameError
from synbib.formatting import IsBold, StyleName, Wishes, formatter
from synbib.library import Entry, Library
from synbib.setting import setting
from synbib.text import MARKED, Writer, writer

__all__ = ["StyleChoice", "cite", "references", "render", "render_document"]


DEFAULT_STYLE: Final = "syndata"


@lazily.dataclass(frozen=True, slots=True)
class StyleChoice:
    """Which style formats which entry.

    Attributes:
        default: The style of every entry that ``by_type`` does not name.
        by_type: Entry type in lower case → style.
    """

    default: str = DEFAULT_STYLE
    by_type: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> frozenset[str]:
        """The names of all styles."""
        return frozenset((self.default, *self.by_type.values()))

    def of(self, entry: Entry) -> str:
        """Return the name of the style that formats ``entry``."""
        return self.by_type.get(entry.type, self.default)


def render(
    library: Library,
    style: StyleName = DEFAULT_STYLE,
    format: OutputFormat = "markdown",
    *,
    locale: str | None = None,
    keys: Iterable[str] | None = None,
    group: str | None = None,
    engine: EngineName = "synbib",
    links: bool = False,
    bold: IsBold | None = None,
    width: int | None = None,
    html_data: HtmlData | None = None,
) -> str:
    """Return the bibliography of a library.

    Args:
        library: What `synbib.read` returns.
        style: A CSL style, or its name, alias, path or URL id; or a ``.bst`` file's name or path.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        keys: Only these entries; all by default, none if there are no keys in it.
        group: Only the entries of this group and those below it.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        links: Whether addresses are links, and the title where a reference shows none.
        bold: Which names are set in bold; none by default.
        width: How many columns a line has, if the format is ``text`` or ``terminal``; by default an entry is one line.
        html_data: What HTML says to programs of each reference, beside what it shows: ``coins`` or ``rdfa``.

    Raises:
        ArgumentError: An argument is something else than what is wanted there, or does not go with the format.
        StyleError: The style or the locale does not exist or is not valid.
        UnknownNameError: The format, the engine, the data, a key or the group does not exist.
    """
    expect(library, "library", Library, "synbib.read(path) reads one")
    if format in get_args(DocumentFormat):
        raise UnknownNameError(f"'{format}' is not a text; synbib.render_document writes it")
    write = setting(format, width=width, html_data=html_data)
    entries = library.select(keys, group)
    return write(formatter(style, entries, Wishes(MARKED, locale, engine, links, bold)), entries)


def render_document(
    library: Library,
    style: StyleName = DEFAULT_STYLE,
    format: DocumentFormat = "docx",
    *,
    template: str | os.PathLike[str] | None = None,
    locale: str | None = None,
    keys: Iterable[str] | None = None,
    group: str | None = None,
    engine: EngineName = "synbib",
    links: bool = False,
    bold: IsBold | None = None,
) -> bytes:
    """Return the bibliography of a library as a document of a word processor; the same input is the same bytes.

    Args:
        library: What `synbib.read` returns.
        style: A CSL style, or its name, alias, path or URL id; or a ``.bst`` file's name or path.
        format: ``docx`` or ``odt``.
        template: The path of a Word document whose styles, margins, headers and footers are used; only for ``docx``.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        keys: Only these entries; all by default, none if there are no keys in it.
        group: Only the entries of this group and those below it.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        links: Whether addresses are links, and the title where a reference shows none.
        bold: Which names are set in bold; none by default.

    Raises:
        ArgumentError: An argument is something else than what is wanted there, or the format takes no template.
        FileError: The template cannot be read.
        StyleError: The style or the locale does not exist or is not valid.
        SynbibError: python-docx is not installed, or the template is not a Word document.
        UnknownNameError: The format, the engine, a key or the group does not exist.
    """
    from synbib.office import DOCUMENTS, Document, Reference, Template, write_document

    expect(library, "library", Library, "synbib.read(path) reads one")
    if format not in DOCUMENTS:
        raise UnknownNameError.among("format of documents", str(format), DOCUMENTS)
    entries = library.select(keys, group)
    made = formatter(style, entries, Wishes(MARKED, locale, engine, links, bold))
    written = made.bibliography()
    languages = {each.key: regional_tag(str(each.csl.get("language", ""))) for each in entries}
    document = Document(
        tuple(Reference(key, text, languages.get(key, "")) for key, text in written.entries),
        written.params,
        regional_tag(made.language),
    )
    if template is None:
        return write_document(document, format)
    from synbib.files import read_bytes

    name = os.fspath(template)
    return write_document(document, format, Template(name, read_bytes(name)))


def cite(
    entries: Iterable[Entry],
    style: StyleName = DEFAULT_STYLE,
    format: OutputFormat = "markdown",
    *,
    locale: str | None = None,
    engine: EngineName = "synbib",
    links: bool = False,
    bold: IsBold | None = None,
    cites: Iterable[Cite] | None = None,
    narrative: bool = False,
) -> tuple[str, str]:
    """Return the in-text citation of the entries together, and their references.

    Args:
        entries: The entries, in the order in which they are cited.
        style: A CSL style, or its name, alias, path or URL id; or a ``.bst`` file's name or path.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        engine: ``synbib``, or ``citeproc-py`` for a second opinion.
        links: Whether addresses in references are links, and the title where a reference shows none.
        bold: Which names in references are set in bold; none by default.
        cites: How they are cited, with locators, prefixes and suffixes; each plainly by default.
        narrative: Whether the authors of the first are part of a sentence: ``Tan et al. (2024)``.

    Returns:
        The citation, and the references; ``""`` if the style has none.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        StyleError: The style or the locale does not exist or is not valid.
        UnknownNameError: The format or the engine does not exist, or a cite's key is none of the entries'.
    """
    chosen = _entries(entries)
    made = formatter(style, chosen, Wishes(format, locale, engine, links, bold))
    citation = made.citation(None if cites is None else list(cites), narrative=narrative)
    return citation, str(made.bibliography()) if made.has_bibliography else ""


def references(
    entries: Iterable[Entry],
    styles: StyleChoice | None = None,
    format: OutputFormat | Writer = "markdown",
    *,
    locale: str | None = None,
    bold: IsBold | None = None,
) -> dict[str, str]:
    """Return citation key → formatted reference, each entry in the style chosen for it.

    Nothing is cited, so that each reference stands for itself: another entry more changes none of them.

    Args:
        entries: The entries.
        styles: Which style formats which entry.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer, or a writer.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its entry.
        bold: Which names are set in bold; none by default.

    Raises:
        ArgumentError: An argument is something else than what is wanted there.
        StyleError: A style or the locale does not exist or is not valid.
        UnknownNameError: The format does not exist.
    """
    choice = styles or StyleChoice()
    expect(choice, "styles", StyleChoice, "write StyleChoice('acl')")
    writer(format)  # also where there are no entries
    by_style: dict[str, list[Entry]] = {}
    for entry in _entries(entries):
        by_style.setdefault(choice.of(entry), []).append(entry)
    formatted: dict[str, str] = {}
    for style, chosen in by_style.items():
        wishes = Wishes(format, locale, bold=bold, alone=True)
        formatted |= formatter(style, chosen, wishes).bibliography().entries
    return formatted


def _entries(entries: object) -> list[Entry]:
    return expect_several(
        entries, "entries", Entry, "entries", hint="library.select(keys) gives some"
    )
