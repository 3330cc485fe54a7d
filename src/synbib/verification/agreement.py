"""What an entry and a record of its work say differently. What one of them lacks is no difference."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.library import Entry
from synbib.library.matching import Identity, published_identity_of
from synbib.library.matching.likeness import alike, same_container
from synbib.library.matching.people import ends_early, missing, with_lost_letters
from synbib.model import find_venue, parse_names
from synbib.model import venue as venue_of
from synbib.model.venue import is_preprint
from synbib.text import strip
from synbib.text.folding import fold, letters
from synbib.verification.verdict import Difference

__all__ = [
    "Known",
    "changed_title",
    "differences",
    "is_grave",
    "is_unpublished",
    "near_title",
    "same_publication",
    "same_title",
    "same_venue",
    "same_year",
]

_WORD: Final = lazily.pattern(r"[^\W_]+")
_NUMBER: Final = lazily.pattern(r"\d+")
_AND: Final = lazily.pattern(r"\\?&|\band\b")
# Where a subtitle begins, or a remark such as `(Extended Abstract)`.
_END_OF_PART: Final = lazily.pattern(r"(?=[:([?!]| [–—-] |\. )")
_LEAST_OF_A_PART: Final = 8
# Titles are compared as far as this, so that it takes no longer with longer ones.
_COMPARED: Final = 200
# How much of their letters two titles share that are one, or one with other words, and two words in them.
_NEAR: Final = 0.85
_CHANGED: Final = 0.75
_WORDS_KEPT: Final = 0.7
_NEAR_WORD: Final = 0.6
# Words that a venue or a title may have in one place and not in the other.
_SMALL: Final = frozenset(
    ["a", "an", "and", "annual", "de", "for", "in", "la", "of", "on", "proc", "proceedings", "the"]
)
# `ICML`, `AAAI-94`; not who holds or publishes it, nor where, as `CA`.
_ACRONYM: Final = lazily.pattern(r"\b(?=[A-Za-z]{3})[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_SOCIETIES: Final = frozenset(
    ["AAAI", "ACM", "CEUR", "CS", "EU", "IEEE", "IFIP", "LNCS", "SIAM", "UK", "USA", "USENIX", "WS"]
)
# What the names of many venues have in common.
_OF_MANY: Final = frozenset(
    [
        "acm",
        "conference",
        "conf",
        "ieee",
        "int",
        "international",
        "journal",
        "meeting",
        "symposium",
        "workshop",
    ]
)
# How many telling words two names of one venue share at least, and how much that is of the shorter one.
_LEAST_SHARED: Final = 4
_SHARED: Final = 0.75
# So many years may lie between a preprint and what it was published as.
_LONGEST_WAY: Final = 6
# Archives that give a work one number.
_ONE_EACH: Final = frozenset({"anthology", "arxiv"})
_UNPUBLISHED: Final = frozenset({"misc", "online", "report", "techreport", "unpublished"})


@lazily.dataclass(frozen=True)
class Known:
    """An entry with what it is recognised by.

    Attributes:
        entry: The entry.
        identity: What its work is recognised by.
    """

    entry: Entry
    identity: Identity

    @classmethod
    def of(cls, entry: Entry) -> Known:
        """Return an entry with its identity."""
        return cls(entry, published_identity_of(entry))

    @property
    def names(self) -> str:
        """The field of its authors, else of its editors, LaTeX."""
        return self.entry.fields.get("author") or self.entry.fields.get("editor", "")

    @property
    def container(self) -> str:
        """Where it appeared, plain text; ``""`` if it is a preprint, or nothing tells."""
        return self.identity.book or self.identity.journal


def is_unpublished(known: Known) -> bool:
    """Whether an entry is of a preprint or a report: no journal and no book is told."""
    if known.container:
        return False
    fields = known.entry.fields
    return (
        known.entry.type in _UNPUBLISHED
        or "arxiv" in known.identity.identifiers
        or is_preprint(venue_of(fields))
    )


# --- titles -------------------------------------------------------------------------------------------


def same_title(one: Identity, other: Identity) -> bool:
    """Whether two titles are the same; one may lack its subtitle, or what stands before a colon."""
    if one.letters == other.letters or _bare(one.title) == _bare(other.title):
        return True
    short, long = sorted((one, other), key=lambda each: len(each.letters))
    if len(short.letters) < _LEAST_OF_A_PART:
        return False
    if not (long.letters.startswith(short.letters) or long.letters.endswith(short.letters)):
        return False
    parts = list(map(letters, _END_OF_PART.split(long.title)))
    heads = (length for length in accumulate(map(len, parts[:-1])) if length == len(short.letters))
    if long.letters.startswith(short.letters):
        return next(heads, None) is not None
    return len(parts) > 1 and len(long.letters) - len(parts[0]) == len(short.letters)


def changed_title(one: Identity, other: Identity) -> bool:
    """Whether two titles may be one that was changed in some words: most of it is the same."""
    if not alike(one, other):
        return False
    few, many = sorted((_telling_words(one), _telling_words(other)), key=len)
    is_near = _is_near(one.letters[:_COMPARED], other.letters[:_COMPARED], _CHANGED)
    return is_near and len(set(few) & set(many)) >= _WORDS_KEPT * len(many)


def near_title(one: Identity, other: Identity) -> bool:
    """Whether two titles are one but for letters that are misspelt or lost."""
    if not alike(one, other) or _NUMBER.findall(one.letters) != _NUMBER.findall(other.letters):
        return False
    if not _is_near(one.letters[:_COMPARED], other.letters[:_COMPARED], _NEAR):
        return False
    mine, theirs = map(_telling_words, (one, other))
    steps = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return all(
        what == "equal" or _same_word("".join(mine[begin:end]), "".join(theirs[start:stop]))
        for what, begin, end, start, stop in steps
    )


def _telling_words(of: Identity) -> list[str]:
    return [word for word in _WORD.findall(fold(of.title[: 2 * _COMPARED])) if word not in _SMALL]


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and (long.startswith(short) or _is_near(one, other, _NEAR_WORD))


def _is_near(one: str, other: str, least: float) -> bool:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    ratios = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(ratio() >= least for ratio in ratios)


def _bare(title: str) -> str:
    return letters(_AND.sub(" ", fold(title)))


# --- years and venues -----------------------------------------------------------------------------------


def same_year(ours: Known, theirs: Known) -> bool:
    """Whether two years agree: of a preprint and what it was published as, one may be later."""
    one, other = ours.identity.year, theirs.identity.year
    if one is None or other is None or one == other:
        return True
    if is_unpublished(ours) != is_unpublished(theirs):
        return abs(one - other) <= _LONGEST_WAY
    return False


def same_venue(ours: Known, theirs: Known) -> bool:
    """Whether two venues agree; a preprint has none."""
    one, other = ours.container, theirs.container
    if not one or not other or same_container(one, other):
        return True
    known, like = find_venue(one), find_venue(other)
    if known and like and known.venue == like.venue:
        return True
    if _short_names(one) & _short_names(other):
        return True
    # A journal's name may be within that of a conference.
    if bool(ours.identity.book) == bool(theirs.identity.book) and _is_within(one, other):
        return True
    return not (known and like) and _share_words(one, other)


def _share_words(one: str, other: str) -> bool:
    """Whether two long names, each with a title or a part of its own, have most of their words in common."""
    few, many = sorted((set(_telling(each)) - _OF_MANY for each in (one, other)), key=len)
    return len(few & many) >= max(_LEAST_SHARED, _SHARED * len(few))


def _is_within(one: str, other: str) -> bool:
    """Whether the words of one are those of the other, in order, or beginnings of them."""
    few, many = sorted((_telling(one), _telling(other)), key=len)
    rest = iter(many)
    return bool(few) and all(
        any(long.startswith(word) or word.startswith(long) for long in rest) for word in few
    )


def _telling(venue: str) -> list[str]:
    return [
        word for word in _WORD.findall(fold(venue)) if word not in _SMALL and not word[0].isdigit()
    ]


def _short_names(venue: str) -> set[str]:
    return set(_ACRONYM.findall(venue)) - _SOCIETIES


def same_publication(ours: Known, theirs: Known) -> bool:
    """Whether two entries are of one publication of a work: venue and year are told, and agree."""
    return (
        bool(ours.container and theirs.container)
        and same_venue(ours, theirs)
        and ours.identity.year == theirs.identity.year
    )


# --- what differs ---------------------------------------------------------------------------------------


def differences(ours: Known, theirs: Known) -> Iterator[Difference]:
    """Yield what differs: title, authors, year, venue, identifiers."""
    are_titled = bool(ours.identity.letters and theirs.identity.letters)
    # On its way from the preprint to the publication a title may change, and people may join.
    is_one_text = is_unpublished(ours) == is_unpublished(theirs)
    if are_titled and is_one_text and not same_title(ours.identity, theirs.identity):
        yield Difference("title", ours.identity.title, theirs.identity.title)
    yield from _people(ours, theirs, is_one_text=is_one_text)
    if not same_year(ours, theirs):
        yield Difference("year", str(ours.identity.year), str(theirs.identity.year))
    if not same_venue(ours, theirs):
        yield Difference("venue", ours.container, theirs.container)
    yield from _identifiers(ours, theirs)


def _people(ours: Known, theirs: Known, *, is_one_text: bool) -> Iterator[Difference]:
    role = "author" if "author" in ours.entry.fields else "editor"
    mine, others = (each.entry.fields.get(role, "") for each in (ours, theirs))
    if not mine or not others or ends_early(others):
        return
    if strange := missing(mine, others) or with_lost_letters(mine, others):
        yield Difference(role, _names("; ".join(strange)), _names(others))
    elif role == "author" and is_one_text and _is_cut(mine, others):
        yield Difference(role, _names(mine), _names(others))


def _is_cut(mine: str, others: str) -> bool:
    """Whether a list of names lacks some of another's, and does not say so."""
    return not ends_early(mine) and len(parse_names(mine)) < len(parse_names(others))


def _names(latex: str) -> str:
    return strip(decode(latex)).replace(" and ", "; ")


def _identifiers(ours: Known, theirs: Known) -> Iterator[Difference]:
    """Yield where the two have another identifier; what is published twice has two DOIs."""
    for scheme, mine in ours.identity.identifiers.items():
        other = theirs.identity.identifiers.get(scheme, mine)
        if other != mine and (scheme == "arxiv" or same_publication(ours, theirs)):
            yield Difference(scheme, mine, other)
            if scheme == "doi":
                return  # what archives number themselves is in their DOIs


def is_grave(difference: Difference) -> bool:
    """Whether what differs is an identifier of which a publication has one: then it is wrong in one of the two.

    Who registers DOIs gives one to a publication; another registrant may give another, as those of preprints do.
    """
    if difference.field == "doi":
        registrants = {doi.partition("/")[0] for doi in (difference.ours, difference.theirs)}
        return len(registrants) == 1
    return difference.field in _ONE_EACH
