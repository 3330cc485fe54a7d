"""Files into the index: each kind of them, packed or not, and what is done with a file that is there already."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sys
import tarfile
from pathlib import Path

import pytest

from synbib.errors import FileError, SynbibError
from synbib.index import (
    Added,
    Database,
    Outcome,
    add_file,
    adding,
    bib,
    dblp,
    json_records,
    streams,
)
from synbib.index.streams import Member

TWO = """\
@string{acl = {Annual Meeting of the {ACL}}}

@inproceedings{doe-2020-first,
  title = {A First Look at {BERT} Embeddings},
  author = {Doe, Jane and Roe, Richard},
  booktitle = acl,
  year = 2020,
  url = {https://aclanthology.org/2020.acl-main.1},
  abstract = {Long.},
}

@inproceedings{DBLP:conf/acl/PoeM21,
  title = {Unsupervised Topic Models of News},
  author = {Poe, M{\\"u}ller},
  booktitle = acl,
  year = 2021,
  doi = {10.1000/XYZ},
}
"""
ARXIV = {
    "id": "2402.13446",
    "authors": "Zhen Tan and others",
    "title": "Large Language Models for Data\\n  Annotation & More",
    "comments": "This paper has been withdrawn by the authors",
    "doi": "10.1000/abc",
    "categories": "cs.CL cs.AI",
    "versions": [{"version": "v1", "created": "Wed, 21 Feb 2024 00:44:04 GMT"}],
    "update_date": "2025-01-01",
    "authors_parsed": [
        ["Tan", "Zhen", ""],
        ["Smith", "John", "Jr."],
        ["Big Science Workshop", "", ""],
    ],
}


def added(tmp_path: Path, name: str, data: bytes | str, complete: bool | None = None) -> Added:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    with Database(tmp_path / "index.sqlite", create=True) as database:
        return add_file(database, str(path), complete=complete)


def keys(tmp_path: Path, *titles: str) -> list[list[str]]:
    with Database(tmp_path / "index.sqlite") as database:
        return [[hit.record.key for hit in database.by_title(title)] for title in titles]


FIRST, ANOTHER = "afirstlookatbertembeddings", "unsupervisedtopicmodelsofnews"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.bib", TWO.encode()),
        ("a.bib.gz", gzip.compress(TWO.encode())),
        ("a.bib.bz2", bz2.compress(TWO.encode())),
        ("a.bib.xz", lzma.compress(TWO.encode())),
        ("a.bib", b"\xef\xbb\xbf" + TWO.encode()),
        ("a.bib", TWO.encode("utf-16")),
    ],
)
def test_a_bibtex_file_is_read_packed_or_not(tmp_path: Path, name: str, data: bytes) -> None:
    assert added(tmp_path, name, data).file.works == 2
    assert keys(tmp_path, FIRST, ANOTHER) == [["doe-2020-first"], ["DBLP:conf/acl/PoeM21"]]


def test_all_files_of_an_archive_are_read(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, data in (
            ("x/one.bib", TWO.encode()),
            ("x/two.bib.gz", gzip.compress(b"@misc{c, title = {Third}}")),
        ):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    assert added(tmp_path, "dump.tar", packed.getvalue()).file.works == 3
    assert keys(tmp_path, "third") == [["c"]]


def test_macros_are_expanded_and_what_says_nothing_of_the_work_is_left_out(tmp_path: Path) -> None:
    added(tmp_path, "a.bib", TWO)
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("anthology", "2020.acl-main.1")
        assert hit.record.fields == {
            "title": "A First Look at {BERT} Embeddings",
            "author": "Doe, Jane and Roe, Richard",
            "booktitle": "Annual Meeting of the {ACL}",
            "year": "2020",
            "url": "https://aclanthology.org/2020.acl-main.1",
        }
        assert hit.file == str(tmp_path / "a.bib")
        assert [hit.record.key for hit in database.by_identifier("dblp", "conf/acl/PoeM21")]
        assert [hit.record.key for hit in database.by_identifier("doi", "10.1000/xyz")]


def test_a_large_bibtex_file_is_read_in_stretches_of_whole_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = "".join(
        f"@misc{{k{n}, title = {{Title number {n} of the ühole}}, note = m, x = {{a\n@b{{c}}}}}}\n"
        for n in range(300)
    )
    text = f"@string{{m = {{macro}}}}\n{entries}"
    whole = list(bib.records(_member(text)))
    monkeypatch.setattr(bib, "_STRETCH", 1000)
    assert list(bib.records(_member(text))) == whole
    assert len(whole) == 300
    assert {raw.value.fields["note"] for raw in whole} == {"macro"}


def _member(text: str) -> Member:
    return Member("x.bib", io.BufferedReader(io.BytesIO(text.encode())))


def test_a_record_of_arxiv_is_a_preprint(tmp_path: Path) -> None:
    done = added(
        tmp_path,
        "arxiv-metadata-oai-snapshot.json",
        json.dumps(ARXIV).replace("\\\\n", "\\n") + "\n",
    )
    assert (done.file.kind, done.file.works, done.file.complete, done.file.newest) == (
        "arxiv",
        1,
        True,
        "2402.13446",
    )
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("arxiv", "2402.13446")
    assert hit.record.fields == {
        "author": "Tan, Zhen and Smith, Jr., John and {Big Science Workshop}",
        "title": r"Large Language Models for Data Annotation \& More",
        "year": "2024",
        "month": "feb",
        "note": "Withdrawn",
        "eprint": "2402.13446",
        "archiveprefix": "arXiv",
        "primaryclass": "cs.CL",
    }
    assert (hit.record.type, hit.record.status) == ("misc", "withdrawn")
    assert hit.record.published_as == {"doi": "10.1000/abc"}


@pytest.mark.parametrize(
    "record",
    [
        {
            "id": "2402.13446",
            "authors_parsed": 7,
            "title": "A {Title",
            "versions": [None],
            "doi": 1,
        },
        {
            "id": "2402.13446",
            "authors_parsed": [[], ["A}"], 3],
            "title": "A {Title",
            "update_date": "x",
        },
    ],
)
def test_a_record_of_arxiv_that_holds_something_else_harms_nothing(
    tmp_path: Path, record: dict[str, object]
) -> None:
    assert added(tmp_path, "a.json", json.dumps(record) + "\n").file.works == 1
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("arxiv", "2402.13446")
    assert all(value.count("{") == value.count("}") for value in hit.record.fields.values())


DBLP = """\
<?xml version="1.0" encoding="ISO-8859-1"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<www mdate="2020-01-01" key="homepages/x"><author>Nobody</author><title>Home Page</title></www>
<inproceedings mdate="2020-06-01" key="conf/acl/Muller20">
<author>J&ouml;rg M&uuml;ller 0001</author><author>Wei Wang &amp; Co</author>
<title>On <i>Deep</i> Learning &amp; More.</title><pages>1-9</pages><year>2020</year>
<booktitle>ACL</booktitle><ee>https://doi.org/10.1000/182</ee><crossref>conf/acl/2020</crossref>
</inproceedings>
<article key="journals/corr/abs-1"><author>Jane Doe</author><title>Second Title.</title><year>2021</year>
<journal>CoRR</journal><volume>abs/2101.00001</volume></article>
</dblp>
"""


@pytest.mark.parametrize("stretch", [1 << 20, 100, 7])
def test_dblp_is_read_record_by_record_with_the_letters_that_its_dtd_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(dblp, "_READ", stretch)
    done = added(tmp_path, "dblp.xml.gz", gzip.compress(DBLP.encode("latin-1")))
    assert (done.file.kind, done.file.works, done.file.complete, done.unreadable) == (
        "dblp",
        2,
        True,
        0,
    )
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("doi", "10.1000/182")
        [second] = database.by_identifier("arxiv", "2101.00001")
    assert hit.record.type == "inproceedings"
    assert hit.record.fields == {
        "author": r"Jörg Müller and Wei Wang \& Co",
        "title": r"On \textit{Deep} Learning \& More",
        "booktitle": "Annual Meeting of the Association for Computational Linguistics",
        "year": "2020",
        "pages": "1--9",
        "doi": "10.1000/182",
    }
    assert second.record.fields["author"] == "Jane Doe"


@pytest.mark.parametrize("data", [DBLP[:-60], "<dblp>" + "<article key='x'>" * 60_000])
def test_a_dump_of_dblp_that_is_cut_off_is_damaged(tmp_path: Path, data: str) -> None:
    with pytest.raises(SynbibError, match="the last record does not end; get the file again"):
        added(tmp_path, "dblp.xml", data)


CROSSREF = {
    "DOI": "10.1000/182",
    "prefix": "10.1000",
    "type": "journal-article",
    "title": ["A Title of Some Length"],
    "author": [{"given": "Jane", "family": "Doe"}],
    "container-title": ["Journal of Tests"],
    "issued": {"date-parts": [[2020]]},
}
OPENALEX = {
    "id": "https://openalex.org/W1",
    "doi": "https://doi.org/10.1000/182",
    "title": "A Title of Some Length",
    "type": "article",
    "publication_year": 2020,
    "authorships": [{"author": {"display_name": "Jane Doe"}, "author_position": "first"}],
}
DATACITE = {
    "id": "10.1000/182",
    "type": "dois",
    "attributes": {
        "doi": "10.1000/182",
        "titles": [{"title": "A Title of Some Length"}],
        "prefix": "10.1000",
        "creators": [{"familyName": "Doe", "givenName": "Jane"}],
        "publicationYear": 2020,
        "relatedIdentifiers": [{"relatedIdentifier": "10.1000/1", "relatedIdentifierType": "DOI"}],
    },
}
CSL = {
    "id": "x",
    "type": "article-journal",
    "title": "A Title of Some Length",
    "DOI": "10.1000/182",
    "author": [{"given": "Jane", "family": "Doe"}],
    "issued": {"date-parts": [[2020]]},
}


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("crossref", json.dumps(CROSSREF) + "\n"),
        ("crossref", json.dumps({"items": [CROSSREF]})),
        ("openalex", json.dumps(OPENALEX) + "\n"),
        ("datacite", json.dumps(DATACITE) + "\n"),
        ("csl-json", json.dumps([CSL], indent=2)),
        ("csl-json", json.dumps(CSL)),
    ],
)
def test_records_in_json_are_works_however_they_stand(tmp_path: Path, kind: str, data: str) -> None:
    done = added(tmp_path, "dump.json", data)
    assert (done.file.kind, done.file.works, done.unreadable) == (kind, 1, 0)
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("doi", "10.1000/182")
    fields = hit.record.fields
    assert (fields["title"], fields["year"]) == ("A Title of Some Length", "2020")
    assert fields["author"] in ("Doe, Jane", "Jane Doe")


@pytest.mark.parametrize(
    "record",
    [
        {**CROSSREF, "type": ["journal"]},
        {**CSL, "title": "Half a \ud800 character"},
        {**CROSSREF, "title": ["Half a \ud800 character"]},
    ],
)
def test_a_record_that_holds_something_else_does_not_end_the_reading(
    tmp_path: Path, record: dict[str, object]
) -> None:
    done = added(tmp_path, "dump.jsonl", json.dumps(record) + "\n" + json.dumps(record) + "\n")
    assert (done.file.finished, done.file.done) == (True, 2)


def test_what_is_no_item_of_csl_json_is_told_and_left_out(tmp_path: Path) -> None:
    lines = [json.dumps(CSL), json.dumps({"id": "y", "note": "Of something else"})]
    done = added(tmp_path, "dump.jsonl", "\n".join(lines) + "\n")
    assert (done.file.works, done.unreadable) == (1, 1)


def test_openalex_works_are_read_from_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    packed = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist([OPENALEX]), packed)
    assert added(tmp_path, "works.parquet", packed.getvalue()).file.works == 1
    with Database(tmp_path / "index.sqlite") as database:
        [hit] = database.by_identifier("doi", "10.1000/182")
    assert hit.record.fields["title"] == "A Title of Some Length"
    with pytest.raises(
        SynbibError, match=r"broken\.parquet: cannot be read as Parquet: .*; give it unpacked"
    ):
        added(tmp_path, "broken.parquet", b"PAR1 and nothing")


def test_parquet_without_pyarrow_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(SynbibError, match="to read Parquet, install the extra parquet: "):
        added(tmp_path, "works.parquet", b"PAR1")


def test_a_record_that_cannot_be_read_is_counted_and_named(tmp_path: Path) -> None:
    broken = {**CROSSREF, "title": ["x" * 60_000]}
    done = added(tmp_path, "dump.jsonl", json.dumps(CROSSREF) + "\n" + json.dumps(broken) + "\n")
    assert (done.file.done, done.file.works, done.unreadable) == (2, 1, 1)
    [problem] = done.problems
    assert problem.startswith(f"{tmp_path}/dump.jsonl:2: ")
    assert "a text of 60,000 characters" in problem


def test_a_line_that_is_not_json_is_told_and_left_out(tmp_path: Path) -> None:
    good = json.dumps(CROSSREF)
    done = added(tmp_path, "dump.jsonl", f'{good}\n\n{{"DOI": "10.1000/cut\n[1]\n{good}\n\xff\n')
    assert (done.file.works, done.file.finished, done.unreadable) == (2, True, 2)
    assert [
        problem.partition(": not JSON, or not one record in a line")[0] for problem in done.problems
    ] == [
        f"{tmp_path}/dump.jsonl:3",
        f"{tmp_path}/dump.jsonl:6",
    ]


def test_a_line_longer_than_any_record_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "LONGEST_RECORD", 1000)
    good = json.dumps(CROSSREF)
    done = added(tmp_path, "dump.jsonl", f"{good}\n{'x' * 5000}\n{good}\n")
    assert done.file.works == 2
    assert done.problems == (f"{tmp_path}/dump.jsonl:2: a record of more than 1,000 bytes",)


@pytest.mark.parametrize("stretch", [1 << 20, 20])
def test_a_broken_list_in_an_archive_is_told_and_the_next_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(json_records, "_READ", stretch)
    good = json.dumps(CROSSREF)
    lists = (
        json.dumps({"items": [CROSSREF, CROSSREF]}),
        f'{{"items":[\n{good},\n{{"DOI": nothing}},\n{good}]}}',
        json.dumps({"items": [CROSSREF]}),
    )
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for number, each in enumerate(lists):
            data = gzip.compress(each.encode())
            info = tarfile.TarInfo(f"{number}.json.gz")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    done = added(tmp_path, "crossref.tar", packed.getvalue())
    assert (done.file.works, done.file.finished) == (4, True)
    assert done.problems == (
        f"{tmp_path}/crossref.tar/1.json.gz:3: not JSON: Expecting value; nothing is read after it",
    )


def test_a_broken_record_of_dblp_is_told_and_left_out(tmp_path: Path) -> None:
    good = "<article key='journals/x/1'>\n<author>Jane Doe</author>\n<title>A Title</title></article>\n"
    bad = "<article key='journals/x/2'><title>Broken & <b>nested</title></article>\n"
    done = added(tmp_path, "dblp.xml", f"<?xml version='1.0'?>\n<dblp>\n{good}{bad}{good}</dblp>\n")
    assert (done.file.works, done.file.finished) == (2, True)
    [problem] = done.problems
    assert problem.startswith(f"{tmp_path}/dblp.xml:6: ")


@pytest.mark.parametrize("stretch", [1 << 23, 60])
def test_a_broken_entry_of_bibtex_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stretch: int
) -> None:
    monkeypatch.setattr(bib, "_STRETCH", stretch)
    macro = "@string{acl = {ACL}}\n"
    good = "@misc{k%d, title = {A Title of Some Length}, note = acl}\n"
    broken = '@misc{cut,\n  title = "no end\n'
    done = added(tmp_path, "a.bib", macro + good % 1 + broken + good % 2 + good % 3)
    assert (done.file.works, done.unreadable) == (3, 1)
    assert done.problems == (
        f"{tmp_path}/a.bib:4: cannot read @misc{{cut: this quotation mark is not closed",
    )


@pytest.mark.parametrize(
    "record",
    [
        {**CROSSREF, "type": "component", "title": ["Figure 1"]},
        {**CROSSREF, "type": "journal-issue", "title": []},
        {**CROSSREF, "type": "journal"},
        {**CROSSREF, "type": "peer-review"},
        {**CROSSREF, "type": "grant"},
        {**CROSSREF, "title": []},
        {**CROSSREF, "title": None, "type": None, "author": None},
        {**OPENALEX, "type": "paratext"},
        {**OPENALEX, "is_paratext": True},
        {**OPENALEX, "title": None, "display_name": None, "authorships": None},
    ],
)
def test_what_is_not_a_work_or_has_no_title_is_left_out(
    tmp_path: Path, record: dict[str, object]
) -> None:
    first = CROSSREF if "DOI" in record else OPENALEX
    done = added(tmp_path, "dump.jsonl", json.dumps(first) + "\n" + json.dumps(record) + "\n")
    assert (done.file.done, done.file.works, done.unreadable) == (2, 1, 0)


def test_a_file_that_is_in_the_index_is_not_read_again(tmp_path: Path) -> None:
    assert added(tmp_path, "a.bib", TWO).outcome is Outcome.ADDED
    assert added(tmp_path, "a.bib", TWO).outcome is Outcome.KNOWN
    assert added(tmp_path, "copy.bib", TWO).outcome is Outcome.KNOWN
    assert keys(tmp_path, FIRST) == [["doe-2020-first"]]


def test_a_file_that_changed_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    added(tmp_path, "a.bib", TWO)
    changed = TWO.replace("A First Look at {BERT} Embeddings", "Parsing Without Trees").replace(
        "2020.acl-main.1", "2020.acl-main.2"
    )
    done = added(tmp_path, "a.bib", changed)
    assert (done.outcome, done.file.works) == (Outcome.REPLACED, 2)
    assert keys(tmp_path, FIRST, "parsingwithouttrees", "parsingwithouttreees") == [
        [],
        ["doe-2020-first"],
        ["doe-2020-first"],
    ]
    with Database(tmp_path / "index.sqlite") as database:
        assert database.by_identifier("anthology", "2020.acl-main.1") == []


def test_a_run_that_was_broken_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "_BATCH", 10)
    path = tmp_path / "a.bib"
    path.write_text(
        "".join(f"@misc{{k{n}, title = {{The title number {n}}}}}\n" for n in range(35))
    )

    def stop(_done: int, _size: int, works: int) -> None:
        if works == 20:
            raise KeyboardInterrupt

    with Database(tmp_path / "index.sqlite", create=True) as database:
        with pytest.raises(KeyboardInterrupt):
            add_file(database, str(path), progress=stop)
        assert [(file.works, file.finished) for file in database.files()] == [(20, False)]
    read: list[int] = []
    with Database(tmp_path / "index.sqlite", create=True) as database:
        done = add_file(database, str(path), progress=lambda _d, _s, works: read.append(works))
        assert (done.outcome, done.file.works, done.file.finished, read) == (
            Outcome.CONTINUED,
            35,
            True,
            [30, 35],
        )
        assert all(len(database.by_title(f"thetitlenumber{n}")) >= 1 for n in range(35))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"hello", "a.txt: its kind is not known; give one of these: DBLP's XML dump, "),
        ("a.bib.gz", gzip.compress(TWO.encode())[:-9], "a.bib.gz: it is damaged: "),
        (
            "a.json",
            b'{"id": "1", "authors_parsed": [],\n"title": "x"}\n',
            "a.json:1: not JSON, or not one record in a line",
        ),
        (
            "a.json",
            b'[{"type": "book", "title": "x"},',
            "a.json: the list does not end; get the file",
        ),
        ("a.tar", b"no archive", "a.tar: it is damaged: "),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    with pytest.raises(SynbibError) as raised:
        added(tmp_path, name, data)
    assert message in str(raised.value)


def test_a_missing_file_and_a_file_that_is_no_index_are_named(tmp_path: Path) -> None:
    with (
        Database(tmp_path / "index.sqlite", create=True) as database,
        pytest.raises(FileError, match="no such file; give the path of a file that exists"),
    ):
        add_file(database, str(tmp_path / "none.bib"))
    with pytest.raises(FileError, match="no such index; make one with synbib index add FILE"):
        Database(tmp_path / "none.sqlite")
    (tmp_path / "other.sqlite").write_text("text" * 1000)
    with pytest.raises(FileError, match="cannot be used as an index: file is not a database"):
        Database(tmp_path / "other.sqlite")
