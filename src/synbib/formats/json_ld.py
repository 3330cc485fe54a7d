"""JSON-LD of schema.org: what web pages, repositories and CodeMeta say of a work.

Source: schema.org 28, "CreativeWork" and its types; CodeMeta 2.0 and 3.0. Names count without the prefix or the address
of their vocabulary. Of a graph the works are read, and of what they only refer to by an ``@id`` the names. Works that a
work cites, and files and offices around it, are not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from synbib import lazily
from synbib.errors import shortened
from synbib.formats import parts
from synbib.formats.data import (
    FormatError,
    Placed,
    Record,
    Tell,
    at,
    line_of,
    not_understood,
    placed,
    untold,
    values,
)
from synbib.formats.indexes import date, place
from synbib.formats.json_file import json_objects
from synbib.formats.texts import marked, plain, title
from synbib.incoming import CONTAINERS, Date, Incoming, Person, publisher_field
from synbib.model.languages import language_tag
from synbib.model.types import TYPES

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing
    from synbib.library import Entry
    from synbib.model.csl_item import CslName

__all__ = ["node_of", "read", "write"]

# Type of schema.org → the type of the entry. What stands in a book or a journal is told by that, too.
_TYPES: Final = {
    "Article": "article",
    "Atlas": "book",
    "AudioObject": "audio",
    "Audiobook": "audio",
    "Blog": "online",
    "BlogPosting": "online",
    "Book": "book",
    "Chapter": "incollection",
    "Clip": "video",
    "Collection": "misc",
    "Comment": "online",
    "ComputationalWorkflow": "software",
    "Conversation": "online",
    "Course": "misc",
    "CreativeWork": "misc",
    "DataCatalog": "dataset",
    "DataFeed": "dataset",
    "DataSet": "dataset",
    "Dataset": "dataset",
    "DigitalDocument": "misc",
    "DiscussionForumPosting": "online",
    "Drawing": "artwork",
    "EmailMessage": "letter",
    "Episode": "video",
    "Game": "misc",
    "Guide": "misc",
    "HowTo": "misc",
    "ImageObject": "image",
    "LearningResource": "misc",
    "Legislation": "legislation",
    "LiveBlogPosting": "online",
    "Manuscript": "unpublished",
    "Map": "image",
    "MedicalScholarlyArticle": "article",
    "Message": "letter",
    "Movie": "video",
    "MusicAlbum": "music",
    "MusicComposition": "music",
    "MusicRecording": "audio",
    "NewsArticle": "article",
    "Newspaper": "periodical",
    "OpinionNewsArticle": "article",
    "Painting": "artwork",
    "Periodical": "periodical",
    "Photograph": "image",
    "Play": "misc",
    "PodcastEpisode": "audio",
    "Poster": "misc",
    "PresentationDigitalDocument": "misc",
    "PublicationIssue": "periodical",
    "Report": "techreport",
    "ReportageNewsArticle": "article",
    "Review": "review",
    "ScholarlyArticle": "article",
    "Sculpture": "artwork",
    "SheetMusic": "music",
    "ShortStory": "misc",
    "SocialMediaPosting": "online",
    "SoftwareApplication": "software",
    "SoftwareSourceCode": "software",
    "TVEpisode": "video",
    "TVSeries": "video",
    "TechArticle": "article",
    "Thesis": "phdthesis",
    "VideoObject": "video",
    "VisualArtwork": "artwork",
    "WebApplication": "software",
    "WebPage": "online",
    "WebSite": "online",
}
# What a work stands in, in a graph: no work of its own there.
_PARTS: Final = frozenset(
    {"Blog", "Collection", "MusicAlbum", "Periodical", "PublicationIssue", "PublicationVolume"}
    | {"WebSite"}
)
# Field of people → the properties that name them.
_PEOPLE: Final = {
    "author": ("author", "creator", "agents"),
    "composer": ("composer", "musicBy"),
    "director": ("director",),
    "editor": ("editor",),
    "holder": ("copyrightHolder",),
    "illustrator": ("illustrator",),
    "narrator": ("readBy",),
    "performer": ("actor", "byArtist", "performer"),
    "producer": ("producer",),
    "recipient": ("recipient",),
    "translator": ("translator",),
}
# Field → the property that is its text, or the first of several.
_FIELDS: Final = {
    "edition": ("bookEdition",),
    "number": ("issueNumber", "reportNumber"),
    "pagetotal": ("numberOfPages",),
    "subtitle": ("alternativeHeadline",),
    "version": ("version", "softwareVersion"),
    "volume": ("volumeNumber",),
}
# Properties that are read by a rule of their own.
_READ: Final = frozenset(
    {"@context", "@graph", "@id", "@type", "abstract", "additionalType", "codeRepository"}
    | {"dateCreated", "dateModified", "datePublished", "description", "doi", "genre", "headline"}
    | {"identifier", "inLanguage", "inSupportOf", "isPartOf", "isbn", "issn", "keywords", "name"}
    | {"pageEnd", "pageStart", "pagination", "publisher", "sameAs", "sourceOrganization", "tags"}
    | {"title", "url", "includedInDataCatalog", "license", "licenseId", "uploadDate"}
)
# What says nothing of the work: files, offices around it, how it is kept, what it refers to.
_NOT_OF_THE_WORK: Final = frozenset(
    {"affiliation", "aggregateRating", "associatedMedia", "citation", "comment", "commentCount"}
    | {"contentSize", "contentUrl", "copyrightYear", "dateAvailable", "datecreated", "depends"}
    | {"distribution", "downloadLink", "downloadUrl", "email", "embargoDate", "encoding"}
    | {"encodingFormat", "fileFormat", "fileSize", "funder", "funding", "hasPart", "id", "image"}
    | {
        "installUrl",
        "interactionStatistic",
        "isAccessibleForFree",
        "isAutomatedBuild",
        "issueTracker",
    }
    | {"logo", "mainEntity", "mainEntityOfPage", "maintainer", "potentialAction", "provider"}
    | {"readme", "relatedLink", "relationship", "reviewBody", "schemaVersion", "sdDatePublished"}
    | {"softwareRequirements", "softwareSuggestions", "thumbnailUrl", "type", "uploadedBy"}
    | {"wordCount", "zippedCode", "contIntegration", "developmentStatus", "softwareHelp"}
    | {
        "buildInstructions",
        "targetProduct",
        "runtimePlatform",
        "operatingSystem",
        "spatialCoverage",
    }
    | {"temporalCoverage", "measurementTechnique", "variableMeasured", "articleBody", "text"}
)
_VOCABULARY: Final = lazily.pattern(
    r"(?:schema|sdo|codemeta):|https?://(?:www\.)?schema\.org/|https://codemeta\.github\.io/terms/"
)
# CodeMeta 3 lets these stand for JSON-LD's own.
_ALIASES: Final = {"id": "@id", "type": "@type"}
_ORGANIZATIONS: Final = frozenset(
    {"CollegeOrUniversity", "Consortium", "Corporation", "EducationalOrganization", "Organization"}
    | {"GovernmentOrganization", "NGO", "NewsMediaOrganization", "ResearchOrganization"}
)
_DOTTED: Final = lazily.pattern(r"(\d{4})\.(\d\d)\.(\d\d).*")
_INITIALS: Final = lazily.pattern(r"(?:[^\W\d_]\.[- ]?){1,5}")
_NAMED: Final = lazily.pattern(
    r"\s*(?P<scheme>doi|isbn|issn|arxiv|pmid|pmcid)\s*[:.]\s*", re.IGNORECASE
)
_DEEPEST: Final = 5
_KEY: Final = "citation-key"
# Schemes of identifiers that are fields of their own.
_OWN: Final = ("number", "pmid", "pmcid")


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of JSON-LD.

    Raises:
        FormatError: It is not JSON, or tells of no work.
    """
    nodes = [_plainly(node, 0) for node in json_objects(BytesIO(data), name, "@graph")]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}
    is_graph = len(nodes) > 1
    works = []
    for node in nodes:
        kind = _type_of(node)
        if kind in _TYPES and not (is_graph and kind in _PARTS):
            with placed(name, line_of(node)):
                works.append(_Node(node, by_id, name, tell).work())
    if not works:
        line = line_of(nodes[0]) if nodes else 1
        raise FormatError(
            f"{name}:{line}:1: no work of schema.org, such as a ScholarlyArticle; name its '@type'"
        )
    return works


def _plainly(value: Any, depth: int) -> Any:
    """Return a node with names that have no vocabulary before them."""
    if depth > 30:
        return ""
    if isinstance(value, list):
        return [_plainly(each, depth + 1) for each in value]
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    if list(value) == ["@list"]:
        return _plainly(value["@list"], depth + 1)
    found = {
        _VOCABULARY.sub("", name, count=1) or name: _plainly(each, depth + 1)
        for name, each in value.items()
    }
    if "@type" not in found:
        found = {_ALIASES.get(name, name): each for name, each in found.items()}
    return Placed(found, line_of(value))


def _types(node: Mapping[str, Any]) -> list[str]:
    return [
        _VOCABULARY.sub("", each, count=1)
        for each in values(node, "@type")
        if isinstance(each, str)
    ]


def _type_of(node: Mapping[str, Any]) -> str:
    """Return the first type that is one of a work, else the first."""
    types = _types(node)
    return next((each for each in types if each in _TYPES), next(iter(types), ""))


class _Node:
    """One work while it is read."""

    def __init__(self, data: Record, by_id: Mapping[str, Record], name: str, tell: Tell) -> None:
        self.data = data
        self.by_id = by_id
        self.name = name
        self.tell = tell
        self.notes: list[str] = []

    def work(self) -> Incoming:
        """Return the work."""
        data = self.data
        chain = list(self._chain(data))
        kind = self._kind(chain)
        identifiers, key, told = self._identifiers(chain)
        headline = next(filter(None, map(data.get, ("name", "headline", "title"))), "")
        fields: dict[str, str] = {"title": title(self._first(headline))}
        for field, names in _FIELDS.items():
            fields[field] = next((text for each in names if (text := self._text(data, each))), "")
        fields |= told | dict(self._places(chain, kind)) | self._about()
        fields |= parts.language(self._language())
        if kind in ("mastersthesis", "phdthesis"):
            fields["type"] = parts.other_degree(fields.get("type", ""))
        fields |= self._pages(data)
        self._left()
        link = parts.page(self._first(data.get("url")), identifiers)
        code = parts.link(self._first(data.get("codeRepository")))
        links = {"paper": link, "code": "" if code == link else code}
        return Incoming(
            {field: text for field, text in fields.items() if text},
            kind,
            names={field: people for field, people in self._people(chain) if people},
            date=self._date([data, *chain]),
            links={name: url for name, url in links.items() if url},
            identifiers=identifiers,
            key=key,
            note="; ".join(dict.fromkeys(self.notes)),
            source=self.name,
            lines=(line_of(data),),
        )

    def _resolved(self, value: Any) -> Any:
        """Return a node in place of a reference to it."""
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
            return self.by_id.get(value["@id"], value)
        return value

    def _first(self, value: Any) -> Any:
        found = value[0] if isinstance(value, list) and value else value
        return "" if isinstance(found, list | dict) else found

    def _text(self, data: Mapping[str, Any], name: str) -> str:
        """Return a property as text: itself, or the name of what it is."""
        for each in map(self._resolved, values(data, name)):
            said = each
            if isinstance(each, dict):
                said = next(filter(None, map(each.get, ("name", "value", "@id"))), "")
            if text := marked(self._first(said)):
                return text
        return ""

    def _chain(self, data: Mapping[str, Any]) -> Iterator[Record]:
        """Yield what the work stands in, the nearest first."""
        for _ in range(_DEEPEST):
            within = [self._resolved(each) for each in values(data, "isPartOf")]
            nodes = [each for each in within if isinstance(each, dict) and each.get("@type")]
            nodes += [{"name": each, "@type": "CreativeWork"} for each in within if _is_name(each)]
            if not nodes:
                return
            # Of a series and a book the book counts, and of a volume and an issue both.
            yield from nodes
            data = nodes[0]

    def _kind(self, chain: list[Record]) -> str:
        own = _type_of(self.data)
        kind = _TYPES.get(own, "misc")
        within = {each for node in chain for each in _types(node)}
        further = self._text(self.data, "additionalType").casefold()
        if further in TYPES:
            return further
        if kind == "phdthesis" and parts.is_masters(
            self._text(self.data, "inSupportOf") or further
        ):
            return "mastersthesis"
        if kind == "article" and not within & {"Periodical", "PublicationIssue", "Newspaper"}:
            if within & {"Book", "Proceedings"}:
                return "inproceedings"
            if within & {"Blog", "WebSite", "WebPage"}:
                return "online"
        return kind

    def _identifiers(self, chain: list[Record]) -> tuple[dict[str, str], str, dict[str, str]]:
        """Return the identifiers, the citation key, and the numbers of books and journals."""
        data = self.data
        key = ""
        given: dict[str, list[Any]] = {"isbn": values(data, "isbn"), "issn": values(data, "issn")}
        addresses = [data.get("doi"), data.get("@id"), *values(data, "sameAs"), data.get("url")]
        for each in values(data, "identifier"):
            scheme, value = "", each
            if isinstance(each, dict):
                scheme = plain(each.get("propertyID") or each.get("name")).casefold()
                value = self._first(each.get("value") or each.get("@id") or each.get("url"))
            text = plain(value)
            if found := _NAMED.match(text):
                scheme, text = found["scheme"].casefold(), text[found.end() :]
            scheme = scheme.rpartition("/")[2]
            if scheme == _KEY:
                key = text
            elif scheme in ("isbn", "issn", "number", "pmid", "pmcid"):
                given.setdefault(scheme, []).append(text)
            elif scheme == "arxiv":
                addresses.append(f"https://arxiv.org/abs/{text}")
            elif parts.doi(text):
                addresses.insert(0, text)
            elif parts.link(text):
                addresses.append(text)
            elif text:
                self.notes.append(f"{scheme or 'identifier'}: {text}")
        doi = next((number for each in addresses if (number := parts.doi(self._first(each)))), "")
        identifiers = parts.identified(doi, *(self._first(each) for each in addresses))
        for node in chain:
            for scheme in ("isbn", "issn"):
                given[scheme] += values(node, scheme)
        told = {"isbn": parts.isbns(given["isbn"]), "issn": parts.issns(given["issn"])}
        told |= {name: plain(given[name][0]) for name in _OWN if given.get(name)}
        return identifiers, key, told

    def _people(self, chain: list[Record]) -> Iterator[tuple[str, tuple[Person, ...]]]:
        for field, names in _PEOPLE.items():
            said = [(name, self._named(self.data, name)) for name in names]
            if field == "editor":
                said += (("editor", self._named(node, "editor")) for node in chain)
            found = next((people for _, people in said if people), ())
            named = {person.name for person in found}
            for name, people in said if field != "editor" else ():
                left = [person.name for person in people if person.name not in named]
                self.notes += (f"{name}: {each}" for each in left)
            yield field, found
        others = self._named(self.data, "contributor")
        self.notes += (f"contributor: {person.name}" for person in others)

    def _named(self, data: Mapping[str, Any], name: str) -> tuple[Person, ...]:
        each = map(self._resolved, values(data, name))
        return parts.people(person for value in each for person in self._persons(value))

    def _persons(self, value: Any) -> Iterator[Person | None]:
        """Yield somebody; a text may name several."""
        if isinstance(value, dict):
            yield self._person(value)
            return
        text = re.sub(r",?\s+and\s+(?=\S)", ", ", plain(value))
        pieces = [piece.strip() for piece in text.split(",")]
        if len(pieces) > 2 and all(map(_INITIALS.fullmatch, pieces[1::2])):
            yield from (
                parts.person(*pair) for pair in zip(pieces[::2], pieces[1::2], strict=False)
            )
        else:
            yield from map(parts.spoken, plain(value).split(";"))

    def _person(self, data: Record) -> Person | None:
        if data.get("mustBeCited") is False or (
            "role" in data and data.get("familyName") is None and "mustBeCited" not in data
        ):
            return None  # whom CodeMeta's first version names for something else
        family, given = self._first(data.get("familyName")), self._first(data.get("givenName"))
        if family or given:
            suffix = self._first(data.get("honorificSuffix"))
            return parts.person(family, given, suffix if _is_suffix(suffix) else "")
        name = self._first(data.get("name") or data.get("alternateName"))
        is_organization = _ORGANIZATIONS & {each[:1].upper() + each[1:] for each in _types(data)}
        return parts.organization(name) if is_organization else parts.spoken(name)

    def _date(self, nodes: list[Record]) -> Date:
        for name in ("datePublished", "uploadDate", "dateCreated", "dateModified"):
            for node in nodes:
                text = _DOTTED.sub(r"\1-\2-\3", plain(self._first(node.get(name))))
                found = parts.iso_date(text)
                found = found if found.year else date(text)
                if found.year:
                    return found
        return Date()

    def _places(self, chain: list[Record], kind: str) -> Iterator[tuple[str, str]]:
        """Yield where a work was published, and as which part of it."""
        publisher = next(
            (text for node in (self.data, *chain) if (text := self._text(node, "publisher"))), ""
        )
        granted = self._text(self.data, "sourceOrganization")
        yield publisher_field(kind), granted or publisher
        if granted and publisher and granted != publisher:
            self.notes.append(f"publisher: {publisher}")
        for node in (self.data, *chain):
            if where := self._place(node):
                yield "address", where
                break
        for field, name in (("volume", "volumeNumber"), ("number", "issueNumber")):
            for node in chain:
                if text := self._text(node, name):
                    yield field, text
                    break
        named = [
            (node, name)
            for node in chain
            if (name := marked(self._first(node.get("name") or node.get("headline"))))
            and _type_of(node) not in ("PublicationIssue", "PublicationVolume")
        ]
        if not named:
            yield "howpublished", self._text(self.data, "includedInDataCatalog")
            return
        container = named[0][1]
        if kind == "article":
            yield "shortjournal", self._text(named[0][0], "alternateName")
        whole = "howpublished" if kind in ("dataset", "misc", "online", "software") else "series"
        yield CONTAINERS.get(kind, whole), container
        if len(named) > 1 and kind in CONTAINERS and kind != "article":
            yield "series", named[1][1]

    def _place(self, node: Mapping[str, Any]) -> str:
        of_publisher = self._resolved(self._first_node(node.get("publisher")))
        for name in ("address", "location"):
            held = self._resolved(self._first_node(at(of_publisher, name)))
            if isinstance(held, dict):
                held = ", ".join(
                    filter(
                        None,
                        (
                            plain(held.get(each))
                            for each in (
                                "addressLocality",
                                "addressRegion",
                                "addressCountry",
                                "name",
                            )
                        ),
                    )
                )
            if text := plain(held):
                return text
        return ""

    def _first_node(self, value: Any) -> Any:
        return value[0] if isinstance(value, list) and value else value

    def _about(self) -> dict[str, str]:
        """Return what the work says of itself: abstract, keywords, its kind; the rest goes into the notes."""
        data = self.data
        abstract, description = self._text(data, "abstract"), self._text(data, "description")
        if abstract and description and abstract != description:
            self.notes.append(f"description: {description}")
        words = [
            word.strip()
            for name in ("keywords", "tags")
            for each in map(self._resolved, values(data, name))
            for word in plain(each.get("name") if isinstance(each, dict) else each).split(",")
        ]
        for name in ("license", "licenseId"):
            if text := self._text(data, name):
                self.notes.append(f"license: {text}")
        further = self._text(data, "genre") or self._text(data, "inSupportOf")
        further = further or self._text(data, "additionalType")
        if parts.link(further) or further.casefold() in TYPES:
            further = ""
        return {
            "abstract": abstract or description,
            "keywords": ", ".join(dict.fromkeys(filter(None, words))),
            "type": "" if _type_of(data).casefold() in ("article", further.casefold()) else further,
        }

    def _language(self) -> str:
        for each in values(self.data, "inLanguage"):
            said = each
            if isinstance(each, dict):
                said = each.get("alternateName") or each.get("name") or each.get("@id")
            if text := plain(self._first(said)):
                return text
        return ""

    def _pages(self, data: Mapping[str, Any]) -> dict[str, str]:
        first, last = self._text(data, "pageStart"), self._text(data, "pageEnd")
        return place(first or self._text(data, "pagination"), last)

    def _left(self) -> None:
        """Keep the properties that have no field as notes."""
        known = _READ | _NOT_OF_THE_WORK | {name for names in _FIELDS.values() for name in names}
        known |= {name for names in _PEOPLE.values() for name in names} | {"contributor"}
        for name in self.data.keys() - known:
            text = self._text(self.data, name)
            if not text:
                continue
            self.notes.append(f"{name}: {text}")
            self.tell(
                not_understood(
                    self.name,
                    line_of(self.data),
                    f"no field has schema.org's '{shortened(name, 40)}'",
                    "it is kept in the annotation",
                )
            )
        self.notes.sort()


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and not parts.link(value)


def _is_suffix(text: Any) -> bool:
    return re.fullmatch(parts.SUFFIX, plain(text)) is not None


# --- writing ---------------------------------------------------------------------------------------------------------

_WRITTEN: Final = {
    "article": "ScholarlyArticle",
    "artwork": "VisualArtwork",
    "audio": "AudioObject",
    "book": "Book",
    "bookinbook": "Chapter",
    "booklet": "Book",
    "collection": "Book",
    "conference": "ScholarlyArticle",
    "dataset": "Dataset",
    "electronic": "WebPage",
    "image": "ImageObject",
    "inbook": "Chapter",
    "incollection": "Chapter",
    "inproceedings": "ScholarlyArticle",
    "inreference": "Chapter",
    "legislation": "Legislation",
    "manual": "Book",
    "mastersthesis": "Thesis",
    "movie": "Movie",
    "music": "MusicComposition",
    "mvbook": "Book",
    "online": "WebPage",
    "periodical": "Periodical",
    "phdthesis": "Thesis",
    "proceedings": "Book",
    "reference": "Book",
    "report": "Report",
    "review": "Review",
    "software": "SoftwareSourceCode",
    "suppbook": "Chapter",
    "techreport": "Report",
    "thesis": "Thesis",
    "unpublished": "Manuscript",
    "video": "VideoObject",
    "www": "WebPage",
}
_IN_JOURNALS: Final = ("article", "review", "suppperiodical")
_PROCEEDINGS: Final = "Proceedings"
_IN_A_BOOK: Final = frozenset(
    {
        "bookinbook",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "suppbook",
    }
)


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of JSON-LD, a graph with a work a line."""
    before = '{"@context": "https://schema.org", "@graph": [\n'
    for work in works:
        yield before + json.dumps(_node(work), ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n" if before == ",\n" else f"{before}]}}\n"


def node_of(entry: Entry) -> Record:
    """Return one entry as a node of JSON-LD, without a context."""
    from synbib.formats.outgoing import Outgoing

    return _node(Outgoing(entry))


def _node(work: Outgoing) -> Record:
    kind = _WRITTEN.get(work.type, "CreativeWork")
    work.becomes(work.type if work.type in TYPES else "misc")
    doi = work.text("doi")
    node: Record = {"@type": kind, "@id": f"https://doi.org/{doi}" if doi else ""}
    pieces = (work.text(name) for name in ("title", "subtitle", "titleaddon"))
    node["name"] = ": ".join(filter(None, pieces))
    for field, names in _PEOPLE.items():
        if field != "editor" or work.type not in _IN_A_BOOK:
            node[names[0]] = list(map(_named, work.people(field)))
    node["datePublished"] = _iso(work)
    node["identifier"] = list(_numbers(work))
    node["abstract"] = work.text("abstract")
    node["keywords"] = [each.strip() for each in work.text("keywords").split(",") if each.strip()]
    node["inLanguage"] = language_tag(work.text("langid", "language")) or ""
    node["url"] = work.text("url")
    node["codeRepository"] = work.text("code")
    node["version"] = work.text("version")
    node["numberOfPages"] = work.text("pagetotal")
    node["bookEdition"] = work.text("edition")
    if kind == "Report":
        node["reportNumber"] = work.text("number")
        node["genre"] = work.text("type")
    elif kind == "Thesis":
        node["inSupportOf"] = str(work.item.get("genre", ""))
        work.take("type")
    else:
        node["genre"] = work.text("type")
        if work.type not in (_TYPES[kind], "inproceedings"):
            node["additionalType"] = work.type
    node["publisher"] = _house(work)
    node["pagination"] = work.text("pages", "eid")
    node |= _container(work)
    return _filled(node)


def _filled(node: Record) -> Record:
    return {name: value for name, value in node.items() if value not in ("", [], {}, None)}


def _named(name: CslName) -> Record:
    if "literal" in name:
        return {"@type": "Organization", "name": name["literal"]}
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particles, name.get("family"))))
    found = {"@type": "Person", "givenName": name.get("given"), "familyName": family}
    return _filled({**found, "honorificSuffix": name.get("suffix")})


def _iso(work: Outgoing) -> str:
    told = work.one_date()
    if not told.year:
        work.lose("date", "what is not a date")
    return parts.iso(told)


def _numbers(work: Outgoing) -> Iterator[Record]:
    """Yield the identifiers that have no property, and the citation key."""
    told = {_KEY: work.key(), "pmid": work.text("pmid"), "pmcid": work.text("pmcid")}
    if work.type not in (*_IN_JOURNALS, "techreport", "report") and not work.has("series"):
        told["number"] = work.text("number")
    if work.raw("eprinttype").casefold() in ("", "arxiv"):
        told["arxiv"] = work.text("eprint")
    for scheme, number in told.items():
        if number:
            yield {"@type": "PropertyValue", "propertyID": scheme, "value": number}


def _house(work: Outgoing) -> Record:
    name = work.text("publisher", "institution", "organization", "howpublished")
    location = work.text("location")
    if not name:
        if location:
            work.lose("location", "that of nobody")
        return {}
    address = {"@type": "PostalAddress", "addressLocality": location} if location else {}
    return _filled({"@type": "Organization", "name": name, "address": address})


def _container(work: Outgoing) -> Record:
    """Return what the work stands in, with the numbers that it has there."""
    volume, isbn, issn = work.text("volume"), work.text("isbn"), work.text("issn")
    series = work.text("series")
    if work.type in _IN_A_BOOK:
        book = {
            "@type": "Book",
            "additionalType": _PROCEEDINGS if work.type in ("inproceedings", "conference") else "",
            "name": work.text("booktitle", "maintitle", "journaltitle"),
            "isbn": isbn,
            "issn": issn,
            "editor": list(map(_named, work.people("editor"))),
            "volumeNumber": volume,
            "isPartOf": _series(series, work),
        }
        return {"isPartOf": _filled(book)} if len(_filled(book)) > 1 else {}
    if work.type in _IN_JOURNALS:
        journal = {"@type": "Periodical", "name": work.text("journaltitle"), "issn": issn}
        journal = _filled({**journal, "alternateName": work.text("shortjournal")})
        held: Record = journal if len(journal) > 1 else {}
        for kind, name, number in (
            ("PublicationVolume", "volumeNumber", volume),
            ("PublicationIssue", "issueNumber", work.text("number", "issue")),
        ):
            if number:
                held = _filled({"@type": kind, name: number, "isPartOf": held})
        return {"isPartOf": held, "isbn": isbn}
    return {
        "isbn": isbn,
        "issn": issn,
        "volumeNumber": volume,
        "isPartOf": _series(series, work),
    }


def _series(name: str, work: Outgoing) -> Record:
    if not name:
        return {}
    return _filled(
        {"@type": "CreativeWorkSeries", "name": name, "issueNumber": work.text("number")}
    )
