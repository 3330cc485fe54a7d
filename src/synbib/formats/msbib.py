"""The bibliography of Microsoft Word: ``Sources.xml``, and what JabRef exports for Word.

Source: ECMA-376, part 1, §22.6 "Bibliography" (elements, types of sources, roles); JabRef's ``MSBibMapping`` for the
elements ``BIBTEX_…`` that it adds, and for its fields ``msbib-…`` of what BibTeX has no field for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Element, Tell, not_understood, untold
from synbib.formats.indexes import place
from synbib.formats.outgoing import Outgoing
from synbib.formats.pick import words
from synbib.formats.texts import marked, of_tex, title
from synbib.formats.texts import name as name_of
from synbib.formats.xml import DECLARATION, escaped, tag, these, works
from synbib.incoming import OTHERS, Date, Incoming, Person
from synbib.model.csl_item import CslName
from synbib.model.fields import FIELDS, FieldKind, canonical
from synbib.model.languages import language_tag
from synbib.model.types import nearest
from synbib.text import strip
from synbib.text.months import MONTHS, month_number

if TYPE_CHECKING:
    from uuid import UUID

__all__ = ["read", "stream", "write"]

# --- what the format has ---------------------------------------------------------------------------------------------

# Type of a source → the type of the entry.
_TYPES: Final = {
    "Art": "artwork",
    "ArticleInAPeriodical": "article",
    "Book": "book",
    "BookSection": "incollection",
    "Case": "jurisdiction",
    "ConferenceProceedings": "inproceedings",
    "DocumentFromInternetSite": "online",
    "ElectronicSource": "electronic",
    "Film": "movie",
    "InternetSite": "online",
    "Interview": "misc",
    "JournalArticle": "article",
    "Misc": "misc",
    "Patent": "patent",
    "Performance": "performance",
    "Report": "techreport",
    "SoundRecording": "music",
}
# Type of a source → what the entry type does not tell of it, as `entrysubtype`.
_SUBTYPES: Final = {"ArticleInAPeriodical": "periodical", "Interview": "interview"}
# Entry type → the type of the source; of others that which comes nearest.
_WRITTEN: Final = {
    "article": "JournalArticle",
    "artwork": "Art",
    "audio": "SoundRecording",
    "book": "Book",
    "dataset": "ElectronicSource",
    "electronic": "ElectronicSource",
    "image": "Art",
    "incollection": "BookSection",
    "inproceedings": "ConferenceProceedings",
    "jurisdiction": "Case",
    "manual": "Report",
    "misc": "Misc",
    "movie": "Film",
    "music": "SoundRecording",
    "online": "InternetSite",
    "patent": "Patent",
    "performance": "Performance",
    "phdthesis": "Report",
    "proceedings": "Book",
    "software": "ElectronicSource",
    "techreport": "Report",
    "unpublished": "Report",
    "video": "Film",
}
_WRITTEN_SUBTYPES: Final = {
    ("article", "magazine"): "ArticleInAPeriodical",
    ("article", "newspaper"): "ArticleInAPeriodical",
    ("article", "periodical"): "ArticleInAPeriodical",
    ("misc", "interview"): "Interview",
}
# Element → field, where it is one text.
_FIELDS: Final = {
    "BookTitle": "booktitle",
    "ChapterNumber": "chapter",
    "Comments": "note",
    "Edition": "edition",
    "JournalName": "journal",
    "NumberVolumes": "volumes",
    "PatentNumber": "number",
    "Publisher": "publisher",
    "ShortTitle": "shorttitle",
    "Theater": "venue",
    "Type": "type",
    "Version": "version",
    "Volume": "volume",
}
# Role → field; who the first field of a type names stands in that role.
_ROLES: Final = {
    "Author": "author",
    "BookAuthor": "bookauthor",
    "Compiler": "compiler",
    "Composer": "composer",
    "Director": "director",
    "Editor": "editor",
    "Interviewer": "interviewer",
    "Performer": "performer",
    "ProducerName": "producer",
    "Translator": "translator",
}
# Type of a source → the role of its authors; `Author` of others.
_AUTHORS: Final = {"Art": "Artist", "Interview": "Interviewee", "Patent": "Inventor"}
# Roles of those who made a work, where nobody is its author.
_MAKERS: Final = ("Artist", "Interviewee", "Inventor", "Writer", "Conductor", "Counsel")
_PLACE: Final = ("City", "StateProvince", "CountryRegion")
# What is read by a rule of its own.
_READ: Final = these(
    "Author BIBTEX_Entry City ConferenceName CountryRegion DOI Day DayAccessed Department Institution "
    "InternetSiteTitle Issue LCID Month MonthAccessed Pages PeriodicalTitle PublicationTitle SourceType "
    "StandardNumber StateProvince Tag ThesisType Title URL Year YearAccessed"
)
# What says nothing of a work: a number that Word gives a source, and its place in the list.
_LEFT_OUT: Final = these("Guid RefOrder")
# Elements of the standard that BibTeX has no field for: JabRef's fields `msbib-…`.
_OF_WORD: Final = {
    name.lower(): name
    for name in these(
        "AbbreviatedCaseNumber Accessed AlbumTitle BroadcastTitle Broadcaster CaseNumber Court Department Distributor "
        "Medium PeriodicalTitle ProductionCompany PublicationTitle RecordingNumber Reporter Station"
    )
}
_MSBIB: Final = "msbib-"
_BIBTEX: Final = "BIBTEX_"
_DEGREES: Final = {"mastersthesis": "Master's thesis", "phdthesis": "Ph.D. thesis"}
# What JabRef writes there for types of BibTeX that have no other.
_TOLD_BY_TYPE: Final = ("tech. rep.", "unpublished")
# Languages by the numbers of Windows ([MS-LCID] §2.2).
_LCIDS: Final = {
    "en-US": 1033, "af-ZA": 1078, "ar": 1025, "be-BY": 1059, "bg-BG": 1026, "bn-BD": 2117, "ca-AD": 1027,
    "cs-CZ": 1029, "cy-GB": 1106, "da-DK": 1030, "de-AT": 3079, "de-CH": 2055, "de-DE": 1031, "el-GR": 1032,
    "en-AU": 3081, "en-CA": 4105, "en-GB": 2057, "en-NZ": 5129, "es-ES": 3082, "es-MX": 2058, "et-EE": 1061,
    "eu": 1069, "fa-IR": 1065, "fi-FI": 1035, "fr-CA": 3084, "fr-FR": 1036, "ga-IE": 2108, "gl-ES": 1110,
    "he-IL": 1037, "hi-IN": 1081, "hr-HR": 1050, "hu-HU": 1038, "hy-AM": 1067, "id-ID": 1057, "is-IS": 1039,
    "it-IT": 1040, "ja-JP": 1041, "ka-GE": 1079, "km-KH": 1107, "kn-IN": 1099, "ko-KR": 1042, "la": 1142,
    "lo-LA": 1108, "lt-LT": 1063, "lv-LV": 1062, "ml-IN": 1100, "mn-MN": 1104, "mr-IN": 1102, "ms-MY": 1086,
    "nb-NO": 1044, "nl-NL": 1043, "nn-NO": 2068, "pl-PL": 1045, "pt-BR": 1046, "pt-PT": 2070, "ro-RO": 1048,
    "ru-RU": 1049, "sk-SK": 1051, "sl-SI": 1060, "sq-AL": 1052, "sr-RS": 10266, "sv-SE": 1053, "ta-IN": 1097,
    "te-IN": 1098, "th-TH": 1054, "tr-TR": 1055, "uk-UA": 1058, "ur-PK": 1056, "vi-VN": 1066, "zh-CN": 2052,
    "zh-TW": 1028,
}  # fmt: skip
# Word's usual English says nothing of a country.
_TAGS: Final = {number: language for language, number in _LCIDS.items()} | {1033: "en"}
# The lower bits of a number tell the language, whatever country it is spoken in.
_LANGUAGE_BITS: Final = 0x3FF
_OF_BITS: Final = {
    number & _LANGUAGE_BITS: language for language, number in reversed(_LCIDS.items())
}
_NUMBER: Final = lazily.pattern(
    r"(?P<kind>ISBN|ISSN|LCCN|MRN|DOI)\s*:\s*(?P<number>\S+(?:(?<=,) \S+)*)"
)
_NUMBERS: Final = {"ISBN": "isbn", "ISSN": "issn", "LCCN": "lccn", "MRN": "mrnumber"}
_THESIS: Final = lazily.pattern("thesis|dissertation|habilit", re.IGNORECASE)
_AND: Final = lazily.pattern(r"\s+and\s+")
_NAME: Final = lazily.pattern(r"[a-z][a-z0-9_.-]*")

# --- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a bibliography of Word.

    Raises:
        FormatError: It is not well-formed XML, or not such a bibliography.
    """
    return list(stream(BytesIO(data), name, tell))


def stream(file: BinaryIO, name: str = "<data>", tell: Tell = untold) -> Iterator[Incoming]:
    """Yield the same, each as soon as it is read."""
    yield from works(
        file,
        name,
        lambda source, line: _work(source, line, name, tell),
        tag="Source",
        roots=frozenset({"Sources"}),
        expected="a bibliography of Word",
    )


def _work(source: Element, line: int, name: str, tell: Tell) -> Incoming:
    kind, subtype = _kind(source)
    numbers, doi = _numbers(source, kind)
    url, doi = words(source, "URL"), words(source, "DOI") or doi
    identifiers = parts.identified(doi, url)
    names, others = _names(source)
    when = _date(source)
    fields = {
        "entrysubtype": subtype,
        **_language(words(source, "LCID")),
        **_unknown(source, line, name, tell),
        **{field: marked(words(source, element)) for element, field in _FIELDS.items()},
        **_titles(source, kind),
        **_published(source, kind),
        **numbers,
        "doi": "" if parts.doi(doi) else marked(doi),
        "urldate": parts.iso(_date(source, "Accessed")),
        "url": parts.further_link(url, identifiers),
    }
    if not when.year:
        fields["year"] = marked(words(source, "Year"))
    if not when.month and (month := words(source, "Month")):
        fields["month"] = marked(month)
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=names,
        date=when,
        identifiers=identifiers,
        key=words(source, "Tag"),
        note="; ".join(others),
        source=name,
        lines=(line,),
    )


def _kind(source: Element) -> tuple[str, str]:
    """Return the type of the entry, by JabRef's element if it is there, and its subtype."""
    told = words(source, "SourceType")
    own = words(source, f"{_BIBTEX}Entry").lower()
    kind = own if _NAME.fullmatch(own) else _TYPES.get(told, "misc")
    degree = words(source, "ThesisType")
    if kind == "techreport" and degree:
        if not parts.other_degree(degree):
            kind = "mastersthesis" if parts.is_masters(degree) else "phdthesis"
        elif _THESIS.search(degree):
            kind = "thesis"
    return kind, "" if own else _SUBTYPES.get(told, "")


def _names(source: Element) -> tuple[dict[str, tuple[Person, ...]], list[str]]:
    """Return field → who it names, and what is said of those who have no field."""
    held = {str(role.tag): parts.people(_people(role)) for role in source.iterfind("Author/*")}
    names = {_ROLES[role]: people for role, people in held.items() if role in _ROLES and people}
    others: list[str] = []
    for role in held.keys() - _ROLES.keys():
        if role in _MAKERS and "author" not in names:
            names["author"] = held[role]
        elif held[role]:
            others.append(f"{role}: {'; '.join(each.name for each in held[role])}")
    return names, sorted(others)


def _people(role: Element) -> Iterator[Person | None]:
    """Yield who has a role: persons in a list, or an organization."""
    for person in role.iterfind("NameList/Person"):
        last, first, middle = (of_tex(words(person, part)) for part in ("Last", "First", "Middle"))
        # A list of names in BibTeX's form that was taken for one.
        given, *further = _AND.split(f"{first} {middle}".strip())
        is_whole = not given and "," in last
        yield parts.organization(last) if is_whole else parts.person(last, given)
        yield from map(parts.spoken, further)
    for corporate in role.iterfind("Corporate"):
        # Persons who were typed where an organization belongs.
        several = words(corporate).split(";")
        yield from map(parts.inverted if len(several) > 1 else parts.organization, several)


def _titles(source: Element, kind: str) -> dict[str, str]:
    main, site, published = (
        words(source, name) for name in ("Title", "InternetSiteTitle", "PublicationTitle")
    )
    conference, book = words(source, "ConferenceName"), words(source, "BookTitle")
    journal = words(source, "JournalName") or words(source, "PeriodicalTitle")
    return {
        "title": title(main or site),
        "journal": name_of(journal),
        "booktitle": name_of(book or conference),
        "eventtitle": marked(conference) if book and conference != book else "",
        "howpublished": marked(site if main and site != main else ""),
        f"{_MSBIB}publicationtitle": marked(published if published != main else ""),
    }


def _published(source: Element, kind: str) -> dict[str, str]:
    """Return who has published a work, and where."""
    institution, department = words(source, "Institution"), words(source, "Department")
    is_thesis = kind in (*_DEGREES, "thesis")
    degree = words(source, "ThesisType")
    if kind in _DEGREES or degree.lower() in _TOLD_BY_TYPE:
        degree = ""
    return {
        "school" if is_thesis else "institution": marked(institution or department),
        f"{_MSBIB}department": marked(department if institution else ""),
        "address": marked(", ".join(filter(None, (words(source, each) for each in _PLACE)))),
        "edition": parts.told_edition(words(source, "Edition")),
        **({"type": marked(degree)} if degree else {}),
    }


def _numbers(source: Element, kind: str) -> tuple[dict[str, str], str]:
    """Return pages, issue, and the numbers of books and journals; and the DOI that is among these."""
    told = words(source, "StandardNumber")
    named = {found["kind"]: found["number"] for found in _NUMBER.finditer(told)}
    found = {_NUMBERS[each]: number for each, number in named.items() if each in _NUMBERS}
    if not named:
        found = parts.standard_numbers(told) or {"isbn": marked(told)}
    issue = words(source, "Issue")
    if issue:
        found["number"] = marked(issue)
    return {**place(words(source, "Pages")), **found}, named.get("DOI", "")


def _language(told: str) -> dict[str, str]:
    """Return the language of a number; Word's number 0 is that of its user, and says none."""
    if not (told.isascii() and told.isdigit() and len(told) < 9):
        return parts.language(told)
    number = int(told)
    return parts.language(_TAGS.get(number) or _OF_BITS.get(number & _LANGUAGE_BITS, ""))


def _date(source: Element, suffix: str = "") -> Date:
    year, month, day = (words(source, f"{part}{suffix}") for part in ("Year", "Month", "Day"))
    return parts.date(year, month_number(month) if month else None, day)


def _unknown(source: Element, line: int, name: str, tell: Tell) -> dict[str, str]:
    """Return the fields of elements that JabRef has added, and of those that have no other; tell of unknown ones."""
    found: dict[str, str] = {}
    for each in source:
        element, text = str(each.tag), marked(words(each))
        if not text or element in _FIELDS or element in _READ or element in _LEFT_OUT:
            continue
        if element.startswith(_BIBTEX):
            field = element.removeprefix(_BIBTEX).lower()
        else:
            field = f"{_MSBIB}{element.lower()}"
            if element.lower() not in _OF_WORD:
                hint = f"its text is kept in '{field}'"
                tell(
                    not_understood(name, each.sourceline or line, f"Word has no <{element}>", hint)
                )
        found[field] = text
    return found


# --- writing ---------------------------------------------------------------------------------------------------------

_NAMESPACE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/bibliography"


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a bibliography of Word, a source for each work."""
    attributes = f'SelectedStyle="" xmlns:b="{_NAMESPACE}" xmlns="{_NAMESPACE}"'
    yield f"{DECLARATION}<b:Sources {attributes}>\n"
    for work in works:
        yield _source(work)
    yield "</b:Sources>\n"


def _source(work: Outgoing) -> str:
    kind = _type_of(work)
    work.becomes(work.type)  # beside Word's own, where that is another
    held: dict[str, str] = {
        "Tag": work.key(),
        "SourceType": kind,
        "Guid": f"{{{str(_guid(work.entry.key)).upper()}}}",
        "LCID": _lcid(work),
        "Title": work.text("title"),
        **{
            element: work.text(field)
            for element, field in _FIELDS.items()
            if element != "PatentNumber" or kind == "Patent"
        },
        **_where(work, kind),
        **_when(work, "date", ""),
        **_when(work, "urldate", "Accessed"),
        "Issue": "" if kind == "Patent" else work.text("number", "issue"),
        "Pages": work.text("pages").replace("–", "-").replace("--", "-") or work.text("eid"),
        "StandardNumber": _standard_number(work),
        "DOI": work.text("doi"),
        "URL": work.text("url"),
        "ThesisType": _DEGREES.get(work.type, ""),
    }
    if not held["ThesisType"] and kind == "Report":
        held["ThesisType"], held["Type"] = held["Type"], ""
    authors = _authors(work, kind)
    if _TYPES[kind] != work.type and work.type not in _DEGREES:
        held[f"{_BIBTEX}Entry"] = work.type
    left = {name: text for name, text in work.left.items() if _is_kept(name)}
    work.take(*left)
    for name, text in left.items():
        own = _OF_WORD.get(name.removeprefix(_MSBIB)) if name.startswith(_MSBIB) else None
        held[own or f"{_BIBTEX}{name.capitalize()}"] = " ".join(strip(text).split())
    elements = (tag(f"b:{element}", escaped(text)) for element, text in held.items())
    return tag("b:Source", *elements, authors) + "\n"


def _type_of(work: Outgoing) -> str:
    subtype = work.entry.fields.get("entrysubtype", "").strip("{} ").lower()
    if found := _WRITTEN_SUBTYPES.get((work.type, subtype)):
        if _SUBTYPES.get(found) == subtype:
            work.take("entrysubtype")
        return found
    return _WRITTEN[nearest(work.type, _WRITTEN)]


def _guid(key: str) -> UUID:
    """Return a number for a key, the same each time."""
    from uuid import NAMESPACE_URL, uuid5

    return uuid5(NAMESPACE_URL, f"{_NAMESPACE}#{key}")


def _lcid(work: Outgoing) -> str:
    """Return the number of a language; what reads back as another name of it is kept beside it."""
    told = work.entry.fields.get("langid", "").strip("{} ")
    number = str(_LCIDS.get(language_tag(told) or "", ""))
    if _language(number) == {"langid": told}:
        work.take("langid")
    return number


def _where(work: Outgoing, kind: str) -> dict[str, str]:
    """Return the elements of who has published a work, and where, and of what it stands in."""
    place = work.text("address").split(", ")
    split = {1: _PLACE[:1], 2: (_PLACE[0], _PLACE[2]), 3: _PLACE}.get(len(place))
    found = dict(zip(split, place, strict=True)) if split else {"City": ", ".join(place)}
    found["Institution"] = work.text("institution")
    if work.type == "online":
        found["InternetSiteTitle"] = work.text("howpublished")
    if kind == "ConferenceProceedings":
        event = work.text("eventtitle")
        found["ConferenceName"] = event or work.text("booktitle")
    return found


def _when(work: Outgoing, field: str, suffix: str) -> dict[str, str]:
    when = work.one_date(field)
    return {
        f"Year{suffix}": str(when.year or ("" if suffix else work.text("date", "year"))),
        f"Month{suffix}": MONTHS[when.month - 1] if when.month else "",
        f"Day{suffix}": str(when.day or ""),
    }


def _standard_number(work: Outgoing) -> str:
    """Return the numbers of a book or a journal; of more than one each has its kind before it, as JabRef has it."""
    numbers = {kind: number for kind, field in _NUMBERS.items() if (number := work.text(field))}
    if len(numbers) == 1 and (only := next(iter(numbers))) in ("ISBN", "ISSN"):
        return numbers[only]
    return " ".join(f"{kind}: {number}" for kind, number in numbers.items())


def _authors(work: Outgoing, kind: str) -> str:
    roles = dict(_ROLES)
    if own := _AUTHORS.get(kind):
        roles = {own: roles.pop("Author"), **roles}
    return tag(
        "b:Author",
        *(tag(f"b:{role}", _name_list(work.people(field), role)) for role, field in roles.items()),
    )


def _name_list(people: Sequence[CslName], role: str) -> str:
    """Return persons as a list, an organization that stands alone as one; among persons it has a name alone."""
    if len(people) == 1 and "literal" in people[0] and role in ("Author", "Performer"):
        return tag("b:Corporate", escaped(strip(people[0]["literal"])))
    return tag("b:NameList", *map(_person, people))


def _person(name: CslName) -> str:
    if "literal" in name:
        literal = strip(name["literal"])
        return tag(
            "b:Person", tag("b:Last", escaped("et al." if literal == OTHERS.name else literal))
        )
    last = (name.get("non-dropping-particle"), name.get("family"), name.get("suffix"))
    first = (name.get("given"), name.get("dropping-particle"))
    return tag(
        "b:Person",
        tag("b:Last", escaped(strip(" ".join(filter(None, last))))),
        tag("b:First", escaped(strip(" ".join(filter(None, first))))),
    )


def _is_kept(name: str) -> bool:
    """Whether a field can be an element of a name as JabRef has it: not the names of people."""
    known = FIELDS.get(canonical(name))
    is_names = known is not None and known.kind is FieldKind.NAMES
    return not is_names and _NAME.fullmatch(name) is not None
