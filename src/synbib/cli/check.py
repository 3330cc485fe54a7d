"""``synbib check``: what is wrong in the store, what of it can be mended, and which works stand twice in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import click

from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.diagnostics import IGNORABLE, RULES
from synbib.errors import Diagnostic, SynbibError, UnknownNameError
from synbib.files import read_bytes, unified_diff, update

if TYPE_CHECKING:
    from synbib.library import Library


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
        "synbib check --merge",
    ),
)
@options.files_argument
@reports.output_format
@click.option("--fix", is_flag=True, help="Mend what needs nobody to decide; report the rest.")
@click.option(
    "--merge", is_flag=True, help="Make one entry of those that are one work; print the new keys."
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
    diff: bool,
    dry_run: bool,
    select: frozenset[str],
    ignore: frozenset[str],
    explain: str | None,
    backup: bool | None,
) -> None:
    """Report what is wrong or doubtful in FILEs (the project's store by default), and works that stand twice."""
    if explain is not None:
        _explain(explain)
        return
    if (diff or dry_run) and not (fix or merge):
        raise SynbibError(
            "--diff and --dry-run show what --fix or --merge would do; give one of them"
        )
    ignored = (*options.settings().ignore, *sorted(ignore & IGNORABLE))

    def wanted(code: str) -> bool:
        return code not in ignored and (not select or code in select)

    steps: list[_Step] = []
    if fix:
        steps.append(lambda library: _fixed(library, wanted))
    if merge:
        steps.append(lambda library: _merged(library, ignored))
    fails = False
    for name in files or (options.project_store(),):
        library = _changed(name, steps, write=not (diff or dry_run), diff=diff, backup=backup)
        for found in _findings(library, ignored, wanted):
            reports.report(found, _line(library, found))
            fails = fails or found.severity != "note"
    if fails:
        click.get_current_context().exit(1)


class _Said(NamedTuple):
    """What is said of a step: what it gives, and what a person should know besides."""

    results: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def tell(self) -> None:
        for line in self.remarks:
            printing.tell(line)
        for line in self.results:
            reports.result(line)


_Step = Callable[["Library"], tuple[str, _Said]]
"""Makes of a library the new text of its file, and what is said of that."""


def _findings(
    library: Library, ignored: tuple[str, ...], wanted: Callable[[str], bool]
) -> list[Diagnostic]:
    from synbib.library.rules import check_library

    return [found for found in check_library(library, ignored) if wanted(found.code)]


def _fixed(library: Library, wanted: Callable[[str], bool]) -> tuple[str, _Said]:
    from synbib.library.rules import fix_library

    fixed = fix_library(library, wanted)
    return fixed.text, _Said(tuple(f"mended: {found}" for found in fixed.done))


def _merged(library: Library, ignored: tuple[str, ...]) -> tuple[str, _Said]:
    from synbib.library.rules import merge_duplicates

    merged = merge_duplicates(library, ignored)
    renamed = tuple(f"{old} -> {new}" for old, new in merged.keys.items())
    return merged.text, _Said(renamed, tuple(map(str, merged.conflicts)))


def _changed(
    name: str, steps: list[_Step], *, write: bool, diff: bool, backup: bool | None
) -> Library:
    """Return what a file holds after the steps, and write it where that is wanted.

    Raises:
        SynbibError: Something in it could not be read, or it cannot be written.
    """
    if name == "-":
        library = _library(sys.stdin.buffer.read(), "<stdin>")
        after, said = _after(library, steps)
        if write and after.document.text != library.document.text:
            raise SynbibError(
                "--fix and --merge write the file; name one instead of -, or add --diff"
            )
        _show(library, after, said, diff=diff, write=write)
        return after
    if not steps or not write:
        library = _library(read_bytes(name, options.STORE_HINT), name)
        after, said = _after(library, steps)
        _show(library, after, said, diff=diff, write=write)
        return after

    def changed(read: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[Library, list[_Said]]]:
        library = _library(read[name], name)
        after, said = _after(library, steps)
        if after.document.text == library.document.text:
            return {}, (library, said)
        return {name: library.encode(after.document.text)}, (after, said)

    written = update(
        [name], changed, hint=options.STORE_HINT, keep=keeping(backup), tell=printing.tell
    )
    after, said = written.result
    for each in said:
        each.tell()
    tell_the_way_back(written)
    return after


def _show(before: Library, after: Library, said: list[_Said], *, diff: bool, write: bool) -> None:
    if diff:
        reports.show_diff(
            unified_diff(before.document.name, before.document.text, after.document.text)
        )
    elif not write:
        for each in said:
            each.tell()


def _after(library: Library, steps: list[_Step]) -> tuple[Library, list[_Said]]:
    said: list[_Said] = []
    for step in steps:
        text, of_step = step(library)
        said.append(of_step)
        if text != library.document.text:
            library = library.with_text(text)
    return library, said


def _library(data: bytes, name: str) -> Library:
    from synbib.library import read_data

    return read_data(data, name, options.chosen_encoding())


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
