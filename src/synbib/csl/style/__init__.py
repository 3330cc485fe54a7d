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
from synbib.csl.style.catalogue import ALIASES, find_style, meant, style_names
from synbib.csl.style.features import features
from synbib.csl.style.infos import StyleInfo, info_of, style_infos
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
from synbib.csl.style.search import search_styles
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
    "StyleInfo",
    "Term",
    "Test",
    "Value",
    "Variable",
    "bare_locale",
    "features",
    "find_locale",
    "find_style",
    "full_tag",
    "info_of",
    "integer",
    "known_language",
    "locale_files",
    "locator_terms",
    "lower_area",
    "lower_date",
    "meant",
    "regional_tag",
    "search_styles",
    "style_infos",
    "style_names",
]
