"""What citations became, put into pandoc's AST: in their places, or as notes.

As pandoc has it: a note follows the punctuation after it and needs no blank before it; a superscript number needs none
either; within a footnote a note style's citations stand in parentheses, or after their authors and a comma.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from synbib import lazily
from synbib.csl import Written
from synbib.documents.placing import PUNCTUATION
from synbib.pandoc.ast import Node, inlines_of, is_blank, last_text, node, plain
from synbib.pandoc.citations import CitationsFound, CitedNode
from synbib.pandoc.inlines import StandIns, to_inlines

__all__ = ["Placing", "place"]

_CLOSING_QUOTES: Final = ("”", '"')
# A blank, a word, and what may stand between.
_FOLLOWING: Final = 3
_NO_SECOND: Final = (".", "?", "!")


@lazily.dataclass(frozen=True, slots=True)
class Placing:
    """How citations are put into a document.

    Attributes:
        in_notes: Whether they are notes.
        after_punctuation: Whether notes and superscripts follow the punctuation after them.
        in_quote: Whether a full stop and a comma stand before a closing quotation mark.
    """

    in_notes: bool
    after_punctuation: bool
    in_quote: bool


def place(
    citations: CitationsFound,
    chosen: Sequence[int],
    written: Iterable[Written],
    placing: Placing,
) -> None:
    """Put what citations became into their document, which is changed.

    Args:
        citations: The citations of the document.
        chosen: The numbers of those that are written.
        written: What each of these became.
        placing: How they are put in.
    """
    lists: dict[int, list[Node]] = {}
    for number, each in zip(chosen, written, strict=True):
        cited = citations.nodes[number]
        cited.node["c"][1] = _content(cited, each, placing, citations.stand_ins)
        lists[id(cited.siblings)] = cited.siblings
    done = {id(citations.nodes[number].node) for number in chosen}
    for siblings in lists.values():
        siblings[:] = _joined(siblings, done, placing)


def _content(
    cited: CitedNode, written: Written, placing: Placing, stand_ins: StandIns
) -> list[Node]:
    """Return the inlines of a citation."""
    # What links to the reference is the rest, as pandoc has it.
    authors = [
        inner
        for each in to_inlines(written.authors)
        for inner in (inlines_of(each) if each["t"] == "Link" else [each])
    ]
    text = to_inlines(written.text, stand_ins)
    if not text:
        return authors
    if not placing.in_notes:
        blank = [node("Space")] if authors and not written.raised else []
        return [*authors, *blank, *text]
    if cited.note < 0:
        _begin_with_capital(text)
        return [*authors, node("Note", [node("Para", text)])]
    if cited.node["c"][0][0]["citationMode"]["t"] != "AuthorInText":
        if cited.begins_note:
            return text
        return [node("Str", "("), *_without_final_period(text), node("Str", ")")]
    if not authors:
        return _without_final_period(text)
    rest = text if _sentence_ends(cited) else _without_final_period(text)
    return [*authors, node("Str", ","), node("Space"), *rest]


def _begin_with_capital(inlines: Sequence[Node]) -> None:
    """Write the first letter of a note large, however deep it stands."""
    while inlines and inlines[0]["t"] != "Str":
        inlines = inlines_of(inlines[0])
    if inlines:
        inlines[0]["c"] = inlines[0]["c"][:1].upper() + inlines[0]["c"][1:]


def _sentence_ends(cited: CitedNode) -> bool:
    """Whether nothing follows a citation, or a new sentence does."""
    after = cited.at + 1
    following = plain(cited.siblings[after : after + _FOLLOWING]).lstrip()
    return not following or following[0].isupper()


def _without_final_period(inlines: list[Node]) -> list[Node]:
    """Return inlines without the full stop at their end, which may stand within a quotation."""
    last = last_text(inlines)
    if last is not None:
        bare = last["c"].rstrip("”’\"'")
        if bare.endswith("."):
            last["c"] = bare[:-1] + last["c"][len(bare) :]
    return inlines


# --- What stands around citations --------------------------------------------------------------------------


def _joined(siblings: Sequence[Node], done: set[int], placing: Placing) -> list[Node]:
    """Return the inlines of a list with its citations, and the blanks and the punctuation around these put right."""
    joined: list[Node] = []
    for each in siblings:
        before = joined[-1] if joined else None
        if before is not None and id(before) in done and each["t"] == "Str":
            each = _after(joined, each, placing)
        elif id(each) in done and len(joined) > 1 and is_blank(before or each) and _is_raised(each):
            joined.pop()
        if each != _NOTHING:
            joined.append(each)
    return joined


_NOTHING: Final = {"t": "Str", "c": ""}


def _is_raised(cite: Node) -> bool:
    """Whether a citation begins with the number of a note, or with another one that is superscript."""
    content = cite["c"][1]
    return bool(content) and content[0]["t"] in ("Note", "Superscript")


def _after(joined: list[Node], following: Node, placing: Placing) -> Node:
    """Return what follows a citation, the last of ``joined``, without the punctuation that goes before that."""
    content = joined[-1]["c"][1]
    if not content:
        return following
    text = following["c"]
    raised = content[-1]["t"] in ("Note", "Superscript")
    if not raised:
        ends = plain(content).endswith(".") and text.startswith(".") and not text.startswith("...")
        return node("Str", text[1:]) if ends else following
    found = PUNCTUATION.match(text)
    if not (placing.after_punctuation and found):
        return following
    signs = found[0]
    if len(content) > 1:
        if not plain(content[:-1]).endswith(_NO_SECOND):
            content.insert(-1, node("Str", signs))
    else:
        cite = joined.pop()
        if placing.in_quote and signs[0] in ".," and joined and _into_quote(joined[-1], signs[0]):
            signs = signs[1:]
        joined += ([node("Str", signs)] if signs else []) + [cite]
    return node("Str", text[found.end() :])


def _into_quote(before: Node, sign: str) -> bool:
    """Put a sign before the closing quotation mark at the end of an inline, if there is one."""
    if before["t"] == "Quoted":
        inside = inlines_of(before)
        if not plain(inside).endswith((*_NO_SECOND, sign)):
            inside.append(node("Str", sign))
        return True
    if before["t"] == "Str" and before["c"].endswith(_CLOSING_QUOTES) and len(before["c"]) > 1:
        before["c"] = f"{before['c'][:-1]}{sign}{before['c'][-1]}"
        return True
    return False
