"""Spark over the bare function: what its JVM, its sockets and its own rows cost beside the work itself.

    python benchmarks/spark.py                                # apa, 100,000 and 1,000,000 items
    python benchmarks/spark.py --items 100000 --style syndata # the cheapest style: the overhead shows most
    python benchmarks/spark.py --items 100000 --batches 500,2000,10000

The same Parquet file of items is read and formatted by `synbib.bulk.references` in this process, batch by batch, and by
`synbib.spark.format_references` on one core, with the session and its worker started and the style compiled before. Of
both the time of the clock and of the cores is shown: that of Spark is of the JVM and its workers together.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

import psutil
from bulk import works

from synbib.bulk.arrow import pq
from synbib.bulk.convert import Convert
from synbib.bulk.jobs import Job, results, run
from synbib.bulk.referencing import Format
from synbib.spark import format_references, session
from synbib.spark.sessions import ROWS

SIZES: Final = "100000,1000000"
_WARM: Final = 5_000  # items, before anything is measured
_BARE_ROWS: Final = 2_000  # of a batch here, as jobs have


def table(number: int) -> str:
    """Return a folder with so many items as Parquet files."""
    source = works(number)
    out = source.with_suffix("")
    run(Job(Convert(), [str(source)], str(out)))
    return str(out)


def bare(folder: str, work: Format, most: int | None = None) -> int:
    """Format the items of a folder in this process, and return how many these are."""
    done = 0
    for file in results(folder):
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(_BARE_ROWS):
                done += int(work(batch).num_rows)
                if most is not None and done >= most:
                    return done
    return done


def on_spark(spark: Any, folder: str, style: str, most: int | None = None) -> None:
    """Format them on Spark; the references go nowhere."""
    df = spark.read.parquet(*results(folder))
    df = df if most is None else df.limit(most)
    format_references(df, style).write.format("noop").mode("overwrite").save()


def cost(function: Callable[[], object], processes: list[psutil.Process]) -> tuple[float, float]:
    """Return the seconds of the clock, and of the cores for some processes, that a call takes."""
    clock, cores = time.perf_counter(), sum(_cores(processes))
    function()
    return time.perf_counter() - clock, sum(_cores(processes)) - cores


def _cores(processes: list[psutil.Process]) -> Iterator[float]:
    for process in processes:
        times = process.cpu_times()
        yield times.user + times.system


def main() -> None:
    """Print a table of the overhead."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", default=SIZES, help="how many, with commas between")
    parser.add_argument("--style", default="apa")
    parser.add_argument("--batches", default=str(ROWS), help="rows of a batch on Spark")
    given = parser.parse_args()
    tables = {number: table(number) for number in map(int, given.items.split(","))}
    first = next(iter(tables.values()))
    work = Format(given.style)
    bare(first, work, _WARM)
    begun = time.perf_counter()
    spark = session("local[1]", spark__default__parallelism="1")
    on_spark(spark, first, given.style, _WARM)
    print(f"Spark and a worker of it are ready after {time.perf_counter() - begun:.1f} s\n")
    own = psutil.Process()
    print(
        "|   items | rows of a batch |  bare: s |   s CPU |  Spark: s |   s CPU | overhead | of CPU |"
    )
    print(
        "|--------:|----------------:|---------:|--------:|----------:|--------:|---------:|-------:|"
    )
    for number, folder in tables.items():
        plain = cost(partial(bare, folder, work), [own])
        for rows in given.batches.split(","):
            spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", rows)
            on_spark(spark, first, given.style, _WARM)  # a worker that idles for a minute is ended
            theirs = own.children(recursive=True)
            other = cost(partial(on_spark, spark, folder, given.style), theirs)
            over = [f"{there / here - 1:.0%}" for here, there in zip(plain, other, strict=True)]
            print(
                f"| {number:7} | {rows:>15} | {plain[0]:8.1f} | {plain[1]:7.1f} | {other[0]:9.1f} |"
                f" {other[1]:7.1f} | {over[0]:>8} | {over[1]:>6} |"
            )
    spark.stop()


if __name__ == "__main__":
    main()
