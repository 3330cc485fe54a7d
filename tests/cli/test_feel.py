"""What holds for all commands: help, errors, narrow terminals, pipes, other locales, and what is said of nothing."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from synbib.cli import main, printing, progress
from synbib.errors import SynbibError

RunSynbib = Callable[..., subprocess.CompletedProcess[str]]

STORE = """@misc{mueller:2020,
  author = {Müller, Jürgen and 王, 伟},
  title  = {Größe – „Maß“ and 数据},
  year   = {2020},
  url    = {https://example.org/a},
}
"""
PAGE = "# Papers\n\n<!-- synbib:start list -->\n<!-- synbib:end -->\n"


def commands() -> dict[str, click.Command]:
    """All commands, with those of groups: `index add`."""
    found: dict[str, click.Command] = {}
    waiting: list[tuple[str, click.Command]] = [("", main)]
    while waiting:
        name, command = waiting.pop()
        if name:
            found[name] = command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for each in command.list_commands(context):
                below = command.get_command(context, each)
                assert below is not None
                waiting.append((f"{name} {each}".strip(), below))
    return found


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "refs.bib").write_text(STORE, encoding="utf-8")
    (tmp_path / "README.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "paper.md").write_text("As [@mueller:2020] says.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("SYNBIB_INDEX", raising=False)
    return tmp_path


# --- Help ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", *commands()])
def test_help_fits_a_narrow_terminal(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    result = CliRunner().invoke(main, [*name.split(), "--help"])
    assert result.exit_code == 0
    # Examples are to be copied, and stay whole; so do the names of an option, and its values.
    text = result.output.partition("Examples:")[0]
    wide = [each for each in text.splitlines() if len(each) > 40 and not re.match("  +-", each)]
    assert wide == []


@pytest.mark.parametrize("name", ["", *commands()])
def test_help_has_whole_lines_and_names_the_command_as_it_is_typed(name: str) -> None:
    result = CliRunner().invoke(main, [*name.split(), "--help"], prog_name="synbib")
    typed = name.removesuffix(" search")  # synbib styles WORD searches
    assert result.output.startswith(f"Usage: {' '.join(['synbib', *typed.split()])} [")
    # click puts dots where it has cut the line on a command.
    commands = result.output.partition("\nCommands:\n")[2]
    assert "..." not in commands


@pytest.mark.parametrize("name", list(commands()))
def test_help_shows_an_example(name: str) -> None:
    result = CliRunner().invoke(main, [*name.split(), "--help"])
    assert f"synbib {name.partition(' ')[0]}" in result.output.partition("Example")[2]


@pytest.mark.parametrize("name", list(commands()))
def test_help_as_a_command_says_the_same(name: str) -> None:
    asked = CliRunner().invoke(main, ["help", *name.split()])
    assert asked.output == CliRunner().invoke(main, [*name.split(), "--help"]).output


# --- What cannot be understood ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rendr", "synbib: there is no command rendr; did you mean render?"),
        ("search x", "synbib: there is no command search; did you mean find?"),
        ("rename a b", "synbib: there is no command rename; did you mean keys?"),
        ("view a", "synbib: there is no command view; did you mean show?"),
        (
            "stats --store a.bib",
            "synbib stats: there is no option --store; name the file without it: synbib stats FILE",
        ),
        ("fmt --stor a.bib", "synbib fmt: there is no option --stor; did you mean --sort or --no-sort?"),
        ("xyzzy", "synbib: there is no command xyzzy; synbib --help lists them"),
        ("a\x1b[31m\nb", r"synbib: there is no command a\x1b[31m\nb; synbib --help lists them"),
        ("x" * 500, f"synbib: there is no command {'x' * 99}…; synbib --help lists them"),
        ("index ad", "synbib index: there is no command ad; did you mean add?"),
        ("help rendr", "synbib: there is no command rendr; did you mean render?"),
        ("render --styl apa", "synbib render: there is no option --styl; did you mean --style?"),
        ("--verson", "synbib: there is no option --verson; did you mean --version?"),
        ("check --output-format jsn",
         "synbib check: --output-format: there is no jsn; did you mean json?"),
        ("render --engine x",
         "synbib render: --engine: there is no x; there are synbib, citeproc-py"),
        ("completion install fishy",
         "synbib completion install: [bash|zsh|fish]: there is no fishy; did you mean fish?"),
        ("find", "synbib find: Missing argument 'QUERY...'; see synbib find --help"),
        ("render --format htlm", "synbib: unknown format 'htlm'; did you mean html?"),
    ],
)  # fmt: skip
def test_one_line_says_what_was_perhaps_meant(folder: Path, line: str, said: str) -> None:
    arguments = [line] if "\n" in line else line.split()
    result = CliRunner().invoke(main, arguments, prog_name="synbib")
    assert result.exit_code == 2
    assert result.output == f"{said}\n"


# What has a command look for a file that is not there, where that is neither its store nor its argument.
ABSENT = {
    "add": "--cited none.tex",
    "edit": "--store none.bib x a=b",
    "export": "--to ris none.bib",
    "index info": "--index none.sqlite",
    "styles show": "none.csl",
    "upgrade": "--offline --index none.sqlite none.bib",
    "verify": "--offline --index none.sqlite none.bib",
}
# What reads no file; `serve` and `lsp` read them when they are asked, and answer what is wrong.
NO_FILE = {
    "completion", "completion bash", "completion fish", "completion install", "completion zsh", "doctor", "group", "help",
    "index", "init", "lsp", "serve", "styles", "styles search",
}  # fmt: skip
# Of these, what is read is the argument, though they have a store.
READS_ARGUMENT = {"extract", "import", "process", "sync"}


def of_absent(name: str) -> list[str]:
    """The arguments with which a command looks for a file that is not there."""
    if name in ABSENT:
        return ABSENT[name].split()
    command = commands()[name]
    names = {parameter.name for parameter in command.params}
    if "store" not in names or name in READS_ARGUMENT:
        return ["none.md" if name in READS_ARGUMENT else "none.bib"]
    wanted = [p for p in command.params if isinstance(p, click.Argument)]
    return ["--store", "none.bib", *("x" for _ in wanted)]


@pytest.mark.parametrize("name", sorted(commands().keys() - NO_FILE))
def test_a_file_that_is_absent_is_one_line(folder: Path, name: str) -> None:
    result = CliRunner().invoke(main, [*name.split(), *of_absent(name)])
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "none." in result.stderr
    assert "no such" in result.stderr


# --- Pipes, locales, terminals ---------------------------------------------------------------------------------

# One call of each command that prints something of the store.
CALLS = {
    "render": ["--format", "text"],
    "cite": ["mueller:2020"],
    "process": ["paper.md"],
    "list": [],
    "table": [],
    "recent": [],
    "export": ["--to", "ris"],
    "find": ["mueller"],
    "extract": ["paper.md"],
    "check": [],
    "doctor": [],
    "completion": ["fish"],
    "help": ["render"],
}
LOCALES = {
    "C": {"LC_ALL": "C"},
    "C, no UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "Latin-9": {"LC_ALL": "de_DE.ISO-8859-15", "PYTHONUTF8": "0"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
}


@pytest.mark.parametrize("locale", list(LOCALES))
@pytest.mark.parametrize("name", list(CALLS))
def test_results_are_utf_8_in_each_locale(
    folder: Path, run_synbib: RunSynbib, name: str, locale: str
) -> None:
    result = run_synbib(name, *CALLS[name], cwd=folder, env=LOCALES[locale])
    assert "Traceback" not in result.stderr
    assert result.returncode in (0, 1)
    if name in ("render", "cite", "process", "list", "recent"):
        assert "Größe – „Maß“ and 数据" in result.stdout


@pytest.mark.parametrize("name", list(CALLS))
def test_a_reader_that_has_gone_is_no_error(folder: Path, name: str) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    try:
        result = subprocess.run(
            [sys.executable, "-m", "synbib", name, *CALLS[name]],
            stdout=theirs,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    finally:
        os.close(theirs)
    assert result.stderr == ""
    assert result.returncode in (0, 1)


@pytest.mark.parametrize(
    "line",
    [
        "find x --format json",
        "find müller --format json",
        "check --output-format json",
        "check --output-format json --merge",
        "fmt --check --output-format json",
        "sync README.md --check --output-format json",
        "import --dry-run --output-format json paper.md",
        "process --output-format json paper.md -o out.md",
        "export --to csl-json",
        "render --format json",
        "doctor --json",
        "init --json",
        "init --json --dry-run",
        "extract paper.md --output-format json -o part.bib",
        "index info --json --index works.sqlite",
        "upgrade --json --offline --index works.sqlite",
    ],
)
def test_what_is_for_programs_is_json(folder: Path, run_synbib: RunSynbib, line: str) -> None:
    if "works.sqlite" in line:
        run_synbib("index", "add", "refs.bib", "--index", "works.sqlite", cwd=folder)
    result = run_synbib(*line.split(), cwd=folder)
    assert result.returncode in (0, 1), result.stderr
    json.loads(result.stdout)


# --- Nothing, and what takes long ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("find nothing", "nothing is found\n"),
        ("check", "refs.bib: nothing is wrong\n"),
        ("fmt", "refs.bib: is in this form already\n"),
        ("list --group-by year --since 2030", "there is nothing to show: no entry is chosen\n"),
        ("render empty.bib", "there is nothing to show: no entry is chosen\n"),
        ("export empty.bib --to ris", "no entry is chosen: what was written holds none\n"),
        ("export --filter nothing --to ris", "no entry is chosen: what was written holds none\n"),
    ],
)
def test_nothing_is_said_on_a_terminal_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, line: str, said: str
) -> None:
    (folder / "empty.bib").write_text("", encoding="utf-8")
    CliRunner().invoke(main, ["fmt"])
    assert CliRunner().invoke(main, line.split()).output == ""
    monkeypatch.setattr(printing, "is_live", lambda stream: stream is sys.stderr)
    assert CliRunner().invoke(main, line.split()).output == said


@pytest.fixture
def live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "is_live", lambda _: True)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    monkeypatch.setattr(progress, "_BETWEEN", 0.001)
    monkeypatch.setenv("TERM", "xterm")


def screen(written: str) -> str:
    """The last line of a terminal on which this was written."""
    shown: list[str] = []
    for piece in written.rpartition("\n")[2].split("\r"):
        shown[: len(piece)] = piece
    return "".join(shown).rstrip()


def drawn(written: Callable[[], str]) -> str:
    end = time.monotonic() + 20
    text = ""
    while " s" not in text and time.monotonic() < end:
        time.sleep(0.001)
        text += written()
    return text


def test_what_takes_long_shows_that_it_goes_on(
    live: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.busy(lambda: "check"):
        written = drawn(lambda: capsys.readouterr().err)
        assert re.fullmatch(r"[|/\\-] check: 0 s", screen(written))
    assert screen(written + capsys.readouterr().err) == ""


def test_it_leaves_before_something_is_printed(
    live: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress.busy(lambda: "check"):
        written = drawn(lambda: capsys.readouterr().err)
        printing.tell("a finding")
        written += capsys.readouterr().err
        assert written.endswith("\ra finding\n")
        time.sleep(0.02)
        assert capsys.readouterr().err == ""
    assert capsys.readouterr().err == ""


def test_it_leaves_where_a_command_fails(live: None, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        with progress.busy(lambda: "check"):
            written.append(drawn(lambda: capsys.readouterr().err))
            raise SynbibError("")

    written: list[str] = []
    with pytest.raises(SynbibError):
        fail()
    assert screen(written[0] + capsys.readouterr().err) == ""


@pytest.mark.parametrize(("term", "is_live"), [("dumb", True), ("xterm", False)])
def test_elsewhere_nothing_is_shown(
    live: None,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    term: str,
    is_live: bool,
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(printing, "is_live", lambda _: is_live)
    with progress.busy(lambda: "check"):
        time.sleep(0.02)
    assert capsys.readouterr().err == ""


# --- Colours ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("variables", "on_terminal", "in_pipe"),
    [
        ({"TERM": "xterm"}, True, False),
        ({"TERM": "dumb"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True, False),
        ({"TERM": "xterm", "FORCE_COLOR": "1"}, True, True),
        ({"TERM": "xterm", "FORCE_COLOR": "1", "NO_COLOR": "1"}, False, False),
    ],
)
def test_colours_are_where_they_are_wanted(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    on_terminal: bool,
    in_pipe: bool,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    def diff() -> str:
        return CliRunner().invoke(main, ["fmt", "--diff", "--space", "7"]).output

    assert ("\x1b[31m-" in diff()) is in_pipe
    monkeypatch.setattr(printing, "is_live", lambda _: True)
    assert ("\x1b[31m-" in diff()) is on_terminal


def test_what_is_found_has_the_colour_of_how_grave_it_is(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "refs.bib").write_text(
        "@misc{a\x1b[31m, doi = {x}, title = {T}, year = {2020}}\n@misc{b", encoding="utf-8"
    )
    plain = CliRunner().invoke(main, ["check"]).output
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = CliRunner().invoke(main, ["check"], color=True).output
    assert "is not a DOI\x1b[33m (warning) [malformed-doi]\x1b[0m\n" in coloured
    assert "\x1b[31m (error) [broken-entry]\x1b[0m\n" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured) == plain
    for arguments in (["--output-format", "json"], ["--output-format", "github"]):
        assert "\x1b" not in CliRunner().invoke(main, ["check", *arguments], color=True).output


# --- Findings in a narrow terminal -----------------------------------------------------------------------------


def test_carets_stand_below_what_they_mean_where_lines_are_short(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "refs.bib").write_text(
        "@misc{a,\n"
        "  title = {A long title that goes on for a while, with the mistake & here, and more},\n"
        "  note = {数据数据数据数据数据数据数据数据数据数据数据数据 & 数据数据数据},\n"
        "  year = {2020}, url = {https://example.org/a}}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(printing, "is_live", lambda stream: stream is sys.stdout)
    lines = CliRunner().invoke(main, ["check"]).output.splitlines()
    assert [line for line in lines if line.startswith("    |")] == [
        "    | e, with the mistake & here, and mo",
        "    |                     ^",
        "    | 据数据数据数据数据 & 数据数据数据}",
        "    |                    ^",
    ]


def test_a_bar_shows_how_much_is_done_and_is_gone_at_the_end(
    live: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_BETWEEN", 0)
    monkeypatch.setenv("COLUMNS", "40")
    with progress.reading("a\x1b[31m.bib") as bar:
        bar(1, 4, 1200)
        written = capsys.readouterr().err
        assert screen(written) == r"[##--------]  25% a\x1b[31m.bib: 1,200"
        printing.tell("one line")
        bar(4, 4, 5000)
        written = capsys.readouterr().err
        assert "\rone line\n" in written
        assert screen(written) == r"[##########] 100% a\x1b[31m.bib: 5,000"
    assert screen(written + capsys.readouterr().err) == ""


def test_the_bar_of_a_job_says_how_quick_it_is_and_how_long_it_will_take(
    live: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 100.0, 100.0, 700.0, 700.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock, 701.0))
    monkeypatch.setenv("COLUMNS", "80")
    with progress.working() as show:
        show("rows", 0.1, 1_000)
        assert screen(capsys.readouterr().err) == "[#---------]  10% 1 of 2: 1,000 rows"
        show("rows", 0.2, 601_000)
        assert screen(capsys.readouterr().err) == (
            "[##--------]  20% 1 of 2: 601,000 rows, 1,002/s, 80 min left"
        )
        show("part", 0.5, 10)
        assert screen(capsys.readouterr().err) == "[#####-----]  50% parts: 10 rows"
