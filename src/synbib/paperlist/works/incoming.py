"""The works of a list, as they come into a store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from synbib.incoming import Date, Incoming, Person
from synbib.paperlist.mentions.mention import Mention
from synbib.paperlist.works.collect import Work
from synbib.text import scrub

__all__ = ["incoming_of", "incoming_works"]


def incoming_works(
    works: Sequence[Work], name: str, *, venue_as_written: bool = False
) -> list[Incoming]:
    """Return the works of a list as they come in.

    Args:
        works: The works.
        name: The list's name in messages.
        venue_as_written: Whether an entry keeps the list's name of the venue where the full name does not hold it:
            *EMNLP*.
    """
    return [
        incoming_of(
            work.paper,
            work.groups,
            name,
            tuple(mention.line for mention in work.mentions),
            venue_as_written=venue_as_written,
        )
        for work in works
    ]


def incoming_of(
    paper: Mention,
    groups: Sequence[tuple[str, ...]] = (),
    name: str = "",
    lines: tuple[int, ...] = (0,),
    *,
    venue_as_written: bool = False,
) -> Incoming:
    """Return what a list says of a paper as it comes in.

    Args:
        paper: The paper.
        groups: The paths of its groups.
        name: The list's name in messages.
        lines: The lines there that mention it.
        venue_as_written: See `incoming_works`.
    """
    return Incoming(
        _scrubbed({**paper.fields, "title": paper.title}),
        paper.type,
        {"author": [Person(scrub(author)) for author in paper.authors]} if paper.authors else {},
        Date(paper.year, paper.month, paper.day),
        scrub(paper.venue),
        paper.links,
        paper.identifiers,
        tuple(groups),
        paper.key,
        scrub(paper.note),
        name,
        lines,
        venue_as_written=venue_as_written,
    )


def _scrubbed(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: scrub(text) for name, text in fields.items()}
