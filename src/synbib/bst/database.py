r"""The entries of a library as BibTeX's command ``READ`` has them (``bibtex.web`` §§ 218-291).

They are read anew from the files: what synbib inherits for biblatex, and the months that it knows, BibTeX does not.
Here a macro is the style's, or defined before it is used, else it is empty; only fields that the style declares are
read; an entry has fields of the one that its ``crossref`` names, under the same name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Final

from synbib import bibtex, lazily
from synbib.bibtex.values import Growth, expand
from synbib.bst.octets import compressed, lower, octets, text_of
from synbib.errors import Diagnostic
from synbib.library import Library

__all__ = ["Database", "Record", "read"]

_MIN_CROSSREFS: Final = 2
"""So many entries have to refer to one for it to be listed without being cited: BibTeX's ``-min-crossrefs``."""

_ALL: Final = "*"
_CROSSREF: Final = "crossref"


@lazily.dataclass(slots=True)
class Record:
    """An entry that is cited, or that such a one refers to.

    Attributes:
        key: The citation key, as it is cited; as octets, like all that follows.
        is_cited: Whether it is cited itself.
        references: How many entries refer to it that came before it, if it is not cited.
        exists: Whether there is such an entry.
        source: Where in the files it stands; None if it comes from no file.
        type: The entry type in lower case; empty where the style does not know it.
        fields: Field names in lower case → values.
    """

    key: str
    is_cited: bool
    references: int = 0
    exists: bool = False
    source: bibtex.Entry | None = None
    type: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def warning(self, message: str) -> Diagnostic:
        """Return a warning about the entry."""
        key = text_of(self.key)
        if self.source is None:
            return Diagnostic("", 0, 0, "bst-warning", message, key=key)
        return _warning(self.source, message, key)


@lazily.dataclass(frozen=True, slots=True)
class Database:
    """What a style is run over.

    Attributes:
        records: The entries, in the order of citation, those that are referred to at the end.
        preamble: What all ``@preamble`` of the files say.
        warnings: What is doubtful.
    """

    records: tuple[Record, ...]
    preamble: str
    warnings: tuple[Diagnostic, ...]


def read(
    library: Library,
    keys: Sequence[str] | None,
    fields: Collection[str],
    macros: Mapping[str, str],
    is_type: Callable[[str], bool],
) -> Database:
    """Return the entries with these keys as BibTeX has them.

    Args:
        library: Where they are.
        keys: Their keys; None stands for all.
        fields: The fields that the style declares, in lower case.
        macros: The macros of the style: name in lower case → value; as octets.
        is_type: Whether the style has a function for this entry type.
    """
    reading = _Reading(library, keys, frozenset(fields) | {_CROSSREF}, macros, is_type)
    reading.read()
    reading.inherit()
    return Database(tuple(reading.kept()), "".join(reading.preamble), tuple(reading.warnings))


class _Reading:
    """The state of reading a database."""

    def __init__(
        self,
        library: Library,
        keys: Sequence[str] | None,
        fields: frozenset[str],
        macros: Mapping[str, str],
        is_type: Callable[[str], bool],
    ) -> None:
        self.library = library
        self.fields = fields
        self.macros = {name: text_of(value) for name, value in macros.items()}
        self.is_type = is_type
        self.takes_all = keys is None or _ALL in keys
        self.records: dict[str, Record] = {}
        for key in keys or ():
            if key != _ALL:
                self.records.setdefault(_folded(key), Record(octets(key), is_cited=True))
        self.growth = Growth(sum(len(document.text) for document in library.documents))
        self.preamble: list[str] = []
        self.warnings: list[Diagnostic] = []

    # --- the files ----------------------------------------------------------------------------------

    def read(self) -> None:
        """Read all of the files, once, from the first to the last."""
        for document in self.library.documents:
            for block in document.blocks:
                match block:
                    case bibtex.StringDef():
                        for definition in block.fields:
                            value = self.value(block, definition.name, definition.value)
                            self.macros[definition.name.lower()] = value
                    case bibtex.Preamble():
                        self.preamble.append(octets(self.value(block, "", block.value)))
                    case bibtex.Entry():
                        self.add(block)
        if not any(document.text for document in self.library.documents):
            # Entries of no file: what they are made of is done already.
            for entry in self.library.values():
                self.take(entry.key, entry.type, entry.own_fields.items(), None)

    def value(self, block: bibtex.Block, name: str, written: str) -> str:
        """Return what a value in a block stands for, with white space as BibTeX has it."""
        value, unknown = expand(written, self.macros)
        if unknown:
            for macro in unknown:
                self.warnings.append(
                    _warning(block, f"there is no macro '{macro}' here; to BibTeX it is empty")
                )
            value, _ = expand(written, {**self.macros, **{macro.lower(): "" for macro in unknown}})
        what = (id(block.document), block.start, name)
        return compressed(value if self.growth.allows(what, len(value) - len(written)) else written)

    def add(self, block: bibtex.Entry) -> None:
        """Take an entry of a file, if it is wanted."""
        if self.takes_all or _folded(block.key) in self.records:
            pairs = (
                (name, self.value(block, name, written))
                for name, written in block.pairs
                if name.lower() in self.fields
            )
            self.take(block.key, block.type, pairs, block)

    def take(
        self,
        key: str,
        type_: str,
        pairs: Iterable[tuple[str, str]],
        source: bibtex.Entry | None,
    ) -> None:
        """Take an entry, if it is wanted and the first with its key."""
        record = self.records.get(_folded(key))
        if record is None:
            if not self.takes_all:
                return
            record = self.records[_folded(key)] = Record(octets(key), is_cited=True)
        elif record.exists:
            # Two keys that are the same to us as well are told of where the file is read.
            if source is not None and key != text_of(record.key):
                self.warnings.append(
                    _warning(source, f"to BibTeX '{key}' is a key that another entry has", key)
                )
            return
        elif not record.is_cited:
            record.key = octets(key)
        record.exists = True
        record.source = source
        record.type = lower(octets(type_))
        if not self.is_type(record.type):
            self.warnings.append(record.warning(f"the style has no function for '@{type_}'"))
            record.type = ""
        for name, value in pairs:
            record.fields.setdefault(lower(name), compressed(octets(value)).strip(" "))
        if not self.takes_all and _CROSSREF in record.fields:
            self.refer(record.fields[_CROSSREF])

    def refer(self, key: str) -> None:
        """Count that a wanted entry refers to one, which so may be wanted as well."""
        record = self.records.setdefault(lower(key), Record(key, is_cited=False))
        record.references += not record.is_cited

    # --- what entries refer to ----------------------------------------------------------------------

    def inherit(self) -> None:
        """Give entries the fields of those that they refer to, one step, in the order of citation."""
        for record in self.records.values():
            parent = self.parent(record)
            if parent is not None:
                record.fields[_CROSSREF] = parent.key
                for name, value in parent.fields.items():
                    if name != _CROSSREF:
                        record.fields.setdefault(name, value)
        for record in self.records.values():
            if _CROSSREF in record.fields and not self.refers_to_listed(record):
                del record.fields[_CROSSREF]

    def parent(self, record: Record) -> Record | None:
        """Return the entry that one refers to."""
        return (
            self.records.get(lower(record.fields[_CROSSREF]))
            if _CROSSREF in record.fields
            else None
        )

    def refers_to_listed(self, record: Record) -> bool:
        """Return whether an entry refers to one that will be listed, and warn of what is wrong with that."""
        parent = self.parent(record)
        if parent is None or not parent.exists:
            missing = text_of(record.fields[_CROSSREF])
            self.warnings.append(
                record.warning(
                    f"it refers to '{missing}', which does not exist, or stands before it and is not cited"
                )
            )
            return False
        if _CROSSREF in parent.fields:
            self.warnings.append(
                record.warning(f"it refers to '{text_of(parent.key)}', which refers to another")
            )
        return self.is_listed(parent)

    def is_listed(self, record: Record) -> bool:
        """Return whether an entry is listed: it is cited, or enough others refer to it."""
        return self.takes_all or record.is_cited or record.references >= _MIN_CROSSREFS

    def kept(self) -> Iterator[Record]:
        """Yield the entries that are listed."""
        for record in self.records.values():
            if not record.exists:
                self.warnings.append(record.warning(f"there is no entry '{text_of(record.key)}'"))
            elif self.is_listed(record):
                yield record


def _warning(block: bibtex.Block, message: str, key: str = "") -> Diagnostic:
    document = block.document
    line, column = document.position(block.start)
    return Diagnostic(document.name, line, column, "bst-warning", message, key=key)


def _folded(key: str) -> str:
    """Return what citation keys are compared by."""
    return lower(octets(key))
