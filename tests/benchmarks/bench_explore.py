"""How long the explorer takes to follow a filter, a row, a mark and a tab: until everything is handed to the browser.

Tables are taken from a folder that ``python -m analysis tabulate`` wrote, or made of seeds/ilmora. Usage:

    python tests/benchmarks/bench_explore.py [TABLES]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from timing import seconds

from analysis.exploring import Explorer

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=Path, nargs="?")
    explorer = Explorer(SEEDS / "ilmora", parser.parse_args().tables)
    filters, tables = explorer.filters, explorer.opened.tables
    choices = {
        "outcome": ("killed", "wounded"), "sector": ("government", "police"), "words": ("police", "people"),
        "source": ("ministry", "president"), "publisher": tuple(filters.publisher.options[1:3]),
    }  # fmt: skip
    print(f"{len(tables.articles):,} articles, {len(tables.claims):,} claims, {len(tables.casualties):,} figures")

    def follow(tab: int, name: str) -> float:
        """From a choice to tables, counts and articles, every choice made from a filter that is not set."""

        def choose(value: str) -> float:
            filters.clear()
            explorer.tabs.selected_index = tab
            return seconds(lambda: setattr(getattr(filters, name), "value", value), 1)

        return max(min(choose(value) for _ in range(5)) for value in choices[name])

    shown = {tab: explorer.tabs.get_title(tab) for tab in range(len(explorer.tabs.children))}
    for name, values in choices.items():
        if values:
            told = ", ".join(f"{title} {1000 * follow(tab, name):.0f}" for tab, title in shown.items())
            print(f"{name:10} {told} ms, with this table open")
    filters.clear()
    explorer.tabs.selected_index = 0
    explorer._show_tab()
    last = len(explorer.rows["casualties"]) - 1
    print(f"row to its mark {1000 * seconds(lambda: explorer._jump('casualties', [last]), 1):.0f} ms")
    print(f"mark to its record {1000 * seconds(lambda: explorer._pick('f1'), 3):.0f} ms")


if __name__ == "__main__":
    main()
