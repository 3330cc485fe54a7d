"""``synbib sync``: the blocks of Markdown files, brought up to date in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import click

from synbib.cli import options, printing, reports
from synbib.cli.stale import stale_blocks
from synbib.cli.watch import run_again
from synbib.files import decode_utf8, read_files, update


@dataclass(frozen=True, slots=True)
class _Synced:
    """A file as it was, and as it is with its blocks up to date."""

    name: str
    before: str
    text: str


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
    from synbib.readme import parse, sync_text

    if watch:
        run_again(files, store)
        return
    library = options.open_library([store] if store else [])
    defaults = options.readme_options()

    def synced(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], list[_Synced]]:
        texts = {name: decode_utf8(data, name) for name, data in read.items()}
        done = [
            _Synced(name, text, sync_text(text, library, name, defaults, force=force))
            for name, text in texts.items()
        ]
        return {each.name: each.text.encode() for each in done}, done

    if check or diff:
        _, done = synced(read_files(files))
    else:
        done = update(files, synced, tell=printing.tell).result
    stale = [each for each in done if each.text != each.before]
    for each in done:
        if not parse(each.before, each.name):
            printing.tell(
                f"{each.name}: no synbib blocks; begin one with <!-- synbib:start list -->"
            )
    for each in stale:
        if check and not diff and reports.for_programs():
            for found in stale_blocks(each.name, each.before, each.text):
                reports.report(found)
        elif check or diff:
            reports.show_diff(options.diff(each.name, each.before, each.text))
        else:
            printing.tell(f"{each.name}: brought up to date")
    if check and stale:
        names = [each.name for each in stale]
        printing.tell(f"stale: {', '.join(names)}; run synbib sync {' '.join(names)}")
        raise click.exceptions.Exit(1)
