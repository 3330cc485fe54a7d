r"""The label of a reference, ``\bibitem[…]``, as natbib reads it.

Source: natbib.sty, ``\bibitem`` and what it is parsed by. The label is ``short(year)long``, or one of the commands that
other packages put there, or ``authors, year`` as apalike has it. Whatever else it is, it is shown as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from synbib import lazily

__all__ = ["Label", "read_label"]


@lazily.dataclass(frozen=True, slots=True)
class Label:
    """What a citation of the reference is made of, as marked text.

    Attributes:
        text: The whole, where it does not tell authors and year; ``""`` where the reference has a number only.
        authors: The short list of authors.
        year: The year with its letter, ``1984a``; ``""`` where the work has none.
    """

    text: str = ""
    authors: str = ""
    year: str = ""

    @property
    def has_authors(self) -> bool:
        """Whether it tells the authors."""
        return bool(self.authors)


_BLANK: Final = " "
_MOST_BRACES: Final = 8  # around a label; styles write one pair, or two


def read_label(tokens: Sequence[str], text_of: Callable[[Sequence[str]], str]) -> Label:
    r"""Return what a label says.

    Args:
        tokens: What stands in the brackets after ``\bibitem``.
        text_of: Tokens → marked text.
    """
    found = _bare(tokens)
    if found[:1] in (["\\citeauthoryear"], ["\\astroncite"]):
        groups = _groups(found[1:])
        # `{long}{short}{year}`, or `{short}{year}`.
        short, year = groups[-2:] if len(groups) > 1 else (groups[0] if groups else [], [])
        return Label(authors=text_of(short), year=text_of(year))
    if found[:1] == ["\\citename"]:
        # `{authors, }year`
        end = _end_of_group(found, 1)
        return _by_comma([*found[2:end], *found[end + 1 :]], text_of)
    short, opening, rest = _partition(found, "(")
    year, closing, _ = _partition(rest, ")")
    if opening and closing and short:
        return Label(authors=text_of(short), year=text_of(year))
    return _by_comma(found, text_of)


def _by_comma(tokens: list[str], text_of: Callable[[Sequence[str]], str]) -> Label:
    authors, comma, year = _partition(tokens, ", ")
    if comma and authors and year:
        return Label(authors=text_of(authors), year=text_of(_partition(year, ", ")[0]))
    if tokens[-1:] == [","]:  # a work without a year
        return Label(authors=text_of(tokens[:-1]))
    return Label(text=text_of(tokens))


def _bare(tokens: Sequence[str]) -> list[str]:
    r"""Return tokens a character each, without ``\protect``, blanks and braces around the whole."""
    found: list[str] = []
    for token in tokens:
        if token.isspace():
            found += _BLANK
        elif token[0] in "\\#":
            found += () if token == "\\protect" else (token,)
        else:
            found += token
    for _ in range(_MOST_BRACES):
        while found and found[0] == _BLANK:
            del found[0]
        while found and found[-1] == _BLANK:
            del found[-1]
        if found[:1] != ["{"] or _end_of_group(found, 0) != len(found) - 1:
            break
        found = found[1:-1]
    return found


def _end_of_group(tokens: Sequence[str], at: int) -> int:
    depth = 0
    for i in range(at, len(tokens)):
        depth += (tokens[i] == "{") - (tokens[i] == "}")
        if not depth:
            return i
    return len(tokens)


def _groups(tokens: list[str]) -> list[list[str]]:
    """Return what stands in each of the groups that follow each other."""
    found: list[list[str]] = []
    at = 0
    while at < len(tokens):
        if tokens[at] == "{":
            end = _end_of_group(tokens, at)
            found.append(tokens[at + 1 : end])
            at = end
        at += 1
    return found


def _partition(tokens: list[str], delimiter: str) -> tuple[list[str], bool, list[str]]:
    """Return what stands before a delimiter that is in no group, whether there is one, and what stands after it."""
    wanted = list(delimiter)
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token == "{") - (token == "}")
        if not depth and tokens[i : i + len(wanted)] == wanted:
            return tokens[:i], True, tokens[i + len(wanted) :]
    return tokens, False, []
