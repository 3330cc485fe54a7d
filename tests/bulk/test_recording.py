"""Items into an index in many files: the works that ``synbib index add`` makes of them, found as in one file."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from synbib.bulk.convert import Convert
from synbib.bulk.dumps import item_of
from synbib.bulk.items import to_batch
from synbib.bulk.job import Job
from synbib.bulk.jobs import run
from synbib.bulk.recording import BuildIndex, records
from synbib.bulk.schema import PROBLEM, RECORDS, ROW, with_problem
from synbib.bulk.shuffle import BUCKET
from synbib.errors import SynbibError
from synbib.index import Database, LocalIndex, Partitions, add_file
from synbib.index.record import Record
from synbib.index.rows import Row
from synbib.library import Entry, read
from synbib.lookup import Question
from synbib.lookup.dumps import work_of
from synbib.text.folding import letters
from synbib.verification import Outcome, verify

Item = dict[str, Any]

PAPER: Item = {
    "id": "lee2024",
    "type": "paper-conference",
    "title": "<i>Graphs</i> &amp; Trees: A Study of mBERT",
    "author": [{"family": "Lee", "given": "Ann"}, {"family": "van der Berg", "given": "Jo"}],
    "container-title": "Proceedings of the 62nd Annual Meeting of the ACL",
    "issued": {"date-parts": [[2024, 8]]},
    "page": "1-12",
    "DOI": "10.1000/XYZ.1",
}
PREPRINT: Item = {
    "id": "p",
    "type": "article",
    "title": "A Preprint of Some Length",
    "URL": "https://arxiv.org/abs/2402.13446v2",
}
CHINESE: Item = {
    "id": "c",
    "type": "paper-conference",
    "title": "预训练语言模型的研究",
    "DOI": "10.18653/v1/2024.acl-long.7",
}
THESIS: Item = {
    "id": "t",
    "type": "thesis",
    "title": "Über Wasser",
    "issued": {"raw": "May 1999"},
    "made-up": "x",
}
ITEMS = [PAPER, PREPRINT, CHINESE, THESIS, {**PAPER, "id": "again"}]


def batch(items: Sequence[Item], first: int = 0) -> pa.RecordBatch:
    rows = pa.array(range(first, first + len(items)), pa.int64())
    return to_batch(items).append_column(ROW, rows)


def built(folder: Path, work: BuildIndex, *batches: pa.RecordBatch) -> Path:
    """Make an index of batches, as a job does; return its folder."""
    folder.mkdir()
    spread = [work.first(each) for each in batches]
    files: dict[int, str] = {}
    works = 0
    for bucket in range(work.partitions):
        rows = [each.filter(pc.equal(each.column(BUCKET), bucket)) for each in spread]
        if any(map(len, rows)):
            files[bucket] = f"part-{bucket:06}{work.suffix}"
            works += work.make(iter(rows), str(folder / files[bucket]))
    for name, data in work.closing(files, works, [(0, "works.json")]).items():
        (folder / name).write_bytes(data)
    return folder


# --- records ----------------------------------------------------------------------------------------------


def test_of_items_are_made_the_works_that_adding_their_file_makes(tmp_path: Path) -> None:
    (tmp_path / "works.json").write_text(json.dumps(ITEMS))
    with Database(tmp_path / "one.sqlite", create=True) as one:
        add_file(one, str(tmp_path / "works.json"))
        kept = one._rows("SELECT letters, record FROM work ORDER BY id")
        found = one._rows("SELECT mark, work - 1 FROM mark")
    made = records(batch(ITEMS))
    assert made.schema == with_problem(RECORDS)
    assert list(zip(made["letters"].to_pylist(), made["record"].to_pylist(), strict=True)) == kept
    marks = enumerate(made["marks"].to_pylist())
    assert sorted((mark, at) for at, known in marks for mark in known) == sorted(found)
    assert made[PROBLEM].null_count == len(ITEMS)


def test_of_a_dump_it_is_kept_what_became_of_a_work_and_all_that_it_is_known_by() -> None:
    record = {
        "DOI": "10.1000/abc",
        "type": "posted-content",
        "title": ["A Preprint That Was Taken Back"],
        "updated-by": [{"type": "retraction", "DOI": "10.1000/notice"}],
        "relation": {
            "is-preprint-of": [{"id-type": "doi", "id": "10.1000/journal.7"}],
            "has-preprint": [{"id-type": "arxiv", "id": "2401.00001"}],
        },
    }
    told = work_of("crossref", record)
    assert told is not None
    expected = Record.of_incoming(told)
    item = item_of("crossref", record)
    assert item is not None
    [made] = records(batch([item])).to_pylist()
    found = Record.unpacked(made["record"])
    assert (found.status, found.published_as) == ("retracted", {"doi": "10.1000/journal.7"})
    assert (expected.status, expected.published_as) == (found.status, found.published_as)
    assert made["marks"] == ["doi 10.1000/abc", "arxiv 2401.00001"]
    assert made["marks"] == list(Row.of(expected, counted=False).marks)


@pytest.mark.parametrize(
    "custom",
    [{"synbib": []}, {"synbib": {"status": {}, "published-as": [1], "identifiers": {"x": 1}}}],
)
def test_what_stands_beside_the_variables_in_another_form_harms_nothing(custom: Item) -> None:
    [made] = records(batch([{**PAPER, "custom": custom}])).to_pylist()
    assert made["marks"] == ["doi 10.1000/xyz.1"]
    assert Record.unpacked(made["record"]).status == ""


def test_a_work_is_known_by_its_title_its_head_and_its_identifiers_a_doi_first() -> None:
    [made] = records(batch([CHINESE])).to_pylist()
    del made["record"]
    assert made == {
        "letters": "预训练语言模型的研究",
        "head": "",
        "marks": ["doi 10.18653/v1/2024.acl-long.7", "anthology 2024.acl-long.7"],
        "year": None,
        "venues": [],
        "problem": None,
    }
    [made] = records(batch([PAPER]), counted=True).to_pylist()
    assert (made["head"], made["year"]) == ("graphstrees", 2024)
    assert made["venues"] == ["ACL", "=proceedingsofthe62ndannualmeetingoftheacl"]


@pytest.mark.parametrize(
    ("item", "problem"),
    [
        ({"id": "a", "type": "book"}, "the item says nothing of a work but its type"),
        (
            {"id": "a", "type": "book", "DOI": "10.1000/" + "x" * 1_000_000},
            "a text of 1,000,008 characters, '10.1000/",
        ),
        (
            {"id": "a", "type": "book", "title": "x" * 1_000_001},
            "a text of 1,000,001 characters, 'xxxx",
        ),
    ],
)
def test_of_what_is_no_work_it_is_told_why(item: Item, problem: str) -> None:
    made = records(batch([item, PAPER]))
    assert made[PROBLEM].to_pylist()[0].startswith(problem)
    assert made["record"].is_valid().to_pylist() == [False, True]
    spread = BuildIndex(3).first(batch([item, PAPER]))
    assert spread[BUCKET].null_count == 0


# --- the index --------------------------------------------------------------------------------------------


def test_an_index_in_many_files_answers_as_that_of_one_file_that_was_added(tmp_path: Path) -> None:
    (tmp_path / "works.json").write_text(json.dumps(ITEMS))
    with Database(tmp_path / "one.sqlite", create=True) as database:
        add_file(database, str(tmp_path / "works.json"))
    questions = [
        Question("doi", "10.1000/xyz.1"),
        Question("doi", "10.48550/arXiv.2402.13446"),
        Question("arxiv", "2402.13446"),
        Question("anthology", "2024.acl-long.7"),
        Question("doi", "10.1000/none"),
        Question(title="Graphs & Trees: A Study of mBERT"),
        Question(title="Graphs and Tees, a study of mBART", family="Lee", year="2024"),
        Question(title="Graphs and trees"),
        Question(title="预训练语言模型研究"),
        Question(title="Uber Waser"),
        Question(title="Quite another title"),
        Question(title=""),
    ]
    one = LocalIndex.opened(str(tmp_path / "one.sqlite"))
    many = LocalIndex.opened(str(built(tmp_path / "many", BuildIndex(7), batch(ITEMS))))
    for question in questions:
        expected = [(work.key, work.fields) for work in one.find(question)]
        assert [(work.key, work.fields) for work in many.find(question)] == expected, question
    assert [work.key for work in many.find(questions[0])] == ["lee2024", "again"]
    assert [work.source for work in many.find(questions[0])] == ["works.json"] * 2
    one.close()
    many.close()


WORDS = ["graph", "tree", "water", "language", "model", "study", "of", "the", "learning", "用于"]


@st.composite
def works(draw: st.DrawFn) -> list[Item]:
    """Works of few words, venues and identifiers, so that many are like each other."""
    titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
    items = []
    for number in range(draw(st.integers(1, 25))):
        item: Item = {"id": f"w{number}", "type": "paper-conference", "title": draw(titles)}
        if draw(st.booleans()):
            item["DOI"] = f"10.1000/{draw(st.integers(0, 9))}"
        if draw(st.booleans()):
            item["URL"] = f"https://arxiv.org/abs/2401.0000{draw(st.integers(0, 9))}"
        item["container-title"] = draw(st.sampled_from(["Proceedings of ACL", "The Water Journal"]))
        item["issued"] = {"date-parts": [[draw(st.integers(2020, 2022))]]}
        item["author"] = [{"family": draw(st.sampled_from(["Lee", "Doe"]))}]
        items.append(item)
    return items


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(items=works(), title=st.lists(st.sampled_from(WORDS), max_size=6), data=st.data())
def test_in_many_files_the_same_is_found_as_in_one(
    tmp_path_factory: pytest.TempPathFactory,
    items: list[Item],
    title: list[str],
    data: st.DataObject,
) -> None:
    folder = tmp_path_factory.mktemp("index")
    half = data.draw(st.integers(0, len(items)))
    # The rows of a second part have numbers far from those of the first.
    batches = [batch(items[:half]), batch(items[half:], 1 << 32)]
    one, many = (
        Partitions(built(folder / str(n), BuildIndex(n, complete=True, scheme="arxiv"), *batches))
        for n in (1, 7)
    )
    for number in range(10):
        for scheme, identifier in (("doi", f"10.1000/{number}"), ("arxiv", f"2401.0000{number}")):
            assert one.by_identifier(scheme, identifier) == many.by_identifier(scheme, identifier)
    asked = letters(" ".join(title))
    for wrong in (asked, f"{asked[:3]}x{asked[4:]}", asked[2:]):
        assert one.by_title(wrong, "lee", 2021) == many.by_title(wrong, "lee", 2021)
    assert one.newest("arxiv") == many.newest("arxiv")
    for venue in ("ACL", "waterjournal", "The Water Journal"):
        for year in (2020, 2021):
            assert one.works_of_venue(venue, year) == many.works_of_venue(venue, year)
    assert one.files() == many.files()
    one.close()
    many.close()


def test_a_complete_index_knows_what_it_should_have(tmp_path: Path) -> None:
    paper = {**PAPER, "DOI": "10.1000/x"}
    items = [
        {**paper, "id": f"w{n}", "DOI": f"10.1000/{n}", "title": f"Paper {n}"} for n in range(25)
    ]
    work = BuildIndex(4, complete=True)
    index = LocalIndex.opened(str(built(tmp_path / "index", work, batch(items))))
    wanted = {"title": "Another", "booktitle": str(PAPER["container-title"]), "year": "2024"}
    said = "the index has 25 works of this venue and year"
    assert index.expected(Entry("inproceedings", "", wanted)) == said
    index.close()
    index = LocalIndex.opened(str(built(tmp_path / "picked", BuildIndex(4), batch(items))))
    assert index.expected(Entry("inproceedings", "", wanted)) == ""
    index.close()


def test_a_hundred_thousand_works_of_one_title_are_one_title(tmp_path: Path) -> None:
    [row] = records(
        batch([{"id": "e", "type": "article-journal", "title": "Editorial"}])
    ).to_pylist()
    rows = [{**row, ROW: number, BUCKET: 0} for number in range(100_000)]
    made = pa.RecordBatch.from_pylist(rows, with_problem(BuildIndex(1).first.schema))
    path = tmp_path / "part-000000.sqlite"
    slices = (made.slice(at, 10_000) for at in range(0, 100_000, 10_000))
    assert BuildIndex(1).make(slices, str(path)) == 100_000
    with Database(path) as database:
        assert len(database.by_title("editorial")) == 20
        assert len(database.by_title("editorals")) == 20


@pytest.mark.parametrize(
    "hostile",
    [
        {"DOI": "10.1000/" + "x" * 40_000},
        {"DOI": "10.1000/a\0b", "title": "A\0Title"},
        {"title": ""},
        {"title": " \0 ", "DOI": "10.1000/1"},
        {"title": '"*" OR "NEAR('},
        {"author": [{"family": f"Author {n}"} for n in range(5_000)]},
    ],
    ids=["a long identifier", "NUL", "no title", "NUL alone", "operators", "many authors"],
)
def test_hostile_items_are_told_of_or_found(tmp_path: Path, hostile: Item) -> None:
    items = [{"id": "h", "type": "book", "title": "A Hostile Title", **hostile}, PAPER]
    index = LocalIndex.opened(str(built(tmp_path / "index", BuildIndex(3), batch(items))))
    assert [work.key for work in index.find(Question("doi", "10.1000/xyz.1"))] == ["lee2024"]
    if title := str(hostile.get("title", "A Hostile Title")).replace("\0", "").strip():
        assert [work.key for work in index.find(Question(title=title))] == ["h"]
    index.close()


# --- files ------------------------------------------------------------------------------------------------


def test_the_same_items_make_the_same_bytes_in_any_process(tmp_path: Path) -> None:
    program = (
        "import sys; sys.path[:0] = [sys.argv[1]]\n"
        "from pathlib import Path\n"
        f"from {Path(__file__).stem} import ITEMS, BuildIndex, batch, built\n"
        "folder = built(Path(sys.argv[2]), BuildIndex(2, complete=True), batch(ITEMS))\n"
    )
    made = []
    for seed in ("1", "2"):
        arguments = [
            sys.executable,
            "-c",
            program,
            str(Path(__file__).parent),
            str(tmp_path / seed),
        ]
        subprocess.run(arguments, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        made.append({path.name: path.read_bytes() for path in (tmp_path / seed).iterdir()})
    assert made[0] == made[1]
    assert sorted(made[0]) == ["manifest.json", "part-000000.sqlite", "part-000001.sqlite"]


def test_a_file_is_there_when_it_is_whole_and_the_last_of_several_stays(tmp_path: Path) -> None:
    work, path = BuildIndex(1), tmp_path / "part-000000.sqlite"
    made = work.first(batch(ITEMS))

    def broken() -> Iterator[pa.RecordBatch]:
        yield made
        raise SynbibError("a task that is killed")

    with pytest.raises(SynbibError, match="a task that is killed"):
        work.make(broken(), str(path))
    assert list(tmp_path.iterdir()) == []
    for _ in range(2):
        assert work.make(iter([made]), str(path)) == 5
    assert list(tmp_path.iterdir()) == [path]


def test_a_job_makes_an_index_and_one_that_begins_anew_leaves_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(item)}\n" for item in ITEMS[:3]))
    (tmp_path / "b.jsonl").write_text("".join(f"{json.dumps(item)}\n" for item in ITEMS[3:]))
    inputs = [str(tmp_path / name) for name in ("a.jsonl", "b.jsonl")]
    out = tmp_path / "index"
    assert run(Job(BuildIndex(2), inputs, str(out))).rows == 5
    names = ["manifest.json", "manifest.jsonl", "part-000000.sqlite", "part-000001.sqlite"]
    assert sorted(path.name for path in out.iterdir()) == names
    with Partitions(out) as index:
        assert [hit.file for hit in index.by_identifier("doi", "10.1000/xyz.1")] == inputs
    run(Job(Convert(), inputs, str(out), to="jsonl"), fresh=True)
    assert not (out / "manifest.json").exists()


# --- verification -----------------------------------------------------------------------------------------


def test_entries_are_verified_by_items_of_theirs_as_by_themselves(tmp_path: Path) -> None:
    store = Path(__file__).parents[2] / "refs.bib"
    library = read(store)
    with Database(tmp_path / "one.sqlite", create=True) as database:
        add_file(database, str(store))
    items = batch([dict(entry.csl) for entry in library.values()])
    one = LocalIndex.opened(str(tmp_path / "one.sqlite"))
    many = LocalIndex.opened(str(built(tmp_path / "many", BuildIndex(7), items)))
    for entry in library.values():
        expected, found = verify(entry, [one]), verify(entry, [many])
        assert (found.outcome, found.differences) == (expected.outcome, expected.differences)
        assert found.outcome in (Outcome.CONFIRMED, Outcome.UNCHECKABLE)
    one.close()
    many.close()
