"""Citations that Sphinx copied before they were shown, as in tables of contents: there they are plain text."""

from __future__ import annotations

from typing import Any, Final

from docutils import nodes

from synbib.sphinx.pending import PendingCite
from synbib.sphinx.transforms import plain_text

__all__ = ["VISITORS"]


def _visit(translator: Any, node: PendingCite) -> None:
    translator.visit_Text(nodes.Text(plain_text(translator.builder.env, node)))
    raise nodes.SkipNode


VISITORS: Final = dict.fromkeys(("html", "latex", "text", "man", "texinfo"), (_visit, None))
"""Format of a builder → what writes a `PendingCite` there."""
