"""``synbib show``: an entry as a person wants to see it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from synbib.choices import OutputFormat
from synbib.cli import options, printing
from synbib.cli.choosing import chosen_keys
from synbib.cli.outputs import text_format
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.library import Library
    from synbib.verbs.showing import Uses


@click.command(
    "show",
    epilog=options.examples(
        "synbib show tan2024llm",
        "synbib show 'data annotation' --style apa",
        "synbib show tan2024llm --cited paper.tex",
        "synbib show tan2024llm --bibtex",
        "synbib show",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@options.store_option
@options.style_option
@options.locale_option
@click.option(
    "--cited",
    multiple=True,
    metavar="PAPER",
    help="Tell where this document cites it. Repeatable.",
)
@click.option(
    "-f",
    "--format",
    metavar="FORMAT",
    callback=lambda _context, _parameter, value: value and text_format(value),
    help="What the reference is written in.  [default: terminal on a terminal, else text]",
)
@click.option("--bibtex", is_flag=True, help="The entries as they stand in the store.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")
def command(
    keys: tuple[str, ...],
    store: str | None,
    style: str | None,
    locale: str | None,
    cited: tuple[str, ...],
    format: OutputFormat | None,
    bibtex: bool,
    as_json: bool,
) -> None:
    """Show the entries KEY: title, people, identifiers, links, groups, where they are used, and the reference.

    KEY may be a part of a key, or words of people and title, that only one entry has. Without a KEY you choose among
    all entries, on a terminal. Lists and tables in the Markdown files beside the store are looked at by themselves,
    papers where --cited names them.
    """
    from synbib.verbs.finding import write_entries
    from synbib.verbs.showing import show_entry, write_entry

    if bibtex and (as_json or format or style or locale or cited):
        raise SynbibError(
            "--bibtex shows entries as they stand; leave out what says how else to show them"
        )
    library = options.read_library([store] if store else [])
    chosen = chosen_keys(library, keys, "show")
    options.tell_of(library.check(chosen))
    if bibtex:
        options.show(write_entries([library[key] for key in chosen], "bibtex"), None)
        return
    project = options.settings()
    styles = options.styles_of(style)
    uses = _uses(library, store, cited)
    shown = show_entry(library, chosen, styles, locale=locale or project.locale, uses=uses)
    if as_json:
        printing.show_json([each.for_json for each in shown])
        return
    width = printing.terminal_width()
    written_in = options.seen_format(format or ("text" if width is None else "terminal"))
    text = "\n\n\n".join(write_entry(each, written_in, width) for each in shown)
    options.show(text, None, format=written_in)


def _uses(library: Library, store: str | None, papers: tuple[str, ...]) -> Uses:
    """Return where entries are used: in the papers, and in blocks of Markdown files beside the store."""
    from synbib.documents import read_citations
    from synbib.project.blocks import files_with_blocks
    from synbib.verbs.showing import Uses

    citations = read_citations(papers) if papers else None
    files: dict[str, str] = {}
    if store != "-":
        # Not below it: to look through all that lies in a home folder takes long.
        for path in files_with_blocks(Path(store or options.project_store()).parent, below=False):
            files[str(path)] = path.read_text("utf-8", "replace")
    return Uses.of(library, options.readme_options(), files, citations)
