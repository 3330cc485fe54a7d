"""Files of exchange formats that other projects test with: which are read, as what, and how like those projects' results.

    .venv/bin/python tests/conformance/exchange.py [--format ris] [--verbose] [FOLDER]

FOLDER has a `manifest.tsv`: each file, its format, and the result that its own project expects of it: BibTeX, items of
Zotero, or CSL-JSON. A result is compared field by field, by what the field says: accents, dashes and quotation marks of
all kinds, braces, the periods of initials and the case of what is no title are the same; where two programs keep a text
in fields of other names (`note`, `annote`, `howpublished`), its text is looked for in all of these. What a program adds
for itself (time stamps, record numbers of its own) is left out; and where the result is the same work from another place,
so is what the file does not hold.
"""

import argparse
import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from synbib import lazily
from synbib.errors import SynbibError
from synbib.formats import format_of, read
from synbib.library import Entry, read_data
from synbib.model import parse_names
from synbib.model.fields import FieldKind, canonical, find_field
from synbib.model.item import verbatim
from synbib.model.languages import language_tag
from synbib.text import strip
from synbib.text.folding import letters

EXCHANGE = Path(__file__).parents[2].parent / "shared" / "exchange"
# The manifest's name of a format → ours.
NAMES = {"cff": "citation-cff", "medline-xml": "pubmed-xml"}
# What a program keeps for itself, and nobody else reads.
FOR_ITSELF = {
    "adsnote", "citation-subset", "completed", "created", "creationdate", "modificationdate", "file", "fullauthor",
    "issn-linking", "nlm-id", "owner", "pubmodel", "pubtype", "refid", "revised", "sortkey", "status", "timestamp",
    "sourcetype", "databaseprovider", "colrev.ris.rn",
}  # fmt: skip
# Fields in which programs keep the same text.
FAMILIES = (
    {"note", "annotation", "addendum", "howpublished", "comment", "titleaddon", "pubstate", "type", "status"},
    {"journaltitle", "booktitle", "maintitle", "series", "eventtitle", "howpublished", "organization"},
    {"publisher", "institution", "organization", "school", "howpublished"},
    {"location", "venue", "country", "publocation", "origlocation"},
    {"number", "issue", "eid", "volume", "pages", "pii", "isrn"},
    {"keywords", "mesh-terms"},
    {"url", "pdf", "uri", "howpublished", "doi", "note", "annotation", "adsurl", "eprint"},
    {"isbn", "issn"},
    {"shortjournal", "journal-abbreviation", "journaltitle"},
    {"language", "langid"},
    {"subtitle", "title", "shorttitle"},
)  # fmt: skip
_QUOTES = str.maketrans(
    dict.fromkeys(
        map(chr, (0x22, 0x60, 0xAB, 0xB4, 0xBB, *range(0x2018, 0x2020), *range(0x2032, 0x2037))),
        "'",
    )
    | dict.fromkeys(map(chr, (*range(0x2010, 0x2016), 0x2212)), "-")
)
_FIELDS_OF_ZOTERO = {
    "abstractNote": "abstract", "archive": "library", "bookTitle": "booktitle", "callNumber": "library",
    "conferenceName": "eventtitle", "date": "date", "dictionaryTitle": "booktitle", "DOI": "doi", "edition": "edition",
    "encyclopediaTitle": "booktitle", "institution": "institution", "ISBN": "isbn", "ISSN": "issn", "issue": "number",
    "journalAbbreviation": "shortjournal", "language": "langid", "number": "number", "numPages": "pagetotal",
    "pages": "pages", "patentNumber": "number", "place": "location", "proceedingsTitle": "booktitle",
    "publicationTitle": "journaltitle", "publisher": "publisher", "reportNumber": "number", "series": "series",
    "seriesNumber": "number", "seriesTitle": "series", "shortTitle": "shorttitle", "title": "title",
    "university": "institution", "url": "url", "volume": "volume", "websiteTitle": "journaltitle",
    "versionNumber": "version", "repository": "publisher", "studio": "publisher", "label": "publisher",
    "caseName": "title", "nameOfAct": "title", "subject": "title", "thesisType": "type", "reportType": "type",
}  # fmt: skip


@lazily.dataclass(frozen=True)
class Difference:
    """A field of which our text is not theirs."""

    file: str
    field: str
    ours: str
    theirs: str


def works_of_bibtex(data: bytes, name: str) -> list[dict[str, object]]:
    """Return what each entry of a BibTeX file says, by field."""
    return [facts(entry) for entry in read_data(data, name).values()] or [
        facts(entry) for entry in _without_keys(data, name)
    ]


def _without_keys(data: bytes, name: str) -> Iterator[Entry]:
    numbered = iter(range(10**6))
    keyed = re.sub(rb"(@\w+\s*\{)\s*,", lambda m: m[1] + b"k%d," % next(numbered), data)
    yield from read_data(keyed, name).values()


def works_of_zotero(data: bytes) -> Iterator[dict[str, object]]:
    """Yield what each of Zotero's items says."""
    held = json.loads(data)
    items = held["items"] if isinstance(held, dict) else held
    for item in items:
        if item.get("itemType") in ("attachment", "note"):
            continue
        found: dict[str, object] = {}
        for name, value in item.items():
            if name in _FIELDS_OF_ZOTERO and value:
                found[_FIELDS_OF_ZOTERO[name]] = _plain(re.sub(r"</?[a-z]+>", "", str(value)))
        if "langid" in found:
            found["langid"] = _language(str(found["langid"]))
        if "date" in found:
            found["date"] = _date_of_text(str(found["date"]))
        for creator in item.get("creators", ()):
            role = creator["creatorType"]
            role = role if role in ("editor", "translator", "bookAuthor") else "author"
            role = {"bookAuthor": "bookauthor"}.get(role, role)
            name = (
                creator.get("name")
                or f"{creator.get('lastName', '')} {creator.get('firstName', '')}"
            )
            people = found.setdefault(role, [])
            assert isinstance(people, list)
            people.append(_name(name))
        if tags := [t if isinstance(t, str) else t["tag"] for t in item.get("tags", ())]:
            found["keywords"] = frozenset(map(_plain, tags))
        for name in ("doi", "isbn", "issn", "number", "pages", "url"):
            if name in found:
                found[name] = _number(name, str(found[name]))
        yield found


def works_of_csl(data: bytes) -> list[dict[str, object]]:
    """Return what each item of CSL-JSON says."""
    return [facts(work.entry()) for work in read(data, "csl-json")]


def facts(entry: Entry) -> dict[str, object]:
    """Return what an entry says, by field, in a form to compare."""
    found: dict[str, object] = {}
    for name, value in entry.fields.items():
        field = find_field(name)
        plain = canonical(name)
        if field is not None and field.unit == "date":
            continue
        if field is not None and field.kind is FieldKind.NAMES:
            found[plain] = [
                _name(" ".join(filter(None, (n.prefix, n.family, n.suffix, n.given))))
                for n in parse_names(value)
            ]
        elif plain == "keywords":
            found[plain] = frozenset(map(_plain, re.split(r"[,;]", strip(entry.marked(name)))))
        elif plain in ("url", "doi", "eprint", "pdf", "file"):
            found[plain] = _number(plain, verbatim(value))
        elif plain == "langid" or plain == "language":
            found["langid"] = _language(strip(entry.marked(name)))
        else:
            found[plain] = _number(plain, _plain(strip(entry.marked(name))))
    issued = entry.csl.get("issued", {})
    if parts := issued.get("date-parts"):
        found["date"] = tuple(int(part) for part in parts[0] if str(part).isdigit())
    elif issued:
        found["date"] = str(issued.get("literal") or issued.get("raw"))
    return {name: said for name, said in found.items() if said and name not in FOR_ITSELF}


def _plain(text: str) -> str:
    text = re.sub(r"[{}]", "", " ".join(text.translate(_QUOTES).split()))
    return re.sub(r"-+", "-", text).casefold().strip(" .,;")


def _name(text: str) -> str:
    return (
        " ".join(sorted(letters(text).split()))
        if " " in letters(text)
        else "".join(sorted(letters(text)))
    )


def _number(name: str, text: str) -> str:
    if name in ("isbn", "issn"):
        return " ".join(
            sorted(re.sub(r"[^0-9Xx]", "", each) for each in re.split(r"[\s,;]+(?=\d)", text))
        )
    if name in ("doi", "url"):
        return re.sub(
            r"\Ahttps?://(?:dx\.)?doi\.org/|\Adoi:\s*|/\Z", "", text.strip(), flags=re.IGNORECASE
        ).casefold()
    if name == "pages":
        return re.sub(r"\s*-+\s*", "-", re.sub(r"\A(?:pp?|pages?)\.?\s*", "", _plain(text)))
    return _plain(text)


def _language(text: str) -> str:
    return (language_tag(text) or text).casefold().partition("-")[0]


def _date_of_text(text: str) -> object:
    from synbib.formats.indexes import date
    from synbib.formats.parts import iso_date

    told = iso_date(text)
    told = told if told.month or not date(text).year else date(text)
    return tuple(part for part in told if part)


def same(ours: Mapping[str, object], theirs: Mapping[str, object], field: str) -> bool:
    """Whether we say what they say in a field, in that or one of its family."""
    wanted = theirs[field]
    if field == "date" and isinstance(wanted, tuple):
        got = ours.get("date")
        return (
            isinstance(got, tuple)
            and got[: len(wanted)] == wanted[: len(got)]
            and len(got) >= min(len(wanted), 2)
        )
    if ours.get(field) == wanted:
        return True
    if field == "keywords":
        got = ours.get("keywords", frozenset())
        return isinstance(got, frozenset) and isinstance(wanted, frozenset) and got >= wanted
    texts = {name for family in FAMILIES if field in family for name in family}
    for name in texts:
        held = ours.get(name)
        if (
            isinstance(held, str)
            and isinstance(wanted, str)
            and (held == wanted or (len(wanted) > 3 and wanted in held))
        ):
            return True
    if isinstance(wanted, str) and isinstance(ours.get(field), str):
        return letters(wanted) == letters(str(ours[field])) != ""
    return False


def expected(folder: Path, row: Mapping[str, str]) -> list[dict[str, object]] | None:
    """Return what another program makes of a file; ``None`` if that is not known, or not of a form that we compare."""
    name = row["expected"]
    if not name or "exporter test" in row["direction"]:
        return None
    data = (folder / name).read_bytes()
    if name.endswith(".bib"):
        return works_of_bibtex(data, name)
    if name.endswith(".zotero.json"):
        return list(works_of_zotero(data))
    return works_of_csl(data) if name.endswith(".json") else None


def paired(
    theirs: list[dict[str, object]], ours: list[dict[str, object]]
) -> Iterator[tuple[dict[str, object], dict[str, object]]]:
    """Yield each of their works with ours of the same title, or else that in its place: Zotero sorts what it reads."""
    free = list(range(len(ours)))
    chosen: dict[int, int] = {}
    for number, work in enumerate(theirs):
        of_title = (n for n in free if _title(ours[n]) == _title(work))
        if (found := next(of_title, None)) is not None:
            chosen[number] = found
            free.remove(found)
    for number, work in enumerate(theirs):
        place = chosen.get(number, number if number in free else None)
        yield work, {} if place is None else ours[place]


def _title(work: Mapping[str, object]) -> str:
    return letters(re.sub(r"<[^>]*>", "", str(work.get("title", ""))))


def _stands_in(said: object, text: str) -> bool:
    """Whether a file can tell what the same work in another form says: what is nowhere in it, it cannot."""
    return not isinstance(said, str) or letters(said) in text


def compare(folder: Path, row: Mapping[str, str]) -> tuple[str, list[Difference], int]:
    """Return what became of a file, the fields that differ, and how many were compared."""
    path = folder / row["file"]
    data = path.read_bytes()
    form = NAMES.get(row["format"], row["format"])
    # The ending tells as little as the name here: it is the content that has to.
    told = format_of(data)
    notes: list[Any] = []
    try:
        works = read(data, form, row["file"], notes.append)
    except SynbibError as error:
        return f"refused ({error})", [], 0
    became = f"{len(works)} works" + (f", {len(notes)} notes" if notes else "")
    if told != form:
        became += f"; told as {told}"
    theirs = expected(folder, row)
    if theirs is None:
        return became, [], 0
    ours = [facts(work.entry()) for work in works]
    differences = []
    compared = 0
    text = letters(data.decode("utf-8", "replace"))
    for work, got in paired(theirs, ours):
        for field in work:
            if row["direction"].startswith("the same") and not _stands_in(work[field], text):
                continue
            compared += 1
            if not same(got, work, field):
                differences.append(
                    Difference(row["file"], field, str(got.get(field, "")), str(work[field]))
                )
    if len(ours) != len(theirs):
        became += f" ({len(theirs)} expected)"
    return became, differences, compared


def main() -> None:
    """Print a line a file, and a table of the formats."""
    out = sys.stdout.write
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=EXCHANGE)
    parser.add_argument("--format", help="only this one, as the manifest calls it")
    parser.add_argument("--verbose", action="store_true", help="show each difference")
    chosen = parser.parse_args()
    if not chosen.folder.is_dir():
        sys.exit(f"{chosen.folder}: not there; name the folder of files of exchange formats")
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with (chosen.folder / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if chosen.format not in (None, row["format"]):
                continue
            became, differences, compared = compare(chosen.folder, row)
            total = totals[row["format"]]
            total[0] += 1
            total[1] += not became.startswith("refused")
            total[2] += compared
            total[3] += compared - len(differences)
            equal = (
                f"; {compared - len(differences)} of {compared} fields equal" if compared else ""
            )
            out(f"{row['file']}: {became}{equal}\n")
            for each in differences if chosen.verbose else ():
                out(f"    {each.field}: ours {each.ours[:150]!r}, theirs {each.theirs[:150]!r}\n")
    out(f"\n{'format':<18}{'files':>6}{'read':>6}{'fields':>8}{'equal':>8}\n")
    for name, (files, were_read, fields, right) in sorted(totals.items()):
        share = f"{right / fields:.1%}" if fields else "-"
        out(f"{name:<18}{files:>6}{were_read:>6}{fields:>8}{right:>8}  {share}\n")


if __name__ == "__main__":
    main()
