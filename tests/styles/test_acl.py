r"""The `acl` style on 97 real entries, against what the official LaTeX style makes of them.

The items hold what the official BibTeX style reads of each entry type and nothing else: it prints no publisher of a
`@misc` and no month but a thesis's. On both sides LaTeX's markup is taken off and accents stay as they are written,
so that nothing but the style is measured. Letter case is left out: the official style puts titles in sentence case, ours
leaves them as they are stored.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pybtex.errors
import pytest
from pybtex.database import Entry, Person, parse_file

if TYPE_CHECKING:
    from tests.styles.conftest import Styles

ENTRIES = 97

# The test fails when one of these comes out right, too: then its line goes.
KNOWN_DIFFERENCES = {
    "Bronson2013": "CSL-JSON has no `and others`: it is a name here, not `et al.`",
    "Guzun2014": "CSL-JSON has no `and others`: it is a name here, not `et al.`",
    "Allaire:2023fgp": "CSL-JSON has no `and others`: it is a name here, not `et al.`",
    "Cimiano2015": "`1st edition` on purpose: CSL's editions are numbers, BibTeX's `1 edition` is not English",
    "weinstein1974pathogenic": "CSL sets no comma before the `Jr` of a name that stands in its natural order",
    "thesis/diwang": "citeproc-py gives no year suffix; and BibTeX prints the month 9 as `9`",
    "diss/diwang": "citeproc-py gives no year suffix",
    "McClellandThomas98": "citeproc-py sets a full stop after a question mark",
}

BOOK = {
    "collection-title": "series",
    "collection-number": "number",
    "volume": "volume",
    "publisher": "publisher",
    "publisher-place": "address",
}
IN_BOOK = BOOK | {"container-title": "booktitle", "page": "pages"}
THESIS = {"publisher": "school", "publisher-place": "address"}
# Entry type → CSL type, and the field that the official style reads for each variable, beside title and note.
ENTRY_TYPES: dict[str, tuple[str, dict[str, str]]] = {
    "article": (
        "article-journal",
        {"container-title": "journal", "volume": "volume", "issue": "number", "page": "pages"},
    ),
    "book": ("book", BOOK | {"edition": "edition"}),
    "booklet": ("pamphlet", {"publisher": "howpublished", "publisher-place": "address"}),
    "incollection": ("chapter", IN_BOOK | {"chapter-number": "chapter"}),
    "inproceedings": ("paper-conference", IN_BOOK),
    "manual": ("book", {"publisher": "organization", "publisher-place": "address"}),
    "mastersthesis": ("thesis", THESIS),
    "misc": ("document", {"publisher": "howpublished"}),
    "phdthesis": ("thesis", THESIS),
    "proceedings": ("book", BOOK),
    "techreport": (
        "report",
        {"number": "number", "publisher": "institution", "publisher-place": "address"},
    ),
    "unpublished": ("manuscript", {}),
}
GENRES = {"mastersthesis": "Master's thesis", "phdthesis": "Ph.D. thesis"}
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def text(latex: str) -> str:
    """LaTeX without its markup; accents stay as they are written."""
    latex = re.sub(r"\\href\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", latex)
    latex = re.sub(r"\\(newblock|emph|textit|url|natexlab)\b|[{}]", "", latex)
    return " ".join(latex.replace("~", " ").replace("--", "–").split())


def csl_names(persons: Iterable[Person]) -> list[dict[str, str]]:
    return [
        {
            part: value
            for part, words in (
                ("given", person.first_names + person.middle_names),
                ("non-dropping-particle", person.prelast_names),
                ("family", person.last_names),
                ("suffix", person.lineage_names),
            )
            if (value := text(" ".join(words)))
        }
        for person in persons
    ]


def csl_date(entry_type: str, fields: dict[str, str]) -> dict[str, Any]:
    year, month = fields["year"], fields.get("month", "").lower()
    if not year.isdigit():
        return {"literal": year}
    parts = [int(year)]
    if month and entry_type in ("mastersthesis", "phdthesis"):
        parts.append(int(month) if month.isdigit() else MONTHS.index(month[:3]) + 1)
    return {"date-parts": [parts]}


def csl_item(key: str, entry: Entry) -> dict[str, Any]:
    entry_type = entry.type.lower()
    fields = {name.lower(): text(value) for name, value in entry.fields.items()}
    csl_type, variables = ENTRY_TYPES[entry_type]
    item: dict[str, Any] = {"id": key, "type": csl_type}
    for variable, field in ({"title": "title", "note": "note"} | variables).items():
        if field in fields:
            item[variable] = fields[field]
    if "page" in item:
        item["page"] = item["page"].replace("–", "-")
    for role, persons in entry.persons.items():
        item[role.lower()] = csl_names(persons)
    if "year" in fields:
        item["issued"] = csl_date(entry_type, fields)
    if entry_type in GENRES:
        item["genre"] = GENRES[entry_type]
    if fields.get("publisher") == "arXiv":
        item |= {"type": "article", "publisher": "arXiv"}
    return item


@pytest.fixture
def folder(shared: Path) -> Path:
    folder = shared / "acl"
    if not folder.is_dir():
        pytest.skip("the official style's references, ../shared/acl, are not there")
    return folder


def test_the_official_style_gives_the_same_but_for_what_is_known(
    styles: Styles, folder: Path
) -> None:
    expected: dict[str, str] = json.loads((folder / "expected.json").read_text("utf-8"))
    with pybtex.errors.capture():  # it names the `@string`s that two of the entries lack
        entries = parse_file(folder / "references.bib", "bibtex").entries
    items = [csl_item(key, entry) for key, entry in entries.items()]
    references = styles.over("acl", items).bibliography()
    assert set(references) == set(expected)
    assert len(references) == ENTRIES

    different = {
        key: [text(latex), text(references[key])]
        for key, latex in expected.items()
        if text(latex).casefold() != text(references[key]).casefold()
    }
    new = [
        "\n".join(difflib.ndiff([f"{key}: {theirs}"], [f"{key}: {ours}"]))
        for key, (theirs, ours) in different.items()
        if key not in KNOWN_DIFFERENCES
    ]
    assert not new, "differs from the official style:\n" + "\n".join(new)
    assert sorted(KNOWN_DIFFERENCES.keys() - different.keys()) == [], "comes out right now"
