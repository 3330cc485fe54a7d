"""Works and gatherings over DataFrames: what they are handed, and what comes out."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from synbib.bulk.arrow import pa
from synbib.bulk.items import to_batch
from synbib.bulk.schema import DOCUMENT, PROBLEM, REFERENCES, ROW, with_problem
from synbib.bulk.shuffle import BUCKET
from synbib.errors import SynbibError

TITLES = ["Attention is all you need", "Deep learning", "BERT", "GloVe", "Adam"]
WORKS = [{"id": f"w{n}", "type": "book", "title": title} for n, title in enumerate(TITLES)]


@pytest.fixture
def items(spark: Any) -> Any:
    """Five books as a DataFrame of two partitions, numbered."""
    batch = to_batch(WORKS).append_column(ROW, pa.array(range(100, 105), pa.int64()))
    return spark.createDataFrame(pa.Table.from_batches([batch])).repartition(2)


@pytest.fixture
def shouting() -> Any:
    """A work that writes titles in capitals, and makes nothing of `BERT`."""

    def work(batch: pa.RecordBatch) -> pa.RecordBatch:
        titles = batch.column("title").to_pylist()
        rows = [
            {"id": name, "reference": None if title == "BERT" else title.upper()}
            | ({"problem": "no title of a book"} if title == "BERT" else {})
            for name, title in zip(batch.column("id").to_pylist(), titles, strict=True)
        ]
        return pa.RecordBatch.from_pylist(rows, schema=with_problem(REFERENCES))

    return _with(work, schema=REFERENCES)


def _with(function: Callable[..., Any], **attributes: Any) -> Any:
    for name, value in attributes.items():
        setattr(function, name, value)
    return function


def rows(df: Any) -> list[dict[str, Any]]:
    return sorted((row.asDict() for row in df.collect()), key=lambda row: row[ROW])


def test_a_work_makes_a_row_of_each_item_and_keeps_its_number(items: Any, shouting: Any) -> None:
    from synbib.spark.frames import each

    made = each(items, shouting)
    assert made.columns == ["id", "reference", ROW, PROBLEM]
    assert rows(made) == [
        {"id": "w0", "reference": "ATTENTION IS ALL YOU NEED", ROW: 100, PROBLEM: None},
        {"id": "w1", "reference": "DEEP LEARNING", ROW: 101, PROBLEM: None},
        {"id": "w2", "reference": None, ROW: 102, PROBLEM: "no title of a book"},
        {"id": "w3", "reference": "GLOVE", ROW: 103, PROBLEM: None},
        {"id": "w4", "reference": "ADAM", ROW: 104, PROBLEM: None},
    ]


def test_what_has_a_problem_already_keeps_it_and_is_not_worked_on(
    items: Any, shouting: Any
) -> None:
    from pyspark.sql import functions

    from synbib.spark.frames import each

    broken = functions.when(functions.col("id") == "w0", functions.lit("works.jsonl:1: broken"))
    made = rows(each(items.withColumn(PROBLEM, broken), shouting))
    assert made[0] == {"id": "w0", "reference": None, ROW: 100, PROBLEM: "works.jsonl:1: broken"}
    assert [row["reference"] for row in made[1:]] == ["DEEP LEARNING", None, "GLOVE", "ADAM"]


def test_a_table_of_the_users_own_is_numbered_and_its_numbers_are_made_text(
    spark: Any, shouting: Any
) -> None:
    from synbib.spark.frames import each, items

    own = spark.createDataFrame([("a", "book", 3, "Z")], ["id", "type", "title", "shelf"])
    assert items(own).dtypes == [
        ("id", "string"),
        ("type", "string"),
        ("title", "string"),
        (ROW, "bigint"),
        (PROBLEM, "string"),
    ]
    [made] = rows(each(own, shouting))
    assert (made["id"], made["reference"]) == ("a", "3")


def test_columns_are_taken_in_other_capitals_and_whole_numbers_have_no_point(spark: Any) -> None:
    from synbib.spark.frames import items

    own = spark.createDataFrame(
        [
            ("a", "book", "10.1000/1", 12.0, 1.5),
            ("b", "book", None, float("nan"), None),
        ],
        "ID string, type string, doi string, volume double, issue double",
    )
    found = [row.asDict() for row in items(own).orderBy("id").drop(ROW).collect()]
    one, two = found
    assert one == {
        "id": "a",
        "type": "book",
        "DOI": "10.1000/1",
        "volume": "12",
        "issue": "1.5",
        PROBLEM: None,
    }
    assert (two["DOI"], two["volume"], two["issue"]) == (None, None, None)


def test_what_has_no_id_or_no_type_is_a_row_that_says_so(spark: Any, shouting: Any) -> None:
    from synbib.spark.frames import each

    own = spark.createDataFrame(
        [(None, "book", "One"), ("b", "", "Two"), ("c", "book", "Three")],
        "id string, type string, title string",
    ).coalesce(1)
    assert sorted(
        (row["problem"] or "", row["reference"]) for row in rows(each(own, shouting))
    ) == [
        ("", "THREE"),
        ("the item has no id", None),
        ("the item has no type", None),
    ]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (
            "id string, title string",
            "the DataFrame has no column 'type'; synbib.spark.read reads files as tables of items",
        ),
        (
            "id string, type string, author string",
            "the column 'author' is of type string, where array<struct<family:string,given:string,dropping-particle:string,non-dropping-particle:string,suffix:string,comma-suffix:boolean,static-ordering:boolean,parse-names:boolean,literal:string>> belongs; rename it if it is something else",
        ),
        (
            "id string, type string, DOI array<string>",
            "the column 'DOI' is of type array<string>, where string belongs; rename it if it is something else",
        ),
        (
            "id string, type string, author array<struct<name:string>>",
            "the column 'author' is of type array<struct<name:string>>, where array<struct<family:string,given:string,dropping-particle:string,non-dropping-particle:string,suffix:string,comma-suffix:boolean,static-ordering:boolean,parse-names:boolean,literal:string>> belongs; rename it if it is something else",
        ),
    ],
)
def test_a_table_that_is_not_one_of_items_is_refused(
    spark: Any, columns: str, message: str
) -> None:
    from synbib.spark.frames import items

    with pytest.raises(SynbibError) as caught:
        items(spark.createDataFrame([], columns))
    assert str(caught.value) == message


def test_a_gathering_is_given_each_bucket_whole_and_in_order(items: Any) -> None:
    from pyspark.sql import functions

    from synbib.spark.frames import gathered

    spread = pa.schema([(BUCKET, pa.int32()), (ROW, pa.int64()), ("id", pa.string())])

    def first(batch: pa.RecordBatch) -> pa.RecordBatch:
        """Each row twice: into the bucket that its number gives, and into the next."""
        out = [
            {BUCKET: (row + more) % 3, ROW: row, "id": name}
            for row, name in zip(
                batch.column(ROW).to_pylist(), batch.column("id").to_pylist(), strict=True
            )
            for more in (0, 1)
        ]
        return pa.RecordBatch.from_pylist(out, schema=with_problem(spread))

    result = pa.schema([("id", pa.string()), (DOCUMENT, pa.string()), ("number", pa.int64())])

    def gathering(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        held = [row for batch in batches for row in batch.to_pylist()]
        [bucket] = {row[BUCKET] for row in held}
        told = [{"id": str(bucket), DOCUMENT: " ".join(row["id"] for row in held)}]
        yield pa.RecordBatch.from_pylist(told, schema=with_problem(result))

    whole = _with(gathering, first=_with(first, schema=spread, buckets=3), schema=result)
    broken = functions.when(functions.col("id") == "w4", functions.lit("broken"))
    # `number` is a variable of items, and another thing in what comes out.
    items = items.withColumn("number", functions.lit("arXiv:1"))
    made = gathered(items.withColumn(PROBLEM, broken), whole)
    assert sorted(made.collect(), key=lambda row: row["id"]) == [
        ("0", "w1 w2", None, None),
        ("1", "w0 w2 w3", None, None),
        ("2", "w0 w1 w3", None, None),
        ("w4", None, None, "broken"),
    ]
