"""One BibTeX or biblatex entry → one CSL item, as tables.

Sources: biblatex manual §2.2 (fields) and §2.3 (their use); CSL 1.0.2 appendix IV (variables). Where the two do not
meet, the choice is that of the large converters (pandoc, Zotero). Not in an item, because CSL has no place for them:
annotators, commentators, writers of introductions, forewords and afterwords, redactors, founders, holders of patents,
titles of issues, and the original language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import unescape
from typing import Any, Final, cast

from synbib import lazily
from synbib.latex import decode
from synbib.model.csl_item import CslItem
from synbib.model.dates import entry_date
from synbib.model.eprint import arxiv_id, eprint_url, tells_only_arxiv
from synbib.model.fields import ALIASES, FIELDS, FieldKind
from synbib.model.identifiers import doi_number
from synbib.model.languages import is_english, language_of, language_tag
from synbib.model.localized import localized
from synbib.model.names import parse_name, split_names
from synbib.model.terms import GENRES, STATES, country
from synbib.model.titles import title_variables
from synbib.model.types import TYPES, csl_type
from synbib.text import strip, to_markup
from synbib.text.controls import without_controls
from synbib.text.marks import NOCASE
from synbib.text.patterns import BLANKS_BEFORE

__all__ = ["EDITORS", "ROLES", "TYPES", "to_csl", "verbatim"]

# --- Tables: fields → variables ------------------------------------------------------------------------------

# The role that `editortype` gives to an editor, `editoratype` to `editora` and so on. Without one of these `editor`
# is the editor, the others are nobody that CSL knows.
ROLES: Final = {
    "collaborator": "contributor",
    "compiler": "compiler",
    "director": "director",
    "editor": "editor",
    "editorialdirector": "editorial-director",
    "illustrator": "illustrator",
    "organizer": "organizer",
    "performer": "performer",
    "producer": "producer",
    "translator": "translator",
}
"""What ``editortype`` says that an editor is → the CSL variable of such people."""
EDITORS: Final = ("editor", "editora", "editorb", "editorc")
"""The fields of editors, each of whom may be something else."""

_DATES: Final = {
    field.unit.removesuffix("date"): field.variable
    for field in FIELDS.values()
    if field.kind is FieldKind.DATE and field.variable and field.unit != "date"
}
_MORE_DATES: Final = frozenset(f"{kind}{part}" for kind in _DATES for part in ("date", "year"))

# Who stands behind a work, in the order in which BibTeX's styles print them.
_HOUSES: Final = ("institution", "organization", "publisher")
# Of these, BibTeX styles print how they were published, and the publisher not at all.
_HOW_FIRST: Final = frozenset({"misc", "booklet", "online", "software"})
# What an entry type says of its genre where `type` does not.
_GENRE_BY_TYPE: Final = {
    "mastersthesis": "mastersthesis",
    "phdthesis": "Ph.D. thesis",  # as BibTeX's styles of natbib's family have it; `type = {phdthesis}` is biblatex's
    "techreport": "techreport",
}
_PEOPLE: Final = ("author", "editor", "translator")
_ARCHIVE_IDS: Final = {"pmc": "PMCID", "pmid": "PMID", "pubmed": "PMID"}


class _Work:
    """What the rules work on.

    Attributes:
        item: The item so far.
        type: The entry type.
        fields: The fields by biblatex's names.
        biblatex: Whether the entry was written for biblatex.
    """

    __slots__ = ("biblatex", "fields", "item", "type")

    def __init__(
        self, item: dict[str, Any], type: str, fields: Mapping[str, str], biblatex: bool
    ) -> None:
        self.item = item
        self.type = type
        self.fields = fields
        self.biblatex = biblatex


# --- Readers of one field ------------------------------------------------------------------------------------


# Macros that an address needs in LaTeX, and the characters that they stand for.
_CHARACTERS: Final = {
    "sim": "~",
    "slash": "/",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbackslash": "\\",
    "textless": "<",
    "textgreater": ">",
    "textpercent": "%",
    "textunderscore": "_",
}
_ESCAPED: Final = lazily.pattern(
    rf"""
    \{{ \\ (?P<braced> [%#&_~{{}}$] ) \}}
    | \\ (?P<char> [%#&_{{}}$] )
    | \\ (?P<tilde> ~ ) (?: \{{\}} )?
    | (?P<open> \{{ | \$ )? \\ (?P<macro> {"|".join(_CHARACTERS)} ) (?! [A-Za-z] ) [ ]* (?: \{{\}} )? (?(open) [}}$] )
    """,
    re.VERBOSE,
)


# HTML's references, but for names that an address may have by chance: `?a=1&copy;=2`.
_REFERENCE: Final = lazily.pattern(r"&(?:amp|lt|gt|quot|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_WRAPPED: Final = lazily.pattern(r"\\url\s*\{(.*)\}|\{(.*)\}", re.DOTALL)


def verbatim(field: str) -> str:
    r"""Read a verbatim field without what people and exporters put around it (``\url{}``, ``<>``, braces).

    The escapes that they add (``\_``, ``{\_}``, ``\~{}``) are undone.
    """
    field = without_controls(field).strip()
    if "&" in field:
        field = _REFERENCE.sub(lambda reference: unescape(reference[0]), field)
    if field.startswith("<") and field.endswith(">"):
        field = field[1:-1].strip()
    if "\\" not in field and "{" not in field:
        return field
    if found := _WRAPPED.fullmatch(field):
        field = found[1] if found[1] is not None else found[2]
    return _ESCAPED.sub(_unescaped, field).strip()


def _unescaped(escape: re.Match[str]) -> str:
    if macro := escape["macro"]:
        return _CHARACTERS[macro]
    return escape["braced"] or escape["char"] or escape["tilde"]


def _doi(field: str) -> str:
    return doi_number(verbatim(field))


def _markup(field: str) -> str:
    text = decode(field)
    return text if text.isascii() else to_markup(text)


def _unprotected(field: str) -> str:
    return to_markup(decode(field).replace(NOCASE.open, "").replace(NOCASE.close, ""))


def _plain(field: str) -> str:
    return field if field.isalnum() and field.isascii() else strip(decode(field))


@lru_cache(maxsize=8192)
def _list(field: str, biblatex: bool) -> str:
    """Return a literal list, of which biblatex's ``and`` becomes a semicolon."""
    pieces = split_names(field) if biblatex and " and" in field else [field]
    read = ["et al." if piece == "others" else _unprotected(piece) for piece in pieces]
    return "; ".join(filter(None, read))


def _names(field: str) -> list[dict[str, str]]:
    return [name.copy() for name in map(_name, split_names(field)) if name]


# A paper's authors write more papers.
@lru_cache(maxsize=65536)
def _name(text: str, useprefix: bool | None = None) -> dict[str, str]:
    if _PLAIN_NAME.fullmatch(text):
        family, comma, given = text.partition(", ")
        if comma:
            return {"family": family, "given": given}
        given, _, family = text.rpartition(" ")
        return {"family": family, "given": given}
    if text.casefold() == "others":
        return {"literal": "others"}
    return parse_name(text).to_csl(useprefix)


# `Family, Given G.` or `Given G. Family`, each word with its capital: no prefix, no braces, no LaTeX.
_PLAIN_PART: Final = r"[A-Z][\w.]*(?:-[\w.]+)*"
_PLAIN_NAME: Final = lazily.pattern(
    rf"[A-Z][\w.']*(?:-[\w.]+)*(?:, {_PLAIN_PART}(?: {_PLAIN_PART})*|(?: {_PLAIN_PART})+)"
)


# Kind of field → how its value becomes that of a variable.
_READERS: Final[Mapping[FieldKind, Callable[[str], Any]]] = {
    FieldKind.NAMES: _names,
    FieldKind.LITERAL: _markup,
    FieldKind.SEPARATED: _markup,
    FieldKind.NUMBER: _plain,
    FieldKind.LIST: lambda field: _list(field, True),
    FieldKind.VERBATIM: verbatim,
    FieldKind.DOI: _doi,
    FieldKind.URL: verbatim,
}
# Field → the variable that it fills and how it is read.
_FIELDS: Final[Mapping[str, tuple[str, Callable[[str], Any]]]] = {
    field.name: (field.variable, _READERS[field.kind])
    for field in FIELDS.values()
    if field.variable and field.kind in _READERS
}
_NAMES: Final = {
    field.name: field.variable
    for field in FIELDS.values()
    if field.variable and field.kind is FieldKind.NAMES
}
# These tell that an entry was written for biblatex. There publishers and places are lists, separated by `and`; in
# BibTeX `John Wiley and Sons` is one.
_OF_BIBLATEX: Final = frozenset(
    {name for name, field in FIELDS.items() if field.biblatex} | {"hyphenation"}
)


# --- The item ------------------------------------------------------------------------------------------------


def to_csl(
    key: str, entry_type: str, fields: Mapping[str, str], *, sentence_case: bool = True
) -> CslItem:
    """Return the CSL-JSON item of one entry.

    Args:
        key: The citation key; becomes ``id``.
        entry_type: The entry type in lower case.
        fields: Field names in lower case → LaTeX source, ``@string`` and ``#`` expanded.
        sentence_case: Whether titles in English, or of an unknown language, are brought from title case into
            sentence case, which CSL styles expect; what stands in braces keeps its capitals. With it, protection is
            left only to words that need it: those that begin with a small letter. Journals keep their case, and
            so do ``booktitle`` and ``series`` where the entry was written for BibTeX.
    """
    fields = localized(fields)
    item: dict[str, Any] = {"id": key, "type": csl_type(entry_type, fields)}
    plan = _plan(tuple(fields))
    if plan.places:
        fields = {**fields, "venue": fields.get("venue") or fields["location"]}
        del fields["location"]
    if plan.aliases:
        fields = dict(fields)
        for field, name in plan.aliases:
            # What stands under biblatex's name already is preferred.
            fields[name] = fields.get(name) or fields[field]
    work = _Work(item, entry_type, fields, plan.biblatex)
    for field, variable, read in plan.readers:
        if value := read(fields[field]):
            item[variable] = value
    language = _language(work)
    cased = sentence_case and is_english(language)
    item |= title_variables(entry_type, fields, cased, plan.biblatex)
    if date := entry_date(fields, ""):
        item["issued"] = date
    for rule in plan.rules:
        rule(work)
    _genre(work)
    if item["type"] == "article":
        _preprint(work)
    return cast("CslItem", item)


@lazily.dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done with an entry that has certain fields.

    Attributes:
        aliases: Those of its fields that biblatex calls otherwise, and how.
        biblatex: Whether the entry was written for biblatex.
        places: Whether it has two places, as ACM's exports do: ``address`` is the publisher's and ``location`` is
            where the conference was, which biblatex calls ``venue``.
        readers: Field, variable, and how the one becomes the other.
        rules: What takes more than that.
    """

    aliases: tuple[tuple[str, str], ...]
    biblatex: bool
    places: bool
    readers: tuple[tuple[str, str, Callable[[str], Any]], ...]
    rules: tuple[Callable[[_Work], None], ...]


# A file has thousands of entries, and a few dozen ways of which fields they have.
@lru_cache(maxsize=1024)
def _plan(fields: tuple[str, ...]) -> _Plan:
    places = "address" in fields and "location" in fields
    if places:
        fields = (*(field for field in fields if field != "location"), "venue")
    aliases = tuple((field, ALIASES[field]) for field in fields if field in ALIASES)
    names = dict.fromkeys((*fields, *(name for _, name in aliases)))
    return _Plan(
        aliases,
        not _OF_BIBLATEX.isdisjoint(fields),
        places,
        tuple((name, *_FIELDS[name]) for name in names if name in _FIELDS),
        tuple(rule for triggers, rule in _RULES if not triggers.isdisjoint(names)),
    )


def _option(fields: Mapping[str, str], name: str) -> bool | None:
    """Return what an entry's ``options`` say of ``name``, None if nothing; without a value it means true."""
    found = re.search(rf"(?:^|,)\s*{name}\s*(?:=\s*(\w+)\s*)?(?:,|$)", fields.get("options", ""))
    return None if found is None else (found[1] or "true").lower() == "true"


def _language(work: _Work) -> str | None:
    """Return the language of the titles: ``langid``, or ``language`` if it names one, or what their script tells."""
    fields = work.fields
    if "langid" in fields or "language" in fields:
        said = strip(decode(fields.get("langid", "") or fields.get("language", "")))
        if said:
            tag = language_tag(said) or said
            work.item["language"] = tag
            return tag
    title = fields.get("title", "")
    told = None if title.isascii() else language_of(strip(decode(title)))
    if told:
        work.item["language"] = told
    return told


# --- What takes more than a table: each rule completes the item, and runs where one of its fields is there ----


def _editors(work: _Work) -> None:
    """Move editors whose ``editortype`` says that they are something else."""
    item, fields = work.item, work.fields
    for field in EDITORS:
        role = ROLES.get(fields.get(f"{field}type", "").strip(" {}").lower())
        if field in fields and role is not None:
            if field == "editor":
                item.pop("editor", None)
            if names := _names(fields[field]):
                item[role] = item.get(role, []) + names


def _prefixes(work: _Work) -> None:
    """Where ``options`` says that prefixes are dropped, read the names again."""
    useprefix = _option(work.fields, "useprefix")
    if useprefix is None:
        return
    for field, variable in _NAMES.items():
        if variable in work.item and field in work.fields:
            names = (_name(text, useprefix) for text in split_names(work.fields[field]))
            work.item[variable] = [name.copy() for name in names if name]


def _key(work: _Work) -> None:
    """BibTeX's ``key`` stands in place of the people of a work that names nobody, as natbib's styles print it."""
    if not work.biblatex and not any(work.fields.get(people) for people in _PEOPLE):
        if key := _unprotected(work.fields["key"]):
            work.item["author"] = [{"literal": key}]


def _collaboration(work: _Work) -> None:
    """A ``collaboration``, as REVTeX has it and INSPIRE exports it, is the last author; before ``others``."""
    name = _unprotected(work.fields["collaboration"])
    if not name:
        return
    if not _SAYS_COLLABORATION.search(name):
        name += " Collaboration"
    authors = work.item.setdefault("author", [])
    if {"literal": name} not in authors:
        last = len(authors) - (authors[-1:] == [{"literal": "others"}])
        authors.insert(last, {"literal": name})


_SAYS_COLLABORATION: Final = lazily.pattern(
    r"collaboration|consortium|group|team|project", re.IGNORECASE
)


def _more_dates(work: _Work) -> None:
    for kind, variable in _DATES.items():
        if date := entry_date(work.fields, kind):
            work.item[variable] = date


def _number(work: _Work) -> None:
    """``number`` is a journal's issue, a series' volume, or the number of a report, patent or standard."""
    item = work.item
    number = _plain(work.fields.get("number", "") or work.fields.get("isrn", ""))
    if not number:
        return
    if item["type"].startswith("article-") or item["type"] == "periodical":
        item["issue"] = number if "issue" not in item else f"{number}, {item['issue']}"
    elif item["type"] in ("book", "chapter", "paper-conference"):
        item["collection-number" if "collection-title" in item else "issue"] = number
    else:
        item["number"] = number


def _part(work: _Work) -> None:
    """The ``part`` of a volume follows its number, as biblatex prints them: *vol. 7.2*."""
    if part := _plain(work.fields["part"]):
        if volume := work.item.get("volume"):
            work.item["volume"] = f"{volume}.{part}"
        else:
            work.item["part-number"] = part


def _article_number(work: _Work) -> None:
    """An ``eid`` stands in the place of pages that a journal's article has not, as biblatex prints it.

    ``articleno``, as ACM exports it, says that it is the number of an article; in a book it is not a page either.
    """
    item, fields = work.item, work.fields
    number = _plain(fields["eid"])
    if not number:
        return
    said = any(name in fields for name in FIELDS["eid"].aliases)
    in_book = item["type"] in ("chapter", "paper-conference")
    if said and (in_book or item["type"].startswith("article-")):
        item["number"] = number
    if "page" not in item and not (said and in_book):
        item["page"] = _ranges(number)


def _pages(work: _Work) -> None:
    pages = work.fields["pages"]
    first, dashes, last = pages.partition("--")
    if dashes and first.isdecimal() and last.isdecimal():
        work.item["page"] = f"{first}-{last}"
        return
    if not pages.replace("-", "").isalnum():
        pages = _LABEL.sub("", strip(decode(pages)).strip())
    if not _NO_PAGES.fullmatch(pages):
        work.item["page"] = _ranges(pages)


# What some write before pages, and what databases export for none: `--`, `n/a-n/a`.
_LABEL: Final = lazily.pattern(r"(?:pp?|pages?|S)\.?\s+(?=\w)|pp?\.(?=\d)", re.IGNORECASE)
_NO_PAGES: Final = lazily.pattern(r"(?:n/a|[\W_])*", re.IGNORECASE)
# What parts the ends of a range. A hyphen with no blank at either side may be part of a number.
_DASH: Final = lazily.pattern(
    rf"""
    {BLANKS_BEFORE} (?: [\N{{EN DASH}}\N{{EM DASH}}\N{{MINUS SIGN}}] | -- ) [-\N{{EN DASH}}\N{{EM DASH}}]* \s*
    | {BLANKS_BEFORE} (?: - \s+ )++
    | (?<!\s) \s+ -
    """,
    re.VERBOSE,
)
_FROM_DIGIT: Final = lazily.pattern(r"\d.*")


def _ranges(pages: str) -> str:
    return ",".join(map(_range, _DASH.sub("\N{EN DASH}", pages).split(",")))


def _range(pages: str) -> str:
    """Return a range with a hyphen, as CSL-JSON has it, where a style is sure to know it for one; else with a dash."""
    first, dash, last = (part.strip() for part in pages.partition("\N{EN DASH}"))
    if not (dash and first.isalnum() and last.isalnum()):
        return pages
    roman = first.isalpha() and last.isalpha()
    alike = roman or _FROM_DIGIT.sub("", first) == _FROM_DIGIT.sub("", last)
    return pages.replace("\N{EN DASH}", "-") if alike else pages


def _place(work: _Work) -> None:
    """``location`` is the publisher's, and for a patent where it holds."""
    patent = work.item["type"] == "patent"
    if place := _list(work.fields["location"], work.biblatex):
        if patent:
            place = "; ".join(map(country, place.split("; ")))
        work.item["jurisdiction" if patent else "publisher-place"] = place


def _publisher(work: _Work) -> None:
    r"""Name who stands behind the work, each once; ``howpublished`` where nobody does, or BibTeX has nobody.

    ``howpublished = {\url{…}}`` is the URL.
    """
    item, fields = work.item, work.fields
    houses = {
        said.casefold(): said
        for house in _HOUSES
        if house in fields and (said := _list(fields[house], work.biblatex))
    }
    by = ", ".join(houses.values())
    how = ""
    if "howpublished" in fields:
        how = _markup(fields["howpublished"])
        if re.fullmatch(r"https?://\S+", how):
            item.setdefault("URL", how)
            how = ""
    if publisher := (how or by) if work.type in _HOW_FIRST else (by or how):
        item["publisher"] = publisher


def _note(work: _Work) -> None:
    notes = [_markup(work.fields[name]) for name in ("note", "addendum") if name in work.fields]
    if note := _sentences(*notes):
        work.item["note"] = note


def _event(work: _Work) -> None:
    addon = _markup(work.fields["eventtitleaddon"])
    if event := _sentences(work.item.get("event-title", ""), addon):
        work.item["event-title"] = event


def _sentences(*parts: str) -> str:
    """Join what stands after one another, with a full stop where none stands already."""
    whole = ""
    for part in filter(None, parts):
        joint = " " if whole[-1:] in (".", "?", "!") else ". "
        whole = f"{whole}{joint}{part}" if whole else part
    return whole


def _status(work: _Work) -> None:
    if state := _markup(work.fields["pubstate"]):
        work.item["status"] = STATES.get(state, state)


def _genre(work: _Work) -> None:
    genre = _unprotected(work.fields["type"]) if "type" in work.fields else ""
    if not genre:
        genre = _GENRE_BY_TYPE.get(work.type, "")
    if genre:
        work.item["genre"] = GENRES.get(genre, genre)


def _eprint(work: _Work) -> None:
    item, fields = work.item, work.fields
    archive = fields.get("eprinttype", "").strip(" {}").lower()
    if variable := _ARCHIVE_IDS.get(archive):
        item.setdefault(variable, verbatim(fields["eprint"]))
    if "URL" not in item and "DOI" not in item and (url := eprint_url(fields)):
        item["URL"] = url


def _options(work: _Work) -> None:
    """An entry may ask that a field is not printed: biblatex manual §3.1.3. Of @online the URL always is."""
    for field in ("doi", "isbn", "url"):
        if _option(work.fields, field) is False and not (field == "url" and work.type == "online"):
            work.item.pop(FIELDS[field].variable, None)


def _preprint(work: _Work) -> None:
    if identifier := arxiv_id(work.fields):
        # Few styles print the note of a preprint, and none makes a number of its publisher.
        for variable in ("note", "publisher"):
            if tells_only_arxiv(work.item.get(variable, "")):
                del work.item[variable]
        said = (work.item.get(v, "") for v in ("container-title", "note", "number", "publisher"))
        if any(identifier in text for text in said):
            return
        work.item.setdefault("number", f"arXiv:{identifier}")
        work.item.setdefault("publisher", "arXiv")
        work.item.setdefault("URL", f"https://arxiv.org/abs/{identifier}")


_RULES: Final[tuple[tuple[frozenset[str], Callable[[_Work], None]], ...]] = (
    (frozenset({"options"}), _prefixes),
    (frozenset(f"{editor}type" for editor in EDITORS), _editors),
    (frozenset({"key"}), _key),
    (frozenset({"collaboration"}), _collaboration),
    (_MORE_DATES, _more_dates),
    (frozenset({"number", "isrn"}), _number),
    (frozenset({"part"}), _part),
    (frozenset({"pages"}), _pages),
    (frozenset({"eid"}), _article_number),
    (frozenset({"location"}), _place),
    (frozenset({*_HOUSES, "howpublished"}), _publisher),
    (frozenset({"note", "addendum"}), _note),
    (frozenset({"eventtitleaddon"}), _event),
    (frozenset({"pubstate"}), _status),
    (frozenset({"eprint"}), _eprint),
    (frozenset({"options"}), _options),
)
