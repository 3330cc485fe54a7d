"""Names as BibTeX and biblatex read them, and as CSL wants them.

Source: Tame the BeaST (Markey 2009) §4.1.2 and BibTeX's own program text (bibtex.web §§ 342-399): names are
separated by ``and`` outside braces; a name is ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``;
words end at blanks and ties; a word's case is that of its first letter outside braces, or inside a special
character. On purpose unlike BibTeX, and like biber: a control sequence outside braces is the letter or the blank that
it stands for, and not a comma, a tie or a particle; a hyphen ends no word (to BibTeX the *yi* of ``Hung-yi Lee`` is
a *von*), letters beyond ASCII have a case, and a name in East Asian script without a comma, as 诸葛 亮, begins with the
family name, as everybody writes it there. biblatex's names with named parts are in `extended`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.latex import closing_brace, compose, decode
from synbib.latex.macros import QUOTES
from synbib.model.extended import extended_parts
from synbib.text import strip

__all__ = ["Name", "NameProblem", "name_problems", "parse_name", "parse_names", "split_names"]

_WHITE: Final = "[ \t\r\n\f\v]"
# From the first of the blanks before it: else each of a long run of blanks would be tried.
_AND: Final = lazily.pattern(rf"(?<!{_WHITE}){_WHITE}++and(?={_WHITE})", re.IGNORECASE)
_AND_OR_BRACE: Final = lazily.pattern(rf"[{{}}]|{_AND.pattern}", re.IGNORECASE)
_WORD_ENDS: Final = lazily.pattern("[ \t\r\n\f\v~\N{NO-BREAK SPACE}]+")
_SEPARATOR: Final = lazily.pattern("[{},]|[ \t\r\n\f\v~\N{NO-BREAK SPACE}]+")
_BALANCED: Final = lazily.pattern(r"[^{}]*+(?:\{[^{}]*+(?:\{[^{}]*+\}[^{}]*+)*+\}[^{}]*+)*+")
_JUNK: Final = ", \t\r\n\f\v~"
_MOST_COMMAS: Final = 2
# Family and given name of people in East Asia; what is longer, or in katakana, writes the sound of other names.
_EAST_ASIAN: Final = lazily.pattern(
    "(?:[\u3005\u3400-\u9fff\U00020000-\U0003ffff]{1,4}|[\uac00-\ud7a3]{1,2})"
    " [\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]{1,4}"
)


# Braces make one unit of what they hold: BibTeX abbreviates `{Chi-Min}` to one initial, `Chi-Min` to two.
_UNIT: Final = lazily.pattern(r"\{(?!\\)[^{}]*\w-\w[^{}]*\}")


def _joined(unit: re.Match[str]) -> str:
    return unit[0].replace("-", "")


@lazily.dataclass(frozen=True, slots=True)
class Name:
    """One person's or organisation's name, its parts still LaTeX.

    Attributes:
        given: BibTeX's *First*.
        prefix: BibTeX's *von*.
        family: BibTeX's *Last*.
        suffix: BibTeX's *Jr*.
        commas: How many commas separated the parts; more than two is a mistake in the source.
        useprefix: What a name in biblatex's extended format says of its prefix, None if nothing.
    """

    given: str = ""
    prefix: str = ""
    family: str = ""
    suffix: str = ""
    commas: int = 0
    useprefix: bool | None = None

    @property
    def is_literal(self) -> bool:
        """Whether the whole name stands in braces, as those of organisations do."""
        return (
            self.family.startswith("{")
            and not (self.given or self.prefix or self.suffix)
            and closing_brace(self.family, 0) == len(self.family) - 1
            and not self.family.startswith("{\\")
        )

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON: ``family`` and ``given`` with particles, or ``literal``.

        Where braces make one name of two, as in ``{Chi-Min}``, ``given-i`` has what initials are made of.
        """
        return self.to_csl()

    def to_csl(self, useprefix: bool | None = None) -> dict[str, str]:
        """Return the name as CSL-JSON.

        Args:
            useprefix: biblatex's option (manual §3.1.3): whether the prefix belongs to the family name, as in *de la
                Cruz*, or is dropped where the family name stands alone. What nobody says is taken for True: BibTeX's
                styles always print it.
        """
        if self.is_literal:
            return {"literal": _text(self.family)}
        if self.useprefix is not None:
            useprefix = self.useprefix
        parts: dict[str, str] = {}
        if self.family and (family := _text(self.family)):
            parts["family"] = family
        if self.given and (given := _text(self.given)):
            parts["given"] = given
            if "{" in self.given and (joined := _UNIT.sub(_joined, self.given)) != self.given:
                parts["given-i"] = _text(joined)
        if self.prefix and (prefix := _text(self.prefix)):
            particle = "dropping-particle" if useprefix is False else "non-dropping-particle"
            parts[particle] = prefix
        if self.suffix and (suffix := _text(self.suffix)):
            parts["suffix"] = suffix
        return parts


def _text(latex: str) -> str:
    text = decode(latex)
    return text if text.isascii() else strip(text)


# --- a field → its names -------------------------------------------------------------------------------------


def split_names(field: str) -> list[str]:
    """Return the names of an ``author`` or ``editor`` field, still as written.

    ``and`` separates only outside braces and between blanks. ``and others`` comes out as the name ``others``.
    """
    squeezed = " ".join(field.split()) if field.isascii() else _squeezed(field)
    pieces = squeezed.split(" and ")
    folded = squeezed.lower()
    # `str.split` does not see what is in capitals, nor a second `and` that shares its blank with the first.
    if len(pieces) == folded.count(" and ") + 1 and " and and " not in folded:
        if ("{" not in field and "}" not in field) or all(map(_BALANCED.fullmatch, pieces)):
            return pieces if squeezed else []
    return [name for name in map(_squeezed, _pieces(field)) if name]


def _squeezed(name: str) -> str:
    # `split` takes non-breaking blanks for blanks, too: it is for ASCII alone.
    if name.isascii():
        return " ".join(name.split())
    return re.sub(f"{_WHITE}+", " ", name).strip(" ")


def _pieces(field: str) -> list[str]:
    field = field.strip(" \t\r\n\f\v")
    if "{" not in field and "}" not in field:
        return _AND.split(field)
    names: list[str] = []
    depth = start = 0
    for found in _AND_OR_BRACE.finditer(field):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            names.append(field[start : found.start()])
            start = found.end()
    names.append(field[start:])
    return names


def parse_names(field: str) -> list[Name]:
    """Return the names of ``field``, without the ``others`` of ``and others``."""
    return [parse_name(name) for name in split_names(field) if name.casefold() != "others"]


# --- a name → its parts --------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def parse_name(text: str) -> Name:
    """Return the parts of one name by BibTeX's rules, or by biblatex's if its parts are named.

    A name with more than two commas is read as BibTeX does: what follows the third is part of the given name;
    `Name.commas` tells.
    """
    if "=" in text and (parts := extended_parts(text)):
        said = parts.get("useprefix")
        return Name(
            given=parts.get("given", ""),
            prefix=parts.get("prefix", ""),
            family=parts.get("family", ""),
            suffix=parts.get("suffix", ""),
            useprefix=None if said is None else said.casefold() == "true",
        )
    text = compose(text)
    # A comma at the end separates nothing: BibTeX complains and takes it away.
    sections = list(_sections(text.rstrip(_JUNK)))
    commas = len(sections) - 1
    if commas == 0:
        return _first_von_last(sections[0])
    von_last = sections[0]
    # Of `von Last` the last word is Last whatever its case.
    boundary = 0
    for i, word in enumerate(von_last[:-1]):
        if _is_lower(word):
            boundary = i + 1
    prefix, family = von_last[:boundary], von_last[boundary:]
    if commas == 1:
        suffix: list[str] = []
        given = sections[1]
    else:
        suffix = sections[1]
        given = [word for section in sections[2:] for word in section]
    return Name(
        given=" ".join(given),
        prefix=" ".join(prefix),
        family=" ".join(family),
        suffix=" ".join(suffix),
        commas=commas,
    )


def _first_von_last(words: list[str]) -> Name:
    if len(words) == 2 and not words[0].isascii() and _EAST_ASIAN.fullmatch(" ".join(words)):
        return Name(family=words[0], given=words[1])
    lower = [i for i, word in enumerate(words[:-1]) if _is_lower(word)]
    if lower:
        first, last = lower[0], lower[-1] + 1
    else:
        first = last = max(len(words) - 1, 0)
    return Name(
        given=" ".join(words[:first]),
        prefix=" ".join(words[first:last]),
        family=" ".join(words[last:]),
    )


def _sections(text: str) -> Iterator[list[str]]:
    """Yield the words of each part between commas outside braces."""
    if "{" not in text and "}" not in text:
        for section in text.split(","):
            yield [word for word in _WORD_ENDS.split(section) if word]
        return
    words: list[str] = []
    depth = start = 0
    for found in _SEPARATOR.finditer(text):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth <= 0:
            if found.start() > start:
                words.append(text[start : found.start()])
            start = found.end()
            if found[0] == ",":
                yield words
                words = []
    if start < len(text):
        words.append(text[start:])
    yield words


def _is_lower(word: str) -> bool:
    """Whether a word's case is lower: that of its first letter outside braces or in a special character."""
    at = 0
    while at < len(word):
        char = word[at]
        if char == "{":
            closing = closing_brace(word, at)
            end = len(word) if closing is None else closing + 1
            if word.startswith("{\\", at):
                return _special_is_lower(word[at:end])
            at = end
        elif char.isalpha():
            return char.islower()
        elif char == "\\":
            at = _MACRO.match(word, at).end()  # type: ignore[union-attr]  # it matches the backslash alone
        else:
            at += 1
    return False


_MACRO: Final = lazily.pattern(r"\\[A-Za-z]*")
_SPECIAL: Final = lazily.pattern(r"\{\\([A-Za-z]+)?")
_LOWER_MACROS: Final = frozenset({"i", "j", "oe", "ae", "aa", "o", "l", "ss"})
_UPPER_MACROS: Final = frozenset({"OE", "AE", "AA", "O", "L"})


def _special_is_lower(group: str) -> bool:
    r"""The case of a special character ``{\…}``: of its macro if that is a letter, else of its first letter."""
    macro = _SPECIAL.match(group)
    assert macro is not None
    if macro[1] in _LOWER_MACROS or macro[1] in _UPPER_MACROS:
        return macro[1] in _LOWER_MACROS
    if macro[1] in QUOTES:  # a nickname, and no particle
        return False
    rest = group[macro.end() :] if macro[1] else group[2:]
    letter = next((char for char in rest if char.isalpha()), "")
    return letter.islower()


# --- what is wrong with names --------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class NameProblem:
    """Something wrong in a field of names.

    Attributes:
        code: What kind of problem, for instance ``too-many-commas``.
        name: The name, as it is written; ``""`` where it is missing.
        message: One line that says what is wrong.
    """

    code: str
    name: str
    message: str


def name_problems(field: str) -> list[NameProblem]:
    """Return what is wrong with the names of an ``author`` or ``editor`` field.

    The codes are ``too-many-commas``, ``comma-at-end``, ``empty-name``, ``no-family-name`` and ``unbalanced-braces``.
    """
    if not field.strip():
        return []
    pieces = [_squeezed(piece) for piece in _pieces(field)]
    problems: list[NameProblem] = []
    for piece in pieces:
        problems += _problems(piece)
    # There BibTeX, which wants blanks around it, takes it for a part of the name.
    first, last = pieces[0].casefold(), pieces[-1].casefold()
    if first.startswith("and ") or last == "and" or last.endswith(" and"):
        problems.append(
            NameProblem("empty-name", "", "the list of names begins or ends with 'and'")
        )
    return problems


def _problems(piece: str) -> Iterator[NameProblem]:
    if not piece:
        yield NameProblem("empty-name", "", "two 'and' with no name between them")
        return
    if not _is_balanced(piece):
        yield NameProblem("unbalanced-braces", piece, f"unbalanced braces in '{piece}'")
        return
    name = parse_name(piece)
    if name.commas > _MOST_COMMAS:
        yield NameProblem(
            "too-many-commas",
            piece,
            f"{name.commas} commas in '{piece}': names are separated by 'and'",
        )
    if piece.rstrip(_JUNK[1:]).endswith(","):
        yield NameProblem("comma-at-end", piece, f"a comma at the end of '{piece}'")
    if not name.family:
        yield NameProblem("no-family-name", piece, f"no family name in '{piece}'")


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0
