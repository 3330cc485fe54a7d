r"""MathML in titles, as Crossref, PubMed and publishers send it → the same as TeX: ``<mi>α</mi>`` is ``\alpha``.

Source: MathML 3 §3, "Presentation Markup". What is drawn only, as spaces and styles, leaves nothing. TeX that comes
from outside is told by `is_harmless`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from synbib import lazily
from synbib.formats.data import Element, FormatError, as_xml
from synbib.latex import decode_reporting, encode
from synbib.latex.macros import FUNCTIONS

__all__ = ["is_harmless", "to_tex"]

_Parts = Sequence[str]


def _grouped(tex: str) -> str:
    """Return TeX as one argument of ``^`` or ``_``: a single character needs no braces."""
    return tex if len(tex) == 1 else f"{{{tex}}}"


def _script(marks: str) -> Callable[[_Parts], str]:
    """Return what writes a base and what stands above and below it, in this order: ``_^``."""

    def write(parts: _Parts) -> str:
        base, *others = parts
        base = base or "{}"
        return base + "".join(
            f"{mark}{_grouped(each)}" for mark, each in zip(marks, others, strict=False) if each
        )

    return write


def _fraction(parts: _Parts) -> str:
    return rf"\frac{{{parts[0]}}}{{{parts[1]}}}" if len(parts) == 2 else "".join(parts)


def _root(parts: _Parts) -> str:
    return rf"\sqrt[{parts[1]}]{{{parts[0]}}}" if len(parts) == 2 else "".join(parts)


# What stands over a letter → its accent.
_ACCENTS: Final = {
    "¯": "bar",
    "‾": "bar",
    "̅": "bar",
    "^": "hat",
    "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}": "hat",
    "~": "tilde",
    "\N{SMALL TILDE}": "tilde",
    "→": "vec",
    "⃗": "vec",
    "˙": "dot",
    "¨": "ddot",
}


def _over(parts: _Parts) -> str:
    if len(parts) != 2:
        return "".join(parts)
    accent = _ACCENTS.get(_UNCODED.get(parts[1], parts[1]))
    return rf"\{accent}{{{parts[0]}}}" if accent else _script("^")(parts)


# Element → how its children are joined; others are a row.
_JOINED: Final[dict[str, Callable[[_Parts], str]]] = {
    "mfrac": _fraction,
    "mover": _over,
    "mroot": _root,
    "msqrt": lambda parts: rf"\sqrt{{{''.join(parts)}}}",
    "msub": _script("_"),
    "msubsup": _script("_^"),
    "msup": _script("^"),
    "munder": _script("_"),
    "munderover": _script("_^"),
}
_LEAVES: Final = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_SILENT: Final = frozenset({"annotation", "annotation-xml", "maligngroup", "mphantom", "mspace"})
# What MathML writes and nobody sees: function application, invisible times, separator and plus.
_UNSEEN: Final = {ord(char): "" for char in "\u2061\u2062\u2063\u2064\u200b"}
# What shows as itself in mathematics, or by another macro than in text.
_CHARACTERS: Final = {
    "−": "-",
    "\N{ASTERISK OPERATOR}": "*",
    "′": "'",
    "×": r"\times ",
    "÷": r"\div ",
    "±": r"\pm ",
    "·": r"\cdot ",
    "→": r"\to ",
    "←": r"\leftarrow ",
    "°": r"^{\circ}",
    "√": r"\surd ",
    "…": r"\ldots ",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "$": r"\$",
    "_": r"\_",
    "{": r"\{",
    "}": r"\}",
    "\\": r"\backslash ",
    "~": r"\sim ",
    "^": r"\hat{}",
}
_UNCODED: Final = {tex: char for char, tex in _CHARACTERS.items()}
_MACRO: Final = lazily.pattern(r"\$(\\[A-Za-z]+)\$|\$(.+)\$")
# A blank after a macro is needed only before a letter.
_NEEDLESS: Final = lazily.pattern(r"(?<=[A-Za-z]) (?=[^A-Za-z]|\Z)")


def to_tex(mathml: str) -> str:
    """Return the TeX of an element ``math``, without dollars; ``""`` where it cannot be read.

    Args:
        mathml: The element, with or without a prefix before its names; characters, not references.
    """
    bare = _PREFIX.sub(r"\1", mathml)
    try:
        root = as_xml(_LOOSE.sub("&amp;", bare).encode())
    except FormatError:
        return ""
    return _NEEDLESS.sub("", _tex(root)).strip()


_PREFIX: Final = lazily.pattern(r"(</?)[A-Za-z]\w*:")
_LOOSE: Final = lazily.pattern(r"&(?!(?:lt|gt|amp|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")


def _tex(element: Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    if name in _SILENT:
        return ""
    if name in _LEAVES:
        text = re.sub(r"\s+", " ", "".join(element.itertext()))
        return _leaf(name, text if name == "mtext" else text.strip())
    parts = [_tex(child) for child in element if isinstance(child.tag, str)]
    if name == "mfenced":
        return element.get("open", "(") + ",".join(parts) + element.get("close", ")")
    join = _JOINED.get(name)
    return join(parts) if join and parts else "".join(parts)


def _leaf(name: str, text: str) -> str:
    text = text.translate(_UNSEEN)
    if name == "mi" and text in FUNCTIONS:
        return rf"\{text} "
    tex = "".join(map(_character, text))
    words = name in ("mtext", "ms") or (name == "mi" and len(text) > 1 and text.isalpha())
    return rf"\mathrm{{{tex.replace(' ', '~')}}}" if words and text else tex


def _character(char: str) -> str:
    if char.isascii():
        return _CHARACTERS.get(char, char)
    if char in _CHARACTERS:
        return _CHARACTERS[char]
    found = _MACRO.fullmatch(encode(char))
    return char if found is None else f"{found[1]} " if found[1] else found[2]


# What a comment, another field or a link would be made of, or a macro by the number of its backslash: `^^5cinput`.
_HARMFUL: Final = re.compile(
    r"(?<!\\)(?:\\\\)*+[%#&$] | \^\^ | \\(?:href|url|path|label|footnote|thanks|verb|par)(?![A-Za-z])",
    re.VERBOSE,
)


def is_harmless(tex: str) -> bool:
    r"""Whether mathematics may stand in a file as it is: its macros are known, and its braces closed.

    ``\input``, ``\write`` and definitions are none that `synbib.latex` knows.

    Args:
        tex: TeX within dollars, without these.
    """
    depth = 0
    for brace in re.finditer(r"[{}]", tex):
        depth += 1 if brace[0] == "{" else -1
        if depth < 0:
            return False
    return (
        depth == 0
        and not tex.endswith("\\")
        and _HARMFUL.search(tex) is None
        and not decode_reporting(f"${tex}$").unknown
    )
