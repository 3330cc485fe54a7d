"""A selection of the library as sections: headings, nested, with the entries under each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from synbib import lazily
from synbib.library import Entry, Group, Library
from synbib.text import markdown, scrub

__all__ = ["Section", "heading", "outline", "write"]

_DEEPEST = 6  # CommonMark 0.31.2 §4.2


@lazily.dataclass(frozen=True, slots=True)
class Section:
    """A heading, the entries directly under it, and its subsections.

    Attributes:
        heading: Plain text; ``""`` for the whole selection, which has none.
        entries: In the order of the file.
        sections: In the order of the group tree; those with no entry count too.
    """

    heading: str
    entries: tuple[Entry, ...]
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in the order of the document."""
        yield self
        for section in self.sections:
            yield from section.walk()

    @property
    def all_entries(self) -> list[Entry]:
        """The entries of the section and all below it, each once, in order."""
        return list({e.key: e for section in self.walk() for e in section.entries}.values())


def outline(library: Library, groups: Sequence[str] = (), *, nested: bool = True) -> Section:
    """Return the selected part of the library as sections.

    Args:
        library: What `synbib.read` returns.
        groups: Names or paths of groups. None selects the whole library. One selects what is in it: its subgroups
            become the headings, since the document it goes into has a heading of its own. Several become a heading
            each.
        nested: Whether the subgroups of those groups belong to the selection; without groups, whether any group does.

    Entries that stand in no subgroup come first, before any heading: anywhere else they would seem to belong to
    the heading above them.

    Raises:
        UnknownNameError: There is no such group; the nearest names are suggested.
    """

    def section(group: Group, name: str) -> Section:
        entries = tuple(library[key] for key in group.keys)
        children = group.children if nested else ()
        return Section(name, entries, tuple(section(child, child.name) for child in children))

    chosen = [library.groups.find(path) for path in groups]
    if len(chosen) == 1:
        return section(chosen[0], "")
    if chosen:
        return Section("", (), tuple(section(group, group.name) for group in chosen))
    grouped = frozenset(library.groups.all_keys)
    loose = tuple(entry for key, entry in library.items() if key not in grouped)
    return Section("", loose, section(library.groups, "").sections)


def write(section: Section, level: int, body: Callable[[Section], str]) -> str:
    """Return a section and all below it as Markdown, without a final line break.

    Args:
        section: What to write.
        level: The level of its heading, or of its subsections' headings where it has none.
        body: What stands under the heading of one section, before its subsections; may be empty.
    """
    below = level + bool(section.heading)
    parts = (
        heading(section.heading, level) if section.heading else "",
        body(section),
        *(write(subsection, below, body) for subsection in section.sections),
    )
    return "\n\n".join(part for part in parts if part)


def heading(text: str, level: int) -> str:
    """Return plain ``text`` as an ATX heading; what would be deeper than Markdown goes stays at its deepest."""
    # §4.2: number signs at the end would close the heading and not show.
    shown = re.sub(r"(^|\s)(#+)$", r"\1\\\2", markdown.escape(scrub(text).strip()))
    return f"{'#' * min(level, _DEEPEST)} {shown}"
