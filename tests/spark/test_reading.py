"""Files as DataFrames: the rows of the one-machine way, wherever they are read."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from synbib.bulk.items import from_batch
from synbib.bulk.schema import PROBLEM, ROW
from synbib.errors import SynbibError

BIB = """\
@string{nips = "Advances in Neural Information Processing Systems"}
@inproceedings{vaswani2017, author = {Vaswani, Ashish and Shazeer, Noam}, title = {Attention is all you need},
  booktitle = nips, year = 2017}
@book{goodfellow2016, author = {Goodfellow, Ian}, title = {Deep learning}, publisher = {MIT Press}, year = 2016}
"""
LINES = [
    {"id": "a", "type": "book", "title": "One", "paper": "p1", "author": [{"family": "Müller"}]},
    "{broken",
    {"id": "c", "type": "book", "title": "Three", "paper": "p2", "volume": 3},
]


@pytest.fixture
def works(tmp_path: Path) -> Path:
    path = tmp_path / "works.jsonl.gz"
    lines = [line if isinstance(line, str) else json.dumps(line) for line in LINES]
    path.write_bytes(gzip.compress("\n".join(lines).encode() + b"\n"))
    return path


def rows(df: Any) -> list[dict[str, Any]]:
    table = df.orderBy(ROW).toArrow()
    items = [item for batch in table.to_batches() for item in from_batch(batch)]
    kept = [name for name in (ROW, "document", PROBLEM) if name in table.column_names]
    told = table.select(kept).to_pylist()
    return [item | each for item, each in zip(items, told, strict=True)]


def test_bibtex_is_read_with_its_macros_wherever_it_is_cut(spark: Any, tmp_path: Path) -> None:
    from synbib.spark import read_bib

    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    whole, cut = (rows(read_bib(spark, str(path), part_bytes=size)) for size in (1_000_000, 200))
    assert [(row["id"], row.get("container-title")) for row in whole] == [
        ("vaswani2017", "Advances in Neural Information Processing Systems"),
        ("goodfellow2016", None),
    ]
    assert cut[1][ROW] >> 32 > whole[1][ROW] >> 32
    assert [row | {ROW: 0} for row in cut] == [row | {ROW: 0} for row in whole]


@pytest.mark.parametrize(
    ("name", "data"),
    [("refs.bib.gz", gzip.compress(BIB.encode())), ("refs.bib", BIB.encode("utf-16"))],
)
def test_bibtex_may_be_packed_or_in_another_encoding(
    spark: Any, tmp_path: Path, name: str, data: bytes
) -> None:
    from synbib.spark import read_bib

    (tmp_path / name).write_bytes(data)
    found = rows(read_bib(spark, str(tmp_path / name)))
    assert [row["id"] for row in found] == ["vaswani2017", "goodfellow2016"]


def test_a_record_that_cannot_be_read_is_a_row_that_says_why(spark: Any, works: Path) -> None:
    from synbib.spark import read

    found = rows(read(spark, [str(works)], document="paper"))
    assert {row.pop(ROW) for row in found} == {0, 1, 2}
    broken, one, three = sorted(found, key=lambda row: row.get("id", ""))
    assert (one["title"], one["author"], one["document"]) == ("One", [{"family": "Müller"}], "p1")
    assert broken.keys() == {"document", PROBLEM}
    assert broken[PROBLEM].startswith(f"{works}:2: ")
    assert (three["volume"], three["document"], three[PROBLEM]) == ("3", "p2", None)


def test_what_is_no_bibtex_is_refused_where_bibtex_is_asked_for(spark: Any, works: Path) -> None:
    from synbib.spark import read_bib

    with pytest.raises(SynbibError) as caught:
        read_bib(spark, str(works))
    assert str(caught.value) == f"{works}: not BibTeX; synbib.spark.read reads other files"


def test_no_parts_make_a_table_without_rows(spark: Any, tmp_path: Path) -> None:
    from synbib.spark import read

    (tmp_path / "none.jsonl").touch()
    assert read(spark, str(tmp_path / "none.jsonl")).count() == 0
