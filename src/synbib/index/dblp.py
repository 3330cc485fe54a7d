"""DBLP's XML dump, https://dblp.org/xml/: cut into its records, with the entities that its DTD names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.index.streams import Member, Raw
from synbib.limits import LONGEST_RECORD

__all__ = ["records"]

_READ: Final = 1 << 20  # bytes at once
_ELEMENTS: Final = (
    "article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|data"
)
_BEGINNING: Final = lazily.pattern(rf"<({_ELEMENTS})(?=[\s>])")
_LONGEST_TAG: Final = 20
_ENTITY: Final = lazily.pattern(r"&([A-Za-z][A-Za-z0-9]*);")
_OF_XML: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENCODING: Final = lazily.pattern(rb"<\?xml[^>]*encoding=[\"']([\w.-]+)")


def records(member: Member) -> Iterator[Raw]:
    """Yield each record of publications as an XML document of its own; not those of people.

    Raises:
        SynbibError: A record does not end.
    """
    import codecs

    declared = _ENCODING.search(member.stream.peek(200))
    try:
        decoder = codecs.getincrementaldecoder(declared[1].decode() if declared else "utf-8")(
            "replace"
        )
    except LookupError:
        raise SynbibError(
            f"{member.name}:1: there is no encoding {declared and declared[1]!r}; correct it"
        ) from None
    text = ""
    line = 1
    while data := member.stream.read(_READ):
        text += decoder.decode(data)
        done = counted = 0
        # A record holds no other one.
        while begun := _BEGINNING.search(text, done):
            closing = f"</{begun[1]}>"
            at = text.find(closing, begun.end())
            if at < 0:
                break
            done = at + len(closing)
            line += text.count("\n", counted, begun.start())
            counted = begun.start()
            record = _ENTITY.sub(_resolved, text[counted:done])
            yield Raw(member.name, line, f"<dblp>{record}</dblp>".encode())
        kept = begun.start() if begun else max(done, len(text) - _LONGEST_TAG)
        line += text.count("\n", counted, kept)
        text = text[kept:]
        if len(text) > LONGEST_RECORD:
            break
    if _BEGINNING.match(text):
        raise SynbibError(f"{member.name}: the last record does not end; get the file again")


def _resolved(entity: re.Match[str]) -> str:
    """An entity as the letter that it stands for: the DTD has the names of ISO 8859-1, which are HTML's."""
    name = entity[1]
    return (
        chr(name2codepoint[name]) if name in name2codepoint and name not in _OF_XML else entity[0]
    )
