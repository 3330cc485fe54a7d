"""``synbib sync``: the blocks of Markdown files, brought up to date in place."""

from __future__ import annotations

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.cli.watch import run_again, sources
from synbib.errors import SynbibError
from synbib.verbs.syntaxes import refuse_other_than_markdown


@click.command(
    "sync",
    epilog=options.examples(
        "synbib sync README.md",
        "synbib sync --check README.md docs/reading.md",
        "synbib sync --diff README.md",
        "synbib sync --unblock README.md",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.store_option
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 1.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Overwrite blocks that were edited by hand.")
@click.option("--unblock", is_flag=True, help="Take the markers out: blocks become plain text.")
@backup_option
@click.option("--watch", is_flag=True, help="Go on, and do it again when a source changes.")
@reports.output_format
def command(
    files: tuple[str, ...],
    store: str | None,
    check: bool,
    diff: bool,
    force: bool,
    unblock: bool,
    backup: bool | None,
    watch: bool,
) -> None:
    """Rewrite the synbib blocks of FILEs; what is outside them is never touched."""
    if unblock:
        _refuse(
            "--unblock writes nothing anew", {"--check": check, "--force": force, "--watch": watch}
        )
        _unblock(files, backup, diff=diff)
        return
    _refuse("the store has all that blocks hold", {"--backup": backup is not None})
    if watch:
        for name in files:
            refuse_other_than_markdown(name, "sync")
        run_again(lambda: sources(files, store), store)
        return
    _sync(files, store, check=check, diff=diff, force=force)


def _refuse(why: str, given: dict[str, bool]) -> None:
    for name, is_given in given.items():
        if is_given:
            raise SynbibError(f"{why}; leave out {name}")


def _sync(
    files: tuple[str, ...], store: str | None, *, check: bool, diff: bool, force: bool
) -> None:
    from synbib.verbs.syncing import sync_files

    done = sync_files(
        files,
        options.open_library([store] if store else []),
        options=options.readme_options(),
        force=force,
        write=not (check or diff),
        tell=printing.tell,
    )
    for each in done:
        if not each.blocks:
            printing.tell(
                f"{each.name}: no synbib blocks; begin one with <!-- synbib:start list -->"
            )
        elif not each.changed:
            printing.remark(f"{each.name}: is up to date")
    stale = [each for each in done if each.changed]
    for each in stale:
        if check and not diff and reports.for_programs():
            for found in each.stale:
                reports.report(found)
        elif check or diff:
            reports.show_diff(each.diff)
        else:
            printing.tell(f"{each.name}: brought up to date")
    if check and stale:
        names = [each.name for each in stale]
        printing.tell(f"stale: {', '.join(names)}; run synbib sync {' '.join(names)}")
        raise click.exceptions.Exit(1)


def _unblock(files: tuple[str, ...], backup: bool | None, *, diff: bool) -> None:
    from synbib.verbs.syncing import unblock_files

    done = unblock_files(files, write=not diff, keep=keeping(backup), tell=printing.tell)
    for each in done.result:
        if not each.changed:
            printing.tell(f"{each.name}: no synbib blocks; nothing to take out")
        elif diff:
            reports.show_diff(each.diff)
        else:
            printing.tell(f"{each.name}: its blocks are plain text now")
    tell_the_way_back(done)
