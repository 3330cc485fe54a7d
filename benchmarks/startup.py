"""How long a person waits for a cold start of synbib, beside the bare interpreter.

Each command is run in fresh processes, all commands in turn in each round, so that a busy moment of
the machine touches them alike. The middle value of the rounds counts.

    python benchmarks/startup.py [ROUNDS]
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

REPO = Path(__file__).parents[1]
REFS = str(REPO / "refs.bib")

COMMANDS: dict[str, list[str]] = {
    "python -c pass": ["-c", "pass"],
    "synbib --version": ["-m", "synbib", "--version"],
    "synbib render --help": ["-m", "synbib", "render", "--help"],
    "synbib list": ["-m", "synbib", "list", REFS],
    "synbib table": ["-m", "synbib", "table", REFS],
    "synbib render --style acl": ["-m", "synbib", "render", "--style", "acl", REFS],
    "synbib render --style apa": ["-m", "synbib", "render", "--style", "apa", REFS],
}


def seconds(arguments: list[str]) -> float:
    """The wall time of one fresh interpreter."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure(rounds: int) -> dict[str, float]:
    """The middle time of each command, in seconds, after one round that warms the file cache."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(rounds + 1):
        for name, arguments in COMMANDS.items():
            taken = seconds(arguments)
            if turn:
                times[name].append(taken)
    return {name: statistics.median(taken) for name, taken in times.items()}


def main() -> None:
    """Measure, and print a table."""
    rounds = int(sys.argv[1]) if sys.argv[1:] else 15
    result = measure(rounds)
    bare = result["python -c pass"]
    print(f"Cold starts, middle of {rounds} rounds, Python {sys.version.split()[0]}\n")
    print(f"| {'command':<28} | {'ms':>6} | {'times bare Python':>17} |")
    print(f"|{'-' * 30}|{'-' * 7}:|{'-' * 18}:|")
    for name, taken in result.items():
        print(f"| {f'`{name}`':<28} | {taken * 1000:>6.0f} | {taken / bare:>17.1f} |")


if __name__ == "__main__":
    main()
