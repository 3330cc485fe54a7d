"""Forms: how an entry looks in a maintainer's own list or table, as one line that is read and written.

`template` is the line, `parts` what it shows of an entry, `form` a list's whole look and those that are ready,
`writing` what makes text of a selection.
"""

from synbib.readme.forms.form import READY, Form, find_form
from synbib.readme.forms.parts import (
    DATES,
    END,
    KINDS,
    LABEL,
    PARTS,
    PUBLISHED,
    SEPARATORS,
    YEARS,
    field_of,
    made,
    own_form,
    value,
)
from synbib.readme.forms.template import (
    Between,
    Group,
    Inline,
    Linked,
    Piece,
    Slot,
    Template,
    fill,
    format_template,
    joined,
    parse_template,
    slots_of,
)
from synbib.readme.forms.writing import entry_in_form, written_in_form

__all__ = [
    "DATES",
    "END",
    "KINDS",
    "LABEL",
    "PARTS",
    "PUBLISHED",
    "READY",
    "SEPARATORS",
    "YEARS",
    "Between",
    "Form",
    "Group",
    "Inline",
    "Linked",
    "Piece",
    "Slot",
    "Template",
    "entry_in_form",
    "field_of",
    "fill",
    "find_form",
    "format_template",
    "joined",
    "made",
    "own_form",
    "parse_template",
    "slots_of",
    "value",
    "written_in_form",
]
