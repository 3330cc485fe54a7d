"""The references of a DataFrame of items."""

from __future__ import annotations

from synbib.bulk.documents import FormatDocuments
from synbib.bulk.referencing import Format
from synbib.bulk.schema import DOCUMENT
from synbib.choices import OutputFormat
from synbib.errors import SynbibError
from synbib.spark.engine import DataFrame, functions
from synbib.spark.frames import each, gathered

__all__ = ["format_references"]


def format_references(
    df: DataFrame,
    style: str,
    *,
    locale: str | None = None,
    format: OutputFormat = "markdown",
    document: str | None = None,
) -> DataFrame:
    """Return the reference of each item.

    Args:
        df: Items: a column for each variable, as `read` gives them.
        style: The name of a CSL style, its alias, path or id; a path has to be there on all executors.
        locale: A language tag; the style's own by default. ``item``: each reference in the language of its item.
        format: ``markdown``, ``html``, ``latex`` …: the name of a writer.
        document: The column that says which bibliography an item belongs to, where the style numbers its references or
            tells them apart by letters. Within each, items are cited in the order of ``row``.

    Returns:
        The columns ``id``, ``reference``, ``row`` and ``problem``: why there is no reference. With documents ``id``,
        ``reference``, ``document``, ``number``, the place in the bibliography, and ``problem``.

    Raises:
        StyleError: The style cannot be used for this, or the locale does not exist.
        UnknownNameError: The format does not exist, or is no text.
        SynbibError: A column is not there, or of a type that it cannot be of.
    """
    if document is None:
        work = Format(style, locale, format)
        return each(df.drop(DOCUMENT), work, work.columns)
    if document not in df.columns:
        raise SynbibError(
            f"the DataFrame has no column '{document}', which is to say what document an item belongs to"
        )
    if document != DOCUMENT:
        df = df.withColumn(DOCUMENT, functions.col(f"`{document}`"))
    # As many as there are tasks: one document or more is worked on in each.
    buckets = int(df.sparkSession.conf.get("spark.sql.shuffle.partitions"))
    return gathered(df, FormatDocuments(style, locale, format, buckets))
