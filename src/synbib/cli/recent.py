"""``synbib recent``: what is new in the store."""

from __future__ import annotations

from collections.abc import Sequence

import click

from synbib import lazily
from synbib.cli import options, outputs
from synbib.errors import SynbibError
from synbib.files import file_at


@click.command(
    "recent",
    epilog=options.examples(
        "synbib recent",
        "synbib recent --last 5 --form title-first",
        "synbib recent --since 2024-05",
        "synbib recent --since v1.0 --group-by year -o NEWS.md",
    ),
)
@options.files_argument
@click.option(
    "--last", metavar="NUMBER", help="So many entries at most.  [default: 10, or all with --since]"
)
@options.selection_options
@options.reference_options
@options.output_option
def command(
    files: tuple[str, ...],
    last: str | None,
    since: str | None,
    output: str | None,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Write the newest entries as a list, as a block of the kind recent has them.

    With --since, all that were published since a date, or that were added to the store since a revision of git.
    """
    from synbib.library import Query
    from synbib.readme.kinds import write_recent
    from synbib.readme.options import is_date

    if last and given["limit"]:
        raise SynbibError("--last and --limit say the same; leave out one")
    given["limit"] = last or given["limit"]
    chosen = options.readme_options(**given)
    options.keep_files(output, options.stores_of(files))
    outputs.refuse_bibtex(output)
    library = options.open_library(files)
    if since and not is_date(since):
        known = _keys_at(since, files or [options.project_store()])
        added = Query(since, lambda record: record.entry.key not in known)
        # All of them, as with a date.
        limit = chosen.limit or max(len(library), 1)
        chosen = lazily.replace(chosen, filters=(*chosen.filters, added), limit=limit)
    elif since:
        chosen = chosen.set("since", since)
    options.show(write_recent(library, chosen), output)


def _keys_at(revision: str, files: Sequence[str]) -> frozenset[str]:
    """Return the keys of the entries that stores had at a revision.

    Raises:
        SynbibError: git does not have one of them there.
    """
    keys: set[str] = set()
    for name in files:
        data = file_at(name, revision)
        if data is None:
            raise SynbibError(
                f"since: '{revision}' is not a date, and git has no {name} at such a revision; write e.g. 2024-05, "
                "or a revision such as HEAD~3 or v1.0"
            )
        keys |= options.library_of(data, name).keys()
    return frozenset(keys)
