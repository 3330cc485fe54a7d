"""Runs what a page of the documentation shows, and says where the page is not true.

CONTRIBUTING.md, "Command lines in the documentation", has the convention. In short: a page has a folder of its own, a
block with a title is a file that is written there, the commands of ``console`` blocks run in it, and what stands below
each has to be what it prints. Nothing is asked of the network.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from click.testing import CliRunner

from synbib.cli import main, printing

COLUMNS = 100
"""How wide the terminal is whose output the pages show."""

_FENCE = re.compile(
    r"""
    ^(?P<indent>\ *)(?P<ticks>`{3,})(?P<language>\w*)(?P<info>[^`\n]*)\n
    (?P<body>(?:.*\n)*?)
    (?P=indent)(?P=ticks)\ *$
    """,
    re.VERBOSE | re.MULTILINE,
)
_TITLE = re.compile(r'\btitle="(?P<title>[^"]+)"')
_DIRECTIVE = re.compile(
    r"^ *<!-- (?P<name>not run|needs|new folder|empty folder|made)(?:: (?P<value>.+))? -->$"
)
_ASIDE = re.compile(r"\s# .*$")
_EXIT = re.compile(r"\[exit (?P<code>\d+)\]")


@dataclass(frozen=True)
class Fence:
    """A fenced block of a page.

    Attributes:
        language: What it says after the backticks.
        title: The name of the file that it is, if any.
        directives: What the comments above it say: ``{"not run": reason}``.
        indent: The blanks before each of its lines.
        lines: What stands in it, without the indent.
        line: The line of the page on which its content begins, counted from 1.
    """

    language: str
    title: str
    directives: dict[str, str]
    indent: str
    lines: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """What stands in it, as a file."""
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True)
class Command:
    """A command of a session, and what is shown below it.

    Attributes:
        text: The command, its continued lines joined.
        source: Its lines as they stand there.
        shown: The lines of output below it.
        line: Its line on the page.
    """

    text: str
    source: tuple[str, ...]
    shown: tuple[str, ...]
    line: int


def fences(page: str) -> list[Fence]:
    """Return the fenced blocks of a page."""
    found = []
    for match in _FENCE.finditer(page):
        indent = match["indent"]
        title = _TITLE.search(match["info"])
        body = match["body"].splitlines()
        found.append(
            Fence(
                language=match["language"],
                title=title["title"] if title else "",
                directives=dict(_directives(page[: match.start()])),
                indent=indent,
                lines=tuple(line.removeprefix(indent) for line in body),
                line=page.count("\n", 0, match.start("body")) + 1,
            )
        )
    return found


def _directives(above: str) -> Iterator[tuple[str, str]]:
    for line in reversed(above.splitlines()):
        if (directive := _DIRECTIVE.match(line)) is None:
            return
        yield directive["name"], directive["value"] or ""


def commands(fence: Fence) -> list[Command]:
    """Return the commands of a session, with what stands below each.

    Raises:
        ValueError: A line stands before the first command.
    """
    found: list[Command] = []
    source: list[str] = []
    for number, line in enumerate(fence.lines, fence.line):
        continued = bool(source) and source[-1].endswith("\\") and line.startswith("> ")
        if line.startswith("$ "):
            source = [line]
            found.append(Command(line[2:], (line,), (), number))
        elif continued:
            source.append(line)
            text = "\n".join((source[0][2:], *(each[2:] for each in source[1:])))
            found[-1] = Command(text.replace("\\\n", ""), tuple(source), (), found[-1].line)
        elif found:
            source = []
            last = found[-1]
            found[-1] = Command(last.text, last.source, (*last.shown, line), last.line)
        else:
            raise ValueError(f"line {number}: {line!r} stands before any command")
    return found


def agrees(shown: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Whether lines are what was printed; a line ``...`` stands for one or more that are left out."""
    if not shown or not printed:
        return shown == printed
    if shown[0] == "...":
        return any(agrees(shown[1:], printed[count:]) for count in range(1, len(printed) + 1))
    return shown[0] == printed[0] and agrees(shown[1:], printed[1:])


def abridged(shown: tuple[str, ...], printed: tuple[str, ...]) -> tuple[str, ...]:
    """Return what was printed, cut as what was shown before is: as many lines before and after its ``...``."""
    if "..." not in shown:
        return printed
    head = shown.index("...")
    tail = len(shown) - 1 - (len(shown) - 1 - shown[::-1].index("..."))
    if head + tail >= len(printed):
        return printed
    return (*printed[:head], "...", *printed[len(printed) - tail :])


# --- a folder, and the commands that run in it -------------------------------------------------------


@dataclass
class Ran:
    """What a program did.

    Attributes:
        output: What it wrote to standard output.
        screen: What stands on the terminal: messages, and the output if it goes there.
        code: Its exit code.
    """

    output: bytes = b""
    screen: bytes = b""
    code: int = 0


class NotRunnableError(Exception):
    """A command line that these tests do not run."""


def _synbib(arguments: list[str], stdin: bytes, *, live: bool) -> Ran:
    is_live, remark = printing.is_live, printing.remark
    # What stands on a terminal is shown, remarks for a person too; it has no colours, and no progress.
    printing.is_live = (lambda stream: stream is sys.stdout) if live else lambda stream: False
    printing.remark = printing.tell
    try:
        result = CliRunner().invoke(main, arguments, input=stdin, prog_name="synbib")
    finally:
        printing.is_live, printing.remark = is_live, remark
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    screen = result.output_bytes if live else result.stderr_bytes
    return Ran(result.stdout_bytes, screen, result.exit_code)


def _cat(arguments: list[str], stdin: bytes) -> bytes:
    return b"".join(Path(name).read_bytes() for name in arguments) or stdin


def _ls(arguments: list[str], _: bytes) -> bytes:
    listed = [Path(argument) for argument in arguments] or [Path()]
    names = []
    for path in listed:
        if path.is_dir():
            names += sorted(each.name for each in path.iterdir() if each.name[0] != ".")
        elif path.exists():
            names.append(str(path))
        else:
            raise NotRunnableError(f"ls: there is no {path}")
    return "".join(f"{name}\n" for name in names).encode()


def _nothing(act: Callable[[str], object]) -> Callable[[list[str], bytes], bytes]:
    def program(arguments: list[str], _: bytes) -> bytes:
        for argument in arguments:
            act(argument)
        return b""

    return program


def _export(setting: str) -> None:
    name, _, value = setting.partition("=")
    os.environ[name] = value


# What a shell has, as far as the pages use it: the same on every system.
_OURS: dict[str, Callable[[list[str], bytes], bytes]] = {
    "cat": _cat,
    "cd": _nothing(os.chdir),
    "echo": lambda arguments, _: f"{' '.join(arguments)}\n".encode(),
    "export": _nothing(_export),
    "ls": _ls,
    "mkdir": _nothing(os.mkdir),
    "rm": _nothing(os.remove),
}
# What has to be installed; a page that uses one says so, where not every machine has it.
_OTHERS = frozenset({"git", "pandoc", "python", "mkdocs", "sphinx-build", "bibtex", "pdflatex"})


def _other(words: list[str], stdin: bytes) -> Ran:
    program = sys.executable if words[0] == "python" else shutil.which(words[0])
    if program is None:
        raise NotRunnableError(f"{words[0]} is not installed")
    done = subprocess.run(
        [program, *words[1:]],
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Ran(done.stdout, done.stdout, done.returncode)


def run_line(line: str) -> Ran:
    """Run a line of a shell: programs, ``|``, ``<`` and ``>``.

    Raises:
        NotRunnableError: It holds what is not run.
    """
    words = shlex.shlex(_ASIDE.sub("", line), posix=True, punctuation_chars="|<>;&")
    words.whitespace_split = True
    words.commenters = ""
    stages: list[list[str]] = [[]]
    stdin, target = b"", ""
    for word in words:
        if word == "|":
            stages.append([])
        elif word == "<":
            stdin = Path(next(words)).read_bytes()
        elif word == ">":
            target = next(words)
        elif set(word) <= set("|<>;&"):
            raise NotRunnableError(f"{word!r} is not understood here")
        else:
            stages[-1].append(word)
    screen = b""
    ran = Ran(output=stdin)
    for number, stage in enumerate(stages, 1):
        last = number == len(stages)
        ran = _run(stage, ran.output, live=last and not target)
        screen += ran.screen
    if target:
        Path(target).write_bytes(ran.output)
    return Ran(ran.output, screen, ran.code)


def _run(words: list[str], stdin: bytes, *, live: bool) -> Ran:
    name, *arguments = words
    if name == "synbib":
        return _synbib(arguments, stdin, live=live)
    if name in _OURS:
        output = _OURS[name](arguments, stdin)
        return Ran(output, output if live else b"")
    if name in _OTHERS:
        ran = _other(words, stdin)
        return ran if live else Ran(ran.output, b"", ran.code)
    raise NotRunnableError(f"{name} is not run by the tests of the documentation")


# --- a page ------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What came of a page.

    Attributes:
        text: The page with what its commands print.
        wrong: What is not true on it, each with its line.
        not_run: The command lines that are not run, with their reasons.
        lacking: What is needed and not there.
    """

    text: str
    wrong: list[str] = field(default_factory=list)
    not_run: list[tuple[str, str]] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)


def run_page(
    name: str,
    page: str,
    new_folder: Callable[..., Path],
    is_there: Callable[[str], bool] = lambda need: True,
) -> Outcome:
    """Run what a page shows.

    Args:
        name: The page, for what is said of it.
        page: Its text.
        new_folder: Makes a folder as pages find it, or with ``empty=True`` one with nothing in it, and returns it.
        is_there: Whether a thing that a block needs is there.
    """
    outcome = Outcome(page)
    lines = page.splitlines()
    replaced: list[tuple[int, int, list[str]]] = []
    names: dict[str, object] = {"__name__": "__main__"}
    before = Path.cwd()
    environment = dict(os.environ)
    os.chdir(new_folder())
    try:
        for fence in fences(page):
            if "new folder" in fence.directives:
                os.chdir(new_folder())
            elif "empty folder" in fence.directives:
                os.chdir(new_folder(empty=True))
            need = fence.directives.get("needs", "")
            if need and not is_there(need):
                outcome.lacking.add(need)
                continue
            if reason := fence.directives.get("not run"):
                console = fence.language == "console"
                shown = [each.text for each in commands(fence)] if console else fence.lines[:1]
                outcome.not_run += [(each, reason) for each in shown]
                continue
            try:
                made = _run_fence(fence, names, outcome.wrong, name)
            except Exception as error:  # noqa: BLE001 (whatever an example raises is what is wrong on the page)
                outcome.wrong.append(f"{name}:{fence.line}: {type(error).__name__}: {error}")
                continue
            if made is not None:
                written = [f"{fence.indent}{line}".rstrip() for line in made]
                replaced.append((fence.line - 1, fence.line - 1 + len(fence.lines), written))
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)
    for start, end, written in reversed(replaced):
        lines[start:end] = written
    outcome.text = "".join(f"{line}\n" for line in lines)
    return outcome


def _run_fence(
    fence: Fence, names: dict[str, object], wrong: list[str], page: str
) -> list[str] | None:
    """Run a block; return its lines as they should be, if they should be others."""
    if "made" in fence.directives:
        made = tuple(Path(fence.title).read_text("utf-8").splitlines())
        if agrees(fence.lines, made):
            return None
        wrong.append(f"{page}:{fence.line}: {fence.title} is another:\n{_joined(made)}")
        return list(abridged(fence.lines, made))
    if fence.title:
        file = Path(fence.title)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(fence.text, encoding="utf-8", newline="\n")
    elif fence.language == "console":
        return _run_session(fence, wrong, page)
    elif fence.language == "pycon":
        said = run_examples([fence], names, page)
        if said:
            wrong.append(said)
    elif fence.language == "python":
        code = compile("\n" * (fence.line - 1) + fence.text, page, "exec")
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, names)
    return None


def _run_session(fence: Fence, wrong: list[str], page: str) -> list[str] | None:
    session = commands(fence)
    shows = any(command.shown for command in session)
    written: list[str] = []
    as_shown = True
    for command in session:
        ran = run_line(command.text)
        printed = tuple(line.rstrip() for line in ran.screen.decode("utf-8").splitlines())
        # A block without any output lists ways to call a command: none of them may be misunderstood.
        if not shows:
            if ran.code > 1:
                wrong.append(
                    f"{page}:{command.line}: {command.text}: exit {ran.code}:\n{_joined(printed)}"
                )
            continue
        if ran.code:
            printed = (*printed, f"[exit {ran.code}]")
        written += command.source
        if agrees(command.shown, printed):
            written += command.shown
        else:
            as_shown = False
            wrong.append(f"{page}:{command.line}: {command.text}: prints\n{_joined(printed)}")
            written += abridged(command.shown, printed)
    return None if as_shown else written


def _joined(lines: tuple[str, ...]) -> str:
    return "".join(f"    {line}\n" for line in lines)


# --- examples in Python ------------------------------------------------------------------------------


def examples(found: list[Fence]) -> list[doctest.Example]:
    """Return the examples of blocks of a Python session, each with its line on the page."""
    parsed = []
    for fence in found:
        if fence.language != "pycon":
            continue
        # doctest has a word for blank lines in what is printed, and the page has them as they are.
        code = "\n".join(line or "<BLANKLINE>" for line in fence.lines).rstrip("\n")
        for example in doctest.DocTestParser().get_examples(code + "\n"):
            example.lineno += fence.line - 1
            parsed.append(example)
    return parsed


def run_examples(found: list[Fence], names: dict[str, object], page: str) -> str:
    """Run examples with these names, and return what doctest says of those that print something else."""
    test = doctest.DocTest(examples(found), names, Path(page).name, page, 0, None)
    test.globs = names  # a page is one session: later blocks use what earlier ones made
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
    return "".join(said)
