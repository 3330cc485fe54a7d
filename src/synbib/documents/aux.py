r"""Citations in ``.aux`` files, which LaTeX writes: ``\citation`` for BibTeX, ``\abx@aux@cite`` of biblatex."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.documents.citing import CitedKey, Citing

__all__ = ["find"]

_COMMAND: Final = lazily.pattern(
    r"""
    \\(?: citation (?:@[a-z]+)? | abx@aux@(?:cite|nocite) (?:\{\d+\})? ) \{ (?P<keys> [^{}]* ) \}
    | \\@input \{ (?P<file> [^{}]* ) \}
    """,
    re.VERBOSE,
)
_KEY: Final = lazily.pattern(r"[^,\s](?:[^,]*[^,\s])?")


def find(text: str) -> Citing:
    """Return what an ``.aux`` file cites."""
    keys: list[CitedKey] = []
    files: list[str] = []
    for command in _COMMAND.finditer(text):
        if command["file"] is not None:
            files.append(command["file"])
        else:
            keys += (
                CitedKey(key[0], *key.span()) for key in _KEY.finditer(text, *command.span("keys"))
            )
    everything = any(cited.key == "*" for cited in keys)
    return Citing(tuple(each for each in keys if each.key != "*"), everything, tuple(files))
