"""EndNote's XML, which EndNote, Zotero, Bookends and others export and import: ``<xml><records><record>``.

Sources: EndNote's RSXML.dtd (the elements and their order), and "Reference Types" of EndNote 20's manual (which element
is which field of a type: a patent's number stands in ``isbn``, that of an article in ``custom7``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import BinaryIO, Final, NamedTuple

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Element, Tell, not_understood, untold
from synbib.formats.extra import fields_in, lines_of
from synbib.formats.fielded import is_key
from synbib.formats.indexes import full_date, place
from synbib.formats.kinds import kind_of
from synbib.formats.outgoing import PUBLISHERS, Outgoing, inverted
from synbib.formats.pick import words
from synbib.formats.texts import marked, plain, title
from synbib.formats.texts import name as name_of
from synbib.formats.xml import DECLARATION, escaped, keyword, lines, runs, tag, these, works
from synbib.incoming import Date, Incoming, Person, publisher_field
from synbib.model.eprint import arxiv_id
from synbib.model.types import CHAPTERS, nearest
from synbib.text.months import MONTHS

__all__ = ["read", "stream", "write"]

# --- what the format has ---------------------------------------------------------------------------------------------


class _Type(NamedTuple):
    """A type of EndNote's.

    Attributes:
        number: Its number; 0 where versions of EndNote do not agree.
        type: The type of the entry.
        subtype: What the entry type does not tell of it, as ``entrysubtype``.
    """

    number: int
    type: str
    subtype: str = ""


# Name of a type → what it is. For writing, the first of an entry type and a subtype counts.
_TYPES: Final[Mapping[str, _Type]] = {
    "Journal Article": _Type(17, "article"),
    "Book": _Type(6, "book"),
    "Book Section": _Type(5, "incollection"),
    "Conference Paper": _Type(47, "inproceedings"),
    "Conference Proceedings": _Type(10, "proceedings"),
    "Edited Book": _Type(28, "collection"),
    "Thesis": _Type(32, "phdthesis"),
    "Report": _Type(27, "techreport"),
    "Web Page": _Type(12, "online"),
    "Generic": _Type(13, "misc"),
    "Aggregated Database": _Type(55, "dataset", "database"),
    "Ancient Text": _Type(51, "book", "ancient text"),
    "Artwork": _Type(2, "artwork"),
    "Audiovisual Material": _Type(3, "video"),
    "Bill": _Type(4, "legislation", "bill"),
    "Blog": _Type(56, "online", "blog"),
    "Case": _Type(7, "jurisdiction"),
    "Catalog": _Type(8, "misc", "catalog"),
    "Chart or Table": _Type(38, "image", "table"),
    "Classical Work": _Type(49, "book", "classical work"),
    "Computer Program": _Type(9, "software"),
    "Dataset": _Type(59, "dataset"),
    "Dictionary": _Type(52, "inreference", "dictionary"),
    "Discussion Forum": _Type(0, "online", "forum"),
    "Electronic Article": _Type(43, "article", "electronic"),
    "Electronic Book": _Type(44, "book", "electronic"),
    "Electronic Book Section": _Type(60, "incollection", "electronic"),
    "Encyclopedia": _Type(53, "inreference"),
    "Equation": _Type(39, "misc", "equation"),
    "Figure": _Type(37, "image"),
    "Film or Broadcast": _Type(21, "movie"),
    "Government Document": _Type(46, "techreport", "government"),
    "Grant": _Type(54, "misc", "grant"),
    "Hearing": _Type(14, "misc", "hearing"),
    "Interview": _Type(0, "misc", "interview"),
    "Legal Rule or Regulation": _Type(50, "legislation", "regulation"),
    "Magazine Article": _Type(19, "article", "magazine"),
    "Manuscript": _Type(36, "unpublished", "manuscript"),
    "Map": _Type(20, "misc", "map"),
    "Multimedia Application": _Type(0, "software", "multimedia"),
    "Music": _Type(61, "music"),
    "Newspaper Article": _Type(23, "article", "newspaper"),
    "Online Database": _Type(45, "online", "database"),
    "Online Multimedia": _Type(48, "online", "multimedia"),
    "Pamphlet": _Type(24, "booklet"),
    "Patent": _Type(25, "patent"),
    "Personal Communication": _Type(26, "letter"),
    "Podcast": _Type(0, "audio", "podcast"),
    "Press Release": _Type(0, "misc", "press release"),
    "Serial": _Type(57, "periodical"),
    "Social Media": _Type(0, "online", "social media"),
    "Standard": _Type(58, "standard"),
    "Statute": _Type(31, "legislation"),
    "Television Episode": _Type(0, "video", "television"),
    "Unpublished Work": _Type(34, "unpublished"),
}
_BY_NAME: Final = {name.casefold(): kind for name, kind in _TYPES.items()}
_BY_NUMBER: Final = {str(kind.number): kind for kind in _TYPES.values() if kind.number}
_WRITTEN: Final = {(kind.type, kind.subtype): name for name, kind in reversed([*_TYPES.items()])}
# Where EndNote has a type that comes nearer than those of `synbib.model.types`.
_NEARER: Final = {
    "audio": ("video", ""),
    "legal": ("legislation", "regulation"),
    "manual": ("techreport", ""),
    "performance": ("video", ""),
}
_OWN_TYPES: Final = frozenset(kind.type for kind in _TYPES.values() if not kind.subtype)

# Entry type → the field that `secondary-title` is; `series` of others.
_CONTAINERS: Final = (
    dict.fromkeys(CHAPTERS, "booktitle")
    | dict.fromkeys(("article", "review", "suppperiodical"), "journal")
    | {
        "jurisdiction": "journal",
        "legislation": "booktitle",
        "misc": "booktitle",
    }
)
_ROLES: Final = {
    "authors": "author",
    "secondary-authors": "editor",
    "subsidiary-authors": "translator",
    "translated-authors": "translator",
}
_PERFORMED: Final = {"subsidiary-authors": "performer", "tertiary-authors": "producer"}
# Type or subtype of the entry → who is who there, where that differs; ``""`` is who has no field.
_ROLES_OF: Final[Mapping[str, Mapping[str, str]]] = {
    "audio": _PERFORMED,
    "interview": {"secondary-authors": "interviewer"},
    "jurisdiction": {"secondary-authors": "", "subsidiary-authors": ""},
    "letter": {"secondary-authors": "recipient"},
    "movie": _PERFORMED,
    "music": _PERFORMED,
    "patent": {"secondary-authors": "", "subsidiary-authors": ""},
    "video": _PERFORMED,
}
# Element → type of the entry → what people are called who have no field.
_CALLED: Final[Mapping[str, Mapping[str, str]]] = {
    "secondary-authors": {"jurisdiction": "Court reporter", "patent": "Issuing organization"},
    "tertiary-authors": {
        "mastersthesis": "Advisor",
        "phdthesis": "Advisor",
        "thesis": "Advisor",
        "": "Series editor",
    },
    "subsidiary-authors": {"jurisdiction": "Counsel", "patent": "International author"},
}
# Element → field.
_FIELDS: Final = {
    "abstract": "abstract",
    "call-num": "library",
    "edition": "edition",
    "issue": "issue",
    "meeting-place": "venue",
    "num-vols": "volumes",
    "number": "number",
    "pub-location": "address",
    "publisher": "publisher",
    "section": "section",
    "volume": "volume",
    "work-type": "type",
}
# Type or subtype → element → the field that it is there; of an article `section` is the first page, and `edition` the
# day of its appearance before print, but newspapers have both.
_FIELDS_OF: Final[Mapping[str, Mapping[str, str]]] = {
    "article": {"custom2": "pmcid", "custom7": "eid", "edition": "", "section": ""},
    "incollection": {"section": "chapter"},
    "inbook": {"section": "chapter"},
    "newspaper": {"custom2": "pmcid", "custom7": "eid"},
    "software": {"edition": "version"},
}
# What in `isbn` is the number that the type has of its own.
_NUMBERED: Final = frozenset({"patent", "report", "standard", "techreport"})
# What has a number of pages in `pages`, where no range is.
_COUNTED: Final = re.compile(
    r"(?:[ivxlcdm]+\s*,\s*)?(\d+)\s*(?:p|pp|pages|pgs|S|Seiten)?\.?", re.IGNORECASE
)
_WHOLE: Final = these(
    "audio book booklet collection mastersthesis movie mvbook phdthesis proceedings reference report "
    "techreport thesis"
)
_THESES: Final = frozenset({"mastersthesis", "phdthesis", "thesis"})
_DEPARTMENT: Final = "Department"
# What says nothing of a work: the data base that the record stands in, its number there, where it was found, when it
# was changed, and the names of journals once more.
_LEFT_OUT: Final = these(
    "added-date alt-periodical database foreign-keys last-modified-date last-updated-date modified-date periodical "
    "rec-number ref-type remote-database-name remote-database-provider remote-source reprint-status "
    "source-app"
)
# What is read by a rule of its own.
_READ: Final = these(
    "access-date accession-num auth-address auth-affiliaton contributors dates electronic-resource-num isbn keywords "
    "label language notes orig-pub pages research-notes titles urls"
)
_PUBMED: Final = lazily.pattern(r"pubmed|medline|\bnlm\b", re.IGNORECASE)
_ARXIV: Final = lazily.pattern(r"arxiv:\s*(\S+)", re.IGNORECASE)
_ORIGINAL: Final = lazily.pattern(r"\d{4}(?:-\d\d){0,2}")

# --- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of EndNote's XML.

    Raises:
        FormatError: It is not well-formed XML, or not EndNote's.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the same, each as soon as it is read."""
    yield from works(
        file,
        name,
        lambda record, line: _work(record, line, name, tell),
        tag="record",
        roots=frozenset({"xml", "records"}),
        expected="EndNote's XML",
    )


def _work(record: Element, line: int, name: str, tell: Tell) -> Incoming:
    kind, subtype = _kind(record)
    note, kept = fields_in(_text(record, "notes"))
    annotation, further = fields_in(_text(record, "research-notes"))
    number = words(record, "electronic-resource-num")
    identifiers = parts.identified(number, number, _preprint(record), *_urls(record))
    table = _table(kind, subtype)
    names, others = _names(record, kind, subtype)
    said = [*_said(record, kind), *others, *_unknown(record, line, name, table, tell)]
    fields = {
        **_fields(record, kind, table),
        **_numbers(record, kind, subtype),
        **_links(record, identifiers),
        **_titles(record, kind),
        "entrysubtype": subtype,
        "keywords": ", ".join(keyword(text) for each in record.iterfind("keywords/keyword") if (text := _styled(each))),
        "note": marked(note),
        "affiliation": _styled(record.find("auth-address")) or _styled(record.find("auth-affiliaton")),
        **kept,
        **further,
    }  # fmt: skip
    when = _date(record)
    if not when.year:
        fields["year"] = _styled(record.find("dates/year"))
    if kind == "collection" and not names.get("editor"):
        names["editor"] = names.pop("author", ())
    label = words(record, "label")
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=names,
        date=when,
        identifiers=identifiers,
        note="; ".join(filter(None, (marked(annotation), *said))),
        key=label if is_key(label) else "",
        source=name,
        lines=(line,),
    )


def _kind(record: Element) -> tuple[str, str]:
    """Return the type of the entry and its subtype, by the name of the record's type, else by its number."""
    told = record.find("ref-type")
    named = told.get("name", "") if told is not None else ""
    number = words(told)
    kind = (
        _BY_NAME.get(named.casefold()) or _BY_NAME.get(number.casefold()) or _BY_NUMBER.get(number)
    )
    if kind is None and (other := kind_of(named) or kind_of(number)):  # what others call it
        kind = _Type(0, other.type, other.subtype)
    found = kind or _Type(0, "misc", plain(named).lower())
    entry_type = found.type
    if found.type == "proceedings" and words(record, "titles/secondary-title"):
        entry_type = "inproceedings"
    if entry_type == "phdthesis":
        degree = f"{words(record, 'work-type')} {words(record, 'volume')}"
        if parts.is_masters(degree):
            entry_type = "mastersthesis"
        elif parts.other_degree(words(record, "work-type")):
            entry_type = "thesis"
    return entry_type, found.subtype


# Face of a style → the tag of HTML that means the same.
_FACES: Final = {"bold": "b", "italic": "i", "superscript": "sup", "subscript": "sub"}


def _styled(element: Element | None) -> str:
    """Return the text of an element with the formatting of its styles, as `texts.marked`."""
    return marked(_markup(element))


def _markup(element: Element | None) -> str:
    """Return the same with the tags of HTML."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for style in element:
        if not isinstance(style.tag, str):  # an entity
            pieces += (style.text or "", style.tail or "")
            continue
        text = "".join(style.itertext())
        faces = style.get("face", "").split() if text.strip() else ()
        for face in filter(_FACES.get, faces):
            text = f"<{_FACES[face]}>{text}</{_FACES[face]}>"
        pieces += (text, style.tail or "")
    return "".join(pieces)


def _text(record: Element, path: str) -> str:
    """Return a text in its lines."""
    return lines(record.find(path))


def _table(kind: str, subtype: str) -> Mapping[str, str]:
    """Return the field of each element for a type."""
    return {**_FIELDS, **(_FIELDS_OF.get(subtype) or _FIELDS_OF.get(kind, {}))}


def _roles(kind: str, subtype: str) -> Mapping[str, str]:
    """Return the field of each list of people for a type; ``""`` where there is none."""
    own = _ROLES_OF.get(subtype) or _ROLES_OF.get(kind, {})
    return {**_ROLES, "tertiary-authors": "", **own}


def _names(
    record: Element, kind: str, subtype: str
) -> tuple[dict[str, tuple[Person, ...]], list[str]]:
    """Return field → who it names, and what is said of those who have no field."""
    found: dict[str, tuple[Person, ...]] = {}
    others: list[str] = []
    for path, role in _roles(kind, subtype).items():
        people = parts.people(map(_person, record.iterfind(f"contributors/{path}/author")))
        if people and role:
            found[role] = (*found.get(role, ()), *people)
        elif people:
            called = _CALLED[path].get(kind) or _CALLED[path][""]
            others.append(f"{called}: {'; '.join(each.name for each in people)}")
    return found, others


def _person(author: Element) -> Person | None:
    """Return somebody who is named as it stands, or in parts, which EndNote has as attributes."""
    if author.get("corp-name"):
        return parts.organization(author.get("corp-name"))
    family, given = author.get("last-name", ""), author.get("first-name", "")
    whole = ", ".join(filter(None, (family, given, author.get("suffix", ""))))
    return parts.inverted(words(author) or whole)


def _titles(record: Element, kind: str) -> dict[str, str]:
    container = _CONTAINERS.get(kind, "series")
    held = {
        each: record.find(f"titles/{each}-title")
        for each in ("secondary", "tertiary", "alt", "short", "translated")
    }
    main = _markup(record.find("titles/title"))
    found = {
        "title": title(main),
        "shorttitle": _styled(held["short"]),
        "titleaddon": _styled(held["translated"]),
    }
    second = name_of(_markup(held["secondary"])) or name_of(
        _markup(record.find("periodical/full-title"))
    )
    third = name_of(_markup(held["tertiary"]))
    if kind not in _THESES:  # of which it is the department
        found[container] = second
    found["maintitle" if container == "series" else "series"] = third
    if container == "journal":
        short = _styled(held["alt"]) or _styled(record.find("periodical/abbr-1"))
        found["shortjournal"] = "" if short.casefold() == second.casefold() else short
    elif (other := _styled(held["alt"])) and other != second:
        found["shortbooktitle" if container == "booktitle" else "titleaddon"] = other
    return found


def _fields(record: Element, kind: str, table: Mapping[str, str]) -> dict[str, str]:
    """Return what stands in an element that is a field."""
    found = {field: _styled(record.find(name)) for name, field in table.items() if field}
    found[publisher_field(kind)] = name_of(_markup(record.find("publisher")))
    if publisher_field(kind) != "publisher":
        del found["publisher"]
    found["edition"] = parts.told_edition(found.get("edition"))
    if kind in ("mastersthesis", "phdthesis"):
        found["type"] = ""
    when = parts.iso_date(words(record, "access-date"))
    when = when if when.year else full_date(words(record, "access-date"))
    original = words(record, "orig-pub")
    return {
        **found,
        **parts.language(words(record, "language")),
        "urldate": parts.iso(when),
        "origdate": original if _ORIGINAL.fullmatch(original) else "",
    }


def _numbers(record: Element, kind: str, subtype: str) -> dict[str, str]:
    """Return where in its volume a work is, and the numbers of books, journals, patents and reports."""
    told = words(record, "isbn")
    found = parts.standard_numbers(told)
    if number := _pmid(record):
        found["pmid"] = number
    if told and not found:
        found["number" if kind in _NUMBERED else "isbn"] = told
    pages = words(record, "pages")
    if kind in _WHOLE and (counted := _COUNTED.fullmatch(pages)):
        return {**found, "pagetotal": counted[1]}
    return {
        **found,
        **(
            place(pages)
            or place("" if _table(kind, subtype).get("section") else words(record, "section"))
        ),
    }


def _pmid(record: Element) -> str:
    """Return PubMed's number of a work, where the record says that its number is PubMed's."""
    number = words(record, "accession-num")
    is_from_pubmed = _PUBMED.search(words(record, "remote-database-name")) or any(
        number in url and _PUBMED.search(url) for url in _urls(record)
    )
    return number if number.isdigit() and is_from_pubmed else ""


def _preprint(record: Element) -> str:
    """Return the address of a preprint, where the record's number is arXiv's: ``arXiv:2101.00001``."""
    found = _ARXIV.fullmatch(words(record, "accession-num"))
    return f"https://arxiv.org/abs/{found[1]}" if found else ""


def _urls(record: Element) -> list[str]:
    return [
        text
        for kind in ("web", "related", "text")
        for url in record.iterfind(f"urls/{kind}-urls/url")
        if (text := parts.link(words(url)))
    ]


def _links(record: Element, identifiers: Mapping[str, str]) -> dict[str, str]:
    """Return the address of a work, and where its file is; what is a file of this machine is no link."""
    address = next(
        filter(None, (parts.further_link(url, identifiers) for url in _urls(record))), ""
    )
    files = [
        words(url) for kind in ("pdf", "image") for url in record.iterfind(f"urls/{kind}-urls/url")
    ]
    links = [url for url in files if url.startswith(("http://", "https://"))]
    return {
        "url": address,
        "pdf": next(iter(links), ""),
        "file": "; ".join(url for url in files if url not in links[:1]),
    }


def _date(record: Element) -> Date:
    """Return a date, the year of which stands apart: ``2015`` and ``Mar 3``."""
    year, day = words(record, "dates/year"), words(record, "dates/pub-dates/date")
    whole = full_date(day)
    if not whole.month and day:
        whole = full_date(f"{day} {year}")
    told = full_date(year) if year else full_date(words(record, "dates/copyright-dates/date"))
    return (
        whole
        if whole.month and whole.year in (told.year, whole.year if not year else None)
        else told
    )


def _said(record: Element, kind: str) -> Iterator[str]:
    """Yield what has no field: who else took part, numbers of data bases, addresses beside the first."""
    number = words(record, "accession-num")
    if number and not _pmid(record) and not _preprint(record):
        yield f"Accession number: {number}"
    told = words(record, "electronic-resource-num")
    if told and not parts.identified(told, told):
        yield f"Electronic resource number: {told}"
    if (original := words(record, "orig-pub")) and not _ORIGINAL.fullmatch(original):
        yield f"Original publication: {original}"
    if kind in _THESES and (department := words(record, "titles/secondary-title")):
        yield f"{_DEPARTMENT}: {department}"
    if (label := words(record, "label")) and not is_key(label):
        yield f"Label: {label}"
    yield from _urls(record)[1:]


def _unknown(
    record: Element, line: int, name: str, table: Mapping[str, str], tell: Tell
) -> Iterator[str]:
    """Yield the text of each element that no field is for, and tell of those that are not EndNote's."""
    known = {*table, *_READ, *_LEFT_OUT}
    for each in record:
        tag_name = str(each.tag)
        if tag_name in known or not (text := words(each)):
            continue
        tell(
            not_understood(
                name,
                each.sourceline or line,
                f"<{tag_name}> has no field",
                "its text is kept in 'annotation'",
            )
        )
        yield f"{tag_name}: {plain(text)}"


# --- writing ---------------------------------------------------------------------------------------------------------

# Name of a span of marked text → the face of a style that means the same; of others the text alone is written.
_FACE_OF: Final = {
    "bold": "bold",
    "italic": "italic",
    "oblique": "italic",
    "subscript": "subscript",
    "superscript": "superscript",
    "underline": "underline",
}
_DEGREES: Final = {"mastersthesis": "Master's thesis", "phdthesis": "Ph.D. thesis"}
# The lists of people, in the order of the DTD.
_LISTS: Final = ("authors", "secondary-authors", "tertiary-authors", "subsidiary-authors")
_PUBLISHERS: Final = ("publisher", "institution", "organization")


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of EndNote's XML, a record for each work."""
    yield f"{DECLARATION}<xml><records>\n"
    for number, work in enumerate(works, 1):
        yield _record(work, number)
    yield "</records></xml>\n"


def _record(work: Outgoing, number: int) -> str:
    type_name = _type_of(work)
    known = _TYPES[type_name]
    kind = known.type
    work.becomes(_became(work, kind))
    table = _table(kind, known.subtype)

    def said(name: str) -> str:
        """Return the element of a field."""
        return tag(name, _runs(work.marked(field))) if (field := table.get(name)) else ""

    parts_written = (
        '<source-app name="synbib">synbib</source-app>',
        tag("rec-number", str(number)),
        tag("ref-type", str(known.number), name=type_name),
        _contributors(work, kind, known.subtype),
        tag("auth-address", _runs(work.marked("affiliation"))),
        _titles_of(work, kind),
        _pages_of(work, kind),
        said("volume"),
        "" if kind in _NUMBERED else said("number"),
        said("issue"),
        said("num-vols"),
        said("edition"),
        said("section"),
        tag("keywords", *(tag("keyword", escaped(each)) for each in work.keywords())),
        _dates_of(work),
        said("pub-location"),
        tag("publisher", _runs(work.marked(publisher_field(kind), *PUBLISHERS))),
        tag("orig-pub", escaped(parts.iso(work.one_date("origdate")))),
        _numbers_of(work, kind),
        _accession_of(work),
        said("call-num"),
        tag("label", escaped(work.key(is_key))),
        tag("electronic-resource-num", escaped(work.text("doi"))),
        said("abstract"),
        _work_type(work),
        said("meeting-place"),
        tag("language", escaped(work.language())),
        _urls_of(work),
        tag("access-date", escaped(parts.iso(work.one_date("urldate")))),
        said("custom2"),
        said("custom7"),
        tag("research-notes", _runs(work.marked("annotation"))),
        _notes_of(work),
    )
    return tag("record", *parts_written) + "\n"


def _type_of(work: Outgoing) -> str:
    """Return the name of the type of a work; its subtype counts where EndNote has a type for both."""
    subtype = work.entry.fields.get("entrysubtype", "").strip("{} ").lower()
    if subtype and (found := _WRITTEN.get((work.type, subtype))):
        work.take("entrysubtype")
        return found
    return _WRITTEN[_NEARER.get(work.type) or (nearest(work.type, _OWN_TYPES), "")]


def _became(work: Outgoing, kind: str) -> str:
    """Return the type of the entry that `_kind` reads of what is written of a work."""
    if kind == "proceedings" and work.has(_CONTAINERS.get(kind, "series")):
        return "inproceedings"
    degree = plain(work.entry.texts.get("type")) or _DEGREES.get(work.type, "")
    is_masters = kind == "phdthesis" and parts.is_masters(degree)
    return "mastersthesis" if is_masters else kind


def _runs(marked_text: str) -> str:
    """Return a text as XML, in styles where it has formatting."""
    pieces = [
        ("".join(text for text, _ in same), faces)
        for faces, same in groupby(runs(marked_text), lambda run: _faces(run[1]))
    ]
    if not any(faces for _, faces in pieces):
        return escaped("".join(text for text, _ in pieces))
    return "".join(
        tag("style", escaped(text), face=faces or "normal", font="default", size="100%")
        for text, faces in pieces
    )


def _faces(spans: frozenset[str]) -> str:
    return " ".join(sorted({_FACE_OF[each] for each in spans if each in _FACE_OF}))


def _contributors(work: Outgoing, kind: str, subtype: str) -> str:
    held = _roles(kind, subtype)
    roles = {name: role for name in _LISTS if (role := held.get(name))}
    if kind == "collection" and not work.has("author"):
        roles = {**roles, "authors": "editor"}
        del roles["secondary-authors"]
    return tag(
        "contributors",
        *(
            tag(name, *(tag("author", escaped(inverted(each))) for each in work.people(role)))
            for name, role in roles.items()
        ),
    )


def _titles_of(work: Outgoing, kind: str) -> str:
    container = _CONTAINERS.get(kind, "series")
    second = "" if kind in _THESES else work.marked(container)
    return tag(
        "titles",
        tag("title", _runs(work.marked("title"))),
        tag("secondary-title", _runs(second)),
        tag(
            "tertiary-title", _runs(work.marked("maintitle" if container == "series" else "series"))
        ),
        tag("alt-title", _runs(work.marked("shortjournal") if container == "journal" else "")),
        tag("short-title", _runs(work.marked("shorttitle"))),
        tag("translated-title", _runs(work.marked("titleaddon"))),
    ) + tag("periodical", tag("full-title", _runs(second if container == "journal" else "")))


def _pages_of(work: Outgoing, kind: str) -> str:
    pages = work.text("pages").replace("–", "-").replace("--", "-")
    return tag("pages", escaped(pages or (work.text("pagetotal") if kind in _WHOLE else "")))


def _dates_of(work: Outgoing) -> str:
    when = work.one_date()
    day = f" {when.day}" if when.day else ""
    return tag(
        "dates",
        tag("year", str(when.year or "") or escaped(work.text("date", "year"))),
        tag("pub-dates", tag("date", f"{MONTHS[when.month - 1]}{day}" if when.month else "")),
    )


def _numbers_of(work: Outgoing, kind: str) -> str:
    numbers = [
        work.text("isbn"),
        work.text("issn"),
        work.text("number") if kind in _NUMBERED else "",
    ]
    return tag("isbn", escaped("; ".join(filter(None, numbers))))


def _accession_of(work: Outgoing) -> str:
    """Return the number of a preprint of arXiv, else PubMed's."""
    if work.entry.fields.get("eprint") and arxiv_id(work.entry.fields):
        work.take("eprint", "eprinttype")
        return tag("accession-num", escaped(f"arXiv:{work.text('eprint')}"))
    if number := work.text("pmid"):
        return tag("accession-num", escaped(number)) + tag("remote-database-name", "PubMed")
    return ""


def _work_type(work: Outgoing) -> str:
    return tag("work-type", _runs(work.marked("type")) or _DEGREES.get(work.type, ""))


def _urls_of(work: Outgoing) -> str:
    return tag(
        "urls",
        tag("related-urls", tag("url", escaped(work.text("url")))),
        tag(
            "pdf-urls",
            tag("url", escaped(work.text("pdf"))),
            tag("url", escaped(work.text("file"))),
        ),
    )


def _notes_of(work: Outgoing) -> str:
    """Return the note, with lines for the fields that have no element."""
    note = work.marked("note")
    return tag("notes", _runs("\n".join(filter(None, (note, *lines_of(work))))))
