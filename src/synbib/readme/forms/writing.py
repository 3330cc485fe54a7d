"""Writing a selection of the library in a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from synbib.library import Entry, Library
from synbib.readme.forms.cells import aligned, columns
from synbib.readme.forms.form import Form
from synbib.readme.forms.parts import END, own_form, parsed, value
from synbib.readme.forms.template import fill
from synbib.readme.numbering import counted
from synbib.readme.outline import Section, write
from synbib.readme.selection import Selection, select

__all__ = ["entry_in_form", "written_in_form"]

NUMBER = "number"


def entry_in_form(entry: Entry, form: Form, number: int) -> str:
    """Return what a form shows of an entry.

    Args:
        entry: The entry.
        form: The form of its list.
        number: Its number there.

    Raises:
        SynbibError: The entry's own form has a mistake.
    """
    template = form.entry
    field = own_form(form.kind)
    if text := entry.fields.get(field):
        template = parsed(text, entry.key, field)

    def shown(name: str, argument: str) -> str:
        return str(number) if name == NUMBER else value(entry, form.kind, name, argument)

    return fill(template, shown) + value(entry, form.kind, END)


def written_in_form(
    library: Library, selection: Selection, form: Form, level: int, first: int
) -> str:
    """Return the selection in a form, under its headings, without a final line break.

    Args:
        library: The store.
        selection: What of it.
        form: The form.
        level: The level of the topmost headings.
        first: The number of the first entry.

    Raises:
        UnknownNameError: A group, or a field that a search names, does not exist; the nearest names are suggested.
    """
    number = counted(first)

    def entries(section: Section) -> str:
        return body(section.entries, form, number)

    return write(select(library, selection), level, entries)


def body(entries: Sequence[Entry], form: Form, number: Callable[[], int]) -> str:
    if not entries and not form.head:
        return ""
    between = "\n" * (1 + form.blank_lines)
    rows = [entry_in_form(entry, form, number()) for entry in entries]
    if widths := columns(form.head, form.aligned):
        rows = [aligned(row, widths) for row in rows]
    written = between.join(rows)
    return "\n".join((*form.head, written) if written else form.head)
