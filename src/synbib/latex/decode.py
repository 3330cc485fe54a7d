"""LaTeX, as it stands in BibTeX fields → marked text.

A field's LaTeX is a small language: groups, accents, symbols, a few dozen macros and simple mathematics. It is
read in one pass of a regular expression's tokens. Nothing disappears: a macro that is not known stays visible,
as it was written, and is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from synbib.latex import macros
from synbib.text.marks import NOCASE, SUBSCRIPT, SUPERSCRIPT, Span, link, scrub, strip

__all__ = ["Decoded", "decode", "decode_reporting"]

_TOKEN: Final = re.compile(
    r"\\(?P<name>[A-Za-z]+)\*?(?P<blank>\s*)|\\(?P<symbol>.)|(?P<char>[{}$~^_])"
    r"|(?P<dash>-{2,3})|(?P<quote>``|''|,,)|(?P<backtick>`)|(?P<space>\s+)"
    r"|(?P<text>[^\\{}$~^_\-`',\s]+|[-',]|\\)",
    re.DOTALL,
)
_DASHES: Final = {"--": "–", "---": "—"}
_QUOTES: Final = {"``": "“", "''": "”", ",,": "„"}
# TeX's own limit is memory; a thousand levels is more than any text has and less than Python's stack.
_DEEPEST: Final = 200


@dataclass(frozen=True, slots=True)
class Decoded:
    """What `decode_reporting` returns.

    Attributes:
        text: Marked text.
        unknown: The macros that were not understood, in order, without their backslash.
    """

    text: str
    unknown: tuple[str, ...]


def decode(source: str) -> str:
    """Return the marked text that the LaTeX ``source`` of a field stands for.

    White space is folded to single blanks. Braces that protect letter case become ``nocase`` spans. What is
    unbalanced or unknown is kept as text; nothing raises.
    """
    return decode_reporting(source).text


def decode_reporting(source: str) -> Decoded:
    """Return what ``source`` stands for together with the macros that were not understood."""
    source = scrub(source)
    if not _NEEDS_DECODING.search(source):
        return Decoded(_fold(source), ())
    reader = _Reader(source)
    text = reader.group(closing="")
    return Decoded(_fold(unicodedata.normalize("NFC", text)), tuple(reader.unknown))


_NEEDS_DECODING: Final = re.compile(r"[\\{}$~`]|--|''|,,|\^|_")


def _fold(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text).strip(" ")


@dataclass(slots=True)
class _Reader:
    source: str
    at: int = 0
    depth: int = 0
    math: bool = False
    backticks: int = 0
    unknown: list[str] = field(default_factory=list)

    def group(self, closing: str) -> str:
        """Read up to ``closing`` (``}``, ``$`` or the end) and past it."""
        out: list[str] = []
        switches: list[tuple[Span, int]] = []
        while self.at < len(self.source):
            token = _TOKEN.match(self.source, self.at)
            assert token is not None  # the alternatives cover every character
            self.at = token.end()
            kind = token.lastgroup
            if kind == "char" and token[0] == closing:
                break
            if kind in ("name", "blank", "symbol"):
                name = token["name"] or token["symbol"]
                if span := macros.SWITCHES.get(name):
                    switches.append((span, len(out)))
                else:
                    out.append(self._macro(name, token["blank"] or ""))
            else:
                out.append(self._plain(token))
        for span, start in reversed(switches):
            out[start:] = [span.wrap("".join(out[start:]).lstrip())]
        return "".join(out)

    def _plain(self, token: re.Match[str]) -> str:
        text = token[0]
        match token.lastgroup:
            case "dash":
                return text if self.math else _DASHES[text]
            case "quote":
                return text if self.math else _QUOTES[text]
            case "backtick":
                self.backticks += 1
                return "‘"
            case "space":
                return "" if self.math else " "
            case "char":
                return self._special(text)
        if self.math:
            return text.replace("-", "−").replace("'", "′")
        return self._apostrophe(token) if text == "'" else text

    def _apostrophe(self, token: re.Match[str]) -> str:
        """Close a quotation that a backtick opened; inside a word, and without one, it is an apostrophe."""
        if not self.backticks or self.source[token.end() : token.end() + 1].isalpha():
            return "'"
        self.backticks -= 1
        return "’"

    def _special(self, char: str) -> str:
        match char:
            case "{":
                return self._braces()
            case "}":
                return ""  # closes nothing: BibTeX would not have let it through
            case "$":
                return self._mathematics()
            case "~":
                return "\N{NO-BREAK SPACE}"
            case "^" | "_" if self.math:
                span = SUPERSCRIPT if char == "^" else SUBSCRIPT
                return span.wrap(self.argument())
        return char

    def _braces(self) -> str:
        if self.depth >= _DEEPEST:
            return ""
        # BibTeX's "special character" and a group that only scopes a macro protect nothing.
        special = self.source.startswith("\\", self.at)
        self.depth += 1
        text = self.group("}")
        self.depth -= 1
        if special or self.math or not any(c.isalpha() for c in strip(text)):
            return text
        return NOCASE.wrap(text.replace(NOCASE.open, "").replace(NOCASE.close, ""))

    def _mathematics(self) -> str:
        if self.math:
            return ""
        end = self.source.find("$", self.at)
        while end > 0 and self.source[end - 1] == "\\":
            end = self.source.find("$", end + 1)
        if end < 0:
            return "$"  # a price, not mathematics
        if end == self.at:  # `$$` opens or closes a display
            self.at += 1
            return ""
        return NOCASE.wrap(self._in_mode(True, lambda: self.group("$")))

    def _in_mode(self, math: bool, read: Callable[[], str]) -> str:
        outer, self.math = self.math, math
        text = read()
        self.math = outer
        return text

    def argument(self) -> str:
        """Read one macro argument: a group, a macro or a single character."""
        self._skip_blanks()
        if self.at >= len(self.source):
            return ""
        if self.source[self.at] == "{":
            self.at += 1
            if self.depth >= _DEEPEST:
                return ""
            self.depth += 1
            text = self.group("}")
            self.depth -= 1
            return text
        if self.source[self.at] == "}":
            return ""
        token = _TOKEN.match(self.source, self.at)
        assert token is not None
        if token.lastgroup in ("name", "blank", "symbol"):
            self.at = token.end()
            return self._macro(token["name"] or token["symbol"], token["blank"] or "")
        self.at += 1
        return self.source[self.at - 1]

    def _skip_blanks(self) -> None:
        while self.at < len(self.source) and self.source[self.at].isspace():
            self.at += 1

    def verbatim(self) -> str:
        r"""Read one argument in which nothing is markup, as that of ``\url``."""
        self._skip_blanks()
        if not self.source.startswith("{", self.at):
            return self.argument()
        start = self.at + 1
        depth = 0
        for i in range(self.at, len(self.source)):
            depth += {"{": 1, "}": -1}.get(self.source[i], 0)
            if depth == 0:
                self.at = i + 1
                return self._unescape(self.source[start:i])
        self.at = len(self.source)
        return self._unescape(self.source[start:])

    @staticmethod
    def _unescape(url: str) -> str:
        return re.sub(r"\\([%#&_~{}$])", r"\1", url)

    def _macro(self, name: str, blank: str) -> str:
        if name in macros.ACCENTS and not (self.math and name in "^_"):
            return self._accent(name, blank)
        if span := macros.COMMANDS.get(name):
            return span.wrap(self._in_mode(self.math and name.startswith("math"), self.argument))
        if around := macros.QUOTES.get(name):
            return f"{around[0]}{self.argument()}{around[1]}"
        if name == "url":
            url = self.verbatim()
            return link(url, scrub(url))
        if name == "href":
            url = self.verbatim()
            return link(url, self.argument())
        if name == "ensuremath":
            return NOCASE.wrap(self._in_mode(True, self.argument))
        if name in macros.TRANSPARENT:
            return self._in_mode(self.math and name.startswith(("math", "op")), self.argument)
        if name in macros.IGNORED:
            return ""
        if (char := macros.symbol(name)) is not None:
            self._skip_empty_group()
            return char
        self.unknown.append(name)
        return self._as_written(name, blank)

    def _skip_empty_group(self) -> None:
        if self.source.startswith("{}", self.at):
            self.at += 2

    def _as_written(self, name: str, blank: str) -> str:
        arguments: list[str] = []
        while self.source.startswith("{", self.at) and len(arguments) < 9:
            arguments.append(f"{{{self.argument()}}}")
        return f"\\{name}{''.join(arguments) or blank[:1]}"

    def _accent(self, name: str, blank: str) -> str:
        base = self.argument()
        plain = strip(base)
        if not plain.strip():
            return _SPACING_ACCENTS.get(name, "") + base
        first = next(i for i, char in enumerate(base) if char in plain)
        letter = macros.DOTLESS.get(base[first], base[first])
        # A tie joins two letters and stands between them; every other accent follows its letter.
        accented = unicodedata.normalize("NFC", letter + macros.ACCENTS[name])
        return base[:first] + accented + base[first + 1 :]


_SPACING_ACCENTS: Final = {"~": "~", "^": "^", "'": "´", "`": "`", '"': "¨"}
