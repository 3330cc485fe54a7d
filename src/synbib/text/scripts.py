"""Super- and subscripts in plain text, which can raise nothing: Unicode's own characters, else ``^`` and ``_``.

So ``10`` with a raised ``5`` is ``10⁵`` and never ``105``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from synbib import lazily
from synbib.text.marks import MARKS, SUBSCRIPT, SUPERSCRIPT, Span, strip

__all__ = ["plain_scripts"]

_SUPERSCRIPT: Final = str.maketrans(
    "0123456789+-−=()abcdefghijklmnoprstuvwxyz*†‡", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ*†‡"
)
_SUBSCRIPT: Final = str.maketrans(
    "0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"
)
# What may stand among raised and lowered characters as it is: between the numbers of several references.
_BETWEEN: Final = frozenset(" ,–.")


def _pattern(span: Span) -> re.Pattern[str]:
    return re.compile(f"{span.open}([^{span.open}{span.close}]*){span.close}")


_SCRIPTS: Final = (
    (_pattern(SUPERSCRIPT), _SUPERSCRIPT, "^"),
    (_pattern(SUBSCRIPT), _SUBSCRIPT, "_"),
)
_ANY: Final = lazily.pattern(f"[{SUPERSCRIPT.open}{SUBSCRIPT.open}]")
_SIMPLE: Final = lazily.pattern(rf"[^\W_]+|[^{MARKS}]")


def plain_scripts(marked: str) -> str:
    """Return ``marked`` with its super- and subscripts as characters that say so by themselves."""
    if _ANY.search(marked) is None:
        return marked
    for pattern, table, sign in _SCRIPTS:
        marked = pattern.sub(partial(_written, table, sign), marked)
    return marked


def _written(table: dict[int, int], sign: str, script: re.Match[str]) -> str:
    text = strip(script[1])
    if all(ord(char) in table or char in _BETWEEN for char in text):
        return text.translate(table)
    return f"{sign}{text}" if _SIMPLE.fullmatch(text) else f"{sign}({text})"
