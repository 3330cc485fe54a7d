"""A paper list → its papers: headings as groups, items and rows as mentions, what belongs together as one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Final, Literal

from synbib import lazily
from synbib.errors import Diagnostic
from synbib.extras import needed
from synbib.model.identifiers import find_identifier
from synbib.paperlist.mentions.belonging import (
    FEWEST_WORDS,
    has_paper,
    is_contents,
    is_headed,
    is_remark,
    leads_away,
    names_authors,
    reference_below,
    stands_alone,
)
from synbib.paperlist.mentions.draft import Draft, read_drafts
from synbib.paperlist.mentions.facts import understand
from synbib.paperlist.mentions.finished import is_linked, is_paper, with_details
from synbib.paperlist.mentions.headings import (
    Headings,
    Path,
    is_aside,
    presented_of_path,
    venue_of_path,
)
from synbib.paperlist.mentions.looks import split_published
from synbib.paperlist.mentions.outcome import (
    Left,
    Mark,
    Occurrence,
    PaperList,
    Region,
    not_read,
    outcome,
    warning,
)
from synbib.paperlist.mentions.several import split_numbered, split_papers
from synbib.paperlist.mentions.tables import read_row, roles
from synbib.paperlist.mentions.titles import clean_title, is_title, words
from synbib.paperlist.mentions.unlinked import title_of_text
from synbib.paperlist.source.blocks import FOLD, Block, Heading, Item, Row, Table
from synbib.paperlist.source.spans import TextSpan, plain
from synbib.text.mojibake import can_repair, has_mojibake, repair

__all__ = ["PaperList", "Region", "read_blocks", "read_list"]

# Called with the share that is done, 0 to 1.
Progress = Callable[[float], None]

_LONGEST_GROUP: Final = 80
# An item that is about a paper may stand that many lines below it and still belong to it.
_NEAR: Final = 2
# Stands between the cells of a row that is reported.
_BETWEEN: Final = TextSpan(" ")


def read_list(
    text: str,
    name: str = "README.md",
    syntax: str = "",
    progress: Progress | None = None,
    *,
    everything: bool = False,
    known: Callable[[], Collection[Mark]] = frozenset,
) -> PaperList:
    """Return the papers of a list.

    Args:
        text: The file.
        name: Its name in messages; its ending tells the syntax if ``syntax`` does not.
        syntax: ``markdown``, ``html`` or ``rst``.
        progress: Told now and then how far the reading is.
        everything: Whether what has a title and a link is taken, though nothing says that it is a paper.
        known: Gives what the papers of the store are known by. Those do not count where they are only spoken of.

    Raises:
        SynbibError: reStructuredText needs a package that is not installed.
    """
    text, mended = _repaired(text, name)
    blocks = _blocks(text, name, syntax)
    found = read_blocks(blocks, name, progress, everything=everything, known=known)
    return lazily.replace(found, notes=tuple(sorted((*mended, *found.notes))))


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
            notes.append(warning(name, number, "mojibake", message))
        if not changes and not can_repair():
            message = "this line looks as if it was saved in a wrong encoding"
            hint = needed("to have it repaired", "mojibake")
            notes.append(warning(name, number, "mojibake", message, hint))
    return "\n".join(lines), notes


def _blocks(text: str, name: str, syntax: str) -> tuple[Block, ...]:
    syntax = syntax or {"rst": "rst", "html": "html", "htm": "html"}.get(
        name.rpartition(".")[2].lower(), "markdown"
    )
    # Imported here, as each needs a parser of its own.
    if syntax == "rst":
        from synbib.paperlist.source.rst import read_rst

        return read_rst(text, name)
    if syntax == "html":
        from synbib.paperlist.source.html import read_html

        return read_html(text)
    from synbib.paperlist.source.markdown import read_markdown

    return read_markdown(text)


def read_blocks(
    blocks: Sequence[Block],
    name: str = "README.md",
    progress: Progress | None = None,
    *,
    everything: bool = False,
    known: Callable[[], Collection[Mark]] = frozenset,
) -> PaperList:
    """Return the papers of a list that has been cut into blocks; see `read_list`."""
    reader = _Reader(name)
    for number, block in enumerate(blocks):
        reader.read(block)
        if progress and not number % 64:
            progress(number / len(blocks))
    return reader.result(everything=everything, known=known)


def _stretches(drafts: Sequence[Draft], item: Item) -> Iterator[tuple[int, int]]:
    """Yield the line on which each paper of an item begins, and the line after its last."""
    begins = [draft.line or item.line for draft in drafts]
    for begin, following in zip(begins, [*begins[1:], item.end], strict=True):
        yield begin, following if following > begin else item.end


class _Reader:
    """Goes over the blocks once; `_found` are the drafts so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._headings = Headings()
        self._found: list[Occurrence] = []
        self._left = Left()
        self._regions: list[Region] = []
        self._folds: list[int] = []  # of those that are open, how many mentions stood before
        self._titled: Heading | None = None  # the last heading, if no paper stands below it yet
        # By identity, of the items of the block that is being read.
        self._mentions: dict[int, list[Draft]] = {}

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
        if heading.level == FOLD:
            self._fold(heading)
        draft = read_drafts(heading.spans)[0] if heading.spans else Draft()
        self._titled = None
        if is_headed(draft, heading):
            self._headings.pass_over(heading)
            self._add(draft, self._path, heading.line, heading.line + 1, certain=False)
        else:
            self._headings.take(heading)
            self._titled = heading

    def _fold(self, heading: Heading) -> None:
        """Note where a fold begins or ends; one with no papers below a paper belongs to it: its abstract."""
        last = self._found[-1] if self._found else None
        if heading.text:
            near = last is not None and last.line <= heading.line <= last.end + _NEAR
            self._folds.append(len(self._found) if near else -1)
        elif self._folds and self._folds.pop() == len(self._found) and last:
            last.end = max(last.end, heading.line + 1)

    def _list(self, item: Item) -> None:
        before = len(self._found)
        self._mentions.clear()
        self._item(item, self._path)
        if item.bullet or len(self._found) > before:
            self._region("list", item)
        else:
            self._headings.note_text()

    def _table(self, table: Table) -> None:
        columns = roles(table)
        headers = [plain(cell) for cell in table.header]
        for row in table.rows:
            drafts = read_row(row, columns, headers)
            certain = "title" in columns
            for draft in drafts:
                self._add(draft, self._path, row.line, row.end, certain=certain)
            if not drafts:
                self._report_row(row)
        if "title" in columns or "name" in columns:
            self._region("table", table)
        else:
            self._headings.note_text()

    def _report_row(self, row: Row) -> None:
        """Report the cells of a row that have a link, or the row if none has."""
        linked = [cell for cell in row.cells if any(span.url for span in cell)]
        for cell in linked:
            self._report(cell, row.line)
        if not linked:
            self._report([span for cell in row.cells for span in (*cell, _BETWEEN)], row.line)

    def _region(self, kind: Literal["list", "table"], block: Item | Table) -> None:
        last = self._regions[-1] if self._regions else None
        path = self._path
        if last and (last.kind, last.group) == (kind, path) and kind == "list":
            self._regions[-1] = Region(kind, path, last.line, block.end)
        else:
            self._regions.append(Region(kind, path, block.line, block.end))

    # --- items ----------------------------------------------------------------------------------------------

    def _item(self, item: Item, groups: Path, above: Occurrence | None = None) -> None:
        """Take in an item; one that stands below a paper's may say more of it.

        Args:
            item: The item.
            groups: The headings above it.
            above: The paper of the item that it stands below.
        """
        if is_contents(item):
            self._headings.note_text()
            return
        groups, above = self._take(item, groups, above)
        for child in item.children:
            self._item(child, groups, above)

    def _take(
        self, item: Item, groups: Path, above: Occurrence | None
    ) -> tuple[Path, Occurrence | None]:
        """Take in an item by itself; return the headings and the paper that its children stand below."""
        drafts = self._read(item)
        first = drafts[0]
        if above is None and venue_of_path(groups):
            self._take_text(item, first)
        is_entry = len(drafts) > 1 or self._is_entry(item, first)
        if above and self._says_more(item, first, above, is_entry=is_entry):
            return groups, above
        if is_entry:
            certain = item.bullet and len(drafts) > 1
            for draft, (line, end) in zip(drafts, _stretches(drafts, item), strict=True):
                self._add(draft, groups, line, end, certain=certain, bullet=item.bullet)
            return groups, self._found[-1]
        if not first.title and (
            self._attach(first, item, nested=above is not None) or self._adopt(first, item)
        ):
            return groups, self._found[-1]
        return self._open_group(item, groups), None

    def _says_more(self, item: Item, draft: Draft, above: Occurrence, *, is_entry: bool) -> bool:
        """Whether an item below a paper's says more of it, which is noted: its reference, or a remark."""
        if is_entry and reference_below(self._found[-1].draft, draft):
            self._replace(draft)
            self._found[-1].end = max(self._found[-1].end, item.end)
            return True
        if above.is_paper and is_remark(draft):
            above.draft.facts.rest.append(plain(item.spans))
            return True
        return False

    def _open_group(self, item: Item, groups: Path) -> Path:
        """Return the path of what stands below an item that is not a paper, which is reported if it is not a group."""
        below = self._group(item, groups)
        if below == groups or leads_away(lazily.replace(item, children=())):
            self._report(item.spans, item.line, bullet=item.bullet)
        else:
            self._left.labels.append((below, item.line))
        return below

    def _read(self, item: Item) -> list[Draft]:
        found = self._mentions.get(id(item))
        if found is None:
            numbered = split_numbered(item.spans)
            papers = numbered or split_papers(item.spans) or [item.spans]
            bullet = item.bullet or bool(numbered)
            found = [one for paper in papers for one in read_drafts(paper, bullet=bullet)]
            self._mentions[id(item)] = found
        return found

    @staticmethod
    def _take_text(item: Item, draft: Draft) -> None:
        """Take the text of an item for its title, under a heading that tells the venue."""
        facts = draft.facts
        if draft.title or not item.bullet or item.children or facts.authors or facts.when:
            return
        if title := title_of_text(item.spans):
            draft.title, draft.shown = title, "plain"
            facts.rest.clear()

    def _is_entry(self, item: Item, draft: Draft) -> bool:
        """Whether an item is about one paper: it has a title, and is neither running text nor a heading."""
        if not draft.title or not (item.bullet or stands_alone(draft, item.spans)):
            return False
        # What stands above papers is their group; above links and authors, their paper.
        below = [self._read(child)[0] for child in item.children]
        if is_paper(draft) and (is_linked(draft) or not any(map(is_paper, below))):
            return True
        return not any(one.title for one in below)

    def _group(self, item: Item, groups: Path) -> Path:
        """Return the path of what stands under an item that is not a paper: its text is a heading, if it is short."""
        text = clean_title(plain(item.spans))
        if not item.children or not text or len(text) > _LONGEST_GROUP or not words(text):
            return groups
        path = (*groups, text)
        self._headings.add(path)
        return path

    def _attach(self, draft: Draft, item: Item, *, nested: bool) -> bool:
        """Add what an item without a title says to the paper above it, if it says something of one.

        An item beside another says nothing of that.
        """
        last = self._found[-1] if self._found else None
        facts = draft.facts
        says = draft.links or draft.others or facts.authors or facts.is_published
        if last is None or not says or (item.bullet and last.bullet and not nested):
            return False
        if not last.line <= item.line <= last.end + _NEAR:
            return False
        if len(facts.rest) > 2 or last.groups[: len(self._path)] != self._path:
            return False
        with_details(last.draft, draft)
        last.end = max(last.end, item.end)
        return True

    def _adopt(self, draft: Draft, item: Item) -> bool:
        """Take the heading above an item for the title of a paper, if the item has its links or its authors."""
        heading = self._titled
        if heading is None or heading.level in (1, FOLD) or item.line > heading.line + _NEAR:
            return False
        text, published = split_published(clean_title(heading.text))
        if not is_title(text) or is_aside(self._path):
            return False
        alone = has_paper(draft) and not draft.facts.rest and words(text) >= FEWEST_WORDS
        if not (alone or names_authors(draft, item)):
            return False
        paper = Draft(text, shown="heading", line=heading.line)
        paper.facts = understand([published])
        with_details(paper, draft)
        self._headings.drop()
        self._add(paper, self._path, heading.line, item.end, certain=False)
        return True

    def _replace(self, below: Draft) -> None:
        """Put the reference below a name in its place."""
        last = self._found[-1]
        last.draft.reference = None
        with_details(below, last.draft)
        below.facts.rest.append(last.draft.title)
        last.draft = below

    def _add(
        self,
        draft: Draft,
        groups: Path,
        line: int,
        end: int,
        *,
        certain: bool,
        bullet: bool = False,
    ) -> None:
        self._headings.note_paper()
        self._titled = None
        if (venue := venue_of_path(groups)) and not draft.reference:
            draft.facts.add_venue(*venue)
            draft.facts.add_presentation(presented_of_path(groups))
        listed = not is_aside(groups)
        self._found.append(Occurrence(draft, groups, line, end, certain, listed, bullet))

    def _report(self, spans: Iterable[TextSpan], line: int, *, bullet: bool = True) -> None:
        """Report what is not a paper; a paragraph only if it has a link, as others are the text of the page."""
        spans = tuple(spans)
        linked = any(span.url for span in spans)
        text = plain(spans) or next((span.text or span.image for span in spans if span.image), "")
        if not (linked or (bullet and text)):
            return
        at = next((span.line for span in spans if span.url and find_identifier(span.url)), 0)
        unread = not_read(self._name, at or line, text, names=bool(at), linked=linked)
        self._left.unread.append(unread)

    def result(self, *, everything: bool, known: Callable[[], Collection[Mark]]) -> PaperList:
        """Return what was found."""
        found = (self._name, self._found, self._left, self._regions, self._headings)
        return outcome(*found, everything=everything, known=known)
