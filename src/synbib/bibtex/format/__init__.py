"""One form for every file: layout, order and delimiters by rule, every entry, field and comment kept.

`options` is the table of what can be chosen, `values` has the rules for one value, `fields` those for the fields
of an entry, `order` sorts, `layout` writes.
"""

from synbib.bibtex.format.layout import Formatted, format_document
from synbib.bibtex.format.meaning import meaning, says_the_same
from synbib.bibtex.format.options import FormatOptions

__all__ = ["FormatOptions", "Formatted", "format_document", "meaning", "says_the_same"]
