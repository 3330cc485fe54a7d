"""``synbib check``: what is wrong in the store, what of it can be mended, and which works stand twice in it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

import click

from synbib import lazily
from synbib.cli import options, printing, reports
from synbib.cli.backups import backup_option, keeping, tell_the_way_back
from synbib.diagnostics import IGNORABLE, RULES, Severity
from synbib.errors import Diagnostic, SynbibError, UnknownNameError
from synbib.files import read_files, unified_diff, update

if TYPE_CHECKING:
    from synbib.documents import Citations
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
        options.settings().severity,
    )
    steps: dict[str, _Step] = {}
    if fix:
        steps["--fix"] = lambda library: _fixed(library, matters)
    if merge:
        steps["--merge"] = lambda library: _merged(library, matters, keep)
    change = _Change(steps, rewrite, write=not (diff or dry_run), diff=diff, backup=backup)
    citations = _citations(cited)
    known: set[str] = set()
    fails = False
    for name in names:
        library = change.of(name)
        if citations is not None:
            known |= _known(library)
        for found in matters.of(library, citations):
            reports.report(found, _line(library, found))
            fails = fails or found.severity != "note"
    if citations is not None and matters.report("undefined-citation"):
        for found, line in _undefined(citations, known):
            reports.report(found, line)
            fails = True
    if fails:
        click.get_current_context().exit(1)


class _Matters(NamedTuple):
    """Which findings matter, and how much.

    Attributes:
        ignored: The codes that are left out.
        selected: The codes that are asked for; none for all.
        severity: Code → severity, where the settings have one.
    """

    ignored: tuple[str, ...]
    selected: frozenset[str]
    severity: Mapping[str, Severity]

    def report(self, code: str) -> bool:
        """Whether findings of a code are told."""
        return code not in self.ignored and (not self.selected or code in self.selected)

    def mend(self, code: str) -> bool:
        """Whether findings of a code are mended: those that fail a check, and notes that are asked for."""
        severity = self.severity.get(code, RULES[code].severity)
        return self.report(code) and (severity != "note" or code in self.selected)

    def of(self, library: Library, citations: Citations | None) -> list[Diagnostic]:
        """Return what is to be told of a library."""
        from synbib.library.rules import check_library

        cited = None if citations is None or citations.everything else citations.keys
        return [
            lazily.replace(found, set_severity=self.severity.get(found.code, ""))
            for found in check_library(library, self.ignored, cited)
            if self.report(found.code)
        ]


class _Said(NamedTuple):
    """What is said of a step: what it gives, and what a person should know besides."""

    results: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    def tell(self) -> None:
        for line in self.remarks:
            printing.tell(line)
        for line in self.results:
            reports.result(line)


class _Stepped(NamedTuple):
    """What a step makes of a file.

    Attributes:
        text: The new text.
        said: What is said of that.
        renamed: Old key → new key.
    """

    text: str
    said: _Said
    renamed: Mapping[str, str] = {}


_Step = Callable[["Library"], _Stepped]


def _fixed(library: Library, matters: _Matters) -> _Stepped:
    from synbib.library.rules import fix_library

    fixed = fix_library(library, matters.mend)
    return _Stepped(fixed.text, _Said(tuple(f"mended: {found}" for found in fixed.done)))


def _merged(library: Library, matters: _Matters, keep: tuple[str, ...]) -> _Stepped:
    from synbib.library.rules import merge_duplicates

    merged = merge_duplicates(library, matters.ignored, keep)
    renamed = tuple(f"{old} -> {new}" for old, new in merged.keys.items())
    return _Stepped(merged.text, _Said(renamed, tuple(map(str, merged.conflicts))), merged.keys)


class _Outcome(NamedTuple):
    """What the steps make of a store and of the documents that cite it.

    Attributes:
        library: The store after them.
        said: What is said of each step.
        contents: File → its new content, of those that change.
        changes: Name, old and new text of the same files, for a diff.
    """

    library: Library
    said: list[_Said]
    contents: dict[str, bytes]
    changes: list[tuple[str, str, str]]


@lazily.dataclass(frozen=True, slots=True)
class _Change:
    """What is to be done with a store.

    Attributes:
        steps: Option → what changes it.
        documents: The files that cite it, and are to follow.
        write: Whether the outcome is written.
        diff: Whether the outcome is shown, where it is not written.
        backup: Whether the old files are kept, see `synbib.cli.backups`.
    """

    steps: Mapping[str, _Step]
    documents: tuple[str, ...] = ()
    write: bool = field(default=True, kw_only=True)
    diff: bool = field(default=False, kw_only=True)
    backup: bool | None = field(default=None, kw_only=True)

    def of(self, name: str) -> Library:
        """Return what a store holds afterwards.

        Raises:
            SynbibError: Something could not be read, or cannot be written.
        """
        files = [name, *self.documents]
        if self.write and self.steps and name != "-":
            written = update(
                files,
                lambda read: ((made := self._outcome(name, read)).contents, made),
                hint=options.STORE_HINT,
                keep=keeping(self.backup),
                tell=printing.tell,
            )
            outcome = written.result
            for each in outcome.said:
                each.tell()
            tell_the_way_back(written)
            return outcome.library
        read = dict(read_files([file for file in files if file != "-"], (), options.STORE_HINT))
        if name == "-":
            read[name] = sys.stdin.buffer.read()
        outcome = self._outcome(name, read)
        if self.write and outcome.contents:
            options_given = " and ".join(self.steps)
            verb = "writes" if len(self.steps) == 1 else "write"
            raise SynbibError(
                f"{options_given} {verb} the file; name one instead of -, or add --diff"
            )
        self._show(outcome)
        return outcome.library

    def _outcome(self, name: str, read: Mapping[str, bytes]) -> _Outcome:
        from synbib.library import read_data

        shown = "<stdin>" if name == "-" else name
        before = library = read_data(read[name], shown, options.chosen_encoding())
        said: list[_Said] = []
        renamed: dict[str, str] = {}
        for step in self.steps.values():
            stepped = step(library)
            said.append(stepped.said)
            renamed |= stepped.renamed
            if stepped.text != library.document.text:
                library = library.with_text(stepped.text)
        outcome = _Outcome(library, said, {}, [])
        text = library.document.text
        if text != before.document.text:
            outcome.contents[name] = before.encode(text)
            outcome.changes.append((shown, before.document.text, text))
        for document in self.documents:
            self._rewrite(document, read[document], renamed, outcome)
        return outcome

    def _rewrite(
        self, name: str, data: bytes, renamed: Mapping[str, str], outcome: _Outcome
    ) -> None:
        from synbib.documents import decode, encode, rename_cited, syntax_of

        old = decode(data)
        new = rename_cited(old, renamed, syntax_of(name))
        if new != old:
            outcome.contents[name] = encode(new)
            before, after = (encode(text).decode("utf-8", "replace") for text in (old, new))
            outcome.changes.append((name, before, after))

    def _show(self, outcome: _Outcome) -> None:
        if self.diff:
            for change in outcome.changes:
                reports.show_diff(unified_diff(*change))
        elif not self.write:
            for each in outcome.said:
                each.tell()


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
