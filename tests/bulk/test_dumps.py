"""Records of services' dumps → CSL items: the same as of the services' answers."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest

from synbib.bulk.dumps import item_of
from synbib.bulk.items import from_batch
from synbib.bulk.parts import Rejected
from synbib.bulk.sources import parts, read
from synbib.formats.data import FormatError, Record
from synbib.lookup import read_answer

CROSSREF: Record = {
    "DOI": "10.1000/abc",
    "prefix": "10.1000",
    "type": "journal-article",
    "title": ["A study of <i>E. coli</i> &amp; more"],
    "subtitle": ["First results"],
    "author": [
        {"given": "Jane", "family": "Doe", "sequence": "first", "affiliation": []},
        {"name": "The Group", "sequence": "additional"},
    ],
    "container-title": ["Journal of Tests"],
    "ISSN": ["1234-5678", "8765-4321"],
    "volume": "7",
    "page": "1-9",
    "issued": {"date-parts": [[2020, 5, 31]]},
    "update-to": [],
}
OPENALEX: Record = {
    "id": "https://openalex.org/W42",
    "doi": "https://doi.org/10.1000/abc",
    "title": "A study of tests",
    "type": "article",
    "publication_date": "2020-05-31",
    "publication_year": 2020,
    "abstract_inverted_index": {"Long": [0]},
    "authorships": [{"author": {"display_name": "Jane Doe"}, "raw_author_name": "J. Doe"}],
    "primary_location": {"source": {"display_name": "Journal of Tests", "type": "journal"}},
    "biblio": {"volume": "7", "first_page": "1", "last_page": "9"},
}
DATACITE: Record = {
    "id": "10.1000/abc",
    "type": "dois",
    "attributes": {
        "doi": "10.1000/abc",
        "titles": [{"title": "Tables of tests"}],
        "creators": [{"familyName": "Doe", "givenName": "Jane"}, {"name": "(:null)"}],
        "publisher": "Zenodo",
        "publicationYear": 2020,
        "types": {"resourceTypeGeneral": "Dataset"},
    },
}
ARXIV: Record = {
    "id": "2402.13446",
    "title": "Models\n  of Data",
    "authors_parsed": [["Tan", "Zhen", ""]],
    "categories": "cs.CL cs.AI",
    "versions": [{"version": "v1", "created": "Wed, 21 Feb 2024 00:44:04 GMT"}],
}


@pytest.mark.parametrize(
    ("kind", "record", "item"),
    [
        (
            "crossref",
            CROSSREF,
            {
                "id": "10.1000/abc",
                "type": "article-journal",
                "title": "A study of <i>E. coli</i> & more: First results",
                "title-short": "A study of <i>E. coli</i> & more",
                "author": [{"family": "Doe", "given": "Jane"}, {"literal": "The Group"}],
                "container-title": "Journal of Tests",
                "volume": "7",
                "page": "1-9",
                "issued": {"date-parts": [[2020, 5]]},
                "DOI": "10.1000/abc",
                "ISSN": "1234-5678",
            },
        ),
        (
            "openalex",
            OPENALEX,
            {
                "id": "W42",
                "type": "article-journal",
                "title": "A study of tests",
                "author": [{"family": "Doe", "given": "Jane"}],
                "container-title": "Journal of Tests",
                "volume": "7",
                "page": "1-9",
                "issued": {"date-parts": [[2020, 5]]},
                "DOI": "10.1000/abc",
            },
        ),
        (
            "datacite",
            DATACITE,
            {
                "id": "10.1000/abc",
                "type": "dataset",
                "title": "Tables of tests",
                "author": [{"family": "Doe", "given": "Jane"}],
                "publisher": "Zenodo",
                "issued": {"date-parts": [[2020]]},
                "DOI": "10.1000/abc",
            },
        ),
        (
            "arxiv",
            ARXIV,
            {
                "id": "2402.13446",
                "type": "article",
                "title": "Models of data",
                "author": [{"family": "Tan", "given": "Zhen"}],
                "issued": {"date-parts": [[2024, 2]]},
                "number": "arXiv:2402.13446",
                "publisher": "arXiv",
                "URL": "https://arxiv.org/abs/2402.13446",
            },
        ),
    ],
)
def test_a_record_is_an_item_that_its_service_names(
    kind: str, record: Record, item: dict[str, Any]
) -> None:
    assert item_of(kind, record) == item


@pytest.mark.parametrize(
    ("kind", "record", "wrapped"),
    [
        ("crossref", CROSSREF, {"status": "ok", "message-type": "work", "message": CROSSREF}),
        ("datacite", DATACITE, {"data": DATACITE}),
        ("datacite", DATACITE, DATACITE["attributes"]),
    ],
)
def test_an_answer_that_was_saved_is_a_record(kind: str, record: Record, wrapped: Record) -> None:
    assert item_of(kind, wrapped) == item_of(kind, record)


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("crossref", {**CROSSREF, "type": "journal-issue"}),
        ("crossref", {**CROSSREF, "type": "component"}),
        ("crossref", {**CROSSREF, "title": [], "subtitle": []}),
        ("openalex", {**OPENALEX, "type": "paratext"}),
        ("openalex", {**OPENALEX, "is_paratext": True}),
        ("arxiv", {**ARXIV, "title": 7}),
    ],
)
def test_what_is_no_work_or_has_no_title_is_no_item(kind: str, record: Record) -> None:
    assert item_of(kind, record) is None


@pytest.mark.parametrize(
    ("kind", "record", "message"),
    [
        (
            "crossref",
            {"id": "x"},
            "not a record of one of Crossref's works: it has no 'DOI' nor 'title'",
        ),
        (
            "openalex",
            {"id": "https://openalex.org/S7"},
            "not a record of one of OpenAlex's works: it has no 'doi' nor 'title' nor 'display_name'",
        ),
        (
            "datacite",
            {"id": "10.1000/abc", "type": "clients", "attributes": {"name": "x"}},
            "not a record of one of DataCite's works: it has no 'titles'",
        ),
    ],
)
def test_a_record_of_something_else_is_an_error(kind: str, record: Record, message: str) -> None:
    with pytest.raises(FormatError) as raised:
        item_of(kind, record)
    assert str(raised.value) == message


def test_a_record_that_nests_too_deep_is_an_error() -> None:
    nested: Any = ""
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(FormatError, match="a record that nests too deep"):
        item_of("datacite", {**DATACITE, "attributes": {"titles": nested}})


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("crossref", {**CROSSREF, "type": ["component"]}),
        (
            "datacite",
            {
                "doi": "10.1000/abc",
                "titles": [{"title": "Tables of tests"}],
                "relatedIdentifiers": [{"relationType": ["IsVersionOf"]}],
            },
        ),
    ],
)
def test_a_list_where_a_word_belongs_harms_nothing(kind: str, record: Record) -> None:
    assert item_of(kind, record) is not None


# --- the files that dumps are had in ------------------------------------------------------------------------


def _lines(*records: Record) -> bytes:
    return "".join(f"{json.dumps(record)}\n" for record in records).encode()


def _tar(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize("cut_packed", [True, False])
@pytest.mark.parametrize(
    ("kind", "record", "path", "data"),
    [
        ("crossref", CROSSREF, "0.json.gz", gzip.compress(json.dumps({"items": [CROSSREF]}).encode())),
        ("crossref", CROSSREF, "0.jsonl.gz", gzip.compress(_lines(CROSSREF))),
        ("crossref", CROSSREF, "all.tar.gz", _tar("April/0.json", json.dumps({"items": [CROSSREF]}).encode())),
        ("crossref", CROSSREF, "page.json",
         json.dumps({"status": "ok", "message-type": "work-list", "message": {"items": [CROSSREF]}}).encode()),
        ("openalex", OPENALEX, "works/updated_date=2024-01-01/part_000.gz", gzip.compress(_lines(OPENALEX))),
        ("openalex", OPENALEX, "page.json", json.dumps({"meta": {"count": 1}, "results": [OPENALEX]}).encode()),
        ("datacite", DATACITE, "dois/updated_2024-01/part_0000.jsonl.gz", gzip.compress(_lines(DATACITE))),
        ("datacite", DATACITE, "all.tar.gz", _tar("dois/part_0000.jsonl.gz", gzip.compress(_lines(DATACITE)))),
        ("datacite", DATACITE, "page.json", json.dumps({"data": [DATACITE], "meta": {"total": 1}}).encode()),
        ("arxiv", ARXIV, "arxiv-metadata-oai-snapshot.json", _lines(ARXIV)),
    ],
)  # fmt: skip
def test_a_dump_is_read_in_each_shape_that_it_is_had_in(
    tmp_path: Path, kind: str, record: Record, path: str, data: bytes, cut_packed: bool
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    found: list[Any] = []
    for part in parts([str(tmp_path / Path(path).parts[0])], cut_packed=cut_packed):
        for batch in read(part):
            found += [batch] if isinstance(batch, Rejected) else from_batch(batch)
    assert found == [item_of(kind, record)]


# --- the recorded answers of the services -------------------------------------------------------------------


def _records(kind: str, answer: Any) -> list[Record]:
    """Return the records of an answer, each as the dump of the service has it."""
    if kind == "crossref":
        message = answer.get("message", answer)
        found = message.get("items", message) if isinstance(message, dict) else []
    elif kind == "openalex":
        found = answer.get("results", answer)
    else:
        found = answer.get("data", answer)
    records = found if isinstance(found, list) else [found]
    return [each for each in records if {"DOI", "doi", "title", "titles"} & _all(each)]


def _all(record: Record) -> set[str]:
    return {*record, *record.get("attributes", {})}


@pytest.mark.parametrize("kind", ["crossref", "openalex", "datacite"])
def test_a_record_of_a_dump_says_what_an_answer_of_the_service_says(
    shared: Path, kind: str
) -> None:
    compared = 0
    for path in sorted((shared / "lookup" / kind).glob("*.json")):
        records = _records(kind, answer := json.loads(path.read_text("utf-8")))
        works = read_answer(kind, json.dumps(answer).encode()) if records else []
        for record, work in zip(records, works, strict=True):
            item = item_of(kind, record)
            if item is not None:
                item.pop("id", None)
                item.pop("custom", None)  # what an entry has no field for
                assert item == {k: v for k, v in work.entry().csl.items() if k != "id"}
                compared += 1
    assert compared >= 10
