"""Which works of some files are one: verdicts on those that meet, what these join, and the job that does both."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from synbib import lazily
from synbib.bulk import storage
from synbib.bulk.comparing import pairs_in, verdicts
from synbib.bulk.executors import Processes
from synbib.bulk.identifying import ORDER, blocks, identities, read
from synbib.bulk.items import to_batch
from synbib.bulk.jobs import Job
from synbib.bulk.joining import components
from synbib.bulk.matching import Clustered, Match, match
from synbib.bulk.schema import CLUSTERS, IDENTITIES, PAIRS, ROW, VERDICTS
from synbib.errors import SynbibError
from synbib.library.matching import compare, identity_of_item

Item = dict[str, Any]
Held = Callable[[Path], dict[str, bytes]]


def work(id: str, title: str, family: str = "Doe", year: int = 2020, **more: Any) -> Item:
    return {
        "id": id,
        "type": "article-journal",
        "title": title,
        "author": [{"family": family, "given": "Jane"}],
        "issued": {"date-parts": [[year]]},
        **more,
    }


def numbered(items: Sequence[Item], first: int = 0) -> pa.RecordBatch:
    rows = pa.array(range(first, first + len(items)), pa.int64())
    return to_batch(items).append_column(ROW, rows)


def found(items: Sequence[Item], rows_of_a_batch: int = 1000) -> pa.Table:
    """The verdicts on works, in one bucket."""
    table = pa.Table.from_batches([blocks(numbered(items))])
    ordered = table.sort_by([(name, "ascending") for name in ORDER])
    return pa.Table.from_batches(pairs_in(ordered.to_batches(rows_of_a_batch)), VERDICTS)


def sets_in(clusters: pa.Table) -> dict[str, list[str]]:
    sets: dict[str, list[str]] = {}
    for row in clusters.to_pylist():
        sets.setdefault(row["cluster"], []).append(row["id"])
    return sets


REPORTS = "Learning to Rank the Sentences of Long Reports"
WORKS = [
    work("a", REPORTS, DOI="10.1000/a"),
    work("b", "On Something Else Entirely, by Nobody in Particular"),
    work("c", "Laerning to rank the sentences of long reports"),
    work("d", REPORTS, "Poe"),
    work("e", "On Something Else Entirely, by Nobody in Particular", page="7"),
    work("f", "Nothing Like It", DOI="10.1000/A"),
    work("g", "On Something Else Entirely, by Nobody in Particular", page="8"),
]


# --- identities -------------------------------------------------------------------------------------------------


def test_a_table_of_identities_is_read_as_what_was_written() -> None:
    items = [*WORKS, {"id": "h", "type": "book", "title": "Flan", "URL": "https://a.org"}]
    batch = identities(to_batch(items))
    assert batch.schema == IDENTITIES
    assert batch.column("id").to_pylist() == [item["id"] for item in items]
    known = list(map(identity_of_item, items))
    names = ("title", "family", "names", "families", "year", "identifiers", "numbers", "links")
    for name in (*names, "journal", "book", "type", "letters"):
        assert [getattr(one, name) for one in read(batch)] == [getattr(one, name) for one in known]


# --- verdicts ---------------------------------------------------------------------------------------------------


def test_each_pair_has_a_verdict() -> None:
    rows = identities(numbered(WORKS)).to_struct_array()
    ones, others = rows.take(pa.array([0, 0, 4])), rows.take(pa.array([2, 3, 6]))
    made = verdicts(pa.RecordBatch.from_arrays([ones, others], schema=PAIRS))
    assert made.schema == VERDICTS
    assert [tuple(row.values())[:7] for row in made.to_pylist()] == [
        (0, "a", 2, "c", "same", "spelling", ""),
        (0, "a", 3, "d", "different", "title", "author"),
        (4, "e", 6, "g", "perhaps", "title", "pages"),
    ]


@pytest.mark.parametrize("rows_of_a_batch", [1, 2, 1000])
def test_those_that_meet_are_compared_however_the_rows_are_cut(rows_of_a_batch: int) -> None:
    rows = {tuple(row.values())[1:6] for row in found(WORKS, rows_of_a_batch).to_pylist()}
    assert {(one, other, answer, reason) for one, _, other, answer, reason in rows} == {
        ("a", "c", "same", "spelling"),
        ("a", "f", "perhaps", "doi"),
        ("b", "e", "same", "title"),
        ("b", "g", "same", "title"),
        ("e", "g", "perhaps", "title"),
    }


def test_of_a_title_that_many_works_share_each_finds_its_own() -> None:
    # 1,000 works of one title, by 500 authors, each of whom has one twice, as one DOI has of all.
    shared = [work(f"w{i}", REPORTS, f"{name(i // 2)}", DOI="10.0/unknown") for i in range(1000)]
    sets = sets_in(components(found(shared)))
    assert sets == {f"w{i}": [f"w{i}", f"w{i + 1}"] for i in range(0, 1000, 2)}


def test_the_number_of_comparisons_grows_with_the_works_of_one_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def compared(number: int) -> int:
        count = 0

        def counted(*given: Any) -> Any:
            nonlocal count
            count += 1
            return compare(*given)

        monkeypatch.setattr("synbib.bulk.comparing.compare", counted)
        found([work(f"w{i}", REPORTS, name(i // 2)) for i in range(number)])
        return count

    assert compared(2000) < 2.1 * compared(1000)


def name(number: int) -> str:
    """A family name that is like no other: its digits as letters, each three times."""
    return "".join(3 * chr(ord("b") + int(digit)) for digit in f"{number:04}").title()


def test_copies_of_one_record_are_compared_with_the_first_of_them() -> None:
    copies = found([work(f"w{i:02}", REPORTS) for i in range(50)])
    # Once in a block: of the title alone, as all others say no more.
    assert copies.num_rows == 49
    assert set(copies.column("id").to_pylist()) == {"w00"}


# --- components -------------------------------------------------------------------------------------------------


def edges(*pairs: tuple[int, int, str], marks: Mapping[int, Mapping[str, str]] = {}) -> pa.Table:
    """Verdicts on works that are called by their rows."""
    rows = [
        {
            "row": one,
            "id": f"w{one}",
            "other_row": other,
            "other_id": f"w{other}",
            "answer": "perhaps" if reason == "perhaps" else "same",
            "reason": reason,
            "against": "",
            "identifiers": list(marks.get(one, {}).items()),
            "other_identifiers": list(marks.get(other, {}).items()),
        }
        for one, other, reason in pairs
    ]
    return pa.Table.from_pylist(rows, VERDICTS)


def test_what_is_the_same_as_one_is_the_same_as_all_that_are() -> None:
    made = components(
        edges(
            (5, 1 << 40, "title"),
            (1, 7, "doi"),
            (7, 5, "spelling"),
            (2, 3, "title"),
            (3, 9, "perhaps"),
        )
    )
    assert made.schema == CLUSTERS
    assert [tuple(row.values()) for row in made.to_pylist()] == [
        (1, "w1", "w1", ""),
        (2, "w2", "w2", ""),
        (3, "w3", "w2", "title"),
        (5, "w5", "w1", "title"),
        (7, "w7", "w1", "doi"),
        (1 << 40, f"w{1 << 40}", "w1", "title"),
    ]
    assert components(edges()).num_rows == 0


def test_a_chain_does_not_join_two_dois_of_one_registrar() -> None:
    marks = {1: {"doi": "10.1000/a"}, 2: {}, 3: {"doi": "10.1000/b"}, 4: {"doi": "10.2000/c"}}
    chain = [(1, 2, "spelling"), (2, 3, "title"), (3, 4, "title")]
    assert sets_in(components(edges(*chain, marks=marks))) == {"w2": ["w2", "w3", "w4"]}
    # Versions of one have one number.
    versions = {1: {"doi": "10.1000/a/v1"}, 2: {}, 3: {"doi": "10.1000/a/v2"}}
    assert sets_in(components(edges((1, 2, "title"), (2, 3, "title"), marks=versions))) == {
        "w1": ["w1", "w2", "w3"]
    }
    # Another registrar's may be that of the preprint.
    assert sets_in(components(edges((1, 2, "title"), (2, 4, "title"), marks=marks))) == {
        "w1": ["w1", "w2", "w4"]
    }


# --- the job ----------------------------------------------------------------------------------------------------


def lines(path: Path, items: Sequence[Item]) -> str:
    path.write_text("".join(f"{json.dumps(item)}\n" for item in items))
    return str(path)


def job(tmp_path: Path, items: Sequence[Item], out: str = "out", **more: Any) -> Job:
    given = lines(tmp_path / "works.jsonl", items)
    return Job(Match(4), [given], str(tmp_path / out), **{"part_bytes": 500, **more})


def read_rows(path: Path) -> Iterator[tuple[str, str, str]]:
    for row in pq.read_table(path).to_pylist():
        yield row["id"], row["cluster"], row["reason"]


def test_the_works_that_have_a_twin_are_written_and_the_pairs_beside_them(tmp_path: Path) -> None:
    summary = match(job(tmp_path, WORKS))
    assert summary.rows == 5
    assert list(read_rows(tmp_path / "out" / "clusters.parquet")) == [
        ("a", "a", ""),
        ("b", "b", ""),
        ("c", "a", "spelling"),
        ("e", "b", "title"),
        ("g", "b", "title"),
    ]
    assert sorted(storage.names(str(tmp_path / "out"))) == ["clusters.parquet", "pairs"]


def test_a_match_that_was_ended_is_gone_on_with_and_its_clusters_written_as_another_kind(
    tmp_path: Path,
) -> None:
    asked = job(tmp_path, WORKS, to="jsonl")
    match(asked)
    (tmp_path / "out" / ".clusters.jsonl.0123.part").write_text("half of it")
    assert match(lazily.replace(asked, to="jsonl.gz")).kept == 4
    assert sorted(storage.names(str(tmp_path / "out"))) == [
        "clusters.jsonl",
        "clusters.jsonl.gz",
        "clusters.parquet",
        "pairs",
    ]


def test_all_works_are_written_if_asked_for_those_without_a_twin_as_themselves(
    tmp_path: Path,
) -> None:
    match(job(tmp_path, WORKS, to="jsonl"), all_works=True)
    parts = sorted((tmp_path / "out" / "works").glob("part-*.jsonl"))
    rows = [json.loads(line) for part in parts for line in part.read_text().splitlines()]
    assert [(row["id"], row["cluster"]) for row in rows] == [
        ("a", "a"), ("b", "b"), ("c", "a"), ("d", "d"), ("e", "b"), ("f", "f"), ("g", "b")
    ]  # fmt: skip
    written = (tmp_path / "out" / "clusters.jsonl").read_text().splitlines()
    assert written[2] == '{"row":4294967296,"id":"c","cluster":"a","reason":"spelling"}'


def test_a_process_that_did_a_job_before_takes_the_clusters_of_this_one(tmp_path: Path) -> None:
    path = str(tmp_path / "clusters.parquet")
    items = numbered([work("a", REPORTS), work("b", REPORTS)])
    found = []
    for cluster in ("a", "b"):
        rows = [{"row": 1, "id": "b", "cluster": cluster, "reason": "title"}]
        pq.write_table(pa.Table.from_pylist(rows, CLUSTERS), path)
        found.append(Clustered(path, cluster)(items).column("cluster").to_pylist())
    assert found == [["a", "a"], ["a", "b"]]


def test_of_the_clusters_no_more_is_read_than_a_part_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [3, 4, 9, 12, 13, 20, 21]
    table = pa.Table.from_pylist(
        [{"row": row, "id": f"w{row}", "cluster": "w3", "reason": "title"} for row in rows],
        CLUSTERS,
    )
    file = str(tmp_path / "clusters.parquet")
    pq.write_table(table, file, row_group_size=2)
    read: list[int] = []
    read_row_group = pq.ParquetFile.read_row_group

    def noted(self: pq.ParquetFile, number: int) -> pa.Table:
        read.append(number)
        return read_row_group(self, number)

    monkeypatch.setattr(pq.ParquetFile, "read_row_group", noted)
    for first, number, told in [
        (0, 3, {}),
        (5, 4, {}),
        (8, 6, {9, 12, 13}),
        (13, 8, {13, 20}),
        (21, 9, {21}),
        (22, 5, {}),
    ]:
        items = [{"id": f"w{row}", "type": "book"} for row in range(first, first + number)]
        made = Clustered(file, "")(numbered(items, first)).to_pylist()
        assert [row["row"] for row in made if row["reason"]] == sorted(told)
        assert all(row["cluster"] == ("w3" if row["reason"] else row["id"]) for row in made)
    assert read == [0, 1, 2, 3]


def test_it_does_not_matter_how_many_work_on_it(tmp_path: Path, held: Held) -> None:
    items = [work(f"w{i}", f"{REPORTS} by {name(i // 3)}", page=str(i % 3)) for i in range(60)]
    match(job(tmp_path, items, "one"))
    match(job(tmp_path, items, "two"), executor=Processes(2))
    one, two = held(tmp_path / "one"), held(tmp_path / "two")
    manifest = "pairs/manifest.jsonl"
    assert one.pop(manifest)
    assert two.pop(manifest)
    assert one == two


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_text("mine")
    with pytest.raises(SynbibError, match=r"something else than a job is there, thesis\.tex"):
        match(job(tmp_path, WORKS))
    assert storage.names(str(tmp_path / "out")) == ["thesis.tex"]
