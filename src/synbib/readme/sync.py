"""Writing the blocks of a README anew: what is between the markers changes, nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeVar

from synbib import lazily
from synbib.arguments import expect
from synbib.errors import Diagnostic, ReadmeError, SynbibError, UnknownNameError
from synbib.folder import check_inside
from synbib.library import Library
from synbib.readme.blocks import LINE_BREAK, Block, blanked, checksum, normalized, parse
from synbib.readme.commonmark import heading_levels
from synbib.readme.kinds import KINDS, Kind, Material
from synbib.readme.options import OPTIONS_HINT, Options
from synbib.readme.toc import Anchored, anchored

__all__ = ["understand", "write_blocks"]

_REPEATABLE: Final = frozenset({"group", "filter", "own-name"})

_DEEPEST: Final = 6  # CommonMark 0.31.2 §4.2
_LINE: Final = lazily.pattern(r"[^\r\n]+")

T = TypeVar("T")


def write_blocks(
    text: str,
    library: Library,
    name: str = "README.md",
    defaults: Options | None = None,
    *,
    force: bool = False,
) -> str:
    """Return a Markdown file with its blocks up to date; without blocks, the text as it is.

    Args:
        text: The file, with its own line endings, which stay.
        library: What the blocks are written from.
        name: The file's name in messages.
        defaults: What holds where a block does not say otherwise.
        force: Overwrite what was written into a block by hand.

    Raises:
        ArgumentError: The defaults are something else.
        ReadmeError: A block is malformed, asks for what does not exist, or holds what was written by hand; a
            diagnostic for each.
    """
    options = defaults or Options()
    expect(options, "options", Options, OPTIONS_HINT)
    blocks = parse(text, name)
    understood = _each(name, blocks, lambda block: understand(block, options))
    understood |= _leveled(text, understood)

    def write(block: Block, below: Sequence[Anchored] = ()) -> str:
        kind, options = understood[block]
        content = kind.write(Material(library, below), options)
        return _lay_out(content, block, kind, text)

    first = [block for block in blocks if not understood[block][0].last]
    last = [block for block in blocks if understood[block][0].last]
    written = _each(name, first, write)
    if last:
        sketched = {
            block: _headings_alone(block, *understood[block], written[block]) for block in first
        }
        below = _headings_below(text, blocks, sketched)
        written |= _each(name, last, lambda block: write(block, below[block]))
    if not force:
        _each(name, blocks, lambda block: _refuse_to_lose(block, written[block], name))
    return "".join(_pieces(text, blocks, written))


def _each(name: str, blocks: Iterable[Block], act: Callable[[Block], T]) -> dict[Block, T]:
    """Return what ``act`` gives for each block; what goes wrong in several is told of all of them at once."""
    results: dict[Block, T] = {}
    diagnostics: list[Diagnostic] = []
    for block in blocks:
        try:
            results[block] = act(block)
        except SynbibError as error:
            place = (name, block.line, block.column)
            diagnostics.append(Diagnostic(*place, "broken-block", error.message))
    if diagnostics:
        raise ReadmeError.of(diagnostics)
    return results


def understand(block: Block, defaults: Options) -> tuple[Kind, Options]:
    """Return what writes a block, and with which options.

    Raises:
        SynbibError: There is no such kind or option, or a value is not what is wanted there.
    """
    if block.kind not in KINDS:
        raise UnknownNameError.among("kind of block", block.kind, KINDS)
    kind = KINDS[block.kind]
    if block.indent is None and not kind.inline:
        raise SynbibError(f"a {block.kind} stands on lines of its own; put its markers there")
    names = [option for option, _ in block.options]
    for option in names:
        if option not in kind.options:
            raise UnknownNameError.among(f"option of a {block.kind}", option, kind.options)
        if names.count(option) > 1 and option not in _REPEATABLE:
            raise SynbibError(f"the option '{option}' is given twice; delete one")
    options = defaults
    for option, value in sorted(block.options, key=lambda each: kind.options.index(each[0])):
        options = options.set(option, value)
    for style in sorted(options.styles.names - defaults.styles.names):
        check_inside(style, "style")
    return kind, options


def _leveled(
    text: str, understood: Mapping[Block, tuple[Kind, Options]]
) -> dict[Block, tuple[Kind, Options]]:
    """Return the blocks whose headings stand one level below the heading above, as nothing says otherwise."""
    asked = {
        block: (kind, options)
        for block, (kind, options) in understood.items()
        if "level" in kind.options and options.level is None and not options.is_flat
    }
    if not asked:
        return {}
    # What stands in blocks is no heading of the page's own.
    levels = heading_levels(blanked(text, understood))
    return {
        block: (kind, lazily.replace(options, level=_level_below(levels, block.line)))
        for block, (kind, options) in asked.items()
    }


def _level_below(levels: Sequence[tuple[int, int]], line: int) -> int | None:
    above = [level for at, level in levels if at < line]
    return min(above[-1] + 1, _DEEPEST) if above else None


def _lay_out(content: str, block: Block, kind: Kind, text: str) -> str:
    """Return ``content`` as the inside of a block: within the line, or on lines indented as the block is."""
    line_break = LINE_BREAK.search(block.inside)
    if kind.inline and (block.indent is None or line_break is None):
        return content
    indent = block.indent or ""
    found = line_break or LINE_BREAK.search(text)
    newline = found[0] if found else "\n"
    # Blank lines around, as some readers of Markdown see no list or table right after a comment.
    lines = ["", "", *content.split("\n"), ""] if content else [""]
    return newline.join([*(indent + line if line else "" for line in lines), indent])


def _headings_alone(block: Block, kind: Kind, options: Options, inside: str) -> str:
    """Return the inside of a block with its headings, each on its line, and nothing else where that is certain.

    To read thousands of entries as Markdown takes longer than to write them.
    """
    if not kind.plain or options.template is not None or options.form is not None:
        return inside
    heading = f"{block.indent or ''}#"
    return _LINE.sub(lambda line: line[0] if line[0].startswith(heading) else "", inside)


def _headings_below(
    text: str, blocks: Sequence[Block], written: Mapping[Block, str]
) -> dict[Block, list[Anchored]]:
    """Return, for each block not yet written, the headings below it in the file as it will be."""
    pieces = list(_pieces(text, blocks, written))
    headings = anchored("".join(pieces))
    below: dict[Block, list[Anchored]] = {}
    line = 0
    for block, before, inside in zip(blocks, pieces[::2], pieces[1::2], strict=False):
        line += len(LINE_BREAK.findall(before))
        if block not in written:
            below[block] = [each for each in headings if each.heading.line > line]
        line += len(LINE_BREAK.findall(inside))
    return below


def _pieces(text: str, blocks: Sequence[Block], written: Mapping[Block, str]) -> Iterator[str]:
    """Yield the file in pieces: what is before a block, then its inside and end marker, and so on."""
    end = 0
    for block in blocks:
        yield text[end : block.start]
        inside = written.get(block, "\n")
        yield f"{inside}<!-- synbib:end checksum={checksum(inside)} -->"
        end = block.after
    yield text[end:]


def _refuse_to_lose(block: Block, written: str, name: str) -> None:
    """Raise if the block holds what synbib neither wrote nor would write."""
    held = normalized(block.inside)
    if not held or checksum(held) == block.checksum or held == normalized(written):
        return
    what = "was edited by hand" if block.checksum else "holds text that synbib did not write"
    way_out = "move the text out of the block"
    if block.checksum and KINDS[block.kind].entries:
        way_out = f"synbib import {name} takes the edit into the store"
    raise SynbibError(f"this {block.kind} {what}; {way_out}, or overwrite it with --force")
