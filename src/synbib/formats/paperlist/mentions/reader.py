"""A paper list → its papers: headings as groups, items and rows as mentions, what belongs together as one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from synbib.errors import Diagnostic
from synbib.formats.paperlist.mentions.flat import flatten
from synbib.formats.paperlist.mentions.headings import Headings, Path, is_aside, year_of
from synbib.formats.paperlist.mentions.labels import is_paper_host
from synbib.formats.paperlist.mentions.mention import Mention, read_mention
from synbib.formats.paperlist.mentions.mojibake import can_repair, has_mojibake, repair
from synbib.formats.paperlist.mentions.paper import Paper
from synbib.formats.paperlist.mentions.papers import is_paper, paper_of, with_details
from synbib.formats.paperlist.mentions.tables import read_row, roles
from synbib.formats.paperlist.mentions.titles import clean_title, words
from synbib.formats.paperlist.source.blocks import Block, Heading, Item, Table
from synbib.formats.paperlist.source.spans import Span, plain
from synbib.model.identifiers import find_identifier

__all__ = ["PaperList", "Region", "read_blocks", "read_list"]

# Called with the share that is done, 0 to 1.
Progress = Callable[[float], None]

_LONGEST_GROUP: Final = 80
# An item that is about a paper may stand that many lines below it and still belong to it.
_NEAR: Final = 2
# How much of an item a message shows.
_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file that lists papers directly under one heading.

    Attributes:
        kind: Whether it is a list or a table.
        group: The headings above it, the outermost first.
        line: The first line, from 1.
        end: The line behind the last.
        complete: Whether everything in it was understood as papers.
    """

    kind: Literal["list", "table"]
    group: Path
    line: int
    end: int
    complete: bool


@dataclass(frozen=True, slots=True)
class PaperList:
    """What a list says.

    Attributes:
        papers: The mentions of papers, in order; a paper that stands under two headings is mentioned twice.
        headings: The path of each heading that is a group, in order, also of those with no papers.
        unread: What looks like an entry, or names a paper, and was not understood.
        notes: What was mended or left out.
        regions: Where in the file papers are listed.
        titled: Whether the one heading above all others is the title of the page.
    """

    papers: tuple[Paper, ...]
    headings: tuple[Path, ...]
    unread: tuple[Diagnostic, ...] = ()
    notes: tuple[Diagnostic, ...] = ()
    regions: tuple[Region, ...] = ()
    titled: bool = False


def read_list(
    text: str, name: str = "README.md", syntax: str = "", progress: Progress | None = None
) -> PaperList:
    """Return the papers of a list.

    Args:
        text: The file.
        name: Its name in messages; its ending tells the syntax if ``syntax`` does not.
        syntax: ``markdown``, ``html`` or ``rst``.
        progress: Told now and then how far the reading is.

    Raises:
        SynbibError: reStructuredText needs a package that is not installed.
    """
    text, mended = _repaired(text, name)
    found = read_blocks(_blocks(text, name, syntax), name, progress)
    return replace(found, notes=tuple(sorted((*mended, *found.notes))))


def _repaired(text: str, name: str) -> tuple[str, list[Diagnostic]]:
    """Return a text with its mojibake undone line by line, and what was done."""
    if not has_mojibake(text):
        return text, []
    notes: list[Diagnostic] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if not has_mojibake(line):
            continue
        lines[number - 1], changes = repair(line)
        for before, after in changes:
            message = f"'{before}' was saved in a wrong encoding and is read as '{after}'"
            notes.append(_warning(name, number, "mojibake", message))
        if not changes and not can_repair():
            message = "this line looks as if it was saved in a wrong encoding"
            hint = "pip install 'synbib[mojibake]' to have it repaired"
            notes.append(_warning(name, number, "mojibake", message, hint))
    return "\n".join(lines), notes


def _blocks(text: str, name: str, syntax: str) -> tuple[Block, ...]:
    syntax = syntax or {"rst": "rst", "html": "html", "htm": "html"}.get(
        name.rpartition(".")[2].lower(), "markdown"
    )
    # Imported here, as each needs a parser of its own.
    if syntax == "rst":
        from synbib.formats.paperlist.source.rst import read_rst

        return read_rst(text, name)
    if syntax == "html":
        from synbib.formats.paperlist.source.html import read_html

        return read_html(text)
    from synbib.formats.paperlist.source.markdown import read_markdown

    return read_markdown(text)


def read_blocks(
    blocks: Sequence[Block], name: str = "README.md", progress: Progress | None = None
) -> PaperList:
    """Return the papers of a list that has been cut into blocks; see `read_list`."""
    reader = _Reader(name)
    for number, block in enumerate(blocks):
        reader.read(block)
        if progress and not number % 64:
            progress(number / len(blocks))
    return reader.result()


@dataclass(slots=True)
class _Found:
    """A mention, where it stands, and what was found about it in items of its own."""

    mention: Mention
    groups: Path
    line: int
    end: int
    certain: bool
    listed: bool
    bullet: bool


class _Reader:
    """Goes over the blocks once; `_found` are the mentions so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._headings = Headings()
        self._found: list[_Found] = []
        self._unread: list[Diagnostic] = []
        self._regions: list[Region] = []
        self._mentions: dict[
            int, list[Mention]
        ] = {}  # of the items of the block that is being read

    # --- blocks ---------------------------------------------------------------------------------------------

    def read(self, block: Block) -> None:
        """Take in one block."""
        match block:
            case Heading():
                self._heading(block)
            case Table():
                self._table(block)
            case Item():
                self._list(block)

    @property
    def _path(self) -> Path:
        return self._headings.path

    def _heading(self, heading: Heading) -> None:
        """Open a heading; one that links to a paper is an entry itself, and what is below says more of it."""
        mention = read_mention(heading.spans)[0] if heading.spans else Mention()
        if mention.shown == "link" and is_paper_host(mention.url):
            self._add(mention, self._path, heading.line, heading.line + 1, certain=False)
        else:
            self._headings.take(heading)

    def _list(self, item: Item) -> None:
        before, unread = len(self._found), len(self._unread)
        self._mentions.clear()
        self._item(item, self._path)
        if item.bullet or len(self._found) > before:
            self._region("list", item, len(self._unread) == unread)
        else:
            self._headings.note_text()

    def _table(self, table: Table) -> None:
        columns = roles(table)
        headers = [plain(cell) for cell in table.header]
        complete = True
        for row in table.rows:
            mentions = read_row(row, columns, headers)
            certain = "title" in columns
            for mention in mentions:
                self._add(mention, self._path, row.line, row.end, certain=certain)
            if not mentions:
                complete = False
                for cell in row.cells:
                    self._report(cell, row.line)
        if "title" in columns or "name" in columns:
            self._region("table", table, complete)
        else:
            self._headings.note_text()

    def _region(self, kind: Literal["list", "table"], block: Item | Table, complete: bool) -> None:
        last = self._regions[-1] if self._regions else None
        path = self._path
        if last and (last.kind, last.group) == (kind, path) and kind == "list":
            self._regions[-1] = Region(kind, path, last.line, block.end, last.complete and complete)
        else:
            self._regions.append(Region(kind, path, block.line, block.end, complete))

    # --- items ----------------------------------------------------------------------------------------------

    def _item(self, item: Item, groups: Path, *, nested: bool = False) -> None:
        """Take in an item; one that is ``nested`` stands below a paper's, and may say more of it."""
        if _is_contents(item):
            self._headings.note_text()
            return
        mentions = self._read(item)
        first = mentions[0]
        is_entry = len(mentions) > 1 or self._is_entry(item, first)
        if is_entry:
            certain = item.bullet and len(mentions) > 1
            for mention in mentions:
                self._add(mention, groups, item.line, item.end, certain=certain, bullet=item.bullet)
        elif not first.title and self._attach(first, item, nested=nested):
            is_entry = True
        else:
            if not item.children or any(is_paper_host(span.url) for span in item.spans):
                self._report(item.spans, item.line)
            groups = self._group(item, groups)
        for child in item.children:
            self._item(child, groups, nested=is_entry)

    def _read(self, item: Item) -> list[Mention]:
        found = self._mentions.get(id(item))
        if found is None:
            found = self._mentions[id(item)] = read_mention(item.spans)
        return found

    def _is_entry(self, item: Item, mention: Mention) -> bool:
        """Whether an item is about one paper: it has a title, and is neither running text nor a heading."""
        if not mention.title or not (item.bullet or _stands_alone(mention, item.spans)):
            return False
        # What stands above papers is their group; above links and authors, their paper.
        return is_paper(mention) or not any(self._read(child)[0].title for child in item.children)

    def _group(self, item: Item, groups: Path) -> Path:
        """Return the path of what stands under an item that is no paper: its text is a heading, if it is short."""
        text = clean_title(plain(item.spans))
        if not item.children or not text or len(text) > _LONGEST_GROUP or not words(text):
            return groups
        path = (*groups, text)
        self._headings.add(path)
        return path

    def _attach(self, mention: Mention, item: Item, *, nested: bool) -> bool:
        """Add what an item without a title says to the paper above it, if it says something of one.

        An item beside another says nothing of that.
        """
        last = self._found[-1] if self._found else None
        facts = mention.facts
        says = mention.links or mention.others or facts.authors or facts.venue or facts.when
        if last is None or not says or (item.bullet and last.bullet and not nested):
            return False
        if not last.line <= item.line <= last.end + _NEAR:
            return False
        if len(facts.rest) > 2 or last.groups[: len(self._path)] != self._path:
            return False
        with_details(last.mention, mention)
        last.end = max(last.end, item.end)
        return True

    def _add(
        self,
        mention: Mention,
        groups: Path,
        line: int,
        end: int,
        *,
        certain: bool,
        bullet: bool = False,
    ) -> None:
        self._headings.note_paper()
        listed = not is_aside(groups)
        self._found.append(_Found(mention, groups, line, end, certain, listed, bullet))

    # --- the end --------------------------------------------------------------------------------------------

    def _report(self, spans: Iterable[Span], line: int) -> None:
        """Report what names a paper and was not understood, or has a link and is no paper."""
        spans = tuple(spans)
        urls = [span.url or span.image for span in spans if span.url]
        if not urls:
            return
        at = next((span.line for span in spans if span.url and find_identifier(span.url)), 0)
        self._unread.append(self._not_read(at or line, plain(spans), names=bool(at)))

    def _not_read(self, line: int, text: str, *, names: bool) -> Diagnostic:
        shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
        if names:
            message = f"this names a paper, but no title is found: {shown}"
            return _warning(
                self._name, line, "unread-paper", message, "give it a title, or add it by hand"
            )
        return _warning(self._name, line, "no-paper", f"nothing says that this is a paper: {shown}")

    def result(self) -> PaperList:
        """Return what was found."""
        papers: list[tuple[Paper, bool]] = []
        notes: list[Diagnostic] = []
        incomplete: set[int] = set()
        for found in self._found:
            mention = found.mention
            notes += [
                _warning(
                    self._name,
                    found.line,
                    "unsafe-link",
                    f"the link {url[:60]} is left out, as it may do harm",
                )
                for url in mention.dropped
            ]
            if found.certain or is_paper(mention):
                paper = paper_of(mention, found.groups, found.line, found.end)
                if paper.year is None:
                    paper = replace(paper, year=year_of(found.groups))
                papers.append((paper, found.listed))
            else:
                incomplete.add(found.line)
                if mention.url or mention.links or mention.others:
                    self._unread.append(self._not_read(found.line, mention.title, names=False))
        known = {mark for paper, listed in papers if listed for mark in _marks(paper)}
        kept = tuple(
            paper
            for paper, listed in papers
            if listed or not any(m in known for m in _marks(paper))
        )
        groups = self._headings.groups(paper.groups for paper in kept)
        lines = sorted(paper.line for paper in kept)
        regions = (
            replace(r, complete=r.complete and not _any_within(r, sorted(incomplete)))
            for r in self._regions
            if _any_within(r, lines)
        )
        return PaperList(
            kept,
            groups,
            tuple(sorted(self._unread)),
            tuple(sorted(notes)),
            tuple(regions),
            self._headings.is_titled(groups),
        )


def _any_within(region: Region, lines: Sequence[int]) -> bool:
    """Whether any of the lines, which are in order, is in a region."""
    at = bisect_left(lines, region.line)
    return at < len(lines) and lines[at] < region.end


def _is_contents(item: Item) -> bool:
    """Whether an item belongs to a table of contents: all that it links to is on the page itself."""
    urls = [span.url for span in item.spans if span.url]
    return bool(urls) and all(url.startswith("#") for url in urls)


def _warning(name: str, line: int, code: str, message: str, hint: str = "") -> Diagnostic:
    return Diagnostic(name, line, 0, code, message, hint, "warning")


def _marks(paper: Paper) -> Iterator[tuple[str, str]]:
    """Yield what a paper is known by: its identifiers and its title."""
    yield from paper.identifiers.items()
    yield "title", "".join(filter(str.isalnum, paper.title.casefold()))


def _stands_alone(mention: Mention, spans: Sequence[Span]) -> bool:
    """Whether a paragraph is an entry and no running text: its title stands at its start, or it is a reference."""
    if mention.reference is not None:
        return True
    if mention.shown not in ("link", "bold", "quoted"):
        return False
    flat = flatten(spans)
    at = flat.text.find(mention.title[:20])
    before = re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", flat.text[: max(at, 0)])
    running = sum(words(rest) for rest in mention.facts.rest)
    return at >= 0 and words(before) < 3 and running < 12
