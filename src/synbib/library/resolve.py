"""From entries as written to entries as meant, one at a time and only when asked.

Reading a file makes an index, key → block, and collects the ``@string`` definitions; macros, ``crossref`` and
``xdata`` of an entry are resolved when somebody looks at it. Several files are read as one: macros and parents of
one are known in those behind it.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from typing import Final
from weakref import WeakValueDictionary

from synbib import bibtex
from synbib.bibtex import Document, StringDef
from synbib.bibtex.values import MONTH_MACROS, Macros, Place, macro_names
from synbib.errors import Diagnostic
from synbib.library.entry import Entry
from synbib.library.inherit import Reference, inherit, keys_of, reference
from synbib.model import split_names

__all__ = ["Resolver"]

_KEPT: Final = 20_000
_XDATA: Final = "xdata"
# So many references may one value have, with those behind them.
_MOST_REFERENCES: Final = 1000
_LINKING: Final = frozenset({"crossref", "xdata", "entryset"})
_DELIMITERS: Final = frozenset({"{", '"'})
_IDS_WORDS: Final = tuple(map("".join, product("iI", "dD", "sS")))
_IDS: Final = re.compile(r"\bids[ \t\r\n]*=", re.IGNORECASE)


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
        self.macros = Macros()
        self.findings: list[Diagnostic] = []
        self._numbers = {id(document): number for number, document in enumerate(documents)}
        # An entry lives while somebody has it, and the last ones asked for in any case: of a file of 100 MB, all of
        # them with all that is known of them would be ten times the file.
        self._entries: WeakValueDictionary[str, Entry] = WeakValueDictionary()
        self._recent: deque[Entry] = deque(maxlen=_KEPT)
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
        return self.find(key) or self.blocks.get(self._folded.get(key.casefold(), ""))

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
            value = self.macros.value(field.value, place)
            before = self.macros.define(field.name, place, value)
            if before is not None and before != value:
                self.findings.append(
                    _warning(
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
                yield _warning(
                    document,
                    field.value_start,
                    "undefined-macro",
                    f"'{name}' is no @string of this file and stands for itself",
                    f"define it, or write {{{name}}}",
                )
            elif late:
                yield _warning(
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
        fields = self._written(block)
        if block.document.text.find(_XDATA, block.body, block.end) >= 0:
            return {name: self._follow(value)[0] for name, value in fields.items()}
        return fields

    def _written(self, block: bibtex.Entry) -> dict[str, str]:
        place = self._place(block.document, block.start)
        value_of = self._value
        pairs = block.pairs
        # One piece in its delimiters, as nearly all values are, is not worth a call.
        fields = {
            name.lower(): value[1:-1]
            if value[:1] in _DELIMITERS and "#" not in value
            else value_of(value, place)
            for name, value in pairs
        }
        if len(fields) == len(pairs):
            return fields
        fields = {}
        for name, value in pairs:
            name = name.lower()
            if name not in fields:
                fields[name] = value_of(value, place)
        return fields

    def _value(self, written: str, place: Place) -> str:
        month = MONTH_MACROS.get(written)
        if month is not None and written not in self.macros.definitions:
            return month
        return self.macros.value(written, place)

    def _follow(self, value: str) -> tuple[str, list[str]]:
        """Return what a value, or the items of it that refer to other entries' fields, stand for.

        Behind it stands what is wrong: a reference that leads nowhere, or back to itself, stays as it is.
        """
        items: list[str] = []
        wrong: list[str] = []
        left = _MOST_REFERENCES
        waiting: list[tuple[str, tuple[Reference, ...]]] = [(value, ())]
        while waiting:
            item, path = waiting.pop()
            if _XDATA not in item:
                items.append(item)
            elif (target := reference(item)) is None:
                parts = split_names(item)
                if any(map(reference, parts)):
                    waiting += [(part, path) for part in reversed(parts)]
                else:
                    items.append(item)
            elif target in path or not left:
                wrong.append(f"'{item}' leads back to itself, or to too many others")
                items.append(item)
            else:
                left -= 1
                found, missing = self._target(target)
                if missing:
                    wrong.append(f"'{item}' has no value: {missing}")
                    items.append(item)
                else:
                    waiting.append((found, (*path, target)))
        return (" and ".join(items) if len(items) > 1 else items[0]), wrong

    def _target(self, target: Reference) -> tuple[str, str]:
        """Return the value that a reference means, and what is missing if there is none."""
        block = self.find_parent(target.key)
        if block is None:
            return "", f"there is no entry '{target.key}'"
        value = self._written(block).get(target.field)
        if value is None:
            return "", f"'{block.key}' has no field '{target.field}'"
        if not target.number:
            return value, ""
        items = split_names(value)
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
        entry: Entry | None = None
        for one in reversed(self._ancestry(block)):
            entry = self._entries.get(one.key) or self._interpret(one, self.own_fields(one), entry)
        assert entry is not None  # the entry itself stands in its ancestry
        return entry

    def ancestors(self, block: bibtex.Entry) -> list[bibtex.Entry]:
        """Return the entries that an entry inherits from by ``crossref``, the nearest first."""
        return self._ancestry(block)[1:]

    def _ancestry(self, block: bibtex.Entry) -> list[bibtex.Entry]:
        """Return the entry and its ``crossref`` parents; those that form a circle inherit nothing."""
        chain = [block]
        numbers = {block.key: 0}
        while parent := self._parent(chain[-1]):
            if parent.key in numbers:
                return chain[: numbers[parent.key] + 1]
            numbers[parent.key] = len(chain)
            chain.append(parent)
        return chain

    def _parent(self, block: bibtex.Entry) -> bibtex.Entry | None:
        for name, value in block.pairs:
            if name.lower() == "crossref":
                place = self._place(block.document, block.start)
                return self.find_parent(self.macros.value(value, place).strip())
        return None

    def _interpret(self, block: bibtex.Entry, own: dict[str, str], parent: Entry | None) -> Entry:
        type_ = block.type.lower()
        fields = own
        if "xdata" in own:
            fields = dict(own)
            for data in self.data_of(block, own):
                fields |= inherit(type_, fields, "xdata", self.own_fields(data))
        if parent is not None:
            fields = fields | inherit(type_, fields, parent.type, parent.fields)
        inherited = frozenset(fields.keys() - own.keys()) if fields is not own else frozenset()
        entry = Entry(type_, block.key, fields, inherited, block, self._sentence_case)
        if self.blocks.get(block.key) is block:
            self._entries[block.key] = entry
            self._recent.append(entry)
        return entry

    def data_of(self, block: bibtex.Entry, own: dict[str, str]) -> Iterator[bibtex.Entry]:
        """Yield the entries that ``xdata`` names, and those that they name in turn, each once."""
        seen = {block.key}
        waiting = keys_of(own.get("xdata", ""))[::-1]
        while waiting:
            data = self.find_parent(waiting.pop())
            if data is not None and data.key not in seen:
                seen.add(data.key)
                yield data
                waiting += keys_of(self.own_fields(data).get("xdata", ""))[::-1]

    def judge(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        """Yield everything that is wrong or doubtful in one entry."""
        document = block.document
        for problem in block.problems:
            yield document.diagnose(problem)
        place = self._place(document, block.start)
        pairs = block.pairs
        # The places of fields are asked for only where there is something to say about them.
        if any(self._is_doubtful(value, place) for _, value in pairs):
            for field in block.fields:
                yield from self._judge_macros(document, field)
        if any(_XDATA in value for _, value in pairs):
            yield from self._judge_references(block)
        if not _LINKING.isdisjoint(name.lower() for name, _ in pairs):
            yield from self._judge_parents(block)

    def _is_doubtful(self, value: str, place: Place) -> bool:
        """Whether a value uses a macro that is not defined before."""
        if (value[:1] in ("{", '"') and "#" not in value) or value.isdecimal():
            return False
        found = (self.macros.find(name, place) for name in macro_names(value))
        return any(known is None or late for known, late in found)

    def _judge_references(self, block: bibtex.Entry) -> Iterator[Diagnostic]:
        place = self._place(block.document, block.start)
        for field in block.fields:
            for problem in self._follow(self._value(field.value, place))[1]:
                yield _warning(
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
            for key in keys:
                if self.find_parent(key) is None:
                    yield _warning(
                        block.document,
                        places[name],
                        "unknown-parent",
                        f"{name} names '{key}', and there is no such entry",
                        "correct the key, or add the entry",
                    )
        if named["crossref"] and not self.ancestors(block) and self._parent(block):
            yield _warning(
                block.document,
                places["crossref"],
                "crossref-circle",
                f"crossref leads from '{block.key}' back to itself; nothing is inherited",
                "take one crossref of the circle out",
            )


def _warning(document: Document, at: int, code: str, message: str, hint: str) -> Diagnostic:
    line, column = document.position(at)
    return Diagnostic(document.name, line, column, code, message, hint, "warning")
