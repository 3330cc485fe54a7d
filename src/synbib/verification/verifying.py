"""One entry, asked for at sources: by its identifiers, then by its title.

A work that an identifier names is the entry's unless title and people say otherwise; then the identifier is another
work's. A work of the entry's title is the entry's if people, or venue and year, say so. Of several records that agree
with the entry the one counts that differs least, so that a preprint and its published version both confirm it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Final

from synbib import lazily
from synbib.incoming import Incoming
from synbib.library import Entry
from synbib.library.matching.likeness import alike
from synbib.library.matching.people import missing
from synbib.lookup import Question
from synbib.model import find_venue, parse_names, split_names
from synbib.model.venue import published_in
from synbib.text.folding import letters
from synbib.verification.agreement import (
    Known,
    changed_title,
    differences,
    is_grave,
    is_unpublished,
    near_title,
    same_publication,
    same_title,
    same_venue,
    same_year,
)
from synbib.verification.source import Source
from synbib.verification.verdict import Difference, Outcome, Verdict

__all__ = ["EVERYWHERE", "Match", "matches", "questions", "shared_people", "verify"]

EVERYWHERE: Final = frozenset({"doi"})
"""Schemes of identifiers that every source is asked for, as registries are told what was retracted."""


# What sources have, if not all of it: where anything else is not found, that says nothing.
_IN_SOURCES: Final = frozenset(
    [
        "article",
        "book",
        "collection",
        "conference",
        "inbook",
        "incollection",
        "inproceedings",
        "inreference",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "proceedings",
        "reference",
        "suppbook",
        "suppcollection",
        "suppperiodical",
    ]
)
# What a source of papers has, if it has the venue.
_PAPERS: Final = frozenset({"article", "conference", "inproceedings"})
_CHAPTERS: Final = frozenset({"inbook", "incollection"})
_ADDRESS: Final = lazily.pattern(r"https?:|www\.")
_STATUSES: Final = {"retracted": Outcome.RETRACTED, "withdrawn": Outcome.WITHDRAWN}


@lazily.dataclass(frozen=True)
class Match:
    """A record of an entry's work.

    Attributes:
        ours: The entry.
        theirs: The record.
        record: The same, as it came in.
        source: The name of the source.
        by: What it was found by: the scheme of an identifier, or ``title``.
    """

    ours: Known
    theirs: Known
    record: Incoming
    source: str
    by: str

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What the two say differently."""
        return tuple(differences(self.ours, self.theirs))

    @cached_property
    def grave(self) -> tuple[Difference, ...]:
        """The identifiers in which they differ, of which a publication has one."""
        return tuple(filter(is_grave, self.differences))

    @property
    def is_telling(self) -> bool:
        """Whether the record tells of all that the entry tells: a preprint does not where and when it was published."""
        return is_unpublished(self.ours) or not is_unpublished(self.theirs)

    @property
    def settles(self) -> bool:
        """Whether nobody else need be asked."""
        return self.is_telling and not self.differences

    @property
    def sure(self) -> bool:
        """Whether the record may correct the entry."""
        if self.by != "title":
            return True
        return (
            same_title(self.ours.identity, self.theirs.identity)
            and 2 * shared_people(self.ours, self.theirs) > 1
        )


def verify(entry: Entry, sources: Sequence[Source]) -> Verdict:
    """Return what sources say of an entry.

    Args:
        entry: The entry.
        sources: The sources, the nearest first; of one that the sources before it confirm, the others are only asked
            whether it was retracted, by its DOI.
    """
    ours = Known.of(entry)
    wrong: list[Verdict] = []
    found: list[Match] = []
    others = list(sources)
    while others and not wrong and not any(match.settles for match in found):
        source = others.pop(0)
        found += _by_identifier(ours, source, wrong)
        if not wrong and not any(match.settles for match in found):
            found += matches(ours, source)
    for source in others if not wrong else ():
        found += _by_identifier(ours, source, wrong, besides=_confirmed(found))
    if wrong:
        return wrong[0]
    if found:
        best = _best(found)
        return _of(_taken_back(best, others) or best)
    return _not_found(ours, sources)


def questions(entry: Entry) -> Iterator[Question]:
    """Yield what `verify` asks of an entry whatever is answered: its identifiers, else its title."""
    ours = Known.of(entry)
    yield from _by_identifiers(ours)
    if not ours.identity.identifiers and ours.identity.letters:
        yield _by_title(ours)


def _by_identifiers(ours: Known) -> Iterator[Question]:
    for scheme, identifier in ours.identity.identifiers.items():
        yield Question(scheme=scheme, identifier=identifier)


def _by_title(ours: Known) -> Question:
    identity = ours.identity
    return Question(
        title=identity.title, family=identity.family, year=str(identity.year or ""), most=20
    )


def _confirmed(found: Sequence[Match]) -> set[str]:
    """Return the schemes of which a record has the entry's identifier."""
    return {
        scheme
        for match in found
        for scheme, identifier in match.ours.identity.identifiers.items()
        if match.by == scheme or match.theirs.identity.identifiers.get(scheme) == identifier
    }


def _best(found: Sequence[Match]) -> Match:
    """Return the record that counts.

    One that has another identifier than the entry goes first, if nobody has the entry's. Then what was published
    before its preprint, which does not tell where and when that was; then the one that differs least.
    """
    confirmed = _confirmed(found)

    def order(match: Match) -> tuple[bool, bool, int, bool]:
        is_grave = any(each.field not in confirmed for each in match.grave)
        return not is_grave, not match.is_telling, len(match.differences), match.by == "title"

    return min(found, key=order)


def _taken_back(match: Match, sources: Sequence[Source]) -> Match | None:
    """Return the record of a source that says that a work was retracted; ``None`` if none does.

    Registries of DOIs are told of that; a dump is as old as it is.
    """
    identities = match.ours.identity, match.theirs.identity
    dois = {each.identifiers["doi"] for each in identities if "doi" in each.identifiers}
    for source in sources if match.record.status not in _STATUSES else ():
        for doi in sorted(dois):
            for record in source.find(Question("doi", doi)):
                theirs = Known.of(record.entry())
                if record.status in _STATUSES and _is_named(match.ours, theirs):
                    return Match(match.ours, theirs, record, _called(source, record), "doi")
    return None


def matches(ours: Known, source: Source) -> Iterator[Match]:
    """Yield the records of a source that are of an entry's work, by its title."""
    if not ours.identity.letters:
        return
    for record in source.find(_by_title(ours)):
        theirs = Known.of(record.entry())
        if _is_of_title(ours, theirs):
            yield Match(ours, theirs, record, _called(source, record), "title")


def _by_identifier(
    ours: Known, source: Source, wrong: list[Verdict], besides: Collection[str] = ()
) -> Iterator[Match]:
    """Yield the records that an entry's identifiers name and that are of its work; the others go to ``wrong``.

    Args:
        ours: The entry.
        source: The source that is asked.
        wrong: The verdicts on identifiers that are not the entry's.
        besides: Schemes that are not asked about.
    """
    for question in _by_identifiers(ours):
        scheme, identifier = question.scheme, question.identifier
        if scheme in besides:
            continue
        records = source.find(question)
        known = [(record, Known.of(record.entry())) for record in records]
        right = [(record, theirs) for record, theirs in known if _is_named(ours, theirs)]
        for record, theirs in right:
            yield Match(ours, theirs, record, _called(source, record), scheme)
        if known and not right and not any(_is_container(ours, theirs) for _, theirs in known):
            record, theirs = known[0]
            evidence = f"{scheme} {identifier} is {_cited(theirs)}"
            wrong.append(
                Verdict(ours.entry, Outcome.OTHER_WORK, evidence, _called(source, record), record)
            )
        elif not known and (reason := source.lacks(scheme, identifier)):
            evidence = f"{scheme} {identifier}: {reason}"
            wrong.append(Verdict(ours.entry, Outcome.NO_SUCH_ID, evidence, source.name))


def _is_named(ours: Known, theirs: Known) -> bool:
    """Whether the work that an identifier names is the entry's."""
    if not (ours.identity.letters and theirs.identity.letters):
        return True  # one of them has no title
    if same_title(ours.identity, theirs.identity):
        return True
    if near_title(ours.identity, theirs.identity):
        return not _told(ours, theirs) or shared_people(ours, theirs) > 0
    # Another title, such as a translated one, of the same people.
    return (
        alike(ours.identity, theirs.identity)
        and _told(ours, theirs)
        and 2 * shared_people(ours, theirs) >= 1
    )


def _is_of_title(ours: Known, theirs: Known) -> bool:
    """Whether a work with the entry's title, or one like it, is the entry's."""
    if same_title(ours.identity, theirs.identity):
        return _is_of_same_title(ours, theirs)
    if not _told(ours, theirs) or not same_year(ours, theirs) or not same_venue(ours, theirs):
        return False
    if near_title(ours.identity, theirs.identity):
        return 2 * shared_people(ours, theirs) >= 1
    # A title that changed on its way: only in the same place, and by the same people.
    return (
        changed_title(ours.identity, theirs.identity)
        and same_publication(ours, theirs)
        and shared_people(ours, theirs) == shared_people(theirs, ours) == 1
    )


def _is_of_same_title(ours: Known, theirs: Known) -> bool:
    if _told(ours, theirs) and not shared_people(ours, theirs):
        # Other people: only if it is told to have appeared in the same place.
        return ours.identity.is_telling and same_publication(ours, theirs)
    if not ours.identity.is_telling and not same_publication(ours, theirs):
        return False
    # Published twice under one title: the other one is not what the entry is of.
    if not (ours.container and theirs.container):
        return same_year(ours, theirs)
    if same_venue(ours, theirs):
        return same_year(ours, theirs) or not _is_chapter(ours) or _is_chapter(theirs)
    return same_year(ours, theirs) and not _are_two_publications(ours, theirs)


def _is_chapter(known: Known) -> bool:
    """Whether a work is a chapter: where proceedings have it, too, the book is of another year."""
    return known.entry.type in _CHAPTERS


def _are_two_publications(ours: Known, theirs: Known) -> bool:
    """Whether a work was published at two venues in a year: as an extended abstract, or under a DOI of its own."""
    one, other = (each.identity.identifiers.get("doi") for each in (ours, theirs))
    return ours.identity.letters != theirs.identity.letters or (one is not None and one != other)


def shared_people(ours: Known, theirs: Known) -> float:
    """Return the share of an entry's people that a record has, from 0 to 1; 0 if one of them names none."""
    number = len(parse_names(ours.names))
    return (
        (number - len(missing(ours.names, theirs.names))) / number
        if number and theirs.names
        else 0.0
    )


def _told(ours: Known, theirs: Known) -> bool:
    return bool(ours.names and theirs.names)


def _is_container(ours: Known, theirs: Known) -> bool:
    """Whether a record is of the proceedings that the entry's work is in."""
    return bool(ours.container) and letters(ours.container) == theirs.identity.letters


def _of(match: Match) -> Verdict:
    by = "its title and people" if match.by == "title" else f"its {match.by}"
    evidence = f"found by {by}: {_cited(match.theirs)}"
    outcome = _STATUSES.get(match.record.status)
    if outcome is None and match.grave:
        outcome = Outcome.ID_DIFFERS
    elif outcome is None:
        outcome = Outcome.DIFFERS if match.differences else Outcome.CONFIRMED
    return Verdict(
        match.ours.entry,
        outcome,
        evidence,
        match.source,
        match.record,
        match.differences,
        match.sure,
    )


def _not_found(ours: Known, sources: Sequence[Source]) -> Verdict:
    entry = ours.entry
    asked = ", ".join(source.name for source in sources)
    if entry.type in _PAPERS and not is_unpublished(ours) and not _is_event(ours):
        for source in sources:
            if reason := source.expected(entry):
                return Verdict(
                    entry, Outcome.NOT_FOUND, f"{reason}, and none of this title", source.name
                )
    if not ours.identity.identifiers:
        if entry.type not in _IN_SOURCES:
            reason = f"the sources need not have what is a @{entry.type}"
            return Verdict(entry, Outcome.UNCHECKABLE, reason)
        if entry.type in _PAPERS and _is_page(ours):
            return Verdict(entry, Outcome.UNCHECKABLE, "it is a page of the web, by its fields")
    return Verdict(entry, Outcome.UNKNOWN, f"no source that was asked has it: {asked}")


def _is_event(known: Known) -> bool:
    """Whether an entry is of a workshop or a conference itself, whose name is the title: no proceedings have it."""
    return find_venue(known.identity.title) is not None


def _is_page(known: Known) -> bool:
    """Whether an entry only has an address: no journal and no proceedings, or an address in their place."""
    fields = known.entry.fields
    if known.container:
        return bool(_ADDRESS.match(known.container))
    return known.entry.type == "article" and any(map(fields.get, ("url", "howpublished")))


def _called(source: Source, record: Incoming) -> str:
    """The name of a source, and of the file in it."""
    return f"{source.name}: {record.source}" if record.source else source.name


def _cited(known: Known) -> str:
    """A work in few words."""
    entry = known.entry
    people = [name for name in split_names(known.names) if name.casefold() != "others"]
    family = parse_names(people[0])[0].csl.get("family", "") if people else ""
    who = f"{family} et al." if len(people) > 1 else family
    where = published_in(entry.fields, str(known.identity.year or ""))
    return ", ".join(filter(None, (f"“{known.identity.title}”", who, where)))
