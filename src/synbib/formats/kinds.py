"""The types of works that EndNote knows, which RIS, Refer and RefWorks name each in a way of their own.

Sources: the RIS format specification of Reference Manager (2001) and of EndNote (2011); the reference types of EndNote
and of RefWorks' tagged format.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from synbib.model.types import nearest

__all__ = [
    "BOOKS",
    "CHAPTERS",
    "FILMS",
    "JOURNALS",
    "KINDS",
    "THESES",
    "Kind",
    "kind_of",
    "kind_written",
    "refworks_name",
]


# Types as the rows of a `Table` name them.
CHAPTERS: Final = "incollection inproceedings inreference"
"""The types of what stands in a book."""
BOOKS: Final = "book booklet periodical proceedings"
"""The types of whole books."""
THESES: Final = "mastersthesis phdthesis"
"""The types of theses."""
FILMS: Final = "movie video"
"""The types of films, whose authors are their directors."""
JOURNALS: Final = {
    CHAPTERS: "booktitle",
    f"{BOOKS} techreport": "series",
    THESES: "type",  # ADS: `Ph.D. Thesis`
    "dataset misc online software unpublished": "howpublished",
    "": "journal",
}
"""What the title of a journal is for each type."""


class Kind(NamedTuple):
    """A type of work.

    Attributes:
        type: The type of an entry.
        ris: RIS's code.
        endnote: EndNote's name, which Refer has, too.
        refworks: RefWorks' name.
        subtype: The ``entrysubtype`` that tells it from others of the type.
    """

    type: str
    ris: str
    endnote: str
    refworks: str = ""
    subtype: str = ""


# Of one entry type the first is written.
KINDS: Final = (
    Kind("article", "JOUR", "Journal Article", "Journal Article"),
    Kind("article", "EJOUR", "Electronic Article", "Journal, Electronic"),
    Kind("article", "MGZN", "Magazine Article", "Magazine Article", "magazine"),
    Kind("article", "NEWS", "Newspaper Article", "Newspaper Article", "newspaper"),
    Kind("article", "ABST", "Abstract", "Abstract"),
    Kind("article", "INPR", "In Press Article", ""),
    Kind("artwork", "ART", "Artwork", "Artwork"),
    Kind("audio", "SOUND", "Sound Recording", "Sound Recording"),
    Kind("book", "BOOK", "Book", "Book, Whole"),
    Kind("book", "EDBOOK", "Edited Book", "Book, Edited"),
    Kind("book", "EBOOK", "Electronic Book", ""),
    Kind("book", "CLSWK", "Classical Work", ""),
    Kind("book", "ANCIENT", "Ancient Text", ""),
    Kind("book", "CTLG", "Catalog", ""),
    Kind("book", "SER", "Serial", "Monograph"),
    Kind("booklet", "PAMP", "Pamphlet", ""),
    Kind("dataset", "DATA", "Dataset", ""),
    Kind("dataset", "DBASE", "Online Database", ""),
    Kind("dataset", "AGGR", "Aggregated Database", ""),
    Kind("image", "FIGURE", "Figure", ""),
    Kind("image", "CHART", "Chart or Table", ""),
    Kind("image", "MAP", "Map", "Map", "map"),
    Kind("incollection", "CHAP", "Book Section", "Book, Section"),
    Kind("incollection", "ECHAP", "Electronic Book Section", ""),
    Kind("inproceedings", "CONF", "Conference Proceedings", "Conference Proceedings"),
    Kind("inproceedings", "CPAPER", "Conference Paper", ""),
    Kind("inreference", "ENCYC", "Encyclopedia", ""),
    Kind("inreference", "DICT", "Dictionary", "", "dictionary"),
    Kind("jurisdiction", "CASE", "Case", "Case/Court Decisions"),
    Kind("jurisdiction", "HEAR", "Hearing", "Hearing"),
    Kind("legislation", "STAT", "Statute", "Laws/Statutes"),
    Kind("legislation", "BILL", "Bill", "Bills/Resolutions"),
    Kind("legislation", "LEGAL", "Legal Rule or Regulation", ""),
    Kind("legislation", "UNBILL", "Unenacted Bill", ""),
    Kind("letter", "PCOMM", "Personal Communication", "Personal Communication"),
    Kind("letter", "ICOMM", "Internet Communication", ""),
    Kind("misc", "GEN", "Generic", "Generic"),
    Kind("misc", "GRANT", "Grant", "Grant"),
    Kind("misc", "EQUA", "Equation", ""),
    Kind("movie", "MPCT", "Film or Broadcast", "Motion Picture"),
    Kind("music", "MUSIC", "Music", "Music Score"),
    Kind("online", "ELEC", "Web Page", "Web Page"),
    Kind("online", "WEB", "Web Page", ""),
    Kind("online", "BLOG", "Blog", ""),
    Kind("online", "ELEC", "Electronic Source", "Online Discussion Forum"),
    Kind("patent", "PAT", "Patent", "Patent"),
    Kind("periodical", "JFULL", "Journal", "Journal"),
    Kind("phdthesis", "THES", "Thesis", "Dissertation/Thesis"),
    Kind("software", "COMP", "Computer Program", "Computer Program"),
    Kind("standard", "STAND", "Standard", ""),
    Kind("techreport", "RPRT", "Report", "Report"),
    Kind("techreport", "GOVDOC", "Government Document", ""),
    Kind("unpublished", "UNPB", "Unpublished Work", "Unpublished Material"),
    Kind("unpublished", "MANSCPT", "Manuscript", ""),
    Kind("unpublished", "SLIDE", "Presentation", ""),
    Kind("video", "VIDEO", "Audiovisual Material", "Video/DVD"),
    Kind("video", "ADVS", "Audiovisual Material", ""),
    Kind("video", "MULTI", "Multimedia", ""),
    # These are read as another type, where nothing but the name tells it.
    Kind("legal", "LEGAL", "Legal Rule or Regulation", "Laws/Statutes"),
    Kind("proceedings", "CONF", "Conference Proceedings", "Conference Proceedings"),
)
"""The types, of one entry type the usual first."""

_TYPES: Final = frozenset(kind.type for kind in KINDS)

_OF_NAME: Final = {
    name.casefold(): kind
    for kind in reversed(KINDS)
    for name in (kind.ris, kind.endnote, kind.refworks)
    if name
} | {
    # What others write.
    name: next(kind for kind in KINDS if kind.ris == code)
    for name, code in {
        "aud": "SOUND",
        "audiovisual": "VIDEO",
        "blog post": "BLOG",
        "book, chapter": "CHAP",
        "book chapter": "CHAP",
        "chap.": "CHAP",
        "conference": "CONF",
        "conference proceeding": "CONF",
        "dissertation": "THES",
        "dissertation/thesis, unpublished": "THES",
        "court case": "CASE",
        "discussion forum": "BLOG",
        "echapt": "ECHAP",
        "edited book section": "CHAP",
        "encyclopedia article": "ENCYC",
        "electronic citation": "ELEC",
        "government report": "GOVDOC",
        "inproceedings": "CONF",
        "journal": "JOUR",
        "legal rule": "LEGAL",
        "manuscr": "MANSCPT",
        "misc": "GEN",
        "miscellaneous": "GEN",
        "mstr": "THES",
        "multimedia application": "COMP",
        "online discussion forum/blogs": "BLOG",
        "online multimedia": "MULTI",
        "phd thesis": "THES",
        "podcast": "SOUND",
        "preprint": "GEN",
        "proc": "CONF",
        "slides": "SLIDE",
        "social media": "BLOG",
        "std": "STAND",
        "television episode": "MPCT",
        "thesis/dissertation": "THES",
        "unbil": "UNBILL",
        "unpd": "UNPB",
        "unpublished": "UNPB",
    }.items()
}


def kind_of(name: str) -> Kind | None:
    """Return the type that a code or a name stands for, in any case; ``None`` if it is not known."""
    return _OF_NAME.get(" ".join(name.replace("/ ", "/").split()).casefold())


def refworks_name(kind: Kind) -> str:
    """Return RefWorks' name of a type, or of the nearest that it has."""
    near = (each.refworks for each in KINDS if each.type == kind.type and each.refworks)
    return kind.refworks or next(near, "Generic")


def kind_written(entry_type: str, subtype: str = "") -> Kind:
    """Return the type that an entry is written as, or that which comes nearest; else *Generic*."""
    known = nearest(entry_type, _TYPES)
    of_type = [kind for kind in KINDS if kind.type == known]
    return next((kind for kind in of_type if kind.subtype == subtype), of_type[0])
