"""A reference of every work in some files, as a table, by a cluster.

    spark-submit --master 'local[2,3]' references.py OUT INPUT...

INPUT is whatever `synbib bulk` takes: BibTeX, CSL-JSON, Parquet, dumps of Crossref or OpenAlex; files, folders,
patterns or URLs, which all machines reach. OUT is a folder that all reach, too. The references go to OUT/references as
Parquet, and what could not be read or formatted to OUT/problems as JSON lines, each with the reason.
"""

import sys

from synbib.spark import format_references, read, session


def main(out: str, *inputs: str) -> None:
    """Format the works of some files."""
    with session() as spark:
        made = format_references(read(spark, inputs), style="apa", format="html").persist()
        made.where("problem IS NULL").drop("problem").write.parquet(f"{out}/references")
        made.where("problem IS NOT NULL").drop("reference").write.json(f"{out}/problems")


if __name__ == "__main__":
    main(*sys.argv[1:])
