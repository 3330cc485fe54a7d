"""The local index: how long it takes to make, how large it is, and how soon a work is found in it.

    python benchmarks/index.py                     # the corpus, 161,059 real entries
    python benchmarks/index.py --synthetic 1000000 # titles made of the words of the corpus
    python benchmarks/index.py --partitions 16     # in so many files, which a job makes of the items

A title is asked for with three letters misspelt: one replaced, left out or put in, at random, three times.
"""

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from corpus import ENTRIES, corpus

from synbib.index import Database, add_file, open_index
from synbib.library import read
from synbib.library.matching import Identity, identity_of

ASKED = 1000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def misspelt(letters: str, chance: random.Random, times: int = 3) -> str:
    """Return a title with so many letters misspelt."""
    spelled = list(letters)
    for _ in range(times):
        at = chance.randrange(len(spelled))
        match chance.randrange(3):
            case 0:
                spelled[at] = chance.choice(LETTERS)
            case 1:
                del spelled[at]
            case _:
                spelled.insert(at, chance.choice(LETTERS))
    return "".join(spelled)


def synthetic(number: int) -> Path:
    """Return a file with so many entries whose titles, names and venues are those of the corpus, put together anew."""
    path = corpus().with_name(f"synthetic-{number}.bib")
    if path.exists():
        return path
    chance = random.Random(1)
    words: list[str] = []
    names: list[str] = []
    venues: list[str] = []
    for entry in islice(read(corpus()).values(), 0, None, 20):
        words += entry.title.split()
        names += entry.fields.get("author", "").split(" and ")
        venues.append(entry.fields.get("booktitle", ""))
    names = [name for name in names if name.count("{") == name.count("}")]
    with path.open("w", encoding="utf-8") as file:
        for count in range(number):
            title = (
                " ".join(chance.choices(words, k=chance.randint(5, 14)))
                .replace("{", "")
                .replace("}", "")
            )
            file.write(
                f"@inproceedings{{s{count},\n  title = {{{title}}},\n"
                f"  author = {{{' and '.join(chance.sample(names, chance.randint(1, 5)))}}},\n"
                f"  booktitle = {{{chance.choice(venues)}}},\n"
                f"  year = {{{chance.randint(1990, 2024)}}},\n"
                f"  doi = {{10.{chance.randint(1000, 9999)}/{count}}},\n"
                f"  pages = {{{chance.randint(1, 99)}--{chance.randint(100, 999)}}},\n}}\n"
            )
    return path


def asked(path: Path, number: int) -> Iterator[Identity]:
    """Yield works of a file, spread evenly over it."""
    for entry in islice(read(path).values(), 0, None, max(1, number // ASKED)):
        identity = identity_of(entry)
        if len(identity.letters) > 3:
            yield identity


def timed(call: Callable[[], object], times: list[float]) -> object:
    """Return what a call returns; its time goes to ``times``, in milliseconds."""
    begin = time.perf_counter()
    result = call()
    times.append(1000 * (time.perf_counter() - begin))
    return result


def shown(name: str, times: list[float]) -> None:
    """Print the median and the 95th percentile."""
    ordered = sorted(times)
    print(
        f"{name}: median {statistics.median(times):.2f} ms, 95 % within {ordered[int(0.95 * len(times))]:.2f} ms"
    )


def added(source: Path, index: Path) -> int:
    """Make an index of one file; return how many works are in it."""
    with Database(index, create=True) as database:
        return add_file(database, str(source)).file.works


def divided(source: Path, index: Path, partitions: int) -> int:
    """Make an index of so many files; return how many works are in it."""
    from synbib.bulk.job import Job
    from synbib.bulk.jobs import run
    from synbib.bulk.recording import BuildIndex

    return run(Job(BuildIndex(partitions), [str(source)], str(index))).rows


def main() -> None:
    """Make an index, and ask it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--synthetic", type=int, default=0, metavar="N", help="so many made-up entries instead"
    )
    parser.add_argument(
        "--partitions", type=int, default=0, metavar="N", help="an index in so many files"
    )
    given = parser.parse_args()
    number, partitions = given.synthetic, given.partitions
    path = synthetic(number) if number else corpus()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "index")
        begin, clock = time.process_time(), time.perf_counter()
        works = divided(path, file, partitions) if partitions else added(path, file)
        with open_index(file) as made:
            size = made.size
        print(
            f"{works:,} works: {time.process_time() - begin:.1f} s of the process, {time.perf_counter() - clock:.1f} s "
            f"of the clock, {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB of memory, "
            f"{size / path.stat().st_size:.2f} times the file"
        )
        chance = random.Random(1)
        titles: list[float] = []
        identifiers: list[float] = []
        right = 0
        with open_index(file) as database:
            for work in asked(path, number or ENTRIES):
                wrong = misspelt(work.letters, chance)
                hits = database.by_title(
                    wrong, work.family, work.year
                )  # what is cold is warm in the next
                hits = timed(lambda w=wrong, i=work: database.by_title(w, i.family, i.year), titles)  # type: ignore[misc, assignment]
                right += bool(hits) and hits[0].record.identified()[0].letters == work.letters
                for scheme, value in work.identifiers.items():
                    timed(lambda s=scheme, v=value: database.by_identifier(s, v), identifiers)  # type: ignore[misc]
        shown("by a title with three misspelt letters", titles)
        print(f"the right work first: {right / len(titles):.1%} of {len(titles):,}")
        shown("by an identifier", identifiers)


if __name__ == "__main__":
    main()
