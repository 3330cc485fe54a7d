"""Which style to use for a venue that has no CSL style of its own: most conferences of computer science.

What their templates for authors ask for, by our own knowledge of them; the names of venues are those of
`synbib.model.venues`. Where a venue has no row, the row of its publisher counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from synbib import lazily
from synbib.model.venues import Venue, find_venue

__all__ = ["VenueStyle", "style_for_venue"]


@lazily.dataclass(frozen=True, slots=True)
class VenueStyle:
    """What to use for a venue.

    Attributes:
        style: The nearest CSL style.
        bst: BibTeX's style: the one that the venue's template has, or that it is near to.
        reason: Why, in a sentence; ``{venue}`` is its name.
        in_tex: Whether TeX Live has the BibTeX style; else it comes with the template of the venue.
    """

    style: str
    bst: str
    reason: str
    in_tex: bool = True

    def lines(self, venue: str) -> tuple[str, str]:
        """Return what is told of a venue: what to use, and why."""
        where = "TeX Live has it" if self.in_tex else "it comes with the template"
        return (
            f"{venue} has no CSL style of its own; use {self.style}, or BibTeX's {self.bst} ({where}).",
            self.reason.format(venue=venue),
        )


_ACL: Final = VenueStyle(
    "acl",
    "acl_natbib.bst",
    "{venue} has the template of *ACL, whose references are those of the ACL Anthology.",
    in_tex=False,
)
_ACM: Final = VenueStyle(
    "association-for-computing-machinery",
    "ACM-Reference-Format.bst",
    "{venue} is ACM's, whose class acmart has one form of references for all venues.",
)
_IEEE: Final = VenueStyle(
    "ieee", "IEEEtran.bst", "{venue} follows IEEE's guide: numbers in order of citation."
)
_CVF: Final = VenueStyle(
    "ieee",
    "ieeenat_fullname.bst",
    "{venue} has the template of CVF: IEEE's form with numbers, given names in full.",
    in_tex=False,
)
_LNCS: Final = VenueStyle(
    "springer-lecture-notes-in-computer-science",
    "splncs04.bst",
    "{venue} is published by Springer in the form of Lecture Notes in Computer Science.",
)
_PLAINNAT: Final = VenueStyle(
    "natbib-plainnat-author-date",
    "plainnat.bst",
    "{venue} has a template with natbib, whose references are in the form of plainnat.",
)
_NEURIPS: Final = VenueStyle(
    "natbib-plainnat-author-date",
    "plainnat.bst",
    "{venue} takes any style that is used throughout; its template loads natbib, with which plainnat is usual.",
)
_ICML: Final = VenueStyle(
    "apa",
    "icml.bst",
    "{venue} has the template of ICML: author and year, initials, much like APA.",
    in_tex=False,
)
_PMLR: Final = VenueStyle(
    "natbib-plainnat-author-date",
    "plainnat.bst",
    "{venue} is published in PMLR, whose class jmlr cites by author and year in the form of plainnat.",
)
_AAAI: Final = VenueStyle(
    "chicago-author-date",
    "aaai.bst",
    "{venue} cites by author and year, with the year after the authors, as Chicago does.",
    in_tex=False,
)
_IJCAI: Final = VenueStyle(
    "chicago-author-date",
    "named.bst",
    "{venue} cites by author and year in brackets: [Lee and Chen, 2024].",
    in_tex=False,
)
_USENIX: Final = VenueStyle(
    "acm-sig-proceedings",
    "plain.bst",
    "{venue} has USENIX's template, which takes BibTeX's own plain: numbers by author.",
)
_LIPICS: Final = VenueStyle(
    "springer-lecture-notes-in-computer-science-alphabetical",
    "plainurl.bst",
    "{venue} is published in LIPIcs, whose class takes plainurl: numbers by author, with addresses.",
)
_SPEECH: Final = VenueStyle(
    "ieee", "IEEEtran.bst", "{venue} has ISCA's template, which is in IEEE's form."
)

_BY_VENUE: Final[Iterable[tuple[VenueStyle, str]]] = (
    (_ACL, "COLING LREC LREC-COLING TACL"),
    (_CVF, "CVPR ICCV WACV 3DV BMVC"),
    (_NEURIPS, "NeurIPS"),
    (_PLAINNAT, "ICLR COLM TMLR JMLR AKBC"),
    (_ICML, "ICML MLSys"),
    (_LNCS, "LNCS"),
    (_ACM, "PVLDB VLDB AAMAS"),
    (_IEEE, "NDSS RSS"),
)
_BY_PUBLISHER: Final = {
    "AAAI Press": _AAAI,
    "ACL": _ACL,
    "ACM": _ACM,
    "ACM and IEEE": _ACM,
    "Dagstuhl": _LIPICS,
    "IEEE": _IEEE,
    "IEEE and ACM": _IEEE,
    "IJCAI": _IJCAI,
    "ISCA": _SPEECH,
    "PMLR": _PMLR,
    "Springer": _LNCS,
    "USENIX": _USENIX,
}


def style_for_venue(text: str) -> tuple[Venue, VenueStyle] | None:
    """Return the venue that a text names, ``neurips`` or ``CVPR 2024``, and the style to use for it.

    None if it names none, or one of which nothing is known here: journals have styles of their own.
    """
    found = find_venue(text)
    if found is None:
        # A short name that is a word as well counts in capitals alone; who looks for a style types `chi`.
        found = find_venue(text.upper()) if text.isalpha() else None
        if found is None or found.venue.type != "conference":
            return None
    venue = found.venue
    style = _rows().get(venue.acronym)
    if style is None and venue.type != "journal":
        style = _BY_PUBLISHER.get(venue.publisher)
    return (venue, style) if style else None


@cache
def _rows() -> dict[str, VenueStyle]:
    return {name: style for style, names in _BY_VENUE for name in names.split()}
