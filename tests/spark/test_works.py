"""Indexes, and works that are one: those that one machine makes of the same items."""

import random
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from synbib.bulk.arrow import pa
from synbib.bulk.items import to_batch
from synbib.bulk.schema import ROW
from synbib.errors import SynbibError

WORDS = re.findall(
    r"\w+", "Deep learning of graphs with attention for low resource speech in large noisy corpora"
)


def works(number: int) -> list[dict[str, Any]]:
    """Works of which every fifth is one before it, with a slip in its title or in capitals."""
    some = random.Random(18)
    made: list[dict[str, Any]] = []
    for n in range(number):
        if n % 5 == 4:
            title = made[n - 3]["title"]
            title = title.upper() if n % 2 else title[:8] + title[9:]
            made.append(made[n - 3] | {"id": f"w{n}", "title": title})
            made[-1].pop("DOI", None)
        else:
            title = " ".join(some.sample(WORDS, 7))
            author = [{"family": f"Name{some.randrange(300)}", "given": "A. B."}]
            date = {"date-parts": [[2000 + n % 20]]}
            work = {"id": f"w{n}", "type": "article-journal", "title": title, "issued": date}
            made.append(work | {"author": author} | ({"DOI": f"10.1234/{n}"} if n % 2 else {}))
    return made


@pytest.fixture(scope="module")
def batch() -> pa.RecordBatch:
    return to_batch(works(400)).append_column(ROW, pa.array(range(1000, 1400), pa.int64()))


@pytest.fixture(scope="module")
def items(spark: Any, batch: pa.RecordBatch) -> Any:
    return spark.createDataFrame(pa.Table.from_batches([batch])).repartition(3)


def on_one_machine(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    from synbib.bulk.comparing import pairs_in
    from synbib.bulk.identifying import ORDER, blocks
    from synbib.bulk.joining import components
    from synbib.bulk.schema import VERDICTS

    rows = pa.Table.from_batches([blocks(batch)]).sort_by([(name, "ascending") for name in ORDER])
    pairs = pa.Table.from_batches(pairs_in(rows.to_batches()), VERDICTS)
    found: list[dict[str, Any]] = components(pairs).to_pylist()
    return found


@pytest.mark.parametrize("held", [2_000_000, 0], ids=["by one task", "divided"])
def test_works_that_are_one_are_those_that_one_machine_finds(
    items: Any, batch: pa.RecordBatch, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from synbib.spark import match_works, matching

    monkeypatch.setattr(matching, "PAIRS_HELD", held)
    found = match_works(items).orderBy(ROW).toArrow().to_pylist()
    assert found == on_one_machine(batch)
    assert len(found) >= 120


@pytest.mark.slow
def test_a_title_that_very_many_works_share_is_no_burden(spark: Any) -> None:
    """50,000 authors have this title twice each: every work finds its own among all of them."""
    from synbib.spark import match_works

    # Names that are like no other: the digits of a number as letters, each three times.
    digits = "translate(lpad(string(id div 2), 5, '0'), '0123456789', 'bcdfghjklm')"
    family = f"regexp_replace({digits}, '(.)', '$1$1$1')"
    shared = spark.range(100_000).selectExpr(
        "concat('w', id) AS id",
        "'article-journal' AS type",
        "'Learning to rank the sentences of long reports' AS title",
        f"array(named_struct('family', {family}, 'given', 'A.')) AS author",
        f"id AS {ROW}",
    )
    rows = match_works(shared).selectExpr(f"cluster = concat('w', {ROW} div 2 * 2) AS is_own")
    assert rows.groupBy("is_own").count().collect() == [(True, 100_000)]


def contents(path: Path) -> dict[str, list[Any]]:
    """The tables of an index, without the tree of FTS5, whose pages go by how rows came in batches."""
    tables = ("work", "head", "mark", "venue", "stretch")
    with closing(sqlite3.connect(path)) as database:
        return {name: database.execute(f"SELECT * FROM {name}").fetchall() for name in tables}


def test_an_index_holds_what_one_machine_writes(
    items: Any, batch: pa.RecordBatch, tmp_path: Path
) -> None:
    from synbib.bulk.recording import BuildIndex
    from synbib.spark import build_index

    assert build_index(items, str(tmp_path / "index"), partitions=4) == 400
    making = BuildIndex(4)
    rows = making.first(batch)
    for number in range(4):
        path = tmp_path / f"{number}.sqlite"
        making.make(iter([rows.filter(pa.compute.equal(rows.column("bucket"), number))]), str(path))
        made = tmp_path / "index" / f"part-{number:06}.sqlite"
        assert contents(made) == contents(path)


def test_an_index_is_asked_as_any_other(items: Any, tmp_path: Path) -> None:
    from synbib.index import open_index
    from synbib.spark import build_index

    build_index(items, str(tmp_path / "index"), partitions=3)
    with open_index(tmp_path / "index") as index:
        [hit] = index.by_identifier("doi", "10.1234/7")
        assert hit.record.key == "w7"
    with pytest.raises(SynbibError) as caught:
        build_index(items, str(tmp_path / "index"))
    assert str(caught.value) == f"{tmp_path}/index: something is there already; name a new folder"
