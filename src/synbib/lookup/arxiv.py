"""arXiv: its API, which answers in Atom, and the records of its OAI-PMH in the formats ``arXiv`` and ``arXivRaw``.

Source: "arXiv API User's Manual" (info.arxiv.org/help/api/user-manual.html) §3.3 and §3.4, "Open Archives Initiative
(OAI)" (info.arxiv.org/help/oa). The entry is that of the preprint, with the date of its first version. What it was
published as goes with it, as `Incoming.published_as`, and is not mixed into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.data import Element, inner_markup, xml_of
from synbib.formats.texts import of_tex, plain, title
from synbib.incoming import Date, Incoming, Person
from synbib.lookup.answers import AnswerError, refused, xml_answer
from synbib.lookup.question import Question, Request
from synbib.model.identifiers import VERSION, find_identifier

__all__ = ["of_snapshot", "read", "read_many", "request", "request_many"]

_SERVICE: Final = "arxiv"
_ERRORS: Final = "/api/errors"
_NONE: Final = frozenset({"idDoesNotExist", "noRecordsMatch"})
_PAPER: Final = r"(?:paper|article|submission|manuscript|preprint|work|report|version|note)"
_TAKEN_BACK: Final = lazily.pattern(
    rf"""
    \A\W* (?:this\s+)? (?:\w+\s+)? withdrawn \b
    | \A\W* has \s+ been \s+ withdrawn \b
    | \b {_PAPER} \s+ (?:has|have|is|was) (?:\s+(?:been|being))? (?:\s+(?:temporarily|now))?
      \s+ (?: withdrawn | (?P<retracted> retracted ) | removed \s+ by \s+ arXiv ) \b
    | \b (?:authors?|we|I) (?:\s+(?:have|has|had))? \s+ withdr(?:awn|aws?|ew) \s+ (?:this|the|our|my) \s+ {_PAPER} \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
# What was taken back then is not the paper as it is now.
_EARLIER: Final = lazily.pattern(
    r"\b(?:(?:previous|earlier|prior|older|former|original)\b[^.;]*|first\s+)\Z",
    re.IGNORECASE,
)
_CODE: Final = lazily.pattern(
    r"https?://(?:www\.)?(?:github|gitlab)\.com/[\w.-]+/[\w-]+(?:\.[\w-]+)*", re.IGNORECASE
)
# `G. -Q. Hai`, as arXiv writes initials that a hyphen joins.
_APART: Final = lazily.pattern(r"(?<=\.)\s+-(?=[^\W\d_])")
_IN_PARENTHESES: Final = lazily.pattern(r"\s*\([^()]*\)")
_BETWEEN_NAMES: Final = lazily.pattern(r"\s*,\s*+(?:and\s+)?(?!(?:Jr|Sr)\b|I{2,3}\b)|\s+and\s+")
# What would mean something in a search.
_NOT_SEARCHED: Final = lazily.pattern(r"\$[^$]*\$|[^\w\s.$-]+|\$")
_NESTED: Final = 3
# How much is looked at of a comment, and of an abstract, where the withdrawal comes first.
_COMMENT: Final = 5000
_BEGINNING: Final = 300
_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def request(question: Question) -> Request | None:
    """Return what asks arXiv for a number, or for works by their title."""
    if question.scheme == "arxiv":
        return Request("query", {"id_list": question.identifier})
    if question.scheme or not question.title or question.published:
        return None
    words = [f'ti:"{_searched(question.title)}"']
    if question.family:
        words.append(f'au:"{_searched(question.family)}"')
    return Request(
        "query", {"search_query": " AND ".join(words), "max_results": str(question.most)}
    )


def request_many(identifiers: Sequence[str]) -> Request | None:
    """Return what asks arXiv for numbers, which are without a version."""
    plain_ones = [each for each in identifiers if not VERSION.search(each)]
    if not plain_ones:
        return None
    return Request("query", {"id_list": ",".join(plain_ones), "max_results": str(len(plain_ones))})


def read_many(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the number of each work of a feed, and a feed of that work alone."""
    root = xml_answer(_SERVICE, data)
    read(data)
    for entry in root.iterfind("{*}entry"):
        if (named := find_identifier(_inner(entry, "id").strip())) is not None:
            yield named[1], b"<feed>" + xml_of(entry) + b"</feed>"


def _searched(text: str) -> str:
    return " ".join(_NOT_SEARCHED.sub(" ", text).split())


def read(data: bytes) -> list[Incoming]:
    """Return the works that an answer of arXiv tells of."""
    root = xml_answer(_SERVICE, data)
    name = _local(root)
    if name in ("feed", "entry"):
        entries = root.iterfind("{*}entry") if name == "feed" else iter([root])
        return [work for entry in entries if (work := _of_atom(entry))]
    if (error := root.find("{*}error")) is not None:
        if error.get("code") in _NONE:
            return []
        raise refused(_SERVICE, error.text or error.get("code"), "check what was asked")
    if name in ("OAI-PMH", "arXiv", "arXivRaw"):
        return [
            work for element in root.iter("{*}arXiv", "{*}arXivRaw") if (work := _of_oai(element))
        ]
    raise AnswerError(
        f"{_SERVICE}: neither Atom nor OAI-PMH, but '{plain(name)}'; ask https://export.arxiv.org/api/query"
    )


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _inner(element: Element, name: str) -> str:
    return inner_markup(element.find(f"{{*}}{name}"))


def _of_atom(entry: Element) -> Incoming | None:
    """Return the work of an entry of a feed; ``None`` of one that says nothing of a work."""
    address = _inner(entry, "id").strip()
    if _ERRORS in address:
        raise refused(_SERVICE, _inner(entry, "summary"), "check what was asked")
    primary = entry.find("{*}primary_category")
    return _work(
        number=address,
        names=[
            parts.spoken(_name(_inner(author, "name"))) for author in entry.iterfind("{*}author")
        ],
        date=parts.iso_date(_inner(entry, "published")),
        category=(primary.get("term") or "") if primary is not None else "",
        told={
            name: _inner(entry, name)
            for name in ("title", "comment", "journal_ref", "doi", "summary")
        },
    )


def _of_oai(record: Element) -> Incoming | None:
    """Return the work of a record of OAI-PMH."""
    if (authors := record.find("{*}authors")) is None:
        return None
    if len(authors):
        names = [
            parts.person(
                *(_name(_inner(each, part)) for part in ("keyname", "forenames", "suffix"))
            )
            for each in authors.iterfind("{*}author")
        ]
    else:
        names = [
            parts.spoken(_name(name))
            for name in _BETWEEN_NAMES.split(_without_places(authors.text or ""))
        ]
    return _work(
        number=f"arxiv.org/abs/{_inner(record, 'id').strip()}",
        names=names,
        date=_created(record),
        category=_inner(record, "categories").split(" ")[0],
        told={
            "title": _inner(record, "title"),
            "comment": _inner(record, "comments"),
            "journal_ref": _inner(record, "journal-ref"),
            "doi": _inner(record, "doi"),
            "summary": _inner(record, "abstract"),
        },
    )


def of_snapshot(record: Mapping[str, Any]) -> Incoming | None:
    """Return the work of a record of the metadata snapshot; ``None`` if it has no number or no title.

    Source: https://www.kaggle.com/datasets/Cornell-University/arxiv, an object of JSON in each line.

    Args:
        record: The record: ``id``, ``title``, ``authors_parsed``, ``categories``, ``versions``, ``doi`` …
    """

    def told(name: str) -> str:
        value = record.get(name)
        return value if isinstance(value, str) else ""

    versions, parsed = (record.get(name) for name in ("versions", "authors_parsed"))
    first = next(iter(versions), None) if isinstance(versions, list) else None
    created = first.get("created") if isinstance(first, dict) else None
    names = (
        [each[:3] for each in parsed if isinstance(each, list)] if isinstance(parsed, list) else []
    )
    return _work(
        number=f"arxiv.org/abs/{told('id').strip()}",
        names=[
            parts.person(*(_name(part) if isinstance(part, str) else "" for part in name))
            for name in names
            if name
        ],
        date=_spoken_date(created)
        if isinstance(created, str)
        else parts.iso_date(told("update_date")),
        category=told("categories").split(" ")[0],
        told={
            "title": told("title"),
            "comment": told("comments"),
            "journal_ref": told("journal-ref"),
            "doi": told("doi"),
            "summary": told("abstract"),
        },
    )


def _work(
    *, number: str, names: list[Person | None], date: Date, category: str, told: dict[str, str]
) -> Incoming | None:
    named = find_identifier(number)
    name = title(told["title"], tex=True)
    if named is None or not name:
        return None
    comment = plain(told["comment"][:_COMMENT])
    status = _taken_back(comment) or _taken_back(plain(told["summary"][:_BEGINNING]))
    code = _CODE.search(comment)
    fields = {"title": name, "primaryclass": plain(category)}
    return Incoming(
        {field: text for field, text in fields.items() if text},
        "misc",
        names={"author": people} if (people := parts.people(names)) else {},
        date=Date(date.year, date.month),
        links={"code": parts.link(code[0])} if code else {},
        identifiers=dict([named]),
        status=status,
        published_as=dict(_published_as(told)),
    )


def _taken_back(text: str) -> str:
    """Return what a comment or an abstract says became of the preprint: ``withdrawn``, ``retracted``."""
    for found in _TAKEN_BACK.finditer(text):
        if not _EARLIER.search(text[: found.start()]):
            return "retracted" if found["retracted"] else "withdrawn"
    return ""


def _published_as(told: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what the preprint was published as: its DOI, and the reference as its authors gave it."""
    # Some give several, with blanks between.
    for given in told["doi"].split()[:1]:
        if doi := parts.doi(given):
            yield "doi", doi
    if reference := of_tex(told["journal_ref"]):
        yield "reference", reference


def _name(name: str) -> str:
    return _APART.sub("-", of_tex(name))


def _without_places(names: str) -> str:
    """Return the names of ``arXivRaw`` without where they work, which stands in parentheses within parentheses."""
    text = " ".join(of_tex(names).split())
    for _ in range(_NESTED):
        text = _IN_PARENTHESES.sub("", text)
    return text


def _created(record: Element) -> Date:
    """Return the date of the first version: ``2013-04-30``, or ``Mon, 22 Oct 2018 22:41:50 GMT``."""
    if created := _inner(record, "created").strip():
        return parts.iso_date(created)
    return _spoken_date(plain(inner_markup(record.find("{*}version/{*}date"))))


def _spoken_date(text: str) -> Date:
    words = text.replace(",", "").split()
    if len(words) < 4 or words[2] not in _MONTHS:
        return Date()
    return parts.date(words[3], _MONTHS.index(words[2]) + 1, words[1])
