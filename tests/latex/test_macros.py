"""LaTeX's macros, row by row: accents against Unicode's own composition, symbols, formatting, what is left out."""

from __future__ import annotations

import subprocess
import sys
import unicodedata

import pytest

from synbib.latex import decode
from synbib.text import strip
from synbib.text.marks import SPANS

# Accent → the name of its combining character in Unicode.
ACCENTS = {
    "`": "COMBINING GRAVE ACCENT",
    "'": "COMBINING ACUTE ACCENT",
    "^": "COMBINING CIRCUMFLEX ACCENT",
    "~": "COMBINING TILDE",
    "=": "COMBINING MACRON",
    "u": "COMBINING BREVE",
    ".": "COMBINING DOT ABOVE",
    '"': "COMBINING DIAERESIS",
    "h": "COMBINING HOOK ABOVE",
    "r": "COMBINING RING ABOVE",
    "H": "COMBINING DOUBLE ACUTE ACCENT",
    "v": "COMBINING CARON",
    "U": "COMBINING DOUBLE VERTICAL LINE ABOVE",
    "G": "COMBINING DOUBLE GRAVE ACCENT",
    "d": "COMBINING DOT BELOW",
    "c": "COMBINING CEDILLA",
    "k": "COMBINING OGONEK",
    "b": "COMBINING MACRON BELOW",
    "t": "COMBINING DOUBLE INVERTED BREVE",
    "textcommabelow": "COMBINING COMMA BELOW",
    "textogonekcentered": "COMBINING OGONEK",
    "acute": "COMBINING ACUTE ACCENT",
    "bar": "COMBINING MACRON",
    "breve": "COMBINING BREVE",
    "check": "COMBINING CARON",
    "ddot": "COMBINING DIAERESIS",
    "dot": "COMBINING DOT ABOVE",
    "grave": "COMBINING GRAVE ACCENT",
    "hat": "COMBINING CIRCUMFLEX ACCENT",
    "mathring": "COMBINING RING ABOVE",
    "ocirc": "COMBINING RING ABOVE",
    "tilde": "COMBINING TILDE",
    "vec": "COMBINING RIGHT ARROW ABOVE",
    "widehat": "COMBINING CIRCUMFLEX ACCENT",
    "widetilde": "COMBINING TILDE",
    "¨": "COMBINING DIAERESIS",
    "´": "COMBINING ACUTE ACCENT",
}


@pytest.mark.parametrize("macro", ACCENTS)
def test_an_accent_is_that_of_unicode(macro: str) -> None:
    mark = unicodedata.lookup(ACCENTS[macro])
    for letter in "aeiouncszgAEO":
        composed = unicodedata.normalize("NFC", letter + mark)
        assert strip(decode(rf"{{\{macro}{{{letter}}}}}x")) == f"{composed}x"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'{\i}", "í"),
        (r"\'\i", "í"),
        (r"\v{\j}", "ǰ"),
        (r"\'e", "é"),
        (r"\'{ab}", "áb"),
        (r"\overline{ab}", "a\u0305b\u0305"),
        (r"\underbar{ab}", "a\u0332b\u0332"),
    ],
)
def test_what_an_accent_stands_on(latex: str, text: str) -> None:
    assert strip(decode(latex)) == text


SYMBOLS = {
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
    "i": "ı",
    "j": "ȷ",
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
    "nobreakspace": "\xa0",
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
    " ": " ",
    "\n": " ",
    "\t": " ",
    "+": "+",
    ",": "\u202f",
    "thinspace": "\u2009",
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
    "cdots": "⋯",
    "ge": "≥",
    "gets": "←",
    "iff": "⇔",
    "le": "≤",
    "ne": "≠",
    "prime": "′",
    "to": "→",
    "vert": "|",
    "Vert": "‖",
    "AmS": "AMS",
    "Box": "□",
    "Dbar": "Đ",
    "No": "N°",
    "XeLaTeX": "XeLaTeX",
    "addcomma": ",",
    "adddot": ".",
    "adddotspace": ". ",
    "addnbspace": "\xa0",
    "arcsec": "″",
    "bibnamedelima": " ",
    "bibrangedash": "–",
    "celsius": "°C",
    "cent": "¢",
    "checkmark": "✓",
    "cprime": "\u02b9",
    "degree": "°",
    "gsim": "≳",
    "land": "∧",
    "lbrack": "[",
    "leadsto": "⇝",
    "medskip": " ",
    "micro": "µ",
    "micron": "µm",
    "og": "«\xa0",
    "ohm": "Ω",
    "over": "/",
    "rasp": "\u02bc",
    "sun": "☉",
    "textminus": "−",
    "thorn": "þ",
    "textbeta": "β",
    "textOmega": "Ω",
    "upmu": "μ",
}


@pytest.mark.parametrize("macro", SYMBOLS)
def test_a_symbol(macro: str) -> None:
    assert strip(decode(rf"a{{\{macro}}}b")) == f"a{SYMBOLS[macro]}b"


SWITCHES = frozenset(
    ["em", "it", "itshape", "sl", "slshape", "bf", "bfseries", "sc", "scshape", "tt", "ttfamily"]
)
FORMATTING = {
    "emph": "italic",
    "textit": "italic",
    "mkbibemph": "italic",
    "mkbibitalic": "italic",
    "mathit": "italic",
    "textsl": "oblique",
    "textbf": "bold",
    "mkbibbold": "bold",
    "mathbf": "bold",
    "boldsymbol": "bold",
    "textsc": "small-caps",
    "underline": "underline",
    "textsuperscript": "superscript",
    "mkbibsuperscript": "superscript",
    "textsubscript": "subscript",
    "mkbibsubscript": "subscript",
    "mkbibacro": "small-caps",
    "texttt": "code",
    "mathtt": "code",
    "textnormal": "no-decoration",
    "NoCaseChange": "nocase",
    "bm": "bold",
    "up": "superscript",
    "uline": "underline",
    "em": "italic",
    "it": "italic",
    "itshape": "italic",
    "sl": "oblique",
    "slshape": "oblique",
    "bf": "bold",
    "bfseries": "bold",
    "sc": "small-caps",
    "scshape": "small-caps",
    "tt": "code",
    "ttfamily": "code",
}


@pytest.mark.parametrize("macro", FORMATTING)
def test_formatting(macro: str) -> None:
    (span,) = (span for span in SPANS if span.name == FORMATTING[macro])
    is_switch = macro in SWITCHES
    latex = rf"a {{\{macro} b}} c" if is_switch else rf"a \{macro}{{b}} c"
    assert decode(latex) == f"a {span.wrap('b')} c"


TRANSPARENT = """
MakeCapital autocap bibfnamefont bibnamefont ce fbox hbox mathbb mathcal
mathfrak mathnormal mathrm mathscr mathsf mathsl mbox mkbibnamefamily mkbibnamegiven mkbibnameprefix
mkbibnamesuffix operatorname singleletter text textmd textrm textsf textup
MakeSentenceCase bibstring ch eprint llap mathbbm mathop natexlab nohyphens oldstylenums overbrace smash textcyrillic
textgreek underbrace vbox
"""


@pytest.mark.parametrize("macro", TRANSPARENT.split())
def test_a_macro_that_means_what_it_is_given(macro: str) -> None:
    assert strip(decode(rf"a \{macro}{{b}} c")) == "a b c"


IGNORED = """
! - / Big addcolon allowbreak bgroup bibinitdelim big bigl bigr boldmath break displaystyle egroup footnotesize
hfil hfill hskip ignorespaces large leavevmode left limits mdseries noindent nolimits nolinebreak nopunct
normalfont normalsize null protect relax right rm rmfamily scriptstyle sf sffamily small textstyle tiny unskip
upshape xspace Bigl Huge cyr indent isdot kern middle penalty scriptsize sloppy urlprefix vskip
"""


@pytest.mark.parametrize("macro", IGNORED.split())
def test_a_macro_that_says_nothing_of_the_text(macro: str) -> None:
    assert strip(decode(rf"a{{\{macro}}}b")) == "ab"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\bibfield{A}{B}", "B"),
        (r"\MR{96b:57024}", "MR96b:57024"),
        (r"\og Bonjour \fg{} et \og{}soir\fg", "«\xa0Bonjour\xa0» et «\xa0soir\xa0»"),
        (r"\MRhref{123}{MR 123}", "MR 123"),
        (r"\arxiv{2001.00001}", "arXiv:2001.00001"),
        (r"\doi{10.1000/a_b}", "10.1000/a_b"),
        (r"so\footnote{They say.} it is", "so (They say.) it is"),
        (r"$a \equiv b \pmod{p}$", "a≡b (mod p)"),
        (r"$\stackrel{f}{\to}$, $\underset{x}{\max}$", "→f, maxx"),
        (r"\nicefrac{1}{2}", "1/2"),
        (
            r"L\kern-.36em a, b\kern 0.1667em c\hskip 1em plus 0.5em minus 0.4em d, e\penalty10000 f",
            "La, bc d, ef",
        ),
        (r"a\hskip 0pt b", "ab"),
        (r"2\raise1ex\hbox{a}, 3\lower 2pt\hbox{b}", "2a, 3b"),
        (r"\hbox to 3em{a}\makebox[2em][l]{b}\vbox{c}", "abc"),
        (r"\leavevmode\hbox to3em{\hrulefill}\thinspace, a", "———\N{THIN SPACE}, a"),
        (r"\leavevmode\vrule height 2pt depth -1.6pt width 23pt, a", "———, a"),
        (r"a\vrule width 0pt height 2ex\hrule b", "ab"),
        (r"\rule[2pt]{3em}{.4pt}. \rule{0pt}{2ex}a", "———. a"),
        (r"\url|http://a.b/c_d|, \url{http://a.b/c{_}d{\_}e}", "http://a.b/c_d, http://a.b/c_d_e"),
        (r"\path{arXiv:\href{http://a.b/c}{d}}", "arXiv:d"),
        (r"\url{\href{http://a.b/c}{d}}", "d"),
        (r"\apj 737, \apj, 738", "Astrophysical Journal 737, Astrophysical Journal, 738"),
        (r"\lfhook{s}\polhk{a}\soft{l}\udot{a}", "șąľạ"),
        (r"\bibinfo{A}{B}", "B"),
        (r"\cfrac{A}{B}", "A/B"),
        (r"\color{A}", ""),
        (r"\dfrac{A}{B}", "A/B"),
        (r"\fontsize{A}{B}", ""),
        (r"\foreignlanguage{A}{B}", "B"),
        (r"\foreignquote{A}{B}", "“B”"),
        (r"\frac{A}{B}", "A/B"),
        (r"\hphantom{A}", ""),
        (r"\hspace{A}", ""),
        (r"\label{A}", ""),
        (r"\noopsort{A}", ""),
        (r"\phantom{A}", ""),
        (r"\printfirst{A}{B}", "A"),
        (r"\raisebox{A}{B}", "B"),
        (r"\selectlanguage{A}", ""),
        (r"\SortNoop{A}", ""),
        (r"\switchargs{A}{B}", "BA"),
        (r"\textcolor{A}{B}", "B"),
        (r"\textlang{A}{B}", "B"),
        (r"\tfrac{A}{B}", "A/B"),
        (r"\vphantom{A}", ""),
        (r"\vspace{A}", ""),
        (r"\mkbibbrackets{a}", "[a]"),
        (r"\mkbibparens{a}", "(a)"),
        (r"\enquote{a}", "“a”"),
        (r"\mkbibquote{a}", "“a”"),
        (r"\textquote{a}", "“a”"),
        (r"\textquote[b]{a}", "“a”"),
        (r"\enquote{a \enquote{b} c}", "“a ‘b’ c”"),
    ],
)
def test_a_macro_with_arguments(latex: str, text: str) -> None:
    assert strip(decode(latex)) == text


FUNCTIONS = """
Pr arccos arcsin arctan arg cos cosh cot csc deg det dim exp gcd hom inf ker lg lim ln log max min mod sec sin
sinh sup tan tanh
"""


@pytest.mark.parametrize("function", FUNCTIONS.split())
def test_a_function_is_a_word(function: str) -> None:
    assert strip(decode(rf"$\{function} x$")) == f"{function} x"


def test_a_journals_macro_is_read_without_the_large_tables() -> None:
    program = "import sys; from synbib.latex import decode; print(decode(r'\\mnras'), 'pylatexenc' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "Monthly Notices of the Royal Astronomical Society False\n"
