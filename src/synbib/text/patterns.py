r"""Pieces of regular expressions that several modules are made of."""

from __future__ import annotations

from typing import Final

__all__ = ["BLANKS_BEFORE"]

BLANKS_BEFORE: Final = r"(?:(?<!\s)\s++)?+"
r"""Like ``\s*`` before something that is searched for, but tried from the first of several blanks alone.

Of a run of blanks with nothing after it, ``\s*-`` tries each blank with all that follow: the square of the run.
"""
