"""The services as a source of what preprints were published as: each that may tell it is asked, until one does.

arXiv, Crossref, DataCite and Europe PMC name the published version of a preprint; Semantic Scholar, OpenAlex and
OpenReview have both as one work, with the venue. What they name is looked up where it was published, which has the
whole record. What authors say to arXiv in words counts where nobody knows more. By its title a work is searched for
where publications are: dblp, Crossref, OpenAlex, Semantic Scholar and OpenReview, which has the papers of conferences
that give no identifiers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.lookup import BudgetError, Question
from synbib.lookup.online import Online
from synbib.lookup.references import of_publication
from synbib.text.folding import letters
from synbib.verification.agreement import Known
from synbib.verification.failures import Failures

__all__ = ["Publishers"]

# Scheme of a preprint's identifier → who may know what it was published as.
_TELLING: Final[Mapping[str, tuple[str, ...]]] = {
    "arxiv": ("arxiv", "semanticscholar", "openalex"),
    "doi": ("crossref", "datacite", "europepmc", "semanticscholar", "openalex"),
    "openreview": ("openreview",),
}
_SEARCHED: Final = ("dblp", "crossref", "openalex", "semanticscholar", "openreview")
# What a publication is looked up by, the surest first.
_OF_PUBLICATIONS: Final = ("anthology", "doi", "pmid")


class Publishers:
    """The services that know publications; a `synbib.verification.Source`.

    Args:
        online: What asks them.
        tell: Is given a line for each failure, once.
    """

    name = "services"

    def __init__(self, online: Online, tell: Callable[[str], None] = lambda _line: None) -> None:
        self._online = online
        self._failures = Failures(tell)
        self._is_spent = False

    def find(self, question: Question) -> list[Incoming]:
        """Return what a preprint was published as, or the publications of a title; none where nobody answers."""
        if not question.scheme:
            # It may be published years later.
            searched = lazily.replace(question, year="")
            works = [each for service in _SEARCHED for each in self._ask(service, searched)]
            return self._online.united(searched, works)
        in_words = []
        for service in _TELLING.get(question.scheme, ()):
            for _, work in self._ask(service, question):
                if found := [*self._published(work)]:
                    return found
                if said := of_publication(work):
                    in_words.append(said)
        return [said for said in in_words if not self._is_found(said)]

    def _is_found(self, work: Incoming) -> bool:
        """Whether a search finds a publication of a title, which says more than its authors do."""
        found = self.find(Question(title=work.title, family=work.identity.family, most=20))
        same = (each for each in found if letters(each.title) == letters(work.title))
        return any(Known.of(each.entry()).container for each in same)

    def _ask(self, service: str, question: Question) -> list[tuple[str, Incoming]]:
        return [(service, work) for work in self._of(partial(self._online.ask, service, question))]

    def _published(self, work: Incoming) -> Iterator[Incoming]:
        """Yield a work as it was published, as those tell it who published it; nothing of a preprint."""
        named = {s: i for s, i in work.published_as.items() if s in _OF_PUBLICATIONS}
        if not named:
            if not Known.of(work.entry()).container:
                return
            named = {s: work.identifiers[s] for s in _OF_PUBLICATIONS if s in work.identifiers}
        for scheme in _OF_PUBLICATIONS:
            if scheme in named:
                found = self._of(partial(self._online.find, Question(scheme, named[scheme])))
                whole = [each for each in found if Known.of(each.entry()).container]
                if whole:
                    yield from whole
                    return
        if Known.of(work.entry()).container:
            yield work

    def _of(self, ask: Callable[[], list[Incoming]]) -> list[Incoming]:
        """Return what somebody answers; none, and a line that is told once, where that fails."""
        if self._is_spent:
            return []
        try:
            return ask()
        except SynbibError as error:
            self._is_spent = isinstance(error, BudgetError)
            self._failures.add(error)
            return []

    def lacks(self, scheme: str, identifier: str) -> str:
        """Say nothing: what was not published does exist."""
        return ""

    def expected(self, entry: Entry) -> str:
        """Say nothing: a preprint need not be published."""
        return ""
