"""Services asked as one source of works: which of them for what, in which order, and one record of what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import field
from functools import partial
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.incoming import Incoming
from synbib.library.matching import IMPORT, compare, gather
from synbib.lookup.ahead import in_background, started
from synbib.lookup.client import BudgetError, Client
from synbib.lookup.question import Question
from synbib.lookup.services import SERVICES
from synbib.lookup.uniting import Record, unite
from synbib.lookup.wanted import address_of, fits, likeness
from synbib.text.folding import letters

__all__ = ["ALSO_SEARCHED", "REGISTRARS", "SEARCHED", "Online"]

Steps = tuple[tuple[str, ...], ...]
_Answer = tuple[list[Incoming], list[SynbibError]]

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
    "pii": (("crossref",),),
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
# Who is asked as well where none of those has just that title: a field or a kind of works each. Semantic Scholar is not
# among them, as it has what OpenAlex has, and mostly refuses who has no key.
ALSO_SEARCHED: Final = (
    "openreview",
    "europepmc",
    "inspire",
    "hal",
    "datacite",
    "openlibrary",
    "ads",
)
# Which of a record's identifiers it is looked for by: those of the publication first.
_FURTHER: Final = ("anthology", "doi", "arxiv")
# So many works are asked for before the first of them is wanted.
_TOGETHER: Final = 100
_UNPUBLISHED: Final = frozenset({"misc", "unpublished"})


@lazily.dataclass(frozen=True, slots=True)
class _Told:
    """What services say to a question.

    Attributes:
        records: The works, with the services that know them.
        failures: What went wrong. Where there is no record, it is not known whether there is a work.
        remarks: What went wrong at services that hardly would have known the work.
    """

    records: list[Record] = field(default_factory=list)
    failures: list[SynbibError] = field(default_factory=list)
    remarks: list[SynbibError] = field(default_factory=list)


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
        self._begun: dict[Question, Future[_Told]] = {}

    def prepare(self, questions: Iterable[Question]) -> None:
        """Begin to ask questions, those of each scheme one after the other, and several schemes at once.

        `find` and `search` wait for what has begun. Where requests are counted nothing is begun, so that those which
        may be made are the first that are needed.
        """
        if self._client.is_counting:
            return
        lanes: defaultdict[str, list[Question]] = defaultdict(list)
        for question in questions:
            if question not in self._begun and (question.scheme in _STEPS or not question.scheme):
                self._begun[question] = Future()
                lanes[question.scheme].append(question)
        for scheme, lane in lanes.items():
            works: list[tuple[Future[_Told], Callable[[], _Told]]] = []
            for start in range(0, len(lane), _TOGETHER):
                some = lane[start : start + _TOGETHER]
                works.append((Future(), partial(self._ask_many, scheme, some)))
                works += [(self._begun[each], partial(self._asked, each)) for each in some]
            in_background(works)

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
        told = self._told(question)
        self._report(told)
        if not told.records:
            return []
        work = unite(told.records)
        if not work.links and not work.identifiers:
            work = lazily.replace(work, links={"paper": address_of(question)})
        return [work]

    def _told(self, question: Question) -> _Told:
        begun = self._begun.get(question)
        return begun.result() if begun else self._asked(question)

    def _asked(self, question: Question) -> _Told:
        if question.scheme:
            return self._known(question, _STEPS[question.scheme])
        return self._titled(question)

    # --- by an identifier --------------------------------------------------------------------------------------------

    def _ask_many(self, scheme: str, questions: Sequence[Question]) -> _Told:
        """Ask those services that are first asked for a scheme, and take many questions at once."""
        left = list(questions) if scheme else []
        for service in _STEPS[scheme][0] if left else ():
            if SERVICES[service].many == scheme and len(left) > 1:
                left = self._client.ask_many(service, left)
        return _Told()

    def _known(self, question: Question, steps: Steps) -> _Told:
        """Return what services say of a work, and what went wrong."""
        records: list[Record] = []
        failures: list[SynbibError] = []
        for step in steps:
            asked = [question, *_further(records)]
            if found := self._first(step, asked, records, failures):
                records.append(found)
        return _Told(records, failures)

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
                for work in self._ask(service, question, failures):
                    if not known or compare(known[0][1].identity, work.identity, IMPORT).is_same:
                        return service, work
        return None

    def _ask(self, service: str, question: Question, failures: list[SynbibError]) -> list[Incoming]:
        if not self._can_ask(service, question):
            return []
        try:
            return self._client.ask(service, question)
        except BudgetError:
            raise
        except SynbibError as error:
            failures.append(error)
            return []

    def _can_ask(self, service: str, question: Question) -> bool:
        # A version of arXiv's is what arXiv alone has.
        if question.is_of_version and service != "arxiv":
            return False
        return self._client.can_ask(service, question)

    def _report(self, told: _Told) -> None:
        if told.failures and not told.records:
            raise told.failures[0]
        for error in (*told.failures, *told.remarks):
            self._tell(error.message)

    # --- by a title --------------------------------------------------------------------------------------------------

    def search(self, question: Question) -> list[Record]:
        """Return all records of works that have a title or one like it, with the services that they are of.

        Raises:
            SynbibError: Nothing was found, and a service could not be asked.
        """
        told = self._told(question)
        self._report(told)
        return told.records

    def _titled(self, question: Question) -> _Told:
        """Return the records of works that have a title or one like it, and what went wrong."""
        records, failures = self._of_title(question, SEARCHED)
        remarks: list[SynbibError] = []
        if not any(_is_titled(work, question) for _, work in records):
            others, remarks = self._of_title(question, ALSO_SEARCHED)
            records += others
        return _Told(records, failures, remarks)

    def _of_title(
        self, question: Question, services: Iterable[str]
    ) -> tuple[list[Record], list[SynbibError]]:
        """Ask services for a title: all at once where requests are not counted."""

        def asked(service: str) -> _Answer:
            failures: list[SynbibError] = []
            return self._ask(service, question, failures), failures

        answers: list[tuple[str, Callable[[], _Answer]]] = [
            (service, partial(asked, service)) for service in services
        ]
        if not self._client.is_counting:
            answers = [(service, started(answer).result) for service, answer in answers]
        records: list[Record] = []
        failures: list[SynbibError] = []
        for service, answer in answers:
            works, failed = answer()
            failures += failed
            records += [(service, work) for work in works if fits(question.title, work.title)]
        return records, failures

    def ask(self, service: str, question: Question) -> list[Incoming]:
        """Return what one service says, and nobody else; none where it knows no such question.

        Raises:
            SynbibError: It could not be asked.
        """
        return self._client.ask(service, question) if self._can_ask(service, question) else []

    def _searched(self, question: Question) -> list[Incoming]:
        """Return the works of a title or one like it, each once."""
        return self.united(question, self.search(question))

    def united(self, question: Question, records: Sequence[Record]) -> list[Incoming]:
        """Return the works that records tell of, each once, those of the very title that is asked for first."""
        groups = gather([work.identity for _, work in records]).works
        works = [_published([records[number] for number in group]) for group in groups]
        works.sort(
            key=lambda work: (not _is_titled(work, question), -likeness(question.title, work.title))
        )
        return works[: question.most]


def _is_titled(work: Incoming, question: Question) -> bool:
    return letters(work.title) == letters(question.title)


def _further(records: Sequence[Record]) -> Iterator[Question]:
    """Yield what else a work may be asked for by, once it is known."""
    known = {s: i for _, work in reversed(records) for s, i in work.identifiers.items()}
    yield from (Question(scheme, known[scheme]) for scheme in _FURTHER if scheme in known)


def _published(records: Sequence[Record]) -> Incoming:
    """Return the record of a work as it was published; where its preprint is read goes with it."""
    best = [each for each in records if each[1].type not in _UNPUBLISHED] or records
    kind = unite(best).type
    work = unite([each for each in best if each[1].type == kind])
    ids = {s: i for _, each in reversed(records) for s, i in each.identifiers.items()}
    return lazily.replace(work, identifiers={**ids, **work.identifiers})
