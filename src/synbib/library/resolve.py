"""From entries as written to entries as meant, one at a time and only when asked.

Reading a file makes an index, key → block, and collects the ``@string`` definitions; macros, ``crossref`` and
``xdata`` of an entry are resolved when somebody looks at it. Several files are read as one: macros and parents of
one are known in those after it. How long that makes entries, all together, is bounded: see `synbib.limits`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, product
from typing import Final, NamedTuple
from weakref import WeakValueDictionary

from synbib import bibtex, lazily
from synbib.bibtex import Document, StringDef
from synbib.bibtex.careful import Problem
from synbib.bibtex.values import MONTH_MACROS, Growth, Macros, Place, macro_names
from synbib.errors import Diagnostic
from synbib.library.entry import Entry
from synbib.library.inherit import XdataReference, inherit, keys_of, reference
from synbib.limits import DEEPEST_REFERENCE, MOST_REFERENCES, MOST_XDATA
from synbib.model import split_names
from synbib.text.months import MONTHS, month_number

__all__ = ["Resolver"]

_KEPT: Final = 20_000
_XDATA: Final = "xdata"
_LINKING: Final = frozenset({"crossref", "xdata", "entryset"})
_DELIMITERS: Final = frozenset({"{", '"'})
_IDS_WORDS: Final = tuple(map("".join, product("iI", "dD", "sS")))
_IDS: Final = lazily.pattern(r"\bids[ \t\r\n]*=", re.IGNORECASE)


# What a field costs, however short, in characters.
_WEIGHT_OF_FIELD: Final = 10
# So many unknown keys of one field are reported.
_MOST_UNKNOWN: Final = 20
# What is wrong with a reference, after it.
_ENDLESS: Final = "leads back to itself, or to too many others"


class _Referred(NamedTuple):
    """What a reference stands for.

    Attributes:
        items: The value, or its items.
        missing: Why it has none.
        wrong: What is wrong with the first of further references in it that is wrong.
    """

    items: tuple[str, ...]
    missing: str = ""
    wrong: str = ""


class Resolver:
    """Knows what the entries of some files mean.

    Args:
        documents: The files, in the order in which they are read.

    Attributes:
        blocks: Citation key → the first entry with it.
        repeated: The further entries with a key that is taken, each with the first.
        macros: All ``@string`` definitions.
        findings: What is doubtful about these.
    """

    def __init__(self, documents: Sequence[Document], sentence_case: bool = True) -> None:
        self._sentence_case = sentence_case
        self.blocks: dict[str, bibtex.Entry] = {}
        self.repeated: list[tuple[bibtex.Entry, bibtex.Entry]] = []
        self._growth = Growth(sum(len(document.text) for document in documents))
        self.macros = Macros(self._growth)
        self.findings: list[Diagnostic] = []
        self._numbers = {id(document): number for number, document in enumerate(documents)}
        # An entry lives while somebody has it, and the last ones asked for in any case: of a file of 100 MB, all of
        # them with all that is known of them would be ten times the file.
        self._entries: WeakValueDictionary[str, Entry] = WeakValueDictionary()
        self._recent: deque[Entry] = deque(maxlen=_KEPT)
        # What others ask for again and again.
        self._parents: dict[bibtex.Entry, bibtex.Entry | None] = {}
        self._circular: dict[bibtex.Entry, bool] = {}
        self._data: dict[bibtex.Entry, dict[str, str]] = {}
        self._data_keys: dict[bibtex.Entry, tuple[str, ...]] = {}
        self._weights: dict[bibtex.Entry, int] = {}
        self._referred: dict[XdataReference, _Referred] = {}
        self._items: dict[tuple[bibtex.Entry, str], list[str]] = {}
        blocks = self.blocks
        for document in documents:
            for block in document.blocks:
                kind = type(block)
                if kind is bibtex.Entry:
                    assert isinstance(block, bibtex.Entry)  # for the type checker alone
                    if (first := blocks.setdefault(block.key, block)) is not block:
                        self.repeated.append((block, first))
                elif kind is StringDef:
                    assert isinstance(block, StringDef)
                    self._define(block)

    # --- finding ------------------------------------------------------------------------------------

    def find(self, key: str) -> bibtex.Entry | None:
        """Return the entry with this key, or with this key among its ``ids``."""
        return self.blocks.get(key) or self._aliases.get(key)

    def find_parent(self, key: str) -> bibtex.Entry | None:
        """Return the entry that a ``crossref`` or ``xdata`` names; to BibTeX, letter case does not count."""
        folded = self._folded.get(key.casefold())
        return self.find(key) or (None if folded is None else self.blocks.get(folded))

    @cached_property
    def _aliases(self) -> dict[str, bibtex.Entry]:
        found: dict[str, bibtex.Entry] = {}
        words: dict[Document, list[str]] = {}
        for block in self.blocks.values():
            document = block.document
            text = document.text
            if document not in words:
                words[document] = [word for word in _IDS_WORDS if word in text]
            # A word is found far quicker than an expression, and a file writes this one in few ways.
            for word in words[document]:
                if text.find(word, block.body, block.end) >= 0:
                    if _IDS.search(text, block.body, block.end):
                        for alias in keys_of(self.own_fields(block).get("ids", "")):
                            found.setdefault(alias, block)
                    break
        return found

    @cached_property
    def _folded(self) -> dict[str, str]:
        folded: dict[str, str] = {}
        for key in self.blocks:
            folded.setdefault(key.casefold(), key)
        return folded

    # --- macros -------------------------------------------------------------------------------------

    def _place(self, document: Document, at: int) -> Place:
        return self._numbers[id(document)], at

    def _define(self, block: StringDef) -> None:
        document = block.document
        for field in block.fields:
            place = self._place(document, field.start)
            self.findings += self._judge_macros(document, field)
            value = self.macros.value(field.value, place, place)
            if (why := self._growth.refused.get(place)) is not None:
                self.findings.append(
                    _found(
                        document,
                        field.value_start,
                        "too-long",
                        f"the @string '{field.name}' would be {why}",
                        "shorten what it is made of",
                    )
                )
            before = self.macros.define(field.name, place, value)
            if before is not None and before != value:
                self.findings.append(
                    _found(
                        document,
                        field.start,
                        "redefined-macro",
                        f"the @string '{field.name}' is defined again; entries from here on have the new value",
                        "give one of them another name",
                    )
                )

    def _judge_macros(self, document: Document, field: bibtex.Field) -> Iterator[Diagnostic]:
        for name in macro_names(field.value):
            value, late = self.macros.find(name, self._place(document, field.value_start))
            if value is None:
                yield _found(
                    document,
                    field.value_start,
                    "undefined-macro",
                    f"'{name}' is not an @string of this file and stands for itself",
                    _instead_of(name),
                )
            elif late:
                yield _found(
                    document,
                    field.value_start,
                    "late-macro",
                    f"the @string '{name}' is defined only further down, where BibTeX does not see it",
                    "move it up",
                )

    # --- entries ------------------------------------------------------------------------------------

    def own_fields(self, block: bibtex.Entry) -> dict[str, str]:
        """Return an entry's own fields, macros, ``#`` and references resolved.

        Of two fields with one name BibTeX takes the first.
        """
        fields = self.written_fields(block)
        if block.document.text.find(_XDATA, block.body, block.end) >= 0:
            return {name: self._followed(block, name, value) for name, value in fields.items()}
        return fields

    def written_fields(self, block: bibtex.Entry) -> dict[str, str]:
        """Return an entry's own fields, macros and ``#`` resolved, and references as they are."""
        value_of = self._value
        pairs = block.pairs
        # One piece in its delimiters, as nearly all values are, is not worth a call.
        fields = {
            name.lower(): value[1:-1]
            if value[:1] in _DELIMITERS and "#" not in value
            else value_of(block, name, value)
            for name, value in pairs
        }
        if len(fields) == len(pairs):
            return fields
        fields = {}
        for name, value in pairs:
            name = name.lower()
            if name not in fields:
                fields[name] = value_of(block, name, value)
        return fields

    def _value(self, block: bibtex.Entry, name: str, written: str) -> str:
        month = MONTH_MACROS.get(written)
        if month is not None and written not in self.macros.definitions:
            return month
        place = self._place(block.document, block.start)
        return self.macros.value(written, place, (block, name.lower()))

    def _fields_of_data(self, block: bibtex.Entry) -> dict[str, str]:
        """Return an entry's fields without its references, kept because many may take theirs from it."""
        if block not in self._data:
            self._data[block] = self.written_fields(block)
        return self._data[block]

    def _followed(self, block: bibtex.Entry, name: str, value: str) -> str:
        """Return what a value with references stands for; as it is if that were too long."""
        if _XDATA not in value:
            return value
        items = self._follow(value)[0]
        allowed = self._growth.allows((block, name, _XDATA), sum(map(len, items)) - len(value))
        return _listed(items) if allowed else value

    def _follow(self, value: str, depth: int = 0) -> tuple[list[str], list[str]]:
        """Return what a value, or the items of it that refer to other entries' fields, stand for.

        After it stands what is wrong: a reference that leads nowhere, or back to itself, stays as it is.
        """
        parts = [value] if reference(value) else split_names(value)
        if not any(map(reference, parts)):
            return [value], []
        items: list[str] = []
        wrong: list[str] = []
        for part in parts:
            if (target := reference(part)) is None:
                items.append(part)
                continue
            found = self._refer(target, depth)
            if found.missing or len(items) + len(found.items) > MOST_REFERENCES:
                wrong.append(f"'{part}' {found.missing or _ENDLESS}")
                items.append(part)
            else:
                items += found.items
                if found.wrong:
                    wrong.append(found.wrong)
        return items, wrong

    def _refer(self, target: XdataReference, depth: int) -> _Referred:
        """Return what a reference stands for, kept because many may have the same."""
        if depth > DEEPEST_REFERENCE:
            return _Referred((), _ENDLESS)
        if (known := self._referred.get(target)) is None:
            self._referred[target] = _Referred((), _ENDLESS)  # to what leads back here
            value, missing = self._target(target)
            if missing:
                known = _Referred((), f"has no value: {missing}")
            else:
                items, wrong = self._follow(value, depth + 1) if _XDATA in value else ([value], [])
                known = _Referred(tuple(items), "", wrong[0] if wrong else "")
            self._referred[target] = known
        return known

    def _target(self, target: XdataReference) -> tuple[str, str]:
        """Return the value that a reference means, and what is missing if there is none."""
        block = self.find_parent(target.key)
        if block is None:
            return "", f"there is no entry '{target.key}'"
        value = self._fields_of_data(block).get(target.field)
        if value is None:
            return "", f"'{block.key}' has no field '{target.field}'"
        if not target.number:
            return value, ""
        if (block, target.field) not in self._items:
            self._items[block, target.field] = split_names(value)
        items = self._items[block, target.field]
        if target.number > len(items):
            return "", f"'{target.field}' of '{block.key}' has {len(items)} of them"
        return items[target.number - 1], ""

    def entry(self, block: bibtex.Entry) -> Entry:
        """Return what an entry means."""
        if found := self._entries.get(block.key):
            return found
        own = self.own_fields(block)
        if "crossref" not in own:
            return self._interpret(block, own, None)
        # Up to the first that is known: so each entry of a long chain is looked at once.
        entry: Entry | None = None
        chain = [block]
        for above in self.ancestors(block):
            if entry := self._entries.get(above.key):
                break
            chain.append(above)
        for one in reversed(chain):
            entry = self._interpret(one, self.own_fields(one), entry)
        assert entry is not None  # the entry itself is the last of the chain
        return entry

    def ancestors(self, block: bibtex.Entry) -> Iterator[bibtex.Entry]:
        """Yield the entries that an entry inherits from by ``crossref``, the nearest first."""
        above: bibtex.Entry | None = block
        while above is not None and not self._is_circular(above):
            if (above := self._parent(above)) is not None:
                yield above

    def _is_circular(self, block: bibtex.Entry) -> bool:
        """Whether ``crossref`` leads from an entry back to it: such entries inherit nothing."""
        walked: dict[bibtex.Entry, None] = {}
        above: bibtex.Entry | None = block
        while above is not None and above not in self._circular and above not in walked:
            walked[above] = None
            above = self._parent(above)
        circular = False
        for one in walked:
            circular = circular or one is above
            self._circular[one] = circular
        return self._circular[block]

    def _parent(self, block: bibtex.Entry) -> bibtex.Entry | None:
        if block not in self._parents:
            self._parents[block] = self._find_crossref(block)
        return self._parents[block]

    def _find_crossref(self, block: bibtex.Entry) -> bibtex.Entry | None:
        for name, value in block.pairs:
            if name.lower() == "crossref":
                return self.find_parent(self._value(block, name, value).strip())
        return None

    def _interpret(self, block: bibtex.Entry, own: dict[str, str], parent: Entry | None) -> Entry:
        type_ = block.type.lower()
        fields = own
        data = [(one, self._all_data(one)) for one in self.data_of(block, own)]
        handed_on = sum(self._weight(*one) for one in data)
        if parent is not None:
            assert isinstance(parent.source, bibtex.Entry)  # it was read from a file
            handed_on += self._weight(parent.source, parent.fields)
        if self._growth.allows(block, handed_on):
            for _, values in data:
                fields = fields | inherit(type_, fields, "xdata", values)
            if parent is not None:
                fields = fields | inherit(type_, fields, parent.type, parent.fields)
        inherited = frozenset(fields.keys() - own.keys()) if fields is not own else frozenset()
        entry = Entry(type_, block.key, fields, inherited, block, self._sentence_case)
        if self.blocks.get(block.key) is block:
            self._entries[block.key] = entry
            self._recent.append(entry)
        return entry

    def _weight(self, block: bibtex.Entry, fields: Mapping[str, str]) -> int:
        """Return how many characters an entry's ``fields``, which it hands on, count as."""
        if block not in self._weights:
            self._weights[block] = sum(
                len(name) + len(value) + _WEIGHT_OF_FIELD for name, value in fields.items()
            )
        return self._weights[block]

    def _all_data(self, data: bibtex.Entry) -> dict[str, str]:
        """Return the fields of an entry that others take over."""
        fields = self._fields_of_data(data)
        if any(_XDATA in value for value in fields.values()):
            return {name: self._followed(data, name, value) for name, value in fields.items()}
        return fields

    def data_of(self, block: bibtex.Entry, own: Mapping[str, str]) -> list[bibtex.Entry]:
        """Return the entries that ``xdata`` names, and those that they name in turn, each once.

        Of more than `MOST_XDATA` there are none.
        """
        found = self._named_data(block, own)
        return found if len(found) <= MOST_XDATA else []

    def _named_data(self, block: bibtex.Entry, own: Mapping[str, str]) -> list[bibtex.Entry]:
        """Return what `data_of` does, and one too many where there are too many."""
        if "xdata" not in own:
            return []
        found: dict[str, bibtex.Entry] = {}
        waiting = keys_of(own["xdata"])[::-1]
        while waiting and len(found) <= MOST_XDATA:
            data = self.find_parent(waiting.pop())
            if data is not None and data.key not in found and data.key != block.key:
                found[data.key] = data
                waiting += self._keys_of_data(data)[::-1]
        return list(found.values())

    def _hands_on_to_itself(self, block: bibtex.Entry, own: Mapping[str, str]) -> bool:
        """Whether ``xdata`` leads from an entry back to it; biber stops then."""
        named = (key for data in self._named_data(block, own) for key in self._keys_of_data(data))
        keys = {*keys_of(own.get("xdata", "")), *named}
        return any(self.find_parent(key) is block for key in keys)

    def _keys_of_data(self, data: bibtex.Entry) -> tuple[str, ...]:
        """Return the keys that an entry which hands on data names for its own; of too many, one too many."""
        if data not in self._data_keys:
            named = dict.fromkeys(keys_of(self._fields_of_data(data).get("xdata", "")))
            self._data_keys[data] = tuple(islice(named, MOST_XDATA + 1))
        return self._data_keys[data]

    def judge(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        """Yield everything that is wrong or doubtful in one entry."""
        document = block.document
        for problem in block.problems:
            yield document.diagnose(problem)
        pairs = block.pairs
        made = [value for _, value in pairs if not _is_plain(value)]
        linking = not _LINKING.isdisjoint(name.lower() for name, _ in pairs)
        referring = any(_XDATA in value for _, value in pairs)
        place = self._place(document, block.start)
        # The places of fields are asked for only where there is something to say about them.
        if made and any(self._is_doubtful(value, place) for value in made):
            for field in block.fields:
                yield from self._judge_macros(document, field)
        if referring:
            yield from self._judge_references(block)
        if linking:
            yield from self._judge_parents(block)
        if made or linking or referring:
            yield from self._judge_growth(block)

    def _is_doubtful(self, value: str, place: Place) -> bool:
        """Whether a value uses a macro that is not defined before."""
        found = (self.macros.find(name, place) for name in macro_names(value))
        return any(known is None or late for known, late in found)

    def _judge_growth(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        """Yield what macros, references and parents would make too long."""
        if self.blocks.get(block.key) is block:
            self.entry(block)
        else:
            self.own_fields(block)
        refused = self._growth.refused
        if not refused:
            return
        for field in block.fields:
            name = field.name.lower()
            if why := refused.get((block, name)) or refused.get((block, name, _XDATA)):
                message = f"the value of '{field.name}' would be {why}"
                hint = "shorten what it is made of"
                yield _found(block.document, field.value_start, "too-long", message, hint)
        if why := refused.get(block):
            message = f"'{block.key}' with what it inherits would be {why}"
            hint = "shorten what is inherited"
            yield _found(block.document, block.start, "too-long", message, hint)

    def _judge_references(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        for field in block.fields:
            for problem in self._follow(self._value(block, field.name, field.value))[1]:
                yield _found(
                    block.document,
                    field.value_start,
                    "unknown-xdata",
                    problem,
                    "write xdata=key-field, or xdata=key-field-2 for the second of a list",
                )

    def _judge_parents(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        own = self.own_fields(block)
        places = {field.name.lower(): field.value_start for field in reversed(block.fields)}
        named = {name: keys_of(own.get(name, "")) for name in ("xdata", "entryset")}
        named["crossref"] = [key] if (key := own.get("crossref", "").strip()) else []
        for name, keys in named.items():
            unknown = (key for key in keys if self.find_parent(key) is None)
            for key in islice(unknown, _MOST_UNKNOWN):
                yield _found(
                    block.document,
                    places[name],
                    "unknown-parent",
                    f"{name} names '{key}', and there is no such entry",
                    "correct the key, or add the entry",
                )
        if len(self._named_data(block, own)) > MOST_XDATA:
            yield _found(
                block.document,
                places["xdata"],
                "too-many-parents",
                f"xdata leads from '{block.key}' to more than {MOST_XDATA} entries; nothing is taken from them",
                "name fewer",
            )
        if named["crossref"] and self._is_circular(block):
            yield _found(
                block.document,
                places["crossref"],
                "crossref-circle",
                f"crossref leads from '{block.key}' back to itself; nothing is inherited",
                "take one crossref of the circle out",
            )
        if self._hands_on_to_itself(block, own):
            yield _found(
                block.document,
                places["xdata"],
                "crossref-circle",
                f"xdata leads from '{block.key}' back to itself",
                "take one xdata of the circle out",
            )


def _is_plain(value: str) -> bool:
    """Whether a value is one piece, in delimiters or a number or a month: it stands for itself."""
    if value[:1] in _DELIMITERS:
        return "#" not in value
    return value.isdecimal() or value in MONTH_MACROS


def _instead_of(name: str) -> str:
    """Return what to do about a macro that is not defined."""
    month = month_number(name)
    return f"write {MONTHS[month - 1][:3].lower()}" if month else f"define it, or write {{{name}}}"


def _listed(items: list[str]) -> str:
    return " and ".join(items) if len(items) > 1 else items[0]


def _found(document: Document, at: int, code: str, message: str, hint: str) -> Diagnostic:
    return document.diagnose(Problem(at, code, message, hint))
