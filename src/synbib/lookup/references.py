"""Works of references in words: a formatted one of any style, and where authors say that their preprint appeared."""

from __future__ import annotations

from typing import Final

from synbib import lazily
from synbib.formats import parts
from synbib.formats.indexes import place
from synbib.incoming import Date, Incoming, Person
from synbib.model import find_venue
from synbib.text import from_outside

__all__ = ["of_publication", "of_reference"]

# What is read by a rule of its own.
_OTHERWISE: Final = frozenset({"doi", "pages"})
_YEAR: Final = lazily.pattern(r"\b(?:19|20)\d\d\b")
# Stands for the authors and the title, which are known, so that the rest is read as that of a reference.
_BEFORE: Final = "J. Doe, “A title of some words,” "


def of_reference(text: str) -> Incoming | None:
    """Return the work of a formatted reference, in whichever style; ``None`` if it is not one, or tells no title.

    Args:
        text: The reference, plain text.
    """
    # It takes a while to load, and few answers are so.
    from synbib.paperlist.phrases.reference import read_reference

    found = read_reference(text)
    if found is None or not found.published.is_formal:
        return None
    told = found.published
    fields = {
        name: from_outside(value) for name, value in told.fields.items() if name not in _OTHERWISE
    }
    fields |= place(told.fields.get("pages"))
    date = Date(told.when.year, told.when.month) if told.when else Date()
    return Incoming(
        {"title": from_outside(found.title), **fields},
        told.type,
        {"author": [Person(from_outside(name)) for name in found.authors]} if found.authors else {},
        date,
        from_outside(told.venue),
        identifiers=parts.identified(told.fields.get("doi")),
    )


def of_publication(preprint: Incoming) -> Incoming | None:
    """Return the publication of a preprint as its authors say it: ``Phys. Rev. C 87, 065504 (2013)``, ``NeurIPS 2021``.

    ``None`` if they say nothing, or nothing that can be read.
    """
    told = preprint.published_as.get("reference", "")
    if not told:
        return None
    found = of_reference(f"{_BEFORE}{told.rstrip('.')}.")
    year = _YEAR.search(told)
    if found is None and year and find_venue(told):
        found = Incoming({}, date=Date(int(year[0])), venue=told)
    if found is None:
        return None
    return lazily.replace(
        found,
        fields={**found.fields, "title": preprint.fields["title"]},
        names=preprint.names,
        identifiers={**preprint.identifiers, **found.identifiers},
    )
