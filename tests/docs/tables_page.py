"""Writes `docs/tables.md` from the tables of `synbib.bulk`: ``.venv/bin/python tests/docs/tables_page.py``, or ``make tables``."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from synbib.bulk import schema

PAGE: Final = Path(__file__).parents[2] / "docs/tables.md"

_HEAD = f"""\
# Tables of works

What [`synbib bulk`](bulk.md) and [Spark](spark.md) read and write, as tables of [Arrow](https://arrow.apache.org). In Parquet files they
are what programs exchange with synbib: what writes such a file needs nothing of ours. This page is made from the tables that the
commands use.

The schema of a table carries two metadata: `synbib.table`, its name, and `synbib.version`, which is **{schema.VERSION}** now.

- A column may be added within a version. It stands last, and whoever does not know it leaves it.
- A column that goes, or that holds something else than before, makes a new version. A synbib that does not know it refuses the file.
- A file without these metadata is judged by its columns: what has `id` and `type` is a table of items.
- What is not said is null. Columns that must be there, and have a value in each row, are marked *always*.
"""

_ITEMS = """\
## `items`

CSL items, one a row: a column for each variable of CSL 1.0.2, with CSL's names. Numbers are text, as CSL takes them: a volume may be
`12A`. What none of the columns can hold stands in `extra`: members of another name, and values of another form. So each item comes
back from the table as it went in, but that numbers are text.
"""

_NAME_AND_DATE = """\
A **list of names** holds, for each name in order, what CSL-JSON has: `family`, `given`, `dropping-particle`, `non-dropping-particle`,
`suffix`, `literal` (text); `comma-suffix`, `static-ordering`, `parse-names` (true or false). A **date** has `date-parts`: for a day one list,
for a range two, each of year, month and day as far as they are told; and `season`, `literal`, `raw` (text), `circa` (true or false).
"""

_IDENTITY = {
    "row": "the number of the item among all of the job",
    "id": "its id",
    "title": "the title, without markup",
    "family": "the family name of the first author",
    "names": "the authors, twenty at most",
    "families": "their family names",
    "year": "the year",
    "identifiers": "scheme → identifier: `doi`, `arxiv` …",
    "numbers": "volume, edition, chapter and pages, each as its first number",
    "links": "addresses of the work",
    "journal": "the journal",
    "book": "the book or the proceedings",
    "type": "the CSL type",
}
# The table → what it is, and what its columns hold.
_TABLES: Final[Mapping[str, tuple[Any, str, Mapping[str, str]]]] = {
    "references": (
        schema.REFERENCES,
        "Formatted references, in the order of the items: what `synbib bulk format` writes.",
        {"id": "the item's", "reference": "the text, in the format that was asked for"},
    ),
    "references of documents": (
        schema.BIBLIOGRAPHIES,
        "References of many bibliographies: what `synbib bulk format --document` writes.",
        {
            "id": "the item's",
            "reference": "the text, in the format that was asked for",
            "document": "the bibliography",
            "number": "the place of the reference in it, from 1",
        },
    ),
    "clusters": (
        schema.CLUSTERS,
        "Which works are one: what `synbib bulk match` writes.",
        {
            "row": "the number of the item among all of the job",
            "id": "its id",
            "cluster": "the id of the first item that is of the same work",
            "reason": "why it is of that work; nothing for the first",
        },
    ),
    "entries": (
        schema.ENTRIES,
        "The entries of BibTeX files, one a row.",
        {
            "key": "the citation key",
            "type": "the type, in small letters: `article`",
            "fields": "field → value, LaTeX: macros are expanded, and what it inherits is filled in",
            "groups": "the groups that the entry names",
            "name": "the file",
            "line": "the line on which it begins, from 1",
            "source": "the entry as it is written",
        },
    ),
    "bib": (
        schema.BIB,
        "Stretches of BibTeX files, each of whole entries: what entries and items are made from.",
        {
            "name": "the file",
            "line": "the line on which the stretch begins, from 1",
            "macros": "what it needs of the file before it: `@string`s, and the entries that it takes fields from",
            "text": "the stretch",
            "after": "what it needs of the file after it",
        },
    ),
    "records": (
        schema.RECORDS,
        "Works as [the index](index-of-works.md) keeps and finds them: what `synbib bulk index` brings together in its partitions.",
        {
            "letters": "the letters of the title, by which it is found",
            "head": "the letters of the title before a colon",
            "marks": "the identifiers, a DOI first: `doi:10.1000/182`",
            "year": "the year",
            "venues": "the venues with their years by which works are counted",
            "record": "what the index keeps of the work, packed",
        },
    ),
    "identities": (schema.IDENTITIES, "What works are recognised by.", _IDENTITY),
    "blocks": (
        schema.BLOCKS,
        "The same, a row for each block of works that are compared with one another.",
        {
            "bucket": "the number by which rows of a block come together",
            "block": "a hash of what those in it share",
            "kind": "what that is: an identifier, the title, where it begins or ends, a word of it",
            "order": "the text by which they are sorted in it",
            **_IDENTITY,
        },
    ),
    "pairs": (
        schema.PAIRS,
        "Two works a row, which may be one.",
        {"one": "a row of `identities`", "other": "another"},
    ),
    "verdicts": (
        schema.VERDICTS,
        "Whether they are.",
        {
            "row": "the number of the one",
            "id": "its id",
            "other_row": "the number of the other",
            "other_id": "its id",
            "answer": "`same`, `perhaps` or `different`",
            "reason": "what they share",
            "against": "what speaks against it",
            "identifiers": "the identifiers of the one",
            "other_identifiers": "those of the other",
        },
    ),
    "rejected": (
        schema.REJECTED,
        "Records of which nothing could be made: what the side file of a job holds.",
        {
            "input": "the file",
            "line": "the line on which the record begins, or the row of a table, from 1",
            "id": "its id, if that can be read",
            "reason": "what is wrong with it",
            "record": "the record as it is written; what is not Unicode in it as `\\xNN`",
        },
    ),
}
_TYPES: Final = {schema.NAMES: "list of names", schema.DATE: "date"}


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield _HEAD
    yield _ITEMS
    yield from _rows(["columns", "type"], _columns_by_type())
    yield _NAME_AND_DATE
    for name, (table, meaning, columns) in _TABLES.items():
        table_name, _, rest = name.partition(" ")
        yield f"## `{table_name}` {rest}".rstrip() + f"\n\n{meaning}\n"
        yield from _rows(
            ["column", "type", "what it holds"],
            [[f"`{field.name}`", _type(field), columns[field.name]] for field in table],
        )


def _rows(head: list[str], rows: list[list[str]]) -> Iterator[str]:
    for row in [head, ["---"] * len(head), *rows]:
        yield f"| {' | '.join(row)} |"
    yield ""


def _columns_by_type() -> list[list[str]]:
    """Return the columns of items, those of one type in one row."""
    found: dict[str, list[str]] = {}
    for field in schema.ITEMS:
        kind = "text, an object of JSON" if field.name == schema.EXTRA else _type(field)
        found.setdefault(kind, []).append(f"`{field.name}`")
    return [[", ".join(names), kind] for kind, names in found.items()]


def _type(field: Any) -> str:
    named = {"string": "text", "map<string, string>": "text → text", "list<item: string>": "list of texts", "binary": "bytes"}  # fmt: skip
    kind = _TYPES.get(field.type) or named.get(str(field.type), str(field.type))
    kind = "row" if kind.startswith("struct") else kind
    return kind if field.nullable else f"{kind}, always"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
