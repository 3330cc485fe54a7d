r"""Groups: the headings under which entries are listed, and their tree as JabRef keeps it in the file.

An entry names its groups in its field ``groups``, separated by commas; some groups choose their entries themselves
(`synbib.library.criteria`). The tree is read, and written byte for byte as JabRef writes it.

A line of the comment is ``LEVEL KIND:NAME\;DETAIL\;DETAIL\;;``; `synbib.bibtex.jabref` says how it is written. ::

    @Comment{jabref-meta: grouping:
    0 AllEntriesGroup:;
    1 StaticGroup:Surveys\;0\;1\;\;\;\;;
    }
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.bibtex.jabref import group_records, parts, quote, unquote
from synbib.errors import UnknownNameError
from synbib.limits import MOST_OF_A_NAME
from synbib.text import scrub

__all__ = [
    "ALL",
    "Filled",
    "Group",
    "Membership",
    "fill_tree",
    "format_record",
    "format_tree",
    "keyword_separator",
    "parse_record",
    "parse_tree",
    "sound_name",
    "split_field",
    "split_keywords",
    "split_list",
]

# JabRef's "hierarchical context": a refining group holds only what its parent holds too.
_REFINING: Final = "1"
_RECORD: Final = lazily.pattern(r"(\d{1,9})\s+(\w+):(.*)", re.DOTALL)
# The kinds of groups that entries name.
_BY_NAME: Final = frozenset({"", "StaticGroup", "ExplicitGroup"})
_ALL: Final = "AllEntriesGroup"
ALL: Final = f"0 {_ALL}:"
"""The record of the root of a tree."""
_DEEPEST: Final = (
    100  # deeper than that is not a tree that a person made, and Python's stack is finite
)
# Context (independent), expanded, colour, icon, description: what JabRef gives a new group.
_DETAILS: Final = ("0", "1", "", "", "")


@lazily.dataclass(frozen=True, slots=True)
class Group:
    """A heading, its subheadings and the entries that stand directly under it.

    Attributes:
        name: The heading; ``""`` for the root.
        children: Subgroups in order; those with no entry count too.
        keys: Citation keys of the entries directly in the group, in the order of the file.
        kind: JabRef's word for how entries get into it: ``StaticGroup`` (they name it), ``KeywordGroup``, ….
        details: What JabRef's record says after the name, as written: the context, the criteria, the colour.
    """

    name: str
    children: tuple[Group, ...] = ()
    keys: tuple[str, ...] = ()
    kind: str = field(default="StaticGroup", compare=False)
    details: tuple[str, ...] = field(default=(), compare=False)

    @property
    def label(self) -> str:
        """What stands in the field ``groups`` of entries that are put into the group: a word of its own, else its name.

        A `KeywordGroup` on that field has a word of its own, so that groups of one name can be told apart.
        """
        match self.kind, [unquote(part) for part in self.details]:
            case "KeywordGroup", [_, "groups", word, "0", "0", *_] if word.strip():
                return word.strip()
        return self.name

    @property
    def goes_by_name(self) -> bool:
        """Whether entries get into the group by naming it, or its label."""
        return self.kind in _BY_NAME or self.label != self.name

    @classmethod
    def labelled(cls, name: str, label: str) -> Group:
        """Return a group of that name whose entries have another ``label``, in any letter case."""
        details = ("0", "groups", quote(label), "0", "0", "1", "", "", "")
        return cls(name, kind="KeywordGroup", details=details)

    def walk(self) -> Iterator[Group]:
        """Yield this group and all below it, in the order of the document."""
        waiting = [self]
        while waiting:
            group = waiting.pop()
            yield group
            waiting.extend(reversed(group.children))

    @property
    def all_keys(self) -> tuple[str, ...]:
        """The keys of the group and all below it, each once, in order."""
        return tuple(dict.fromkeys(key for group in self.walk() for key in group.keys))

    def paths(self) -> Iterator[tuple[tuple[str, ...], Group]]:
        """Yield each group below this one with the names that lead to it, its own the last, in the order of `find`."""
        return (((*above, group.name), group) for above, group in self._with_ancestors(()))

    def find(self, path: str) -> Group:
        """Return the group below this one that ``path`` names: a name, or names joined by ``/``.

        Letter case does not count. The first group in the order of the document is taken.

        Raises:
            UnknownNameError: There is none; the nearest names are suggested.
        """
        wanted = path.casefold()
        for names, group in self.paths():
            full = "/".join(names).casefold()
            if full == wanted or full.endswith("/" + wanted):
                return group
        known = (group.name for group in self.walk() if group.name)
        raise UnknownNameError.among("group", path, known)

    def _with_ancestors(self, above: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Group]]:
        here = (*above, self.name) if self.name else above
        for child in self.children:
            yield here, child
        for child in self.children:
            yield from child._with_ancestors(here)


def split_list(value: str) -> tuple[str, ...]:
    """Return the items of a comma-separated field, trimmed, each once."""
    return tuple(dict.fromkeys(item.strip() for item in value.split(",") if item.strip()))


def split_keywords(value: str) -> tuple[str, ...]:
    """Return keywords, which stand between commas or semicolons, trimmed, each once."""
    return split_list(value.replace(";", ","))


def split_field(name: str, value: str) -> tuple[str, ...]:
    """Return the items of a field that holds a list of words, as such a field divides them."""
    return split_keywords(value) if name == "keywords" else split_list(value)


def keyword_separator(value: str) -> str:
    """Return what stands between two keywords as ``value`` has them: semicolons where it has no comma."""
    return "; " if ";" in value and "," not in value else ", "


@lru_cache(maxsize=16384)
def sound_name(text: str) -> str:
    """Return a name as the comment with the tree can hold it: on one line, and with braces that balance."""
    name = " ".join(scrub(text).split())
    depth = least = 0
    for char in name:
        depth += (char == "{") - (char == "}")
        least = min(least, depth)
    return name.replace("{", "(").replace("}", ")") if depth or least < 0 else name


@lazily.dataclass(frozen=True, slots=True)
class Filled:
    """A tree with its entries.

    Attributes:
        root: The tree.
        left_empty: The groups that got no entries because too many have their name.
    """

    root: Group
    left_empty: tuple[Group, ...] = ()


# A group's criteria, applied: the keys of its entries; None where the entries name the group themselves.
Membership = Callable[[Group], Iterable[str] | None]


def fill_tree(
    tree: Group | None, named: Mapping[str, Sequence[str]], keys: Sequence[str], by_rule: Membership
) -> Filled:
    """Return the tree with the entries in it.

    Args:
        tree: The tree of the file's own comment, if it has one.
        named: Citation key → names of its groups.
        keys: All citation keys in the order of the file.
        by_rule: What a group's criteria choose.

    Groups that entries name and the tree lacks follow at the end, so that no entry is lost from view.
    """
    members: dict[str, list[str]] = {}
    for key, names in named.items():
        for name in names:
            members.setdefault(name, []).append(key)
    order = {key: number for number, key in enumerate(keys)}
    root = tree or Group("")
    groups = list(root.walk())
    # A name that an entry gives is meant for the group that goes by names, if there is one.
    by_name = {group.name for group in groups if group.kind in _BY_NAME}

    by_label: dict[str, list[str]] = {}
    for name, found in members.items():
        by_label.setdefault(name.casefold(), []).extend(found)

    # As many groups of one name as entries in it would be as many memberships as their product.
    counted: Counter[str] = Counter()
    left_empty: list[Group] = []

    def members_of(group: Group) -> set[str]:
        counted[group.label.casefold()] += 1
        if counted[group.label.casefold()] > MOST_OF_A_NAME:
            left_empty.append(group)
            return set()
        if group.label != group.name:
            return set(by_label.get(group.label.casefold(), ()))
        named_so = group.kind in _BY_NAME or group.name not in by_name
        return set(members.get(group.name, ()) if named_so else ()) | set(by_rule(group) or ())

    def fill(group: Group, parent: frozenset[str] | None) -> Group:
        chosen = members_of(group) & order.keys()
        if parent is not None and group.details[:1] == (_REFINING,):
            chosen &= parent
        refined = frozenset(chosen)
        children = tuple(fill(child, refined) for child in group.children)
        return lazily.replace(
            group, children=children, keys=tuple(sorted(chosen, key=order.__getitem__))
        )

    known = {group.name for group in groups}
    labels = {group.label.casefold() for group in groups if group.label != group.name}
    missing = tuple(
        Group(name, (), tuple(found))
        for name, found in members.items()
        if name not in known and name.casefold() not in labels
    )
    filled = lazily.replace(
        root, children=(*(fill(c, None) for c in root.children), *missing), keys=()
    )
    return Filled(filled, tuple(left_empty))


# --- JabRef's comment ------------------------------------------------------------------------------------


def parse_tree(comments: Iterable[str]) -> Group | None:
    """Return the group tree that the first JabRef comment among ``comments`` holds, without entries."""
    for comment in comments:
        records = group_records(comment)
        if records is not None:
            return _build(_groups(records))
    return None


def format_tree(root: Group, newline: str = "\n") -> str:
    """Return the tree as JabRef writes it: what stands between the braces of its comment."""
    lines = [f"{ALL};"]
    waiting = [(1, group) for group in reversed(root.children)]
    while waiting:
        level, group = waiting.pop()
        lines.append(f"{format_record(level, group)};")
        waiting.extend((level + 1, child) for child in reversed(group.children))
    return newline.join(["jabref-meta: grouping:", *lines, ""])


def format_record(level: int, group: Group) -> str:
    """Return the record of a group as JabRef writes it, without the ``;`` after it."""
    listed = (quote(group.name), *(group.details or _DETAILS))
    return quote(f"{level} {group.kind}:" + "".join(f"{part};" for part in listed))


def parse_record(record: str) -> tuple[int, Group] | None:
    """Return the level of a group, at most the deepest that is read, and the group; None if it is not a group's."""
    found = _RECORD.match(record)
    if not found or found[2] == _ALL:
        return None
    name, *details = parts(found[3]) or [""]
    return min(int(found[1]), _DEEPEST), Group(unquote(name), (), (), found[2], tuple(details))


def _groups(records: Iterable[str]) -> Iterator[tuple[int, Group]]:
    """Yield the level of each group, and the group."""
    return filter(None, map(parse_record, records))


def _build(records: Iterable[tuple[int, Group]]) -> Group:
    # The children of each open level; a level is closed when one as high, or higher, begins.
    root = Group("")
    open_groups: list[tuple[int, Group, list[Group]]] = [(0, root, [])]

    def close() -> None:
        _, group, children = open_groups.pop()
        filled = Group(group.name, tuple(children), (), group.kind, group.details)
        open_groups[-1][2].append(filled)

    for level, group in records:
        while len(open_groups) > 1 and open_groups[-1][0] >= level:
            close()
        open_groups.append((level, group, []))
    while len(open_groups) > 1:
        close()
    return Group("", tuple(open_groups[0][2]))
