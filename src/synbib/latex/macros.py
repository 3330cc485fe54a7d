"""What LaTeX's macros mean, as tables.

Symbols beyond the everyday ones come from pylatexenc's tables, which are loaded the first time that one is asked
for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from synbib.text.marks import (
    BOLD,
    CODE,
    ITALIC,
    NO_DECORATION,
    OBLIQUE,
    SMALL_CAPS,
    SUBSCRIPT,
    SUPERSCRIPT,
    UNDERLINE,
    Span,
)

__all__ = [
    "ACCENTS",
    "CASES",
    "COMMANDS",
    "DOTLESS",
    "EACH_LETTER",
    "FUNCTIONS",
    "IGNORED",
    "OPTIONAL",
    "QUOTES",
    "SEVERAL",
    "STARRED",
    "SURROUNDED",
    "SWITCHES",
    "SYMBOLS",
    "TEXT_SYMBOLS",
    "TRANSPARENT",
    "symbol",
]

# LaTeX accent macro → combining character. TeXbook ch. 9; `\U \G \h` are T5's and T2's. The words are those of
# mathematics and of the AMS's database.
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
    "acute": "\u0301",
    "bar": "\u0304",
    "breve": "\u0306",
    "check": "\u030c",
    "ddot": "\u0308",
    "dot": "\u0307",
    "grave": "\u0300",
    "hat": "\u0302",
    "mathring": "\u030a",
    "ocirc": "\u030a",
    "overline": "\u0305",
    "tilde": "\u0303",
    "underbar": "\u0332",
    "vec": "\u20d7",
    "widehat": "\u0302",
    "widetilde": "\u0303",
    # What a keyboard types in place of the accent's own character.
    "\N{DIAERESIS}": "\u0308",
    "\N{ACUTE ACCENT}": "\u0301",
}
# Lines reach over all that they are given; the other accents stand on the first letter.
EACH_LETTER: Final = frozenset({"overline", "underbar"})
# An accent over a dotless letter is the accented letter.
DOTLESS: Final = {"\N{LATIN SMALL LETTER DOTLESS I}": "i", "\N{LATIN SMALL LETTER DOTLESS J}": "j"}

TEXT_SYMBOLS: Final = {
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
    "glqq": "„",
    "grqq": "“",
    "glq": "‚",
    "grq": "‘",
    "flqq": "«",
    "frqq": "»",
    "flq": "‹",
    "frq": "›",
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
    "hyphen": "-",
    "mathchardash": "-",
    "backslash": "\\",
    "textinterrobangdown": "⸘",
    "lbrace": "{",
    "rbrace": "}",
    # Control symbols: one character that is not a letter.
    " ": " ",
    "\n": " ",
    "\t": " ",
    "+": "+",
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
# Those that LaTeX has in mathematics only and people write by another name than pylatexenc's.
MATH_SYMBOLS: Final = {
    "Im": "\N{BLACK-LETTER CAPITAL I}",
    "Re": "\N{BLACK-LETTER CAPITAL R}",
    "bullet": "•",
    "cdots": "⋯",
    "ge": "≥",
    "gets": "←",
    "iff": "⇔",
    "le": "≤",
    "lnot": "¬",
    "models": "⊨",
    "ne": "≠",
    "neg": "¬",
    "prime": "′",
    "to": "→",
    "varepsilon": "ε",
    "vert": "|",
    "Vert": "‖",
}
SYMBOLS: Final = TEXT_SYMBOLS | MATH_SYMBOLS

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
    "mkbibacro": SMALL_CAPS,
    "texttt": CODE,
    "mathtt": CODE,
    "textnormal": NO_DECORATION,
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
# Quotations: within one another they alternate between double and single.
QUOTES: Final = frozenset({"enquote", "mkbibquote", "textquote"})
# Macro with an argument → what stands before and after it.
SURROUNDED: Final = {
    "mkbibbrackets": ("[", "]"),
    "mkbibparens": ("(", ")"),
}
# Macros whose argument is their whole meaning. Within mathematics those of `\text…` set text.
TRANSPARENT: Final = frozenset(
    {
        "autocap",
        "bibnamefont",
        "bibfnamefont",
        "bibstring",
        "ce",
        "fbox",
        "hbox",
        "MakeCapital",
        "mathcal",
        "mathbb",
        "mathfrak",
        "mathnormal",
        "mathrm",
        "mathscr",
        "mathsf",
        "mathsl",
        "mbox",
        "mkbibnamefamily",
        "mkbibnamegiven",
        "mkbibnameprefix",
        "mkbibnamesuffix",
        "operatorname",
        "singleletter",
        "text",
        "textmd",
        "textrm",
        "textsf",
        "textup",
    }
)
# Macros that change the letters of their argument.
CASES: Final = {
    "lowercase": str.lower,
    "MakeLowercase": str.lower,
    "MakeTextLowercase": str.lower,
    "MakeTextUppercase": str.upper,
    "MakeUppercase": str.upper,
    "uppercase": str.upper,
}
# Macros that a star may follow; after others it is a star.
STARRED: Final = frozenset(
    {
        "enquote",
        "foreignquote",
        "foreigntextquote",
        "hspace",
        "mkbibquote",
        "operatorname",
        "textquote",
        "verb",
        "vspace",
    }
)
# Macros that take an optional argument in brackets first, which is not part of the text.
OPTIONAL: Final = frozenset({"textquote", "\\"})
# Macros with arguments of which some are read, in another order, or none: how many there are, and a template.
SEVERAL: Final = {
    "binom": (2, "({0} over {1})"),
    "bibfield": (2, "{1}"),
    "bibinfo": (2, "{1}"),
    "cfrac": (2, "{0}/{1}"),
    "color": (1, ""),
    "dfrac": (2, "{0}/{1}"),
    "fontsize": (2, ""),
    "foreignlanguage": (2, "{1}"),
    "foreignquote": (2, "“{1}”"),
    "frac": (2, "{0}/{1}"),
    "hphantom": (1, ""),
    "hspace": (1, ""),
    "label": (1, ""),
    # Those of BibTeX's own example file, xampl.bib, and of the many files that have them from there.
    "noopsort": (1, ""),
    "phantom": (1, ""),
    "printfirst": (2, "{0}"),
    "raisebox": (2, "{1}"),
    "selectlanguage": (1, ""),
    "SortNoop": (1, ""),
    "switchargs": (2, "{1}{0}"),
    "textcolor": (2, "{1}"),
    "textlang": (2, "{1}"),
    "tfrac": (2, "{0}/{1}"),
    "vphantom": (1, ""),
    "vspace": (1, ""),
}
# Functions are words: in mathematics a blank keeps them from what they are applied to.
FUNCTIONS: Final = frozenset(
    {
        "arccos",
        "arcsin",
        "arctan",
        "arg",
        "cos",
        "cosh",
        "cot",
        "csc",
        "deg",
        "det",
        "dim",
        "exp",
        "gcd",
        "hom",
        "inf",
        "ker",
        "lg",
        "lim",
        "ln",
        "log",
        "max",
        "min",
        "mod",
        "Pr",
        "sec",
        "sin",
        "sinh",
        "sup",
        "tan",
        "tanh",
    }
)
# Macros that say something about setting type and nothing about the text.
IGNORED: Final = frozenset(
    {
        "!",
        "-",
        "/",
        "Bbb",
        "addcolon",
        "allowbreak",
        "bgroup",
        "bibinitdelim",
        "big",
        "Big",
        "bigl",
        "bigr",
        "boldmath",
        "break",
        "cal",
        "cyrchar",
        "displaystyle",
        "egroup",
        "footnotesize",
        "frak",
        "hfil",
        "hfill",
        "hskip",
        "ignorespaces",
        "large",
        "left",
        "leavevmode",
        "limits",
        "mdseries",
        "noindent",
        "nolimits",
        "nolinebreak",
        "nopunct",
        "normalfont",
        "normalsize",
        "null",
        "protect",
        "relax",
        "right",
        "rm",
        "rmfamily",
        "scriptstyle",
        "sf",
        "sffamily",
        "small",
        "textstyle",
        "tiny",
        "unskip",
        "upshape",
        "xspace",
    }
)


@lru_cache(maxsize=1)
def _named_by_unicode() -> dict[str, str]:
    """Return pylatexenc's table character → macro, backwards."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict

    table: dict[str, str] = {}
    for code, latex in get_builtin_uni2latex_dict().items():
        name = latex.removeprefix(r"\ensuremath{").rstrip("}") if "ensuremath" in latex else latex
        if name.startswith("\\") and name[1:].isalpha():
            table.setdefault(name[1:], chr(code))
    return table


def _named_by_macro(name: str) -> str | None:
    """Return what pylatexenc's table macro → text has for a macro without arguments."""
    from pylatexenc.latex2text import get_default_latex_context_db

    spec = get_default_latex_context_db().get_macro_spec(name)
    text = spec.simplify_repl if spec is not None else None
    # What is longer stands for something that it does not tell, as `<cit.>` does.
    return text if isinstance(text, str) and len(text) == 1 else None


@lru_cache(maxsize=1024)
def symbol(name: str) -> str | None:
    r"""Return the character that the argument-less macro ``\name`` stands for, or None if it is unknown."""
    known = SYMBOLS.get(name)
    if known is not None or not name.isalpha():
        return known
    if found := _named_by_unicode().get(name) or _named_by_macro(name):
        return found
    # upgreek's upright letters: `\upomega`.
    return symbol(name[2:]) if name.startswith("up") and name != "up" else None
