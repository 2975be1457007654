"""Where a run writes before it is done, how that gets into place, and what a killed run left behind."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import Any

import psutil

from analysis.reports import ledger

CORRECTIONS = "corrections.html"  # there while corrections are
# What is of other tables when tables are made again
OF_TABLES = ("article-*.html", "articles.html", *(f"tables/*.{kind}" for kind in ("parquet", "csv", "xlsx", "zip")))
_LEFTOVER = re.compile(r"\..+-(\d+)-\w{8}")


def beside_of(folder: Path) -> Path:
    """A new hidden folder beside ``folder``, which bears the number of this process."""
    return Path(tempfile.mkdtemp(prefix=f".{folder.name}-{os.getpid()}-", dir=folder.parent))


def clear_leftovers(reports: Path) -> None:
    """Remove the hidden folders of runs that were killed: those whose process is no more."""
    for path in reports.glob(".*"):
        found = _LEFTOVER.fullmatch(path.name)
        if found and path.is_dir() and not psutil.pid_exists(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def put_into_place(beside: Path, folder: Path, new: dict[str, Any]) -> None:
    """Move what was made into the folder, and take away pages that are of other articles or other tables."""
    gone = ledger.read_ledger(folder)["pages"].keys() - new["pages"].keys()
    made = [path for path in beside.rglob("*") if path.is_file()]
    remade = (beside / "tables" / "articles.parquet").is_file()
    old = {path for kind in OF_TABLES for path in folder.glob(kind)} if remade else set()
    (folder / ledger.LEDGER).unlink(missing_ok=True)
    for path in sorted(made):
        place = folder / path.relative_to(beside)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    if remade and beside / CORRECTIONS not in made:
        (folder / CORRECTIONS).unlink(missing_ok=True)
    for path in old - {folder / path.relative_to(beside) for path in made}:
        path.unlink()
    for name in gone:  # pages of articles as they were: better none than those
        (folder / "notebooks" / f"{name}.ipynb").unlink(missing_ok=True)
        (folder / f"{name}.html").unlink(missing_ok=True)
    for name in {*gone, *(path.stem for path in made if path.suffix == ".html")}:
        (folder / f"{name}.pdf").unlink(missing_ok=True)  # of the page as it was
    ledger.write_ledger(folder, new)
