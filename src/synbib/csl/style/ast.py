"""A style as a tree of frozen dataclasses, every option in its place.

What `lower` makes of a style's XML and what `interpret` and `codegen` read. Names are those of CSL 1.0.2: a class per
rendering element, an attribute per XML attribute. Options that an element inherits are already its own here. Nodes are
compared as objects: to look at one is not to look at all that is below it.
"""

from __future__ import annotations

from dataclasses import field

from synbib import lazily
from synbib.text import Span

__all__ = [
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
    "Layout",
    "Macro",
    "Name",
    "Names",
    "Node",
    "Number",
    "Term",
    "Test",
    "Value",
    "Variable",
]


@lazily.dataclass(frozen=True, slots=True)
class Format:
    """Formatting, affixes, quotes, letter case and display of an element (CSL 1.0.2, "Style Behavior").

    Attributes:
        prefix: Text before, outside the formatting.
        suffix: Text after.
        spans: Formatting, the outermost first.
        quotes: Whether it stands in quotation marks.
        text_case: A value of ``text-case`` or ``""``.
        strip_periods: Whether full stops go.
        display: The span of ``display``, if any.
    """

    prefix: str = ""
    suffix: str = ""
    spans: tuple[Span, ...] = ()
    quotes: bool = False
    text_case: str = ""
    strip_periods: bool = False
    display: Span | None = None


PLAIN = Format()


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Variable:
    """``<text variable>``."""

    variable: str
    form: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Macro:
    """``<text macro>``."""

    name: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Term:
    """``<text term>``."""

    name: str
    form: str
    plural: bool
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Value:
    """``<text value>``."""

    text: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Number:
    """``<number>``."""

    variable: str
    form: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Label:
    """``<label>``; ``variable`` is empty where it belongs to names."""

    variable: str
    form: str
    plural: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class DatePart:
    """``<date-part>``; ``form`` is empty where the locale's date decides it."""

    name: str
    form: str
    range_delimiter: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Date:
    """``<date>``.

    Attributes:
        variable: The date variable.
        form: ``text`` or ``numeric`` where the locale says how, else ``""``.
        shown: The parts that a localized date shows: ``year-month-day``, ``year-month`` or ``year``.
        parts: The parts in order; of a localized date those whose formatting the style overrides.
        delimiter: Text between parts.
        format: Formatting.
    """

    variable: str
    form: str
    shown: str
    parts: tuple[DatePart, ...]
    delimiter: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class EtAl:
    """``<et-al>``."""

    term: str = "et-al"
    format: Format = PLAIN


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Name:
    """``<name>`` with all that it inherits (CSL 1.0.2, "Name" and "Inheritable Name Options").

    ``initialize_with`` is ``None`` where given names are not initialized; ``et_al_min`` is 0 where names are never cut.
    ``declared`` tells whether the style has a ``<name>`` element.
    """

    form: str = "long"
    and_: str = ""
    delimiter: str = ", "
    delimiter_precedes_et_al: str = "contextual"
    delimiter_precedes_last: str = "contextual"
    et_al_min: int = 0
    et_al_use_first: int = 1
    et_al_use_last: bool = False
    et_al_subsequent_min: int = 0
    et_al_subsequent_use_first: int = 1
    initialize: bool = True
    initialize_with: str | None = None
    initialize_with_hyphen: bool = True
    name_as_sort_order: str = ""
    sort_separator: str = ", "
    demote_non_dropping_particle: str = "display-and-sort"
    format: Format = PLAIN
    family: Format = PLAIN
    given: Format = PLAIN


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Names:
    """``<names>``.

    Attributes:
        variables: The name variables, in order.
        delimiter: Text between variables.
        name: How each name is written.
        et_al: How "et al." is written.
        label: The label, if there is one.
        label_first: Whether the label stands before the names.
        substitute: What stands in for missing names.
        format: Formatting.
    """

    variables: tuple[str, ...]
    delimiter: str
    name: Name
    et_al: EtAl
    label: Label | None
    label_first: bool
    substitute: tuple[Node, ...]
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Group:
    """``<group>``."""

    children: tuple[Node, ...]
    delimiter: str
    format: Format


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Test:
    """One condition of ``if`` and ``else-if``: what kind, and the values of which one has to be there."""

    kind: str
    values: tuple[str, ...]


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """``<if>``, ``<else-if>`` or, without tests, ``<else>``."""

    match: str
    tests: tuple[Test, ...]
    children: tuple[Node, ...]


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Choose:
    """``<choose>``; the delimiter is that of the group that it stands in."""

    branches: tuple[Branch, ...]
    delimiter: str = ""


Node = Variable | Macro | Term | Value | Number | Label | Date | Names | Group | Choose


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """``<layout>``.

    Attributes:
        children: What it renders.
        delimiter: Text between cites.
        format: Formatting; its affixes stand inside.
        languages: The language tags that it is for (CSL-M's ``locale``); empty for all others.
    """

    children: tuple[Node, ...]
    delimiter: str
    format: Format
    languages: tuple[str, ...] = ()


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Key:
    """``<key>`` of ``<sort>``.

    Attributes:
        variable: The variable to sort by, or ``""``.
        macro: The macro to sort by, or ``""``.
        descending: Whether the order is reversed.
        names_min: What overrides ``et-al-min`` and ``et-al-subsequent-min``, if anything.
        names_use_first: The same for ``et-al-use-first``.
        names_use_last: The same for ``et-al-use-last``.
    """

    variable: str
    macro: str
    descending: bool
    names_min: int | None = None
    names_use_first: int | None = None
    names_use_last: bool | None = None


@lazily.dataclass(frozen=True, slots=True, eq=False)
class Area:
    """``<citation>`` or ``<bibliography>``, with the macros under the options that hold there.

    Attributes:
        name: ``citation`` or ``bibliography``.
        layouts: The layouts; the one for all languages is last.
        sort: The sort keys.
        macros: Every macro's children.
        options: The element's own attributes, as they stand.
    """

    name: str
    layouts: tuple[Layout, ...]
    sort: tuple[Key, ...]
    macros: dict[str, tuple[Node, ...]]
    options: dict[str, str] = field(default_factory=dict)
