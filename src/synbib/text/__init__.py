"""Rich text: marked strings, their writers, Markdown escapes and URLs.

Lowest of the layers. Text with formatting travels as a ``str`` in which private-use characters mark spans
(`marks`); `writers` turn it into Markdown, HTML, LaTeX or plain text; `csljson` reads and writes CSL-JSON's
inline markup.
"""

from typing import TYPE_CHECKING

from synbib import lazily

if TYPE_CHECKING:
    from synbib.text.csljson import from_markup, to_markup
    from synbib.text.flipflop import flip_flop
    from synbib.text.marks import Node, Span, from_outside, link, scrub, strip, to_nodes
    from synbib.text.writers import MARKED, WRITERS, BibliographyLayout, Writer, html_table, writer

__all__ = [
    "MARKED",
    "WRITERS",
    "BibliographyLayout",
    "Node",
    "Span",
    "Writer",
    "flip_flop",
    "from_markup",
    "from_outside",
    "html_table",
    "link",
    "scrub",
    "strip",
    "to_markup",
    "to_nodes",
    "writer",
]

__getattr__ = lazily.names(
    __name__,
    {
        "csljson": ("from_markup", "to_markup"),
        "flipflop": ("flip_flop",),
        "marks": ("Node", "Span", "from_outside", "link", "scrub", "strip", "to_nodes"),
        "writers": ("MARKED", "WRITERS", "BibliographyLayout", "Writer", "html_table", "writer"),
    },
)
