"""The SQL for Spark in docs/pool.md, run in local mode, gives the figures of the SQL for DuckDB.

Usage: python spark.py DOCS_FILE FOLDER, with pyspark and duckdb installed and Java at hand. FOLDER holds a pool `cohort`.
"""

import os
import sys
import time
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/engines"))
from percentiles import DOMAINS, asked, blocks  # noqa: E402


def main(docs, folder):
    sql = blocks(Path(docs).read_text())
    os.chdir(folder)
    spark = (
        SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g").getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    spark.sql(
        "CREATE TEMPORARY VIEW cohort USING parquet OPTIONS "
        "(path 'cohort/*/*/part.parquet', basePath 'cohort', mergeSchema 'true')"
    )
    for domain in DOMAINS:
        start = time.perf_counter()
        found = spark.sql(asked(sql["Spark"], domain, 2.5)).collect()[0]
        seconds = time.perf_counter() - start
        expected = duckdb.execute(asked(sql["DuckDB"], domain, 2.5)).fetchone()
        assert len(found) == len(expected) == 5
        assert all(abs(float(a) - float(b)) < 1e-9 for a, b in zip(found, expected)), (domain, found, expected)
        print(f"{domain}: the same in {seconds:.1f} s: {[round(float(value), 4) for value in found]}", flush=True)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
