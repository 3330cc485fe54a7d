"""How long a person waits for a cold start of synbib, beside the bare interpreter, click and pandoc.

Each command is run in fresh processes, all commands in turn in each round, so that a busy moment of
the machine touches them alike. The middle value of the rounds counts. Styles are kept in a cache of the run's own:
"cache warm" is every run but the first of a user, "cache cold" is that one.

    python benchmarks/startup.py [--rounds N] [--before PYTHON]

What a user has is a wheel in an environment, with compiled modules: `make dist`, then install it. An editable install
starts a little slower. PYTHON is one in whose environment another version of synbib is, to be compared with.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from peers import pandoc

import synbib
from synbib.csl.style import find_style

REPO = Path(__file__).parents[1]
REFS = str(REPO / "refs.bib")
COLD = {"SYNBIB_CACHE": "off"}
FIRST = "synbib render --style apa --format html, cache cold"

COMMANDS: dict[str, list[str]] = {
    "python -c pass": ["-c", "pass"],
    "python -c 'import click'": ["-c", "import click"],
    "synbib --version": ["synbib", "--version"],
    "synbib --help": ["synbib", "--help"],
    "synbib render --help": ["synbib", "render", "--help"],
    "synbib list": ["synbib", "list", REFS],
    "synbib table": ["synbib", "table", REFS],
    "synbib render --style acl": ["synbib", "render", "--style", "acl", REFS],
    "synbib render --style apa --format html": [
        *("synbib", "render", "--style", "apa", "--format", "html", REFS)
    ],
}
COMMANDS[FIRST] = COMMANDS["synbib render --style apa --format html"]
PANDOC = "pandoc --citeproc --csl apa"


@dataclass(frozen=True)
class Bar:
    """What is aimed at: a command takes at most so many times as long as another."""

    command: str
    other: str
    most: float


BARS = (
    Bar("synbib --help", "python -c 'import click'", 1.3),
    Bar("synbib list", "python -c pass", 9),
    Bar("synbib render --style apa --format html", PANDOC, 0.9),
)


def started(python: str, arguments: list[str]) -> list[str]:
    """Return a command as it is started: synbib by its script, which stands beside its Python."""
    program, *rest = arguments
    return (
        [str(Path(python).with_name(program)), *rest]
        if program == "synbib"
        else [python, *arguments]
    )


def peers(folder: Path) -> dict[str, list[str]]:
    """The commands of others, as they are started."""
    if not (program := pandoc()):
        print("pandoc is left out; `pip install pypandoc-binary` brings it\n")
        return {}
    document = folder / "all.md"
    document.write_text('---\nnocite: "@*"\n---\n', encoding="utf-8")
    style = f"--csl={find_style('apa')}"
    return {
        PANDOC: [
            program,
            "--citeproc",
            style,
            f"--bibliography={REFS}",
            "-t",
            "html",
            str(document),
        ]
    }


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The wall time of one fresh process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - start


def measure(commands: dict[str, list[str]], cache: Path, rounds: int) -> dict[str, float]:
    """The middle time of each command, in seconds, after one round that warms the caches."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    warm = {**os.environ, "XDG_CACHE_HOME": str(cache), "SYNBIB_CACHE": ""}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command, warm | COLD if name.endswith(FIRST) else warm)
            if turn:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def print_times(result: dict[str, float], before: bool) -> None:
    """Print the table of all commands."""
    bare = result["python -c pass"]
    columns = " ms before | times before |" if before else ""
    print(f"| command | ms | times bare Python |{columns}")
    print(f"|---|---:|---:|{'---:|---:|' if before else ''}")
    for name, taken in result.items():
        if name.startswith("before: "):
            continue
        line = f"| `{name}` | {taken * 1000:.0f} | {taken / bare:.1f} |"
        if then := result.get(f"before: {name}"):
            line += f" {then * 1000:.0f} | {taken / then:.2f} |"
        elif before:
            line += " | |"
        print(line)


def print_bars(result: dict[str, float]) -> None:
    """Print what is aimed at, and what was measured."""
    print("\n| ratio | measured | aimed at |\n|---|---:|---:|")
    bars = [*BARS, Bar(FIRST, f"before: {FIRST}", 1.2)]
    for bar in bars:
        if bar.command in result and bar.other in result:
            ratio = result[bar.command] / result[bar.other]
            print(f"| `{bar.command}` : `{bar.other}` | {ratio:.2f} | ≤ {bar.most} |")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--before", metavar="PYTHON", help="has another version of synbib")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {key: started(sys.executable, rest) for key, rest in COMMANDS.items()}
        commands |= peers(folder)
        if arguments.before:
            for key, rest in COMMANDS.items():
                commands[f"before: {key}"] = started(arguments.before, rest)
        result = measure(commands, folder, arguments.rounds)
    version = sys.version.split()[0]
    print(
        f"Cold starts, middle of {arguments.rounds} rounds, Python {version}, synbib of {synbib.__file__}\n"
    )
    print_times(result, bool(arguments.before))
    print_bars(result)


if __name__ == "__main__":
    main()
