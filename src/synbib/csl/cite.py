"""What goes into a processor and what comes out of it."""

from __future__ import annotations

from typing import NamedTuple

from synbib import lazily
from synbib.choices import OutputFormat
from synbib.csl.vocabulary import LocatorLabel
from synbib.text import BibliographyLayout, Writer, writer

__all__ = ["Bibliography", "Cite", "Written", "reference_target"]


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
    return f"#ref-{key}"


@lazily.dataclass(frozen=True, slots=True)
class Bibliography:
    """A formatted bibliography; a notebook shows it, and `str` is the whole of it in its format.

    Attributes:
        entries: ``(id, formatted reference)`` in the style's order.
        params: How the style wants the whole set.
        format: What the references are written in.
    """

    entries: list[tuple[str, str]]
    params: BibliographyLayout
    format: OutputFormat | Writer = "markdown"

    def __str__(self) -> str:
        return writer(self.format).bibliography(self.entries, self.params)

    def _repr_html_(self) -> str | None:
        """What a notebook shows: HTML as it is, LaTeX and plain text as they are written."""
        if self.format == "markdown":
            return None
        import html

        return str(self) if self.format == "html" else f"<pre>{html.escape(str(self))}</pre>"

    def _repr_markdown_(self) -> str | None:
        """What a notebook shows of Markdown."""
        return str(self) if self.format == "markdown" else None
