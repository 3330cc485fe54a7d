"""The example for `spark-submit`, run as its page says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from synbib.bulk.arrow import pq


@pytest.mark.usefixtures("with_spark")
def test_the_example_for_spark_submit_runs(repo: Path, tmp_path: Path) -> None:
    works = tmp_path / "works.jsonl"
    works.write_text(
        '{"id": "a", "type": "book", "title": "Deep learning", "issued": {"date-parts": [[2016]]}}\n'
        "{broken\n",
        encoding="utf-8",
    )
    subprocess.run(
        [
            Path(sys.executable).with_name("spark-submit"),
            *("--master", "local[2,3]"),
            *(repo / "examples" / "spark" / "references.py", tmp_path / "out", works),
        ],
        check=True,
        capture_output=True,
        env=os.environ | {"PYSPARK_PYTHON": sys.executable},
    )
    [row] = pq.read_table(tmp_path / "out" / "references").to_pylist()
    assert row["reference"] == "<i>Deep learning</i>. (2016)."
    problems = [path.read_text("utf-8") for path in (tmp_path / "out" / "problems").glob("*.json")]
    [problem] = [json.loads(line) for text in problems for line in text.splitlines()]
    assert problem["problem"].startswith(f"{works}:2: ")
