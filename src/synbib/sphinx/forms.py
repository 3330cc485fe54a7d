"""The roles by their names, and what each shows of its citation.

Source: the manual of sphinxcontrib-bibtex, *Roles and Directives*, which took the names from natbib.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from synbib import lazily

__all__ = ["FOOT_ROLES", "ROLES", "Form", "Part", "WrittenKey", "read_role"]


class Part(Enum):
    """What of a citation is shown."""

    WHOLE = "whole"
    NARRATIVE = "narrative"
    AUTHORS = "authors"
    YEAR = "year"
    NOTHING = "nothing"


class Form(NamedTuple):
    """How a role shows its citation.

    Attributes:
        part: What of it.
        brackets: Whether with the brackets of the style.
        capital: Whether it begins with a capital.
    """

    part: Part
    brackets: bool = True
    capital: bool = False


# A style of CSL says itself how many authors are named, so that the roles with `s`, for all authors, are the same.
ROLES: Final[Mapping[str, Form]] = {
    **dict.fromkeys(("p", "ps", "labelpar"), Form(Part.WHOLE)),
    **dict.fromkeys(("alp", "alps", "label"), Form(Part.WHOLE, brackets=False)),
    **dict.fromkeys(("t", "ts"), Form(Part.NARRATIVE)),
    **dict.fromkeys(("ct", "cts"), Form(Part.NARRATIVE, capital=True)),
    "year": Form(Part.YEAR, brackets=False),
    "yearpar": Form(Part.YEAR),
    **dict.fromkeys(("author", "authors"), Form(Part.AUTHORS, brackets=False)),
    **dict.fromkeys(("authorpar", "authorpars"), Form(Part.AUTHORS)),
    **dict.fromkeys(("cauthor", "cauthors"), Form(Part.AUTHORS, brackets=False, capital=True)),
    "empty": Form(Part.NOTHING),
}
"""Name of a role in the domain ``cite`` → its form."""

FOOT_ROLES: Final[Mapping[str, Form]] = {
    name: ROLES[name] for name in ("p", "ps", "t", "ts", "ct", "cts")
}
"""The same of the domain ``footcite``."""

_KEY: Final = lazily.pattern(
    r"\s*(?:\{(?P<before>[^{}]*)\})?\s*(?P<key>[^\s,{}]+)\s*(?:\{(?P<after>[^{}]*)\})?\s*(?:,|\Z)"
)


class WrittenKey(NamedTuple):
    """A key in the text of a role, with what is said before and after it.

    Attributes:
        key: The key.
        before: What is said before it.
        after: What is said after it.
    """

    key: str
    before: str = ""
    after: str = ""


def read_role(text: str) -> tuple[WrittenKey, ...]:
    """Return the keys of a role: ``{see}roe2020{p. 3},poe1999``; none if it is not of this form."""
    found = []
    at = 0
    while at < len(text):
        key = _KEY.match(text, at)
        if key is None:
            return ()
        found.append(WrittenKey(key["key"], key["before"] or "", key["after"] or ""))
        at = key.end()
    return tuple(found)
