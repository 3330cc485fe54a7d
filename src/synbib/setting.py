"""A whole bibliography, set in a format with what only some formats can have: width, data for programs, labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, get_args

from synbib.choices import HtmlData, OutputFormat
from synbib.errors import ArgumentError, UnknownNameError
from synbib.formatting import Formatter
from synbib.library import Entry
from synbib.text import BibliographyLayout, writer
from synbib.text.display import split_margin

__all__ = ["set_text", "setting"]

_Set = Callable[[Formatter, Iterable[Entry]], str]
_WRAPPED: Final = ("text", "terminal")
_NARROWEST: Final = 20


def setting(
    format: OutputFormat, *, width: int | None = None, html_data: HtmlData | None = None
) -> _Set:
    """Return what writes the bibliography of a formatter, whose own format is `synbib.text.MARKED`, and of its entries.

    Args:
        format: The name of a writer.
        width: How many columns a line has; for ``text`` and ``terminal``.
        html_data: What is said to programs; for ``html``.

    Raises:
        ArgumentError: Something does not go with the format, or the width is too small.
        UnknownNameError: There is no such format, or no such data.
    """
    chosen = writer(format)
    if width is not None:
        if format not in _WRAPPED:
            raise ArgumentError(f"width: only {' and '.join(_WRAPPED)} have one, not {format}")
        if width < _NARROWEST:
            raise ArgumentError(f"width: {width} is too narrow; give {_NARROWEST} or more")
        return partial(_wrapped, format, width)
    if html_data is not None:
        if html_data not in get_args(HtmlData):
            raise UnknownNameError.among("data of HTML", html_data, get_args(HtmlData))
        if format != "html":
            raise ArgumentError(f"html_data: only html has it, not {format}")
        return partial(_with_data, html_data)
    if format == "latex":
        return _labelled

    def plain(made: Formatter, entries: Iterable[Entry]) -> str:
        found = made.bibliography()
        return chosen.bibliography(found.entries, found.params)

    return plain


def set_text(marked: str, format: OutputFormat, width: int | None = None) -> str:
    """Return one marked text in a format, in lines of at most ``width`` columns where the format has lines.

    Raises:
        UnknownNameError: There is no such format.
    """
    chosen = writer(format)
    if width is None or format not in _WRAPPED:
        return chosen.inline(marked)
    return _broken(format, width, [("", marked)], BibliographyLayout())


def _wrapped(format: OutputFormat, width: int, made: Formatter, entries: Iterable[Entry]) -> str:
    found = made.bibliography()
    return _broken(format, width, found.entries, found.params)


def _broken(
    format: OutputFormat,
    width: int,
    entries: Iterable[tuple[str, str]],
    layout: BibliographyLayout,
) -> str:
    if format == "terminal":
        from synbib.text.writers.terminal import terminal_bibliography

        return terminal_bibliography(entries, layout, width)
    from synbib.text.writers.text import text_bibliography

    return text_bibliography(entries, layout, width)


def _with_data(data: HtmlData, made: Formatter, entries: Iterable[Entry]) -> str:
    from synbib.text.writers.html import coins, html_bibliography, rdfa

    by_key = {entry.key: entry.csl for entry in entries}

    def said(key: str) -> tuple[str, str]:
        if data == "coins":
            from synbib.model.openurl import context_object

            return "", coins(context_object(by_key[key]))
        from synbib.model.schema_org import properties, type_of

        return rdfa(type_of(by_key[key]), properties(by_key[key]))

    found = made.bibliography()
    inline = writer("html").inline
    return html_bibliography(
        ((key, inline(text)) for key, text in found.entries), found.params, said
    )


def _labelled(made: Formatter, entries: Iterable[Entry]) -> str:
    r"""Return a bibliography of LaTeX; where it shows no labels, ``\cite`` has those that the style cites by."""
    from synbib.text.writers.latex import latex_bibliography

    found = made.bibliography()
    shows_labels = any(split_margin(text)[0] for _, text in found.entries)
    return latex_bibliography(found.entries, found.params, {} if shows_labels else made.cited_as())
