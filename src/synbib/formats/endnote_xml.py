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
from synbib.formats.extra import as_lines, of_lines
from synbib.formats.indexes import full_date, place
from synbib.formats.kinds import kind_of
from synbib.formats.outgoing import Outgoing, inverted
from synbib.formats.pick import words
from synbib.formats.texts import marked, plain, title
from synbib.formats.texts import name as name_of
from synbib.formats.xml import DECLARATION, escaped, keyword, lines, runs, tag, these, works
from synbib.incoming import Date, Incoming, Person, publisher_field
from synbib.model.eprint import arxiv_id
from synbib.model.types import CHAPTERS
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
# Entry types that EndNote has no type of its own for → the one that is nearest.
_NEAREST: Final = {
    "audio": "Audiovisual Material",
    "bookinbook": "Book Section",
    "commentary": "Book",
    "conference": "Conference Paper",
    "electronic": "Web Page",
    "inbook": "Book Section",
    "legal": "Legal Rule or Regulation",
    "manual": "Report",
    "mastersthesis": "Thesis",
    "mvbook": "Book",
    "mvcollection": "Edited Book",
    "mvproceedings": "Conference Proceedings",
    "mvreference": "Book",
    "performance": "Audiovisual Material",
    "reference": "Book",
    "report": "Report",
    "review": "Journal Article",
    "suppbook": "Book Section",
    "suppcollection": "Book Section",
    "suppperiodical": "Journal Article",
    "thesis": "Thesis",
    "www": "Web Page",
}

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
# Entry type → element → the field that it is there; of an article `section` is the first page, and `edition` the day of
# its appearance before print.
_FIELDS_OF: Final[Mapping[str, Mapping[str, str]]] = {
    "article": {"custom2": "pmcid", "custom7": "eid", "edition": "", "section": ""},
    "incollection": {"section": "chapter"},
    "inbook": {"section": "chapter"},
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
_KEY: Final = lazily.pattern(r"[A-Za-z][\w:.+-]{0,99}")
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
    note, kept = of_lines(_text(record, "notes"))
    annotation, further = of_lines(_text(record, "research-notes"))
    number = words(record, "electronic-resource-num")
    identifiers = parts.identified(number, number, _preprint(record), *_urls(record))
    said = [*_said(record, kind), *_unknown(record, line, name, kind, tell)]
    fields = {
        **_fields(record, kind),
        **_numbers(record, kind),
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
    names = _names(record)
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
        key=label if _KEY.fullmatch(label) else "",
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


def _names(record: Element) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for path, role in _ROLES.items():
        people = parts.people(
            parts.inverted(_inverted(each)) for each in record.iterfind(f"contributors/{path}/author")
        )  # fmt: skip
        if people:
            found[role] = (*found.get(role, ()), *people)
    return found


def _inverted(author: Element) -> str:
    """Return a name as it stands, or in its parts, which EndNote has as attributes."""
    family, given = author.get("last-name", ""), author.get("first-name", "")
    text = words(author)
    return text or ", ".join(filter(None, (family, given, author.get("suffix", ""))))


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
    found[container] = second
    found["maintitle" if container == "series" else "series"] = third
    if container == "journal":
        short = _styled(held["alt"]) or _styled(record.find("periodical/abbr-1"))
        found["shortjournal"] = "" if short.casefold() == second.casefold() else short
    elif (other := _styled(held["alt"])) and other != second:
        found["shortbooktitle" if container == "booktitle" else "titleaddon"] = other
    return found


def _fields(record: Element, kind: str) -> dict[str, str]:
    """Return what stands in an element that is a field."""
    table = {**_FIELDS, **_FIELDS_OF.get(kind, {})}
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


def _numbers(record: Element, kind: str) -> dict[str, str]:
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
        **(place(pages) or place(words(record, "section") if kind == "article" else "")),
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
    files = [words(url) for url in record.iterfind("urls/pdf-urls/url")]
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
    people = [words(each) for each in record.iterfind("contributors/tertiary-authors/author")]
    if people:
        yield f"{'Advisor' if kind in _THESES else 'Series editor'}: {'; '.join(people)}"
    yield from _urls(record)[1:]


def _unknown(record: Element, line: int, name: str, kind: str, tell: Tell) -> Iterator[str]:
    """Yield the text of each element that no field is for, and tell of those that are not EndNote's."""
    known = {*_FIELDS, *_FIELDS_OF.get(kind, {}), *_READ, *_LEFT_OUT}
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
    table = {**_FIELDS, **_FIELDS_OF.get(kind, {})}

    def said(name: str) -> str:
        """Return the element of a field."""
        return tag(name, _runs(work.marked(field))) if (field := table.get(name)) else ""

    parts_written = (
        '<source-app name="synbib">synbib</source-app>',
        tag("rec-number", str(number)),
        tag("ref-type", str(known.number), name=type_name),
        _contributors(work, kind),
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
        tag("publisher", _runs(work.marked(publisher_field(kind), *_PUBLISHERS))),
        tag("orig-pub", escaped(parts.iso(work.one_date("origdate")))),
        _numbers_of(work, kind),
        _accession_of(work),
        said("call-num"),
        tag("label", escaped(work.key)),
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
    return _WRITTEN.get((work.type, "")) or _NEAREST.get(work.type, "Generic")


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


def _contributors(work: Outgoing, kind: str) -> str:
    roles = {"authors": "author", "secondary-authors": "editor", "subsidiary-authors": "translator"}
    if kind == "collection" and not work.has("author"):
        roles = {"authors": "editor", "subsidiary-authors": "translator"}
    return tag(
        "contributors",
        *(
            tag(name, *(tag("author", escaped(inverted(each))) for each in work.people(role)))
            for name, role in roles.items()
        ),
    )


def _titles_of(work: Outgoing, kind: str) -> str:
    container = _CONTAINERS.get(kind, "series")
    second = work.marked(container)
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
    kept = as_lines(work.left)
    work.take(*kept)
    return tag("notes", _runs("\n".join(filter(None, (note, *kept.values())))))
