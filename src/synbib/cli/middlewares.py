"""Which middlewares may run: those that the user has allowed, outside of the folder that asks for them.

A middleware is code, and the settings that name one are files of the folder, which may be a stranger's. So nothing of
them is imported unless its name stands in ``--allow-middlewares`` or in the environment too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import click

from synbib.errors import ConfigError

__all__ = ["VARIABLE", "allow_option", "allowed"]

VARIABLE: Final = "SYNBIB_ALLOW_MIDDLEWARES"
_ALLOWED: Final = "synbib.allow-middlewares"


def _remember(ctx: click.Context, _: click.Parameter, value: str) -> None:
    ctx.meta[_ALLOWED] = frozenset(name.strip() for name in value.split(","))


def allow_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--allow-middlewares`` to the command line as a whole; `allowed` looks up what it was."""
    return click.option(
        "--allow-middlewares",
        metavar="NAMES",
        default="none",
        show_default=True,
        envvar=VARIABLE,
        show_envvar=True,
        callback=_remember,
        expose_value=False,
        help="Which middlewares of the project's settings may run, with commas between. They are code.",
    )(command)


def allowed(names: Sequence[str]) -> Sequence[str]:
    """Return the middlewares that a project's settings name, where the user has allowed each of them.

    Raises:
        ConfigError: One is not allowed. What would be read without it is something else than the project means, so
            that nothing is read.
    """
    given: frozenset[str] = click.get_current_context().meta.get(_ALLOWED, frozenset())
    if all(name in given for name in names):
        return names
    asked = ",".join(names)
    raise ConfigError(
        f"middlewares: the settings of this folder want to run the code {asked}; if you trust it, allow it by "
        f"synbib --allow-middlewares={asked} or by the environment variable {VARIABLE}"
    )
