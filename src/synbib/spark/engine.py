"""pyspark, or what to do where it is not installed."""

from __future__ import annotations

import re
from typing import Final

from synbib import lazily
from synbib.errors import SynbibError
from synbib.extras import needed

__all__ = ["AccumulatorParam", "DataFrame", "SparkSession", "from_arrow_schema", "functions", "why"]

try:
    from pyspark.accumulators import AccumulatorParam
    from pyspark.sql import DataFrame, SparkSession, functions
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError:
    raise SynbibError(needed("for jobs on Spark", "spark")) from None

# What Java says stands below the call that failed: its class, and then the message.
_OF_JAVA: Final = lazily.pattern(r"^: [\w.$]+: (?P<said>.+)", re.MULTILINE)


def why(error: Exception) -> str:
    """Return in one line what is wrong, by an error of pyspark."""
    said = str(error).strip()
    if (java := _OF_JAVA.search(said)) is not None:
        return str(java["said"])
    return said.partition("\n")[0] or type(error).__name__
