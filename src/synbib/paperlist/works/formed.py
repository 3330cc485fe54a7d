"""Blocks in a form of the list's own, which give its lines back as they are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from synbib import lazily
from synbib.errors import ReadmeError
from synbib.incoming import with_fields
from synbib.incoming.tree import Path
from synbib.library import Library
from synbib.paperlist.forms.arranged import arranged
from synbib.paperlist.forms.named import FormNames
from synbib.paperlist.forms.stretches import Odd, Stretch, stretches
from synbib.paperlist.mentions.reader import Region
from synbib.paperlist.works.keeper import torn_element
from synbib.paperlist.works.planned import Plan, Planner, StaysError
from synbib.paperlist.works.preview import said_lines
from synbib.readme import Options, parse, write_blocks
from synbib.readme.forms import Form
from synbib.readme.outline import outline

__all__ = ["Formed", "in_forms"]


@lazily.dataclass(frozen=True, slots=True)
class Formed:
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


def in_forms(
    lines: Sequence[str],
    runs: Mapping[Path, Sequence[Region]],
    planner: Planner,
    library: Library,
    mentioned: Mapping[int, Sequence[str]],
    name: str,
    defaults: Options,
    fixed: Collection[str],
    given: Sequence[Form],
) -> Formed:
    """Return blocks that give lines back as they are."""
    regions = [region for of_path in runs.values() for region in of_path]
    found = stretches(lines, regions, planner.papers, library, mentioned, fixed, given)
    odd = list(found.odd)
    by_path: dict[Path, list[Stretch]] = {}
    for stretch in found.found:
        if torn := torn_element("".join(lines[stretch.line - 1 : stretch.end - 1])):
            odd.append(Odd(stretch.line, f"a part of an HTML element <{torn}> stands in it"))
        else:
            by_path.setdefault(stretch.path, []).append(stretch)
    names = FormNames(defaults.forms)
    marked: list[tuple[Stretch, str]] = []
    for path, of_path in by_path.items():
        placed, left = _placed(path, of_path, planner, library, names)
        marked += placed
        odd += left
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
    return Formed(
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


def _placed(
    path: Path,
    of_path: Sequence[Stretch],
    planner: Planner,
    library: Library,
    names: FormNames,
) -> tuple[list[tuple[Stretch, str]], list[Odd]]:
    """Return the stretches of a group with the markers of their blocks; and those that no block can show, with why."""
    try:
        options = planner.group_option(path)
    except StaysError as error:
        return [], [Odd(of_path[0].line, str(error))]
    inside = outline(library, [value for _, value in options], nested=False).entries
    order = arranged([entry.key for entry in inside], [stretch.keys for stretch in of_path])
    marked: list[tuple[Stretch, str]] = []
    odd: list[Odd] = []
    for stretch, bounds in zip(of_path, order.bounds, strict=True):
        if bounds is None:
            odd.append(Odd(stretch.line, "the store has its papers in another order"))
            continue
        chosen = [*options, ("nested", "no"), ("form", names.of(stretch))]
        if order.places:
            chosen.append(("place", ", ".join(map(_place, order.places))))
        chosen += [(n, v) for n, v in zip(("after", "until"), bounds, strict=True) if v]
        if stretch.first != 1:
            chosen.append(("first", str(stretch.first)))
        plan = Plan(stretch.kind, stretch.line, stretch.end, tuple(chosen), path)
        marked.append((stretch, plan.start))
    return marked, odd


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
        if _lines_that_say(block.inside, squeezed=is_even) == _lines_that_say(
            old, squeezed=is_even
        ):
            newline = "\r\n" if "\r\n" in lines[stretch.line - 1] else "\n"
            whole = f"{marker}{written[block.start : block.after]}"
            body = newline.join(
                f"{stretch.indent}{line}" if line else "" for line in whole.split("\n")
            )
            shown.append((stretch, body))
        else:
            odd.append(Odd(stretch.line, "a block would not give its lines back"))
    return shown, odd


def _place(place: tuple[str, str]) -> str:
    key, above = place
    return f"{key} after {above}" if above else f"{key} first"


def _kind_at(regions: Sequence[Region], line: int) -> str:
    return next((r for r in regions if r.line <= line < r.end), regions[0]).kind


def _lines_that_say(text: str, *, squeezed: bool = False) -> list[str]:
    """Return the lines of a text that are not blank; ``squeezed`` leaves out the blanks in them."""
    lines = said_lines(text)
    return ["".join(line.split()) for line in lines] if squeezed else lines
