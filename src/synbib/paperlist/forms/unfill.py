"""What the slots of a template hold, found from a text that it was filled to, and that was edited since."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from synbib.model import LINK_FIELDS
from synbib.paperlist.forms.sighting import Sighting, Span
from synbib.paperlist.forms.units import ASIDE, NUMBER
from synbib.paperlist.phrases.when import find_year
from synbib.readme.forms import LABEL, Between, Group, Linked, Piece, Slot, Template, slots_of

__all__ = ["Values", "unfilled", "with_asides"]

Values = Mapping[tuple[str, str], str]
"""The name of a slot and its argument → what stands in it."""

# Names of slots that hold an address, or a part of one.
_ADDRESSES: Final = frozenset({"paper", "repository", "arxiv", "doi", *LINK_FIELDS})
_SHAPES: Final[Mapping[str, str]] = {
    NUMBER: r"\d+",
    "year": r"['’]?\d{2,4}",
    **dict.fromkeys(_ADDRESSES, r"[^\s<>\"|]+?"),
}
_TIMES: Final = ("year", "date")
_ANYTHING: Final = r"[^\n]+?"
# How many slots may have changed at once: up to how long a text, and in how long a template. Each more takes a multiple
# of the time.
_MOST_CHANGES: Final = ((1, 20_000, 60), (2, 2_000, 24), (3, 600, 9))


def unfilled(template: Template, text: str, before: Values) -> Values | None:
    """Return what the slots of a template hold in a text; None if the template does not make such a text.

    Of several answers it is the one in which the fewest slots changed; of these, the one whose slots come first.

    Args:
        template: The template.
        text: The text.
        before: What its slots held before the text was edited.
    """
    slots = list(dict.fromkeys((slot.name, slot.argument) for slot in slots_of(template)))
    # What the list says of one entry alone comes last: it could be anything.
    slots.sort(key=lambda slot: slot[0] not in _SHAPES and slot[0].endswith(ASIDE))
    for free in _choices(slots, before, len(text)):
        names = {slot: f"s{n}" for n, slot in enumerate(free)}
        if found := re.fullmatch(_pattern(template, before, names), text):
            after = {slot: found[name] or "" for slot, name in names.items()}
            # A link that came in is one of the entry's, and no part of a text.
            is_linked = any("://" in after[slot] and _is_text(slot, before) for slot in after)
            if not is_linked and not _is_swallowed(before, after):
                return {**before, **after}
    return None


def _is_swallowed(before: Values, after: Values) -> bool:
    """Whether what a slot lost stands in another one now: nobody took it away."""
    lost = [(slot[0], before.get(slot, "")) for slot, text in after.items() if not text]
    grown = [text for slot, text in after.items() if text and text != before.get(slot, "")]
    return any(
        text and (text in other or (name in _TIMES and find_year(other)))
        for name, text in lost
        for other in grown
    )


def with_asides(sighting: Sighting, template: Template) -> Sighting:
    """Return an entry's lines with what a template's slots hold that show what the list says of one entry alone.

    Where the lines are otherwise than the template makes them, they stay as they are.

    Args:
        sighting: The lines, with where the other parts stand.
        template: The template.
    """
    shown = {span.name: sighting.text(span) for span in reversed(sighting.spans)}
    before = {(slot.name, slot.argument): shown.get(slot.name, "") for slot in slots_of(template)}
    free = {
        slot: f"s{n}"
        for n, slot in enumerate(before)
        if slot[0].endswith(ASIDE) and slot[0] not in shown
    }
    found = re.fullmatch(_pattern(template, before, free), sighting.raw) if free else None
    if found is None:
        return sighting
    asides = (Span(*found.span(name), slot[0]) for slot, name in free.items() if found[name])
    return replace(sighting, spans=tuple(sorted((*sighting.spans, *asides))))


def _is_text(slot: tuple[str, str], before: Values) -> bool:
    """Whether a slot holds no address, and held none."""
    return slot[0] not in _ADDRESSES and "://" not in before.get(slot, "")


def _choices(
    slots: Sequence[tuple[str, str]], before: Values, length: int
) -> Iterator[Collection[tuple[str, str]]]:
    """Yield which slots may have changed, the fewest first."""
    fixed = [slot for slot in slots if slot[0] == NUMBER]
    others = [slot for slot in slots if slot[0] != NUMBER]
    yield fixed
    for most, longest, widest in _MOST_CHANGES:
        if length > longest or len(others) > widest:
            return
        for chosen in combinations(others, most):
            if sum(slot[0] not in _SHAPES for slot in chosen) <= 2:
                yield [*fixed, *chosen, *_with_them(chosen, others, before)]


def _with_them(
    chosen: Sequence[tuple[str, str]], slots: Sequence[tuple[str, str]], before: Values
) -> list[tuple[str, str]]:
    """Return the slots that change with others: what a link is called that was not there, a part of its address."""
    links = {name for name, _ in chosen if name in _ADDRESSES}
    if not links:
        return []
    called = {f"{name}{LABEL}" for name in links}
    parts = {"repository", "arxiv", "doi"}
    return [
        slot
        for slot in slots
        if slot not in chosen and ((slot[0] in called and not before.get(slot)) or slot[0] in parts)
    ]


def _pattern(template: Template, before: Values, free: Mapping[tuple[str, str], str]) -> str:
    seen: set[str] = set()

    def of_slot(slot: Slot) -> str:
        at = (slot.name, slot.argument)
        if at not in free:
            text = before.get(at, "")
            return re.escape(f"{slot.before}{text}{slot.after}" if text else slot.otherwise)
        name = free[at]
        if name in seen:
            inner = f"(?P={name})"
        else:
            seen.add(name)
            inner = f"(?P<{name}>{_SHAPES.get(slot.name, _ANYTHING)})"
        shown = f"{re.escape(slot.before)}{inner}{re.escape(slot.after)}"
        return f"(?:{shown}|{re.escape(slot.otherwise)})"

    def of_group(group: Group) -> str:
        slots = list(slots_of(group.pieces))
        inner = "".join(map(of_piece, group.pieces))
        if any((slot.name, slot.argument) in free for slot in slots):
            return f"(?:{inner}|{re.escape(group.otherwise)})"
        has = any(before.get((slot.name, slot.argument)) for slot in slots)
        return inner if has else re.escape(group.otherwise)

    def of_linked(linked: Linked) -> str:
        at = (linked.slot.name, linked.slot.argument)
        label = "".join(map(of_piece, linked.label))
        opening = re.escape("![" if linked.is_image else "[")
        address = f"{re.escape(linked.before)}{of_slot(linked.slot)}{re.escape(linked.after)}"
        if at not in free:
            return f"{opening}{label}\\]\\({address}\\)" if before.get(at) else label
        name = f"is_linked{len(seen)}"
        seen.add(name)
        return f"(?P<{name}>{opening})?{label}(?({name})\\]\\({address}\\))"

    def of_piece(piece: Piece) -> str:
        match piece:
            case str():
                return re.escape(piece)
            case Group():
                return of_group(piece)
            case Linked():
                return of_linked(piece)
            case Between():
                return f"(?:{re.escape(piece.text)})?"
            case Slot():
                return of_slot(piece)

    return "".join(map(of_piece, template))
