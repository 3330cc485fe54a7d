"""Where the parts of an entry stand in its lines of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from synbib import lazily
from synbib.library import Entry
from synbib.library.facets import names
from synbib.paperlist.mentions.labels import is_label
from synbib.paperlist.mentions.mention import Mention
from synbib.readme.forms import DATES, PARTS, made
from synbib.text import from_markup, strip
from synbib.text.folding import fold, letters
from synbib.text.months import MONTH

__all__ = ["Sighting", "Span", "is_storable", "sight"]

_NUMBER: Final = lazily.pattern(r"[ \t]*(\d{1,5})[.)][ \t]")
# What holds no text that is shown: where links lead, tags, addresses, entities.
_UNSEEN: Final = lazily.pattern(
    r"""
    \]\( \s* <?[^\s()<>]*+ (?: \( [^\s()]* \) [^\s()<>]* )* >?
  | </?[A-Za-z][^<>]*>
  | https?://[^\s<>"|)\]]+
  | &\#?\w{1,8};
  | !\[ [^\]]* \]
    """,
    re.VERBOSE,
)
_ET_AL: Final = lazily.pattern(
    r"[*_]*,?\s*(?:and\s+)?(?:et\.?\s*al\b\.?|and others\b|others\b|等)|\s*,?\s*\.\.\.",
    re.IGNORECASE,
)
_MONTH: Final = rf"{MONTH}\.?"
_FINE_DATE: Final = lazily.pattern(
    rf"""
    (?<![\w./-])
    (?: (?:19|20)\d\d ([-/.]) (?:0?[1-9]|1[0-2]) (?: \1 (?:0?[1-9]|[12]\d|3[01]) )?
      | (?:\d{{1,2}}\ )? {_MONTH} ,?\ (?: \d{{1,2}}(?:st|nd|rd|th)?,?\ )? (?:19|20)\d\d
      | (?:19|20)\d\d \ {_MONTH}
    )
    (?![\w/-])
    """,
    re.VERBOSE,
)
_YEAR_BESIDE: Final = lazily.pattern(r"[\s,'’*_(\[-]{0,4}((?:19|20)\d\d|(?<=['’])\d\d)(?!\d)")
_YEAR_CELL: Final = lazily.pattern(r"(?:^|\|)[ *]*((?:19|20)\d\d)[ *]*(?=\|)")
_YEAR_FIRST: Final = lazily.pattern(r"[\s*+-]*[(\[*]*((?:19|20)\d\d)(?![\w./-])")
# What stands before and after a part that is found by its letters. Each is a pattern for all entries: one with the
# text of an entry in it would be compiled for that entry alone.
_URL_BOUNDS: Final = (
    lazily.pattern(r"(?<![\w/:])"),
    lazily.pattern(r"""(?=[\s)>\]"'|]|$)"""),
)
_BOUNDS: Final = {
    "repository": (lazily.pattern(r"(?<=[/=])"), lazily.pattern(r"(?=[?.&/)\s\"'])")),
    "doi": (lazily.pattern(r"(?<![\w.])"), lazily.pattern(r"(?![\w/])")),
    "arxiv": (lazily.pattern(r"(?<![\d.])"), lazily.pattern(r"(?!\.?\d)")),
}
_MOST_BETWEEN: Final = 60


class Span(NamedTuple):
    """A stretch of a text that shows a part.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        name: The part.
    """

    start: int
    end: int
    name: str

    def meets(self, start: int, end: int) -> bool:
        """Whether it has a character in common with another stretch."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Sighting:
    """An entry and its lines in a list.

    Attributes:
        entry: The entry.
        raw: Its lines, without the line break of the last.
        spans: Where its parts stand there, in order.
        labelled: Whether what links are called is a part only if it stands among these.
        memo: What was asked of the entry's parts.
    """

    entry: Entry
    raw: str
    spans: tuple[Span, ...]
    labelled: bool = False
    memo: dict[tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def made(self, name: str, argument: str = "") -> str:
        """Return what the entry has of a part by its fields; asked for often, as forms are tried one after another."""
        found = self.memo.get((name, argument))
        if found is None:
            found = self.memo[name, argument] = made(self.entry, name, argument)
        return found

    def text(self, span: Span) -> str:
        """Return what stands in a stretch."""
        return self.raw[span.start : span.end]


def is_storable(text: str) -> bool:
    """Whether a field of an entry can hold a text: braces are in balance, and no comment of the file begins in it."""
    if "<!--" in text or "-->" in text or "\r" in text or "\t" in text:
        return False
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0 and not text.endswith("\\")


def sight(raw: str, entry: Entry, mention: Mention) -> Sighting:
    """Return where the parts of an entry stand in its lines.

    Args:
        raw: Its lines.
        entry: The entry, as the store has it.
        mention: What was read of these lines.
    """
    return _Finder(raw, entry, mention).find()


class _Finder:
    def __init__(self, raw: str, entry: Entry, mention: Mention) -> None:
        self._raw, self._entry, self._mention = raw, entry, mention
        self._spans: list[Span] = []
        self._unseen = [found.span() for found in _UNSEEN.finditer(raw)]
        self._letters, self._at = _seen_letters(raw, self._unseen)

    def find(self) -> Sighting:
        if number := _NUMBER.match(self._raw):
            self._take(*number.span(1), "number")
        self._links()
        self._title()
        self._authors()
        self._venue()
        self._date()
        self._year()
        return Sighting(self._entry, self._raw, tuple(sorted(self._spans)))

    def _take(self, start: int, end: int, name: str) -> bool:
        if start >= end or not self._is_free(start, end):
            return False
        self._spans.append(Span(start, end, name))
        return True

    def _is_free(self, start: int, end: int) -> bool:
        return not any(span.meets(start, end) for span in self._spans)

    def _is_seen(self, start: int, end: int) -> bool:
        return not any(s < end and start < e for s, e in self._unseen)

    # --- links

    def _links(self) -> None:
        links = {link.url: link.kind for link in reversed(self._entry.links)}
        for url in sorted(filter(self._raw.__contains__, links), key=len, reverse=True):
            for start, end in _found(url, self._raw, *_URL_BOUNDS):
                self._take(start, end, links[url])
        for name, bounds in _BOUNDS.items():
            text = PARTS[name](self._entry, "")
            for start, end in _found(text, self._raw, *bounds):
                self._take(start, end, name)

    # --- texts

    def _title(self) -> None:
        shown = PARTS["title"](self._entry, "")
        at = self._raw.find(shown)
        if (
            at >= 0
            and self._is_seen(at, at + len(shown))
            and self._take(at, at + len(shown), "title")
        ):
            return
        for title in (self._mention.title, self._entry.title):
            found = self._find_letters(letters(title))
            if not found:
                continue
            start, end = found
            before = re.match(r"[^\w\s]+", title)
            after = re.search(r"[^\w\s]+$", title)
            if before and self._raw[:start].endswith(before[0]):
                start -= len(before[0])
            if after and self._raw.startswith(after[0], end):
                end += len(after[0])
            if self._take(start, end, "title"):
                return

    def _find_letters(self, wanted: str, first: int = 0) -> tuple[int, int] | None:
        if not wanted:
            return None
        at = self._letters.find(wanted, first)
        while at >= 0:
            start, end = self._at[at], self._at[at + len(wanted) - 1] + 1
            if self._is_free(start, end):
                return start, end
            at = self._letters.find(wanted, at + 1)
        return None

    def _authors(self) -> None:
        people = list(self._people())
        if not people:
            return
        family, _ = people[0]
        best: tuple[int, int, int] | None = None
        at = self._letters.find(family)
        while at >= 0:
            found = self._run(at, people)
            if found and (best is None or found[0] > best[0]):
                best = found
            at = self._letters.find(family, at + 1)
        if best is None:
            return
        _, start, end = best
        if more := _ET_AL.match(self._raw, end):
            end = more.end()
        self._take(start, end, "authors")

    def _people(self) -> Iterator[tuple[str, str]]:
        for name in names(self._entry):
            family = name.get("family") or name.get("literal") or ""
            particles = (
                f"{name.get('dropping-particle', '')}{name.get('non-dropping-particle', '')}"
            )
            given = name.get("given", "")
            text = letters(strip(from_markup(family)))
            if text:
                yield letters(particles) + text, letters(strip(from_markup(given)))

    def _run(self, at: int, people: Sequence[tuple[str, str]]) -> tuple[int, int, int] | None:
        """Return how many authors stand from here on, where the first begins and the last ends."""
        start = end = -1
        count = 0
        place = at
        for number, (family, given) in enumerate(people):
            found = (
                self._letters.find(family, place, place + _MOST_BETWEEN + len(family) + len(given))
                if number
                else at
            )
            if found < 0:
                break
            first, last = self._around(found, family, given)
            if number and self._at[first] - end > _MOST_BETWEEN:
                break
            if self._raw[self._at[last] + 1 : self._at[last] + 2].isalnum():
                break
            if not self._is_free(self._at[first], self._at[last] + 1):
                break
            if number and any(end <= s.start < self._at[first] for s in self._spans):
                break
            if count == 0:
                start = self._at[first]
            end, place = self._at[last] + 1, last + 1
            if (
                end < len(self._raw)
                and self._raw[end] == "."
                and last >= 1
                and self._at[last] - self._at[last - 1] > 1
            ):
                end += 1
            count += 1
        return (count, start, end) if count else None

    def _around(self, found: int, family: str, given: str) -> tuple[int, int]:
        """Return the first and the last letter of a name whose family name is found."""
        first, last = found, found + len(family) - 1
        initials = given[:1]
        for text in (given, initials):
            if text and self._letters.endswith(text, 0, first) and self._is_near(first - 1, first):
                return first - len(text), last
        for text in (given, initials):
            if text and self._letters.startswith(text, last + 1) and self._is_near(last, last + 1):
                return first, last + len(text)
        return first, last

    def _is_near(self, one: int, other: int) -> bool:
        return self._at[other] - self._at[one] <= 4

    def _venue(self) -> None:
        shown = PARTS["venue"](self._entry, "")
        for text in dict.fromkeys((shown, self._mention.venue)):
            if not text:
                continue
            pattern = rf"(?<![\w]){re.escape(text)}(?![^\W\d_])"
            if self._take_first(pattern, "venue", unless=self._is_label):
                return
        words = re.findall(r"\w+", self._mention.venue)
        if len(words) > 1 and self._take_first(
            r"(?<!\w)"
            + r"\W{1,4}(?:['’]?(?:19|20)?\d\d\W{1,4})?".join(map(re.escape, words))
            + r"(?!\w)",
            "venue",
        ):
            return
        for text in dict.fromkeys((self._mention.venue, self._entry.venue)):
            wanted = letters(text)
            if len(wanted) > 2 and (place := self._find_letters(wanted)):
                whole = not (
                    self._raw[place[0] - 1 : place[0]].isalnum()
                    or self._raw[place[1] : place[1] + 1].isalpha()
                )
                if whole and self._take(*place, "venue"):
                    return

    def _is_label(self, start: int, end: int) -> bool:
        """Whether a stretch is all that a link is called, and no more than that: ``[arXiv](…)``."""
        called = self._raw[:start].rstrip("`*_ ").endswith("[") and re.match(
            r"[`*_ ]*\]\(", self._raw[end:]
        )
        return bool(called) and is_label(self._raw[start:end])

    def _is_badge(self, at: int) -> bool:
        return any(s <= at < e and "badge/" in self._raw[s:at] for s, e in self._unseen)

    def _date(self) -> None:
        dates = (PARTS["date"](self._entry, form) for form in DATES)
        # Patterns of a single entry are compiled for it alone: that is worth it only for what is there.
        patterns: list[str | re.Pattern[str]] = [
            rf"(?<![\w./]){re.escape(text)}(?!\d)" for text in dates if text and text in self._raw
        ]
        for pattern in (*patterns, _FINE_DATE):
            if self._take_first(pattern, "date"):
                return

    def _year(self) -> None:
        year = self._entry.year
        cell = _YEAR_CELL.search(self._raw) or _YEAR_FIRST.match(self._raw)
        venue = next((span for span in self._spans if span.name == "venue"), None)
        beside = _YEAR_BESIDE.match(self._raw, venue.end) if venue else None
        if cell and self._take(*cell.span(1), "year"):
            if beside and venue:
                # A second year is one with the venue.
                self._spans.remove(venue)
                self._take(venue.start, beside.end(), "venue")
            return
        if beside and self._take(*beside.span(1), "year"):
            return
        if not year or (
            year in self._raw and self._take_first(rf"(?<![\w./:-]){year}(?![\d-])", "year")
        ):
            return
        if year[-2:] in self._raw:
            self._take_first(rf"(?<!\w)['’]{year[-2:]}(?!\d)", "year")

    def _take_first(
        self,
        pattern: str | re.Pattern[str],
        name: str,
        unless: Callable[[int, int], bool] = lambda _start, _end: False,
    ) -> bool:
        """Take the first match that is seen; else the first that stands in a badge."""
        compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
        for seen in (True, False):
            for found in compiled.finditer(self._raw):
                fits = self._is_seen(*found.span()) is seen and (
                    seen or self._is_badge(found.start())
                )
                if fits and not unless(*found.span()) and self._take(*found.span(), name):
                    return True
        return False


def _found(
    text: str, raw: str, before: re.Pattern[str], after: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Yield where a text stands in lines, with what is to be before it and after it."""
    at = raw.find(text) if text else -1
    while at >= 0:
        end = at + len(text)
        if before.match(raw, at) and after.match(raw, end):
            yield at, end
            at = raw.find(text, end)
        else:
            at = raw.find(text, at + 1)


def _seen_letters(raw: str, unseen: Iterable[tuple[int, int]]) -> tuple[str, list[int]]:
    """Return the letters and digits of a text that are seen, folded, and where each stands."""
    found: list[str] = []
    at: list[int] = []
    hidden = list(unseen)
    place = 0
    for start, end in (*hidden, (len(raw), len(raw))):
        for index in range(place, start):
            for char in letters(fold(raw[index])):
                found.append(char)
                at.append(index)
        place = max(place, end)
    return "".join(found), at
