"""``synbib cite``: one or several entries, cited."""

from __future__ import annotations

import click

from synbib.choices import EngineName, OutputFormat
from synbib.cli import options, printing
from synbib.errors import SynbibError


@click.command(
    "cite",
    epilog=options.examples(
        "synbib cite tan2024llm --style acl",
        "synbib cite tan2024llm gan2024towards --style apa --format markdown",
        "synbib cite tan2024llm --copy",
    ),
)
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@options.store_option
@options.style_option
@options.format_option("text")
@options.locale_option
@options.engine_option
@click.option("-c", "--copy", is_flag=True, help="Put the reference on the clipboard too.")
def command(
    keys: tuple[str, ...],
    store: str | None,
    style: str | None,
    format: OutputFormat,
    locale: str | None,
    engine: EngineName,
    copy: bool,
) -> None:
    """Print the in-text citation of the entries KEY, and their references."""
    from synbib.bibliography import cite

    project = options.settings()
    library = options.open_library([store] if store else [], keys)
    citation, references = cite(
        library.select(keys),
        style or project.style,
        format,
        locale=locale or project.locale,
        engine=engine,
    )
    options.show(f"{citation}\n\n{references}" if references else citation, None)
    if copy:
        _copy(references or citation)
        printing.tell("copied to the clipboard")


def _copy(text: str) -> None:
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException:
        raise SynbibError(
            "no clipboard here; on Linux install xclip, xsel or wl-clipboard, or copy what was printed"
        ) from None
