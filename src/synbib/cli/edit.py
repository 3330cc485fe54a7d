"""``synbib edit``: fields of entries set; or an entry in the editor."""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from synbib import lazily
from synbib.cli import changing, options, printing, reports
from synbib.errors import SynbibError

if TYPE_CHECKING:
    from synbib.library import Library
    from synbib.verbs.editing import EditedStore, ValueForm

# What is printed as JSON where nothing is done.
_NOTHING: Final[Mapping[str, object]] = {
    "done": [],
    "remarks": [],
    "findings": [],
    "keys": {},
    "files": [],
}
_NOT_IN_A_NAME: Final = lazily.pattern(r"[^\w-]+")


@click.command(
    "edit",
    epilog=options.examples(
        "synbib edit roe2020 year=2021 'publisher=Wiley & Sons' doi=https://doi.org/10.1000/1",
        "synbib edit roe2020 keywords+=rag --remove note --diff",
        "synbib edit --filter 'venue:arXiv year>=2024' keywords+=preprint",
        "synbib edit roe2020 key=roe2021 --rewrite paper.tex",
        "synbib edit roe2020",
    ),
)
@click.argument("words", nargs=-1, metavar="[KEY]... [FIELD=VALUE]...")
@options.store_option
@changing.selecting_options
@click.option("--remove", metavar="FIELD", multiple=True, help="Remove a field. Repeatable.")
@click.option(
    "--type", "entry_type", metavar="TYPE", help="Give entries another type, e.g. article."
)
@click.option("--latex", is_flag=True, help="Take values as LaTeX; else they are text.")
@click.option(
    "--as-written",
    is_flag=True,
    help="Take values as they stand in a file: {text}, a number or a macro, joined by #.",
)
@changing.showing_options("cite a new key")
def command(
    words: tuple[str, ...],
    store: str | None,
    group: tuple[str, ...],
    filter: tuple[str, ...],
    remove: tuple[str, ...],
    entry_type: str | None,
    latex: bool,
    as_written: bool,
    rewrite: tuple[str, ...],
    diff: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Set fields of entries; without FIELD=VALUE, open the one entry in your editor.

    FIELD=VALUE sets a field, FIELD= removes it, FIELD+=VALUE and FIELD-=VALUE add to a list and take out of it.
    type=TYPE and key=KEY give an entry another type and another key.
    """
    from synbib.verbs.editing import Assignment, edit_entries, split_assignment

    if latex and as_written:
        raise SynbibError("--latex and --as-written take values in two ways; give one of them")
    form: ValueForm = "latex" if latex else "written" if as_written else "text"
    read = [(word, split_assignment(word)) for word in words]
    keys = [word for word, assignment in read if assignment is None]
    assignments = [assignment for _, assignment in read if assignment is not None]
    for key in keys:
        if "=" in key:
            raise SynbibError(
                f"'{key}' is not FIELD=VALUE; a field is called by letters, digits and -"
            )
    assignments += [Assignment(name, "=", "") for name in remove]
    if not (keys or group or filter):
        raise SynbibError(
            "no entry is named; give its key, or choose some with --filter or --group"
        )
    project = options.settings()
    ignore = project.ignore
    nothing = _NOTHING if as_json else None

    def change(library: Library) -> EditedStore:
        found = changing.selected(library, keys, group, filter, nothing=nothing)
        chosen = [entry.key for entry in found]
        return edit_entries(
            library, chosen, assignments, form=form, entry_type=entry_type, ignore=ignore
        )

    if assignments or entry_type:
        done = changing.changed_store(store, change, rewrite=rewrite, write=not (diff or dry_run))
    else:
        done = _in_editor(
            store, keys, group, filter, rewrite=rewrite, write=not (diff or dry_run), ignore=ignore
        )
    done = lazily.replace(done, findings=tuple(map(project.weighed, done.findings)))
    for remark in () if as_json else done.remarks:
        printing.tell(remark)
    changing.show_change(done, done.done, _told(done), diff=diff, dry_run=dry_run, as_json=as_json)
    for found in () if as_json else done.findings:
        reports.report(found, err=True)
    if not (done.changed or as_json):
        printing.tell("nothing changes")


def _told(done: EditedStore) -> dict[str, object]:
    """Return what JSON says of a change beside its files."""
    return {
        "done": list(done.done),
        "remarks": list(done.remarks),
        "findings": list(map(reports.for_json, done.findings)),
        "keys": dict(done.keys),
    }


def _in_editor(
    store: str | None,
    keys: Sequence[str],
    groups: Sequence[str],
    queries: Sequence[str],
    *,
    rewrite: Sequence[str],
    write: bool,
    ignore: Sequence[str],
) -> EditedStore:
    """Have one entry edited by hand, until it can be read or is given up; what was written is never lost.

    Raises:
        SynbibError: No terminal is there, not one entry is meant, or it was given up: the message has the file.
    """
    from synbib.verbs.editing import replace_entry

    library = options.read_library([store] if store else [])
    chosen = changing.selected(library, keys, groups, queries)
    if not (printing.is_terminal() and printing.is_live(sys.stdout)) or store == "-":
        raise SynbibError(
            "there is no terminal to edit on; say what to change: synbib edit KEY FIELD=VALUE"
        )
    if len(chosen) != 1:
        raise SynbibError(f"{len(chosen)} entries are chosen; one at a time is edited by hand")
    [entry] = chosen
    assert entry.source is not None  # it was read from a file
    source = entry.source.source
    folder = Path(tempfile.mkdtemp(prefix="synbib-edit-"))
    file = folder / f"{_NOT_IN_A_NAME.sub('_', entry.key)[:60] or 'entry'}.bib"
    newline = re.search(r"\r\n?|\n", library.document.text)
    file.write_bytes(f"{source}{newline[0] if newline else chr(10)}".encode())

    def change(current: Library) -> EditedStore:
        now = current.get(entry.key)
        if now is None or now.source is None or now.source.source != source:
            raise SynbibError(f"'{entry.key}' was changed by another program meanwhile")
        return replace_entry(current, entry.key, _text_of(file), name=str(file), ignore=ignore)

    while True:
        _open(file)
        if not file.is_file():
            raise SynbibError(f"nothing was changed: the editor has removed {file}")
        try:
            done = changing.changed_store(store, change, rewrite=rewrite, write=write)
        except SynbibError as error:
            reports.complain(error)
            if not click.confirm("Edit it again", default=True, err=True):
                raise SynbibError(f"nothing was changed; what you wrote is in {file}") from None
            continue
        with contextlib.suppress(OSError):
            file.unlink()
            folder.rmdir()
        return done


def _text_of(file: Path) -> str:
    """Return what was written.

    Raises:
        SynbibError: The editor has saved it in another encoding, so that letters would be lost.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise SynbibError(f"{file}: is not UTF-8; have your editor save it as UTF-8") from None


def _open(file: Path) -> None:
    """Open a file in ``VISUAL`` or ``EDITOR``, and wait.

    Raises:
        SynbibError: There is no editor, or it fails.
    """
    opened: Callable[..., object] = click.edit
    try:
        opened(filename=str(file))
    except click.ClickException as error:
        raise SynbibError(
            f"{error.message}; set VISUAL or EDITOR to your editor. What you wrote is in {file}"
        ) from None
