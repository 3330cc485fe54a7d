"""What is said of entries, types and fields: for completions, and where the mouse rests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib.bibliography import StyleChoice, references
from synbib.errors import SynbibError
from synbib.library import Entry
from synbib.lsp.workspace import Project
from synbib.model.fields import FieldKind, canonical, find_field
from synbib.model.required import missing_fields
from synbib.model.types import TYPES
from synbib.text import markdown, scrub
from synbib.text.controls import one_line

__all__ = ["described_field", "described_type", "hovered", "names_of", "reference"]

_MOST_NAMES: Final = 3
_OTHER_TYPES: Final[Mapping[str, str]] = {
    "comment": "What BibTeX passes over.",
    "preamble": "LaTeX that stands before the bibliography.",
    "set": "Several entries under one number.",
    "string": "A macro, for values that come again.",
    "xdata": "Fields for other entries, which is no work itself.",
}
_KINDS: Final[Mapping[FieldKind, str]] = {
    FieldKind.NAMES: "Names, with `and` between.",
    FieldKind.LIST: "Texts, with `and` between where they are several.",
    FieldKind.LITERAL: "A text.",
    FieldKind.NUMBER: "A number.",
    FieldKind.RANGE: "Numbers and ranges: `3--9`.",
    FieldKind.DATE: "A date, or a part of one.",
    FieldKind.VERBATIM: "Characters as they are, not LaTeX.",
    FieldKind.DOI: "A DOI alone: `10.1000/182`.",
    FieldKind.URL: "An address.",
    FieldKind.KEYS: "Keys of other entries, with commas between.",
    FieldKind.SEPARATED: "Words, with commas between.",
    FieldKind.CODE: "A word that a program reads.",
}


def names_of(entry: Entry) -> str:
    """Return the family names of an entry's people in few words: ``Roe, Poe``, ``Tan et al.``."""
    people = entry.csl.get("author") or entry.csl.get("editor") or []
    names = [one_line(str(name.get("family") or name.get("literal") or "")) for name in people]
    if len(names) > _MOST_NAMES:
        return f"{names[0]} et al."
    return ", ".join(filter(None, names))


def reference(entry: Entry, project: Project) -> str:
    """Return the reference of an entry as Markdown, in the style of a project; its plain title if that has none."""
    settings = project.settings
    styles = StyleChoice(
        project.style(settings.style),
        {kind: project.style(name) for kind, name in settings.style_for.items()},
    )
    try:
        found = references([entry], styles, "markdown", locale=settings.locale).get(entry.key, "")
    except SynbibError as error:
        return f"{markdown.inline(entry.marked_title)}\n\n{markdown.inline(scrub(str(error)))}"
    return found.strip() or markdown.inline(entry.marked_title)


def hovered(entry: Entry, project: Project) -> str:
    """Return what is shown of an entry where its key is: the reference, its type and key, its links."""
    links = " · ".join(
        markdown.link(link.label, link.url)
        for link in entry.links
        if link.url.startswith(("https://", "http://"))
    )
    known = f"`{_code(entry.key)}` · @{_code(entry.type)}"
    return "\n\n".join(filter(None, (reference(entry, project), links, known)))


def _code(text: str) -> str:
    return one_line(text).replace("`", "'")


def described_type(name: str) -> str:
    """Return what an entry type is, and what an entry of it needs; ``""`` of an unknown one."""
    kind = name.lower()
    if kind in _OTHER_TYPES:
        return _OTHER_TYPES[kind]
    if kind not in TYPES:
        return ""
    needed = ", ".join("/".join(choices) for choices in missing_fields(kind, {}))
    needs = f" It needs {needed}." if needed else ""
    return f"In CSL: {TYPES[kind]}.{needs}"


def described_field(name: str) -> str:
    """Return what a field holds, what else it is called, and what CSL calls it; ``""`` of an unknown one."""
    field = find_field(name.lower())
    if field is None:
        return ""
    said = [f"A link: {field.label}." if field.label else _KINDS[field.kind]]
    if canonical(name.lower()) != name.lower():
        said.append(f"biblatex calls it `{field.name}`.")
    elif field.aliases:
        said.append(f"Also called {', '.join(f'`{alias}`' for alias in field.aliases)}.")
    if field.variable:
        said.append(f"In CSL: `{field.variable}`.")
    return " ".join(said)
