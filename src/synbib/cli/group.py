"""``synbib group``: the tree of groups, and which entries are in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import click

from synbib.cli import changing, options, printing
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.library import Group, Library
    from synbib.verbs.grouping import GroupedStore

_INDENT: Final = "  "
# What is printed as JSON where nothing is done.
_NOTHING: Final[Mapping[str, object]] = {"done": [], "remarks": [], "files": []}


@click.group(
    "group",
    invoke_without_command=True,
    epilog=options.examples(
        "synbib group list",
        "synbib group add Surveys roe2020 doe2019",
        "synbib group rename Surveys 'Survey Papers' --rewrite README.md",
        "synbib group move Agent Applications --diff",
    ),
)
@click.pass_context
def command(context: click.Context) -> None:
    """Show the tree of groups, change it, and put entries into groups; by default show it."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


def _changing(subcommand: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of what changes groups."""
    shown = changing.showing_options("name groups as they are called then, in its blocks")
    return options.store_option(shown(subcommand))


def _change(
    change: Callable[[Library], GroupedStore],
    *,
    store: str | None,
    rewrite: tuple[str, ...],
    diff: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Change the groups of a store, and show what was done."""
    done = changing.changed_store(store, change, rewrite=rewrite, write=not (diff or dry_run))
    for remark in () if as_json else done.remarks:
        printing.tell(remark)
    told = {"done": list(done.done), "remarks": list(done.remarks)}
    changing.show_change(done, done.done, told, diff=diff, dry_run=dry_run, as_json=as_json)
    if not (done.changed or as_json):
        printing.tell("nothing changes")


@command.command(
    "list",
    epilog=options.examples("synbib group list", "synbib group list Applications --json"),
)
@click.argument("group", required=False, metavar="[GROUP]")
@click.option("--json", "as_json", is_flag=True, help="Print the tree, with keys, as JSON.")
@options.store_option
def list_(group: str | None, as_json: bool, store: str | None) -> None:
    """Print the tree, or GROUP and those below it, each with how many entries are in it and below."""
    with options.looking_into([store] if store else []) as library:
        root = library.groups
        _show_tree((root.find(group),) if group else root.children, as_json)


def _show_tree(shown: Sequence[Group], as_json: bool) -> None:
    if as_json:
        printing.show_json([_row(each) for each in shown])
        return
    waiting = [(0, each) for each in reversed(shown)]
    while waiting:
        depth, each = waiting.pop()
        printing.tell(f"{_INDENT * depth}{each.name} ({len(each.all_keys)})", err=False)
        waiting += ((depth + 1, child) for child in reversed(each.children))
    if not shown:
        printing.tell("the store has no groups; synbib group create makes one")


def _row(group: Group) -> dict[str, object]:
    """Return a group as JSON has it."""
    return {
        "name": group.name,
        "kind": group.kind,
        "keys": list(group.keys),
        "all": len(group.all_keys),
        "groups": [_row(child) for child in group.children],
    }


@command.command(
    "add",
    epilog=options.examples(
        "synbib group add Surveys roe2020 doe2019",
        "synbib group add Applications/Agent --filter 'title:agent' --create",
    ),
)
@click.argument("group", metavar="GROUP")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@options.filter_option
@click.option("--create", is_flag=True, help="Make the group if there is none.")
@_changing
def add(
    group: str, keys: tuple[str, ...], filter: tuple[str, ...], create: bool, **how: Any
) -> None:
    """Put the entries of KEYs, or those of --filter, into GROUP; with both, those of KEYs that --filter finds."""
    from synbib.verbs.grouping import add_to_group

    chosen = _chosen(keys, filter, **how)
    _change(lambda library: add_to_group(library, group, chosen(library), create=create), **how)


@command.command("remove", epilog=options.examples("synbib group remove Surveys roe2020"))
@click.argument("group", metavar="GROUP")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@options.filter_option
@_changing
def remove(group: str, keys: tuple[str, ...], filter: tuple[str, ...], **how: Any) -> None:
    """Take the entries of KEYs, or those of --filter, out of GROUP; they stay in the store.

    With both, those of KEYs that --filter finds.
    """
    from synbib.verbs.grouping import remove_from_group

    chosen = _chosen(keys, filter, **how)
    _change(lambda library: remove_from_group(library, group, chosen(library)), **how)


def _chosen(
    keys: tuple[str, ...], queries: tuple[str, ...], *, as_json: bool, **_how: Any
) -> Callable[[Library], list[str]]:
    """Return what gives the keys of the entries that are named, or found, in a store.

    Raises:
        SynbibError: Nothing says which entries are meant.
    """
    if not (keys or queries):
        raise SynbibError("no entry is named; give its key, or choose some with --filter")
    nothing = _NOTHING if as_json else None
    return lambda library: [
        entry.key for entry in changing.selected(library, keys, (), queries, nothing=nothing)
    ]


@command.command(
    "rename",
    epilog=options.examples("synbib group rename Surveys 'Survey Papers' --rewrite README.md"),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@_changing
def rename(old: str, new: str, **how: Any) -> None:
    """Give the group OLD the name NEW, in the tree, in entries, and in the blocks of --rewrite."""
    from synbib.verbs.grouping import rename_group

    _change(lambda library: rename_group(library, old, new), **how)


@command.command(
    "move",
    epilog=options.examples(
        "synbib group move Agent Applications",
        "synbib group move Agent /",
        "synbib group move Agent --before Evaluation",
    ),
)
@click.argument("group", metavar="GROUP")
@click.argument("parent", required=False, metavar="[PARENT]")
@click.option("--before", metavar="GROUP", help="Put it before this group, beside it.")
@click.option("--after", metavar="GROUP", help="Put it after this group, beside it.")
@_changing
def move(group: str, parent: str | None, before: str | None, after: str | None, **how: Any) -> None:
    """Put GROUP, with all below it, below PARENT (/ is the top), or beside another group."""
    from synbib.verbs.grouping import move_group

    _change(lambda library: move_group(library, group, parent, before=before, after=after), **how)


@command.command(
    "create",
    epilog=options.examples(
        "synbib group create Surveys", "synbib group create Agent --below Applications"
    ),
)
@click.argument("group", metavar="GROUP")
@click.option("--below", metavar="PARENT", help="Put it below this group; / is the top.")
@_changing
def create(group: str, below: str | None, **how: Any) -> None:
    """Make a new group; PARENT/GROUP makes it below PARENT."""
    from synbib.verbs.grouping import create_group

    _change(lambda library: create_group(library, group, below), **how)


@command.command(
    "delete",
    epilog=options.examples(
        "synbib group delete Drafts", "synbib group delete Applications --keep-subgroups"
    ),
)
@click.argument("group", metavar="GROUP")
@click.option(
    "--force", is_flag=True, help="Delete it though entries or groups are in it; entries stay."
)
@click.option("--keep-subgroups", is_flag=True, help="Let the groups below it take its place.")
@_changing
def delete(group: str, force: bool, keep_subgroups: bool, **how: Any) -> None:
    """Delete GROUP, if it is empty; no entry is deleted."""
    from synbib.verbs.grouping import delete_group

    _change(
        lambda library: delete_group(library, group, force=force, keep_subgroups=keep_subgroups),
        **how,
    )
