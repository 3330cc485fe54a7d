"""Records and items changed at random, through all that a job does to them: nothing may raise but what is declared.

    python tests/fuzz/bulk_records.py                       # ten thousand, from the seed 1
    python tests/fuzz/bulk_records.py --times 200000 --seed 7

A finding is an exception that is not a `SynbibError`, an item that a job takes and that a table gives back otherwise,
and one that takes longer than `PATIENCE`. It prints each with the record that makes it, once for each line of synbib
that it comes from, and exits with 1 if there is one. ``tests/bulk/test_hostile.py`` runs a sample of the same.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import traceback
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from synbib.bulk.arrow import pa
from synbib.bulk.bounds import problem
from synbib.bulk.convert import Convert
from synbib.bulk.dumps import item_of
from synbib.bulk.identifying import blocks, identities
from synbib.bulk.items import from_batch, to_batch
from synbib.bulk.matching import Match
from synbib.bulk.recording import records
from synbib.bulk.referencing import references
from synbib.bulk.schema import BLOCKS, DOCUMENT, PROBLEM, ROW
from synbib.errors import SynbibError

PATIENCE: Final = 2.0  # seconds of the process, for one record

Json = Any

# --- sound records, of which the hostile ones are made ------------------------------------------------------

ITEM: Final[dict[str, Json]] = {
    "id": "a",
    "type": "article-journal",
    "title": 'Tiny "Stories": A <i>Survey</i> of \u674e\u56db',
    "author": [
        {"family": "Doe", "given": "Jane Mary", "non-dropping-particle": "van"},
        {
            "family": "Roe",
            "given": "K.",
            "suffix": "Jr.",
            "ORCID": "0",
            "affiliation": [{"name": "A"}],
        },
        {"literal": "The Group"},
        "Poe, Jo",
    ],
    "editor": {"literal": "Somebody"},
    "container-title": "Journal of Ways",
    "issued": {"date-parts": [[2020, 5, 1], ["2021"]], "circa": True, "season": 2},
    "accessed": "2020-05-01",
    "submitted": {"raw": "May 2020"},
    "volume": 7,
    "issue": "3 & 4",
    "page": "112-34, e5",
    "DOI": "10.1000/x",
    "URL": "https://a.b/c",
    "language": "de",
    "note": "original-date: 1999\nPMID: 7",
    "custom": {"entrytype": "article", "eprint": "2001.00001", "nested": [1, {"b": None}]},
    "categories": ["x"],
}
CROSSREF: Final[dict[str, Json]] = {
    "DOI": "10.1000/abc",
    "prefix": "10.1000",
    "type": "journal-article",
    "title": ["RETRACTED: A study of <mml:math><mml:mi>x</mml:mi></mml:math> &amp; more"],
    "subtitle": ["First results"],
    "author": [
        {"given": "JANE", "family": "DOE", "suffix": "Jr", "affiliation": [{"name": "U"}]},
        {"name": "The Group"},
    ],
    "editor": [{"family": "van der Berg", "given": "J."}],
    "container-title": ["Proceedings of the 2020 Conference on Tests", "LNCS"],
    "short-container-title": ["Proc. Tests"],
    "publisher": "Elsevier Ltd (ELS)",
    "event": {"name": "ICT 2020", "location": "Bonn"},
    "institution": [{"name": "U", "place": ["Bonn"]}],
    "ISSN": ["1234-5678"],
    "issn-type": [{"type": "print", "value": "1234-5678"}],
    "ISBN": ["978-3-16-148410-0"],
    "journal-issue": {"issue": "2", "published-print": {"date-parts": [[2020]]}},
    "volume": "7",
    "page": "1-9",
    "article-number": "e7",
    "issued": {"date-parts": [[2020, 5, 31]]},
    "published-online": {"date-parts": [[None]]},
    "relation": {"is-preprint-of": [{"id": "10.1000/z", "id-type": "doi"}], "has-preprint": []},
    "update-to": [{"type": "retraction", "DOI": "10.1000/abc"}],
    "assertion": [{"name": "conference_name", "value": "X"}],
    "degree": ["Master"],
    "project": [{"project-title": [{"title": "T"}], "investigator": [{"family": "Doe"}]}],
    "language": "en",
    "resource": {"primary": {"URL": "https://a.b/c"}},
}
OPENALEX: Final[dict[str, Json]] = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.1000/abc",
    "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/7", "pmcid": "PMC7"},
    "title": "A study of tests",
    "type": "article",
    "type_crossref": "proceedings-article",
    "publication_date": "2020-05-31",
    "publication_year": 2020,
    "language": "en",
    "is_retracted": False,
    "abstract_inverted_index": {"Long": [0]},
    "authorships": [
        {
            "author": {"display_name": "Jane Doe"},
            "raw_author_name": "J. Doe",
            "institutions": [{"display_name": "U"}],
        }
    ],
    "primary_location": {
        "source": {"display_name": "Tests", "type": "book series", "issn_l": "1234-5678"},
        "raw_source_name": "Proceedings of Tests",
        "landing_page_url": "https://a.b/c",
    },
    "locations": [{"landing_page_url": "https://arxiv.org/abs/2001.00001", "raw_source_name": "X"}],
    "best_oa_location": {"pdf_url": "https://a.b/c.pdf"},
    "biblio": {"volume": "7", "issue": "1", "first_page": "1", "last_page": "9"},
}
DATACITE: Final[dict[str, Json]] = {
    "id": "10.1000/abc",
    "type": "dois",
    "attributes": {
        "doi": "10.1000/abc",
        "titles": [{"title": "Tables", "lang": "en"}, {"title": "S", "titleType": "Subtitle"}],
        "creators": [
            {"familyName": "Doe", "givenName": "J."},
            {"name": "A; B; C"},
            {"name": "G", "nameType": "Organizational"},
        ],
        "contributors": [{"contributorType": "Editor", "name": "Roe, R."}],
        "publisher": {"name": "Zenodo"},
        "publicationYear": 2020,
        "dates": [{"date": "2020-05-31", "dateType": "Issued"}],
        "types": {"resourceTypeGeneral": "JournalArticle", "resourceType": "Thesis"},
        "container": {"title": "LIPIcs, Volume 1, X 2020", "firstPage": "1", "lastPage": "9"},
        "relatedIdentifiers": [
            {
                "relatedIdentifier": "10.2/x",
                "relatedIdentifierType": "DOI",
                "relationType": "IsVersionOf",
            }
        ],
        "relatedItems": [{"relationType": "IsPublishedIn", "titles": [{"title": "J"}]}],
        "subjects": [{"subject": "Learning (cs.LG)"}],
        "language": "en",
        "url": "https://a.b/c",
        "version": "1.0",
        "alternateIdentifiers": [{"alternateIdentifierType": "report", "alternateIdentifier": "7"}],
    },
}
ARXIV: Final[dict[str, Json]] = {
    "id": "2402.13446",
    "title": "Models\n  of $\\alpha$ {Data}",
    "authors_parsed": [["Tan", "Zhen", ""], ["Smith", "John", "Jr."]],
    "categories": "cs.CL cs.AI",
    "comments": "This paper has been withdrawn; code at https://github.com/a/b",
    "journal-ref": "Phys. Rev. 7 (2020)",
    "doi": "10.1000/abc",
    "abstract": "Long.",
    "versions": [{"version": "v1", "created": "Wed, 21 Feb 2024 00:44:04 GMT"}],
    "update_date": "2025-01-01",
}
SOUND: Final[tuple[tuple[str, dict[str, Json]], ...]] = (
    ("items", ITEM),
    ("items", ITEM),
    ("crossref", CROSSREF),
    ("openalex", OPENALEX),
    ("datacite", DATACITE),
    ("arxiv", ARXIV),
)
"""What is changed, and whose it is; items stand for a table's, or those of a file of CSL-JSON."""


def _deep(levels: int, of: type) -> Json:
    value: Json = "x"
    for _ in range(levels):
        value = [value] if of is list else {"a": value}
    return value


# What stands in the place of a value.
HOSTILE: Final[tuple[Json, ...]] = (
    None, True, False, 0, -1, 1, 13, 2020, 99_999_999, 2**31, -(2**31) - 1, 10**18, 10**400, 0.5, -0.0, 2020.0, 1e308,
    float("nan"), float("inf"), "", " ", "\0", "a\0b", "\x1b[31m", "\ud800", "a\udfffb", "\ufeff", "\u202e", "\u0301",
    "\ue000", "\ue010\ue011", "\U000f0000", "\r\n", "\u2028", "null", "{", "}", "{{", "\\", "$", "$x$", "%", "#", "&", "&#0;",
    "&#xd800;", "&#1114112;", "<i>", "</i>", "<math>", "<span class=\"nocase\">", "@", "and", "a and b", ",", ", Jr.,",
    "et al.", "10.1000/x", "https://doi.org/", "javascript:alert(1)", "2020-99-99", "-0001", "0000", "2020-05-31T00:00:00Z",
    "9999999999", "1" * 5000, "\u0661\u0662", "\u00b2", "\u2167", "i", "\u0130", "\u00df", "journal-issue", "book", "misc", "type",
    [], {}, [[]], [None], [{}], [[[2020]]], [["2020"]], [[2020, 5, 31, 7]], [[0]], [[-5]], [["x"]], [["\u0661\u0660"]],
    ["a", "b"], [1, "a", None], [{"family": 7}], [{"given": "x"}], [{"literal": ""}], [{"name": ["x"]}],
    {"date-parts": [[2020, 13, 99]]}, {"date-parts": [[]]}, {"date-parts": [[2020], [2021], [2022]]}, {"raw": "x"},
    {"literal": 7}, {"season": 7}, {"a": {"b": []}}, _deep(30, list), _deep(30, dict), _deep(300, list), _deep(300, dict),
    "a" * 60_000, "<i>" * 3000, "{" * 3000, "$" * 3000, "\u0301" * 3000, "a " * 3000, "&amp;" * 3000, [{"family": "x"}] * 3000,
)  # fmt: skip


def changed(record: dict[str, Json], chosen: random.Random) -> dict[str, Json]:
    """Return a record with one to four changes: values that do not belong there, members gone, moved or renamed."""
    made = deepcopy(record)
    for _ in range(chosen.choice((1, 1, 1, 2, 3, 4))):
        places = list(_places(made))
        if not places:
            break
        inside, at = chosen.choice(places)
        match chosen.randrange(8):
            case 0:
                del inside[at]
            case 1:
                inside[at] = [inside[at]]
            case 2:
                inside[at] = {"a": inside[at]}
            case 3 if isinstance(inside, dict):
                inside[chosen.choice(("", "id", "type", "title", "a\ud800", "\0", "custom"))] = (
                    inside.pop(at)
                )
            case 4:
                other, there = chosen.choice(places)
                inside[at] = deepcopy(_found(other, there))
            case _:
                inside[at] = deepcopy(chosen.choice(HOSTILE))
    return made


def _found(inside: Json, at: Json) -> Json:
    """Return what stands at a place; ``None`` where an earlier change took it away."""
    try:
        return inside[at]
    except (KeyError, IndexError):
        return None


def _places(value: Json) -> Iterator[tuple[Json, Json]]:
    """Yield every place in a value, as what it is in and where in that."""
    open_ones = [value]
    while open_ones:
        inside = open_ones.pop()
        if isinstance(inside, dict | list):
            for at, held in list(inside.items() if isinstance(inside, dict) else enumerate(inside)):
                yield inside, at
                open_ones.append(held)


# --- what a job does ----------------------------------------------------------------------------------------


def item_in(kind: str, record: dict[str, Json]) -> dict[str, Json] | None:
    """Return the item of a record that a job would work on; ``None`` of one that it refuses or that is no work."""
    try:
        item = record if kind == "items" else item_of(kind, record)
    except SynbibError:
        return None
    if item is None:
        return None
    if kind != "items":
        item.setdefault("id", "a")  # else the line of the record
    return None if problem(item) else item


def worked_on(item: dict[str, Json]) -> list[object]:
    """Do to an item all that a job may do to it, and return what comes of that.

    Raises:
        AssertionError: A table gives the item back as another.
    """
    batch = to_batch([item])
    [back] = from_batch(batch)
    assert _as_text(back) == _as_text(item), "a table gives the item back as another"
    others = [{**item, "id": "another"}, ITEM]
    numbered = to_batch([item, *others]).append_column(ROW, pa.array([1, 2, 3], pa.int64()))
    met = blocks(numbered).select(BLOCKS.names).cast(BLOCKS)
    made = [
        references(numbered, style="apa"),
        references(batch, style="ieee", format="html"),
        references(batch.append_column(DOCUMENT, pa.array(["d"])), style="acl", format="latex"),
        records(batch),
        *Match()(iter([met])),
        Convert()(numbered),
    ]
    faults = [why for each in made for why in each.column(PROBLEM).to_pylist() if why]
    assert not any(map(_IS_FAULT.match, faults)), faults
    return [*made, identities(batch)]


_IS_FAULT: Final = re.compile("synbib failed")


def _as_text(item: dict[str, Json]) -> dict[str, Json]:
    """Return an item as a table gives it back: without nulls, numbers of variables and years as they stand there."""
    return {
        name: json.dumps(_simple(value), sort_keys=True)
        for name, value in item.items()
        if value is not None
    }


def _simple(value: Json) -> Json:
    """Return a value with what a column makes alike made alike: numbers as text, nulls left out."""
    if isinstance(value, dict):
        return {name: _simple(held) for name, held in value.items() if held is not None}
    if isinstance(value, list):
        return [_simple(held) for held in value]
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return value.lstrip("0")
    return str(value).lstrip("0") if type(value) is int else value


def main() -> int:
    """Try as many records as are asked for, and return 1 if something is found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--seed", default="1")
    asked = parser.parse_args()
    worked_on(ITEM)  # which loads the styles
    chosen = random.Random(asked.seed)
    told: set[str] = set()
    taken = 0
    for _ in range(asked.times):
        kind, sound = chosen.choice(SOUND)
        record = changed(sound, chosen)
        began = time.process_time()
        try:
            item = item_in(kind, record)
            if item is not None:
                taken += 1
                worked_on(item)
        except Exception as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            said = f"{type(error).__name__} in {where.filename}:{where.lineno}"
            if said not in told:
                told.add(said)
                print(f"{said}: {error}\n{kind}: {json.dumps(record)[:2000]}\n", flush=True)
                traceback.print_exc(limit=-6)
        if (took := time.process_time() - began) > PATIENCE:
            told.add(f"{took:.1f} s")
            print(f"{took:.1f} s: {kind}: {json.dumps(record)[:2000]}\n", flush=True)
    print(f"{asked.times:,} records, of which {taken:,} were worked on; {len(told)} findings")
    return bool(told)


if __name__ == "__main__":
    sys.exit(main())
