"""The citations of a document of pandoc's: its ``Cite`` nodes as clusters, and where each stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from synbib import lazily
from synbib.csl import Cite, LocatorLabel
from synbib.documents.citing import CitedKey
from synbib.documents.clusters import Cluster, Found, WrittenCite
from synbib.documents.locators import split_suffix
from synbib.pandoc.ast import Node
from synbib.pandoc.inlines import StandIns
from synbib.text.inlines import STAND_IN, Kept

__all__ = ["CitationsFound", "CitedNode", "find_citations"]

# What of the metadata has citations that are no citations of the text.
_NOT_READ: Final = frozenset(("nocite", "references"))
# What has nothing in it that could be read.
_LEAVES: Final = frozenset(
    ("Str", "Space", "SoftBreak", "LineBreak", "Code", "Math", "RawInline", "CodeBlock", "RawBlock")
)


@lazily.dataclass(frozen=True, slots=True)
class CitedNode:
    """A citation of a document.

    Attributes:
        node: The ``Cite``.
        siblings: The inlines among which it stands.
        at: Which of them it is, from 0.
        note: The number of the footnote in which it stands, from 0; -1 in the text.
        begins_note: Whether it is the first thing in that.
    """

    node: Node
    siblings: list[Node]
    at: int
    note: int = -1
    begins_note: bool = False


@lazily.dataclass(frozen=True, slots=True)
class CitationsFound:
    """The citations of a document.

    Attributes:
        nodes: Each, in the order in which they are read.
        found: The same as clusters.
        stand_ins: What in their prefixes and suffixes is not text.
    """

    nodes: tuple[CitedNode, ...]
    found: Found
    stand_ins: StandIns


class _FilterCite(WrittenCite):
    """A cite whose prefix and suffix are text already, with characters that stand for other things."""

    __slots__ = ()

    def as_cite(self, terms: Mapping[str, LocatorLabel], kept: Kept | None = None) -> Cite:
        locator, label, suffix = split_suffix(self.suffix, terms)
        return Cite(
            self.key.key,
            locator,
            label,
            # pandoc sets a blank between them whatever the prefix ends with.
            f"{self.prefix} " if self.prefix else "",
            f" {suffix}" if STAND_IN.match(suffix) else suffix,
            self.suppress_author,
        )


def find_citations(document: Mapping[str, Any]) -> CitationsFound:
    """Return the citations of a document: those of its metadata, then those of its blocks.

    Those in prefixes and suffixes of others stay as they are written.

    Args:
        document: The whole document, as pandoc writes it.
    """
    walk = _Walk()
    for name, value in sorted(document["meta"].items()):
        if name not in _NOT_READ:
            walk.read(value)
    walk.read(document["blocks"])
    stand_ins = StandIns()
    clusters = tuple(
        _cluster(cited.node, place, walk.notes[cited.note] if cited.note >= 0 else -1, stand_ins)
        for cited, place in zip(walk.nodes, walk.places, strict=True)
    )
    return CitationsFound(tuple(walk.nodes), Found(clusters, tuple(walk.notes)), stand_ins)


class _Walk:
    """Goes through a document in the order in which it is read.

    Attributes:
        nodes: The citations.
        places: Where each stands: the number of citations and notes before it.
        notes: Where each note stands, by the same count.
    """

    def __init__(self) -> None:
        self.nodes: list[CitedNode] = []
        self.places: list[int] = []
        self.notes: list[int] = []
        self._note = -1

    def read(self, value: object) -> None:
        if isinstance(value, list):
            for i, each in enumerate(value):
                if isinstance(each, dict) and each.get("t") == "Cite":
                    self._cite(each, value, i)
                elif isinstance(each, (dict, list)):
                    self.read(each)
        elif isinstance(value, dict) and value.get("t") not in _LEAVES:
            if value.get("t") == "Note":
                self._read_note(value["c"])
            elif value.get("t") == "MetaMap":
                for _, each in sorted(value["c"].items()):
                    self.read(each)
            else:
                self.read(value.get("c"))

    def _read_note(self, blocks: list[Node]) -> None:
        outside = self._note
        if outside < 0:
            self._note = len(self.notes)
            self.notes.append(self._next_place())
        first = len(self.nodes)
        self.read(blocks)
        self._note = outside
        begins = blocks and blocks[0]["t"] in ("Para", "Plain") and blocks[0]["c"][:1]
        if begins and first < len(self.nodes) and self.nodes[first].node is begins[0]:
            self.nodes[first] = lazily.replace(self.nodes[first], begins_note=True)

    def _cite(self, cite: Node, siblings: list[Node], at: int) -> None:
        self.places.append(self._next_place())
        self.nodes.append(CitedNode(cite, siblings, at, self._note))

    def _next_place(self) -> int:
        return len(self.nodes) + len(self.notes)


def _cluster(cite: Node, place: int, note: int, stand_ins: StandIns) -> Cluster:
    cites: list[_FilterCite] = []
    for each in cite["c"][0]:
        suffix = stand_ins.text(each["citationSuffix"])
        # pandoc leaves out the comma of `@key [chap. 3]`, which only a locator does not need.
        if each["citationMode"]["t"] == "AuthorInText" and suffix[:1].isalnum():
            suffix = f", {suffix}"
        cites.append(
            _FilterCite(
                CitedKey(each["citationId"], place, place),
                stand_ins.text(each["citationPrefix"]),
                suffix,
                each["citationMode"]["t"] == "SuppressAuthor",
            )
        )
    narrative = cite["c"][0][0]["citationMode"]["t"] == "AuthorInText"
    return Cluster(place, place, 0, 0, tuple(cites), narrative, note)
