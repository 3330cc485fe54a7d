"""``synbib cite``: one or several entries, cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from synbib import lazily
from synbib.choices import EngineName, OutputFormat
from synbib.cli import options, printing
from synbib.cli.choosing import picked
from synbib.cli.clipboard import copy_rich, copy_text
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.csl import Cite, LocatorLabel
    from synbib.library import Entry, Library


@click.command(
    "cite",
    epilog=options.examples(
        "synbib cite tan2024llm --style acl",
        "synbib cite 'tan2024llm@pp. 3-5' gan2024towards --style apa --format markdown",
        "synbib cite tan2024llm --narrative --locator 'chap. 2' --in-text",
        "synbib cite tan2024llm --copy",
        "synbib cite",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY[@LOCATOR]]...")
@options.store_option
@options.style_option
@options.format_option("text")
@options.locale_option
@options.engine_option
@click.option(
    "-l", "--locator", metavar="LOCATOR", help="Where in the last work: 12, 'pp. 3-5', 'chap. 2'."
)
@click.option("--prefix", default="", metavar="TEXT", help="Text before the first: see.")
@click.option("--suffix", default="", metavar="TEXT", help="Text after the last: and elsewhere.")
@click.option("-n", "--narrative", is_flag=True, help="As part of a sentence: Tan et al. (2024).")
@click.option("--suppress-author", is_flag=True, help="Leave the authors of the first out: (2024).")
@click.option("--in-text", is_flag=True, help="The citation alone.")
@click.option("--reference", is_flag=True, help="The references alone.")
@click.option("--bibtex", is_flag=True, help="The entries as they stand in the store.")
@click.option(
    "-c",
    "--copy",
    is_flag=True,
    help="Put it on the clipboard too: the reference, or what is asked for alone.",
)
@click.option("--html", is_flag=True, help="With --copy: HTML, where the clipboard takes one kind.")
def command(
    keys: tuple[str, ...],
    store: str | None,
    style: str | None,
    format: OutputFormat,
    locale: str | None,
    engine: EngineName,
    locator: str | None,
    prefix: str,
    suffix: str,
    narrative: bool,
    suppress_author: bool,
    in_text: bool,
    reference: bool,
    bibtex: bool,
    copy: bool,
    html: bool,
) -> None:
    """Print the in-text citation of the entries KEY together, and their references.

    Without a KEY you choose among all entries, on a terminal.
    """
    _refuse({"--narrative": narrative, "--suppress-author": suppress_author})
    _refuse({"--in-text": in_text, "--reference": reference, "--bibtex": bibtex})
    if html and not copy:
        raise SynbibError("--html is about the clipboard; add --copy")
    project = options.settings()
    style, locale = style or project.style, locale or project.locale
    files = [store] if store else []
    if keys:
        library = options.open_library(files, [key.partition("@")[0] for key in keys])
    else:
        # To check all of a large store takes longer than anybody waits for a list.
        library = options.read_library(files)
        keys = tuple(picked(library, style, locale, "cite"))
        options.tell_of(library.check(keys))
    if bibtex:
        from synbib.verbs.finding import write_entries

        entries = library.select(key.partition("@")[0] for key in keys)
        source = write_entries(entries, "bibtex")
        printing.show(f"{source}\n")
        if copy:
            printing.tell(copy_text(source))
        return
    entries, cites = _cites(library, keys, _terms(style, locale), locator)
    if suffix:
        cites[-1] = lazily.replace(cites[-1], suffix=f"{cites[-1].suffix} {suffix}")
    cites[0] = lazily.replace(cites[0], prefix=prefix, suppress_author=suppress_author)

    def written(format: OutputFormat) -> _Cited:
        from synbib.bibliography import cite

        return _Cited(
            *cite(
                entries,
                style,
                format,
                locale=locale,
                engine=engine,
                cites=cites,
                narrative=narrative,
            )
        )

    format = options.seen_format(format)
    cited = written(format)
    if reference and not cited.references:
        raise SynbibError(f"{style}: the style has no bibliography; leave out --reference")
    both = f"{cited.citation}\n\n{cited.references}" if cited.references else cited.citation
    shown = cited.citation if in_text else cited.references if reference else both
    options.show(shown, None, format=format)
    if copy:
        text = cited.to_copy(in_text=in_text)
        if format in _READ:
            rich = written("html").to_copy(in_text=in_text)
            printing.tell(copy_rich(text, rich, html_alone=html))
        else:
            printing.tell(copy_text(text))


# Formats that are read as they are: they are copied as rich text. The source of others is what is wanted.
_READ: Final = ("text", "html")


class _Cited(NamedTuple):
    """The citation and the references, in one format."""

    citation: str
    references: str

    def to_copy(self, *, in_text: bool) -> str:
        """Return what goes on the clipboard: the references, if they are there and wanted."""
        return self.citation if in_text or not self.references else self.references


def _refuse(given: Mapping[str, bool]) -> None:
    """Raise if several of some options are given of which each excludes the others."""
    names = [name for name, is_given in given.items() if is_given]
    if len(names) > 1:
        raise SynbibError(f"{' and '.join(names)} exclude each other; give one")


def _terms(style: str, locale: str | None) -> Mapping[str, LocatorLabel]:
    from synbib.csl import Style, locator_terms
    from synbib.formatting import is_bst

    language = locale if locale != "item" else None
    if language is None and not is_bst(style):
        language = Style.load(style).default_locale
    return locator_terms(language or "en-US")


def _cites(
    library: Library,
    keys: Sequence[str],
    terms: Mapping[str, LocatorLabel],
    locator: str | None,
) -> tuple[list[Entry], list[Cite]]:
    """Return the entries, and how each is cited: ``KEY@pp. 3-5``; ``locator`` is that of the last."""
    from synbib.csl import Cite
    from synbib.documents.locators import split_suffix

    chosen: dict[str, Entry] = {}
    cites: list[Cite] = []
    for i, written in enumerate(keys):
        key, _, place = written.partition("@")
        if i == len(keys) - 1 and locator:
            place = locator
        found, label, suffix = split_suffix(f", {place}" if place else "", terms)
        members = library.select([key])
        chosen |= {entry.key: entry for entry in members}
        cites += (Cite(entry.key) for entry in members[:-1])
        cites.append(Cite(members[-1].key, found, label, suffix=suffix))
    return list(chosen.values()), cites
