"""References on Spark: those of one machine, byte for byte."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from synbib.bulk.arrow import pa
from synbib.bulk.documents import FormatDocuments
from synbib.bulk.jobs import Job, results, run
from synbib.bulk.referencing import Format
from synbib.bulk.schema import ROW
from synbib.errors import SynbibError

CORPUS = 161_059


@pytest.fixture(scope="module")
def works(refs_bib: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The works of our own store as items, in three papers; one belongs to none, and one line is broken."""
    import synbib

    path = tmp_path_factory.mktemp("works") / "works.jsonl"
    items = [entry.csl for entry in synbib.read(refs_bib).values()]
    lines = [json.dumps(item | {"paper": f"p{n % 3}"}) for n, item in enumerate(items)]
    lines[5:5] = ["{broken", json.dumps(items[0] | {"id": "alone"})]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def on_one_machine(works: Path, work: Any, out: Path, document: str | None = None) -> pa.Table:
    run(Job(work, [str(works)], str(out), document=document))
    return pa.concat_tables(map(pa.parquet.read_table, results(str(out))))


@pytest.mark.parametrize("style", ["apa", "ieee", "acl", "syndata"])
def test_references_are_those_of_one_machine(
    spark: Any, works: Path, style: str, tmp_path: Path
) -> None:
    from synbib.spark import format_references, read

    made = format_references(read(spark, str(works), part_bytes=50_000), style)
    found = made.orderBy(ROW).toArrow()
    good = found.filter(pa.compute.is_null(found["problem"])).select(["id", "reference"])
    wanted = on_one_machine(works, Format(style), tmp_path / "out")
    assert good.to_pylist() == wanted.to_pylist()
    [problem] = found["problem"].drop_null().to_pylist()
    assert problem.startswith(f"{works}:6: ")


def test_bibliographies_are_those_of_one_machine(spark: Any, works: Path, tmp_path: Path) -> None:
    from synbib.spark import format_references, read

    df = read(spark, str(works), document="paper").withColumnRenamed("document", "paper")
    found = format_references(df, "ieee", document="paper").orderBy("document", "number").toArrow()
    good = found.filter(pa.compute.is_null(found["problem"])).drop_columns(["problem"])
    wanted = on_one_machine(works, FormatDocuments("ieee"), tmp_path / "out", "paper")
    order = [("document", "ascending"), ("number", "ascending")]
    assert good.to_pylist() == wanted.sort_by(order).to_pylist()
    problems = sorted(found["problem"].drop_null().to_pylist())
    assert len(problems) == 2
    assert problems[1] == "nothing says which document it belongs to"


def test_a_table_of_the_users_own_has_some_columns_and_some_members_of_names_and_dates(
    spark: Any,
) -> None:
    """As one of Crossref's has them: years are longs, and names say more than CSL knows."""
    from synbib.spark import format_references

    own = spark.createDataFrame(
        [("a", "book", "Signs", [("Roe", "first")], ([[2001]],), 2, "p1")],
        "id string, type string, title string, author array<struct<family:string,sequence:string>>, "
        "issued struct<`date-parts`:array<array<bigint>>>, volume int, paper string",
    )
    [alone] = format_references(own, "apa", format="text").collect()
    assert (alone["reference"], alone["problem"]) == ("Roe. (2001). Signs (Vol. 2).", None)
    [made] = format_references(own, "apa", format="text", document="paper").collect()
    assert (made["reference"], made["document"]) == ("Roe. (2001). Signs (Vol. 2).", "p1")


def test_a_document_may_be_told_by_a_variable_of_the_items(spark: Any) -> None:
    from synbib.spark import format_references

    own = spark.createDataFrame(
        [("a", "article-journal", "Signs", "Things")],
        "id string, type string, title string, `container-title` string",
    )
    [made] = format_references(own, "apa", format="text", document="container-title").collect()
    assert (made["reference"], made["document"]) == ("Signs. (n.d.). Things.", "Things")


def test_a_column_of_documents_that_is_not_there_is_told(spark: Any) -> None:
    from synbib.spark import format_references

    own = spark.createDataFrame([], "id string, type string")
    with pytest.raises(SynbibError) as caught:
        format_references(own, "ieee", document="paper")
    assert str(caught.value) == (
        "the DataFrame has no column 'paper', which is to say what document an item belongs to"
    )


def test_a_style_that_does_not_exist_is_told_before_anything_is_begun(spark: Any) -> None:
    from synbib.spark import format_references

    df = spark.createDataFrame([], "id string, type string")
    with pytest.raises(SynbibError, match="unknown style 'no-such-style'"):
        format_references(df, "no-such-style")


def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(
    spark: Any, works: Path, tmp_path: Path
) -> None:
    from synbib.spark import format_references, read

    marker = tmp_path / "killed"
    df = read(spark, str(works), part_bytes=50_000)

    def killing(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        yield next(batches)
        if not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        yield from batches

    whole = format_references(df, "apa").orderBy(ROW).toArrow()
    again = format_references(df.mapInArrow(killing, df.schema), "apa").orderBy(ROW).toArrow()
    assert marker.exists()
    assert again.equals(whole)


@pytest.mark.slow
@pytest.mark.parametrize("style", ["apa", "ieee", "acl", "syndata"])
def test_references_of_the_corpus_are_those_of_one_machine(
    spark: Any, style: str, repo: Path, tmp_path: Path
) -> None:
    from synbib.spark import format_references, read_bib

    corpus = repo / "build" / f"corpus-{CORPUS}.bib"
    if not corpus.exists():
        pytest.skip("the corpus is not there: benchmarks/corpus.py writes it")
    made = format_references(read_bib(spark, str(corpus)), style).where("problem IS NULL")
    made.orderBy(ROW).select("id", "reference").write.parquet(str(tmp_path / "spark"))
    found = pa.parquet.read_table(tmp_path / "spark")
    wanted = on_one_machine(corpus, Format(style), tmp_path / "out")
    assert found.num_rows > 0.99 * CORPUS
    assert found.cast(wanted.schema).equals(wanted.combine_chunks())
