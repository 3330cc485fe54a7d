"""Groups of a store: entries put in and taken out, and the tree changed: what ``synbib group`` does.

Entries name their groups in the field ``groups``; the tree is JabRef's comment. Both are edited where they have to be,
and keep all other bytes. In a store without a tree keywords stand for groups where entries name none, and are edited
instead; a tree is made when one is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from synbib import bibtex, lazily
from synbib.bibtex import Comment, Edits
from synbib.bibtex.jabref import group_records, unquote
from synbib.bibtex.values import macro_names
from synbib.errors import SynbibError, UnknownNameError
from synbib.incoming import implied_tree
from synbib.latex import decode
from synbib.latex.escape import escape
from synbib.library import Entry, Group, Library, format_tree
from synbib.library.groups import keyword_separator, sound_name
from synbib.library.records import Records
from synbib.text import strip
from synbib.verbs.stores import ChangedStore

__all__ = [
    "TOP",
    "GroupedStore",
    "add_to_group",
    "create_group",
    "delete_group",
    "move_group",
    "remove_from_group",
    "rename_group",
]

TOP: Final = "/"
"""What stands for the top of the tree, in place of a parent."""

_KEYWORDS: Final = "keywords"


@lazily.dataclass(frozen=True)
class GroupedStore(ChangedStore):
    """A store as it was, and with other groups.

    Attributes:
        done: What was done, a line each.
        remarks: What a person should know of it.
    """

    done: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def add_to_group(
    library: Library, path: str, keys: Iterable[str], *, create: bool = False
) -> GroupedStore:
    """Return a library's file with entries in a group.

    Args:
        library: A library of one file.
        path: The group: its name, or the names that lead to it, with ``/`` between.
        keys: The entries.
        create: Whether the group is made if there is none.

    Raises:
        UnknownNameError: There is no such group, or no such entry.
        SynbibError: The group chooses its entries by a rule, or an entry's groups are made of macros.
    """
    regrouping = _Regrouping(library)
    entries = _entries(library, keys)
    try:
        group = library.groups.find(path)
    except UnknownNameError as error:
        if not create:
            said = error.message + ("" if error.message.endswith("?") else ";")
            raise UnknownNameError(f"{said} --create makes a group") from None
        group = regrouping.create(path, needs_tree=False)
    regrouping.check_by_name(group, path)
    for entry in entries:
        regrouping.join(entry, group)
    done = regrouping.outcome()
    now = library.with_text(done.text).groups.find(path).keys
    hidden = [entry.key for entry in entries if entry.key not in now]
    told = [
        f"{key}: shows in '{group.name}' only once it is in the group above, too" for key in hidden
    ]
    return lazily.replace(done, remarks=(*done.remarks, *told))


def remove_from_group(library: Library, path: str, keys: Iterable[str]) -> GroupedStore:
    """Return a library's file with entries out of a group; raises as `add_to_group` does."""
    regrouping = _Regrouping(library)
    entries = _entries(library, keys)
    group = library.groups.find(path)
    regrouping.check_by_name(group, path)
    for entry in entries:
        is_left = regrouping.leave(entry, group)
        if not (regrouping.unlist(path, group, entry.key) or is_left):
            where = " itself, but in a group below it" if entry.key in group.all_keys else ""
            regrouping.remarks.append(f"{entry.key}: is not in '{group.name}'{where}")
    return regrouping.outcome()


def rename_group(library: Library, path: str, name: str) -> GroupedStore:
    """Return a library's file in which a group has another name, and its entries name it so.

    Args:
        library: A library of one file.
        path: The group.
        name: Its new name.

    Raises:
        UnknownNameError: There is no such group.
        SynbibError: It cannot be a name, or another group has it.
    """
    regrouping = _Regrouping(library)
    group = library.groups.find(path)
    if name == group.name:
        return regrouping.outcome()
    _check_name(name)
    if group.goes_by_name and group.label == group.name:
        _check_free(library, name)
    regrouping.rename(path, group, name)
    regrouping.done.append(f"{group.name} -> {name}")
    return regrouping.outcome()


def create_group(library: Library, path: str, parent: str | None = None) -> GroupedStore:
    """Return a library's file with a new group in its tree, after all others below its parent.

    Args:
        library: A library of one file.
        path: Its name; after the names that lead to it, where there is no ``parent``.
        parent: The group that it is put below; `TOP` for the top.

    Raises:
        UnknownNameError: There is no such parent.
        SynbibError: There is a group of this name, or it cannot be one.
    """
    regrouping = _Regrouping(library)
    regrouping.create(path, parent)
    return regrouping.outcome()


def move_group(
    library: Library,
    path: str,
    parent: str | None = None,
    *,
    before: str | None = None,
    after: str | None = None,
) -> GroupedStore:
    """Return a library's file with a group in another place of the tree, with all groups below it.

    Args:
        library: A library of one file.
        path: The group.
        parent: The group that it is put below, after all others there; `TOP` for the top.
        before: The group that it is put before, beside it.
        after: The group that it is put after, beside it.

    Raises:
        UnknownNameError: There is no such group.
        SynbibError: It would be below itself, or no place is given, or two.
    """
    if sum(each is not None for each in (parent, before, after)) != 1:
        raise SynbibError(
            "give one place: the group to put it below, or one to put it before or after"
        )
    regrouping = _Regrouping(library)
    records = regrouping.records()
    number = regrouping.number(path)
    beside = before if before is not None else after
    if beside is not None:
        sibling = regrouping.number(beside)
        below = records.parent(sibling)
        place = sibling if before is not None else records.below(sibling).stop
    else:
        assert parent is not None  # one of the three is given
        below = -1 if parent == TOP else regrouping.number(parent)
        place = records.below(below).stop
    whole = records.below(number)
    if below in whole or (beside is not None and place in whole[1:]):
        raise SynbibError(f"'{path}' cannot be put into itself")
    name = records.group(number).name
    if place not in (whole.start, whole.stop) or below != records.parent(number):
        old = _names_of(library.groups, library.groups.find(path))
        moved = records.move(number, below, place)
        regrouping.follow(old, records.names(moved))
        regrouping.done.append(f"{name}: moved")
    return regrouping.outcome()


def delete_group(
    library: Library, path: str, *, force: bool = False, keep_subgroups: bool = False
) -> GroupedStore:
    """Return a library's file without a group; its entries stay, and name it no more.

    Args:
        library: A library of one file.
        path: The group.
        force: Whether it goes though entries are in it, or groups are below it, which go with it.
        keep_subgroups: Whether the groups below it stay, in its place.

    Raises:
        UnknownNameError: There is no such group.
        SynbibError: Entries or groups are in it, and nothing says what becomes of them.
    """
    regrouping = _Regrouping(library)
    group = library.groups.find(path)
    going = [group] if keep_subgroups else list(group.walk())
    named = {key for each in going if each.goes_by_name for key in each.keys}
    if not force:
        if len(going) > 1:
            raise SynbibError(
                f"'{group.name}' has groups below it; give --keep-subgroups to keep them, or --force to delete all"
            )
        if named:
            raise SynbibError(
                f"entries are in '{group.name}' ({len(named)}); they stay in the store, out of it, with --force"
            )
    regrouping.delete(path, group, going, keep_subgroups=keep_subgroups)
    return regrouping.outcome()


def _entries(library: Library, keys: Iterable[str]) -> list[Entry]:
    return list({library.find(key).key: library.find(key) for key in keys}.values())


def _check_free(library: Library, name: str) -> None:
    """Make sure that no group has a name."""
    if any(each.name == name for each in library.groups.walk()):
        raise SynbibError(
            f"there is a group '{name}' already, and entries tell groups by their names; choose another name"
        )


def _check_name(name: str) -> None:
    """Make sure that a group can have a name.

    Raises:
        SynbibError: It cannot.
    """
    if not name.strip() or name != sound_name(name) or "," in name:
        raise SynbibError(
            f"'{name}' is not the name of a group; write it on one line, without commas, and with braces that balance"
        )


class _Regrouping:
    """Changes of the groups of a store under way.

    Args:
        library: A library of one file.
    """

    def __init__(self, library: Library) -> None:
        self.done: list[str] = []
        self.remarks: list[str] = []
        self._library = library
        self._edits = Edits(library.document)
        self._has_tree = library.group_tree is not None
        self._records: Records | None = None
        # Names that led to a group → those that lead to it now; none where it is gone.
        self._moved: tuple[tuple[str, ...], tuple[str, ...] | None] = ((), ())
        self._now: dict[tuple[str, str], str] = {}

    # --- the tree ---------------------------------------------------------------------------------------

    def records(self) -> Records:
        """Return the tree, of which one is made if the store has none."""
        if self._records is None:
            newline = "\r\n" if "\r\n" in self._library.document.text else "\n"
            if self._has_tree:
                self._records = Records(self._comment, newline)
            else:
                tree = implied_tree(self._library)
                self._records = Records(format_tree(tree, newline), newline)
                if any(group.kind == "KeywordGroup" for group in tree.children):
                    self.remarks.append(
                        "the store has a tree of groups now; keywords that stood for groups choose entries in it"
                    )
        return self._records

    @property
    def _comment(self) -> str:
        comments = (b.text for b in self._library.document.blocks if isinstance(b, Comment))
        return next(text for text in comments if group_records(text) is not None)

    def number(self, path: str) -> int:
        """Return the number of a group in the tree, to which it is added if only entries name it."""
        group = self._library.groups.find(path)
        number = self._written(path, group) if self._has_tree else None
        if number is None and not self._has_tree:
            number = self.records().find(path)
        return self.records().add(Group(group.name)) if number is None else number

    def _written(self, path: str, group: Group) -> int | None:
        """Return the number of a group in the file's tree; None if only entries name it."""
        if not self._has_tree:
            return None
        with suppress(UnknownNameError):
            number = self.records().find(path)
            return number if self.records().group(number).name == group.name else None
        return None

    def create(self, path: str, parent: str | None = None, *, needs_tree: bool = True) -> Group:
        """Make a group in the tree; where there is no tree, it may be enough that entries name it."""
        name, below = path, -1
        if parent is None and "/" in path:
            parent, _, name = path.rpartition("/")
        _check_name(name)
        _check_free(self._library, name)
        if parent is not None and parent != TOP:
            below = self.number(parent)
        group = Group(name)
        if needs_tree or self._has_tree or self._records:
            self.records().add(group, below)
        self.done.append(f"{name}: created")
        return group

    def rename(self, path: str, group: Group, name: str) -> None:
        """Let a group have another name, and its entries name it so."""
        old = _names_of(self._library.groups, group)
        self.follow(old, (*old[:-1], name))
        changed = lazily.replace(group, name=name, children=(), keys=())
        label = group.label
        if group.goes_by_name and label == group.name:
            if self._is_shared(group):
                # Its entries are in the other groups of this name as well.
                self.remarks.append(
                    f"other groups are called '{group.name}', too; entries that name that stay in all of them"
                )
                changed = Group.labelled(name, label)
            else:
                for entry in self._library.values():
                    self._replace(entry, group, name)
        if (number := self._written(path, group)) is not None:
            self.records().replace(number, changed)

    def delete(self, path: str, group: Group, going: list[Group], *, keep_subgroups: bool) -> None:
        """Take groups out of the tree, and their names out of entries, where no other group has them."""
        left = {
            each.label for each in self._library.groups.walk() if not any(each is g for g in going)
        }
        by_label: dict[str, list[Group]] = {}
        for each in going:
            if each.goes_by_name and each.label not in left:
                by_label.setdefault(each.label.casefold(), []).append(each)
        for entry in self._library.values():
            for label in self._labels(entry) if by_label else ():
                for each in by_label.get(label, ()):
                    self.leave(entry, each)
        old = _names_of(self._library.groups, group)
        self.follow(old, old[:-1] if keep_subgroups else None)
        if (number := self._written(path, group)) is not None:
            self.records().remove(number, keep_below=keep_subgroups)
        self.done.append(f"{group.name}: deleted")

    def _is_shared(self, group: Group) -> bool:
        return any(
            each is not group and each.label == group.label for each in self._library.groups.walk()
        )

    def check_by_name(self, group: Group, path: str) -> None:
        """Make sure that entries can be put into a group.

        Raises:
            SynbibError: It chooses them by a rule; the message says what to do.
        """
        if group.goes_by_name:
            return
        match group.kind, [unquote(part) for part in group.details]:
            case "KeywordGroup", [_, field, word, _, "0", *_]:
                how = f"all whose '{field}' has '{word}'; change that: synbib edit KEY {field}+={word}"
            case "SearchGroup", [_, query, *_]:
                how = f"all that the search '{query}' finds; change what it looks at: synbib edit KEY FIELD=VALUE"
            case _:
                how = f"by a rule of the kind {group.kind}; change what it looks at: synbib edit KEY FIELD=VALUE"
        raise SynbibError(f"'{path}' chooses its entries itself: {how}")

    # --- entries ----------------------------------------------------------------------------------------

    def join(self, entry: Entry, group: Group) -> None:
        """Let an entry name a group."""
        field = self._field(entry)
        has = self._raw(entry, field)
        if any(_is(item, group) for _, item in _items(field, has)):
            return
        name = _as_written(group.label)
        kept = has.rstrip(" \t\r\n,;" if field == _KEYWORDS else " \t\r\n,")
        separator = keyword_separator(has) if field == _KEYWORDS else ", "
        self._set(entry, field, f"{kept}{separator}{name}" if kept.strip() else name)
        self.done.append(f"{entry.key}: in '{group.name}'")

    def leave(self, entry: Entry, group: Group) -> bool:
        """Let an entry not name a group any more; return whether it did."""
        left = self._replace(entry, group, "")
        if left:
            self.done.append(f"{entry.key}: not in '{group.name}' any more")
        return left

    def unlist(self, path: str, group: Group, key: str) -> bool:
        """Let a group of JabRef 3, which lists its entries, not list one any more; return whether it did."""
        first, *listed = group.details or ("",)
        left = [each for each in listed if unquote(each) != key]
        number = self._written(path, group)
        if group.kind != "ExplicitGroup" or len(left) == len(listed) or number is None:
            return False
        self.records().replace(number, lazily.replace(group, details=(first, *left)))
        self.done.append(f"{key}: not in '{group.name}' any more")
        return True

    def _replace(self, entry: Entry, group: Group, new: str) -> bool:
        """Let an entry name a group by a new name, or not at all; return whether it named it."""
        field = self._field(entry)
        if not any(_is(item, group) for _, item in _items(field, entry.own_fields.get(field, ""))):
            return False
        items = _items(field, self._raw(entry, field))
        written = new and _as_written(new)
        kept = [
            (sign, item.replace(item.strip(), written) if _is(item, group) else item)
            for sign, item in items
            if new or not _is(item, group)
        ]
        if kept and not new and _is(items[0][1], group):
            kept[0] = ("", kept[0][1].lstrip())
        self._set(entry, field, "".join(sign + item for sign, item in kept))
        return True

    def _labels(self, entry: Entry) -> Iterable[str]:
        """Return what an entry names as its groups, in small letters, each once."""
        field = self._field(entry)
        items = _items(field, entry.own_fields.get(field, ""))
        return dict.fromkeys(_named(item).casefold() for _, item in items)

    def _set(self, entry: Entry, field: str, value: str) -> None:
        if value.strip(" \t\r\n,"):
            self._edits.set_field(_block(entry), field, value)
        elif field in entry.own_fields:
            self._edits.remove_field(_block(entry), field)
        self._now[entry.key, field] = value

    def _field(self, entry: Entry) -> str:
        """Return the field that names an entry's groups: without a tree keywords, where it names no groups."""
        own = entry.own_fields
        is_by_keywords = not (self._has_tree or self._records) and not own.get("groups")
        return _KEYWORDS if is_by_keywords and own.get(_KEYWORDS) else "groups"

    def _raw(self, entry: Entry, field: str) -> str:
        """Return what a field holds, as it is written.

        Raises:
            SynbibError: It is made of macros.
        """
        if (entry.key, field) in self._now:
            return self._now[entry.key, field]
        written = next((v for name, v in _block(entry).pairs if name.lower() == field), "")
        if macro_names(written):
            raise SynbibError(
                f"{entry.key}: '{field}' is made of macros; write its words there first"
            )
        return written[1:-1] if written[:1] in ("{", '"') else written

    # --- the result -------------------------------------------------------------------------------------

    def outcome(self) -> GroupedStore:
        """Return the store with all of that."""
        if self._records is not None:
            text = self._records.text
            head, colon, rest = text.partition(":")
            kind = rest.partition(":")[0]
            self._edits.set_comment(f"{head}{colon}{kind}:", text)
        document = self._library.document
        text = self._edits.text()
        changed = text != document.text
        return GroupedStore(
            document.name,
            document.text,
            text,
            self._library.encoding,
            groups=self._ways(self._library.with_text(text).groups) if changed else {},
            done=tuple(self.done),
            remarks=tuple(dict.fromkeys(self.remarks)),
        )

    def follow(self, old: tuple[str, ...], new: tuple[str, ...] | None) -> None:
        """Say which names lead to a group, and so to all below it, now; None if it is gone."""
        self._moved = (old, new)

    def _ways(self, after: Group) -> dict[str, str]:
        """Return each way to name a group that does not lead to it any more → the way that does."""
        now = {way: names for way, (names, _) in _leading(after).items()}
        found: dict[str, str] = {}
        for way, (names, length) in _leading(self._library.groups).items():
            wanted = self._names_now(names)
            if not wanted or now.get(way) == wanted:
                continue
            ways = ("/".join(wanted[-n:]) for n in range(min(length, len(wanted)), len(wanted) + 1))
            if new := next((each for each in ways if now.get(each.casefold()) == wanted), ""):
                found[way] = new
        return found

    def _names_now(self, names: tuple[str, ...]) -> tuple[str, ...] | None:
        old, new = self._moved
        if not old or names[: len(old)] != old:
            return names
        return None if new is None else (*new, *names[len(old) :])


def _leading(root: Group) -> dict[str, tuple[tuple[str, ...], int]]:
    """Return each way to name a group, in small letters → the names that lead to it, and how many of them it has."""
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    for names, _ in root.paths():
        for length in range(1, len(names) + 1):
            found.setdefault("/".join(names[-length:]).casefold(), (names, length))
    return found


def _names_of(root: Group, group: Group) -> tuple[str, ...]:
    return next(names for names, each in root.paths() if each is group)


def _named(item: str) -> str:
    """Return the name of a group as an entry writes it."""
    return strip(decode(item)).strip()


def _is(item: str, group: Group) -> bool:
    """Whether what an entry names is a group: by its name, or by its label in any letter case."""
    named = _named(item)
    by_label = group.label != group.name and named.casefold() == group.label.casefold()
    return by_label or named == group.label


def _items(field: str, value: str) -> list[tuple[str, str]]:
    """Return what a field names: what stands before each, ``""`` before the first, and how it is written."""
    pieces = re.split("([,;])" if field == _KEYWORDS else "(,)", value)
    return list(zip(("", *pieces[1::2]), pieces[::2], strict=True))


def _as_written(name: str) -> str:
    """Return a name as it stands in a field, which is read as LaTeX."""
    return name if strip(decode(name)) == name else escape(name)


def _block(entry: Entry) -> bibtex.Entry:
    assert isinstance(entry.source, bibtex.Entry)  # it was read from a file
    return entry.source
