"""``synbib doctor``: what is installed, where things are, what is set, and what of it is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import click

from synbib.cli import options, printing
from synbib.cli.examining import Examination, examine

_INDENT: Final = 2
_TITLES: Final = {
    "synbib": "synbib",
    "project": "This folder",
    "programs": "Programs",
    "files": "Files of your own",
    "terminal": "Terminal",
    "variables": "Variables",
}


@click.command("doctor", epilog=options.examples("synbib doctor", "synbib doctor --json"))
@options.json_option
def command(as_json: bool) -> None:
    """Print what is installed, where things are, and what is set; problems first, with what to do.

    Exits with 1 if something does not work: settings that cannot be used, or a store that cannot be read.
    """
    found = examine()
    if as_json:
        printing.show_json(_for_programs(found))
    else:
        for line in _lines(found):
            printing.tell(line, err=False)
    if any(problem.severity == "error" for problem in found.problems):
        raise click.exceptions.Exit(1)


def _lines(found: Examination) -> Iterator[str]:
    for problem in found.problems:
        yield from printing.hanging(f"{problem.severity}: {problem.message}", _INDENT)
    if not found.problems:
        yield "Nothing is wrong."
    for section, facts in found.facts.items():
        yield ""
        yield _TITLES[section]
        wide = max(map(len, facts))
        for name, value in facts.items():
            yield from printing.hanging(f"  {name:<{wide}}  {value}", wide + 2 * _INDENT)
    yield ""
    yield "Extras"
    wide = max(len(extra.name) for extra in found.extras)
    for extra in found.extras:
        state = ", ".join(
            f"{package} {version or 'not installed'}" for package, version in extra.packages.items()
        )
        line = f"  {extra.name:<{wide}}  {extra.purpose}: {state or 'not known'}"
        yield from printing.hanging(line, wide + 2 * _INDENT)
        if not extra.is_there:
            yield from printing.hanging(f"{' ' * (wide + 4)}{extra.install}", wide + 2 * _INDENT)


def _for_programs(found: Examination) -> dict[str, object]:
    return {
        "problems": [
            {"severity": problem.severity, "message": problem.message} for problem in found.problems
        ],
        **found.facts,
        "extras": [
            {
                "name": extra.name,
                "for": extra.purpose,
                "packages": dict(extra.packages),
                "installed": extra.is_there,
                "install": extra.install,
            }
            for extra in found.extras
        ],
    }
