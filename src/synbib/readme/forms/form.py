"""A form: how the entries of a list or a table look, and those that are ready to be used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from synbib import lazily
from synbib.errors import SynbibError, UnknownNameError
from synbib.readme.forms.cells import ALIGNMENTS, Alignment
from synbib.readme.forms.template import Template, parse_template

__all__ = ["READY", "Form", "find_form", "forms_of"]


@lazily.dataclass(frozen=True, slots=True)
class Form:
    """How the entries of a block look.

    Attributes:
        entry: One of them.
        blank_lines: How many blank lines stand between two.
        head: The lines above the first: the head of a table.
        aligned: How the cells of a table are as wide as the rule below its head.
    """

    entry: Template
    blank_lines: int = 0
    head: tuple[str, ...] = ()
    aligned: Alignment = "no"

    @property
    def kind(self) -> str:
        """Whether it is that of a ``list`` or a ``table``."""
        return "table" if self.head else "list"


_LINKS: Final = "{ [[Paper](|paper|)]}{ [[Code](|code|)]}{ [[Project](|project|)]}"
_ENTRIES: Final[Mapping[str, str]] = {
    "title-first": f"- {{title}}{{?,{{ |venue}}{{ |year}}}}{_LINKS}",
    "title-authors": f"- {{title}}{{. *|authors|*}}{{?.{{ |venue}}{{ |year}}}}.{_LINKS}",
    "authors-first": f"- {{|authors|. }}{{title}}{{?.{{ |venue}}{{ |year}}}}.{_LINKS}",
    "linked-title": (
        "- [{title}]({paper}){?,{ |venue}{ |year}}{ [[Code](|code|)]}{ [[Project](|project|)]}"
    ),
    "bold-title": f"- **{{title}}**{{, *|authors|*}}{{?,{{ |venue}}{{ |year}}}}.{_LINKS}",
    "venue-first": f"- {{?({{|venue| }}{{year}}) }}{{title}}{_LINKS}",
    "date-first": f"- {{[|date YYYY/MM|] }}**{{title}}**{{. *|authors|*}}{{. |venue}}.{_LINKS}",
    "two-line": f"- **{{title}}**{{?{{br}}  {{*|authors|*. }}{{|venue| }}{{year}}.}}{_LINKS}",
    "numbered": f"{{number}}. **{{title}}**{{. *|authors|*}}{{?.{{ |venue}}{{ |year}}}}.{_LINKS}",
}
_BADGES: Final = (
    "{[![arXiv](https://img.shields.io/badge/arXiv-b31b1b)](|paper|)}"
    "{ [![Stars](https://img.shields.io/github/stars/|repository|?style=social)]}{(|code|)}"
)

READY: Final[Mapping[str, Form]] = {
    **{name: Form(parse_template(text)) for name, text in _ENTRIES.items()},
    "badge-table": Form(
        parse_template(f"| **{{title}}** | {{venue:-}} | {{date YYYY-MM:-}} | {_BADGES} |"),
        head=("| Title | Venue | Date | Links |", "|---|---|---|---|"),
    ),
    "year-table": Form(
        parse_template("| {year:-} | {venue:-} | [{title}]({paper}) | {[code](|code:-|)} |"),
        head=("| Year | Venue | Title | Code |", "|---|---|---|---|"),
    ),
}
"""Name → form, of those that need no setting."""


def forms_of(settings: Mapping[str, Mapping[str, Any]]) -> dict[str, Form]:
    """Return the forms of a project's settings (see `synbib.config`).

    Raises:
        SynbibError: One has a mistake.
    """
    return {name: _of_settings(name, table) for name, table in settings.items()}


def _of_settings(name: str, table: Mapping[str, Any]) -> Form:
    aligned = table.get("aligned", "no")
    if aligned not in ALIGNMENTS:
        raise SynbibError(f"[forms.{name}]: 'aligned' must be one of {', '.join(ALIGNMENTS)}")
    try:
        entry = parse_template(table["entry"])
    except SynbibError as error:
        raise SynbibError(f"[forms.{name}]: {error.message}") from None
    return Form(entry, table.get("blank-lines", 0), tuple(table.get("head", ())), aligned)


def find_form(name: str, own: Mapping[str, Form]) -> Form:
    """Return the form of that name, one's own before those that are ready.

    Raises:
        UnknownNameError: There is no such form; the nearest names are suggested.
    """
    known = {**READY, **own}
    if name not in known:
        raise UnknownNameError.among("form", name, known)
    return known[name]
