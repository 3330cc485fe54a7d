"""Known venues: ``NIPS``, ``ICLR'24`` or ``Proceedings of the 37th International Conference on Machine Learning``.

The venues are data, in ``venues.toml``, and are read when the first is asked for. Each of their names is a path of
words in one tree, so a text is looked up word by word, and never compared with every venue.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

from synbib import lazily
from synbib.text.folding import fold

__all__ = ["TYPES", "Match", "Track", "Venue", "VenueType", "find_venue", "normal_form", "venues"]

VenueType = Literal["conference", "journal", "preprint", "workshop"]
Track = Literal[
    "Findings",
    "Student",
    "Workshop",
    "Demo",
    "Datasets",
    "Industry",
    "Tutorial",
    "Short",
    "Poster",
    "Companion",
]
TYPES: Final = frozenset({"conference", "journal", "preprint", "workshop"})


@lazily.dataclass(frozen=True, slots=True)
class Venue:
    """A conference, journal, workshop or preprint server.

    Attributes:
        acronym: The usual short name; for many journals, that is the name.
        name: The full name.
        type: What it is.
        publisher: Who publishes it today.
        aliases: Former and joint names, abbreviations, usual misspellings.
        word: Whether the acronym is a word, too, and so has to stand alone and in capitals.
    """

    acronym: str
    name: str
    type: VenueType
    publisher: str
    aliases: tuple[str, ...] = ()
    word: bool = False


@lazily.dataclass(frozen=True, slots=True)
class Match:
    """What a text says of where something was published.

    Attributes:
        venue: The venue.
        year: The year, if the text holds one.
        track: The part of the venue, if it is not the main one.
    """

    venue: Venue
    year: int | None = None
    track: Track | None = None

    @property
    def short(self) -> str:
        """The short name, and whether it was not the main conference: ``Findings of EMNLP``, ``ICML Workshop``."""
        if self.track == "Findings":
            return f"Findings of {self.venue.acronym}"
        if self.track == "Workshop":
            return f"{self.venue.acronym} Workshop"
        return self.venue.acronym


# How a venue is set off on one side: it ends a segment, it stands beside words that may be there, or not at all.
_Side = Literal["segment", "beside", ""]


class _Form(NamedTuple):
    """One way to write a venue: where a path in the tree ends."""

    venue: Venue
    spelling: str  # of a form of one word, for its capitals
    single: bool
    topical: bool  # the name of a journal that is but a topic: Machine Learning


class _Node:
    """A place in the tree: the form that ends here, and where further words lead."""

    __slots__ = ("form", "next")

    def __init__(self) -> None:
        self.form: _Form | None = None
        self.next: dict[str, _Node] = {}


class _Word(NamedTuple):
    text: str  # the normal form
    raw: str
    gap: str  # what stands before it, other words that do not count included


# --- words ----------------------------------------------------------------------------------------

_URL: Final = lazily.pattern(r"(?:https?://|\bwww\.)[^\s)\]]+", re.IGNORECASE)
_TOKEN: Final = lazily.pattern(r"\*sem(?![^\W_])|(?<![^\W_])(?:fat|facct)\*|[^\W_]+", re.IGNORECASE)
_LONG: Final = {
    "proc": "proceedings",
    "conf": "conference",
    "int": "international",
    "intl": "international",
    "symp": "symposium",
    "trans": "transactions",
}
_NUMBER: Final = lazily.pattern(r"\d+(?:st|nd|rd|th)?")
_FORMAL: Final = frozenset({"journal", "proceedings", "transactions"})
_GLUED: Final = lazily.pattern(r"(\D+)((?:19|20)?\d\d)")
_NOT_PUBLISHED: Final = lazily.pattern(
    r"\b(?:submitted|under review|in review|rejected|withdrawn)\b", re.IGNORECASE
)
_YEAR: Final = lazily.pattern(r"(?<![\d.])(?:19[5-9]|20\d)\d(?![\d]|\.\d)")
_SHORT_YEAR: Final = lazily.pattern(r"\s*['’‘`´]\s*(\d\d)(?!\d)|-?(\d\d)(?!\d)")
# What ends a segment. A dash does so with blanks around it, a full stop after an acronym only.
_BOUNDARY: Final = lazily.pattern(r"[,;:()\[\]|–—\"“”]|\s-{1,3}\s")

# Medical Imaging, IEEE Transactions on
_INVERTED: Final = lazily.pattern(
    r"(.+?),\s*((?:[\w/]+\s+)?(?:Transactions|Journal)\s+(?:on|of))\s*", re.IGNORECASE
)


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SILENT: Final = frozenset({"the", "annual", "biennial"})
_ORDINALS: Final = _these(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth sixtieth seventieth "
    "twenty thirty forty fifty sixty seventy"
)
_ORGANISERS: Final = _these("aaai acm afips cvf eurasip iacr iapr ieee ifip rsj siam usenix vgtc")
_GENERIC: Final = _these("conference congress joint meeting symposium workshop")
# What may stand between the start of a segment and a venue, …
_BEFORE: Final = _ORGANISERS | _these(
    "accepted appear by conference congress in international joint meeting of on presented proceedings published "
    "symposium volume"
)
_BEFORE_JOURNAL: Final = _ORGANISERS | _these("accepted appear by in published")
_BEFORE_TOPIC: Final = frozenset({"in"})
# … directly before it, whatever stands further left, …
_AT: Final = frozenset({"at", "to", "with"})
_TRACK_WORDS: Final = _these(
    "abstracts adjunct companion demonstrations findings posters tutorials workshop workshops"
)
# … and after it.
_AFTER: Final = _these(
    "abs adjunct at book camera co companion conference congress d datasets demo demonstration demonstrations demos "
    "extended findings full held industrial industry interactive journal long main meeting oral paper papers poster "
    "posters preprint proceedings published short special spotlight srw student symposium system track tutorial "
    "tutorials vol volume workshop workshops i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx"
)
_VOLUME: Final = _these("article early access in issue no number of part pp special vol volume")
_FINDINGS: Final = (
    ("findings", "of", "association", "for", "computational", "linguistics"),
    ("findings", "of", "acl"),
)
_TRACKS: Final[dict[Track, str]] = {
    "Findings": r"findings",
    "Student": r"student research|srw|doctoral (?:consortium|symposium)",
    "Workshop": r"workshops?",
    "Demo": r"demos?|demonstrations?",
    "Datasets": r"datasets and benchmarks?|d and b",
    "Industry": r"industr(?:y|ial)",
    "Tutorial": r"tutorials?",
    "Short": r"(?<!and )short(?! and long)",
    "Poster": r"posters?",
    "Companion": r"companion|extended abstracts|adjunct",
}


def normal_form(text: str) -> str:
    """Return what counts in a name: its words in lower case, without articles, numbers and punctuation."""
    return " ".join(word.text for word in _words(_clean(text))[0])


def _clean(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("®", "")
    text = _URL.sub(" ", text).replace("{", "").replace("}", "")
    text = text.replace("\\&", "&").replace("&", " and ").replace("@", " @ at ")
    return text.replace("Int'l", "Intl").replace("Int’l", "Intl")


def _is_number(word: str) -> bool:
    return word in _ORDINALS or (word[0].isdigit() and bool(_NUMBER.fullmatch(word)))


def _words(text: str) -> tuple[list[_Word], str]:
    """Return the words that count, and what stands after the last."""
    found: list[_Word] = []
    end = 0
    for token in _TOKEN.finditer(text):
        raw = token[0]
        if raw[-1].isdigit() and (glued := _GLUED.fullmatch(raw)):
            raw = glued[1]
        folded = fold(raw)
        if folded in _SILENT or _is_number(folded):
            continue
        start = token.start()
        found.append(_Word(_LONG.get(folded, folded), raw, text[end:start]))
        end = start + len(raw)
    return found, text[end:]


# --- the tree -------------------------------------------------------------------------------------


@cache
def venues() -> dict[str, Venue]:
    """Return the known venues by their acronyms."""
    import tomllib
    from pathlib import Path

    data = tomllib.loads(Path(__file__).with_name("venues.toml").read_text("utf-8"))
    return {
        acronym: Venue(acronym, **{**row, "aliases": tuple(row.get("aliases", ()))})
        for acronym, row in data.items()
    }


@cache
def _tree() -> _Node:
    root = _Node()
    shortened: dict[str, _Form | None] = {}
    for venue in venues().values():
        for spelling in (venue.acronym, venue.name, *venue.aliases):
            words = normal_form(spelling).split()
            form = _form(venue, spelling, words)
            _plant(root, words, form)
            # Without who organises it, too: "IEEE Conference on X", "Conference on X".
            while len(words) > 3 and words[0] in _ORGANISERS | {"international"}:
                words = words[1:]
                if words[0] in _GENERIC | {"international", "transactions"}:
                    other = shortened.setdefault(" ".join(words), form)
                    if other is None or other.venue is not venue:
                        shortened[" ".join(words)] = None  # it may be either
    for short, only in shortened.items():
        if only is not None:
            _plant(root, short.split(), only)
    return root


def _form(venue: Venue, spelling: str, words: list[str]) -> _Form:
    topical = venue.type == "journal" and (not _FORMAL & set(words) or words[-1] in _ORGANISERS)
    if len(words) == 1 and spelling != venue.name:  # an acronym, but for Computer
        topical = topical and venue.word and not spelling.isupper()
    return _Form(venue, spelling, len(words) == 1, topical)


def _plant(node: _Node, words: list[str], form: _Form) -> None:
    for word in words:
        node = node.next.setdefault(word, _Node())
    node.form = node.form or form


# --- looking up -----------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def find_venue(text: str) -> Match | None:
    """Return the venue that a text names, with the year and the track if it says them.

    The text is what stands where a venue is told: an acronym and a year, a ``booktitle``, a ``journal``. A venue is
    found only where it stands by itself, so that the *International Conference on Machine Learning and Applications*
    is not the *International Conference on Machine Learning*.
    """
    if _NOT_PUBLISHED.search(text):
        return None
    text = _clean(text)
    if inverted := _INVERTED.fullmatch(text):
        text = f"{inverted[2]} {inverted[1]}"
    words, rest = _words(text)
    phrase = _Phrase(
        [word.text for word in words],
        [word.raw for word in words],
        [*(word.gap for word in words), rest],
    )
    found = phrase.find()
    if found is None:
        return None
    return Match(
        found.form.venue,
        _year(text, phrase.gaps[found.start + 1 : found.end + 1], found),
        phrase.track_beside(found),
    )


class _Found(NamedTuple):
    form: _Form
    start: int
    end: int
    capitals: bool  # written as an acronym
    workshops: bool = False  # CVPRW


@lazily.dataclass(slots=True)
class _Phrase:
    """A text as words, and what stands between them: before each, and after the last."""

    words: list[str]
    raws: list[str]
    gaps: list[str]

    def find(self) -> _Found | None:
        """Return the first venue that stands by itself; of two that begin there, the longer."""
        tree = _tree()
        words = self.words
        floor = start = 0  # nothing before `floor` speaks against a venue
        default = None
        while start < len(words):
            if words[start] == "findings" and (end := self._society(start)):
                form = tree.next["acl"].form
                assert form is not None, "the table has ACL"
                default = _Found(form, start + 2, end, capitals=False)
                floor = start = end
                continue
            for form, end in reversed(self._forms(tree, start)):
                if found := self._accept(form, start, end, floor):
                    return self._continued(found) or found
            word, raw = words[start], self.raws[start]
            if raw[-1] == "W" and word not in tree.next and word[:-1] in tree.next:
                form = tree.next[word[:-1]].form
                if form and form.single and _capitals(raw[:-1], form):
                    return _Found(form, start, start + 1, capitals=True, workshops=True)
            start += 1
        return default

    def _continued(self, found: _Found) -> _Found | None:
        """Return the venue whose name begins where the other ends: *ACL 2014 Workshop on Argument Mining*."""
        if _BOUNDARY.search(self.gaps[found.end]):
            return None
        for form, end in reversed(self._forms(_tree(), found.end)):
            if end > found.end + 2:
                return self._accept(form, found.end, end, found.end)
        return None

    def track_beside(self, found: _Found) -> Track | None:
        """Return the track that the rest of the text tells."""
        kind = found.form.venue.type
        if kind in {"journal", "preprint"}:
            return None
        if found.workshops:
            return "Workshop"
        if found.start > 1 and "@" in self.gaps[found.start - 1]:  # ArgMining@EMNLP
            return "Workshop"
        rest = " ".join(self._beside(found))
        # "International Conference Companion on World Wide Web" has it within the name.
        is_companion = "companion" in self.words[found.start : found.end]
        return next(
            (
                track
                for track, sign in _TRACKS.items()
                if re.search(rf"\b(?:{sign})\b", rest) and track.casefold() != kind
            ),
            "Companion" if is_companion else None,
        )

    def _beside(self, found: _Found) -> Iterator[str]:
        """Yield the words that are part of no venue's name."""
        at = 0
        while at < len(self.words):
            if at == found.start:
                at = found.end
                yield "|"
                if self.words[at : at + 1] == ["and"]:  # another venue, which is not told apart
                    while at < len(self.words) and not _BOUNDARY.search(self.gaps[at]):
                        at += 1
            elif other := self._longest(at):
                at = other.end
                yield "|"
            else:
                yield self.words[at]
                at += 1

    def _longest(self, at: int) -> _Found | None:
        """Return the venue of more than one word that begins at a word."""
        for form, end in reversed(self._forms(_tree(), at)):
            if end > at + 1:
                return self._accept(form, at, end, 0)
        return None

    def _forms(self, node: _Node, at: int) -> list[tuple[_Form, int]]:
        """Return the forms that begin at a word, and where they end, the longest last."""
        found = []
        for end in range(at, len(self.words)):
            following = node.next.get(self.words[end])
            if following is None:
                break
            node = following
            if node.form is not None:
                found.append((node.form, end + 1))
        return found

    def _society(self, start: int) -> int:
        """Return where ``Findings of the Association for …`` ends, 0 if it does not begin here.

        A venue may follow; if none does, it is the society's own meeting.
        """
        for society in _FINDINGS:
            end = start + len(society)
            if tuple(self.words[start:end]) == society:
                return end if len(society) > 3 or self._ends(end, single=True) else 0
        return 0

    def _accept(self, form: _Form, start: int, end: int, floor: int) -> _Found | None:
        """Return the venue if it stands by itself."""
        venue = form.venue
        left, right = self._left(form, start, floor), self._right(form, end)
        if not left or not right:
            return None
        capitals = form.single and _capitals(self.raws[start], form)
        if form.topical and not self._alone(venue, start, end):
            return None
        if form.single:
            if "(" in self.gaps[start] and venue.type != "workshop":
                if {"workshop", "workshops"} & set(self.words[:start]):
                    return None  # the workshop's own acronym
            whole = left == right == "segment"
            raw = self.raws[start]
            if venue.word and not (whole and (raw == form.spelling or raw.isupper())):
                return None
            if not capitals and not whole:
                return None
        return _Found(form, start, end, capitals or _capitals(self.raws[end - 1], form))

    def _left(self, form: _Form, start: int, floor: int) -> _Side:
        """How the venue is set off from what stands before it."""
        if form.topical:
            allowed = _BEFORE_TOPIC
        elif form.venue.type == "journal":
            allowed = _BEFORE_JOURNAL
        else:
            allowed = _BEFORE
        while start > floor and not _BOUNDARY.search(self.gaps[start]):
            word = self.words[start - 1]
            if word in _AT:
                return "beside"
            if word in _TRACK_WORDS and not form.topical and self.words[start] != "on":
                return "beside"
            group = self.raws[start - 1].startswith("SIG") and not form.topical  # ACM's
            if word not in allowed and not group:
                return ""
            start -= 1
        return "segment"

    def _right(self, form: _Form, end: int) -> _Side:
        """How the venue is set off from what stands after it."""
        if self._ends(end, single=form.single):
            return "segment"
        word, gap = self.words[end], self.gaps[end]
        if gap in {"/", "-"} and word in _tree().next:  # ACL/IJCNLP, where that is not known
            return "beside"
        if self._is(form.venue, word):  # Very Large Data Bases VLDB
            return "beside"
        if word == "and":
            joint = end + 1 < len(self.words) and (
                _numbered(self.gaps[end + 1]) or self.words[end + 1] in _GENERIC | {"international"}
            )
            return "beside" if joint else ""
        last = end
        while last < len(self.words) and self.words[last] in _AFTER:
            last += 1
            if self._ends(last, single=False):
                return "segment"
        return "beside" if last > end else ""

    def _ends(self, at: int, *, single: bool) -> bool:
        """Whether a segment ends before a word."""
        gap = self.gaps[at]
        return (
            at == len(self.words)
            or bool(_BOUNDARY.search(gap))
            or _numbered(gap)
            or (single and bool(re.match(r"\.(?:\s|$)", gap)))
        )

    def _alone(self, venue: Venue, start: int, end: int) -> bool:
        """Whether there is nothing else in the text but a volume, or the venue again."""
        others = (*self.words[:start], *self.words[end:])
        return all(word in _VOLUME or self._is(venue, word) for word in others)

    @staticmethod
    def _is(venue: Venue, word: str) -> bool:
        """Whether a word names the venue."""
        node = _tree().next.get(word)
        return node is not None and node.form is not None and node.form.venue is venue


def _capitals(raw: str, form: _Form) -> bool:
    """Whether a word is written as an acronym."""
    return raw == form.spelling or sum(map(str.isupper, raw)) > 1


def _numbered(gap: str) -> bool:
    return any(_is_number(word) for word in re.findall(r"[^\W_]+", gap.casefold()))


def _year(text: str, gaps: list[str], found: _Found) -> int | None:
    """Return the year in or after the venue, else any in the text."""
    for gap in gaps:
        if year := _YEAR.search(gap):
            return int(year[0])
        if short := _SHORT_YEAR.match(gap):
            if short[1] or found.capitals or (found.form.single and gap[0] != "-"):
                number = int(short[1] or short[2])
                return number + (2000 if number < 50 else 1900)
    year = _YEAR.search(text)
    return int(year[0]) if year else None
