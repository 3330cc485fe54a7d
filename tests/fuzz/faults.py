"""Fault injection: synbib is killed, interrupted, run against itself and given full disks; files must stay whole.

    python tests/fuzz/faults.py                                  # all of it: hours
    python tests/fuzz/faults.py --seconds 600 kills editor       # two kinds of fault, ten minutes each

pytest collects a short form of it, `tests/test_faults.py`. Half of the signals come at a random moment of the whole run,
half at a random moment after the new file has begun to be written. After each, every file is the old one or the new one,
byte for byte, and after the next run no temporary file is left.

Full disks and read-only ones are mounted, which only root may; without root these are left out.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from click.testing import CliRunner

from synbib import cli as synbib
from synbib.cli import ending

WORDS: Final = [
    "agents",
    "causal",
    "corpus",
    "data",
    "deep",
    "dialogue",
    "graph",
    "language",
    "large",
    "learning",
    "memory",
    "models",
    "neural",
    "planning",
    "reasoning",
    "retrieval",
    "robust",
    "search",
    "speech",
    "survey",
    "text",
    "tools",
    "vision",
]
LIST: Final = "# Papers\n\n## {heading}\n\n{items}"
ITEM: Final = "- [{title}](https://arxiv.org/abs/{number}) Ann Doe, Bo Roe. 2024.\n"
BLOCKS: Final = (
    "# Papers\n\n<!-- synbib:start count -->\n<!-- synbib:end -->\n\n"
    "<!-- synbib:start table group-by=none limit=50 -->\n<!-- synbib:end -->\n"
)
NOBODY: Final = 65534
# Root may write everywhere; without this capability it is as other users.
WITHOUT_PRIVILEGE: Final = (
    "setpriv",
    "--bounding-set",
    "-dac_override",
    "--inh-caps",
    "-dac_override",
)


@dataclass
class Tally:
    """What was tried and what came of it.

    Attributes:
        outcomes: How often what happened.
        faults: What should not have happened, a line each.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def check(self, holds: bool, fault: str) -> None:
        """Note a fault unless something holds."""
        if not holds:
            self.faults.append(fault)


@dataclass(frozen=True)
class Trial:
    """A command on a folder, and what it makes of it.

    Attributes:
        words: The command.
        old: File → content before.
        new: File → content afterwards.
    """

    words: tuple[str, ...]
    old: dict[str, bytes]
    new: dict[str, bytes]


# --- what is written --------------------------------------------------------------------------------------


def store(size: int, seed: int) -> bytes:
    """Return a store of some ``size`` bytes that is not formatted, and has works that stand twice."""
    pick = random.Random(seed)
    pieces: list[str] = []
    title = doi = name = ""
    while size > 0:
        number = len(pieces)
        twice = number % 500 == 1  # the work before it again, with another key
        if not twice:
            title = " ".join(pick.choice(WORDS) for _ in range(7)).capitalize() + f" {number}"
            doi, name = f"10.1000/{number}", f"Doe{pick.randrange(999)}"
        abstract = " ".join(pick.choice(WORDS) for _ in range(60))
        piece = (
            f"@article{{k{number}, title={{{title}}},\n author={{{name}, Ann}},\n"
            f" journal={{Letters}}, year=2020, doi={{{doi}}},\n abstract={{{abstract}}}}}\n\n"
        )
        pieces.append(piece)
        size -= len(piece)
    return "".join(pieces).encode()


def reading_list(heading: str, first: int, papers: int = 3) -> str:
    """Return a list of papers; ``first`` tells them from those of other lists."""
    items = (
        ITEM.format(title=f"Paper number {n} of {heading}", number=f"2401.{n:05}")
        for n in range(first, first + papers)
    )
    return LIST.format(heading=heading, items="".join(items))


def command(*words: str) -> list[str]:
    """Return how synbib is called."""
    return [sys.executable, "-m", "synbib", *words]


def run(folder: Path, *words: str, wrapper: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run synbib to its end."""
    return subprocess.run(
        [*wrapper, *command(*words)], cwd=folder, capture_output=True, text=True, check=False
    )


def forked(folder: Path, words: Sequence[str]) -> multiprocessing.process.BaseProcess:
    """Run synbib in a copy of this process, which has it loaded: what is of interest comes after that."""

    def begin() -> object:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        return synbib.main([*words], prog_name="synbib", standalone_mode=False)

    def child() -> None:
        # A shell lets what it starts in the background ignore Ctrl-C.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(os.open(said_in(folder), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.exit(ending.run(begin))

    process = multiprocessing.get_context("fork").Process(target=child)
    # What comes before synbib has begun is kept until then.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    process.start()
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    return process


def load(folder: Path) -> None:
    """Load what the commands need, by running each once on a small store."""
    for trial in trials(folder, 2000, 0):
        reset(folder, trial.old)
        with contextlib.chdir(folder):
            CliRunner().invoke(synbib.main, trial.words)


def said_in(folder: Path) -> Path:
    """Return where the messages of a forked synbib are: beside the folder."""
    return folder.with_name(f"{folder.name}.said")


def trials(folder: Path, size: int, seed: int) -> list[Trial]:
    """Return the commands that write, each with what it makes of a store."""
    bib = store(size, seed).decode()
    readme, papers = BLOCKS.encode(), reading_list("Lists", 1).encode()
    found = []
    for words, files in (
        (("import", "list.md"), {"refs.bib": bib.encode(), "list.md": papers}),
        (("import", "--convert", "list.md"), {"refs.bib": bib.encode(), "list.md": papers}),
        (("fmt",), {"refs.bib": bib.encode()}),
        (("check", "--merge", "--no-backup"), {"refs.bib": bib.encode()}),
        (("sync", "README.md"), {"refs.bib": bib.encode(), "README.md": readme}),
    ):
        words = (*words, "--no-backup") if "--convert" in words else words
        reset(folder, files)
        done = run(folder, *words)
        assert done.returncode in (0, 1), done.stderr
        new = {name: (folder / name).read_bytes() for name in files}
        assert new != files, words
        found.append(Trial(words, files, new))
    return found


def reset(folder: Path, files: dict[str, bytes]) -> None:
    """Let a folder hold these files and no others."""
    for path in folder.iterdir():
        path.unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def temporary(folder: Path) -> list[str]:
    """Return what is in a folder that no user put there."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


# --- signals ----------------------------------------------------------------------------------------------


def signals(
    folder: Path, each: Sequence[Trial], number: int, times: int, seed: int, until: float
) -> Tally:
    """Send a signal to commands again and again, at random moments."""
    pick, tally = random.Random(seed), Tally()
    load(folder)
    lasts: dict[tuple[str, ...], float] = {}
    for trial in each:
        reset(folder, trial.old)
        begun = time.monotonic()
        forked(folder, trial.words).join()
        lasts[trial.words] = time.monotonic() - begun
    for n in range(times):
        if time.monotonic() > until:
            break
        trial = each[n % len(each)]
        reset(folder, trial.old)
        process = forked(folder, trial.words)
        if pick.random() < 0.5:
            process.join(pick.uniform(0, lasts[trial.words]))
        else:
            while process.exitcode is None and not temporary(folder):
                process.join(0.001)
            process.join(pick.uniform(0, 0.03))
        if process.exitcode is None:
            assert process.pid is not None
            os.kill(process.pid, number)
        process.join()
        said = said_in(folder).read_text("utf-8")
        assert process.exitcode is not None
        after_signal(folder, trial, number, process.exitcode, said, tally)
    return tally


def after_signal(
    folder: Path, trial: Trial, number: int, code: int, said: str, tally: Tally
) -> None:
    """Look at what a signal left."""
    what = f"{' '.join(trial.words)}, {signal.Signals(number).name}, exit {code}"
    now = {name: (folder / name).read_bytes() for name in trial.old}
    for name, data in now.items():
        tally.check(data in (trial.old[name], trial.new[name]), f"{what}: {name} is torn")
    left = temporary(folder)
    came = "the new" if now == trial.new else "the old" if now == trial.old else "some new"
    tally.outcomes[came + (", with a temporary file" if left else "")] += 1
    if number == signal.SIGINT:
        tally.check(not left, f"{what}: left {left}")
        tally.check("Traceback" not in said, f"{what}: {said}")
        tally.check(code in (0, 1, 130), f"{what}: {said}")
    if left or came == "some new":
        run(folder, *trial.words)
        now = {name: (folder / name).read_bytes() for name in trial.old}
        tally.check(now == trial.new, f"{what}: the next run does not make up for it")
        tally.check(not temporary(folder), f"{what}: the next run leaves {temporary(folder)}")
        tally.outcomes["made up for by the next run"] += 1


# --- at once ----------------------------------------------------------------------------------------------


def imports_at_once(folder: Path, rounds: int, size: int, seed: int, until: float) -> Tally:
    """Let eight imports write one store at once; the papers of all must be in it."""
    tally = Tally()
    bib = store(size, seed)
    for _ in range(rounds):
        if time.monotonic() > until:
            break
        lists = {f"{n}.md": reading_list(f"List {n}", 10 * n).encode() for n in range(8)}
        reset(folder, {"refs.bib": bib, **lists})
        at_once = [
            subprocess.Popen(command("import", name), cwd=folder, stderr=subprocess.PIPE, text=True)
            for name in lists
        ]
        for process in at_once:
            said = process.communicate()[1]
            tally.check(process.returncode == 0, f"an import failed: {said}")
        text = (folder / "refs.bib").read_text("utf-8")
        there = sum(f"2401.{10 * n + i:05}" in text for n in range(8) for i in range(3))
        tally.check(there == 24, f"{there} papers of 24 are in the store")
        tally.check(bib.decode().strip() in text, "the store lost something")
        tally.check(not temporary(folder), f"left {temporary(folder)}")
        tally.outcomes[f"{there} papers of 24"] += 1
    return tally


def slow_editor(folder: Path, rounds: int, size: int, seed: int, until: float) -> Tally:
    """Let an editor save while synbib works on the file; what it saves must stay."""
    pick, tally = random.Random(seed), Tally()
    bib, papers = store(size, seed), reading_list("Lists", 1).encode()
    reset(folder, {"refs.bib": bib, "list.md": papers})
    begun = time.monotonic()
    run(folder, "import", "list.md")
    lasts = time.monotonic() - begun
    for n in range(rounds):
        if time.monotonic() > until:
            break
        reset(folder, {"refs.bib": bib, "list.md": papers})
        process = subprocess.Popen(
            command("import", "list.md"), cwd=folder, stderr=subprocess.PIPE, text=True
        )
        time.sleep(pick.uniform(0, lasts))
        path, new = folder / "refs.bib", folder / "refs.bib~"
        was_there = b"2401.00001" in path.read_bytes()
        new.write_bytes(b"% saved by an editor\n" + path.read_bytes())
        if n % 2:
            new.replace(path)
        else:
            path.write_bytes(new.read_bytes())
            new.unlink()
        said = process.communicate()[1]
        data = path.read_bytes()
        tally.check(process.returncode == 0, f"the import failed: {said}")
        tally.check(data.startswith(b"% saved by an editor\n"), "what the editor saved is lost")
        tally.check(data.count(b"@article{k") == bib.count(b"@article{k"), "entries are lost")
        tally.check(b"2401.00001" in data, "the paper is not in the store")
        tally.check(not temporary(folder), f"left {temporary(folder)}")
        tally.outcomes["saved after" if was_there else "saved before or meanwhile"] += 1
    return tally


# --- disks ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def mounted(folder: Path, size: int) -> Iterator[None]:
    """Have a disk of so many bytes on a folder."""
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def may_mount(folder: Path) -> bool:
    """Whether this process may mount disks."""
    try:
        with mounted(folder, 4096):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


def disks(folder: Path, each: Sequence[Trial]) -> Tally:
    """Run commands on a full disk, on one that is read-only, and as one who may not write."""
    tally = Tally()
    if not may_mount(folder):
        tally.outcomes["left out, as nothing can be mounted"] += 1
        return tally
    for trial in each:
        size = sum(map(len, trial.old.values()))
        for name, spoil, wrapper in (
            ("a full disk", fill, ()),
            ("a read-only disk", make_read_only, ()),
            ("a folder of another's", give_away, WITHOUT_PRIVILEGE),
        ):
            with mounted(folder, 3 * size + 1_000_000):
                reset(folder, trial.old)
                spoil(folder)
                done = run(folder, *trial.words, wrapper=wrapper)
                said = done.stderr.splitlines()
                refused = done.returncode == 2 and "cannot be written: " in said[-1]
                what = f"{' '.join(trial.words)} on {name}"
                tally.check(refused, f"{what}: exit {done.returncode}: {done.stderr}")
                now = {file: (folder / file).read_bytes() for file in trial.old}
                tally.check(now == trial.old, f"{what}: a file was changed")
                tally.check(not temporary(folder), f"{what}: left {temporary(folder)}")
                tally.outcomes[f"{name}: refused, all as it was"] += refused and now == trial.old
    return tally


def give_away(folder: Path) -> None:
    """Let a folder and what is in it belong to another."""
    for path in (folder, *folder.iterdir()):
        os.chown(path, NOBODY, NOBODY)


def fill(folder: Path) -> None:
    """Leave a disk so little that no file has place."""
    with (folder / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(4096))


def make_read_only(folder: Path) -> None:
    """Let a disk be read only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


# --- all of it --------------------------------------------------------------------------------------------


def main() -> int:
    """Inject faults as the command line says; return how many should not have come of it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "kinds", nargs="*", help="only these: disks imports editor interrupts kills"
    )
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--interrupts", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50, help="of eight imports at once")
    parser.add_argument("--saves", type=int, default=50, help="of an editor")
    parser.add_argument("--size", type=int, default=10_000_000, help="of the store, in bytes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=1e9, help="for each kind of fault")
    chosen = parser.parse_args()
    size, seed = chosen.size, chosen.seed
    faults = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        each = trials(folder, size, seed)

        def until() -> float:
            return time.monotonic() + float(chosen.seconds)

        kinds: dict[str, Callable[[], Tally]] = {
            "disks": lambda: disks(folder, each),
            "imports": lambda: imports_at_once(folder, chosen.rounds, size // 100, seed, until()),
            "editor": lambda: slow_editor(folder, chosen.saves, size, seed, until()),
            "interrupts": lambda: signals(
                folder, each, signal.SIGINT, chosen.interrupts, seed, until()
            ),
            "kills": lambda: signals(folder, each, signal.SIGKILL, chosen.kills, seed, until()),
        }
        for kind in chosen.kinds or kinds:
            begun = time.monotonic()
            tally = kinds[kind]()
            print(f"{kind}: {len(tally.faults)} faults, {time.monotonic() - begun:.0f} s")
            for outcome, times in sorted(tally.outcomes.items()):
                print(f"  {times:5}  {outcome}")
            for fault in tally.faults:
                print(f"  FAULT  {fault}")
            sys.stdout.flush()
            faults += len(tally.faults)
    return faults


if __name__ == "__main__":
    sys.exit(min(main(), 100))
