"""What the metadata of pandoc's AST says of citations.

Source: the pandoc manual, *Citation rendering*. What stands in a document and what the command line sets (``--csl``,
``--bibliography``, ``-M``) is the same here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing
from synbib.documents.metadata import as_flag
from synbib.pandoc.ast import Node, inlines_of, plain, words

__all__ = ["FilterMetadata", "read_meta"]

_EVERYTHING: Final = "*"


@lazily.dataclass(frozen=True, slots=True)
class FilterMetadata:
    """What a document says of its citations.

    Attributes:
        bibliography: The files with the entries, as they are named.
        references: Items of CSL-JSON that stand in the metadata itself.
        csl: The style; ``""`` if it names none.
        abbreviations: The file of abbreviations; ``""`` if it names none.
        folders: Where files are looked for, beside the current folder.
        lang: The language tag of the document.
        nocite: What is in the bibliography and is not cited.
        link_citations: Whether citations link to their references.
        link_bibliography: Whether references link to what they name.
        notes_after_punctuation: Whether notes follow the punctuation after them; None if it does not say.
        title: The heading of the bibliography, as inlines.
        suppress_bibliography: Whether there is to be none.
    """

    bibliography: tuple[str, ...] = ()
    references: tuple[Mapping[str, Any], ...] = ()
    csl: str = ""
    abbreviations: str = ""
    folders: tuple[str, ...] = ()
    lang: str = ""
    nocite: Citing = field(default_factory=Citing)
    link_citations: bool = False
    link_bibliography: bool = True
    notes_after_punctuation: bool | None = None
    title: tuple[Node, ...] = ()
    suppress_bibliography: bool = False


def read_meta(meta: Mapping[str, Node]) -> FilterMetadata:
    """Return what the metadata of a document says.

    Args:
        meta: The metadata: name → a ``MetaValue``.
    """

    def text(name: str) -> str:
        return _text(meta.get(name))

    return FilterMetadata(
        tuple(_texts(meta.get("bibliography"))),
        tuple(_references(meta.get("references"))),
        text("csl") or text("citation-style"),
        text("citation-abbreviations"),
        tuple(_texts(meta.get("resource-path"))),
        text("lang"),
        _nocite(meta.get("nocite")),
        as_flag(text("link-citations")) or False,
        as_flag(text("link-bibliography")) is not False,
        as_flag(text("notes-after-punctuation")),
        tuple(_inlines(meta.get("reference-section-title"))),
        as_flag(text("suppress-bibliography")) or False,
    )


def _inlines(value: Node | None) -> list[Node]:
    """Return a value as inlines: what is a text in YAML, or of one paragraph."""
    match value:
        case {"t": "MetaInlines", "c": list(inlines)}:
            return inlines
        case {"t": "MetaString", "c": str(text)}:
            return words(text)
        case {"t": "MetaBool", "c": bool(flag)}:
            return words(str(flag).lower())
        case {"t": "MetaBlocks", "c": list(blocks)}:
            return [
                inline
                for block in blocks
                if block["t"] in ("Para", "Plain")
                for inline in block["c"]
            ]
        case _:
            return []


def _text(value: Node | None) -> str:
    return plain(_inlines(value)).strip()


def _texts(value: Node | None) -> list[str]:
    each = value["c"] if value and value["t"] == "MetaList" else [value]
    return [text for item in each if (text := _text(item))]


def _nocite(value: Node | None) -> Citing:
    each = value["c"] if value and value["t"] == "MetaList" else [value]
    keys = [key for item in each for key in _cited(_inlines(item))]
    return Citing(
        tuple(CitedKey(key, 0, 0) for key in keys if key != _EVERYTHING), _EVERYTHING in keys
    )


def _cited(inlines: list[Node]) -> Iterator[str]:
    for inline in inlines:
        if inline["t"] == "Cite":
            yield from (each["citationId"] for each in inline["c"][0])
        else:
            yield from _cited(inlines_of(inline))


# --- References in the metadata itself ---------------------------------------------------------------------


def _references(value: Node | None) -> Iterator[Mapping[str, Any]]:
    items = value["c"] if value and value["t"] == "MetaList" else []
    for each in items:
        if each["t"] == "MetaMap" and (key := _text(each["c"].get("id"))):
            yield {**{name: _as_json(name, held) for name, held in each["c"].items()}, "id": key}


def _as_json(name: str, value: Node) -> Any:
    """Return a value of an item as CSL-JSON has it."""
    match value:
        case {"t": "MetaMap", "c": dict(held)}:
            return {key: _as_json(key, each) for key, each in held.items()}
        case {"t": "MetaList", "c": list(held)}:
            return [_as_json(name, each) for each in held]
        case {"t": "MetaBool", "c": bool(flag)}:
            return flag
        case _:
            inlines = _inlines(value)
            return plain(inlines) if name in _VERBATIM else _markup(inlines)


# What is no text for people: it stands in no language, and is not typeset.
_VERBATIM: Final = frozenset(
    ("id", "type", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID", "language")
)
_TAGS: Final = {
    "Emph": "i",
    "Strong": "b",
    "SmallCaps": "sc",
    "Superscript": "sup",
    "Subscript": "sub",
}


def _markup(inlines: list[Node]) -> str:
    """Return inlines as the rich text of CSL-JSON."""
    return "".join(map(_marked_up, inlines))


def _marked_up(inline: Node) -> str:
    name = inline["t"]
    inside = _markup(inlines_of(inline))
    if name in _TAGS:
        return f"<{_TAGS[name]}>{inside}</{_TAGS[name]}>"
    if name == "Quoted":
        return f"“{inside}”" if inline["c"][0]["t"] == "DoubleQuote" else f"‘{inside}’"
    if name == "Span" and "nocase" in inline["c"][0][1]:
        return f'<span class="nocase">{inside}</span>'
    return inside or plain([inline])
