"""An entry in the other dialect: that of BibTeX's own styles, or that of biblatex.

What one dialect has another name for gets that name; what it does not know stays as it is, as no style minds a field
that it does not ask for. Sources: biblatex manual §2.1.2 ("Type Aliases"), §2.2.5 ("Field Aliases"), §4.5.20 (names of
`type`); BibTeX's ``btxdoc`` §3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from synbib import lazily
from synbib.bibtex import MONTH_MACROS
from synbib.library import Entry
from synbib.model import parse_names, split_names
from synbib.model.dates import entry_date
from synbib.model.extended import extended_parts
from synbib.model.fields import FieldKind, canonical, find_field
from synbib.text.months import SEASONS

__all__ = ["as_biblatex", "as_bibtex", "is_same_type"]

# biblatex's type → BibTeX's; those of theses and reports have a `type` of their own.
_TO_BIBTEX: Final = {
    "bookinbook": "inbook",
    "collection": "book",
    "electronic": "misc",
    "inreference": "incollection",
    "mvbook": "book",
    "mvcollection": "book",
    "mvproceedings": "proceedings",
    "mvreference": "book",
    "online": "misc",
    "reference": "book",
    "report": "techreport",
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "thesis": "phdthesis",
    "www": "misc",
}
# BibTeX's type → biblatex's, and the `type` that it implies.
_TO_BIBLATEX: Final = {
    "conference": ("inproceedings", ""),
    "electronic": ("online", ""),
    "mastersthesis": ("thesis", "mathesis"),
    "phdthesis": ("thesis", "phdthesis"),
    "techreport": ("report", "techreport"),
    "www": ("online", ""),
}
_MASTERS: Final = "mathesis"
_IMPLIED: Final = frozenset({"mathesis", "phdthesis", "techreport"})
# biblatex's field → BibTeX's; `institution` of a thesis is its `school`.
_NAMES: Final = {
    "annotation": "annote",
    "eprintclass": "primaryclass",
    "eprinttype": "archiveprefix",
    "journaltitle": "journal",
    "location": "address",
    "sortkey": "key",
}
# What BibTeX has no field for → the field whose text it goes on with after a colon.
_SUBTITLES: Final = {
    "booksubtitle": "booktitle",
    "journalsubtitle": "journaltitle",
    "subtitle": "title",
}
# What is written in its place: it was handed on already.
_HANDED_ON: Final = frozenset({"crossref", "xdata"})
_ARCHIVES: Final = {"arxiv": "arXiv"}
# EDTF's number of a month or a season → what BibTeX's `month` says of it.
_MONTHS: Final = dict(enumerate(MONTH_MACROS.values(), 1)) | {
    number: name for name, number in reversed(SEASONS.items())
}
_YEARS: Final = lazily.pattern(r"\d+(?:-{1,2}\d+)?")
_PARTS_OF_DATES: Final = frozenset({"date", "year", "month", "day"})


def as_bibtex(entry: Entry) -> Entry:
    """Return an entry as BibTeX's own styles understand it."""
    fields = _without_handed_on(entry)
    kind = _TO_BIBTEX.get(entry.type, entry.type)
    told = fields.get("type", "")
    if entry.type in ("thesis", "report"):
        if entry.type == "thesis" and told == _MASTERS:
            kind = "mastersthesis"
        if told in _IMPLIED:
            del fields["type"]
    fields = _joined(fields)
    made: dict[str, str] = {}
    for name, value in fields.items():
        if canonical(name) in _PARTS_OF_DATES and "date" in fields:
            made |= _year_and_month(fields) if name == "date" else {}
        else:
            own = _bibtex_name(name, kind)
            made.setdefault(own, _bibtex_value(name, value))
    return lazily.replace(entry, type=kind, fields=made)


def as_biblatex(entry: Entry) -> Entry:
    """Return an entry as biblatex calls everything."""
    fields = _without_handed_on(entry)
    kind, implied = _TO_BIBLATEX.get(entry.type, (entry.type, ""))
    made: dict[str, str] = {}
    date = "" if "date" in fields else _iso(fields)
    for name, value in fields.items():
        if date and name in _PARTS_OF_DATES:
            made["date"] = date
            continue
        own = canonical(name)
        if own in fields and own != name:  # its own name counts
            continue
        made[own] = value.lower() if own == "eprinttype" else value
    if implied:
        made.setdefault("type", implied)
    return lazily.replace(entry, type=kind, fields=made)


def is_same_type(one: str, other: str) -> bool:
    """Whether two types of entries are one: ``conference`` is ``inproceedings``, ``thesis`` is ``phdthesis``."""
    (first, implied), (second, also) = (_TO_BIBLATEX.get(each, (each, "")) for each in (one, other))
    return first == second and (not implied or not also or implied == also)


def _without_handed_on(entry: Entry) -> dict[str, str]:
    return {name: value for name, value in entry.fields.items() if name not in _HANDED_ON}


def _joined(fields: Mapping[str, str]) -> dict[str, str]:
    """Return fields with each subtitle after its title."""
    made = dict(fields)
    for sub, title in _SUBTITLES.items():
        held = next((name for name in made if canonical(name) == title), None)
        if sub in made and held is not None:
            end = "" if made[held].rstrip().endswith(("?", "!", ":")) else ":"
            made[held] = f"{made[held].rstrip()}{end} {made.pop(sub)}"
    return made


def _bibtex_name(name: str, kind: str) -> str:
    if name == "institution" and kind in ("phdthesis", "mastersthesis"):
        return "school"
    return _NAMES.get(name, name)


def _bibtex_value(name: str, value: str) -> str:
    known = find_field(name)
    if known is not None and known.kind is FieldKind.NAMES and "=" in value:
        return " and ".join(map(_plain_name, split_names(value)))
    if canonical(name) == "eprinttype":
        return _ARCHIVES.get(value.lower(), value)
    return value


def _plain_name(text: str) -> str:
    """Return a name in BibTeX's form that is in biblatex's extended one: ``family=Roe, given=Jo``."""
    if extended_parts(text) is None:
        return text
    [name] = parse_names(text)
    last = f"{name.prefix} {name.family}".strip()
    return ", ".join(filter(None, (last, name.suffix, name.given)))


def _year_and_month(fields: Mapping[str, str]) -> dict[str, str]:
    """Return BibTeX's fields for a date; the text of one that is no date stays as the year.

    Of a range, years and months are ranges, too: ``1973--1974``, ``mar--apr``. Seasons are in words, as styles
    print what `month` says.
    """
    found = entry_date(fields, "") or {}
    ends = [[int(part) for part in each] for each in found.get("date-parts", ())]
    ends = [each for each in ends if each and each[0]]
    if not ends or ends[0][0] < 0:
        return {"year": fields["date"]}
    made = {"year": "--".join(dict.fromkeys(str(end[0]) for end in ends))}
    if "season" in found:
        made["month"] = _MONTHS[20 + int(found["season"])]
    elif all(len(end) > 1 for end in ends):
        made["month"] = "--".join(dict.fromkeys(_MONTHS[end[1]] for end in ends))
    if len(ends) == 1 and len(ends[0]) > 2:
        made["day"] = str(ends[0][2])
    return made


def _iso(fields: Mapping[str, str]) -> str:
    """Return the date of BibTeX's fields; ``""`` where they say what is no date of a calendar."""
    if not _YEARS.fullmatch(fields.get("year", "").strip()):
        return ""
    found = entry_date(fields, "") or {}
    ends = found.get("date-parts", [])
    if "season" in found or "literal" in found or not ends:
        return ""
    if "month" in fields and len(ends[0]) < 2:  # what it says of the month would be lost
        return ""
    return "/".join("-".join(f"{int(part):02}" for part in end) for end in ends)
