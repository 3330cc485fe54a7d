"""A block that somebody edited: what the store writes into it, and what became of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from synbib import lazily
from synbib.incoming.tree import Path
from synbib.library import Entry, Library
from synbib.paperlist.absorb.edited import Look
from synbib.paperlist.absorb.pairs import Pairing, last_written, paired
from synbib.paperlist.absorb.units import Shown, Unit, differences, shown
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import read_list
from synbib.readme import KINDS, Block, Options
from synbib.readme.blocks import checksum, normalized
from synbib.readme.kinds import Material
from synbib.readme.selection import Selection
from synbib.readme.sync import understand

__all__ = ["Held", "LeftError", "Refused", "hold", "is_edited"]


class LeftError(Exception):
    """An edit that is not taken.

    Args:
        number: Which block of the README it is in.
        line: Its line, counted from the start marker's; 0 for the whole block, less than 0 for an entry that is gone.
        message: Why.
    """

    def __init__(self, number: int, line: int, message: str) -> None:
        super().__init__(number, line, message)
        self.number, self.line, self.message = number, line, message


class Refused:
    """What is not taken, and why; the more is known of it, the more there is."""

    def __init__(self) -> None:
        self.why: dict[int, dict[int, str]] = {}  # block → line → message, see `LeftError`

    def add(self, error: LeftError) -> None:
        """Take an edit in; what is refused already, and still in the way, makes its whole block one."""
        of_block = self.why.setdefault(error.number, {})
        of_block[0 if error.line in of_block else error.line] = error.message

    def has(self, number: int, line: int = 0) -> bool:
        """Whether an edit is not taken, by default all of a block."""
        return line in self.why.get(number, ())


@dataclass(frozen=True, slots=True)
class Held:
    """A block that was edited.

    Attributes:
        number: Which block of the README it is.
        block: The block.
        shown: What the store writes into it.
        pairing: What became of its entries.
        look: How it shows an entry.
        is_recent: Whether the store wrote it as it is now; else the store has changed since.
    """

    number: int
    block: Block
    shown: Shown
    pairing: Pairing
    look: Look
    is_recent: bool

    def line(self, unit: Unit) -> int:
        """Return the line of the README that the lines of an entry begin at."""
        return self.block.line + unit.line

    def path(self, unit: Unit) -> Path:
        """Return the group that the lines of an entry stand in."""
        return self.shown.paths[min(unit.section, len(self.shown.paths) - 1)]

    def left(self, unit: Unit, message: str) -> LeftError:
        """Return what says that an edit is not taken."""
        return LeftError(self.number, self.place(unit), message)

    def place(self, unit: Unit) -> int:
        """Return what `Refused` knows the edit of an entry by."""
        return -unit.line if unit in self.pairing.gone else unit.line

    def is_taken(self, unit: Unit, refused: Refused) -> bool:
        """Whether the edit of an entry is taken."""
        return not refused.has(self.number, self.place(unit))

    @property
    def is_ordered(self) -> bool:
        """Whether its entries stand in an order that is not that of the store."""
        options = self.shown.options
        return bool(options.sort or options.group_by != ("group",)) or options.limit is not None


def is_edited(block: Block) -> bool:
    """Whether a block holds something else than what was written into it last."""
    if not block.checksum or checksum(block.inside) == block.checksum:
        return False
    # What is empty is written anew; of entries it tells that they were deleted.
    return bool(normalized(block.inside) or (block.kind in KINDS and KINDS[block.kind].entries))


def hold(n: int, block: Block, written: Block, library: Library, defaults: Options) -> Held:
    """Return a block that was edited, and what became of its entries.

    Raises:
        LeftError: It is not understood, or the store was edited in the same lines.
    """
    kind, options = understand(block, defaults)
    if not kind.entries or options.template is not None:
        what = "a template" if options.template is not None else f"a {block.kind}"
        raise LeftError(n, 0, f"{what} is not read back; edit the store instead")
    now = shown(block, written.inside, options, library)
    if now is None:
        raise LeftError(n, 0, "its entries cannot be told apart; edit the store instead")
    if len(now.layout.units) > 1 and not normalized(block.inside):
        raise LeftError(
            n,
            0,
            "all of its entries are gone; synbib sync writes them again, or delete them in the store",
        )
    last = last_written(block.inside, written.inside, block.checksum)
    if last is None:
        raise LeftError(
            n,
            0,
            "the store was changed, too, since this block was written; undo one of the two, run synbib import, "
            "and make it again",
        )
    before, held = now.parse(last), now.parse(block.inside)
    if before.around != held.around:
        places = differences(before.around, held.around)
        at = min(places[0][2], len(held.frame) - 1) if held.frame else 0
        line = held.frame[at][1] if held.frame else 0
        raise LeftError(
            n, line, "what stands around the entries is not read back; move it out of the block"
        )
    keyed = paired(now.layout.units, before.units).now
    head = "\n".join(line for line in now.layout.around if block.kind == "table")
    head = "\n".join(options.form.head) if options.form and options.form.head else head
    look = Look(
        block.kind if block.kind == "table" else "list",
        options.form,
        partial(_written_alone, block.kind, now.options),
        partial(_read, head),
    )
    return Held(n, block, now, paired(keyed, held.units), look, last == written.inside)


def _written_alone(kind: str, options: Options, entry: Entry) -> str:
    """Return the lines of one entry as a block has them."""
    own = Selection(group_by=())
    # All of its options but those that say which entries it has, and in what order.
    alone = lazily.replace(options, **{name: getattr(own, name) for name in Selection.__slots__})
    written = KINDS[kind].write(Material(Library.of([entry])), alone)
    if kind != "table":
        return written
    head = len(options.form.head) if options.form else 2
    return "\n".join(written.split("\n")[head:])


def _read(head: str, text: str) -> Mention | None:
    """Return what is read of the lines of one entry; None if that is not one paper."""
    for whole in (f"{head}\n{text}" if head else text, f"- {text}"):
        found = read_list(whole, "", "markdown", everything=True).mentions
        if len(found) == 1:
            return found[0]
    return None
