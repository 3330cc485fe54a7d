"""GB/T 7714's mark of what a document is and what carries it, after its title: ``[J]``, ``[M/CD]``, ``[EB/OL]``.

Source: GB/T 7714-2015, appendix B, table B.1 (types of documents) and B.2 (carriers of electronic ones); GB/T
7714-2025, appendix A, which adds preprints.
"""

from __future__ import annotations

from typing import Final

from synbib import lazily

__all__ = ["CARRIERS", "DOCUMENT_TYPES", "MARK", "THESIS", "entry_type"]

# A type of document → the BibTeX entry type.
DOCUMENT_TYPES: Final = {
    "M": "book",
    "C": "inproceedings",
    "G": "book",  # a collection
    "N": "article",  # a newspaper
    "J": "article",
    "D": "phdthesis",
    "R": "techreport",
    "S": "misc",  # a standard
    "P": "misc",  # a patent
    "DB": "misc",  # a database
    "CP": "misc",  # a computer program
    "EB": "misc",  # an electronic bulletin
    "A": "misc",  # an archive
    "CM": "misc",  # a map
    "DS": "misc",  # a dataset
    "PP": "misc",  # a preprint
    "Z": "misc",  # anything else
}
# Magnetic tape, disk, CD-ROM, online.
CARRIERS: Final = ("MT", "DK", "CD", "OL")
THESIS: Final = "D"

MARK: Final = lazily.pattern(
    rf"\[(?P<kind>{'|'.join(DOCUMENT_TYPES)})(?:/(?P<carrier>{'|'.join(CARRIERS)}))?\]"
)


def entry_type(kind: str, told: str = "") -> str:
    """Return the BibTeX entry type of a document.

    Args:
        kind: Its type as the mark has it, one of `DOCUMENT_TYPES`.
        told: The entry type that the rest of its reference tells. A thesis stays what it is, and a preprint is no
            article, though ``[J]`` says so.
    """
    marked = DOCUMENT_TYPES[kind]
    surer = told.endswith("thesis") or (marked == "article" and told == "misc")
    return told if surer else marked
