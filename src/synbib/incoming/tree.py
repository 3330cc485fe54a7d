"""The groups of what comes in → the store's tree of groups, and what entries write to be in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.library import Group
from synbib.library.groups import sound_name
from synbib.text import strip

__all__ = ["Path", "grow", "labels", "levels_above", "members", "sound"]

# The names of a group and of those above it, the outermost first.
Path = tuple[str, ...]
# Name → what stands below it.
_Headings = dict[str, "_Headings"]

_LABEL_WORD: Final = lazily.pattern(r"[^\W_]+(?:\.[^\W_]+)*")
_NEW: Final = "new"


def levels_above(paths: Iterable[Path], tree: Group | None = None) -> int:
    """Return how many headings at the top are not groups: 1 for a page's title, which all others stand under.

    It is one unless the store has a group of that name.
    """
    tops = {sound(path)[0] for path in paths if path}
    known = {group.name for group in tree.children} if tree else set()
    return int(len(tops) == 1 and not tops & known)


def sound(path: Path) -> Path:
    """Return a path as the comment with the tree can hold it."""
    return tuple(map(sound_name, path))


def grow(tree: Group | None, paths: Iterable[Path]) -> Group:
    """Return the tree with all the groups of a list.

    Groups that are there keep their order; new ones stand after the one that is before them in the list. Entries name
    their groups, and only by name. So where a name is taken, or cannot stand in the field ``groups``, the group has a
    label of its own.
    """
    wanted: _Headings = {}
    for path in paths:
        at = wanted
        for name in path:
            at = at.setdefault(name, {})
    root = tree or Group("")
    return _labelled(_woven(root, wanted), root)


def labels(tree: Group) -> dict[Path, str]:
    """Return path → what an entry writes into ``groups``; of groups with one path, for the first."""
    found: dict[Path, str] = {}
    for path, group in _paths(tree, ()):
        found.setdefault(path, group.label)
    return found


def _paths(group: Group, above: Path) -> Iterator[tuple[Path, Group]]:
    for child in group.children:
        path = (*above, child.name)
        yield path, child
        yield from _paths(child, path)


def members(tree: Group) -> dict[Path, tuple[str, ...]]:
    """Return path → the keys of the entries directly in the group."""
    found: dict[Path, tuple[str, ...]] = {}
    for path, group in _paths(tree, ()):
        found.setdefault(path, group.keys)
    return found


def _woven(group: Group, wanted: Mapping[str, _Headings]) -> Group:
    known = {child.name for child in group.children}
    following: dict[str, list[Group]] = {}
    anchor = ""
    for name, below in wanted.items():
        if name in known:
            anchor = name
        else:
            following.setdefault(anchor, []).append(_woven(Group(name, kind=_NEW), below))
    first = next((name for name in wanted if name in known), "")
    children: list[Group] = []
    seen: set[str] = set()
    for child in group.children:
        if child.name in seen:
            children.append(child)
            continue
        seen.add(child.name)
        if child.name == first:
            children += following.get("", ())
        children.append(_woven(child, wanted.get(child.name, {})))
        children += following.get(child.name, ()) if child.name else ()
    if not first:
        children += following.get("", ())
    return Group(group.name, tuple(children), (), group.kind, group.details)


def _labelled(tree: Group, before: Group) -> Group:
    """Return the tree with its new groups made such that entries can name each of them."""
    names = {group.name for group in before.walk()}
    taken = {group.label.casefold() for group in before.walk()}
    # A label is looked for among words, too.
    words = {word for group in tree.walk() for word in group.name.casefold().split()}
    numbers: dict[str, int] = {}

    def label(path: Path) -> str:
        parts = ("-".join(_LABEL_WORD.findall(name)) for name in path)
        stem = "/".join(filter(None, parts))
        chosen = stem = stem or "group"
        while chosen.casefold() in taken or chosen.casefold() in words:
            numbers[stem] = numbers.get(stem, 1) + 1
            chosen = f"{stem}-{numbers[stem]}"
        taken.add(chosen.casefold())
        return chosen

    def made(group: Group, above: Path) -> Group:
        path = (*above, group.name)
        kind, details = group.kind, group.details
        if kind == _NEW:
            if group.name not in names and _can_be_named(group.name):
                kind = "StaticGroup"
                names.add(group.name)
            else:
                new = Group.labelled(group.name, label(path))
                kind, details = new.kind, new.details
        children = tuple(made(child, path) for child in group.children)
        return Group(group.name, children, (), kind, details)

    children: Sequence[Group] = [made(child, ()) for child in tree.children]
    return Group("", tuple(children), (), tree.kind, tree.details)


def _can_be_named(name: str) -> bool:
    """Whether the name in the field ``groups`` of an entry is read as this name."""
    return bool(name) and "," not in name and strip(decode(name)) == name
