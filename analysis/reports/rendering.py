"""The reports of one collection made: tables, executed notebooks, pages and an index, beside and then into place."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from tqdm import tqdm

from analysis.reports import NOTEBOOKS, Report, Work, ledger, pages
from analysis.reports.ledger import Unusable
from analysis.reports.pages import About
from analysis.reports.running import run
from analysis.selection import make_tables
from analysis.tables import Tables

# How a cell begins that a spreadsheet would run as a formula; the wide forms are those of East Asian keyboards
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def make(work: Work, stale: list[str], held: dict[str, Any], report: Report) -> dict[str, Any]:
    """Run the stale notebooks, on new tables where the old ones will not do, and put all into place.

    Fills ``made`` and ``failed`` of the report and returns the new ledger. Interrupted before the end, it leaves what
    was there; interrupted while files are moved, it leaves no ledger, so that the next run makes everything again.
    """
    work.folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{work.folder.name}-", dir=work.folder.parent))
    try:
        new = held
        if held["tables"] != work.tables_key:
            new = {"tables": work.tables_key, "pages": {}, "run": _make_tables(work, beside)}
        about = _about(work, new)
        for name, title, failure in _make_pages(work, stale, beside, about):
            new["pages"][name] = {"key": None if failure else work.page_keys[name], "title": title, "failure": failure}
            if failure:
                report.failed[name] = failure
            else:
                report.made.append(name)
        new["pages"] = {name: new["pages"][name] for name in _ordered(new["pages"])}
        (beside / "index.html").write_text(pages.index(about, new["pages"], new["run"]), encoding="utf8")
        _put_into_place(beside, work.folder, new)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return new


def _ordered(names: Iterable[str]) -> list[str]:
    """Names of notebooks as a reader should meet them: ours in their order, then others by name."""
    return sorted(names, key=lambda name: (NOTEBOOKS.index(name) if name in NOTEBOOKS else len(NOTEBOOKS), name))


def _put_into_place(beside: Path, folder: Path, new: dict[str, Any]) -> None:
    gone = ledger.read_ledger(folder)["pages"].keys() - new["pages"].keys()
    (folder / ledger.LEDGER).unlink(missing_ok=True)
    for path in sorted(path for path in beside.rglob("*") if path.is_file()):
        place = folder / path.relative_to(beside)
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)
    for name in gone:  # pages of articles as they were: better none than those
        (folder / f"{name}.html").unlink(missing_ok=True)
        (folder / "notebooks" / f"{name}.ipynb").unlink(missing_ok=True)
    ledger.write_ledger(folder, new)


def _make_tables(work: Work, beside: Path) -> dict[str, Any]:
    """Read and tabulate the collection into ``beside/tables``; returns what pages and the command line tell of it."""
    with tqdm(desc=f"{work.folder.name}: tables", unit=" batches", disable=None, leave=False) as bar:

        def progress(batches, total):
            bar.reset(total)
            for batch in batches:
                yield batch
                bar.update()

        try:
            tables = make_tables(work.collection, **work.tabulating, jobs=work.jobs, progress=progress)
        except (FileNotFoundError, ValueError) as error:
            raise Unusable(str(error)) from error
    tables.save(beside / "tables")
    for name, frame in tables:
        defused(frame).to_csv(beside / "tables" / f"{name}.csv", index=False, encoding="utf-8-sig")
    return describe(tables)


def describe(tables: Tables) -> dict[str, Any]:
    """The figures of a collection that stand on its pages, in values that JSON can hold."""
    reasons = tables.skipped.groupby("reason", sort=False)["path"].agg(["size", "first"])
    dated = tables.articles["published"].dropna().dt.strftime("%Y-%m-%d")
    return {
        "found": len(tables.articles) + len(tables.skipped),
        "read": len(tables.articles),
        "skipped": {str(reason): int(n) for reason, n in reasons["size"].items()},
        "examples": {str(reason): str(path) for reason, path in reasons["first"].items()},
        "period": sorted({dated.min(), dated.max()}) if len(dated) else [],
        "rows": {name: len(frame) for name, frame in tables},
        "statements": int((tables.claims["act"] == "speech").sum()),
        "anonymous": int(tables.sources["anonymous"].sum()),
    }


def defused(frame: pd.DataFrame) -> pd.DataFrame:
    """A table whose texts no spreadsheet runs: an apostrophe stands before those that begin like a formula.

    >>> defused(pd.DataFrame({"text": ["=1+1", "two"], "low": [-1, 2]})).to_dict("list")
    {'text': ["'=1+1", 'two'], 'low': [-1, 2]}
    """
    safe = frame.rename(columns=lambda name: f"'{name}" if str(name).startswith(FORMULA) else name)
    for name in safe:
        if not pd.api.types.is_numeric_dtype(safe[name]) and not pd.api.types.is_datetime64_any_dtype(safe[name]):
            texts = safe[name].astype("str")
            safe[name] = texts.mask(texts.str.startswith(FORMULA, na=False), "'" + texts)
    return safe


def _about(work: Work, new: dict[str, Any]) -> About:
    facts = new["run"]
    read = f"{facts['read']:,} of {facts['found']:,} found" + (
        f", {n:,} skipped" if (n := sum(facts["skipped"].values())) else ""
    )
    return About(
        collection=ledger.collection_name(work.collection),
        facts=[
            ("articles read", read),
            ("published", " to ".join(facts["period"]) or "no dates"),
            ("figures", f"{facts['rows']['casualties']:,}"),
            ("statements", f"{facts['statements']:,}"),
            ("sources", f"{facts['rows']['sources']:,}, {facts['anonymous']:,} anonymous"),
        ],
        pages=[
            ("index.html", ledger.collection_name(work.collection)),
            *((f"{name}.html", name) for name in _ordered({*work.notebooks, *new["pages"]})),
        ],
        stamp=datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        inputs=work.inputs[:12],
    )


def _make_pages(work: Work, stale: list[str], beside: Path, about: About) -> list[tuple[str, str, str | None]]:
    """Run notebooks, several at a time; name, title and failure of each, in the order asked for."""
    held = beside / "tables" if (beside / "tables").is_dir() else work.folder / "tables"
    for folder in ("notebooks", "tables/charts"):
        (beside / folder).mkdir(parents=True, exist_ok=True)
    sources = {name: nbformat.read(work.notebooks[name], as_version=4) for name in stale}
    cells = sum(cell.cell_type == "code" for source in sources.values() for cell in source.cells) + len(stale)
    with (
        tqdm(total=cells, desc=f"{work.folder.name}: notebooks", unit=" cells", disable=None, leave=False) as bar,
        ThreadPoolExecutor(work.jobs) as pool,
    ):

        def one(name: str) -> tuple[str, str, str | None]:
            given = {"collection": str(work.collection.resolve()), "tables": str(held), **work.values[name]}
            kept = given | {"tables": "../tables"}
            executed, failure = run(
                work.notebooks[name], given, kept, timeout=work.timeout, on_cell=lambda **_: bar.update()
            )
            title = pages.title_of(executed) or name
            _write(beside, name, executed, pages.page(executed, about, name, title, work.values[name], failure))
            return name, title, str(failure) if failure else None

        return list(pool.map(one, stale))


def _write(beside: Path, name: str, executed: nbformat.NotebookNode, page: str) -> None:
    nbformat.write(executed, beside / "notebooks" / f"{name}.ipynb")
    (beside / f"{name}.html").write_text(page, encoding="utf8")
    for chart, data in pages.chart_data(executed).items():
        frame = pd.read_csv(io.StringIO(data))
        defused(frame).to_csv(
            beside / "tables" / "charts" / f"{ledger.slug(chart)}.csv", index=False, encoding="utf-8-sig"
        )
