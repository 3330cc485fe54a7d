"""The tables of `synbib.bulk`: their columns, and the version that each says of itself.

A table's schema carries two metadata: ``synbib.table``, its name here, and ``synbib.version``. A column may be added
within a version, and stands last then; what an old reader does not know it leaves. A column that goes, or that holds
something else than before, makes a new version, which an old reader refuses.

Source: the variables are those of CSL 1.0.2, Appendix IV; types are those of the Arrow columnar format, version 1.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, get_type_hints

from synbib.bulk.arrow import pa
from synbib.errors import SynbibError
from synbib.model import CslDate, CslItem, CslName

__all__ = [
    "BIB",
    "BIBLIOGRAPHIES",
    "BLOCKS",
    "CLUSTERS",
    "DATE",
    "DOCUMENT",
    "ENTRIES",
    "EXTRA",
    "IDENTITIES",
    "ITEMS",
    "NAMES",
    "PAIRS",
    "PROBLEM",
    "RECORDS",
    "REFERENCES",
    "REJECTED",
    "ROW",
    "VERDICTS",
    "VERSION",
    "check",
    "is_table",
    "with_problem",
]

VERSION: Final = 1
"""The version of all tables here."""

DOCUMENT: Final = "document"
"""The column that says which bibliography a row belongs to, where a style needs the whole of it."""

PROBLEM: Final = "problem"
"""The column that says why nothing could be made of a row; null where something was."""

ROW: Final = "row"
"""The column, `int64`, by which a job tells each row of its inputs from all others; it grows in their order."""

EXTRA: Final = "extra"
"""The column for the members of an item that no other column can hold: an object, JSON; null if there are none."""

_TABLE: Final = b"synbib.table"
_VERSION: Final = b"synbib.version"

# --- the parts of an item -----------------------------------------------------------------------------------

NAMES: Final = pa.list_(
    pa.struct(
        [
            pa.field("family", pa.string()),
            pa.field("given", pa.string()),
            pa.field("dropping-particle", pa.string()),
            pa.field("non-dropping-particle", pa.string()),
            pa.field("suffix", pa.string()),
            pa.field("comma-suffix", pa.bool_()),
            pa.field("static-ordering", pa.bool_()),
            pa.field("parse-names", pa.bool_()),
            pa.field("literal", pa.string()),
        ]
    )
)
"""The names of one variable, in order."""

DATE: Final = pa.struct(
    [
        pa.field("date-parts", pa.list_(pa.list_(pa.int32()))),
        pa.field("season", pa.string()),
        pa.field("circa", pa.bool_()),
        pa.field("literal", pa.string()),
        pa.field("raw", pa.string()),
    ]
)
"""A date, or the two ends of a range: year, month and day of each, as far as they are told."""

# The kind of a variable → the type of its column. What is of another kind stands in `EXTRA`.
_COLUMNS: Final[Mapping[Any, pa.DataType]] = {
    str: pa.string(),
    str | int: pa.string(),
    str | int | float: pa.string(),
    list[CslName]: NAMES,
    CslDate: DATE,
}
# They are set while a style runs, and are not the item's own.
_OF_THE_RUN: Final = frozenset(
    ["citation-number", "first-reference-note-number", "locator", "year-suffix"]
)


def _table(name: str, fields: list[pa.Field]) -> pa.Schema:
    return pa.schema(fields, {_TABLE: name.encode(), _VERSION: str(VERSION).encode()})


def _item_fields() -> list[pa.Field]:
    """Return a column for each variable, in the order of `CslItem`."""
    kinds = get_type_hints(CslItem)
    return [
        pa.field(name, _COLUMNS[kind], nullable=name not in ("id", "type"))
        for name, kind in kinds.items()
        if kind in _COLUMNS and name not in _OF_THE_RUN
    ]


# --- the tables ---------------------------------------------------------------------------------------------

ITEMS: Final = _table("items", [*_item_fields(), pa.field(EXTRA, pa.string())])
"""CSL items, one a row: a column for each variable, numbers as text, and `EXTRA`."""

BIB: Final = _table(
    "bib",
    [
        pa.field("name", pa.string(), nullable=False),
        pa.field("line", pa.int64(), nullable=False),
        pa.field("macros", pa.string(), nullable=False),
        pa.field("text", pa.string(), nullable=False),
        pa.field("after", pa.string()),
    ],
)
"""Stretches of BibTeX files, each of whole entries: its file and the line that it begins on, and what it needs of the
file before it, ``@string``s and the entries that it takes fields from, and after it."""

ENTRIES: Final = _table(
    "entries",
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("type", pa.string(), nullable=False),
        pa.field("fields", pa.map_(pa.string(), pa.string()), nullable=False),
        pa.field("groups", pa.list_(pa.string())),
        pa.field("name", pa.string()),
        pa.field("line", pa.int64()),
        pa.field("source", pa.string()),
    ],
)
"""Entries, one a row: their fields with macros expanded and what they inherit, LaTeX; where they stand; as written."""

REFERENCES: Final = _table(
    "references",
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("reference", pa.string(), nullable=False),
    ],
)
"""Formatted references, in the order of the items."""

BIBLIOGRAPHIES: Final = _table(
    "references",
    [
        *REFERENCES,
        pa.field(DOCUMENT, pa.string(), nullable=False),
        pa.field("number", pa.int64(), nullable=False),
    ],
)
"""References of many bibliographies: which one each stands in, and at which place in it, from 1."""

RECORDS: Final = _table(
    "records",
    [
        pa.field("letters", pa.string(), nullable=False),
        pa.field("head", pa.string(), nullable=False),
        pa.field("marks", pa.list_(pa.string()), nullable=False),
        pa.field("year", pa.int32()),
        pa.field("venues", pa.list_(pa.string()), nullable=False),
        pa.field("record", pa.binary(), nullable=False),
    ],
)
"""Works as the index has them, in the order of the items: the attributes of `synbib.index.rows.Row`."""

REJECTED: Final = _table(
    "rejected",
    [
        pa.field("input", pa.string(), nullable=False),
        pa.field("line", pa.int64()),
        pa.field("id", pa.string()),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("record", pa.string()),
    ],
)
"""Records of which nothing could be made: where each stands, why, and what it is."""


_TEXTS: Final = pa.list_(pa.string())
_BY_NAME: Final = pa.map_(pa.string(), pa.string())
_OF_AN_IDENTITY: Final = (
    pa.field(ROW, pa.int64()),
    pa.field("id", pa.string(), nullable=False),
    pa.field("title", pa.string(), nullable=False),
    pa.field("family", pa.string(), nullable=False),
    pa.field("names", _TEXTS),
    pa.field("families", _TEXTS),
    pa.field("year", pa.int32()),
    pa.field("identifiers", _BY_NAME),
    pa.field("numbers", _BY_NAME),
    pa.field("links", _TEXTS),
    pa.field("journal", pa.string()),
    pa.field("book", pa.string()),
    pa.field("type", pa.string()),
)

IDENTITIES: Final = _table("identities", list(_OF_AN_IDENTITY))
"""What works are recognised by, one a row; `synbib.library.matching.Identity` says what each column holds."""

BLOCKS: Final = _table(
    "blocks",
    [
        pa.field("bucket", pa.int32(), nullable=False),
        pa.field("block", pa.int64(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("order", pa.string(), nullable=False),
        *_OF_AN_IDENTITY,
    ],
)
"""The same, a row for each block that a work is in: the hash of what those in it share, of what kind that is, and the
text by which they are sorted in it."""

PAIRS: Final = _table(
    "pairs",
    [
        pa.field("one", pa.struct(_OF_AN_IDENTITY), nullable=False),
        pa.field("other", pa.struct(_OF_AN_IDENTITY), nullable=False),
    ],
)
"""Works that may be one, two a row."""

VERDICTS: Final = _table(
    "verdicts",
    [
        pa.field(ROW, pa.int64()),
        pa.field("id", pa.string(), nullable=False),
        pa.field("other_row", pa.int64()),
        pa.field("other_id", pa.string(), nullable=False),
        pa.field("answer", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
        pa.field("against", pa.string(), nullable=False),
        pa.field("identifiers", _BY_NAME),
        pa.field("other_identifiers", _BY_NAME),
    ],
)
"""Whether two works are one: ``same``, ``perhaps`` or ``different``; what they share, and what speaks against it."""

CLUSTERS: Final = _table(
    "clusters",
    [
        pa.field(ROW, pa.int64()),
        pa.field("id", pa.string(), nullable=False),
        pa.field("cluster", pa.string(), nullable=False),
        pa.field("reason", pa.string(), nullable=False),
    ],
)
"""Which works are one: the id of the first of them, for each, and why it was put there; ``""`` of the first."""


def with_problem(schema: pa.Schema) -> pa.Schema:
    """Return the schema of what a function makes of each row: all columns may be null, and `PROBLEM` says why."""
    fields = [field.with_nullable(True) for field in schema]
    return pa.schema([*fields, pa.field(PROBLEM, pa.string())], schema.metadata)


def is_table(schema: pa.Schema, name: str) -> bool:
    """Whether a schema is that of a table of ours, by its name: ``items``."""
    return bool((schema.metadata or {}).get(_TABLE) == name.encode())


def check(schema: pa.Schema, wanted: pa.Schema, name: str) -> None:
    """See that a table is one of ours, of a version that is known; what has no metadata is judged by its columns.

    Args:
        schema: What the table has.
        wanted: What it should have.
        name: The file, for the message.

    Raises:
        SynbibError: It is another table or of a later version, or a column is absent that must not be.
    """
    told = schema.metadata or {}
    called = wanted.metadata[_TABLE].decode()
    if (table := told.get(_TABLE, called.encode()).decode()) != called:
        raise SynbibError(f"{name}: a table of {table}, where one of {called} belongs")
    version = told.get(_VERSION, b"1").decode()
    if not version.isdecimal() or int(version) > VERSION:
        raise SynbibError(
            f"{name}: version {version} of the table {called}; this synbib knows {VERSION}: upgrade it"
        )
    absent = [f.name for f in wanted if not f.nullable and f.name not in schema.names]
    if absent:
        raise SynbibError(
            f"{name}: not a table of {called}: it has no column '{absent[0]}'; synbib bulk convert writes them"
        )
