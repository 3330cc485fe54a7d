"""The edits of blocks, taken into the store: entries that changed, came and went, and the groups that they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from synbib import lazily
from synbib.bibtex import Edits, is_month_macro
from synbib.errors import Diagnostic, SynbibError
from synbib.incoming import merge_into
from synbib.incoming.tree import Path, labels, members
from synbib.library import Entry, Library
from synbib.library.groups import split_field
from synbib.library.inherit import keys_of
from synbib.model.fields import REFERENCES
from synbib.paperlist.absorb.edited import edited, shown_so
from synbib.paperlist.absorb.fields import changes_between
from synbib.paperlist.absorb.held import Held, Refused
from synbib.paperlist.absorb.units import Unit
from synbib.paperlist.works.incoming import incoming_of
from synbib.paperlist.works.kept import Kept, lost
from synbib.readme import Block, Options
from synbib.readme.selection import select
from synbib.readme.sync import understand

__all__ = ["Taken", "Wanted", "take"]

Wanted = Mapping[int, Sequence[tuple[int, str]]]
"""Block → what it shall show: the section and the key of each entry, in order."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A store with the edits of blocks, but for the order of its entries.

    Attributes:
        before: The store without them.
        library: The store.
        wanted: What each block shall show that was edited.
        came: The keys of entries that came into a block.
        told: What was done, an edit each.
    """

    before: Library
    library: Library
    wanted: Wanted
    came: frozenset[str]
    told: tuple[Diagnostic, ...]


def take(
    library: Library,
    helds: Sequence[Held],
    blocks: Sequence[Block],
    refused: Refused,
    name: str,
    defaults: Options,
) -> Taken:
    """Return the store with the edits of blocks.

    Args:
        library: The store as the blocks were written from it.
        helds: The blocks that were edited.
        blocks: All blocks of the README.
        refused: What is not taken.
        name: The README's name in messages.
        defaults: What holds where a block does not say otherwise.

    Raises:
        LeftError: An edit is not understood.
        SynbibError: The store cannot hold an edit.
    """
    taking = _Taking(library, helds, refused, name)
    taking.edit()
    taking.add()
    taking.regroup()
    taking.drop(blocks, defaults)
    taking.tell_of_order()
    return Taken(
        library,
        taking.library,
        taking.wanted(),
        frozenset(taking.joined),
        tuple(sorted(taking.told)),
    )


class _Taking:
    def __init__(
        self, library: Library, helds: Sequence[Held], refused: Refused, name: str
    ) -> None:
        self.library = self._before = library
        self.told: list[Diagnostic] = []
        # Key → the groups in whose blocks an entry came to stand.
        self.joined: dict[str, list[Path]] = {}
        self._helds, self._refused, self._name = helds, refused, name
        self._keys: dict[tuple[int, int], str] = {}  # of entries that are new in a block
        self._gone: dict[str, list[tuple[Held, Unit]]] = {}
        for held in helds:
            for unit in held.pairing.gone:
                if unit.key in library and held.is_taken(unit, refused):
                    self._gone.setdefault(unit.key, []).append((held, unit))

    def edit(self) -> None:
        """Take what was edited within entries."""
        entries: dict[str, Entry] = {}
        for held in self._helds:
            for edit in held.pairing.edits:
                if not held.is_taken(edit.new, self._refused):
                    continue
                key = edit.old.key
                if not key:
                    raise held.left(edit.new, "the store has this entry no more; delete its lines")
                entry = entries.get(key, self.library[key])
                old = edit.old.text if key not in entries else held.look.write(entry)
                after = edited(entry, old, edit.new.text, held.look)
                if after is None:
                    message = "this edit is not understood; make it in the store instead"
                    raise held.left(edit.new, message)
                entries[key] = after
                changes = [*changes_between(entry, after), *["type"] * (entry.type != after.type)]
                what = ", ".join(sorted(changes)) or "nothing but its layout"
                self._tell(held, edit.new, f"'{self.library[key].title}': {what} changed")
        self._set(entries.values())

    def add(self) -> None:
        """Take entries that are new in a block; they may stand in the store already."""
        moved = {unit.unnumbered: key for key, places in self._gone.items() for _, unit in places}
        incoming = []
        places: dict[int, tuple[Held, Unit]] = {}
        for held, unit in self._added():
            if key := moved.get(unit.unnumbered, ""):
                self._join(held, unit, key)
                continue
            paper = held.look.read(unit.text)
            if paper is None:
                raise held.left(unit, "this is not read as one paper; add it to the store instead")
            path = held.path(unit)
            places[held.line(unit)] = held, unit
            written = held.look.form is not None
            incoming.append(
                incoming_of(
                    paper,
                    [path] if path else [],
                    self._name,
                    (held.line(unit),),
                    venue_as_written=written,
                )
            )
        if incoming:
            imported = merge_into(self.library, incoming, titled=False)
            self.library = self.library.with_text(imported.text)
            for line, (held, unit) in places.items():
                for key in imported.mentioned.get(line, ()):
                    self._join(held, unit, key)
        self._show_as_written()

    def _added(self) -> Iterator[tuple[Held, Unit]]:
        for held in self._helds:
            for unit in held.pairing.added:
                if held.is_taken(unit, self._refused):
                    yield held, unit

    def _join(self, held: Held, unit: Unit, key: str) -> None:
        self._keys[held.number, unit.line] = key
        self.joined.setdefault(key, []).append(held.path(unit))

    def _show_as_written(self) -> None:
        """Let entries that are new in a block have the fields with which it shows them as they were written."""
        entries: dict[str, Entry] = {}
        for held, unit in self._added():
            key = self._keys.get((held.number, unit.line), "")
            if not key:
                continue
            entry = entries.get(key, self.library[key])
            after = shown_so(entry, unit.text, held.look)
            if after is None:
                _check_kept(held, unit, entry)
            else:
                entries[key] = after
            how = "listed here, too" if key in self._before else "added"
            self._tell(held, unit, f"'{entry.title}': {how}")
        self._set(entries.values())

    def _set(self, entries: Iterable[Entry]) -> None:
        """Write entries into the store: of each those fields that changed."""
        edits = Edits(self.library.document)
        for entry in entries:
            before = self.library[entry.key]
            if entry.type != before.type:
                edits.set_type(entry.key, entry.type)
            for name in [name for name in before.own_fields if name not in entry.fields]:
                edits.remove_field(entry.key, name)
            for name, value in entry.fields.items():
                if before.fields.get(name) != value:
                    edits.set_field(entry.key, name, value, as_written=is_month_macro(name, value))
        self.library = self.library.with_text(edits.text())

    def regroup(self) -> None:
        """Let entries leave the groups in whose blocks they stand no more, and join those in whose blocks they do."""
        names = labels(self.library.group_tree or self.library.groups)
        edits = Edits(self.library.document)
        for key in dict.fromkeys([*self.joined, *self._gone]):
            joins = [path for path in self.joined.get(key, ()) if path in names]
            left = [held.path(unit) for held, unit in self._gone.get(key, ())]
            leaves = [path for path in left if path in names and path not in joins]
            entry = self.library[key]
            field = "groups"
            if field not in entry.fields and self.library.group_tree is None:
                field = "keywords"
            has = split_field(field, entry.fields.get(field, ""))
            gone = {names[path].casefold() for path in leaves}
            kept = [each for each in has if each.casefold() not in gone]
            gets = tuple(dict.fromkeys([*kept, *(names[path] for path in joins)]))
            if gets and gets != has:
                edits.set_field(key, field if has else "groups", ", ".join(gets))
            elif gets != has:
                edits.remove_field(key, field)
        self.library = self.library.with_text(edits.text())

    def drop(self, blocks: Sequence[Block], defaults: Options) -> None:
        """Delete entries from the store that are in no group any more, and that no block shows."""
        grouped = {key for keys in members(self.library.groups).values() for key in keys}
        shows = {n: _listed(self.library, block, defaults) for n, block in enumerate(blocks)}
        listed = {n: {key for _, key in wanted} for n, wanted in self.wanted().items()}
        edits = Edits(self.library.document)
        for key, places in self._gone.items():
            held, unit = places[0]
            title = f"'{self.library[key].title}'"
            left = {each.number for each, _ in places}
            others = [n for n, keys in shows.items() if key in keys and n not in left]
            # An entry of no group may still stand in a block of all entries.
            still = any(key in shows[n] and key not in listed[n] for n in left)
            if key in self.joined:
                self._tell(held, unit, f"{title}: moved to another block")
            elif still and key in grouped:
                message = (
                    f"{title} is in its group by a rule, or in a group below it; change it there"
                )
                raise held.left(unit, message)
            elif still and others:
                line = blocks[others[0]].line
                message = (
                    f"{title} stands in the block of line {line}, too; delete it there as well"
                )
                raise held.left(unit, message)
            elif still or (key not in grouped and not others):
                if names := _naming(self.library, key, self._gone):
                    raise held.left(
                        unit, f"{title} is named by {names} in the store; delete it there"
                    )
                edits.remove_entry(key)
                self._tell(held, unit, f"{title}: deleted from the store")
            else:
                group = "/".join(held.path(unit))
                self._tell(held, unit, f"{title}: taken out of '{group}'")
        self.library = self.library.with_text(edits.text())

    def wanted(self) -> Wanted:
        """Return what each block shall show."""
        found: dict[int, list[tuple[int, str]]] = {}
        for held in self._helds:
            now = found.setdefault(held.number, [])
            for unit in held.pairing.now:
                if key := unit.key or self._keys.get((held.number, unit.line), ""):
                    now.append((unit.section, key))
            before = [(unit.section, unit.key) for unit in held.shown.layout.units]
            # What may not go stays after what it stands after.
            for unit in held.pairing.gone:
                if not held.is_taken(unit, self._refused) and (unit.section, unit.key) in before:
                    at = before.index((unit.section, unit.key))
                    above = before[at - 1] if at else None
                    now.insert(now.index(above) + 1 if above in now else 0, before[at])
        return found

    def tell_of_order(self) -> None:
        """Tell of the blocks whose entries changed places."""
        for n, wanted in self.wanted().items():
            held = next(each for each in self._helds if each.number == n)
            before = [(unit.section, unit.key) for unit in held.shown.layout.units]
            stays, stayed = set(wanted) & set(before), set(before)
            if [e for e in before if e in stays] != [e for e in wanted if e in stayed]:
                place = (self._name, held.block.line, held.block.column)
                message = f"the entries of this {held.block.kind} are in another order"
                self.told.append(Diagnostic(*place, "edit-taken", message))

    def _tell(self, held: Held, unit: Unit, message: str) -> None:
        self.told.append(Diagnostic(self._name, held.line(unit), 1, "edit-taken", message))


def _check_kept(held: Held, unit: Unit, entry: Entry) -> None:
    """Make sure that an entry, and what its block shows of it, say all that its new lines say.

    Raises:
        LeftError: They do not.
    """
    links = (link.url for link in entry.links)
    said = "\n".join((*entry.fields.values(), *entry.texts.values(), *links))
    if loss := lost(unit.text, (Kept(said), Kept(held.look.write(entry)))):
        raise held.left(unit, f"{loss}; write it as the other entries are, or edit the store")


def _listed(library: Library, block: Block, defaults: Options) -> frozenset[str]:
    """Return the keys of what a block lists for good; the newest entries come and go by themselves."""
    if block.kind not in ("list", "table", "bibliography"):
        return frozenset()
    try:
        _, options = understand(block, defaults)
        options = lazily.replace(options, places=(), after="", until="", limit=None)
        return frozenset(entry.key for entry in select(library, options).all_entries)
    except SynbibError:
        return frozenset()  # told where blocks are written


def _naming(library: Library, key: str, gone: Mapping[str, object]) -> str:
    """Return the keys of the entries that name another one, as the proceedings that they stand in."""
    return ", ".join(
        entry.key
        for entry in library.values()
        if entry.key not in gone
        and any(key in keys_of(entry.own_fields.get(name, "")) for name in REFERENCES)
    )
