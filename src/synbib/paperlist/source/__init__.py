"""Markup into blocks: headings, items and tables, made of runs of text that know their look and their links.

Markdown, HTML and reStructuredText speak HTML's tags to one builder (`builder`), so that an item is the same whatever
it was written in. Each reader imports its parser when it is called.
"""

from synbib.paperlist.source.blocks import FOLD, Block, Heading, Item, Row, Table
from synbib.paperlist.source.html import read_html
from synbib.paperlist.source.markdown import read_markdown
from synbib.paperlist.source.rst import read_rst
from synbib.paperlist.source.spans import BREAK, TextSpan, TextStyle

__all__ = [
    "BREAK",
    "FOLD",
    "Block",
    "Heading",
    "Item",
    "Row",
    "Table",
    "TextSpan",
    "TextStyle",
    "read_html",
    "read_markdown",
    "read_rst",
]
