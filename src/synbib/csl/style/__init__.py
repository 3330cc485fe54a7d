"""A style: found by its name, parsed and checked, and lowered from XML into a tree of frozen dataclasses.

The tree (`ast`) has an option in its place wherever it holds: what is inherited is each element's own, macros are there
and go in no circle. `locale` merges what a language and the style say of terms, dates and options, once.
"""

from synbib.csl.style.ast import (
    PLAIN,
    Area,
    Branch,
    Choose,
    Date,
    DatePart,
    EtAl,
    Format,
    Group,
    Key,
    Label,
    Macro,
    Name,
    Names,
    Node,
    Number,
    Term,
    Test,
    Value,
    Variable,
)
from synbib.csl.style.attributes import integer
from synbib.csl.style.catalogue import ALIASES, find_style, style_names
from synbib.csl.style.locale import (
    Locale,
    Ordinal,
    Part,
    bare_locale,
    find_locale,
    full_tag,
    known_language,
    locale_files,
    locator_terms,
    regional_tag,
)
from synbib.csl.style.lower import lower_area, lower_date
from synbib.csl.style.style import NAMESPACE, Style

__all__ = [
    "ALIASES",
    "NAMESPACE",
    "PLAIN",
    "Area",
    "Branch",
    "Choose",
    "Date",
    "DatePart",
    "EtAl",
    "Format",
    "Group",
    "Key",
    "Label",
    "Locale",
    "Macro",
    "Name",
    "Names",
    "Node",
    "Number",
    "Ordinal",
    "Part",
    "Style",
    "Term",
    "Test",
    "Value",
    "Variable",
    "bare_locale",
    "find_locale",
    "find_style",
    "full_tag",
    "integer",
    "known_language",
    "locale_files",
    "locator_terms",
    "lower_area",
    "lower_date",
    "regional_tag",
    "style_names",
]
