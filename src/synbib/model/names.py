"""Names as BibTeX reads them, and as CSL wants them.

Source: Tame the BeaST (Markey 2009) §4.1.2 and BibTeX's own program text (bibtex.web §§ 342-399): names are
separated by ``and`` outside braces; a name is ``First von Last``, ``von Last, First`` or ``von Last, Jr, First``;
words end at blanks and ties; a word's case is that of its first letter outside braces, or inside a special
character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from synbib.latex import decode
from synbib.text import strip

__all__ = ["Name", "parse_name", "parse_names", "split_names"]

_AND: Final = re.compile(r"\s+and(?=\s)|^and(?=\s)", re.IGNORECASE)
_WORD_ENDS: Final = " \t\r\n\f\v~"


# Braces make one unit of what they hold: BibTeX abbreviates `{Chi-Min}` to one initial, `Chi-Min` to two. CSL has
# no word for that, but its processors see no boundary in a non-breaking hyphen.
_UNIT: Final = re.compile(r"\{(?!\\)[^{}]*\}")


def _bind(unit: re.Match[str]) -> str:
    return unit[0].replace("-", "\N{NON-BREAKING HYPHEN}")


@dataclass(frozen=True, slots=True)
class Name:
    """One person's or organisation's name, its parts still LaTeX.

    Attributes:
        given: BibTeX's *First*.
        prefix: BibTeX's *von*.
        family: BibTeX's *Last*.
        suffix: BibTeX's *Jr*.
        commas: How many commas separated the parts; more than two is a mistake in the source.
    """

    given: str = ""
    prefix: str = ""
    family: str = ""
    suffix: str = ""
    commas: int = 0

    @property
    def is_literal(self) -> bool:
        """Whether the whole name stands in braces, as those of organisations do."""
        return (
            not (self.given or self.prefix or self.suffix)
            and self.family.startswith("{")
            and _closing(self.family, 0) == len(self.family) - 1
            and not self.family.startswith("{\\")
        )

    @property
    def csl(self) -> dict[str, str]:
        """The name as CSL-JSON: ``family`` and ``given`` with particles, or ``literal``."""
        if self.is_literal:
            return {"literal": strip(decode(self.family))}
        parts = {
            "family": strip(decode(self.family)),
            "given": strip(decode(_UNIT.sub(_bind, self.given))),
            "non-dropping-particle": strip(decode(self.prefix)),
            "suffix": strip(decode(self.suffix)),
        }
        return {variable: value for variable, value in parts.items() if value}


def split_names(field: str) -> list[str]:
    """Return the names of an ``author`` or ``editor`` field, still as written.

    ``and`` separates only outside braces and between blanks. ``and others`` comes out as the name ``others``.
    """
    names: list[str] = []
    depth = start = at = 0
    while at < len(field):
        char = field[at]
        if char == "\\":
            at += 2
            continue
        depth += (char == "{") - (char == "}")
        if depth == 0 and (found := _AND.match(field, at)):
            names.append(field[start:at])
            at = start = found.end()
            continue
        at += 1
    names.append(field[start:])
    return [name for name in (" ".join(name.split()) for name in names) if name]


def parse_names(field: str) -> list[Name]:
    """Return the names of ``field``, without the ``others`` of ``and others``."""
    return [parse_name(name) for name in split_names(field) if name.casefold() != "others"]


def parse_name(text: str) -> Name:
    """Return the parts of one name by BibTeX's rules.

    A name with more than two commas is read as BibTeX does: what follows the third is part of the given name;
    `Name.commas` tells.
    """
    sections = list(_sections(text))
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
    words: list[str] = []
    word = ""
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth <= 0 and (char == "," or char in _WORD_ENDS):
            if word:
                words.append(word)
                word = ""
            if char == ",":
                yield words
                words = []
        else:
            word += char
    if word:
        words.append(word)
    yield words


def _is_lower(word: str) -> bool:
    """Whether a word's case is lower: that of its first letter outside braces or in a special character."""
    at = 0
    while at < len(word):
        char = word[at]
        if char == "{":
            end = _closing(word, at)
            if word.startswith("{\\", at):
                return _special_is_lower(word[at : end + 1])
            at = end + 1
        elif char.isalpha():
            return char.islower()
        else:
            at += 1
    return False


_SPECIAL: Final = re.compile(r"\{\\([A-Za-z]+)?")
_LOWER_MACROS: Final = frozenset({"i", "j", "oe", "ae", "aa", "o", "l", "ss"})
_UPPER_MACROS: Final = frozenset({"OE", "AE", "AA", "O", "L"})


def _special_is_lower(group: str) -> bool:
    r"""The case of a special character ``{\…}``: of its macro if that is a letter, else of its first letter."""
    macro = _SPECIAL.match(group)
    assert macro is not None
    if macro[1] in _LOWER_MACROS or macro[1] in _UPPER_MACROS:
        return macro[1] in _LOWER_MACROS
    rest = group[macro.end() :] if macro[1] else group[2:]
    letter = next((char for char in rest if char.isalpha()), "")
    return letter.islower()


def _closing(text: str, at: int) -> int:
    """Return the index of the brace that closes the one at ``at``, or of the last character."""
    depth = 0
    for i in range(at, len(text)):
        depth += (text[i] == "{") - (text[i] == "}")
        if depth == 0:
            return i
    return len(text) - 1
