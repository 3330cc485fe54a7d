"""``synbib bulk``: jobs over millions of works, on all cores of this machine or on a cluster."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, get_args

import click

from synbib import lazily
from synbib.choices import OutputFormat, OutputKind
from synbib.cli import options, printing
from synbib.cli.progress import time_of, working
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.bulk.executors import Executor
    from synbib.bulk.jobs import Job, Summary
    from synbib.bulk.plan import Plan
    from synbib.bulk.work import Gathering, Work


@click.group(
    "bulk",
    epilog=options.examples(
        "synbib bulk format works.jsonl -o references --style apa",
        "synbib bulk match union/ other.parquet -o same",
        "synbib bulk index 'dump/*.json.gz' -o index --partitions 64",
        "synbib bulk convert refs.bib -o works",
    ),
)
def command() -> None:
    """Do one thing to each of millions of works, on all cores.

    An INPUT is CSL-JSON (a list, or an item a line), Parquet, BibTeX, a dump of Crossref, OpenAlex or DataCite, or of
    another format that synbib import reads; packed or not; or a folder or a pattern of these, or a URL. OUT is a
    folder. A job that was ended is gone on with by the same command.
    """


@lazily.dataclass(frozen=True, slots=True)
class _Told:
    """What all jobs are told: on what, where to, and how."""

    inputs: tuple[str, ...]
    out: str
    jobs: int | None
    spark: str | None
    part_size: int | None
    dry_run: bool
    fresh: bool
    verify: bool
    as_json: bool
    to: OutputKind = "parquet"

    def job(self, work: Any, document: str | None = None) -> Job:
        """Return the job that does a work."""
        from synbib.bulk.jobs import Job

        return Job(
            work,
            self.inputs,
            self.out,
            self.to,
            document=document,
            # Tasks of a cluster unpack a file each.
            cut_packed=self.spark is None,
            **({"part_bytes": self.part_size} if self.part_size else {}),
        )

    def executor(self) -> Executor:
        """Return who works on the parts."""
        if self.spark is not None:
            from synbib.spark import SparkExecutor, session

            return SparkExecutor(session(self.spark))
        from synbib.bulk.executors import Here, Processes

        return Here() if self.number == 1 else Processes(self.number)

    @property
    def number(self) -> int:
        """How many processes there are."""
        return self.jobs or _cores()


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


_COMMON: Final = (
    click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
    click.option(
        "-o", "--output", "out", required=True, metavar="OUT", help="The folder of what is made."
    ),
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes work.  [default: one for each core]",
    ),
    click.option(
        "--spark",
        metavar="MASTER",
        help="Work on Spark instead: local[4], yarn, spark://HOST:PORT.",
    ),
    click.option(
        "--part-size",
        type=click.IntRange(min=1),
        metavar="BYTES",
        help="How much of an input is a part.  [default: 16777216]",
    ),
    click.option(
        "--dry-run", is_flag=True, help="Write nothing; say from a sample what it will cost."
    ),
    click.option("--fresh", is_flag=True, help="Begin anew where a job is in OUT already."),
    click.option(
        "--verify", is_flag=True, help="Check finished parts by their checksums; mend damaged ones."
    ),
    options.json_option,
)
_to_option: Final = click.option(
    "-t",
    "--to",
    type=click.Choice(get_args(OutputKind)),
    default="parquet",
    show_default=True,
    help="What the parts are.",
)


def _job_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of all jobs to a command, which is given them as `_Told`."""

    @functools.wraps(function)
    def command(**given: Any) -> None:
        common = {name: given.pop(name) for name in _Told.__slots__ if name in given}
        function(told=_Told(**common), **given)

    for option in reversed(_COMMON):
        command = option(command)
    return command


def _partitions_option(least: int, help: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return the option that says in how many pieces a job of two stages is done."""
    return click.option(
        "--partitions",
        type=click.IntRange(min=1),
        metavar="N",
        help=f"{help}  [default: {least}, and more for very many works]",
    )


@command.command(
    "format",
    epilog=options.examples(
        "synbib bulk format works.jsonl -o references --style apa",
        "synbib bulk format papers.parquet -o lists --style ieee --document paper",
    ),
)
@_job_options
@_to_option
@options.style_option
@options.locale_option
@click.option(
    "-f",
    "--format",
    type=click.Choice(get_args(OutputFormat)),
    default="markdown",
    show_default=True,
    help="What the references are written in.",
)
@click.option(
    "--document",
    metavar="NAME",
    help="The column or member that says to which bibliography a work belongs, for numbers and year letters.",
)
@_partitions_option(
    64, "With --document, in how many pieces the works are formatted; each is held in memory."
)
def format_(
    told: _Told,
    style: str | None,
    locale: str | None,
    format: OutputFormat,
    document: str | None,
    partitions: int | None,
) -> None:
    """Make a reference of each work, or with --document bibliographies of all that belong together."""
    from synbib.bulk.documents import FormatDocuments
    from synbib.bulk.jobs import run
    from synbib.bulk.plan import pieces
    from synbib.bulk.referencing import Format
    from synbib.bulk.shuffle import BUCKETS, WORKS

    style = style or options.settings().style
    work: Work | Gathering
    if document is None:
        work = Format(style, locale, format)
    else:
        partitions = partitions or pieces(told.inputs, least=BUCKETS, works=WORKS)
        work = FormatDocuments(style, locale, format, partitions)
    _do(told, told.job(work, document), run)
    if remark := getattr(work, "remark", ""):
        printing.tell(remark)


@command.command(
    "match",
    epilog=options.examples(
        "synbib bulk match union/ other.parquet -o same",
        "synbib bulk match refs.bib -o same --to jsonl --all",
    ),
)
@_job_options
@_to_option
@click.option("--all", "all_works", is_flag=True, help="Tell of works that have no twin, too.")
@_partitions_option(64, "In how many pieces the works are compared; each is held in memory.")
def match(told: _Told, all_works: bool, partitions: int | None) -> None:
    """Find the records of one work among all: which there are, and the reason of each pair."""
    from synbib.bulk.matching import Match, match
    from synbib.bulk.plan import pieces
    from synbib.bulk.shuffle import BUCKETS, WORKS

    job = told.job(Match(partitions or pieces(told.inputs, least=BUCKETS, works=WORKS)))
    _do(told, job, functools.partial(match, all_works=all_works))


@command.command(
    "convert",
    epilog=options.examples(
        "synbib bulk convert 'crossref/*.json.gz' -o works",
        "synbib bulk convert works/ -o bib --to bib",
    ),
)
@_job_options
@_to_option
def convert(told: _Told) -> None:
    """Write the works themselves, as a table of CSL items, JSON lines or BibTeX."""
    from synbib.bulk.convert import Convert
    from synbib.bulk.jobs import run

    _do(told, told.job(Convert()), run)


@command.command(
    "index",
    epilog=options.examples(
        "synbib bulk index works/ -o index --partitions 64", "synbib verify --index index refs.bib"
    ),
)
@_job_options
@_partitions_option(16, "How many files the index has.")
@click.option(
    "--complete", is_flag=True, help="The INPUTs have all works of the venues and years in them."
)
def index(told: _Told, partitions: int | None, complete: bool) -> None:
    """Make an index of works, which verify, upgrade and add ask by --index OUT."""
    from synbib.bulk.jobs import run
    from synbib.bulk.plan import pieces
    from synbib.bulk.recording import PARTITIONS, WORKS, BuildIndex

    partitions = partitions or pieces(told.inputs, least=PARTITIONS, works=WORKS)
    _do(told, told.job(BuildIndex(partitions, complete=complete)), run)


# --- what came of it ----------------------------------------------------------------------------------------


def _do(told: _Told, job: Job, run: Callable[..., Summary]) -> None:
    """Do a job, or say what it will cost.

    Args:
        told: How.
        job: The job.
        run: What does it: `synbib.bulk.jobs.run`, or what is called like it.

    Raises:
        SynbibError: It cannot be done, or not all of it.
    """
    if told.dry_run:
        from synbib.bulk.plan import plan

        _tell_plan(told, plan(job, told.number))
        return
    with working() as progress:
        summary = run(
            job, executor=told.executor(), fresh=told.fresh, verify=told.verify, progress=progress
        )
    _tell(told, summary)


def _tell(told: _Told, summary: Summary) -> None:
    """Say what a job did.

    Raises:
        SynbibError: Of some parts nothing could be made.
    """
    if told.as_json:
        printing.show_json(
            {
                "out": summary.out,
                "parts": summary.parts,
                "kept": summary.kept,
                "rows": summary.rows,
                "rejected": summary.rejected,
                "failed": [
                    {"part": part.part, "input": part.input, "problem": part.problem}
                    for part in summary.failed
                ],
                "seconds": round(summary.seconds, 3),
            }
        )
    for line in _lines(summary):
        if not told.as_json:
            printing.tell(line)
    for part in summary.failed:
        printing.tell(f"{part.input}: part {part.part}: {part.problem}")
    if summary.failed:
        raise SynbibError(
            f"{summary.out}: not finished: {len(summary.failed):,} parts failed; the others are kept, and the same "
            "command tries these again"
        )


def _lines(summary: Summary) -> Iterator[str]:
    was = f", {summary.kept:,} of them from before" if summary.kept else ""
    yield f"{summary.out}: {summary.rows:,} rows in {_parts(summary.parts)}{was}"
    if summary.side_file:
        were = "was" if summary.rejected == 1 else "were"
        yield f"{summary.side_file}: {_records(summary.rejected)} {were} put aside, with the reason"
    each = f", {summary.new_rows / summary.seconds:,.0f} rows a second" if summary.new_rows else ""
    yield f"{summary.seconds:,.1f} seconds{each}"


def _tell_plan(told: _Told, plan: Plan) -> None:
    """Say what a job will cost."""
    if told.as_json:
        printing.show_json(
            {
                "files": plan.files,
                "bytes": plan.bytes,
                "records": plan.records,
                "parts": plan.parts,
                "sample": plan.sample,
                "rejected": plan.rejected,
                "core_seconds": round(plan.core_seconds, 3),
                "seconds": round(plan.seconds, 3),
                "out_bytes": plan.out_bytes,
                "rows_bytes": plan.rows_bytes,
            }
        )
        return
    for line in _lines_of_plan(told, plan):
        printing.tell(line, err=False)


def _lines_of_plan(told: _Told, plan: Plan) -> Iterator[str]:
    files = "1 file" if plan.files == 1 else f"{plan.files:,} files"
    yield f"to read: {files}, {_size(plan.bytes)}: about {_records(plan.records)} in {_parts(plan.parts)}"
    each = 1000 * plan.core_seconds / max(plan.records, 1)
    yield f"to do: {_figure(each)} seconds for 1,000 records: {_figure(plan.core_seconds / 3600)} core-hours"
    processes = "1 process" if told.number == 1 else f"{told.number} processes"
    yield f"with {processes}: {time_of(plan.seconds)}"
    meanwhile = (
        f", and {_size(plan.rows_bytes)} in {told.out}/_rows meanwhile" if plan.rows_bytes else ""
    )
    yield f"to write: {_size(plan.out_bytes)} in {told.out}{meanwhile}"
    aside = f"; about {_records(plan.rejected)} would be put aside" if plan.rejected else ""
    yield f"judged by {_records(plan.sample)}{aside}"


def _records(number: int) -> str:
    return "1 record" if number == 1 else f"{number:,} records"


def _figure(number: float) -> str:
    """Return a number by its first two figures."""
    return f"{number:,.0f}" if number >= 10 else f"{number:.2g}"


def _size(number: int) -> str:
    """Return a number of bytes as one says it: ``1.2 GB``."""
    for unit, size in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= size:
            return f"{number / size:,.1f} {unit}"
    return f"{number} bytes"


def _parts(number: int) -> str:
    return "1 part" if number == 1 else f"{number:,} parts"
