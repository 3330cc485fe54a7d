"""``synbib init``: a folder set up, from what it holds."""

from __future__ import annotations

import contextlib
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import synbib
from synbib.cli import options, printing
from synbib.errors import SynbibError
from synbib.files import update

if TYPE_CHECKING:
    from synbib.project import Plan, Wishes

# What a step does → how that is said before and after.
_SAID: Final = {
    "create": ("would be created", "created"),
    "continue": ("would be continued", "continued"),
    "keep": ("kept", "kept"),
}


@click.command(
    "init",
    epilog=options.examples(
        "synbib init",
        "synbib init --kind table --hooks --action",
        "synbib init --site",
        "synbib init --dry-run my-papers",
    ),
)
@click.argument("folder", default=".", metavar="[FOLDER]")
@click.option("--store", metavar="FILE", help="Which BibTeX file of FOLDER is the store.")
@click.option(
    "--kind",
    type=click.Choice(("list", "table")),
    default="list",
    show_default=True,
    help="What the README gets if it has no blocks.",
)
@click.option(
    "--import",
    "import_",
    is_flag=True,
    help="If the README holds a list of papers, take them into the store and put blocks in the list's place.",
)
@click.option("--hooks", is_flag=True, help="Write .pre-commit-config.yaml too.")
@click.option("--action", is_flag=True, help="Write .github/workflows/synbib.yml too.")
@click.option(
    "--site",
    is_flag=True,
    help="Write .github/workflows/synbib-site.yml too: the store as a site on GitHub Pages.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
@options.json_option
def command(
    folder: str,
    store: str | None,
    kind: str,
    import_: bool,
    hooks: bool,
    action: bool,
    site: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Set FOLDER up, this one by default: settings, store and blocks. What exists stays as it is.

    A FOLDER that is not there is created.
    """
    from synbib.project import Wishes, plan

    wishes = Wishes(synbib.__version__, store, kind, hooks, action, site)
    root = Path(folder)
    planned = plan(root, wishes)
    if not dry_run:
        planned = _write(root, wishes, planned)
    for step in () if as_json else planned.steps:
        said = _SAID[step.does][not dry_run]
        printing.tell(f"{root / step.path}: {said}, {step.why}")
    if import_ and planned.imports:
        _import(root, planned, dry_run)
    commands = _next(root, planned, hooks, imported=import_ and not dry_run)
    if as_json:
        steps = [{"path": str(root / s.path), "does": s.does, "why": s.why} for s in planned.steps]
        printing.show_json({"steps": steps, "next": commands})
        return
    for line in commands:
        printing.tell(f"next: {line}")


def _write(root: Path, wishes: Wishes, planned: Plan) -> Plan:
    """Write the files of a plan; return the plan as it was in the end, should the folder have changed meanwhile.

    Raises:
        SynbibError: A file cannot be written, or now other files are called for.
    """
    from synbib.project import plan

    paths = [str(root / step.path) for step in planned.steps if step.data is not None]
    for folder in dict.fromkeys(Path(path).parent for path in paths):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SynbibError(f"{folder}: cannot be created: {error.strerror}") from None

    def made(_: Mapping[str, bytes]) -> tuple[dict[str, bytes], Plan]:
        # It looks at the files itself, after they were read: so it knows no less of them.
        now = plan(root, wishes)
        data = {str(root / step.path): step.data for step in now.steps if step.data is not None}
        if not data.keys() <= {*paths}:
            raise SynbibError(
                f"{root}: changed by another program meanwhile; run synbib init again"
            )
        return data, now

    return update(paths, made, new=set(paths), tell=printing.tell).result


def _import(root: Path, planned: Plan, dry_run: bool) -> None:
    """Run ``synbib import`` in the folder."""
    context = click.get_current_context()
    assert context.parent is not None
    group = context.parent.command
    assert isinstance(group, click.Group)
    importing = group.get_command(context, "import")
    assert importing is not None
    arguments = [*planned.imports, "--store", planned.store, *(["--dry-run"] if dry_run else [])]
    with contextlib.chdir(root), importing.make_context("import", arguments, context.parent) as ctx:
        importing.invoke(ctx)


def _next(root: Path, planned: Plan, hooks: bool, *, imported: bool) -> list[str]:
    """Return the commands to go on with."""
    commands = [shlex.join(["cd", str(root)])] if root.resolve() != Path.cwd() else []
    if planned.imports and not imported:
        commands.append(" ".join(("synbib import", *planned.imports)))
    commands.append(f"synbib sync {planned.target}")
    return [*commands, *(["pre-commit install"] if hooks else [])]
