"""A session of Spark that has what the jobs here need."""

from __future__ import annotations

import os
import sys
import warnings
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.limits import MOST_TRIES
from synbib.spark.engine import SparkSession, why

__all__ = ["ROWS", "session"]

ROWS: Final = 500
"""Rows of a batch. The JVM takes half as long again with 2,000, five times as long with 10,000; with few, too."""

_LOCAL: Final = lazily.pattern(r"local(?:\[(?P<cores>\*|[0-9]+)\])?")
_CONFIG: Final = {
    "spark.task.maxFailures": str(MOST_TRIES),
    # A worker holds the style that it compiled.
    "spark.python.worker.reuse": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(ROWS),
    "spark.sql.execution.arrow.maxBytesPerBatch": str(64 << 20),
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def session(master: str | None = None, **conf: str) -> SparkSession:
    """Return a session, or the one that this process has already, as it is.

    Nothing else here makes one: who has a session with other settings can pass that. Where ``spark-submit`` has started
    this process, its settings hold, and none are added but those of ``conf``.

    Args:
        master: ``local[2]``, two cores of this machine, ``local[*]``, all; ``spark://HOST:PORT``, ``yarn``,
            ``k8s://…``; None: what ``spark-submit`` was told, else ``local[*]``.
        conf: Settings of Spark, with ``__`` for a dot: ``spark__executor__memory="4g"``.

    Raises:
        SynbibError: Spark does not start: there is no Java, or no cluster at that address.
    """
    # Else workers run another Python, `python3`, which may not have synbib.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    is_submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    if master is None and not is_submitted:
        master = "local[*]"
    builder = SparkSession.builder.appName("synbib")
    if master is not None:
        builder = builder.master(_tried_again(master))
    told = {name.replace("__", "."): value for name, value in conf.items()}
    for name, value in (told if is_submitted else {**_CONFIG, **told}).items():
        builder = builder.config(name, value)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # of pandas, which nothing here uses
            return builder.getOrCreate()
    except Exception as error:
        raise SynbibError(f"{master or 'Spark'}: Spark does not start: {_why(error)}") from error


def _tried_again(master: str) -> str:
    """Return a local master that tries a task again, too, which it does only where it is told: ``local[2,3]``."""
    if (local := _LOCAL.fullmatch(master)) is None:
        return master
    return f"local[{local['cores'] or 1},{MOST_TRIES}]"


def _why(error: Exception) -> str:
    if "JAVA_GATEWAY_EXITED" in str(error):
        return "it needs Java 17 or newer: install it, or set JAVA_HOME"
    return why(error)
