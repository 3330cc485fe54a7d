"""What a folder lacks, as steps: for each file, what becomes of it and why."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

from synbib import lazily
from synbib.errors import SynbibError
from synbib.project import templates
from synbib.project.readme import find_readme
from synbib.project.step import Step
from synbib.project.store import find_store

__all__ = ["Plan", "Wishes", "plan"]


@lazily.dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be set up.

    Attributes:
        version: The version of synbib that hooks and workflow ask for.
        store: The BibTeX file, below the folder; found if it is ``None``.
        kind: ``list`` or ``table``: the block that the README gets.
        hooks: Whether pre-commit is to be configured.
        workflow: Whether a GitHub workflow is wanted.
        site: Whether a GitHub workflow that publishes a site is wanted.
    """

    version: str
    store: str | None = None
    kind: str = "list"
    hooks: bool = False
    workflow: bool = False
    site: bool = False


@lazily.dataclass(frozen=True, slots=True)
class Plan:
    """All that is to be done.

    Attributes:
        steps: The files.
        store: The BibTeX file, below the folder.
        target: The Markdown file that holds the blocks, or will.
        imports: The arguments of ``synbib import`` for the list that the README holds; empty if it holds none.
    """

    steps: tuple[Step, ...]
    store: str
    target: str
    imports: tuple[str, ...] = ()


def plan(folder: Path, wishes: Wishes) -> Plan:
    """Return what ``folder`` lacks; it need not be there.

    Raises:
        SynbibError: It is something else than a folder, or cannot be one; several files may be the store; a file cannot
            be read or continued.
        ConfigError: The settings cannot be read, or name another store than ``wishes``.
        ReadmeError: The blocks of the README are malformed.
    """
    _check_folder(folder)
    store, steps = find_store(folder, wishes.store)
    readme = find_readme(folder, wishes.kind)
    extras = _extras(folder, wishes, readme.target)
    return Plan((*steps, *readme.steps, *extras), store, readme.target, readme.imports)


def _check_folder(folder: Path) -> None:
    try:
        mode = folder.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:  # a name that no folder can have, also one with a NUL
        why = error.strerror if isinstance(error, OSError) else error
        raise SynbibError(f"{folder}: cannot be a folder: {why}") from None
    if not stat.S_ISDIR(mode):
        raise SynbibError(f"{folder}: is not a folder; name one, or leave it out for this one")


def _extras(folder: Path, wishes: Wishes, target: str) -> Iterator[Step]:
    """Yield what becomes of the files that run synbib on their own."""
    wanted = (
        (wishes.hooks, ".pre-commit-config.yaml", "pre-commit's hooks", templates.hooks),
        (wishes.workflow, ".github/workflows/synbib.yml", "GitHub's workflow", templates.workflow),
        (
            wishes.site,
            ".github/workflows/synbib-site.yml",
            "GitHub's workflow for the site",
            templates.site_workflow,
        ),
    )
    for wish, path, what, content in wanted:
        if wish and (folder / path).exists():
            yield Step(path, "keep", "it is there already")
        elif wish:
            yield Step(path, "create", what, content(wishes.version, target).encode())
