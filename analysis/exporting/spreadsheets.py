"""All tables as CSV files or as one Excel workbook, without formulas that a spreadsheet would run."""

from __future__ import annotations

from pathlib import Path

from analysis.exporting.files import filled_beside
from analysis.exports import to_csv
from analysis.tables import Tables
from analysis.workbooks import write_excel


def write_csv(tables: Tables, folder: Path) -> None:
    """One CSV file a table in ``folder``, in UTF-8 as Excel takes it."""
    with filled_beside(folder) as place:
        for name, frame in tables:
            (place / f"{name}.csv").write_bytes(to_csv(frame))


def write_workbook(tables: Tables, folder: Path) -> None:
    """``tables.xlsx`` in ``folder``, a sheet a table, see ``write_excel``."""
    with filled_beside(folder) as place:
        write_excel(tables, place / "tables.xlsx")
