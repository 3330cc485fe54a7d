"""Which works are one: whether planted variants of works are found again, and how the time grows.

    python benchmarks/matching.py quality           # the corpus, 161,059 real entries, and 20,000 variants of them
    python benchmarks/matching.py quality --show 200    # and so many pairs of the corpus that are taken for one work
    python benchmarks/matching.py growth 100000 1000000 # the time of the process for each item, of so many made-up ones
    python benchmarks/matching.py skew 10000 100000     # the same where all have one title, and two each one author

A variant differs from its origin in what its kind says, has another id, and none of its identifiers. A pair with a
variant is right if the other is the origin, another variant of it, or a twin of the origin in the corpus: of the same
DOI, or of the same title and authors.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import combinations, islice
from pathlib import Path
from typing import Any

from corpus import ENTRIES, corpus

from synbib.bulk import shuffle
from synbib.bulk.arrow import pa
from synbib.bulk.items import to_batch
from synbib.bulk.joining import components
from synbib.bulk.matching import Match
from synbib.bulk.schema import ROW, VERDICTS
from synbib.library import read
from synbib.text.folding import letters, unaccented

Item = dict[str, Any]
VARIANTS = 20_000
BATCH = 2000
PART = 50_000
CONSONANTS = "bcdfghjklm"  # vowels may stand for accents: of `aa` and `a` nobody knows
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ACCENTS = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "n": "ñ", "c": "ç"}


# --- variants -----------------------------------------------------------------------------------------------


def _typo(title: str, chance: random.Random) -> str:
    """Return a title with one letter replaced, left out, put in, or swapped with the next."""
    places = [n for n, char in enumerate(title) if char.isalpha() and char.isascii()]
    at = chance.choice(places[1:] or places)
    char, before, after = title[at], title[:at], title[at + 1 :]
    match chance.randrange(4):
        case 0:
            return before + chance.choice(LETTERS.replace(char.lower(), "")) + after
        case 1:
            return before + after
        case 2:
            return before + chance.choice(LETTERS) + char + after
        case _:
            return before + after[:1] + char + after[1:]


def one_typo(item: Item, chance: random.Random) -> None:
    """Misspell one letter of the title."""
    item["title"] = _typo(item["title"], chance)


def two_typos(item: Item, chance: random.Random) -> None:
    """Misspell two letters of the title."""
    item["title"] = _typo(_typo(item["title"], chance), chance)


def venue(item: Item, chance: random.Random) -> None:
    """Name the journal or the proceedings otherwise: by an acronym in its name, abbreviated, or not at all."""
    name = item.get("container-title", "")
    acronym = re.search(r"\b[A-Z]{3,}[\s'’-]*(?:19|20)?\d\d\b", name)
    form = chance.randrange(3)
    if form == 0 and acronym:
        item["container-title"] = acronym[0]
    elif form < 2 and name:
        item["container-title"] = " ".join(
            f"{word[:4]}." if len(word) > 5 else word for word in name.split()
        )
    else:
        item.pop("container-title", None)


def preprint(item: Item, chance: random.Random) -> None:
    """Make it the preprint: on arXiv, a year before, in the same year or a year after."""
    for name in ("container-title", "volume", "issue", "page", "publisher", "collection-title"):
        item.pop(name, None)
    year = item["issued"]["date-parts"][0][0] + chance.choice((-1, -1, 0, 1))
    item["type"] = "article"
    item["issued"] = {"date-parts": [[year]]}
    item["URL"] = (
        f"https://arxiv.org/abs/{chance.randint(1501, 1512)}.{chance.randrange(100000):05}"
    )


def initials(item: Item, chance: random.Random) -> None:
    """Write given names as initials."""
    for name in item["author"]:
        if given := name.get("given"):
            name["given"] = " ".join(f"{word[0]}." for word in given.split())


def accents(item: Item, chance: random.Random) -> None:
    """Leave out the accents of names and title; of one that has none, put some in."""
    names = [
        (name, part) for name in item["author"] for part in ("family", "given") if part in name
    ]
    has_some = any(not name[part].isascii() for name, part in names)
    for name, part in names:
        text = name[part]
        if has_some:
            name[part] = unaccented(text)
        elif places := [n for n, char in enumerate(text) if char in ACCENTS]:
            at = chance.choice(places)
            name[part] = text[:at] + ACCENTS[text[at]] + text[at + 1 :]
    if has_some:
        item["title"] = unaccented(item["title"])


def case(item: Item, chance: random.Random) -> None:
    """Write the title in capitals, or each word with one."""
    item["title"] = chance.choice((str.upper, str.title, str.lower))(item["title"])


def subtitle(item: Item, chance: random.Random) -> None:
    """Leave out what stands after the colon."""
    item["title"] = item["title"].partition(":")[0]


def several(item: Item, chance: random.Random) -> None:
    """Misspell the title, and write names, letter case and venue otherwise."""
    for change in (one_typo, initials, case, venue):
        change(item, chance)


KINDS: Mapping[str, Callable[[Item, random.Random], None]] = {
    each.__name__: each
    for each in (
        one_typo, two_typos, venue, preprint, initials, accents, case, subtitle, several
    )
}  # fmt: skip


def variants(items: Sequence[Item], number: int, seed: int) -> Iterator[tuple[str, Item, Item]]:
    """Yield so many variants, as many of each kind: kind, origin, variant. No work is the origin of several."""
    chance = random.Random(seed)
    fit = [
        item
        for item in items
        if item.get("author") and len(letters(item["title"])) > 15 and "<" not in item["title"]
    ]
    chosen = chance.sample(fit, len(fit))
    kinds = list(KINDS)
    count = 0
    for origin in chosen:
        kind = kinds[count % len(kinds)]
        head, colon, _ = origin["title"].partition(":")
        if kind == "subtitle" and (not colon or len(letters(head)) < 12):
            continue
        if kind == "preprint" and "arxiv" in origin.get("URL", ""):
            continue  # it would have two numbers there
        if count == number:
            return
        count += 1
        made = deepcopy({k: v for k, v in origin.items() if k not in ("DOI", "URL")})
        made["id"] = f"{origin['id']}~{kind}"
        KINDS[kind](made, chance)
        yield kind, origin, made


# --- matching -----------------------------------------------------------------------------------------------


def matched(
    items: Iterable[Item], buckets: int = 64
) -> tuple[pa.Table, pa.Table, dict[str, float]]:
    """Return verdicts, clusters, and the seconds of the process for each stage."""
    work = Match(buckets)
    seconds: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        files: list[Path] = []
        left = iter(items)
        row = 0
        while some := list(islice(left, PART)):
            made = []
            for start in range(0, len(some), BATCH):
                batch = to_batch(some[start : start + BATCH])
                numbers = pa.array(range(row, row + batch.num_rows), pa.int64())
                row += batch.num_rows
                begin = time.process_time()
                made.append(work.first(batch.append_column(ROW, numbers)))
                seconds["blocks"] += time.process_time() - begin
            begin = time.process_time()
            rows = pa.Table.from_batches(made).select(work.first.schema.names)
            files.append(Path(folder, f"{len(files)}.parquet"))
            shuffle.write(rows.cast(work.first.schema), files[-1])
            seconds["shuffle"] += time.process_time() - begin
        begin = time.process_time()
        found = [
            batch.select(VERDICTS.names)
            for bucket in range(buckets)
            for batch in work(shuffle.read(files, bucket))
        ]
        seconds["verdicts"] = time.process_time() - begin
        size = sum(file.stat().st_size for file in files)
    begin = time.process_time()
    pairs = pa.Table.from_batches(found).cast(VERDICTS)
    clusters = components(pairs)
    seconds["components"] = time.process_time() - begin
    print(
        f"{row:,} items, {size / row:,.0f} bytes of rows an item; microseconds an item: "
        + ", ".join(f"{stage} {1e6 * took / row:.0f}" for stage, took in seconds.items())
        + f", all {1e6 * sum(seconds.values()) / row:.0f}"
    )
    return pairs, clusters, seconds


def quality(entries: int, number: int, seed: int, show: int) -> None:
    """Plant variants, and print precision and recall."""
    items: list[Item] = [dict(entry.csl) for entry in read(corpus(entries)).values()]
    planted = list(variants(items, number, seed))
    origins = {made["id"]: origin for _, origin, made in planted}
    everything = [*items, *(made for _, _, made in planted)]
    random.Random(7).shuffle(everything)
    by_id = {item["id"]: item for item in everything}
    pairs, clusters, _ = matched(everything)
    sets: dict[str, set[str]] = defaultdict(set)
    for row in clusters.to_pylist():
        sets[row["cluster"]].add(row["id"])
    cluster_of = {each: ids for ids in sets.values() for each in ids}

    def source(item_id: str) -> str:
        return origins[item_id]["id"] if item_id in origins else item_id

    def are_twins(one: Item, other: Item) -> bool:
        def people(item: Item) -> list[str]:
            return [letters(name.get("family", "")) for name in item.get("author", ())]

        if one.get("DOI") and one.get("DOI") == other.get("DOI"):
            return True
        return letters(one["title"]) == letters(other["title"]) and people(one) == people(other)

    right, wrong, of_corpus = Counter[str](), list[tuple[str, str]](), list[tuple[str, str]]()
    for ids in sets.values():
        for one, other in combinations(sorted(ids), 2):
            if one not in origins and other not in origins:
                of_corpus.append((one, other))
                continue
            kind = (one if one in origins else other).rpartition("~")[2]
            if source(one) == source(other) or are_twins(by_id[source(one)], by_id[source(other)]):
                right[kind] += 1
            else:
                wrong.append((one, other))
    found = Counter(
        kind for kind, origin, made in planted if origin["id"] in cluster_of.get(made["id"], ())
    )
    all_of = Counter(kind for kind, _, _ in planted)
    print("kind: recall, found of planted")
    for kind, count in all_of.items():
        print(f"  {kind}: {found[kind] / count:.2%}, {found[kind]:,} of {count:,}")
    print(f"recall {found.total() / len(planted):.3%}, {found.total():,} of {len(planted):,}")
    print(
        f"precision {right.total() / (right.total() + len(wrong)):.3%}: {len(wrong)} of "
        f"{right.total() + len(wrong):,} pairs with a variant are wrong; {len(of_corpus)} pairs of the corpus"
    )
    answers = Counter(
        zip(*(pairs.column(n).to_pylist() for n in ("answer", "reason", "against")), strict=True)
    )
    print(answers.most_common())
    chance = random.Random(200)
    missed = [
        (made["id"], origin["id"])
        for kind, origin, made in planted
        if origin["id"] not in cluster_of.get(made["id"], ())
    ]
    for name, some in (("wrong", wrong), ("of the corpus", of_corpus), ("missed", missed)):
        for one, other in chance.sample(some, min(show, len(some))):
            print(f"{name}:\n    {_told(by_id[one])}\n    {_told(by_id[other])}")


def made_up(number: int) -> Iterator[Item]:
    """Yield so many works whose words, names and venues are those of the corpus, put together anew.

    Of ten, one is another record of a work before it, with a letter of the title misspelt and no identifier.
    """
    chance = random.Random(3)
    known: list[Item] = [dict(entry.csl) for entry in read(corpus(20_000)).values()]
    words = [word for item in known for word in item["title"].split()]
    people = [name for item in known for name in item.get("author", ())]
    before: Item = {}
    for count in range(number):
        base = known[chance.randrange(len(known))]
        item: Item = {
            name: base[name] for name in ("type", "container-title", "publisher") if name in base
        }
        item |= {
            "id": f"m{count}",
            "title": " ".join(chance.choices(words, k=chance.randint(5, 14))),
            "author": chance.sample(people, chance.randint(1, 5)),
            "issued": {"date-parts": [[chance.randint(1990, 2024)]]},
            "page": str(chance.randint(1, 2000)),
        }
        if count % 10 == 9:
            twin = deepcopy(before)
            one_typo(twin, chance)
            yield twin | {"id": f"m{count}"}
            continue
        before = item
        yield item | {"DOI": f"10.{chance.randint(1000, 9999)}/{count}"}


def growth(numbers: Sequence[int]) -> None:
    """Print the time of the process for each item, of so many made-up works."""
    for number in numbers:
        _, clusters, _ = matched(made_up(number))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{clusters.num_rows:,} have a twin; {memory:,.0f} MB of memory", flush=True)


def one_title(number: int) -> Iterator[Item]:
    """Yield so many works of one title, by half as many authors, each of whom has it twice."""
    for count in range(number):
        digits = f"{count // 2:06}"
        yield {
            "id": f"t{count}",
            "type": "article-journal",
            "title": "Proceedings of the General Assembly of the Members",
            "author": [{"family": "".join(3 * CONSONANTS[int(digit)] for digit in digits)}],
            "issued": {"date-parts": [[2020]]},
        }


def skew(numbers: Sequence[int]) -> None:
    """Print the time for each of so many works of one title, and how many sets of two they are."""
    for number in numbers:
        _, clusters, _ = matched(one_title(number))
        sets = Counter(clusters.column("cluster").to_pylist())
        print(f"{len(sets):,} sets, of {', '.join(map(str, set(sets.values())))} works", flush=True)


def _told(item: Item) -> str:
    families = [name.get("family") or name.get("literal") for name in item.get("author", ())][:4]
    year = item.get("issued", {}).get("date-parts", [[None]])[0][0]
    more = [item.get(name) for name in ("DOI", "URL", "volume", "page", "container-title")]
    return " | ".join(map(str, (item["id"], item["title"], families, year, *more)))


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    of_quality = commands.add_parser("quality")
    of_quality.add_argument("--entries", type=int, default=ENTRIES)
    of_quality.add_argument("--variants", type=int, default=VARIANTS)
    of_quality.add_argument("--seed", type=int, default=18, help="which variants are planted")
    of_quality.add_argument("--show", type=int, default=0)
    grown = {"growth": growth, "skew": skew}
    for name in grown:
        commands.add_parser(name).add_argument("numbers", type=int, nargs="+")
    given = parser.parse_args()
    if given.command in grown:
        grown[given.command](given.numbers)
        return
    quality(given.entries, given.variants, given.seed, given.show)


if __name__ == "__main__":
    main()
