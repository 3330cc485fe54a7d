"""A page that was converted: which of its tokens are shown, and where."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from html import escape
from typing import Final, NamedTuple

from synbib import lazily
from synbib.documents import Cluster, Found
from synbib.documents.citing import CitedKey
from synbib.mkdocs.tokens import TOKEN, Kind, Tokens, number_of

__all__ = ["Scan", "Shown", "Where", "as_found", "scan", "settled"]

_PIECE: Final = lazily.pattern(
    rf"""
      (?P<comment> <!-- (?s:.*?) (?: --> | \Z ) )
    | (?P<tag>
        < (?P<closes> /? ) (?P<name> [A-Za-z][\w:-]* )
        (?P<attributes> (?: "[^"]*" | '[^']*' | [^'"<>] )*+ ) >
      )
    | (?P<token> {TOKEN} )
    """,
    re.VERBOSE,
)
_TOKEN: Final = lazily.pattern(TOKEN)
_ID: Final = lazily.pattern(r"""\bid="(?P<id>fn[^"]*)\"""")
_REFERENCE: Final = lazily.pattern(r"""\bclass="footnote-ref"[^>]*\bhref="\#(?P<id>[^"]*)\"""")
_NOTES: Final = lazily.pattern(r"""\bclass="footnote\"""")
# What shows its text as it stands; of the second, HTML reads no entities.
_CODE: Final = frozenset(["code", "pre", "textarea", "script", "style"])
_RAW: Final = frozenset(["script", "style"])


class Where(enum.Enum):
    """Where a token is shown."""

    TEXT = enum.auto()
    LINK = enum.auto()
    ATTRIBUTE = enum.auto()


class Shown(NamedTuple):
    """A token that is shown.

    Attributes:
        number: Its number.
        start: Where it begins in the page, in characters.
        end: Where it ends.
        where: In the text, in the text of a link, or in an attribute.
        note: The footnote that it stands in, by its id; ``""`` in the text.
    """

    number: int
    start: int
    end: int
    where: Where
    note: str = ""


class Scan(NamedTuple):
    """A page as it was converted.

    Attributes:
        html: The page, with the source of tokens where they are code.
        cites: The citations that it shows, each once.
        copies: Where it shows one of them again, as in contents.
        markers: The places of bibliographies.
        notes: Id of a footnote → where it is cited first, in characters; in the order of these.
    """

    html: str
    cites: tuple[Shown, ...]
    copies: tuple[Shown, ...]
    markers: tuple[Shown, ...]
    notes: dict[str, int]


def scan(page: str, tokens: Tokens) -> Scan:
    """Return what a page shows, in time proportional to its length."""
    html = settled(page, tokens)
    notes: dict[str, int] = {}
    shown = list(_shown(html, notes))
    markers = [each for each in shown if tokens[each.number].kind is not Kind.CITATION]
    counted: dict[int, Shown] = {}
    for each in shown:
        if tokens[each.number].kind is Kind.CITATION:
            before = counted.setdefault(each.number, each)
            if before.where is not Where.TEXT and each.where is Where.TEXT:
                counted[each.number] = each
    cites = sorted(counted.values(), key=lambda each: each.start)
    copies = [
        each
        for each in shown
        if tokens[each.number].kind is Kind.CITATION and counted[each.number] is not each
    ]
    return Scan(html, tuple(cites), tuple(copies), tuple(markers), notes)


def settled(page: str, tokens: Tokens) -> str:
    """Return a page with the sources of tokens that are in code or in comments, and the at signs that are meant."""
    code: list[str] = []
    pieces: list[str] = []
    end = 0
    for found in _PIECE.finditer(page):
        new = found[0]
        if found["token"]:
            held = tokens.get(number_of(found[0]))
            if held is None:
                new = ""
            elif code:
                new = held.source if code[-1] in _RAW else escape(held.source, quote=False)
            elif held.kind is Kind.AT:
                new = "@"
        elif found["comment"]:
            new = _TOKEN.sub(lambda token: _source(token[0], tokens), found[0])
        elif found["name"].lower() in _CODE and not found["attributes"].endswith("/"):
            name = found["name"].lower()
            if not found["closes"]:
                code.append(name)
            elif name in code:
                while code.pop() != name:
                    pass
        pieces += (page[end : found.start()], new)
        end = found.end()
    return "".join((*pieces, page[end:]))


def _source(token: str, tokens: Tokens) -> str:
    held = tokens.get(number_of(token))
    return held.source if held else ""


def _shown(page: str, notes: dict[str, int]) -> Iterator[Shown]:
    """Yield the tokens of a page, and note where its footnotes are cited."""
    links = divisions = 0
    note = ""
    for found in _PIECE.finditer(page):
        if found["token"]:
            where = Where.LINK if links else Where.TEXT
            yield Shown(number_of(found[0]), *found.span(), where, note)
            continue
        if not found["tag"]:
            continue
        step = -1 if found["closes"] else 1
        match found["name"].lower():
            case "a":
                links = max(links + step, 0)
                if cited := _REFERENCE.search(found["attributes"]):
                    notes.setdefault(cited["id"], found.start())
            case "div" if divisions or _NOTES.search(found["attributes"]):
                divisions += step
                note = note if divisions else ""
            case "li" if divisions and (item := _ID.search(found["attributes"])):
                note = item["id"]
        for token in _TOKEN.finditer(found["attributes"]):
            start = found.start("attributes")
            place = (start + token.start(), start + token.end())
            yield Shown(number_of(token[0]), *place, Where.ATTRIBUTE, note)


def as_found(page: Scan, tokens: Tokens) -> Found:
    """Return the citations of a page in the order in which they are read, whatever else the page holds."""
    order = sorted(
        [*page.notes.values(), *(cite.start for cite in page.cites if not _anchor(page, cite))]
    )
    ranks = {start: rank for rank, start in enumerate(order)}
    return Found(
        tuple(
            _normal(
                tokens[cite.number].cluster,
                ranks.get(cite.start, -1),
                ranks.get(_anchor(page, cite), -1),
            )
            for cite in page.cites
        ),
        tuple(ranks[start] for start in page.notes.values()),
    )


def _anchor(page: Scan, cite: Shown) -> int:
    """Where the footnote that a citation stands in is cited; 0 if it stands in the text."""
    return page.notes.get(cite.note, 0)


def _normal(cluster: Cluster | None, start: int, note: int) -> Cluster:
    assert cluster is not None, "a citation has its cluster"
    cites = tuple(lazily.replace(cite, key=CitedKey(cite.key.key, 0, 0)) for cite in cluster.cites)
    return Cluster(start, start, 0, 0, cites, cluster.narrative, note)
