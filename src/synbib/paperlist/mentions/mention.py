"""One mention of a paper in a list: what its bullet, row or paragraph says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from synbib import lazily

__all__ = ["Mention"]


@lazily.dataclass(frozen=True, slots=True)
class Mention:
    """What one place in a list says of a paper.

    Attributes:
        title: Plain text, without a period at its end.
        authors: Their names in BibTeX's form (``Family, Given`` or as they were written), plain text; ``others`` last
            where the list says "et al.".
        venue: Where it was published, as written without the year: ``EMNLP Findings``; ``""`` if the list does not say.
        year: The year of publication.
        month: The month, 1 to 12.
        day: The day, 1 to 31.
        links: Kind → URL, the kinds of `synbib.model.LINK_FIELDS` and ``paper``, ``pdf``; in the order of the list.
        identifiers: Scheme → identifier: ``arxiv``, ``doi``, ``anthology``, ``openreview``.
        fields: BibTeX fields that a formatted reference gave besides: ``volume``, ``number``, ``pages``, ``publisher``,
            ``address``, …; plain text. ``note`` is how the paper was presented, and what it won: ``Oral``.
        type: The BibTeX entry type if a formatted reference told it (``[C]`` is ``inproceedings``); else ``""``.
        key: The citation key, where the list shows it.
        note: What else stands there: a name of the method, an institution, tags.
        groups: The headings above it, the outermost first.
        line: The line of the file, from 1.
        end: The line after its last.
    """

    title: str
    authors: tuple[str, ...] = ()
    venue: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    links: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    type: str = ""
    key: str = ""
    note: str = ""
    groups: tuple[str, ...] = ()
    line: int = 0
    end: int = 0
