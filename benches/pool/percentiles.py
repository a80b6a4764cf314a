"""Percentile and quartiles of 30 columns of one Parquet file, by socmark, DuckDB and pandas, two threads each.

Usage: python percentiles.py BENCH POOL, with duckdb, pandas and pyarrow installed. BENCH is the program that
`cargo bench --bench pool --no-run` names. The file is read once before, so that it stands in the memory of the system. Of
seven runs each: a process started for the one answer, from start to end; and the same question again in a process that
runs, the file read anew. Every engine must find the same figures.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measure import run

RUNS = 7
OWN = 2.5
QUARTILES = [0.25, 0.5, 0.75]


def part(pool):
    (only,) = Path(pool).glob("*/*/part.parquet")
    return str(only)


def columns(pool):
    import pyarrow.parquet as parquet

    names = [name for name in parquet.ParquetFile(part(pool)).schema_arrow.names if name.startswith(("domain.", "aspect."))]
    return sorted(names)[:30]


def by_duckdb(pool, names):
    import duckdb

    with duckdb.connect(config={"threads": 2}) as engine:
        figures = ", ".join(
            f'count("{name}"), count(*) FILTER ("{name}" < {OWN}), count(*) FILTER ("{name}" = {OWN}), '
            f'quantile_cont("{name}", {QUARTILES})'
            for name in names
        )
        row = engine.execute(f"SELECT {figures} FROM read_parquet('{part(pool)}')").fetchone()
    groups = [row[at : at + 4] for at in range(0, len(row), 4)]
    return [[n, (below + tied / 2) / n, *quartiles] for n, below, tied, quartiles in groups]


def by_pandas(pool, names):
    import pandas
    import pyarrow

    pyarrow.set_cpu_count(2)
    frame = pandas.read_parquet(part(pool), columns=names)
    found = []
    for name in names:
        values = frame[name].dropna()
        below, tied, n = (values < OWN).sum(), (values == OWN).sum(), len(values)
        found.append([n, (below + tied / 2) / n, *values.quantile(QUARTILES)])
    return [[float(value) for value in row] for row in found]


ENGINES = {"DuckDB": by_duckdb, "pandas": by_pandas}


def again(engine, pool):
    """What a child of `main` does: so many runs of one engine, with the time of each."""
    names, runs = json.loads(sys.argv[4]), int(sys.argv[5])
    milliseconds = []
    for _ in range(runs):
        start = time.perf_counter()
        figures = ENGINES[engine](pool, names)
        milliseconds.append((time.perf_counter() - start) * 1000)
    print(json.dumps({"figures": figures, "milliseconds": milliseconds}))


def main(bench, pool):
    names = columns(pool)
    assert len(names) == 30, names
    Path(part(pool)).read_bytes()

    def call(engine, runs):
        if engine == "socmark":
            return [bench, pool, str(runs), *(f"{name}={OWN}" for name in names)]
        return [sys.executable, __file__, "--again", engine, pool, json.dumps(names), str(runs)]

    results = {}
    for engine in ("socmark", *ENGINES):
        cold = [run(call(engine, 1)) for _ in range(RUNS)]
        # the first run of a process warms it and is not counted
        warm = json.loads(run(call(engine, RUNS + 1))[2])
        results[engine] = {
            "cold": statistics.median(seconds * 1000 for seconds, _, _ in cold),
            "warm": statistics.median(warm["milliseconds"][1:]),
            "memory": max(memory for _, memory, _ in cold),
            "figures": warm["figures"],
        }
    ours = results["socmark"]
    print(f"{'':<8} {'cold ms':>9} {'ratio':>6} {'warm ms':>9} {'ratio':>6} {'MiB':>6}   (ratio: socmark's time over theirs)")
    for engine, theirs in results.items():
        for mine, other in zip(ours["figures"], theirs["figures"], strict=True):
            assert all(abs(a - b) < 1e-9 for a, b in zip(mine, other, strict=True)), (engine, mine, other)
        print(
            f"{engine:<8} {theirs['cold']:>9.0f} {ours['cold'] / theirs['cold']:>6.2f} "
            f"{theirs['warm']:>9.0f} {ours['warm'] / theirs['warm']:>6.2f} {theirs['memory']:>6.0f}"
        )


if __name__ == "__main__":
    if sys.argv[1] == "--again":
        again(sys.argv[2], sys.argv[3])
    else:
        main(*sys.argv[1:])
