"""The working papers of the National Bureau of Economic Research, https://www.nber.org/papers: BibTeX of each."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.formats.bibtex import works
from synbib.formats.indexes import signed, with_periods
from synbib.incoming import Incoming, Person
from synbib.lookup.answers import text_answer
from synbib.lookup.question import Question, Request

__all__ = ["read", "request"]

# After the names of those who edited a volume.
_EDITOR: Final = re.compile(r", editors?\Z|\Aeditors?, ")
_DOI: Final = re.compile(r"10\.3386/(?P<number>[a-z]{1,2}\d+)", re.IGNORECASE)


def request(question: Question) -> Request | None:
    """Return what asks for a working paper by its DOI; the others have no page here."""
    found = _DOI.fullmatch(question.identifier) if question.scheme == "doi" else None
    return Request(f"papers/{found['number'].lower()}.bib") if found else None


def read(data: bytes) -> list[Incoming]:
    """Return the paper of an answer.

    Raises:
        FormatError: It is not BibTeX.
    """
    return [_paper(each) for each in works(text_answer("nber", data), "nber")]


def _paper(work: Incoming) -> Incoming:
    """Return a paper with its initials as such, and without the page that its DOI leads to."""
    fields = {name: text for name, text in work.fields.items() if name != "crossref"}
    links = dict(work.links)
    if "doi" in work.identifiers and "nber.org/" in links.get("paper", ""):
        del links["paper"]
    names = {role: tuple(map(_person, people)) for role, people in work.names.items()}
    return lazily.replace(work, fields=fields, links=links, names=names)


def _person(person: Person) -> Person:
    if person.whole:
        return person
    # A suffix stands last: `Jones, Mary B, Jr.`
    name = (signed(_EDITOR.sub("", person.name)) or person).name
    family, comma, given = name.rpartition(", ")
    return Person(f"{family}{comma}{with_periods(given)}" if comma else name)
