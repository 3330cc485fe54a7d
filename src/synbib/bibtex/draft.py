"""An entry in pieces, to be put together again with some of them changed.

What a draft does not change is put back as it was; what it adds looks like its neighbours: indent, alignment of ``=``,
delimiters, comma after the last field, line endings. That is the entry's `Habit`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from synbib import lazily
from synbib.bibtex.scan import BLANKS, HEAD
from synbib.bibtex.syntax import Entry

__all__ = ["NEWLINE", "DraftField", "EntryDraft", "Habit", "habit_of", "rewritten"]

NEWLINE: Final = lazily.pattern(r"\r\n?|\n")
_COMMENT: Final = lazily.pattern(r"%[^\r\n]*")
# What may stand between a value and its comma: blanks, and comments as biber reads them.
_COMMA: Final = lazily.pattern(r"((?:[ \t\r\n\f\v]++|%[^\r\n]*+)*+),")


@lazily.dataclass(slots=True)
class DraftField:
    """A field of a draft.

    Attributes:
        lead: What stands before the name: blanks, comments, what could not be read.
        name: The name.
        equals: What stands between name and value.
        value: The value as written.
        gap: What stands between the value and its comma.
        comma: Whether a comma follows.
    """

    lead: str
    name: str
    equals: str
    value: str
    gap: str = ""
    comma: bool = True

    @property
    def source(self) -> str:
        """The field with all that belongs to it."""
        return "".join((self.lead, self.name, self.equals, self.value, self.gap, "," * self.comma))


@lazily.dataclass(slots=True, eq=False)
class EntryDraft:
    """An entry under way; ``origin`` is None for a new one."""

    origin: Entry | None
    key: str
    head: str
    items: list[DraftField]
    tail: str
    changed: bool = False
    moved: bool = False

    @classmethod
    def of(cls, entry: Entry) -> EntryDraft:
        """Return the entry in pieces."""
        text = entry.document.text
        at = entry.body
        items = []
        for found in entry.fields:
            comma = _COMMA.match(text, found.end, entry.end)
            gap = comma[1] if comma else ""
            items.append(
                DraftField(
                    text[at : found.start],
                    found.name,
                    text[found.start + len(found.name) : found.value_start],
                    found.value,
                    gap,
                    comma is not None,
                )
            )
            at = comma.end() if comma else found.end
        return cls(entry, entry.key, text[entry.start : entry.body], items, text[at : entry.end])

    @property
    def source(self) -> str:
        """The entry's text as it is now."""
        return "".join((self.head, *(item.source for item in self.items), self.tail))

    def named(self, name: str) -> list[DraftField]:
        """The fields of this name; BibTeX reads the first."""
        wanted = name.lower()
        return [item for item in self.items if item.name.lower() == wanted]

    def rename(self, key: str) -> None:
        """Give the entry another key."""
        opening = HEAD.match(self.head)
        assert opening is not None  # an entry begins so
        at = self._blanks(opening.end())
        following = self.head[at + len(self.key) :]
        comma = "" if self.key or following.startswith(",") else ", "
        self.head = f"{self.head[:at]}{key}{comma}{following}"
        self.key = key
        self.changed = True

    def retype(self, type: str) -> None:
        """Give the entry another type."""
        opening = HEAD.match(self.head)
        assert opening is not None  # an entry begins so
        start, end = opening.span(1)
        self.head = self.head[:start] + type + self.head[end:]
        self.changed = True

    def _blanks(self, at: int) -> int:
        blanks = BLANKS.match(self.head, at)
        assert blanks is not None  # it matches nothing too
        return blanks.end()

    def remove(self, item: DraftField, habit: Habit) -> None:
        """Take a field out, and what only served it: its line, its comma."""
        at = self.items.index(item)
        del self.items[at]
        # What is not a field, a comment as a rule, stays.
        kept = (item.lead.rstrip() if item.lead.strip() else "") + (item.gap.rstrip())
        for comment in _COMMENT.findall(item.equals):
            kept += (habit.newline if _COMMENT.search(kept) else " " * bool(kept)) + comment
        if kept:
            self._put_before(at, kept, habit.newline)
        elif at < len(self.items) and not NEWLINE.search(item.lead):
            # The next one takes its place on the line.
            if not self.items[at].lead.strip():
                self.items[at].lead = item.lead
        if at == len(self.items) and self.items:
            last = self.items[-1]
            # What is not a field would be read as part of the value before it.
            junk = _COMMENT.sub("", self.tail[:-1]).strip()
            last.comma = last.comma and (habit.trailing or bool(junk))
            last.gap = last.gap if last.comma or last.gap.strip() else ""
        self.changed = True

    def _put_before(self, at: int, kept: str, newline: str) -> None:
        following = self.items[at].lead if at < len(self.items) else self.tail
        # A comment reaches to the end of its line.
        broken = "" if NEWLINE.match(following.lstrip(" \t")) else newline
        if at < len(self.items):
            self.items[at].lead = kept + broken + following
        else:
            self.tail = kept + broken + following

    def add(self, name: str, value: str, habit: Habit) -> None:
        """Put a field after the last, in the entry's habit; the value is as written."""
        if self.items:
            last = self.items[-1]
            if not last.comma:
                last.comma, last.gap = True, last.gap or habit.gap
        elif not self.head.rstrip().endswith(","):
            self.head = f"{self.head.rstrip()},"
        lead, comma = habit.lead, habit.trailing
        rest = self.tail[:-1].rstrip()
        if _COMMENT.sub("", rest).strip():
            # What is not a field may reach to the next comma.
            comma = True
        elif rest:
            # A comment after the last field stays there.
            self.tail = self.tail[len(rest) :]
            lead = rest + (lead if NEWLINE.search(lead) else habit.newline)
        if NEWLINE.search(lead) and self.tail and not NEWLINE.match(self.tail.lstrip(" \t")):
            self.tail = habit.newline + self.tail.lstrip(" \t")
        self.items.append(DraftField(lead, name, habit.equals(name), value, comma=comma))
        self.changed = True


@lazily.dataclass(frozen=True, slots=True)
class Habit:
    """How fields are written: what a new one copies.

    Attributes:
        lead: What stands before a field.
        before: What stands before ``=``.
        after: What stands after it.
        column: The width that name and blanks fill up to ``=``; 0 where it is not aligned.
        value_column: The width up to the value, where values are aligned and ``=`` is not.
        gap: What stands before a comma.
        trailing: Whether a comma follows the last field.
        quotes: Whether values stand in quotation marks.
        newline: What ends a line.
    """

    lead: str = "\n  "
    before: str = " "
    after: str = " "
    column: int = 0
    value_column: int = 0
    gap: str = ""
    trailing: bool = True
    quotes: bool = False
    newline: str = "\n"

    def equals(self, name: str) -> str:
        """Return what stands between ``name`` and its value."""
        if self.column:
            before = " " * max(self.column - len(name), min(len(self.before), 1))
            return f"{before}={self.after}"
        if self.value_column:
            rest = self.value_column - len(name) - len(self.before) - 1
            return f"{self.before}={' ' * max(rest, 1)}"
        return f"{self.before}={self.after}"

    def written(self, content: str) -> str:
        """Return ``content`` with delimiters."""
        return f'"{content}"' if self.quotes and _quotable(content) else f"{{{content}}}"


def _quotable(content: str) -> bool:
    """Whether no quotation mark of ``content`` stands outside braces."""
    depth = 0
    for char in re.finditer(r'[{}"]', content):
        if char[0] == '"' and depth == 0:
            return False
        depth += (char[0] == "{") - (char[0] == "}")
    return True


def habit_of(draft: EntryDraft, newline: str, default: Habit) -> Habit:
    """Return how the fields of ``draft`` are written; as ``default`` where it has none."""
    items = draft.items
    if not items:
        return default
    leads = [item.lead for item in items if not item.lead.strip()]
    # The first field may stand after the key, while the others have lines of their own.
    lead = leads[-1] if leads else next(iter(NEWLINE.findall(items[-1].lead)), " ") + "  "
    split = [item.equals.partition("=") for item in items]
    plain = [
        (len(item.name), before, after)
        for item, (before, _, after) in zip(items, split, strict=True)
        if not before.strip(" ") and not after.strip(" ")
    ]
    lengths = {length for length, _, _ in plain}
    columns = {length + len(before) for length, before, _ in plain}
    values = {length + len(before) + 1 + len(after) for length, before, after in plain}
    before, after = Counter((b, a) for _, b, a in plain).most_common(1)[0][0] if plain else ("", "")
    aligned = len(columns) == 1 and (len(lengths) > 1 or len(before) > 1)
    quotes = sum(item.value.startswith('"') for item in items)
    braces = sum(item.value.startswith("{") for item in items)
    gaps = [item.gap for item in items if item.comma and not item.gap.strip()]
    return Habit(
        lead=lead,
        before=before,
        after=after,
        column=max(columns) if aligned else 0,
        value_column=max(values) if not aligned and len(values) == 1 and len(lengths) > 1 else 0,
        gap=gaps[0] if gaps else "",
        trailing=items[-1].comma,
        quotes=quotes > braces,
        newline=newline,
    )


# Where an entry stands: itself, or the draft of a new one.


def rewritten(old: str, content: str, habit: Habit) -> str:
    """Return ``content`` written as the value ``old`` is: a bare number stays bare, delimiters stay where they can."""
    if old.isdigit() and content.isdigit():
        return content
    if _is_one_piece(old, "{", "}"):
        return old if old[1:-1] == content else f"{{{content}}}"
    if _is_one_piece(old, '"', '"') and _quotable(content):
        return f'"{content}"'
    return habit.written(content)


def _is_one_piece(value: str, opening: str, closing: str) -> bool:
    """Whether ``value`` is one string in these delimiters, nothing joined to it."""
    if len(value) < 2 or value[0] != opening or value[-1] != closing:
        return False
    if opening == '"':
        return _quotable(value[1:-1])
    depth = 0
    for brace in re.finditer(r"[{}]", value):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end() == len(value)
    return False
