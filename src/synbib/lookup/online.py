"""Services asked as one source of works: which of them for what, in which order, and one record of what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.library.matching import IMPORT, compare, gather
from synbib.lookup.client import BudgetError, Client
from synbib.lookup.question import Question
from synbib.lookup.uniting import Record, unite
from synbib.lookup.wanted import address_of, fits
from synbib.text.folding import letters

__all__ = ["REGISTRARS", "SEARCHED", "Online"]

Steps = tuple[tuple[str, ...], ...]

_REGISTRIES: Final = ("acl-anthology", "crossref", "datacite", "arxiv")
# Scheme → steps. In each the services are asked, one after the other, until one knows the work; what a record names of
# other identifiers counts for the steps after it.
_STEPS: Final[Mapping[str, Steps]] = {
    "ads": (("ads",), _REGISTRIES),
    "anthology": (("acl-anthology", "semanticscholar"),),
    "arxiv": (("arxiv", "openalex", "semanticscholar"),),
    "citeseerx": (("citeseerx",), _REGISTRIES),
    "dblp": (("dblp",), _REGISTRIES),
    "doi": (("acl-anthology", "crossref", "datacite", "doi-org"),),
    "fatcat": (("fatcat",), _REGISTRIES),
    "github": (("github-citation", "github"), _REGISTRIES),
    "googlebooks": (("google-books",),),
    "hal": (("hal",),),
    "huggingface": (("huggingface-citation", "huggingface"), _REGISTRIES),
    "inspire": (("inspire",), _REGISTRIES),
    "isbn": (("openlibrary",), ("google-books",), ("loc",)),
    "openalex": (("openalex",), _REGISTRIES),
    "openreview": (("openreview",),),
    "pmc": (("europepmc", "openalex"), _REGISTRIES),
    "pmid": (("pubmed", "europepmc"), _REGISTRIES),
    "pubmed": (("pubmed", "europepmc"), _REGISTRIES),
    "s2": (("semanticscholar",), _REGISTRIES),
    "zenodo": (("zenodo",),),
}
# Scheme → who gives its identifiers: what none of these knows does not exist.
REGISTRARS: Final[Mapping[str, str]] = {
    "anthology": "the ACL Anthology does not",
    "arxiv": "arXiv does not",
    "doi": "neither Crossref nor DataCite nor doi.org does",
    "pmid": "PubMed does not",
}
# Who is asked by a title; each of them, as none has all.
SEARCHED: Final = ("dblp", "crossref", "arxiv", "openalex")
# Which of a record's identifiers it is looked for by: those of the publication first.
_FURTHER: Final = ("anthology", "doi", "arxiv")
_UNPUBLISHED: Final = frozenset({"misc", "unpublished"})


class Online:
    """The services, asked as one source.

    Args:
        client: What asks them.
        tell: Is given a line for each service that cannot be asked, where another has answered.
    """

    name = "services"

    def __init__(self, client: Client, tell: Callable[[str], None] = lambda _line: None) -> None:
        self._client = client
        self._tell = tell

    def find(self, question: Question) -> list[Incoming]:
        """Return the works that a question is about, the most fitting first.

        Raises:
            SynbibError: The services do not know the identifier's scheme, or none of those that could be asked knows
                the work, and one could not.
        """
        if not question.scheme:
            return self._searched(question)
        if question.scheme not in _STEPS:
            raise SynbibError(
                f"no service is asked for {question.scheme}; give the DOI, the arXiv number or the title"
            )
        records, failures = self._known(question, _STEPS[question.scheme])
        self._report(failures, found=bool(records))
        if not records:
            return []
        work = unite(records)
        if not work.links and not work.identifiers:
            work = lazily.replace(work, links={"paper": address_of(question)})
        return [work]

    # --- by an identifier --------------------------------------------------------------------------------------------

    def _known(self, question: Question, steps: Steps) -> tuple[list[Record], list[SynbibError]]:
        """Return what services say of a work, and what went wrong."""
        records: list[Record] = []
        failures: list[SynbibError] = []
        for step in steps:
            asked = [question, *_further(records)]
            if found := self._first(step, asked, records, failures):
                records.append(found)
        return records, failures

    def _first(
        self,
        step: Sequence[str],
        asked: Sequence[Question],
        known: Sequence[Record],
        failures: list[SynbibError],
    ) -> Record | None:
        """Return the first record that a service of a step has, of the work that is known already."""
        for question in asked:
            for service in step:
                if any(service == each for each, _ in known):
                    continue
                for work in self._ask(service, _fitted(service, question), failures):
                    if not known or compare(known[0][1].identity, work.identity, IMPORT).is_same:
                        return service, work
        return None

    def _ask(self, service: str, question: Question, failures: list[SynbibError]) -> list[Incoming]:
        if not self._client.can_ask(service, question):
            return []
        try:
            return self._client.ask(service, question)
        except BudgetError:
            raise
        except SynbibError as error:
            failures.append(error)
            return []

    def _report(self, failures: Sequence[SynbibError], *, found: bool) -> None:
        if failures and not found:
            raise failures[0]
        for error in failures:
            self._tell(error.message)

    # --- by a title --------------------------------------------------------------------------------------------------

    def search(self, question: Question) -> list[Record]:
        """Return all records of works that have a title or one like it, with the services that they are of.

        Raises:
            SynbibError: Nothing was found, and a service could not be asked.
        """
        records: list[Record] = []
        failures: list[SynbibError] = []
        for service in SEARCHED:
            works = self._ask(service, question, failures)
            records += [(service, work) for work in works if fits(question.title, work.title)]
        self._report(failures, found=bool(records))
        return records

    def ask(self, service: str, question: Question) -> list[Incoming]:
        """Return what one service says, and nobody else; none where it knows no such question.

        Raises:
            SynbibError: It could not be asked.
        """
        question = _fitted(service, question)
        return (
            self._client.ask(service, question) if self._client.can_ask(service, question) else []
        )

    def _searched(self, question: Question) -> list[Incoming]:
        """Return the works of a title or one like it, each once."""
        return self.united(question, self.search(question))

    def united(self, question: Question, records: Sequence[Record]) -> list[Incoming]:
        """Return the works that records tell of, each once, those of the very title that is asked for first."""
        groups = gather([work.identity for _, work in records]).works
        works = [_published([records[number] for number in group]) for group in groups]
        works.sort(key=lambda work: letters(work.title) != letters(question.title))
        return works[: question.most]


def _further(records: Sequence[Record]) -> Iterator[Question]:
    """Yield what else a work may be asked for by, once it is known."""
    known = {s: i for _, work in reversed(records) for s, i in work.identifiers.items()}
    yield from (Question(scheme, known[scheme]) for scheme in _FURTHER if scheme in known)


def _fitted(service: str, question: Question) -> Question:
    """Return a question as a service knows it: versions of arXiv's papers are arXiv's alone."""
    if question.scheme != "arxiv" or service == "arxiv":
        return question
    return lazily.replace(question, identifier=question.identifier.partition("v")[0])


def _published(records: Sequence[Record]) -> Incoming:
    """Return the record of a work as it was published; where its preprint is read goes with it."""
    best = [each for each in records if each[1].type not in _UNPUBLISHED] or records
    kind = unite(best).type
    work = unite([each for each in best if each[1].type == kind])
    ids = {s: i for _, each in reversed(records) for s, i in each.identifiers.items()}
    return lazily.replace(work, identifiers={**ids, **work.identifiers})
