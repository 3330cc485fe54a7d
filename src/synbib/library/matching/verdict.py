"""Whether two records are of one work: one question, with rules for how sure the answer must be.

Two records that share an identifier, or a title, are of one work, unless something speaks against it. What speaks
against it differs by who asks, and is a row of `Rules` for each:

- `STORE`: two entries of a store. They are merged unseen, so any doubt leaves them to a person.
- `KEY`: two entries with one citation key. That is evidence by itself, and what they say must not differ anywhere.
- `LIST`: two mentions in a list of papers. Titles are nicknames; years are a preprint's here, a journal's there.
- `IMPORT`: a record that comes in, and an entry of the store, which may be another work of that title.
- `CATALOGUE`: two of millions of records, from many sources, that nobody looks at. Titles and names are misspelt, and
  among so many are namesakes; a work and its preprint have another identifier, year and place each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import Final

from synbib import lazily
from synbib.library.matching.identity import Identity
from synbib.library.matching.likeness import (
    alike,
    are_edits_apart,
    is_common,
    makes_another,
    misspelt,
    same_container,
)
from synbib.library.matching.people import transliterated

__all__ = [
    "CATALOGUE",
    "IMPORT",
    "KEY",
    "LIST",
    "STORE",
    "Answer",
    "Rules",
    "Tests",
    "Verdict",
    "compare",
    "registered",
]


class Answer(Enum):
    """Whether two records are of one work."""

    SAME = "same"
    PERHAPS = "perhaps"
    DIFFERENT = "different"


@lazily.dataclass(frozen=True, slots=True)
class Verdict:
    """What comes of a comparison.

    Attributes:
        answer: Whether it is one work.
        reason: What the two share: the scheme of an identifier, ``title``, or ``spelling`` if that is the title but for
            some letters; ``""`` if nothing.
        against: What speaks against it: the scheme of another identifier, ``title``, ``author``, ``year``, ``type``
            or a field; ``""`` if nothing.
    """

    answer: Answer
    reason: str = ""
    against: str = ""

    @property
    def is_same(self) -> bool:
        """Whether it is one work."""
        return self.answer is Answer.SAME


# Says what speaks against two records being of one work, `""` if nothing does.
Objection = Callable[[Identity, Identity], str]


@lazily.dataclass(frozen=True, slots=True)
class Tests:
    """What is asked of two records that share something.

    Attributes:
        refuted: What makes them two works.
        doubted: What leaves it open.
    """

    refuted: tuple[Objection, ...] = ()
    doubted: tuple[Objection, ...] = ()

    def judge(self, reason: str, one: Identity, other: Identity) -> Verdict:
        """Return the verdict on two records that share ``reason``."""
        for answer, objections in (
            (Answer.DIFFERENT, self.refuted),
            (Answer.PERHAPS, self.doubted),
        ):
            for objection in objections:
                if against := objection(one, other):
                    return Verdict(answer, reason, against)
        return Verdict(Answer.SAME, reason)


@lazily.dataclass(frozen=True, slots=True)
class Rules:
    """How sure an answer must be.

    Attributes:
        identifier: What is asked of those that share an identifier.
        title: What is asked of those with one title.
        head: What is asked where one title is the other up to its colon; ``None`` where that is not an evidence.
        spelling: What is asked where neither is so, and one title may be the other misspelt; ``None`` likewise.
    """

    identifier: Tests
    title: Tests
    head: Tests | None = None
    spelling: Tests | None = None


def compare(one: Identity, other: Identity, rules: Rules) -> Verdict:
    """Return whether two records are of one work; of several reasons, the surest."""
    best = Verdict(Answer.DIFFERENT)
    for reason, tests in _evidence(one, other, rules):
        verdict = tests.judge(reason, one, other)
        if verdict.is_same:
            return verdict
        if not best.reason or (best.answer, verdict.answer) == (Answer.DIFFERENT, Answer.PERHAPS):
            best = verdict
    return best


def _evidence(one: Identity, other: Identity, rules: Rules) -> Iterator[tuple[str, Tests]]:
    """Yield what two records share, with what is asked of them then."""
    for scheme, identifier in one.identifiers.items():
        if other.identifiers.get(scheme) == identifier:
            yield scheme, rules.identifier
    if one.letters == other.letters:
        yield "title", rules.title
    elif rules.head and (_is_head(one, other) or _is_head(other, one)):
        yield "title", rules.head
    elif rules.spelling:
        yield "spelling", rules.spelling


def _is_head(short: Identity, long: Identity) -> bool:
    return bool(short.letters) and short.letters == long.head


# --- what speaks against it --------------------------------------------------------------------------------


def _other_identifier(one: Identity, other: Identity) -> str:
    """One scheme has another identifier for each."""
    for scheme, identifier in one.identifiers.items():
        if other.identifiers.get(scheme, identifier) != identifier:
            return scheme
    return ""


def _unlike_title(one: Identity, other: Identity) -> str:
    return "" if alike(one, other) else "title"


def _title_apart(one: Identity, other: Identity) -> str:
    """Neither title is part of the other."""
    within = one.letters in other.letters or other.letters in one.letters
    return "" if within else "title"


def _other_title(one: Identity, other: Identity) -> str:
    both = one.letters and other.letters
    return "title" if both and one.letters != other.letters else ""


def _shortened_title(one: Identity, other: Identity) -> str:
    return "title"


def _no_title(one: Identity, other: Identity) -> str:
    return "" if one.letters else "title"


def _short_title(one: Identity, other: Identity) -> str:
    """The title does not tell by itself."""
    return "" if one.is_telling else "title"


def _short_title_alone(one: Identity, other: Identity) -> str:
    """The title does not tell by itself, and neither do year and links."""
    if one.is_telling:
        return ""
    linked = bool(one.links & other.links) or not (one.links or other.links)
    return "" if one.year == other.year and linked else "title"


def _other_author(one: Identity, other: Identity) -> str:
    return "" if one.may_be_by_those_of(other) else "author"


def _no_common_family(one: Identity, other: Identity) -> str:
    """The first authors have not the same family name, or one is not told."""
    return "" if one.family and one.family == other.family else "author"


def _other_family(one: Identity, other: Identity) -> str:
    both = one.family and other.family
    return "author" if both and one.family != other.family else ""


def _years_apart(one: Identity, other: Identity) -> str:
    """More than a year lies between them: it is not a preprint and its paper."""
    return "year" if one.year and other.year and abs(one.year - other.year) > 1 else ""


def _not_of_one_year(one: Identity, other: Identity) -> str:
    return "" if one.year == other.year else "year"


def _other_year(one: Identity, other: Identity) -> str:
    return "year" if one.year and other.year and one.year != other.year else ""


def _other_number(one: Identity, other: Identity) -> str:
    """A field of both tells of another volume, edition, chapter or page."""
    numbers = other.numbers
    return next((n for n, number in one.numbers.items() if numbers.get(n, number) != number), "")


def _other_journal(one: Identity, other: Identity) -> str:
    """They appeared in two journals."""
    both = one.journal and other.journal
    return "journal" if both and not same_container(one.journal, other.journal) else ""


def _namesake_elsewhere(one: Identity, other: Identity) -> str:
    """The title is that of many works, such as *Introduction*, and they appeared in two journals or books."""
    if not one.is_name:
        return ""
    books = one.book and other.book and not same_container(one.book, other.book)
    return "booktitle" if books else _other_journal(one, other)


# --- what speaks against it among millions -----------------------------------------------------------------

# A family name that is as long may have one letter wrong.
_LEAST_MISSPELT_NAME: Final = 5
# So many years a preprint may wait for its journal, if all else is the same.
_LONGEST_WAIT: Final = 3
# A title that is shorter does not tell what it is the beginning of.
_LEAST_HEAD: Final = 30
# Nor does the name of something, if that is all of the title, where only one author is the same.
_LEAST_OF_ONE: Final = 20


# What a registrar of DOIs tells the versions of one work apart by: figshare, Research Square, Preprints.org.
_VERSION: Final = lazily.pattern(r"(?i)[./]v[0-9]+\Z")


def registered(scheme: str, identifier: str) -> tuple[str, str]:
    """Return who gives a work one identifier, and that: the scheme, and of a DOI its registrar, without the version."""
    if scheme != "doi":
        return scheme, identifier
    return identifier.partition("/")[0], _VERSION.sub("", identifier)


def _is_preprint_of(one: Identity, other: Identity) -> bool:
    """Whether one of two appeared nowhere else than on a server of preprints, as far as is told."""
    return not (one.is_published and other.is_published)


def _unlike_family(one: Identity, other: Identity) -> str:
    """The first authors have two family names, however each is written, and not one as a part of the other's."""
    if one.family == other.family or not _is_author_told(one, other):
        return ""
    first, second = transliterated(one.family), transliterated(other.family)
    if are_edits_apart(first, second, min(len(first), len(second)) >= _LEAST_MISSPELT_NAME):
        return ""
    # The parts of a name may stand the other way round, or be told in part: `Garcia Marquez`, `Garcia`.
    if one.family in other.names and other.family in one.names:
        return ""
    short, long = sorted((first, second), key=len)
    is_part = len(short) >= _LEAST_MISSPELT_NAME and (
        long.startswith(short) or long.endswith(short)
    )
    return "" if is_part else "author"


def _is_author_told(one: Identity, other: Identity) -> bool:
    """Whether each tells its author, and both in one script: names in two nobody compares here."""
    scripts = {any(map(str.isascii, each.family)) for each in (one, other)}
    return bool(one.family and other.family) and len(scripts) == 1


def _no_author(one: Identity, other: Identity) -> str:
    """The authors cannot be compared, and it is not on one page."""
    is_there = _on_one_page(one, other) and _in_one_place(one, other)
    return "" if is_there or _is_author_told(one, other) else "author"


def _other_given(one: Identity, other: Identity) -> str:
    """The first authors have one family name, and given names that begin otherwise, if both tell more than initials."""
    if one.family != other.family:
        return ""
    first, second = (
        {name[0] for name in each.names if name not in each.family} for each in (one, other)
    )
    return "author" if first and second and first.isdisjoint(second) else ""


def _other_people(one: Identity, other: Identity) -> str:
    """Of the authors of the one that tells fewer, half are not among the other's; the first are not asked again."""
    few = min(len(one.families), len(other.families))
    return "author" if 2 * (1 + len(one.fellows & other.fellows)) < few else ""


def _not_the_same_people(one: Identity, other: Identity) -> str:
    """The authors after the first are others, or some are told by one only."""
    return "" if one.fellows == other.fellows else "author"


def _too_far_apart(one: Identity, other: Identity) -> str:
    """More than a year lies between them, or more than a preprint of the same people waits."""
    if not _years_apart(one, other):
        return ""
    may_wait = _is_preprint_of(one, other) and "book" not in (one.kind, other.kind)
    waits = may_wait and not _not_the_same_people(one, other)
    within = abs((one.year or 0) - (other.year or 0)) <= _LONGEST_WAIT
    return "" if waits and within else "year"


def _other_issue(one: Identity, other: Identity) -> str:
    """They are books or reports of two years: two editions, or two of a series."""
    is_issued = one.type == other.type and one.type in ("book", "report")
    return _other_year(one, other) if is_issued else ""


def _other_kind(one: Identity, other: Identity) -> str:
    """They are works of two kinds, such as an article and its data, or a book and a review of it."""
    return "type" if one.kind and other.kind and one.kind != other.kind else ""


def _other_registration(one: Identity, other: Identity) -> str:
    """One scheme has another identifier for each, and it is not a preprint's DOI and its journal's."""
    for scheme, identifier in one.identifiers.items():
        if (theirs := other.identifiers.get(scheme, identifier)) != identifier:
            registrar, number = registered(scheme, identifier)
            their_registrar, their_number = registered(scheme, theirs)
            is_other = number != their_number
            if is_other and (registrar == their_registrar or not _is_preprint_of(one, other)):
                return scheme
    return ""


def _other_number_there(one: Identity, other: Identity) -> str:
    """They have other numbers; where one appeared, and the other is a preprint, that has its own."""
    return "" if one.is_published != other.is_published else _other_number(one, other)


def _other_place(one: Identity, other: Identity) -> str:
    """They appeared in two journals or books, and not in one year by the same people, as under two names of one."""
    places = [each.journal or each.book for each in (one, other)]
    if not all(places) or same_container(*places):
        return ""
    by_the_same = one.year == other.year and not _not_the_same_people(one, other)
    if by_the_same and (not one.is_name or _on_one_page(one, other)):
        return ""
    return "journal" if one.journal else "booktitle"


def _on_one_page(one: Identity, other: Identity) -> bool:
    """Whether both begin on the same page, wherever that is."""
    page = one.numbers.get("pages")
    return page is not None and page == other.numbers.get("pages")


def _in_one_place(one: Identity, other: Identity) -> bool:
    """Whether both appeared in one year and one journal or book, and not on two pages of it."""
    places = [each.journal or each.book for each in (one, other)]
    is_one = one.year == other.year and all(places) and same_container(*places)
    return is_one and not _other_number(one, other)


def _namesake(one: Identity, other: Identity) -> str:
    """The title is that of many works, and nothing says that they are one."""
    if is_common(one.title):
        return "" if _on_one_page(one, other) and _in_one_place(one, other) else "title"
    if one.is_telling and not one.is_name:
        return ""
    is_long = len(one.families) > 1 or len(one.letters) >= _LEAST_OF_ONE
    by_the_same = is_long and one.is_telling and not _not_the_same_people(one, other)
    return "" if by_the_same or _in_one_place(one, other) else "title"


def _short_head(one: Identity, other: Identity) -> str:
    """The title up to its colon does not tell by itself, and they may not have appeared in one place."""
    is_long = min(len(one.letters), len(other.letters)) >= _LEAST_HEAD
    return "" if is_long or _in_one_place(one, other) else "title"


def _of_another(one: Identity, other: Identity) -> str:
    """One is a work about the other, or a part of it: an erratum, a reply; it is not on the same page."""
    is_another = makes_another(one, other) and not _on_one_page(one, other)
    return "title" if is_another else ""


def _not_misspelt(one: Identity, other: Identity) -> str:
    is_misspelt = misspelt(one, other) or (
        _on_one_page(one, other)
        and misspelt(one, other, in_one_place=True)
        and _in_one_place(one, other)
    )
    return "" if is_misspelt else "title"


def _other_wording(one: Identity, other: Identity) -> str:
    """The titles are not one in their words: those of parts of one whole begin alike, or share many words."""
    if not _title_apart(one, other) or misspelt(one, other):
        return ""
    begin_alike = bool(one.head) and one.head == other.head
    unlike = begin_alike or one.is_name != other.is_name or not alike(one, other)
    return "title" if unlike or not _is_author_told(one, other) else ""


def _unlike_work(one: Identity, other: Identity) -> str:
    """The titles are not alike, and it is not one that is translated: the people are others."""
    by_the_same = one.family and one.family == other.family and not _not_the_same_people(one, other)
    return "" if by_the_same else _unlike_title(one, other)


_DIFFERENCES: Final = (
    _other_identifier,
    _other_title,
    _other_family,
    _other_year,
    _other_number,
    _namesake_elsewhere,
)

STORE: Final = Rules(
    identifier=Tests(doubted=(_title_apart, _other_number)),
    title=Tests(
        refuted=(_no_title, _no_common_family, _years_apart),
        doubted=(
            _not_of_one_year,
            _other_identifier,
            _other_number,
            _other_journal,
            _namesake_elsewhere,
        ),
    ),
)
KEY: Final = Rules(
    identifier=Tests(refuted=_DIFFERENCES), title=Tests(refuted=(_no_title, *_DIFFERENCES))
)
LIST: Final = Rules(
    identifier=Tests(refuted=(_unlike_title,)),
    title=Tests(refuted=(_short_title, _other_identifier, _other_author)),
    head=Tests(refuted=(_other_identifier,), doubted=(_shortened_title,)),
)
IMPORT: Final = Rules(
    identifier=Tests(refuted=(_unlike_title,)),
    title=Tests(
        refuted=(
            _other_identifier,
            _other_author,
            _years_apart,
            _short_title_alone,
            _namesake_elsewhere,
        )
    ),
)
# What leaves it open, of millions of records, that those of one title are one work, misspelt or not.
_LEFT_OPEN: Final = (
    _no_author,
    _other_given,
    _other_kind,
    _other_issue,
    _other_people,
    _other_number_there,
    _namesake,
    _other_place,
)
CATALOGUE: Final = Rules(
    identifier=Tests(
        refuted=(_unlike_work,), doubted=(_unlike_title, _other_wording, _unlike_family)
    ),
    title=Tests(
        refuted=(_no_title, _too_far_apart, _unlike_family, _other_registration),
        doubted=_LEFT_OPEN,
    ),
    head=Tests(
        refuted=(_years_apart, _unlike_family, _other_registration, _of_another),
        doubted=(
            _short_head,
            _no_author,
            _other_given,
            _other_kind,
            _other_issue,
            _not_the_same_people,
            _other_number_there,
            _other_place,
        ),
    ),
    # The cheapest first: most of those that are asked are two works.
    spelling=Tests(
        refuted=(_years_apart, _not_misspelt, _unlike_family, _other_registration, _of_another),
        doubted=_LEFT_OPEN,
    ),
)
