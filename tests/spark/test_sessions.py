"""Sessions: what they have of themselves, and what is said where none can be made."""

import os
import subprocess
import sys
from typing import Any

import pytest


def test_a_local_master_tries_a_task_again_as_a_cluster_does(spark: Any) -> None:
    assert spark.sparkContext.master == "local[2,3]"
    assert spark.conf.get("spark.sql.execution.arrow.maxRecordsPerBatch") == "500"


def test_a_session_that_is_there_is_returned_as_it_is(spark: Any) -> None:
    from synbib.spark import session

    assert session("local[1]") is spark


@pytest.mark.parametrize(
    ("master", "also", "message"),
    [
        ("local[1]", {"PATH": "", "JAVA_HOME": "/no/java"}, "Spark does not start: it needs Java 17 or newer: install it, or set JAVA_HOME"),
        ("sparkle", {}, "sparkle: Spark does not start: Could not parse Master URL"),
    ],
)  # fmt: skip
def test_what_keeps_spark_from_starting_is_told_in_one_line(
    with_spark: None, master: str, also: dict[str, str], message: str
) -> None:
    code = f"""
from synbib.errors import SynbibError
from synbib.spark import session
try:
    session({master!r})
except SynbibError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | also,
    )
    assert message in done.stdout
    assert len(done.stdout.splitlines()) == 1
