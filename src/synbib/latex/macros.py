"""What LaTeX's macros mean, as tables.

Symbols beyond the everyday ones come from pylatexenc's Unicode → LaTeX table, read backwards the first time
that one is asked for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from synbib.text.marks import (
    BOLD,
    CODE,
    ITALIC,
    OBLIQUE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Span,
)

__all__ = [
    "ACCENTS",
    "COMMANDS",
    "DOTLESS",
    "IGNORED",
    "QUOTES",
    "SWITCHES",
    "SYMBOLS",
    "TRANSPARENT",
    "symbol",
]

# LaTeX accent macro → combining character. TeXbook ch. 9; `\U \G \h` are T5's and T2's.
ACCENTS: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "textcommabelow": "\u0326",
    "textogonekcentered": "\u0328",
}
# An accent over a dotless letter is the accented letter.
DOTLESS: Final = {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "\N{LATIN SMALL LETTER DOTLESS J}": "j"}

SYMBOLS: Final = {
    "aa": "å",
    "AA": "Å",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "ss": "ß",
    "SS": "ẞ",
    "i": "\N{LATIN SMALL LETTER DOTLESS I}",
    "j": "\N{LATIN SMALL LETTER DOTLESS J}",
    "dh": "ð",
    "DH": "Ð",
    "dj": "đ",
    "DJ": "Đ",
    "th": "þ",
    "TH": "Þ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "dag": "†",
    "ddag": "‡",
    "S": "§",
    "P": "¶",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "texteuro": "€",
    "dots": "…",
    "ldots": "…",
    "textellipsis": "…",
    "textendash": "–",
    "textemdash": "—",
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "quotedblbase": "„",
    "quotesinglbase": "‚",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "guillemotleft": "«",
    "guillemotright": "»",
    "guillemetleft": "«",
    "guillemetright": "»",
    "guilsinglleft": "‹",
    "guilsinglright": "›",
    "lq": "‘",
    "rq": "’",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textdollar": "$",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasteriskcentered": "*",
    "textbullet": "•",
    "textdegree": "°",
    "textmu": "µ",
    "textregistered": "®",
    "texttrademark": "™",
    "textperiodcentered": "·",
    "slash": "/",
    "nobreakspace": "\N{NO-BREAK SPACE}",
    "space": " ",
    "quad": " ",
    "qquad": " ",
    "newline": " ",
    "linebreak": " ",
    "par": " ",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
    "XeTeX": "XeTeX",
    "prime": "′",
    "cdots": "⋯",
    "log": "log",
    "exp": "exp",
    "sin": "sin",
    "cos": "cos",
    "max": "max",
    "min": "min",
    "mathchardash": "-",
    # Control symbols: one character that is no letter.
    " ": " ",
    "\n": " ",
    "\t": " ",
    ",": "\N{NARROW NO-BREAK SPACE}",
    "thinspace": "\N{THIN SPACE}",
    ";": " ",
    ":": " ",
    ">": " ",
    "\\": " ",
    "&": "&",
    "%": "%",
    "$": "$",
    "#": "#",
    "_": "_",
    "{": "{",
    "}": "}",
    "@": "",
    "|": "‖",
}

# Macro with an argument → span. biblatex's `\mkbib…` are §4.10.4 of its manual.
COMMANDS: Final[dict[str, Span]] = {
    "emph": ITALIC,
    "textit": ITALIC,
    "mkbibemph": ITALIC,
    "mkbibitalic": ITALIC,
    "mathit": ITALIC,
    "textsl": OBLIQUE,
    "textbf": BOLD,
    "mkbibbold": BOLD,
    "mathbf": BOLD,
    "boldsymbol": BOLD,
    "textsc": SMALL_CAPS,
    "underline": UNDERLINE,
    "textsuperscript": SUPERSCRIPT,
    "mkbibsuperscript": SUPERSCRIPT,
    "textsubscript": SUBSCRIPT,
    "mkbibsubscript": SUBSCRIPT,
    "texttt": CODE,
    "mathtt": CODE,
}
# Switches hold to the end of their group.
SWITCHES: Final[dict[str, Span]] = {
    "em": ITALIC,
    "it": ITALIC,
    "itshape": ITALIC,
    "sl": OBLIQUE,
    "slshape": OBLIQUE,
    "bf": BOLD,
    "bfseries": BOLD,
    "sc": SMALL_CAPS,
    "scshape": SMALL_CAPS,
    "tt": CODE,
    "ttfamily": CODE,
}
QUOTES: Final = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
# Macros whose argument is their whole meaning.
TRANSPARENT: Final = frozenset(
    {
        "hbox",
        "mathcal",
        "mathbb",
        "mathrm",
        "mathsf",
        "mbox",
        "operatorname",
        "path",
        "text",
        "textmd",
        "textnormal",
        "textrm",
        "textsf",
        "textup",
        "uppercase",
    }
)
# Macros that say something about setting type and nothing about the text.
IGNORED: Final = frozenset(
    {
        "!",
        "-",
        "/",
        "allowbreak",
        "bgroup",
        "bibinitdelim",
        "break",
        "egroup",
        "hfill",
        "hskip",
        "ignorespaces",
        "left",
        "leavevmode",
        "limits",
        "nolinebreak",
        "noopsort",
        "normalfont",
        "normalsize",
        "null",
        "protect",
        "relax",
        "right",
        "rm",
        "rmfamily",
        "sf",
        "sffamily",
        "small",
        "upshape",
        "xspace",
    }
)


@lru_cache(maxsize=1)
def _pylatexenc_symbols() -> dict[str, str]:
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    table: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        name = latex.removeprefix(r"\ensuremath{").rstrip("}") if "ensuremath" in latex else latex
        if name.startswith("\\") and name[1:].isalpha():
            table.setdefault(name[1:], chr(code))
    return table


def symbol(name: str) -> str | None:
    r"""Return the character that the argument-less macro ``\name`` stands for, or None if it is unknown."""
    known = SYMBOLS.get(name)
    return known if known is not None else _pylatexenc_symbols().get(name)
