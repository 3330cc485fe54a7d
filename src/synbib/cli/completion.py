"""``synbib completion``: the script that has a shell complete commands, keys and styles, printed or put in place."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final, NamedTuple

import click

from synbib import lazily
from synbib.cli import options, printing
from synbib.cli.shells import SHELLS, script
from synbib.errors import SynbibError
from synbib.files import read_bytes, update, write_atomically


@click.group(
    "completion",
    epilog=options.examples(
        "synbib completion install",
        "synbib completion install zsh --rc",
        'eval "$(synbib completion bash)"',
    ),
)
def command() -> None:
    """Have Tab complete commands, options, styles, keys, groups and files."""


def _printing(shell: str) -> click.Command:
    return click.Command(
        shell,
        callback=lambda: printing.show(script(shell)),
        help=f"Print the script for {shell}.",
        epilog=options.examples(f"synbib completion {shell}"),
    )


for _shell in SHELLS:
    command.add_command(_printing(_shell))


class _Place(NamedTuple):
    """Where a shell finds a script of completion.

    Attributes:
        script: The file.
        rc: The file that a shell reads when it starts; None if it finds the script by itself.
        line: What has to stand in it.
        why: When it has to.
    """

    script: Path
    rc: Path | None = None
    line: str = ""
    why: str = ""


@command.command(
    "install",
    epilog=options.examples(
        "synbib completion install",
        "synbib completion install fish --dry-run",
        "synbib completion install zsh --rc",
    ),
)
@click.argument(
    "shell", required=False, type=click.Choice(tuple(SHELLS)), metavar="[bash|zsh|fish]"
)
@click.option(
    "--rc", is_flag=True, help="Add the line that is left to do to ~/.bashrc or ~/.zshrc."
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be done.")
def install(shell: str | None, rc: bool, dry_run: bool) -> None:
    """Put the script where the shell finds it; by default for the one that SHELL names.

    What is left to do then is said. Without --rc no file that is yours is changed.
    """
    name = shell or _own_shell()
    place = _place(name, os.environ)
    text = script(name)
    if _text_of(place.script) == text:
        printing.tell(f"{place.script}: is there already", err=False)
    else:
        if not dry_run:
            _make(place.script.parent)
            write_atomically(str(place.script), text.encode(), tell=printing.tell)
        printing.tell(f"{place.script}: {'would be ' * dry_run}written", err=False)
    if place.rc is not None:
        _see_to(place, place.rc, add=rc, dry_run=dry_run)
    if not dry_run:
        printing.tell(f"next: start {name} anew; then synbib cite and Tab lists keys", err=False)


def _own_shell() -> str:
    """Return the shell that the user starts with.

    Raises:
        SynbibError: It is none that we have a script for.
    """
    name = PurePath(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        raise SynbibError("which shell? name it: synbib completion install bash, zsh or fish")
    return name


def _place(shell: str, variables: Mapping[str, str]) -> _Place:
    """Return where the shell finds a script.

    Sources: README of bash-completion 2 (``BASH_COMPLETION_USER_DIR``, else ``XDG_DATA_HOME``); zshcompsys(1)
    (``fpath``); fish, "Where to put completions" (``XDG_CONFIG_HOME``).
    """
    try:
        home = Path.home()
    except RuntimeError:
        raise SynbibError("there is no home folder; set HOME") from None
    file = SHELLS[shell].script
    if shell == "fish":
        return _Place(
            _folder(variables, "XDG_CONFIG_HOME", home / ".config") / "fish" / "completions" / file
        )
    if shell == "zsh":
        # A folder of our own: which others there are, only a running zsh knows.
        folder = _folder(variables, "XDG_DATA_HOME", home / ".local" / "share") / "synbib" / "zsh"
        rc = _folder(variables, "ZDOTDIR", home) / ".zshrc"
        line = f"fpath=({_quoted(folder)} $fpath); autoload -Uz compinit && compinit"
        return _Place(folder / file, rc, line, "before any other line with compinit")
    data = _folder(variables, "XDG_DATA_HOME", home / ".local" / "share") / "bash-completion"
    path = _folder(variables, "BASH_COMPLETION_USER_DIR", data) / "completions" / "synbib"
    # bash-completion finds it by itself.
    if any(map(os.path.exists, _BASH_COMPLETION)):
        return _Place(path)
    return _Place(
        path, home / ".bashrc", f"source {_quoted(path)}", "as bash-completion is not installed"
    )


_BASH_COMPLETION: Final = (
    "/usr/share/bash-completion/bash_completion",
    "/usr/local/share/bash-completion/bash_completion",
    "/opt/homebrew/share/bash-completion/bash_completion",
)


def _folder(variables: Mapping[str, str], name: str, default: Path) -> Path:
    given = Path(variables.get(name, ""))
    return given if given.is_absolute() else default


_UNQUOTED: Final = lazily.pattern(r"[\w./@%+,:-]+", re.ASCII)


def _quoted(path: Path) -> str:
    text = str(path)
    return text if _UNQUOTED.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def _see_to(place: _Place, rc: Path, *, add: bool, dry_run: bool) -> None:
    """Say what the shell's own file has to hold, or add it."""
    if place.line in (_text_of(rc) or "").splitlines():
        printing.tell(f"{rc}: has the line already", err=False)
    elif not add:
        printing.tell(f"next: add this line to {rc}, {place.why} (or use --rc):", err=False)
        printing.tell(f"  {place.line}", err=False)
    else:
        if not dry_run:
            _make(rc.parent)
            update([str(rc)], lambda files: _with_line(files, str(rc), place.line), new={str(rc)})
        printing.tell(f"{rc}: the line {'would be ' * dry_run}added", err=False)


def _with_line(files: Mapping[str, bytes], rc: str, line: str) -> tuple[dict[str, bytes], None]:
    """Return the file with the line, at its top: what comes after it may be for nobody but a terminal."""
    old = files.get(rc, b"")
    return {rc: f"{line}\n".encode() + old}, None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SynbibError(f"{folder}: cannot be created: {error.strerror}") from None


def _text_of(path: Path) -> str | None:
    return read_bytes(str(path)).decode("utf-8", "replace") if path.exists() else None
