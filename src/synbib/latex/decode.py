"""LaTeX, as it stands in BibTeX fields → marked text.

A field's LaTeX is a small language: groups, accents, symbols, a few dozen macros and simple mathematics. It is
read in one pass of a regular expression's tokens, with a stack of what is open instead of recursion, so that no
nesting is too deep. Nothing disappears: a macro that is not known stays visible, as it was written, and is reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import field
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.latex import macros, units
from synbib.latex.braces import closing_brace
from synbib.latex.html import without_html
from synbib.latex.journals import JOURNALS
from synbib.text.marks import NOCASE, SUBSCRIPT, SUPERSCRIPT, Span, link, scrub, strip
from synbib.text.urls import clean_url

__all__ = ["Decoded", "decode", "decode_reporting", "known"]

_TOKEN: Final = lazily.pattern(
    r"""
    \\ (?P<name> [A-Za-z]+ ) (?P<star> \*? ) (?P<blank> \s* )
    | \\ (?P<symbol> . )
    | (?P<char>        [{}$~^_] )
    | (?P<dash>        -{2,3} )
    | (?P<quote>       `` | '' | ,, | [?!]` )
    | (?P<backtick>    ` )
    | (?P<apostrophe>  ' )
    | (?P<text> (?: [^\\{}$~^_\-`',?!]+ | -(?!-) | ,(?!,) | [?!](?!`) )+ | \\ )
    """,
    re.DOTALL | re.VERBOSE,
)
_STROKE: Final = "\N{COMBINING LONG SOLIDUS OVERLAY}"
_DASHES: Final = {"--": "–", "---": "—"}
_QUOTES: Final = {"``": "“", "''": "”", ",,": "„", "?`": "¿", "!`": "¡"}
_QUOTATION_MARKS: Final = (("“", "”"), ("‘", "’"))
_MATH_CHARACTERS: Final = str.maketrans({"-": "−", "'": "′"})
_SPACING_ACCENTS: Final = {"~": "~", "^": "^", "'": "´", "`": "`", '"': "¨"}

_DOLLAR: Final = lazily.pattern(r"\\.|[{}$]", re.DOTALL)
_DELIMITED: Final = {
    ")": lazily.pattern(r"\\[()\[\]\\]|[{}]"),
    "]": lazily.pattern(r"\\[()\[\]\\]|[{}]"),
}
_RUNS: Final = {"{": lazily.pattern(r"\{*"), "}": lazily.pattern(r"\}*")}
_BRACKETS: Final = lazily.pattern(r"\s*\[([^\[\]{}]*)\]")
_BLANKS: Final = lazily.pattern(r"\s*")
# `\'\ias` for `\'{\i}as`: some exporters forget what ends the macro's name.
_RUN_ON: Final = lazily.pattern(r"\\([ij])(?=[A-Za-z])")
_NUMBER: Final = lazily.pattern(r"\s*(?:\"([0-9A-Fa-f]+)|'([0-7]+)|(\d+))")

_LENGTH: Final = lazily.pattern(
    r"""
    \s* =? \s* [-+]? (?: \d+ (?: [.,]\d* )? | [.,]\d+ ) \s* (?: em | ex | mu | pt | mm | cm | in | pc | bp | sp )?
    (?: \s* (?: plus | minus ) \s* [\d.]+ \s* (?: em | ex | pt | fill? ) ){0,2} [ ]?
    """,
    re.VERBOSE,
)

_WIDE: Final = lazily.pattern(r"\s*=?\s*[\d.]*[1-9]")
_BOX_WIDTH: Final = lazily.pattern(r"\s*(?:to|spread)\s*[-+\d.]*\s*(?:[a-z]{2}|\\[a-z]+)?\s*(?=\{)")
_RULE_SIZES: Final = lazily.pattern(
    r"(?:\s*(?:height|depth|width)\s*-?[\d.]*\s*(?:[a-z]{2}|\\[a-z]+))*\s?"
)
_RULE_WIDTH: Final = lazily.pattern(r"width\s*(-?[\d.]*\s*(?:[a-z]{2}|\\[a-z]+))")
_SIZE: Final = lazily.pattern(r"([\d.]*)\s*([a-z]{2})?")
_HOLDS_LINK: Final = lazily.pattern(r"\s*\{[^{}]*\\href(?![A-Za-z])")
# A rule shorter than an em holds a line open; a longer one is a dash.
_EMS: Final = {
    "em": 1.0,
    "ex": 0.4,
    "pt": 0.1,
    "bp": 0.1,
    "mm": 0.28,
    "cm": 2.8,
    "in": 7.2,
    "pc": 1.2,
}

# Closes a frame after one piece of text, as the argument of `\'e` is.
_ONE: Final = "one"
# Braces and switches that lie deeper than this are read as if they were not there: no text has so many, and an attack
# has more.
_DEEPEST: Final = 200
_MOST_ARGUMENTS: Final = 9

# What becomes of the text of a frame when it closes: text, or None if that came elsewhere already.
_Finish = Callable[[str], str | None]


@lazily.dataclass(frozen=True, slots=True)
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
    return _decode_short(source) if len(source) < _LONG else _decode(source)


def known(name: str) -> bool:
    r"""Whether the macro ``\name`` is understood, whatever follows it."""
    return (
        name in _SPECIAL
        or name in macros.ACCENTS
        or name in macros.SWITCHES
        or name in macros.COMMANDS
        or name in macros.IGNORED
        or name in JOURNALS
        or macros.symbol(name) is not None
    )


def _decode(source: str) -> str:
    if "&" in source or "<" in source:
        source = without_html(source)
    written = source
    if "{\\" in source:
        source = unicodedata.normalize("NFC", _LETTER.sub(_letter, scrub(source)))
    if _has_macros(source):
        return decode_reporting(written).text
    if "{" not in source and "}" not in source:
        return _fold(scrub(source))
    # Braces around words, and nothing else: so are most titles.
    ascii_only = source.isascii()
    folded = " ".join(scrub(source).split()) if ascii_only else scrub(source)
    text = _GROUP.sub(_protected_group, folded)
    if "{" in text or "}" in text:
        return decode_reporting(written).text
    if ascii_only and "  " not in text:
        return text.strip(" ")
    return _fold(unicodedata.normalize("NFC", text))


def decode_reporting(source: str) -> Decoded:
    """Return what ``source`` stands for together with the macros that were not understood."""
    source = scrub(without_html(source))
    if not (_has_macros(source) or "{" in source or "}" in source):
        return Decoded(_fold(source), ())
    reader = _Reader(source)
    text = reader.read()
    return Decoded(_fold(unicodedata.normalize("NFC", text)), tuple(reader.unknown))


# Publishers, journals and names come again and again; abstracts do not.
_LONG: Final = 300


_decode_short: Final = lru_cache(maxsize=16384)(_decode)


@lru_cache(maxsize=8192)
def _decode_again(source: str) -> str:
    return decode_reporting(source).text


def _has_macros(source: str) -> bool:
    """Whether there is more LaTeX than braces. Searches by C are far quicker than one regular expression."""
    return (
        "\\" in source
        or "--" in source
        or "~" in source
        or "$" in source
        or "`" in source
        or "''" in source
        or ",," in source
    )


# A letter in braces of its own, which neither protect anything nor depend on what is around them: `{\'{e}}`, `{\o}`.
_LETTER: Final = lazily.pattern(
    r"""
    (?<!\\) \{ \\
    (?: (?: ['`^\"~=.] | [cdHkruv](?=[{\\]) ) (?: \{\\?[A-Za-z]\} | \\?[A-Za-z] )    # an accented one
      | [A-Za-z]{1,2} )
    \}
    """,
    re.VERBOSE,
)


def _letter(group: re.Match[str]) -> str:
    return _decode_again(group[0])


_GROUP: Final = lazily.pattern(r"\{([^{}]*)\}")


def _protected_group(group: re.Match[str]) -> str:
    text = group[1]
    if text.isalpha() or any(map(str.isalpha, text)):
        return f"{NOCASE.open}{text}{NOCASE.close}"
    return text


_OTHER_WHITE: Final = frozenset("\t\r\n\f\v")
_WHITE: Final = lazily.pattern(r"[ \t\r\n\f\v]+")


def _fold(text: str) -> str:
    # `split` takes non-breaking blanks for blanks, too: it is for ASCII alone.
    if text.isascii():
        return " ".join(text.split())
    if "  " in text or not _OTHER_WHITE.isdisjoint(text):
        text = _WHITE.sub(" ", text)
    return text.strip(" ")


@lazily.dataclass(slots=True)
class _Frame:
    r"""Something that is open: the whole, a group, a formula or an argument.

    Attributes:
        closing: What closes it: ``}``, ``$``, ``)`` or ``]`` after a backslash, `_ONE`, or ``""`` for the end.
        finish: What to make of its text.
        math: Whether it is mathematics.
        special: Whether it is BibTeX's "special character": a group that begins with a macro, whose letters have no
            protection.
        out: Its text so far.
        switches: The switches in it, such as ``\it``, and where in `out` they began.
    """

    closing: str
    finish: _Finish
    math: bool
    special: bool = False
    out: list[str] = field(default_factory=list)
    switches: list[tuple[Span, int]] = field(default_factory=list)

    def text(self) -> str:
        for span, start in reversed(self.switches):
            self.out[start:] = [span.wrap("".join(self.out[start:]).lstrip())]
        return "".join(self.out)


def _as_it_is(text: str) -> str:
    return text


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, strip(text)))


def _raised(text: str) -> str:
    r"""Return a superscript; a degree, ``^\circ``, and primes stand raised already."""
    return _RAISED.get(text) or SUPERSCRIPT.wrap(text)


_RAISED: Final = {"\N{RING OPERATOR}": "°", "′": "′", "′′": "″", "″": "″"}


def _protected(text: str) -> str:
    """Return ``text`` as one stretch whose letter case is protected."""
    return NOCASE.wrap(text.replace(NOCASE.open, "").replace(NOCASE.close, ""))


class _Reader:
    """Reads one field."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.stack = [_Frame("", _as_it_is, False)]
        self.depth = 1  # of what is open, switches counted
        self.ignored = 0  # braces opened below _DEEPEST
        self.quotations = 0
        self.backticks = 0
        self.unknown: list[str] = []

    @property
    def math(self) -> bool:
        return self.stack[-1].math

    def read(self) -> str:
        """Return the whole as marked text."""
        source, end = self.source, len(self.source)
        while self.at < end:
            if self.stack[-1].closing is _ONE and source[self.at] != "\\":
                self.at += 1
                self._emit(self._single(source[self.at - 1]))
                continue
            token = _TOKEN.match(source, self.at)
            assert token is not None  # the alternatives cover every character
            self.at = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._emit(self._without_blanks(token[0]) if self.math else token[0])
            elif kind in ("blank", "symbol"):
                self._macro(token)
            elif kind == "char":
                self._special(token[0])
            else:
                self._emit(self._plain(token))
        while len(self.stack) > 1:
            self._close()
        return self.stack[0].text()

    # --- frames ---------------------------------------------------------------------------------------------

    def _emit(self, text: str | None) -> None:
        """Append to what is open; an argument that waits for just that is complete with it."""
        while text is not None and self.stack[-1].closing is _ONE:
            text = self._pop().finish(text)
        if text:
            self.stack[-1].out.append(text)

    def _pop(self) -> _Frame:
        frame = self.stack.pop()
        self.depth -= 1 + len(frame.switches)
        return frame

    def _close(self) -> None:
        frame = self._pop()
        self._emit(frame.finish(frame.text()))

    def _open(self, closing: str, finish: _Finish, math: bool) -> bool:
        """Open a frame, unless that were too deep."""
        if self.depth > _DEEPEST:
            return False
        self.depth += 1
        self.stack.append(_Frame(closing, finish, math))
        return True

    def _argument(self, finish: _Finish, math: bool | None = None) -> None:
        """Read one argument, a group, a macro or a character, and hand it to ``finish``."""
        math = self.math if math is None else math
        self._skip_blanks()
        following = self.source[self.at : self.at + 1]
        if following in ("", "}"):
            self._emit(finish(""))
        elif following == "{":
            if self._open("}", finish, math):
                self.at += 1
        else:
            self._open(_ONE, finish, math)

    def _skip_blanks(self) -> None:
        if self.source[self.at : self.at + 1].isspace():
            self.at = _BLANKS.match(self.source, self.at).end()  # type: ignore[union-attr]  # it matches ""

    # --- plain characters -----------------------------------------------------------------------------------

    def _single(self, char: str) -> str:
        if char == "~":
            return "\N{NO-BREAK SPACE}"
        return char.translate(_MATH_CHARACTERS) if self.math else char

    @staticmethod
    def _without_blanks(text: str) -> str:
        """Return what mathematics makes of characters: blanks mean nothing there."""
        return "".join(text.split()).translate(_MATH_CHARACTERS)

    def _plain(self, token: re.Match[str]) -> str:
        text = token[0]
        kind = token.lastgroup
        if self.math:
            return text.translate(_MATH_CHARACTERS)
        if kind == "dash":
            return _DASHES[text]
        if kind == "quote":
            return _QUOTES[text]
        if kind == "backtick":
            self.backticks += 1
            return "‘"
        return self._apostrophe(token)

    def _apostrophe(self, token: re.Match[str]) -> str:
        """Close a quotation that a backtick opened; inside a word, and without one, it is an apostrophe."""
        if not self.backticks or self.source[token.end() : token.end() + 1].isalpha():
            return "'"
        self.backticks -= 1
        return "’"

    # --- groups and mathematics -----------------------------------------------------------------------------

    def _special(self, char: str) -> None:
        if char == "{":
            self._group()
        elif char == "}":
            if self.ignored:
                self.ignored -= 1 + self._skip_run("}", self.ignored - 1)
            elif self.stack[-1].closing == "}":
                self._close()
            else:  # it closes nothing: BibTeX would not have let it through
                self._skip_run("}", len(self.source))
        elif char == "$":
            self._dollar()
        elif char == "~":
            self._emit("\N{NO-BREAK SPACE}")
        elif self.math:
            self._argument(_raised if char == "^" else SUBSCRIPT.wrap)
        else:
            self._emit(char)

    def _group(self) -> None:
        # BibTeX's "special character" and a group that only scopes a macro protect nothing.
        special = self.math or self.source.startswith("\\", self.at)

        def finish(text: str) -> str:
            return text if special or not _has_letters(text) else _protected(text)

        if self._open("}", finish, self.math):
            self.stack[-1].special = special and not self.math
        else:
            self.ignored += 1 + self._skip_run("{", len(self.source))

    def _skip_run(self, brace: str, most: int) -> int:
        """Skip up to ``most`` braces that do nothing, all at once; return how many there were."""
        found = _RUNS[brace].match(self.source, self.at, self.at + most)
        assert found is not None  # it matches nothing, too
        self.at = found.end()
        return len(found[0])

    def _dollar(self) -> None:
        if self.stack[-1].closing == "$":
            self._close()
        elif self.math:
            pass
        elif self.source.startswith("$", self.at):  # `$$` opens or closes a display
            self.at += 1
        elif not (self._is_formula(_DOLLAR, "$") and self._open("$", _protected, True)):
            self._emit("$")

    def _is_formula(self, delimiter: re.Pattern[str], closing: str) -> bool:
        """Whether the next delimiter closes, in the same group, what opens here."""
        depth = 0
        for found in delimiter.finditer(self.source, self.at):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth < 0:
                    return False
            elif found[0] == closing:
                formula = self.source[self.at : found.start()]
                price = closing == "$" and formula[-1:].isspace() and formula[0].isdigit()
                return depth == 0 and not price
            elif closing != "$" and found[0] != r"\\":
                return False
        return False

    def _delimited(self, closing: str, _: bool) -> bool:
        r"""Open or close ``\(…\)`` or ``\[…\]``; return whether there is one."""
        if closing == self.stack[-1].closing:
            self._close()
            return True
        partner = {"(": ")", "[": "]"}.get(closing)
        return (
            partner is not None
            and not self.math
            and self._is_formula(_DELIMITED[partner], "\\" + partner)
            and self._open(partner, _protected, True)
        )

    # --- macros ---------------------------------------------------------------------------------------------

    def _macro(self, token: re.Match[str]) -> None:
        name = token["name"] or token["symbol"]
        starred = bool(token["star"]) and name in macros.STARRED
        if token["star"] and not starred:
            self.at = token.start("star")
        if name in macros.ACCENTS and not (self.math and name in "^_"):
            self._accent(name)
        elif (char := macros.SYMBOLS.get(name)) is not None and name not in macros.OPTIONAL:
            self._emit(char)
            self._skip_empty_group()
        elif span := macros.SWITCHES.get(name):
            if self.depth <= _DEEPEST:
                self.depth += 1
                self.stack[-1].switches.append((span, len(self.stack[-1].out)))
            if self.stack[-1].closing is _ONE:
                self._emit("")
        elif span := macros.COMMANDS.get(name):
            self._argument(span.wrap, self.math and name.startswith("math"))
        elif name in macros.IGNORED:
            self._emit("")
        elif not ((read := _SPECIAL.get(name)) and read(self, name, starred)):
            self._symbol(name, "" if token["star"] else token["blank"] or "")

    def _symbol(self, name: str, blank: str) -> None:
        # Before `symbol`, which loads a large table.
        if journal := JOURNALS.get(name):
            self._emit(journal.name + blank[:1])
            return
        if (char := macros.symbol(name)) is not None:
            self._emit(char)
            self._skip_empty_group()
            return
        self.unknown.append(name)
        if self.source.startswith("{", self.at):
            self._emit(self._as_written(f"\\{name}", 0))
        else:
            self._emit(f"\\{name}{blank[:1]}")

    def _as_written(self, written: str, count: int) -> str | None:
        """Return an unknown macro with its arguments; None as long as one of them is still being read."""
        if self.source.startswith("{", self.at) and count < _MOST_ARGUMENTS:
            at = self.at
            self.at += 1
            if self._open(
                "}",
                lambda text: self._as_written(f"{written}{{{text}}}", count + 1),
                self.math,
            ):
                return None
            self.at = at
        return written

    def _several(self, count: int, template: str, read: tuple[str, ...] = ()) -> None:
        """Read ``count`` arguments and put them into ``template``."""

        def finish(text: str) -> str | None:
            arguments = (*read, text)
            if len(arguments) < count:
                self._several(count, template, arguments)
                return None
            return template.format(*arguments)

        self._argument(finish)

    # --- macros with a syntax of their own: each gets its name and whether a star follows, and tells whether it
    # could be read ---

    def _quotation(self, name: str, starred: bool) -> bool:
        self._skip_options(name)
        opening, closing = _QUOTATION_MARKS[(self.quotations + starred) % 2]

        def finish(text: str) -> str:
            self.quotations -= 1
            return f"{opening}{text}{closing}"

        self.quotations += 1
        self._argument(finish)
        return True

    def _surrounded(self, name: str, _: bool) -> bool:
        before, following = macros.SURROUNDED[name]
        self._argument(lambda text: f"{before}{text}{following}")
        return True

    def _cased(self, name: str, _: bool) -> bool:
        special = self.stack[-1].special

        def finish(text: str) -> str:
            text = macros.CASES[name](text)
            return text if special else _protected(text)

        self._argument(finish)
        return True

    def _script(self, name: str, _: bool) -> bool:
        self._argument((SUPERSCRIPT if name == "sp" else SUBSCRIPT).wrap)
        return True

    def _negated(self, _name: str, _: bool) -> bool:
        """Strike through what follows, as Unicode does: ``≠``."""
        self._argument(lambda text: unicodedata.normalize("NFC", text[:1] + _STROKE + text[1:]))
        return True

    def _number(self, _name: str, _: bool) -> bool:
        self._skip_brackets()
        self._argument(units.number)
        return True

    def _unit(self, _name: str, _: bool) -> bool:
        self._skip_brackets()
        self._emit(units.unit(self._verbatim()))
        return True

    def _quantity(self, name: str, _: bool) -> bool:
        r"""Read siunitx's ``\qty{10}{\kilo\metre}`` or, with two numbers first, ``\qtyrange``."""
        self._skip_brackets()
        numbers = [units.number(self._verbatim()) for _ in range(units.QUANTITIES[name])]
        self._skip_brackets()
        bare = units.BARE.get(name)
        unit = units.unit(self._verbatim()) if bare is None else bare
        joint = "\N{NO-BREAK SPACE}" if unit and unit not in units.ANGLES else ""
        self._emit("–".join(numbers) + joint + unit)
        return True

    def _skip_brackets(self) -> None:
        if found := _BRACKETS.match(self.source, self.at):
            self.at = found.end()

    def _box(self, _name: str, _: bool) -> bool:
        r"""Read ``\hbox to 3em{…}`` and ``\makebox[3em][l]{…}``: how wide it is does not matter."""
        for pattern in (_BOX_WIDTH, _BRACKETS, _BRACKETS):
            if found := pattern.match(self.source, self.at):
                self.at = found.end()
        self._argument(_as_it_is)
        return True

    def _rule(self, _name: str, _: bool) -> bool:
        r"""Read LaTeX's ``\rule[…]{width}{height}``; one that can be seen is a dash."""
        self._skip_brackets()
        width = self._verbatim()
        self._verbatim()
        self._emit(_rule(width))
        return True

    def _tex_rule(self, _name: str, _: bool) -> bool:
        r"""Read TeX's ``\vrule height 2pt depth -1.6pt width 23pt`` (The TeXbook, ch. 21)."""
        found = _RULE_SIZES.match(self.source, self.at)
        assert found is not None  # it matches nothing, too
        self.at = found.end()
        self._emit(_rule(" ".join(_RULE_WIDTH.findall(found[0])[-1:])))
        return True

    def _transparent(self, name: str, _: bool) -> bool:
        self._argument(_as_it_is, self.math and name.startswith(("math", "op", "single")))
        return True

    def _template(self, name: str, _: bool) -> bool:
        self._several(*macros.SEVERAL[name])
        return True

    def _function(self, name: str, _: bool) -> bool:
        self._skip_blanks()
        applied = self.math and re.match(r"[\\\w]", self.source[self.at : self.at + 1])
        out = self.stack[-1].out
        joined = self.math and out and (out[-1][-1:].isalnum() or out[-1][-1:] == ")")
        self._emit(f"{' ' if joined else ''}{name}{' ' if applied else ''}")
        return True

    def _spacing(self, name: str, _: bool) -> bool:
        self._skip_options(name)
        self._emit(macros.SYMBOLS[name])
        return True

    def _ensuremath(self, _name: str, _: bool) -> bool:
        self._argument(_protected, True)
        return True

    def _url(self, _name: str, _: bool) -> bool:
        if self._holds_link():
            return self._transparent("", False)
        url = self._verbatim()
        self._emit(link(clean_url(url), scrub(url)))
        return True

    def _holds_link(self) -> bool:
        r"""Whether ``\href`` stands in what should be an address: then it is text."""
        return _HOLDS_LINK.match(self.source, self.at) is not None

    def _href(self, _name: str, _: bool) -> bool:
        url = clean_url(self._verbatim())
        self._argument(lambda text: link(url, text))
        return True

    def _closing_guillemet(self, _name: str, _: bool) -> bool:
        r"""Write babel-french's ``\fg``, which takes the blank before it away."""
        out = self.stack[-1].out
        if out:
            out[-1] = out[-1].rstrip(" ")
        self._emit("\N{NO-BREAK SPACE}»")
        self._skip_empty_group()
        return True

    def _path(self, _name: str, _: bool) -> bool:
        if self._holds_link():
            return self._transparent("", False)
        self._emit(self._verbatim())
        return True

    def _doi(self, _name: str, _: bool) -> bool:
        doi = self._verbatim()
        self._emit(link(clean_url(f"https://doi.org/{doi}"), scrub(doi)))
        return True

    def _length(self, name: str, _: bool) -> bool:
        found = _LENGTH.match(self.source, self.at)
        if found:
            self.at = found.end()
        # White space of some width is a blank, whatever the width.
        is_blank = name == "hskip" and found is not None and _WIDE.match(found[0])
        self._emit(" " if is_blank else "")
        return True

    def _root(self, _name: str, _: bool) -> bool:
        degree = _BRACKETS.match(self.source, self.at)
        if degree:
            self.at = degree.end()
        index = SUPERSCRIPT.wrap(degree[1]) if degree else ""

        def finish(text: str) -> str:
            plain = strip(text)
            return f"{index}√{text}" if len(plain) == 1 or plain.isdigit() else f"{index}√({text})"

        self._argument(finish)
        return True

    def _skip_options(self, name: str) -> None:
        while name in macros.OPTIONAL and (found := _BRACKETS.match(self.source, self.at)):
            self.at = found.end()

    def _skip_empty_group(self) -> None:
        if self.source.startswith("{}", self.at):
            self.at += 2

    def _verbatim(self) -> str:
        r"""Read one argument in which nothing is markup, as that of ``\url``, which may stand between two bars."""
        self._skip_blanks()
        start = self.at
        if self.source.startswith("|", start) and (end := self.source.find("|", start + 1)) > 0:
            self.at = end + 1
            return _unescape(self.source[start + 1 : end])
        if not self.source.startswith("{", start):
            self.at = min(start + 1, len(self.source))
            return self.source[start : self.at].replace("}", "")
        closing = closing_brace(self.source, start)
        self.at = len(self.source) if closing is None else closing + 1
        return _unescape(self.source[start + 1 : closing])

    def _verb(self, _name: str, _: bool) -> bool:
        r"""Read ``\verb|…|``, whose argument stands between two of any character."""
        end = self.source.find(self.source[self.at], self.at + 1) if self._more() else -1
        if end < 0 or "\n" in self.source[self.at : end]:
            return False
        self._emit(macros.COMMANDS["texttt"].wrap(self.source[self.at + 1 : end]))
        self.at = end + 1
        return True

    def _more(self) -> bool:
        return self.at < len(self.source)

    def _numbered(self, name: str, _: bool) -> bool:
        r"""Read a character that is given by its number: ``\char"E9``, ``\symbol{233}``, ``\unicode{233}``."""
        at = self.at
        braced = self.source.startswith("{", at)
        found = _NUMBER.match(self.source, at + braced)
        if found is None or (braced and not self.source.startswith("}", found.end())):
            return False
        hexadecimal, octal, decimal = found.groups()
        digits = hexadecimal or octal or decimal
        code = int(digits[:8], 16 if hexadecimal else 8 if octal else _NUMBERED[name])
        if not (0x20 <= code < 0x110000) or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE040:
            return False
        self.at = found.end() + braced
        self._emit(chr(code))
        return True

    def _accent(self, name: str) -> None:
        self._skip_blanks()
        run_on = _RUN_ON.match(self.source, self.at)
        if run_on and (token := _TOKEN.match(self.source, self.at)):
            if macros.symbol(token["name"]) is None:
                self.at = run_on.end()
                self._emit(_accented(name, run_on[1]))
                return
        self._argument(lambda base: _accented(name, base), self.math)


# Macros that give a character by its number → the base that it is written in, where nothing else is said.
_NUMBERED: Final = {"ElsevierGlyph": 16, "char": 10, "symbol": 10, "unicode": 10}
# Macro → what reads it, for those that are neither a span nor a character.
_SPECIAL: Final[dict[str, Callable[[_Reader, str, bool], bool]]] = {
    **dict.fromkeys(macros.OPTIONAL & macros.SYMBOLS.keys(), _Reader._spacing),
    **dict.fromkeys("()[]", _Reader._delimited),
    **dict.fromkeys(_NUMBERED, _Reader._numbered),
    **dict.fromkeys(macros.FUNCTIONS, _Reader._function),
    **dict.fromkeys(macros.SEVERAL, _Reader._template),
    **dict.fromkeys(("sp", "sb"), _Reader._script),
    **dict.fromkeys(units.QUANTITIES, _Reader._quantity),
    **dict.fromkeys(("si", "unit"), _Reader._unit),
    "num": _Reader._number,
    "not": _Reader._negated,
    **dict.fromkeys(macros.CASES, _Reader._cased),
    **dict.fromkeys(macros.TRANSPARENT, _Reader._transparent),
    **dict.fromkeys(macros.SURROUNDED, _Reader._surrounded),
    **dict.fromkeys(macros.QUOTES, _Reader._quotation),
    **dict.fromkeys(macros.LENGTHS, _Reader._length),
    **dict.fromkeys(("hbox", "vbox", "makebox", "framebox"), _Reader._box),
    **dict.fromkeys(("hrule", "vrule"), _Reader._tex_rule),
    "burl": _Reader._url,
    "doi": _Reader._doi,
    "ensuremath": _Reader._ensuremath,
    "fg": _Reader._closing_guillemet,
    "href": _Reader._href,
    "nolinkurl": _Reader._url,
    "path": _Reader._path,
    "rule": _Reader._rule,
    "sqrt": _Reader._root,
    "url": _Reader._url,
    "verb": _Reader._verb,
}


def _rule(width: str) -> str:
    """Return the dash that a rule of a width is, as bibliographies have it for the authors of the reference before."""
    size = _SIZE.match(width.strip())
    assert size is not None  # it matches nothing, too
    try:
        ems = float(size[1] or 1) * _EMS.get(size[2] or "", 1.0)
    except ValueError:  # `1.2.3`
        return ""
    return macros.SYMBOLS["hrulefill"] if ems >= 1 and width else ""


def _unescape(url: str) -> str:
    # Some exporters write `{_}` and `{\\_}`.
    url = re.sub(r"\{(\\?[%#&_~$])\}", r"\1", url)
    return re.sub(r"\\([%#&_~{}$])", r"\1", url)


def _accented(name: str, base: str) -> str:
    plain = strip(base)
    if not plain.strip():
        return _SPACING_ACCENTS.get(name, "") + base
    if name in macros.EACH_LETTER:
        return re.sub(r"\w", lambda letter: letter[0] + macros.ACCENTS[name], base)
    first = next(i for i, char in enumerate(base) if char in plain)
    letter = macros.DOTLESS.get(base[first], base[first])
    # A tie joins two letters and stands between them; every other accent follows its letter.
    accented = unicodedata.normalize("NFC", letter + macros.ACCENTS[name])
    return base[:first] + accented + base[first + 1 :]
