"""Markdown: see `synbib.text.markdown`."""

from __future__ import annotations

from typing import Final

from synbib.text.display import without_display
from synbib.text.markdown import inline
from synbib.text.writers.form import Writer
from synbib.text.writers.layouts import as_paragraphs

__all__ = ["WRITER"]

WRITER: Final = Writer(
    "markdown", lambda marked: inline(without_display(marked, " ")), as_paragraphs
)
