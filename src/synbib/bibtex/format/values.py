r"""The rules for one value, a function each, and the fields that they are for.

A value is a list of pieces, joined by ``#`` in the file. White space within text is one blank to BibTeX and biber,
whatever it is in the file, and so it is here.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from synbib import lazily
from synbib.bibtex.scan import BLANKS, BRACED, NAME, QUOTED
from synbib.bibtex.values import MONTH_MACROS

__all__ = [
    "Piece",
    "collapsed",
    "enclosed",
    "month_macro",
    "names_of",
    "page_ranges",
    "percent_encoded",
    "pieces",
    "shortened_names",
    "title_case",
    "with_content",
    "without_braces",
    "without_enclosing_braces",
    "words",
]


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text: tables of names are easier to read so."""
    return tuple(text.split())


_BLANK: Final = lazily.pattern(r"[ \t\r\n\f\v]+")
_DELIMITED: Final = {"{": BRACED, '"': QUOTED}


@lazily.dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a value: what stands between ``{}`` or ``""``, or a number or macro with no delimiter."""

    content: str
    delimiter: str

    def written(self, curly: bool) -> str:
        """Return the piece as it stands in a file."""
        if self.delimiter == "{" or (self.delimiter and curly):
            return f"{{{self.content}}}"
        if curly and self.content.isdigit():
            return f"{{{self.content}}}"
        return f"{self.delimiter}{self.content}{self.delimiter}"

    @property
    def is_macro(self) -> bool:
        """Whether it is the name of a macro."""
        return not self.delimiter and not self.content.isdigit()


def pieces(value: str) -> tuple[Piece, ...]:
    """Return a value in pieces; none for an empty value."""
    found: list[Piece] = []
    at = 0
    while at < len(value):
        delimiter = value[at]
        pattern = _DELIMITED.get(delimiter, NAME)
        piece = pattern.match(value, at)
        end = piece.end() if piece else _deep_end(value, at) if delimiter in '{"' else 0
        if not end:
            break
        if delimiter in _DELIMITED:
            found.append(Piece(value[at + 1 : end - 1], delimiter))
        else:
            found.append(Piece(value[at:end], ""))
        at = _following_blanks(value, end)
        if at == len(value):
            return tuple(found)
        if value[at] != "#":
            break
        at = _following_blanks(value, at + 1)
    if not value:
        return ()
    # Quotation marks stand inside the quoted text; only braces can hold it.
    return (Piece(value[1:-1], "{"),)


def _deep_end(value: str, at: int) -> int:
    """Return where a piece whose braces are nested too deep for one expression ends."""
    depth = 0
    for char in re.compile(r'[{}"]').finditer(value, at + (value[at] == '"')):
        if char[0] == '"':
            if depth == 0 and value[at] == '"':
                return char.end()
            continue
        depth += 1 if char[0] == "{" else -1
        if depth == 0 and value[at] == "{":
            return char.end()
    return 0


def _following_blanks(value: str, at: int) -> int:
    found = BLANKS.match(value, at)
    assert found is not None  # it matches nothing too
    return found.end()


def collapsed(text: str) -> str:
    r"""Return ``text`` with single blanks, and none at the ends, as BibTeX reads it; but ``\ `` is whole."""
    text = _BLANK.sub(" ", text)
    stripped = text.strip(" ")
    return f"{stripped} " if stripped.endswith("\\") and text.endswith(" ") else stripped


# --- months, pages, URLs --------------------------------------------------------------------------------

_MONTHS: Final = (
    {full.lower(): macro for macro, full in MONTH_MACROS.items()}
    | {macro: macro for macro in MONTH_MACROS}
    | {"sept": "sep"}
    | {str(number): macro for number, macro in enumerate(MONTH_MACROS, 1)}
    | {f"0{number}": macro for number, macro in enumerate(list(MONTH_MACROS)[:9], 1)}
)


def month_macro(text: str) -> str | None:
    """Return the macro of the month that ``text`` is, by its English name, short or full, or its number."""
    return _MONTHS.get(text.strip().lower().removesuffix("."))


_PAGE: Final = r"[A-Za-z]{0,3}\d+[A-Za-z]?"
_RANGE: Final = lazily.pattern(rf"({_PAGE})[ \t\r\n]*(?:-{{1,3}}|[–—−])[ \t\r\n]*({_PAGE})")


def page_ranges(text: str) -> str:
    """Return ``text`` with ``--`` between first and last page; what is not a plain range stays."""
    parts = text.split(",")
    return ",".join(
        part.replace(found[0], f"{found[1]}--{found[2]}")
        if (found := _RANGE.fullmatch(part.strip()))
        else part
        for part in parts
    )


def percent_encoded(url: str) -> str:
    r"""Return ``url`` with what RFC 3986 does not allow percent-encoded; LaTeX's ``\`` and braces stay."""
    return quote(url, safe="%:/?#[]@!$&'()*+,;=-._~\\{}")


# --- names ----------------------------------------------------------------------------------------------

_AND: Final = lazily.pattern(r"[{}]|[ \t\r\n]+and(?=[ \t\r\n])", re.IGNORECASE)


def names_of(text: str) -> list[str]:
    """Return the names of a list: what ``and`` outside braces separates."""
    found = []
    depth = start = 0
    for token in _AND.finditer(text):
        if token[0] in "{}":
            depth += 1 if token[0] == "{" else -1
        elif depth == 0:
            found.append(text[start : token.start()].strip())
            start = token.end()
    return [*found, text[start:].strip()]


def shortened_names(text: str, most: int) -> str:
    """Return a list of names with ``others`` for those beyond ``most``."""
    names = names_of(text)
    others = names[-1].lower() == "others"
    if len(names) - others <= most:
        return text
    return collapsed(" and ".join([*names[:most], "others"]))


# --- braces and capitals ----------------------------------------------------------------------------------


def without_enclosing_braces(text: str) -> str:
    """Return ``text`` without the braces around the whole of it."""
    while text.startswith("{") and _deep_end(text, 0) == len(text) and text[1:2] != "\\":
        text = text[1:-1]
    return text


def enclosed(text: str) -> str:
    r"""Return ``text`` in braces that keep its capitals: two, where one would make it a special character, ``{\…}``."""
    inner = without_enclosing_braces(text)
    return f"{{{{{inner}}}}}" if inner.startswith("\\") else f"{{{inner}}}"


# A formula, a macro with its arguments, a group that begins with a macro (as an accent does), a brace.
_BRACES: Final = lazily.pattern(
    r"\$[^$]*\$|\\[A-Za-z]+\*?(?:\[[^\]]*\])?(?=\{)|\\.|\{(?=\\)|[{}]", re.DOTALL
)


def without_braces(text: str) -> str:
    """Return ``text`` without the braces in it, but for those that macros and formulas need."""
    out: list[str] = []
    kept: list[bool] = []
    at = 0
    argument = False
    for token in _BRACES.finditer(text):
        argument = argument and token.start() == at
        out.append(text[at : token.start()])
        at = token.end()
        if token[0] == "{":
            needed = argument or text.startswith("\\", at) or any(kept)
            kept.append(needed)
            out.append("{" if needed else "")
            argument = False
        elif token[0] == "}":
            # `\frac{a}{b}`: a second argument is one too.
            argument = kept.pop() if kept else False
            out.append("}" if argument else "")
        else:
            out.append(token[0])
            argument = token[0].startswith("\\")
    out.append(text[at:])
    return "".join(out)


_ROMAN: Final = lazily.pattern(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_WORD: Final = lazily.pattern(r"\{[^{}]*\}|\\[A-Za-z]+|\$[^$]*\$|[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL: Final = frozenset(
    words(
        "a an and as at but by de del des der die das du for from in la le nor of on or per the "
        "to und via vs with"
    )
)


def title_case(text: str) -> str:
    """Return a text of several words that is all capitals in title case; Roman numerals and braces stay."""
    words = [w for w in _WORD.findall(text) if w[0] not in "{\\$"]
    if len(words) < 2 or not any(len(w) > 1 for w in words) or any(w != w.upper() for w in words):
        return text
    if text == text.lower():
        return text
    first = True

    def cased(found: re.Match[str]) -> str:
        nonlocal first
        word = found[0]
        if word[0] in "{\\$" or (len(word) > 1 and _ROMAN.fullmatch(word)):
            first = False
            return word
        lower = word.lower()
        begins, first = first, False
        return lower if lower in _SMALL and not begins else lower[:1].upper() + lower[1:]

    return _WORD.sub(cased, text)


def with_content(piece: Piece, content: str) -> Piece:
    """Return the piece with other content, in braces if that needs delimiters."""
    if content == piece.content:
        return piece
    return lazily.replace(piece, content=content, delimiter=piece.delimiter or "{")
