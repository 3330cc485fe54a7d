"""Telling cites apart that would read the same.

Source: CSL 1.0.2, "Disambiguation": more names, given names, year suffixes, the condition ``disambiguate="true"``, in
this order. Cites are put into buckets by what they read; only a bucket with more than one item is worked on, and each
step parts it by what its cites read then, never pair by pair. So the work grows with the number of cites.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from synbib import lazily
from synbib.csl.elements import (
    DISPLAY,
    FULL_GIVEN_NAMES,
    INITIALS,
    NO_GIVEN_NAMES,
    UNAMBIGUOUS,
    Ambiguity,
    GivenNames,
    NamesCall,
    full_name,
    personal_name,
)
from synbib.csl.items import Person
from synbib.csl.style import Name

__all__ = ["Apart", "Disambiguation", "Reading", "tell_apart"]


@lazily.dataclass(frozen=True, slots=True)
class Disambiguation:
    """The disambiguation attributes of ``cs:citation``."""

    add_names: bool = False
    add_givenname: bool = False
    add_year_suffix: bool = False
    rule: str = "by-cite"

    @classmethod
    def of(cls, attributes: Mapping[str, str]) -> Disambiguation:
        """Return the options that the attributes of a citation element set."""
        return cls(
            attributes.get("disambiguate-add-names") == "true",
            attributes.get("disambiguate-add-givenname") == "true",
            attributes.get("disambiguate-add-year-suffix") == "true",
            attributes.get("givenname-disambiguation-rule", "by-cite"),
        )


@lazily.dataclass(frozen=True, slots=True)
class Reading:
    """How a cite reads under some ambiguity.

    Attributes:
        text: The plain text.
        calls: Its lists of names.
        conditions: How many tests of ``disambiguate="true"`` there were.
    """

    text: str
    calls: tuple[NamesCall, ...]
    conditions: int


Read = Callable[[str, Ambiguity], Reading]


@lazily.dataclass(frozen=True, slots=True)
class Apart:
    """What `tell_apart` found.

    Attributes:
        ambiguities: How far each item's cites go, for those that have to go anywhere; no year suffixes yet.
        alike: The groups of items whose cites read the same all the same, if the style wants year suffixes.
    """

    ambiguities: dict[str, Ambiguity]
    alike: list[list[str]]

    def with_suffixes(self, order: Callable[[str], object]) -> dict[str, Ambiguity]:
        """Return the ambiguities with year suffixes for what is alike, in the given order of items."""
        found = dict(self.ambiguities)
        for group in self.alike:
            for number, key in enumerate(sorted(group, key=order), 1):  # type: ignore[arg-type]
                found[key] = lazily.replace(found.get(key, UNAMBIGUOUS), year_suffix=number)
        return found


def tell_apart(keys: Sequence[str], options: Disambiguation, read: Read) -> Apart:
    """Return how far each item's cites go, and what reads the same still.

    Args:
        keys: The items that are cited, in order.
        options: What the style allows.
        read: Renders the cite of an item.
    """
    start = dict.fromkeys(keys, UNAMBIGUOUS)
    if options.add_givenname and options.rule != "by-cite":
        start = _globally(keys, options, read)
    found: dict[str, Ambiguity] = {key: a for key, a in start.items() if a != UNAMBIGUOUS}
    alike: list[list[str]] = []
    for bucket in _buckets(((key, start[key]) for key in keys), read):
        ambiguous, settled = _tell_apart(bucket, options, read)
        found |= settled
        for group in ambiguous:
            if options.add_year_suffix:
                # Suffixes tell any group apart and leave nothing for the condition.
                found |= dict(group)
                alike.append([key for key, _ in group])
            else:
                found |= _by_condition(group, read)
    return Apart(found, alike)


_Bucket = list[tuple[str, Ambiguity]]


def _buckets(pairs: Iterable[tuple[str, Ambiguity]], read: Read) -> list[_Bucket]:
    """Return those that read the same, where they are more than one."""
    by_text: dict[str, _Bucket] = {}
    for key, ambiguity in pairs:
        by_text.setdefault(read(key, ambiguity).text, []).append((key, ambiguity))
    return [bucket for bucket in by_text.values() if len(bucket) > 1]


# --- Names -----------------------------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class _Step:
    """One thing to try: for a name of a list, to show it, or to show more of its given name.

    Attributes:
        call: The list of names, by the order in which lists are called.
        name: The place of the name in the list.
        given: How much of its given names, none where the name itself is to be shown.
    """

    call: int
    name: int
    given: GivenNames

    def __call__(self, ambiguity: Ambiguity) -> Ambiguity:
        """Return ``ambiguity`` one step further."""
        if self.given:
            givens = _with_given(ambiguity.givens, self.call, self.name, self.given)
            return lazily.replace(ambiguity, givens=givens)
        counts = list(ambiguity.counts) + [0] * (self.call + 1 - len(ambiguity.counts))
        counts[self.call] = self.name + 1
        return lazily.replace(ambiguity, counts=tuple(counts))

    def may_help(self, lists: Sequence[Sequence[NamesCall]]) -> bool:
        """Whether cites with these lists of names may read otherwise: not where all have the same name, and more."""
        seen: set[Person] = set()
        for calls in lists:
            persons = calls[self.call].persons if self.call < len(calls) else []
            if self.name + (not self.given) >= len(persons):
                return True
            seen.add(persons[self.name])
        return len(seen) > 1


def _tell_apart(
    bucket: _Bucket, options: Disambiguation, read: Read
) -> tuple[list[_Bucket], dict[str, Ambiguity]]:
    """Part a bucket by names; return what still reads the same, and what is settled."""
    settled: dict[str, Ambiguity] = {}
    ambiguous: list[_Bucket] = []
    lists = {key: read(key, UNAMBIGUOUS).calls for key, _ in bucket}
    steps = _steps(lists[bucket[0][0]], options)
    waiting: list[tuple[_Bucket, _Bucket, int]] = [(bucket, bucket, 0)]
    while waiting:
        members, fallback, at = waiting.pop()
        theirs = [lists[key] for key, _ in members]
        while at < len(steps) and not steps[at].may_help(theirs):
            at += 1
        if at == len(steps):
            ambiguous.append(fallback)
            continue
        step = steps[at]
        trial = [(key, step(ambiguity)) for key, ambiguity in members]
        parts: dict[str, _Bucket] = {}
        for key, ambiguity in trial:
            parts.setdefault(read(key, ambiguity).text, []).append((key, ambiguity))
        if len(parts) == 1:
            # More names may help with the next one; a given name that does not help is taken back.
            waiting.append((members if step.given else trial, fallback, at + 1))
            continue
        for part in parts.values():
            if len(part) == 1:
                settled |= dict(part)
            else:
                waiting.append((part, part, at + 1))
    return ambiguous, settled


def _steps(calls: Sequence[NamesCall], options: Disambiguation) -> list[_Step]:
    """Return what can be tried, in order: for each list of names, for each name, to show it, then its given name."""
    by_given = options.add_givenname and options.rule == "by-cite"
    return [
        _Step(i, j, given)
        for i, call in enumerate(calls)
        for j in range(len(call.persons) if options.add_names else call.shown)
        for given in GivenNames
        if (given > call.given and by_given if given else j >= call.shown)
    ]


def _with_given(
    givens: tuple[tuple[GivenNames, ...], ...], i: int, j: int, given: GivenNames
) -> tuple[tuple[GivenNames, ...], ...]:
    lists = [list(each) for each in givens] + [[] for _ in range(i + 1 - len(givens))]
    lists[i] += [NO_GIVEN_NAMES] * (j + 1 - len(lists[i]))
    lists[i][j] = max(lists[i][j], given)
    return tuple(map(tuple, lists))


# --- Given names everywhere ------------------------------------------------------------------------------------


def _globally(keys: Sequence[str], options: Disambiguation, read: Read) -> dict[str, Ambiguity]:
    """Return the given names that tell persons apart, in every cite that shows them."""
    primary = options.rule.startswith("primary-name")
    with_initials = options.rule.endswith("-with-initials")
    readings = {key: read(key, UNAMBIGUOUS) for key in keys}
    families: dict[str, dict[str, set[str]]] = {}
    for reading in readings.values():
        for call in reading.calls:
            for person in call.persons[: 1 if primary else None]:
                if not person.literal:
                    family, initials, full = _forms(person)
                    families.setdefault(family, {}).setdefault(initials, set()).add(full)
    found: dict[str, Ambiguity] = {}
    for key, reading in readings.items():
        givens: tuple[tuple[GivenNames, ...], ...] = ()
        for i, call in enumerate(reading.calls):
            for j, person in enumerate(call.persons[: 1 if primary else None]):
                given = _needed(person, families, with_initials=with_initials)
                if given > call.given:
                    givens = _with_given(givens, i, j, given)
        found[key] = Ambiguity(givens=givens)
    return found


def _needed(
    person: Person, families: Mapping[str, Mapping[str, set[str]]], *, with_initials: bool
) -> GivenNames:
    """Return how much of the given names tells ``person`` from all others of the family name."""
    family, initials, _ = _forms(person)
    by_initials = families.get(family, {})
    if len(by_initials) < 2 and sum(map(len, by_initials.values())) < 2:
        return NO_GIVEN_NAMES
    if with_initials:
        return INITIALS if len(by_initials) > 1 else NO_GIVEN_NAMES
    return FULL_GIVEN_NAMES if len(by_initials.get(initials, ())) > 1 else INITIALS


@lru_cache(maxsize=65536)
def _forms(person: Person) -> tuple[str, str, str]:
    """Return a name in three forms: the family name, with initials, in full."""
    return (
        f"{person.non_dropping} {person.family}".strip(),
        personal_name(person, _INITIALS, "en", DISPLAY, INITIALS),
        full_name(person),
    )


_INITIALS = Name(initialize_with=".")


# --- The condition ---------------------------------------------------------------------------------------------


def _by_condition(group: _Bucket, read: Read) -> dict[str, Ambiguity]:
    """Return how many tests of ``disambiguate="true"`` hold for cites that read the same."""
    found = dict(group)
    waiting = [(group, 1)]
    while waiting:
        members, count = waiting.pop()
        if count > max(read(key, ambiguity).conditions for key, ambiguity in members):
            continue
        trial = [(key, lazily.replace(ambiguity, condition=count)) for key, ambiguity in members]
        buckets = _buckets(trial, read)
        if [len(bucket) for bucket in buckets] != [len(members)]:
            found |= dict(trial)
            waiting += [(bucket, count + 1) for bucket in buckets]
        elif read(*trial[0]).text == read(*members[0]).text:
            # It has nothing to show of these, and the next one may have.
            waiting.append((trial, count + 1))
        else:
            found |= dict(trial)  # it did not help, and no further one is tried
    return found
