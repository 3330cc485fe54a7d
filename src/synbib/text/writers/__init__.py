"""Writers: marked text to one output format each.

A `Writer` (`form`) is two functions: of marked text, and of a whole bibliography. Most are a table of what opens and
closes each span plus an escape for plain text (`spans`). Each format is a module that has its name and its
``WRITER``, and a name in the table `WRITERS` (`catalogue`), which imports the one that is asked for.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.text.writers.catalogue import MARKED, WRITERS, writer
    from synbib.text.writers.form import BibliographyLayout, Writer, reference_anchor
    from synbib.text.writers.html import html_bibliography, html_table
    from synbib.text.writers.latex import LATEX_SPANS, latex_label

__all__ = [
    "LATEX_SPANS",
    "MARKED",
    "WRITERS",
    "BibliographyLayout",
    "Writer",
    "html_bibliography",
    "html_table",
    "latex_label",
    "reference_anchor",
    "writer",
]

__getattr__ = lazily.names(
    __name__,
    {
        "catalogue": ("MARKED", "WRITERS", "writer"),
        "form": ("BibliographyLayout", "Writer", "reference_anchor"),
        "html": ("html_bibliography", "html_table"),
        "latex": ("LATEX_SPANS", "latex_label"),
    },
)
