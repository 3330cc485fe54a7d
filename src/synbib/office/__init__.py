"""Bibliographies as documents of word processors.

A `Document` is references as marked text, the style's layout and a language. Each format is a function from it to
bytes, in the table `DOCUMENTS`: `docx`, through python-docx, and `odt`, which needs nothing. The same document is the
same bytes, whenever it is made.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.office.document import Document, Reference, Template
    from synbib.office.documents import DOCUMENTS, write_document

__all__ = ["DOCUMENTS", "Document", "Reference", "Template", "write_document"]

__getattr__ = lazily.names(
    __name__,
    {
        "document": ("Document", "Reference", "Template"),
        "documents": ("DOCUMENTS", "write_document"),
    },
)
