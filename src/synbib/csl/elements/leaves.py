"""The rendering elements that hold no others: text, number, label and date.

What the interpreter and the generated code both call. Each returns marked text, ``""`` for nothing, and notes in the
context which variables it called. Source: CSL 1.0.2, "Rendering Elements".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from synbib.csl.elements.context import CALLED, FOUND, Context
from synbib.csl.elements.dates import render_date
from synbib.csl.elements.formatting import dress
from synbib.csl.elements.links import LINKED, linked
from synbib.csl.elements.numbers import (
    is_numeric,
    is_plural,
    names_its_label,
    page_range,
    render_number,
    tidy_number,
)
from synbib.csl.items import DateValue
from synbib.csl.style import Date, Label, Number, Term, Test, Variable
from synbib.csl.vocabulary import DATES, NUMBERS
from synbib.text import strip
from synbib.text.marks import TERM
from synbib.text.textcase import is_stop_word

__all__ = [
    "SPECIAL",
    "holds",
    "note_use",
    "render_date_element",
    "render_label",
    "render_number_element",
    "render_term",
    "render_variable",
]

_PADDED = 8


def render_variable(node: Variable, ctx: Context) -> str:
    """Return ``<text variable>``."""
    text = value_of(node.variable, ctx, node.form)
    if not text:
        # Whether there is a year suffix says nothing of the data, so that it keeps no group from being shown.
        ctx.vars |= node.variable != "year-suffix"
        return ""
    note_use(node.variable, ctx)
    if node.variable in NUMBERS:
        text = _number_text(node.variable, text, ctx)
    if ctx.links and node.variable in LINKED:
        return linked(node, text, ctx)
    return dress(text, node.format, ctx.language)


def note_use(variable: str, ctx: Context) -> None:
    """Note that a variable is shown; in place of names it is not shown again."""
    ctx.vars |= FOUND
    if ctx.substituting:
        ctx.suppressed |= {variable}


def value_of(variable: str, ctx: Context, form: str = "long") -> str:
    """Return what a variable holds in this rendering, ``""`` if it is empty or was shown in place of names."""
    if variable in ctx.suppressed:
        return ""
    special = SPECIAL.get(variable)
    if special is not None:
        return special(ctx)
    return ctx.item.short(variable) if form == "short" else ctx.item.texts[variable]


def _citation_number(ctx: Context) -> str:
    number = ctx.item.citation_number
    if ctx.sort_key is None:
        ctx.numbered = True
    return str(number) if number else ""


def _year_suffix(ctx: Context) -> str:
    if not ctx.year_suffix or ctx.suffixed:
        return ""
    ctx.suffixed = True
    return ctx.year_suffix


def _citation_label(ctx: Context) -> str:
    label = ctx.item.texts["citation-label"] or _trigraph(ctx)
    if label and ctx.year_suffix and not ctx.suffixed:
        ctx.suffixed = True
        label += ctx.year_suffix
    return label


def _trigraph(ctx: Context) -> str:
    """Return a label of the names, or else the title, and the year: ``Asth65``, ``RoNo78``, ``AbBC99``, ``Ofmi00``."""
    item = ctx.item
    names = item.names["author"] or item.names["editor"]
    sizes = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}.get(len(names), (1, 1, 1, 1))
    letters = "".join(
        _LETTERS.sub("", _ARTICLE.sub("", person.family or person.literal))[:size].capitalize()
        for person, size in zip(names, sizes, strict=False)
    )
    if not letters:
        words = strip(item.texts["title"]).split()
        letters = "".join(word for word in words if not is_stop_word(word))[:4].capitalize()
    date = item.dates["issued"]
    return f"{letters}{(date.start[0] if date else 0) % 100:02d}" if letters else ""


_ARTICLE: Final = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[\W\d_]")


def _first_note(ctx: Context) -> str:
    return str(ctx.position.first_note) if ctx.position.first_note else ""


SPECIAL: Final[dict[str, Callable[[Context], str]]] = {
    "citation-number": _citation_number,
    "year-suffix": _year_suffix,
    "citation-label": _citation_label,
    "first-reference-note-number": _first_note,
    "locator": lambda ctx: ctx.locator,
}


def _number_text(variable: str, text: str, ctx: Context) -> str:
    """Return a number variable's text as it stands in running text."""
    if ctx.sort_key is not None and text.isdecimal():
        return text.zfill(_PADDED)
    if variable == "page" or (variable == "locator" and ctx.label in ("page", "")):
        delimiter = ctx.locale.term("page-range-delimiter") or "–"
        ampersand = ctx.locale.term("and", "symbol") or "&"
        return page_range(text, ctx.page_range_format, delimiter, ampersand)
    return tidy_number(text, ctx.locale) if is_numeric(text) else text.replace("\\-", "-")


def render_term(node: Term, ctx: Context) -> str:
    """Return ``<text term>``."""
    text = ctx.locale.term(node.name, node.form, node.plural)
    if ctx.marks_terms and text:
        text = TERM + text
    return dress(text, node.format, ctx.language)


def render_number_element(node: Number, ctx: Context) -> str:
    """Return ``<number>``."""
    ctx.vars |= CALLED
    text = value_of(node.variable, ctx)
    if not text:
        return ""
    note_use(node.variable, ctx)
    if ctx.sort_key is not None and text.isdecimal():
        return text.zfill(_PADDED)
    if node.form == "numeric":
        text = _number_text(node.variable, text, ctx)
    else:
        gender = ctx.locale.gender(node.variable)
        text = render_number(text, node.form, ctx.locale, gender)
    return dress(text, node.format, ctx.language)


def render_label(node: Label, ctx: Context) -> str:
    """Return ``<label>`` of a number variable."""
    variable = node.variable
    content = value_of(variable, ctx)
    if not content or ctx.sort_key is not None:
        return ""
    if variable == "locator" and names_its_label(content):
        return ""
    term = (ctx.label or "page") if variable == "locator" else variable
    plural = node.plural == "always" or (
        node.plural == "contextual" and is_plural(variable, content)
    )
    return dress(ctx.locale.term(term, node.form, plural), node.format, ctx.language)


# --- Dates -----------------------------------------------------------------------------------------------------


def render_date_element(node: Date, ctx: Context) -> str:
    """Return ``<date>``, with the year suffix behind its year where the style places it nowhere else."""
    ctx.vars |= CALLED
    variable = node.variable
    value = None if variable in ctx.suppressed else ctx.item.dates[variable]
    if value is None:
        return ""
    if ctx.looking and variable == "accessed":
        # When something was looked up tells no two works apart.
        ctx.vars |= FOUND
        return ""
    if ctx.sort_key is not None:
        ctx.vars |= FOUND
        return sortable_date(node, value)
    suffix = ""
    if ctx.year_suffix and not (ctx.explicit_suffix or ctx.suffixed or variable == "accessed"):
        suffix = ctx.year_suffix
    text, shows_year = render_date(node, value, ctx.locale, ctx.language, suffix)
    if not text:
        return ""
    note_use(variable, ctx)
    if shows_year:
        ctx.suffixed = ctx.suffixed or bool(suffix)
        if ctx.skip_year and not ctx.dated:
            text = suffix
        ctx.dated = True
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


def holds(test: Test, ctx: Context) -> bool:
    """Whether one condition of ``<choose>`` holds (CSL 1.0.2, "Choose")."""
    return _TESTS[test.kind](test.value, ctx)


def _variable(value: str, ctx: Context) -> bool:
    # What stood in for names is not shown again; it is there all the same.
    special = _SPECIAL_PRESENT.get(value)
    return ctx.item.has(value) if special is None else special(ctx)


# Whether those of `SPECIAL` are there: to ask for one is not to show it.
_SPECIAL_PRESENT: Final[dict[str, Callable[[Context], bool]]] = {
    "citation-number": lambda ctx: bool(ctx.item.citation_number),
    "year-suffix": lambda ctx: bool(ctx.year_suffix),
    "citation-label": lambda ctx: True,
    "first-reference-note-number": lambda ctx: bool(ctx.position.first_note),
    "locator": lambda ctx: bool(ctx.locator),
}


def _is_numeric(value: str, ctx: Context) -> bool:
    content = value_of(value, ctx) if value not in DATES else ""
    return bool(content) and is_numeric(content)


def _is_uncertain(value: str, ctx: Context) -> bool:
    date = ctx.item.dates[value]
    return date is not None and date.circa


def _locator(value: str, ctx: Context) -> bool:
    return bool(ctx.locator) and (ctx.label or "page") == value


def _position(value: str, ctx: Context) -> bool:
    if ctx.area == "bibliography":
        return False
    level = ctx.position.level
    if value == "near-note":
        return ctx.position.near_note
    return level == 0 if value == "first" else level >= _POSITIONS.get(value, 9)


_POSITIONS = {"subsequent": 1, "ibid": 2, "ibid-with-locator": 3}


def _disambiguate(value: str, ctx: Context) -> bool:
    ctx.conditions += 1
    return (ctx.conditions <= ctx.ambiguity.condition) == (value == "true")


_TESTS: Final[dict[str, Callable[[str, Context], bool]]] = {
    "type": lambda value, ctx: ctx.item.type == value,
    "variable": _variable,
    "is-numeric": _is_numeric,
    "is-uncertain-date": _is_uncertain,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    "jurisdiction": lambda value, ctx: False,
}
