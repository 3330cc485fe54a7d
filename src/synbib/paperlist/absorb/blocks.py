"""Edits of a README's blocks → edits of the store, so that it writes them as they stand.

What is not understood stays where it is, and is reported; the store gets nothing of it. So edits are tried together,
and once more without each that was in the way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic, SynbibError
from synbib.library import Library
from synbib.paperlist.absorb.edited import agrees
from synbib.paperlist.absorb.entries import Taken, take
from synbib.paperlist.absorb.held import Held, LeftError, Refused, hold, is_edited
from synbib.paperlist.absorb.places import placed
from synbib.paperlist.absorb.units import shown
from synbib.readme import Block, Options, parse, write_blocks
from synbib.readme.blocks import LINE, checksum, normalized
from synbib.readme.sync import understand

__all__ = ["Absorbed", "absorb", "may_be_edited", "without"]

# So often edits are tried together; then none of them is taken.
_MOST_ATTEMPTS: Final = 12


@lazily.dataclass(frozen=True, slots=True)
class Absorbed:
    """A README and the store after the edits of its blocks were taken.

    Attributes:
        text: The README: its blocks as the store writes them now, but for those with edits that were not taken.
        store: The text of the store.
        taken: What was taken, an edit each.
        left: What was not understood, or was changed in the store, too.
        waiting: The lines of the README with edits that were not taken, first and last, so that they are not read
            otherwise.
    """

    text: str
    store: str
    taken: tuple[Diagnostic, ...] = ()
    left: tuple[Diagnostic, ...] = ()
    waiting: tuple[tuple[int, int], ...] = ()


def may_be_edited(data: bytes) -> bool:
    """Whether a file may hold blocks that were edited; few do, and the others need not be parsed."""
    return b"synbib:end" in data


def without(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """Return a text in which some lines are blank; ``stretches`` are those after a line, up to another."""
    if not stretches:
        return text
    blank = {n for first, last in stretches for n in range(first + 1, last + 1)}
    lines = enumerate(LINE.findall(text), 1)
    return "".join(line[len(line.rstrip("\r\n")) :] if n in blank else line for n, line in lines)


def absorb(
    text: str, library: Library, name: str = "README.md", defaults: Options | None = None
) -> Absorbed:
    """Return a README and its store after the edits inside the README's blocks are taken into the store.

    Args:
        text: The README.
        library: The store.
        name: The README's name in messages.
        defaults: What holds where a block does not say otherwise.
    """
    unchanged = Absorbed(text, library.document.text)
    options = defaults or Options()
    try:
        blocks = parse(text, name)
        if not any(map(is_edited, blocks)):
            return unchanged
        written = parse(write_blocks(text, library, name, options, force=True), name)
    except SynbibError:
        return unchanged  # what is wrong is told where blocks are written
    refused = Refused()
    helds = []
    for n, (block, now) in enumerate(zip(blocks, written, strict=True)):
        if is_edited(block) and normalized(block.inside) != normalized(now.inside):
            try:
                helds.append(hold(n, block, now, library, options))
            except LeftError as error:
                refused.add(error)
    for _ in range(_MOST_ATTEMPTS):
        attempt = _Attempt(text, blocks, library, name, options, helds, refused)
        try:
            return attempt.run()
        except LeftError as error:
            refused.add(error)
        except SynbibError as error:
            helds = _refused_all(helds, refused, error.message)
    helds = _refused_all(helds, refused, "its edits are not understood; take them one by one")
    return _Attempt(text, blocks, library, name, options, helds, refused).run()


def _refused_all(helds: Sequence[Held], refused: Refused, message: str) -> list[Held]:
    """Refuse all edits; return the blocks of which something is taken."""
    for held in helds:
        refused.add(LeftError(held.number, 0, message))
    return []


class _Attempt:
    """One attempt to take the edits of blocks, but for those that are refused."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block],
        library: Library,
        name: str,
        defaults: Options,
        helds: Sequence[Held],
        refused: Refused,
    ) -> None:
        self._text, self._blocks, self._library = text, blocks, library
        self._name, self._defaults, self._refused = name, defaults, refused
        self._helds = [held for held in helds if not refused.has(held.number)]

    def run(self) -> Absorbed:
        """Return what is taken.

        Raises:
            LeftError: An edit is not understood.
            SynbibError: The store cannot hold an edit, or the blocks cannot be written any more.
        """
        left = tuple(sorted(self._left()))
        waiting = tuple(
            (block.line, block.line + block.inside.count("\n"))
            for block in map(self._blocks.__getitem__, self._refused.why)
        )
        if not self._helds:
            return Absorbed(self._text, self._library.document.text, (), left, waiting)
        taken = take(
            self._library, self._helds, self._blocks, self._refused, self._name, self._defaults
        )
        done = placed(self._text, self._blocks, self._helds, taken, self._defaults)
        library = done.library
        written = write_blocks(done.text, library, self._name, self._defaults, force=True)
        after = dict(zip(done.kept, parse(written, self._name), strict=True))
        for held in self._helds:
            if held.number in after:
                self._check(held, after[held.number], taken, library)
        return Absorbed(
            self._with_refused(written, after), library.document.text, taken.told, left, waiting
        )

    def _left(self) -> Iterator[Diagnostic]:
        for n, lines in self._refused.why.items():
            block = self._blocks[n]
            for line, message in lines.items():
                column = 1 if line else block.column
                told = message if line else f"this {block.kind} was edited by hand: {message}"
                place = block.line + max(line, 0)
                yield Diagnostic(self._name, place, column, "edit-not-taken", told)

    def _with_refused(self, written: str, after: Mapping[int, Block]) -> str:
        """Return a README with what stands in blocks of which not all was taken."""
        tried = {held.number for held in self._helds}
        pieces: list[str] = []
        at = 0
        for n in sorted(self._refused.why):
            # What the store writes now is what the next import compares with.
            mark = checksum(after[n].inside) if n in tried else self._blocks[n].checksum
            end = f"<!-- synbib:end checksum={mark} -->"
            pieces += (written[at : after[n].start], self._blocks[n].inside, end)
            at = after[n].after
        return "".join((*pieces, written[at:]))

    def _check(self, held: Held, after: Block, taken: Taken, library: Library) -> None:
        """Make sure that a block shows what stands in it.

        Raises:
            LeftError: It would not, or not all of its edits are taken while the store was changed, too.
        """
        n = held.number
        if n in self._refused.why and not held.is_recent:
            message = "the store was changed, too, and not all edits are understood"
            raise LeftError(n, 0, f"{message}; undo those that are not, and import again")
        _, options = understand(after, self._defaults)
        now = shown(after, after.inside, options, library)
        if now is None:
            raise LeftError(n, 0, "its entries could not be told apart any more")
        keys = [(unit.section, unit.key) for unit in now.layout.units]
        wanted = list(taken.wanted[n])
        if not (keys == wanted or (held.is_ordered and _has_all(keys, wanted, options))):
            raise LeftError(n, 0, "the store cannot write its entries like this; edit it instead")
        texts = {unit.key: unit.text for unit in now.layout.units}
        for edit in held.pairing.edits:
            text = texts.get(edit.old.key)
            if text is not None and held.is_taken(edit.new, self._refused):
                if not agrees(text, edit.new.text, held.look):
                    raise held.left(edit.new, "another edit says otherwise of this entry")


def _has_all(
    keys: Sequence[tuple[int, str]], wanted: Sequence[tuple[int, str]], options: Options
) -> bool:
    """Whether a block in an order of its own has the entries that it shall have."""
    if options.limit is not None:
        return True
    return sorted(key for _, key in keys) == sorted(key for _, key in wanted)
