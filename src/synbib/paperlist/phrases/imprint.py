"""Where something was published and by whom: venue, publisher and place as they stand after each other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from synbib import lazily
from synbib.model.venues import find_venue

__all__ = ["EDGES", "FORMAL", "IN", "PART_OF_VENUE", "read_imprint"]

EDGES: Final = ' \t\n.,;:|-–—/"“”'
IN: Final = lazily.pattern(
    r"""
    \A \W* (?: //\s* | in\b:?\s+(?=\S) | appears?\ in\s+ | to\ appear\ in\s+ | presented\ at(?:\ the)?\s*
             | published\ in\s+ )+
    """,
    re.IGNORECASE | re.VERBOSE,
)
FORMAL: Final = lazily.pattern(
    r"""
    \b (?: Proc(?:eedings|\.) | Conference | Conf\. | Workshop | Symposium | Symp\. | Meeting | Findings | Congress
         | Journal | Transactions | Trans\. | Letters | Review | Lecture\ Notes | Advances\ in | Annals | Magazine
         | Bulletin | Archives? | Handbook )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What belongs to a venue, though its year may stand between: ICML 2023, Workshop on Kites.
PART_OF_VENUE: Final = lazily.pattern(
    r"\b(?:Workshop|Track|Findings|Symposium|Session|Part)\b", re.IGNORECASE
)
_PUBLISHER: Final = lazily.pattern(
    r"""
    \b (?: Springer(?:[- ]Verlag)? | Elsevier | Wiley | ACM | IEEE | USENIX | AAAI | PMLR | ISCA | IJCAI
         | Morgan\ Kaufmann | Addison[- ]Wesley | O['’]Reilly | McGraw[- ]Hill | Prentice[- ]Hall | Omnipress
         | CEUR(?:-WS)? | OpenReview | Curran | Pearson | Academic | Birkh[äa]user | Citeseer | Association
         | Press | Publish(?:er|ers|ing) | Verlag | Society | Books | Inc | Sons | Agency | Schloss\ Dagstuhl
         | SIAM | IOS | North[- ]Holland ) \b
    | (?: 出版社 | 出版会 | 书店 | 書店 | 书局 | [\u30a0-\u30ff]社 ) \Z
    """,
    re.VERBOSE,
)
# What a society publishes: IEEE Network, SIAM Review. Not its press, nor a part of it.
_SERIAL: Final = lazily.pattern(
    r"""
    (?: IEEE | ACM | SIAM | IET | AAAI ) \s
    (?! (?: Press | Publi | Xplore | Digital\ Library | Inc | Conference\ Publ | Association ) | .* Society \b )
    [A-Z] .+
    """,
    re.VERBOSE,
)
# Bangkok, Thailand: Association for Computational Linguistics
_PLACED: Final = lazily.pattern(
    r"(?P<before>(?:.*, )?)(?P<place>[^:,]{2,40}): (?P<publisher>[^:]{2,120})"
)
_PLACE: Final = lazily.pattern(r"[^\W\d_][\w .'’-]{1,30}(?:, [^\W\d_][\w .'’-]{1,30}){0,2}")
_BRACKETED: Final = lazily.pattern(r"(?P<before>.+?)\s*[\[(](?P<place>[^\[\]()]{2,60})[\])]")


def read_imprint(
    segments: Iterable[str], fields: dict[str, str], *, thesis: bool = False
) -> tuple[str, str]:
    """Return the venue that segments of a text name, and what of them is left.

    Args:
        segments: What stands between the details of a reference, in its order.
        fields: Where publisher, address and school go.
        thesis: Whether it is a thesis, which has a school and no venue.
    """
    venue = ""
    rest: list[str] = []
    for segment in segments:
        if thesis and "school" not in fields:
            place, colon, school = segment.rpartition(": ")
            fields["school"] = school
            if colon:
                fields["address"] = place
        elif not venue and not thesis and not _is_publisher(segment):
            venue = _venue(segment, fields)
        elif venue and PART_OF_VENUE.search(segment) and find_venue(venue):
            venue = f"{venue}, {segment}"
        elif venue.casefold() != segment.casefold() and not _add_publisher(segment, fields):
            rest.append(segment)
    return venue, ". ".join(rest)


def _is_publisher(segment: str) -> bool:
    if IN.match(segment) or FORMAL.search(segment) or find_venue(segment) or _is_serial(segment):
        return False
    head, comma, last = segment.rpartition(", ")
    if comma and _PUBLISHER.search(last) and not _PUBLISHER.search(head) and ": " not in segment:
        return False
    return bool(_PUBLISHER.search(segment))


def _is_serial(segment: str) -> bool:
    return "," not in segment and _SERIAL.fullmatch(segment) is not None


def _venue(segment: str, fields: dict[str, str]) -> str:
    segment = IN.sub("", segment).strip(EDGES)
    if (placed := _split_placed(segment)) and placed[0]:
        segment, fields["address"], fields["publisher"] = placed
    head, comma, last = segment.rpartition(", ")
    if comma and _PUBLISHER.search(last) and not _PUBLISHER.search(head):
        fields.setdefault("publisher", last)
        segment = head
    # Proceedings of … (Volume 1: Long Papers), Bangkok, Thailand
    head, bracket, place = segment.rpartition("), ")
    if bracket and _PLACE.fullmatch(place):
        fields.setdefault("address", place)
        segment = head + ")"
    # Proceedings of … [Bangkok, Thailand]
    if (
        FORMAL.search(segment)
        and (match := _BRACKETED.fullmatch(segment))
        and ", " in match["place"]
    ):
        if _PLACE.fullmatch(match["place"]):
            fields.setdefault("address", match["place"])
            segment = match["before"]
    return segment.strip(EDGES)


def _split_placed(segment: str) -> tuple[str, str, str] | None:
    """Return what stands before a place, the place, and the publisher after its colon."""
    match = _PLACED.fullmatch(segment)
    if match is None or not _PUBLISHER.search(match["publisher"]) or FORMAL.search(match["place"]):
        return None
    before, place = match["before"].removesuffix(", "), match["place"]
    head, comma, city = before.rpartition(", ")
    if before and not comma:
        head, city = "", before
    if len(city.split()) <= 2 and _PLACE.fullmatch(city) and not FORMAL.search(city):
        before, place = head, f"{city}, {place}"
    return before, place, match["publisher"]


def _add_publisher(segment: str, fields: dict[str, str]) -> bool:
    if placed := _split_placed(segment):
        before, place, publisher = placed
        if not before and "publisher" not in fields:
            fields.update(address=place, publisher=publisher)
            return True
    if "publisher" not in fields and _PUBLISHER.search(segment):
        publisher, _, place = segment.partition(", ")
        if place and _PUBLISHER.search(place) and not _PUBLISHER.search(publisher):
            publisher, place = place, publisher
        fields["publisher"] = publisher
        if place and "address" not in fields and _PLACE.fullmatch(place):
            fields["address"] = place
        return True
    if "address" not in fields and len(segment) < 60 and _PLACE.fullmatch(segment):
        fields["address"] = segment
        return True
    return False
