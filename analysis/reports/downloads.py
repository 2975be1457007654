"""The files that a report offers to take along: tables as CSV and Excel, and the rows behind its charts."""

from __future__ import annotations

import io
from pathlib import Path

import nbformat
import pandas as pd

from analysis.exports import to_csv, write_csv_zip
from analysis.reports import indexes, ledger, pages
from analysis.sums import Sums
from analysis.tables import Tables
from analysis.workbooks import write_excel


def write_downloads(tables: Tables | Sums, folder: Path, name: str) -> None:
    """Write every table as CSV; of whole tables all in an archive and in a workbook too, called after the collection."""
    files = {f"{table}.csv": to_csv(frame) for table, frame in tables}
    if isinstance(tables, Tables):
        write_csv_zip(files, folder / f"{name}-csv.zip")
        write_excel(tables, folder / f"{name}.xlsx")
    for file, held in files.items():
        if file.removesuffix(".csv") not in indexes.IN_ZIP_ONLY:
            (folder / file).write_bytes(held)


def write_chart_data(executed: nbformat.NotebookNode, folder: Path) -> None:
    """Write the rows behind each chart of an executed notebook."""
    for chart, data in pages.chart_data(executed).items():
        frame = pd.read_csv(io.StringIO(data))
        (folder / f"{ledger.slug(chart)}.csv").write_bytes(to_csv(frame))
