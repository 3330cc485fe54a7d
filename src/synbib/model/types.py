"""Entry types → CSL types, as tables.

Sources: biblatex manual §2.1; CSL 1.0.2 appendix III. Where the two do not meet, the choice is that of the large
converters (pandoc, Zotero).
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Final

from synbib.model.eprint import arxiv_id

__all__ = ["BOOKS", "CHAPTERS", "TYPES", "csl_type", "nearest"]

# Entry type → CSL type.
TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "book": "book",
    # A work that was once a book of its own.
    "bookinbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "commentary": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
# Whole books, whose `maintitle` is the title and whose `title` then is the volume's.
BOOKS: Final = frozenset(
    {
        "book",
        "collection",
        "commentary",
        "manual",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "proceedings",
        "reference",
    }
)
# Parts of books, whose `maintitle` or `booktitle` is the container's title.
CHAPTERS: Final = frozenset(
    {
        "bookinbook",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "suppbook",
        "suppcollection",
    }
)
# biblatex's entrysubtype, which leaves its values to styles.
_SUBTYPES: Final = {
    "article": {"magazine": "article-magazine", "newspaper": "article-newspaper"},
    "inreference": {"dictionary": "entry-dictionary"},
    "misc": {"letter": "personal_communication"},
    "unpublished": {"letter": "personal_communication"},
}
_PERHAPS_PREPRINTS: Final = frozenset(
    {"misc", "online", "unpublished", "article", "electronic", "techreport"}
)


# Entry type → the one that comes nearest to it, where a format has none of its own.
_NEAREST: Final = {
    "bookinbook": "inbook",
    "booklet": "book",
    "collection": "book",
    "commentary": "book",
    "conference": "inproceedings",
    "electronic": "online",
    "inbook": "incollection",
    "inreference": "incollection",
    "legal": "legislation",
    "manual": "book",
    "mastersthesis": "phdthesis",
    "movie": "video",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvproceedings": "proceedings",
    "mvreference": "reference",
    "reference": "book",
    "report": "techreport",
    "review": "article",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "thesis": "phdthesis",
    "www": "online",
}


def nearest(entry_type: str, types: Container[str]) -> str:
    """Return the one of some types that comes nearest to another; ``misc`` if none does.

    Args:
        entry_type: An entry type, which may be one of them.
        types: The entry types that a format has.
    """
    while entry_type not in types and entry_type in _NEAREST:
        entry_type = _NEAREST[entry_type]
    return entry_type if entry_type in types else "misc"


def csl_type(entry_type: str, fields: Mapping[str, str]) -> str:
    """Return the CSL type of an entry; ``document`` where its type is not known."""
    if entry_type in _PERHAPS_PREPRINTS and _is_preprint(fields):
        return "article"
    if "entrysubtype" in fields and (subtypes := _SUBTYPES.get(entry_type)):
        if found := subtypes.get(fields["entrysubtype"].strip(" {}").lower()):
            return found
    if entry_type == "unpublished" and ("eventtitle" in fields or "eventdate" in fields):
        return "speech"
    if entry_type == "periodical" and "issuetitle" in fields:
        return "article-journal"
    if entry_type == "inbook" and "chapter" in fields and _BOOK_TITLES.isdisjoint(fields):
        return "book"  # BibTeX's: its title is that of the book
    return TYPES.get(entry_type, "document")


_BOOK_TITLES: Final = frozenset({"booktitle", "maintitle"})


def _is_preprint(fields: Mapping[str, str]) -> bool:
    """Whether the entry is an arXiv preprint: CSL 1.0.2's type ``article``."""
    published = fields.get("journal") or fields.get("journaltitle") or fields.get("booktitle")
    return not published and arxiv_id(fields) is not None
