"""The same articles through two processes and through a Dask cluster of two workers. Usage:

python tests/benchmarks/bench_executors.py [ARTICLES] [--runs N]
"""

from __future__ import annotations

import argparse

import pandas as pd
from distributed import LocalCluster
from recombined import articles
from timing import seconds

from analysis import tabulate
from analysis.tables import table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=200)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    rows = [{"article_id": one["id"], "text": one["text"]} for one in articles(options.articles)]
    held = table("articles", rows)
    alone = tabulate(held)
    taken: dict[str, list[float]] = {}
    for _ in range(options.runs):  # in turn, so that what else the machine does is shared
        taken.setdefault("one process", []).append(seconds(lambda: tabulate(held), 1))
        taken.setdefault("two processes", []).append(seconds(lambda: tabulate(held, jobs=2, batch=25), 1))
        with (
            LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
            cluster.get_client() as client,
        ):
            executor = client.get_executor()
            for (_, one), (_, other) in zip(tabulate(held, executor=executor, jobs=2, batch=25), alone, strict=True):
                pd.testing.assert_frame_equal(one, other)
            run = seconds(lambda executor=executor: tabulate(held, executor=executor, jobs=2, batch=25), 1)
            taken.setdefault("Dask, two workers", []).append(run)
    words, two = int(alone.articles["words"].sum()), min(taken["two processes"])
    for name, times in taken.items():
        print(f"{name:20} {words / min(times):8,.0f} words/s   {two / min(times):.2f} of two processes")


if __name__ == "__main__":
    main()
