"""Every field of an entry once: what it holds, what else it is called, and which CSL variable it fills.

Names and kinds are biblatex's (manual §2.2.1 "Data Types", §2.2.2 "Data Fields"); other names are those of the BibTeX
tradition (§2.2.5 "Field Aliases"), of publishers' exports and of JabRef, BibDesk and Zotero. Whoever asks what a field
is, or which fields are names, addresses or texts, asks here.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from synbib import lazily

__all__ = [
    "ALIASES",
    "FIELDS",
    "FORMED",
    "LATEX_KINDS",
    "LINK_FIELDS",
    "REFERENCES",
    "Field",
    "FieldKind",
    "canonical",
    "find_field",
    "stays_here",
]


class FieldKind(Enum):
    """What a field holds."""

    NAMES = "names"
    """Names of persons and organizations, with ``and`` between."""
    LIST = "list"
    """Texts, with ``and`` between where the entry was written for biblatex."""
    LITERAL = "literal"
    """A text."""
    NUMBER = "number"
    """A number, or a text that stands for one; braces protect nothing in it."""
    RANGE = "range"
    """Numbers and ranges of numbers."""
    DATE = "date"
    """A date, or a part of one."""
    VERBATIM = "verbatim"
    """Characters that are not LaTeX: identifiers, file names."""
    DOI = "doi"
    """A DOI, which people write with its resolver or ``doi:`` before it; no LaTeX."""
    URL = "url"
    """An address; no LaTeX either."""
    KEYS = "keys"
    """The keys of other entries, with commas between."""
    SEPARATED = "separated"
    """Words, with commas between."""
    CODE = "code"
    """A word that a program reads: an option, a type, a language."""


LATEX_KINDS: Final = frozenset(
    {
        FieldKind.NAMES,
        FieldKind.LIST,
        FieldKind.LITERAL,
        FieldKind.NUMBER,
        FieldKind.RANGE,
        FieldKind.SEPARATED,
    }
)
"""The kinds of fields that hold LaTeX."""


@lazily.dataclass(frozen=True, slots=True)
class Field:
    """One field.

    Attributes:
        name: Its name, in lower case.
        kind: What it holds.
        aliases: What else it is called. Where an entry has both, the field's own name counts.
        variable: The CSL variable that it fills; ``""`` where it takes more than this field to tell.
        unit: What it is a part of: of ``date``, ``year``, ``month`` and ``day`` an entry has its own or its parent's,
            and never some of each. By default the field itself.
        own: Whether it is the entry's own, and never inherited.
        biblatex: Whether it tells that the entry was written for biblatex.
        prose: Whether it is running text, in which a blank line begins a paragraph.
        private: Whether it concerns this list or this disk, and nobody who copies the entry.
        label: What a list calls the link that it holds; ``""`` where it is not a link of its own.
    """

    name: str
    kind: FieldKind
    aliases: tuple[str, ...] = ()
    variable: str = ""
    unit: str = ""
    own: bool = False
    biblatex: bool = False
    prose: bool = False
    private: bool = False
    label: str = ""


def _names(name: str, variable: str = "", *aliases: str) -> Field:
    return Field(name, FieldKind.NAMES, aliases, variable)


def _literal(name: str, variable: str = "", *aliases: str, biblatex: bool = False) -> Field:
    return Field(name, FieldKind.LITERAL, aliases, variable, biblatex=biblatex)


def _code(name: str, *aliases: str, own: bool = True, biblatex: bool = False) -> Field:
    return Field(name, FieldKind.CODE, aliases, own=own, biblatex=biblatex)


def _keys(name: str) -> Field:
    return Field(name, FieldKind.KEYS, own=True)


def _verbatim(name: str, variable: str = "", *aliases: str) -> Field:
    return Field(name, FieldKind.VERBATIM, aliases, variable)


def _private(name: str, kind: FieldKind = FieldKind.VERBATIM, *aliases: str) -> Field:
    return Field(name, kind, aliases, private=True)


def _link(name: str, label: str) -> Field:
    return Field(name, FieldKind.URL, private=True, label=label)


def _dates(prefix: str, variable: str, *aliases: str, biblatex: bool = False) -> list[Field]:
    """Return a date and the parts of it that may stand in fields of their own."""
    unit = f"{prefix}date"
    parts = ("year", "month", "day", "endyear", "endmonth", "endday")
    return [
        Field(unit, FieldKind.DATE, aliases, variable, unit, biblatex=biblatex),
        *(Field(f"{prefix}{part}", FieldKind.DATE, unit=unit) for part in parts),
    ]


_ROWS: Final = (
    # Who
    _names("author", "author"),
    _names("bookauthor", "container-author"),
    _names("compiler", "compiler"),
    _names("composer", "composer"),
    _names("director", "director"),
    _names("editor", "editor"),
    _names("illustrator", "illustrator"),
    _names("interviewer", "interviewer"),
    _names("narrator", "narrator"),
    _names("origauthor", "original-author"),
    _names("performer", "performer"),
    _names("producer", "producer"),
    _names("recipient", "recipient"),
    _names("translator", "translator"),
    *map(_names, ("editora", "editorb", "editorc", "annotator", "commentator", "introduction")),
    *map(_names, ("foreword", "afterword", "holder", "shortauthor", "shorteditor", "sortname")),
    *map(_names, ("namea", "nameb", "namec")),
    # Titles
    _literal("title"),
    _literal("subtitle", biblatex=True),
    _literal("titleaddon", biblatex=True),
    *(Field(f"{kind}title", FieldKind.LITERAL, own=False) for kind in ("short", "sort", "index")),
    _literal("indexsorttitle"),
    _literal("maintitle", biblatex=True),
    *map(_literal, ("mainsubtitle", "maintitleaddon", "booktitle", "booktitleaddon")),
    _literal("booksubtitle", biblatex=True),
    _literal("journaltitle", "", "journal", biblatex=True),
    _literal("journalsubtitle", biblatex=True),
    *map(_literal, ("journaltitleaddon", "issuetitle", "issuesubtitle", "issuetitleaddon")),
    _literal("shortjournal", "container-title-short"),
    _literal("origtitle", "original-title"),
    _literal("eventtitle", "event-title", biblatex=True),
    _literal("eventtitleaddon"),
    # When
    *_dates("", "issued", biblatex=True),
    *_dates("event", "event-date", biblatex=True),
    *_dates("orig", "original-date", biblatex=True),
    *_dates("url", "accessed", "accessdate", "accessed", "lastaccessed", "lastchecked"),
    # Where it appeared
    Field("publisher", FieldKind.LIST),
    Field("institution", FieldKind.LIST, ("school",)),
    Field("organization", FieldKind.LIST),
    Field("location", FieldKind.LIST, ("address",), biblatex=True),
    Field("origlocation", FieldKind.LIST, variable="original-publisher-place", biblatex=True),
    Field("origpublisher", FieldKind.LIST, variable="original-publisher"),
    _literal("venue", "event-place"),
    _literal("howpublished"),
    _literal("series"),
    # What a list calls the venue in short, not biblatex's `venue`, which is a place.
    _literal("shortvenue", "", "abbr"),
    # Which part of it
    Field("volume", FieldKind.NUMBER, variable="volume"),
    Field("volumes", FieldKind.NUMBER, variable="number-of-volumes"),
    Field("issue", FieldKind.NUMBER, variable="issue"),
    Field("number", FieldKind.NUMBER),
    Field("part", FieldKind.NUMBER),
    Field("chapter", FieldKind.NUMBER, variable="chapter-number"),
    Field("pages", FieldKind.RANGE),
    Field("pagetotal", FieldKind.NUMBER, ("numpages",), "number-of-pages"),
    Field("eid", FieldKind.NUMBER, ("article-number", "articleno")),
    _literal("edition", "edition"),
    _literal("version", "version"),
    _literal("section", "section"),
    _literal("scale", "scale"),
    _literal("library", "call-number"),
    _literal("type"),
    _literal("pubstate", biblatex=True),
    # Identifiers
    Field("doi", FieldKind.DOI, variable="DOI"),
    _verbatim("isbn", "ISBN"),
    _verbatim("issn", "ISSN"),
    _verbatim("pmid", "PMID"),
    _verbatim("pmcid", "PMCID"),
    _verbatim("eprint"),
    Field("eprinttype", FieldKind.CODE, ("archiveprefix",), biblatex=True),
    Field("eprintclass", FieldKind.CODE, ("primaryclass",)),
    _verbatim("isrn"),
    # Addresses: the paper's, then links of their own, in the order in which they are shown
    Field("url", FieldKind.URL, variable="URL"),
    Field("urlraw", FieldKind.URL),
    _link("pdf", "PDF"),
    _link("code", "Code"),
    _link("project", "Project"),
    _link("website", "Website"),
    _link("dataset", "Dataset"),
    _link("slides", "Slides"),
    _link("video", "Video"),
    _link("demo", "Demo"),
    _link("poster", "Poster"),
    _link("blog", "Blog"),
    _link("model", "Model"),
    _link("notebook", "Notebook"),
    _link("supplement", "Supplement"),
    _link("leaderboard", "Leaderboard"),
    _link("tweet", "Tweet"),
    _link("podcast", "Podcast"),
    # What is said of it
    Field("abstract", FieldKind.LITERAL, variable="abstract", prose=True, private=True),
    Field("annotation", FieldKind.LITERAL, ("annote",), "annote", prose=True, private=True),
    _literal("note"),
    _literal("addendum"),
    Field("keywords", FieldKind.SEPARATED, ("keyword",), "keyword", private=True),
    Field("langid", FieldKind.CODE, ("hyphenation",), biblatex=True),
    _literal("language"),
    _literal("origlanguage"),
    # Other entries
    Field("crossref", FieldKind.KEYS, own=True, private=True),
    Field("xref", FieldKind.KEYS, own=True, private=True),
    Field("xdata", FieldKind.KEYS, own=True, private=True),
    Field("ids", FieldKind.KEYS, own=True, private=True),
    _keys("entryset"),
    _keys("related"),
    _code("relatedoptions"),
    Field("relatedstring", FieldKind.LITERAL, own=True),
    _code("relatedtype"),
    # What programs are told
    _code("entrysubtype"),
    _code("execute"),
    _code("label"),
    _code("options"),
    _code("presort"),
    _code("shorthand"),
    _code("shorthandintro"),
    _code("sortkey", "key"),
    *(
        _code(f"{who}type", own=False)
        for who in ("author", "editor", "editora", "editorb", "editorc")
    ),
    *(_verbatim(name) for name in ("verba", "verbb", "verbc")),
    # What programs keep for themselves
    Field("groups", FieldKind.SEPARATED, own=True, private=True),
    _private("file", FieldKind.VERBATIM),
    _private("ps"),
    _private("local-url", FieldKind.URL),
    _private("bdsk-url", FieldKind.URL),
    _private("bdsk-file"),
    _private("__markedentry", FieldKind.VERBATIM, "markedentry"),
    Field("comment", FieldKind.LITERAL, ("comments", "review"), prose=True, private=True),
    *(_private(name, FieldKind.LITERAL) for name in ("owner", "priority", "rating", "ranking")),
    *(_private(name, FieldKind.LITERAL) for name in ("readstatus", "timestamp", "creationdate")),
    *(
        _private(name, FieldKind.LITERAL)
        for name in ("modificationdate", "date-added", "date-modified")
    ),
)

FIELDS: Final[Mapping[str, Field]] = {field.name: field for field in _ROWS}
"""Name → field."""

ALIASES: Final[Mapping[str, str]] = {
    alias: field.name for field in _ROWS for alias in field.aliases
}
"""Another name of a field → its name."""

LINK_FIELDS: Final[Mapping[str, str]] = {field.name: field.label for field in _ROWS if field.label}
"""Field → label of its link, in the order in which links are listed after the paper."""

FORMED: Final = ("list", "table")
"""What has forms. The names of fields begin with it that hold what a list or a table writes in a way of its own."""

REFERENCES: Final[frozenset[str]] = frozenset(
    field.name for field in _ROWS if field.kind is FieldKind.KEYS and field.name != "ids"
)
"""The fields that name other entries; ``ids`` names its own entry again."""


def canonical(name: str) -> str:
    """Return the name that a field has in `FIELDS`; ``name`` itself if it is not there.

    Args:
        name: A field's name in lower case. BibDesk numbers some of its own: ``bdsk-url-1`` is a ``bdsk-url``.
    """
    if name in FIELDS:
        return name
    bare = name.rstrip("0123456789").rstrip("-")
    return ALIASES.get(name) or (bare if bare in FIELDS else name)


def find_field(name: str) -> Field | None:
    """Return the field that is called ``name``, in lower case, or has it as an alias; ``None`` if there is not one."""
    return FIELDS.get(canonical(name))


def stays_here(name: str) -> bool:
    """Whether a field concerns one list or one disk, as time stamps and groups do, and no other program asks for it."""
    field = find_field(name)
    return (
        field is not None
        and field.private
        and not (field.prose or field.variable or field.kind is FieldKind.URL)
    )
