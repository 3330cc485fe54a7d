"""Imports paper lists and says how much of each was understood.

    python tests/conformance/readme_import.py FOLDER [--json FILE] [--only TEXT] [--sample N [--seed N]] [--missing]
        [--silent]

For each list: the mentions of papers and the works that they are; of the distinct arXiv ids, DOIs, ACL Anthology and
OpenReview ids that plain regular expressions find in its entry lines, the share that is in exactly one work; how many
works have authors, a year and a venue; what was not understood; how many items and rows are silent: neither a paper,
nor a part or a mention of one, nor a group, nor of a table of contents, nor reported. What a list is called means nothing to this program.

``--sample N`` prints N works of each list drawn at random beside their line, for a person to judge; ``--missing`` the
identifiers that are in no work or in several, ``--silent`` the items that are silent.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.outcome import PaperList
from synbib.paperlist.mentions.reader import read_list
from synbib.paperlist.mentions.titles import clean_title
from synbib.paperlist.source.blocks import Block, Item, Table
from synbib.paperlist.source.markdown import read_markdown
from synbib.paperlist.source.rst import read_rst
from synbib.paperlist.source.spans import TextSpan, plain
from synbib.paperlist.works.collect import Work, collect
from synbib.text.folding import letters

# What a reader of the file would call an identifier; synbib's own patterns have no part in it.
_ID = re.compile(
    r"(?P<arxiv>arxiv\.org/(?:abs|pdf|html)/(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))"
    r"|(?P<doi>doi\.org/10\.\d{4,9}/[^\s)\]>\"'|<`]+)"
    r"|(?P<anthology>(?:aclanthology\.org|aclweb\.org/anthology)/(?:[A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_-]+-[a-z0-9]+\.\d+))"
    r"|(?P<openreview>openreview\.net/(?:forum|pdf)\?id=[A-Za-z0-9_-]+)",
    re.IGNORECASE,
)
_ENTRY_LINE = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|\||<t[dr]\b|<li\b)|\s+\S|[^|\n]*\|")
# A title of fewer letters may stand in any text.
_TELLING = 12
_FENCE = re.compile(r"\s*(?:```|~~~)")
# Nobody sees what is in it.
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class Result:
    """What was found in one list."""

    name: str
    mentions: int
    works: int
    identifiers: int
    in_one: int
    in_none: int
    in_several: int
    authors: int
    years: int
    venues: int
    conflicts: int
    unread: int
    not_papers: int
    no_links: int
    silent: tuple[tuple[int, str], ...]
    seconds: float

    @property
    def share(self) -> float:
        """The share of identifiers that are in exactly one work, in percent; 100 where there are none."""
        return 100 * self.in_one / self.identifiers if self.identifiers else 100.0


def _blank_lines(comment: re.Match[str]) -> str:
    return "\n" * comment[0].count("\n")


def entry_lines(text: str, *, every: bool) -> Iterator[str]:
    """Yield the lines that a paper could stand on: of lists and tables, outside of code; every one if asked."""
    fenced = False
    listed = False
    for line in _COMMENT.sub(_blank_lines, text).splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        listed = bool(line.strip()) and (listed or bool(_ENTRY_LINE.match(line)))
        if not fenced and (every or listed) and not line.startswith("#"):
            yield line


def plain_identifiers(text: str, *, every: bool = False) -> set[str]:
    """Return the identifiers that regular expressions find, each as a URL without scheme, comparable."""
    return {
        _comparable(found[0])
        for line in entry_lines(text, every=every)
        for found in _ID.finditer(line)
    }


def _comparable(url: str) -> str:
    found = find_identifier(f"https://{url}")
    return ":".join(found).casefold() if found else url.casefold().rstrip(".,;/")


def held_by(works: Sequence[Work]) -> Counter[str]:
    """Return in how many works each identifier is: as what identifies them, else among their other links."""
    own: Counter[str] = Counter()
    linked: Counter[str] = Counter()
    for work in works:
        marks = {m for mention in work.mentions for m in mention.identifiers.items()}
        own.update(
            {":".join(mark).casefold() for mark in {*marks, *work.paper.identifiers.items()}}
        )
        urls = [*work.paper.links.values(), *re.findall(r"https?://[^\s;]+", work.paper.note)]
        linked.update(
            {":".join(found).casefold() for url in urls if (found := find_identifier(url))}
        )
    return own | Counter({mark: count for mark, count in linked.items() if mark not in own})


def silent_items(blocks: Sequence[Block], found: PaperList) -> Iterator[tuple[int, str]]:
    """Yield the line and the text of each item and row that ended nowhere."""
    told = {line for paper in found.mentions for line in range(paper.line, paper.end)}
    told |= {each.line for each in found.unread}
    groups = {name for path in found.headings for name in path}
    titles = [name for paper in found.mentions if len(name := letters(paper.title)) > _TELLING]
    marks = {mark for paper in found.mentions for mark in paper.identifiers.items()}
    for line, end, spans in _items(blocks):
        text = plain(spans)
        if not text or clean_title(text) in groups or not told.isdisjoint(range(line, end)):
            continue
        urls = [span.url for span in spans if span.url]
        contents = urls and all(url.startswith("#") for url in urls)
        if contents or not marks.isdisjoint(map(find_identifier, urls)):
            continue
        if not any(title in letters(text) for title in titles):
            yield line, text


def _items(blocks: Sequence[Block | Item]) -> Iterator[tuple[int, int, Sequence[TextSpan]]]:
    """Yield each item of a list and each row: its lines, without those of its sublists, and what stands in it."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                yield row.line, row.end, [span for cell in row.cells for span in cell]
        elif isinstance(block, Item):
            if block.bullet:
                yield (
                    block.line,
                    block.children[0].line if block.children else block.end,
                    block.spans,
                )
            yield from _items([] if _is_contents(block) else block.children)


def _is_contents(item: Item) -> bool:
    """Whether an item stands in a table of contents: its sections are named below it, linked or not."""
    return any(span.url.startswith("#") for span in item.spans)


def examine(path: Path) -> tuple[Result, Sequence[Work], Counter[str], set[str]]:
    """Import one list and count."""
    text = path.read_text("utf-8", errors="replace")
    start = time.perf_counter()
    papers = read_list(text, path.name)
    collected = collect(papers.mentions, path.name)
    seconds = time.perf_counter() - start
    works = collected.works
    blocks = read_rst(text, path.name) if path.suffix == ".rst" else read_markdown(text)
    held = held_by(works)
    wanted = plain_identifiers(text, every=path.suffix == ".rst")
    times = [held[mark] for mark in wanted]
    result = Result(
        name=path.name,
        mentions=len(papers.mentions),
        works=len(works),
        identifiers=len(wanted),
        in_one=times.count(1),
        in_none=times.count(0),
        in_several=sum(count > 1 for count in times),
        authors=sum(bool(work.paper.authors) for work in works),
        years=sum(work.paper.year is not None for work in works),
        venues=sum(bool(work.paper.venue) for work in works),
        conflicts=len(collected.findings),
        unread=sum(d.code == "unread-paper" for d in papers.unread),
        not_papers=sum(d.code == "no-paper" for d in papers.unread),
        no_links=sum(d.code == "no-link" for d in papers.unread),
        silent=tuple(silent_items(blocks, papers)),
        seconds=round(seconds, 2),
    )
    return result, works, held, wanted


def sample(path: Path, works: Sequence[Work], size: int, seed: int) -> Iterator[str]:
    """Yield works drawn at random, with one seed the same ones each time, beside the lines that they come from."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    drawn = random.Random(f"{path.name} {seed}").sample(list(works), min(size, len(works)))
    for work in sorted(drawn, key=lambda one: one.paper.line):
        paper = work.paper
        source = " ⏎ ".join(lines[paper.line - 1 : max(paper.line, paper.end - 1)])
        yield f"  {paper.line}: {re.sub(r'[ ]+', ' ', source)[:300]}"
        yield f"      TITLE   {paper.title}"
        told = {
            "authors": "; ".join(paper.authors)[:120],
            "venue": paper.venue,
            "date": "-".join(str(n) for n in (paper.year, paper.month, paper.day) if n),
            "links": " ".join(paper.links),
            "ids": " ".join(":".join(pair) for pair in paper.identifiers.items()),
            "fields": " ".join(f"{k}={v}" for k, v in paper.fields.items()),
            "note": paper.note[:120],
            "groups": " / ".join(paper.groups),
        }
        yield "      " + " | ".join(f"{name}: {value}" for name, value in told.items() if value)


def _row(cells: Sequence[Any]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


def main() -> int:
    """Examine every list of a folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missing", action="store_true")
    parser.add_argument("--silent", action="store_true")
    arguments = parser.parse_args()
    paths = sorted(
        path
        for path in arguments.folder.rglob("*")
        if path.suffix in (".md", ".rst", ".html") and arguments.only in str(path)
    )
    results: list[Result] = []
    print(_row(["list", "mentions", "works", "ids", "in one", "share", "authors", "years", "venues",
                "conflicts", "unread", "no paper", "no link", "silent", "s"]))  # fmt: skip
    print(_row(["---"] + ["---:"] * 14))
    for path in paths:
        result, works, held, wanted = examine(path)
        results.append(result)
        r = result
        print(_row([r.name[:40], r.mentions, r.works, r.identifiers, r.in_one, f"{r.share:.1f} %", r.authors, r.years,
                    r.venues, r.conflicts, r.unread, r.not_papers, r.no_links, len(r.silent), r.seconds]))  # fmt: skip
        if arguments.missing:
            for mark in sorted(wanted):
                if held[mark] != 1:
                    print(f"  {mark}: in {held[mark]} works")
        for number, text in result.silent if arguments.silent else ():
            print(f"  {number}: {text[:120]}")
        for line in (
            sample(path, works, arguments.sample, arguments.seed) if arguments.sample else ()
        ):
            print(line)
    total = sum(r.identifiers for r in results)
    share = 100 * sum(r.in_one for r in results) / total if total else 100.0
    print(_row(["all", sum(r.mentions for r in results), sum(r.works for r in results), total,
                sum(r.in_one for r in results), f"{share:.2f} %", *[""] * 7, sum(len(r.silent) for r in results), ""]))  # fmt: skip
    if arguments.json:
        arguments.json.write_text(
            json.dumps([asdict(r) for r in results], indent=2) + "\n", "utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
