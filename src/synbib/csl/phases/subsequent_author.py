"""What stands for the names that the reference before has, too.

Source: CSL 1.0.2, "Reference Grouping" (``subsequent-author-substitute`` and its rules).
"""

from __future__ import annotations

from collections.abc import Mapping

from synbib.csl.elements import SubstituteRule, Trace, full_name
from synbib.csl.items import Person
from synbib.text import strip

__all__ = ["substitute_for"]


def substitute_for(
    attributes: Mapping[str, str], before: Trace, trace: Trace
) -> SubstituteRule | None:
    """Return what replaces the first names of a reference, ``None`` if nothing does.

    Args:
        attributes: The attributes of ``cs:bibliography``.
        before: What the reference before left.
        trace: What this one left.
    """
    text = attributes.get("subsequent-author-substitute")
    if text is None or not (trace.first_names and trace.first_each) or before.first_names is None:
        return None
    rule = attributes.get("subsequent-author-substitute-rule", "complete-all")
    same = 0
    for mine, theirs in zip(trace.first_each, before.first_each, strict=False):
        if _compared(mine) != _compared(theirs):
            break
        same += 1
    matches = {
        # What is written says whether there are more; two persons of the same initials are two.
        "complete-all": strip(trace.first_names) == strip(before.first_names)
        and same == len(trace.first_each),
        # "et al." is not a name, and stays where each name is replaced.
        "complete-each": same == len(trace.first_each) == len(before.first_each),
    }.get(rule, same > 0)
    return SubstituteRule(text, rule, same) if matches else None


def _compared(name: Person | str) -> str:
    return full_name(name) if isinstance(name, Person) else strip(name)
