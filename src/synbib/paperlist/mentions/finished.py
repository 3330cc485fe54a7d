"""A draft becomes a mention: its identifiers, its date, its links, and whether it names a paper at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.draft import Draft, note_link
from synbib.paperlist.mentions.facts import NONE
from synbib.paperlist.mentions.flat import GAP
from synbib.paperlist.mentions.labels import is_label, is_paper_host, kind_of
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.titles import is_announcement, words
from synbib.paperlist.phrases.when import When, arxiv_date
from synbib.paperlist.phrases.where import EDGES, without_year

__all__ = ["hints_at_paper", "is_linked", "is_paper", "mention_of", "names_people", "with_details"]

# Scheme of an identifier → the field of a formatted reference.
_FIELDS: Final = {"arxiv": "eprint", "doi": "doi"}
_PAPER_KINDS: Final = ("paper", "pdf")
# A single word names a method, a data set, a company.
_FEWEST_WORDS: Final = 2
# Version 2.0 (2021): what tells little more than a title has to have a longer one.
_MORE_WORDS: Final = 3


def is_paper(draft: Draft, *, listed: bool = True) -> bool:
    """Whether a draft names a paper: a link says so, or it has what a reference has.

    Args:
        draft: What its item says.
        listed: Whether it stands where papers are listed; elsewhere, one without a link is but spoken of.
    """
    if not draft.title:
        return False
    if any(kind in draft.links for kind in _PAPER_KINDS) or is_paper_host(draft.url):
        return True
    if any(find_identifier(url) for url in _urls(draft)):
        return True
    facts, reference = draft.facts, draft.reference
    if reference and reference.authors and (reference.year or reference.venue):
        return True
    if reference and not reference.fields.keys().isdisjoint(_FIELDS.values()):
        return True
    if facts.identifiers:
        return True
    linked = is_linked(draft)
    if not (listed or linked):
        return False
    told = _told(draft)
    if linked:
        return told > 0
    # Nothing but titles stands in quotation marks, unless a sentence with links goes around them.
    quoted = draft.shown == "quoted" and words(draft.title) >= _MORE_WORDS and not draft.others
    return told > 0 and told + quoted > 1 and _names_itself(draft)


def hints_at_paper(draft: Draft) -> bool:
    """Whether a draft tells at least one thing of people, venue and date, and has the title of a paper."""
    return _told(draft) > 0 and words(draft.title) >= _MORE_WORDS and _names_itself(draft)


def names_people(draft: Draft) -> bool:
    """Whether a draft has authors, and a title that may be theirs."""
    reference = draft.reference
    authors = draft.facts.authors or (reference.authors if reference else ())
    return bool(authors) and words(draft.title) >= _MORE_WORDS and _names_itself(draft)


def is_linked(draft: Draft) -> bool:
    """Whether a draft has a link of its own."""
    return bool(draft.url or draft.links)


def _told(draft: Draft) -> int:
    """Return how much a draft tells of people, venue and date."""
    facts, reference = draft.facts, draft.reference
    told = [facts.authors, facts.venue, facts.when or facts.venue_year]
    if reference:
        more = (reference.authors, reference.venue, reference.year)
        told = [one or other for one, other in zip(told, more, strict=True)]
    return sum(map(bool, told))


def _names_itself(draft: Draft) -> bool:
    """Whether the title tells which paper is meant, where no link does: it is more than a word, and no news."""
    return words(draft.title) >= _FEWEST_WORDS and not is_announcement(draft.title)


def _urls(draft: Draft) -> Iterator[str]:
    if draft.url:
        yield draft.url
    yield from draft.links.values()
    yield from (url for _, url in draft.others)


def mention_of(
    draft: Draft, groups: tuple[str, ...], line: int, end: int, year: int | None = None
) -> Mention:
    """Return what a draft says as a mention.

    Args:
        draft: What its item says.
        groups: The headings above it.
        line: The line of the file.
        end: The line after its last.
        year: The year that the headings tell.
    """
    facts, reference = draft.facts, draft.reference
    identifiers: dict[str, str] = {}
    links: dict[str, str] = {}
    further: list[str] = []
    labelled = dict(draft.links)
    if "pdf" in labelled and "paper" not in labelled:
        labelled["paper"] = labelled.pop("pdf")
    if draft.url:
        if "paper" not in labelled and not is_paper_host(draft.url):
            labelled |= _called_paper(draft)
        # The title's own link is the paper's, unless there is another that is.
        kind = "" if "paper" not in labelled else kind_of("", draft.url)
        links[kind or "paper"] = draft.url
    for kind, url in labelled.items():
        if kind not in links:
            links[kind] = url
        elif not _same_place(links[kind], url):
            further.append(url)
    # What is called the paper beside a title that links to it is this paper, too.
    for url in (*links.values(), *(labelled.get(kind, "") for kind in _PAPER_KINDS)):
        if found := find_identifier(url):
            identifiers.setdefault(*found)
    for text, url in draft.others:
        found = find_identifier(url)
        # What a sentence mentions is another paper, unless it says that it is this one's.
        own = not links or not draft.title or is_label(text) or "paper" in text.casefold()
        if found and own and found[0] not in identifiers and "paper" not in links:
            identifiers.setdefault(*found)
            links["paper"] = url
        elif found and found[0] not in identifiers and _names_scheme(text, found[0]):
            identifiers.setdefault(*found)
        elif not any(_same_place(url, other) for other in links.values()):
            further.append(f"{text}: {url}" if text and text.casefold() not in NONE else url)
    fields = {**(reference.fields if reference else {}), **draft.fields}
    formatted = {scheme: fields[field] for scheme, field in _FIELDS.items() if field in fields}
    identifiers = {**formatted, **facts.identifiers, **identifiers}
    when = _when(draft, identifiers, year)
    told = {"", draft.title, *filter(partial(_is_told, identifiers), further)}
    notes = map(_readable, (*facts.rest, *further))
    return Mention(
        title=draft.title,
        authors=(reference.authors if reference else ()) or facts.authors,
        venue=without_year(reference.venue if reference else "") or facts.venue,
        year=when.year if when else None,
        month=when.month if when else None,
        day=when.day if when else None,
        links=links,
        identifiers=identifiers,
        fields=fields,
        type=draft.type or (reference.type if reference else ""),
        key=draft.key,
        note="; ".join(note for note in dict.fromkeys(notes) if note not in told),
        groups=groups,
        line=line,
        end=end,
    )


def _called_paper(draft: Draft) -> dict[str, str]:
    """Return the link that a sentence calls the paper."""
    named = (u for text, u in draft.others if "paper" in text.casefold() and find_identifier(u))
    url = next(named, "")
    return {"paper": url} if url else {}


def _readable(note: str) -> str:
    """Return a note on one line, without what stands for the links that were in it."""
    return " ".join(note.replace(GAP, " ").split()).strip(EDGES)


def _is_told(identifiers: Mapping[str, str], url: str) -> bool:
    """Whether a link says no more than an identifier does."""
    found = find_identifier(url)
    return found is not None and identifiers.get(found[0]) == found[1]


def _names_scheme(label: str, scheme: str) -> bool:
    """Whether a link is called what it leads to: ``[DOI]``, ``[arXiv]``."""
    return label.strip(" []()").casefold() == scheme


def _same_place(one: str, other: str) -> bool:
    """Whether two links lead to one paper, or to one page."""
    return one == other or (find_identifier(one) or one) == (find_identifier(other) or other)


def _when(draft: Draft, identifiers: Mapping[str, str], headed: int | None) -> When | None:
    """Return the date: what the item says, else the year of its heading, else that which an identifier holds."""
    facts, reference = draft.facts, draft.reference
    if reference and reference.year:
        return When(reference.year, reference.month, reference.day)
    if facts.venue_year and (facts.when is None or facts.when.year != facts.venue_year):
        return When(facts.venue_year)
    if facts.when is not None:
        return facts.when
    when = arxiv_date(identifiers.get("arxiv", ""))
    if when is None and (year := _anthology_year(identifiers.get("anthology", ""))):
        when = When(year)
    return When(headed) if headed and (when is None or when.year != headed) else when


def _anthology_year(identifier: str) -> int | None:
    """Return the year in an identifier of the ACL Anthology: ``2020.acl-main.1``, ``P19-1001``."""
    if found := re.match(r"((?:19|20)\d\d)\.", identifier):
        return int(found[1])
    if found := re.match(r"[A-Z](\d\d)-\d{4}", identifier):
        return int(found[1]) + (2000 if int(found[1]) < 50 else 1900)
    return None


def with_details(draft: Draft, details: Draft) -> None:
    """Add to a draft what an item of its own says of it."""
    for kind, url in details.links.items():
        note_link(draft, kind, "", url)
    draft.others += details.others
    draft.dropped += details.dropped
    facts, more = draft.facts, details.facts
    facts.authors = facts.authors or more.authors
    if more.venue:
        facts.add_venue(more.venue, more.venue_year)
    if more.when:
        facts.add_date(more.when)
    facts.rest += more.rest
