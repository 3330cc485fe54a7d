"""What `synbib doctor` looks at: what is installed, where things are, what is set, and what of it is wrong."""

from __future__ import annotations

import locale
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Final, Literal

import synbib
from synbib import cache, config, lazily
from synbib.cli import printing
from synbib.cli.clipboard import describe_clipboard
from synbib.cli.middlewares import VARIABLE as ALLOW
from synbib.cli.reports import VARIABLE as OUTPUT_FORMAT
from synbib.errors import SynbibError, nearest
from synbib.extras import EXTRAS, install_command, packages_of

__all__ = ["VARIABLES", "Examination", "Extra", "Problem", "examine"]


@lazily.dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong.

    Attributes:
        severity: Whether something does not work, or may surprise.
        message: What is wrong, and what to do.
    """

    severity: Literal["error", "warning"]
    message: str


@lazily.dataclass(frozen=True, slots=True)
class Extra:
    """An extra.

    Attributes:
        name: Its name.
        purpose: What it is for.
        packages: Its packages, each with the version that is installed, or None.
        install: The command that installs it.
    """

    name: str
    purpose: str
    packages: Mapping[str, str | None]
    install: str

    @property
    def is_there(self) -> bool:
        """Whether all of it is installed."""
        return bool(self.packages) and None not in self.packages.values()


@lazily.dataclass(frozen=True, slots=True)
class Examination:
    """What was found.

    Attributes:
        problems: What is wrong.
        facts: The name of a section → the name of a fact → what is so.
        extras: The extras.
    """

    problems: list[Problem] = field(default_factory=list)
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)

    def note(self, section: str, name: str, value: str) -> None:
        """Note a fact."""
        self.facts.setdefault(section, {})[name] = value

    def find(self, severity: Literal["error", "warning"], message: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(severity, message))


# The programs that we run, and what each is for.
_PROGRAMS: Final = {
    "git": "the dates of entries, what a file held before",
    "kpsewhich": "BibTeX's own styles beside those that come with synbib",
    "pandoc": "synbib-pandoc, its filter",
    "pdflatex": "to typeset what synbib writes for LaTeX",
    "biber": "the same, with biblatex",
}

VARIABLES: Final = {
    ALLOW: "the middlewares that may run",
    "SYNBIB_CACHE": "off: nothing is kept from one run to the next",
    "SYNBIB_INDEX": "the file of the index of works",
    "SYNBIB_MAILTO": "the address under which services can reach you",
    OUTPUT_FORMAT: "how findings are told: text, concise, github or json",
}
"""The variables of the environment that are ours → what they say. Besides, each service has one for its address."""

# What others read as we do, and what tells the terminal's encoding.
_OTHERS: Final = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LC_ALL", "LC_CTYPE", "LANG")
_ENCODINGS: Final = ("PYTHONUTF8", "PYTHONIOENCODING")


def examine() -> Examination:
    """Return what there is in this place."""
    found = Examination()
    for look in (_synbib, _project, _extras, _programs, _folders, _terminal, _variables):
        look(found)
    return found


def _synbib(found: Examination) -> None:
    import platform

    found.note("synbib", "version", synbib.__version__)
    found.note("synbib", "from", str(Path(synbib.__file__).parent))
    found.note("synbib", "Python", f"{platform.python_version()}, {sys.executable}")
    found.note("synbib", "platform", platform.platform())
    found.note(
        "synbib", "command", shutil.which("synbib") or "not on the path; use python -m synbib"
    )


def _project(found: Examination) -> None:
    section = "project"
    try:
        file = config.settings_file(Path())
        settings = config.load(Path())
    except SynbibError as error:
        found.note(section, "settings", "cannot be used")
        found.find("error", str(error))
        return
    is_there = Path(file).is_file()
    found.note(section, "settings", file if is_there else "none; the defaults hold")
    found.note(section, "store", _store(found, settings.store))
    found.note(section, "style", settings.style)
    from synbib.formatting import Wishes, formatter

    for style in dict.fromkeys((settings.style, *settings.style_for.values())):
        try:
            formatter(style, [], Wishes("text"))
        except SynbibError as error:
            found.find("error", f"{file}: {error}")


def _store(found: Examination, name: str) -> str:
    from synbib.library import read

    if not Path(name).exists() and name == config.Config().store:
        return "none; synbib init sets this folder up"
    try:
        library = read(name)
    except SynbibError as error:
        found.find("error", str(error))
        return f"{name}: cannot be read"
    errors = sum(each.severity == "error" for each in library.diagnostics)
    if errors:
        found.find("warning", f"{name}: {_count(errors, 'error')} in it; synbib check says where")
    return f"{name}, {_count(len(library), 'entry', 'entries')}"


def _extras(found: Examination) -> None:
    for name, purpose in EXTRAS.items():
        found.extras.append(Extra(name, purpose, packages_of(name), install_command(name)))


def _programs(found: Examination) -> None:
    for name, purpose in _PROGRAMS.items():
        where = shutil.which(name)
        found.note("programs", name, where or f"not found: {purpose}")
    found.note("programs", "clipboard", describe_clipboard())


def _folders(found: Examination) -> None:
    from synbib.index import index_path

    section = "files"
    folder = cache.folder()
    found.note(section, "cache", "off" if folder is None else _described(folder))
    if folder is not None and folder.exists() and not cache.is_usable():
        found.find(
            "warning",
            f"{folder}: is not for you alone, so that nothing is kept there; chmod 700 mends that",
        )
    if folder is not None and not folder.exists() and not _can_be_made(folder):
        found.find(
            "warning",
            f"{folder}: cannot be made, so that nothing is kept from one run to the next; name another folder by "
            "XDG_CACHE_HOME",
        )
    try:
        found.note(section, "index of works", _described(index_path()))
    except SynbibError as error:
        found.note(section, "index of works", str(error))
    own = config.own_file()
    found.note(section, "your settings", "none" if own is None else _described(own))
    try:
        config.own_lookup()
    except SynbibError as error:
        found.find("error", str(error))


def _can_be_made(folder: Path) -> bool:
    """Whether the user may make a folder, with those above it."""
    nearest = next(above for above in folder.parents if above.exists())
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _described(path: Path) -> str:
    """Return a path with how many bytes it has."""
    try:
        if path.is_dir():
            files = [each.stat().st_size for each in path.iterdir() if each.is_file()]
            return f"{path}, {_count(len(files), 'file')}, {sum(files) / 1e6:,.1f} MB"
        if path.exists():
            return f"{path}, {path.stat().st_size / 1e6:,.1f} MB"
    except OSError as error:
        return f"{path}: {error.strerror}"
    return f"{path}, not made yet"


def _terminal(found: Examination) -> None:
    section = "terminal"
    stated = locale.getencoding()
    found.note(section, "output", "a terminal" if printing.is_live(sys.stdout) else "no terminal")
    found.note(section, "encoding", f"UTF-8; the locale has {stated}")
    found.note(section, "locale", os.environ.get("LC_ALL") or os.environ.get("LANG") or "not set")
    found.note(section, "columns", str(shutil.get_terminal_size().columns))
    found.note(section, "colours", "yes" if printing.wants_colour(sys.stdout) else "no")
    if printing.is_live(sys.stdout) and stated.lower() not in _UTF_8:
        found.find(
            "warning",
            f"the locale is not in UTF-8 but in {stated}, and synbib writes UTF-8; set LC_ALL=C.UTF-8",
        )


_UTF_8: Final = frozenset({"utf-8", "utf8", "cp65001"})


def _variables(found: Examination) -> None:
    known = {**VARIABLES, **dict(_of_services())}
    for name in sorted(os.environ):
        if name in known or name in _OTHERS or name in _ENCODINGS:
            is_secret = name.endswith("_KEY") or "TOKEN" in name
            found.note("variables", name, "set" if is_secret else os.environ[name])
        elif name.startswith("SYNBIB_"):
            found.note("variables", name, os.environ[name])
            if near := nearest(name, known, most=1):
                found.find("warning", f"nothing reads {name}; did you mean {near[0]}?")


def _of_services() -> Iterator[tuple[str, str]]:
    """Yield the variables by which services are asked: their addresses, and the user's keys."""
    from synbib.lookup import SERVICES
    from synbib.lookup.settings import variable_of

    for name, service in SERVICES.items():
        yield variable_of(name), f"the address of {name}"
        if service.key:
            yield service.key.variable, f"your key for {name}"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
