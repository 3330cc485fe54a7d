"""``synbib upgrade``: preprints that were published since."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.cli.progress import counting
from synbib.cli.sources import files_for, sources_options, verification_sources
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.verbs.upgrading import UpgradedFile
    from synbib.verification import Publication


@click.command(
    "upgrade",
    epilog=options.examples(
        "synbib upgrade --diff",
        "synbib upgrade --offline --rekey --rewrite paper.tex refs.bib",
    ),
)
@options.files_argument
@sources_options
@click.option("--rekey", is_flag=True, help="Give what changes a new key; print old and new.")
@click.option(
    "--rewrite",
    metavar="DOCUMENT",
    multiple=True,
    help="With --rekey: have this .tex or .md file cite the new keys. Repeatable.",
)
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be done.")
@options.json_option
@backup_option
def command(
    files: tuple[str, ...],
    offline: bool,
    index: str | None,
    refresh: bool,
    max_requests: int | None,
    rekey: bool,
    rewrite: tuple[str, ...],
    diff: bool,
    dry_run: bool,
    as_json: bool,
    backup: bool | None,
) -> None:
    """Make preprints of FILEs (the project's store by default) that were published since what was published.

    arXiv number, groups, links and key stay. What is doubtful is asked about on a terminal; without one it is left, and
    told.
    """
    from synbib.verbs.upgrading import upgrade_files
    from synbib.verification import Publishers

    if rewrite and not rekey:
        raise SynbibError("--rewrite has documents cite new keys; give --rekey too")
    names = files_for("upgrade", files)
    with ExitStack() as stack:
        sources = stack.enter_context(
            verification_sources(
                Publishers,
                offline=offline,
                index=index,
                refresh=refresh,
                max_requests=max_requests,
            )
        )
        bars = stack.enter_context(ExitStack())

        def decide(name: str, publication: Publication) -> bool:
            bars.close()  # all is looked up by now
            return not as_json and printing.is_terminal() and _wanted(name, publication)

        done = upgrade_files(
            names,
            sources,
            rekey=rekey,
            pattern=options.settings().citation_key,
            rewrite=rewrite,
            decide=decide,
            write=not (diff or dry_run),
            encoding=options.chosen_encoding(),
            keep=keeping(backup),
            tell=printing.tell,
            progress=bars.enter_context(counting("upgrade")),
        )
    if as_json:
        printing.show_json([_for_programs(file) for file in done])
    else:
        _report(done, dry_run=dry_run)
    if done and done[0].written:
        tell_the_way_back(done[0].written)


def _report(done: Sequence[UpgradedFile], *, dry_run: bool) -> None:
    for file in done:
        if not dry_run:
            reports.show_diff(file.diff)
        for old, new in file.keys.items():
            reports.result(f"{old} -> {new}")
        for each in file.upgraded:
            printing.tell(
                f"{file.name}: '{each.entry.key}' was published in {each.venue} ({each.source})"
            )
        for twins in file.twins:
            keys = " and ".join(f"'{key}'" for key in twins)
            remedy = "synbib check --merge makes one entry of them"
            printing.tell(f"{file.name}: {keys} are one work; {remedy}")
        for each in file.doubtful:
            printing.tell(f"{file.name}: {_doubt(each)}; it is left as it is")
    if done and not dry_run:
        for document in done[0].documents:
            reports.show_diff(document.diff)


def _for_programs(file: UpgradedFile) -> dict[str, object]:
    def said(publication: Publication) -> dict[str, str]:
        return {
            "key": publication.entry.key,
            "venue": publication.venue,
            "source": publication.source,
            "doubt": publication.doubt,
        }

    return {
        "file": file.name,
        "upgraded": [said(each) for each in file.upgraded],
        "doubtful": [said(each) for each in file.doubtful],
        "keys": dict(file.keys),
        "twins": [list(twins) for twins in file.twins],
        "diff": file.diff,
    }


def _doubt(publication: Publication) -> str:
    where = f"'{publication.entry.key}' may have been published in {publication.venue}"
    return f"{where}: {publication.doubt}"


def _wanted(name: str, publication: Publication) -> bool:
    """Ask whether an entry is to become what it may have been published as."""
    record = publication.record.entry()
    printing.tell(f"{name}: {_doubt(publication)}")
    for told in (publication.entry, record):
        parts = (told.title, told.texts.get("author", ""), told.year)
        printing.tell(f"  {'; '.join(filter(None, parts))}")
    return click.confirm("Upgrade it", default=False, err=True)
