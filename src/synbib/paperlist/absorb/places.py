"""The order of entries in edited blocks → the order of the store, and the options with which blocks show stretches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.bibtex import Edits
from synbib.library import Library
from synbib.paperlist.absorb.entries import Taken
from synbib.paperlist.absorb.held import Held, LeftError
from synbib.paperlist.forms.arranged import arranged
from synbib.readme import Block, Options
from synbib.readme.selection import select
from synbib.readme.sync import understand

__all__ = ["Placed", "placed"]

_BOUNDS: Final = ("place", "after", "until", "first")
_BOUND: Final = lazily.pattern(rf"""\s+(?:{"|".join(_BOUNDS)})=(?:"[^"]*"|'[^']*'|[^\s"'>]+)""")
_NUMBER: Final = lazily.pattern(r"\s*(\d+)[.)]\s")


@dataclass(frozen=True, slots=True)
class Placed:
    """A README and its store, each entry in its place.

    Attributes:
        text: The README; what stands in its blocks is not written yet.
        library: The store.
        kept: The numbers of the blocks that are still there.
    """

    text: str
    library: Library
    kept: tuple[int, ...]


def placed(
    text: str, blocks: Sequence[Block], helds: Sequence[Held], taken: Taken, defaults: Options
) -> Placed:
    """Return a README and its store with which blocks show entries in the order in which they stand there.

    Entries are moved in the store. Where blocks show stretches of one group, their options say which; one without any
    entry goes, as no option can say that.

    Args:
        text: The README.
        blocks: Its blocks.
        helds: Those that were edited.
        taken: The store with the edits in them.
        defaults: What holds where a block does not say otherwise.

    Raises:
        LeftError: The entries of a block cannot be put into this order.
    """
    placing = _Placing(blocks, helds, taken, defaults)
    for held in helds:
        placing.place(held)
    kept = tuple(n for n in range(len(blocks)) if n not in placing.empty)
    return Placed(_with_bounds(text, blocks, placing), placing.library, kept)


class _Placing:
    def __init__(
        self, blocks: Sequence[Block], helds: Sequence[Held], taken: Taken, defaults: Options
    ) -> None:
        self._blocks, self._taken, self._defaults = blocks, taken, defaults
        self._helds = {held.number: held for held in helds}
        self.library = taken.library
        self.bounds: dict[int, Mapping[str, str]] = {}  # block → option and value
        self.empty: set[int] = set()

    def place(self, held: Held) -> None:
        """Put the entries of a block into the order in which they stand."""
        wanted = self._taken.wanted[held.number]
        before = [(unit.section, unit.key) for unit in held.shown.layout.units]
        if held.is_ordered or before == wanted:
            return
        if self._has_bounds(held.block):
            numbers = self._of_one_group(held.block)
            keys = [key for n in numbers for key in self._keys(n)]
            self._move(keys, self._taken.came)
            self._bound(numbers)
            return
        for section in dict.fromkeys(section for section, _ in wanted):
            self._move([key for at, key in wanted if at == section], None)

    def _has_bounds(self, block: Block) -> bool:
        return any(name in _BOUNDS for name, _ in block.options)

    def _of_one_group(self, block: Block) -> list[int]:
        """Return the blocks that show stretches of one group."""
        group = dict(block.options).get("group")
        return [
            n
            for n, each in enumerate(self._blocks)
            if each.kind == block.kind and dict(each.options).get("group") == group
        ]

    def _keys(self, n: int) -> Iterator[str]:
        """Yield the keys that a block shall show."""
        if n in self._helds:
            yield from (key for _, key in self._taken.wanted[n])
            return
        _, options = understand(self._blocks[n], self._defaults)
        # Where it begins and ends is told by entries that may be gone.
        entries = select(self._taken.before, options).all_entries
        yield from (entry.key for entry in entries if entry.key in self.library)

    def _move(self, keys: Sequence[str], only: frozenset[str] | None) -> None:
        """Move entries in the store, so that they stand in an order; of them ``only`` these, or as few as can be."""
        wanted = list(dict.fromkeys(key for key in keys if key in self.library))
        known = set(wanted)
        order = [key for key in self.library if key in known]
        if order == wanted:
            return
        after = list(pairwise(["", *wanted]))
        places = arranged(order, [wanted]).places if only is None else ()
        moves = places or [(key, above) for above, key in after if only is None or key in only]
        edits = Edits(self.library.document)
        file = list(self.library)
        for key, above in moves:
            file.remove(key)
            below = next(each for each in (*wanted, "") if each != key)
            at = file.index(above) + 1 if above else file.index(below) if below else 0
            edits.move_entry(key, file[at - 1] if at else None)
            file.insert(at, key)
        self.library = self.library.with_text(edits.text())

    def _bound(self, numbers: Sequence[int]) -> None:
        """Find the options with which blocks show their stretches of a group."""
        _, options = understand(self._blocks[numbers[0]], self._defaults)
        options = lazily.replace(options, places=(), after="", until="")
        order = [entry.key for entry in select(self.library, options).all_entries]
        stretches = {n: keys for n in numbers if (keys := list(self._keys(n)))}
        self.empty |= {n for n in numbers if n in self._helds and n not in stretches}
        done = arranged(order, list(stretches.values()))
        for n, bounds in zip(stretches, done.bounds, strict=True):
            if bounds is None:
                message = "the store cannot have its entries in this order; change it there instead"
                raise LeftError(n if n in self._helds else next(iter(self._helds)), 0, message)
            after, until = bounds
            place = ", ".join(f"{k} after {a}" if a else f"{k} first" for k, a in done.places)
            values = (place, after, until, self._number(n))
            self.bounds[n] = {k: v for k, v in zip(_BOUNDS, values, strict=True) if v}

    def _number(self, n: int) -> str:
        """Return the number that the first entry of a block has; ``""`` if that is 1."""
        given = dict(self._blocks[n].options).get("first", "")
        now = self._helds[n].pairing.now if n in self._helds else ()
        if given and now and (found := _NUMBER.match(now[0].text)):
            given = found[1]
        return "" if given == "1" else given


def _with_bounds(text: str, blocks: Sequence[Block], placing: _Placing) -> str:
    """Return a README in which some blocks show other stretches, and those without any are gone."""
    for n in sorted({*placing.bounds, *placing.empty}, reverse=True):
        block = blocks[n]
        start = text.rfind("<!--", 0, block.start)
        if n in placing.empty:
            text = text[:start] + text[block.after :]
            continue
        head = _BOUND.sub("", text[start : block.start]).removesuffix("-->").rstrip()
        words = "".join(
            f' {name}="{value}"' if name == "place" else f" {name}={value}"
            for name, value in placing.bounds[n].items()
        )
        text = f"{text[:start]}{head}{words} -->{text[block.start :]}"
    return text
