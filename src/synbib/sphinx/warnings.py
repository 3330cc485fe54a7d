"""Warnings, by the names that sphinxcontrib-bibtex gave them, so that ``suppress_warnings`` still holds."""

from __future__ import annotations

from typing import Any

from sphinx.util import logging

__all__ = ["warn"]

_logger = logging.getLogger(__name__)


def warn(kind: str, message: str, location: Any) -> None:
    """Warn of something in a document.

    Args:
        kind: The warning's name after ``bibtex.``.
        message: What is wrong.
        location: A node, or the name of a document and a line.
    """
    _logger.warning("%s", message, location=location, type="bibtex", subtype=kind)
