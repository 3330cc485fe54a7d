"""A README's own lists → blocks that synbib keeps up to date.

What lists papers directly under one heading becomes one block, where all of it was understood and the block can show
the same. Everything else stays, byte for byte, and what stood in the way is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic, ReadmeError
from synbib.incoming.tree import Path
from synbib.library import Library
from synbib.paperlist.forms.stretches import Stretch
from synbib.paperlist.mentions.reader import PaperList, Region
from synbib.paperlist.works.formed import in_forms
from synbib.paperlist.works.keeper import Keeper
from synbib.paperlist.works.planned import Plan, Planner, StaysError, outside_blocks
from synbib.paperlist.works.preview import Replacement, changed_lines, said_lines
from synbib.paperlist.works.shown import forms_of, keys_of
from synbib.readme import Options, parse, write_blocks
from synbib.readme.blocks import LINE
from synbib.readme.forms import Form, find_form, format_template

__all__ = ["Converted", "convert"]

# Which share of the lines a block in synbib's own form has to keep. In a list, what differs are slips.
_NEARLY_SAME: Final = {"list": 0.8, "table": 1.0}


@lazily.dataclass(frozen=True, slots=True)
class Converted:
    """A README with blocks in place of its lists.

    Attributes:
        text: Its new text.
        blocks: How many blocks were put in.
        left: What was left as it was, and why.
        notes: Key → what the list calls links of the entry; it belongs into the store, as no block shows it.
        fields: Key → the fields that the entry needs so that its block gives the list's lines back.
        forms: Name → form, of those that its blocks have and the project had not.
        sentence_case: Whether its blocks have English titles in sentence case.
        replaced: The blocks that were put in, and what each stands in the place of.
    """

    text: str
    blocks: int
    left: tuple[Diagnostic, ...] = ()
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    forms: Mapping[str, Form] = field(default_factory=dict)
    sentence_case: bool = True
    replaced: tuple[Replacement, ...] = ()


def convert(
    text: str,
    found: PaperList,
    library: Library,
    mentioned: Mapping[int, Sequence[str]],
    name: str = "README.md",
    above: int = 0,
    defaults: Options | None = None,
    fixed: Collection[str] = (),
) -> Converted:
    """Return a README with blocks in place of the stretches that list papers.

    A stretch is replaced only if all that it says is in the entries of its papers, or in the block (see `lost`).

    Args:
        text: The README.
        found: What was read of it: its papers, and where it lists them.
        library: The store that they were imported into.
        mentioned: Line of the README → the keys of the entries of the papers that begin there.
        name: The README's name in messages.
        above: How many headings at the top are not groups of the store.
        defaults: What holds for the new blocks besides what they say themselves.
        fixed: The keys of entries that the blocks of other files show, which are not to change.

    Raises:
        ReadmeError: It has malformed blocks already, or one that was edited by hand.
    """
    lines = LINE.findall(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    defaults = defaults or Options()
    blocks = parse(text, name)
    runs: dict[Path, list[Region]] = {}
    for region in outside_blocks(blocks, found):
        runs.setdefault(region.group, []).append(region)
    fixed = {*fixed, *keys_of(blocks, library, defaults)}
    given = forms_of(blocks, defaults)
    planner = Planner(lines, found, library.groups, blocks, above)
    plans: list[Plan] = []
    for path, regions in runs.items():
        # What no block of synbib's own form can show may stand in one of the list's.
        with suppress(StaysError):
            plans.append(planner.plan(path, regions))
    store, written = _as_list_has_titles(
        lines, plans, library, name, defaults, may_change=not fixed
    )
    keeper = Keeper(store, mentioned, defaults)
    notes: dict[str, tuple[str, ...]] = {}
    replaced: list[Replacement] = []
    for plan, block in zip(plans, parse(written, name), strict=True):
        old = lines[plan.line - 1 : plan.end - 1]
        if _share_kept(old, block.inside) < _NEARLY_SAME[plan.kind]:
            continue
        try:
            noted = keeper.check(plan, old, block.inside)
        except StaysError:
            continue
        for key, labels in noted:
            notes[key] = tuple(dict.fromkeys((*notes.get(key, ()), *labels)))
        _replace(
            lines, plan.line, plan.end, f"{plan.start}{written[block.start : block.after]}", newline
        )
        runs.pop(plan.path)
        papers = len(planner.inside(plan.line, plan.end))
        changed = changed_lines("".join(old), block.inside)
        replaced.append(
            Replacement(name, plan.kind, plan.path, plan.line, plan.end, papers, changed)
        )
    if not replaced:
        store = library
    formed = in_forms(lines, runs, planner, store, mentioned, name, defaults, fixed, given)
    left = [
        Diagnostic(name, odd.line, 0, "not-converted", f"this {kind} stays as it is: {odd.why}")
        for kind, odd in formed.odd
    ]
    for stretch, shown in formed.blocks:
        old = lines[stretch.line - 1 : stretch.end - 1]
        used = {**defaults.forms, **formed.forms}
        replaced.append(_replacement(name, stretch, "".join(old), shown, used))
        _replace(lines, stretch.line, stretch.end, shown, newline)
    marked = "".join(lines)
    if replaced:
        # Those that were there may show the headings that came in; checksums are of the lines as they stand now.
        try:
            parse(marked, name)
        except ReadmeError as error:
            # Markdown around them hides a marker. Nothing of it is worth a file that cannot be read again.
            message = f"no list becomes blocks, as these could not be read again: {error}"
            return Converted(text, 0, (Diagnostic(name, 0, 0, "not-converted", message),))
        marked = write_blocks(
            marked,
            formed.library,
            name=name,
            defaults=replace(defaults, forms={**defaults.forms, **formed.forms}),
        )
    return Converted(
        marked,
        len(replaced),
        tuple(sorted(left)),
        notes,
        formed.fields,
        formed.forms,
        store.sentence_case,
        tuple(replaced),
    )


def _replacement(
    name: str, stretch: Stretch, old: str, shown: str, forms: Mapping[str, Form]
) -> Replacement:
    """Return what is told of a block in a form of its own."""
    # Where they stand in the list, they may be indented; here that would make code of them.
    old, shown = (
        "".join(line.removeprefix(stretch.indent) for line in LINE.findall(text))
        for text in (old, shown)
    )
    [block] = parse(shown, name)
    form = dict(block.options)["form"]
    return Replacement(
        name,
        stretch.kind,
        stretch.path,
        stretch.line,
        stretch.end,
        len(stretch.keys),
        changed_lines(old, block.inside),
        form,
        format_template(find_form(form, forms).entry),
    )


def _replace(lines: list[str], line: int, end: int, shown: str, newline: str) -> None:
    """Put a block in the place of lines, which keep their numbers, so that all others stay where they are."""
    before = newline if line > 1 and lines[line - 2].strip() else ""
    after = newline if end <= len(lines) and lines[end - 1].strip() else ""
    lines[line - 1] = f"{before}{shown}{newline}{after}"
    lines[line : end - 1] = [""] * (end - 1 - line)


def _share_kept(old: Sequence[str], inside: str) -> float:
    """Return how many of some lines stand in a block as they are, as a share of them."""
    wanted = Counter(said_lines("".join(old)))
    return (wanted & Counter(said_lines(inside))).total() / max(wanted.total(), 1)


def _as_list_has_titles(
    lines: Sequence[str],
    plans: Sequence[Plan],
    library: Library,
    name: str,
    defaults: Options,
    *,
    may_change: bool,
) -> tuple[Library, str]:
    """Return the store with its titles as the list has them, in sentence case or as they are; and its blocks."""
    markers = "".join(f"{plan.start}\n<!-- synbib:end -->\n" for plan in plans)

    def written(sentence_case: bool) -> tuple[float, Library, str]:
        changed = library.with_sentence_case(sentence_case)
        text = write_blocks(markers, changed, name=name, defaults=defaults)
        blocks = zip(plans, parse(text, name), strict=True)
        kept = sum(_share_kept(lines[p.line - 1 : p.end - 1], b.inside) for p, b in blocks)
        return kept, changed, text

    first = written(library.sentence_case)
    if not (may_change and any(plan.kind == "list" for plan in plans)):
        return first[1:]
    other = written(not library.sentence_case)
    return other[1:] if other[0] > first[0] else first[1:]
