"""The form that gives a list's own lines back, found from them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from synbib import lazily
from synbib.model import LINK_FIELDS
from synbib.paperlist.forms.sighting import Sighting, Span, is_storable
from synbib.paperlist.forms.units import (
    ASIDE,
    NOTE,
    NUMBER,
    Unit,
    Units,
    balanced,
    cores,
    noted,
    units_of,
)
from synbib.readme.forms import (
    DATES,
    END,
    LABEL,
    PUBLISHED,
    SEPARATORS,
    YEARS,
    Between,
    Group,
    Inline,
    Linked,
    Piece,
    Slot,
    Template,
    field_of,
    fill,
    format_template,
    joined,
    own_form,
    slots_of,
)

__all__ = ["as_field", "fitted", "infer", "needed", "plainly_labelled", "prepared", "score"]

_ARGUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "date": tuple(DATES),
    "year": (*YEARS, *(f"{form} {PUBLISHED}".lstrip() for form in YEARS)),
    "venue": ("", PUBLISHED),
}
# How lists end a row of authors, and what stands before the last of them.
_REST: Final = lazily.pattern(r"(?P<rest>,? ?(?:et\.? al\b\.?|and others|等|\.\.\.))$")
_LAST: Final = lazily.pattern(r"(?P<last>,? and|,? &) (?!.*(?:,| and | & ))")
# What stands in fewer lines than this share is said of one entry alone.
_COMMON: Final = 0.15
_TEXTS: Final = frozenset({"title", "authors", "venue", "year", "date"})
_LINKS: Final = frozenset({"repository", "paper", *LINK_FIELDS})
# The sign that ends a text before links, and the blanks after it.
_END: Final = lazily.pattern(r"(?P<sign>[.,;:]+)(?P<blanks>[ \t]+|[ \t]*\n\s*)")
# What does no more than part two parts of a group.
_SEPARATOR: Final = lazily.pattern(r"[\s,;:./|&'’·–—-]{1,4}")
_BESIDE: Final = frozenset({"venue", "year", "date"})
_SIGNS: Final = lazily.pattern(r"[.,;:?! \u00a0]+")
_MOST_SIGNS: Final = 3
_MOST_NOTES: Final = 3
# How many texts between two parts are tried.
_MOST_TEXTS: Final = 4
# How many arguments of authors are tried.
_MOST_TOLD: Final = 6
_NEARLY_ALL: Final = 0.97
_RARE: Final = 0.02


def prepared(sightings: Sequence[Sighting]) -> list[Units]:
    """Return the lines of a list as units, with what they say of single entries as notes."""
    units = [units_of(each) for each in sightings]
    counts = Counter(
        text for each in units for text in {each.sighting.raw[a:b] for a, b, _ in cores(each)}
    )
    least = max(2, _COMMON * len(units))
    return plainly_labelled([noted(each, lambda text: counts[text] >= least) for each in units])


def plainly_labelled(units: Sequence[Units]) -> list[Units]:
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
            points = score(other.template, known, most)
            if points > most:
                best, most = other, points
        if most == before:
            break
    closed = replace(best, is_closed=True)
    return (closed if score(closed.template, known, most - 1) >= most else best).template


def score(template: Template, units: Sequence[Units], above: int = 0) -> int:
    """Return how many of the lines a form gives back; anything less where it cannot be more than ``above``."""
    points = 0
    for n, each in enumerate(units):
        if points + len(units) - n <= above:
            break
        points += fits(template, each.sighting) is not None
    return points


def needed(template: Template, units: Iterable[Units], kind: str = "list") -> int | None:
    """Return how many fields entries need for a form to give all of their lines back; None if it does not."""
    count = 0
    for each in units:
        fields = fits(template, each.sighting, kind)
        if fields is None:
            return None
        # What the list says of one entry alone has its slot in the form for that.
        count += sum(not name.endswith(ASIDE) for name in fields)
    return count


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
        is_closed: Whether the sign before the first link ends the text before it, and shows without a link, too.
    """

    head: str
    before: tuple[_Choice, ...]
    title: Template
    after: tuple[_Choice, ...]
    tail: str
    arguments: Mapping[str, str]
    is_closed: bool = False

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
        for choice in _beside(self.before[::-1])[::-1]:
            pieces += _optional(choice.template, "", choice.text)
        pieces += self.title
        after = _beside(self.after)
        signs = [""] * (len(after) + 1)
        if self.is_closed:
            after, signs = _closed(after)
        pieces.append(signs[0])
        for choice, sign in zip(after, signs[1:], strict=True):
            pieces += _optional(choice.template, choice.text, sign)
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
            found.append(replace(self, tail=tail, is_closed=not self.is_closed))
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
    least = max(1 if len(rows) < 8 else 2, _RARE * len(rows))
    counts = _counted(rows, least)
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


def _counted(rows: Sequence[Sequence[Unit]], least: float) -> Counter[str]:
    """Return how many rows have each unit; ``(2023)`` counts as ``(ACL 2023)`` where that is common, too."""
    counts = Counter(unit.name for row in rows for unit in {u.name: u for u in row}.values())
    units = {unit.name: unit for row in rows for unit in row if _BESIDE.issuperset(unit.parts)}
    for name, unit in units.items():
        for other, larger in units.items():
            if (
                counts[other] >= least
                and set(unit.parts) < set(larger.parts)
                and (unit.template[0], unit.template[-1])
                == (larger.template[0], larger.template[-1])
            ):
                counts[other] += counts.pop(name)
                break
    return counts


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


def _beside(choices: Sequence[_Choice]) -> tuple[_Choice, ...]:
    """Return units with those as one that say where and when, side by side: one of them may be missing.

    Args:
        choices: The units on one side of the title, the nearest first.
    """
    found: list[_Choice] = []
    for choice in choices:
        last = found[-1] if found else None
        if (
            last
            and all(isinstance(p, Slot | Between) for p in (*last.template, *choice.template))
            and _BESIDE.issuperset(s.name for s in slots_of((*last.template, *choice.template)))
            and _SEPARATOR.fullmatch(choice.text)
        ):
            template = (*last.template, Between(choice.text), *choice.template)
            found[-1] = replace(last, unit=last.unit + choice.unit, template=template)
        else:
            found.append(choice)
    return tuple(found)


def _closed(after: Sequence[_Choice]) -> tuple[tuple[_Choice, ...], list[str]]:
    """Return units after the title, the sign before the first link taken from it; and what each ends with.

    The first of these is what the title ends with.
    """
    signs = [""] * (len(after) + 1)
    found = list(after)
    for n, choice in enumerate(after):
        if _LINKS.isdisjoint(slot.name for slot in slots_of(choice.template)):
            continue
        if end := _END.match(choice.text):
            found[n] = replace(choice, text=choice.text[end.end("sign") :])
            signs[n] = end["sign"]
        break
    return tuple(found), signs


def _optional(template: Template, before: str, after: str) -> list[Piece]:
    """Return a unit whose texts show only with its parts."""
    slots = list(slots_of(template))
    if slots[0].name == NUMBER:
        return [before, *template, after]
    if len(slots) == 1:
        n = template.index(slots[0])
        first, last = "".join(map(str, template[:n])), "".join(map(str, template[n + 1 :]))
        return [replace(slots[0], before=before + first, after=last + after)]
    whole = joined(template)
    pieces: list[Inline] = [before]
    for n, piece in enumerate(whole):
        text = pieces[-1]
        is_between = n > 1 and isinstance(text, str) and not isinstance(piece, str | Between)
        if is_between and isinstance(text, str) and _SEPARATOR.fullmatch(text):
            pieces[-1] = Between(text)
        elif is_between and isinstance(text, str) and isinstance(piece, Slot):
            pieces.pop()
            piece = replace(piece, before=text)
        if not isinstance(piece, Group):
            pieces.append(piece)
    pieces.append(after)
    return [Group(tuple(p for p in pieces if p != ""))]


def _told(pieces: Iterable[Piece], arguments: Mapping[str, str]) -> Iterator[Piece]:
    """Yield pieces with the arguments of their slots."""

    def told(piece: Inline) -> Inline:
        if isinstance(piece, Linked):
            return replace(piece, label=tuple(map(told, piece.label)))
        if isinstance(piece, Slot):
            return replace(piece, argument=arguments.get(piece.name, ""))
        return piece

    for piece in pieces:
        if isinstance(piece, Group):
            yield replace(piece, pieces=tuple(map(told, piece.pieces)))
        else:
            yield told(piece)


def _arguments(units: Sequence[Units]) -> dict[str, str]:
    """Return the argument of each part that takes one, as it is right for most entries."""
    found = {}
    for name in (*_ARGUMENTS, "authors"):
        texts = [_text_of(each.sighting, name) for each in units]
        if not any(texts):
            continue
        told = _told_by(name, texts)
        counts: Counter[str] = Counter()
        for each, text in zip(units, texts, strict=True):
            counts.update(a for a in told if each.sighting.made(name, a) == text)
        if counts:
            # Of several that are as good, the first.
            found[name] = max(told, key=lambda argument: counts[argument])
    return found


def _text_of(sighting: Sighting, name: str) -> str:
    return next((sighting.text(span) for span in sighting.spans if span.name == name), "")


def _told_by(name: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the arguments that a part may have where it is written so."""
    if name != "authors":
        return _ARGUMENTS.get(name, ("",))
    told = Counter(argument for text in texts for argument in _many(text))
    return ("", *(argument for argument, _ in told.most_common(_MOST_TOLD) if argument))


def _many(text: str) -> Iterator[str]:
    """Yield the arguments of authors that are written so: what stands between them, how many are named, the others."""
    end = _REST.search(text)
    names = text[: end.start()] if end else text
    last = next((sign for sign in SEPARATORS if sign in names), "")
    count = names.count(last or ",") + 1
    if not last and (found := _LAST.search(names)):
        last, count = found["last"].strip(), count + 1
    rest = f"/{end['rest']}" if end and end["rest"] != " et al." else ""
    yield f"{last}{rest}"
    if end:
        yield f"{count} {last}{rest}".replace(" /", "/").strip()


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


def fits(
    template: Template, sighting: Sighting, kind: str = "list", *, has_end: bool = False
) -> dict[str, str] | None:
    """Return the fields that an entry needs for a form to give its lines back; None if no fields do that.

    Args:
        template: The form.
        sighting: The lines.
        kind: ``list`` or ``table``.
        has_end: Whether a field may hold what stands after all that the form shows.
    """
    shown: dict[str, Span] = {}
    for span in sighting.spans:
        shown.setdefault(span.name, span)
    asked: dict[tuple[str, str], str] = {}

    def value(name: str, argument: str) -> str:
        span = shown.get(name)
        text = asked[name, argument] = sighting.text(span) if span else ""
        return text

    raw, at = sighting.raw, 0
    # Most forms that are tried differ early: the rest of these need not be made.
    for piece in template:
        text = piece if isinstance(piece, str) else fill((piece,), value)
        if not raw.startswith(text, at):
            return None
        at += len(text)
    if at != len(raw) and not has_end:
        return None
    fields = {
        field_of(kind, name): _as_field(sighting, name, argument, text)
        for (name, argument), text in asked.items()
        if name != NUMBER and sighting.made(name, argument) != text
    }
    if at != len(raw):
        pieces = list(_pieces(sighting, fields, kind, at))
        fields[field_of(kind, END)] = format_template(joined(pieces), for_field=True)
    return fields if all(map(is_storable, fields.values())) else None


def as_field(text: str, part: str = "", slot: Slot | None = None) -> str:
    """Return a text as a field holds it: with the slot of a part that stands in it as a whole, ``{year} (to appear)``.

    Args:
        text: The text, Markdown.
        part: What the entry has of the part; ``""`` for nothing.
        slot: The slot that shows it.
    """
    at = text.find(part) if part and slot else -1
    before, after = text[:at], text[at + len(part) :]
    if slot is None or at < 0 or before[-1:].isalnum() or after[:1].isalnum():
        return format_template((text,), for_field=True)
    return format_template(joined((before, slot, after)), for_field=True)


def _as_field(sighting: Sighting, name: str, argument: str, text: str) -> str:
    """Return what a field holds for a part that is written so: the part itself, where the text has it."""
    plain = as_field(text)
    for told in dict.fromkeys((argument, *_told_by(name, (text,)))):
        found = as_field(text, sighting.made(name, told), Slot(name, told))
        if found != plain:
            return found
    return plain


def fitted(template: Template, sighting: Sighting, kind: str = "list") -> dict[str, str] | None:
    """Return the fields that an entry needs for its lines to be given back; None if they cannot be.

    One of them is a form of its own where the list's does not fit.

    Args:
        template: The form.
        sighting: The lines.
        kind: ``list`` or ``table``.
    """
    for readings in (lambda: (sighting, *_widened(sighting)), lambda: _with_remarks(sighting)):
        for has_end in (False, True):
            for each in readings():
                fields = fits(template, each, kind, has_end=has_end)
                if fields is not None:
                    return fields
    return _with_own_form(sighting, kind)


def _widened(sighting: Sighting) -> Iterator[Sighting]:
    """Yield an entry's lines with the signs after a text, or a blank before it, taken for a part of it."""
    for n, span in enumerate(sighting.spans):
        if span.name not in _TEXTS:
            continue
        last = min(_start_of(sighting.spans, n + 1), span.end + _MOST_SIGNS)
        signs = _SIGNS.match(sighting.raw, span.end, last)
        wide = (
            [span._replace(end=end) for end in range(span.end + 1, signs.end() + 1)]
            if signs
            else []
        )
        if sighting.raw[span.start - 2 : span.start] == "  ":
            wide.append(span._replace(start=span.start - 1))
        for each in wide:
            yield replace(sighting, spans=(*sighting.spans[:n], each, *sighting.spans[n + 1 :]))


def _with_remarks(sighting: Sighting) -> Iterator[Sighting]:
    """Yield an entry's lines with what they say beside a text taken for a part of it: ``2022 (best paper)``."""
    parts = [span for span in sighting.spans if not span.name.endswith(NOTE)]
    bare = replace(sighting, spans=tuple(parts))
    remarks = [(start, end) for start, end, kind in cores(units_of(bare)) if kind == NOTE]
    for after in product((True, False), repeat=len(remarks[:_MOST_NOTES])):
        spans = parts
        for (start, end), is_after in zip(remarks, after, strict=False):
            spans = _with_remark(sighting.raw, spans, start, end, is_after=is_after)
        if spans != parts:
            yield replace(bare, spans=tuple(spans))


def _with_remark(
    raw: str, spans: list[Span], start: int, end: int, *, is_after: bool
) -> list[Span]:
    """Return spans of which one is larger by what is said after it, or before it; the same where that is no text."""
    n = sum(span.end <= start for span in spans) - is_after
    if not 0 <= n < len(spans) or spans[n].name not in _TEXTS:
        return spans
    whole = balanced(raw, min(spans[n].start, start), max(spans[n].end, end))
    if whole is None or not is_storable(raw[slice(*whole)]):
        return spans
    return [*spans[:n], Span(*whole, spans[n].name), *spans[n + 1 :]]


def _start_of(spans: Sequence[Span], n: int) -> int:
    return spans[n].start if n < len(spans) else sys.maxsize


def _with_own_form(sighting: Sighting, kind: str) -> dict[str, str] | None:
    fields: dict[str, str] = {}
    pieces = list(_pieces(sighting, fields, kind))
    fields[own_form(kind)] = format_template(joined(pieces), for_field=True)
    return fields if all(map(is_storable, fields.values())) else None


def _pieces(
    sighting: Sighting, fields: dict[str, str], kind: str, at: int = 0
) -> Iterator[str | Slot]:
    """Yield an entry's lines from a place on, with a slot for each part; note the fields that these need."""
    for span in sighting.spans:
        if span.name.endswith((LABEL, *ASIDE)) or span.start < at:
            continue
        text = sighting.text(span)
        slot = Slot(span.name)
        if span.name != NUMBER:
            argument = next(
                (a for a in _told_by(span.name, (text,)) if sighting.made(span.name, a) == text),
                None,
            )
            slot = replace(slot, argument=argument or "")
            written = as_field(text)
            if (
                argument is None
                and fields.setdefault(field_of(kind, span.name), written) != written
            ):
                continue
        yield sighting.raw[at : span.start]
        yield slot
        at = span.end
    yield sighting.raw[at:]
