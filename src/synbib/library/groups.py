r"""Groups: the headings under which entries are listed, as JabRef keeps them in the file.

Source: JabRef's file format: ``@comment{jabref-meta: grouping: …}`` holds a record per group, ``LEVEL TYPE:NAME\;…``,
ended by ``;``; within a record ``;`` and ``\`` are escaped by a backslash. An entry names its groups in its
field ``groups``, separated by commas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from synbib.errors import UnknownNameError

__all__ = ["Group", "group_tree", "parse_tree", "split_list"]

_META: Final = re.compile(r"\s*jabref-meta:\s*grouping:\s*(.*)", re.IGNORECASE | re.DOTALL)
_RECORD: Final = re.compile(r"((?:[^\\;]|\\.)*);", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Group:
    """A heading, its subheadings and the entries that stand directly under it.

    Attributes:
        name: The heading; ``""`` for the root.
        children: Subgroups in order; those with no entry count too.
        keys: Citation keys of the entries directly in the group, in the order of the file.
    """

    name: str
    children: tuple[Group, ...] = ()
    keys: tuple[str, ...] = ()

    def walk(self) -> Iterator[Group]:
        """Yield this group and all below it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys of the group and all below it, each once, in order."""
        return tuple(dict.fromkeys(key for group in self.walk() for key in group.keys))

    def find(self, path: str) -> Group:
        """Return the group below this one that ``path`` names: a name, or names joined by ``/``.

        Letter case does not count. The first group in the order of the document is taken.

        Raises:
            UnknownNameError: There is none; the nearest names are suggested.
        """
        wanted = path.casefold()
        for ancestors, group in self._with_ancestors(()):
            full = "/".join((*ancestors, group.name)).casefold()
            if full == wanted or full.endswith("/" + wanted):
                return group
        names = (group.name for group in self.walk() if group.name)
        raise UnknownNameError.among("group", path, names)

    def _with_ancestors(self, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Group]]:
        here = (*above, self.name) if self.name else above
        for child in self.children:
            yield here, child
        for child in self.children:
            yield from child._with_ancestors(here)


def split_list(value: str) -> tuple[str, ...]:
    """Return the items of a comma-separated field, trimmed, each once."""
    return tuple(dict.fromkeys(item.strip() for item in value.split(",") if item.strip()))


def parse_tree(comments: Iterable[str]) -> Group | None:
    """Return the group tree that the first JabRef comment among ``comments`` holds, without entries."""
    for comment in comments:
        if found := _META.match(comment):
            return _build(_records(found[1]))
    return None


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Yield the level and the name of each group."""
    # Old versions of JabRef broke lines in the middle of records.
    for record in _RECORD.finditer(re.sub(r"[\r\n]+", "", text)):
        body = re.sub(r"\\(.)", r"\1", record[1]).strip()
        found = re.match(r"(\d+)\s+(\w+):(.*)", body, re.DOTALL)
        if found and found[2] != "AllEntriesGroup":
            name = re.match(r"(?:[^\\;]|\\.)*", found[3])
            assert name is not None  # the pattern matches the empty string too
            yield int(found[1]), re.sub(r"\\(.)", r"\1", name[0])


def _build(records: Iterable[tuple[int, str]]) -> Group:
    # The children of each open level; a level is closed when one as high, or higher, begins.
    open_groups: list[tuple[int, str, list[Group]]] = [(0, "", [])]

    def close() -> None:
        _, name, children = open_groups.pop()
        open_groups[-1][2].append(Group(name, tuple(children)))

    for level, name in records:
        while len(open_groups) > 1 and open_groups[-1][0] >= level:
            close()
        open_groups.append((level, name, []))
    while len(open_groups) > 1:
        close()
    return Group("", tuple(open_groups[0][2]))


def group_tree(tree: Group | None, memberships: Mapping[str, tuple[str, ...]]) -> Group:
    """Return the tree with the entries in it.

    Args:
        tree: The tree of the file's own comment, if it has one.
        memberships: Citation key → names of its groups, in the order of the file.

    Groups that entries name and the tree lacks follow at the end, so that no entry is lost from view.
    """
    members: dict[str, list[str]] = {}
    for key, names in memberships.items():
        for name in names:
            members.setdefault(name, []).append(key)

    def fill(group: Group) -> Group:
        children = tuple(map(fill, group.children))
        return replace(group, children=children, keys=tuple(members.get(group.name, ())))

    root = fill(tree or Group(""))
    known = {group.name for group in root.walk()}
    missing = tuple(
        Group(name, (), tuple(keys)) for name, keys in members.items() if name not in known
    )
    return replace(root, children=root.children + missing, keys=())
