"""What comes in from other files than BibTeX: lists of papers in Markdown, HTML and reStructuredText.

`paperlist` reads a list into papers, and brings them into a store as entries.
"""

from synbib.formats.paperlist import Paper, PaperList, Work, collect, read_list

__all__ = ["Paper", "PaperList", "Work", "collect", "read_list"]
