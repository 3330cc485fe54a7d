"""The services as a source that entries are held against: one that does not answer accuses nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.library.matching import Identity, published_identity_of
from synbib.lookup import BudgetError, Question
from synbib.lookup.online import REGISTRARS, Online
from synbib.model import find_venue
from synbib.model.venues import Match, Track
from synbib.verification.failures import Failures

__all__ = ["Services"]

# Of what appeared before, services have not all; and what appeared of late, they may not have yet.
_FIRST_YEAR: Final = 1990
_LATE: Final = timedelta(days=183)
# The parts of a conference whose papers are in its proceedings. Workshops, tutorials, demonstrations, posters and
# companions are published elsewhere, or in part, or not at all.
_IN_PROCEEDINGS: Final[frozenset[Track | None]] = frozenset(
    [None, "Findings", "Datasets", "Industry", "Short"]
)


class Services:
    """The services; a `synbib.verification.Source`.

    Args:
        online: What asks them.
        tell: Is given a line for each failure, once.
    """

    name = "services"

    def __init__(self, online: Online, tell: Callable[[str], None] = lambda _line: None) -> None:
        self._online = online
        self._failures = Failures(tell)
        self._unanswered: set[tuple[str, str]] = set()  # scheme, or "" for a title → what was asked

    def prepare(self, questions: Iterable[Question]) -> None:
        """Begin to ask questions."""
        self._online.prepare(questions)

    def find(self, question: Question) -> list[Incoming]:
        """Return the works that a question is about; none where nobody answers."""
        asked = question.scheme, question.identifier or question.title
        try:
            if question.scheme:
                return self._online.find(question)
            return [work for _, work in self._online.search(question)][: question.most]
        except BudgetError as error:
            self._failed(asked, error)
        except SynbibError as error:
            if question.scheme in REGISTRARS or not question.scheme:
                self._failed(asked, error)
        return []

    def _failed(self, asked: tuple[str, str], error: SynbibError) -> None:
        self._unanswered.add(asked)
        self._failures.add(error)

    def lacks(self, scheme: str, identifier: str) -> str:
        """Return why an identifier that is not found does not exist; ``""`` if that cannot be told."""
        if scheme not in REGISTRARS or (scheme, identifier) in self._unanswered:
            return ""
        return f"{REGISTRARS[scheme]} know it"

    def expected(self, entry: Entry) -> str:
        """Return why the services should have a work; ``""`` if nothing tells that.

        They have the papers of venues that are known; those of the last months, and of long ago, perhaps not. What
        such a venue has beside papers, as a magazine does, they need not have.
        """
        identity = published_identity_of(entry)
        match = find_venue(identity.book or identity.journal)
        year = identity.year or 0
        if match is None or ("", identity.title) in self._unanswered:
            return ""
        if match.venue.type == "preprint" or not _is_paper(match, identity):
            return ""
        if not _FIRST_YEAR <= year < (datetime.now(UTC) - _LATE).year:
            return ""
        return f"dblp, Crossref and OpenAlex have the works of {match.venue.acronym or match.venue.name}"


def _is_paper(match: Match, identity: Identity) -> bool:
    """Whether a work is one of those that services have all of: a paper of a journal, or in a conference's volume."""
    if not identity.is_telling:
        return False  # an editorial, a column, news
    return match.track in _IN_PROCEEDINGS
