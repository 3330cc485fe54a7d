"""A draft becomes a mention: its identifiers, its date, its links, and whether it names a paper at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from functools import partial
from typing import Final

from synbib import lazily
from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.draft import Draft, note_link
from synbib.paperlist.mentions.facts import NONE, Facts
from synbib.paperlist.mentions.flat import GAP
from synbib.paperlist.mentions.labels import is_label, is_paper_host, kind_of
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.titles import is_announcement, words
from synbib.paperlist.phrases.reference import Reference
from synbib.paperlist.phrases.shapes import Shape, shape_of
from synbib.paperlist.phrases.when import When, arxiv_date
from synbib.paperlist.phrases.where import EDGES, without_year
from synbib.text.urls import local_pdf

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
    if _leads_to_paper(draft) or _is_referenced(draft):
        return True
    linked, told = is_linked(draft), _told(draft)
    if linked or not listed:
        return linked and told > 0 and not _is_person(draft)
    return told > 0 and told + _is_quoted(draft) > 1 and _names_itself(draft)


def _is_person(draft: Draft) -> bool:
    """Whether what is linked is somebody's home page: [Ann Lee](https://…), University of Leeds."""
    return draft.shown == "link" and shape_of(draft.title) is Shape.FULL


def _is_quoted(draft: Draft) -> bool:
    """Whether quotation marks tell a title: nothing else stands in them, unless a sentence with links goes around."""
    return draft.shown == "quoted" and words(draft.title) >= _MORE_WORDS and not draft.others


def _leads_to_paper(draft: Draft) -> bool:
    """Whether a link of a draft, or an identifier in its text, is that of a paper."""
    return (
        any(kind in draft.links for kind in _PAPER_KINDS)
        or is_paper_host(draft.url)
        or any(find_identifier(url) for url in _urls(draft))
        or bool(draft.facts.identifiers)
    )


def _is_referenced(draft: Draft) -> bool:
    """Whether a draft is a formatted reference that tells who wrote it, and where or when; or its identifier."""
    reference = draft.reference
    if reference is None:
        return False
    published = reference.published
    told = bool(reference.authors) and bool(published.when or published.venue)
    return told or not published.fields.keys().isdisjoint(_FIELDS.values())


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
    told = [facts.authors, facts.published.venue, facts.when or facts.published.when]
    if reference:
        more = (reference.authors, reference.published.venue, reference.published.when)
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
    reference = draft.reference or Reference("")
    links = _sorted_links(draft)
    published = reference.published if draft.reference else draft.facts.published
    fields = {**published.fields, **draft.fields}
    if presented := _presented(draft.facts, fields.get("note", "")):
        fields["note"] = presented
    formatted = {scheme: fields[field] for scheme, field in _FIELDS.items() if field in fields}
    identifiers = {**formatted, **draft.facts.identifiers, **links.identifiers}
    when = _when(draft, identifiers, year)
    return Mention(
        title=draft.title,
        authors=reference.authors or draft.facts.authors,
        venue=without_year(reference.published.venue) or draft.facts.published.venue,
        year=when.year if when else None,
        month=when.month if when else None,
        day=when.day if when else None,
        links=links.of_kind,
        identifiers=identifiers,
        fields=fields,
        type=draft.type or published.type,
        key=draft.key,
        note=_note(draft, links.further, identifiers),
        groups=groups,
        line=line,
        end=end,
    )


def _presented(facts: Facts, noted: str) -> str:
    """Return the note of an entry with how it was presented, unless that is part of it already."""
    new = (one for one in facts.presented if one.casefold() not in noted.casefold())
    return ", ".join(filter(None, (noted, *new)))


def _note(draft: Draft, further: Sequence[str], identifiers: Mapping[str, str]) -> str:
    """Return what else stands there, and the links that are of no kind, without what is told already."""
    told = {"", draft.title, *filter(partial(_is_told, identifiers), further)}
    notes = map(_readable, (*draft.facts.rest, *further))
    return "; ".join(note for note in dict.fromkeys(notes) if note not in told)


# --- links ------------------------------------------------------------------------------------------------


@lazily.dataclass(slots=True)
class _Links:
    """The links of a draft, sorted out.

    Attributes:
        of_kind: Kind → URL, the title's own link first.
        identifiers: Scheme → identifier, of those that are this paper's.
        further: Those of no kind, and the second ones of a kind: the URL, with its text before it.
    """

    of_kind: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)
    further: list[str] = field(default_factory=list)

    def take(self, kind: str, url: str) -> None:
        """Take in a link of a known kind."""
        if kind not in self.of_kind:
            self.of_kind[kind] = url
        elif not _same_place(self.of_kind[kind], url):
            self.further.append(url)

    def take_other(self, text: str, url: str, *, own: bool) -> None:
        """Take in a link of no known kind.

        Args:
            text: What it is called.
            url: Where it leads.
            own: Whether it may be the paper's own.
        """
        identifier = self._new_identifier(url)
        leads_to_paper = identifier or kind_of("", url) in _PAPER_KINDS or is_paper_host(url)
        if leads_to_paper and own and "paper" not in self.of_kind:
            self.identify(url)
            self.of_kind["paper"] = url
        elif identifier and _names_scheme(text, identifier[0]):
            self.identifiers.setdefault(*identifier)
        elif not any(_same_place(url, other) for other in self.of_kind.values()):
            named = text and text.casefold() not in NONE
            self.further.append(f"{text}: {url}" if named else url)

    def identify(self, url: str) -> None:
        """Note the identifier in a link of this paper, the first of its scheme."""
        if identifier := self._new_identifier(url):
            self.identifiers.setdefault(*identifier)

    def _new_identifier(self, url: str) -> tuple[str, str] | None:
        found = find_identifier(url)
        return None if found is None or found[0] in self.identifiers else found


def _sorted_links(draft: Draft) -> _Links:
    labelled = _labelled(draft)
    links = _Links()
    if draft.url:
        # The title's own link is the paper's, unless there is another that is.
        kind = kind_of("", draft.url) if "paper" in labelled else ""
        links.take(kind or "paper", draft.url)
    for kind, url in labelled.items():
        links.take(kind, url)
    # What is called the paper beside a title that links to it is this paper, too.
    for url in (*links.of_kind.values(), *(labelled.get(kind, "") for kind in _PAPER_KINDS)):
        links.identify(url)
    for text, url in draft.others:
        alone = not links.of_kind or not draft.title
        links.take_other(text, url, own=alone or _says_own(text))
    for text, url in draft.asides:
        links.take_other(text, url, own=False)
    return links


def _says_own(text: str) -> bool:
    """Whether a sentence says that a link is this paper's: what it mentions else is another."""
    return is_label(text) or "paper" in text.casefold()


def _labelled(draft: Draft) -> dict[str, str]:
    """Return the labelled links: a PDF on the web is the paper if nothing else is, else what a sentence calls so."""
    labelled = dict(draft.links)
    if "paper" not in labelled and not local_pdf(labelled.get("pdf", "")) and "pdf" in labelled:
        labelled["paper"] = labelled.pop("pdf")
    if draft.url and "paper" not in labelled and not is_paper_host(draft.url):
        labelled |= _called_paper(draft)
    return labelled


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
    if reference and reference.published.when:
        return reference.published.when
    beside = facts.published.when
    if beside and (facts.when is None or facts.when.year != beside.year):
        return beside
    if facts.when is not None:
        return facts.when
    held = _held_date(identifiers)
    return When(headed) if headed and (held is None or held.year != headed) else held


def _held_date(identifiers: Mapping[str, str]) -> When | None:
    """Return the date that an identifier of arXiv or of the ACL Anthology holds."""
    if when := arxiv_date(identifiers.get("arxiv", "")):
        return when
    year = _anthology_year(identifiers.get("anthology", ""))
    return When(year) if year else None


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
    draft.asides += details.asides
    draft.dropped += details.dropped
    facts, more = draft.facts, details.facts
    facts.authors = facts.authors or more.authors
    if not facts.published.venue:
        facts.published = more.published
    if more.when:
        facts.add_date(more.when)
    facts.rest += more.rest
    for presented in more.presented:
        facts.add_presentation(presented)
