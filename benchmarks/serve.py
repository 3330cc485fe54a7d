"""What an editor waits for: single references from ``synbib serve``, and edits of a long document.

    python benchmarks/serve.py [--rounds N]

References are asked for one by one, each after the answer to the one before, by a process of its own through pipes; the
keys are those of the corpus, one after the other, so that nearly every request is for another work. Edits are calls of
`Processor` in a document with 3,000 citations of 1,500 works; each is made many times, anywhere in the document, and
counts with its middle and its worst processor time, citations and bibliography that changed included.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from corpus import corpus

import synbib
from synbib.csl import Cite, Processor

SEED: Final = 20260101
REQUESTS: Final = 5_000
# By author and date, by number, in notes, by label.
STYLES: Final = (
    "apa",
    "ieee",
    "chicago-notes-bibliography-17th-edition",
    "din-1505-2-alphanumeric",
)
CITATIONS: Final = 3_000
WORKS: Final = 1_500
EDITS: Final = 40


def references(path: str, keys: list[str], style: str) -> float:
    """References a second, asked for one by one."""
    command = [sys.executable, "-m", "synbib", "serve", "--stdio", "--style", style, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(key: str) -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            request = {"id": 1, "method": "reference", "params": {"keys": [key]}}
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        assert "result" in ask(keys[0]), (
            "the first answer has the store read and the style made ready"
        )
        start = time.perf_counter()
        for key in keys:
            assert "result" in ask(key)
        took = time.perf_counter() - start
        process.stdin.close()
    return len(keys) / took


def document(items: list[Any], style: str, chance: random.Random) -> Processor:
    """A long document that was shown once."""
    processor = Processor(style, items, nocite=())
    for note in range(1, CITATIONS + 1):
        keys = chance.sample(items, chance.choice([1, 1, 1, 2, 3]))
        processor.insert([Cite(item["id"], chance.choice(["", "12"])) for item in keys], note)
    processor.changed_citations()
    processor.changed_references()
    return processor


def edits(items: list[Any], style: str) -> Iterator[tuple[str, list[float], list[int]]]:
    """The times of each kind of edit, and how many citations each changed."""
    chance = random.Random(SEED)
    processor = document(items, style, chance)
    key = items[0]["id"]

    def name() -> str:
        return chance.choice(processor.document())[0]

    def with_locator() -> None:
        processor.replace(name(), [Cite(chance.choice(items)["id"], "7")])

    kinds: dict[str, Callable[[], object]] = {
        "insert, cited before": lambda: processor.insert([Cite(key)], 7, before=name()),
        "replace": with_locator,
        "move": lambda: processor.move(name(), before=name()),
        "delete": lambda: processor.delete(name()),
        "renumber all": lambda: processor.renumber(
            {each: note + 1 for each, _, note in processor.document()}
        ),
    }
    for kind, edit in kinds.items():
        times, changed = [], []
        for _ in range(EDITS):
            start = time.process_time()
            edit()
            changed.append(len(processor.changed_citations()))
            processor.changed_references()
            times.append(time.process_time() - start)
        yield kind, times, changed


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    path = corpus(REQUESTS)
    library = synbib.read(path)
    keys = [
        key for key in library if not any(each.severity == "error" for each in library.check([key]))
    ]
    print(
        f"references asked for one by one, a second; {len(keys)} works, the best of {rounds} rounds"
    )
    for style in STYLES:
        best = max(references(str(path), keys, style) for _ in range(rounds))
        print(f"  {style:<42} {best:8,.0f}")
    items = [library[key].csl for key in keys[:WORKS]]
    print(f"edits of a document with {CITATIONS:,} citations of {WORKS:,} works, ms")
    print(f"  {'':<64} {'middle':>7} {'worst':>7} {'changed citations':>18}")
    for style in STYLES:
        for edit, times, changed in edits(items, style):
            print(
                f"  {style:<40} {edit:<23} {statistics.median(times) * 1e3:7.1f} "
                f"{max(times) * 1e3:7.1f} {statistics.median(changed):18,.0f}"
            )


if __name__ == "__main__":
    main()
