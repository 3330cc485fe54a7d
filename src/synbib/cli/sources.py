"""The sources of works that commands ask: the index of this machine, then services; and the files they are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

from synbib.cli import options, printing
from synbib.cli.index import opened_index
from synbib.errors import FileError, SynbibError

if TYPE_CHECKING:
    from synbib.index import LocalIndex
    from synbib.lookup.online import Online
    from synbib.verification import Source

__all__ = [
    "files_for",
    "opened_sources",
    "sources_options",
    "verification_sources",
]

_OPTIONS = (
    click.option("--offline", is_flag=True, help="Ask the index of works on this machine alone."),
    options.index_option,
    click.option(
        "--refresh", is_flag=True, help="Ask services again whose answers are kept from before."
    ),
    click.option(
        "--max-requests",
        type=click.IntRange(min=0),
        metavar="NUMBER",
        help="Ask services no more than so often in all.",
    ),
)


def sources_options(command: Any) -> Any:
    """Add the options that `opened_sources` takes."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@contextmanager
def opened_sources(
    *, offline: bool, index: str | None, refresh: bool, max_requests: int | None
) -> Iterator[tuple[LocalIndex | None, Online | None]]:
    """Hold the index open, where there is one, and what asks services, unless only the index is to be asked.

    Raises:
        FileError: There is no index, and one is named, or nothing else is to be asked.
        SynbibError: A setting about services is not of its form.
    """
    with ExitStack() as stack:
        local = None
        try:
            local = stack.enter_context(opened_index(index))
        except FileError:
            if offline or index:
                raise
        if offline:
            yield local, None
            return
        from synbib.lookup.client import Client
        from synbib.lookup.online import Online

        settings = options.asking(refresh=refresh, max_requests=max_requests)
        yield local, Online(stack.enter_context(Client(settings)), printing.tell)


@contextmanager
def verification_sources(
    services: Callable[[Online, Callable[[str], None]], Source],
    *,
    offline: bool,
    index: str | None,
    refresh: bool,
    max_requests: int | None,
) -> Iterator[list[Source]]:
    """Hold the same open, the nearest first, as `synbib.verification` asks them; raise as `opened_sources` does.

    Args:
        services: Makes a source of what asks the services, and of what is told of failures.
        offline: See `sources_options`, as of the others.
        index: The file of the index.
        refresh: Whether everything is asked anew.
        max_requests: How many requests are made at most.
    """
    with opened_sources(
        offline=offline, index=index, refresh=refresh, max_requests=max_requests
    ) as (local, online):
        asked = services(online, printing.tell) if online else None
        yield [source for source in (local, asked) if source is not None]


def files_for(command: str, files: tuple[str, ...]) -> tuple[str, ...]:
    """Return the files whose works are asked for, the project's store by default.

    Raises:
        SynbibError: Standard input is among them.
    """
    names = files or (options.project_store(),)
    if "-" in names:
        raise SynbibError(f"synbib {command} takes files, not standard input; name one")
    return names
