"""The services by their names: where each is, and the module that speaks with it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast

from synbib import lazily
from synbib.errors import UnknownNameError

if TYPE_CHECKING:
    from synbib.incoming import Incoming
    from synbib.lookup.question import Question, Request

__all__ = ["SERVICES", "Service", "read_answer"]


class _Spoken(Protocol):
    """What each service's module has."""

    def request(self, question: Question) -> Request | None: ...

    def read(self, data: bytes) -> list[Incoming]: ...


@lazily.dataclass(frozen=True, slots=True)
class Service:
    """A service that is asked.

    Attributes:
        base: The address that its requests begin with.
        module: The module that makes its requests and reads its answers.
    """

    base: str
    module: str

    def request(self, question: Question) -> Request | None:
        """Return what asks the service a question; ``None`` if it cannot be asked so."""
        return self._spoken.request(question)

    def read(self, data: bytes) -> list[Incoming]:
        """Return the works that an answer tells of, the most fitting first; none where it says that there is none.

        Raises:
            AnswerError: It is not an answer of this service, or it tells of an error.
        """
        return self._spoken.read(data)

    @property
    def _spoken(self) -> _Spoken:
        return cast(_Spoken, import_module(self.module))


SERVICES: Final[Mapping[str, Service]] = {
    "acl-anthology": Service("https://aclanthology.org/", "synbib.lookup.acl_anthology"),
    "ads": Service("https://api.adsabs.harvard.edu/", "synbib.lookup.ads"),
    "arxiv": Service("https://export.arxiv.org/api/", "synbib.lookup.arxiv"),
    "biorxiv": Service("https://api.biorxiv.org/", "synbib.lookup.biorxiv"),
    "citeseerx": Service("https://citeseerx.ist.psu.edu/", "synbib.lookup.citeseerx"),
    "crossref": Service("https://api.crossref.org/", "synbib.lookup.crossref"),
    "datacite": Service("https://api.datacite.org/", "synbib.lookup.datacite"),
    "dblp": Service("https://dblp.org/", "synbib.lookup.dblp"),
    "doi-org": Service("https://doi.org/", "synbib.lookup.doi_org"),
    "europepmc": Service("https://www.ebi.ac.uk/europepmc/", "synbib.lookup.europepmc"),
    "fatcat": Service("https://api.fatcat.wiki/", "synbib.lookup.fatcat"),
    "google-books": Service("https://www.googleapis.com/books/v1/", "synbib.lookup.google_books"),
    "hal": Service("https://api.archives-ouvertes.fr/", "synbib.lookup.hal"),
    "inspire": Service("https://inspirehep.net/", "synbib.lookup.inspire"),
    "loc": Service("http://lx2.loc.gov:210/", "synbib.lookup.loc"),
    "nber": Service("https://www.nber.org/", "synbib.lookup.nber"),
    "openalex": Service("https://api.openalex.org/", "synbib.lookup.openalex"),
    "openlibrary": Service("https://openlibrary.org/", "synbib.lookup.openlibrary"),
    "openreview": Service("https://api2.openreview.net/", "synbib.lookup.openreview"),
    "pubmed": Service("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", "synbib.lookup.pubmed"),
    "rogue-scholar": Service("https://api.rogue-scholar.org/", "synbib.lookup.rogue_scholar"),
    "scopus": Service("https://api.elsevier.com/", "synbib.lookup.scopus"),
    "semanticscholar": Service("https://api.semanticscholar.org/", "synbib.lookup.semanticscholar"),
    "unpaywall": Service("https://api.unpaywall.org/", "synbib.lookup.unpaywall"),
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
        return SERVICES[source].read(data)
    except AnswerError:
        raise
    except FormatError as error:
        place = "" if error.message.startswith(f"{source}:") else f"{source}: "
        raise AnswerError(f"{place}{error.message}", error.diagnostics) from None
