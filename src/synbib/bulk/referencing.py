"""References of items: each for itself, or those of a document together.

By itself a reference rests on its item alone, so that it does not matter which batch an item is in. A style that
numbers its references, or tells works apart by letters, says more in a whole bibliography: `needs` tells which do.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.bulk.arrow import pa
from synbib.bulk.documents import FormatDocuments, bibliographies
from synbib.bulk.items import from_batch
from synbib.bulk.schema import DOCUMENT, EXTRA, REFERENCES
from synbib.bulk.styled import Styled, as_batch
from synbib.bulk.work import Options
from synbib.choices import OutputFormat
from synbib.csl.needs import Needs, needs

__all__ = ["Format", "FormatDocuments", "Needs", "needs", "references"]

# What a reference that stands for itself is without.
_LACKING: Final[Mapping[Needs, str]] = {
    Needs.NUMBERS: "no number but 1",
    Needs.LETTERS: "no letters after years",
    Needs.NAMES: "no names added to tell works apart",
    Needs.SUBSTITUTE: "no sign for the authors of the reference before",
}


def references(
    batch: pa.RecordBatch,
    *,
    style: str,
    locale: str | None = None,
    format: OutputFormat = "markdown",
) -> pa.RecordBatch:
    """Return the references of items, a row for each, in their order; ids may be anything.

    Each stands for itself. Where there is a column `synbib.bulk.schema.DOCUMENT`, each value of it is one bibliography,
    which has to be whole, and its rows are cited in their order.

    Args:
        batch: Items, by `synbib.bulk.schema.ITEMS`.
        style: The name of a CSL style, its alias, path or id.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.

    Returns:
        Rows by ``with_problem(REFERENCES)``; with documents by ``with_problem(BIBLIOGRAPHIES)``.

    Raises:
        StyleError: The style cannot be used for this, or the locale does not exist.
        UnknownNameError: The format does not exist, or is no text.
    """
    styled = Styled(style, locale, format)
    styled.check()
    if DOCUMENT in batch.schema.names:
        return bibliographies(batch, styled)
    return _one_by_one(batch, styled)


def _one_by_one(batch: pa.RecordBatch, styled: Styled) -> pa.RecordBatch:
    made = styled.each(from_batch(batch))
    return as_batch(made, REFERENCES, {"id": batch.column("id")})


@lazily.dataclass(frozen=True, slots=True)
class Format:
    """Formats items, each for itself: a `synbib.bulk.work.Work`.

    Attributes:
        style: The name of a CSL style, its alias, path or id.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.

    Raises:
        StyleError: The style cannot be used for this, or the locale does not exist.
        UnknownNameError: The format does not exist, or is no text.
    """

    style: str
    locale: str | None = None
    format: OutputFormat = "markdown"

    def __post_init__(self) -> None:
        self._styled.check()

    @property
    def _styled(self) -> Styled:
        return Styled(self.style, self.locale, self.format)

    @property
    def name(self) -> str:
        """See `synbib.bulk.work.Work`."""
        return "format"

    @property
    def options(self) -> Options:
        """See `synbib.bulk.work.Options`."""
        return self._styled.options

    @property
    def schema(self) -> pa.Schema:
        """References."""
        return REFERENCES

    @property
    def columns(self) -> frozenset[str]:
        """The columns of items that references rest on; they are the same without the others."""
        return self._styled.variables | {EXTRA}

    @property
    def remark(self) -> str:
        """What the style would say more in a whole bibliography, in one line; ``""`` if nothing."""
        lacking = [said for need, said in _LACKING.items() if need in self._styled.needs]
        if not lacking:
            return ""
        what = ", ".join(lacking)
        return f"{self.style}: {what}, as each work stands for itself; --document NAME makes bibliographies"

    def __call__(self, batch: pa.RecordBatch, /) -> pa.RecordBatch:
        """Return the reference of each item."""
        return _one_by_one(batch, self._styled)
