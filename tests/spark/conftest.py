"""One session of Spark for all tests; without pyspark or Java they skip, or fail where these are required."""

import os
import shutil
import warnings
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process of xdist have all of them, so that one session serves them (``--dist=loadgroup``)."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.xdist_group("spark"))
            # Where pandas is newer than what pyspark knows. Nothing here uses it.
            item.add_marker(pytest.mark.filterwarnings("ignore:PySpark does not yet:FutureWarning"))


@pytest.fixture(scope="session")
def with_spark() -> None:
    """Spark, as it is needed by whoever starts a session in a process of its own."""
    missing = [
        name
        for name, there in (("pyspark", find_spec("pyspark")), ("java", shutil.which("java")))
        if not there
    ]
    if missing:
        insist = os.environ.get("SYNBIB_REQUIRE_SPARK", "0") not in {"", "0"}
        (pytest.fail if insist else pytest.skip)(f"not installed: {', '.join(missing)}")


@pytest.fixture(scope="session")
def spark(with_spark: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A session on two cores, with few partitions, as the tables of the tests are small."""
    from synbib.spark import session

    warehouse = tmp_path_factory.mktemp("spark")
    made = session(
        "local[2]",
        spark__sql__shuffle__partitions="4",
        spark__default__parallelism="2",
        spark__local__dir=str(warehouse),
    )
    made.sparkContext.setCheckpointDir(str(warehouse / "checkpoints"))
    yield made
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        made.stop()
