"""``synbib verify``: whether each work exists, and is as its entry says."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal, cast

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.cli.progress import counting
from synbib.cli.sources import files_for, sources_options, verification_sources
from synbib.diagnostics import Severity
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.verification import Outcome

Format = Literal["text", "json", "github", "markdown", "html"]


@click.command(
    "verify",
    epilog=options.examples(
        "synbib verify",
        "synbib verify --since main --format github refs.bib",
        "synbib verify --offline --fix --diff",
    ),
)
@options.files_argument
@sources_options
@click.option(
    "--since", metavar="REV", help="Only entries that are new or changed since a revision of git."
)
@click.option("--fix", is_flag=True, help="Complete and correct entries by what confirms them.")
@click.option("--diff", is_flag=True, help="With --fix: write nothing; show what would change.")
@click.option(
    "--dry-run", is_flag=True, help="With --fix: write nothing; report what would be done."
)
@click.option(
    "-f",
    "--format",
    type=click.Choice(("text", "json", "github", "markdown", "html")),
    default="text",
    show_default=True,
    help="How verdicts are told; json, markdown and html tell of all entries, the others of what is not in order.",
)
@options.output_option
@backup_option
def command(
    files: tuple[str, ...],
    offline: bool,
    index: str | None,
    refresh: bool,
    max_requests: int | None,
    since: str | None,
    fix: bool,
    diff: bool,
    dry_run: bool,
    format: Format,
    output: str | None,
    backup: bool | None,
) -> None:
    """Ask sources whether each work of FILEs (the project's store by default) exists, and is as its entry says.

    A verdict for each entry, with the evidence. The exit code is 1 where one is an error.
    """
    from synbib.verbs.verdicts import summary, write_verdicts
    from synbib.verbs.verifying import findings, verify_files
    from synbib.verification import Services

    if (diff or dry_run) and not fix:
        raise SynbibError("--diff and --dry-run are for --fix; add it")
    names = files_for("verify", files)
    options.keep_files(output, names)
    severities = _severities()
    with ExitStack() as stack:
        sources = stack.enter_context(
            verification_sources(
                Services,
                offline=offline,
                index=index,
                refresh=refresh,
                max_requests=max_requests,
            )
        )
        done = verify_files(
            names,
            sources,
            since=since,
            fix=fix,
            write=fix and not (diff or dry_run),
            encoding=options.chosen_encoding(),
            keep=keeping(backup),
            tell=printing.tell,
            progress=stack.enter_context(counting("verify")),
        )
    verdicts = [verdict for each in done for verdict in each.verdicts]
    found = list(findings(verdicts, severities))
    if format == "text" or format == "github":
        reports.use(format)
        told = "\n".join(map(reports.line_of, found))
    else:
        told = write_verdicts(verdicts, format, severities)
    options.show(told, output)
    for file in done:
        if diff:
            reports.show_diff(file.diff)
        elif fix:
            number = len(file.corrected)
            what = "1 entry" if number == 1 else f"{number:,} entries"
            verb = "would be " if dry_run else ""
            printing.tell(f"{file.name}: {what} {verb}completed or corrected")
    if fix and done and done[0].written:
        tell_the_way_back(done[0].written)
    printing.tell(summary(verdicts))
    if any(each.severity == "error" for each in found):
        raise click.exceptions.Exit(1)


def _severities() -> Mapping[Outcome, Severity | None]:
    """How much each verdict matters, by the project's settings."""
    from synbib.verification import SEVERITIES, Outcome

    chosen = options.settings().verify
    rated: dict[Outcome, Severity | None] = dict(SEVERITIES)
    for outcome in Outcome:
        if outcome.value in chosen:
            named = chosen[outcome.value]
            rated[outcome] = None if named == "off" else cast(Severity, named)
    return rated
