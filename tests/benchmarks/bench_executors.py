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
    parser.add_argument("--runs", type=int, default=2)
    options = parser.parse_args()
    rows = [{"article_id": one["id"], "text": one["text"]} for one in articles(options.articles)]
    held = table("articles", rows)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        cluster.get_client() as client,
    ):
        executor = client.get_executor()
        for (_, one), (_, other) in zip(tabulate(held, executor=executor, batch=25), tabulate(held), strict=True):
            pd.testing.assert_frame_equal(one, other)
        dask = seconds(lambda: tabulate(held, executor=executor, batch=25), options.runs)
    alone = seconds(lambda: tabulate(held), options.runs)
    processes = seconds(lambda: tabulate(held, jobs=2, batch=25), options.runs)
    words = int(tabulate(held).articles["words"].sum())
    for name, taken in (("one process", alone), ("two processes", processes), ("Dask, two workers", dask)):
        print(f"{name:20} {words / taken:8,.0f} words/s   {processes / taken:.2f} of two processes")


if __name__ == "__main__":
    main()
