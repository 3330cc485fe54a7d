"""The rendering elements of CSL: text, numbers, dates, labels, and lists of names, with the formatting around them.

Both ways through a style's tree call these, so that a rule of CSL is in one place. A rendering is told what it
needs in a `Request`, and leaves what the phases need in a `Trace`.
"""

from synbib.csl.elements.dates import render_date
from synbib.csl.elements.formatting import dress, dress_own, dress_text, is_slanted
from synbib.csl.elements.leaves import (
    SPECIAL,
    applies,
    holds,
    render_date_element,
    render_label,
    render_number_element,
    render_term,
    render_variable,
    value_of,
)
from synbib.csl.elements.links import LINKED
from synbib.csl.elements.name import DISPLAY, NameOrder, full_name, personal_name
from synbib.csl.elements.names import render_names, sortable_names
from synbib.csl.elements.numbers import (
    has_numbers,
    is_many,
    is_numeric,
    is_plural,
    page_range,
    render_number,
    tidy_number,
)
from synbib.csl.elements.request import (
    CALLED_EMPTY,
    CALLED_FOUND,
    CALLED_NONE,
    FIRST,
    FULL_GIVEN_NAMES,
    INITIALS,
    NO_GIVEN_NAMES,
    NO_LOCATOR,
    UNAMBIGUOUS,
    Ambiguity,
    GivenNames,
    Locator,
    NamesCall,
    Position,
    PositionKind,
    Request,
    Settings,
    SubstituteRule,
    Trace,
    Variables,
)

__all__ = [
    "CALLED_EMPTY",
    "CALLED_FOUND",
    "CALLED_NONE",
    "DISPLAY",
    "FIRST",
    "FULL_GIVEN_NAMES",
    "INITIALS",
    "LINKED",
    "NO_GIVEN_NAMES",
    "NO_LOCATOR",
    "SPECIAL",
    "UNAMBIGUOUS",
    "Ambiguity",
    "GivenNames",
    "Locator",
    "NameOrder",
    "NamesCall",
    "Position",
    "PositionKind",
    "Request",
    "Settings",
    "SubstituteRule",
    "Trace",
    "Variables",
    "applies",
    "dress",
    "dress_own",
    "dress_text",
    "full_name",
    "has_numbers",
    "holds",
    "is_many",
    "is_numeric",
    "is_plural",
    "is_slanted",
    "page_range",
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
