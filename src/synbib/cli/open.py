"""``synbib open``: the paper of an entry in the browser, or its PDF.

What a field says is never run: addresses of the web are opened, and files that exist, end in ``.pdf`` and begin as one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.cli.choosing import chosen_keys
from synbib.cli.desktop import open_address
from synbib.errors import SynbibError
from synbib.text.urls import is_page

if TYPE_CHECKING:
    from synbib.library import Entry


@click.command(
    "open",
    epilog=options.examples(
        "synbib open tan2024llm",
        "synbib open 'data annotation' --pdf",
        "synbib open tan2024llm --link project",
        "synbib open tan2024llm --pdf --print",
    ),
)
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@options.store_option
@click.option("--pdf", is_flag=True, help="The PDF: a file that the entry names, else its address.")
@click.option("--code", is_flag=True, help="The code: the same as --link code.")
@click.option("--link", metavar="NAME", help="Another link: project, dataset, video …")
@click.option("--print", "only_print", is_flag=True, help="Print the address, and open nothing.")
def command(
    keys: tuple[str, ...],
    store: str | None,
    pdf: bool,
    code: bool,
    link: str | None,
    only_print: bool,
) -> None:
    """Open the paper of the entries KEY in the browser; where there is no display, print its address.

    KEY may be a part of a key, or words of people and title, that only one entry has. Without a KEY you choose among
    all entries, on a terminal. Only addresses of the web and PDF files are opened.
    """
    if sum(map(bool, (pdf, code, link))) > 1:
        raise SynbibError("--pdf, --code and --link exclude each other; give one")
    library = options.read_library([store] if store else [])
    chosen = chosen_keys(library, keys, "open")
    options.tell_of(library.check(chosen))
    kind = "code" if code else link or "paper"
    targets = [_pdf(library[key]) if pdf else _address(library[key], kind) for key in chosen]
    for target in targets:
        address = target if is_page(target) else Path(target).as_uri()
        if only_print or not open_address(address, lends_terminal=True):
            printing.show(f"{target}\n")


def _address(entry: Entry, kind: str) -> str:
    """Return the address of a link of an entry.

    Raises:
        SynbibError: It has none of this kind, or it is none of the web.
    """
    from synbib.text.urls import percent_encode

    links = {each.kind: each.url for each in entry.links}
    if kind not in links:
        if not links:
            raise SynbibError(
                f"{entry.key}: has no link that can be followed; give it a url or a doi"
            )
        raise SynbibError(f"{entry.key}: has no link '{kind}'; it has {', '.join(links)}")
    if not is_page(links[kind]):
        raise SynbibError(
            f"{entry.key}: '{links[kind]}' is not an address of the web; it is not opened"
        )
    return percent_encode(links[kind])


def _pdf(entry: Entry) -> str:
    """Return the path or the address of an entry's PDF.

    Raises:
        SynbibError: Nothing tells it.
    """
    from synbib.model.item import verbatim
    from synbib.model.pdfs import attached_files, pdf_url
    from synbib.text.urls import local_pdf, percent_encode

    beside = local_pdf(verbatim(entry.fields.get("pdf", "")))
    named = (*attached_files(entry.fields.get("file", "")), *filter(None, [beside]))
    folder = Path(entry.source.document.name).parent if entry.source else Path()
    for name in named:
        if path := _as_pdf(folder, name):
            return str(path)
    if url := pdf_url(entry.fields):
        return percent_encode(url)
    if named:
        raise SynbibError(f"{entry.key}: {named[0]} is not there, or is not a PDF")
    raise SynbibError(f"{entry.key}: nothing tells where its PDF is; give it a file, pdf or eprint")


def _as_pdf(folder: Path, name: str) -> Path | None:
    """Return the path of a file that is a PDF by its ending and by how it begins; None for any other."""
    if name.startswith(("\\\\", "//")):  # another machine, which Windows would log in to
        return None
    # Mendeley leaves out the slash at the beginning.
    for path in (folder / name, Path("/", name)):
        try:
            if path.suffix.lower() == ".pdf" and path.is_file():
                with path.open("rb") as file:
                    if file.read(1024).find(b"%PDF-") >= 0:
                        return path.resolve()
        except (OSError, ValueError):
            continue
    return None
