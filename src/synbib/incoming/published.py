"""Where a work was published, in a source's words: what type of entry that makes, and which fields say it.

The fields are such that a list made of the store says again what the source said: a field ``shortvenue`` is added
only where the table of venues would have another name than the source has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.incoming.latex import of_text
from synbib.model import find_venue, published_in
from synbib.text.folding import letters

__all__ = ["CONTAINERS", "entry_type", "full_venue", "published", "publisher_field"]

CONTAINERS: Final = {
    "article": "journal",
    "incollection": "booktitle",
    "inproceedings": "booktitle",
}
"""Entry type → the field of the journal or the book that works of this type stand in."""
# Entry type → the field of who published it, where that is another than `publisher` (btxdoc §3.1; biblatex §2.1.1).
_PUBLISHERS: Final = {
    "manual": "organization",
    "mastersthesis": "school",
    "phdthesis": "school",
    "report": "institution",
    "standard": "organization",
    "techreport": "institution",
}
# Entry type → the field that says where a work was published; `howpublished` of others.
_PLACES: Final = {
    **CONTAINERS,
    "book": "publisher",
    "conference": "booktitle",
    "mastersthesis": "school",
    "phdthesis": "school",
    "techreport": "institution",
}
# What tells the type of a venue that is not known; the first that fits.
_TYPES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    *(
        (lazily.pattern(rf"\b(?:{words})\b", re.IGNORECASE), entry_type)
        for words, entry_type in (
            (r"ph\.?\s?d\.?|doctoral|dissertation", "phdthesis"),
            (r"master'?s?|m\.?sc\.?|thesis", "mastersthesis"),
            (r"(?:technical|tech\.?|white)\s*(?:report|paper)|technical memorandum", "techreport"),
            (
                r"proceedings|proc\.?|conference|conf\.?|workshops?|symposium|meeting",
                "inproceedings",
            ),
            (
                r"journal|j\.|transactions|trans\.?|letters|magazine|review|annals|bulletin",
                "article",
            ),
        )
    ),
    # Chinese and Japanese have no blanks between words.
    (lazily.pattern("论文集|会议|会議|大会|年会|研讨会|研究会|シンポジウム"), "inproceedings"),
    (lazily.pattern("学报|学報|学刊|期刊|杂志|雑誌|論文誌|会誌|紀要|通报|通讯"), "article"),
)
_OF_VENUE: Final = {"journal": "article", "preprint": "misc"}
_ARXIV_VENUE: Final = lazily.pattern(r"arxiv|corr\Z", re.IGNORECASE)


def entry_type(told: str, venue: str, *, on_arxiv: bool) -> str:
    """Return the type of an entry.

    Args:
        told: The type that the source tells; ``""`` if it does not.
        venue: Where the work was published, in the source's words.
        on_arxiv: Whether it has an arXiv number: of a journal's and arXiv's only the latter would be an article there.
    """
    match = find_venue(venue) if venue else None
    is_preprint = match is not None and match.venue.type == "preprint"
    if on_arxiv and (is_preprint or _ARXIV_VENUE.match(venue)):
        return "misc"
    if told:
        return told
    if match:
        return _OF_VENUE.get(match.venue.type, "inproceedings")
    return next((kind for sign, kind in _TYPES if sign.search(venue)), "misc")


def published(
    venue: str, year: str, fields: Mapping[str, str], kind: str, *, told: bool, as_written: bool
) -> dict[str, str]:
    """Return the fields that say where a work was published, as LaTeX.

    Args:
        venue: Where, in the source's words.
        year: The year, ``""`` if it is not known.
        fields: The fields that the entry has already.
        kind: Its type.
        told: Whether the source tells the type: then the venue is a formatted reference's, and stays as it is.
        as_written: Whether the source's name is kept where the full name does not hold it: *EMNLP*.
    """
    if not venue:
        return {}
    found: dict[str, str] = {}
    container = _PLACES.get(kind, "howpublished")
    if container not in fields and not ("eprint" in fields and kind == "misc"):
        found[container] = of_text(venue if told else full_venue(venue))
    short = {"shortvenue": of_text(venue)}
    renamed = letters(venue) not in letters(found.get(container, venue))
    if not told and (
        (as_written and renamed)
        or published_in({**fields, **found}, year) != published_in(short, year)
    ):
        found |= short
    return found


def publisher_field(kind: str) -> str:
    """Return the field that says who published works of a type: ``school`` of theses, mostly ``publisher``."""
    return _PUBLISHERS.get(kind, "publisher")


def full_venue(venue: str) -> str:
    """Return the full name of a venue that is known; any other as it is.

    Args:
        venue: Plain text.
    """
    match = find_venue(venue) if venue else None
    if match is None:
        return venue
    if match.track == "Findings" and match.venue.publisher == "ACL":
        return f"Findings of the Association for Computational Linguistics: {match.venue.acronym}"
    # Of another track the table has no name.
    return venue if match.track else match.venue.name
