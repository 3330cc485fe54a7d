"""The rendering elements that hold no others: text, number, label and date.

What the interpreter and the generated code both call. Each returns marked text, ``""`` for nothing, and notes in the
context which variables it called. Source: CSL 1.0.2, "Rendering Elements".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib import lazily
from synbib.csl.elements.dates import render_date
from synbib.csl.elements.formatting import dress, dress_own, dress_text
from synbib.csl.elements.links import LINKED, linked
from synbib.csl.elements.numbers import (
    has_numbers,
    is_numeric,
    is_plural,
    names_its_label,
    page_range,
    render_number,
    tidy_number,
)
from synbib.csl.elements.request import CALLED_FOUND, FIRST, PositionKind, Request, Trace
from synbib.csl.items import DateValue
from synbib.csl.style import Branch, Date, Label, Number, Term, Test, Variable
from synbib.csl.vocabulary import DATES, NAMES, NUMBERS
from synbib.text import strip
from synbib.text.marks import TERM
from synbib.text.textcase import is_stop_word

__all__ = [
    "SPECIAL",
    "applies",
    "holds",
    "note_use",
    "render_date_element",
    "render_label",
    "render_number_element",
    "render_term",
    "render_variable",
]

_PADDED = 8


def render_variable(node: Variable, request: Request, trace: Trace) -> str:
    """Return ``<text variable>``."""
    text = value_of(node.variable, request, trace, node.form)
    if not text:
        # Whether there is a year suffix says nothing of the data, so that it keeps no group from being shown.
        if node.variable != "year-suffix":
            trace.note_call()
        return ""
    note_use(node.variable, request, trace)
    if node.variable in NUMBERS:
        text = _number_text(node.variable, text, request, trace)
    if request.settings.links and node.variable in LINKED:
        return linked(node, text, request, trace)
    return dress_text(text, node.format, request.language)


def note_use(variable: str, request: Request, trace: Trace) -> None:
    """Note that a variable is shown; a locator, and what stands in place of names, is not shown again."""
    trace.variables = CALLED_FOUND
    if trace.substituting or variable == "locator":
        trace.suppressed |= {variable}


def value_of(
    variable: str, request: Request, trace: Trace, form: str = "long", *, again: bool = False
) -> str:
    """Return what a variable holds in this rendering, ``""`` if it is empty or is not shown again.

    Args:
        variable: The variable.
        request: What is asked for.
        trace: What the rendering leaves.
        form: ``long`` or ``short``.
        again: Whether what is not shown again is there all the same.
    """
    if variable in trace.suppressed and not again:
        return ""
    special = SPECIAL.get(variable)
    if special is not None:
        return special(request, trace)
    return request.item.short(variable) if form == "short" else request.item.texts[variable]


def _citation_number(request: Request, trace: Trace) -> str:
    number = request.item.citation_number
    if request.sort_key is None:
        trace.numbered = True
    return str(number) if number else ""


def _year_suffix(request: Request, trace: Trace) -> str:
    if not request.year_suffix or trace.suffixed:
        return ""
    trace.suffixed = True
    return request.year_suffix


def _citation_label(request: Request, trace: Trace) -> str:
    label = request.item.texts["citation-label"] or _trigraph(request, trace)
    if label and request.year_suffix and not trace.suffixed:
        trace.suffixed = True
        label += request.year_suffix
    return label


def _trigraph(request: Request, trace: Trace) -> str:
    """Return a label of the names, or else the title, and the year: ``Asth65``, ``RoNo78``, ``AbBC99``, ``Ofmi00``."""
    item = request.item
    names = next((item.names[variable] for variable in _SIGNING if item.names[variable]), [])
    sizes = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(names), (1, 1, 1, 1))
    letters = "".join(
        _NOT_IN_LABEL.sub("", _ARTICLE.sub("", person.family or person.literal))[:size].capitalize()
        for person, size in zip(names, sizes, strict=False)
    )
    if not letters:
        words = strip(item.texts["title"]).split()
        letters = "".join(word for word in words if not is_stop_word(word))[:4].capitalize()
    date = item.dates["issued"]
    return f"{letters}{abs(date.start[0] if date else 0) % 100:02d}" if letters else ""


# Whose names make a label: those of the first of these that there are.
_SIGNING: Final = ("author", "editor", *sorted(NAMES - {"author", "editor"}))
_ARTICLE: Final = lazily.pattern(r"^(?:a|an|the)\s+", re.IGNORECASE)
# Names in letters that a keyboard for Latin ones does not have make no label.
_NOT_IN_LABEL: Final = lazily.pattern(r"[\W\d_\u1100-\u1200\u2e80-\ud7ff\uf900-\ufaff]")


def _first_note(request: Request, trace: Trace) -> str:
    return str(request.position.first_note) if request.position.first_note else ""


SPECIAL: Final[dict[str, Callable[[Request, Trace], str]]] = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
    "locator": lambda request, trace: request.locator.text,
}


def _number_text(variable: str, text: str, request: Request, trace: Trace) -> str:
    """Return a number variable's text as it stands in running text."""
    if request.sort_key is not None and text.isdecimal():
        return text.zfill(_PADDED)
    if variable == "page" or (variable == "locator" and request.locator.label in ("page", "")):
        delimiter = request.locale.term("page-range-delimiter") or "–"
        ampersand = request.locale.term("and", "symbol") or "&"
        return page_range(text, request.settings.page_range_format, delimiter, ampersand)
    return tidy_number(text, request.locale) if is_numeric(text) else text.replace("\\-", "-")


def render_term(node: Term, request: Request, trace: Trace) -> str:
    """Return ``<text term>``."""
    text = request.locale.term(node.name, node.form, node.plural)
    if request.settings.marks_terms and text:
        text = TERM + text
    return dress_own(text, node.format, request.locale.language)


def render_number_element(node: Number, request: Request, trace: Trace) -> str:
    """Return ``<number>``."""
    trace.note_call()
    text = value_of(node.variable, request, trace)
    if not text:
        return ""
    note_use(node.variable, request, trace)
    if request.sort_key is not None and text.isdecimal():
        return text.zfill(_PADDED)
    if node.form == "numeric":
        text = _number_text(node.variable, text, request, trace)
    else:
        gender = request.locale.gender(node.variable)
        text = render_number(text, node.form, request.locale, gender)
    return dress(text, node.format, request.language)


def render_label(node: Label, request: Request, trace: Trace) -> str:
    """Return ``<label>`` of a number variable."""
    variable = node.variable
    # In place of names the number may have been shown just now, and a locator before its label.
    again = trace.substituting or variable == "locator"
    content = value_of(variable, request, trace, again=again)
    if not content or request.sort_key is not None:
        return ""
    if variable == "locator" and names_its_label(content):
        return ""
    term = (request.locator.label or "page") if variable == "locator" else variable
    plural = node.plural == "always" or (
        node.plural == "contextual" and is_plural(variable, content)
    )
    text = request.locale.term(term, node.form, plural)
    return dress_own(text, node.format, request.locale.language)


# --- Dates -----------------------------------------------------------------------------------------------------


def render_date_element(node: Date, request: Request, trace: Trace) -> str:
    """Return ``<date>``, with the year suffix after its year where the style places it nowhere else."""
    trace.note_call()
    variable = node.variable
    value = None if variable in trace.suppressed else request.item.dates[variable]
    if value is None:
        return ""
    if request.looking and variable == "accessed":
        # When something was looked up tells no two works apart.
        trace.variables = CALLED_FOUND
        return ""
    if request.sort_key is not None:
        trace.variables = CALLED_FOUND
        return sortable_date(node, value)
    suffix = ""
    if request.year_suffix and not (request.settings.explicit_suffix or trace.suffixed):
        suffix = request.year_suffix
    text, shows_year = render_date(node, value, request.locale, suffix)
    if not text:
        return ""
    note_use(variable, request, trace)
    if shows_year:
        trace.suffixed = trace.suffixed or bool(suffix)
        if request.skip_year and not trace.dated:
            text = suffix
        trace.dated = True
    return text


def sortable_date(node: Date, value: DateValue) -> str:
    """Return a date for sorting, as far as the element shows it."""
    if value.literal:
        return value.literal
    shown = node.shown.split("-") if node.form else [part.name for part in node.parts]
    return DateValue(_only(value.start, shown), value.end and _only(value.end, shown)).sort_key()


def _only(moment: tuple[int, int, int], shown: list[str]) -> tuple[int, int, int]:
    year, month, day = moment
    return (
        year if "year" in shown else 0,
        month if "month" in shown else 0,
        day if "day" in shown else 0,
    )


# --- Conditions ------------------------------------------------------------------------------------------------


def holds(test: Test, request: Request, trace: Trace) -> bool:
    """Whether one condition of ``<choose>`` holds (CSL 1.0.2, "Choose")."""
    return any(_TESTS[test.kind](value, request, trace) for value in test.values)


def applies(branch: Branch, request: Request, trace: Trace) -> bool:
    """Whether a branch of ``<choose>`` is the one, where none before it was."""
    if not branch.tests:
        return True
    if branch.match == "any":
        return any(holds(test, request, trace) for test in branch.tests)
    if branch.match == "none":
        return not any(holds(test, request, trace) for test in branch.tests)
    return all(holds(test, request, trace) for test in branch.tests)


def _variable(value: str, request: Request, trace: Trace) -> bool:
    # What stood in for names is not shown again; it is there all the same.
    special = _SPECIAL_PRESENT.get(value)
    return request.item.has(value) if special is None else special(request, trace)


# Whether those of `SPECIAL` are there: to ask for one is not to show it.
_SPECIAL_PRESENT: Final[dict[str, Callable[[Request, Trace], bool]]] = {
    "citation-number": lambda request, trace: bool(request.item.citation_number),
    "year-suffix": lambda request, trace: bool(request.year_suffix),
    "citation-label": lambda request, trace: True,
    "first-reference-note-number": lambda request, trace: bool(request.position.first_note),
    "locator": lambda request, trace: bool(request.locator.text),
}


def _is_numeric(value: str, request: Request, trace: Trace) -> bool:
    content = value_of(value, request, trace, again=True) if value not in DATES else ""
    return bool(content) and has_numbers(content)


def _is_uncertain(value: str, request: Request, trace: Trace) -> bool:
    date = request.item.dates[value]
    return date is not None and date.circa


def _locator(value: str, request: Request, trace: Trace) -> bool:
    return bool(request.locator.text) and (request.locator.label or "page") == value


def _position(value: str, request: Request, trace: Trace) -> bool:
    if request.settings.area == "bibliography":
        return False
    kind = request.position.kind
    if value == "near-note":
        return request.position.near_note
    if value == "first":
        return kind is FIRST
    least = _POSITIONS.get(value)
    return least is not None and kind >= least


_POSITIONS: Final = {
    "subsequent": PositionKind.SUBSEQUENT,
    "ibid": PositionKind.IBID,
    "ibid-with-locator": PositionKind.IBID_WITH_LOCATOR,
}


def _disambiguate(value: str, request: Request, trace: Trace) -> bool:
    trace.conditions += 1
    return (trace.conditions <= request.ambiguity.condition) == (value == "true")


_TESTS: Final[dict[str, Callable[[str, Request, Trace], bool]]] = {
    "type": lambda value, request, trace: request.item.type == value,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    "jurisdiction": lambda value, request, trace: False,
}
