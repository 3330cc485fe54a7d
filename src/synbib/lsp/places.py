"""What is being written at a place of a BibTeX file, told by the text before it: what follows may be broken."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

from synbib import lazily

__all__ = ["Part", "Place", "begins_entry", "field_names", "place_at_end"]


class Part(Enum):
    """A part of an entry."""

    TYPE = "type"
    KEY = "key"
    NAME = "name"
    VALUE = "value"
    NOTHING = "nothing"
    """Between entries, or where nothing can be told."""


@lazily.dataclass(frozen=True, slots=True)
class Place:
    """A place of a BibTeX file.

    Attributes:
        part: What is being written there.
        typed: What there is of it so far: of a value the part after its last comma.
        type: The entry type, in lower case.
        field: The field whose value it is, in lower case.
        names: The fields that stand before it, in lower case.
        delimiter: What the value stands in: ``{``, ``"``, or ``""`` where it stands bare.
        content: The whole value so far, without its delimiter.
    """

    part: Part
    typed: str = ""
    type: str = ""
    field: str = ""
    names: tuple[str, ...] = ()
    delimiter: str = ""
    content: str = ""


_NOTHING: Final = Place(Part.NOTHING)
_BEGINS: Final = lazily.pattern(
    r"[ \t]*+@[ \t]*+(?:[A-Za-z]\w*+[ \t]*+(?:[{(]|\Z|[\r\n])|\Z|[\r\n])"
)
_HEAD: Final = lazily.pattern(r"\s*@[ \t]*(?P<type>\w*)(?P<open>\s*[{(]\s*)?")
_KEY: Final = lazily.pattern(r"[^,={}\"]*+")
_BETWEEN: Final = lazily.pattern(r"[\s,]*+")
_BLANKS: Final = lazily.pattern(r"\s*+")
_NAME: Final = lazily.pattern(r"[^\s\"#%'(),={}]++")
_WORD: Final = lazily.pattern(r"[^\s\"#,={}]*+")
_LAST_WORD: Final = lazily.pattern(r"(?:[^,\s](?:[^,]*[^,\s])?)?\Z")
_FIELD_NAME: Final = lazily.pattern(
    r"^[ \t]*+,?[ \t]*+(?P<name>[A-Za-z][\w+-]*+)[ \t]*+=", re.MULTILINE
)
_NO_FIELDS: Final = frozenset({"comment", "preamble"})


def begins_entry(line: str) -> bool:
    """Whether a line begins an entry, or may once it is written."""
    return _BEGINS.match(line) is not None


def field_names(text: str) -> frozenset[str]:
    """Return the names of the fields that stand at the beginnings of lines, in lower case."""
    return frozenset(found["name"].lower() for found in _FIELD_NAME.finditer(text))


def place_at_end(text: str) -> Place:
    """Return what is being written at the end of a text that begins with an entry."""
    head = _HEAD.match(text)
    if head is None:
        return _NOTHING
    kind = head["type"].lower()
    if head["open"] is None:
        return Place(Part.TYPE, head["type"]) if head.end() == len(text) else _NOTHING
    if kind in _NO_FIELDS:
        return _NOTHING
    at = head.end()
    if kind != "string":
        key = _KEY.match(text, at)
        assert key is not None, "it matches nothing, too"
        if key.end() == len(text):
            return Place(Part.KEY, key[0], kind)
        if text[key.end()] != ",":
            return _NOTHING
        at = key.end() + 1
    return _in_fields(text, at, kind)


def _in_fields(text: str, at: int, kind: str) -> Place:
    names: list[str] = []
    while True:
        at = _end(_BETWEEN, text, at)
        name = _NAME.match(text, at)
        if at == len(text) or (name and name.end() == len(text)):
            return Place(Part.NAME, name[0] if name else "", kind, names=tuple(names))
        if name is None:
            return _NOTHING  # the entry is closed, or something is wrong
        at = _end(_BLANKS, text, name.end())
        if at == len(text) or text[at] != "=":
            return _NOTHING
        names.append(name[0].lower())
        found = _in_value(text, at + 1)
        if isinstance(found, tuple):
            delimiter, content = found
            typed = _last_part(content)
            return Place(Part.VALUE, typed, kind, names[-1], tuple(names), delimiter, content)
        at = found


def _in_value(text: str, at: int) -> int | tuple[str, str]:
    """Return where a value ends; if it does not, its delimiter and what there is of it."""
    while True:
        at = _end(_BLANKS, text, at)
        delimiter = text[at : at + 1]
        if delimiter in ("{", '"'):
            closed = _closed(text, at)
            if closed < 0:
                return delimiter, text[at + 1 :]
            at = closed
        else:
            end = _end(_WORD, text, at)
            if end == len(text):
                return "", text[at:]
            at = end
        after = _end(_BLANKS, text, at)
        if text[after : after + 1] != "#":
            return at
        at = after + 1


def _closed(text: str, at: int) -> int:
    """Return where a delimited value ends; -1 if it does not."""
    quoted = text[at] == '"'
    depth = 0 if quoted else 1
    for end in range(at + 1, len(text)):
        sign = text[end]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        if (sign == '"' and quoted and depth == 0) or (sign == "}" and not quoted and depth == 0):
            return end + 1
    return -1


def _last_part(content: str) -> str:
    found = _LAST_WORD.search(content)
    return found[0] if found else ""


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    assert found is not None, "it matches nothing, too"
    return found.end()
