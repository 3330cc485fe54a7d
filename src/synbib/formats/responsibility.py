"""Statements of responsibility, which catalogues copy from a book's title page: who wrote, edited and translated it.

Source: ISBD, area 1: ``Leo Tolstoy ; translated from the Russian by Ann Lee``; each statement after a semicolon is of
others, in brackets stands what the page does not say.
"""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily

__all__ = ["responsible"]

_BY: Final = r"\b(?:by|par|von|por|di)\b"
# Role → how a part of a statement of responsibility begins or ends that names people in it; others are not cited.
_ROLES: Final = tuple(
    (lazily.pattern(sign, re.IGNORECASE | re.VERBOSE), role)
    for role, sign in {
        "translator": rf"""
            \A (?:\w+\s+){{0,3}} (?:translat|traduit|traduc|traduzi|übers) \w* \b .*? {_BY}
            | \A trad\. (?:\s+de)? | , \s+ translators? \Z""",
        "editor": rf"""
            \A (?:\w+\s+and\s+)? (?:edited|compiled|selected|hrsg|herausgegeben|édité|dirigé|editado|a\s+cura) \b
              .*? {_BY}
            | ,? \s+ \(? (?:editors?|eds?\.?) \)? \Z""",
        "author": rf"\A (?: (?:written|text|texte|story) \s+ (?:and\s+\w+\s+)? )? {_BY}",
        "": r"""
            \A (?:\w+\s+){0,3} (?:illustrat|photogra|introduc|foreword|preface|drawings|design|cover|adapted) \w* \b
            | \A with \b""",
    }.items()
)
_BRACKETS: Final = lazily.pattern(r"[\[\]]")
_AND_ALL: Final = lazily.pattern(r"(?<![,\s.…])[,\s.…]*\bet\s+al\b\.?")
_AND: Final = lazily.pattern(r",?\s+(?:and|&)\s+|,\s+")


def responsible(statement: str) -> dict[str, list[str]]:
    """Return role → names of a statement of responsibility: ``Leo Tolstoy ; translated by Ann Lee``."""
    found: dict[str, list[str]] = {}
    for part in " ".join(_BRACKETS.sub("", statement).split()).split(";"):
        text = part.strip(" .,")
        role = "author"
        for sign, meant in _ROLES:
            if sign.search(text):
                text, role = sign.sub("", text).strip(" .,:"), meant
                break
        if role and text:
            others = _AND_ALL.search(text) is not None
            names = [each for each in _AND.split(_AND_ALL.sub("", text)) if each]
            found.setdefault(role, names + ["others"] * others)
    return found
