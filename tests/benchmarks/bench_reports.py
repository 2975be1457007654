"""How long reports take, against papermill's and nbconvert's own commands on the same notebooks one after another.

Both are given tables that are ready. Then all from the articles, with nothing changed, and with one article changed. Usage:

    python tests/benchmarks/bench_reports.py [COLLECTION] [--runs N]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import seconds

from analysis.reports import NOTEBOOKS
from analysis.reports.parameters import FINDINGS, defaults

ROOT = Path(__file__).resolve().parents[2]


def command(*arguments: str | Path) -> None:
    done = subprocess.run([sys.executable, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)


def theirs(collection: Path, tables: Path, out: Path) -> None:
    for name in NOTEBOOKS:
        executed = out / f"{name}.ipynb"
        notebook = ROOT / "notebooks" / f"{name}.ipynb"
        taken = FINDINGS if FINDINGS in defaults(notebook) else "tables"
        given = ("-p", "collection", collection, "-p", taken, tables)
        command("-m", "papermill", notebook, executed, *given)
        command("-m", "nbconvert", "--to", "html", "--no-input", executed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("collection", nargs="?", type=Path, default=ROOT / "seeds" / "hasakeh")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; the fastest counts")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        collection = copied(options.collection.resolve(), out)
        reports = out / "reports"
        report = ("-m", "analysis", "report", collection, "-o", reports)
        everything = seconds(lambda: command(*report, "--force"), options.runs)
        again = seconds(lambda: command(*report), options.runs)
        changed = seconds(lambda: (edit(collection), command(*report)), options.runs)
        rendered = seconds(lambda: (forget(reports / collection.name), command(*report)), options.runs)
        tables = reports / collection.name / "tables"
        commands = seconds(lambda: theirs(collection, tables, out), options.runs)
        helped = seconds(lambda: command("-m", "analysis", "--help"), options.runs)
    print(f"{'reports of ' + collection.name:44} seconds   target")
    print(f"{'papermill and nbconvert, one after another':44} {commands:7.2f}")
    print(
        f"{'python -m analysis report, tables ready':44} {rendered:7.2f}   {rendered / commands:.2f} of theirs, at most .35"
    )
    print(f"{'all from the articles':44} {everything:7.2f}")
    print(
        f"{'one article changed':44} {changed:7.2f}   {changed / everything:.2f} of all, at most .33 where there are 300"
    )
    print(f"{'nothing changed':44} {again:7.2f}   under .5")
    print(f"{'python -m analysis --help':44} {helped:7.2f}   under .4")


def copied(collection: Path, out: Path) -> Path:
    """The collection in a place where its articles may be changed."""
    if collection.is_dir():
        return shutil.copytree(collection, out / collection.name)
    return Path(shutil.copy(collection, out))


def edit(collection: Path) -> None:
    """Change one article of a folder of text files."""
    article = min(collection.glob("*.txt"))
    article.write_text(article.read_text("utf8") + "\n\nThis was added later.\n", encoding="utf8")


def forget(folder: Path) -> None:
    """Take the pages of notebooks and what was executed away, so that they, and not the tables, are made again."""
    for name in NOTEBOOKS:
        (folder / f"{name}.html").unlink()
        (folder / "notebooks" / f"{name}.ipynb").unlink()


if __name__ == "__main__":
    main()
