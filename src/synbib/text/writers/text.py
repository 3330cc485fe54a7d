"""Plain text."""

from __future__ import annotations

from typing import Final

from synbib.text.display import without_display
from synbib.text.marks import strip
from synbib.text.scripts import plain_scripts
from synbib.text.writers.form import Writer
from synbib.text.writers.layouts import as_lines

__all__ = ["WRITER"]

WRITER: Final = Writer(
    "text", lambda marked: strip(plain_scripts(without_display(marked, "\n"))), as_lines
)
