"""What stands for the names that the reference before has, too.

Source: CSL 1.0.2, "Reference Grouping" (``subsequent-author-substitute`` and its rules).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from synbib.csl.elements import SubstituteRule, Trace, full_name
from synbib.csl.items import Person
from synbib.text import strip

__all__ = ["FirstNames", "substitute_for"]


class FirstNames(NamedTuple):
    """The first names of a reference, which the one after it is compared with.

    Attributes:
        text: As they are rendered, ``None`` where there are none.
        each: One by one, or the text that stands in for them.
    """

    text: str | None
    each: Sequence[Person | str]

    @classmethod
    def of(cls, trace: Trace) -> Self:
        """Return the names of what left this trace."""
        return cls(trace.first_names, trace.first_each)


def substitute_for(
    attributes: Mapping[str, str], before: FirstNames, names: FirstNames
) -> SubstituteRule | None:
    """Return what replaces the first names of a reference, ``None`` if nothing does.

    Args:
        attributes: The attributes of ``cs:bibliography``.
        before: Those of the reference before.
        names: Those of this one.
    """
    text = attributes.get("subsequent-author-substitute")
    if text is None or not (names.text and names.each) or before.text is None:
        return None
    rule = attributes.get("subsequent-author-substitute-rule", "complete-all")
    same = 0
    for mine, theirs in zip(names.each, before.each, strict=False):
        if _compared(mine) != _compared(theirs):
            break
        same += 1
    matches = {
        # What is written says whether there are more; two persons of the same initials are two.
        "complete-all": strip(names.text) == strip(before.text) and same == len(names.each),
        # "et al." is not a name, and stays where each name is replaced.
        "complete-each": same == len(names.each) == len(before.each),
    }.get(rule, same > 0)
    return SubstituteRule(text, rule, same) if matches else None


def _compared(name: Person | str) -> str:
    return full_name(name) if isinstance(name, Person) else strip(name)
