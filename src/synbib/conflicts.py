"""The marks that a merge leaves where both sides changed the same lines: ``<<<<<<<``, ``=======``, ``>>>>>>>``.

Git, Mercurial, Subversion and Jujutsu write them alike: seven signs at the beginning of a line, and a blank with a name
after the first and the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib import lazily

__all__ = ["ADVICE", "MESSAGE", "Conflict", "conflicts"]

# What is said of one, and what to do.
MESSAGE: Final = "a merge conflict that is not resolved"
ADVICE: Final = (
    "keep what is right of both sides, and delete the lines <<<<<<<, ======= and >>>>>>>"
)

_FIRST: Final = "<<<<<<< "
_LAST: Final = ">>>>>>> "
_MARK: Final = lazily.pattern(
    r"""
    (?: \A \N{BYTE ORDER MARK}? | (?<=[\r\n]) )     # at the beginning of a line
    (?: (?P<first>    <{7}[ ] )
      | (?P<parting>  ={7}[ \t]*+ (?=[\r\n]|\Z) )
      | (?P<last>     >{7}[ ] ) )
    """,
    re.VERBOSE,
)


@lazily.dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict, or what is left of one.

    Attributes:
        start: Where in the text its first mark begins.
        whole: Whether it has all three marks in their order. What has not may mean something else where text is free:
            to Markdown, ``>>>>>>> `` is a quotation in quotations.
    """

    start: int
    whole: bool


def conflicts(text: str) -> Iterator[Conflict]:
    """Yield the conflicts in a text, in order; a line ``=======`` alone is none."""
    if _FIRST not in text and _LAST not in text:
        return
    opened: int | None = None
    parted = False
    for mark in _MARK.finditer(text):
        if mark["parting"]:
            parted = opened is not None
            continue
        if opened is not None:
            yield Conflict(opened, bool(mark["last"]) and parted)
        elif mark["last"]:
            yield Conflict(mark.start("last"), False)
        opened = mark.start("first") if mark["first"] else None
        parted = False
    if opened is not None:
        yield Conflict(opened, False)
