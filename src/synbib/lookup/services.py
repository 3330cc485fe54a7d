"""The services by their names: where each is, the module that speaks with it, and what it asks of who asks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from synbib import lazily
from synbib.errors import UnknownNameError

if TYPE_CHECKING:
    from synbib.incoming import Incoming
    from synbib.lookup.question import Question, Request

__all__ = ["SERVICES", "ApiKey", "Service", "read_answer"]


class _Spoken(Protocol):
    """What each service's module has."""

    def request(self, question: Question) -> Request | None: ...

    def read(self, data: bytes) -> list[Incoming]: ...


class _SpokenOfMany(Protocol):
    """What the module of a service has that is asked for many works at once."""

    def request_many(self, identifiers: Sequence[str]) -> Request | None: ...

    def read_many(self, data: bytes) -> Iterator[tuple[str, bytes]]: ...


@lazily.dataclass(frozen=True, slots=True)
class ApiKey:
    """How a service is told a key of the user's.

    Attributes:
        variable: The variable of the environment that has the key.
        header: The header field that it goes into; ``""`` if it goes into the query.
        param: The name in the query.
        before: What stands before the key there.
        needed: Whether the service answers nobody without one.
    """

    variable: str
    header: str = ""
    param: str = ""
    before: str = ""
    needed: bool = False


@lazily.dataclass(frozen=True, slots=True)
class Service:
    """A service that is asked.

    Attributes:
        base: The address that its requests begin with.
        module: The module that makes its requests and reads its answers.
        pause: Seconds from one request to the next, by its documentation; a second where that says nothing.
        mail: The name in the query under which it wants to know the user's address; ``""`` if it does not.
        key: How it is told a key; ``None`` if it knows none.
        many: The scheme of identifiers of which it takes many in one request; ``""`` if it takes none so.
        most: How many it takes.
    """

    base: str
    module: str
    pause: float = 1.0
    mail: str = ""
    key: ApiKey | None = None
    many: str = ""
    most: int = 1

    def request(self, question: Question) -> Request | None:
        """Return what asks the service a question; ``None`` if it cannot be asked so."""
        return self._spoken.request(question)

    def read(self, data: bytes) -> list[Incoming]:
        """Return the works that an answer tells of, the most fitting first; none where it says that there is none.

        Raises:
            AnswerError: It is not an answer of this service, or it tells of an error.
        """
        return self._spoken.read(data)

    def request_many(self, identifiers: Sequence[str]) -> Request | None:
        """Return what asks for the works of many identifiers; ``None`` where these cannot be asked for together.

        Args:
            identifiers: No more than `most`, of the scheme `many`.
        """
        return cast(_SpokenOfMany, self._spoken).request_many(identifiers)

    def read_many(self, data: bytes) -> Iterator[tuple[str, bytes]]:
        """Yield each work's identifier, and what the service would answer to who asks for it alone.

        Raises:
            AnswerError: It is not an answer of this service, or it tells of an error.
        """
        return cast(_SpokenOfMany, self._spoken).read_many(data)

    @property
    def _spoken(self) -> _Spoken:
        return cast(_Spoken, import_module(self.module))


# Where the pauses come from: arXiv's "Terms of Use for arXiv APIs" (one request in three seconds); Crossref's "Access
# and authentication" (five records a second; a search that is refused waits); DataCite's "Rate limit" (3,000 in five
# minutes); INSPIRE's REST API (15 in five seconds); OpenAlex's "Rate limits" (ten a second); NCBI's "A General
# Introduction to the E-utilities" (three a second); Semantic Scholar's "API" (one a second with a key); Unpaywall's
# "API" (100,000 a day). How many works one request asks for is what they document, or fewer where records are long, as
# an answer has no more than `LONGEST_ANSWER`: arXiv's manual §3.1.1.1, Crossref's "Filters", DataCite's "Queries",
# OpenAlex's "Filter lists" (100), NCBI's "E-utilities In-Depth" (200 without POST), Semantic Scholar's "Paper batch"
# (500).
SERVICES: Final[Mapping[str, Service]] = {
    "acl-anthology": Service("https://aclanthology.org/", "synbib.lookup.acl_anthology"),
    "ads": Service(
        "https://api.adsabs.harvard.edu/",
        "synbib.lookup.ads",
        key=ApiKey("ADS_API_TOKEN", "Authorization", before="Bearer ", needed=True),
    ),
    "arxiv": Service(
        "https://export.arxiv.org/api/", "synbib.lookup.arxiv", pause=3.0, many="arxiv", most=50
    ),
    "biorxiv": Service("https://api.biorxiv.org/", "synbib.lookup.biorxiv"),
    "citeseerx": Service("https://citeseerx.ist.psu.edu/", "synbib.lookup.citeseerx"),
    "crossref": Service(
        "https://api.crossref.org/",
        "synbib.lookup.crossref",
        pause=0.2,
        mail="mailto",
        many="doi",
        most=20,
    ),
    "datacite": Service(
        "https://api.datacite.org/", "synbib.lookup.datacite", pause=0.1, many="doi", most=20
    ),
    "dblp": Service("https://dblp.org/", "synbib.lookup.dblp"),
    "doi-org": Service("https://doi.org/", "synbib.lookup.doi_org", pause=0.2),
    "europepmc": Service("https://www.ebi.ac.uk/europepmc/", "synbib.lookup.europepmc"),
    "fatcat": Service("https://api.fatcat.wiki/", "synbib.lookup.fatcat"),
    "github": Service(
        "https://api.github.com/",
        "synbib.lookup.github",
        key=ApiKey("GITHUB_TOKEN", "Authorization", before="Bearer "),
    ),
    "github-citation": Service(
        "https://raw.githubusercontent.com/", "synbib.lookup.github_citation"
    ),
    "google-books": Service(
        "https://www.googleapis.com/books/v1/",
        "synbib.lookup.google_books",
        key=ApiKey("GOOGLE_BOOKS_API_KEY", "X-Goog-Api-Key"),
    ),
    "hal": Service("https://api.archives-ouvertes.fr/", "synbib.lookup.hal"),
    "huggingface": Service("https://huggingface.co/", "synbib.lookup.huggingface"),
    "huggingface-citation": Service(
        "https://huggingface.co/", "synbib.lookup.huggingface_citation"
    ),
    "inspire": Service("https://inspirehep.net/", "synbib.lookup.inspire", pause=0.34),
    "loc": Service("http://lx2.loc.gov:210/", "synbib.lookup.loc"),
    "nber": Service("https://www.nber.org/", "synbib.lookup.nber"),
    "openalex": Service(
        "https://api.openalex.org/",
        "synbib.lookup.openalex",
        pause=0.1,
        mail="mailto",
        key=ApiKey("OPENALEX_API_KEY", param="api_key"),
        many="openalex",
        most=50,
    ),
    "openlibrary": Service("https://openlibrary.org/", "synbib.lookup.openlibrary"),
    "openreview": Service("https://api2.openreview.net/", "synbib.lookup.openreview"),
    "pubmed": Service(
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
        "synbib.lookup.pubmed",
        pause=0.34,
        mail="email",
        key=ApiKey("NCBI_API_KEY", param="api_key"),
        many="pmid",
        most=100,
    ),
    "rogue-scholar": Service("https://api.rogue-scholar.org/", "synbib.lookup.rogue_scholar"),
    "scopus": Service(
        "https://api.elsevier.com/",
        "synbib.lookup.scopus",
        key=ApiKey("SCOPUS_API_KEY", "X-ELS-APIKey", needed=True),
    ),
    "semanticscholar": Service(
        "https://api.semanticscholar.org/",
        "synbib.lookup.semanticscholar",
        key=ApiKey("S2_API_KEY", "x-api-key"),
        many="s2",
        most=100,
    ),
    "unpaywall": Service(
        "https://api.unpaywall.org/", "synbib.lookup.unpaywall", pause=0.9, mail="email"
    ),
    "zenodo": Service("https://zenodo.org/", "synbib.lookup.zenodo"),
}


def read_answer(source: str, data: bytes) -> list[Incoming]:
    """Return the works that a saved answer of a service tells of: what ``curl`` wrote.

    Args:
        source: The service's name, of `SERVICES`.
        data: The body of its answer.

    Raises:
        UnknownNameError: There is no such service.
        AnswerError: It is not an answer of this service, or it tells of an error.
    """
    if source not in SERVICES:
        raise UnknownNameError.among("service", source, SERVICES)
    from synbib.formats import FormatError
    from synbib.lookup.answers import AnswerError

    try:
        works = SERVICES[source].read(data)
        told = [work for work in works if _tells_anything(work)]
        if works and not told:
            raise AnswerError(
                f"{source}: the record has no title, identifier or link; ask for it with all its fields"
            )
        return told
    except AnswerError:
        raise
    except FormatError as error:
        place = "" if error.message.startswith(f"{source}:") else f"{source}: "
        raise AnswerError(f"{place}{error.message}", error.diagnostics) from None


def _tells_anything(work: Incoming) -> bool:
    return bool(work.title or work.identifiers or work.links)
