"""A README's own lists → blocks that synbib keeps up to date.

What lists papers directly under one heading becomes one block, where all of it was understood and the block can show
the same. Everything else stays, byte for byte, and what stood in the way is reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field, replace
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.errors import Diagnostic, ReadmeError, SynbibError
from synbib.incoming import with_fields
from synbib.incoming.tree import Path, sound
from synbib.latex import decode
from synbib.library import Entry, Group, Library
from synbib.library.facets import date_of
from synbib.library.matching import identity_of
from synbib.model.identifiers import canonical_url
from synbib.model.links import same_url
from synbib.paperlist.forms.arranged import arranged
from synbib.paperlist.forms.named import FormNames
from synbib.paperlist.forms.stretches import Odd, Stretch, stretches
from synbib.paperlist.mentions.headers import block_columns
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.mentions.reader import PaperList, Region
from synbib.paperlist.phrases.when import arxiv_date
from synbib.paperlist.works.kept import Kept, Loss, lost
from synbib.paperlist.works.preview import Replacement, changed_lines, said_lines
from synbib.readme import Options, parse, write_blocks
from synbib.readme.blocks import LINE, Block
from synbib.readme.forms import READY, Form, find_form, format_template
from synbib.readme.outline import outline
from synbib.readme.selection import select
from synbib.text import strip
from synbib.text.mojibake import repair

__all__ = ["Converted", "convert", "keys_in_blocks"]

_USUAL: Final = "paper=Paper,published=Published in,code=Code/Project"
_HEADING: Final = lazily.pattern(r" {0,3}(#{1,6})\s")
_MARKUP: Final = lazily.pattern(r"[*_`]")
# The kinds of blocks that show entries in forms.
_FORMED: Final = frozenset({"list", "recent", "table"})
_QUOTED: Final = frozenset({"group", "columns", "place"})
# Which share of the lines a block in synbib's own form has to keep. In a list, what differs are slips.
_NEARLY_SAME: Final = {"list": 0.8, "table": 1.0}
# What begins an entry in a block, and what stands under the head of a table.
_ITEM: Final = lazily.pattern(r"(?:-|\d+\.) ")
_RULE: Final = lazily.pattern(r"\|(?::?-+:?\|)+")
_HTML_TAG: Final = lazily.pattern(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])[^<>]*?(/?)>")
# Elements without an end tag, or whose end tag may be left out (HTML, §13.1.2).
_NEVER_CLOSED: Final = frozenset(
    """
    area base br col embed hr img input link meta source track wbr
    dd dt li option p tbody td tfoot th thead tr
    """.split()  # noqa: SIM905 - a table is read more easily so
)
_URL: Final = lazily.pattern(r"https?://\S+")
_LINK: Final = lazily.pattern(r"\[([^\[\]\r\n]{1,80})\]{1,2}\(\s*<?([^\s)>]+)")
_NO_BRACES: Final = str.maketrans("", "", "{}\\")
# What cannot stand in an option of a block.
_NO_OPTION: Final = lazily.pattern(r'["\r\n]|-->')


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


class _StaysError(Exception):
    """Why no block can show a stretch."""


@lazily.dataclass(frozen=True, slots=True)
class _Plan:
    """A stretch, and the block that may stand in its place.

    Attributes:
        kind: ``list`` or ``table``.
        line: The first line of the stretch, from 1.
        end: The line after its last.
        options: The options of the block, name and value.
        path: The group that it is about.
    """

    kind: str
    line: int
    end: int
    options: tuple[tuple[str, str], ...]
    path: Path

    @property
    def start(self) -> str:
        """The marker that begins the block."""
        words = (f'{n}="{v}"' if n in _QUOTED else f"{n}={v}" for n, v in self.options)
        return f"<!-- synbib:start {' '.join((self.kind, *words))} -->"


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
    for region in _outside(blocks, found):
        runs.setdefault(region.group, []).append(region)
    fixed = {*fixed, *_keys_of(blocks, library, defaults)}
    given = _forms_of(blocks, defaults)
    planner = _Planner(lines, found, library.groups, blocks, above)
    plans: list[_Plan] = []
    for path, regions in runs.items():
        # What no block of synbib's own form can show may stand in one of the list's.
        with suppress(_StaysError):
            plans.append(planner.plan(path, regions))
    store, written = _as_list_has_titles(
        lines, plans, library, name, defaults, may_change=not fixed
    )
    keeper = _Keeper(store, mentioned, defaults)
    notes: dict[str, tuple[str, ...]] = {}
    replaced: list[Replacement] = []
    for plan, block in zip(plans, parse(written, name), strict=True):
        old = lines[plan.line - 1 : plan.end - 1]
        if _share_kept(old, block.inside) < _NEARLY_SAME[plan.kind]:
            continue
        try:
            noted = keeper.check(plan, old, block.inside)
        except _StaysError:
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
    formed = _in_forms(lines, runs, planner, store, mentioned, name, defaults, fixed, given)
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
    wanted = Counter(_said_lines("".join(old)))
    return (wanted & Counter(_said_lines(inside))).total() / max(wanted.total(), 1)


def _as_list_has_titles(
    lines: Sequence[str],
    plans: Sequence[_Plan],
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


@lazily.dataclass(frozen=True, slots=True)
class _Formed:
    """What stands in blocks in a form of its own.

    Attributes:
        blocks: The stretches, and what stands in the place of each.
        library: The store with what they need.
        fields: Key → fields that the store gets.
        forms: Name → form, of the new ones.
        odd: ``list`` or ``table``, and what of it stays as it is.
    """

    blocks: tuple[tuple[Stretch, str], ...]
    library: Library
    fields: Mapping[str, Mapping[str, str]]
    forms: Mapping[str, Form]
    odd: tuple[tuple[str, Odd], ...]


def _in_forms(
    lines: Sequence[str],
    runs: Mapping[Path, Sequence[Region]],
    planner: _Planner,
    library: Library,
    mentioned: Mapping[int, Sequence[str]],
    name: str,
    defaults: Options,
    fixed: Collection[str],
    given: Sequence[Form],
) -> _Formed:
    """Return blocks that give lines back as they are."""
    regions = [region for of_path in runs.values() for region in of_path]
    found = stretches(lines, regions, planner.papers, library, mentioned, fixed, given)
    odd = list(found.odd)
    by_path: dict[Path, list[Stretch]] = {}
    for stretch in found.found:
        if torn := _torn("".join(lines[stretch.line - 1 : stretch.end - 1])):
            odd.append(Odd(stretch.line, f"a part of an HTML element <{torn}> stands in it"))
        else:
            by_path.setdefault(stretch.path, []).append(stretch)
    names = FormNames(defaults.forms)
    marked: list[tuple[Stretch, str]] = []
    for path, of_path in by_path.items():
        try:
            options = planner.group_option(path)
        except _StaysError as error:
            odd.append(Odd(of_path[0].line, str(error)))
            continue
        groups = [value for _, value in options]
        inside = outline(library, groups, nested=False).entries
        order = arranged([entry.key for entry in inside], [stretch.keys for stretch in of_path])
        for stretch, bounds in zip(of_path, order.bounds, strict=True):
            if bounds is None:
                odd.append(Odd(stretch.line, "the store has its papers in another order"))
                continue
            chosen = [*options, ("nested", "no"), ("form", names.of(stretch))]
            if order.places:
                chosen.append(("place", ", ".join(map(_place, order.places))))
            after, until = bounds
            chosen += [(n, v) for n, v in (("after", after), ("until", until)) if v]
            if stretch.first != 1:
                chosen.append(("first", str(stretch.first)))
            marked.append(
                (stretch, _Plan(stretch.kind, stretch.line, stretch.end, tuple(chosen), path).start)
            )
    fields = {
        key: found.fields[key]
        for stretch, _ in marked
        for key in stretch.keys
        if found.fields.get(key)
    }
    filled = library.with_text(with_fields(library, fields))
    shown, unlike = _checked(
        lines,
        marked,
        filled,
        name,
        replace(defaults, forms={**defaults.forms, **names.new}),
    )
    used = {key for stretch, _ in shown for key in stretch.keys}
    return _Formed(
        tuple(shown),
        filled,
        {key: value for key, value in fields.items() if key in used},
        {
            n: form
            for n, form in names.new.items()
            if any(f"form={n}" in text.partition("-->")[0].split() for _, text in shown)
        },
        tuple((_kind_at(regions, each.line), each) for each in (*odd, *unlike)),
    )


def _forms_of(blocks: Iterable[Block], defaults: Options) -> list[Form]:
    """Return the forms that a project has, and those that are ready and that blocks name."""
    named = (dict(block.options).get("form", "") for block in blocks)
    ready = (READY[name] for name in named if name in READY and name not in defaults.forms)
    return [*defaults.forms.values(), *dict.fromkeys(ready)]


def keys_in_blocks(text: str, library: Library, name: str, defaults: Options) -> frozenset[str]:
    """Return the keys of the entries that the lists and tables in the blocks of a README show.

    Args:
        text: The README.
        library: The store.
        name: The README's name in messages.
        defaults: What holds for the blocks besides what they say themselves.

    Raises:
        ReadmeError: It has malformed blocks.
    """
    return frozenset(_keys_of(parse(text, name), library, defaults))


def _keys_of(blocks: Iterable[Block], library: Library, defaults: Options) -> set[str]:
    keys: set[str] = set()
    for block in blocks:
        if block.kind not in _FORMED:
            continue
        options = defaults
        # What is wrong in a block is told where it is written.
        with suppress(SynbibError):
            for option, value in block.options:
                options = options.set(option, value)
            sections = select(library, options).walk()
            keys |= {entry.key for section in sections for entry in section.entries}
    return keys


def _place(place: tuple[str, str]) -> str:
    key, above = place
    return f"{key} after {above}" if above else f"{key} first"


def _checked(
    lines: Sequence[str],
    marked: Sequence[tuple[Stretch, str]],
    library: Library,
    name: str,
    options: Options,
) -> tuple[list[tuple[Stretch, str]], list[Odd]]:
    """Return the blocks that say what stands in their place, line by line; and what the others leave."""
    # Where they stand in the list, they may be indented; here that would make code of them.
    text = "".join(f"{marker}\n<!-- synbib:end -->\n" for _, marker in marked)
    try:
        written = write_blocks(text, library, name=name, defaults=options)
        blocks = parse(written, name)
    except ReadmeError as error:
        return [], [Odd(stretch.line, str(error)) for stretch, _ in marked]
    shown = []
    odd = []
    for (stretch, marker), block in zip(marked, blocks, strict=True):
        old = "".join(
            line.replace("\r\n", "\n").removeprefix(stretch.indent)
            for line in lines[stretch.line - 1 : stretch.end - 1]
        )
        # Cells that are as wide as their columns may get blanks that they had not, and no more than that.
        is_even = stretch.form.aligned != "no"
        if _said_lines(block.inside, squeezed=is_even) == _said_lines(old, squeezed=is_even):
            newline = "\r\n" if "\r\n" in lines[stretch.line - 1] else "\n"
            whole = f"{marker}{written[block.start : block.after]}"
            body = newline.join(
                f"{stretch.indent}{line}" if line else "" for line in whole.split("\n")
            )
            shown.append((stretch, body))
        else:
            odd.append(Odd(stretch.line, "a block would not give its lines back"))
    return shown, odd


def _said_lines(text: str, *, squeezed: bool = False) -> list[str]:
    """Return the lines of a text that are not blank; ``squeezed`` leaves out the blanks in them."""
    lines = said_lines(text)
    return ["".join(line.split()) for line in lines] if squeezed else lines


def _kind_at(regions: Sequence[Region], line: int) -> str:
    return next((r for r in regions if r.line <= line < r.end), regions[0]).kind


class _Planner:
    """Tells which block may stand in the place of a stretch.

    Args:
        lines: The README.
        found: What was read of it.
        groups: The groups of the store.
        blocks: The blocks that it has already.
        above: How many headings at the top are not groups.
    """

    def __init__(
        self,
        lines: Sequence[str],
        found: PaperList,
        groups: Group,
        blocks: Iterable[Block],
        above: int,
    ) -> None:
        self._lines = lines
        self.papers = sorted(found.mentions, key=lambda paper: paper.line)
        self._starts = [paper.line for paper in self.papers]
        self._headed = {region.group for region in found.regions}
        self._groups = groups
        self._shown = {
            value.casefold()
            for block in blocks
            for option, value in block.options
            if option == "group"
        }
        self._above = above

    def plan(self, path: Path, regions: Sequence[Region]) -> _Plan:
        """Return the block of what lists papers under one heading.

        Raises:
            _StaysError: No block can stand there.
        """
        kind, line, end = self._whole(regions)
        options = self.group_option(path)
        if self._has_own_groups(line, end, path):
            options.append(("level", str(_level_below(self._lines, line))))
        else:
            options.append(("nested", "no"))
            if kind == "list":
                line = max(line, self.inside(line, end)[0].line)
        if kind == "table":
            options += _columns_option(self._lines[line - 1])
        return _Plan(kind, line, end, tuple(options), path)

    def inside(self, line: int, end: int) -> Sequence[Mention]:
        """Return the papers of some lines."""
        return self.papers[bisect_left(self._starts, line) : bisect_left(self._starts, end)]

    def _whole(self, regions: Sequence[Region]) -> tuple[str, int, int]:
        """Return the kind, the first line and the line after the last of the one block that stretches make.

        What stands after the last paper of a list stays where it is.

        Raises:
            _StaysError: Something stands between.
        """
        first, last = regions[0], regions[-1]
        if any(region.kind != first.kind for region in regions):
            raise _StaysError("there is a list and a table under this heading")
        if first.kind == "table" and len(regions) > 1:
            raise _StaysError("there are several tables under this heading")
        end = first.line
        for region in regions:
            between = self._lines[end - 1 : region.line - 1]
            if any(text.strip() for text in between):
                raise _StaysError("something stands between the papers under this heading")
            end = region.end
        if first.kind == "list":
            end = min(end, max(paper.end for paper in self.inside(last.line, end)))
        while end > first.line + 1 and not self._lines[end - 2].strip():
            end -= 1
        return first.kind, first.line, end

    def _has_own_groups(self, line: int, end: int, path: Path) -> bool:
        """Whether a stretch has groups within it, bullets above bullets, which its block writes as headings.

        Raises:
            _StaysError: There are headings below it, too, which a block cannot leave out.
        """
        if {paper.groups for paper in self.inside(line, end)} <= {path}:
            return False
        if any(other != path and other[: len(path)] == path for other in self._headed):
            raise _StaysError("it has groups of its own, and so has its heading")
        return True

    def group_option(self, path: Path) -> list[tuple[str, str]]:
        """Return the option that names the group of a stretch; none if it stands in no group.

        Raises:
            _StaysError: No option names this group, and only it; or a block has it already.
        """
        path = sound(path)[self._above :]
        if not path:
            return []
        given = "/".join(path)
        group = _at(path, self._groups)
        if group is None:
            raise _StaysError(f"there is no group '{given}' in the store")
        if self._groups.find(given) is not group or _NO_OPTION.search(given):
            raise _StaysError(
                f"the group '{given}' cannot be named in a block; give it another name"
            )
        if given.casefold() in self._shown:
            raise _StaysError(f"a block shows the group '{given}' already")
        return [("group", given)]


class _Keeper:
    """Tells whether anything would be lost if a block stood in the place of a stretch.

    Args:
        library: The store.
        mentioned: Line → the keys of the papers that begin there.
        defaults: What holds for the blocks besides what they say themselves.
    """

    def __init__(
        self, library: Library, mentioned: Mapping[int, Sequence[str]], defaults: Options
    ) -> None:
        self._library = library
        self._mentioned = mentioned
        self._defaults = defaults

    def check(
        self, plan: _Plan, lines: Sequence[str], inside: str
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Compare a stretch, paper by paper, with the entry of each and what the block shows of it.

        Args:
            plan: The stretch.
            lines: Its lines.
            inside: What would stand in the block.

        Returns:
            Citation keys, and what the list calls links of their entries: nothing is lost if the store gets it.

        Raises:
            _StaysError: It says something that would be lost.
        """
        if torn := _torn("".join(lines)):
            raise _StaysError(f"a part of an HTML element <{torn}> stands in it")
        frame, shown = self._shown(plan, inside)
        noted: list[tuple[str, tuple[str, ...]]] = []
        starts = [n for n in range(plan.line, plan.end) if n in self._mentioned]
        for start, end in pairwise([plan.line, *starts, plan.end]):
            keys = self._mentioned.get(start, ())
            if missing := [key for key in keys if key not in shown]:
                title = self._library[missing[0]].title
                raise _StaysError(f"its block would not show '{title}'")
            texts = [text for key in keys for text in (_said(self._library[key]), shown[key])]
            stretch = lines[start - plan.line : end - plan.line]
            old = "".join(repair(line)[0] for line in stretch)
            kept = (frame, *map(Kept, texts))
            loss = lost(old, kept)
            if loss and len(keys) == 1:
                labels = tuple(_labels(old, self._library[keys[0]], loss))
                loss = lost(old, (*kept, *map(Kept, labels)))
                noted.append((keys[0], labels))
            if loss:
                raise _StaysError(str(loss))
        return noted

    def _shown(self, plan: _Plan, inside: str) -> tuple[Kept, dict[str, str]]:
        """Return what a block shows besides its entries, and key → what it shows of an entry."""
        options = self._defaults
        for name, value in plan.options:
            options = options.set(name, value)
        sections = select(self._library, options).walk()
        keys = [entry.key for section in sections for entry in section.entries]
        frame, items = _parted(plan.kind, inside)
        if len(items) != len(keys):
            # Written by a template of the user's: nothing tells which entry a line is of.
            frame, items = "", [""] * len(keys)
        shown: dict[str, str] = {}
        for key, item in zip(keys, items, strict=True):
            shown[key] = f"{shown.get(key, '')}\n{item}"
        return Kept(frame), shown


def _parted(kind: str, inside: str) -> tuple[str, list[str]]:
    """Return what stands around the entries of a block, headings and the heads of tables, and each entry's part."""
    frame: list[str] = []
    items: list[list[str]] = []
    lines = [*inside.splitlines(), ""]
    for line, below in pairwise(lines):
        if kind == "table" and line.startswith("|"):
            if _RULE.fullmatch(line) or _RULE.fullmatch(below):
                frame.append(line)
            else:
                items.append([line])
        elif _ITEM.match(line):
            items.append([line])
        elif line.startswith(" ") and items:
            items[-1].append(line)
        else:
            frame.append(line)
    return "\n".join(frame), ["\n".join(item) for item in items]


def _labels(old: str, entry: Entry, loss: Loss) -> Iterator[str]:
    """Yield what a stretch calls links of an entry, kind and label, where the label would be lost."""
    for found in _LINK.finditer(old):
        kind = next((link.kind for link in entry.links if same_url(link.url, found[2])), "")
        if kind and Kept(found[1]).words & set(loss.words):
            yield f"{kind}: {found[1].strip()}"


def _said(entry: Entry) -> str:
    """Return all that the store says of a paper, its groups left out, in plain text."""
    fields = {name: value for name, value in entry.fields.items() if name != "groups"}
    # A URL in a note counts only if it stands there as it is, not as LaTeX.
    as_written = (value.translate(_NO_BRACES) for value in fields.values())
    read = (_URL.sub(" ", strip(decode(value))) for value in fields.values())
    identifiers = identity_of(entry).identifiers
    links = (link.url for link in entry.links)
    pages = (canonical_url(*named) for named in identifiers.items())
    dates = _dates(entry, identifiers.get("arxiv", ""))
    return "\n".join((*fields, *as_written, *read, *links, *pages, *dates))


def _dates(entry: Entry, arxiv: str) -> Iterator[str]:
    """Yield the date of a paper, and that which its arXiv number tells, as lists write them in numbers."""
    date = date_of(entry)
    if date:
        yield " ".join(map(str, (date[0] % 100, *date)))
    if when := arxiv_date(arxiv):
        yield f"{when.year % 100} {when.year} {when.month}"


def _torn(text: str) -> str:
    """Return the name of an element that begins or ends in a text and not both; ``""`` if there is none."""
    open_tags: dict[str, int] = {}
    for tag in _HTML_TAG.finditer(text):
        name = tag[2].lower()
        if name not in _NEVER_CLOSED and not tag[3]:
            open_tags[name] = open_tags.get(name, 0) + (-1 if tag[1] else 1)
    return next((name for name, count in open_tags.items() if count), "")


def _level_below(lines: Sequence[str], line: int) -> int:
    """Return the level of headings below that under which a line stands."""
    above = (_HEADING.match(lines[at]) for at in range(line - 2, -1, -1))
    level = next((len(heading[1]) for heading in above if heading), 1)
    return min(level + 1, 6)


def _outside(blocks: Sequence[Block], found: PaperList) -> Iterator[Region]:
    """Yield the stretches that stand in no block, and of others those parts with papers that stand in none."""
    spans = [(block.line, block.line + block.inside.count("\n") + 1) for block in blocks]
    starts = sorted(mention.line for mention in found.mentions)
    at = 0
    for region in sorted(found.regions, key=lambda region: region.line):
        while at < len(spans) and spans[at][1] <= region.line:
            at += 1
        line = region.line
        inside = [span for span in spans[at:] if span[0] < region.end]
        for start, end in (*inside, (region.end, region.end)):
            has_papers = bisect_left(starts, line) < bisect_left(starts, start)
            if line < start and (has_papers or not inside):
                yield Region(region.kind, region.group, line, start)
            line = max(line, end)


def _at(path: Path, groups: Group) -> Group | None:
    for name in path:
        found = next((child for child in groups.children if child.name == name), None)
        if found is None:
            return None
        groups = found
    return groups


def _columns_option(head: str) -> list[tuple[str, str]]:
    """Return the option with the columns of a table, none if they are the usual ones.

    Raises:
        _StaysError: It has a column that no block writes.
    """
    headers = [_MARKUP.sub("", cell).strip() for cell in head.strip().strip("|").split("|")]
    columns: list[str] = []
    for header, column in zip(headers, block_columns(headers), strict=True):
        if not column or _NO_OPTION.search(header) or "," in header:
            raise _StaysError(f"no column of a block is '{header}'")
        columns.append(f"{column}={header}")
    chosen = ",".join(columns)
    return [] if chosen == _USUAL else [("columns", chosen)]
