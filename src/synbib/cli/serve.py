"""``synbib serve``: requests on standard input, a line each; their answers on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

import click

from synbib.cli import options, printing
from synbib.limits import LONGEST_REQUEST

if TYPE_CHECKING:
    from synbib.library import Library


@click.command(
    "serve",
    epilog=options.examples(
        "synbib serve --stdio --style apa",
        """echo '{"id": 1, "method": "reference", "params": {"keys": "tan2024llm"}}' | synbib serve --stdio""",
    ),
)
@click.option(
    "--stdio", is_flag=True, help="Answer requests on standard input. There is no other way yet."
)
@options.files_argument
@options.style_option
@options.locale_option
def command(stdio: bool, files: tuple[str, ...], style: str | None, locale: str | None) -> None:
    """Answer the requests of a program, until there are no more.

    Each line is a request of JSON-RPC 2.0, each answer a line. FILEs, by default the project's store, and the options
    hold for documents that do not say otherwise.
    """
    import synbib
    from synbib.serving import Defaults, Server, refusal

    if not stdio:
        raise click.UsageError(
            "say --stdio: requests come on standard input, answers go to standard output"
        )
    if "-" in files:
        raise click.UsageError("requests come on standard input; name a BibTeX file")
    project = options.settings()
    defaults = Defaults(
        files or (options.project_store(),),
        style or project.style,
        locale or project.locale,
        project.styles,
    )
    server = Server(
        defaults, _read_file, version=synbib.__version__, ascii_only=printing.is_live(sys.stdout)
    )
    too_long = refusal(f"a line has at most {LONGEST_REQUEST:,} bytes; ask for less at once")
    with printing.answering() as answer:
        for line in _lines(sys.stdin.buffer):
            answered = too_long if line is None else server.answer(line)
            if answered is not None:
                answer(answered)


def _read_file(path: str) -> Library:
    from synbib.files import read_bytes

    return options.library_of(read_bytes(path, options.store_hint(path)), path, stays=False)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Yield each line that is not blank, without its end; ``None`` for one that is too long, which is passed over."""
    while line := stream.readline(LONGEST_REQUEST + 1):
        if len(line) > LONGEST_REQUEST and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_REQUEST)
            yield None
        elif stripped := line.strip():
            yield stripped
