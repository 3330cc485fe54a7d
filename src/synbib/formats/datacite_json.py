"""DataCite's JSON: the attributes of a DOI, alone or as the REST API wraps them (JSON:API).

Source: DataCite Metadata Schema 4.6, appendix 1 ("Controlled List Definitions"), as JSON:API gives it. Of the dates
``Issued`` counts, and ``Available`` where it tells the month of the same year; without them it is ``publicationYear``.
`work` is what a list of references has of a record; a file that is read keeps abstract, keywords and contributors, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import (
    FormatError,
    Record,
    Tell,
    at,
    line_of,
    placed,
    record,
    records,
    untold,
    values,
)
from synbib.formats.indexes import place
from synbib.formats.json_file import json_objects
from synbib.formats.pick import string
from synbib.formats.status import told_by_title
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Latex, Person, publisher_field
from synbib.model.languages import language_tag

__all__ = ["has_form", "read", "work"]

# resourceTypeGeneral → the type of the entry; `Text`, and what is not here, is told by `_TYPES_TOLD`.
_TYPES: Final = {
    "Audiovisual": "video",
    "Book": "book",
    "BookChapter": "incollection",
    "ComputationalNotebook": "software",
    "ConferencePaper": "inproceedings",
    "ConferenceProceeding": "proceedings",
    "DataPaper": "article",
    "Dataset": "dataset",
    "Dissertation": "phdthesis",
    "Image": "image",
    "Journal": "periodical",
    "JournalArticle": "article",
    "Report": "techreport",
    "Software": "software",
    "Sound": "audio",
    "Standard": "standard",
    "Workflow": "software",
}
_OF_WORDS: Final = frozenset({"", "Text", "Other", "Collection"})
# What the free text of resourceType says; the first that fits. It may be a code: `MonographieMonograph`.
_TYPES_TOLD: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (lazily.pattern(words, re.IGNORECASE), kind)
    for words, kind in (
        (
            r"thes[ie]s|thèse|tesis|\btese\b|dissertation|(?:doktor|master)arbeit|diplom|maestr[ií]a|mestrado",
            "phdthesis",
        ),
        (r"pre-?print", "misc"),
        (r"blog|web\s?page|web\s?site", "online"),
        (r"(?:book|encyclop\w+)\W*(?:chapter|section|part)|chapter", "incollection"),
        (r"(?:journal|review|research|scholarly)\W*article|^article$|data\W?paper", "article"),
        (r"proceedings?$", "proceedings"),
        (r"conference\W*(?:paper|article|contribution)", "inproceedings"),
        (r"report|working\W?paper|white\W?paper|deliverable", "techreport"),
        (r"book|monogra", "book"),
        (r"software|source\W?code", "software"),
        (r"data\W?set", "dataset"),
        (r"video|film", "video"),
    )
)
# What is written where a value cannot be had (schema 4.6, appendix 3): `(:unav)`.
_NO_VALUE: Final = lazily.pattern(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal)\)?")
# Dagstuhl's own way to write a series with its volume and the book: `LIPIcs, Volume 168, ICALP 2020`.
_SERIES_FIRST: Final = lazily.pattern(r"(?P<series>[^,]+), Volume (?P<volume>\d+), (?P<book>.+)")
_DAGSTUHL: Final = {
    "LIPIcs": "Leibniz International Proceedings in Informatics (LIPIcs)",
    "OASIcs": "Open Access Series in Informatics (OASIcs)",
}
_REPORT_NUMBER: Final = lazily.pattern(r"report", re.IGNORECASE)
_REPOSITORY: Final = lazily.pattern(r"repositor|archive", re.IGNORECASE)
_WITH_ISBN: Final = frozenset({"book", "incollection", "inproceedings", "proceedings"})
_HAS_VERSION: Final = frozenset({"dataset", "software"})
# Journals that write their volume into the name of the container: `GMS Journal; 34(2):Doc25`.
_CITATION: Final = lazily.pattern(
    r"(?P<journal>.+?)[;,]\s*(?P<volume>\d+)\s*\((?P<number>[^()]+)\)\s*:\s*(?P<pages>\S+)"
)
# And those that write nothing else: `№1(24) (2019)`.
_NUMBER_ONLY: Final = lazily.pattern(
    r"(?:№|No\.?|Nr\.?)?\s*(?P<number>\d+(?:\(\d+\))?)[\s\d().,;:]*", re.IGNORECASE
)
_CLASS: Final = lazily.pattern(r"\((?P<name>[a-z-]+(?:\.[A-Za-z-]+)?)\)\Z")
# The Buddhist era, in which Thai records count, is ahead of ours.
_BUDDHIST: Final = range(2440, 2640)
_BUDDHIST_AHEAD: Final = 543
_CODE_HOSTS: Final = lazily.pattern(
    r"https?://(?:www\.)?(?:github\.com|gitlab\.[\w.-]+|bitbucket\.org)/", re.IGNORECASE
)
_SUPPLEMENTS: Final = frozenset({"IsSupplementTo", "IsDerivedFrom", "IsIdenticalTo"})
_PUBLISHED: Final = frozenset(
    {"IsVersionOf", "IsPreviousVersionOf", "IsPreprintOf", "IsVariantFormOf"}
)


# contributorType → the field of such people; who handles the record is not named by an entry.
_ROLES: Final = {
    "Editor": "editor",
    "Producer": "producer",
    "RightsHolder": "holder",
    "Translator": "translator",
}
_OF_THE_RECORD: Final = frozenset(
    {"DataCurator", "DataManager", "Distributor", "HostingInstitution", "RegistrationAgency"}
    | {"RegistrationAuthority", "ContactPerson", "DegreeGrantor", "Sponsor"}
)
# Descriptions that are not the abstract's, and what the note says before each.
_DESCRIPTIONS: Final = {
    "Methods": "methods: ",
    "Other": "",
    "SeriesInformation": "",
    "TableOfContents": "contents: ",
    "TechnicalInfo": "technical: ",
}


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of DataCite's JSON.

    Raises:
        FormatError: It is not JSON, or holds no record of DataCite's.
    """
    found = []
    for held in json_objects(BytesIO(data), name, "data"):
        attributes = record(held, "data", "attributes") or record(held, "attributes") or held
        attributes = {**attributes, "doi": attributes.get("doi") or attributes.get("id")}
        if not has_form(attributes):
            raise FormatError(
                f"{name}:{line_of(held) or 1}:1: not a record of DataCite, which has 'doi' and 'titles'"
            )
        with placed(name, line_of(held)):
            made = _complete(attributes)
        found.append(lazily.replace(made, source=name, lines=(line_of(held),)))
    return found


def _complete(data: Record) -> Incoming:
    """Return the work of a record with all that a file tells of it."""
    data = _without_codes(data)
    found = _typed(work(data), data)
    descriptions = [
        (plain(each.get("descriptionType")), marked(each.get("description")))
        for each in records(data, "descriptions")
    ]
    told = {
        "abstract": next((text for kind, text in descriptions if kind == "Abstract"), ""),
        "keywords": ", ".join(
            dict.fromkeys(plain(each.get("subject")) for each in records(data, "subjects"))
        ),
        "version": plain(data.get("version")),
        "pagetotal": next(
            (size[1] for each in values(data, "sizes") if (size := _PAGES.fullmatch(plain(each)))),
            "",
        ),
    }
    names = dict(found.names)
    notes: list[str] = []
    for each in records(data, "contributors"):
        kind = plain(each.get("contributorType"))
        people = parts.people(_persons(each))
        if field := _ROLES.get(kind):
            names[field] = parts.people([*names.get(field, ()), *people])
        elif kind not in _OF_THE_RECORD:
            notes += (f"{kind or 'Contributor'}: {person.name}" for person in people)
    notes += (
        f"{_DESCRIPTIONS[kind]}{text}" for kind, text in descriptions if kind in _DESCRIPTIONS
    )
    for each in records(data, "titles"):
        kind = plain(each.get("titleType"))
        if kind not in ("", "Subtitle") and (text := plain(each.get("title"))) != found.title:
            notes.append(f"{kind}: {text}")
    licences = (plain(each.get("rights")) for each in records(data, "rightsList"))
    notes += (f"license: {each}" for each in dict.fromkeys(licences) if each)
    told |= parts.language(data.get("language"))
    publisher = data.get("publisher")
    by = plain(at(publisher, "name") or publisher)
    if by not in found.fields.values():
        told["publisher"] = by
    told = {field: text for field, text in told.items() if text and field not in found.fields}
    link = parts.page(data.get("url"), found.identifiers)
    links = dict(found.links)
    if link and link not in links.values():
        links["paper"] = link
    return lazily.replace(
        found,
        fields={**found.fields, **told},
        names=names,
        date=_day(data, found.date),
        links=links,
        note="; ".join(dict.fromkeys(notes)),
    )


def _typed(found: Incoming, data: Record) -> Incoming:
    """Return a work as what its record calls it, though nothing is said of what it stands in."""
    own = _TYPES.get(plain(record(data, "types").get("resourceTypeGeneral")), "")
    if found.type != "misc" or own not in CONTAINERS:
        return found
    fields = dict(found.fields)
    if by := fields.pop("howpublished", ""):
        fields["publisher"] = by
    return lazily.replace(found, type=own, fields=fields)


def _day(data: Record, told: Date) -> Date:
    """Return the date of publication with its day, where one of the dates of that month has one.

    What a repository keeps a copy of was published with the book or the journal that the record says it stands in.
    """
    within = (each for each in records(data, "relatedItems") if each.get("relationType") == _WITHIN)
    year = next(filter(None, (parts.year(each.get("publicationYear")) for each in within)), None)
    if year and year != told.year:
        return Date(year)
    for each in records(data, "dates"):
        found = parts.iso_date(each.get("date"))
        if each.get("dateType") in ("Issued", "Available") and found[:2] == told[:2] and found.day:
            return found
    return told


_WITHIN: Final = "IsPublishedIn"
_PAGES: Final = lazily.pattern(r"(\d{1,5})\s*(?:pages?|pp?\.?|S\.|Seiten)", re.IGNORECASE)


def has_form(data: Record) -> bool:
    """Whether a record is DataCite's."""
    return isinstance(data.get("titles"), list) and "doi" in data


def work(data: Record) -> Incoming:
    """Return the work of one record: the attributes of a DOI."""
    data = _without_codes(data)
    container = _container(data)
    kind = _kind(data, container)
    identifiers = parts.identified(data.get("doi"))
    named, taken_back = _title(data)
    published = _published(data, container, kind, "arxiv" in identifiers)
    fields = {"title": named, **dict(published)}
    fields["langid"] = parts.langid(data.get("language"))
    if kind in _HAS_VERSION:
        fields["version"] = plain(data.get("version"))
    if "arxiv" in identifiers:
        fields["primaryclass"] = _class(data)
    return Incoming(
        {field: text for field, text in fields.items() if text},
        kind,
        names=_names(data, container),
        date=_date(data),
        links=dict(_links(data, kind)),
        identifiers=identifiers,
        status=taken_back,
        published_as=dict(_published_as(data, kind)),
    )


def _without_codes(value: Any) -> Any:
    """Return a record without the codes that say that there is no value."""
    if isinstance(value, dict):
        return {name: _without_codes(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_without_codes(each) for each in value]
    return "" if isinstance(value, str) and _NO_VALUE.fullmatch(value.strip()) else value


def _container(data: Record) -> Record:
    """Return what a work stands in: its ``container``, else what ``relatedItems`` say that it is published in."""
    told = record(data, "container")
    if plain(told.get("title")):
        return told
    items = records(data, "relatedItems")
    found = next((each for each in items if each.get("relationType") == _WITHIN), None)
    if found is None:
        return told
    identified_by = record(found, "relatedItemIdentifier")
    return {
        **found,
        "title": at(found, "titles", 0, "title"),
        "identifier": identified_by.get("relatedItemIdentifier"),
        "identifierType": identified_by.get("relatedItemIdentifierType"),
    }


def _kind(data: Record, container: Record) -> str:
    types = record(data, "types")
    general, told = plain(types.get("resourceTypeGeneral")), plain(types.get("resourceType"))
    by_words = next((each for sign, each in _TYPES_TOLD if sign.search(told)), "")
    kind = _TYPES.get(general) or (by_words if general in _OF_WORDS else "")
    if not kind and general in _OF_WORDS and types.get("bibtex") == "article":
        kind = "article"
    if kind == "phdthesis" and parts.is_masters(told):
        kind = "mastersthesis"
    is_alone = kind in CONTAINERS and not plain(container.get("title"))
    return "misc" if not kind or is_alone else kind


def _title(data: Record) -> tuple[str, str]:
    """Return the title in the language of the work, the one that is of no other type; and what became of the work."""
    titles = records(data, "titles")
    main = [each for each in titles if not each.get("titleType")] or titles
    main = [each for each in main if _is_in(each.get("lang"), data.get("language"))] or main
    further = [each for each in titles if each.get("titleType") == "Subtitle"]
    said, taken_back = told_by_title(string(main, 0, "title"))
    name = title(said, at(further, 0, "title"))
    # Libraries end a title with a stroke where the names follow (ISBD).
    return (name if isinstance(name, Latex) else name.removesuffix(" /")), taken_back


def _is_in(language: Any, other: Any) -> bool:
    one, two = language_tag(plain(language)), language_tag(plain(other))
    return one is not None and two is not None and one.split("-")[0] == two.split("-")[0]


def _names(data: Record, container: Record) -> dict[str, tuple[Person, ...]]:
    named = {
        "author": parts.people(
            person for each in records(data, "creators") for person in _persons(each)
        )
    }
    editors = [
        each
        for each in records(data, "contributors") + records(container, "contributors")
        if each.get("contributorType") == "Editor"
    ]
    named["editor"] = parts.people(person for each in editors for person in _persons(each))
    return {role: people for role, people in named.items() if people}


def _persons(data: Record) -> Iterator[Person | None]:
    """Yield whom a creator is: one person or organization; old records have several in one."""
    name = data.get("name")
    if data.get("nameType") == "Organizational":
        yield parts.organization(name)
    elif data.get("familyName"):
        yield parts.person(data["familyName"], data.get("givenName"))
    else:
        yield from map(parts.spoken, plain(name).split(";"))


def _date(data: Record) -> Date:
    year = parts.year(data.get("publicationYear"))
    if year and year in _BUDDHIST:
        return Date(year - _BUDDHIST_AHEAD)
    by_type = {
        plain(each.get("dateType")): each.get("date") for each in reversed(records(data, "dates"))
    }
    told = [parts.iso_date(by_type.get(kind)) for kind in ("Issued", "Available")]
    known = year or next((each.year for each in told if each.year), None)
    month = next((each.month for each in told if each.year == known and each.month), None)
    return Date(known, month)


# --- where it was published ------------------------------------------------------------------------------------------


def _published(
    data: Record, container: Record, kind: str, on_arxiv: bool
) -> Iterator[tuple[str, str]]:
    """Yield the fields that say where a work was published, and as which part of it."""
    publisher = data.get("publisher")
    by = plain(publisher.get("name") if isinstance(publisher, dict) else publisher).strip(" ,;")
    name = marked(container.get("title"))
    numbers = {
        "volume": plain(container.get("volume")),
        "number": plain(container.get("issue")),
    }
    where = place(container.get("firstPage"), container.get("lastPage"))
    if cited := _CITATION.fullmatch(name):
        name = cited["journal"]
        numbers |= {field: numbers[field] or cited[field] for field in numbers}
        where = where or place(cited["pages"])
    elif kind == "article" and (only := _NUMBER_ONLY.fullmatch(name)):
        numbers["number"] = only["number"]
        name, by = title(by), ""
    if kind in ("incollection", "inproceedings") and (parted := _SERIES_FIRST.fullmatch(name)):
        name = parted["book"]
        yield "series", _DAGSTUHL.get(parted["series"], parted["series"])
        numbers["volume"] = numbers["volume"] or parted["volume"]
    if field := CONTAINERS.get(kind):
        yield field, name
        yield from numbers.items()
        yield from where.items()
    elif kind in ("book", "techreport"):
        yield "series", name
        yield "volume" if kind == "book" else "number", numbers["volume"]
    if kind == "techreport" and (number := _report_number(data)):
        yield "number", number
    if kind in ("misc", "online"):
        yield "howpublished", "" if on_arxiv else name or by
    else:
        yield publisher_field(kind), _granted_by(data, by) or by
    if container.get("identifierType") in ("ISSN", "EISSN"):
        yield "issn", parts.issn([container.get("identifier")])
    if kind in _WITH_ISBN:
        own = _related(data, ("IsIdenticalTo", "IsPartOf", "IsVariantFormOf", _WITHIN), "ISBN")
        of_book = container.get("identifier") if container.get("identifierType") == "ISBN" else ""
        yield "isbn", parts.isbn([*own, of_book])


def _report_number(data: Record) -> str:
    """Return the number that a series of reports has given a report."""
    given = records(data, "alternateIdentifiers") + [
        {
            "alternateIdentifierType": each.get("identifierType"),
            "alternateIdentifier": each.get("identifier"),
        }
        for each in records(data, "identifiers")
    ]
    numbers = (
        plain(each.get("alternateIdentifier"))
        for each in given
        if _REPORT_NUMBER.search(plain(each.get("alternateIdentifierType")))
    )
    return next(filter(None, numbers), "")


def _granted_by(data: Record, publisher: str) -> str:
    """Return who granted a degree, where that is told; of what a repository publishes, who hosts it there."""
    wanted = ["DegreeGrantor"]
    if _REPOSITORY.search(publisher):
        wanted.append("HostingInstitution")
    by_type = {
        plain(each.get("contributorType")): plain(each.get("name"))
        for each in reversed(records(data, "contributors"))
    }
    return next(filter(None, map(by_type.get, wanted)), "") if _is_thesis(data) else ""


def _is_thesis(data: Record) -> bool:
    return _kind(data, {}) in ("mastersthesis", "phdthesis")


def _related(data: Record, relations: Any, kind: str) -> list[Any]:
    """Return the related identifiers of one kind."""
    return [
        each.get("relatedIdentifier")
        for each in records(data, "relatedIdentifiers")
        if plain(each.get("relationType")) in relations
        and each.get("relatedIdentifierType") == kind
    ]


def _links(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    if kind == "online" and (page := parts.link(data.get("url"))):
        yield "paper", page
    if kind == "software":
        addresses = [*_related(data, _SUPPLEMENTS, "URL"), data.get("url")]
        code = (parts.link(each) for each in addresses if _CODE_HOSTS.match(plain(each)))
        if first := next(filter(None, code), ""):
            yield "code", first


def _published_as(data: Record, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what a preprint was published as; a DOI of the same repository is that of another version."""
    own = plain(data.get("doi")).partition("/")[0]
    for given in _related(data, _PUBLISHED, "DOI") if kind == "misc" else ():
        number = parts.doi(given)
        if number and number.partition("/")[0] != own:
            yield "doi", number
            return


def _class(data: Record) -> str:
    """Return arXiv's class of a preprint, which its first subject ends with: ``Machine Learning (cs.LG)``."""
    found = (_CLASS.search(plain(each.get("subject"))) for each in records(data, "subjects"))
    return next((each["name"] for each in found if each), "")
