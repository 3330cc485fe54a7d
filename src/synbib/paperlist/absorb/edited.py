"""The lines of one entry as they stood and as they stand now → the fields of the entry that make them so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.library import Entry
from synbib.model.links import comparable_url, same_url
from synbib.paperlist.absorb.fields import candidates, changes_between, presented, with_changes
from synbib.paperlist.absorb.texts import plain
from synbib.paperlist.absorb.units import same_but_for_blanks
from synbib.paperlist.forms.infer import as_field, fitted
from synbib.paperlist.forms.sighting import Sighting, Span, sight
from synbib.paperlist.forms.tables import tight
from synbib.paperlist.forms.unfill import Values, unfilled, with_asides
from synbib.paperlist.forms.units import ASIDE, NUMBER, units_of
from synbib.paperlist.mentions.labels import is_label, kind_of
from synbib.paperlist.mentions.mention import Mention
from synbib.readme.forms import (
    Form,
    Slot,
    Template,
    field_of,
    joined,
    made,
    own_form,
    parse_template,
    slots_of,
    value,
)
from synbib.text import markdown
from synbib.text.folding import letters

__all__ = ["Look", "agrees", "edited", "shown_so"]

_LINK: Final = lazily.pattern(
    r"""
    \[ (?P<label> (?: [^\[\]] | !?\[[^\[\]]*\](?:\([^()]*\))? )* ) \]
    \( \s* <? (?P<target> [^\s<>()]* (?: \([^\s()]*\) [^\s<>()]* )* ) >? \s* \)
  | <? (?P<bare> https?://[^\s<>|]+?(?=[.,;:]*(?:[\s<>|)\]]|$)) ) >?
    """,
    re.VERBOSE,
)
# ``Poe J, Roe A B``
_INVERTED: Final = lazily.pattern(r"[^\W\d_][\w'’ -]*\s[^\W\d_a-z]{1,3}(?:,|\Z)")
_INITIALS: Final = lazily.pattern(r"(?:\s[^\W\d_a-z]{1,3}\b)+")
_FIELDS_SHOWN: Final = (
    *("booktitle", "journaltitle", "journal", "howpublished", "school", "institution"),
    *("publisher", "volume", "number", "pages", "address", "note", "edition"),
)
_WHOLE_TEXTS: Final = ("title", "authors", "venue", "year")


@dataclass(frozen=True, slots=True)
class Look:
    """How a block shows an entry.

    Attributes:
        kind: ``list`` or ``table``.
        form: Its form; None for synbib's own.
        write: An entry → its lines.
        read: Its lines → what is read of them; None if that is not one paper.
    """

    kind: str
    form: Form | None
    write: Callable[[Entry], str]
    read: Callable[[str], Mention | None]


def agrees(shown: str, text: str, look: Look) -> bool:
    """Whether what the store writes says what stands there, and would be written in its place without a loss.

    In a form, blanks may differ. Without one, lines are written as the style has them.
    """
    if same_but_for_blanks(_numberless(shown), _numberless(text)):
        return True
    if look.form is not None:
        return False
    return _bare(shown) == _bare(text) and _addresses(shown) == _addresses(text)


def edited(entry: Entry, old: str, new: str, look: Look) -> Entry | None:
    """Return an entry that is shown as it stands now; None if it is not understood.

    Args:
        entry: The entry.
        old: Its lines as the store writes them.
        new: Its lines as they stand.
        look: How the block shows it.
    """
    found = _by_template(entry, old, new, look)
    if found is not None and agrees(look.write(found), new, look):
        for each in (_dated(found, entry, old, new, look), found):
            if agrees(look.write(each), new, look):
                return each
    found = _by_reading(entry, old, new, look)
    for each in (found, entry):
        if (after := shown_so(each, new, look)) is not None:
            return after
    return None


def shown_so(entry: Entry, text: str, look: Look) -> Entry | None:
    """Return an entry with the fields that it needs to be shown by a text; None if none can do that."""
    if agrees(look.write(entry), text, look):
        return entry
    if look.form is None:
        return None
    mention = look.read(text)
    if mention is None:
        return None
    kind = look.form.kind
    raw = tight(text) if look.form.aligned != "no" else text
    # What the list wrote in its own way before is found again, or gone.
    prefix = field_of(kind, "")
    own = {name: None for name in entry.fields if name.startswith(prefix)}
    bare = with_changes(entry, own)
    sighting = with_asides(units_of(sight(raw, bare, mention)).sighting, look.form.entry)
    fields = fitted(look.form.entry, sighting, kind)
    if fields is None:
        return None
    after = with_changes(bare, fields)
    try:
        if not agrees(look.write(after), text, look):
            return None
    except SynbibError:
        return None
    return after


def _numberless(text: str) -> str:
    return re.sub(r"\A\s*\d+[.)](?=\s)", "", text)


# --- by the template ---------------------------------------------------------------------------------


def _by_template(entry: Entry, old: str, new: str, look: Look) -> Entry | None:
    """Return an entry whose slots hold what stands in the new lines."""
    if look.form is None:
        return None
    kind = look.form.kind
    own = entry.fields.get(own_form(kind))
    template = parse_template(own) if own else look.form.entry
    number = re.match(r"\D*?(\d+)", old)

    def held(of: Entry) -> Values:
        return {
            (slot.name, slot.argument): (number[1] if number else "1")
            if slot.name == NUMBER
            else value(of, kind, slot.name, slot.argument)
            for slot in slots_of(template)
        }

    before = held(entry)
    text = tight(new) if look.form.aligned != "no" else new
    after = unfilled(template, text, before)
    if after is None or (before.get(("title", "")) and not after.get(("title", ""))):
        return None
    for slot, text in after.items():
        if before[slot] != text and slot[0] != NUMBER:
            entry = _slot_edited(entry, kind, slot, before[slot], text)
    # A field may show in several slots; and what one slot needs must not change another.
    for slot, text in held(entry).items():
        if slot[0] != NUMBER and text != after[slot]:
            entry = with_changes(entry, {field_of(kind, slot[0]): as_field(after[slot])})
    return entry


def _slot_edited(entry: Entry, kind: str, slot: tuple[str, str], old: str, new: str) -> Entry:
    name, argument = slot
    if value(entry, kind, name, argument) == new:
        return entry
    own = field_of(kind, name)
    underlying: Entry | None = None
    for changed in candidates(entry, name, old, new):
        underlying = underlying or changed
        for each in (changed, with_changes(changed, {own: None})):
            if value(each, kind, name, argument) == new:
                return each
    # The list says it in a way of its own; the field says it, too, where that can be understood.
    entry = underlying or entry
    part = made(entry, name, argument)
    return with_changes(entry, {own: as_field(new, part, Slot(name, argument))})


def _dated(after: Entry, before: Entry, old: str, new: str, look: Look) -> Entry:
    """Return an entry with the date that its new lines tell, where that stands in what they say of it alone."""
    changed = changes_between(before, after)
    if not any(name.endswith(ASIDE) for name in changed) or after.year != before.year:
        return after
    was, now = look.read(old), look.read(new)
    if was is None or now is None or now.year is None or str(was.year or "") != before.year:
        return after
    for name, text in (("year", str(now.year)), ("date", f"{now.year}-{now.month or 0:02}")):
        if name == "year" or (now.month and now.month != was.month):
            after = next(candidates(after, name, "", text), after)
    return after


# --- by reading --------------------------------------------------------------------------------------


def _by_reading(entry: Entry, old: str, new: str, look: Look) -> Entry:
    """Return an entry with the links and texts in which the new lines differ from the old."""
    after = _relinked(entry, old, new, look)
    if _bare(old) == _bare(new):
        return after
    was = look.read(old)
    if was is not None and (found := _by_sighting(after, was, old, new, look)) is not None:
        return found
    now = look.read(new)
    if was is None or now is None:
        return after
    for name in _WHOLE_TEXTS:
        before, text = _told(was, name), _told(now, name)
        if before != text:
            after = _nearest(after, name, before, text, new, look)
    return with_changes(
        after, presented(after, was.fields.get("note", ""), now.fields.get("note", ""))
    )


def _told(mention: Mention, name: str) -> str:
    if name == "authors":
        return ", ".join(mention.authors)
    return str(getattr(mention, name) or "")


def _by_sighting(entry: Entry, mention: Mention, old: str, new: str, look: Look) -> Entry | None:
    """Return an entry whose texts are those that stand in the new lines where they stood in the old."""
    was, now = _without_addresses(old), _without_addresses(new)
    sighting = _with_fields(sight(was, entry, mention))
    template, before = _as_template(sighting)
    after = unfilled(template, now, before)
    if after is None:
        return None
    for slot, text in after.items():
        if text != before[slot] and slot[0] != NUMBER:
            entry = _nearest(entry, slot[0], before[slot], text, new, look)
    return entry


def _nearest(entry: Entry, name: str, old: str, new: str, text: str, look: Look) -> Entry:
    """Return an entry with one part edited, such that it is shown as near to a text as can be."""
    if name == "venue":
        name = next((each for each in _FIELDS_SHOWN if entry.fields.get(each) == old), name)
    return _likest(list(candidates(entry, name, old, new)), text, look, entry)


def _with_fields(sighting: Sighting) -> Sighting:
    """Return a sighting with the fields that a style shows as they are; the venue may be one of them."""
    spans = [_with_initials(sighting, span) for span in sighting.spans if span.name != NUMBER]
    for name in _FIELDS_SHOWN:
        shown = markdown.inline(sighting.entry.marked(name))
        # Of a range, some styles write a hyphen.
        places = ((sighting.raw.find(t), t) for t in (shown, re.sub(r"[–-]+", "-", shown)) if t)
        at, text = max(places, default=(-1, ""))
        if at < 0:
            continue
        end = at + len(text)
        glued = sighting.raw[at - 1 : at].isalnum() or sighting.raw[end : end + 1].isalnum()
        met = [span for span in spans if span.meets(at, end)]
        if not glued and all(span.name == "venue" for span in met):
            spans = [span for span in spans if span not in met]
            spans.append(Span(at, end, name))
    return replace(sighting, spans=tuple(sorted(spans)))


def _with_initials(sighting: Sighting, span: Span) -> Span:
    """Return where a part stands; of people whose given names are cut, with the initials of the last."""
    if span.name != "authors" or not _INVERTED.match(sighting.text(span)):
        return span
    more = _INITIALS.match(sighting.raw, span.end)
    return span._replace(end=more.end()) if more else span


def _as_template(sighting: Sighting) -> tuple[Template, Values]:
    pieces: list[str | Slot] = []
    before: dict[tuple[str, str], str] = {}
    at = 0
    for span in sighting.spans:
        if (span.name, "") in before or span.start < at:
            continue
        pieces += [sighting.raw[at : span.start], Slot(span.name)]
        before[span.name, ""] = sighting.text(span)
        at = span.end
    pieces.append(sighting.raw[at:])
    return joined(pieces), before


def _relinked(entry: Entry, old: str, new: str, look: Look) -> Entry:
    """Return an entry with the links that the new lines have, and without those that only the old have."""
    was, now = dict(_links(old)), dict(_links(new))
    gone = {url: label for url, label in was.items() if url not in now}
    for url, label in now.items():
        if url in was:
            continue
        # A link that is called as one that is gone leads elsewhere now.
        before = next((each for each, called in gone.items() if called == label), "")
        gone.pop(before, None)
        kind = next(
            (link.kind for link in entry.links if before and same_url(link.url, before)), ""
        )
        if not kind:
            kind = kind_of(plain(label), url) or "paper"
        kind = "paper" if kind == "pdf" else kind
        entry = _linked(entry, kind, (before, url), new, look)
    for url in gone:
        kind = next((link.kind for link in entry.links if same_url(link.url, url)), "")
        if kind:
            entry = _linked(entry, kind, (url, ""), new, look)
    return entry


def _linked(entry: Entry, kind: str, urls: tuple[str, str], text: str, look: Look) -> Entry:
    """Return an entry with a link changed, ``urls`` are the old and the new, such that it is shown most like a text."""
    found = list(candidates(entry, kind, *urls))
    wanted = comparable_url(urls[1]) if urls[1] else ""

    def leads(each: Entry) -> str:
        return next((comparable_url(link.url) for link in each.links if link.kind == kind), "")

    fitting = [each for each in found if leads(each) == wanted] or found[:1]
    return _likest(fitting, text, look, entry)


def _likest(entries: Sequence[Entry], text: str, look: Look, default: Entry) -> Entry:
    """Return the entry that is shown most like a text, the first of several."""
    if len(entries) < 2:
        return entries[0] if entries else default
    wanted = _bare(text)

    def likeness(each: Entry) -> float:
        return SequenceMatcher(None, _bare(look.write(each)), wanted, autojunk=False).ratio()

    return max(entries, key=likeness)


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the links of Markdown: where each leads, and what it is called if that is not the title."""
    for found in _LINK.finditer(text):
        url = found["target"] or found["bare"] or ""
        if "://" in url:
            label = found["label"] or ""
            yield url, label if is_label(plain(label)) else ""


def _without_addresses(text: str) -> str:
    """Return Markdown without links that are called after their kind, and the others without where they lead."""
    return " ".join(_LINK.sub(_unlinked, text).replace("[]", " ").split())


def _unlinked(found: re.Match[str]) -> str:
    label = found["label"] or ""
    return "" if found["bare"] or is_label(plain(label)) else label


def _bare(text: str) -> str:
    """Return the letters and digits of what Markdown shows."""
    return letters(_without_addresses(_numberless(text)))


def _addresses(text: str) -> set[str]:
    return {comparable_url(url) for url, _ in _links(text)}
