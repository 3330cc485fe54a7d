"""One entry as it is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property

from synbib import lazily
from synbib.bibtex import Block
from synbib.latex import decode
from synbib.library.groups import split_keywords, split_list
from synbib.library.inherit import keys_of
from synbib.model import CslItem, Link, links, to_csl, venue, with_year
from synbib.model.localized import localized
from synbib.text import html_table, markdown, scrub, strip

__all__ = ["Entry"]


@lazily.dataclass(frozen=True)
class Entry:
    """One entry as it is meant.

    Attributes:
        type: The entry type in lower case, e.g. ``inproceedings``.
        key: The citation key.
        fields: Field names in lower case → their LaTeX source, ``@string`` and ``#`` expanded, with what ``crossref``
            and ``xdata`` hand on.
        inherited: The names of the fields that were handed on.
        source: Where in the file the entry stands.
        sentence_case: Whether `csl` has English titles in sentence case, as CSL styles expect them.
        item: The item of CSL-JSON that it was before; `csl` is that then, and not made of the fields.
    """

    type: str
    key: str
    fields: Mapping[str, str]
    inherited: frozenset[str] = frozenset()
    source: Block | None = field(default=None, compare=False, repr=False)
    sentence_case: bool = True
    item: CslItem | None = field(default=None, compare=False, repr=False)

    def _repr_html_(self) -> str:
        """What a notebook shows: the entry's fields."""
        return html_table(self._rows)

    def _repr_markdown_(self) -> str:
        """The same as Markdown."""
        (head, *rows) = (
            "| " + " | ".join(markdown.cell(markdown.inline(cell)) for cell in row) + " |"
            for row in self._rows
        )
        return "\n".join((head, "|---|---|", *rows))

    @property
    def _rows(self) -> list[tuple[str, str]]:
        """Its type and key, then each field, as marked text."""
        fields = [(scrub(name), decode(value)) for name, value in self.fields.items()]
        return [(scrub(self.type), scrub(self.key)), *fields]

    @property
    def line(self) -> int:
        """The line of the file on which the entry begins; 0 if it comes from no file."""
        return self.source.line if self.source else 0

    @property
    def own_fields(self) -> Mapping[str, str]:
        """The fields that the entry has itself."""
        if not self.inherited:
            return self.fields
        return {n: value for n, value in self.fields.items() if n not in self.inherited}

    @cached_property
    def csl(self) -> CslItem:
        """The entry as a CSL-JSON item."""
        if self.item is not None:
            return self.item
        return to_csl(self.key, self.type, self.fields, sentence_case=self.sentence_case)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The entry's named URLs, the paper first."""
        return links(self.fields)

    @cached_property
    def marked_title(self) -> str:
        """The title as marked text (see `synbib.text`)."""
        return self.marked("title")

    @property
    def title(self) -> str:
        """The title as plain text."""
        return strip(self.marked_title)

    @property
    def texts(self) -> dict[str, str]:
        """The fields as plain text."""
        return {name: strip(decode(value)) for name, value in self._localized.items()}

    def marked(self, field: str) -> str:
        """Return a field, named in lower case, as marked text (see `synbib.text`); ``""`` where the entry has none."""
        return decode(self._localized.get(field, ""))

    @cached_property
    def _localized(self) -> Mapping[str, str]:
        """The fields with what the entry's language makes of them."""
        return localized(self.fields)

    @property
    def year(self) -> str:
        """The year of publication, ``""`` where the entry has none."""
        issued = self.csl.get("issued", {})
        parts = issued.get("date-parts")
        return str(parts[0][0]) if parts else ""

    @cached_property
    def venue(self) -> str:
        """The short name of where it was published, ``""`` if nothing tells."""
        return venue(self.fields)

    @property
    def published_in(self) -> str:
        """The venue's short name and the year, e.g. ``ACL 2024``."""
        return with_year(self.venue, self.year)

    @property
    def group_names(self) -> tuple[str, ...]:
        """The groups that the entry names: its ``groups``, else its ``keywords``."""
        if groups := self.fields.get("groups"):
            return split_list(strip(decode(groups)))
        return split_keywords(strip(decode(self.fields.get("keywords", ""))))

    @property
    def aliases(self) -> tuple[str, ...]:
        """Further keys of the entry: its ``ids``."""
        return tuple(keys_of(self.fields.get("ids", "")))

    @property
    def related(self) -> tuple[str, ...]:
        """The keys of related entries, such as the original of a reprint."""
        return tuple(keys_of(self.fields.get("related", "")))

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of the entries that an ``@set`` is made of."""
        return tuple(keys_of(self.fields.get("entryset", ""))) if self.type == "set" else ()
