"""The reports of one collection made: tables, executed notebooks, pages and an index, beside and then into place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from tqdm import tqdm

from analysis.choosing import why_none
from analysis.corrections import apply_corrections, read_corrections
from analysis.difference import difference
from analysis.locking import locked
from analysis.partitions import Partitions
from analysis.progress import Progress, Step
from analysis.reports import (
    CHOOSING,
    NOTEBOOKS,
    Report,
    Work,
    corrected,
    indexes,
    kernels,
    ledger,
    pages,
    provenance,
    running,
)
from analysis.reports.article_pages import page_places, write_articles
from analysis.reports.describing import describe
from analysis.reports.downloads import write_chart_data, write_downloads
from analysis.reports.frame import About
from analysis.reports.ledger import Unusable
from analysis.reports.parameters import OURS, defaults
from analysis.reports.places import beside_of, clear_leftovers, put_into_place
from analysis.reports.rerunning import Given
from analysis.reports.reuse import tabulate_changed, without
from analysis.sums import Sums, sum_parts
from analysis.tables import Tables


def make(work: Work, stale: list[str], held: dict[str, Any], report: Report) -> dict[str, Any]:
    """Run the stale notebooks, on new tables where the old ones will not do, and put all into place.

    Fills ``made`` and ``failed`` of the report and returns the new ledger. Interrupted before the end, it leaves what
    was there; interrupted while files are moved, it leaves no ledger, so that the next run makes everything again.

    Raises InUse where another run writes into the same folder of reports.
    """
    work.folder.parent.mkdir(parents=True, exist_ok=True)
    with locked(work.folder.parent):
        return _make(work, stale, held, report)


def _make(work: Work, stale: list[str], held: dict[str, Any], report: Report) -> dict[str, Any]:
    clear_leftovers(work.folder.parent)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    beside = beside_of(work.folder)
    try:
        new, tables, corrections = held, None, pd.DataFrame()
        if not ledger.tables_fit(work, held):
            tables, corrections = _make_tables(work, held, beside)
            new = {"tables": work.tables_key, "pages": {}, "run": _run(work, held, tables, corrections, stamp)}
        names = _ordered({*work.notebooks, *new["pages"]})
        about = provenance.about_collection(work, new["run"], names, stamp)

        def around() -> None:
            if tables is not None:
                write_downloads(tables, beside / "tables", work.folder.name)
            if isinstance(tables, Tables):
                write_articles(tables, about, beside)
                corrected.write_page(corrections, tables, about, beside)
            (beside / "model-card.html").write_text(pages.model_card_page(about), encoding="utf8")

        for name, made in _make_pages(work, stale, held["pages"], beside, about, around):
            new["pages"][name] = made
            if made["failure"]:
                report.failed[name] = made["failure"]
            else:
                report.made.append(name)
        new["pages"] = {name: new["pages"][name] for name in _ordered(new["pages"])}
        (beside / "index.html").write_text(indexes.of_collection(about, new, work.folder.name), encoding="utf8")
        put_into_place(beside, work.folder, new)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    indexes.write_collections(work.folder.parent, stamp)
    return new


def _ordered(names: Iterable[str]) -> list[str]:
    """Names of notebooks as a reader should meet them: ours in their order, then others by name."""
    return sorted(names, key=lambda name: (NOTEBOOKS.index(name) if name in NOTEBOOKS else len(NOTEBOOKS), name))


def _make_tables(work: Work, held: dict[str, Any], beside: Path) -> tuple[Tables | Sums, pd.DataFrame]:
    """Read, tabulate and correct the collection into ``beside/tables``, with the help of the tables of an earlier run.

    Returns the tables, or what is counted of more articles than memory holds, and what became of each correction.
    """
    with _bar(f"{work.folder.name}: tables", "articles") as bar:

        def progress(step: Step) -> None:
            bar.total = step.total
            bar.update(step.done - bar.n)

        try:
            corrections = read_corrections(work.collection if work.collection.is_dir() else work.collection.parent)
            if work.summed:
                return _make_sums(work, corrections, beside, progress), pd.DataFrame()
            reused = None if work.force else _reusable(work, held)
            tables = tabulate_changed(
                work.collection, reused, **work.tabulating, choosing=work.choosing, jobs=work.jobs, progress=progress
            )  # type: ignore[arg-type]
        except (FileNotFoundError, ValueError) as error:
            raise Unusable(str(error)) from error
    tables, corrections = apply_corrections(tables, corrections, **work.tabulating)  # type: ignore[arg-type]
    tables.save(beside / "tables")
    return tables, corrections


def _make_sums(work: Work, corrections: pd.DataFrame, beside: Path, progress: Progress) -> Sums:
    """What is counted of more articles than memory holds, of the tables as ``Partitions.correct`` has corrected them."""
    if len(corrections):
        raise ValueError(
            f"{work.collection} holds corrections that its tables know nothing of: give them to Partitions.correct, or "
            "tabulate again with --parts, and take the file away"
        )
    sums = sum_parts(Partitions(work.collection), progress, **work.choosing)
    sums.save(beside / "tables")
    return sums


def _reusable(work: Work, held: dict[str, Any]) -> Tables | None:
    """Tables that this very library made of these articles or of an earlier state of them, here or in another run."""
    runs = {work.folder: held} | {folder: ledger.read_ledger(folder) for folder in ledger.folders(work.folder.parent)}
    fitting = [folder for folder, other in runs.items() if other["run"].get("library") == work.library]
    same = [folder for folder in fitting if runs[folder]["run"]["inputs"] == work.inputs]
    for folder in (same or [folder for folder in fitting if folder == work.folder])[:1]:
        found = _load(folder / "tables")
        return found and without(found, runs[folder]["run"]["corrections"]["articles"])
    return None


def _load(folder: Path) -> Tables | None:
    try:
        return Tables.load(folder)
    except (OSError, ValueError, KeyError):  # not there, broken, or of an older contract: as good as none
        return None


def _run(
    work: Work, held: dict[str, Any], tables: Tables | Sums, corrections: pd.DataFrame, stamp: str
) -> dict[str, Any]:
    """What the ledger keeps of this run, and what has changed since the last one."""
    changes = held["run"].get("changes") if isinstance(tables, Tables) else None
    earlier = None if held["tables"] == work.tables_key else _load(work.folder / "tables")
    if earlier is not None and isinstance(tables, Tables) and "stamp" in held["run"]:
        changes = indexes.changes(difference(earlier, tables), tables, held["run"]["stamp"])
    described = provenance.describe_collection(work.collection)
    return {
        **describe(tables), "corrections": corrected.noted(corrections), "changes": changes, "stamp": stamp,
        "inputs": work.inputs, "library": work.library,
        "versions": provenance.versions(), "tabulating": work.tabulating,
        "title": provenance.title(work),
        "about": described.get("about"), "fiction": bool(described.get("fiction")),
    }  # fmt: skip


def _make_pages(
    work: Work,
    stale: list[str],
    noted: dict[str, Any],
    beside: Path,
    about: About,
    meanwhile: Callable[[], None],
) -> list[tuple[str, dict[str, Any]]]:
    """Run notebooks, several at a time, and ``meanwhile``; names and entries for the ledger in the order asked for.

    ``noted`` are the entries of the last run: a notebook that would come out the same is not run.
    """
    held = beside / "tables" if (beside / "tables").is_dir() else work.folder / "tables"
    articles = pd.read_parquet(held / "articles.parquet", columns=["article_id", "published", "publisher"])
    places = {} if work.summed else page_places(articles["article_id"].tolist())
    for folder in ("notebooks", "tables/charts"):
        (beside / folder).mkdir(parents=True, exist_ok=True)
    given = Given(work, stale, held, beside / "findings")
    sources = {name: nbformat.read(work.notebooks[name], as_version=4) for name in stale}
    cells = sum(cell.cell_type == "code" for source in sources.values() for cell in source.cells) + len(stale)
    with _bar(f"{work.folder.name}: notebooks", "cells", cells) as bar, ThreadPoolExecutor(work.jobs) as pool:

        def one(name: str) -> tuple[str, dict[str, Any]]:
            written = beside / "notebooks" / f"{name}.ipynb"
            executed, failure = given.before(name, noted.get(name, {})), None
            if executed is None:
                executed, failure = running.run(
                    work.notebooks[name], written, given.values(name), given.values(name, kept=True),
                    timeout=work.timeout, on_cell=lambda **_: bar.update(),
                )  # fmt: skip
            else:
                nbformat.write(executed, written)
                bar.update(len(sources[name].cells))
            title = pages.title_of(executed) or name
            usual = {key: value for key, value in defaults(work.notebooks[name]).items() if key not in OURS}
            parameters = usual | work.values[name]
            nothing = why_none(articles, **{choice: parameters.get(choice) for choice in CHOOSING})
            html = pages.page(executed, about, name, title, parameters, failure, places, nothing)
            (beside / f"{name}.html").write_text(html, encoding="utf8")
            write_chart_data(executed, beside / "tables" / "charts")
            return name, {
                "key": None if failure else work.page_keys[name], "title": title,
                "failure": str(failure) if failure else None, "parameters": parameters, "nothing": nothing,
                "picture": indexes.picture(executed), "ran": None if failure else given.ran(name, written),
            }  # fmt: skip

        kernels.STOPPING.clear()
        waiting = {name: pool.submit(one, name) for name in reversed(stale)}  # those that compare articles take longest
        try:
            meanwhile()
            made = [waiting[name].result() for name in stale]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            kernels.stop()
            raise
    shutil.rmtree(given.findings, ignore_errors=True)
    return made


@contextmanager
def _bar(told: str, unit: str, total: int | None = None) -> Iterator[tqdm]:
    """Progress with the time left, on a terminal alone."""
    with tqdm(total=total, desc=told, unit=f" {unit}", disable=None, leave=False) as bar:
        yield bar
