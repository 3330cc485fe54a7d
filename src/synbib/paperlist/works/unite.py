"""Several mentions of one work → one record of it, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from synbib import lazily
from synbib.library.matching import Identity
from synbib.model.identifiers import find_identifier
from synbib.model.links import same_url
from synbib.model.venue import comparable_venue, is_preprint
from synbib.paperlist.mentions.mention import Mention
from synbib.text.folding import letters
from synbib.text.mojibake import has_mojibake

__all__ = ["NOTED", "Difference", "differences", "unite"]

# The code of a difference in which neither is wrong: a short title, a preprint of what was published.
NOTED: Final = "noted"
# Stands for what could not be read at all.
_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_CUT: Final = ("…", "...")


def unite(mentions: Sequence[Mention]) -> Mention:
    """Return what all mentions of a work say of it, at the place of the first.

    The best title, the longest list of authors and the venue that is not a preprint are taken, with the year of that;
    else what is said first. A second link of a kind goes into the note.
    """
    first = mentions[0]
    if len(mentions) == 1:
        return first
    published = _published(mentions)
    dated = published if published.year else next((m for m in mentions if m.year), published)
    if is_preprint(published.venue) or not published.venue:
        # Of a preprint the month is that of the paper itself, wherever the list says it.
        finer = (m for m in mentions if m.year == dated.year and m.month and not dated.month)
        dated = next(finer, dated)
    links = _united(m.links for m in mentions)
    notes = (note for m in mentions for note in (m.note, *_further(m, links)) if note)
    return lazily.replace(
        first,
        title=_best_title(mentions).title,
        authors=max((m.authors for m in mentions), key=_authors_rank),
        venue=published.venue,
        year=dated.year,
        month=dated.month,
        day=dated.day,
        links=links,
        identifiers=_united(m.identifiers for m in mentions),
        fields=_united(m.fields for m in mentions),
        type=published.type or next((m.type for m in mentions if m.type), ""),
        note="; ".join(dict.fromkeys(notes)),
    )


def _further(mention: Mention, links: Mapping[str, str]) -> Iterator[str]:
    """Yield the links of a mention that others have the place of, and that no identifier keeps."""
    for kind, url in mention.links.items():
        if not same_url(url, links[kind]) and find_identifier(url) is None:
            yield f"{kind}: {url}"


def _best_title(mentions: Sequence[Mention]) -> Mention:
    """Return the mention with the best title: sound and whole, in most of the mentions, the first of such."""
    count: dict[str, int] = {}
    for mention in mentions:
        count[mention.title] = count.get(mention.title, 0) + 1
    longest = max(len(letters(mention.title)) for mention in mentions)

    def rank(mention: Mention) -> tuple[bool, bool, bool, bool, int]:
        title = mention.title
        shouted = title.isupper() and " " in title
        # Half a title and less is a name of the method, not the title.
        whole = 2 * len(letters(title)) > longest
        sound = _LOST not in title and not has_mojibake(title)
        return sound, not title.endswith(_CUT), whole, not shouted, count[title]

    return max(mentions, key=rank)


def _published(mentions: Sequence[Mention]) -> Mention:
    """Return the first mention with a venue; one with only preprints counts less, and one with none least."""

    def rank(mention: Mention) -> int:
        return (1 if is_preprint(mention.venue) else 2) if mention.venue else 0

    return max(mentions, key=rank)


def _authors_rank(authors: tuple[str, ...]) -> tuple[bool, int]:
    return bool(authors) and authors[-1] != "others", len(authors)


def _united(mappings: Iterable[Mapping[str, str]]) -> dict[str, str]:
    united: dict[str, str] = {}
    for mapping in mappings:
        for name, value in mapping.items():
            united.setdefault(name, value)
    return united


# --- where they differ ------------------------------------------------------------------------------------


class Difference(NamedTuple):
    """Something that a mention says otherwise.

    Attributes:
        line: The line of the mention.
        code: `NOTED`, or ``two-values``.
        message: What differs from what.
    """

    line: int
    code: str
    message: str


def _never(_kept: str, _other: str) -> bool:
    return False


@lazily.dataclass(frozen=True, slots=True)
class _Aspect:
    """One thing that mentions may say differently.

    Attributes:
        name: What it is called.
        said: The mentions that say it, and what; the one that is kept first.
        same: Whether two values say the same.
        harmless: Whether the second may differ from the first with neither being wrong.
    """

    name: str
    said: Sequence[tuple[Mention, str]]
    same: Callable[[str, str], bool]
    harmless: Callable[[str, str], bool] = _never


def differences(mentions: Sequence[Mention], united: Mention) -> Iterator[Difference]:
    """Yield where the mentions of a work differ, each value once.

    Args:
        mentions: The mentions, in order.
        united: What `unite` made of them, for its title.
    """
    if len(mentions) == 1:
        return
    for aspect in _aspects(mentions):
        if not aspect.said:
            continue
        kept, chosen = aspect.said[0]
        told: set[str] = set()
        for mention, value in aspect.said[1:]:
            if value in told or aspect.same(chosen, value):
                continue
            told.add(value)
            yield Difference(
                mention.line,
                NOTED if aspect.harmless(chosen, value) else "two-values",
                f"'{united.title}': the {aspect.name} '{value}' differs from '{chosen}' in line {kept.line}, "
                "which is kept",
            )


def _aspects(mentions: Sequence[Mention]) -> Iterator[_Aspect]:
    title, published = _best_title(mentions), _published(mentions)
    venue = comparable_venue(published.venue)
    identifiers = {value.lower() for mention in mentions for value in mention.identifiers.values()}

    def said(
        value: Callable[[Mention], str], kept: Mention | None = None
    ) -> list[tuple[Mention, str]]:
        """What the mentions say, with that of one first."""
        ordered = mentions if kept is None else [kept, *(m for m in mentions if m is not kept)]
        return [(mention, text) for mention in ordered if (text := value(mention))]

    def same_letters(one: str, other: str) -> bool:
        return letters(one) == letters(other)

    def same_place(one: str, other: str) -> bool:
        # What an identifier keeps is not lost.
        return same_url(one, other) or any(each in other.lower() for each in identifiers)

    yield _Aspect(
        "title",
        said(lambda m: m.title, title),
        same_letters,
        lambda kept, other: letters(kept).startswith(letters(other)) or Identity(other).is_name,
    )
    yield _Aspect(
        "venue",
        said(lambda m: m.venue, published),
        lambda one, other: comparable_venue(one) == comparable_venue(other),
        lambda _, other: is_preprint(other),
    )
    of_one_venue = [m for m in mentions if m.year and comparable_venue(m.venue) == venue]
    yield _Aspect("year", [(m, str(m.year)) for m in of_one_venue], str.__eq__)
    for kind in _united(m.links for m in mentions):
        yield _Aspect(f"link ({kind})", said(partial(_link, kind)), same_place)
    for name in _united(m.fields for m in mentions):
        yield _Aspect(name, said(partial(_field, name)), same_letters)


def _link(kind: str, mention: Mention) -> str:
    return mention.links.get(kind, "")


def _field(name: str, mention: Mention) -> str:
    return mention.fields.get(name, "")
