"""pyspark, or what to do where it is not installed."""

from __future__ import annotations

from synbib.errors import SynbibError
from synbib.extras import needed

__all__ = ["AccumulatorParam", "DataFrame", "SparkSession", "from_arrow_schema", "functions"]

try:
    from pyspark.accumulators import AccumulatorParam
    from pyspark.sql import DataFrame, SparkSession, functions
    from pyspark.sql.pandas.types import from_arrow_schema
except ImportError:
    raise SynbibError(needed("for jobs on Spark", "spark")) from None
