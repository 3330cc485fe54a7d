"""Hayagriva's YAML, in which Typst keeps bibliographies: an entry a key, with what it stands in as its ``parent``.

Source: ``docs/file-format.md`` of github.com/typst/hayagriva. A field that an entry lacks is that of its parent. In
titles braces keep the case of what they hold, and what stands between dollars is Typst's mathematics; there is no other
markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from synbib import lazily
from synbib.errors import shortened
from synbib.formats import parts
from synbib.formats.data import (
    FormatError,
    Record,
    Tell,
    as_text,
    as_yaml,
    line_of,
    not_understood,
    placed,
    untold,
)
from synbib.formats.indexes import place
from synbib.formats.texts import marked, plain, title
from synbib.formats.yaml_text import dumped
from synbib.incoming import CONTAINERS, Date, Incoming, Latex, Person, publisher_field
from synbib.model.dates import parse_date, to_edtf
from synbib.model.identifiers import ARXIV
from synbib.model.languages import language_tag
from synbib.model.types import CHAPTERS, nearest
from synbib.text import Node, to_nodes

if TYPE_CHECKING:
    from synbib.formats.outgoing import Outgoing
    from synbib.model.csl_item import CslName

__all__ = ["read", "write"]


class _Kind(NamedTuple):
    """A type of work.

    Attributes:
        type: The type of an entry.
        own: Hayagriva's type.
        parent: That of what such works stand in; ``""`` if it may be any.
        subtype: The ``entrysubtype`` that tells it from others of the type.
    """

    type: str
    own: str
    parent: str = ""
    subtype: str = ""


# Read as the first row that fits, written as the first of the entry's type.
_KINDS: Final = (
    _Kind("article", "article", "newspaper", "newspaper"),
    _Kind("article", "article", "periodical"),
    _Kind("inproceedings", "article", "proceedings"),
    _Kind("inproceedings", "article", "conference"),
    _Kind("online", "article", "blog"),
    _Kind("online", "article", "web"),
    _Kind("misc", "article", "repository"),
    _Kind("incollection", "anthos", "anthology"),
    _Kind("incollection", "article", "anthology"),
    _Kind("incollection", "article", "book"),
    _Kind("article", "article"),
    _Kind("incollection", "anthos"),
    _Kind("incollection", "chapter", "anthology"),
    _Kind("inbook", "chapter", "book"),
    _Kind("inbook", "chapter"),
    _Kind("inreference", "entry", "reference"),
    _Kind("inreference", "entry"),
    _Kind("book", "book"),
    _Kind("collection", "anthology"),
    _Kind("proceedings", "proceedings"),
    _Kind("proceedings", "conference"),
    _Kind("reference", "reference"),
    _Kind("periodical", "periodical"),
    _Kind("periodical", "newspaper", subtype="newspaper"),
    _Kind("techreport", "report"),
    _Kind("phdthesis", "thesis"),
    _Kind("online", "web"),
    _Kind("online", "post"),
    _Kind("online", "blog"),
    _Kind("online", "thread"),
    _Kind("software", "repository"),
    _Kind("patent", "patent"),
    _Kind("jurisdiction", "case"),
    _Kind("legislation", "legislation"),
    _Kind("unpublished", "manuscript"),
    _Kind("artwork", "artwork"),
    _Kind("performance", "performance"),
    _Kind("audio", "audio"),
    _Kind("video", "video"),
    _Kind("video", "scene"),
    _Kind("misc", "exhibition"),
    _Kind("misc", "original"),
    _Kind("misc", "misc"),
)
_TYPES: Final = frozenset(kind.own for kind in _KINDS)
# What a parent is that does not say its type.
_PARENT_TYPES: Final = {
    "anthos": "anthology",
    "article": "periodical",
    "blog": "misc",
    "chapter": "book",
    "entry": "reference",
    "post": "post",
    "scene": "video",
    "thread": "thread",
    "web": "web",
}
# Where Hayagriva has a type that comes nearer than those of `synbib.model.types`.
_NEARER: Final = {
    "dataset": "software",
    "image": "artwork",
    "letter": "unpublished",
    "music": "audio",
}
_OWN_TYPES: Final = frozenset(kind.type for kind in _KINDS)
# Field → Hayagriva's, of those that hold one text or number.
_FIELDS: Final = {
    "abstract": "abstract",
    "annotation": "annote",
    "chapter": "chapter",
    "library": "call-number",
    "note": "note",
    "pagetotal": "page-total",
    "type": "genre",
    "volumes": "volume-total",
}
# The same, of what may be the parent's.
_INHERITED: Final = {"volume": "volume", "number": "issue", "edition": "edition"}
# Field of people → role in `affiliated`.
_ROLES: Final = {
    "afterword": "afterword",
    "annotator": "annotator",
    "commentator": "commentator",
    "compiler": "compiler",
    "composer": "composer",
    "director": "director",
    "foreword": "foreword",
    "holder": "holder",
    "illustrator": "illustrator",
    "introduction": "introduction",
    "narrator": "narrator",
    "performer": "cast-member",
    "producer": "producer",
    "translator": "translator",
}
_OF_ROLE: Final = {role: field for field, role in _ROLES.items()} | {
    "executive-producer": "producer",
    "writer": "author",
}
_SERIALS: Final = ("doi", "isbn", "issn", "pmid", "pmcid", "arxiv", "serial")
_THESES: Final = ("mastersthesis", "phdthesis")
# What stands in which a series is the parent.
_SERIES: Final = frozenset({"anthology", "book", "periodical", "proceedings", "reference"})
_ARXIV: Final = lazily.pattern(rf"(?:arXiv:)?(?P<number>{ARXIV})", re.IGNORECASE)
_INTEGER: Final = lazily.pattern("0|[1-9][0-9]{0,17}")
_SUFFIX: Final = lazily.pattern(parts.SUFFIX)
_LONGEST_SPOKEN: Final = 3
_BRACE: Final = lazily.pattern(r"\\(?P<escaped>[\\{}$*_`#\[\]])|(?P<opens>\{)|(?P<closes>\})")


def read(data: bytes, name: str = "<data>", tell: Tell = untold) -> list[Incoming]:
    """Return the works of a file of Hayagriva.

    Raises:
        FormatError: It is not YAML, or no mapping of keys to entries.
    """
    held = as_yaml(as_text(data, name), name, unique=True)
    if not isinstance(held, dict):
        raise FormatError(
            f"{name}:1:1: no file of Hayagriva, which has entries under their keys: 'doe2020:'"
        )
    works = []
    for key, entry in held.items():
        if isinstance(entry, str) and not entry.strip(" ~"):
            tell(not_understood(name, line_of(held), f"the entry '{key}' is empty", "delete it"))
        elif not isinstance(entry, dict):
            raise FormatError(
                f"{name}:{line_of(held)}:1: '{shortened(key, 40)}' is not an entry, which has fields; "
                "write 'title: …' in it"
            )
        else:
            with placed(name, line_of(entry)):
                works.append(_Reading(key, entry, name, tell).work())
    return works


def _kind_of(own: str, parents: Set[str]) -> _Kind:
    """Return what a work is, by its type and those of its parents."""
    fitting = (each for each in _KINDS if each.own == own and each.parent in (*parents, ""))
    return next(fitting, _Kind("misc", own))


class _Level:
    """An entry or a parent, and what of it is not yet read."""

    def __init__(self, data: Mapping[str, Any], kind: str) -> None:
        # Hayagriva takes names of fields in any case.
        self.left = {name.lower(): value for name, value in data.items()}
        self.kind = plain(self.left.pop("type", "")).lower() or kind
        parents = self.left.pop("parent", [])
        listed = parents if isinstance(parents, list) else [parents]
        self.parents = [
            _Level(each, _PARENT_TYPES.get(self.kind, "misc"))
            for each in listed
            if isinstance(each, dict)
        ]

    def take(self, name: str) -> Any:
        return self.left.pop(name, "")

    def text(self, name: str) -> str:
        return marked(self.take(name))


class _Reading:
    """One entry while it is read."""

    def __init__(self, key: str, data: Mapping[str, Any], name: str, tell: Tell) -> None:
        self.key = key
        self.line = line_of(data)
        self.name = name
        self.tell = tell
        self.top = _Level(data, "misc")
        self.notes: list[str] = []
        self.fields: dict[str, str] = {}
        self.names: dict[str, tuple[Person, ...]] = {}
        self.kind = self._chosen()
        container = self.kind.parent or self._whole()
        self.container = next((p for p in self.top.parents if p.kind == container), None) or next(
            iter(self.top.parents), None
        )
        self.levels = [level for level in (self.top, self.container) if level is not None]

    def _chosen(self) -> _Kind:
        own = self.top.kind
        parents = {parent.kind for parent in self.top.parents}
        if own not in _TYPES:
            self._unknown(f"Hayagriva has no type '{shortened(own, 40)}'", "it is read as 'misc'")
            self.notes.append(f"type: {own}")
        return _kind_of(own, parents)

    def _whole(self) -> str:
        """Return the type of the parent that a whole work has: its series, or the work of several volumes."""
        return next((p.kind for p in self.top.parents if p.kind in _SERIES), "")

    def _unknown(self, message: str, hint: str) -> None:
        self.tell(not_understood(self.name, self.line, f"{self.key}: {message}", hint))

    def work(self) -> Incoming:
        """Return the work."""
        self.fields["title"], self.fields["shorttitle"], translation = _title(self.top, is_own=True)
        self.fields["titleaddon"] = f"[{translation}]" if translation else ""
        kind = self._entry_type()
        identifiers = self._serials(kind)
        self._people(kind)
        links = self._addresses(identifiers)
        told, date = self._date()
        self._publishers(kind)
        self._numbers(kind)
        self._containers(kind)
        self._further_parents()
        for level in (self.top, self.container):
            self._left(level)
        fields = {field: text for field, text in (self.fields | told).items() if text}
        notes = [fields.pop("annotation", ""), *self.notes]
        return Incoming(
            fields,
            kind,
            names={role: people for role, people in self.names.items() if people},
            date=date,
            links=links,
            identifiers=identifiers,
            key=self.key,
            note="; ".join(filter(None, notes)),
            source=self.name,
            lines=(self.line,),
        )

    def _entry_type(self) -> str:
        genre = self.top.left.get("genre", "")
        if self.kind.type == "phdthesis":
            if parts.is_masters(genre):
                self.top.take("genre")
                return "mastersthesis"
            if genre and not parts.other_degree(genre):
                self.top.take("genre")
        self.fields["entrysubtype"] = self.kind.subtype
        return self.kind.type

    def _people(self, kind: str) -> None:
        for field in ("author", "editor"):
            self.names[field] = _people(self.top.take(field))
        for level in self.levels:
            for each in _listed(level.take("affiliated")):
                if not isinstance(each, dict):
                    continue
                role = plain(each.get("role")).lower()
                people = _people(each.get("names"))
                field = _OF_ROLE.get(role, "")
                if field and not (field == "author" and self.names["author"]):
                    self.names[field] = parts.people([*self.names.get(field, ()), *people])
                elif people:
                    self.notes.append(f"{role}: {', '.join(person.name for person in people)}")
        if self.container is not None:
            self.names["editor"] = self.names["editor"] or _people(self.container.take("editor"))
            authors = _people(self.container.take("author"))
            if not self.names["author"] and kind in ("inbook", *CONTAINERS):
                self.names["author"] = authors
            elif authors != self.names["author"]:
                self.names["bookauthor"] = authors

    def _serials(self, kind: str) -> dict[str, str]:
        told: dict[str, str] = {}
        for level in self.levels:
            given = level.take("serial-number")
            held = given if isinstance(given, dict) else {"serial": given}
            held = {name.lower(): value for name, value in held.items()}
            held |= {name: level.take(name) for name in _SERIALS if name in level.left}
            for name, value in held.items():
                text = plain(value)
                if name == "doi" and level is not self.top:
                    continue  # it is that of the whole
                if name in _SERIALS and text:
                    told.setdefault(name, text)
                elif text:
                    self.notes.append(f"{name}: {text}")
        for parent in self.top.parents:  # a journal's article may be in a repository, too
            given = parent.left.get("serial-number")
            if isinstance(given, dict) and (number := plain(given.get("arxiv"))):
                told.setdefault("arxiv", number)
                del parent.left["serial-number"]
        number = told.pop("serial", "")
        arxiv = told.pop("arxiv", "")
        if not arxiv and _ARXIV.fullmatch(number):
            arxiv, number = number, ""
        for scheme, numbers in parts.standard_numbers(number).items():  # it does not say which
            told.setdefault(scheme, numbers)
            number = ""
        found = _ARXIV.fullmatch(arxiv)
        on_arxiv = f"https://arxiv.org/abs/{found['number']}" if found else ""
        identifiers = parts.identified(told.pop("doi", ""), on_arxiv)
        self.fields["isbn"] = parts.isbns([told.pop("isbn", "")])
        self.fields["issn"] = parts.issns([told.pop("issn", "")])
        self.fields |= told
        if kind == "article" and place(number, electronic=True).get("eid"):
            self.fields["eid"] = number
        else:
            self.fields["number"] = number
        return identifiers

    def _addresses(self, identifiers: dict[str, str]) -> dict[str, str]:
        for level in self.levels:
            given = level.take("url")
            held = given if isinstance(given, dict) else {"value": given}
            url = held.get("value")
            if not plain(url) or "urldate" in self.fields:
                continue
            if level is self.container and self.kind.own != "article":
                self.notes.append(plain(url))
                continue
            for scheme, number in parts.identified("", url).items():
                identifiers.setdefault(scheme, number)
            self.fields["urldate"] = plain(held.get("date"))
            link = parts.page(url, identifiers)
            return {"paper": link} if link else {}
        return {}

    def _date(self) -> tuple[dict[str, str], Date]:
        given = next(filter(None, (plain(level.take("date")) for level in self.levels)), "")
        about = given.startswith("~")
        text = given.removeprefix("~").strip()
        said = parse_date(text) or {}
        if "literal" in said:
            self._unknown(f"'{shortened(text, 40)}' is not a date", "it is kept as the year")
            return {"year": text}, Date()
        if about:
            return {"date": Latex(to_edtf({**said, "circa": True}))}, Date()
        found = parts.iso_date(text)
        return ({}, found) if found.year or not text else ({"date": Latex(to_edtf(said))}, Date())

    def _publishers(self, kind: str) -> None:
        publisher = location = organization = ""
        for level in self.levels:
            given = level.take("publisher")
            held = given if isinstance(given, dict) else {"name": given}
            publisher = publisher or plain(held.get("name"))
            place_of = plain(held.get("location")) or plain(level.take("location"))
            location = location or place_of
            organization = organization or plain(level.take("organization"))
        field = publisher_field(kind)
        self.fields |= {field: publisher, "address": location}
        if field in ("school", "institution") and not publisher:
            self.fields[field] = organization
        else:
            self.fields["organization"] = organization

    def _numbers(self, kind: str) -> None:
        for field, name in _INHERITED.items():
            texts = [text for level in self.levels if (text := level.text(name))]
            if texts and not self.fields.get(field):
                self.fields[field] = texts[0]
                texts = texts[1:]
            self.notes += (f"{name}: {text}" for text in texts)
        edition = self.fields.get("edition", "")
        self.fields["edition"] = parts.told_edition(edition)
        for field, name in _FIELDS.items():
            self.fields[field] = self.top.text(name)
        self.fields |= parts.language(self.top.take("language"))
        pages = place(self.top.take("page-range"))
        self.fields |= {field: text for field, text in pages.items() if field not in self.fields}
        if self.container is not None and not self.fields["volumes"]:
            self.fields["volumes"] = self.container.text("volume-total")
        archives = (self.top.text("archive"), self.top.text("archive-location"))
        self.fields["library"] = ", ".join(filter(None, (*archives, self.fields["library"])))

    def _containers(self, kind: str) -> None:
        if self.container is None:
            return
        name, short, _ = _title(self.container)
        if kind in CONTAINERS or kind in CHAPTERS:
            self.fields[CONTAINERS.get(kind, "booktitle")] = name
            if kind == "article":
                self.fields["shortjournal"] = short
        elif self.kind.own in ("book", "anthology", "proceedings", "reference"):
            if self.container.kind == "conference":
                self.fields["eventtitle"] = name
                return
            is_volume = self.container.kind == self.kind.own and self.fields.get("volume")
            self.fields["maintitle" if is_volume else "series"] = name
        else:
            self.fields["howpublished"] = name
        series = next(iter(self.container.parents), None)
        if series is not None and kind in (*CONTAINERS, *CHAPTERS):
            self.fields["series"] = _title(series)[0]
            if not self.fields.get("number"):
                self.fields["number"] = series.text("issue") or series.text("volume")

    def _further_parents(self) -> None:
        """Read the parents beside that which a work stands in, and those of it, as far as they go."""
        waiting = [each for each in self.top.parents if each is not self.container]
        waiting += self.container.parents if self.container is not None else []
        while waiting:
            further = []
            for level in waiting:
                if level.kind == "conference" and not self.fields.get("eventtitle"):
                    self.fields["eventtitle"] = _title(level)[0]
                    self.fields["venue"] = level.text("location")
                self._left(level)
                further += level.parents
            waiting = further

    def _left(self, level: _Level | None) -> None:
        """Keep what is left of a level as notes."""
        for name, value in level.left.items() if level is not None else ():
            if name not in _KNOWN:
                self._unknown(
                    f"Hayagriva has no field '{shortened(name, 40)}'",
                    "it is kept in the annotation",
                )
            if text := _said(value):
                self.notes.append(
                    f"{name}: {text}" if level is self.top else f"parent {name}: {text}"
                )


_KNOWN: Final = frozenset(
    {*_FIELDS.values(), *_INHERITED.values(), "affiliated", "archive", "archive-location", "author"}
    | {
        "date",
        "editor",
        "language",
        "location",
        "organization",
        "page-range",
        "publisher",
        "runtime",
    }
    | {"serial-number", "time-range", "title", "url"}
)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _said(value: Any) -> str:
    """Return a value as a text, whatever it holds."""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_said, value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, map(_said, value)))
    return plain(value)


def _title(level: _Level, *, is_own: bool = False) -> tuple[str, str, str]:
    """Return the title of a level, its short form and its translation.

    Args:
        level: An entry or a parent.
        is_own: Whether it is the title of the work, of which a style may change the case.
    """
    given = level.take("title")
    held = given if isinstance(given, dict) else {"value": given}
    value = _with_tags(held.get("value"))
    if is_own and plain(held.get("verbatim")).lower() == "true" and value:
        value = f'<span class="nocase">{value}</span>'
    return (
        title(value) if is_own else marked(value),
        marked(_with_tags(held.get("short"))),
        marked(_with_tags(held.get("translation"))),
    )


def _with_tags(value: Any) -> str:
    """Return a formattable string with tags in place of its braces."""
    text = value if isinstance(value, str) else ""
    if not _BRACE.search(text):
        return text

    def tag(found: re.Match[str]) -> str:
        if found["escaped"]:
            return found["escaped"]
        return '<span class="nocase">' if found["opens"] else "</span>"

    return _BRACE.sub(tag, text)


def _people(value: Any) -> tuple[Person, ...]:
    return parts.people(map(_person, _listed(value)))


def _person(value: Any) -> Person | None:
    """Return a person or an organization: a mapping of parts, or ``Family, Given``; without a comma it is one name."""
    if isinstance(value, dict):
        held = {name.lower(): each for name, each in value.items()}
        family, given = held.get("name"), held.get("given-name")
        if not given and not held.get("prefix") and not held.get("suffix"):
            return parts.organization(family) or parts.spoken(held.get("alias"))
        return parts.person(family, given, held.get("suffix"), held.get("prefix"))
    text = plain(value)
    family, *others = (part.strip() for part in text.split(","))
    if len(others) == 2:
        suffix, given = others if _SUFFIX.fullmatch(others[0]) else reversed(others)
        return parts.person(family, given, suffix)
    if not others and len(text.split()) > _LONGEST_SPOKEN:
        return parts.organization(text)
    return parts.spoken(text)


# --- writing ---------------------------------------------------------------------------------------------------------


def write(works: Iterable[Outgoing]) -> Iterator[str]:
    """Yield a file of Hayagriva, which Typst reads."""
    number = 0
    for number, work in enumerate(works, 1):
        # Typst takes no entry without a key.
        yield ("\n" if number > 1 else "") + dumped({work.key() or f"entry-{number}": _entry(work)})
    if not number:
        yield "{}\n"


def _entry(work: Outgoing) -> Record:
    kind = _written_kind(work)
    parent: Record = {}
    if kind.subtype:
        work.take("entrysubtype")
    entry: Record = {"type": kind.own}
    entry["title"] = _formattable(work)
    for field in ("author", "editor"):
        named = [_name(each) for each in work.people(field)]
        target = parent if field == "editor" and kind.parent and kind.type != "article" else entry
        target[field] = named[0] if len(named) == 1 else named
    entry["affiliated"] = [
        {"role": role, "names": [_name(each) for each in people]}
        for field, role in _ROLES.items()
        if (people := work.people(field))
    ]
    entry["date"] = _date(work)
    house = parent if kind.parent and kind.type != "article" else entry
    house["publisher"] = work.text("publisher", "institution", "howpublished")
    house["organization"] = work.text("organization")
    house["location"] = work.text("location", "venue")
    numbers = parent if kind.parent else entry
    is_numbered = kind.type in ("techreport", "patent", "software", "jurisdiction", "misc")
    for field, name in _INHERITED.items():
        if not (field == "number" and (is_numbered or work.has("series"))):
            numbers[name] = _number(work.text(field))
    for field, name in _FIELDS.items():
        text = work.text(field)
        if name in _TOTALS and text and not _TOTAL.fullmatch(text):
            work.lose(field, "what is not a number")
            continue
        entry[name] = _number(text) if name in _NUMBERS else text
    entry["genre"] = entry.get("genre") or _genre(work)
    entry["page-range"] = work.text("pages").replace("–", "-") or work.text("eid")
    entry |= _written_addresses(work)
    entry["serial-number"] = _written_serials(work, parent if kind.parent else entry, is_numbered)
    if (tag := language_tag(work.text("langid", "language"))) is not None:
        entry["language"] = tag
    return _filled(entry, parent, kind, work)


# What Hayagriva takes as a number, or a text that begins with one.
_NUMBERS: Final = frozenset({"chapter", "page-total", "volume-total"})
# Of these a text that is not a number is an error to it.
_TOTALS: Final = frozenset({"page-total", "volume-total"})
_TOTAL: Final = lazily.pattern(r"\d{1,9}")


def _filled(entry: Record, parent: Record, kind: _Kind, work: Outgoing) -> Record:
    """Return an entry with its parents; what is empty is left out."""
    container = work.text("journaltitle", "booktitle", "maintitle") if kind.parent else ""
    if kind.parent:
        short = work.text("shortjournal")
        parent["title"] = {"value": container, "short": short} if short and container else container
        parent["author"] = [_name(each) for each in work.people("bookauthor")]
    series = work.text("series")
    if main := "" if kind.parent else work.text("maintitle"):
        parent = {"title": main}
        entry["parent"] = {"type": kind.own, **parent}
    elif series and not kind.parent:
        entry["parent"] = {
            "type": "anthology",
            "title": series,
            "issue": _number(work.text("number")) if work.has("number") else "",
        }
    elif parent := {name: value for name, value in parent.items() if value not in ("", [], {})}:
        entry["parent"] = {"type": kind.parent, **parent}
        if series:
            number = _number(work.text("number"))
            entry["parent"]["parent"] = {"type": "anthology", "title": series, "issue": number}
    parents = {entry["parent"]["type"]} if "parent" in entry else set()
    became = _kind_of(kind.own, parents).type
    is_masters = became == "phdthesis" and parts.is_masters(entry["genre"])
    work.becomes("mastersthesis" if is_masters else became)
    return {name: value for name, value in entry.items() if value not in ("", [], {})}


def _written_kind(work: Outgoing) -> _Kind:
    name = nearest(_NEARER.get(work.type, work.type), _OWN_TYPES)
    subtype = work.entry.fields.get("entrysubtype", "")
    of_type = [kind for kind in _KINDS if kind.type == name]
    fitting = [kind for kind in of_type if kind.subtype == subtype] or [
        kind for kind in of_type if not kind.subtype
    ]
    if name == "misc":
        return _Kind("misc", "misc")
    if name == "online":
        return _Kind("online", "web")
    return fitting[0] if fitting else _Kind("misc", "misc")


def _genre(work: Outgoing) -> str:
    return str(work.item.get("genre", "")) if work.type in _THESES else ""


def _number(text: str) -> str | int:
    return int(text) if _INTEGER.fullmatch(text) else text


def _name(name: CslName) -> str | Record:
    """Return somebody as ``Family, Given``, in which a suffix stands between; of an organization, its name alone."""
    if "literal" in name:
        literal = name["literal"]
        return {"name": literal} if " " in literal else literal
    particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    family = " ".join(filter(None, (*particles, name.get("family"))))
    return ", ".join(filter(None, (family, name.get("suffix"), name.get("given"))))


def _date(work: Outgoing) -> str:
    """Return a date, of which Hayagriva has the first of a range, and *about* before it."""
    work.date()
    issued = work.item.get("issued", {})
    if not issued.get("date-parts"):
        work.lose("date", "what is not a date")
        return ""
    first, slash, _ = to_edtf(issued).partition("/")
    if slash:
        work.lose("date", "the end of the range")
    about = "~" if first.endswith("~") else ""
    if "Y" in first:
        work.lose("date", "a year of more than four digits")
        return ""
    year, *rest = first.rstrip("~").lstrip("-").split("-")
    if rest and int(rest[0]) > 12:
        work.lose("date", "the season")
        rest = []
    sign = "-" if first.startswith("-") else ""
    return f"{about}{sign}{'-'.join((year, *rest))}"


def _written_addresses(work: Outgoing) -> Record:
    url = work.text("url")
    if not url:
        return {}
    work.one_date("urldate")
    accessed = work.item.get("accessed", {})
    visited = to_edtf(accessed).partition("/")[0].rstrip("~") if accessed.get("date-parts") else ""
    return {"url": {"value": url, "date": visited} if visited else url}


def _written_serials(work: Outgoing, of_whole: Record, is_numbered: bool) -> Record:
    own = {name: work.text(name) for name in ("doi", "pmid", "pmcid")}
    if work.raw("eprinttype").casefold() == "arxiv" or not work.has("eprinttype"):
        own["arxiv"] = work.text("eprint")
    if is_numbered and not work.has("series"):
        own["serial"] = work.text("number", "isrn")
    whole = {name: work.text(name) for name in ("isbn", "issn")}
    if whole := {name: text for name, text in whole.items() if text}:
        of_whole["serial-number"] = whole
    if of_whole.get("type") and whole:
        own |= whole
    return {name: text for name, text in own.items() if text}


def _formattable(work: Outgoing) -> Any:
    """Return the title, in which braces keep the case, with its short form."""
    pieces = [work.marked(name) for name in ("title", "subtitle")]
    for name in ("title", "subtitle"):
        work.text(name)  # which tells of formatting that is lost
    whole = ": ".join(filter(None, map(_braced, pieces)))
    if addon := work.text("titleaddon"):
        whole = f"{whole}. {addon}"
    short = _braced(work.marked("shorttitle"))
    return {"value": whole, "short": short} if short and whole else whole


def _braced(text: str) -> str:
    return "".join(map(_inline, to_nodes(text)))


_SPECIAL: Final = lazily.pattern(r"[\\{}$]")


def _inline(node: Node | str) -> str:
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\g<0>", node)
    body = "".join(map(_inline, node.children))
    return f"{{{body}}}" if node.name == "nocase" and body else body
