"""A style's XML → the tree of `ast`: inherited options resolved, defaults filled in, macros checked.

Sources: CSL 1.0.2, "Inheritable Name Options" (style → citation or bibliography → name), "Substitute" (a bare
``<names>`` takes the children of the one around it), "Macro".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from synbib import lazily
from synbib.csl.marked import marked_text
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
    Layout,
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
from synbib.csl.style.attributes import children, formatting, integer, is_false, is_true, tag_of
from synbib.errors import Diagnostic, StyleError
from synbib.limits import DEEPEST_STYLE, MOST_STYLE_STEPS

if TYPE_CHECKING:
    from lxml import etree

__all__ = ["lower_area", "lower_date"]

# Name options that style, citation and bibliography may set, by the name that they have there.
_INHERITABLE: Final[Mapping[str, str]] = {
    "name-form": "form",
    "name-delimiter": "delimiter",
    **{
        name: name
        for name in (
            "and",
            "delimiter-precedes-et-al",
            "delimiter-precedes-last",
            "et-al-min",
            "et-al-use-first",
            "et-al-use-last",
            "et-al-subsequent-min",
            "et-al-subsequent-use-first",
            "initialize",
            "initialize-with",
            "name-as-sort-order",
            "sort-separator",
        )
    },
}
_TESTS: Final = (
    "type",
    "variable",
    "is-numeric",
    "is-uncertain-date",
    "locator",
    "position",
    "disambiguate",
    "jurisdiction",
)
_NUMBERS_OF_DATE: Final = "year-month-day"


def lower_area(root: etree._Element, area: etree._Element, source: str) -> Area:
    """Return ``citation`` or ``bibliography`` of a style.

    Args:
        root: The style.
        area: The element.
        source: The style's name, for messages.

    Raises:
        StyleError: A macro does not exist or calls itself, something is nested too deep, or there is too much to run.
    """
    return _Lowering(root, area, source).area()


class _Lowering:
    """One area's lowering: what its elements inherit, and the macros met so far."""

    def __init__(self, root: etree._Element, area: etree._Element, source: str) -> None:
        self._source = source
        self._area = area
        self._macro_elements = {
            element.get("name", ""): element for element in root if tag_of(element) == "macro"
        }
        self._macros: dict[str, tuple[Node, ...]] = {}
        self._depths: dict[str, int] = {}
        self._steps_of: dict[str, int] = {}
        # What the area may have to run through so far: of a choose the branch that takes the most.
        self._steps = 0
        self._open: list[str] = []
        inherited: dict[str, str] = {}
        for element in (root, area):
            for attribute, option in _INHERITABLE.items():
                if (value := element.get(attribute)) is not None:
                    inherited[option] = value
        self._inherited = inherited
        self._names_delimiter = area.get("names-delimiter") or root.get("names-delimiter") or ""
        self._hyphen = not is_false(root.get("initialize-with-hyphen"))
        self._demote = root.get("demote-non-dropping-particle") or "display-and-sort"

    def area(self) -> Area:
        layouts: list[Layout] = []
        keys: list[Key] = []
        for element in children(self._area):
            if tag_of(element) == "layout":
                layouts.append(self._layout(element))
            elif tag_of(element) == "sort":
                keys.extend(self._key(key) for key in children(element))
        # The layout for all languages is asked last.
        layouts.sort(key=lambda layout: not layout.languages)
        return Area(
            tag_of(self._area),
            tuple(layouts),
            tuple(keys),
            self._macros,
            {str(k): str(v) for k, v in self._area.attrib.items()},
        )

    def _layout(self, element: etree._Element) -> Layout:
        children = self._children(element, 1)
        languages = tuple(element.get("locale", "").split())
        return Layout(children, element.get("delimiter", ""), formatting(element), languages)

    def _key(self, element: etree._Element) -> Key:
        macro = element.get("macro", "")
        if macro:
            self._need(macro, element, 1)
        use_last = element.get("names-use-last")
        return Key(
            element.get("variable", ""),
            macro,
            element.get("sort") == "descending",
            integer(element.get("names-min")),
            integer(element.get("names-use-first")),
            None if use_last is None else is_true(use_last),
        )

    def _need(self, name: str, caller: etree._Element, depth: int) -> None:
        """Lower the macro ``name``, unless it is there already."""
        if name in self._macros:
            self._count(self._steps_of[name], caller)
            if depth + self._depths[name] > DEEPEST_STYLE:
                raise self._error(caller, f"macros are nested more than {DEEPEST_STYLE} deep")
            return
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            raise self._error(caller, f"the macro '{name}' calls itself: {circle}")
        element = self._macro_elements.get(name)
        if element is None:
            raise self._error(caller, f"there is no macro '{name}'")
        self._open.append(name)
        before, steps = self._deepest, self._steps
        around, self._around = self._around, None
        self._deepest, self._steps = depth, 0
        children = self._children(element, depth + 1)
        self._macros[name] = children
        self._depths[name] = self._deepest - depth
        self._steps_of[name] = self._steps
        self._deepest, self._steps = max(before, self._deepest), steps
        self._around = around
        self._open.pop()
        self._count(self._steps_of[name], caller)

    def _count(self, steps: int, element: etree._Element) -> None:
        self._steps += steps
        if self._steps > MOST_STYLE_STEPS:
            raise self._error(
                element,
                f"the style runs through more than {MOST_STYLE_STEPS:,} elements for one item",
            )

    _deepest = 0
    _around: Names | None = None  # the names that what is being lowered stands in for

    def _children(
        self, element: etree._Element, depth: int, delimiter: str = ""
    ) -> tuple[Node, ...]:
        if depth > DEEPEST_STYLE:
            raise self._error(element, f"elements are nested more than {DEEPEST_STYLE} deep")
        self._deepest = max(self._deepest, depth)
        return tuple(
            node
            for child in children(element)
            if (node := self._node(child, depth, delimiter)) is not None
        )

    def _node(self, element: etree._Element, depth: int, delimiter: str = "") -> Node | None:
        tag = tag_of(element)
        self._count(1, element)
        if tag == "text":
            return self._text(element, depth)
        if tag == "group":
            own = element.get("delimiter", "")
            return Group(self._children(element, depth + 1, own), own, formatting(element))
        if tag == "choose":
            # The delimiter of the element around it holds within the output of a choose.
            return Choose(tuple(self._branches(element, depth, delimiter)), delimiter)
        if tag == "names":
            return self._names(element, depth, self._around)
        if tag == "number":
            variable = element.get("variable", "")
            return Number(variable, element.get("form", "numeric"), formatting(element))
        if tag == "label":
            return _label(element)
        if tag == "date":
            self._count(len(element), element)
            return lower_date(element)
        return None

    def _text(self, element: etree._Element, depth: int) -> Node | None:
        dressing = formatting(element)
        if (macro := element.get("macro")) is not None:
            self._need(macro, element, depth)
            return Macro(macro, dressing)
        form = element.get("form", "long")
        if (variable := element.get("variable")) is not None:
            return Variable(variable, form, dressing)
        if (term := element.get("term")) is not None:
            return Term(term, form, is_true(element.get("plural")), dressing)
        if (value := element.get("value")) is not None:
            return Value(marked_text(value), dressing)
        return None

    def _branches(self, element: etree._Element, depth: int, delimiter: str) -> Iterator[Branch]:
        """Yield the branches of a choose: all their tests may be run, and the children of one."""
        before, most = self._steps, 0
        for child in children(element):
            self._steps = before
            branch = self._branch(child, depth, delimiter)
            yield branch
            most = max(most, self._steps - before)
            before += 1 + len(branch.tests)
        self._steps = before
        self._count(most, element)

    def _branch(self, element: etree._Element, depth: int, delimiter: str) -> Branch:
        tests = tuple(
            Test(kind, values)
            for kind in _TESTS
            for values in _alternatives(kind, (element.get(kind) or "").split())
        )
        return Branch(
            element.get("match", "all"), tests, self._children(element, depth + 1, delimiter)
        )

    def _names(self, element: etree._Element, depth: int, around: Names | None = None) -> Names:
        variables = tuple(element.get("variable", "").split())
        self._count(len(variables), element)
        parts = {tag_of(child): child for child in children(element)}
        # A bare <names> in <substitute> is written like the one around it, part by part.
        bare = around is not None and not parts.keys() & {"name", "et-al", "label"}
        name = around.name if around and "name" not in parts else self._name(parts.get("name"))
        et_al = around.et_al if around and "et-al" not in parts else _et_al(parts.get("et-al"))
        label = _label(parts["label"]) if "label" in parts else None
        order = list(parts)
        label_first = label is not None and (
            "name" in parts and order.index("label") < order.index("name")
        )
        if bare and around:
            label, label_first = around.label, around.label_first
        delimiter = element.get("delimiter")
        if delimiter is None:
            delimiter = around.delimiter if around and bare else self._names_delimiter
        names = Names(
            variables,
            delimiter,
            name,
            et_al,
            label,
            label_first,
            (),
            formatting(element),
        )
        if "substitute" not in parts:
            return names
        outer, self._around = self._around, names
        substitute = self._children(parts["substitute"], depth + 1)
        self._around = outer
        return lazily.replace(names, substitute=substitute)

    def _name(self, element: etree._Element | None) -> Name:
        options = dict(self._inherited)
        formats: dict[str, Format] = {}
        dressing = PLAIN
        if element is not None:
            options |= {str(k): str(v) for k, v in element.attrib.items()}
            dressing = formatting(element)
            for part in children(element):
                formats[part.get("name", "")] = formatting(part)
        least = integer(options.get("et-al-min")) or 0
        first = integer(options.get("et-al-use-first"))
        if first is None:
            least = 0  # "both et-al-min and et-al-use-first must be set"
            first = 1
        subsequent = integer(options.get("et-al-subsequent-min"))
        subsequent_first = integer(options.get("et-al-subsequent-use-first"))
        return Name(
            form=options.get("form", "long"),
            and_=options.get("and", ""),
            delimiter=options.get("delimiter", ", "),
            delimiter_precedes_et_al=options.get("delimiter-precedes-et-al", "contextual"),
            delimiter_precedes_last=options.get("delimiter-precedes-last", "contextual"),
            et_al_min=least,
            et_al_use_first=first,
            et_al_use_last=is_true(options.get("et-al-use-last")),
            et_al_subsequent_min=least if subsequent is None else subsequent,
            et_al_subsequent_use_first=first if subsequent_first is None else subsequent_first,
            initialize=not is_false(options.get("initialize")),
            initialize_with=options.get("initialize-with"),
            initialize_with_hyphen=self._hyphen,
            name_as_sort_order=options.get("name-as-sort-order", ""),
            sort_separator=options.get("sort-separator", ", "),
            demote_non_dropping_particle=self._demote,
            format=dressing,
            family=formats.get("family", PLAIN),
            given=formats.get("given", PLAIN),
        )

    def _error(self, element: etree._Element, message: str) -> StyleError:
        diagnostic = Diagnostic(
            self._source,
            element.sourceline or 1,
            1,
            "invalid-style",
            message,
            "correct it, or name another style",
        )
        return StyleError(str(diagnostic), (diagnostic,))


def _alternatives(kind: str, values: list[str]) -> list[tuple[str, ...]]:
    """Return the values of an attribute, those together of which one is enough.

    An item has one type. By the letter of CSL 1.0.2 two types in one attribute never hold without ``match="any"``;
    all engines take them as alternatives, and the public styles count on it.
    """
    if kind == "type":
        return [tuple(values)] if values else []
    return [(value,) for value in values]


def _et_al(element: etree._Element | None) -> EtAl:
    return EtAl() if element is None else EtAl(element.get("term", "et-al"), formatting(element))


def _label(element: etree._Element) -> Label:
    return Label(
        element.get("variable", ""),
        element.get("form", "long"),
        element.get("plural", "contextual"),
        formatting(element),
    )


def lower_date(element: etree._Element) -> Date:
    """Return a ``<date>``, of a style or of a locale."""
    return Date(
        element.get("variable", ""),
        element.get("form", ""),
        element.get("date-parts", _NUMBERS_OF_DATE),
        _date_parts(element),
        element.get("delimiter", ""),
        formatting(element),
    )


def _date_parts(element: etree._Element) -> tuple[DatePart, ...]:
    """Return the ``<date-part>`` elements of a date."""
    return tuple(
        DatePart(
            part.get("name", ""),
            part.get("form", ""),
            part.get("range-delimiter", "–"),
            formatting(part),
        )
        for part in children(element)
    )
