"""How fast the casualties pass alone is, in words a second on one core: documents and claims are read beforehand.

    python tests/benchmarks/bench_casualties.py [ARTICLES ...] [--runs N] [--articles N]

ARTICLES are files or folders as ``tabulate`` takes them; without any, the sets of ../shared are measured.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from threadpoolctl import threadpool_limits

from analysis import read_articles
from analysis.casualties import find_figures
from analysis.claims import Claim, find_claims
from analysis.documents import Document, read_document

SETS = Path(__file__).resolve().parents[3] / "shared" / "data" / "casualties"
TARGET = 100_000


def prepared(path: Path, articles: int) -> list[tuple[Document, list[Claim]]]:
    """The documents and claims of some articles."""
    with threadpool_limits(1):
        documents = [read_document(row) for row in read_articles(path).articles.head(articles).itertuples()]
        return [(document, find_claims(document)) for document in documents]


def words_a_second(read: list[tuple[Document, list[Claim]]], runs: int) -> float:
    """The fastest of several runs: what the machine does when nothing else is in the way."""
    words = sum(any(c.isalnum() for c in token.word) for document, _ in read for token in document.tokens)
    taken = []
    for _ in range(runs):
        began = time.process_time()
        for document, claims in read:
            find_figures(document, claims)
        taken.append(time.process_time() - began)
    return words / min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="ARTICLES")
    parser.add_argument("--runs", type=int, default=5, help="how often each is measured; the fastest counts")
    parser.add_argument("--articles", type=int, default=200, help="how many articles of each are read")
    options = parser.parse_args()
    print(f"{'articles':40} words/s (target {TARGET:,})")
    for path in options.paths or sorted(SETS.glob("*-dev.jsonl.gz")):
        print(f"{path.name:40} {words_a_second(prepared(path, options.articles), options.runs):,.0f}")


if __name__ == "__main__":
    main()
