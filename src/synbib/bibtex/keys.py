r"""Keys in the values of fields: lists such as ``related = {a, b}``, and values of other entries, ``xdata=a-title``.

Source: the biblatex manual, §3.13.5 and §3.13.6. What stands outside of delimiters is a macro or a number, not a key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.model.fields import REFERENCES

__all__ = ["XDATA_REFERENCE", "with_keys_renamed"]

# Keys may have hyphens, too: the last part that is not a number is the field.
XDATA_REFERENCE: Final = lazily.pattern(
    r"""
    \s* xdata \s*=\s* (?P<open> \{\s* )?
    (?P<key> [^\s{}"]+? ) - (?P<field> [A-Za-z][^\s{}"-]* ) (?: - (?P<number> [0-9]{1,4} ) )? (?![^\s{}",]) \s*
    (?(open) \}\s* )
    """,
    re.VERBOSE,
)
_DELIMITED: Final = lazily.pattern(r"\{[^{}]*\}|\"[^\"{}]*\"")
_WORD: Final = lazily.pattern(r"[^\s,{}\"]+")
# What stands between commas; a key with blanks is one, though BibTeX takes none.
_KEY: Final = lazily.pattern(r"[^\s,{}\"]++(?:\s++[^\s,{}\"]++)*+")


def with_keys_renamed(name: str, value: str, renamed: Callable[[str], str]) -> str:
    """Return a value as written with other keys in it; a key that two become stands there once.

    Args:
        name: The field.
        value: The value, with its delimiters.
        renamed: What a key is afterwards.
    """
    if name.lower() in REFERENCES:
        return _DELIMITED.sub(lambda piece: _in_list(piece[0], renamed), value)
    if "xdata" in value:
        return XDATA_REFERENCE.sub(lambda found: _in_reference(found, renamed), value)
    return value


def _in_list(piece: str, renamed: Callable[[str], str]) -> str:
    new = _KEY.sub(lambda found: _of_list(found[0], renamed), piece)
    keys = _KEY.findall(new)
    once = dict.fromkeys(keys)
    if new == piece or len(once) == len(keys):
        return new
    return f"{piece[0]}{', '.join(once)}{piece[-1]}"


def _of_list(item: str, renamed: Callable[[str], str]) -> str:
    """Return an item of a list with the new key; where commas were forgotten, each word is a key."""
    new = renamed(" ".join(item.split()))
    if new != " ".join(item.split()):
        return new
    return _WORD.sub(lambda word: renamed(word[0]), item)


def _in_reference(found: re.Match[str], renamed: Callable[[str], str]) -> str:
    start, end = (at - found.start() for at in found.span("key"))
    return found[0][:start] + renamed(found["key"]) + found[0][end:]
