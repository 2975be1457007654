"""How long events and disputes take, how much memory, and whether the cost grows with the collection or with its square.

Tables are taken from a folder that ``python -m analysis tabulate`` wrote, or made of seeds/ilmora; halves of them, by day,
are measured too. Usage:

    python tests/benchmarks/bench_events.py [TABLES]
"""

from __future__ import annotations

import argparse
import resource
import time
from pathlib import Path

from analysis import read_articles, tabulate
from analysis.events import corroboration, diversity, event_figures, find_disputes, find_events
from analysis.tables import Tables

ROOT = Path(__file__).resolve().parents[2]
PARTS = (0.25, 0.5, 1.0)


def first_part(tables: Tables, part: float) -> Tables:
    """The tables of the first articles by day."""
    order = tables.articles.sort_values("published")["article_id"]
    kept = set(order.iloc[: int(part * len(order))])
    frames = {
        name: frame[frame["article_id"].astype(str).isin(kept)].reset_index(drop=True)
        if "article_id" in frame
        else frame
        for name, frame in tables
    }
    return Tables(**frames)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, nargs="?")
    given = parser.parse_args().tables
    whole = Tables.load(given) if given else tabulate(read_articles(ROOT / "seeds" / "ilmora"))
    print(f"{'articles':>9} {'figures':>9} {'events':>8} {'disputes':>8}   {'seconds':>7} {'ms an article':>14}")
    for part in PARTS:
        tables = first_part(whole, part)
        began = time.process_time()
        figures = event_figures(tables)
        events, disputes = find_events(tables, figures), find_disputes(tables, figures)
        took = time.process_time() - began
        sizes = f"{len(tables.articles):9,} {len(figures):9,} {len(events):8,} {len(disputes):8,}"
        print(f"{sizes}   {took:7.1f} {1000 * took / max(1, len(tables.articles)):14.2f}")
    began = time.process_time()
    corroboration(whole, figures)
    print(f"corroboration {time.process_time() - began:.1f} s")
    began = time.process_time()
    diversity(whole, "collection")
    print(f"diversity of the collection {time.process_time() - began:.1f} s")
    print(
        f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (target: 2); seconds: at most 60"
    )


if __name__ == "__main__":
    main()
