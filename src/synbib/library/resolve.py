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
from typing import Final
from weakref import WeakValueDictionary

from synbib import bibtex
from synbib.bibtex import Document, StringDef
from synbib.bibtex.values import Macros, Place, macro_names
from synbib.errors import Diagnostic
from synbib.library.entry import Entry
from synbib.library.inherit import inherit, keys_of

__all__ = ["Resolver"]

_KEPT: Final = 20_000
_LINKING: Final = frozenset({"crossref", "xdata", "entryset"})
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
        for block in self.blocks.values():
            if _IDS.search(block.document.text, block.body, block.end):
                for alias in keys_of(self.own_fields(block).get("ids", "")):
                    found.setdefault(alias, block)
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
        """Return an entry's own fields, macros and ``#`` resolved; of two with one name BibTeX takes the first."""
        place = self._place(block.document, block.start)
        value_of = self.macros.value
        fields: dict[str, str] = {}
        for name, value in block.pairs:
            name = name.lower()
            if name not in fields:
                fields[name] = value_of(value, place)
        return fields

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
        if not _LINKING.isdisjoint(name.lower() for name, _ in pairs):
            yield from self._judge_parents(block)

    def _is_doubtful(self, value: str, place: Place) -> bool:
        """Whether a value uses a macro that is not defined before."""
        if (value[:1] in ("{", '"') and "#" not in value) or value.isdecimal():
            return False
        found = (self.macros.find(name, place) for name in macro_names(value))
        return any(known is None or late for known, late in found)

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
