"""The SQL of docs/pool.md gives the figures that `socmark benchmark --against POOL` gives.

Usage: python percentiles.py SOCMARK DOCS_FILE FOLDER, with duckdb installed. FOLDER is written into.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb

DOMAINS = ["business", "people", "process", "technology", "services"]
# SOCs, years, seed: many, few with ties, one year
COHORTS = [(400, 2, 1), (400, 1, 2), (45, 3, 3)]


def blocks(docs):
    """The SQL of each engine, by the word that the paragraph before it begins with."""
    found = {}
    for before, sql in re.findall(r"^([^\n`][^\n]*(?:\n[^\n`][^\n]*|\n``[^\n]*)*)\n\n```sql\n(.*?)```", docs, re.M | re.S):
        found[re.match(r"\w+", before).group()] = sql
    return found


def asked(sql, domain, own):
    """The documented query for another domain and own score."""
    changed = sql.replace("domain.people", f"domain.{domain}").replace("coverage.people", f"coverage.{domain}")
    assert changed.count("2.50") == 2, changed
    return changed.replace("2.50", f"{own:.2f}")


def main(socmark, docs, folder):
    sql = blocks(Path(docs).read_text())
    assert {"DuckDB", "Spark", "Trino"} <= set(sql), sorted(sql)
    compared = 0
    for socs, years, seed in COHORTS:
        work = Path(folder) / f"{socs}-{years}-{seed}"
        work.mkdir()

        def run(*arguments):
            return subprocess.run([socmark, *arguments], cwd=work, check=True, capture_output=True, text=True).stdout

        run("demo", "demo")
        run("pool", "simulate", "cohort", "--socs", str(socs), "--years", str(years), "--seed", str(seed))
        said = json.loads(run("benchmark", "demo/assessment.yaml", "--against", "cohort", "--format", "json"))
        rows = {row["metric"]: row for row in said["comparisons"] if row["source"] == "cohort"}
        with duckdb.connect() as engine:
            engine.execute(f"SET file_search_path = '{work}'")
            engine.execute(
                "CREATE VIEW cohort AS SELECT * FROM read_parquet('cohort/*/*/part.parquet', "
                "hive_partitioning = true, union_by_name = true)"
            )
            for domain in DOMAINS:
                row = rows[f"domain.{domain}"]
                quartiles = [row["sample"]["quartiles"][name] for name in ("lower", "median", "upper")]
                for name in ("DuckDB", "Trino"):
                    found = engine.execute(asked(sql[name], domain, row["own"])).fetchone()
                    where = (socs, domain, name, found, row)
                    # shares are printed with four decimals, scores with two
                    assert found[0] == row["n"] == row["sample"]["n"] > 20, where
                    assert abs(float(found[1]) - row["percentile"]["mid"]) <= 0.000_050_1, where
                    for ours, theirs in zip(quartiles, found[2:], strict=True):
                        assert abs(ours - float(theirs)) <= 0.005_000_1, where
                    compared += 1
    assert compared == len(COHORTS) * len(DOMAINS) * 2
    print(f"{compared} comparisons with DuckDB {duckdb.__version__}: the same n, percentiles and quartiles")


if __name__ == "__main__":
    main(*sys.argv[1:])
