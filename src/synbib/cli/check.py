"""``synbib check``: what is wrong in the store, what of it can be mended, and which works stand twice in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.diagnostics import IGNORABLE, RULES
from synbib.errors import Diagnostic, SynbibError, UnknownNameError

if TYPE_CHECKING:
    from synbib.config import Config
    from synbib.documents import Citations
    from synbib.library import Library
    from synbib.verbs.checking import Step


def _codes(_: click.Context, _option: click.Parameter, value: tuple[str, ...]) -> frozenset[str]:
    codes = frozenset(code.strip() for each in value for code in each.split(",") if code.strip())
    for code in codes - RULES.keys():
        raise UnknownNameError.among("code", code, RULES)
    return codes


@click.command(
    "check",
    epilog=options.examples(
        "synbib check",
        "synbib check --fix --diff",
        "synbib check --select missing-field,wrong-isbn refs.bib more.bib",
        "synbib check --explain bare-character",
        "synbib check --cited paper.tex",
        "synbib check --merge --keep roe2020 --rewrite paper.tex",
    ),
)
@options.files_argument
@reports.output_format
@click.option(
    "--fix",
    is_flag=True,
    help="Mend what needs nobody to decide, notes only if --select names them; report the rest.",
)
@click.option(
    "--merge", is_flag=True, help="Make one entry of those that are one work; print the new keys."
)
@click.option(
    "--keep",
    metavar="KEY",
    multiple=True,
    help="With --merge: the key that an entry has afterwards. Repeatable.",
)
@click.option(
    "--rewrite",
    metavar="DOCUMENT",
    multiple=True,
    help="With --merge: have this .tex or .md file cite the new keys. Repeatable.",
)
@click.option(
    "--cited",
    metavar="DOCUMENT",
    multiple=True,
    help="Report what this .tex, .aux, .bcf or .md file cites and no entry has, and what none cites. Repeatable.",
)
@click.option(
    "--diff", is_flag=True, help="Write nothing; show what --fix or --merge would change."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what --fix or --merge would do.")
@click.option(
    "--select",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Report, and mend, these alone.",
)
@click.option(
    "--ignore",
    metavar="CODES",
    multiple=True,
    callback=_codes,
    help="Leave these out, and errors in.",
)
@click.option(
    "--explain", metavar="CODE", help="Say what a code means, with an example, and do nothing else."
)
@backup_option
def command(
    files: tuple[str, ...],
    fix: bool,
    merge: bool,
    keep: tuple[str, ...],
    rewrite: tuple[str, ...],
    cited: tuple[str, ...],
    diff: bool,
    dry_run: bool,
    select: frozenset[str],
    ignore: frozenset[str],
    explain: str | None,
    backup: bool | None,
) -> None:
    """Report what is wrong or doubtful in FILEs (the project's store by default), and works that stand twice."""
    from synbib.verbs import checking

    if explain is not None:
        _explain(explain)
        return
    if (diff or dry_run) and not (fix or merge):
        raise SynbibError(
            "--diff and --dry-run show what --fix or --merge would do; give one of them"
        )
    if (keep or rewrite) and not merge:
        raise SynbibError("--keep and --rewrite say how to merge; give --merge too")
    names = files or (options.project_store(),)
    if (keep or rewrite) and len(names) > 1:
        raise SynbibError("--keep and --rewrite go with one file; merge one after the other")
    matters = _Matters(
        (*options.settings().ignore, *sorted(ignore & IGNORABLE)),
        select,
        options.settings(),
    )
    steps: dict[str, Step] = {}
    if fix:
        steps["--fix"] = lambda library: checking.fix(library, matters.mend)
    if merge:
        steps["--merge"] = lambda library: checking.merge(library, matters.ignored, keep)
    citations = _citations(cited)
    known: set[str] = set()
    fails = False
    is_clean = True
    for name in names:
        library = _changed(
            name, steps, rewrite, write=not (diff or dry_run), diff=diff, backup=backup
        )
        if citations is not None:
            known |= _known(library)
        for found in matters.of(library, citations):
            reports.report(found, _line(library, found))
            is_clean = False
            fails = fails or found.severity != "note"
    if citations is not None and matters.report("undefined-citation"):
        for found, line in _undefined(citations, known):
            reports.report(found, line)
            is_clean = False
            fails = True
    if is_clean:
        printing.remark(f"{', '.join(names)}: nothing is wrong")
    if fails:
        click.get_current_context().exit(1)


class _Matters(NamedTuple):
    """Which findings matter, and how much.

    Attributes:
        ignored: The codes that are left out.
        selected: The codes that are asked for; none for all.
        settings: What the project sets, of how much each matters.
    """

    ignored: tuple[str, ...]
    selected: frozenset[str]
    settings: Config

    def report(self, code: str) -> bool:
        """Whether findings of a code are told."""
        return code not in self.ignored and (not self.selected or code in self.selected)

    def mend(self, code: str) -> bool:
        """Whether findings of a code are mended: those that fail a check, and notes that are asked for."""
        severity = self.settings.severity.get(code, RULES[code].severity)
        return self.report(code) and (severity != "note" or code in self.selected)

    def of(self, library: Library, citations: Citations | None) -> list[Diagnostic]:
        """Return what is to be told of a library."""
        from synbib.library.rules import check_library

        cited = None if citations is None or citations.everything else citations.keys
        return [
            self.settings.weighed(found)
            for found in check_library(library, self.ignored, cited)
            if self.report(found.code)
        ]


def _changed(
    name: str,
    steps: Mapping[str, Step],
    rewrite: tuple[str, ...],
    *,
    write: bool,
    diff: bool,
    backup: bool | None,
) -> Library:
    """Return what a store holds after steps, which are told, shown or written.

    Args:
        name: The file; ``-`` is standard input.
        steps: Option → what changes the store.
        rewrite: The documents that are to follow.
        write: Whether the outcome is written.
        diff: Whether it is shown, where it is not written.
        backup: See `synbib.cli.backups`.

    Raises:
        SynbibError: Something could not be read, or cannot be written.
    """
    from synbib.verbs.checking import stepped
    from synbib.verbs.stores import change_stores

    is_file = name != "-"
    [done] = change_stores(
        [name] if is_file else [],
        lambda library: stepped(library, tuple(steps.values())),
        rewrite=rewrite,
        given={} if is_file else {"<stdin>": options.read_stdin()},
        write=write and is_file and bool(steps),
        encoding=options.chosen_encoding(),
        hint=options.store_hint(name),
        keep=keeping(backup),
        tell=printing.tell,
    )
    if write and done.changed and not is_file:
        verb = "writes" if len(steps) == 1 else "write"
        raise SynbibError(
            f"{' and '.join(steps)} {verb} the file; name one instead of -, or add --diff"
        )
    if diff:
        for each in (done, *done.documents):
            reports.show_diff(each.diff)
    elif steps:
        for step in done.steps:
            for line in step.remarks:
                printing.tell(line)
            for line in step.results:
                reports.result(line)
    if done.written is not None:
        tell_the_way_back(done.written)
    return done.library


def _citations(names: tuple[str, ...]) -> Citations | None:
    """Return what documents cite; None if there are none to be looked at."""
    if not names:
        return None
    from synbib.documents import read_citations

    return read_citations(names)


def _known(library: Library) -> set[str]:
    """Return all keys by which entries can be cited."""
    return {name for key, entry in library.items() for name in (key, *entry.aliases)}


def _undefined(citations: Citations, known: Iterable[str]) -> list[tuple[Diagnostic, str]]:
    """Return the citations that no entry is for, each with its line."""
    from synbib.documents import undefined_citations

    return undefined_citations(citations, known)


def _line(library: Library, found: Diagnostic) -> str:
    """Return the line of its file that a finding is about."""
    document = next((each for each in library.documents if each.name == found.name), None)
    return document.line(found.line) if document is not None and found.line else ""


def _explain(code: str) -> None:
    """Print what a code means, how to mend it, and an example."""
    from synbib.library.rules import CHECKS

    if code not in RULES:
        raise UnknownNameError.among("code", code, RULES)
    rule = RULES[code]
    lines = [f"{code} ({rule.severity})", "", rule.meaning]
    if rule.remedy:
        lines += ["", rule.remedy]
    for check in CHECKS:
        if check.code == code and check.wrong:
            lines += ["", "Wrong:", "", *_indented(check.wrong)]
            lines += ["", "Right:", "", *_indented(check.right)]
    printing.show("\n".join((*lines, "", rule.url, "")))


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in text.strip("\n").split("\n")]
