"""Markdown: see `synbib.text.markdown`."""

from __future__ import annotations

from typing import Final

from synbib.text import markdown
from synbib.text.display import without_display
from synbib.text.writers.form import Writer
from synbib.text.writers.layouts import paragraphs

__all__ = ["WRITER"]


def _inline(marked: str) -> str:
    return markdown.inline(without_display(marked, " "))


WRITER: Final = Writer("markdown", _inline, paragraphs(_inline))
