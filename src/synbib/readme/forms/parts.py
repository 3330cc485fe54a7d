"""The parts of an entry that a form shows: what each is, made from the entry's fields.

What a list writes in a way of its own stands in a field of the entry, ``list-title`` for the title and so on
(``table-title`` in tables), as Markdown in which braces are those of a form. Any other name of a part is that of a
field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.library import Entry
from synbib.library.facets import marked_field, names
from synbib.model import LINK_FIELDS
from synbib.model.fields import FORMED
from synbib.model.identifiers import doi_number, find_identifier
from synbib.model.item import verbatim
from synbib.model.plain import name_text
from synbib.model.venue import is_preprint
from synbib.readme.dates import DATES, dated
from synbib.readme.forms.template import Template, fill, parse_template
from synbib.text import from_markup, markdown, scrub

__all__ = [
    "DATES",
    "END",
    "KINDS",
    "LABEL",
    "PARTS",
    "PUBLISHED",
    "SEPARATORS",
    "YEARS",
    "field_of",
    "made",
    "own_form",
    "parsed",
    "value",
]

KINDS: Final = FORMED
"""What has forms, and what the fields are named after that hold what it writes in a way of its own."""

LABEL: Final = "-label"
"""What the names of parts end with that hold what a link is called: the argument, if the entry has that link."""

PUBLISHED: Final = "published"
"""The argument of a venue and a year that shows neither of a preprint."""

SEPARATORS: Final[Mapping[str, str]] = {"、": "、", "，": "，", ";": "; "}
"""What stands between all authors, as an argument → as it is written."""

END: Final = "end"
"""The part that stands after all that a form shows: what the list says of one entry there."""

_MANY: Final = lazily.pattern(r"(\d*) ?([^/]*?)(?:/(.*))?")
_REPOSITORY: Final = lazily.pattern(r"https?://(?:www\.)?github\.com/([^/\s]+/[^/\s?#]+)")


def _title(entry: Entry, _: str) -> str:
    return markdown.inline(entry.marked_title or scrub(entry.key), makes_links=False)


def _authors(entry: Entry, how: str) -> str:
    """Return the authors: ``3 and/, et al.`` has three at most, *and* before the last, *, et al.* for all others.

    What stands before the last is a word; a sign such as ``、`` stands between all of them.
    """
    found = _MANY.fullmatch(how) or _MANY.fullmatch("")
    most, last, rest = found.groups() if found else ("", "", None)
    texts = [markdown.inline(scrub(from_markup(name_text(name)))) for name in names(entry)]
    cut = len(entry.csl.get("author", ())) > len(texts)
    if most and len(texts) > int(most):
        texts, cut = texts[: int(most)], True
    if not texts:
        return ""
    others = (" et al." if rest is None else rest) if cut else ""
    if last in SEPARATORS:
        return f"{SEPARATORS[last].join(texts)}{others}"
    if last and len(texts) > 1 and not cut:
        comma = "," if last.startswith(",") and len(texts) > 2 else ""
        return f"{', '.join(texts[:-1])}{comma} {last.removeprefix(',').strip()} {texts[-1]}"
    return f"{', '.join(texts)}{others}"


def _venue(entry: Entry, how: str) -> str:
    return "" if how == PUBLISHED and not _is_published(entry) else markdown.inline(entry.venue)


def _is_published(entry: Entry) -> bool:
    return bool(entry.venue) and not is_preprint(entry.venue)


YEARS: Final[Mapping[str, Callable[[str], str]]] = {
    "": lambda year: year,
    "'YY": lambda year: f"'{year[-2:]}",
    "’YY": lambda year: f"’{year[-2:]}",
    "YY": lambda year: year[-2:],
}
"""The forms of a year → what makes it."""


def _year(entry: Entry, how: str) -> str:
    form = how.removesuffix(PUBLISHED).rstrip()
    if not entry.year or (how.endswith(PUBLISHED) and not _is_published(entry)):
        return ""
    return YEARS.get(form, YEARS[""])(entry.year)


def _link(kind: str) -> Callable[[Entry, str], str]:
    def url(entry: Entry, _: str) -> str:
        return next((link.url for link in entry.links if link.kind == kind), "")

    return url


def _repository(entry: Entry, _: str) -> str:
    found = (_REPOSITORY.match(link.url) for link in entry.links)
    return next((match[1].removesuffix(".git") for match in found if match), "")


def _arxiv(entry: Entry, _: str) -> str:
    for link in entry.links:
        named = find_identifier(link.url)
        if named and named[0] == "arxiv":
            return named[1]
    return ""


PARTS: Final[Mapping[str, Callable[[Entry, str], str]]] = {
    "title": _title,
    "authors": _authors,
    "venue": _venue,
    "date": dated,
    "year": _year,
    "paper": _link("paper"),
    **{kind: _link(kind) for kind in LINK_FIELDS},
    "repository": _repository,
    "arxiv": _arxiv,
    "doi": lambda entry, _: doi_number(verbatim(entry.fields.get("doi", ""))),
    "key": lambda entry, _: entry.key,
}
"""Name of a part → an entry and the part's argument → Markdown; ``""`` where the entry has nothing."""


def made(entry: Entry, name: str, argument: str = "") -> str:
    """Return what an entry has of a part by its fields, Markdown; what its list writes otherwise is left out."""
    if name in PARTS:
        return PARTS[name](entry, argument)
    if name.endswith(LABEL):
        return argument if made(entry, name.removesuffix(LABEL)) else ""
    return markdown.inline(marked_field(entry, name))


def field_of(kind: str, name: str) -> str:
    """Return the field that holds what a list or a table, ``kind``, writes for a part: ``list-venue``."""
    return f"{kind}-{name}"


def own_form(kind: str) -> str:
    """Return the field with an entry's own form, where it is not that of its list or table."""
    return field_of(kind, "form")


def value(entry: Entry, kind: str, name: str, argument: str = "") -> str:
    """Return what an entry has of a part, Markdown; ``""`` for nothing.

    Args:
        entry: The entry.
        kind: One of `KINDS`: what it stands in.
        name: The part.
        argument: The argument of its slot.

    Raises:
        SynbibError: What the entry's list writes of it is not of the form of `template`.
    """
    field = field_of(kind, name)
    written = entry.fields.get(field)
    if written is None:
        return made(entry, name, argument)
    return fill(parsed(written, entry.key, field), lambda n, a: made(entry, n, a))


@lru_cache(maxsize=4096)
def parsed(text: str, key: str, field: str) -> Template:
    """Return what a field says as a template.

    Raises:
        SynbibError: It has a mistake; the key and the field are named.
    """
    try:
        return parse_template(text)
    except SynbibError as error:
        raise SynbibError(f"{key}: {field}: {error.message}") from None
