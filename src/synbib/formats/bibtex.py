"""BibTeX that services write, read as what it says: its LaTeX as text, its names in parts, its numbers as identifiers.

It is a record like any other, in whatever form the service keeps its files, and becomes an entry in ours: titles in
double braces, months as numbers, and what only the service needs do not come through. The files of people are read by
`synbib.incoming.from_library`, which leaves each field as it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from synbib.bibtex.format.values import without_enclosing_braces
from synbib.errors import BibtexError
from synbib.formats import parts
from synbib.formats.data import FormatError
from synbib.formats.indexes import place
from synbib.formats.texts import title
from synbib.incoming import OTHERS, Date, Incoming, Person
from synbib.latex import decode
from synbib.library import Entry, read_text
from synbib.model import arxiv_id, parse_name, split_names
from synbib.model.citekey import UNCITABLE
from synbib.model.dates import entry_date
from synbib.model.fields import LATEX_KINDS, LINK_FIELDS, FieldKind, canonical, find_field
from synbib.model.identifiers import find_identifier
from synbib.model.item import verbatim
from synbib.model.venue import is_preprint
from synbib.text import from_outside, strip
from synbib.text.controls import without_hidden

__all__ = ["work_of", "works"]

# What only the service needs, what is long and read elsewhere, and what `work_of` reads by itself.
_NOT_KEPT: Final = frozenset(
    [
        "abstract",
        "adsnote",
        "adsurl",
        "annotation",
        "bibsource",
        "biburl",
        "cdate",
        "comment",
        "copyright",
        "date",
        "day",
        "doi",
        "file",
        "groups",
        "hal_id",
        "hal_local_reference",
        "hal_version",
        "keywords",
        "language",
        "month",
        "owner",
        "pdf",
        "slaccitation",
        "timestamp",
        "title",
        "url",
        "urldate",
        "year",
    ]
)
_EPRINT: Final = frozenset({"archiveprefix", "eprint", "eprinttype"})
# What says of a preprint on arXiv that it is there.
_OF_PREPRINTS: Final = frozenset({"journal", "pages", "publisher", "volume"})
# What has pages of its own, where a lone number says how many they are.
_WHOLE: Final = frozenset(
    {
        "book",
        "booklet",
        "manual",
        "mastersthesis",
        "phdthesis",
        "proceedings",
        "techreport",
        "thesis",
    }
)


def works(bibtex: bytes | str, name: str = "<data>") -> list[Incoming]:
    """Return the works of entries that a service has written.

    Raises:
        FormatError: It is not BibTeX, or has no entry.
    """
    text = bibtex if isinstance(bibtex, str) else bibtex.decode("utf-8-sig", "replace")
    text = from_outside(text)
    try:
        library = read_text(text, name=name)
    except BibtexError as error:
        raise FormatError(error.message, error.diagnostics) from None
    if not library:
        raise FormatError(f"{name}: no entry of BibTeX in it; save the whole answer")
    return [work_of(entry) for entry in library.values()]


def work_of(entry: Entry) -> Incoming:
    """Return the work that an entry of a service is of."""
    given = entry.fields
    identifiers = _identifiers(given)
    fields = {name: _text(name, value) for name, value in given.items() if _is_kept(name)}
    fields["title"] = title(without_enclosing_braces(given.get("title", "")), tex=True)
    fields["langid"] = parts.langid(given.get("langid") or given.get("language"))
    if "arxiv" in identifiers:
        fields = {name: text for name, text in fields.items() if name not in _EPRINT}
    fields |= _pages(entry)
    if fields.get("booktitle") and fields.get("journal"):
        # The volumes of the proceedings are those of a journal.
        fields["series"] = fields.pop("journal")
    if entry.type == "proceedings" and fields.get("booktitle") == fields["title"]:
        del fields["booktitle"]
    if "isbn" in fields:
        fields["isbn"] = parts.isbn([fields["isbn"]]) or fields["isbn"]
    if _is_said_again(fields.get("eid", ""), fields, identifiers):
        del fields["eid"]
    if fields.get("eid") and fields["eid"] == fields.get("pages"):
        del fields["pages"]
    kind = _type(entry.type, fields, identifiers)
    if kind == "misc" and "arxiv" in identifiers:
        fields = {name: text for name, text in fields.items() if name not in _OF_PREPRINTS}
    return Incoming(
        fields,
        kind,
        {name: _people(value) for name, value in given.items() if _kind(name) is FieldKind.NAMES},
        _date(entry),
        links=_links(given, identifiers),
        identifiers=identifiers,
        key="" if UNCITABLE.search(entry.key) else entry.key,
    )


def _is_said_again(number: str, fields: Mapping[str, str], identifiers: Mapping[str, str]) -> bool:
    """Whether the number of an article is only one of its identifiers: ``arXiv:2001.00001``, ``ascl:2001.001``."""
    bare = number.partition(":")[2] or number
    known = (*identifiers.values(), fields.get("eprint", ""))
    return bool(number) and (bare in known or number in fields.get("howpublished", ""))


def _kind(name: str) -> FieldKind:
    field = find_field(name)
    return field.kind if field else FieldKind.LITERAL


def _is_kept(name: str) -> bool:
    is_link = name in LINK_FIELDS or _kind(name) is FieldKind.NAMES
    return not (is_link or name in _NOT_KEPT or canonical(name) in ("pages", "eid"))


def _text(name: str, value: str) -> str:
    """Return a field's value as text with marks."""
    if _kind(name) not in LATEX_KINDS:
        return without_hidden(verbatim(value))
    return " ".join(without_hidden(decode(without_enclosing_braces(value))).split())


def _people(names: str) -> Sequence[Person]:
    return parts.people(map(_person, split_names(names)))


def _person(name: str) -> Person | None:
    if name.casefold() == "others":
        return OTHERS
    parsed = parse_name(name)
    if parsed.is_literal:
        return parts.organization(strip(decode(parsed.family)))
    each = (parsed.family, parsed.given, parsed.suffix, parsed.prefix)
    return parts.person(*(strip(decode(part)) for part in each))


def _date(entry: Entry) -> Date:
    told = entry_date(entry.fields, "") or {}
    numbers = told.get("date-parts", [[]])[0]
    return parts.date(*numbers[:2]) if numbers else Date()


def _identifiers(given: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    if arxiv := arxiv_id(given):
        found["arxiv"] = arxiv
    if doi := parts.doi(verbatim(given.get("doi", ""))):
        found["doi"] = doi
    return found


def _links(given: Mapping[str, str], identifiers: Mapping[str, str]) -> dict[str, str]:
    """Return the links of an entry; not the one that only says an identifier again."""
    links = {kind: verbatim(given[kind]) for kind in ("pdf", *LINK_FIELDS) if kind in given}
    url = verbatim(given.get("url", "")) or verbatim(
        given.get("adsurl", "") if not identifiers else ""
    )
    named = find_identifier(url)
    if url and (named is None or named[0] not in identifiers):
        links["paper"] = url
    return links


def _pages(entry: Entry) -> dict[str, str]:
    said = strip(decode(entry.fields.get("pages", "")))
    if entry.type in _WHOLE and said.isdigit():
        return {"pagetotal": said}
    number = next(
        (strip(decode(value)) for name, value in entry.fields.items() if canonical(name) == "eid"),
        "",
    )
    where = place(said)
    return {**where, **({"eid": number} if number and "eid" not in where else {})}


def _type(told: str, fields: Mapping[str, str], identifiers: Mapping[str, str]) -> str:
    """Return the type of an entry: what names no container, and is on arXiv, is a preprint yet."""
    containers = {"article": "journal", "inproceedings": "booktitle"}
    if told == "article" and "arxiv" in identifiers and is_preprint(fields.get("journal", "")):
        return "misc"
    if told not in containers or fields.get(containers[told]) or fields.get("journaltitle"):
        return told
    if fields.get("journal"):
        return "article"
    return "misc" if "arxiv" in identifiers else told
