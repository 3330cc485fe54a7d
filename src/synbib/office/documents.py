"""The table of documents; each module is imported when its format is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from synbib.errors import ArgumentError, UnknownNameError
from synbib.office.document import Document, Template

__all__ = ["DOCUMENTS", "write_document"]


def _docx(document: Document, template: Template | None) -> bytes:
    from synbib.office.docx import write_docx

    return write_docx(document, template)


def _odt(document: Document, template: Template | None) -> bytes:
    from synbib.office.odt import write_odt

    if template is not None:
        raise ArgumentError("template: docx has one, and odt has not; leave it out, or write docx")
    return write_odt(document)


DOCUMENTS: Final[Mapping[str, Callable[[Document, Template | None], bytes]]] = {
    "docx": _docx,
    "odt": _odt,
}
"""The name of a format → what writes a document in it, with the styles of a template."""


def write_document(document: Document, format: str, template: Template | None = None) -> bytes:
    """Return a document in a format.

    Args:
        document: The document.
        format: A name of `DOCUMENTS`.
        template: A document of that format whose styles are used.

    Raises:
        UnknownNameError: There is no such format; the nearest are suggested.
        ArgumentError: The format takes no template.
        SynbibError: A package is not installed, or the template cannot be read.
    """
    if format not in DOCUMENTS:
        raise UnknownNameError.among("format of documents", format, DOCUMENTS)
    return DOCUMENTS[format](document, template)
