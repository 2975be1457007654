"""How long reports take, against papermill's and nbconvert's own commands on the same notebooks one after another.

The commands are given tables that are ready; our time includes reading and tabulating. Usage:

    python tests/benchmarks/bench_reports.py [COLLECTION] [--runs N]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ("overview", "casualties", "claims", "sources")


def command(*arguments: str | Path) -> None:
    done = subprocess.run([sys.executable, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def seconds(work: Callable[[], None], runs: int) -> float:
    """The fastest of several runs: what the machine does when nothing else is in the way."""
    taken = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def theirs(collection: Path, tables: Path, out: Path) -> None:
    for name in NOTEBOOKS:
        executed = out / f"{name}.ipynb"
        given = ("-p", "collection", collection, "-p", "tables", tables)
        command("-m", "papermill", ROOT / "notebooks" / f"{name}.ipynb", executed, *given)
        command("-m", "nbconvert", "--to", "html", "--no-input", executed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", nargs="?", type=Path, default=ROOT / "seeds" / "hasakeh")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the fastest counts")
    options = parser.parse_args()
    collection = options.collection.resolve()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        report = ("-m", "analysis", "report", collection, "-o", out / "reports")
        command("-m", "analysis", "tabulate", collection, "-o", out / "tables")
        made = seconds(lambda: command(*report, "--force"), options.runs)
        again = seconds(lambda: command(*report), options.runs)
        helped = seconds(lambda: command("-m", "analysis", "--help"), options.runs)
        commands = seconds(lambda: theirs(collection, out / "tables", out), options.runs)
    print(f"{'four notebooks of ' + collection.name:44} seconds   target")
    print(f"{'papermill and nbconvert, one after another':44} {commands:7.2f}")
    print(f"{'python -m analysis report':44} {made:7.2f}   {made / commands:.2f} of theirs, at most .45")
    print(f"{'again, nothing changed':44} {again:7.2f}   under 1")
    print(f"{'python -m analysis --help':44} {helped:7.2f}   under .4")


if __name__ == "__main__":
    main()
