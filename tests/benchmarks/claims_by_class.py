"""Which attributions are found, by class, as the model card shows it.

    python tests/benchmarks/claims_by_class.py GOLD.jsonl.gz

GOLD: articles with attributions as PolNeAR has them (see ``analysis.evaluation.claims_by_class``).
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from analysis import read_articles, tabulate
from analysis.evaluation import claims_by_class


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    path = parser.parse_args().gold
    with gzip.open(path, "rt", encoding="utf8") as lines:
        gold = [json.loads(line) for line in lines]
    found = claims_by_class(gold, tabulate(read_articles(path)))
    shares = {name: (found[name] * 100).round(1) for name in ("found", "source", "cue")}
    print(found.assign(**shares).to_string(index=False))


if __name__ == "__main__":
    main()
