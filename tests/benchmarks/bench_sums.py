"""All articles of a folder of parts counted, as the page ``collection`` shows them: time, and memory by how far it is. Usage:

python tests/benchmarks/bench_sums.py [FOLDER]

FOLDER is one of tables in parts, such as ``bench_parts.py 100000 --replay --folder DIR`` leaves; without it a small one
is made.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import psutil
from recombined import articles

from analysis import Partitions
from analysis.progress import Step
from analysis.sums import sum_parts
from analysis.tables import table


def measure(parts: Partitions) -> None:
    """Count the articles and tell, at each tenth, the memory of this process, in which nothing else was done."""
    process, memory, number = psutil.Process(), {0: 0.0}, len(parts.articles)

    def note(step: Step) -> None:
        tenth = step.done * 10 // number
        if tenth not in memory:
            print(f"{step.done:,} articles: {process.memory_info().rss / 1e6:,.0f} MB")
        memory[tenth] = max(memory.get(tenth, 0.0), process.memory_info().rss / 1e6)

    print(f"{number:,} articles, {process.memory_info().rss / 1e6:,.0f} MB with their index")
    began = time.process_time()
    sums = sum_parts(parts, note)
    used = time.process_time() - began
    held = sum(frame.memory_usage(deep=True).sum() for name, frame in sums) / 1e6
    print(
        f"{used:.1f} s of the processor, {used * 1000 / number:.2f} ms an article; {max(memory.values()):,.0f} MB at most; "
        f"{held:.1f} MB of sums, {len(sums.voices):,} rows of voices"
    )


def main() -> None:
    if sys.argv[1:]:
        measure(Partitions(sys.argv[1]))
        return
    from analysis import tabulate  # the engines, whose memory is none of what is measured

    with tempfile.TemporaryDirectory() as temporary:
        rows = pd.DataFrame(articles(200)).rename(columns={"id": "article_id", "date": "published"})
        measure(tabulate(table("articles", rows), into=Path(temporary) / "parts", batch=20))


if __name__ == "__main__":
    main()
