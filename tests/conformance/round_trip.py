"""What each format keeps of an entry that is written in it and read again: the tables of docs/formats.md.

    .venv/bin/python tests/conformance/round_trip.py [--write] [--verbose] [FILE.bib]

The entries are those of tests/formats/every_field.bib, or of FILE. A field is kept if it says the same afterwards: for
names, dates, numbers and texts as `exchange.facts` has them. With --write the page is written anew.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from exchange import facts, same

from synbib.formats import FORMATS, read, write
from synbib.formats.dialects import is_same_type
from synbib.formats.outgoing import KEY, TYPE
from synbib.library import Entry
from synbib.library import read as read_library

REPO = Path(__file__).parents[2]
STORE = REPO / "tests" / "formats" / "every_field.bib"
PAGE = REPO / "docs" / "formats.md"
KEPT, PARTLY, LOST = "●", "◐", "·"
# What entries are written in and no more, or what needs a package that not everybody has.
_NOT_HERE = {"tsv", "parquet"}


def both_ways() -> list[str]:
    """Return the formats that are written and read."""
    return [
        name
        for name, known in FORMATS.items()
        if known.reads and known.writes and name not in _NOT_HERE
    ]


def kept(entries: Iterable[Entry], format: str) -> dict[str, list[bool]]:
    """Return for each field whether it is kept, entry by entry that has it."""
    found: dict[str, list[bool]] = defaultdict(list)
    for entry in entries:
        data = b"".join(write([entry], format))
        works = read(data, format) if data.strip() else []
        after = works[0].entry() if works else Entry("", "", {})
        found[KEY].append(after.key == entry.key)
        found[TYPE].append(is_same_type(after.type, entry.type))
        before, told = facts(entry), facts(after)
        for field in before:
            found[field].append(same(told, before, field))
    return found


def table(entries: list[Entry], formats: list[str]) -> str:
    """Return the table of what each format keeps."""
    results = {name: kept(entries, name) for name in formats}
    fields = list(dict.fromkeys(field for result in results.values() for field in result))
    head = ["", *(FORMATS[name].title for name in formats)]
    lines = [_row(head), _row(["---", *[":-:"] * len(formats)])]
    lines += [
        _row(
            [
                f"`{field}`" if " " not in field else field,
                *(_mark(results[n][field]) for n in formats),
            ]
        )
        for field in fields
    ]
    return "\n".join(lines) + "\n"


def _mark(told: list[bool]) -> str:
    return KEPT if all(told) else PARTLY if any(told) else LOST


def formats_table() -> str:
    """Return the table of all formats."""
    lines = [
        _row(["name", "what it is", "read", "written", "in bounded memory", "endings"]),
        _row(["---", "---", ":-:", ":-:", ":-:", "---"]),
    ]
    for name, known in FORMATS.items():
        names = ", ".join(f"`{each}`" for each in (name, *known.aliases))
        endings = ", ".join(f"`{each}`" for each in (*known.suffixes, *known.written_suffixes))
        title = known.title + (f" (`synbib[{known.extra}]`)" if known.extra else "")
        marks = ("✓" if each else "" for each in (known.reads, known.writes, known.streams))
        lines.append(_row([names, title, *marks, endings]))
    return "\n".join(lines) + "\n"


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def page(text: str) -> str:
    """Return the page with its tables made anew."""
    entries = list(read_library(STORE).values())
    made = {"formats": formats_table(), "kept": table(entries, both_ways())}
    for name, content in made.items():
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        text = f"{before}{begin}{content}<!-- end -->{rest.partition('<!-- end -->')[2]}"
    return text


def main() -> None:
    """Print the table, or write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=STORE)
    parser.add_argument("--write", action="store_true", help="write docs/formats.md anew")
    parser.add_argument("--verbose", action="store_true", help="show each field that is not kept")
    parser.add_argument("--first", type=int, help="only so many entries")
    chosen = parser.parse_args()
    if chosen.write:
        PAGE.write_text(page(PAGE.read_text("utf-8")), encoding="utf-8")
        return
    entries = list(read_library(chosen.file).values())[: chosen.first]
    out = sys.stdout.write
    for name in both_ways():
        results = kept(entries, name)
        total = sum(map(len, results.values()))
        good = sum(sum(told) for told in results.values())
        out(f"{name:<16}{good / total:7.1%} of {total:,} fields of {len(entries):,} entries\n")
        for field, told in results.items() if chosen.verbose else ():
            if not all(told):
                out(f"    {field}: {sum(told):,} of {len(told):,}\n")


if __name__ == "__main__":
    main()
