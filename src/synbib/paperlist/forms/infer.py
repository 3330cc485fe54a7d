"""The form that gives a list's own lines back, found from them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from synbib import lazily
from synbib.paperlist.forms.sighting import Sighting, Span, is_storable
from synbib.paperlist.forms.units import ASIDE, NUMBER, Unit, Units, cores, noted, units_of
from synbib.readme.forms import (
    DATES,
    LABEL,
    YEARS,
    Group,
    Piece,
    Slot,
    Template,
    field_of,
    fill,
    format_template,
    joined,
    own_form,
)

__all__ = ["fitted", "infer", "prepared", "score"]

_ARGUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": tuple(DATES),
    "year": tuple(YEARS),
    "authors": ("", "and", ", and", "&", "1", "2", "3", "1 and"),
}
# What stands in fewer lines than this share is said of one entry alone.
_COMMON: Final = 0.15
_TEXTS: Final = frozenset({"title", "authors", "venue", "year", "date"})
_SIGN: Final = lazily.pattern(r"[.,;:?!]+| (?=[*_])")
_MOST_NOTES: Final = 3
# How many texts between two parts are tried.
_MOST_TEXTS: Final = 4
_NEARLY_ALL: Final = 0.97
_RARE: Final = 0.02


def prepared(sightings: Sequence[Sighting]) -> list[Units]:
    """Return the lines of a list as units, with what they say of single entries as notes."""
    units = [units_of(each) for each in sightings]
    counts = Counter(
        text for each in units for text in {each.sighting.raw[a:b] for a, b, _ in cores(each)}
    )
    least = max(2, _COMMON * len(units))
    return _plainly_labelled([noted(each, lambda text: counts[text] >= least) for each in units])


def _plainly_labelled(units: Sequence[Units]) -> list[Units]:
    """Return units without the labels that nearly all links of a kind have: they are text of the form."""
    counts = _label_counts(units)
    plain = {
        name
        for name, found in counts.items()
        if found.most_common(1)[0][1] >= _NEARLY_ALL * found.total()
    }
    if not plain:
        return list(units)
    return [
        units_of(
            replace(
                each.sighting,
                spans=tuple(s for s in each.sighting.spans if s.name not in plain),
                labelled=True,
            )
        )
        for each in units
    ]


def infer(units: Sequence[Units]) -> Template:
    """Return the form that gives most of the lines back; ``()`` if no title stands in them."""
    known = [each for each in units if each.title is not None]
    if not known:
        return ()
    best = _Draft.of(known)
    most = score(best.template, known)
    for _ in range(2):
        before = most
        for other in best.variants(known):
            points = score(other.template, known)
            if points > most:
                best, most = other, points
        if most == before:
            break
    return best.template


def score(template: Template, units: Iterable[Units]) -> int:
    """Return how many of the lines a form gives back."""
    return sum(1 for each in units if fits(template, each.sighting) is not None)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A unit of a form, and what parts it from the title's side.

    Attributes:
        unit: What it is known by.
        template: Its template.
        text: What stands between.
    """

    unit: str
    template: Template
    text: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """A form under way.

    Attributes:
        head: What stands before its first unit.
        before: The units before the title.
        title: That with the title.
        after: The units after it.
        tail: What stands after the last.
        arguments: Part → the argument of its slot.
    """

    head: str
    before: tuple[_Choice, ...]
    title: Template
    after: tuple[_Choice, ...]
    tail: str
    arguments: Mapping[str, str]

    @classmethod
    def of(cls, units: Sequence[Units]) -> _Draft:
        title = Counter(u.title.name for u in units if u.title).most_common(1)[0][0]
        alike = [u for u in units if u.title and u.title.name == title]
        template = next(u.title.template for u in alike if u.title)
        return cls(
            _usual(u.head for u in alike),
            _chosen([u.before for u in alike]),
            template,
            _chosen([u.after for u in alike]),
            _usual(u.tail for u in alike),
            {**_arguments(units), **_labels(units)},
        )

    @property
    def template(self) -> Template:
        """The form."""
        pieces: list[Piece] = [self.head]
        for choice in self.before:
            pieces += _optional(choice.template, "", choice.text)
        pieces += self.title
        for choice in self.after:
            pieces += _optional(choice.template, choice.text, "")
        pieces.append(self.tail)
        return joined(_told(pieces, self.arguments))

    def variants(self, units: Sequence[Units]) -> list[_Draft]:
        """Return drafts that differ in one choice."""
        found = [
            *(replace(self, before=b) for b in _varied(self.before, [u.before for u in units])),
            *(replace(self, after=a) for a in _varied(self.after, [u.after for u in units])),
        ]
        for tail, _ in Counter(u.tail for u in units).most_common(3):
            found.append(replace(self, tail=tail))
        for head, _ in Counter(u.head for u in units).most_common(3):
            found.append(replace(self, head=head))
        return found


def _usual(texts: Iterable[str]) -> str:
    """Return the text that stands there most often; of several, the shortest, as each entry that is new shows it."""
    counts = Counter(texts)
    return max(counts, key=lambda text: (counts[text], -len(text)))


def _varied(
    chosen: tuple[_Choice, ...], rows: Sequence[Sequence[Unit]]
) -> Iterator[tuple[_Choice, ...]]:
    """Yield choices that differ in one: another text, or it is left out."""
    for n, choice in enumerate(chosen):
        texts = Counter(unit.text for row in rows for unit in row if unit.name == choice.unit)
        for text, _ in texts.most_common(_MOST_TEXTS):
            if text != choice.text:
                yield (*chosen[:n], replace(choice, text=text), *chosen[n + 1 :])
        yield (*chosen[:n], *chosen[n + 1 :])


def _chosen(rows: Sequence[Sequence[Unit]]) -> tuple[_Choice, ...]:
    """Return the units that a form has on one side of the title, in order."""
    counts = Counter(unit.name for row in rows for unit in {u.name: u for u in row}.values())
    least = max(1 if len(rows) < 8 else 2, _RARE * len(rows))
    chosen: list[str] = []
    shown: dict[str, frozenset[str]] = {}
    for name, count in counts.most_common():
        sample = next(u for row in rows for u in row if u.name == name)
        parts = frozenset(p for p in sample.parts if not p.endswith((LABEL, *ASIDE)))
        if count < least:
            continue
        rivals = [other for other in chosen if shown[other] & parts]
        present = [{u.name for u in row} for row in rows] if rivals else []
        together = sum(name in names and not names.isdisjoint(rivals) for names in present)
        if rivals and together * 2 < count:
            continue
        notes = sum(1 for other in chosen if not shown[other])
        if not parts and notes >= _MOST_NOTES:
            continue
        chosen.append(name)
        shown[name] = parts
    order = _ordered(chosen, rows)
    found = []
    for name in order:
        units = [u for row in rows for u in row if u.name == name]
        text = _usual(u.text for u in units)
        found.append(_Choice(name, units[0].template, text))
    return tuple(found)


def _ordered(names: Sequence[str], rows: Sequence[Sequence[Unit]]) -> list[str]:
    """Return units in the order in which they mostly stand."""
    wins: Counter[tuple[str, str]] = Counter()
    known = set(names)
    for row in rows:
        present = [u.name for u in row if u.name in known]
        for n, one in enumerate(present):
            for other in present[n + 1 :]:
                wins[one, other] += 1
    left = list(names)
    order: list[str] = []
    while left:
        first = min(
            left, key=lambda one: (sum(wins[o, one] > wins[one, o] for o in left), names.index(one))
        )
        order.append(first)
        left.remove(first)
    return order


def _optional(template: Template, before: str, after: str) -> list[Piece]:
    """Return a unit whose texts show only with its parts."""
    slots = [piece for piece in template if isinstance(piece, Slot)]
    if slots[0].name == NUMBER:
        return [before, *template, after]
    if len(slots) == 1:
        n = template.index(slots[0])
        first, last = "".join(map(str, template[:n])), "".join(map(str, template[n + 1 :]))
        return [replace(slots[0], before=before + first, after=last + after)]
    pieces: list[str | Slot] = [before]
    for n, piece in enumerate(template):
        if isinstance(piece, str):
            pieces.append(piece)
        elif isinstance(piece, Slot):
            text = pieces.pop() if n > 1 and isinstance(pieces[-1], str) else ""
            pieces.append(replace(piece, before=str(text)))
    pieces.append(after)
    return [Group(tuple(p for p in pieces if p))]


def _told(pieces: Iterable[Piece], arguments: Mapping[str, str]) -> Iterator[Piece]:
    """Yield pieces with the arguments of their slots."""

    def told(piece: str | Slot) -> str | Slot:
        if isinstance(piece, str):
            return piece
        return replace(piece, argument=arguments.get(piece.name, ""))

    for piece in pieces:
        if isinstance(piece, Group):
            yield replace(piece, pieces=tuple(map(told, piece.pieces)))
        else:
            yield told(piece)


def _arguments(units: Sequence[Units]) -> dict[str, str]:
    """Return the argument of each part that takes one, as it is right for most entries."""
    found = {}
    for name, arguments in _ARGUMENTS.items():
        counts: Counter[str] = Counter()
        for each in units:
            for span in each.sighting.spans:
                if span.name == name:
                    text = each.sighting.text(span)
                    counts.update(a for a in arguments if each.sighting.made(name, a) == text)
        if counts:
            found[name] = counts.most_common(1)[0][0]
    return found


def _labels(units: Sequence[Units]) -> dict[str, str]:
    """Return what links are called, of each kind what most are."""
    return {name: found.most_common(1)[0][0] for name, found in _label_counts(units).items()}


def _label_counts(units: Sequence[Units]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for each in units:
        for span in each.sighting.spans:
            if span.name.endswith(LABEL):
                counts.setdefault(span.name, Counter())[each.sighting.text(span)] += 1
    return counts


def fits(template: Template, sighting: Sighting, kind: str = "list") -> dict[str, str] | None:
    """Return the fields that an entry needs for a form to give its lines back; None if no fields do that.

    Args:
        template: The form.
        sighting: The lines.
        kind: ``list`` or ``table``.
    """
    texts: dict[str, str] = {}
    for span in sighting.spans:
        texts.setdefault(span.name, sighting.text(span))
    fields: dict[str, str] = {}

    def value(name: str, argument: str) -> str:
        text = texts.get(name, "")
        if name != NUMBER and sighting.made(name, argument) != text:
            fields[field_of(kind, name)] = as_field(text)
        return text

    if fill(template, value) != sighting.raw or not all(map(is_storable, fields.values())):
        return None
    return fields


def as_field(text: str) -> str:
    """Return a text as a field holds it."""
    return format_template((text,), for_field=True)


def fitted(template: Template, sighting: Sighting, kind: str = "list") -> dict[str, str] | None:
    """Return the fields that an entry needs for its lines to be given back; None if they cannot be.

    One of them is a form of its own where the list's does not fit.

    Args:
        template: The form.
        sighting: The lines.
        kind: ``list`` or ``table``.
    """
    for each in (sighting, *_widened(sighting)):
        fields = fits(template, each, kind)
        if fields is not None:
            return fields
    return _with_own_form(sighting, kind)


def _widened(sighting: Sighting) -> Iterator[Sighting]:
    """Yield an entry's lines with the sign after a text taken for a part of it, of one text each."""
    for n, span in enumerate(sighting.spans):
        sign = _SIGN.match(sighting.raw, span.end)
        if span.name in _TEXTS and sign and sign.end() <= _start_of(sighting.spans, n + 1):
            wide = span._replace(end=sign.end())
            yield replace(sighting, spans=(*sighting.spans[:n], wide, *sighting.spans[n + 1 :]))


def _start_of(spans: Sequence[Span], n: int) -> int:
    return spans[n].start if n < len(spans) else sys.maxsize


def _with_own_form(sighting: Sighting, kind: str) -> dict[str, str] | None:
    pieces: list[Piece] = []
    fields: dict[str, str] = {}
    at = 0
    for span in sighting.spans:
        if span.name.endswith((LABEL, *ASIDE)):
            continue
        text = sighting.text(span)
        slot = Slot(span.name)
        if span.name != NUMBER:
            argument = next(
                (
                    a
                    for a in _ARGUMENTS.get(span.name, ("",))
                    if sighting.made(span.name, a) == text
                ),
                None,
            )
            slot = replace(slot, argument=argument or "")
            written = as_field(text)
            if (
                argument is None
                and fields.setdefault(field_of(kind, span.name), written) != written
            ):
                continue
        pieces += [sighting.raw[at : span.start], slot]
        at = span.end
    pieces.append(sighting.raw[at:])
    fields[own_form(kind)] = format_template(joined(pieces), for_field=True)
    return fields if all(map(is_storable, fields.values())) else None
