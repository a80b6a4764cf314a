"""How time and memory grow with the rows of a pool.

Usage: python scale.py SOCMARK FOLDER [ROWS…]. Pools of 10,000, 100,000 and 1,000,000 rows are made in FOLDER (3 GB of disk).
"""

import sys
from pathlib import Path

from measure import run


def main(socmark, folder, *rows):
    folder = Path(folder)
    print(f"{'rows':>9}  {'what':<22} {'seconds':>8} {'MiB':>7}")
    if not (folder / "demo").exists():
        run([socmark, "demo", "demo"], folder)
    for count in map(int, rows or (10_000, 100_000, 1_000_000)):
        pool = f"pool-{count}"
        calls = {
            "benchmark --against": ["benchmark", "demo/assessment.yaml", "--against", pool, "--format", "json"],
            "pool drivers": ["pool", "drivers", pool, "--format", "json"],
            "pool describe": ["pool", "describe", pool, "--format", "json"],
        }
        if not (folder / pool).exists():
            effect = ["--effect", "people.training.plan=0.3"]
            calls = {"pool simulate": ["pool", "simulate", pool, "--socs", str(count), *effect]} | calls
        for what, call in calls.items():
            seconds, memory, _ = run([socmark, *call], folder)
            print(f"{count:>9}  {what:<22} {seconds:>8.2f} {memory:>7.0f}", flush=True)
        size = sum(part.stat().st_size for part in (folder / pool).glob("*/*/part.parquet"))
        print(f"{count:>9}  {'size on disk':<22} {'':>8} {size / 2**20:>7.0f}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
