"""``synbib add``: works looked up by their identifiers or titles, into the store."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

import click

from synbib import lazily
from synbib.bibtex.encoding import decode
from synbib.bibtex.format.options import FormatOptions
from synbib.cli import options, printing
from synbib.cli.middlewares import allowed
from synbib.cli.progress import counting
from synbib.cli.sources import opened_sources, sources_options
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.incoming import Incoming
    from synbib.verbs.adding import Added, Asked

_NAMES_SHOWN: Final = 3


@click.command(
    "add",
    epilog=options.examples(
        "synbib add 2402.13446 https://doi.org/10.1038/nature14539",
        "synbib add --group Surveys --sync README.md https://aclanthology.org/2024.emnlp-main.54/",
        "synbib add 'Large language models for data annotation'",
        "synbib add --clipboard",
        "synbib add --cited paper.tex",
    ),
)
@click.argument("whats", nargs=-1, metavar="[WHAT]...")
@options.store_option
@click.option(
    "-g",
    "--group",
    "groups",
    multiple=True,
    metavar="GROUP",
    help="Put them into this group, e.g. 'Data/Text'. Repeatable.",
)
@click.option(
    "--clipboard", is_flag=True, help="Take what is on the clipboard: BibTeX, or a WHAT a line."
)
@click.option(
    "--cited",
    multiple=True,
    metavar="DOCUMENT",
    help="Add what this .tex, .aux or .md cites by an identifier and the store lacks, under that key. Repeatable.",
)
@click.option(
    "--sync",
    multiple=True,
    metavar="FILE",
    help="Bring the blocks of this Markdown file up to date. Repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; report what would be done.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@click.option(
    "--json", "as_json", is_flag=True, help="Print what was done, and all candidates, as JSON."
)
@sources_options
def command(
    whats: tuple[str, ...],
    store: str | None,
    groups: tuple[str, ...],
    clipboard: bool,
    cited: tuple[str, ...],
    sync: tuple[str, ...],
    dry_run: bool,
    diff: bool,
    as_json: bool,
    offline: bool,
    index: str | None,
    refresh: bool,
    max_requests: int | None,
) -> None:
    """Look up WHATs, and put them into the store.

    A WHAT is a DOI, a number of arXiv, PubMed or the ACL Anthology, an ISBN, the address of a paper, of a repository or
    of a data set, or a title. - is standard input: BibTeX, or a WHAT a line. Of several works with a title you choose
    one; without a terminal they are listed, with exit code 1. Entries that the store has are completed and never
    overwritten.
    """
    from synbib.verbs.adding import add_works, cited_in, look_up

    target = store or options.project_store()
    if target == "-":
        raise SynbibError("the store is written, and cannot be -; name a file")
    project = options.settings()
    asked, wanted = _wanted(whats, clipboard)
    if not asked and not wanted and not cited:
        raise click.UsageError("name a WHAT, e.g. a DOI, or give --clipboard")
    keys = cited_in(cited, target, encoding=options.chosen_encoding()) if cited else []
    wanted += [key for key in keys if key not in wanted]
    is_stopped = False
    with opened_sources(
        offline=offline, index=index, refresh=refresh, max_requests=max_requests
    ) as opened:
        sources = [source for source in opened if source is not None]
        try:
            with counting("Looking up") as progress:
                if len(wanted) > 1:
                    progress(0, len(wanted))
                for number, each in enumerate(look_up(wanted, sources), 1):
                    asked.append(each)
                    if len(wanted) > 1:
                        progress(number, len(wanted))
        except KeyboardInterrupt:
            is_stopped = True  # what is known by now is kept
    if not is_stopped and not as_json and printing.is_terminal():
        asked = [_chosen(each) for each in asked]
    done = add_works(
        [_named(work, each.what, keys) for each in asked for work in each.works],
        target,
        groups=[tuple(part.strip() for part in group.split("/")) for group in groups],
        encoding=options.chosen_encoding(),
        middlewares=allowed(project.middlewares),
        sentence_case=project.sentence_case,
        citation_key=project.citation_key,
        form=FormatOptions(**project.fmt),
        write=not (diff or dry_run),
        tell=printing.tell,
    )
    for warning in done.warnings:
        printing.tell(f"{warning} (warning)")
    if diff:
        printing.show_diff(done.store.diff, for_github=False)
    _report(asked, done, keys, offline=offline)
    if as_json:
        printing.show(json.dumps(_as_json(asked, done), ensure_ascii=False, indent=2) + "\n")
    if sync and done.written is not None:
        _sync(sync, target)
    if is_stopped:
        raise KeyboardInterrupt
    if code := max(map(_exit_code, asked), default=0):
        raise click.exceptions.Exit(code)


# --- what is asked for -------------------------------------------------------------------------------------------


def _wanted(whats: tuple[str, ...], clipboard: bool) -> tuple[list[Asked], list[str]]:
    """Return the works that are given as BibTeX, and what is to be looked up."""
    from synbib.verbs.adding import Asked, wanted_in

    texts = [("<clipboard>", _copied().encode())] if clipboard else []
    asked: list[Asked] = []
    wanted: list[str] = []
    for what in dict.fromkeys(whats):
        if what == "-":
            texts.append(("<stdin>", options.read_stdin()))
        else:
            wanted.append(what)
    for name, data in texts:
        try:
            found = wanted_in(decode(data, name).text, name)
        except SynbibError as error:
            found = Asked(name, error=error)
        if isinstance(found, Asked):
            asked.append(found)
        else:
            wanted += found
    return asked, wanted


def _copied() -> str:
    import pyperclip

    try:
        return pyperclip.paste()
    except pyperclip.PyperclipException:
        raise SynbibError(
            "no clipboard here; on Linux install xclip, xsel or wl-clipboard, or pipe it into synbib add -"
        ) from None


def _named(work: Incoming, what: str, keys: Collection[str]) -> Incoming:
    """Return a work with what it was asked for by, which is its key where it is cited so."""
    key = what if what in keys else work.key
    return lazily.replace(work, source=work.source or what, key=key)


# --- choosing ----------------------------------------------------------------------------------------------------


def _chosen(asked: Asked) -> Asked:
    """Return what was asked for with the candidate that the user chooses, or none of them."""
    if not asked.candidates:
        return asked
    printing.tell(f"{asked.what}:")
    for number, work in enumerate(asked.candidates, 1):
        printing.tell(f"  {number}  {_line(work)}")
    most = len(asked.candidates)
    number = click.prompt("Which one; 0 for none", type=click.IntRange(0, most), err=True)
    works = asked.candidates[number - 1 : number] if number else ()
    return lazily.replace(asked, works=works, candidates=() if number else asked.candidates)


def _line(work: Incoming) -> str:
    """Return a candidate in one line, with what it can be asked for by."""
    from synbib.model import venue

    entry = work.entry()
    people = [
        str(name.get("family") or name.get("literal") or "") for name in entry.csl.get("author", [])
    ]
    others = " et al." if len(people) > _NAMES_SHOWN else ""
    told = (
        work.title,
        ", ".join(people[:_NAMES_SHOWN]) + others,
        f"{venue(entry.fields)} {entry.year}".strip(),
        ", ".join(f"{scheme}:{number}" for scheme, number in work.identifiers.items()),
    )
    return "; ".join(filter(None, told))


# --- what is told ------------------------------------------------------------------------------------------------


def _report(asked: list[Asked], done: Added, cited: Collection[str], *, offline: bool) -> None:
    """Tell what became of everything that was asked for, a line each."""
    keys = iter(done.keys)
    for each in asked:
        for work in each.works:
            key = next(keys)
            printing.tell(_told(work, key, done))
            if each.what in cited and each.what != key:
                printing.tell(f"{each.what}: the store has it as {key}; cite that")
        if each.error is not None:
            place = "" if each.error.diagnostics else f"{each.what}: "
            printing.tell(f"{place}{each.error}")
        elif each.candidates:
            printing.tell(
                f"{each.what}: {len(each.candidates)} works; name one by what stands at its end"
            )
            for work in each.candidates:
                printing.tell(f"  {_line(work)}")
        elif not each.works:
            where = "not in the index; without --offline services are asked"
            why = where if offline else "not found; check how it is written"
            printing.tell(f"{each.what}: {why}")
    for finding in done.findings:
        printing.tell(str(finding))


def _told(work: Incoming, key: str, done: Added) -> str:
    what = "added" if key in done.new else "completed" if key in done.completed else "unchanged"
    told = [f"{what} {key}: {work.title}"]
    if work.status:
        told.append(f"it was {work.status}")
    if later := work.published_as.get("doi"):
        told.append(f"published as {later}")
    return "; ".join(told)


def _as_json(asked: list[Asked], done: Added) -> dict[str, Any]:
    keys = iter(done.keys)
    return {
        "new": list(done.new),
        "completed": list(done.completed),
        "asked": [
            {
                "what": each.what,
                "keys": [next(keys) for _ in each.works],
                "candidates": [_candidate(work) for work in each.candidates],
                "error": None if each.error is None else each.error.message,
            }
            for each in asked
        ],
    }


def _candidate(work: Incoming) -> dict[str, Any]:
    entry = work.entry()
    return {
        "identifiers": dict(work.identifiers),
        "type": entry.type,
        "fields": dict(entry.fields),
    }


def _exit_code(asked: Asked) -> int:
    if asked.error is not None:
        return 2
    return 0 if asked.works else 1


def _sync(files: tuple[str, ...], store: str) -> None:
    from synbib.verbs.syncing import sync_files

    library = options.open_library([store])
    for each in sync_files(files, library, options=options.readme_options(), tell=printing.tell):
        if each.changed:
            printing.tell(f"{each.name}: brought up to date")
