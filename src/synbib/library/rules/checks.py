"""All rules, in the order in which they are run."""

from __future__ import annotations

from typing import Final

from synbib.library.rules import keys, numbers, people, shape, texts, works
from synbib.library.rules.fault import Check, EntryCheck, FieldCheck

__all__ = ["CHECKS"]

CHECKS: Final[tuple[Check | EntryCheck | FieldCheck, ...]] = (
    *works.CHECKS,
    *keys.CHECKS,
    *shape.CHECKS,
    *people.CHECKS,
    *texts.CHECKS,
    *numbers.CHECKS,
)
