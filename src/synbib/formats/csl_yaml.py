"""CSL-YAML, pandoc's form of CSL-JSON: items as YAML, their texts in Markdown.

Source: pandoc's manual, "Specifying bibliographic data". The items stand under ``references``, in a file of YAML or in
the metadata at the beginning of a Markdown document; a bare list of them is read, too. Better BibTeX and citation-js
write dates as lists of ``year``, ``month``, ``day`` and ``season``, pandoc as texts of EDTF.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.formats.csl_json import item_of, works_of
from synbib.formats.data import FormatError, Placed, Record, Tell, as_text, as_yaml, line_of, untold
from synbib.formats.yaml_text import dumped
from synbib.incoming import Incoming
from synbib.model.csl_item import CslItem
from synbib.model.dates import parse_date, to_edtf
from synbib.text import Node, from_markup, to_nodes
from synbib.text.inlines import as_markup
from synbib.text.months import season_number

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing

__all__ = ["as_item", "items", "read", "write"]

_METADATA: Final = lazily.pattern(
    r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE
)
_DATES: Final = frozenset(
    {"accessed", "available-date", "event-date", "issued", "original-date", "submitted"}
)
# What is never Markdown.
_CODE: Final = frozenset(
    {"DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL", "citation-key", "id", "language", "type"}
)
_SPELLINGS: Final = {name.casefold(): name for name in CslItem.__annotations__}


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works that a file of CSL-YAML tells of.

    Raises:
        FormatError: It is not YAML, or holds no list of items.
    """
    return list(works_of(items(data, name), name, tell))


def items(data: bytes, name: str) -> list[Record]:
    """Return the items of a file of CSL-YAML as CSL-JSON has them.

    Raises:
        FormatError: It is not YAML, or holds no list of items.
    """
    text = as_text(data, name)
    found = _METADATA.match(text)
    held = (
        as_yaml(found["yaml"], name, 2, unique=True) if found else as_yaml(text, name, unique=True)
    )
    listed = held.get("references") if isinstance(held, dict) else held
    if not isinstance(listed, list):
        raise FormatError(
            f"{name}:{line_of(held) or 1}:1: no list of CSL items; write them under 'references:'"
        )
    for number, item in enumerate(listed, 1):
        if not isinstance(item, dict):
            raise FormatError(
                f"{name}:{line_of(held) or 1}:1: item {number} of the list that begins here is not a mapping"
            )
    return [as_item(item) for item in listed]


def as_item(item: Mapping[str, Any]) -> Record:
    """Return an item of CSL-YAML as CSL-JSON has it: rich text with tags, dates in parts."""
    spelled = {_SPELLINGS.get(name.casefold(), name): value for name, value in item.items()}
    return Placed({name: _value(name, value) for name, value in spelled.items()}, line_of(item))


def _value(name: str, value: Any) -> Any:
    if name in _DATES:
        return _date(value)
    return value if name in _CODE else _text(value)


def _text(value: Any) -> Any:
    """Return a value with its Markdown as tags, in names and in what `custom` has, too."""
    if isinstance(value, str):
        return as_markup(value)
    if isinstance(value, list):
        return [_text(each) for each in value]
    if isinstance(value, dict):
        return {name: _text(each) for name, each in value.items()}
    return value


def _date(value: Any) -> Any:
    """Return a date as CSL-JSON has it, of any form: a text, a mapping, a list of one or two of these."""
    if isinstance(value, str):
        return parse_date(value) or {}
    moments = value if isinstance(value, list) else [value]
    mappings = [each for each in moments if isinstance(each, dict)]
    if not mappings or any("date-parts" in each for each in mappings):
        # A date in parts stays; of texts the first is one.
        return mappings[0] if mappings else _date(next((t for t in moments if t), ""))
    parts = [_parts(each) for each in mappings]
    said: Record = {"date-parts": parts} if parts[0] else {}
    for each in mappings:
        said |= {
            name: each[name] for name in ("circa", "literal", "raw") if each.get(name) is not None
        }
    return said


def _parts(moment: Record) -> list[Any]:
    """Return year, month and day; a season, by its number or its name, is a month from 21 to 24."""
    season = str(moment.get("season", ""))
    named = f"2{season}" if season in ("1", "2", "3", "4") else season_number(season)
    month = named or moment.get("month", "")
    parts = []
    for part in (moment.get("year", ""), month, moment.get("day", "")):
        if not part:
            break
        parts.append(part)
    return parts


# --- writing ---------------------------------------------------------------------------------------------------------


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of CSL-YAML, as pandoc reads it."""
    yield "references:\n"
    is_empty = True
    for work in works:
        is_empty = False
        item = {name: _written(name, value) for name, value in item_of(work).items()}
        yield f"- {dumped(item, '  ').removeprefix('  ')}"
    if is_empty:
        yield "  []\n"


def _written(name: str, value: Any) -> Any:
    if name in _DATES:
        return to_edtf(value)
    return value if name in _CODE else _as_markdown(value)


def _as_markdown(value: Any) -> Any:
    if isinstance(value, str):
        if _NEEDS_NONE.fullmatch(value):
            return value
        written = "".join(map(_inline, to_nodes(from_markup(value))))
        return _BLOCK.sub(r"\g<before>\\\g<sign>", written, count=1)
    if isinstance(value, list):
        return [_as_markdown(each) for each in value]
    if isinstance(value, dict):
        return {name: _as_markdown(each) for name, each in value.items()}
    return value


_NEEDS_NONE: Final = lazily.pattern(r"[^\W\d_](?:[\w ,;:()/]|(?<!\.)\.(?!\.)|(?<!-)-(?!-)|–)*")
# What means something in pandoc's Markdown, with `smart`.
_SPECIAL: Final = lazily.pattern(r"[\\`*_~^$<>&\[\]@\"'|#]|-(?=-)|\.(?=\.\.)")
# What would begin a list, a heading or a quotation.
_BLOCK: Final = lazily.pattern(
    r"\A(?P<before>\(?[\w]{0,9})(?P<sign>[.)](?=\s|\Z)|(?<!\w)[-+:%=](?=[\s=]|\Z))"
)
_SPANS: Final = {
    "italic": ("*", "*"),
    "oblique": ("*", "*"),
    "bold": ("**", "**"),
    "superscript": ("^", "^"),
    "subscript": ("~", "~"),
    "small-caps": ("[", "]{.smallcaps}"),
    "nocase": ("[", "]{.nocase}"),
}
_TIGHT: Final = frozenset({"superscript", "subscript"})


def _inline(node: Node | str) -> str:
    """Return a piece of marked text in pandoc's Markdown."""
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\g<0>", node)
    before, after = _SPANS.get(node.name, ("", ""))
    body = "".join(map(_inline, node.children))
    if node.name in _TIGHT:
        body = body.replace(" ", r"\ ")
    return f"{before}{body}{after}" if body.strip() else body
