"""One BibTeX or biblatex entry → one CSL item, as tables.

Sources: biblatex manual §2.1 (types) and §2.2 (fields); CSL 1.0.2 appendices III (types) and IV (variables). Where
the two do not meet, the choice is that of the large converters (pandoc, Zotero).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from synbib.latex import decode
from synbib.model.dates import parse_date, parse_year
from synbib.model.eprint import arxiv_id
from synbib.model.names import parse_name, split_names
from synbib.text import strip, to_markup

__all__ = ["TYPES", "CslItem", "to_csl"]

CslItem = dict[str, Any]

# Entry type → CSL type.
TYPES: Final = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "bibnote": "document",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "book",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "legal": "treaty",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "misc": "document",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "performance": "performance",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
# biblatex's entrysubtype of an @article.
_ARTICLE_SUBTYPES: Final = {"magazine": "article-magazine", "newspaper": "article-newspaper"}

_NAMES: Final = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}

# Variable → the fields that it is taken from, the first that there is.
_TEXTS: Final[dict[str, tuple[str, ...]]] = {
    "title-short": ("shorttitle",),
    "container-title": ("booktitle", "journaltitle", "journal"),
    "container-title-short": ("shortjournal",),
    "collection-title": ("series",),
    "publisher-place": ("location", "address"),
    "event-title": ("eventtitle",),
    "event-place": ("venue",),
    "volume": ("volume",),
    "edition": ("edition",),
    "chapter-number": ("chapter",),
    "number-of-pages": ("pagetotal",),
    "version": ("version",),
    "genre": ("type",),
    "abstract": ("abstract",),
    "annote": ("annotation", "annote"),
    "keyword": ("keywords",),
    "language": ("langid", "language", "hyphenation"),
    "note": ("note",),
}
# Identifiers are verbatim: biblatex manual §2.2.1, "verbatim" and "uri" fields.
_VERBATIM: Final = {
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "URL": "url",
}

_HOUSES: Final = ("publisher", "institution", "school", "organization")
# Of these, BibTeX styles print how they were published, and the publisher not at all.
_HOW_FIRST: Final = frozenset({"misc", "booklet", "online", "software"})

_GENRES: Final = {
    "phdthesis": "PhD thesis",
    "mathesis": "Master’s thesis",
    "mastersthesis": "Master’s thesis",
    "techreport": "technical report",
}


def verbatim(field: str) -> str:
    r"""Return a verbatim field's value: the escapes that people add by habit (``\_``, ``\url{…}``) undone."""
    field = field.strip()
    if found := re.fullmatch(r"\\url\s*\{(.*)\}|\{(.*)\}", field, re.DOTALL):
        field = found[1] if found[1] is not None else found[2]
    return re.sub(r"\\([%#&_~{}$])", r"\1", field).strip()


def _markup(field: str) -> str:
    return to_markup(decode(field))


def to_csl(key: str, entry_type: str, fields: Mapping[str, str]) -> CslItem:
    """Return the CSL-JSON item of one entry.

    Args:
        key: The citation key; becomes ``id``.
        entry_type: The entry type in lower case.
        fields: Field names in lower case → LaTeX source, ``@string`` and ``#`` expanded.
    """
    item: CslItem = {"id": key, "type": _type(entry_type, fields)}
    for field, variable in _NAMES.items():
        if names := _names(fields.get(field, "")):
            item[variable] = names
    if title := _title(fields):
        item["title"] = title
    for variable, sources in _TEXTS.items():
        if value := next((v for s in sources if (v := _markup(fields.get(s, "")))), ""):
            item[variable] = value
    for variable, field in _VERBATIM.items():
        if value := verbatim(fields.get(field, "")):
            item[variable] = value
    for rule in _RULES:
        rule(item, entry_type, fields)
    return item


def _type(entry_type: str, fields: Mapping[str, str]) -> str:
    if _is_preprint(entry_type, fields):
        return "article"
    if entry_type == "article":
        return _ARTICLE_SUBTYPES.get(fields.get("entrysubtype", "").lower(), "article-journal")
    return TYPES.get(entry_type, "document")


def _is_preprint(entry_type: str, fields: Mapping[str, str]) -> bool:
    """Whether the entry is an arXiv preprint: CSL 1.0.2's type ``article``."""
    published = any(fields.get(f) for f in ("journal", "journaltitle", "booktitle"))
    by_type = entry_type in ("misc", "online", "unpublished", "article", "electronic", "techreport")
    return by_type and not published and arxiv_id(fields) is not None


def _names(field: str) -> list[dict[str, str]]:
    names: list[dict[str, str]] = []
    for text in split_names(field):
        name = {"literal": "others"} if text.casefold() == "others" else parse_name(text).csl
        if name:
            names.append(name)
    return names


def _title(fields: Mapping[str, str]) -> str:
    title, subtitle = _markup(fields.get("title", "")), _markup(fields.get("subtitle", ""))
    if not (title and subtitle):
        return title or subtitle
    return f"{title} {subtitle}" if strip(title)[-1] in "?!:" else f"{title}: {subtitle}"


# --- What takes more than a table: each rule completes the item ----------------------------------------------


def _dates(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    issued = parse_date(fields.get("date", "")) or parse_year(fields)
    for variable, date in (
        ("issued", issued),
        ("accessed", parse_date(fields.get("urldate", ""))),
        ("event-date", parse_date(fields.get("eventdate", ""))),
        ("original-date", parse_date(fields.get("origdate", ""))),
    ):
        if date:
            item[variable] = date


def _numbers(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    """``number`` is a journal's issue, a series' volume, or the number of a report, patent or standard."""
    if issue := _markup(fields.get("issue", "")):
        item["issue"] = issue
    if not (number := _markup(fields.get("number", ""))):
        return
    if item["type"].startswith("article-") or item["type"] == "periodical":
        item["issue"] = number if "issue" not in item else f"{number}, {item['issue']}"
    elif item["type"] in ("book", "chapter", "paper-conference"):
        item["collection-number" if "collection-title" in item else "issue"] = number
    else:
        item["number"] = number


def _pages(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    pages = strip(decode(fields.get("pages", ""))) or strip(decode(fields.get("eid", "")))
    if pages:
        item["page"] = re.sub(r"\s*[-\N{EN DASH}\N{EM DASH}]+\s*", "-", pages)


def _publisher(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    r"""``howpublished = {\url{…}}`` is the URL; else it is a publisher where there is no other, or BibTeX has none."""
    how = _markup(fields.get("howpublished", ""))
    if re.fullmatch(r"https?://\S+", how):
        item.setdefault("URL", how)
        how = ""
    houses = [_markup(fields.get(field, "")) for field in _HOUSES]
    ways = [how, *houses] if entry_type in _HOW_FIRST else [*houses, how]
    if publisher := next(filter(None, ways), ""):
        item["publisher"] = publisher


def _genre(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    genre = item.get("genre") or (entry_type if entry_type in _GENRES else "")
    if genre:
        item["genre"] = _GENRES.get(genre, genre)


def _preprint(item: CslItem, entry_type: str, fields: Mapping[str, str]) -> None:
    if item["type"] == "article" and (identifier := arxiv_id(fields)):
        item.setdefault("number", f"arXiv:{identifier}")
        item.setdefault("publisher", "arXiv")
        item.setdefault("URL", f"https://arxiv.org/abs/{identifier}")


_RULES: Final[tuple[Callable[[CslItem, str, Mapping[str, str]], None], ...]] = (
    _dates,
    _numbers,
    _pages,
    _publisher,
    _genre,
    _preprint,
)
