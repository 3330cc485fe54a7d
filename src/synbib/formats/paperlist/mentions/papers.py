"""A mention made a paper: its identifiers, its date, its links, and whether it is a paper at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from synbib.formats.paperlist.mentions.facts import NONE
from synbib.formats.paperlist.mentions.labels import is_label, is_paper_host, kind_of
from synbib.formats.paperlist.mentions.mention import Mention, note_link
from synbib.formats.paperlist.mentions.paper import Paper
from synbib.formats.paperlist.phrases.when import When, arxiv_date
from synbib.formats.paperlist.phrases.where import without_year
from synbib.model.identifiers import find_identifier

__all__ = ["is_paper", "paper_of", "with_details"]

_PAPER_KINDS: Final = ("paper", "pdf")


def is_paper(mention: Mention) -> bool:
    """Whether a mention is one of a paper: a link says so, or it has what a reference has."""
    if not mention.title:
        return False
    if any(kind in mention.links for kind in _PAPER_KINDS) or is_paper_host(mention.url):
        return True
    if any(find_identifier(url) for url in _urls(mention)):
        return True
    facts, reference = mention.facts, mention.reference
    if reference and reference.authors and (reference.year or reference.venue):
        return True
    told = [bool(facts.authors), bool(facts.venue), facts.when is not None]
    linked = bool(mention.url or mention.links)
    return sum(told) + linked > 1 and (bool(facts.authors or facts.venue) or facts.when is not None)


def _urls(mention: Mention) -> Iterator[str]:
    if mention.url:
        yield mention.url
    yield from mention.links.values()
    yield from (url for _, url in mention.others)


def paper_of(mention: Mention, groups: tuple[str, ...], line: int, end: int) -> Paper:
    """Return what a mention says as a paper."""
    facts, reference = mention.facts, mention.reference
    identifiers: dict[str, str] = {}
    links: dict[str, str] = {}
    further: list[str] = []
    if "pdf" in mention.links and "paper" not in mention.links:
        mention.links["paper"] = mention.links.pop("pdf")
    if mention.url:
        # The title's own link is the paper's, unless there is another that is.
        kind = "" if "paper" not in mention.links else kind_of("", mention.url)
        links[kind or "paper"] = mention.url
    for kind, url in mention.links.items():
        if kind not in links:
            links[kind] = url
        elif not _same_place(links[kind], url):
            further.append(url)
    for url in links.values():
        if found := find_identifier(url):
            identifiers.setdefault(*found)
    for text, url in mention.others:
        found = find_identifier(url)
        # What a sentence mentions is another paper, unless it says that it is this one's.
        own = not links or not mention.title or is_label(text) or "paper" in text.casefold()
        if found and own and found[0] not in identifiers and "paper" not in links:
            identifiers.setdefault(*found)
            links["paper"] = url
        elif not any(_same_place(url, other) for other in links.values()):
            further.append(f"{text}: {url}" if text and text.casefold() not in NONE else url)
    fields = dict(reference.fields) if reference else {}
    for scheme, field in (("arxiv", "eprint"), ("doi", "doi")):
        if field in fields:
            identifiers.setdefault(scheme, fields[field])
    when = _when(mention, identifiers.get("arxiv", ""), identifiers.get("anthology", ""))
    notes = [note for note in dict.fromkeys([*facts.rest, *further]) if note != mention.title]
    return Paper(
        title=mention.title,
        authors=(reference.authors if reference else ()) or facts.authors,
        venue=without_year(reference.venue if reference else "") or facts.venue,
        year=when.year if when else None,
        month=when.month if when else None,
        day=when.day if when else None,
        links=links,
        identifiers=identifiers,
        fields=fields,
        type=reference.type if reference else "",
        note="; ".join(notes),
        groups=groups,
        line=line,
        end=end,
    )


def _same_place(one: str, other: str) -> bool:
    """Whether two links lead to one paper, or to one page."""
    return one == other or (find_identifier(one) or one) == (find_identifier(other) or other)


def _when(mention: Mention, arxiv: str, anthology: str) -> When | None:
    """Return the date: what the list says, else that of the venue, else that which an identifier holds."""
    facts, reference = mention.facts, mention.reference
    if reference and reference.year:
        return When(reference.year, reference.month, reference.day)
    if facts.venue_year and (facts.when is None or facts.when.year != facts.venue_year):
        return When(facts.venue_year)
    if facts.when is not None:
        return facts.when
    if arxiv and (when := arxiv_date(arxiv)):
        return when
    year = _anthology_year(anthology)
    return When(year) if year else None


def _anthology_year(identifier: str) -> int | None:
    """Return the year in an identifier of the ACL Anthology: ``2020.acl-main.1``, ``P19-1001``."""
    if found := re.match(r"((?:19|20)\d\d)\.", identifier):
        return int(found[1])
    if found := re.match(r"[A-Z](\d\d)-\d{4}", identifier):
        return int(found[1]) + (2000 if int(found[1]) < 50 else 1900)
    return None


def with_details(mention: Mention, details: Mention) -> None:
    """Add to a mention what an item of its own says of it."""
    for kind, url in details.links.items():
        note_link(mention, kind, "", url)
    mention.others += details.others
    mention.dropped += details.dropped
    facts, more = mention.facts, details.facts
    facts.authors = facts.authors or more.authors
    if more.venue:
        facts.add_venue(more.venue, more.venue_year)
    if more.when:
        facts.add_date(more.when)
    facts.rest += more.rest
