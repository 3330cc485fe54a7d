"""``synbib upgrade``: preprints that were published since."""

from __future__ import annotations

from contextlib import ExitStack

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.cli.progress import counting
from synbib.cli.sources import files_for, sources_options, verifying_sources


@click.command(
    "upgrade",
    epilog=options.examples(
        "synbib upgrade --dry-run", "synbib upgrade --offline --rekey refs.bib"
    ),
)
@options.files_argument
@sources_options
@click.option("--rekey", is_flag=True, help="Give what changes a new key; print old and new.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change.")
@backup_option
def command(
    files: tuple[str, ...],
    offline: bool,
    index: str | None,
    refresh: bool,
    max_requests: int | None,
    rekey: bool,
    dry_run: bool,
    backup: bool | None,
) -> None:
    """Make preprints of FILEs (the project's store by default) that were published since what was published.

    What changes is shown. arXiv number, groups, links and key stay. What is doubtful is left, and told.
    """
    from synbib.verbs.upgrading import upgrade_files

    names = files_for("upgrade", files)
    with ExitStack() as stack:
        sources = stack.enter_context(
            verifying_sources(
                offline=offline, index=index, refresh=refresh, max_requests=max_requests
            )
        )
        done = upgrade_files(
            names,
            sources,
            rekey=rekey,
            pattern=options.settings().citation_key,
            write=not dry_run,
            encoding=options.chosen_encoding(),
            keep=keeping(backup),
            tell=printing.tell,
            progress=stack.enter_context(counting("upgrade")),
        )
    for file in done:
        reports.show_diff(file.diff)
        for old, new in file.keys.items():
            reports.result(f"{old} -> {new}")
        for each in file.upgraded:
            printing.tell(
                f"{file.name}: '{each.entry.key}' was published in {each.venue} ({each.source})"
            )
        for each in file.doubtful:
            where = f"'{each.entry.key}' may have been published in {each.venue}"
            printing.tell(f"{file.name}: {where}: {each.doubt}; it is left as it is")
    if done and done[0].written:
        tell_the_way_back(done[0].written)
