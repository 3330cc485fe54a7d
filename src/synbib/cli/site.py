"""``synbib site``: the store as a folder of pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from synbib import collector
from synbib.bibliography import StyleChoice
from synbib.cli import options, printing, progress
from synbib.cli.watch import run_again, sources
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.site import Site, SiteOptions

_DEFAULT_PORT: Final = 8017
# Files of a site that are not pages of works, about.
_FURTHER_FILES: Final = 12


@click.command(
    "site",
    epilog=options.examples(
        "synbib site -o site",
        "synbib site --title 'Synthetic data' --url https://you.github.io/papers/",
        "synbib site --style acl --style apa --group 'Survey Papers'",
        "synbib site --watch --open",
    ),
)
@options.files_argument
@click.option("-o", "--output", metavar="FOLDER", help="Where the site goes.  [default: site]")
@click.option("--title", metavar="TEXT", help="What the site is called.  [default: Bibliography]")
@click.option("--description", metavar="TEXT", help="A sentence about it.")
@click.option(
    "--url",
    metavar="URL",
    help="Where it is published: feeds, a map of the site and canonical addresses need it.",
)
@click.option(
    "-s",
    "--style",
    "styles",
    multiple=True,
    metavar="STYLE",
    help="A style of the citations to copy, the first of which is shown. Repeatable.  "
    "[default: the project's, apa, ieee]",
)
@options.locale_option
@click.option("--accent", metavar="COLOUR", help="The colour of links, e.g. '#1a5fb4'.")
@click.option("--accent-dark", metavar="COLOUR", help="The same on a dark page.")
@click.option("--logo", metavar="FILE", help="A picture beside the title.")
@click.option(
    "--templates", metavar="FOLDER", help="Jinja2 templates that go before ours: entry.html …"
)
@click.option("--feed-size", type=int, metavar="NUMBER", help="Works in a feed.  [default: 20]")
@click.option("--date", metavar="TEXT", help="When it was made, to be shown on each page.")
@options.groups_option
@options.filter_option
@options.since_option
@options.sort_option
@options.group_by_option
@click.option("--force", is_flag=True, help="Write into a folder that holds other files.")
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if the site is stale.")
@click.option("--watch", is_flag=True, help="Show it on this machine, and anew when it changes.")
@click.option(
    "--port",
    metavar="NUMBER",
    type=click.IntRange(0, 65535),
    default=_DEFAULT_PORT,
    show_default=True,
    help="Where --watch shows it; 0 for one that is free.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
def command(
    files: tuple[str, ...],
    output: str | None,
    styles: tuple[str, ...],
    group: tuple[str, ...],
    filter: tuple[str, ...],
    since: str | None,
    sort: str | None,
    group_by: str | None,
    force: bool,
    check: bool,
    watch: bool,
    port: int,
    open_: bool,
    **look: str | int | None,
) -> None:
    """Write the store as a site: a folder of pages that a browser opens, and any web server serves as it is.

    Readers search it, filter it and copy citations from it. It needs no server of its own and asks nobody for anything.
    """
    folder = output or str(options.settings().site.get("output", "site"))
    chosen = _options(styles, look)
    if watch:
        if check:
            raise SynbibError("--watch and --check do not go together; leave out one")
        _watch(files, chosen, folder, port, open_=open_)
        return
    site = _site(
        files, chosen, group=group, filter=filter, since=since, sort=sort, group_by=group_by
    )
    read = [*options.stores_of(files), chosen.logo, *_templates(chosen)]
    _write(site, folder, read, force=force, check=check)
    if open_:
        click.launch((Path(folder) / "index.html").resolve().as_uri())


def _options(styles: Sequence[str], look: dict[str, str | int | None]) -> SiteOptions:
    """Return the options that the settings have, and those that are given in their place."""
    from synbib.site import SiteOptions

    project = options.settings()
    shown = StyleChoice(project.style, project.style_for)
    if styles and styles[0] != project.style:
        shown = StyleChoice(styles[0])
    base = SiteOptions.of(project.site).set(style=shown, styles=tuple(styles))
    return base.set(**{"locale": look.pop("locale") or project.locale, **look})


def _templates(chosen: SiteOptions) -> list[str]:
    """Return the paths of templates that go before ours, whether they are there or not."""
    from synbib.site.pages import TEMPLATES

    return [str(Path(chosen.templates) / name) for name in TEMPLATES if chosen.templates]


def _site(
    files: Sequence[str], chosen: SiteOptions, **narrowed: str | tuple[str, ...] | None
) -> Site:
    from synbib.readme.selection import select
    from synbib.site import Site

    library = options.open_library(files)
    section = select(library, options.readme_options(**narrowed))
    stores = [Path(name).name for name in options.stores_of(files)]
    return Site(library, chosen, section, _store_name(stores))


def _store_name(stores: Sequence[str]) -> str:
    """Return what the BibTeX file is called that the site offers: as the store, if it is one."""
    name = stores[0] if len(stores) == 1 else ""
    return name if name.endswith(".bib") and name.isascii() and " " not in name else "refs.bib"


def _write(site: Site, folder: str, read: Sequence[str], *, force: bool, check: bool) -> None:
    from synbib.site import build, write

    root = Path(folder).resolve()
    inside = [name for name in read if name and Path(name).resolve().is_relative_to(root)]

    def made() -> Iterator[tuple[str, bytes]]:
        number = len(site.works) + _FURTHER_FILES
        with progress.counting("pages") as count:
            for done, file in enumerate(build(site), 1):
                if inside:
                    options.keep_files(str(root / file[0]), inside)
                count(min(done, number), number)
                yield file

    with collector.resting():
        done = write(folder, made(), force=force, dry=check)
    if check:
        if done.changed or done.removed:
            stale = len(done.changed) + len(done.removed)
            printing.tell(f"stale: {folder}, {_files(stale)}; run synbib site")
            raise click.exceptions.Exit(1)
        return
    index = Path(folder) / "index.html"
    printing.tell(
        f"{folder}: {_files(done.files)}, {len(done.changed):,} written"
        + (f", {len(done.removed):,} removed" if done.removed else "")
        + f"; open {index}"
    )


def _files(number: int) -> str:
    return f"{number:,} {'file' if number == 1 else 'files'}"


def _watch(
    files: Sequence[str], chosen: SiteOptions, folder: str, port: int, *, open_: bool
) -> None:
    from synbib.site.live import LiveSite

    if "-" in files:
        raise SynbibError("--watch reads the store again and again; name a file instead of -")
    live = LiveSite(folder, port)
    printing.tell(f"shown at {live.url}")
    is_first = True

    def after() -> None:
        nonlocal is_first
        live.tell()
        if open_ and is_first:
            click.launch(live.url)
        is_first = False

    def find() -> frozenset[Path]:
        stores = options.stores_of(files)
        styles = [*chosen.styles, chosen.style.default, *chosen.style.by_type.values()]
        named = [name for name in (*styles, chosen.logo, *_templates(chosen)) if name]
        return sources(stores, None) | {Path(name).absolute() for name in named}

    try:
        run_again(find, None, others=("--open",), after=after)
    finally:
        live.close()
