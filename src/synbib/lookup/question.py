"""What is asked, whichever service is asked, and what one service is sent for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Final

from synbib import lazily
from synbib.model.identifiers import VERSION

__all__ = ["Question", "Request", "quoted"]

_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@lazily.dataclass(frozen=True, slots=True)
class Question:
    """Which work is looked for: by an identifier, or by what is known of it.

    Attributes:
        scheme: The scheme of the identifier, one of `synbib.model.identifiers.ARCHIVES` or ``isbn``, ``dblp``,
            ``inspire``, ``pii``, ``zenodo``, ``s2``, ``openalex``, ``ads``, ``fatcat``, ``citeseerx``; ``""`` if
            there is none.
        identifier: The identifier as its scheme writes it, without a resolver.
        title: The title as plain text, where there is no identifier.
        family: The family name of the first author, plain text; ``""`` if it is not known.
        year: The year; ``""`` if it is not known.
        most: How many works are wanted at most, where there may be several.
        published: Whether published works alone are wanted, so that who has preprints alone need not be asked.
    """

    scheme: str = ""
    identifier: str = ""
    title: str = ""
    family: str = ""
    year: str = ""
    most: int = 5
    published: bool = False

    @property
    def is_of_version(self) -> bool:
        """Whether it is about one version of a preprint of arXiv: ``2402.13446v2``."""
        return self.scheme == "arxiv" and VERSION.search(self.identifier) is not None


@lazily.dataclass(frozen=True, slots=True)
class Request:
    """What one service is sent.

    Attributes:
        path: The path after the service's base address, percent-encoded, without a query.
        params: The query: name → value, not encoded.
        headers: The header fields that the answer depends on, as ``Accept``.
        body: What is sent, which is JSON; of a request that has one the method is POST.
    """

    path: str
    params: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    body: bytes = b""


def quoted(identifier: str) -> str:
    """Return an identifier as one segment of a path (RFC 3986 §3.3): its slashes are percent-encoded, too."""
    from urllib.parse import quote

    return quote(identifier, safe="")
