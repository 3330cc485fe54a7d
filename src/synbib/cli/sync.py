"""``synbib sync``: the blocks of Markdown files, brought up to date in place."""

from __future__ import annotations

import click

from synbib.cli import options, printing, reports
from synbib.cli.watch import run_again


@click.command(
    "sync",
    epilog=options.examples(
        "synbib sync README.md",
        "synbib sync --check README.md docs/reading.md",
        "synbib sync --diff README.md",
    ),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@options.store_option
@click.option("--check", is_flag=True, help="Write nothing; show what is stale and exit with 1.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--force", is_flag=True, help="Overwrite blocks that were edited by hand.")
@click.option("--watch", is_flag=True, help="Go on, and do it again when a source changes.")
@reports.output_format
def command(
    files: tuple[str, ...], store: str | None, check: bool, diff: bool, force: bool, watch: bool
) -> None:
    """Rewrite the synbib blocks of FILEs; what is outside them is never touched."""
    from synbib.verbs.syncing import sync_files

    if watch:
        run_again(files, store)
        return
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
