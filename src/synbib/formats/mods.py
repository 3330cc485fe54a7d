"""MODS, in which libraries, bibutils, Zotero and JabRef exchange records: ``mods`` alone, or in a ``modsCollection``.

Source: the user guidelines of MODS 3.8, https://www.loc.gov/standards/mods/userguide/; the codes of MARC's relators,
https://www.loc.gov/marc/relators/, and genres, https://www.loc.gov/standards/valuelist/marcgt.html; the genres that
bibutils, Zotero and JabRef add. Left out is what says nothing of a work: how the record came to be (``recordInfo``),
its numbers of type ``local``, elements of others (``extension``), the medium (``form``, ``internetMediaType``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Element, Tell, not_understood, untold
from synbib.formats.extra import fields_in, lines_of
from synbib.formats.indexes import full_date, place
from synbib.formats.outgoing import Outgoing
from synbib.formats.pick import words
from synbib.formats.texts import marked, plain, title
from synbib.formats.texts import name as name_of
from synbib.formats.xml import DECLARATION, escaped, keyword, lines, tag, these, works
from synbib.incoming import OTHERS, Date, Incoming, Person, publisher_field
from synbib.model.csl_item import CslName
from synbib.model.eprint import arxiv_id
from synbib.model.fields import FIELDS, FieldKind, find_field
from synbib.model.types import CHAPTERS, TYPES
from synbib.text import strip

__all__ = ["read", "stream", "work", "write"]

# --- what the format has ---------------------------------------------------------------------------------------------

# Genre, in small letters → the type of the entry. A genre that is the name of a type of entries is that, too.
_GENRES: Final = {
    # MARC's
    "autobiography": "book", "biography": "book", "catalog": "book", "comic or graphic novel": "book",
    "conference publication": "proceedings", "database": "dataset", "dictionary": "reference",
    "encyclopedia": "reference", "festschrift": "collection", "fiction": "book", "handbook": "book",
    "law report or digest": "techreport", "legal case and case notes": "jurisdiction", "motion picture": "movie",
    "multivolume monograph": "mvbook", "newspaper": "periodical", "novel": "book", "remote sensing image": "image",
    "sound": "audio", "technical report": "techreport", "videorecording": "video", "web site": "online",
    "website": "online", "yearbook": "book",
    # bibutils'
    "academic journal": "periodical", "book chapter": "incollection", "collection": "collection",
    "diploma thesis": "mastersthesis", "doctoral thesis": "phdthesis", "electronic": "online",
    "habilitation thesis": "thesis", "instruction": "manual", "journal": "periodical", "journal article": "article",
    "magazine": "periodical", "magazine article": "article", "manuscript": "unpublished",
    "masters thesis": "mastersthesis", "miscellaneous": "misc", "newspaper article": "article",
    "ph.d. thesis": "phdthesis", "preprint": "misc", "thesis": "phdthesis", "web page": "online",
    # Zotero's
    "audiorecording": "audio", "bill": "legislation", "blogpost": "online", "booksection": "incollection",
    "case": "jurisdiction", "computerprogram": "software", "conferencepaper": "inproceedings",
    "dictionaryentry": "inreference", "document": "misc", "email": "letter", "encyclopediaarticle": "inreference",
    "film": "movie", "forumpost": "online", "hearing": "misc", "instantmessage": "letter", "interview": "misc",
    "journalarticle": "article", "magazinearticle": "article", "map": "misc", "newspaperarticle": "article",
    "podcast": "audio", "presentation": "unpublished", "radiobroadcast": "audio", "statute": "legislation",
    "tvbroadcast": "video", "webpage": "online",
    # Crossref's, which dissemin writes
    "book-chapter": "incollection", "journal-article": "article", "journal-issue": "periodical", "poster": "misc",
    "proceedings-article": "inproceedings", "reference-entry": "inreference",
}  # fmt: skip
# Genre → what the type does not tell of it, as `entrysubtype`.
_SUBTYPES: Final = {
    "hearing": "hearing", "interview": "interview", "magazine article": "magazine", "magazinearticle": "magazine",
    "map": "map", "newspaper article": "newspaper", "newspaperarticle": "newspaper",
}  # fmt: skip
# Type of the work, of its host → of a work in such a host.
_WITHIN: Final = {
    "book": "incollection",
    "collection": "incollection",
    "periodical": "article",
    "proceedings": "inproceedings",
    "reference": "inreference",
}
# `typeOfResource` → the type of the entry.
_RESOURCES: Final = {
    "moving image": "video", "software, multimedia": "software", "sound recording": "audio",
    "sound recording-musical": "music", "sound recording-nonmusical": "audio", "still image": "image",
    "three dimensional object": "artwork",
}  # fmt: skip
# Entry type → the genre of MARC's list that comes near it.
_WRITTEN_GENRES: Final = {
    "article": "article", "book": "book", "dataset": "database", "inreference": "encyclopedia",
    "jurisdiction": "legal case and case notes", "legislation": "legislation", "letter": "letter",
    "mastersthesis": "thesis", "movie": "motion picture", "online": "web site", "patent": "patent",
    "phdthesis": "thesis", "proceedings": "conference publication", "report": "technical report",
    "techreport": "technical report", "thesis": "thesis",
}  # fmt: skip
_WRITTEN_RESOURCES: Final = {
    "artwork": "still image", "audio": "sound recording", "image": "still image", "movie": "moving image",
    "music": "sound recording-musical", "software": "software, multimedia", "video": "moving image",
}  # fmt: skip
# Entry type → the field of what it stands in.
_CONTAINERS: Final = dict.fromkeys(CHAPTERS, "booktitle") | dict.fromkeys(
    ("article", "review", "suppperiodical"), "journal"
)
_THESES: Final = frozenset({"mastersthesis", "phdthesis", "thesis"})

# Field → the code and the term of who it names among MARC's relators.
_RELATORS: Final = {
    "author": ("aut", "author"),
    "afterword": ("aft", "author of afterword, colophon, etc."),
    "annotator": ("ann", "annotator"),
    "commentator": ("cwt", "commentator for written text"),
    "compiler": ("com", "compiler"),
    "composer": ("cmp", "composer"),
    "director": ("drt", "director"),
    "editor": ("edt", "editor"),
    "holder": ("pth", "patent holder"),
    "illustrator": ("ill", "illustrator"),
    "interviewer": ("ivr", "interviewer"),
    "introduction": ("aui", "author of introduction, etc."),
    "narrator": ("nrt", "narrator"),
    "performer": ("prf", "performer"),
    "producer": ("pro", "producer"),
    "recipient": ("rcp", "recipient"),
    "translator": ("trl", "translator"),
}
# Code or term of other relators → the field of the same.
_MORE_RELATORS: Final = {
    "art": "author", "artist": "author", "cartographer": "author", "cre": "author", "creator": "author",
    "ctg": "author", "dis": "author", "dissertant": "author", "inv": "author", "inventor": "author",
    "ive": "author", "interviewee": "author", "pht": "author", "photographer": "author", "prg": "author",
    "programmer": "author", "speaker": "author", "spk": "author", "verfasser": "author", "verfasserin": "author",
    "fmd": "director", "film director": "director", "ed": "editor", "ed.": "editor", "hrsg.": "editor",
    "herausgeber": "editor", "pbd": "editor", "flm": "editor", "tr": "translator", "übers.": "translator",
}  # fmt: skip
_ROLES: Final = (
    {sign: field for field, signs in _RELATORS.items() for sign in signs}
    | _MORE_RELATORS
    # What `write` says of people who no relator is for.
    | {field.name: field.name for field in FIELDS.values() if field.kind is FieldKind.NAMES}
)
_SCHOOL: Final = these("dgg degree-grantor")
_PUBLISHER: Final = these("pbl publisher")
# Type of an identifier → the field.
_IDENTIFIERS: Final = {
    "issue number": "number",
    "lccn": "lccn",
    "patent number": "number",
    "pmc": "pmcid",
    "pmcid": "pmcid",
    "pmid": "pmid",
    "pubmed": "pmid",
    "report number": "number",
}
# Those that are read by a rule of their own, or say nothing of the work.
_APART: Final = these("arxiv citekey doi hdl isbn issn local uri url")
_FIELD_NAME: Final = lazily.pattern(r"[a-z][a-z0-9_-]*")
_KNOWN: Final = these(
    "abstract accessCondition classification extension genre identifier language location name note originInfo part "
    "physicalDescription recordInfo relatedItem subject tableOfContents targetAudience titleInfo typeOfResource"
)
# What of a subject has its name in several elements.
_WHOLE_SUBJECTS: Final = these("hierarchicalGeographic name titleInfo")
_COMPACT: Final = lazily.pattern(r"(\d{4})(\d\d)(\d\d)?")
_PAGES: Final = lazily.pattern(r"(?<!\d)(?P<pages>\d++)\s*(?:p\.|pp\.|pages|leaves|S\.|Seiten|\Z)")
_SUFFIX: Final = lazily.pattern(parts.SUFFIX)
_NUMERAL: Final = lazily.pattern(r"[IVX]+(?=,|\Z)")
_ID: Final = lazily.pattern(r"[A-Za-z_][\w.-]*")
_NOT_DATES: Final = 9999

# --- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file in MODS.

    Raises:
        FormatError: It is not well-formed XML, or not MODS.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the same, each as soon as it is read."""
    yield from works(
        file,
        name,
        lambda record, line: work(record, line, name, tell),
        tag="mods",
        roots=frozenset({"modsCollection"}),
        expected="MODS",
    )


def work(record: Element, line: int = 0, name: str = "", tell: Tell = untold) -> Incoming:
    """Return the work of one element ``mods``, whose elements have local names.

    Args:
        record: The element.
        line: Its line.
        name: The file's name.
        tell: Is told of what was not understood.
    """
    host = _related(record, "host")
    kind, subtype = _kind(record, host)
    names, school, others = _names(record, host)
    notes, kept = _notes(record)
    identifiers = _schemes(record)
    urls = [text for url in record.iterfind("location/url") if (text := parts.link(words(url)))]
    urls += [text for each in ("uri", "url") if (text := parts.link(_identifier(record, each)))]
    if handle := _identifier(record, "hdl").rpartition("hdl.handle.net/")[2].removeprefix("hdl:"):
        urls.append(f"https://hdl.handle.net/{handle}")
    identifiers = parts.identified(identifiers.get("doi", ""), identifiers.get("arxiv", ""), *urls)
    links = list(dict.fromkeys(filter(None, (parts.further_link(u, identifiers) for u in urls))))
    when = _issued(record, host)
    fields = {
        **_numbered(record, host),
        **_titles(record, host, kind),
        **_published(record, host, kind, school),
        **_part(record, host),
        **_original(_related(record, "original")),
        **_languages(record),
        "abstract": "; ".join(marked(words(each)) for each in record.iterfind("abstract")),
        "affiliation": "; ".join(dict.fromkeys(marked(words(each)) for each in record.iterfind("name/affiliation"))),
        "entrysubtype": subtype,
        "keywords": ", ".join(dict.fromkeys(_keywords(record))),
        "library": _library(record),
        "note": "; ".join(notes),
        "pagetotal": _pagetotal(record),
        "scale": marked(words(record, "subject/cartographics/scale")),
        "url": next(iter(links), ""),
        "urldate": parts.iso(_accessed(record)),
        **kept,
    }  # fmt: skip
    if not when.year:
        fields["year"] = marked(words(record, "originInfo/dateIssued"))
    others += [*links[1:], *_others(record), *_unknown(record, line, name, tell)]
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=names,
        date=when,
        identifiers=identifiers,
        key=_identifier(record, "citekey") or record.get("ID", ""),
        note="; ".join(others),
        source=name,
        lines=(line,),
    )


def _related(record: Element, kind: str) -> Element | None:
    """Return the first related item of a kind; one without a kind is the host, as dissemin writes it."""
    found = record.find(f"relatedItem[@type='{kind}']")
    if found is None and kind == "host":
        return next((each for each in record.iterfind("relatedItem") if not each.get("type")), None)
    return found


# --- types


def _kind(record: Element, host: Element | None) -> tuple[str, str]:
    """Return the type of the entry and its subtype: by genres, else by what it stands in, else by how it is issued."""
    genres = _genres(record)
    told = next((kind for each in genres if (kind := _of_genre(each))), "")
    subtype = next((_SUBTYPES[each] for each in genres if each in _SUBTYPES), "")
    within = _within(host) if host is not None else ""
    if told in _WITHIN and within and told != "book":
        return (within if within != "incollection" else _WITHIN[told]), subtype
    if told == "phdthesis" and any(map(parts.is_masters, genres)):
        return "mastersthesis", subtype
    if told:
        return told, subtype
    if within:
        return within, subtype or _SUBTYPES.get(f"{next(iter(_genres(host)), '')} article", "")
    resource = words(record, "typeOfResource").lower()
    issuance = words(record, "originInfo/issuance")
    if resource in ("", "text") and issuance:
        return ("periodical" if issuance in ("continuing", "serial") else "book"), ""
    return _RESOURCES.get(resource, "misc"), "map" if resource == "cartographic" else ""


def _genres(record: Element | None) -> list[str]:
    return [words(each).lower() for each in record.iterfind("genre")] if record is not None else []


def _of_genre(genre: str) -> str:
    return _GENRES.get(genre, "") or (genre if genre in TYPES else "")


def _within(host: Element) -> str:
    """Return the type of a work in a host."""
    kinds = [_of_genre(each) for each in _genres(host)]
    found = next((_WITHIN[kind] for kind in kinds if kind in _WITHIN), "")
    if found:
        return found
    if words(host, "originInfo/issuance") in ("continuing", "serial") or _identifier(host, "issn"):
        return "article"
    is_volume = host.find("part/detail[@type='issue']") is not None
    return "article" if is_volume else "incollection"


# --- titles


def _title(item: Element | None, kind: str = "") -> str:
    """Return the first title of a kind with its subtitle, not marked; the main one has no kind."""
    if item is None:
        return ""
    for info in item.iterfind("titleInfo"):
        if info.get("type", "") == kind:
            main = " ".join(filter(None, (words(info, "nonSort"), words(info, "title"))))
            told = (main, words(info, "subTitle"), words(info, "partName"))
            return ": ".join(each.strip(" :") for each in told if each)
    return ""


def _titles(record: Element, host: Element | None, kind: str) -> dict[str, str]:
    field = _CONTAINERS.get(kind, "howpublished" if kind in ("online", "misc") else "booktitle")
    container = _title(host)
    series = _related(record, "series")
    if series is None and host is not None:
        series = _related(host, "series")
    name, number = parts.numbered(_title(series))
    number = parts.volume(words(series, "titleInfo/partNumber")) or number
    found = {
        "title": title(
            _title(record) or _title(record, "uniform") or _title(record, "alternative")
        ),
        "shorttitle": marked(_title(record, "abbreviated")),
        field: name_of(container) if field == "journal" else title(container),
        "series": name_of(name),
        "volume": parts.volume(words(record, "titleInfo/partNumber")),
        "eventtitle": marked(_conference(record) or _conference(host)),
    }
    if number:
        found["number"] = number
    if (short := _title(host, "abbreviated")) and short != container:
        found["shortjournal" if field == "journal" else "shortbooktitle"] = marked(short)
        if not container:
            found[field] = marked(short)
    return found


def _conference(item: Element | None) -> str:
    return words(item, "name[@type='conference']/namePart")


# --- people


def _names(
    record: Element, host: Element | None
) -> tuple[dict[str, tuple[Person, ...]], str, list[str]]:
    """Return field → who it names, the school of a thesis, and what is said of those who have no field."""
    named: dict[str, list[Person]] = {}
    school = ""
    others: list[str] = []
    for item in (record, host):
        for each in item.iterfind("name") if item is not None else ():
            person = _person(each)
            if person is None or each.get("type") == "conference":
                continue
            terms = [words(term).lower().rstrip(",") for term in each.iterfind("role/roleTerm")]
            role = next((_ROLES[term] for term in terms if term in _ROLES), "")
            if not terms or role:
                # Who made the book or the journal has not made the work in it.
                role = role or "author"
                role = "bookauthor" if item is host and role == "author" else role
                if not (item is host and role in named and role != "editor"):
                    named.setdefault(role, []).append(person)
            elif {term.replace(" ", "-") for term in terms} & _SCHOOL:
                school = school or person.name
            elif not set(terms) & _PUBLISHER:
                others.append(f"{terms[-1].capitalize()}: {person.name}")
    return {role: parts.people(people) for role, people in named.items()}, school, others


def _person(name: Element) -> Person | None:
    if name.find("etal") is not None:
        return OTHERS
    held: dict[str, list[str]] = {}
    for part in name.iterfind("namePart"):
        held.setdefault(part.get("type", ""), []).append(words(part).strip(" ,"))
    whole = " ".join(held.get("", ())) or words(name, "displayForm")
    if name.get("type") == "corporate":
        return parts.organization(". ".join(held.get("", ())) or whole)
    terms = " ".join(held.get("termsOfAddress", ()))
    suffix = terms if _SUFFIX.fullmatch(terms) else ""
    if "family" in held or "given" in held:
        family, given = (" ".join(held.get(each, ())) for each in ("family", "given"))
        return parts.person(family, given, suffix)
    if numeral := _NUMERAL.match(terms):  # kings and popes
        return parts.organization(f"{whole} {numeral[0]}")
    return parts.inverted(", ".join(filter(None, (whole, suffix))) if "," in whole else whole)


# --- where and when


def _published(record: Element, host: Element | None, kind: str, school: str) -> dict[str, str]:
    """Return who has published a work, and where; its own, else of what it stands in."""
    items = [each for each in (record, host) if each is not None]
    publishers = [words(each, "originInfo/publisher") for each in items]
    publishers += [
        words(name, "namePart")
        for name in record.iterfind("name")
        if {words(term).lower() for term in name.iterfind("role/roleTerm")} & _PUBLISHER
    ]
    publisher = next(filter(None, publishers), "")
    found = {
        publisher_field(kind): name_of(publisher.strip(" ,:;")),
        "address": marked(next(filter(None, map(_place, items)), "")),
        "edition": parts.told_edition(next(filter(None, (words(e, "originInfo/edition") for e in items)), "")),
    }  # fmt: skip
    if school:
        found |= {"school": school, "publisher": found.get("publisher", "")}
        if publisher and publisher != school:
            found["publisher"] = name_of(publisher)
    return found


def _place(item: Element) -> str:
    """Return the places of publication, by their names; a code is one where nothing else is said."""
    terms = list(item.iterfind("originInfo/place/placeTerm"))
    named = [words(each).strip(" :;,") for each in terms if each.get("type") != "code"]
    return "; ".join(dict.fromkeys(filter(None, named)))


# Elements of dates, in the order of trust; of each, one in a form that is told counts before another.
_DATES: Final = ("dateIssued", "copyrightDate", "dateCreated", "dateOther")


def _issued(record: Element, host: Element | None) -> Date:
    """Return when a work was published: its own date, else that of its part, else of what it stands in."""
    paths = [
        *((record, f"originInfo/{name}") for name in _DATES[:2]),
        (record, "part/date"),
        (host, "part/date"),
        (host, "originInfo/dateIssued"),
        *((record, f"originInfo/{name}") for name in _DATES[2:]),
    ]
    for item, path in paths:
        if item is not None and (found := _date(list(item.iterfind(path)))).year:
            return found
    return Date()


def _date(given: Sequence[Element]) -> Date:
    starts = [each for each in given if each.get("point") != "end"]
    told = sorted(starts, key=lambda each: (not each.get("keyDate"), not each.get("encoding")))
    return next((found for each in told if (found := _read_date(words(each))).year), Date())


def _read_date(text: str) -> Date:
    if found := _COMPACT.fullmatch(text):
        return parts.date(*found.groups())
    return full_date(text.strip(" []?.©c"))


def _accessed(record: Element) -> Date:
    dates = (_read_date(url.get("dateLastAccessed", "")) for url in record.iterfind("location/url"))
    return next((each for each in dates if each.year), Date())


def _original(item: Element | None) -> dict[str, str]:
    """Return what is said of the original of a reprint or a translation."""
    if item is None:
        return {}
    return {
        "origtitle": marked(_title(item)),
        "origpublisher": marked(words(item, "originInfo/publisher")),
        "origlocation": marked(_place(item)),
        "origdate": parts.iso(_date(list(item.iterfind("originInfo/dateIssued")))),
    }  # fmt: skip


# --- numbers

# Type of a detail → field.
_DETAILS: Final = {
    "volume": "volume",
    "issue": "number",
    "number": "number",
    "chapter": "chapter",
    "section": "section",
    "article": "eid",
    "articlenumber": "eid",
    "article-number": "eid",
}


def _part(record: Element, host: Element | None) -> dict[str, str]:
    """Return volume, issue and pages, which stand in the work or in what it is in."""
    found: dict[str, str] = {}
    series = _related(record, "series")
    for item in (record, host, series):
        for part in item.iterfind("part") if item is not None else ():
            for name, text in _details(part):
                found.setdefault("number" if item is series and name == "volume" else name, text)
            for field, text in _extent(part).items():
                found.setdefault(field, text)
    return found


def _details(part: Element) -> Iterator[tuple[str, str]]:
    for detail in part.iterfind("detail"):
        kind = detail.get("type", "").lower()
        number = words(detail, "number") or words(detail, "title")
        caption = words(detail, "caption")
        if not number:
            number, caption = caption, ""
        if kind in ("page", "pages"):
            yield from place(number).items()
        elif field := _DETAILS.get(kind):
            yield field, parts.volume(number) if field == "volume" else marked(number)
        else:  # a supplement
            yield "number", marked(f"{caption} {number}".strip())


def _extent(part: Element) -> dict[str, str]:
    for extent in part.iterfind("extent"):
        if extent.get("unit", "page").lower() in ("page", "pages", "p", "pp"):
            first = words(extent, "start") or words(extent, "list")
            if found := place(first, words(extent, "end")):
                return found
            if total := words(extent, "total"):
                return {"pagetotal": total}
    return {}


def _pagetotal(record: Element) -> str:
    for extent in record.iterfind("physicalDescription/extent"):
        if found := _PAGES.search(words(extent)):
            return found["pages"]
    return ""


def _identifier(item: Element | None, kind: str) -> str:
    """Return the first identifier of a type; one that is not valid is none."""
    for each in item.iterfind("identifier") if item is not None else ():
        if each.get("type", "").lower() == kind and each.get("invalid") != "yes":
            return words(each)
    return ""


def _schemes(record: Element) -> dict[str, str]:
    number = re.sub("(?i)arxiv:", "", _identifier(record, "arxiv"))
    return {
        "doi": parts.doi(_identifier(record, "doi")),
        "arxiv": f"https://arxiv.org/abs/{number}" if number else "",
    }


def _numbered(record: Element, host: Element | None) -> dict[str, str]:
    """Return the fields of identifiers: numbers of books and journals, and those that a field is named for."""
    items = [each for each in (record, host) if each is not None]
    numbers = [
        words(each)
        for item in items
        for each in item.iterfind("identifier")
        if each.get("type", "").lower() in ("isbn", "issn")
    ]
    found: dict[str, str] = dict(parts.standard_numbers(*numbers))
    for each in record.iterfind("identifier"):
        kind, text = each.get("type", "").lower(), marked(words(each))
        field = _IDENTIFIERS.get(kind, kind)
        if kind in _APART:
            if kind == "doi" and not parts.doi(text):
                found["doi"] = text
        elif _FIELD_NAME.fullmatch(field):
            found.setdefault(field, text)
    return found


# --- the rest


def _languages(record: Element) -> dict[str, str]:
    terms = [
        words(each, "languageTerm[@type='code']") or words(each, "languageTerm") or words(each)
        for each in record.iterfind("language")
    ]
    told = [parts.language(each) for each in dict.fromkeys(terms) if each]
    several = {"language": " and ".join(next(iter(each.values())) for each in told)}
    return {**(told[0] if told else {}), **(several if len(told) > 1 else {})}


def _keywords(record: Element) -> Iterator[str]:
    """Yield what a work is about: topics, places, times; somebody, or another work, by the whole name."""
    for subject in record.iterfind("subject"):
        for each in subject:
            if each.tag in _WHOLE_SUBJECTS:
                parts_of_name = (words(part).strip(" ,") for part in each.iter() if len(part) == 0)
                text = ", ".join(filter(None, parts_of_name))
            else:
                text = "" if each.tag == "cartographics" else words(each)
            if text:
                yield keyword(marked(text))


def _library(record: Element) -> str:
    """Return where a library has a work: its shelf, else how it classes the work."""
    shelves = [
        " ".join(filter(None, (words(each, "physicalLocation"), words(each, ".//shelfLocator"))))
        for each in record.iterfind("location")
    ]
    shelves = [each for each in shelves if each]
    classes = [words(each) for each in record.iterfind("classification")]
    return marked(", ".join(dict.fromkeys(shelves or classes)))


def _notes(record: Element) -> tuple[list[str], dict[str, str]]:
    """Return the notes, and the fields that stand in them as `synbib.formats.extra` has it."""
    notes: list[str] = []
    fields: dict[str, str] = {}
    for each in record.iterfind("note"):
        note, found = fields_in(lines(each))
        fields |= found
        if each.get("type") == "annotation":
            fields["annotation"] = marked(note)
        elif each.get("type") == "publication status":
            fields["pubstate"] = marked(note)
        elif note:
            notes.append(marked(note))
    return [each for each in notes if each], fields


def _others(record: Element) -> Iterator[str]:
    """Yield what has no field."""
    for kind in ("alternative", "translated", "uniform"):
        if (text := _title(record, kind)) and _title(record):
            yield f"{kind.capitalize()} title: {plain(text)}"
    labels = {
        "subject/cartographics/coordinates": "Coordinates",
        "subject/cartographics/projection": "Projection",
        "tableOfContents": "Table of contents",
        "targetAudience": "Audience",
        "accessCondition": "Access",
    }
    for name, label in labels.items():
        yield from (f"{label}: {text}" for each in record.iterfind(name) if (text := words(each)))
    for each in record.iterfind("identifier"):
        kind, text = each.get("type", ""), words(each)
        is_no_link = kind.lower() in ("uri", "url") and not parts.link(text)
        is_known = kind.lower() in (*_APART, *_IDENTIFIERS) or _FIELD_NAME.fullmatch(kind.lower())
        if text and (is_no_link or not is_known):
            yield f"{kind or 'Identifier'}: {text}"
    for each in record.iterfind("relatedItem"):
        kind = each.get("type", "")
        if kind not in ("", "host", "series", "original") and (
            text := _title(each) or _title(each, "uniform")
        ):
            yield f"{kind}: {plain(text)}"  # fmt: skip
    for text in (words(each, "part/text") for each in (record, _related(record, "host"))):
        if text:
            yield text
    for url in record.iterfind("location/url"):
        if (text := words(url)) and not parts.link(text):
            yield text
    for date in record.iterfind("originInfo/dateIssued[@point='end']"):
        if (until := _read_date(words(date)).year) and until != _NOT_DATES:
            yield f"Until {until}"


def _unknown(record: Element, line: int, name: str, tell: Tell) -> Iterator[str]:
    """Yield the text of each element that MODS does not have, and tell of it."""
    for each in record:
        if str(each.tag) not in _KNOWN and (text := words(each)):
            hint = "its text is kept in 'annotation'"
            tell(not_understood(name, each.sourceline or line, f"MODS has no <{each.tag!s}>", hint))
            yield f"{each.tag!s}: {plain(text)}"


# --- writing ---------------------------------------------------------------------------------------------------------

_NAMESPACE: Final = "http://www.loc.gov/mods/v3"
_SCHEMA: Final = "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a collection of MODS 3.8, a record for each work."""
    yield (
        f'{DECLARATION}<modsCollection xmlns="{_NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'xsi:schemaLocation="{_NAMESPACE} {_SCHEMA}">\n'
    )
    for work in works:
        yield _mods(work)
    yield "</modsCollection>\n"


def _mods(work: Outgoing) -> str:
    container = _CONTAINERS.get(work.type, "")
    work.becomes(work.type if work.type in TYPES else "misc")
    held = work.text(container) if container else ""
    number = "" if container == "journal" else work.text("number")
    series = work.text("series")
    part = _written_part(work, "" if series else number)
    written = (
        tag("titleInfo", _element("title", work.text("title")), _element("subTitle", work.text("subtitle"))),
        tag("titleInfo", _element("title", work.text("shorttitle")), type="abbreviated"),
        *_written_names(work, held),
        _element("typeOfResource", _WRITTEN_RESOURCES.get(work.type, "text")),
        _element("genre", _WRITTEN_GENRES.get(work.type, ""), authority="marcgt"),
        _element("genre", work.type, authority="local"),
        _origin(work, held),
        tag("language", _element("languageTerm", work.language(), type="code", authority="rfc5646")),
        tag("physicalDescription", _element("extent", _with_unit(work.text("pagetotal")))),
        _element("abstract", work.text("abstract")),
        _host(work, container, held, part),
        tag(
            "relatedItem",
            tag("titleInfo", _element("title", series), _element("partNumber", number if series else "")),
            type="series",
        ),
        _written_original(work),
        *_written_subjects(work),
        *_written_identifiers(work, held),
        tag("location", _element("shelfLocator", work.text("library"))),
        _url(work),
        part if not held else "",
        *_written_notes(work),
    )  # fmt: skip
    identifier = work.entry.key if _ID.fullmatch(work.entry.key) else ""
    return f"<mods{_attribute('ID', identifier)}>{''.join(written)}</mods>\n"


def _attribute(name: str, text: str) -> str:
    return f' {name}="{escaped(text)}"' if text else ""


def _element(name: str, text: str, /, **attributes: str) -> str:
    return tag(name, escaped(text), **attributes)


def _written_names(work: Outgoing, held: str) -> Iterator[str]:
    """Yield everybody with the role; the editors of what a work is in stand there."""
    for field in _name_fields(work):
        if field in _HOSTS and held:
            continue
        for name in work.people(field):
            yield _name(name, field)
    if work.type in _THESES and (school := work.text("school")):
        role = _role("dgg", "degree grantor")
        yield tag("name", _element("namePart", school), role, type="corporate")


def _name_fields(work: Outgoing) -> Iterator[str]:
    """Yield the fields of an entry that hold names."""
    for name in work.entry.fields:
        field = find_field(name)
        if field is not None and field.kind is FieldKind.NAMES:
            yield field.name


# Who belongs to what a work is in.
_HOSTS: Final = ("editor", "bookauthor")


def _name(name: CslName, field: str) -> str:
    role = _role(*_RELATORS.get(field, ("", field)))
    if "literal" in name:
        literal = strip(name["literal"])
        if literal == OTHERS.name:
            return tag("name", "<etal/>", role)
        return tag("name", _element("namePart", literal), role, type="corporate")
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    return tag(
        "name",
        _element("namePart", strip(family), type="family"),
        _element("namePart", strip(given), type="given"),
        _element("namePart", strip(name.get("suffix", "")), type="termsOfAddress"),
        role,
        type="personal",
    )


def _role(relator: str, term: str) -> str:
    authority = "marcrelator" if relator else ""
    return tag(
        "role",
        _element("roleTerm", relator, type="code", authority=authority),
        _element("roleTerm", term, type="text", authority=authority),
    )


def _origin(work: Outgoing, held: str) -> str:
    """Return where, when and by whom a work was published; of a paper, what it is in has the publisher."""
    when = parts.iso(work.one_date())
    dated = {"encoding": "w3cdtf", "keyDate": "yes"} if when else {}
    issuance = (
        "" if held or work.type not in ("book", "collection", "proceedings") else "monographic"
    )
    return tag(
        "originInfo",
        tag("place", _element("placeTerm", work.text("address"), type="text")),
        _element("publisher", work.text("publisher", "institution", "organization")),
        _element("dateIssued", when or work.text("date", "year"), **dated),
        _element("edition", work.text("edition")),
        _element("issuance", issuance),
    )  # fmt: skip


def _with_unit(pages: str) -> str:
    return f"{pages} p." if pages.isdigit() else pages


def _written_part(work: Outgoing, number: str) -> str:
    issue = work.text("issue") if not number else ""
    details = {
        "volume": work.text("volume"),
        "issue": (work.text("number") if work.type in _CONTAINERS else number) or issue,
        "chapter": work.text("chapter"),
        "article-number": work.text("eid"),
    }
    first, dash, last = work.text("pages").partition("–")
    is_range = dash and "," not in first + last
    return tag(
        "part",
        *(tag("detail", _element("number", text), type=kind) for kind, text in details.items()),
        tag(
            "extent",
            _element("start", first if is_range else ""),
            _element("end", last if is_range else ""),
            _element("list", "" if is_range else first + dash + last),
            unit="pages",
        ),
    )


def _host(work: Outgoing, container: str, held: str, part: str) -> str:
    if not held:
        return ""
    is_journal = container == "journal"
    short = "shortjournal" if is_journal else "shortbooktitle"
    return tag(
        "relatedItem",
        tag("titleInfo", _element("title", held)),
        tag("titleInfo", _element("title", work.text(short)), type="abbreviated"),
        *(_name(name, role) for role in _HOSTS for name in work.people(role)),
        tag("name", _element("namePart", work.text("eventtitle")), type="conference"),
        tag("originInfo", _element("issuance", "continuing" if is_journal else "monographic")),
        _element("genre", _genre_of_host(work, is_journal), authority="marcgt"),
        *(_element("identifier", work.text(kind), type=kind) for kind in ("isbn", "issn")),
        part,
        type="host",
    )  # fmt: skip


def _genre_of_host(work: Outgoing, is_journal: bool) -> str:
    if is_journal:
        return "periodical"
    return "conference publication" if work.type in ("inproceedings", "conference") else "book"


def _written_original(work: Outgoing) -> str:
    when = parts.iso(work.one_date("origdate"))
    return tag(
        "relatedItem",
        tag("titleInfo", _element("title", work.text("origtitle"))),
        tag(
            "originInfo",
            tag("place", _element("placeTerm", work.text("origlocation"), type="text")),
            _element("publisher", work.text("origpublisher")),
            _element("dateIssued", when, encoding="w3cdtf"),
        ),
        type="original",
    )


def _written_subjects(work: Outgoing) -> Iterator[str]:
    for each in work.keywords():
        yield tag("subject", _element("topic", each))


def _written_identifiers(work: Outgoing, held: str) -> Iterator[str]:
    yield _element("identifier", work.key(), type="citekey")
    if work.entry.fields.get("eprint") and arxiv_id(work.entry.fields):
        work.take("eprinttype")
        yield _element("identifier", work.text("eprint"), type="arxiv")
    fields = {"doi": "doi", "pmid": "pmid", "pmcid": "pmc", "lccn": "lccn", "isrn": "isrn"}
    if not held:
        fields |= {"isbn": "isbn", "issn": "issn"}
    for field, kind in fields.items():
        yield _element("identifier", work.text(field), type=kind)


def _url(work: Outgoing) -> str:
    if not work.has("url"):
        return ""
    accessed = parts.iso(work.one_date("urldate"))
    return tag("location", _element("url", work.text("url"), dateLastAccessed=accessed))


def _written_notes(work: Outgoing) -> Iterator[str]:
    """Yield the notes, and a note for each field that has no element."""
    yield _element("note", work.text("note"))
    yield _element("note", work.text("annotation"), type="annotation")
    yield from (_element("note", line) for line in lines_of(work))
