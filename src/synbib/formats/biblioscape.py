"""The tag file of Biblioscape: two letters between pairs of hyphens, a value; six hyphens end a record.

Source: Biblioscape's manual, "Biblioscape Tag File", and its importer's list of tags, which has EndNote's roles of
names and titles: the secondary title is that of what a work stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import fielded
from synbib.formats.data import Tell, untold
from synbib.formats.kinds import KINDS, kind_of
from synbib.formats.tagged import Dialect, Table, Tagged, gathered, tagged
from synbib.incoming import Incoming

__all__ = ["read", "stream"]

_LINE: Final = lazily.pattern(r"--(?P<tag>[A-Z][A-Z0-9])--\s?(?P<value>.*)")
_END: Final = "------"
_ADDRESS: Final = "://"

_TYPES: Final = frozenset(kind.type for kind in KINDS)
# A word of what users call their types → the type; the first that fits.
_WORDS: Final = {
    "master": "mastersthesis",
    "thesis": "phdthesis",
    "dissertation": "phdthesis",
    "article": "article",
    "journal": "article",
    "book section": "incollection",
    "chapter": "incollection",
    "book": "book",
    "conference": "inproceedings",
    "proceedings": "proceedings",
    "report": "techreport",
}
_PARTS: Final = "inbook incollection inproceedings inreference"

# Left out is what says nothing of the work: addresses (AD), when it was entered and changed (DC, DM), its number there
# (RF), and the type, which is read by a rule of its own.
_TABLE: Final = Table(
    {
        "AU": "author",
        "TI": "title",
        "ST": {"article": "journal", _PARTS: "booktitle", "": "series"},
        "TT": {"article": "series", _PARTS: "series", "": "annotation:Tertiary title"},
        "QT": "annotation:Quaternary title",
        "TH": "shorttitle",
        "SH": "shorttitle",
        "SA": {_PARTS: "editor", "": "annotation:Secondary author"},
        "TA": "annotation:Tertiary author",
        "QA": "annotation:Quaternary author",
        "YP": "date",
        "VL": "volume",
        "NB": "number",
        "PS": "pages",
        "PE": "pages",
        "ED": "edition",
        "SE": "chapter",
        "PB": "publisher",
        "CO": "address",
        "IS": {"book incollection inproceedings": "isbn", "": "issn"},
        "AB": "abstract",
        "NT": "note",
        "KW": "keywords",
        "SB": "keywords",
        "CA": "keywords",
        "LG": "langid",
        "UR": "url",
        "AT": "file",
        "DE": "annotation",
        **{f"C{number}": f"annotation:Custom {number}" for number in range(1, 7)},
        **dict.fromkeys("AD DC DM RF RT TW".split(), ""),  # noqa: SIM905 - a list is read more easily so
    }
)


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a tag file of Biblioscape.

    Raises:
        FormatError: It is not such a file.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the works of a tag file of Biblioscape, each as soon as it is read.

    Raises:
        FormatError: It is not such a file.
    """
    for record in tagged(file, name, _DIALECT, tell):
        yield _work(record, name, tell)


def _split(line: str) -> tuple[str, str] | None:
    if line.rstrip() == _END:
        return _END, ""
    found = _LINE.match(line)
    return (found["tag"], found["value"]) if found else None


_DIALECT: Final = Dialect("a tag file of Biblioscape", "'--AU-- '", _split, ends=frozenset({_END}))


def _kind(said: Sequence[str]) -> str:
    """Return the type of an entry by the type of the record and that of the work; ``misc`` where both are not known."""
    for each in map(str.casefold, said):
        if each in _TYPES:
            return each
        if known := kind_of(each):
            return known.type
        if kind := next((kind for word, kind in _WORDS.items() if word in each), ""):
            return kind
    return "misc"


def _work(record: Tagged, name: str, tell: Tell) -> Incoming:
    kind = _kind(record.all("RT", "TW"))
    told = gathered(record, _TABLE, kind, name, tell)
    attached = told.pop("file", [])
    told["url"] = told.get("url", []) + [each for each in attached if _ADDRESS in each]
    told["file"] = [each for each in attached if _ADDRESS not in each]
    return fielded.work(kind, told, name, record.line)
