"""The rendering elements of CSL: text, numbers, dates, labels, and lists of names, with the formatting around them.

Both ways through a style's tree call these, so that a rule of CSL is in one place. A rendering is told what it
needs, and leaves what the phases need, in a `Context`.
"""

from synbib.csl.elements.context import (
    CALLED,
    FOUND,
    UNAMBIGUOUS,
    Ambiguity,
    Context,
    NamesCall,
    Position,
    SubstituteRule,
)
from synbib.csl.elements.dates import render_date
from synbib.csl.elements.formatting import dress
from synbib.csl.elements.leaves import (
    SPECIAL,
    holds,
    render_date_element,
    render_label,
    render_number_element,
    render_term,
    render_variable,
    value_of,
)
from synbib.csl.elements.links import LINKED
from synbib.csl.elements.name import personal_name
from synbib.csl.elements.names import render_names, sortable_names
from synbib.csl.elements.numbers import is_numeric, is_plural, render_number, tidy_number

__all__ = [
    "CALLED",
    "FOUND",
    "LINKED",
    "SPECIAL",
    "UNAMBIGUOUS",
    "Ambiguity",
    "Context",
    "NamesCall",
    "Position",
    "SubstituteRule",
    "dress",
    "holds",
    "is_numeric",
    "is_plural",
    "personal_name",
    "render_date",
    "render_date_element",
    "render_label",
    "render_names",
    "render_number",
    "render_number_element",
    "render_term",
    "render_variable",
    "sortable_names",
    "tidy_number",
    "value_of",
]
