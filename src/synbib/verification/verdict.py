"""What comes of an entry that is verified."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final, NamedTuple

from synbib import lazily
from synbib.diagnostics import RULES, Severity
from synbib.errors import shortened
from synbib.incoming import Incoming
from synbib.library import Entry

__all__ = ["SEVERITIES", "Difference", "Outcome", "Verdict"]

# How much of a value a message shows.
_SHOWN: Final = 100


class Outcome(Enum):
    """What is known of an entry. The values are codes of `synbib.diagnostics.RULES`, but for the first."""

    CONFIRMED = "confirmed"
    DIFFERS = "differs"
    OTHER_WORK = "id-of-another-work"
    NO_SUCH_ID = "id-does-not-exist"
    ID_DIFFERS = "id-differs"
    NOT_FOUND = "not-found"
    UNKNOWN = "unknown"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    UNCHECKABLE = "cannot-be-checked"


SEVERITIES: Final[Mapping[Outcome, Severity | None]] = {
    outcome: RULES[outcome.value].severity if outcome.value in RULES else None
    for outcome in Outcome
}
"""How much each outcome matters, where the settings do not say otherwise; ``None`` for what is in order."""


class Difference(NamedTuple):
    """What an entry and a source say differently, plain text.

    Attributes:
        field: ``title``, ``author``, ``year``, ``venue``, or the scheme of an identifier.
        ours: What the entry says.
        theirs: What the source says.
    """

    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        ours, theirs = (shortened(each, _SHOWN) for each in (self.ours, self.theirs))
        return f"{self.field} is '{ours}' here, '{theirs}' there"


@lazily.dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of an entry that is verified.

    Attributes:
        entry: The entry.
        outcome: What is known of it.
        evidence: What that is known by, in words.
        source: The source that tells it; ``""`` if none does.
        record: The work as that source tells it: the entry's own, or the other one that its identifier names.
        differences: What the entry and the record say differently.
        sure: Whether the record may correct the entry: it is that work beyond doubt.
    """

    entry: Entry
    outcome: Outcome
    evidence: str = ""
    source: str = ""
    record: Incoming | None = None
    differences: tuple[Difference, ...] = ()
    sure: bool = False

    @property
    def message(self) -> str:
        """The verdict as a line."""
        said = _SAID[self.outcome]
        what = "; ".join(map(str, self.differences)) if self.outcome in _WITH_DIFFERENCES else ""
        told = f" ({self.source})" if self.source else ""
        return ": ".join(filter(None, (said, what, self.evidence))) + told


_WITH_DIFFERENCES: Final = frozenset({Outcome.DIFFERS, Outcome.ID_DIFFERS})
_SAID: Final[Mapping[Outcome, str]] = {
    Outcome.CONFIRMED: "confirmed",
    Outcome.DIFFERS: "differs from its source",
    Outcome.OTHER_WORK: "its identifier names another work",
    Outcome.NO_SUCH_ID: "its identifier does not exist",
    Outcome.ID_DIFFERS: "its identifier is not that of the work",
    Outcome.NOT_FOUND: "not found where it should be",
    Outcome.UNKNOWN: "not found",
    Outcome.RETRACTED: "the work was retracted",
    Outcome.WITHDRAWN: "the work was withdrawn",
    Outcome.UNCHECKABLE: "cannot be checked",
}
