"""What stands together around the parts of an entry: links, brackets, emphasis; and what parts it from the next."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.paperlist.forms.sighting import Sighting, Span, is_storable
from synbib.paperlist.mentions.labels import is_label
from synbib.readme.forms import LABEL, PARTS, Slot, Template, slots_of

__all__ = ["ASIDE", "NOTE", "NUMBER", "Unit", "Units", "balanced", "cores", "noted", "units_of"]

NOTE: Final = "-note"
"""What the names of parts end with that hold what the list says after another part, of this entry alone."""
NUMBER: Final = "number"
"""The part that is an entry's number in its list."""
LINK: Final = "-link"
"""The same of links that lead to nothing that the entry has."""
ASIDE: Final = (NOTE, LINK)
_FIRST: Final = "first"
_TITLE: Final = "title"

_WRAPS: Final = (
    ("**", "**"), ("__", "__"), ("*", "*"), ("_", "_"), ("``", "``"), ("`", "`"), ("\\[", "\\]"), ("~~", "~~"),
    ("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"),
    ("（", "）"), ("【", "】"),
    ("《", "》"), ("「", "」"), ("<b>", "</b>"), ("<i>", "</i>"), ("<em>", "</em>"), ("<strong>", "</strong>"),
    ("<ins>", "</ins>"), ("<u>", "</u>"), ("<sub>", "</sub>"), ("<sup>", "</sup>"), ("<kbd>", "</kbd>"),
    ("<code>", "</code>"),
    ("<small>", "</small>"), ("<td>", "</td>"),
)  # fmt: skip
# Sign → the pairs whose opening ends in it: few begin where a stretch does.
_WRAPS_BY_SIGN: Final = {
    sign: tuple(pair for pair in _WRAPS if pair[0].endswith(sign))
    for sign in {opening[-1] for opening, _ in _WRAPS}
}
_ADDRESS: Final = r"\([^\s()]*+(?:\([^\s()]*\)[^\s()]*+)*\)"
# What is one thing in a list, a comment too: no part of an entry begins in it.
_ANY_LINK: Final = lazily.pattern(
    rf"""
    <!--.*?-->
  | \[!\[[^\]]*\]{_ADDRESS}\]{_ADDRESS}
  | !?\[[^\[\]]*\]{_ADDRESS}
  | <a\s[^<>]*>.*?</a\s*>
  | <img\s[^<>]*>
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_IMAGE: Final = lazily.pattern(r"<img\s", re.IGNORECASE)
_IMAGE_END: Final = lazily.pattern(r"[^>]*>")
_ANCHOR: Final = lazily.pattern(r"<a\s", re.IGNORECASE)
_ANCHOR_END: Final = lazily.pattern(r".*?</a\s*>", re.IGNORECASE | re.DOTALL)
# What ends a text within its emphasis: ``*A. Roe.*``
_STOP: Final = lazily.pattern(r"[.,;:]? ?")
_MOST_TOGETHER: Final = 4
_JOINT: Final = lazily.pattern(r"[\s,;:.'’|/-]{0,4}")
_IN_URL: Final = lazily.pattern(r"[^\s()<>\[\]\"'|]")
_OPENING: Final = {"]": "[", ")": "(", "}": "{"}
_EDGES: Final = " \t\n,;:.|/&-–—·•()[]{}*_\"'`“”<>\\=+~!（）【】，。、：；"


@dataclass(frozen=True, slots=True)
class Unit:
    """Parts that stand together.

    Attributes:
        template: What stands there, with a slot for each part.
        text: What parts it from its neighbour on the title's side.
        start: Where it begins in the entry's lines.
        end: Where it ends.
    """

    template: Template
    text: str
    start: int
    end: int

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(slot.name for slot in slots_of(self.template))

    @property
    def name(self) -> str:
        """What the unit is known by: its slots and all that stands around them."""
        return "".join(p.name if isinstance(p, Slot) else f"\x00{p}\x00" for p in self.template)


@dataclass(frozen=True, slots=True)
class Units:
    """An entry's lines as units.

    Attributes:
        sighting: The lines, with all parts.
        head: What stands before the first unit.
        before: The units before the title.
        title: That with the title; ``None`` where no title is found.
        after: The units after it.
        tail: What stands after the last.
    """

    sighting: Sighting
    head: str
    before: tuple[Unit, ...]
    title: Unit | None
    after: tuple[Unit, ...]
    tail: str


def units_of(sighting: Sighting, *, whole: bool = False) -> Units:
    """Return an entry's lines as units.

    Args:
        sighting: The lines, with where parts stand in them.
        whole: Whether they need no title, as those of a cell: then what begins there takes its place.
    """
    raw = sighting.raw
    spans = list(sighting.spans if sighting.labelled else {*sighting.spans, *_labels(sighting)})
    spans.sort()
    stretches = _merged(raw, _stretches(raw, spans))
    sighting = replace(sighting, spans=tuple(spans), labelled=True)
    has_title = any(span.name == _TITLE for span in spans)
    if not has_title and not whole:
        return Units(sighting, raw, (), None, (), "")
    if not has_title:
        stretches = [(0, 0), *stretches]
    names = [[s for s in spans if start <= s.start and s.end <= end] for start, end in stretches]
    pivot = next((n for n, inside in enumerate(names) if _TITLE in {s.name for s in inside}), 0)
    # What parts a unit from the next one on the title's side: before the title that stands after it.
    gaps = [raw[one[1] : other[0]] for one, other in pairwise(stretches)]
    texts = [*gaps[:pivot], "", *gaps[pivot:]]
    units = [
        Unit(_template(raw, start, end, inside), text, start, end)
        for (start, end), inside, text in zip(stretches, names, texts, strict=True)
    ]
    return Units(
        sighting,
        raw[: stretches[0][0]],
        tuple(units[:pivot]),
        units[pivot],
        tuple(units[pivot + 1 :]),
        raw[stretches[-1][1] :],
    )


def _labels(sighting: Sighting) -> list[Span]:
    """Return where links are called something, of those that show no other part."""
    found = []
    for span in sighting.spans:
        if span.name not in PARTS or not sighting.raw.startswith(")", span.end):
            continue
        start, _ = _wrapped(sighting.raw, span.start, span.end)
        if sighting.raw[span.start - 2 : span.start] != "](" or start >= span.start - 2:
            continue
        first, last = start + 1, span.start - 2
        label = sighting.raw[first:last]
        core = label.strip("[]`*_ ")
        at = label.find(core) + first
        if not core or not is_storable(core) or "![" in label or "<" in label:
            continue
        if any(s.meets(first, last) for s in sighting.spans):
            continue
        found.append(Span(at, at + len(core), f"{span.name}{LABEL}"))
    return found


def _stretches(raw: str, spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [
        (span.start, span.end) if span.name == NUMBER else _wrapped(raw, span.start, span.end)
        for span in spans
    ]


def _merged(raw: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches with those that meet as one; what grew may be wrapped anew."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    grown = _bracketed(raw, [_wrapped(raw, *each) for each in merged])
    return merged if grown == merged else _merged(raw, grown)


def _bracketed(raw: str, stretches: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches with those that stand together in brackets as one."""
    found = list(stretches)
    for n, (start, _) in enumerate(stretches):
        for last in range(n + 1, min(n + _MOST_TOGETHER, len(stretches))):
            if not _JOINT.fullmatch(raw[stretches[last - 1][1] : stretches[last][0]]):
                break
            for opening, closing in _WRAPS_BY_SIGN.get(raw[start - 1 : start], ()):
                if raw.endswith(opening, 0, start) and (
                    end := _closed(raw, stretches[last][1], closing)
                ):
                    return [*found[:n], (start - len(opening), end), *found[last + 1 :]]
    return found


def _wrapped(raw: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the link, the brackets and the emphasis around it."""
    while True:
        larger = _link(raw, start, end) or _tag(raw, start, end) or _wrap(raw, start, end)
        if larger is None:
            return start, end
        start, end = larger


def _link(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the link whose address a stretch is in."""
    first = start
    while first > 0 and _IN_URL.match(raw[first - 1]):
        first -= 1
    if raw[first - 2 : first] == "](":
        last = raw.find(")", end)
        line = raw.find("\n", end)
        if last < 0 or (0 <= line < last):
            return None
        depth = 0
        for at in range(first - 2, -1, -1):
            depth += (raw[at] == "]") - (raw[at] == "[")
            if depth == 0:
                return at - raw.startswith("!", at - 1) if at else at, last + 1
    return None


def _tag(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the HTML element whose attribute a stretch is in."""
    first = raw.rfind("<", 0, start)
    if first < 0 or ">" in raw[first:start]:
        return None
    head = raw[first:start]
    found = None
    if _IMAGE.match(head):
        found = _IMAGE_END.match(raw, end)
    elif _ANCHOR.match(head):
        found = _ANCHOR_END.match(raw, end)
    return (first, found.end()) if found else None


def _wrap(raw: str, start: int, end: int) -> tuple[int, int] | None:
    for opening, closing in _WRAPS_BY_SIGN.get(raw[start - 1 : start], ()):
        if raw.endswith(opening, 0, start) and (last := _closed(raw, end, closing)):
            return start - len(opening), last
    # What is linked: ``[**Title**](…)``.
    if raw.endswith("[", 0, start) and raw.startswith("](", end):
        depth = 1
        for at in range(end + 2, len(raw)):
            depth += (raw[at] == "(") - (raw[at] == ")")
            if depth == 0:
                return start - 1, at + 1
            if raw[at] == "\n":
                break
    return None


def _closed(raw: str, end: int, closing: str) -> int:
    """Return where a bracket or an emphasis ends after a text, or after the sign that follows it; 0 if it does not."""
    inner = _STOP.match(raw, end)
    for last in (end, inner.end() if inner else end):
        if raw.startswith(closing, last):
            return last + len(closing)
    return 0


def _template(raw: str, start: int, end: int, spans: Sequence[Span]) -> Template:
    pieces: list[str | Slot] = []
    at = start
    for span in spans:
        if span.start > at:
            pieces.append(raw[at : span.start])
        pieces.append(Slot(span.name))
        at = span.end
    if end > at:
        pieces.append(raw[at:end])
    return tuple(pieces)


def cores(units: Units) -> list[tuple[int, int, str]]:
    """Return the stretches between units that say something, and whether each is a ``note`` or a ``link``."""
    raw = units.sighting.raw
    if units.title is None:
        return []
    places = [(u.start, u.end) for u in (*units.before, units.title, *units.after)]
    gaps = zip(
        [0, *(end for _, end in places)], [*(start for start, _ in places), len(raw)], strict=True
    )
    return [core for start, end in gaps for core in _cores(raw, start, end)]


def _cores(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    at = start
    for link in _ANY_LINK.finditer(raw, start, end):
        yield from _text_core(raw, at, link.start())
        yield (*link.span(), LINK)
        at = link.end()
    yield from _text_core(raw, at, end)


def _text_core(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    while start < end and raw[start] in _EDGES:
        start += 1
    while start < end and raw[end - 1] in _EDGES:
        end -= 1
    if start < end:
        yield start, end, NOTE


def noted(units: Units, is_constant: Callable[[str], bool]) -> Units:
    """Return units with a part for each stretch that the list says of this entry alone."""
    raw = units.sighting.raw
    spans = list(units.sighting.spans)
    for start, end, kind in cores(units):
        if is_constant(raw[start:end]) or is_label(raw[start:end]):
            continue
        stretch = (start, end) if kind == LINK else balanced(raw, start, end)
        if (
            stretch
            and is_storable(raw[slice(*stretch)])
            and not any(span.meets(*stretch) for span in spans)
        ):
            spans.append(Span(*stretch, _aside(spans, stretch[0], kind)))
    return units_of(replace(units.sighting, spans=tuple(sorted(spans))))


def _aside(spans: Sequence[Span], start: int, kind: str) -> str:
    """Return what a note or a link is called: after the part above it, with a number from the second on."""
    parts = [s for s in spans if s.name != NUMBER and not s.name.endswith((LABEL, *ASIDE))]
    above = max((s for s in parts if s.end <= start), default=Span(0, 0, _FIRST)).name
    taken = {span.name for span in spans}
    names = (f"{above}{n}{kind}" for n in ("", *(f"-{n}" for n in range(2, len(spans) + 2))))
    return next(name for name in names if name not in taken)


def balanced(raw: str, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch that has both brackets of each pair; None if that is not to be had."""
    for _ in range(8):
        open_: list[str] = []
        missing = ""
        for char in raw[start:end]:
            if char in "([{":
                open_.append(char)
            elif char in _OPENING:
                if open_ and open_[-1] == _OPENING[char]:
                    open_.pop()
                else:
                    missing = char
                    break
        if missing:
            if start and raw[start - 1] in "([{*_`!<":
                start -= 1
                continue
            return None
        if open_:
            if end < len(raw) and raw[end] in ")]}*_`>":
                end += 1
                continue
            return None
        return start, end
    return None
