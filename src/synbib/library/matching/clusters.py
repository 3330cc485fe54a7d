"""Records that are one work, put together: the entries of a store, and the mentions in a list of papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from synbib import lazily
from synbib.library.entry import Entry
from synbib.library.library import Library
from synbib.library.matching.candidates import MOST, by_identifier, neighbours
from synbib.library.matching.identity import Identity, identity_of
from synbib.library.matching.verdict import KEY, LIST, STORE, Answer, Verdict, compare

__all__ = [
    "Clash",
    "Cluster",
    "Gathered",
    "Union",
    "find_duplicates",
    "find_repeated",
    "gather",
]


class Union:
    """Sets of keys that grow together (union-find with path halving)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}
        self._reasons: dict[str, str] = {}

    def root(self, key: str) -> str:
        """Return the key that stands for the set of ``key``."""
        above = self._above
        above.setdefault(key, key)
        while above[key] != key:
            above[key] = above[above[key]]
            key = above[key]
        return key

    def join(self, one: str, other: str, reason: str) -> None:
        """Make one set of those of two keys; of several reasons the first is kept."""
        one, other = self.root(one), self.root(other)
        self._reasons.setdefault(one, reason)
        if one != other:
            self._above[other] = one

    def sets(self) -> Iterator[tuple[set[str], str]]:
        """Yield the sets of more than one key, with the reason."""
        found: dict[str, set[str]] = {}
        for key in list(self._above):
            found.setdefault(self.root(key), set()).add(key)
        for root, keys in found.items():
            if len(keys) > 1:
                yield keys, self._reasons[root]


# --- the entries of a store -------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class Cluster:
    """Entries that are one work.

    Attributes:
        keys: Their keys, in the order of the file.
        reason: What they share: ``doi``, ``eprint`` (an identifier that an archive gives, arXiv or another), ``title``.
        likely: Whether something speaks against it, so that a person has to look.
    """

    keys: tuple[str, ...]
    reason: str
    likely: bool = False


def find_duplicates(library: Library) -> list[Cluster]:
    """Return the works that stand several times in a library, in the order of the file.

    They have the same identifier, or the same title and first author, in the same year or in two next to each other, up
    to LaTeX, letter case, accents and punctuation; the rules `STORE` tell what leaves that open.
    """
    entries = list(library.values())
    identities = list(map(identity_of, entries))
    order = {entry.key: number for number, entry in enumerate(entries)}
    unions = {Answer.SAME: Union(), Answer.PERHAPS: Union()}
    for one, other in neighbours(identities):
        verdict = compare(identities[one], identities[other], STORE)
        if union := unions.get(verdict.answer):
            reason = verdict.reason if verdict.reason in ("doi", "title") else "eprint"
            union.join(entries[one].key, entries[other].key, reason)
    certain, likely = unions.values()
    clusters = [
        Cluster(tuple(sorted(keys, key=order.__getitem__)), reason)
        for keys, reason in certain.sets()
    ]
    for keys, reason in likely.sets():
        # Those that certainly are one count as one here.
        if len({certain.root(key) for key in keys}) > 1:
            clusters.append(Cluster(tuple(sorted(keys, key=order.__getitem__)), reason, True))
    return sorted(clusters, key=lambda cluster: (order[cluster.keys[0]], cluster.likely))


def find_repeated(library: Library) -> list[Entry]:
    """Return the entries whose key is taken and that are the work that has it, in the order of the file."""
    return [entry for entry in library.repeated if _is_repeated(library[entry.key], entry)]


def _is_repeated(first: Entry, entry: Entry) -> bool:
    """Whether two entries with one key are one work."""
    if first.own_fields == entry.own_fields:
        return True
    return compare(identity_of(first), identity_of(entry), KEY).is_same


# --- the mentions in a list -------------------------------------------------------------------------------


@lazily.dataclass(frozen=True, slots=True)
class Clash:
    """Two mentions that share something and are taken for two works.

    Attributes:
        one: The number of the mention that it is kept for.
        other: The number of the other.
        verdict: What they share, and what speaks against it.
    """

    one: int
    other: int
    verdict: Verdict


@lazily.dataclass(frozen=True, slots=True)
class Gathered:
    """Mentions, put together.

    Attributes:
        works: The numbers of the mentions of each work, in order, by its first.
        identities: What each mention is recognised by, without the identifiers that are another work's.
        clashes: What speaks against it.
    """

    works: tuple[tuple[int, ...], ...]
    identities: tuple[Identity, ...]
    clashes: tuple[Clash, ...]


def gather(identities: Sequence[Identity]) -> Gathered:
    """Return which mentions in a list are of one work, by the rules `LIST`; first by identifier, then by title."""
    known = list(identities)
    same = Union()
    clashes = [*_gather_by_identifier(known, same), *_gather_by_title(known, same)]
    works: dict[str, list[int]] = {}
    for number in range(len(known)):
        works.setdefault(same.root(str(number)), []).append(number)
    return Gathered(tuple(map(tuple, works.values())), tuple(known), tuple(clashes))


def _gather_by_identifier(identities: list[Identity], same: Union) -> list[Clash]:
    """Join mentions with one identifier; take it from those under whose title it cannot be right."""
    clashes: list[Clash] = []
    denied: dict[int, set[str]] = {}
    for (scheme, _), numbers in by_identifier(identities).items():
        owner = _owner(identities, numbers)
        for number in numbers:
            verdict = compare(identities[owner], identities[number], LIST)
            if verdict.is_same:
                same.join(str(owner), str(number), scheme)
            else:
                denied.setdefault(number, set()).add(scheme)
                clashes.append(Clash(owner, number, lazily.replace(verdict, reason=scheme)))
    for number, schemes in denied.items():
        one = identities[number]
        kept = {s: i for s, i in one.identifiers.items() if s not in schemes}
        identities[number] = lazily.replace(one, identifiers=kept)
    return clashes


def _owner(identities: Sequence[Identity], numbers: Sequence[int]) -> int:
    """Return the mention under whose title an identifier is taken to be right.

    A title goes before a mere name, then what most mentions have, then what is first.
    """
    count: dict[str, int] = {}
    for number in numbers:
        count[identities[number].letters] = count.get(identities[number].letters, 0) + 1
    return max(
        numbers,
        key=lambda number: (not identities[number].is_name, count[identities[number].letters]),
    )


def _gather_by_title(identities: Sequence[Identity], same: Union) -> Iterator[Clash]:
    """Join mentions with one title; of those that contradict each other, one that tells little goes with the first."""
    namesakes: dict[str, list[int]] = {}
    for number, one in enumerate(identities):
        if not one.is_telling:
            continue
        others = namesakes.setdefault(one.letters, [])
        roots = [same.root(str(other)) for other in others]
        if same.root(str(number)) not in roots:
            verdicts = [compare(identities[other], one, LIST) for other in others]
            against = [verdict for verdict in verdicts if not verdict.is_same]
            contradicted = {r for r, v in zip(roots, verdicts, strict=True) if not v.is_same}
            joined = next((root for root in roots if root not in contradicted), None)
            if joined is not None:
                same.join(joined, str(number), "title")
            elif against:
                yield Clash(others[0], number, against[0])
        if len(others) < MOST:
            others.append(number)
