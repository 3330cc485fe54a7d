"""One entry on its way out into another format: what it says, and which of that the format has taken.

A writer asks an `Outgoing` for each thing that its format can keep. What nobody has asked for when the writer is done
with the entry is lost, and `synbib.formats.write` tells of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, Final, cast

from synbib import lazily
from synbib.formats.dialects import is_same_type
from synbib.formats.parts import YEARS
from synbib.incoming import OTHERS, Date
from synbib.library import Entry
from synbib.model.csl_item import CslName
from synbib.model.fields import FIELDS, LATEX_KINDS, FieldKind, canonical, find_field
from synbib.model.item import verbatim
from synbib.model.languages import language_tag
from synbib.model.names import parse_name, split_names
from synbib.text import scrub, strip, to_nodes
from synbib.text.marks import NOCASE, Node

__all__ = ["KEY", "PUBLISHERS", "TYPE", "Loss", "Outgoing", "calendar_date", "inverted"]

KEY: Final = "citation key"
"""What is lost where a format has no place for the key of an entry, or has one that reads it as something else."""
TYPE: Final = "entry type"
"""What is lost where an entry is read again as one of another type."""
PUBLISHERS: Final = ("publisher", "institution", "organization")
"""The fields of who has published a work, for a format that has one place for them."""

# What a reader of plain text misses nothing by.
_UNSEEN: Final = frozenset({"nocase", "quote", "link"})
# What stands between commas or semicolons, of which those in braces are no ends.
_KEYWORD: Final = lazily.pattern(f"(?:{NOCASE.open}[^{NOCASE.close}]*{NOCASE.close}|[^,;])+")
# What says how the other fields are meant, or helps a program, and nothing of the work.
_ABOUT_OTHERS: Final = frozenset(
    {"crossref", "ids", "sortkey", "xdata", "xref", "options", "sorttitle", "sortname"}
)


@lazily.dataclass(frozen=True, slots=True)
class Loss:
    """What a format could not keep of an entry.

    Attributes:
        key: The citation key.
        field: The field, as the entry calls it; `KEY` or `TYPE` for these.
        what: What of it; ``""`` if it is all of it.
    """

    key: str
    field: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.field} ({self.what})" if self.what else self.field


@lazily.dataclass(slots=False)
class Outgoing:
    """One entry, and which of its fields were taken.

    Fields are asked for by any of their names: ``journal`` and ``journaltitle`` are one. What is asked for is taken.

    Attributes:
        entry: The entry.
    """

    entry: Entry
    _taken: set[str] = field(default_factory=set)
    _partly: dict[str, str] = field(default_factory=dict)
    _has_key: bool = False
    _became: str | None = None

    @property
    def type(self) -> str:
        """The entry type, in lower case. Asking for it takes nothing: see `becomes`."""
        return self.entry.type

    def key(self, is_read: Callable[[str], bool] = bool) -> str:
        """Return the citation key.

        Args:
            is_read: Whether a key is one to those who read the format; else it is written, and lost.
        """
        self._has_key = is_read(self.entry.key)
        return self.entry.key

    def becomes(self, type: str) -> None:
        """Say of which type the entry is to those who read it again; ``""`` if that is not told at all."""
        self._became = type

    @property
    def was_asked(self) -> bool:
        """Whether anything of it was taken yet."""
        return bool(self._taken) or self._became is not None

    @cached_property
    def item(self) -> Mapping[str, Any]:
        """The entry as an item of CSL-JSON. Reading it takes nothing: see `take`."""
        return cast("Mapping[str, Any]", self.entry.csl)

    @cached_property
    def _names(self) -> dict[str, str]:
        """The name of a field in `FIELDS` → the one that it has in the entry; its own name counts before aliases."""
        found: dict[str, str] = {}
        for name in self.entry.fields:
            plain = canonical(name)
            if plain not in found or name == plain:
                found[plain] = name
        return found

    def take(self, *names: str) -> None:
        """Say that the fields of these names are kept, in whatever form."""
        self._taken.update(self.entry.fields.keys() & names)
        self._taken.update(
            self._names[plain] for name in names if (plain := canonical(name)) in self._names
        )

    def has(self, name: str) -> bool:
        """Whether the entry has a field, which is not taken by that."""
        return canonical(name) in self._names

    def marked(self, *names: str) -> str:
        """Return the first of these fields that the entry has, as marked text (see `synbib.text`); ``""`` if none."""
        for name in names:
            if held := self._names.get(canonical(name)):
                self._taken.add(held)
                return self._read(held)
        return ""

    def text(self, *names: str) -> str:
        """Return the same as plain text; its formatting is lost, if it has any."""
        marked = self.marked(*names)
        plain = strip(marked)
        if plain != marked and _is_formatted(to_nodes(marked)):
            name = next(self._names[canonical(name)] for name in names if self.has(name))
            self._partly[name] = "its formatting"
        return " ".join(plain.split())

    def raw(self, name: str) -> str:
        """Return a field as it stands in the entry; ``""`` if there is none."""
        held = self._names.get(canonical(name))
        if held is None:
            return ""
        self._taken.add(held)
        return self.entry.fields[held]

    def people(self, name: str) -> list[CslName]:
        """Return who a field names: ``author``, ``editor`` … in the parts that CSL-JSON has."""
        known = find_field(name)
        if known is None or known.kind is not FieldKind.NAMES:
            return []
        self.take(name)
        if known.variable:
            return cast("list[CslName]", self.item.get(known.variable, []))
        said = self.entry.fields.get(self._names.get(known.name, ""), "")
        return [cast("CslName", parse_name(each).to_csl()) for each in split_names(said)]

    def date(self, name: str = "date") -> Date:
        """Return a date as far as it is told, the first of a range: ``date``, ``urldate``, ``origdate``.

        Other years than `YEARS` are not told by numbers; a season is not a month.

        The fields of its parts, as ``year`` and ``month``, are taken with it.
        """
        self.take(*(each.name for each in FIELDS.values() if each.unit == name))
        first = next(iter(self._ends(name)), [])
        return calendar_date(*(int(part) for part in first if str(part).lstrip("-").isdecimal()))

    def keywords(self) -> list[str]:
        """Return the keywords of the entry, plain; commas in braces, ``{Aged, 80 and over}``, belong to one."""
        words = (
            " ".join(strip(each).split()) for each in _KEYWORD.findall(self.marked("keywords"))
        )
        return list(filter(None, words))

    def one_date(self, name: str = "date") -> Date:
        """Return the same for a format that has no ranges of dates, and no seasons: these are lost.

        Of other dates than that of publication the text that is not a date is lost, too.
        """
        if self.is_range(name):
            self.lose(name, "the end of the range")
        elif "season" in self.item.get(FIELDS[name].variable, {}):
            self.lose(name, "the season")
        found = self.date(name)
        if name != "date" and not found.year:
            self.lose(name, "what is not a date")
        return found

    def is_range(self, name: str) -> bool:
        """Whether a date has an end."""
        return len(self._ends(name)) > 1

    def _ends(self, name: str) -> list[list[int | str]]:
        """Return the beginning of a date, and the end of a range."""
        ends: list[list[int | str]] = self.item.get(FIELDS[name].variable, {}).get("date-parts", [])
        return ends

    def language(self) -> str:
        """Return the language that the entry names: its tag (BCP 47), or the name as it is where it is not known."""
        told = self.text("langid")
        if not told:
            return self.text("language")
        return "en" if told == "english" else language_tag(told) or told

    def lose(self, name: str, what: str) -> None:
        """Say that something of a field is lost: ``its formatting``, ``the end of the range``.

        Of ``date`` it is the first field that the entry tells its date by.
        """
        told = (name, *(each.name for each in FIELDS.values() if each.unit == name))
        held = next(filter(None, map(self._names.get, map(canonical, told))), None)
        if held is not None:
            self._partly[held] = what

    @property
    def left(self) -> dict[str, str]:
        """The fields that nobody has taken, as the entry calls them → their text, marked. Asking takes none."""
        return {name: self._read(name) for name in self._untaken()}

    def losses(self) -> Iterator[Loss]:
        """Yield what nobody has taken, and what was taken in part."""
        if self.entry.key and not self._has_key:
            yield Loss(self.entry.key, KEY)
        became = self._became or ""
        if not is_same_type(self.type, became):
            what = f"{self.type} becomes {became}" if became else self.type
            yield Loss(self.entry.key, TYPE, what)
        for name in self._untaken():
            yield Loss(self.entry.key, name)
        for name, what in self._partly.items():
            yield Loss(self.entry.key, name, what)

    def _untaken(self) -> Iterator[str]:
        for name, value in self.entry.fields.items():
            if name not in self._taken and value and canonical(name) not in _ABOUT_OTHERS:
                yield name

    def _read(self, name: str) -> str:
        known = find_field(name)
        if known is not None and known.kind not in LATEX_KINDS:
            return scrub(verbatim(self.entry.fields[name]))
        return self.entry.marked(name)


def calendar_date(year: int = 0, month: int = 0, day: int = 0, *_: int) -> Date:
    """Return a date as far as it is one of a calendar, and of the years that are read again."""
    if year not in YEARS:
        return Date()
    if not 1 <= month <= 12:
        return Date(year)
    return Date(year, month, day or None)


def inverted(name: CslName) -> str:
    """Return a name as reference managers sort it, ``van Doe, Jane, Jr.``, and `parts.inverted` reads it.

    An organization has a comma after its name, or its first comma twice.
    """
    if "literal" in name:
        text = strip(name["literal"])
        if text == OTHERS.name:
            return "et al."
        return text.replace(",", ",,", 1) if "," in text else f"{text},"
    first = (name.get("given"), name.get("dropping-particle"))
    last = (name.get("non-dropping-particle"), name.get("family"))
    pieces = (" ".join(filter(None, last)), " ".join(filter(None, first)), name.get("suffix", ""))
    return ", ".join(strip(each) for each in pieces if each)


def _is_formatted(nodes: Iterable[Node | str]) -> bool:
    return any(
        not isinstance(node, str) and (node.name not in _UNSEEN or _is_formatted(node.children))
        for node in nodes
    )
