"""A run that is killed again and again at random moments, and its tables against those of an unbroken one. Usage:

python tests/benchmarks/bench_killed.py [TIMES] [--articles N]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from recombined import write

from analysis import Partitions, read_articles, tabulate

RUN = """
import sys
from analysis import stream_articles, tabulate
tabulate(stream_articles(sys.argv[1], batch=5), into=sys.argv[2], batch=5, jobs=2)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("times", nargs="?", type=int, default=20)
    parser.add_argument("--articles", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        source = write(folder / "articles.jsonl.gz", options.articles)
        stood = []
        for _ in range(options.times):
            run = subprocess.Popen([sys.executable, "-c", RUN, source, folder / "out"])
            time.sleep(chance.uniform(2, 14))
            run.kill()
            run.wait()
            stood.append(len(list(folder.glob("out/parts/*/part.json"))))
        subprocess.run([sys.executable, "-c", RUN, source, folder / "out"], check=True)
        made = Partitions(folder / "out").load().validate()
        for name, frame in tabulate(read_articles(source)):
            pd.testing.assert_frame_equal(getattr(made, name), frame)
        print(f"killed {options.times} times, parts that stood: {stood}; in the end the tables of an unbroken run")


if __name__ == "__main__":
    main()
