"""Whether anything would be lost if a block stood in the place of what lists papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from synbib import lazily
from synbib.latex import decode
from synbib.library import Entry, Library
from synbib.library.facets import date_of
from synbib.library.matching import identity_of
from synbib.model.identifiers import canonical_url
from synbib.model.links import same_url
from synbib.paperlist.phrases.when import arxiv_date
from synbib.paperlist.works.kept import Kept, Loss, lost
from synbib.paperlist.works.planned import Plan, StaysError
from synbib.readme import Options
from synbib.readme.selection import select
from synbib.text import strip
from synbib.text.mojibake import repair

__all__ = ["Keeper", "torn_element"]

# What begins an entry in a block, and what stands under the head of a table.
_ITEM: Final = lazily.pattern(r"(?:-|\d+\.) ")
_RULE: Final = lazily.pattern(r"\|(?::?-+:?\|)+")
_HTML_TAG: Final = lazily.pattern(r"<(/?)([A-Za-z][\w-]*)(?=[\s/>])[^<>]*?(/?)>")
# Elements without an end tag, or whose end tag may be left out (HTML, §13.1.2).
_NEVER_CLOSED: Final = frozenset(
    """
    area base br col embed hr img input link meta source track wbr
    dd dt li option p tbody td tfoot th thead tr
    """.split()  # noqa: SIM905 - a table is read more easily so
)
_URL: Final = lazily.pattern(r"https?://\S+")
_LINK: Final = lazily.pattern(r"\[([^\[\]\r\n]{1,80})\]{1,2}\(\s*<?([^\s)>]+)")
_NO_BRACES: Final = str.maketrans("", "", "{}\\")


class Keeper:
    """Tells whether anything would be lost if a block stood in the place of a stretch.

    Args:
        library: The store.
        mentioned: Line → the keys of the papers that begin there.
        defaults: What holds for the blocks besides what they say themselves.
    """

    def __init__(
        self, library: Library, mentioned: Mapping[int, Sequence[str]], defaults: Options
    ) -> None:
        self._library = library
        self._mentioned = mentioned
        self._defaults = defaults

    def check(
        self, plan: Plan, lines: Sequence[str], inside: str
    ) -> list[tuple[str, tuple[str, ...]]]:
        """Compare a stretch, paper by paper, with the entry of each and what the block shows of it.

        Args:
            plan: The stretch.
            lines: Its lines.
            inside: What would stand in the block.

        Returns:
            Citation keys, and what the list calls links of their entries: nothing is lost if the store gets it.

        Raises:
            StaysError: It says something that would be lost.
        """
        if torn := torn_element("".join(lines)):
            raise StaysError(f"a part of an HTML element <{torn}> stands in it")
        frame, shown = self._shown(plan, inside)
        noted: list[tuple[str, tuple[str, ...]]] = []
        starts = [n for n in range(plan.line, plan.end) if n in self._mentioned]
        for start, end in pairwise([plan.line, *starts, plan.end]):
            keys = self._mentioned.get(start, ())
            if missing := [key for key in keys if key not in shown]:
                title = self._library[missing[0]].title
                raise StaysError(f"its block would not show '{title}'")
            texts = [text for key in keys for text in (_said(self._library[key]), shown[key])]
            stretch = lines[start - plan.line : end - plan.line]
            old = "".join(repair(line)[0] for line in stretch)
            kept = (frame, *map(Kept, texts))
            loss = lost(old, kept)
            if loss and len(keys) == 1:
                labels = tuple(_labels(old, self._library[keys[0]], loss))
                loss = lost(old, (*kept, *map(Kept, labels)))
                noted.append((keys[0], labels))
            if loss:
                raise StaysError(str(loss))
        return noted

    def _shown(self, plan: Plan, inside: str) -> tuple[Kept, dict[str, str]]:
        """Return what a block shows besides its entries, and key → what it shows of an entry."""
        options = self._defaults
        for name, value in plan.options:
            options = options.set(name, value)
        sections = select(self._library, options).walk()
        keys = [entry.key for section in sections for entry in section.entries]
        frame, items = _parted(plan.kind, inside)
        if len(items) != len(keys):
            # Written by a template of the user's: nothing tells which entry a line is of.
            frame, items = "", [""] * len(keys)
        shown: dict[str, str] = {}
        for key, item in zip(keys, items, strict=True):
            shown[key] = f"{shown.get(key, '')}\n{item}"
        return Kept(frame), shown


def _parted(kind: str, inside: str) -> tuple[str, list[str]]:
    """Return what stands around the entries of a block, headings and the heads of tables, and each entry's part."""
    frame: list[str] = []
    items: list[list[str]] = []
    lines = [*inside.splitlines(), ""]
    for line, below in pairwise(lines):
        if kind == "table" and line.startswith("|"):
            if _RULE.fullmatch(line) or _RULE.fullmatch(below):
                frame.append(line)
            else:
                items.append([line])
        elif _ITEM.match(line):
            items.append([line])
        elif line.startswith(" ") and items:
            items[-1].append(line)
        else:
            frame.append(line)
    return "\n".join(frame), ["\n".join(item) for item in items]


def _labels(old: str, entry: Entry, loss: Loss) -> Iterator[str]:
    """Yield what a stretch calls links of an entry, kind and label, where the label would be lost."""
    for found in _LINK.finditer(old):
        kind = next((link.kind for link in entry.links if same_url(link.url, found[2])), "")
        if kind and Kept(found[1]).words & set(loss.words):
            yield f"{kind}: {found[1].strip()}"


def _said(entry: Entry) -> str:
    """Return all that the store says of a paper, its groups left out, in plain text."""
    fields = {name: value for name, value in entry.fields.items() if name != "groups"}
    # A URL in a note counts only if it stands there as it is, not as LaTeX.
    as_written = (value.translate(_NO_BRACES) for value in fields.values())
    read = (_URL.sub(" ", strip(decode(value))) for value in fields.values())
    identifiers = identity_of(entry).identifiers
    links = (link.url for link in entry.links)
    pages = (canonical_url(*named) for named in identifiers.items())
    dates = _dates(entry, identifiers.get("arxiv", ""))
    return "\n".join((*fields, *as_written, *read, *links, *pages, *dates))


def _dates(entry: Entry, arxiv: str) -> Iterator[str]:
    """Yield the date of a paper, and that which its arXiv number tells, as lists write them in numbers."""
    date = date_of(entry)
    if date:
        yield " ".join(map(str, (date[0] % 100, *date)))
    if when := arxiv_date(arxiv):
        yield f"{when.year % 100} {when.year} {when.month}"


def torn_element(text: str) -> str:
    """Return the name of an element that begins or ends in a text and not both; ``""`` if there is none."""
    open_tags: dict[str, int] = {}
    for tag in _HTML_TAG.finditer(text):
        name = tag[2].lower()
        if name not in _NEVER_CLOSED and not tag[3]:
            open_tags[name] = open_tags.get(name, 0) + (-1 if tag[1] else 1)
    return next((name for name, count in open_tags.items() if count), "")
