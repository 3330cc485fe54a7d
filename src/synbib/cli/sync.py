"""``synbib sync``: the blocks of Markdown files, brought up to date in place."""

from __future__ import annotations

from pathlib import Path

import click

from synbib.cli import options, printing, reports
from synbib.cli.stale import stale_blocks
from synbib.cli.watch import run_again
from synbib.files import decode_utf8, read_bytes, write_atomically


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
    # All files are made before the first is written, so that an error leaves every one as it was.
    texts = {name: decode_utf8(read_bytes(name), name) for name in files}
    synced = {
        name: sync_text(text, library, name=name, defaults=defaults, force=force)
        for name, text in texts.items()
    }
    stale = [name for name in texts if synced[name] != texts[name]]
    for name, text in texts.items():
        if not parse(text, name):
            printing.tell(f"{name}: no synbib blocks; begin one with <!-- synbib:start list -->")
    for name in stale:
        if check and not diff and reports.for_github():
            for found in stale_blocks(name, texts[name], synced[name]):
                reports.report(found)
        elif check or diff:
            reports.show_diff(options.diff(name, texts[name], synced[name]))
        else:
            write_atomically(Path(name), synced[name].encode())
            printing.tell(f"{name}: brought up to date")
    if check and stale:
        printing.tell(f"stale: {', '.join(stale)}; run synbib sync {' '.join(stale)}")
        raise click.exceptions.Exit(1)
