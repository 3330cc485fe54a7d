"""What citations became, put into a Markdown document: in their places, or as its footnotes.

As pandoc has it: a note follows the punctuation after it and needs no blank before it; a superscript number needs none
either; within a footnote a note style's citations stand in parentheses, or after their authors and a comma.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Final, NamedTuple

from synbib import lazily
from synbib.csl import Written
from synbib.documents.clusters import Cluster, Found

__all__ = ["Edit", "Placing", "edited", "free_numbers", "place"]


class Edit(NamedTuple):
    """A stretch of a document, and what stands in its place."""

    start: int
    end: int
    text: str


Footnote = Callable[[int, str], tuple[str, str]]
"""Number and text of a note → what stands in the text for it, and what stands at the end of the document."""


@lazily.dataclass(frozen=True, slots=True)
class Placing:
    """How citations are put into a document.

    Attributes:
        in_notes: Whether they are notes.
        footnote: How a note is written.
        after_punctuation: Whether notes and superscripts follow the punctuation after them.
        in_quote: Whether a full stop and a comma stand before a closing quotation mark.
        in_markdown: Whether brackets around a citation may make a link of it.
    """

    in_notes: bool
    footnote: Footnote
    after_punctuation: bool
    in_quote: bool
    in_markdown: bool = False


# What a note may follow: signs that end something, and no Markdown.
_PUNCTUATION: Final = lazily.pattern(r"[.,;:!?…”’»)）。，；：！？、」』》】]+")
_BLANK_BEFORE: Final = lazily.pattern(r"[ \t\N{NO-BREAK SPACE}]*(?:(?:\r\n?|\n)[ \t]*)?\Z")
# Nothing but what begins a block, or a cell of a table, stands before it: no blank there parts words.
_BLOCK_START: Final = lazily.pattern(
    r"""
      (?: \A | [\r\n] ) [ \t]* (?: (?: [-*+:~|>] | \#{1,6} | \#?\d*[.)] | \(\w+\) | \[\^[^\]\s]+\]: ) [ \t]* )+ \Z
    | (?: \A | \A [ \t]* (?:\r\n?|\n) | [\r\n] [ \t]* (?:\r\n?|\n) ) [ \t]* \Z
    | (?: \A | [\r\n] ) [ \t]* (?: \#{1,6}[ ] | [|<] | ::: | [-=]{3} ) [^\r\n]* (?:\r\n?|\n) [ \t]* \Z
    | \| [ \t]* \Z
    """,
    re.VERBOSE,
)
_FINAL_PERIOD: Final = lazily.pattern(r"""\.(?P<closing>(?:[”"’'*_}]|</?\w+>|\]\([^()]*\))*)\Z""")
_BRACKETED: Final = lazily.pattern(r"\[[^\[\]]*\]")
_ENDS: Final = tuple(".,;:?!")
_OPENED: Final = lazily.pattern(r"(?<!\w)'(?=\w)(?:[^'\r\n]|(?<=\w)'(?=\w))*\Z")
_LONGEST_START: Final = 200


def place(
    text: str,
    found: Found,
    written: Sequence[Written],
    placing: Placing,
    numbers: Iterator[int],
) -> tuple[list[Edit], list[str]]:
    """Return the edits that put citations into a document, and what stands at its end.

    Args:
        text: The document.
        found: Its citations.
        written: What each became.
        placing: How they are put in.
        numbers: The numbers of its notes, of which it takes as many as it needs.
    """
    edits: list[Edit] = []
    notes: list[str] = []
    end = 0
    for cluster, each in zip(found.clusters, written, strict=True):
        after = _Place(text, cluster, end, placing, found.links)
        if not placing.in_notes:
            edit = after.in_text(each)
        elif cluster.note >= 0:
            edit = after.in_a_note(each)
        elif not each.text:
            edit = Edit(cluster.start, cluster.end, each.authors)
        else:
            mark, note = placing.footnote(next(numbers), each.text)
            notes.append(note)
            edit = after.as_note(each, mark)
        edits.append(edit)
        end = edit.end
    return edits, [note for note in notes if note]


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text after edits, which follow each other."""
    pieces: list[str] = []
    end = 0
    for edit in edits:
        pieces += (text[end : edit.start], edit.text)
        end = edit.end
    return "".join((*pieces, text[end:]))


def free_numbers(labels: Iterable[str]) -> Iterator[int]:
    """Return the numbers that notes may have, from 1, beside footnotes with these labels."""
    taken = frozenset(labels)
    return (number for number in count(1) if str(number) not in taken)


class _Place(NamedTuple):
    """Where one citation stands.

    Attributes:
        text: The document.
        cluster: The citation.
        free: Where what stands before it begins that no other citation has taken.
        placing: How citations are put in.
        links: The labels of links that the document defines.
    """

    text: str
    cluster: Cluster
    free: int
    placing: Placing
    links: frozenset[str]

    def in_text(self, written: Written) -> Edit:
        """Return the edit that puts the citation in its place."""
        start, end = self.cluster.start, self.cluster.end
        new = _joined(written)
        if written.raised and not written.authors:
            start = self._blank_before()
            if self.placing.after_punctuation:
                return self._after_punctuation(start, "", new)
        if (
            new.endswith(".")
            and self.text.startswith(".", end)
            and self.text[end : end + 3] != "..."
        ):
            end += 1
        if self.placing.in_markdown and _BRACKETED.fullmatch(new) and self._may_be_link(new[1:-1]):
            new = rf"\[{new[1:-1]}\]"
        return Edit(start, end, new)

    def _may_be_link(self, inside: str) -> bool:
        """Whether brackets here are a link, a definition or an image in Markdown (CommonMark 0.31.2 §4.7, §6.3)."""
        if " ".join(inside.split()).casefold() in self.links:
            return True
        start, end = self.cluster.start, self.cluster.end
        following = self.text[end : end + 1]
        before = self.text[start - 1 : start]
        return following in ("(", ":", "[", "{") or before in ("!", "]", "^")

    def in_a_note(self, written: Written) -> Edit:
        """Return the edit that puts a note into the footnote where it stands."""
        bare = _FINAL_PERIOD.sub(r"\g<closing>", written.text)
        if not self.cluster.narrative:
            new = f"({bare})"
        elif not (written.authors and written.text):
            new = written.authors or bare
        else:
            ends = self._sentence_ends()
            new = f"{written.authors}, {written.text if ends else bare}"
        return Edit(self.cluster.start, self.cluster.end, new)

    def as_note(self, written: Written, mark: str) -> Edit:
        """Return the edit that puts the mark of a note in the citation's place."""
        start = self.cluster.start if written.authors else self._blank_before()
        if self.placing.after_punctuation:
            return self._after_punctuation(start, written.authors, mark)
        return Edit(start, self.cluster.end, f"{written.authors}{mark}")

    def _after_punctuation(self, start: int, words: str, mark: str) -> Edit:
        found = _PUNCTUATION.match(self.text, self.cluster.end)
        signs = found[0] if found else ""
        end = self.cluster.end + len(signs)
        if words.endswith(".") and signs.startswith("."):
            signs = signs[1:]
        if signs and not words and self.placing.in_quote and self._closes_quotation(start):
            sign = signs[0] if signs[0] in ".," else ""
            # What ends the quotation already needs no full stop or comma.
            inside = "" if self.text[start - 2 : start - 1] in _ENDS else sign
            return Edit(start - 1, end, f"{inside}{self.text[start - 1]}{signs[len(sign) :]}{mark}")
        return Edit(start, end, f"{words}{signs}{mark}")

    def _closes_quotation(self, start: int) -> bool:
        """Whether a quotation mark that closes stands before a place, and not an apostrophe."""
        quote = self.text[start - 1 : start] if start > self.free else ""
        before = self.text[max(0, start - _LONGEST_START) : start - 1]
        return quote == '"' or (quote == "'" and _OPENED.search(before) is not None)

    def _blank_before(self) -> int:
        """Where the blank before the citation begins; the citation's own place if it parts no words."""
        start = self.cluster.start
        before = self.text[max(0, start - _LONGEST_START) : start]
        if _BLOCK_START.search(before):
            return start
        found = _BLANK_BEFORE.search(before)
        return max(self.free, start - len(found[0])) if found else start

    def _sentence_ends(self) -> bool:
        following = self.text[self.cluster.end : self.cluster.end + _LONGEST_START].lstrip(" ")
        return not following or following[0] in "\r\n" or following[0].isupper()


def _joined(written: Written) -> str:
    blank = " " if written.authors and written.text and not written.raised else ""
    return f"{written.authors}{blank}{written.text}"
