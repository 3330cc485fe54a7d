"""Marked text as paragraphs of runs, as word processors have it.

Formatting that is nested in marked text lies side by side here: what is italic in bold is one run that is both, and
what is upright in italics is one that is neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from synbib import lazily
from synbib.text.flipflop import without_normal
from synbib.text.marks import Node, to_nodes
from synbib.text.runs import SHOWN, Run

__all__ = ["Paragraph", "to_paragraphs"]

# CSL 1.0.2, "Display": what stands on lines of its own.
_ON_LINES_OF_THEIR_OWN: Final = frozenset(("block", "indent"))
# Word processors slant letters in one way.
_THE_SAME: Final = {"oblique": "italic"}
# A text is above the line or below it: what is said last holds.
_OPPOSITE: Final = {"superscript": "subscript", "subscript": "superscript"}


@lazily.dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or several that belong together.

    Attributes:
        display: ``block`` or ``indent`` of what stands on lines of its own; ``""`` of what an entry begins with.
        label: What stands in the margin, as a number does.
        runs: What stands beside it.
    """

    display: str
    label: tuple[Run, ...]
    runs: tuple[Run, ...]


class _Draft:
    """A paragraph while it is put together."""

    def __init__(self, display: str) -> None:
        self.display = display
        self.label: list[Run] = []
        self.runs: list[Run] = []

    def add(self, run: Run, *, to_label: bool) -> None:
        """Add a run, to the label if nothing stands after that yet; runs of one formatting become one."""
        runs = self.label if to_label and _is_blank(self.runs) else self.runs
        if runs and runs[-1][1:] == run[1:]:
            runs[-1] = run._replace(text=runs[-1].text + run.text)
        else:
            runs.append(run)

    def finished(self) -> Paragraph | None:
        label, runs = _trimmed(self.label), _trimmed(self.runs)
        if not label and not runs:
            return None
        return Paragraph(self.display, tuple(label), tuple(runs))


def to_paragraphs(marked: str) -> list[Paragraph]:
    """Return marked text as paragraphs without blanks at their edges; none of them is empty."""
    drafts = [_Draft("")]
    # What is not read yet of each node that we are in, with what holds in it.
    open_nodes: list[tuple[Iterator[Node | str], frozenset[str], str, bool]] = [
        (iter(to_nodes(without_normal(marked))), frozenset(), "", False)
    ]
    breaks = [False]  # whether a line ends with each of them
    while open_nodes:
        nodes, spans, url, to_label = open_nodes[-1]
        node = next(nodes, None)
        if node is None:
            open_nodes.pop()
            if breaks.pop():
                drafts.append(_Draft("block"))
        elif isinstance(node, str):
            drafts[-1].add(Run(node, spans, url), to_label=to_label)
        else:
            breaks.append(node.name in _ON_LINES_OF_THEIR_OWN)
            if breaks[-1]:
                drafts.append(_Draft(node.name))
            open_nodes.append(
                (
                    iter(node.children),
                    _within(spans, node.name),
                    node.url or url,
                    to_label or node.name == "left-margin",
                )
            )
    return [paragraph for draft in drafts if (paragraph := draft.finished())]


def _within(spans: frozenset[str], name: str) -> frozenset[str]:
    """Return what holds inside a node of this name among what holds around it."""
    if name not in SHOWN:
        return spans
    return spans - {_OPPOSITE.get(name)} | {_THE_SAME.get(name, name)}


def _is_blank(runs: Iterable[Run]) -> bool:
    return all(not run.text.strip() for run in runs)


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return runs without blanks before the first and after the last."""
    shown = [i for i, run in enumerate(runs) if run.text.strip()]
    if not shown:
        return []
    kept = runs[shown[0] : shown[-1] + 1]
    kept[0] = kept[0]._replace(text=kept[0].text.lstrip())
    kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip())
    return kept
