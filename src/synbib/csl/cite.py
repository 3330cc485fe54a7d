"""What goes into a processor and what comes out of it."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple, Self

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl.vocabulary import LocatorLabel
from synbib.text import BibliographyLayout, Writer, writer
from synbib.text.writers import reference_anchor

__all__ = ["Bibliography", "CitationText", "Cite", "Written", "reference_target"]


@lazily.dataclass(frozen=True, slots=True)
class Cite:
    """One cite of a citation (CSL-JSON's *citation item*).

    Attributes:
        key: The item's id.
        locator: The place within the work, e.g. ``12-15``.
        label: What the locator counts: ``page``, ``chapter``, … (CSL 1.0.2, "Locators"); ``none`` if it says so itself.
        prefix: Text before the cite.
        suffix: Text after it.
        suppress_author: Leave the author out, as after "Smith says (2020)".
        author_only: The author alone, as in running text.
    """

    key: str
    locator: str = ""
    label: LocatorLabel = "page"
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False
    author_only: bool = False


class Written(NamedTuple):
    """A citation of a document, formatted.

    Attributes:
        text: What stands for its cites.
        authors: Of a narrative citation, what stands in the sentence before it; ``""`` if the style shows no names.
        raised: Whether it is superscript, and so needs no blank before it.
    """

    text: str
    authors: str = ""
    raised: bool = False


def reference_target(key: str) -> str:
    """Return where the reference of an item is in the document that its citations link from."""
    return f"#{reference_anchor(key)}"


class CitationText(str):
    """A formatted citation; a notebook shows it as it reads.

    Args:
        text: The citation.
        written: The format that it is in.
        marked: The marked text that it was written from; without, a notebook shows it in this format only.
    """

    _format: OutputFormat | Writer
    _marked: str | None

    def __new__(
        cls, text: str, written: OutputFormat | Writer = "text", marked: str | None = None
    ) -> Self:
        """Return a text that knows its format."""
        made = super().__new__(cls, text)
        made._format, made._marked = written, marked
        return made

    def _repr_html_(self) -> str | None:
        """What a notebook shows: LaTeX and plain text as they are written."""
        return _shown(self._format, self, self._written("html"))

    def _repr_markdown_(self) -> str | None:
        """What takes a notebook's output as Markdown."""
        return self._written("markdown")

    def _repr_latex_(self) -> str | None:
        """What a notebook is typeset from."""
        return self._written("latex")

    def _written(self, format: OutputFormat) -> str | None:
        """Return it in another format, ``None`` if that cannot be."""
        if format == self._format:
            return str(self)
        return None if self._marked is None else writer(format).inline(self._marked)


@lazily.dataclass(frozen=True, slots=True)
class Bibliography:
    """A formatted bibliography; a notebook shows it as it reads, and `str` is the whole of it in its format.

    Attributes:
        entries: ``(id, formatted reference)`` in the style's order.
        params: How the style wants the whole set.
        format: What the references are written in.
        marked: ``(id, marked text)``, what the references are written from; ``None`` if that is not known, and then a
            notebook shows them in ``format`` only, and nothing is set around them.
    """

    entries: list[tuple[str, str]]
    params: BibliographyLayout
    format: OutputFormat | Writer = "markdown"
    marked: list[tuple[str, str]] | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        if self.marked is None:
            return "\n\n".join(text for _, text in self.entries)
        return writer(self.format).bibliography(self.marked, self.params)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: LaTeX and plain text as they are written."""
        return _shown(self.format, str(self), self._written("html"))

    def _repr_markdown_(self) -> str | None:
        """What takes a notebook's output as Markdown."""
        return self._written("markdown")

    def _repr_latex_(self) -> str | None:
        """What a notebook is typeset from."""
        return self._written("latex")

    def _written(self, format: OutputFormat) -> str | None:
        """Return the whole in another format, ``None`` if that cannot be."""
        if format == self.format:
            return str(self)
        if self.marked is None:
            return None
        return writer(format).bibliography(self.marked, self.params)


def _shown(format: OutputFormat | Writer, text: str, as_html: str | None) -> str | None:
    """Return what a browser shows of a text: whoever asked for LaTeX wants to see LaTeX."""
    if format in ("html", "markdown"):
        return as_html
    import html

    return f"<pre>{html.escape(text)}</pre>"
