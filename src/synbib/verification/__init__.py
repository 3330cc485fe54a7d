"""Whether the works of a store exist, and are as its entries say; and preprints that were published since.

`verify` asks sources of works about one entry and returns a `Verdict`, with the evidence. `published` returns what a
preprint was published as. A `Source` is whatever answers a question with works: the local index, and services, as
`Services` for the one and `Publishers` for the other.
"""

from synbib.verification.agreement import Known, is_unpublished
from synbib.verification.publishers import Publishers
from synbib.verification.services import Services
from synbib.verification.source import Source
from synbib.verification.upgrading import Publication, changes, published
from synbib.verification.verdict import SEVERITIES, Difference, Outcome, Verdict
from synbib.verification.verifying import EVERYWHERE, questions, verify

__all__ = [
    "EVERYWHERE",
    "SEVERITIES",
    "Difference",
    "Known",
    "Outcome",
    "Publication",
    "Publishers",
    "Services",
    "Source",
    "Verdict",
    "changes",
    "is_unpublished",
    "published",
    "questions",
    "verify",
]
