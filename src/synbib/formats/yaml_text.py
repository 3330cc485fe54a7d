"""YAML as people write it (YAML 1.2): mappings and lists in blocks, texts without quotation marks where they need none.

PyYAML's writer takes twice as long, and breaks long lines.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from synbib import lazily

__all__ = ["dumped", "scalar"]

# What no reader of YAML takes for anything but a text.
_PLAIN: Final = lazily.pattern(r"[^\W\d_](?:[\w .,()/+;?!–’‘“”-]|:(?=\S))*(?<![\s:])")
_WORDS: Final = frozenset(
    "true false yes no on off y n null inf nan infinity".split()  # noqa: SIM905 - read more easily so
)
# What JSON's texts may hold and YAML's may not.
_UNPRINTED: Final = lazily.pattern("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def dumped(data: Mapping[str, Any], indent: str = "") -> str:
    """Return a mapping in YAML. Empty values are left out.

    Args:
        data: Its values are texts, whole numbers, truth values, lists and mappings of these.
        indent: Blanks before each line.
    """
    pieces: list[str] = []
    for key, value in data.items():
        name = f"{indent}{scalar(key)}:"
        if isinstance(value, Mapping):
            if value:
                pieces += (name, "\n", dumped(value, f"{indent}  "))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if value:
                pieces += (name, "\n", *(_item(each, indent) for each in value))
        elif value not in ("", None):
            pieces += (name, " ", scalar(value), "\n")
    return "".join(pieces)


def _item(value: Any, indent: str) -> str:
    if isinstance(value, Mapping):
        inner = f"{indent}  "
        return f"{indent}- {dumped(value, inner).removeprefix(inner)}"
    return f"{indent}- {scalar(value)}\n"


def scalar(value: str | int | bool) -> str:
    """Return one value in YAML; a text stays one, whatever it looks like."""
    if not isinstance(value, str):
        return json.dumps(value)
    if _PLAIN.fullmatch(value) and value.casefold() not in _WORDS:
        return value
    whole = value.encode("utf-8", "replace").decode()
    return _UNPRINTED.sub(_escaped, json.dumps(whole, ensure_ascii=False))


def _escaped(char: re.Match[str]) -> str:
    return f"\\u{ord(char[0]):04x}"
