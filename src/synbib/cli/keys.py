"""``synbib keys``: the citation keys of the store, and other ones for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import click

from synbib.cli import changing, options, printing
from synbib.cli.backups import backup_option
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.library import Library
    from synbib.verbs.stores import ChangedStore

# What is printed as JSON where nothing is done.
_NOTHING: Final[Mapping[str, object]] = {"keys": {}, "files": []}


def _pairs(
    _: click.Context, option: click.Parameter, value: tuple[str, ...]
) -> list[tuple[str, str]]:
    pairs = []
    for each in value:
        # No new key has one in it.
        old, sign, new = each.rpartition("=")
        if not (old and sign and new):
            raise click.BadParameter(f"'{each}' is not OLD=NEW, e.g. roe20=roe2020", param=option)
        pairs.append((old.strip(), new.strip()))
    return pairs


@click.command(
    "keys",
    epilog=options.examples(
        "synbib keys",
        "synbib keys --rename roe20=roe2020 --rewrite paper.tex --rewrite README.md",
        "synbib keys --by-pattern --ids --diff",
        "synbib keys --by-pattern --pattern '[auth][year]' --filter 'type:article' --rewrite paper.tex",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@options.store_option
@changing.selecting_options
@click.option(
    "--rename",
    metavar="OLD=NEW",
    multiple=True,
    callback=_pairs,
    help="Give an entry another key. Repeatable: two may get each other's.",
)
@click.option(
    "--by-pattern",
    is_flag=True,
    help="Give entries the keys of the pattern, but for those that have them.",
)
@click.option(
    "--pattern",
    metavar="PATTERN",
    help="How keys are made, e.g. '[auth:lower][year]'.  [default: the project's]",
)
@click.option("--ids", is_flag=True, help="Keep old keys as further ones, in the field ids.")
@changing.showing_options("cite the new keys")
@backup_option
def command(
    keys: tuple[str, ...],
    store: str | None,
    group: tuple[str, ...],
    filter: tuple[str, ...],
    rename: list[tuple[str, str]],
    by_pattern: bool,
    pattern: str | None,
    ids: bool,
    rewrite: tuple[str, ...],
    diff: bool,
    dry_run: bool,
    as_json: bool,
    backup: bool | None,
) -> None:
    """Print the keys of entries (all by default), each with the one that it has by the pattern; or rename them.

    All that names an entry follows: in the store, and in the documents of --rewrite.
    """
    from synbib.verbs.renaming import keys_by_pattern, rename_keys

    pattern = pattern or options.settings().citation_key
    if rename and (by_pattern or keys or group or filter):
        raise SynbibError(
            "--rename says which entry gets which key; leave out what chooses entries, and --by-pattern"
        )
    if not (rename or by_pattern):
        if ids or rewrite or diff or dry_run:
            raise SynbibError(
                "--ids, --rewrite, --diff and --dry-run say how keys are renamed; give --rename or --by-pattern too"
            )
        with options.looking_into([store] if store else []) as library:
            _list(library, keys, group, filter, pattern, as_json)
        return

    def change(library: Library) -> ChangedStore:
        if rename:
            renamed = dict(rename)
            if len(renamed) < len(set(rename)):
                raise SynbibError("--rename gives one key two new ones; give it one")
        else:
            nothing = _NOTHING if as_json else None
            chosen = changing.selected(library, keys, group, filter, nothing=nothing)
            renamed = keys_by_pattern(library, pattern, [entry.key for entry in chosen])
        return rename_keys(library, renamed, aliases=ids)

    done = changing.changed_store(
        store, change, rewrite=rewrite, write=not (diff or dry_run), backup=backup
    )
    lines = [f"{old} -> {new}" for old, new in done.keys.items()]
    changing.show_change(
        done,
        lines,
        {"keys": dict(done.keys)},
        diff=diff,
        dry_run=dry_run,
        as_json=as_json,
        way_back=True,
    )
    if not done.keys and not as_json:
        printing.tell("no key changes: each is what it is to be")


def _list(
    library: Library,
    keys: tuple[str, ...],
    groups: tuple[str, ...],
    queries: tuple[str, ...],
    pattern: str | None,
    as_json: bool,
) -> None:
    """Print the keys of the chosen entries, each with what it is by the pattern."""
    from synbib.verbs.renaming import keys_by_pattern

    chosen = changing.selected(library, keys, groups, queries, nothing=[] if as_json else None)
    made = keys_by_pattern(library, pattern, [entry.key for entry in chosen])
    if as_json:
        printing.show_json(
            [{"key": key, "by_pattern": new, "fits": new == key} for key, new in made.items()]
        )
    else:
        for key, new in made.items():
            printing.tell(key if new == key else f"{key} -> {new}", err=False)
