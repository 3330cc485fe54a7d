"""What stands above the columns of a table: what each holds, and which column of a block shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from synbib import lazily
from synbib.model.fields import LINK_FIELDS
from synbib.paperlist.mentions.labels import is_label, kind_of

__all__ = ["HEADERS", "Header", "Role", "block_columns", "read_header"]

Role = Literal["title", "name", "authors", "venue", "date", "links", "reference", "ignored", "note"]


@lazily.dataclass(frozen=True, slots=True)
class Header:
    """The header of a column.

    Attributes:
        text: What it says, without markup and without what stands in brackets at its end; in lower case.
        role: What its cells hold.
        column: The column of a block that shows what they hold, as `synbib.readme.columns` names it; ``""`` if none
            does.
    """

    text: str
    role: Role
    column: str


# What a column holds, the column of a block that shows it, and how it is headed.
_TABLE: Final[tuple[tuple[Role, str, str], ...]] = (
    (
        "title",
        "paper",
        (
            "title|titles|paper title|paper|papers|paper name|article|articles|work|works|reference|references"
            "|title & authors|title and authors|paper & authors|tutorial title|book|book title|survey"
            "|论文|标题|论文标题|题目|文章"
        ),
    ),
    # This may head papers, and beside these, where they were published.
    ("title", "published", "publication|publications"),
    (
        "name",
        "paper",
        (
            "name|dataset name|benchmark|benchmarks|model|models|model name|method|methods"
            "|resource|tool|library|framework|corpus|名称|数据集|模型|方法"
        ),
    ),
    # Beside a title, what these name is linked.
    ("name", "dataset", "dataset|datasets|data set"),
    ("name", "code", "project"),
    ("authors", "authors", "author|authors|author(s)|by|作者"),
    (
        "venue",
        "published",
        (
            "venue|venues|conf|conf.|conference|journal|publisher|published in|publication venue|pub|pub.|proceedings"
            "|source|conference/journal|journal/conference|venue/journal|published at|where"
            "|期刊|会议|期刊/会议|来源|发表"
        ),
    ),
    (
        "date",
        "year",
        (
            "year|date|time|release|release date|release time|released|publish date|date published"
            "|publication date|submission date|year published|年份|日期|时间|发表时间"
        ),
    ),
    ("date", "published", "published"),
    ("date", "", "month"),
    # Of the links, those whose label says another kind, or none.
    ("links", "links", "link|links|resources|url"),
    ("links", "website", "project page|page"),
    ("note", "note", "note|notes|remark|remarks|备注"),
    ("note", "key", "key"),
    ("note", "type", "type"),
    (
        "ignored",
        "",
        "#|no|no.|id|index|rank|stars|star|citations|citation|introduction image|image|figure|overview image|序号",
    ),
    ("reference", "", "ref|refs|ref.|citation key|cite"),
)
HEADERS: Final[Mapping[str, Header]] = {
    word: Header(word, role, column) for role, column, words in _TABLE for word in words.split("|")
}
"""What heads a column, in lower case → what that holds, and the column of a block."""

_LONGEST: Final = 200
_AND: Final = lazily.pattern(r"\s*(?:[&/,+]|\band\b)\s*")
_NOT_SAID: Final = lazily.pattern(r"[*_`:]|\s*\(.*\)$")


def read_header(text: str) -> Header:
    """Return what the cells below a header hold, by its words alone: a note if it says nothing known."""
    text = _NOT_SAID.sub("", text).strip().casefold() if len(text) <= _LONGEST else ""
    if known := HEADERS.get(text):
        return known
    parts = _AND.split(text)  # Pub. & Date
    if len(parts) > 1 and _roles(parts) == {"venue", "date"}:
        return Header(text, "date", "published")
    if len(parts) > 1 and _roles(parts) == {"venue"}:
        return Header(text, "venue", "published")
    if text and is_label(text):
        return Header(text, "links", _column_of_links(text))
    return Header(text, "note", "")


def _roles(texts: Sequence[str]) -> set[Role | None]:
    headers = map(HEADERS.get, texts)
    return {header.role if header else None for header in headers}


def _column_of_links(label: str) -> str:
    """Return the column of a block for the links under a label; that of code is the project's, too."""
    kind = kind_of(label, "")
    if kind == "project":
        return "code"
    return kind if kind in LINK_FIELDS else ""


def block_columns(headers: Sequence[str]) -> list[str]:
    """Return the column of a block for each column of a table, ``""`` where no block has such a column.

    Args:
        headers: What stands above the columns.
    """
    read = [read_header(header) for header in headers]
    titled = any(header.role == "title" for header in read)
    years = any(header.column == "year" for header in read)
    return [_block_column(header, titled=titled, years=years) for header in read]


def _block_column(header: Header, *, titled: bool, years: bool) -> str:
    if header.role == "name":
        return ("" if header.column == "paper" else header.column) if titled else "paper"
    # The year of what is published is said once.
    return "venue" if header.column == "published" and years else header.column
