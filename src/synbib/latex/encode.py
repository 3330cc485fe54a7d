r"""Text → LaTeX for 8-bit BibTeX: what is not ASCII becomes macros.

Accented letters become BibTeX's special characters, ``{\'e}``: a single letter to its `change.case$` and `purify$`.
ASCII is left alone, so that LaTeX stays what it is and a value can be encoded twice; what has no macro, such as
Chinese, stays too. `decode` gives back each character that was encoded.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.latex.decode import decode
from synbib.latex.macros import ACCENTS, TEXT_SYMBOLS
from synbib.text.marks import strip

__all__ = ["encode"]

# A letter with the combining characters after it, or a character beyond ASCII.
_CLUSTER: Final = lazily.pattern(
    "[^\\W_][\N{COMBINING GRAVE ACCENT}-\N{COMBINING LATIN SMALL LETTER X}]+|[^\x00-\x7f]"
)
# These would run together with the same character beside them.
_LIGATURES: Final = {"–": "--", "—": "---", "“": "``", "”": "''"}
_RUNS_TOGETHER: Final = frozenset("-`'–—‘’“”")

_BY_MARK: Final = {mark: name for name, mark in reversed(ACCENTS.items()) if name.isascii()}
_DOTTED: Final = {"i": r"\i", "j": r"\j"}
_BELOW: Final = frozenset(ACCENTS[name] for name in ("d", "c", "k", "b", "textcommabelow"))
# Where there are several macros, and the one that people write.
_PREFERRED: Final = {
    "\N{NO-BREAK SPACE}": "~",
    "\N{NARROW NO-BREAK SPACE}": r"\,",
    "…": r"{\dots}",
    "–": r"{\textendash}",
    "—": r"{\textemdash}",
    "‘": r"{\textquoteleft}",
    "’": r"{\textquoteright}",
    "“": r"{\textquotedblleft}",
    "”": r"{\textquotedblright}",
    "¿": "?`",
    "¡": "!`",
}


def encode(text: str) -> str:
    """Return ``text`` with every character beyond ASCII as LaTeX, as far as LaTeX has it.

    Args:
        text: Plain text, or LaTeX: no ASCII character is changed.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text)

    def replace(found: re.Match[str]) -> str:
        cluster = found[0]
        if ligature := _LIGATURES.get(cluster):
            around = text[max(0, found.start() - 1) : found.start()] + text[found.end() :][:1]
            if not _RUNS_TOGETHER.intersection(around):
                return ligature
        return _latex(cluster)

    return _CLUSTER.sub(replace, text)


@lru_cache(maxsize=4096)
def _latex(cluster: str) -> str:
    """Return the first of the forms of ``cluster`` that reads back as it."""
    for latex in (
        _PREFERRED.get(cluster, ""),
        _by_symbol().get(cluster, ""),
        _accented(cluster),
        _by_table().get(cluster, ""),
    ):
        if latex and strip(decode(latex)) in (cluster, unicodedata.normalize("NFC", cluster)):
            return latex
    # The letter of a cluster may have a form where the whole has none.
    return cluster if len(cluster) == 1 else _latex(cluster[0]) + cluster[1:]


def _accented(cluster: str) -> str:
    letter, *marks = list(unicodedata.normalize("NFD", cluster))
    if not marks or not all(mark in _BY_MARK for mark in marks):
        return ""
    # `\'{\i}`: the accent replaces the dot; below a letter the dot stays.
    dotless = letter in _DOTTED and marks[0] not in _BELOW
    latex = f"{{{_DOTTED[letter]}}}" if dotless else letter
    if not letter.isascii():
        latex = _latex(letter)
    for mark in marks:
        name = _BY_MARK[mark]
        bare = len(latex) == 1 and not name.isalpha()
        # Of a special character that is a letter already, `{\\o}`, the braces are the argument's.
        argument = latex if latex.startswith("{") else f"{{{latex}}}"
        latex = f"\\{name}{latex}" if bare else f"\\{name}{argument}"
    return f"{{{latex}}}"


@lru_cache(maxsize=1)
def _by_symbol() -> dict[str, str]:
    """Return character → macro by our own table, the first of several."""
    table: dict[str, str] = {}
    for name, char in TEXT_SYMBOLS.items():
        if len(char) == 1 and not char.isascii() and name.isalpha():
            table.setdefault(char, f"{{\\{name}}}")
    return table


@lru_cache(maxsize=1)
def _by_table() -> dict[str, str]:
    """Return pylatexenc's table, its formulas as such."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    table: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        formula = re.fullmatch(r"\\ensuremath\{(.*)\}", latex)
        table[chr(code)] = f"${formula[1]}$" if formula else f"{{{latex}}}"
    return table
